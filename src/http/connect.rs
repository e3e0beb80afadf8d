//! Our part of ureq's chain of connectors: a SOCKS proxy, a tunnel through an HTTP proxy, or a direct
//! connection, with TLS on top. Looking up a host and connecting to it are in `lookup` and `race`, which do
//! not use ureq.

use std::fmt;
use std::io::{self, Read, Write};
use std::mem;
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::time::{Duration, Instant};

use rustls::pki_types::ServerName;
use rustls::{ClientConfig, ClientConnection, StreamOwned};
use serde_json::json;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{
    Buffers, ConnectionDetails, Connector, LazyBuffers, NextTimeout, SocksConnector, Transport,
    TransportAdapter, time,
};
use ureq::{Proxy, Timeout};

use super::failure::from_io;
use super::probe::{Handshake, Observer, milliseconds};
use super::tls_error::refused;
use super::{lookup, race, tunnel};
use crate::permit::Permit;

/// The size of the largest TLS record with its header, rounded up, in bytes.
const RECORD: usize = 17 * 1024;

/// The result type of ureq's traits.
type Result<T> = std::result::Result<T, ureq::Error>;

/// A failure before the connection was open, so before anything was sent. The ureq error wraps ours.
fn connect_error(error: io::Error, reason: Timeout) -> ureq::Error {
    match error.kind() {
        io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => ureq::Error::Timeout(reason),
        _ => ureq::Error::Other(from_io(error).into()),
    }
}

pub fn connector(route: Route) -> impl Connector {
    ().chain(SocksConnector::default()).chain(route)
}

/// Resolves addresses for ureq, connects to them, and adds TLS.
#[derive(Clone, Debug)]
pub struct Route {
    /// See [`lookup::addresses`].
    pub ipv6: Option<bool>,
    /// `None` if no connection uses TLS.
    pub tls: Option<Arc<ClientConfig>>,
    pub observer: Observer,
    /// Checked when the connection is open, before anything of the request is sent.
    pub permit: Option<Permit>,
}

impl Resolver for Route {
    fn resolve(&self, uri: &Uri, _: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs> {
        let started = Instant::now();
        let standard = match uri.scheme_str() {
            Some("https") => Some(443),
            Some("http") => Some(80),
            _ => None,
        };
        let port = uri.port_u16().or(standard).unwrap_or(1080);
        let host = uri.host().unwrap_or_default();
        let failed = |error| connect_error(error, timeout.reason);
        let mut addresses = lookup::addresses(host, port, self.ipv6, *timeout.after).map_err(failed)?;
        self.observer.note(|seen| {
            let milliseconds = lookup::literal(host).is_none().then(|| milliseconds(started.elapsed()));
            let addresses: Vec<_> = addresses.iter().map(SocketAddr::ip).collect();
            seen.named = Some(json!({ "host": host, "addresses": addresses, "milliseconds": milliseconds }));
        });
        // ureq tries the addresses of a SOCKS proxy one after the other, so it gets only one that accepts connections.
        if standard.is_none() && (addresses.len() > 1 || self.observer.is_on()) {
            let left = timeout.after.saturating_sub(started.elapsed());
            let winner = self.reach(&addresses, left, timeout.reason)?;
            addresses = vec![winner.peer_addr().map_err(failed)?];
        }
        let mut list = self.empty();
        // ureq's list has room for 16 addresses, more than any resolver returns for one host.
        let _ = addresses.into_iter().try_for_each(|address| list.try_push(address));
        Ok(list)
    }
}

impl<In: Transport> Connector<In> for Route {
    type Out = Box<dyn Transport>;

    fn connect(&self, details: &ConnectionDetails, chained: Option<In>) -> Result<Option<Self::Out>> {
        let transport: Box<dyn Transport> = match chained {
            Some(through_socks) => Box::new(through_socks),
            None => match details.config.proxy() {
                Some(proxy) => self.through(proxy, details)?,
                None => Box::new(self.direct(&details.addrs, details.needs_tls(), details)?),
            },
        };
        let transport = self.secured(transport, details.uri, details)?;
        let checked = self.permit.as_ref().map_or(Ok(()), Permit::check);
        checked.map_err(|error| ureq::Error::Other(error.into()))?;
        Ok(Some(transport))
    }
}

impl Route {
    fn reach(&self, addresses: &[SocketAddr], limit: Duration, reason: Timeout) -> Result<TcpStream> {
        let (connected, attempts) = race::connect(addresses, limit);
        self.observer.note(|seen| seen.attempts = attempts);
        connected.map_err(|error| connect_error(error, reason))
    }

    /// Opens a tunnel through an HTTP proxy to the server.
    fn through(&self, proxy: &Proxy, details: &ConnectionDetails) -> Result<Box<dyn Transport>> {
        let addresses = self.resolve(proxy.uri(), details.config, details.timeout)?;
        let is_secure = proxy.uri().scheme_str() == Some("https");
        let transport = self.direct(&addresses, is_secure, details)?;
        let transport = self.secured(Box::new(transport), proxy.uri(), details)?;
        let mut stream = TransportAdapter::new(transport, details.current_time.clone());
        stream.set_timeout(details.timeout);
        let opened = tunnel::open(&mut stream, details.uri, proxy);
        // An error of ureq, such as a timeout, is wrapped on the way.
        opened.map_err(|error| {
            error.downcast().unwrap_or_else(|error| connect_error(error, details.timeout.reason))
        })?;
        Ok(stream.into_inner())
    }

    /// Connects to a host, which is the vendor's server or a proxy.
    fn direct(
        &self,
        addresses: &[SocketAddr],
        is_secure: bool,
        details: &ConnectionDetails,
    ) -> Result<Connection> {
        let (limit, reason) = (details.timeout.after, details.timeout.reason);
        let end = match details.now {
            time::Instant::Exact(started) => started.checked_add(*limit),
            _ => None,
        };
        let left = end.map_or(*limit, |end| end.saturating_duration_since(Instant::now()));
        let stream = self.reach(addresses, left, reason)?;
        // Each write is complete, so Nagle's algorithm would only cost a round trip.
        stream.set_nodelay(true)?;
        let config = details.config;
        // With TLS, this buffer holds TLS records; the response is assembled in another buffer above it.
        let input = if is_secure { RECORD } else { config.input_buffer_size() };
        let buffers = LazyBuffers::new(input, config.output_buffer_size());
        Ok(Connection { stream, buffers, unsent: Vec::new(), end, reason })
    }

    /// Performs the TLS handshake with the host of `uri` over `transport`, if it is https.
    fn secured(
        &self,
        transport: Box<dyn Transport>,
        uri: &Uri,
        details: &ConnectionDetails,
    ) -> Result<Box<dyn Transport>> {
        let Some(config) = self.tls.as_ref().filter(|_| uri.scheme_str() == Some("https")) else {
            return Ok(transport);
        };
        let host = uri.host().unwrap_or_default();
        let started = Instant::now();
        let begin = || Handshake { host: host.to_owned(), ..Handshake::default() };
        self.observer.note(|seen| seen.handshake = Some(begin()));
        let name = ServerName::try_from(host.trim_matches(['[', ']']).to_owned())
            .map_err(|_| ureq::Error::Other(refused("tls-name-unfit").into()))?;
        let mut conn = ClientConnection::new(Arc::clone(config), name).map_err(io::Error::other)?;
        let mut sock = TransportAdapter::new(transport, details.current_time.clone());
        sock.set_timeout(details.timeout);
        conn.complete_io(&mut sock)?;
        self.observer.note(|seen| {
            let handshake = seen.handshake.get_or_insert_default();
            handshake.protocol = conn.protocol_version().map(|version| format!("{version:?}"));
            handshake.cipher = conn.negotiated_cipher_suite().map(|suite| format!("{:?}", suite.suite()));
            handshake.milliseconds = Some(milliseconds(started.elapsed()));
        });
        let config = details.config;
        let buffers = LazyBuffers::new(config.input_buffer_size(), config.output_buffer_size());
        Ok(Box::new(Secure { buffers, stream: StreamOwned { conn, sock } }))
    }
}

/// An open connection.
#[derive(Debug)]
struct Connection {
    stream: TcpStream,
    buffers: LazyBuffers,
    /// Output that is kept back, so that the head of a request and its body are sent in one packet.
    unsent: Vec<u8>,
    /// The deadline for `reason`. ureq alone would restart the limit for each byte that a slow proxy sends.
    end: Option<Instant>,
    reason: Timeout,
}

impl Connection {
    /// Repeats `act` until it succeeds or the time for this step is over. A signal does not restart the limit.
    fn within<T>(
        &mut self,
        timeout: NextTimeout,
        limit: fn(&TcpStream, Option<Duration>) -> io::Result<()>,
        mut act: impl FnMut(&mut Self) -> io::Result<T>,
    ) -> Result<T> {
        let setup = self.end.filter(|_| timeout.reason == self.reason);
        let end = Instant::now().checked_add(*timeout.after).into_iter().chain(setup).min();
        loop {
            let left = end.map(|end| end.saturating_duration_since(Instant::now()));
            if left.is_some_and(|left| left.is_zero()) {
                return Err(ureq::Error::Timeout(timeout.reason));
            }
            limit(&self.stream, left)?;
            match act(self) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) if matches!(error.kind(), io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock) => {
                    return Err(ureq::Error::Timeout(timeout.reason));
                }
                other => return Ok(other?),
            }
        }
    }

    fn flush(&mut self, timeout: NextTimeout) -> Result<()> {
        let unsent = mem::take(&mut self.unsent);
        if unsent.is_empty() {
            return Ok(());
        }
        self.within(timeout.for_write(), TcpStream::set_write_timeout, |it| it.stream.write_all(&unsent))
    }
}

impl Transport for Connection {
    fn buffers(&mut self) -> &mut dyn Buffers {
        &mut self.buffers
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<()> {
        self.unsent.extend_from_slice(&self.buffers.output()[..amount]);
        if self.unsent.len() < RECORD { Ok(()) } else { self.flush(timeout) }
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool> {
        self.flush(timeout)?;
        self.within(timeout.for_read(), TcpStream::set_read_timeout, |connection| {
            let count = connection.stream.read(connection.buffers.input_append_buf())?;
            connection.buffers.input_appended(count);
            Ok(count > 0)
        })
    }

    fn is_open(&mut self) -> bool {
        // Connections are not reused.
        false
    }
}

/// A TLS connection.
struct Secure {
    buffers: LazyBuffers,
    stream: StreamOwned<ClientConnection, TransportAdapter>,
}

impl fmt::Debug for Secure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secure")
    }
}

impl Transport for Secure {
    fn buffers(&mut self) -> &mut dyn Buffers {
        &mut self.buffers
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<()> {
        self.stream.get_mut().set_timeout(timeout);
        Ok(self.stream.write_all(&self.buffers.output()[..amount])?)
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool> {
        self.stream.get_mut().set_timeout(timeout);
        let count = self.stream.read(self.buffers.input_append_buf())?;
        self.buffers.input_appended(count);
        Ok(count > 0)
    }

    fn is_open(&mut self) -> bool {
        // Connections are not reused.
        false
    }

    fn is_tls(&self) -> bool {
        true
    }
}
