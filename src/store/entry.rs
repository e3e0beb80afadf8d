//! An entry: the tokens that a server issued, and what is needed to renew or revoke them.
//!
//! `tokens` has a member for each kind of token, with its value, expiry and type. `values` may be shown,
//! `secrets` may not, and `parts` are the parts of an access token that has several. Members that this
//! version does not know are kept, at any depth, when the entry is written again. A token of an unknown type
//! or kind is never served.

use std::fmt;

use chrono::DateTime;
use serde::Deserialize;
use serde_json::{Value, json};

use super::seal::{Fault, opened, sealed};
use crate::sanitize::is_visible;
use crate::secret::Secret;
use crate::token::{BEARER, ID_TOKEN_FAULTS, IdToken, Identity, LONGEST_LIFE, Timestamp, Token, is_token};

/// A stored token and its owner.
#[derive(Clone, Debug)]
pub struct Entry {
    pub profile: String,
    pub provider: String,
    /// When the response was received.
    pub stored_at: Timestamp,
    /// Whether it was fetched with `--force`.
    pub forced: bool,
    /// Whether it was fetched in place of a rejected token.
    pub replacement: bool,
    /// Whether a person granted it, so that it cannot be fetched again without one.
    pub session: bool,
    pub client_id: Option<String>,
    /// The authorization server, as in the key.
    pub server: Option<String>,
    /// The scope that the login asked for, for vendors that want it again at each refresh.
    pub asked_scope: Option<String>,
    /// The resources that the login asked for, which are sent again at each refresh (RFC 8707 §2.2).
    pub asked_resource: Vec<String>,
    /// The number of the token among those that several machines share, in the order in which they were fetched.
    pub generation: Option<u64>,
    /// When it was last known to be the newest of these.
    pub confirmed_at: Option<Timestamp>,
    /// A random name of the login that began the session. It is kept by refreshes.
    pub login: Option<String>,
    /// The login whose session it replaces in the shared store, as long as it is not there.
    pub replaces: Option<String>,
    /// The issuer that it may be sent to, if the server in the key is not the one that issues tokens.
    pub issuer: Option<String>,
    /// The client that the issuer knows by `client_id`, if that is not configured.
    pub client: Option<Client>,
    /// Not usable if the entry has no access token.
    pub token: Token,
    pub rest: UnknownMembers,
}

/// A client whose id is not configured: a registered one (RFC 7591), or one that is named by the URL of its metadata.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Client {
    /// The word of its method of client authentication.
    pub auth: String,
    pub secret: Option<Secret>,
    pub secret_expires_at: Option<Timestamp>,
    /// The redirect URI that it was registered with.
    pub redirect_uri: Option<String>,
    /// Where the registration can be changed, and the token for that (RFC 7592).
    pub configuration: Option<(String, Secret)>,
}

impl Client {
    /// Without what only a registration itself needs.
    pub fn for_session(&self) -> Self {
        Self { redirect_uri: None, configuration: None, ..self.clone() }
    }

    fn form(&self) -> Value {
        let (registration, token) = self.configuration.as_ref().map(|(uri, token)| (uri, token)).unzip();
        json!({
            "values": {
                "client-auth": self.auth,
                "client-secret-expiry": self.secret_expires_at.map(|at| at.timestamp_millis()),
                "redirect-uri": self.redirect_uri,
                "registration": registration,
            },
            "secrets": {
                "client-secret": self.secret.as_ref().map(Secret::expose),
                "registration-token": token.map(Secret::expose),
            },
        })
    }

    fn of(form: &Value) -> Result<Option<Self>, Fault> {
        let (values, secrets) = (&form["values"], &form["secrets"]);
        let Some(auth) = values["client-auth"].as_str() else { return Ok(None) };
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let secret = |name: &str| text(&secrets[name]).map(Secret::new);
        let expiry = values
            .get("client-secret-expiry")
            .map(|at| at.as_i64().and_then(DateTime::from_timestamp_millis).ok_or("entry-times-wrong"));
        Ok(Some(Self {
            auth: auth.to_owned(),
            secret: secret("client-secret"),
            secret_expires_at: expiry.transpose()?,
            redirect_uri: text(&values["redirect-uri"]),
            configuration: text(&values["registration"]).zip(secret("registration-token")),
        }))
    }
}

/// The JSON of an entry as it was read, including unknown members, which may be secrets.
#[derive(Clone, Default)]
pub struct UnknownMembers(Value);

impl fmt::Debug for UnknownMembers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

const ACCESS: &str = "/tokens/access/value";
const ID: &str = "/tokens/id/value";
const REFRESH: &str = "/tokens/refresh/value";

impl Entry {
    /// Returns whether it is a client that a server has registered, without any token.
    pub fn is_registration(&self) -> bool {
        self.client.is_some() && !self.session && !self.token.is_usable()
    }

    /// Serializes the entry for `key`. Times are in milliseconds since the epoch.
    pub fn text(&self, key: &str) -> Secret {
        let (token, mut form) = (&self.token, self.rest.0.clone());
        let access = token.is_usable().then(|| token.access_token.expose());
        let refresh = token.refresh_token.as_ref().map(Secret::expose);
        let id = token.id_token.as_ref().map(|id_token| id_token.value.expose());
        // If a token has changed, drop the unknown members that belong to the old one.
        for (place, value, gone) in [
            (ACCESS, access, json!({ "parts": null, "tokens": { "access": null } })),
            (ID, id, json!({ "tokens": { "id": null } })),
            (REFRESH, refresh, json!({ "tokens": { "refresh": null } })),
        ] {
            if form.pointer(place).and_then(Value::as_str) != value {
                overlay(&mut form, gone);
            }
        }
        let expiry = token.expires_at.map(|at| at.timestamp_millis());
        let access = access.map(|value| {
            let issued = &token.issued_token_type;
            json!({ "value": value, "type": token.token_type, "expiry": expiry, "issued-type": issued })
        });
        let known = json!({
            "profile": self.profile,
            "provider": self.provider,
            "stored_at": self.stored_at.timestamp_millis(),
            "issued_at": token.issued_at.timestamp_millis(),
            "forced": self.forced,
            "replacement": self.replacement,
            "session": self.session,
            "scope": token.scope,
            "tokens": {
                "access": access,
                "id": token.id_token.as_ref().map(id_form),
                "refresh": refresh.map(|value| json!({ "value": value })),
            },
            "values": {
                "account": token.account,
                "api-base": token.api_base,
                "asked-resource": (!self.asked_resource.is_empty()).then_some(&self.asked_resource),
                "asked-scope": self.asked_scope,
                "client-id": self.client_id,
                "confirmed-at": self.confirmed_at.map(|at| at.timestamp_millis()),
                "generation": self.generation,
                "login": self.login,
                "refresh-expires": token.refresh_expires_at.map(|at| at.timestamp_millis()),
                "replaces": self.replaces,
                "server": self.server,
                "issuer": self.issuer,
            },
        });
        overlay(&mut form, known);
        self.client.iter().for_each(|client| overlay(&mut form, client.form()));
        sealed(key, form)
    }

    /// Parses the text stored under `key`. Fails if it is damaged or may not be served.
    pub fn parse(key: &str, text: &str) -> Result<Self, Fault> {
        let (form, old) = opened(key, text)?;
        if old {
            return Err("entry-version-unknown");
        }
        let entry = Self::of(form)?;
        let is_known = entry.token.token_type.eq_ignore_ascii_case(BEARER) || !entry.token.is_for_apis();
        if entry.token.is_usable() && !is_known {
            return Err("entry-token-type-unknown");
        }
        Ok(entry)
    }

    /// Like [`Self::parse`], for listing and removing: accepts entries that this version does not serve.
    pub fn parse_any(key: &str, text: &str) -> Result<Self, Fault> {
        let (mut form, old): (Value, bool) = opened(key, text)?;
        if old {
            let access = json!({
                "value": form["access_token"], "type": form["token_type"], "expiry": form["expires_at"],
            });
            let tokens = json!({ "access": access, "refresh": { "value": form["refresh_token"] } });
            let values = json!({ "account": form["account"] });
            overlay(&mut form, json!({ "tokens": tokens, "values": values }));
        }
        Self::of(form)
    }

    fn of(form: Value) -> Result<Self, Fault> {
        // A member that is missing is null.
        let (access_form, values) = (&form["tokens"]["access"], &form["values"]);
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let is = |name: &str| form[name] == Value::Bool(true);
        let issued_at = time(&form["issued_at"])?;
        let access = text(&access_form["value"]).unwrap_or_default();
        let expires_at = match access_form.get("expiry") {
            // A session that has no access token yet, or an entry without any token.
            _ if access.is_empty() => Some(issued_at),
            expiry => expiry.map(time).transpose()?,
        };
        // Without an access token there is no type.
        let token_type = text(&access_form["type"]).filter(|_| !access.is_empty()).unwrap_or_default();
        let access_is_empty = access.is_empty();
        let token = Token {
            access_token: Secret::new(access),
            token_type,
            scope: text(&form["scope"]),
            refresh_token: text(&form["tokens"]["refresh"]["value"]).map(Secret::new),
            // What is shown decides nothing, so one that is no moment is left out.
            refresh_expires_at: time(&values["refresh-expires"]).ok(),
            id_token: id_token(&form["tokens"]["id"]),
            account: text(&values["account"]),
            issued_token_type: text(&access_form["issued-type"]).filter(|_| !access_is_empty),
            api_base: text(&values["api-base"]),
            issued_at,
            expires_at,
        };
        check(&token)?;
        Ok(Self {
            profile: text(&form["profile"]).ok_or("entry-unreadable")?,
            provider: text(&form["provider"]).ok_or("entry-unreadable")?,
            stored_at: time(&form["stored_at"])?,
            forced: is("forced"),
            replacement: is("replacement"),
            session: is("session"),
            client_id: text(&values["client-id"]),
            server: text(&values["server"]),
            asked_resource: values["asked-resource"]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(text)
                .collect(),
            asked_scope: text(&values["asked-scope"]),
            generation: values["generation"].as_u64(),
            confirmed_at: values.get("confirmed-at").map(time).transpose()?,
            login: text(&values["login"]),
            replaces: text(&values["replaces"]),
            issuer: text(&values["issuer"]),
            client: Client::of(&form)?,
            token,
            rest: UnknownMembers(form),
        })
    }
}

fn time(value: &Value) -> Result<Timestamp, Fault> {
    value.as_i64().and_then(DateTime::from_timestamp_millis).ok_or("entry-times-wrong")
}

/// The member `tokens.id`.
fn id_form(id_token: &IdToken) -> Value {
    json!({
        "value": id_token.value.expose(),
        "issued-at": id_token.received_at.timestamp_millis(),
        "expiry": id_token.expires_at.timestamp_millis(),
        "fault": id_token.fault,
        "identity": id_token.identity,
        "verified": id_token.verified_for,
        "ahead": Some(id_token.ahead).filter(|ahead| *ahead != 0),
    })
}

/// The ID token in `tokens.id`. One that cannot be is left out: the session is worth more.
fn id_token(form: &Value) -> Option<IdToken> {
    let value = form["value"].as_str().filter(|text| is_token(text))?;
    let fault = form["fault"].as_str();
    let known =
        |word| ID_TOKEN_FAULTS.into_iter().find(|known| *known == word).unwrap_or("id-token-unusable");
    let (received_at, expires_at) = (time(&form["issued-at"]).ok()?, time(&form["expiry"]).ok()?);
    let is_sound = (0..=LONGEST_LIFE).contains(&(expires_at - received_at).num_seconds());
    is_sound.then(|| IdToken {
        value: Secret::new(value),
        received_at,
        expires_at,
        fault: fault.map(known),
        identity: Identity::deserialize(&form["identity"]).ok(),
        verified_for: form["verified"].as_str().map(str::to_owned),
        ahead: form["ahead"].as_i64().unwrap_or_default(),
    })
}

/// Merges the members of `above` into `below`; `null` removes a member.
fn overlay(below: &mut Value, above: Value) {
    let Value::Object(members) = above else {
        *below = above;
        return;
    };
    if !below.is_object() {
        *below = json!({});
    }
    for (name, value) in members {
        match (value, &mut *below) {
            (Value::Null, Value::Object(below)) => drop(below.remove(&name)),
            (value, below) => overlay(&mut below[&name], value),
        }
    }
}

/// The checksum shows only that the entry is undamaged. Its values must also be ones that a response could
/// contain, because they go to the same readers.
fn check(token: &Token) -> Result<(), Fault> {
    if token.is_usable() && !is_token(token.access_token.expose()) {
        return Err("entry-token-missing");
    }
    let renews = token.refresh_token.as_ref().is_none_or(|token| is_token(token.expose()));
    let words = [&token.scope, &token.account, &token.issued_token_type, &token.api_base].map(Option::as_ref);
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
            replacement: false,
            session: false,
            client_id: Some("id".into()),
            server: Some("https://a.example".into()),
            asked_scope: Some("a b c".into()),
            asked_resource: vec!["https://a.example/".into()],
            generation: Some(7),
            confirmed_at: Some(at),
            login: None,
            replaces: None,
            issuer: Some("https://as.example".into()),
            client: None,
            token: Token {
                api_base: None,
                issued_token_type: None,
                access_token: Secret::new("to'k\"en\\"),
                token_type: "Bearer".into(),
                scope: Some("a b".into()),
                refresh_token: None,
                refresh_expires_at: Some(at),
                id_token: None,
                account: None,
                issued_at: at,
                expires_at: Some(at + chrono::TimeDelta::seconds(3600)),
            },
            rest: UnknownMembers::default(),
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
        form["tokens"]["other"] = serde_json::json!({ "value": "SecretCanary", "expiry": 5, "nonce": [1] });
        form["tokens"]["id"] = serde_json::json!({
            "value": "SecretCanary", "issued-at": 5, "expiry": 5, "fault": "id-token-at-hash", "verified": "digest", "x": 1,
        });
        form["tokens"]["access"]["issued_type"] = "urn:x".into();
        let sealed = |form: &Value| {
            let line = form.to_string();
            format!("gettoken-entry 2 {}\n{line}\n", crate::crypto::sha256(line.as_bytes()))
        };
        let read = Entry::parse("k", &sealed(&form)).unwrap();
        assert!(!format!("{read:?}").contains("Canary"), "{read:?}");
        let written = |entry: &Entry| {
            let text = entry.text("k");
            serde_json::from_str::<Value>(text.expose().lines().nth(1).unwrap()).unwrap()
        };
        assert_eq!(written(&read), form);
        // Another access token has other parts; everything else stays.
        let token = Token { access_token: Secret::new("next"), ..read.token.clone() };
        let next = written(&Entry { token, ..read });
        assert_eq!((&next["parts"], &next["tokens"]["access"]["issued_type"]), (&Value::Null, &Value::Null));
        for known in ["/secrets/dpop-key", "/values/registration/at", "/tokens/other/nonce/0", "/tokens/id/x"]
        {
            assert_eq!(next.pointer(known), form.pointer(known), "{known}");
        }

        // A fault that this version does not know is a fault, and what cannot be an ID token is none.
        form["tokens"]["id"]["fault"] = "later".into();
        let id_token = Entry::parse("k", &sealed(&form)).unwrap().token.id_token.unwrap();
        assert_eq!(
            (id_token.fault, id_token.verified_for.as_deref()),
            (Some("id-token-unusable"), Some("digest"))
        );
        form["tokens"]["id"]["expiry"] = (-5000).into();
        assert_eq!(Entry::parse("k", &sealed(&form)).unwrap().token.id_token, None);
        form["tokens"]["id"] = serde_json::json!({ "value": "a b", "issued-at": 5, "expiry": 5 });
        assert_eq!(Entry::parse("k", &sealed(&form)).unwrap().token.id_token, None);

        form["tokens"]["access"]["type"] = "DPoP".into();
        assert_eq!(Entry::parse("k", &sealed(&form)).unwrap_err(), "entry-token-type-unknown");
        assert!(Entry::parse_any("k", &sealed(&form)).is_ok());
        // An entry without a token is not damaged, but there is nothing to serve.
        form["tokens"] = serde_json::json!({});
        assert!(!Entry::parse("k", &sealed(&form)).unwrap().token.is_usable());
    }
}
