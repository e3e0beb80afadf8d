//! How a connection comes to be: a SOCKS proxy, a tunnel through an HTTP proxy, or straight there,
//! and TLS above. This is our part of ureq's chain of connectors; finding and reaching an address
//! are `lookup` and `race`, which do not know ureq.

use std::fmt;
use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use ureq::Timeout;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{
    Buffers, ConnectProxyConnector, ConnectionDetails, Connector, Either, NextTimeout, SocksConnector,
    Transport, time,
};

use super::buffers::Growing;
use super::lookup::{self, Family, NoAddress};
use super::race;
use super::tls::Tls;

/// More than any resolver tells of one host; ureq holds no more.
const MOST_ADDRESSES: usize = 16;
/// More than this is sent before there is something to wait for, in bytes.
const HELD: usize = 16 * 1024;

/// A failure before there was a connection, so before anything was sent.
#[derive(Debug)]
pub enum Unreached {
    Unfound(NoAddress),
    Unconnected(io::Error),
    /// There can be no certificate for such a host.
    Unnameable,
}

impl std::error::Error for Unreached {}

impl fmt::Display for Unreached {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unfound(_) => f.write_str("no address was found"),
            Self::Unconnected(error) => error.fmt(f),
            Self::Unnameable => f.write_str("its name fits no certificate"),
        }
    }
}

/// The chain for one request, which goes through a proxy if it is `proxied`.
pub fn connector(family: Family, proxied: bool, tls: Tls) -> impl Connector {
    let ready = Arc::new(AtomicBool::new(false));
    ().chain(Socks { inner: SocksConnector::default(), family })
        .chain(ConnectProxyConnector::default())
        .chain(Direct { ready: Arc::clone(&ready) })
        .chain(tls)
        .chain(Ready { ready, proxied })
}

/// Finds addresses for ureq.
#[derive(Debug)]
pub struct Names(pub Family);

impl Resolver for Names {
    fn resolve(
        &self,
        uri: &Uri,
        _: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = found(uri, self.0, timeout)?;
        Ok(listed(self, &found))
    }
}

fn found(uri: &Uri, family: Family, timeout: NextTimeout) -> Result<Vec<SocketAddr>, ureq::Error> {
    let standard = match uri.scheme_str() {
        Some("https") => 443,
        Some("http") => 80,
        _ => 1080,
    };
    let port = uri.port_u16().unwrap_or(standard);
    lookup::addresses(uri.host().unwrap_or_default(), port, family, *timeout.after).map_err(|error| {
        match error {
            NoAddress::TimedOut => ureq::Error::Timeout(timeout.reason),
            other => unreached(Unreached::Unfound(other)),
        }
    })
}

fn listed(resolver: &dyn Resolver, addresses: &[SocketAddr]) -> ResolvedSocketAddrs {
    let mut list = resolver.empty();
    addresses.iter().take(MOST_ADDRESSES).for_each(|address| list.push(*address));
    list
}

pub(super) fn unreached(why: Unreached) -> ureq::Error {
    ureq::Error::Other(Box::new(why))
}

fn reach(addresses: &[SocketAddr], limit: Duration, reason: Timeout) -> Result<TcpStream, ureq::Error> {
    race::connect(addresses, limit).map_err(|error| match error.kind() {
        io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => ureq::Error::Timeout(reason),
        _ => unreached(Unreached::Unconnected(error)),
    })
}

/// When the time for connecting is over, counted from its beginning.
fn end_of_setup(details: &ConnectionDetails) -> Option<Instant> {
    match details.now {
        time::Instant::Exact(begun) => begun.checked_add(*details.timeout.after),
        _ => None,
    }
}

/// ureq's SOCKS connector tries the proxy's addresses one after the other, so it is told of none but
/// one that answers.
#[derive(Debug)]
struct Socks {
    inner: SocksConnector,
    family: Family,
}

impl<In: Transport> Connector<In> for Socks {
    type Out = <SocksConnector as Connector<In>>::Out;

    fn connect(
        &self,
        details: &ConnectionDetails,
        chained: Option<In>,
    ) -> Result<Option<Self::Out>, ureq::Error> {
        let details = ConnectionDetails {
            uri: details.uri,
            addrs: details.addrs.clone(),
            config: details.config,
            request_level: details.request_level,
            resolver: &Living(self.family),
            now: details.now,
            timeout: details.timeout,
            current_time: details.current_time.clone(),
            run_connector: details.run_connector.clone(),
            register_shutdown: details.register_shutdown.clone(),
        };
        self.inner.connect(&details, chained)
    }
}

/// Finds of several addresses the one that answers first.
#[derive(Debug)]
struct Living(Family);

impl Resolver for Living {
    fn resolve(
        &self,
        uri: &Uri,
        _: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let begun = Instant::now();
        let mut addresses = found(uri, self.0, timeout)?;
        if addresses.len() > 1 {
            let left = timeout.after.saturating_sub(begun.elapsed());
            let winner = reach(&addresses, left, timeout.reason)?;
            addresses = vec![winner.peer_addr().map_err(|error| unreached(Unreached::Unconnected(error)))?];
        }
        Ok(listed(self, &addresses))
    }
}

/// Connects to the host itself: the vendor, or the HTTP proxy.
#[derive(Debug)]
struct Direct {
    ready: Arc<AtomicBool>,
}

impl<In: Transport> Connector<In> for Direct {
    type Out = Either<In, Connection>;

    fn connect(
        &self,
        details: &ConnectionDetails,
        chained: Option<In>,
    ) -> Result<Option<Self::Out>, ureq::Error> {
        if let Some(tunnel) = chained {
            return Ok(Some(Either::A(tunnel)));
        }
        let end = end_of_setup(details);
        let left = end.map_or(*details.timeout.after, |end| end.saturating_duration_since(Instant::now()));
        let stream = reach(&details.addrs, left, details.timeout.reason)?;
        // What is sent is complete: waiting for more would cost a round trip.
        stream.set_nodelay(true)?;
        let config = details.config;
        Ok(Some(Either::B(Connection {
            stream,
            buffers: Growing::new(config.input_buffer_size(), config.output_buffer_size()),
            ready: Arc::clone(&self.ready),
            end,
        })))
    }
}

/// Stands at the end of the chain and tells the connection that all before is done.
#[derive(Debug)]
struct Ready {
    ready: Arc<AtomicBool>,
    proxied: bool,
}

impl<In: Transport> Connector<In> for Ready {
    type Out = In;

    fn connect(
        &self,
        details: &ConnectionDetails,
        chained: Option<In>,
    ) -> Result<Option<Self::Out>, ureq::Error> {
        // The chain runs for the proxy first, which is then still to be talked to.
        if details.config.proxy().is_some() == self.proxied {
            self.ready.store(true, Ordering::Relaxed);
        }
        Ok(chained)
    }
}

/// An open connection. What is written to it goes out when an answer is waited for: the end of a handshake, a
/// request's head and its body are one packet instead of four.
#[derive(Debug)]
struct Connection {
    stream: TcpStream,
    buffers: Growing,
    /// Whether proxies and TLS are done with.
    ready: Arc<AtomicBool>,
    /// Until then this counts: ureq gives a proxy that sends byte by byte its whole time for each.
    end: Option<Instant>,
}

impl Connection {
    /// Sends what was kept back.
    fn send_held(&mut self, timeout: NextTimeout) -> Result<(), ureq::Error> {
        if self.buffers.held().is_empty() {
            return Ok(());
        }
        let mut sent = 0;
        self.within(Instant::now(), timeout.for_write(), TcpStream::set_write_timeout, |connection| {
            let held = connection.buffers.held();
            match connection.stream.write(&held[sent..])? {
                0 => Err(io::ErrorKind::WriteZero.into()),
                more => {
                    sent += more;
                    Ok((sent == held.len()).then_some(()))
                }
            }
        })?;
        self.buffers.sent();
        Ok(())
    }

    /// Repeats `act` until it succeeds or the time of this step, which has `begun`, is over: a signal, or a
    /// part that went through, does not begin the time anew.
    fn within<T>(
        &mut self,
        begun: Instant,
        timeout: NextTimeout,
        limit: fn(&TcpStream, Option<Duration>) -> io::Result<()>,
        mut act: impl FnMut(&mut Self) -> io::Result<Option<T>>,
    ) -> Result<T, ureq::Error> {
        let mut end = begun.checked_add(*timeout.after);
        if !self.ready.load(Ordering::Relaxed) {
            end = end.into_iter().chain(self.end).min();
        }
        loop {
            let left = end.map(|end| end.saturating_duration_since(Instant::now()));
            if left.is_some_and(|left| left.is_zero()) {
                return Err(ureq::Error::Timeout(timeout.reason));
            }
            limit(&self.stream, left)?;
            match act(self) {
                Ok(Some(done)) => return Ok(done),
                Ok(None) => {}
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) if matches!(error.kind(), io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock) => {
                    return Err(ureq::Error::Timeout(timeout.reason));
                }
                Err(error) => return Err(error.into()),
            }
        }
    }
}

impl Transport for Connection {
    fn buffers(&mut self) -> &mut dyn Buffers {
        &mut self.buffers
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), ureq::Error> {
        if self.buffers.hold(amount) < HELD { Ok(()) } else { self.send_held(timeout) }
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, ureq::Error> {
        let begun = Instant::now();
        self.send_held(timeout)?;
        self.within(begun, timeout.for_read(), TcpStream::set_read_timeout, |connection| {
            let came = connection.stream.read(connection.buffers.input_append_buf())?;
            connection.buffers.input_appended(came);
            Ok(Some(came > 0))
        })
    }

    fn is_open(&mut self) -> bool {
        // No connection serves a second request.
        false
    }
}
