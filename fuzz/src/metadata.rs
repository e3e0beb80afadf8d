//! The target for the metadata of an authorization server.

use gettoken::internals::oauth::metadata::{ENDPOINTS, ServerMetadata, well_known_urls};

/// The issuers: one on the internet, and one on this machine, which may have http.
const ISSUERS: [&str; 2] = ["https://a.example/t", "http://127.0.0.1:8080"];

/// Target: metadata of a server. Accepted metadata is of the issuer, and every endpoint may receive a secret. Any text
/// may be an issuer whose URLs are built.
pub fn metadata(body: &[u8]) {
    for issuer in ISSUERS {
        let Ok(metadata) = ServerMetadata::parse(body, issuer) else { continue };
        assert_eq!(metadata.issuer, issuer);
        for url in ENDPOINTS.iter().filter_map(|name| metadata.member(name)) {
            check_endpoint(url, issuer);
        }
        let again = serde_json::to_vec(&metadata).unwrap();
        assert_eq!(ServerMetadata::parse(&again, issuer).ok(), Some(metadata));
    }
    let text = String::from_utf8_lossy(body);
    let urls = well_known_urls(&text);
    assert!((2..=3).contains(&urls.len()));
    assert!(urls.iter().all(|url| url.contains("/.well-known/") && url.len() < text.len() + 64));
}

/// Has its own idea of a URL, independent of the parser in `http`.
fn check_endpoint(url: &str, issuer: &str) {
    let (scheme, rest) = url.split_once("://").unwrap();
    let authority = rest.split(['/', '?']).next().unwrap();
    let is_local = ["127.", "[::1]", "localhost"].iter().any(|host| authority.starts_with(host))
        || authority.split(':').next().is_some_and(|host| {
            let host = host.to_ascii_lowercase();
            let host = host.strip_suffix('.').unwrap_or(&host);
            host == "localhost" || host.ends_with(".localhost")
        });
    let is_http = scheme.eq_ignore_ascii_case("http");
    assert!(
        scheme.eq_ignore_ascii_case("https") || is_http && is_local && issuer.starts_with("http:"),
        "{url}"
    );
    assert!(
        !authority.is_empty() && !authority.contains(['@', '#', '\\', ' ']) && !url.contains('#'),
        "{url}"
    );
}
