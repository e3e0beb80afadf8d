//! Which server a profile's token is for.

use super::Settings;

/// A server as a URL names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    scheme: String,
    /// In lower case; without the port where it is the scheme's own.
    authority: String,
}

impl Server {
    /// A server from a scheme and a host that may have a port; `None` when that is not what they are.
    pub fn new(scheme: &str, authority: &str) -> Option<Self> {
        let scheme = scheme.to_ascii_lowercase();
        let authority = authority.to_ascii_lowercase();
        let usual = if scheme == "http" { ":80" } else { ":443" };
        let authority = authority.strip_suffix(usual).unwrap_or(&authority).to_owned();
        is_authority(&authority).then_some(Self { scheme, authority })
    }

    /// The server of a URL, or of an authority alone, which is meant for https.
    pub fn parse(text: &str) -> Option<Self> {
        let (scheme, rest) = text.split_once("://").unwrap_or(("https", text));
        Self::new(scheme, rest.split(['/', '?', '#']).next().unwrap_or_default())
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
}

/// RFC 3986 §3.2 without user information: letters, digits, `-`, `.`, `_`, a port, an IPv6 literal.
fn is_authority(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._:[]".contains(&b))
}

impl Settings {
    /// Where the definition's API is, or else its token endpoint.
    pub fn server(&self) -> Option<Server> {
        let calls = [&self.provider.client_credentials, &self.provider.refresh];
        let endpoint = || calls.into_iter().flatten().find_map(|call| self.filled(&call.url));
        Server::parse(&self.api_base().or_else(endpoint)?)
    }

    fn api_base(&self) -> Option<String> {
        self.provider.api.base.as_ref().and_then(|base| self.filled(base))
    }

    fn filled(&self, url: &crate::template::Template) -> Option<String> {
        url.fill_url(|name| self.value(name)).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_names_its_server() {
        let server = Server::parse("https://API.example:443/a?b").unwrap();
        assert_eq!((server.url().as_str(), server.host()), ("https://api.example", "api.example"));
        assert_eq!(Server::parse("http://[::1]:8080/x").unwrap().host(), "::1");
        for url in ["https://", "https://user@api.example/", "https://a b/"] {
            assert!(Server::parse(url).is_none(), "{url}");
        }
    }
}
