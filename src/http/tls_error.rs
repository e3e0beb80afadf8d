//! Words for failed handshakes. rustls' own texts are meant for programmers.

use rustls::AlertDescription as Alert;
use rustls::CertificateError as Certificate;
use rustls::Error as Tls;

use super::failure::answer;
use crate::error::Error;
use crate::message::{Message, Value};

/// The errors of Windows that say that no trusted authority has issued the certificate: CERT_E_CHAINING and
/// CERT_E_UNTRUSTEDCA.
const UNKNOWN: [&str; 2] = ["-2146762486", "-2146762478"];
/// Those about the list of revoked certificates: CERT_E_REVOCATION_FAILURE, CRYPT_E_NO_REVOCATION_CHECK and
/// CRYPT_E_REVOCATION_OFFLINE.
const UNCHECKED: [&str; 3] = ["-2146762482", "-2146885614", "-2146885613"];

/// The error for a handshake that failed for `reason`.
pub fn refused(reason: impl Into<Message>) -> Error {
    answer("tls-refused").with("reason", reason.into())
}

/// The error for a failed handshake.
pub fn tls_refused(error: &Tls) -> Error {
    match error {
        Tls::InvalidCertificate(_) if is_authority(error) => {
            refused("tls-is-authority").hint("tls-authority-hint")
        }
        Tls::InvalidCertificate(fault) => certificate_refused(fault),
        Tls::AlertReceived(alert) => match alert {
            Alert::HandshakeFailure | Alert::InsufficientSecurity => refused("tls-alert-handshake"),
            Alert::ProtocolVersion => refused("tls-version"),
            Alert::UnrecognisedName => refused("tls-alert-name"),
            Alert::CertificateRequired | Alert::BadCertificate | Alert::CertificateUnknown => {
                refused("tls-alert-certificate")
            }
            other => refused(Message::new("tls-alert").with("alert", u8::from(*other))),
        },
        Tls::PeerIncompatible(_) => refused("tls-version"),
        Tls::InvalidMessage(_) => refused("tls-not-tls").hint("tls-not-tls-hint"),
        _ => refused("tls-violation"),
    }
}

/// The error for an invalid certificate.
fn certificate_refused(fault: &Certificate) -> Error {
    match fault {
        Certificate::UnknownIssuer => refused("tls-unknown-issuer").hint("tls-authority-hint"),
        Certificate::Expired => refused("tls-expired").hint("tls-clock-hint"),
        Certificate::ExpiredContext { not_after, .. } => {
            refused(dated("tls-expired-since", not_after.as_secs())).hint("tls-clock-hint")
        }
        Certificate::NotValidYet => refused("tls-early").hint("tls-clock-hint"),
        Certificate::NotValidYetContext { not_before, .. } => {
            refused(dated("tls-early-until", not_before.as_secs())).hint("tls-clock-hint")
        }
        Certificate::NotValidForNameContext { presented, .. } if !presented.is_empty() => {
            let names = Value::list(presented.iter().map(|name| bare(name)), "list-comma");
            refused(Message::new("tls-other-names").with("names", names))
        }
        Certificate::NotValidForName | Certificate::NotValidForNameContext { .. } => refused("tls-no-name"),
        Certificate::InvalidPurpose | Certificate::InvalidPurposeContext { .. } => refused("tls-purpose"),
        Certificate::Revoked => refused("tls-revoked"),
        Certificate::BadSignature
        | Certificate::UnsupportedSignatureAlgorithmContext { .. }
        | Certificate::UnsupportedSignatureAlgorithmForPublicKeyContext { .. } => refused("tls-signature"),
        Certificate::Other(other) => {
            of_system(&other.0.to_string()).unwrap_or_else(|| refused("tls-certificate"))
        }
        _ => refused("tls-certificate"),
    }
}

/// The error for what the system itself has said, where it decides.
fn of_system(text: &str) -> Option<Error> {
    if !cfg!(any(windows, target_vendor = "apple")) {
        return None;
    }
    let is_one_of = |codes: &[&str]| codes.iter().any(|code| text.ends_with(&format!("(os error {code})")));
    let reason = match () {
        () if is_one_of(&UNKNOWN) => Message::new("tls-unknown-issuer"),
        () if is_one_of(&UNCHECKED) => Message::new("tls-revocation-unknown"),
        () => Message::new("tls-system-refuses").with("text", text),
    };
    Some(refused(reason).hint("tls-authority-hint"))
}

/// Returns whether the server's certificate is one of an authority, which may not identify a server.
pub fn is_authority(error: &Tls) -> bool {
    let Tls::InvalidCertificate(Certificate::Other(other)) = error else { return false };
    matches!(other.0.downcast_ref(), Some(webpki::Error::CaUsedAsEndEntity))
}

/// A message with a date, from the seconds since 1970.
fn dated(code: &'static str, seconds: u64) -> Message {
    let date = i64::try_from(seconds).ok().and_then(|seconds| chrono::DateTime::from_timestamp(seconds, 0));
    Message::new(code).with("date", date.map_or_else(String::new, |date| date.date_naive().to_string()))
}

/// `a.example` of rustls' `DnsName("a.example")`.
fn bare(name: &str) -> &str {
    name.split('"').nth(1).unwrap_or(name)
}
