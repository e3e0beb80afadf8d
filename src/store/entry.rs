//! The form of an entry: a first line with version and checksum, then one line of JSON that names
//! the key it belongs to. A torn, foreign or future entry cannot pass for a sound one.

use std::time::Duration;

use chrono::DateTime;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::error::{Error, Kind};
use crate::escape::{is_header_value, is_visible};
use crate::message::Message;
use crate::secret::Secret;
use crate::sign::sha256;
use crate::token::{LONGEST_LIFE, Timestamp, Token, is_token};

/// The first word of every file here.
const MARK: &str = "gettoken-entry";
/// Raised when the form changes in a way that older programs would misread.
const VERSION: &str = "1";

/// A stored token and whose it is.
#[derive(Clone, Debug)]
pub struct Entry {
    pub profile: String,
    pub provider: String,
    /// When the answer was there.
    pub stored_at: Timestamp,
    /// Whether it was fetched although another was valid.
    pub forced: bool,
    /// Whether a person granted it: it cannot be fetched again without one.
    pub session: bool,
    pub token: Token,
}

/// A refusal that others who ask the same are told without asking the vendor again.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Refused {
    #[serde(with = "milliseconds")]
    pub at: Timestamp,
    /// Not to be asked again before this.
    #[serde(with = "milliseconds")]
    pub until: Timestamp,
    /// The word of its kind.
    kind: String,
    message: Message,
    hints: Vec<Message>,
    vendor_code: Option<String>,
    request_id: Option<String>,
}

#[derive(Serialize)]
struct Written<'a, T> {
    key: &'a str,
    #[serde(flatten)]
    content: T,
}

#[derive(Deserialize)]
struct Read<T> {
    key: String,
    #[serde(flatten)]
    content: T,
}

#[derive(Serialize)]
struct TokenOut<'a> {
    profile: &'a str,
    provider: &'a str,
    access_token: &'a str,
    token_type: &'a str,
    scope: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    refresh_token: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    account: Option<&'a str>,
    issued_at: i64,
    stored_at: i64,
    expires_at: Option<i64>,
    forced: bool,
    session: bool,
}

#[derive(Deserialize)]
struct TokenIn {
    profile: String,
    provider: String,
    access_token: Secret,
    token_type: String,
    scope: Option<String>,
    refresh_token: Option<Secret>,
    account: Option<String>,
    issued_at: i64,
    stored_at: i64,
    expires_at: Option<i64>,
    forced: bool,
    session: bool,
}

impl Entry {
    /// What is written under `key`. Times are in milliseconds since the epoch.
    pub fn text(&self, key: &str) -> Secret {
        let token = &self.token;
        let content = TokenOut {
            profile: &self.profile,
            provider: &self.provider,
            access_token: token.access_token.expose(),
            token_type: &token.token_type,
            scope: token.scope.as_deref(),
            refresh_token: token.refresh_token.as_ref().map(Secret::expose),
            account: token.account.as_deref(),
            issued_at: token.issued_at.timestamp_millis(),
            stored_at: self.stored_at.timestamp_millis(),
            expires_at: token.expires_at.map(|at| at.timestamp_millis()),
            forced: self.forced,
            session: self.session,
        };
        sealed(key, content)
    }

    /// Reads what was written under `key`, or says why it cannot be believed.
    pub fn parse(key: &str, text: &str) -> Result<Self, String> {
        let read: TokenIn = opened(key, text)?;
        // A session whose access token is still to come has its refresh token.
        let renewable = read.session && read.refresh_token.is_some() && read.access_token.is_empty();
        if !renewable && !is_token(read.access_token.expose()) {
            return Err("it holds no token".into());
        }
        let time =
            |at: i64| DateTime::from_timestamp_millis(at).ok_or_else(|| "its times are wrong".to_owned());
        let token = Token {
            access_token: read.access_token,
            token_type: read.token_type,
            scope: read.scope,
            refresh_token: read.refresh_token,
            account: read.account,
            issued_at: time(read.issued_at)?,
            expires_at: read.expires_at.map(time).transpose()?,
        };
        let stored_at = time(read.stored_at)?;
        check(&token)?;
        Ok(Self {
            profile: read.profile,
            provider: read.provider,
            stored_at,
            forced: read.forced,
            session: read.session,
            token,
        })
    }
}

impl Refused {
    /// Remembers `error`, which the vendor answered at `at`, for `window`.
    pub fn new(error: &Error, at: Timestamp, window: Duration) -> Self {
        Self {
            at,
            until: chrono::TimeDelta::from_std(window).map_or(at, |window| at + window),
            kind: error.kind().word().to_owned(),
            message: error.message(),
            hints: error.hints(),
            vendor_code: error.vendor_code().map(str::to_owned),
            request_id: error.request_id().map(str::to_owned),
        }
    }

    /// The same error again.
    pub fn error(self) -> Error {
        let kind = [Kind::Busy, Kind::Network].into_iter().find(|kind| kind.word() == self.kind);
        let kind = kind.unwrap_or(Kind::Refused);
        let error = Error::new(kind, self.message).vendor(self.vendor_code, self.request_id);
        self.hints.into_iter().fold(error, Error::hint)
    }

    /// What is written under `key`.
    pub fn text(&self, key: &str) -> String {
        sealed(key, self).expose().to_owned()
    }

    /// Reads what was written under `key`.
    pub fn parse(key: &str, text: &str) -> Result<Self, String> {
        let read: Self = opened(key, text)?;
        let words = [read.vendor_code.as_ref(), read.request_id.as_ref()];
        // The message and the hints are made safe where they are shown.
        if words.into_iter().flatten().all(|word| is_visible(word)) {
            Ok(read)
        } else {
            Err("it holds control characters".into())
        }
    }
}

/// A checksum proves that nobody else's fault changed an entry, and nothing more: what it holds must be
/// what an answer could have given, for it goes to the same readers.
fn check(token: &Token) -> Result<(), String> {
    let renews = token.refresh_token.as_ref().is_none_or(|token| is_token(token.expose()));
    let words = [token.scope.as_ref(), token.account.as_ref()];
    let is_safe =
        is_header_value(&token.token_type) && words.into_iter().flatten().all(|text| is_visible(text));
    if !renews || !is_safe {
        return Err("it holds control characters".into());
    }
    match token.lifetime().map(|life| life.num_seconds()) {
        None | Some(0..=LONGEST_LIFE) => Ok(()),
        _ => Err("its times are wrong".into()),
    }
}

fn sealed(key: &str, content: impl Serialize) -> Secret {
    // Strings and numbers always serialize.
    let line = Secret::new(serde_json::to_string(&Written { key, content }).unwrap_or_default());
    Secret::new(format!("{MARK} {VERSION} {}\n{}\n", sha256(line.expose().as_bytes()), line.expose()))
}

fn opened<T: DeserializeOwned>(key: &str, text: &str) -> Result<T, String> {
    let (head, rest) = text.split_once('\n').ok_or("it is cut short")?;
    let line = rest.strip_suffix('\n').ok_or("it is cut short")?;
    let mut words = head.split(' ');
    if words.next() != Some(MARK) {
        return Err("it is not an entry".into());
    }
    if words.next() != Some(VERSION) {
        return Err("another version of gettoken wrote it".into());
    }
    if words.next() != Some(sha256(line.as_bytes()).as_str()) || words.next().is_some() {
        return Err("its checksum is wrong".into());
    }
    let read: Read<T> = serde_json::from_str(line).map_err(|_| "it cannot be read".to_owned())?;
    if read.key == key { Ok(read.content) } else { Err("it belongs to another key".into()) }
}

/// Times in whole milliseconds.
mod milliseconds {
    use chrono::DateTime;
    use serde::{Deserialize, Deserializer, Serializer, de};

    use crate::token::Timestamp;

    pub fn serialize<S: Serializer>(at: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i64(at.timestamp_millis())
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Timestamp, D::Error> {
        let at = i64::deserialize(deserializer)?;
        DateTime::from_timestamp_millis(at).ok_or_else(|| de::Error::custom("no time"))
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone;

    use super::*;

    fn entry() -> Entry {
        let at = chrono::Utc.timestamp_millis_opt(1_700_000_000_123).unwrap();
        Entry {
            profile: "p".into(),
            provider: "q".into(),
            stored_at: at,
            forced: false,
            session: false,
            token: Token {
                access_token: Secret::new("to'k\"en\\"),
                token_type: "Bearer".into(),
                scope: Some("a b".into()),
                refresh_token: None,
                account: None,
                issued_at: at,
                expires_at: Some(at + chrono::TimeDelta::seconds(3600)),
            },
        }
    }

    #[test]
    fn what_is_written_is_read() {
        let text = entry().text("k");
        assert_eq!(Entry::parse("k", text.expose()).unwrap().token, entry().token);
        assert!(Entry::parse("other", text.expose()).unwrap_err().contains("another key"));
    }

    #[test]
    fn no_truncation_and_no_flipped_byte_passes() {
        let text = entry().text("k").expose().to_owned();
        for length in 0..text.len() {
            assert!(Entry::parse("k", &text[..length]).is_err(), "{length}");
        }
        for index in 0..text.len() {
            let mut bytes = text.clone().into_bytes();
            bytes[index] ^= 0x01;
            if let Ok(flipped) = String::from_utf8(bytes) {
                assert!(Entry::parse("k", &flipped).is_err(), "{index}");
            }
        }
        assert!(Entry::parse("k", &format!("{text}x")).is_err());
        assert!(
            Entry::parse("k", &text.replacen("entry 1", "entry 2", 1))
                .unwrap_err()
                .contains("another version")
        );
    }

    #[test]
    fn no_entry_holds_what_no_answer_gives() {
        let token = entry().token;
        let at = |seconds: i64| Some(token.issued_at + chrono::TimeDelta::seconds(seconds));
        for token in [
            Token { token_type: "Bearer\nX-Injected: 1".into(), ..token.clone() },
            Token { token_type: "Bearer\u{410}".into(), ..token.clone() },
            Token { scope: Some("a\u{1b}[2J".into()), ..token.clone() },
            Token { account: Some("me\u{202e}".into()), ..token.clone() },
            Token { refresh_token: Some(Secret::new("a b")), ..token.clone() },
            Token { expires_at: at(-1), ..token.clone() },
            Token { expires_at: at(LONGEST_LIFE + 1), ..token.clone() },
        ] {
            let text = Entry { token, ..entry() }.text("k");
            assert!(Entry::parse("k", text.expose()).is_err(), "{}", text.expose());
        }
        let coded = Error::new(Kind::Refused, "no").vendor(Some("a\u{1b}[2J".into()), None);
        let text = Refused::new(&coded, token.issued_at, Duration::from_secs(30)).text("k");
        assert!(Refused::parse("k", &text).is_err(), "{text}");
        let said = Error::new(Kind::Refused, "text").with("text", "a\u{1b}[2J");
        let text = Refused::new(&said, token.issued_at, Duration::from_secs(30)).text("k");
        assert_eq!(Refused::parse("k", &text).unwrap().error().to_string(), "a\\u{1b}[2J");
    }

    #[test]
    fn a_refusal_is_the_same_error_again() {
        let error = Error::new(Kind::Refused, "no").hint("h").vendor(Some("c".into()), Some("r".into()));
        let at = entry().token.issued_at;
        let text = Refused::new(&error, at, Duration::from_secs(30)).text("k");
        let read = Refused::parse("k", &text).unwrap();
        assert_eq!((read.until - read.at).num_seconds(), 30);
        assert_eq!(read.error().for_programs(), error.for_programs());
    }
}
