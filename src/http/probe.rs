//! Looks at the way to a server through one request, sent as all are: with the same proxy, authorities, limits and
//! connections. It has no body, no query, no header of the user's and no secret.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, SecondsFormat};
use rustls::CertificateError::{ExpiredContext, NotValidYetContext};
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{DigitallySignedStruct as Signed, RootCertStore, SignatureScheme};
use serde::Serialize;
use serde_json::{Value, json};
use ureq::http::Uri;
use webpki::EndEntityCert;

use super::race::Attempt;
use super::url::check_url;
use super::{Client, Options, Payload, Request, Response, tls};
use crate::error::Result;
use crate::secret::Secret;

/// What a request showed of its way; what it did not come to is missing.
#[derive(Debug, Default)]
pub struct Observation {
    /// Without its credentials, and where the wish for it came from; without one its address is null.
    pub proxy: Value,
    /// The files and folders of those that are believed, and their count, which is null where the system itself decides;
    /// `None` where the server is not asked in TLS.
    pub authorities: Option<Result<Value>>,
    /// The host that is connected to, the server's or the proxy's, its addresses, and in how many milliseconds they
    /// were found: null where nobody was asked, because the host is an address itself, or `localhost`.
    pub named: Option<Value>,
    /// Attempts at the addresses of that name.
    pub attempts: Vec<Attempt>,
    /// With the server itself, through a proxy or not.
    pub handshake: Option<Handshake>,
}

/// A handshake, whether or not it came to its end.
#[derive(Debug, Default, Serialize)]
pub struct Handshake {
    #[serde(skip)]
    pub host: String,
    /// `TLSv1_3`, once the handshake is done; so are the next two.
    pub protocol: Option<String>,
    pub cipher: Option<String>,
    pub milliseconds: Option<u64>,
    /// In its own words, believed or not: the `subject` and the `issuer`, by the common name, else the organization, and
    /// `not_before` and `not_after` as in RFC 3339, or null.
    #[serde(flatten)]
    pub certificate: Option<Value>,
}

/// Asks `url` for nothing, without its query; a server that breaks off at HEAD is asked with GET.
pub fn look(options: Options, url: &str) -> Result<(Observation, Result<Response>)> {
    let uri = check_url(&url[..url.find(['?', '#']).unwrap_or(url.len())])?;
    let client = Client { observer: Observer(Some(Arc::default())), ..Client::new(options) };
    let proxy = match client.proxy(&uri)?.zip(client.options.proxy.as_ref()) {
        Some((proxy, setting)) => {
            let scheme = proxy.uri().scheme_str().unwrap_or("http");
            let address = format!("{scheme}://{}:{}", proxy.host(), proxy.port());
            json!({ "address": address, "source": setting.source })
        }
        None => json!({ "address": null }),
    };
    let is_secure = uri.scheme_str() == Some("https");
    let trust = &client.options.trust;
    let counted = |roots: Option<RootCertStore>| json!({ "places": tls::places(trust), "count": roots.map(|roots| roots.len()) });
    let authorities = is_secure.then(|| tls::load(trust).map(counted));
    let (mut seen, mut answer) = ask(&client, &uri, "HEAD");
    let is_open = !is_secure || seen.handshake.as_ref().is_some_and(|with| with.protocol.is_some());
    if answer.is_err() && is_open && !seen.attempts.is_empty() && !client.time_left().is_zero() {
        let second = ask(&client, &uri, "GET");
        if second.1.is_ok() {
            (seen, answer) = second;
        }
    }
    Ok((Observation { proxy, authorities, ..seen }, answer))
}

fn ask(client: &Client, uri: &Uri, method: &'static str) -> (Observation, Result<Response>) {
    let answer = client.send(&Request {
        method: method.into(),
        url: uri.to_string(),
        query: Vec::new(),
        headers: vec![("accept".to_owned(), Secret::new("*/*"))],
        body: Payload::None,
    });
    let mut seen = Observation::default();
    client.observer.note(|noted| std::mem::swap(noted, &mut seen));
    // A proxy may be spoken to in TLS of its own.
    seen.handshake.take_if(|with| Some(with.host.as_str()) != uri.host());
    (seen, answer)
}

/// How long it took, rounded up: nothing takes no time at all.
pub fn milliseconds(took: Duration) -> u64 {
    u64::try_from(took.as_millis()).unwrap_or(u64::MAX).max(1)
}

/// Looks on while a connection is made, if anybody wants to know.
#[derive(Clone, Debug, Default)]
pub struct Observer(Option<Arc<Mutex<Observation>>>);

impl Observer {
    /// Whether anybody wants to know.
    pub fn is_on(&self) -> bool {
        self.0.is_some()
    }

    /// Writes down what was seen; the server itself comes after its proxy.
    pub fn note(&self, note: impl FnOnce(&mut Observation)) {
        if let Some(seen) = &self.0 {
            note(&mut seen.lock().unwrap_or_else(PoisonError::into_inner));
        }
    }
}

/// Remembers the certificate, and leaves the judgement to the verifier that every request has.
#[derive(Debug)]
pub struct ObservingVerifier {
    pub verifier: Arc<dyn ServerCertVerifier>,
    pub observer: Observer,
}

type Believed = std::result::Result<HandshakeSignatureValid, rustls::Error>;

impl ServerCertVerifier for ObservingVerifier {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        let at = |time| self.verifier.verify_server_cert(end_entity, intermediates, name, ocsp, time);
        let certificate = described(end_entity, |time| at(UnixTime::since_unix_epoch(time)).err());
        self.observer.note(|seen| seen.handshake.get_or_insert_default().certificate = certificate);
        at(now)
    }

    fn verify_tls12_signature(&self, message: &[u8], by: &CertificateDer, signed: &Signed) -> Believed {
        self.verifier.verify_tls12_signature(message, by, signed)
    }

    fn verify_tls13_signature(&self, message: &[u8], by: &CertificateDer, signed: &Signed) -> Believed {
        self.verifier.verify_tls13_signature(message, by, signed)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.verifier.supported_verify_schemes()
    }
}

/// What a certificate says of itself. Its dates are those that the verifier names when it is asked `at` the beginning
/// and at the end of all time.
fn described(der: &CertificateDer, at: impl Fn(Duration) -> Option<rustls::Error>) -> Option<Value> {
    let parsed = EndEntityCert::try_from(der).ok()?;
    let date = |time| match at(time) {
        Some(rustls::Error::InvalidCertificate(
            NotValidYetContext { not_before: date, .. } | ExpiredContext { not_after: date, .. },
        )) => {
            let date = DateTime::from_timestamp(i64::try_from(date.as_secs()).ok()?, 0)?;
            Some(date.to_rfc3339_opts(SecondsFormat::Secs, true))
        }
        _ => None,
    };
    Some(json!({
        "subject": name(parsed.subject()),
        "issuer": name(parsed.issuer()),
        "not_before": date(Duration::ZERO),
        "not_after": date(Duration::MAX),
    }))
}

/// The common name in a distinguished name, else the organization: an identifier, and a string of less than 128 bytes.
fn name(distinguished: &[u8]) -> String {
    let attribute = |identifier: [u8; 5]| {
        let at = distinguished.windows(5).position(|part| part == identifier)?;
        let (length, rest) = distinguished.get(at + 6..)?.split_first()?;
        Some(String::from_utf8_lossy(rest.get(..usize::from(*length))?).into_owned())
    };
    attribute([6, 3, 0x55, 4, 3]).or_else(|| attribute([6, 3, 0x55, 4, 10])).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use rcgen::{CertificateParams, DnType, KeyPair};

    use super::*;

    fn subject(parts: &[(DnType, &str)]) -> String {
        let mut params = CertificateParams::new(vec!["a.example".to_owned()]).unwrap();
        params.distinguished_name = rcgen::DistinguishedName::new();
        for (kind, value) in parts {
            params.distinguished_name.push(kind.clone(), *value);
        }
        let certificate = params.self_signed(&KeyPair::generate().unwrap()).unwrap();
        described(certificate.der(), |_| None).unwrap()["subject"].as_str().unwrap().to_owned()
    }

    #[test]
    fn a_name_is_the_common_one_or_the_organization() {
        let both = [(DnType::OrganizationName, "Beispiel AG"), (DnType::CommonName, "a.example 例子")];
        assert_eq!(subject(&both), "a.example 例子");
        assert_eq!(subject(&both[..1]), "Beispiel AG");
        assert_eq!(subject(&[]), "");
    }

    #[test]
    fn whatever_a_server_sends_is_a_name_or_none() {
        for bytes in [&[6, 3, 0x55, 4, 3][..], &[6, 3, 0x55, 4, 3, 12], &[6, 3, 0x55, 4, 3, 12, 200, 65]] {
            assert_eq!(name(bytes), "");
        }
    }
}
