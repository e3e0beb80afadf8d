//! Probes the connection to a server with one request, sent like any other: with the same proxy, certificate
//! authorities, limits and connectors. It has no body, no query, no header from the user and no secret.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, SecondsFormat};
use rustls::CertificateError::{ExpiredContext, NotValidYetContext};
use rustls::pki_types::CertificateDer;
use serde::Serialize;
use serde_json::{Value, json};
use ureq::http::Uri;
use webpki::EndEntityCert;

use super::race::Attempt;
use super::url::{check_metadata_url, check_url};
use super::{Client, Options, Payload, Request, Response, Servers, tls};
use crate::error::Result;
use crate::message::Message;
use crate::secret::Secret;

/// What a probe found out. Steps that were not reached are missing.
#[derive(Debug, Default)]
pub struct Observation {
    /// The address without credentials, and the setting that it comes from; the address is null without a proxy.
    pub proxy: Value,
    /// That setting, as a message.
    pub proxy_source: Option<Message>,
    /// The files and directories of the trusted authorities and their number, which is null if only the system
    /// itself decides; `besides_system` if it decides too. `None` if the server is contacted without TLS.
    pub authorities: Option<Result<Value>>,
    /// The host that is connected to (the server or its proxy), its addresses, and how many milliseconds the
    /// lookup took. That is null for an IP address and for `localhost`, which need no lookup.
    pub named: Option<Value>,
    /// Attempts to connect to those addresses.
    pub attempts: Vec<Attempt>,
    /// The TLS handshake with the server itself, through a proxy or not.
    pub handshake: Option<Handshake>,
}

/// A TLS handshake, complete or not.
#[derive(Debug, Default, Serialize)]
pub struct Handshake {
    #[serde(skip)]
    pub host: String,
    /// Such as `TLSv1_3`. It and the next two are set when the handshake is complete.
    pub protocol: Option<String>,
    pub cipher: Option<String>,
    pub milliseconds: Option<u64>,
    /// The server's certificate, trusted or not: `subject` and `issuer`, each the common name or else the
    /// organization, and `not_before` and `not_after`, in RFC 3339 or null.
    #[serde(flatten)]
    pub certificate: Option<Value>,
}

/// Sends HEAD to `url`, without its query, and then GET if the server closes the connection at HEAD.
pub fn observe(options: Options, url: &str) -> Result<(Observation, Result<Response>)> {
    let check = if options.servers == Servers::Metadata { check_metadata_url } else { check_url };
    let uri = check(&url[..url.find(['?', '#']).unwrap_or(url.len())])?;
    let client = Client { observer: Observer(Some(Arc::default())), ..Client::new(options) };
    let proxy = match client.proxy(&uri)?.zip(client.options.proxy.as_ref()) {
        Some((proxy, setting)) => {
            let scheme = proxy.uri().scheme_str().unwrap_or("http");
            let address = format!("{scheme}://{}:{}", proxy.host(), proxy.port());
            json!({ "address": address, "source": setting.source.to_string() })
        }
        None => json!({ "address": null }),
    };
    let is_secure = uri.scheme_str() == Some("https");
    let trust = &client.options.trust;
    let counted = |trusted: Option<tls::Authorities>| {
        let mut facts =
            json!({ "places": tls::source_paths(trust), "count": trusted.as_ref().map(|it| it.roots.len()) });
        if trusted.is_some_and(|it| it.besides_system) {
            facts["besides_system"] = true.into();
        }
        facts
    };
    let authorities = is_secure.then(|| tls::load(trust, client.time_left()).map(counted));
    let (mut seen, mut answer) = send_probe(&client, &uri, "HEAD");
    let is_open = !is_secure || seen.handshake.as_ref().is_some_and(|with| with.protocol.is_some());
    if answer.is_err() && is_open && !seen.attempts.is_empty() && !client.time_left().is_zero() {
        let second = send_probe(&client, &uri, "GET");
        if second.1.is_ok() {
            (seen, answer) = second;
        }
    }
    let proxy_source = client.options.proxy.as_ref().map(|setting| setting.source.clone());
    Ok((Observation { proxy, proxy_source, authorities, ..seen }, answer))
}

fn send_probe(client: &Client, uri: &Uri, method: &'static str) -> (Observation, Result<Response>) {
    let answer = client.send(&Request {
        method: method.into(),
        url: uri.to_string(),
        query: Vec::new(),
        headers: vec![("accept".to_owned(), Secret::new("*/*"))],
        body: Payload::None,
    });
    let mut seen = Observation::default();
    client.observer.note(|noted| std::mem::swap(noted, &mut seen));
    // The handshake may be the one with a proxy.
    seen.handshake.take_if(|with| Some(with.host.as_str()) != uri.host());
    (seen, answer)
}

/// Converts a duration to whole milliseconds, at least 1.
pub fn milliseconds(took: Duration) -> u64 {
    u64::try_from(took.as_millis()).unwrap_or(u64::MAX).max(1)
}

/// Records how a connection is made, if a probe has turned it on.
#[derive(Clone, Debug, Default)]
pub struct Observer(Option<Arc<Mutex<Observation>>>);

impl Observer {
    /// Returns whether anything is recorded.
    pub fn is_on(&self) -> bool {
        self.0.is_some()
    }

    /// Records an observation. The handshake with the server overwrites the one with its proxy.
    pub fn note(&self, note: impl FnOnce(&mut Observation)) {
        if let Some(seen) = &self.0 {
            note(&mut seen.lock().unwrap_or_else(PoisonError::into_inner));
        }
    }
}

/// Describes a certificate. Its dates come from the errors of the verifier when it is asked `at` the earliest
/// and at the latest possible time.
pub fn describe(der: &CertificateDer, at: impl Fn(Duration) -> Option<rustls::Error>) -> Option<Value> {
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
        "subject": display_name(parsed.subject()),
        "issuer": display_name(parsed.issuer()),
        "not_before": date(Duration::ZERO),
        "not_after": date(Duration::MAX),
    }))
}

/// The common name in a distinguished name, else the organization. Each is a string of less than 128 bytes.
fn display_name(distinguished: &[u8]) -> String {
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
        describe(certificate.der(), |_| None).unwrap()["subject"].as_str().unwrap().to_owned()
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
            assert_eq!(display_name(bytes), "");
        }
    }
}
