//! The metadata that an authorization server publishes about itself (RFC 8414, OpenID Connect Discovery 1.0).

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use super::json_object;
use crate::http::{check_request_url, host_of, is_loopback_authority, shown_url};
use crate::message::Message;

/// RFC 8414 §3.
const OAUTH: &str = "/.well-known/oauth-authorization-server";
/// OpenID Connect Discovery 1.0 §4.
const OPENID: &str = "/.well-known/openid-configuration";

/// The members with the URL of an endpoint or of a document.
pub const ENDPOINTS: [&str; 8] = [
    "authorization_endpoint",
    "device_authorization_endpoint",
    "introspection_endpoint",
    "jwks_uri",
    "registration_endpoint",
    "revocation_endpoint",
    "token_endpoint",
    "userinfo_endpoint",
];

/// The members of the metadata that gettoken uses, under their registered names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ServerMetadata {
    pub issuer: String,
    pub authorization_endpoint: Option<String>,
    pub token_endpoint: Option<String>,
    /// RFC 8628 §4.
    pub device_authorization_endpoint: Option<String>,
    pub revocation_endpoint: Option<String>,
    pub introspection_endpoint: Option<String>,
    pub userinfo_endpoint: Option<String>,
    pub registration_endpoint: Option<String>,
    pub jwks_uri: Option<String>,
    #[serde(deserialize_with = "words")]
    pub token_endpoint_auth_methods_supported: Option<Vec<String>>,
    #[serde(deserialize_with = "words")]
    pub introspection_endpoint_auth_methods_supported: Option<Vec<String>>,
    #[serde(deserialize_with = "words")]
    pub revocation_endpoint_auth_methods_supported: Option<Vec<String>>,
    #[serde(deserialize_with = "words")]
    pub code_challenge_methods_supported: Option<Vec<String>>,
    #[serde(deserialize_with = "words")]
    pub grant_types_supported: Option<Vec<String>>,
    #[serde(deserialize_with = "words")]
    pub scopes_supported: Option<Vec<String>>,
    #[serde(deserialize_with = "words")]
    pub id_token_signing_alg_values_supported: Option<Vec<String>>,
    /// RFC 9207 §3.
    #[serde(deserialize_with = "flag")]
    pub authorization_response_iss_parameter_supported: bool,
    #[serde(deserialize_with = "flag")]
    pub client_id_metadata_document_supported: bool,
    /// RFC 9126 §5.
    #[serde(deserialize_with = "flag")]
    pub require_pushed_authorization_requests: bool,
}

impl ServerMetadata {
    /// Parses the document of `issuer`. Fails unless it is of this very issuer (RFC 8414 §3.3), and all its endpoints
    /// may receive a secret.
    pub fn parse(body: &[u8], issuer: &str) -> Result<Self, Message> {
        let wrong = |code| Message::new(code).with("issuer", issuer);
        let metadata: Self = json_object(body).ok_or_else(|| wrong("metadata-not-json"))?;
        if metadata.issuer.is_empty() {
            return Err(wrong("metadata-issuer-missing"));
        }
        if metadata.issuer != issuer {
            return Err(wrong("metadata-issuer-wrong").with("stated", &metadata.issuer));
        }
        for member in ENDPOINTS {
            if let Some(url) = metadata.member(member).filter(|url| !is_usable(url, issuer)) {
                let wrong = wrong("metadata-endpoint-unsafe").with("member", member);
                return Err(wrong.with("url", shown_url(url)));
            }
        }
        Ok(metadata)
    }

    /// The value of a member that is in [`ENDPOINTS`], if the server has it.
    pub fn member(&self, name: &str) -> Option<&str> {
        let value = match name {
            "authorization_endpoint" => &self.authorization_endpoint,
            "device_authorization_endpoint" => &self.device_authorization_endpoint,
            "introspection_endpoint" => &self.introspection_endpoint,
            "jwks_uri" => &self.jwks_uri,
            "registration_endpoint" => &self.registration_endpoint,
            "revocation_endpoint" => &self.revocation_endpoint,
            "token_endpoint" => &self.token_endpoint,
            "userinfo_endpoint" => &self.userinfo_endpoint,
            _ => return None,
        };
        value.as_deref()
    }
}

/// The URLs at which the metadata of `issuer` may be, in the order in which they are tried: that of the authorization
/// specification of MCP. For an issuer without a path, the last two of its three are the same.
pub fn well_known_urls(issuer: &str) -> Vec<String> {
    let authority = issuer.find("://").map_or(0, |at| at + 3);
    let path = issuer[authority..].find('/').map_or(issuer.len(), |at| authority + at);
    let (server, path) = issuer.split_at(path);
    // RFC 8414 §3.1 and OpenID Connect Discovery §4.1.
    let path = path.strip_suffix('/').unwrap_or(path);
    let mut urls = vec![format!("{server}{OAUTH}{path}"), format!("{server}{OPENID}{path}")];
    if !path.is_empty() {
        urls.push(format!("{server}{path}{OPENID}"));
    }
    urls
}

/// The issuer whose metadata is at `url`, and the part of it that makes the difference. `None` if it is no such URL.
pub fn issuer_of_document(url: &str) -> Option<(String, &'static str)> {
    [OAUTH, OPENID].into_iter().find_map(|part| {
        let (before, after) = url.split_once(part)?;
        let is_whole = after.is_empty() || after.starts_with('/');
        let issuer = format!("{before}{}", after.trim_end_matches('/'));
        (is_whole && is_issuer(&issuer)).then_some((issuer, part))
    })
}

/// The issuer that was probably meant by `text`, which is none.
pub fn meant_issuer(text: &str) -> Option<String> {
    // Without a query, a fragment and a password.
    let shown = shown_url(text);
    let bare = match shown.split_once("://") {
        Some(("http", rest)) => rest,
        Some(_) => return Some(shown).filter(|issuer| is_issuer(issuer)),
        None => &shown,
    };
    let authority = bare.split('/').next().unwrap_or_default();
    let scheme = if is_loopback_authority(authority) { "http" } else { "https" };
    Some(format!("{scheme}://{bare}")).filter(|issuer| is_issuer(issuer))
}

/// Returns whether two issuers differ only in the name of this machine.
pub fn is_same_on_loopback(one: &str, other: &str) -> bool {
    let parts = |issuer: &str| {
        let host = host_of(issuer).filter(|host| is_loopback_authority(host))?;
        let (scheme, rest) = issuer.split_once("://")?;
        let port = host.rsplit_once(':').map(|(_, port)| port.to_owned()).filter(|it| !it.ends_with(']'));
        let path = rest.get(host.len()..)?.trim_end_matches('/');
        Some((scheme.to_owned(), port, path.to_owned()))
    };
    parts(one).is_some_and(|one| parts(other) == Some(one))
}

/// Returns whether `issuer` can be one (RFC 8414 §2): https, or this machine, without a query or a fragment. It has only
/// characters of a URL (RFC 3986 §2), and no quotation mark, so that it can be shown, stored and quoted.
pub fn is_issuer(issuer: &str) -> bool {
    let is_url_byte = |byte: u8| byte.is_ascii_graphic() && !b"\"'<>\\^`{|}".contains(&byte);
    check_request_url(issuer).is_ok() && !issuer.contains('?') && issuer.bytes().all(is_url_byte)
}

/// Returns whether a request may go to `url`, which the metadata of `issuer` names. Http is for a server on this machine
/// that names itself.
fn is_usable(url: &str, issuer: &str) -> bool {
    let is_local = |url: &str| host_of(url).is_some_and(|host| is_loopback_authority(&host));
    check_request_url(url).is_ok() && (url.starts_with("https://") || is_local(issuer))
}

/// A list of words. Of a list that is malformed, nothing is used, because no request depends on it alone.
fn words<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Vec<String>>, D::Error> {
    let Value::Array(values) = Value::deserialize(deserializer)? else { return Ok(None) };
    let words = values.into_iter().map(|value| match value {
        Value::String(word) => Some(word),
        _ => None,
    });
    Ok(words.collect())
}

/// A flag, which is not set if it is anything but `true`.
fn flag<'de, D: Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    Ok(Value::deserialize(deserializer)? == Value::Bool(true))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_of_an_issuer_comes_after_or_before_the_well_known_part() {
        for issuer in ["https://a.example", "https://a.example/"] {
            let urls = well_known_urls(issuer);
            assert_eq!(urls, [OAUTH, OPENID].map(|path| format!("https://a.example{path}")));
        }
        for issuer in ["https://a.example:8443/t/1", "https://a.example:8443/t/1/"] {
            let server = "https://a.example:8443";
            assert_eq!(
                well_known_urls(issuer),
                [
                    format!("{server}{OAUTH}/t/1"),
                    format!("{server}{OPENID}/t/1"),
                    format!("{server}/t/1{OPENID}"),
                ]
            );
        }
    }

    #[test]
    fn what_is_meant_by_other_texts_is_found() {
        for (text, meant) in [
            ("a.example/t", Some("https://a.example/t")),
            ("http://a.example", Some("https://a.example")),
            ("localhost:1/t", Some("http://localhost:1/t")),
            ("https://a.example/t?x=1", Some("https://a.example/t")),
            ("https://a.example#x", Some("https://a.example")),
            ("ftp://a.example", None),
            ("", None),
        ] {
            assert_eq!(meant_issuer(text).as_deref(), meant, "{text}");
        }
        for url in [
            "https://a.example/t/.well-known/openid-configuration",
            "https://a.example/.well-known/openid-configuration/t",
        ] {
            assert_eq!(issuer_of_document(url), Some(("https://a.example/t".to_owned(), OPENID)));
        }
        assert_eq!(issuer_of_document("https://a.example/.well-known/openid-configurations"), None);
        assert!(is_same_on_loopback("http://localhost:1/t", "http://127.0.0.1:1/t/"));
        assert!(is_same_on_loopback("http://[::1]:1", "http://127.0.0.1:1"));
        for other in
            ["http://127.0.0.1:2/t", "http://127.0.0.1:1/u", "https://127.0.0.1:1/t", "http://a.example:1/t"]
        {
            assert!(!is_same_on_loopback("http://localhost:1/t", other), "{other}");
        }
    }

    #[test]
    fn a_document_is_of_one_issuer_letter_by_letter() {
        let code = |issuer: &str, body: &str| {
            ServerMetadata::parse(body.as_bytes(), issuer).map_err(|why| why.code().to_owned())
        };
        let known = code("https://a.example", r#"{"issuer":"https://a.example","x":[1],"jwks_uri":null}"#);
        assert_eq!(known.unwrap().issuer, "https://a.example");
        for (body, why) in [
            ("<html>", "metadata-not-json"),
            ("[]", "metadata-not-json"),
            ("{}", "metadata-issuer-missing"),
            (r#"{"issuer":"https://a.example/"}"#, "metadata-issuer-wrong"),
            (r#"{"issuer":"https://A.example"}"#, "metadata-issuer-wrong"),
            (r#"{"issuer":["https://a.example"]}"#, "metadata-not-json"),
            (r#"{"issuer":"https://b.example","issuer":"https://a.example"}"#, "metadata-not-json"),
        ] {
            assert_eq!(code("https://a.example", body).unwrap_err(), why, "{body}");
        }
    }

    #[test]
    fn an_endpoint_may_receive_a_secret() {
        let parse = |issuer: &str, url: &str| {
            let body = serde_json::json!({ "issuer": issuer, "token_endpoint": url }).to_string();
            ServerMetadata::parse(body.as_bytes(), issuer).is_ok()
        };
        assert!(parse("https://a.example", "https://b.example/token?tenant=1"));
        assert!(parse("http://127.0.0.1:1", "http://127.0.0.1:2/token"));
        assert!(parse("http://localhost:1", "https://b.example/token"));
        for url in [
            "http://a.example/token",
            "http://127.0.0.1/token",
            "https://u:p@a.example/token",
            "https://a.example/token#x",
            "https://a.example:0/token",
            "ftp://a.example/token",
            "/token",
            "",
            "https://",
            "https://a.example/\u{a}",
        ] {
            assert!(!parse("https://a.example", url), "{url}");
        }
        assert!(!parse("http://127.0.0.1:1", "http://b.example/token"));
    }

    #[test]
    fn an_issuer_can_be_shown_and_quoted() {
        for issuer in [
            "https://a.example",
            "https://a.example:8443/t/1",
            "http://[::1]:80/",
            "https://a.example/$(x)&;",
        ] {
            assert!(is_issuer(issuer), "{issuer}");
        }
        for issuer in [
            "https://a.example?x",
            "https://a.example/'",
            "https://a.example/\u{9b}",
            "https://a.example/\u{202e}",
            "x",
        ] {
            assert!(!is_issuer(issuer), "{issuer}");
        }
    }

    #[test]
    fn malformed_lists_and_flags_are_not_set() {
        let body = r#"{"issuer":"https://a.example","scopes_supported":"a b","grant_types_supported":[1],
            "code_challenge_methods_supported":["S256"],"require_pushed_authorization_requests":"true"}"#;
        let metadata = ServerMetadata::parse(body.as_bytes(), "https://a.example").unwrap();
        assert_eq!((metadata.scopes_supported, metadata.grant_types_supported), (None, None));
        assert_eq!(metadata.code_challenge_methods_supported, Some(vec!["S256".to_owned()]));
        assert!(!metadata.require_pushed_authorization_requests);
        assert!(ENDPOINTS.iter().all(|name| ServerMetadata::default().member(name).is_none()));
    }
}
