//! An entry: tokens that a server gave, and what must be known to renew or to end them.
//!
//! `tokens` has a member for each kind of token, with its value, expiry and type; `values` what may be shown, `secrets`
//! what may not, `parts` the parts of an access token that has several. Members that this version does not know are
//! kept, wherever they are, when the entry is written again. A token of a type or a kind that it does not know is
//! never served.

use std::collections::BTreeMap;
use std::fmt;

use chrono::DateTime;
use serde::{Deserialize, Serialize, Serializer};
use serde_json::{Map, Value};

use super::seal::{Fault, opened, sealed};
use crate::escape::is_visible;
use crate::secret::Secret;
use crate::token::{BEARER, LONGEST_LIFE, Timestamp, Token, is_token};

const ACCESS: &str = "access";
const REFRESH: &str = "refresh";

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
    pub client_id: Option<String>,
    /// The server that decides about the token, as the key has it.
    pub server: Option<String>,
    /// Not usable where the entry holds something else than a token.
    pub token: Token,
    pub rest: Rest,
}

/// What an entry holds besides, for the next version of it.
#[derive(Clone, Debug, Default)]
pub struct Rest(Form);

/// Members that this version does not know, and which may be secrets.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(transparent)]
struct Unknown(Map<String, Value>);

impl fmt::Debug for Unknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

/// An entry as it is written. Times are in milliseconds since the epoch.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Form {
    profile: String,
    provider: String,
    stored_at: i64,
    issued_at: i64,
    forced: bool,
    session: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    scope: Option<String>,
    #[serde(default)]
    tokens: BTreeMap<String, Stored>,
    #[serde(default, skip_serializing_if = "Unknown::is_empty")]
    parts: Unknown,
    #[serde(default)]
    values: Values,
    #[serde(flatten)]
    unknown: Unknown,
}

/// A token as it is written.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Stored {
    /// First, since the replay of an answer finds it by what is before it.
    #[serde(serialize_with = "exposed")]
    value: Secret,
    #[serde(skip_serializing_if = "Option::is_none")]
    expiry: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    r#type: Option<String>,
    #[serde(flatten)]
    unknown: Unknown,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Values {
    #[serde(skip_serializing_if = "Option::is_none")]
    account: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    client_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    server: Option<String>,
    #[serde(flatten)]
    unknown: Unknown,
}

fn exposed<S: Serializer>(secret: &Secret, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(secret.expose())
}

impl Unknown {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn take_text(&mut self, name: &str) -> Option<String> {
        match self.0.remove(name) {
            Some(Value::String(text)) => Some(text),
            _ => None,
        }
    }
}

impl Entry {
    /// The text that is written under `key`.
    pub fn text(&self, key: &str) -> Secret {
        let (Rest(mut form), token) = (self.rest.clone(), &self.token);
        let expiry = token.expires_at.map(|at| at.timestamp_millis());
        if !form.holds(ACCESS, &token.access_token) {
            form.parts = Unknown::default();
        }
        form.put(ACCESS, Some(&token.access_token), expiry, Some(&token.token_type));
        let until = form.tokens.get(REFRESH).and_then(|refresh| refresh.expiry);
        form.put(REFRESH, token.refresh_token.as_ref(), until, None);
        let unknown = std::mem::take(&mut form.values.unknown);
        let (client_id, server) = (self.client_id.clone(), self.server.clone());
        let form = Form {
            profile: self.profile.clone(),
            provider: self.provider.clone(),
            stored_at: self.stored_at.timestamp_millis(),
            issued_at: token.issued_at.timestamp_millis(),
            forced: self.forced,
            session: self.session,
            scope: token.scope.clone(),
            values: Values { account: token.account.clone(), client_id, server, unknown },
            ..form
        };
        sealed(key, form)
    }

    /// Reads what was written under `key` and may be served, or says why it cannot be believed.
    pub fn parse(key: &str, text: &str) -> Result<Self, Fault> {
        let (form, old) = opened::<Form>(key, text)?;
        if old {
            return Err("entry-version-unknown");
        }
        let is_bearer =
            |token: &Stored| token.r#type.as_ref().is_some_and(|it| it.eq_ignore_ascii_case(BEARER));
        if form.tokens.get(ACCESS).is_some_and(|access| !is_bearer(access)) {
            return Err("entry-token-type-unknown");
        }
        form.entry()
    }

    /// As [`Self::parse`], for listing and removing: also what this version does not serve.
    pub fn parse_any(key: &str, text: &str) -> Result<Self, Fault> {
        let (form, old) = opened::<Form>(key, text)?;
        if old { form.upgraded().entry() } else { form.entry() }
    }
}

impl Form {
    fn holds(&self, kind: &str, value: &Secret) -> bool {
        self.tokens.get(kind).is_some_and(|stored| stored.value == *value)
    }

    /// A token that is the same keeps what is not known of it.
    fn put(&mut self, kind: &str, value: Option<&Secret>, expiry: Option<i64>, r#type: Option<&String>) {
        let Some(value) = value.filter(|value| !value.is_empty()) else {
            self.tokens.remove(kind);
            return;
        };
        let known = self.tokens.remove(kind).filter(|stored| stored.value == *value);
        let unknown = known.map(|stored| stored.unknown).unwrap_or_default();
        let stored = Stored { value: value.clone(), expiry, r#type: r#type.cloned(), unknown };
        self.tokens.insert(kind.to_owned(), stored);
    }

    /// The form of today, of that before the first release.
    fn upgraded(mut self) -> Self {
        let old = &mut self.unknown;
        let refresh = old.take_text("refresh_token").map(Secret::new);
        let expiry = old.0.remove("expires_at").and_then(|at| at.as_i64());
        let (access, r#type) = (old.take_text("access_token").map(Secret::new), old.take_text("token_type"));
        self.values.account = old.take_text("account");
        self.put(ACCESS, access.as_ref(), expiry, r#type.as_ref());
        self.put(REFRESH, refresh.as_ref(), None, None);
        self
    }

    fn entry(mut self) -> Result<Entry, Fault> {
        let time = |at: i64| DateTime::from_timestamp_millis(at).ok_or("entry-times-wrong");
        let issued_at = time(self.issued_at)?;
        // There is none in a session whose access token is still to come, and in an entry of something else.
        let access = self.tokens.get(ACCESS);
        let token = Token {
            access_token: access.map_or(Secret::new(""), |access| access.value.clone()),
            token_type: access.and_then(|access| access.r#type.clone()).unwrap_or_default(),
            scope: self.scope.take(),
            refresh_token: self.tokens.get(REFRESH).map(|refresh| refresh.value.clone()),
            account: self.values.account.take(),
            issued_at,
            expires_at: access.map_or(Some(self.issued_at), |access| access.expiry).map(time).transpose()?,
        };
        check(&token, access.is_some())?;
        Ok(Entry {
            profile: std::mem::take(&mut self.profile),
            provider: std::mem::take(&mut self.provider),
            stored_at: time(self.stored_at)?,
            forced: self.forced,
            session: self.session,
            client_id: self.values.client_id.take(),
            server: self.values.server.take(),
            token,
            rest: Rest(self),
        })
    }
}

/// A checksum proves that nobody else's fault changed an entry, and nothing more: what it holds must be
/// what an answer could have given, for it goes to the same readers.
fn check(token: &Token, has_access: bool) -> Result<(), Fault> {
    if has_access && !is_token(token.access_token.expose()) {
        return Err("entry-token-missing");
    }
    let renews = token.refresh_token.as_ref().is_none_or(|token| is_token(token.expose()));
    let words = [token.scope.as_ref(), token.account.as_ref()];
    if !renews || !words.into_iter().flatten().all(|text| is_visible(text)) {
        return Err("entry-control-characters");
    }
    match token.lifetime().map(|life| life.num_seconds()) {
        None | Some(0..=LONGEST_LIFE) => Ok(()),
        _ => Err("entry-times-wrong"),
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
            client_id: Some("id".into()),
            server: Some("https://a.example".into()),
            token: Token {
                access_token: Secret::new("to'k\"en\\"),
                token_type: "Bearer".into(),
                scope: Some("a b".into()),
                refresh_token: None,
                account: None,
                issued_at: at,
                expires_at: Some(at + chrono::TimeDelta::seconds(3600)),
            },
            rest: Rest::default(),
        }
    }

    #[test]
    fn what_is_written_is_read() {
        let text = entry().text("k");
        assert_eq!(Entry::parse("k", text.expose()).unwrap().token, entry().token);
        assert_eq!(Entry::parse("other", text.expose()).unwrap_err(), "entry-key-wrong");
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
        assert_eq!(
            Entry::parse("k", &text.replacen("entry 2", "entry 3", 1)).unwrap_err(),
            "entry-version-unknown"
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
    }

    #[test]
    fn members_that_are_not_known_are_kept() {
        let text = entry().text("k");
        let line = text.expose().lines().nth(1).unwrap();
        let mut form: Value = serde_json::from_str(line).unwrap();
        form["secrets"] = serde_json::json!({ "dpop-key": "SecretCanary" });
        form["parts"] = serde_json::json!({ "csrf": "SecretCanary" });
        form["values"]["registration"] = serde_json::json!({ "at": 1 });
        form["tokens"]["id"] = serde_json::json!({ "value": "SecretCanary", "expiry": 5, "nonce": [1] });
        form["tokens"]["access"]["issued_type"] = "urn:x".into();
        let sealed = |form: &Value| {
            let line = form.to_string();
            format!("gettoken-entry 2 {}\n{line}\n", crate::sign::sha256(line.as_bytes()))
        };
        let read = Entry::parse("k", &sealed(&form)).unwrap();
        assert!(!format!("{read:?}").contains("Canary"), "{read:?}");
        let written = |entry: &Entry| {
            let text = entry.text("k");
            serde_json::from_str::<Value>(text.expose().lines().nth(1).unwrap()).unwrap()
        };
        assert_eq!(written(&read), form);
        // Another access token has other parts, and nothing else goes.
        let token = Token { access_token: Secret::new("next"), ..read.token.clone() };
        let next = written(&Entry { token, ..read });
        assert_eq!((&next["parts"], &next["tokens"]["access"]["issued_type"]), (&Value::Null, &Value::Null));
        for known in ["/secrets/dpop-key", "/values/registration/at", "/tokens/id/nonce/0"] {
            assert_eq!(next.pointer(known), form.pointer(known), "{known}");
        }

        form["tokens"]["access"]["type"] = "DPoP".into();
        assert_eq!(Entry::parse("k", &sealed(&form)).unwrap_err(), "entry-token-type-unknown");
        assert!(Entry::parse_any("k", &sealed(&form)).is_ok());
        // Something else than a token is no damage, and nothing to serve.
        form["tokens"] = serde_json::json!({});
        assert!(!Entry::parse("k", &sealed(&form)).unwrap().token.is_usable());
    }
}
