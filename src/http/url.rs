//! Which URLs a secret may go to, what of a URL may be shown, and which hosts need no proxy.

use std::net::{IpAddr, Ipv6Addr};

use ureq::http::Uri;

use crate::error::{Error, Kind, Result};
use crate::escape::visible;

/// The part of `url` that may be shown: scheme, host, port and path.
pub fn shown_url(url: &str) -> String {
    let shown = &url[..url.find(['?', '#']).unwrap_or(url.len())];
    let Some((scheme, rest)) = shown.split_once("://") else {
        return visible(shown);
    };
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    visible(&format!("{scheme}://{host}{path}"))
}

/// Accepts https, and http to this machine alone.
pub fn check_url(url: &str) -> Result<()> {
    secure_uri(url).map(drop)
}

/// A URL's host and port, in lower case.
pub fn host_of(url: &str) -> Option<String> {
    Some(url.parse::<Uri>().ok()?.authority()?.as_str().to_ascii_lowercase())
}

/// As [`check_url`], parsed.
pub fn secure_uri(url: &str) -> Result<Uri> {
    let wrong = |why: &str| Error::new(Kind::Config, format!("`{}` {why}", shown_url(url)));
    let uri: Uri = url.parse().map_err(|_| wrong("is not a URL"))?;
    let authority = uri.authority().ok_or_else(|| wrong("has no host"))?;
    if authority.as_str().contains('@') {
        return Err(wrong("holds a user name").hint("give credentials by flag, environment or config"));
    }
    // Whoever reads a port that is none would connect to the usual one instead.
    let port = authority.as_str().strip_prefix(authority.host()).unwrap_or_default();
    if !is_port(port) {
        return Err(wrong("has a port that there is not"));
    }
    match uri.scheme_str() {
        Some("https") => Ok(uri),
        Some("http") if is_loopback(authority.host()) => Ok(uri),
        Some("http") => {
            Err(wrong("is not https").hint("http is accepted for 127.0.0.1, [::1] and localhost alone"))
        }
        _ => Err(wrong("is not an https URL")),
    }
}

/// Whether what follows a host is nothing, or a colon and the number of a port.
fn is_port(text: &str) -> bool {
    let number = |digits: &str| {
        digits.bytes().all(|byte| byte.is_ascii_digit()) && digits.parse::<u16>().is_ok_and(|port| port > 0)
    };
    text.is_empty() || text.strip_prefix(':').is_some_and(number)
}

/// Whether a URL's host is this machine.
pub fn is_loopback(host: &str) -> bool {
    match host.strip_prefix('[') {
        // Nothing but IPv6 stands in brackets; another address there is a name to whoever looks it up.
        Some(rest) => rest
            .strip_suffix(']')
            .and_then(|inner| inner.parse::<Ipv6Addr>().ok())
            .is_some_and(|address| address.is_loopback()),
        None => is_localhost(host) || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback()),
    }
}

/// As [`is_loopback`], for a host that may have a port behind it.
pub fn is_loopback_authority(authority: &str) -> bool {
    let host = match authority.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => host,
        _ => authority,
    };
    is_loopback(host)
}

/// Whether a name is `localhost` or below it: those are this machine whatever any resolver says (RFC 6761 §6.3), and
/// none is asked.
pub fn is_localhost(name: &str) -> bool {
    let mut labels = name.strip_suffix('.').unwrap_or(name).rsplit('.');
    let last = labels.next().unwrap_or_default();
    last.eq_ignore_ascii_case("localhost") && labels.all(|label| !label.is_empty())
}

/// Whether a proxy's URL, with or without a scheme, has a host and a port that there is.
pub fn is_proxy(url: &str) -> bool {
    let whole = if url.contains("://") { url.to_owned() } else { format!("http://{url}") };
    let Ok(uri) = whole.parse::<Uri>() else {
        return false;
    };
    let Some(authority) = uri.authority() else {
        return false;
    };
    let address = authority.as_str().rsplit_once('@').map_or(authority.as_str(), |(_, address)| address);
    let port = address.rsplit_once(':').filter(|(_, port)| !port.ends_with(']')).map(|(_, port)| port);
    !authority.host().is_empty() && port.is_none_or(|port| port.parse::<u16>().is_ok_and(|port| port > 0))
}

/// Whether `host` is in a NO_PROXY list, as curl reads it: a name stands for itself and all below it,
/// `*` for everything.
pub fn is_listed(host: &str, list: &str) -> bool {
    let host = host.trim_start_matches('[').trim_end_matches(']').to_ascii_lowercase();
    list.split([',', ' ']).map(|entry| entry.trim().trim_start_matches("*.").trim_start_matches('.')).any(
        |entry| {
            let entry = entry.to_ascii_lowercase();
            entry == "*"
                || !entry.is_empty()
                    && host
                        .strip_suffix(&entry)
                        .is_some_and(|before| before.is_empty() || before.ends_with('.'))
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_https_and_loopback_are_accepted() {
        for url in ["https://a.example/t", "http://127.0.0.1:1/t", "http://[::1]:1/t", "http://localhost/t"] {
            assert!(secure_uri(url).is_ok(), "{url}");
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
            assert!(secure_uri(url).is_err(), "{url}");
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
        // What only some resolvers take for an address, or for a name of this machine, is none.
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
            assert!(secure_uri(&format!("http://{host}/")).is_err(), "{host}");
        }
    }

    #[test]
    fn no_proxy_is_read_as_curl_reads_it() {
        for list in ["a.example", ".a.example", "*.a.example", "x, A.example ", "*", "b.a.example"] {
            assert!(is_listed("b.a.example", list), "{list}");
        }
        for list in ["", "ba.example", "c.b.a.example", "example.com", ".a"] {
            assert!(!is_listed("b.a.example", list), "{list}");
        }
    }

    #[test]
    fn a_query_is_never_shown() {
        assert_eq!(shown_url("https://h/p?secret=x#y"), "https://h/p");
        assert_eq!(shown_url("https://u:p@h:1/p@q?secret=x#y"), "https://h:1/p@q");
    }
}
