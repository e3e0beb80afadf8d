//! Looks at the way to a server step by step, with what requests are really sent with: the same proxy,
//! authorities, limits and connections. What is sent is one request without a body, a query, a header
//! of the user's or a secret.

mod certificate;
mod tls;

use std::net::{IpAddr, SocketAddr};
use std::time::{Duration, Instant};

use ureq::http::Uri;
use ureq::{Proxy, Timeout};

pub use certificate::Certificate;
pub use tls::{Secured, Watch};

use super::url::{is_localhost, secure_uri};
use super::{Client, Options, Payload, Request, Response, connect, lookup, race, roots};
use crate::error::Result;
use crate::escape::visible;
use crate::secret::Secret;

/// A server that is looked at.
#[derive(Debug)]
pub struct Probe {
    client: Client,
    url: String,
    uri: Uri,
    watch: Watch,
    /// Through which everything goes, and where the wish for it came from.
    proxy: Option<(Proxy, String)>,
}

/// The addresses behind a name.
#[derive(Debug)]
pub struct Named {
    pub host: String,
    pub addresses: Vec<SocketAddr>,
    /// `None` where nobody was asked: the host is an address itself, or `localhost`.
    pub took: Option<Duration>,
}

/// One attempt at a connection.
#[derive(Debug)]
pub struct Attempt {
    pub address: SocketAddr,
    pub result: std::io::Result<Duration>,
}

/// The authorities that are believed.
#[derive(Debug)]
pub struct Authorities {
    /// Files and folders; empty where the system itself decides.
    pub places: Vec<String>,
    pub count: Option<usize>,
}

impl Probe {
    /// Prepares to look at `url`, whose query is left out. Its deadline starts to run now.
    pub fn new(options: Options, url: &str) -> Result<Self> {
        let url = url[..url.find(['?', '#']).unwrap_or(url.len())].to_owned();
        let uri = secure_uri(&url)?;
        let watch = Watch::new(uri.host().unwrap_or_default());
        let source = options.proxy.as_ref().map(|proxy| proxy.source.clone()).unwrap_or_default();
        let client = Client { watch: Some(watch.clone()), ..Client::new(options) };
        let proxy = client.proxy(&uri)?.map(|proxy| (proxy, source));
        Ok(Self { client, url, uri, watch, proxy })
    }

    /// The proxy without its credentials, and where the wish for it came from.
    pub fn proxy(&self) -> Option<(String, &str)> {
        let (proxy, source) = self.proxy.as_ref()?;
        let scheme = proxy.uri().scheme_str().unwrap_or("http");
        Some((visible(&format!("{scheme}://{}:{}", proxy.host(), proxy.port())), source))
    }

    /// Whether the server itself is asked in TLS.
    pub fn is_secure(&self) -> bool {
        self.uri.scheme_str() == Some("https")
    }

    /// Which authorities are believed.
    pub fn authorities(&self) -> Result<Authorities> {
        let trust = &self.client.options.trust;
        let count = roots::count(&roots::load(trust)?);
        Ok(Authorities { places: roots::places(trust), count })
    }

    /// Looks up the host that is connected to: the server's, or the proxy's.
    pub fn resolve(&self) -> Result<Named> {
        let (host, port) = self.next();
        let start = Instant::now();
        let limit = self.client.options.connect_timeout.min(self.client.time_left());
        let found = lookup::addresses(&host, port, self.client.options.family, limit);
        let addresses = found.map_err(|error| self.client.failure(&self.uri, unfound(error)))?;
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        let is_asked = bare.parse::<IpAddr>().is_err() && !is_localhost(bare);
        let took = is_asked.then(|| start.elapsed());
        Ok(Named { host, addresses, took })
    }

    /// Connects to the first address of each family.
    pub fn connect(&self, named: &Named) -> Vec<Attempt> {
        let first = |wanted: fn(&SocketAddr) -> bool| named.addresses.iter().find(|address| wanted(address));
        let chosen = [first(SocketAddr::is_ipv6), first(SocketAddr::is_ipv4)];
        chosen.into_iter().flatten().map(|address| self.attempt(*address)).collect()
    }

    fn attempt(&self, address: SocketAddr) -> Attempt {
        let start = Instant::now();
        let limit = self.client.options.connect_timeout.min(self.client.time_left());
        let result = race::connect(&[address], limit).map(|_| start.elapsed());
        Attempt { address, result }
    }

    /// Asks for nothing. A server that breaks off at HEAD is asked with GET.
    pub fn ask(&self) -> Result<Response> {
        let first = self.send("HEAD");
        match &first {
            Err(_) if self.is_open() && !self.client.time_left().is_zero() => self.send("GET").or(first),
            _ => first,
        }
    }

    /// Whether there was nothing more to do before HTTP.
    fn is_open(&self) -> bool {
        !self.is_secure() || self.watch.seen().version.is_some()
    }

    /// What was seen of the certificate and the handshake while asking.
    pub fn secured(&self) -> Secured {
        self.watch.seen()
    }

    fn send(&self, method: &'static str) -> Result<Response> {
        self.client.send(&Request {
            method: method.into(),
            url: self.url.clone(),
            query: Vec::new(),
            headers: vec![("accept".to_owned(), Secret::new("*/*"))],
            body: Payload::None,
        })
    }

    fn next(&self) -> (String, u16) {
        match &self.proxy {
            Some((proxy, _)) => (proxy.host().to_owned(), proxy.port()),
            None => {
                let usual = if self.is_secure() { 443 } else { 80 };
                let host = self.uri.host().unwrap_or_default().to_owned();
                (host, self.uri.port_u16().unwrap_or(usual))
            }
        }
    }
}

/// As the chain of connectors says it.
fn unfound(error: lookup::NoAddress) -> ureq::Error {
    match error {
        lookup::NoAddress::TimedOut => ureq::Error::Timeout(Timeout::Resolve),
        other => connect::unreached(connect::Unreached::Unfound(other)),
    }
}
