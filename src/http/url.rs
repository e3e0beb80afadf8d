//! Decides which URLs may receive a secret, which part of a URL may be shown, and which hosts need no proxy.

use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU16;

use ureq::http::Uri;
use ureq::http::uri::Authority;

use crate::error::{Error, Kind, Result};
use crate::sanitize::visible;

/// The part of `url` that may be shown: scheme, host, port and path.
pub fn shown_url(url: &str) -> String {
    let shown = &url[..url.find(['?', '#']).unwrap_or(url.len())];
    let Some((scheme, rest)) = shown.split_once("://") else { return visible(shown) };
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    visible(&format!("{scheme}://{host}{path}"))
}

/// A URL's host and port, in lower case.
pub fn host_of(url: &str) -> Option<String> {
    Some(url.parse::<Uri>().ok()?.authority()?.as_str().to_ascii_lowercase())
}

/// Parses a URL. Fails unless it is https, or http to this machine.
pub fn check_url(url: &str) -> Result<Uri> {
    let wrong = |code: &'static str| Error::new(Kind::Config, code).with("url", shown_url(url));
    let uri: Uri = url.parse().map_err(|_| wrong("url-invalid"))?;
    let authority = uri.authority().ok_or_else(|| wrong("url-hostless"))?;
    if authority.as_str().contains('@') {
        return Err(wrong("url-user"));
    }
    // A parser that ignores an invalid port would connect to the default one.
    if !has_port_or_none(authority) {
        return Err(wrong("url-port"));
    }
    match uri.scheme_str() {
        Some("https") => Ok(uri),
        Some("http") if is_loopback(authority.host()) => Ok(uri),
        Some("http") => Err(wrong("url-not-https")),
        _ => Err(wrong("url-scheme")),
    }
}

/// Returns whether an authority has a valid port or none.
fn has_port_or_none(authority: &Authority) -> bool {
    let address = authority.as_str().rsplit('@').next().unwrap_or_default();
    address.strip_prefix(authority.host()).is_some_and(|rest| match rest.strip_prefix(':') {
        Some(port) => !port.starts_with('+') && port.parse::<NonZeroU16>().is_ok(),
        None => rest.is_empty(),
    })
}

/// Returns whether a URL's host is this machine.
pub fn is_loopback(host: &str) -> bool {
    match host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        // Only IPv6 may be in brackets; a resolver would treat any other address there as a name.
        Some(inner) => inner.parse::<Ipv6Addr>().is_ok_and(|address| address.is_loopback()),
        None => is_localhost(host) || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback()),
    }
}

/// Like [`is_loopback`], for a host with or without a port.
pub fn is_loopback_authority(authority: &str) -> bool {
    let parts = authority.rsplit_once(':').filter(|(_, port)| !port.ends_with(']'));
    is_loopback(parts.map_or(authority, |(host, _)| host))
}

/// Returns whether a name is `localhost` or below it. These names always mean this machine (RFC 6761 §6.3),
/// so no resolver is asked.
pub fn is_localhost(name: &str) -> bool {
    let mut labels = name.strip_suffix('.').unwrap_or(name).rsplit('.');
    let last = labels.next().unwrap_or_default();
    last.eq_ignore_ascii_case("localhost") && labels.all(|label| !label.is_empty())
}

/// Returns whether a proxy's URL has a host, and a valid port or none.
pub fn is_proxy(uri: &Uri) -> bool {
    uri.authority().is_some_and(|authority| !authority.host().is_empty() && has_port_or_none(authority))
}

/// Returns whether `host` is in a NO_PROXY list, as curl reads it: a name includes all names below it, and
/// `*` is every host.
pub fn matches_no_proxy(host: &str, list: &str) -> bool {
    let host = host.trim_start_matches('[').trim_end_matches(']').to_ascii_lowercase();
    list.to_ascii_lowercase().split([',', ' ']).any(|entry| {
        let entry = entry.trim().trim_start_matches("*.").trim_start_matches('.');
        let before = host.strip_suffix(entry).filter(|_| !entry.is_empty());
        entry == "*" || before.is_some_and(|before| before.is_empty() || before.ends_with('.'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_https_and_loopback_are_accepted() {
        for url in ["https://a.example/t", "http://127.0.0.1:1/t", "http://[::1]:1/t", "http://localhost/t"] {
            assert!(check_url(url).is_ok(), "{url}");
        }
        for url in [
            "http://a.example/t",
            "http://127.0.0.1.example/t",
            "http://[127.0.0.1]/t",
            "http://[localhost]/t",
            "http://localhost.example/",
            "ftp://a.example/",
            "file:///etc/passwd",
            "https://u:p@a.example/",
            "//a.example/",
            "/t",
            "",
            "https://",
            "https://a b/",
            "https://a.example:99999/",
            "https://a.example:0/",
            "https://a.example:+1/",
            "http://127.0.0.1:[x]",
        ] {
            assert!(check_url(url).is_err(), "{url}");
        }
    }

    #[test]
    fn what_is_this_machine() {
        for host in [
            "localhost",
            "LocalHost",
            "localhost.",
            "sso.localhost",
            "a.b.localhost.",
            "127.0.0.1",
            "127.8.8.8",
            "[::1]",
            "[0:0::1]",
        ] {
            assert!(is_loopback(host), "{host}");
            assert!(is_loopback_authority(host) && is_loopback_authority(&format!("{host}:8080")), "{host}");
        }
        // Only some resolvers take these for addresses or names of this machine.
        for host in [
            "",
            ".",
            "localhost..",
            ".localhost",
            "a..localhost",
            "notlocalhost",
            "localhost.localdomain",
            "localhost6",
            "ip6-localhost",
            "127.1",
            "127.0.0.1.",
            "127.0.0.01",
            "0x7f000001",
            "0x7f.1",
            "2130706433",
            "017700000001",
            "0.0.0.0",
            "[::]",
            "[::ffff:127.0.0.1]",
            "[::1%25lo]",
            "[localhost]",
        ] {
            assert!(!is_loopback(host) && !is_loopback_authority(&format!("{host}:80")), "{host}");
            assert!(check_url(&format!("http://{host}/")).is_err(), "{host}");
        }
    }

    #[test]
    fn no_proxy_is_read_as_curl_reads_it() {
        for list in ["a.example", ".a.example", "*.a.example", "x, A.example ", "*", "b.a.example"] {
            assert!(matches_no_proxy("b.a.example", list), "{list}");
        }
        for list in ["", "ba.example", "c.b.a.example", "example.com", ".a"] {
            assert!(!matches_no_proxy("b.a.example", list), "{list}");
        }
    }

    #[test]
    fn a_query_is_never_shown() {
        assert_eq!(shown_url("https://h/p?secret=x#y"), "https://h/p");
        assert_eq!(shown_url("https://u:p@h:1/p@q?secret=x#y"), "https://h:1/p@q");
    }
}
