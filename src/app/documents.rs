//! Public documents of servers, such as their metadata and keys: from the store while they are fresh, and fetched by one
//! process for all.

use std::time::{Duration, Instant};

use super::{App, now};
use crate::error::{Error, Kind, Result};
use crate::http::{Client, Response};
use crate::message::Message;
use crate::report;
use crate::store::{DocumentKind, Limit, Lock, ServerDocument};

/// How long a document is fresh if the server does not say.
const LIFE: Duration = Duration::from_secs(60 * 60);
/// The shortest and the longest time for which a document is fresh, whatever the server says.
const LIVES: [Duration; 2] = [Duration::from_secs(5 * 60), Duration::from_secs(24 * 60 * 60)];

/// A document that was just fetched.
pub struct Fetched {
    pub body: Vec<u8>,
    /// `max-age` of its Cache-Control header.
    pub max_age: Option<Duration>,
}

/// Fetches a document. It uses nothing up, so it may be called again.
pub type FetchDocument<'a> = &'a dyn Fn(&Client) -> Result<Fetched>;

/// When a document that is in the store is fetched again.
#[derive(Clone, Copy, Debug)]
pub enum Renew {
    IfExpired,
    /// Also if it is fresh, unless it was fetched so short a time ago.
    IfOlderThan(Duration),
}

impl Renew {
    /// Returns whether `document` can be used as it is.
    fn accepts(self, document: &ServerDocument) -> bool {
        let is_recent =
            |limit: Duration| u64::try_from(document.age(now())).is_ok_and(|age| age < limit.as_secs());
        document.is_fresh(now()) && matches!(self, Self::IfExpired)
            || matches!(self, Self::IfOlderThan(limit) if is_recent(limit))
    }
}

impl App<'_> {
    /// The document that `id`, an issuer or a URL, names. It is fetched with `fetch` if the store has none that is fresh
    /// enough. If the server is down, an older one is used.
    pub fn document(
        &self,
        kind: DocumentKind,
        id: &str,
        fetch: FetchDocument,
        renew: Renew,
    ) -> Result<ServerDocument> {
        let key = self.settings.document_key(kind, id);
        let accepted = |document: &ServerDocument| renew.accepts(document);
        let known = self.known_document(&key);
        if let Some(known) = known.clone().filter(accepted) {
            return Ok(known);
        }
        if self.settings.freshness.offline {
            let missing = || Error::new(Kind::Config, "document-offline").with("id", id);
            return known.ok_or_else(missing);
        }
        let lock = self.document_lock(&key);
        // Another process may have fetched it meanwhile.
        let known = self.known_document(&key).or(known);
        if let Some(known) = known.clone().filter(accepted) {
            return Ok(known);
        }
        match self.fetch_document(kind, id, fetch, known.is_some()) {
            Ok(document) => {
                self.keep_document(&key, &document, lock.as_ref());
                Ok(document)
            }
            Err(error) => {
                let Some(known) = known.filter(|_| error.kind().retryable()) else {
                    return Err(error.nothing_spent(true));
                };
                let stale = Message::new("document-stale").with("id", id);
                report::warn(stale.with("error", error.message()));
                Ok(known)
            }
        }
    }

    /// The document that the store has, however old it is.
    pub fn stored_document(&self, kind: DocumentKind, id: &str) -> Option<ServerDocument> {
        self.known_document(&self.settings.document_key(kind, id))
    }

    /// A document that is damaged is fetched again.
    fn known_document(&self, key: &str) -> Option<ServerDocument> {
        let found = self.settings.freshness.cache.then(|| self.store.read_document(key).ok());
        found.flatten()?.sound()
    }

    /// The lock of a document, or `None` if there are no locks here, or if its holder takes too long: then this process
    /// fetches the document for itself.
    fn document_lock(&self, key: &str) -> Option<Lock> {
        if !self.settings.freshness.cache {
            return None;
        }
        let limit = self.limit().min(self.settings.freshness.lock_timeout);
        self.store.lock(key, Limit::Wait(limit)).ok()
    }

    /// Fetches a document. If `has_other`, there must be time for the token's request if the server does not answer.
    fn fetch_document(
        &self,
        kind: DocumentKind,
        id: &str,
        fetch: FetchDocument,
        has_other: bool,
    ) -> Result<ServerDocument> {
        let limit = if has_other { self.limit() / 2 } else { self.limit() };
        let fetched = fetch(&Client::until(self.settings.network.clone(), Instant::now() + limit))?;
        let invalid = |_| Error::new(Kind::Answer, "document-not-utf-8").with("id", id);
        let body = String::from_utf8(fetched.body).map_err(invalid)?;
        let [least, most] = LIVES;
        let life = fetched.max_age.unwrap_or(LIFE).clamp(least, most);
        Ok(ServerDocument::new(kind, id, body, now(), life))
    }

    /// Stores a document. Without it, the next call asks the server again, which is no reason to fail.
    fn keep_document(&self, key: &str, document: &ServerDocument, lock: Option<&Lock>) {
        let Some(lock) = lock else { return };
        if let Err(error) = self.store.write_document(key, document, lock) {
            report::note(|| {
                Message::new("document-not-stored").with("id", &document.id).with("error", &error)
            });
        }
    }
}

/// How long ago a document was fetched, in seconds.
pub fn age(document: &ServerDocument) -> i64 {
    document.age(now()).max(0)
}

/// The `max-age` of a response (RFC 9111 §5.2.2.1). A response that must not be stored or used again is not fresh at all.
pub fn max_age(response: &Response) -> Option<Duration> {
    let directives =
        response.header("cache-control")?.split(',').map(|word| word.trim().to_ascii_lowercase());
    let directives: Vec<String> = directives.collect();
    if directives.iter().any(|word| word == "no-store" || word == "no-cache") {
        return Some(Duration::ZERO);
    }
    let seconds = directives.iter().find_map(|word| word.strip_prefix("max-age="))?;
    seconds.trim_matches('"').parse().ok().map(Duration::from_secs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::secret::Secret;

    #[test]
    fn the_life_of_a_document_is_that_of_its_response() {
        let age = |text: &str| {
            let headers = vec![("cache-control".to_owned(), text.to_owned())];
            max_age(&Response { status: 200, headers, body: Secret::new(""), cut: None })
        };
        let seconds = |count| Some(Duration::from_secs(count));
        assert_eq!(age("public, max-age=600"), seconds(600));
        assert_eq!(age("Max-Age=\"60\", must-revalidate"), seconds(60));
        assert_eq!(age("no-store, max-age=600"), seconds(0));
        for none in ["", "private", "max-age=", "max-age=-1", "max-age=1e3", "max-age=99999999999999999999"] {
            assert_eq!(age(none), None, "{none}");
        }
    }
}
