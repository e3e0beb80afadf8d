//! The servers that may receive a profile's token. Programs that request a credential name a server, and that
//! name may come from anybody: a link, a redirect, a submodule of a repository.

use std::net::Ipv6Addr;
use std::num::NonZeroU16;

use super::Settings;
use crate::error::{Error, Kind, Result};
use crate::http::is_loopback;

/// A server as a URL names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    scheme: String,
    /// In lower case, without the default port of the scheme.
    authority: String,
}

impl Server {
    /// A server from a scheme and a host with or without a port; `None` if either is invalid.
    pub fn new(scheme: &str, authority: &str) -> Option<Self> {
        let scheme = scheme.to_ascii_lowercase();
        let authority = authority.to_ascii_lowercase();
        let usual = if scheme == "http" { ":80" } else { ":443" };
        let authority = authority.strip_suffix(usual).unwrap_or(&authority).to_owned();
        is_authority(&authority).then_some(Self { scheme, authority })
    }

    /// The server of a URL, or of only an authority, for https.
    pub fn parse(text: &str) -> Option<Self> {
        let (scheme, rest) = text.split_once("://").unwrap_or(("https", text));
        Self::new(scheme, rest.split(['/', '?', '#']).next().unwrap_or_default())
    }

    /// Like [`Self::parse`], but rejects a path: a user who allows a path would expect it to be checked.
    fn parse_bare(text: &str) -> Option<Self> {
        let (scheme, authority) = text.split_once("://").unwrap_or(("https", text));
        Self::new(scheme, authority.strip_suffix('/').unwrap_or(authority))
    }

    /// The server that a user names for the API: like [`Self::parse_bare`], and one that may receive a token.
    pub(super) fn named(text: &str) -> Option<Self> {
        Self::parse_bare(text).filter(Self::is_safe)
    }

    /// Its URL, without a path.
    pub fn url(&self) -> String {
        format!("{}://{}", self.scheme, self.authority)
    }

    /// The host without the port, and without the brackets of an IPv6 address.
    pub fn host(&self) -> &str {
        match self.authority.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
            Some((address, _)) => address,
            None => self.authority.split(':').next().unwrap_or_default(),
        }
    }

    /// Http is only for this machine.
    fn is_safe(&self) -> bool {
        self.scheme == "https" || self.scheme == "http" && is_loopback(self.host())
    }

    /// Returns whether it is one of `servers`. A host does not include its subdomains, and http is only for
    /// this machine, even if the user has allowed it.
    fn is_among(&self, servers: &[Self]) -> bool {
        self.is_safe() && servers.iter().any(|known| known.authority == self.authority)
    }
}

/// RFC 3986 §3.2 without user information: a name, which may have `_`, or an IP address, and a port.
fn is_authority(text: &str) -> bool {
    let (host, port) = match text.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, Some(port)),
        _ => (text, None),
    };
    let is_port = |port: &str| !port.starts_with('+') && port.parse::<NonZeroU16>().is_ok();
    let is_name_byte = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
    let is_label = |label: &str| !label.is_empty() && label.bytes().all(is_name_byte);
    let is_host = match host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        Some(address) => address.parse::<Ipv6Addr>().is_ok(),
        None => host.strip_suffix('.').unwrap_or(host).split('.').all(is_label),
    };
    is_host && port.is_none_or(is_port)
}

impl Settings {
    /// The server of the API. The token endpoint is often another one, so it is no substitute.
    pub fn server(&self) -> Option<Server> {
        Server::parse(&self.api_base()?)
    }

    /// The base URL of the API: of the user's server, else from the token's response if the definition allows it there,
    /// else of the definition.
    pub fn api_base(&self) -> Option<String> {
        let own = self.api_host.as_ref().map(Server::url);
        let found = self.found_base.clone().filter(|base| self.provider.api.accepts_base(base));
        own.or(found).or_else(|| self.filled(self.provider.api.base.as_ref()?))
    }

    /// The servers that may receive the token: that of the API, and those that the user allows.
    pub fn servers(&self, allowed: &[String]) -> Result<Vec<Server>> {
        let own = self.server().map(Ok);
        let invalid = |host: &String| Error::new(Kind::Usage, "host-invalid").with("host", host);
        let allowed = allowed.iter().map(|host| Server::parse_bare(host).ok_or_else(|| invalid(host)));
        own.into_iter().chain(allowed).collect()
    }

    /// Returns whether the token may be given to a program that requests it for `server`.
    pub fn may_send_token(&self, server: Option<Server>, allowed: &[String]) -> Result<bool> {
        let servers = self.servers(allowed)?;
        Ok(server.is_some_and(|server| server.is_among(&servers)))
    }

    /// `url` with its names filled in, if all have values.
    pub(super) fn filled(&self, url: &crate::template::Template) -> Option<String> {
        url.fill_url(|name| self.value(name)).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allow(known: &str, asked: &str) -> bool {
        let servers = [Server::parse(known).unwrap()];
        Server::parse(asked).is_some_and(|server| server.is_among(&servers))
    }

    #[test]
    fn a_host_is_itself_alone() {
        for asked in ["https://git.example", "https://GIT.example:443/a/b?c", "git.example"] {
            assert!(allow("git.example", asked), "{asked}");
        }
        for asked in [
            "https://a.git.example",
            "https://git.example.evil",
            "https://evil/git.example",
            "https://evil?git.example",
            "https://git.example@evil",
            "https://evil@git.example",
            "https://git.example:8443",
            "https://git.example.",
            "https://git.example\\@evil",
            "https://git.example\r",
            "http://git.example",
            "ftp://git.example",
            "https://",
            "",
        ] {
            assert!(!allow("git.example", asked), "{asked}");
        }
    }

    #[test]
    fn http_is_for_this_machine() {
        for server in ["http://127.0.0.1:8080", "http://[::1]:8080", "http://localhost:8080"] {
            assert!(allow(server, server), "{server}");
        }
        assert!(allow("127.0.0.1:8080", "http://127.0.0.1:8080/x"));
        assert!(!allow("127.0.0.1:8080", "http://127.0.0.1:8081"));
        assert!(!allow("http://10.0.0.1", "http://10.0.0.1"));
        assert_eq!(Server::parse("http://[::1]:8080/x").unwrap().host(), "::1");
    }
}
