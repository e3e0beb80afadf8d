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
    let slashes = shown.find("//").filter(|at| !shown[..*at].trim_end_matches(':').contains([':', '@', '/']));
    let (scheme, rest) = shown.split_at(slashes.map_or(0, |at| at + 2));
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let authority = authority.rsplit_once('@').map_or(authority, |(_, authority)| authority);
    let (host, port) = authority.split_at(
        authority.find("]:").map_or(authority.find(':'), |at| Some(at + 1)).unwrap_or(authority.len()),
    );
    let is_port = port.is_empty() || port.len() > 1 && port[1..].bytes().all(|byte| byte.is_ascii_digit());
    // Otherwise this is a password that begins here and goes on in what looks like the path.
    let (port, path) = if is_port || host.starts_with('[') { (port, path) } else { (":…", "") };
    visible(&format!("{scheme}{host}{port}{path}"))
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

/// Like [`check_url`], for the URL of a request. Fails if it has a fragment, which would not be sent, and neither would a
/// query that is appended to it.
pub fn check_request_url(url: &str) -> Result<Uri> {
    let uri = check_url(url)?;
    if url.contains('#') {
        return Err(Error::new(Kind::Config, "url-fragment").with("url", shown_url(url)));
    }
    Ok(uri)
}

/// Like [`check_request_url`], for the server of a system that tells its own machines who they are. It is reached with
/// http, and there is none elsewhere.
pub fn check_metadata_url(url: &str) -> Result<Uri> {
    let wrong = |code: &'static str| Error::new(Kind::Config, code).with("url", shown_url(url));
    let (scheme, rest) = url.split_once("://").ok_or_else(|| wrong("url-invalid"))?;
    let known = url.parse::<Uri>().ok().filter(|uri| uri.host().is_some_and(is_metadata_host));
    if scheme != "http" || known.is_none() {
        return Err(wrong("url-not-metadata").hint("url-metadata-hosts"));
    }
    // The other rules are the same.
    check_request_url(&format!("https://{rest}"))?;
    known.ok_or_else(|| wrong("url-invalid"))
}

/// Returns whether a server for metadata may have this host: this machine, a link-local address, or one of the few
/// others that clouds use.
pub fn is_metadata_host(host: &str) -> bool {
    const NAMES: [&str; 2] = ["metadata.google.internal", "metadata.tencentyun.com"];
    let is_known = |address: IpAddr| match address {
        IpAddr::V4(v4) => v4.is_link_local() || v4.octets() == [100, 100, 100, 200],
        IpAddr::V6(v6) => v6.segments()[..2] == [0xfd00, 0x0ec2],
    };
    NAMES.iter().any(|name| host.eq_ignore_ascii_case(name))
        || is_loopback(host)
        || address(host).is_some_and(is_known)
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
    is_localhost(host) || address(host).is_some_and(|address| address.is_loopback())
}

/// Like [`is_loopback`], for a host with or without a port.
pub fn is_loopback_authority(authority: &str) -> bool {
    is_loopback(without_port(authority))
}

fn without_port(authority: &str) -> &str {
    let parts = authority.rsplit_once(':').filter(|(_, port)| !port.ends_with(']'));
    parts.map_or(authority, |(host, _)| host)
}

/// Returns whether a connection to an authority ends at this machine: as [`is_loopback_authority`], and for the other ways
/// to write such an address.
pub fn leads_to_loopback(authority: &str) -> bool {
    let host = without_port(authority);
    let address = address(host).map(|address| address.to_canonical());
    is_loopback(host) || address.is_some_and(|address| address.is_loopback() || address.is_unspecified())
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

/// Returns whether a NO_PROXY list includes `host` at `port`, and calls `unknown` for each entry that is not
/// understood. As in curl, entries may be separated by spaces, a name includes all names below it, and an
/// address may be a range; as in Go, an entry may have a port.
pub fn matches_no_proxy(host: &str, port: u16, list: &str, mut unknown: impl FnMut(&str)) -> bool {
    let host = host.strip_suffix('.').unwrap_or(host).to_ascii_lowercase();
    let entries = list.split(|letter: char| letter == ',' || letter.is_whitespace());
    entries.filter(|entry| !entry.is_empty()).fold(false, |found, entry| {
        let includes = includes(&entry.to_ascii_lowercase(), &host, port);
        if includes.is_none() {
            unknown(entry);
        }
        found | includes.unwrap_or(false)
    })
}

/// Returns whether one entry of a NO_PROXY list includes `host` at `port`; `None` if it is not understood.
fn includes(entry: &str, host: &str, port: u16) -> Option<bool> {
    let host_address = address(host);
    if let Some((network, length)) = entry.split_once('/') {
        let is_number = !length.is_empty() && length.bytes().all(|byte| byte.is_ascii_digit());
        let length = length.parse().ok().filter(|_| is_number)?;
        return in_network(host_address, address(network)?, length);
    }
    let (name, is_port) = match entry.rsplit_once(':') {
        // The colons of an IPv6 address do not begin a port.
        Some((name, number)) if address(entry).is_none() => {
            (name, number.parse::<NonZeroU16>().ok()?.get() == port)
        }
        _ => (entry, true),
    };
    if let Some(address) = address(name) {
        let length = if address.is_ipv4() { 32 } else { 128 };
        return Some(in_network(host_address, address, length)? && is_port);
    }
    let name = name.strip_suffix('.').filter(|name| *name != "*").unwrap_or(name);
    let above = name.strip_prefix("*.");
    let suffix = above.or(name.strip_prefix('.')).unwrap_or(name);
    let is_name_byte = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
    let mut labels = suffix.split('.');
    // Only addresses end with a number, so this is an incomplete one.
    let is_number = labels.clone().next_back()?.bytes().all(|byte| byte.is_ascii_digit());
    if name != "*" && (is_number || !labels.all(|label| !label.is_empty() && label.bytes().all(is_name_byte)))
    {
        return None;
    }
    let before = host.strip_suffix(suffix).filter(|_| host_address.is_none());
    let is_below = |before: &str| before.ends_with('.') || before.is_empty() && above.is_none();
    Some(is_port && (name == "*" || before.is_some_and(is_below)))
}

/// An IP address; IPv6 may be in brackets.
pub fn address(text: &str) -> Option<IpAddr> {
    match text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        // A resolver would treat any other address there as a name.
        Some(inner) => inner.parse::<Ipv6Addr>().ok().map(IpAddr::V6),
        None => text.parse().ok(),
    }
}

/// Returns whether a host has an address in `network`, of which the first `length` bits count; `None` if the
/// address is shorter than that.
fn in_network(host: Option<IpAddr>, network: IpAddr, length: u32) -> Option<bool> {
    // An address is compared with others of its family, at the top of 128 bits.
    let bits = |address: IpAddr| match address {
        IpAddr::V4(address) => (32, u128::from(address.to_bits()) << 96),
        IpAddr::V6(address) => (128, address.to_bits()),
    };
    let (size, network) = bits(network);
    let mask = u128::MAX.checked_shl(128 - length.min(128)).unwrap_or(0);
    let is_in = |(family, host)| family == size && (host ^ network) & mask == 0;
    (length <= size).then(|| host.is_some_and(|host| is_in(bits(host.to_canonical()))))
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

    /// Returns whether the list includes the host, and asserts that all entries are understood.
    fn is_direct(host: &str, list: &str) -> bool {
        matches_no_proxy(host, 443, list, |entry| panic!("{entry} is not understood"))
    }

    #[test]
    fn no_proxy_is_read_as_curl_and_go_read_it() {
        for (host, list) in [
            ("b.a.example", "a.example"),
            ("b.a.example", ".a.example"),
            ("a.example", ".a.example"),
            ("b.a.example", "*.a.example"),
            ("b.a.example", "x, A.example "),
            ("b.a.example", "x\tb.a.example."),
            ("b.a.example.", "b.a.example"),
            ("b.a.example", "*"),
            ("b.a.example", "x,*"),
            ("b.a.example", "a.example:443"),
            ("b.a.example", "*:443"),
            ("10.1.2.3", "10.0.0.0/8"),
            ("10.1.2.3", "10.9.9.9/8"),
            ("10.1.2.3", "0.0.0.0/0"),
            ("10.1.2.3", "10.1.2.3/32"),
            ("10.1.2.3", "10.1.2.3"),
            ("10.1.2.3", "10.1.2.3:443"),
            ("10.1.2.3", "*"),
            ("[::ffff:10.1.2.3]", "10.0.0.0/8"),
            ("[fd00::1]", "fd00::/8"),
            ("[fd00::1]", "[fd00::]/8"),
            ("[fd00::1]", "::/0"),
            ("[fd00::1]", "fd00::1"),
            ("[fd00::1]", "fd00:0::1"),
            ("[fd00::1]", "[FD00::1]"),
            ("[fd00::1]", "[fd00::1]:443"),
            ("9.example", "9.example"),
        ] {
            assert!(is_direct(host, list), "{host} in {list}");
        }
        for (host, list) in [
            ("b.a.example", ""),
            ("b.a.example", " , "),
            ("b.a.example", "ba.example"),
            ("b.a.example", "c.b.a.example"),
            ("b.a.example", "example.com"),
            ("b.a.example", ".a"),
            ("a.example", "*.a.example"),
            ("b.a.example", "a.example:8443"),
            ("b.a.example", "*:80"),
            ("10.1.2.3", "10.0.0.0/16"),
            ("10.1.2.3", "11.0.0.0/8"),
            ("10.1.2.3", "10.1.2.3:80"),
            ("10.1.2.3", "::/0"),
            ("10.1.2.3", "fd00::/8"),
            ("[fd00::1]", "0.0.0.0/0"),
            ("[fd00::1]", "[fd00::1]:80"),
            ("[fd00::1]", "fd00::2/128"),
            ("10.example", "10.0.0.0/8"),
        ] {
            assert!(!is_direct(host, list), "{host} in {list}");
        }
    }

    #[test]
    fn what_no_proxy_does_not_understand_is_named() {
        for entry in [
            "10.0.0.0/33",
            "10.0.0.0/",
            "10.0.0.0/+8",
            "10.0.0.0/255.0.0.0",
            "10/8",
            "a.example/8",
            "fd00::/129",
            "10.0.0",
            "10.",
            "10.*",
            "010.0.0.1",
            "*example",
            "a.*.example",
            "**",
            "a..example",
            ".",
            "*.",
            "..a",
            "https://a.example",
            "a.example/x",
            "a;b",
            "a.example:",
            "a.example:https",
            "a.example:99999",
            ":443",
            "[a.example]",
            "[fd00::1",
            "[fd00::1]443",
            "fe80::1%eth0",
            "bücher.example",
            "<local>",
        ] {
            let mut unknown = Vec::new();
            let list = format!("x,{entry} y");
            assert!(
                !matches_no_proxy("a.example", 443, &list, |entry| unknown.push(entry.to_owned())),
                "{entry}"
            );
            assert_eq!(unknown, [entry]);
        }
    }

    #[test]
    fn a_query_is_never_shown() {
        assert_eq!(shown_url("https://h/p?secret=x#y"), "https://h/p");
        assert_eq!(shown_url("https://u:p@h:1/p@q?secret=x#y"), "https://h:1/p@q");
        assert_eq!(shown_url("https://u:p@[::1]:1/p"), "https://[::1]:1/p");
        assert_eq!(shown_url("https://u:p@[::1]/p"), "https://[::1]/p");
    }

    #[test]
    fn no_part_of_a_password_is_shown() {
        for (url, shown) in [
            ("u:s3cret@h/x", "h/x"),
            ("//u:s3cret@h/x", "//h/x"),
            ("https:/u:s3cret@h/x", "https:…"),
            ("https:u:s3cret@h/x", "h/x"),
            ("https://u:s3/cret@h/x", "https://u:…"),
            ("https://u:s3#cret@h/x", "https://u:…"),
            ("https://u:s3?cret@h/x", "https://u:…"),
            ("https://u:s3@cret@h/x", "https://h/x"),
            ("u:s3/cret@h", "u:…"),
            ("u:s3//cret@h", "u:…"),
            ("u:s3://cret@h", "u:…"),
            ("https://h:99999/x", "https://h:99999/x"),
            ("https://h:/x", "https://h:…"),
        ] {
            assert_eq!(shown_url(url), shown, "{url}");
        }
    }
}
