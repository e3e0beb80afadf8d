//! Connections for other protocols than HTTP, with the same addresses, trusted certificates and time limits.

use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rustls::pki_types::ServerName;
use rustls::{ClientConnection, StreamOwned};

use super::failure::{from_io, network};
use super::probe::Observer;
use super::tls_error::refused;
use super::{Options, lookup, race, tls};
use crate::error::{Error, Kind, Result};

/// A connection.
pub enum Link {
    Plain(TcpStream),
    Tls(Box<StreamOwned<ClientConnection, TcpStream>>),
    /// A socket in the file system.
    #[cfg(unix)]
    Local(std::os::unix::net::UnixStream),
}

impl Options {
    /// Connects to a server within `limit`, with TLS if `is_secure`. No proxy is used.
    pub fn link(&self, host: &str, port: u16, is_secure: bool, limit: Duration) -> Result<Link> {
        let end = Instant::now() + limit;
        let left = || end.saturating_duration_since(Instant::now());
        let late = |error: io::Error| match error.kind() {
            io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => network("timeout-connect")
                .with("limit", limit.as_secs_f32().to_string())
                .with("host", host)
                .with("through", ""),
            _ => from_io(error).with("host", host).with("through", ""),
        };
        let addresses = lookup::addresses(host, port, self.ipv6, left()).map_err(late)?;
        let stream = race::connect(&addresses, left()).0.map_err(late)?;
        stream.set_nodelay(true).map_err(late)?;
        if !is_secure {
            return Ok(Link::Plain(stream));
        }
        let authorities = tls::load(&self.trust, self.timeout)?;
        let unusable = |error| Error::new(Kind::Config, "authorities-unusable").caused_by(error);
        let config = tls::config(authorities, &Observer::default()).map_err(unusable)?;
        let name = ServerName::try_from(host.to_owned()).map_err(|_| refused("tls-name-unfit"))?;
        let mut connection = ClientConnection::new(Arc::clone(&config), name).map_err(unusable)?;
        // Reading the authorities may have taken a part of the time.
        let end = Instant::now() + limit;
        let mut stream = Limited { stream, end };
        while connection.is_handshaking() {
            connection.complete_io(&mut stream).map_err(late)?;
        }
        Ok(Link::Tls(Box::new(StreamOwned::new(connection, stream.stream))))
    }
}

impl Link {
    /// Connects to a socket in the file system.
    #[cfg(unix)]
    pub fn local(path: &Path) -> Result<Self> {
        let failed = |error| from_io(error).with("host", path).with("through", "");
        std::os::unix::net::UnixStream::connect(path).map(Self::Local).map_err(failed)
    }

    /// There are none on this system.
    #[cfg(not(unix))]
    pub fn local(path: &Path) -> Result<Self> {
        Err(from_io(io::ErrorKind::Unsupported.into()).with("host", path).with("through", ""))
    }

    /// Limits the time of each read and write from now on.
    pub fn set_limit(&mut self, limit: Duration) -> io::Result<()> {
        let stream = match self {
            Self::Plain(stream) => stream,
            Self::Tls(stream) => &stream.sock,
            #[cfg(unix)]
            Self::Local(stream) => {
                stream.set_read_timeout(Some(limit))?;
                return stream.set_write_timeout(Some(limit));
            }
        };
        stream.set_read_timeout(Some(limit))?;
        stream.set_write_timeout(Some(limit))
    }
}

impl Read for Link {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Plain(stream) => stream.read(buffer),
            Self::Tls(stream) => stream.read(buffer),
            #[cfg(unix)]
            Self::Local(stream) => stream.read(buffer),
        }
    }
}

impl Write for Link {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        match self {
            Self::Plain(stream) => stream.write(buffer),
            Self::Tls(stream) => stream.write(buffer),
            #[cfg(unix)]
            Self::Local(stream) => stream.write(buffer),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Plain(stream) => stream.flush(),
            Self::Tls(stream) => stream.flush(),
            #[cfg(unix)]
            Self::Local(stream) => stream.flush(),
        }
    }
}

/// A stream for a handshake, which must end in time.
struct Limited {
    stream: TcpStream,
    end: Instant,
}

impl Limited {
    fn limit(&self) -> io::Result<()> {
        match self.end.saturating_duration_since(Instant::now()) {
            Duration::ZERO => Err(io::ErrorKind::TimedOut.into()),
            left => {
                self.stream.set_read_timeout(Some(left))?;
                self.stream.set_write_timeout(Some(left))
            }
        }
    }
}

impl Read for Limited {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.limit()?;
        self.stream.read(buffer)
    }
}

impl Write for Limited {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        self.limit()?;
        self.stream.write(buffer)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }
}
