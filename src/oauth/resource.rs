//! A protected resource that says which authorization server issues tokens for it: the challenge of its response
//! (RFC 9728 §5.1), and its metadata (RFC 9728 §2).

use serde::Deserialize;

use crate::http::challenge::{self, Challenge};
use crate::http::{check_request_url, host_of, is_loopback_authority, shown_url};
use crate::message::{Message, Value};
use crate::sanitize::visible;
use crate::settings::Server;

/// RFC 9728 §3.
const WELL_KNOWN: &str = "/.well-known/oauth-protected-resource";

/// The longest scope that is taken from a server, in bytes.
const LONGEST_SCOPE: usize = 4096;

/// The parameters of a challenge that concern a client without a token.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct ResourceChallenge {
    /// The URL of the resource's metadata, if it is on the resource's own server.
    pub metadata: Option<String>,
    /// The scope that the request needs (RFC 6750 §3).
    pub scope: Option<String>,
}

/// Reads the `WWW-Authenticate` headers of a response of `resource`.
pub fn read_challenge<'a>(resource: &str, headers: impl Iterator<Item = &'a str>) -> ResourceChallenge {
    let challenges: Vec<Challenge> = headers.flat_map(challenge::parse).collect();
    let parameter = |challenge: &Challenge, wanted: &str| {
        let mut parameters = challenge.parameters.iter();
        parameters.find(|(name, _)| name == wanted).map(|(_, value)| value.clone())
    };
    let mut bearer = challenges.iter().filter(|it| it.scheme.eq_ignore_ascii_case("Bearer"));
    let metadata = challenges.iter().find_map(|it| parameter(it, "resource_metadata"));
    ResourceChallenge {
        metadata: metadata.filter(|url| is_beside(url, resource)),
        scope: bearer.find_map(|it| parameter(it, "scope")).filter(|scope| is_scope(scope)),
    }
}

/// The URLs at which a resource without such a challenge has its metadata, in the order in which they are tried: that of
/// the resource, and that of its server.
pub fn well_known_urls(resource: &str) -> Vec<String> {
    let (origin, path) = split(resource);
    let path = if path == "/" { "" } else { path };
    let own = (!path.is_empty()).then(|| format!("{origin}{WELL_KNOWN}{path}"));
    own.into_iter().chain([format!("{origin}{WELL_KNOWN}")]).collect()
}

/// The metadata of a protected resource.
#[derive(Debug, PartialEq, Eq)]
pub struct ResourceMetadata {
    /// The identifier of the resource, which token requests name (RFC 8707 §2).
    pub resource: String,
    /// The issuers that the resource accepts tokens of.
    pub authorization_servers: Vec<String>,
    pub scopes_supported: Vec<String>,
}

#[derive(Deserialize)]
struct Members {
    resource: String,
    #[serde(default)]
    authorization_servers: Vec<String>,
    #[serde(default)]
    scopes_supported: Vec<String>,
}

impl ResourceMetadata {
    /// Parses the document that `resource` has at `url`. RFC 9728 §3.3: it must be about that resource, letter by letter;
    /// the document of the whole server may be about the server.
    pub fn parse(body: &str, resource: &str, url: &str) -> Result<Self, Message> {
        let document: Members =
            serde_json::from_str(body).map_err(|_| Message::new("resource-metadata-invalid"))?;
        let (origin, _) = split(resource);
        let is_of_server = *url == format!("{origin}{WELL_KNOWN}");
        let is_right =
            is_same(&document.resource, resource) || is_of_server && is_same(&document.resource, origin);
        if !is_right {
            let other = Message::new("resource-metadata-other");
            return Err(other.with("stated", visible(&document.resource)).with("url", resource));
        }
        let mut scopes = document.scopes_supported;
        scopes.retain(|scope| is_scope(scope) && !scope.contains(' '));
        Ok(Self {
            resource: document.resource,
            authorization_servers: document.authorization_servers,
            scopes_supported: scopes,
        })
    }

    /// The issuer to get tokens from: the `wanted` one, which must be among those that are named, else the first.
    pub fn issuer(&self, wanted: Option<&str>) -> Result<&str, Message> {
        let named = &self.authorization_servers;
        let found = match wanted {
            Some(wanted) => named.iter().find(|issuer| *issuer == wanted),
            None => named.first(),
        };
        let shown = || named.iter().map(|issuer| format!("`{}`", visible(issuer)));
        let Some(found) = found else {
            return Err(match wanted {
                Some(wanted) if !named.is_empty() => Message::new("resource-issuer-unlisted")
                    .with("issuer", wanted)
                    .with("issuers", Value::list(shown(), "list-comma")),
                _ => Message::new("resource-issuer-missing"),
            });
        };
        if may_name(&self.resource, found) {
            return Ok(found);
        }
        Err(Message::new("resource-issuer-unsafe").with("issuer", shown_url(found)))
    }
}

/// Returns whether a request may be sent to `url` because `resource`, or a server that it names, says so: https, and
/// only a server of this machine may name another one of it.
pub fn may_name(resource: &str, url: &str) -> bool {
    let is_here = |url: &str| host_of(url).is_some_and(|host| is_loopback_authority(&host));
    check_request_url(url).is_ok() && (!is_here(url) || is_here(resource))
}

/// Returns whether `url` is on the server of `resource`.
fn is_beside(url: &str, resource: &str) -> bool {
    let server = Server::parse(url);
    check_request_url(url).is_ok() && server.is_some() && server == Server::parse(resource)
}

/// RFC 3986 §6.2.3: an empty path is the same as `/`. Nothing else is made equal.
fn is_same(one: &str, other: &str) -> bool {
    let bare = |url: &str| {
        let (origin, path) = split(url);
        (if path == "/" { origin } else { url }).to_owned()
    };
    one == other || bare(one) == bare(other)
}

/// Splits a URL after its host.
fn split(url: &str) -> (&str, &str) {
    let start = url.find("://").map_or(0, |at| at + 3);
    url.split_at(url[start..].find(['/', '?', '#']).map_or(url.len(), |at| start + at))
}

/// RFC 6749 §3.3.
fn is_scope(text: &str) -> bool {
    let is_part = |byte: u8| matches!(byte, b' ' | 0x21 | 0x23..=0x5b | 0x5d..=0x7e);
    (1..=LONGEST_SCOPE).contains(&text.len()) && text.bytes().all(is_part) && !text.trim().is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    const RESOURCE: &str = "https://mcp.example.com/mcp";

    #[test]
    fn metadata_elsewhere_is_ignored() {
        let read = |header: &str| read_challenge(RESOURCE, [header].into_iter());
        let own = "https://mcp.example.com/.well-known/oauth-protected-resource/mcp";
        let found = read(&format!(r#"Bearer resource_metadata="{own}", scope="a b""#));
        assert_eq!((found.metadata.as_deref(), found.scope.as_deref()), (Some(own), Some("a b")));
        assert_eq!(
            read(&format!(r#"DPoP algs="ES256", resource_metadata={own}"#)).metadata.as_deref(),
            Some(own)
        );
        assert!(read(r#"Bearer resource_metadata="https://MCP.example.com:443/x""#).metadata.is_some());
        for url in [
            "https://mcp.example.com.evil.example/x",
            "https://evil.example/x",
            "https://mcp.example.com@evil.example/x",
            "https://mcp.example.com:8443/x",
            "http://mcp.example.com/x",
            "https://mcp.example.com/x#y",
            "/x",
            "",
        ] {
            assert_eq!(read(&format!(r#"Bearer resource_metadata="{url}""#)).metadata, None, "{url}");
        }
        for header in
            ["", "Basic scope=a", r#"Bearer scope="a\nb""#, r#"Bearer scope="é""#, r#"Bearer scope=" ""#]
        {
            let scope = read(&header.replace("\\n", "\n")).scope;
            assert_eq!(scope, None, "{header}");
        }
    }

    #[test]
    fn metadata_is_beside_the_resource_and_at_the_root() {
        let root = "https://a.example/.well-known/oauth-protected-resource";
        for (resource, expected) in [
            ("https://a.example", vec![root.to_owned()]),
            ("https://a.example/", vec![root.to_owned()]),
            ("https://a.example/x/y", vec![format!("{root}/x/y"), root.to_owned()]),
            ("https://a.example/x/", vec![format!("{root}/x/"), root.to_owned()]),
        ] {
            assert_eq!(well_known_urls(resource), expected, "{resource}");
        }
    }

    #[test]
    fn metadata_of_another_resource_is_refused() {
        let [own, root] = &well_known_urls(RESOURCE)[..] else { panic!("two") };
        let parse = |stated: &str, url: &str| {
            let body = format!(r#"{{"resource":"{stated}","authorization_servers":["https://as.example"]}}"#);
            ResourceMetadata::parse(&body, RESOURCE, url).map_err(|why| why.code().to_owned())
        };
        assert!(parse(RESOURCE, own).is_ok() && parse(RESOURCE, root).is_ok());
        assert!(
            parse("https://mcp.example.com", root).is_ok() && parse("https://mcp.example.com/", root).is_ok()
        );
        for stated in [
            "https://mcp.example.com",
            "https://mcp.example.com/mcp/",
            "https://MCP.example.com/mcp",
            "https://evil.example/mcp",
            "",
        ] {
            assert_eq!(parse(stated, own).unwrap_err(), "resource-metadata-other", "{stated}");
        }
        assert!(parse("https://mcp.example.com/other", root).is_err());
        let at_root =
            ResourceMetadata::parse(r#"{"resource":"https://a.example/"}"#, "https://a.example", "x");
        assert_eq!(at_root.unwrap().resource, "https://a.example/");
        for body in ["", "[]", "{}", "null", r#"{"resource":1}"#, r#"{"resource":"a","resource":"b"}"#] {
            assert!(ResourceMetadata::parse(body, RESOURCE, own).is_err(), "{body}");
        }
    }

    #[test]
    fn an_issuer_is_one_of_those_that_are_named() {
        let metadata = |resource: &str, servers: &[&str]| ResourceMetadata {
            resource: resource.to_owned(),
            authorization_servers: servers.iter().map(|server| (*server).to_owned()).collect(),
            scopes_supported: Vec::new(),
        };
        let two = metadata(RESOURCE, &["https://a.example", "https://b.example"]);
        assert_eq!(two.issuer(None).unwrap(), "https://a.example");
        assert_eq!(two.issuer(Some("https://b.example")).unwrap(), "https://b.example");
        assert_eq!(two.issuer(Some("https://b.example/")).unwrap_err().code(), "resource-issuer-unlisted");
        assert_eq!(metadata(RESOURCE, &[]).issuer(None).unwrap_err().code(), "resource-issuer-missing");
        let here = "http://127.0.0.1:8000/mcp";
        assert!(metadata(here, &["http://localhost:9000"]).issuer(None).is_ok());
        for issuer in
            ["http://a.example", "http://localhost:9000", "https://127.0.0.1", "https://u@a.example", "x"]
        {
            let refused = metadata(RESOURCE, &[issuer]).issuer(None).unwrap_err();
            assert_eq!(refused.code(), "resource-issuer-unsafe", "{issuer}");
        }
    }
}
