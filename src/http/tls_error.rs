//! Words for failed handshakes. rustls' own texts are meant for programmers.

use rustls::AlertDescription as Alert;
use rustls::CertificateError as Certificate;
use rustls::Error as Tls;

use super::failure::answer;
use crate::error::Error;
use crate::message::Message;

/// The error for a failed handshake.
pub fn tls_refused(error: &Tls) -> Error {
    let (reason, hint) = describe(error);
    hint.into_iter().fold(answer("tls-refused").with("reason", reason), Error::hint)
}

/// The reason of a failed handshake, and a hint.
fn describe(error: &Tls) -> (Message, Option<&'static str>) {
    let (code, hint) = match error {
        Tls::InvalidCertificate(fault) => match fault {
            Certificate::UnknownIssuer => ("tls-unknown-issuer", Some("tls-authority-hint")),
            Certificate::Expired => ("tls-expired", Some("tls-clock-hint")),
            Certificate::ExpiredContext { not_after, .. } => {
                return (dated("tls-expired-since", not_after.as_secs()), Some("tls-clock-hint"));
            }
            Certificate::NotValidYet => ("tls-early", Some("tls-clock-hint")),
            Certificate::NotValidYetContext { not_before, .. } => {
                return (dated("tls-early-until", not_before.as_secs()), Some("tls-clock-hint"));
            }
            Certificate::NotValidForNameContext { presented, .. } if !presented.is_empty() => {
                let names = presented.iter().map(|name| bare(name)).collect::<Vec<_>>().join(", ");
                return (Message::new("tls-other-names").with("names", names), None);
            }
            Certificate::NotValidForName | Certificate::NotValidForNameContext { .. } => {
                ("tls-no-name", None)
            }
            Certificate::InvalidPurpose | Certificate::InvalidPurposeContext { .. } => ("tls-purpose", None),
            Certificate::Revoked => ("tls-revoked", None),
            _ if is_authority(error) => ("tls-is-authority", Some("tls-authority-hint")),
            Certificate::BadSignature
            | Certificate::UnsupportedSignatureAlgorithmContext { .. }
            | Certificate::UnsupportedSignatureAlgorithmForPublicKeyContext { .. } => ("tls-signature", None),
            _ => ("tls-certificate", None),
        },
        Tls::AlertReceived(alert) => match alert {
            Alert::HandshakeFailure | Alert::InsufficientSecurity => ("tls-alert-handshake", None),
            Alert::ProtocolVersion => ("tls-version", None),
            Alert::UnrecognisedName => ("tls-alert-name", None),
            Alert::CertificateRequired | Alert::BadCertificate | Alert::CertificateUnknown => {
                ("tls-alert-certificate", None)
            }
            other => return (Message::new("tls-alert").with("alert", u8::from(*other)), None),
        },
        Tls::PeerIncompatible(_) => ("tls-version", None),
        Tls::InvalidMessage(_) => ("tls-not-tls", Some("tls-not-tls-hint")),
        _ => ("tls-violation", None),
    };
    (Message::new(code), hint)
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
