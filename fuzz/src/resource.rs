//! Responses of protected resources and of registration endpoints, before anything about them is trusted.

use gettoken::internals::http::{check_request_url, host_of, is_loopback_authority};
use gettoken::internals::oauth::client_auth::ClientAuth;
use gettoken::internals::oauth::registration::Registration;
use gettoken::internals::oauth::resource::{ResourceMetadata, read_challenge, well_known_urls};

use super::harmless;

const RESOURCES: [&str; 3] = ["https://mcp.example.com/mcp", "https://a.example", "http://127.0.0.1:8000/x/"];

/// Target: the first line is a challenge, the rest a document. Whatever they say, the metadata is read beside the
/// resource, and only a server that may be asked is an issuer.
pub fn resource(text: &str) {
    let (header, body) = text.split_once('\n').unwrap_or((text, ""));
    for resource in RESOURCES {
        check_challenge(resource, header);
        for at in well_known_urls(resource) {
            check_metadata(resource, &at, body);
        }
    }
    if let Ok(client) = Registration::parse(body) {
        assert!(ClientAuth::parse(client.client_auth).is_some(), "{body:?}");
        assert_eq!(client.client_secret.is_some(), client.client_auth != "none", "{body:?}");
        assert!(!client.client_id.is_empty() && harmless(&client.client_id), "{body:?}");
        assert!(!format!("{client:?}").contains("Canary"), "{body:?}");
    }
}

fn check_challenge(resource: &str, header: &str) {
    let found = read_challenge(resource, [header].into_iter());
    if let Some(url) = found.metadata {
        assert!(check_request_url(&url).is_ok(), "{header:?}");
        let bare = |url: &str| host_of(url).map(|host| host.trim_end_matches(":443").to_owned());
        assert_eq!(bare(&url), bare(resource), "{header:?}");
    }
    assert!(found.scope.is_none_or(|scope| harmless(&scope) && scope.is_ascii()), "{header:?}");
}

fn check_metadata(resource: &str, at: &str, body: &str) {
    let metadata = match ResourceMetadata::parse(body, resource, at) {
        Ok(metadata) => metadata,
        Err(why) => return assert!(harmless(&why.with("at", at).english()), "{body:?}"),
    };
    assert!(resource.starts_with(metadata.resource.trim_end_matches('/')), "{body:?}");
    assert!(
        metadata.scopes_supported.iter().all(|scope| harmless(scope) && !scope.contains(' ')),
        "{body:?}"
    );
    match metadata.issuer(None) {
        Ok(issuer) => {
            let is_here = |url: &str| host_of(url).is_some_and(|host| is_loopback_authority(&host));
            assert!(check_request_url(issuer).is_ok(), "{body:?}");
            assert!(is_here(resource) || issuer.starts_with("https://") && !is_here(issuer), "{body:?}");
        }
        Err(why) => assert!(harmless(&why.with("at", at).english()), "{body:?}"),
    }
}
