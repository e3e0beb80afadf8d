//! Public documents of servers, such as their metadata and keys. They are no secrets and belong to no profile, so they are
//! always files of this machine, which a fetch can write again.

use std::io;
use std::time::Duration;

use chrono::TimeDelta;
use chrono::serde::ts_milliseconds;
use serde::{Deserialize, Serialize};

use super::local::LocalStore;
use super::seal::{Fault, opened, sealed};
use super::{Found, KeyFields, Lock, Store, read};
use crate::error::{Error, Kind, Result};
use crate::sanitize::is_visible;
use crate::token::Timestamp;

/// The extension of the files.
pub(super) const DOCUMENT: &str = "document";
/// The largest document that is kept, in bytes. A larger one is fetched each time.
const LARGEST: usize = 128 * 1024;

/// What a document is about. The words are part of keys and must not change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DocumentKind {
    /// The metadata of an authorization server (RFC 8414).
    Metadata,
    /// A set of keys (RFC 7517).
    Jwks,
}

impl DocumentKind {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Metadata => "metadata",
            Self::Jwks => "jwks",
        }
    }

    /// The fields of the key of the document that `id`, an issuer or a URL, names. Its first part is no profile's name.
    pub fn key_fields(self, id: &str) -> KeyFields {
        let word = self.word();
        KeyFields::new("document", &format!("@{word}"))
            .field("document", Some(word))
            .field("server", Some(id))
    }
}

/// A document, as a server returned it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ServerDocument {
    pub kind: DocumentKind,
    /// The issuer or the URL that it is for.
    pub id: String,
    #[serde(with = "ts_milliseconds")]
    pub fetched_at: Timestamp,
    /// Until then it is used without asking the server.
    #[serde(with = "ts_milliseconds")]
    pub until: Timestamp,
    pub body: String,
}

impl ServerDocument {
    /// A document that was fetched at `now` and is fresh for `life`.
    pub fn new(kind: DocumentKind, id: &str, body: String, now: Timestamp, life: Duration) -> Self {
        let until = TimeDelta::from_std(life).map_or(now, |life| now + life);
        Self { kind, id: id.to_owned(), fetched_at: now, until, body }
    }

    /// How long ago it was fetched, in seconds. Negative if the clock was set back.
    pub fn age(&self, now: Timestamp) -> i64 {
        (now - self.fetched_at).num_seconds()
    }

    /// Returns whether it can be used at `now` without asking the server. One from the future is not: it would be used for
    /// too long.
    pub fn is_fresh(&self, now: Timestamp) -> bool {
        self.fetched_at <= now && now < self.until
    }

    fn parse(key: &str, text: &str) -> Result<Self, Fault> {
        let (document, _): (Self, bool) = opened(key, text)?;
        if is_visible(&document.id) { Ok(document) } else { Err("entry-control-characters") }
    }
}

impl Store {
    /// Reads the document under `key`.
    pub fn read_document(&self, key: &str) -> Result<Found<ServerDocument>> {
        read(&self.document_files(), key, ServerDocument::parse)
    }

    /// Replaces the document under `key`, unless it is too large to be kept.
    pub fn write_document(&self, key: &str, document: &ServerDocument, lock: &Lock) -> io::Result<()> {
        if document.body.len() > LARGEST {
            return Ok(());
        }
        self.document_files().write(key, &sealed(key, document), false, lock)
    }

    /// All documents, sorted by key.
    pub fn documents(&self) -> Result<Vec<(String, Found<ServerDocument>)>> {
        let unreadable = |error| Error::new(Kind::Storage, "token-folder-unreadable").caused_by(error);
        let mut keys = self.document_files().list().map_err(unreadable)?;
        keys.sort_unstable();
        keys.into_iter().map(|key| self.read_document(&key).map(|found| (key, found))).collect()
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone;

    use super::*;
    use crate::store::profile_of;

    #[test]
    fn a_document_is_fresh_for_its_life() {
        let at = |seconds| chrono::Utc.timestamp_opt(seconds, 0).unwrap();
        let life = Duration::from_secs(300);
        let document =
            ServerDocument::new(DocumentKind::Metadata, "https://a.example", "{}".to_owned(), at(1000), life);
        let fresh = [999, 1000, 1299, 1300].map(|now| document.is_fresh(at(now)));
        assert_eq!(fresh, [false, true, true, false]);
        let read = ServerDocument::parse("k", sealed("k", &document).expose()).unwrap();
        assert_eq!((read.age(at(1010)), read.body), (10, document.body));
    }

    #[test]
    fn the_keys_of_documents_are_frozen() {
        let key = |kind: DocumentKind| kind.key_fields("https://a.example").key();
        let keys = [DocumentKind::Metadata, DocumentKind::Jwks].map(key);
        assert_eq!(
            keys,
            ["@metadata-89ce2385eefb3d8c04e8d955f52c32f2", "@jwks-7f920ee8c7e68f156cd667d88eaca97d"]
        );
        assert!(keys.iter().all(|key| profile_of(key).is_some_and(|name| !crate::sanitize::is_name(name))));
    }
}
