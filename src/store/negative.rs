//! The negative cache: an error from the vendor, returned to later callers without another request.

use std::time::Duration;

use chrono::TimeDelta;
use chrono::serde::ts_milliseconds;
use serde::{Deserialize, Serialize};

use super::seal::{Fault, opened, sealed};
use crate::error::{Error, Kind};
use crate::message::Message;
use crate::sanitize::is_visible;
use crate::secret::Secret;
use crate::token::Timestamp;

/// A cached error from the vendor.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct NegativeEntry {
    #[serde(with = "ts_milliseconds")]
    pub at: Timestamp,
    /// Until then no request is sent, unless it is forced.
    #[serde(with = "ts_milliseconds")]
    pub until: Timestamp,
    kind: Kind,
    /// Includes the English text, for versions that do not know the code.
    message: (Message, String),
    hints: Vec<(Message, String)>,
    vendor_code: Option<String>,
    request_id: Option<String>,
}

impl NegativeEntry {
    /// Caches `error`, which the vendor returned at `at`, for `window`.
    pub fn new(error: &Error, at: Timestamp, window: Duration) -> Self {
        let with_text = |message: Message| (message.clone(), message.english());
        Self {
            at,
            until: TimeDelta::from_std(window).map_or(at, |window| at + window),
            kind: error.kind(),
            message: with_text(error.message()),
            hints: error.hints().into_iter().map(with_text).collect(),
            vendor_code: error.vendor_code().map(str::to_owned),
            request_id: error.request_id().map(str::to_owned),
        }
    }

    /// Restores the error.
    pub fn error(self) -> Error {
        let known = |(message, text): (Message, String)| match message.is_known() {
            true => message,
            false => Message::text(text),
        };
        let kind = if matches!(self.kind, Kind::Busy | Kind::Network) { self.kind } else { Kind::Refused };
        let error = Error::new(kind, known(self.message)).vendor(self.vendor_code, self.request_id);
        self.hints.into_iter().map(known).fold(error, Error::hint)
    }

    /// Serializes the entry for `key`.
    pub fn text(&self, key: &str) -> Secret {
        sealed(key, self)
    }

    /// Parses the text stored under `key`.
    pub fn parse(key: &str, text: &str) -> Result<Self, Fault> {
        let (read, old): (Self, bool) = opened(key, text)?;
        // Not `lines`, which also removes a carriage return before a line feed.
        let texts = read.hints.iter().chain([&read.message]).flat_map(|(_, text)| text.split('\n'));
        let words = [&read.vendor_code, &read.request_id].into_iter().flatten().map(String::as_str);
        let is_sound = texts.chain(words).all(is_visible);
        match is_sound {
            _ if old => Err("entry-version-unknown"),
            true => Ok(read),
            false => Err("entry-control-characters"),
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone;

    use super::*;

    fn at() -> Timestamp {
        chrono::Utc.timestamp_millis_opt(1_700_000_000_123).unwrap()
    }

    #[test]
    fn it_is_the_same_error_again() {
        let error = Error::new(Kind::Refused, "no").hint("h").vendor(Some("c".into()), Some("r".into()));
        let text = NegativeEntry::new(&error, at(), Duration::from_secs(30)).text("k");
        let read = NegativeEntry::parse("k", text.expose()).unwrap();
        assert_eq!((read.until - read.at).num_seconds(), 30);
        let again: serde_json::Value = serde_json::from_str(&read.error().for_programs()).unwrap();
        let same: serde_json::Value = serde_json::from_str(&error.for_programs()).unwrap();
        // The code is not in the catalog, so the text is used.
        assert_eq!(again["error"]["message"], same["error"]["message"]);
        assert_eq!(again["error"]["vendor_code"], "c");
        assert_eq!(again["error"]["hint"], "h");
    }

    #[test]
    fn it_holds_nothing_that_may_not_be_shown() {
        let stored = |error: &Error| NegativeEntry::new(error, at(), Duration::from_secs(30)).text("k");
        let said = Error::new(Kind::Refused, "a\u{1b}[2J");
        let hinted = Error::new(Kind::Refused, "no").hint("a\r\nb");
        let coded = Error::new(Kind::Refused, "no").vendor(Some("a\u{1b}[2J".into()), None);
        for error in [said, hinted, coded] {
            assert!(NegativeEntry::parse("k", stored(&error).expose()).is_err(), "{error:?}");
        }
        let escaped = stored(&Error::new(Kind::Refused, "text").with("text", "a\u{1b}[2J"));
        let read = NegativeEntry::parse("k", escaped.expose()).unwrap();
        assert_eq!(read.error().to_string(), "a\\u{1b}[2J");
    }

    #[test]
    fn a_code_that_is_known_keeps_its_parameters() {
        let message = Message::new("caused").with("message", "x").with("cause", "y");
        let error = Error::new(Kind::Busy, message.clone());
        let text = NegativeEntry::new(&error, at(), Duration::ZERO).text("k");
        let read = NegativeEntry::parse("k", text.expose()).unwrap().error();
        assert_eq!((read.code(), read.message()), ("caused", message));
    }
}
