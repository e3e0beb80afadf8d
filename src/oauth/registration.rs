//! Dynamic client registration (RFC 7591), and client ids that are the URL of the client's metadata.

use chrono::DateTime;
use serde::Deserialize;
use serde_json::json;

use crate::http::{JsonField, Payload, Request, Response, check_request_url};
use crate::message::{Message, Value};
use crate::sanitize::{Scrubber, visible};
use crate::secret::Secret;
use crate::token::Timestamp;

/// The name that a server shows to the person who grants access.
const CLIENT_NAME: &str = "gettoken";

/// The longest client id and client secret that are accepted, in bytes.
const LONGEST: usize = 4096;

/// The values of `token_endpoint_auth_method` (RFC 7591 §2) that a registration may result in, with our words for them
/// (see [`crate::oauth::client_auth`]).
const METHODS: [(&str, &str); 3] =
    [("none", "none"), ("client_secret_basic", "basic"), ("client_secret_post", "post")];

/// What a client says about itself.
#[derive(Debug)]
pub struct ClientMetadata<'a> {
    pub redirect_uris: Vec<String>,
    pub scope: Option<&'a str>,
    /// Whether it logs people in on other devices.
    pub is_device: bool,
    /// The methods of client authentication that the server lists, if it does.
    pub methods: Option<&'a [String]>,
}

impl ClientMetadata<'_> {
    /// The request to the registration endpoint. `initial_token` is the initial access token (RFC 7591 §3).
    pub fn request(&self, endpoint: &str, initial_token: Option<&Secret>) -> Request {
        let device = self.is_device.then_some("urn:ietf:params:oauth:grant-type:device_code");
        let grants: Vec<_> = ["authorization_code", "refresh_token"].into_iter().chain(device).collect();
        let text = |text: &str| JsonField::Text(Secret::new(text));
        let fields = [
            ("client_name", text(CLIENT_NAME)),
            ("redirect_uris", JsonField::Nested(json!(self.redirect_uris))),
            ("grant_types", JsonField::Nested(json!(grants))),
            ("response_types", JsonField::Nested(json!(["code"]))),
            ("token_endpoint_auth_method", text(self.method())),
            // OpenID Connect Dynamic Client Registration §2: redirect URIs on loopback are those of native applications.
            ("application_type", text("native")),
        ];
        let scope = self.scope.map(|scope| ("scope", text(scope)));
        let bearer = |token: &Secret| Secret::new(format!("Bearer {}", token.expose()));
        Request {
            method: "POST".into(),
            url: endpoint.to_owned(),
            query: Vec::new(),
            headers: initial_token
                .map(|token| ("authorization".to_owned(), bearer(token)))
                .into_iter()
                .collect(),
            body: Payload::Json(
                fields.into_iter().chain(scope).map(|(name, value)| (name.to_owned(), value)).collect(),
            ),
        }
    }

    /// A program on a person's machine cannot keep a secret of all its users, so it has none if the server allows that.
    fn method(&self) -> &'static str {
        let is_listed = |(word, _): &(&str, _)| {
            self.methods.is_none_or(|methods| methods.iter().any(|method| method == word))
        };
        METHODS.into_iter().find(is_listed).unwrap_or(METHODS[0]).0
    }
}

/// A client that the server has registered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registration {
    pub client_id: String,
    /// The word of the method of client authentication.
    pub client_auth: &'static str,
    pub client_secret: Option<Secret>,
    pub secret_expires_at: Option<Timestamp>,
    /// Where the registration can be changed, and the token for that (RFC 7592).
    pub configuration: Option<(String, Secret)>,
}

/// RFC 7591 §3.2.1.
#[derive(Deserialize)]
struct Answer {
    client_id: String,
    client_secret: Option<Secret>,
    client_secret_expires_at: Option<i64>,
    token_endpoint_auth_method: Option<String>,
    registration_client_uri: Option<String>,
    registration_access_token: Option<Secret>,
}

/// RFC 7591 §3.2.2.
#[derive(Default, Deserialize)]
struct Refusal {
    error: Option<String>,
    error_description: Option<String>,
}

impl Registration {
    /// Reads the response of a registration endpoint that has accepted the client.
    pub fn parse(body: &str) -> Result<Self, Message> {
        let invalid = || Message::new("registration-answer-invalid");
        let answer: Answer = serde_json::from_str(body).map_err(|_| invalid())?;
        let is_sound = |text: &str| {
            (1..=LONGEST).contains(&text.len()) && text.bytes().all(|b| matches!(b, 0x20..=0x7e))
        };
        let secret = answer.client_secret.filter(|secret| !secret.is_empty());
        if !is_sound(&answer.client_id) || secret.as_ref().is_some_and(|secret| !is_sound(secret.expose())) {
            return Err(invalid());
        }
        let (token, uri) = (answer.registration_access_token, answer.registration_client_uri);
        let usable = token.filter(|token| is_sound(token.expose()));
        let configuration = uri.filter(|uri| check_request_url(uri).is_ok()).zip(usable);
        let stated = answer.token_endpoint_auth_method.as_deref();
        let client_auth = method(stated, secret.is_some())?;
        let expires_at = answer.client_secret_expires_at.filter(|at| *at > 0);
        Ok(Self {
            client_id: answer.client_id,
            client_secret: secret.filter(|_| client_auth != "none"),
            client_auth,
            secret_expires_at: expires_at.and_then(|at| DateTime::from_timestamp(at, 0)),
            configuration,
        })
    }
}

/// The method of client authentication of a registered client. Many servers do not state it.
fn method(stated: Option<&str>, has_secret: bool) -> Result<&'static str, Message> {
    let known = stated.map(|stated| METHODS.iter().find(|(word, _)| *word == stated).map(|(_, ours)| *ours));
    match known {
        None if has_secret => Ok("basic"),
        None => Ok("none"),
        Some(Some(ours)) if has_secret || ours == "none" => Ok(ours),
        // Some servers state their default although they issue no secret.
        Some(Some(_)) => Ok("none"),
        Some(None) => {
            let other = Message::new("registration-method-unknown");
            Err(other.with("method", visible(stated.unwrap_or_default())))
        }
    }
}

/// The error code and the words of a response that refuses the client.
pub fn refusal(response: &Response, scrubber: &Scrubber) -> (Option<String>, Message) {
    let refusal: Refusal = serde_json::from_str(response.body.expose()).unwrap_or_default();
    let shown = |text: &str| scrubber.visible(text);
    let code = refusal.error.as_deref().map(shown);
    let words = [code.clone(), refusal.error_description.as_deref().map(shown)];
    let words: Vec<String> = words.into_iter().flatten().collect();
    let words = if words.is_empty() { vec![format!("HTTP {}", response.status)] } else { words };
    (code, Message::new("registration-words").with("words", Value::list(words, ": ")))
}

/// Returns whether a client id can be the URL of the client's metadata: https, with a path, and without what makes two
/// URLs of one (draft-ietf-oauth-client-id-metadata-document).
pub fn is_client_metadata_url(url: &str) -> bool {
    let path = url.split_once("://").and_then(|(_, rest)| rest.find('/').map(|at| &rest[at..]));
    let path = path.map(|path| path.split('?').next().unwrap_or_default());
    let is_dot = |segment: &str| {
        matches!(segment.to_ascii_lowercase().as_str(), "." | ".." | "%2e" | "%2e%2e" | ".%2e" | "%2e.")
    };
    url.starts_with("https://")
        && check_request_url(url).is_ok()
        && path.is_some_and(|path| path.len() > 1 && !path.split('/').any(is_dot))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::oauth::client_auth::ClientAuth;

    fn parsed(more: &str) -> Result<Registration, String> {
        Registration::parse(&format!(r#"{{"client_id":"c"{more}}}"#)).map_err(|why| why.code().to_owned())
    }

    #[test]
    fn a_client_has_the_method_that_the_server_states() {
        for (more, expected) in [
            ("", "none"),
            (r#","client_secret":"s""#, "basic"),
            (r#","client_secret":"""#, "none"),
            (r#","client_secret":"s","token_endpoint_auth_method":"client_secret_post""#, "post"),
            (r#","client_secret":"s","token_endpoint_auth_method":"none""#, "none"),
            (r#","token_endpoint_auth_method":"client_secret_basic""#, "none"),
        ] {
            let client = parsed(more).unwrap();
            assert_eq!(client.client_auth, expected, "{more}");
            assert!(ClientAuth::parse(client.client_auth).is_some());
            assert_eq!(client.client_secret.is_some(), expected != "none", "{more}");
        }
        let unknown = parsed(r#","token_endpoint_auth_method":"tls_client_auth""#);
        assert_eq!(unknown.unwrap_err(), "registration-method-unknown");
    }

    #[test]
    fn a_secret_may_expire_and_a_registration_may_be_managed() {
        let client = parsed(r#","client_secret":"s","client_secret_expires_at":0"#).unwrap();
        assert_eq!(client.secret_expires_at, None);
        let client = parsed(r#","client_secret":"s","client_secret_expires_at":1700000000"#).unwrap();
        assert_eq!(client.secret_expires_at.map(|at| at.timestamp()), Some(1_700_000_000));
        let managed = r#","registration_access_token":"r","registration_client_uri":"URI""#;
        assert!(parsed(&managed.replace("URI", "https://a.example/c")).unwrap().configuration.is_some());
        assert!(parsed(&managed.replace("URI", "http://a.example/c")).unwrap().configuration.is_none());
    }

    #[test]
    fn what_no_server_registers_is_refused() {
        for body in [
            "",
            "{}",
            "[]",
            r#"{"client_id":""}"#,
            r#"{"client_id":1}"#,
            r#"{"client_id":"a\nb"}"#,
            r#"{"client_id":"é"}"#,
        ] {
            assert!(Registration::parse(body).is_err(), "{body}");
        }
        assert!(parsed(r#","client_secret":"a\r\nb""#).is_err());
        assert!(parsed(&format!(r#","client_secret":"{}""#, "x".repeat(LONGEST + 1))).is_err());
    }

    #[test]
    fn a_public_client_is_asked_for_unless_the_server_has_none() {
        let method = |methods: Option<&[&str]>| {
            let methods: Option<Vec<String>> =
                methods.map(|all| all.iter().map(|it| (*it).to_owned()).collect());
            let client = ClientMetadata {
                redirect_uris: Vec::new(),
                scope: None,
                is_device: false,
                methods: methods.as_deref(),
            };
            client.method()
        };
        assert_eq!(method(None), "none");
        assert_eq!(method(Some(&["client_secret_post", "none"])), "none");
        assert_eq!(method(Some(&["client_secret_post", "client_secret_basic"])), "client_secret_basic");
        assert_eq!(method(Some(&["client_secret_post"])), "client_secret_post");
        assert_eq!(method(Some(&["private_key_jwt"])), "none");
    }

    #[test]
    fn a_client_id_that_is_a_url_is_unambiguous() {
        assert!(is_client_metadata_url("https://a.example/client.json"));
        for url in [
            "https://a.example",
            "https://a.example/",
            "http://a.example/x",
            "http://127.0.0.1/x",
            "https://u@a.example/x",
            "https://a.example/x#y",
            "https://a.example/x/../y",
            "https://a.example/x/%2E%2e/y",
            "client",
        ] {
            assert!(!is_client_metadata_url(url), "{url}");
        }
    }
}
