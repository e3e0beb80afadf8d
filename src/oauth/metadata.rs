//! The metadata that an authorization server publishes about itself (RFC 8414, OpenID Connect Discovery 1.0).

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

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
        // An array would be read as the values of the members, one after the other.
        let is_object = body.trim_ascii_start().starts_with(b"{");
        let metadata = Some(body).filter(|_| is_object).and_then(|body| serde_json::from_slice(body).ok());
        let metadata: Self = metadata.ok_or_else(|| wrong("metadata-not-json"))?;
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

/// Returns whether `issuer` can be one (RFC 8414 §2): https, or this machine, without a query or a fragment.
pub fn is_issuer(issuer: &str) -> bool {
    check_request_url(issuer).is_ok() && !issuer.contains('?')
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
