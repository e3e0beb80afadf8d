//! The public keys of an issuer, and signatures that are verified with them.

use std::time::Duration;

use super::App;
use super::documents::{Fetched, Renew, max_age};
use crate::crypto::key_set::KeySet;
use crate::error::{Error, Kind, Result};
use crate::http::{Client, Payload, Request, check_url, note_request, note_status, shown_url};
use crate::message::Message;
use crate::oauth::jws::{Fault, Jws};
use crate::report;
use crate::store::DocumentKind;

/// Keys that were fetched so short a time ago are not fetched again because of a token that names another one.
const SETTLED: Duration = Duration::from_secs(5 * 60);

/// Where the keys of an issuer are.
#[derive(Debug)]
pub struct KeySource {
    pub url: String,
    /// The only algorithms of its ID tokens, if the issuer names them.
    pub algorithms: Option<Vec<String>>,
}

impl App<'_> {
    /// The issuer that the profile or its definition names.
    pub fn issuer(&self) -> Option<String> {
        let provider = &self.settings.provider;
        let of_login = provider.authorize.as_ref().and_then(|table| table.issuer.as_ref());
        let mut named = of_login.into_iter().chain(&provider.issuer);
        named.find_map(|issuer| issuer.fill(|name| self.settings.value(name)))
    }

    /// Where the keys are: the definition says it, or else the metadata of the issuer. `None` if neither is known.
    pub fn key_source(&self, issuer: Option<&str>) -> Result<Option<KeySource>> {
        if let Some(template) = &self.settings.provider.jwks_url {
            let url = template.fill_url(|name| self.settings.value(name))?;
            check_url(&url)?;
            return Ok(Some(KeySource { url, algorithms: None }));
        }
        issuer.map(|issuer| self.published_keys(issuer)).transpose()
    }

    /// Where the metadata of `issuer` says that its keys are.
    pub fn published_keys(&self, issuer: &str) -> Result<KeySource> {
        let metadata = self.server_metadata(issuer)?;
        let missing = || Error::new(Kind::Answer, "keys-unpublished").with("issuer", issuer);
        let url = metadata.jwks_uri.ok_or_else(missing)?;
        Ok(KeySource { url, algorithms: metadata.id_token_signing_alg_values_supported })
    }

    /// Verifies the signature of `jws`. `refused` makes the error for one that does not hold.
    pub fn verify_signature(
        &self,
        jws: &Jws,
        source: &KeySource,
        refused: &dyn Fn(Message) -> Error,
    ) -> Result<()> {
        let verify =
            |renew| Ok::<_, Error>(jws.verify(&self.keys(&source.url, renew)?, source.algorithms.as_deref()));
        let mut verified = verify(Renew::IfExpired)?;
        // The issuer may have replaced its keys.
        if verified.as_ref().is_err_and(|fault| fault.may_be_outdated(jws.kid())) {
            verified = verify(Renew::IfOlderThan(SETTLED))?;
        }
        verified.map_err(|fault| refused(fault.message(jws.kid())))?;
        report::note(|| Message::new("jwt-signature-verified").with("url", shown_url(&source.url)));
        Ok(())
    }

    fn keys(&self, url: &str, renew: Renew) -> Result<KeySet> {
        let document = self.document(DocumentKind::Jwks, url, &|client| fetch(client, url), renew)?;
        KeySet::parse(document.body.as_bytes()).map_err(|why| unusable(why, url))
    }
}

/// Fetches a JWK Set. One that cannot be used is not stored.
fn fetch(client: &Client, url: &str) -> Result<Fetched> {
    let (query, headers) = (Vec::new(), Vec::new());
    let request = Request { method: "GET".into(), url: url.to_owned(), query, headers, body: Payload::None };
    note_request(&request);
    let response = client.send(&request)?;
    note_status(response.status);
    if !response.is_success() {
        let is_busy = response.status == 429 || response.status >= 500;
        let error = Error::new(if is_busy { Kind::Busy } else { Kind::Answer }, "keys-unavailable");
        return Err(error.with("url", shown_url(url)).with("status", response.status));
    }
    if let Some((kind, why)) = &response.cut {
        return Err(Error::new(*kind, why.clone()));
    }
    let body = response.body.expose().as_bytes();
    KeySet::parse(body).map_err(|why| unusable(why, url))?;
    Ok(Fetched { body: body.to_vec(), max_age: max_age(&response) })
}

/// The error for a set of keys from `place` that cannot be used.
pub fn unusable(why: Message, place: &str) -> Error {
    Error::new(Kind::Answer, why.with("place", shown_url(place)))
}

impl Fault {
    /// Returns whether newer keys could make a difference for a token that names the key `kid`.
    fn may_be_outdated(&self, kid: Option<&str>) -> bool {
        match self {
            Self::Key(_) => true,
            Self::Refused(why) => kid.is_none() && why.code() == "jwt-signature-wrong",
        }
    }
}
