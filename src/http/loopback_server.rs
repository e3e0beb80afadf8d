//! A minimal HTTP/1.1 server on loopback: one request per connection, answered by a function. It serves the
//! mock vendors of `gettoken demo` and receives the browser's callback at login.
//!
//! Browsers open sockets before they send anything, keep them open, and ask for an icon. So every connection
//! has its own thread, a deadline and a size limit.

use std::collections::VecDeque;
use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, Ipv6Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::Builder;
use std::time::{Duration, Instant};

use crate::http::Response;
use crate::signals;

/// The largest request that is answered, in bytes.
const MAX_REQUEST: usize = 64 * 1024;
/// The time that a client has to send its request.
const REQUEST_TIMEOUT: Duration = Duration::from_secs(10);
/// The limit of simultaneous connections. One more closes the oldest, so that idle ones cannot keep a browser out. A
/// browser opens less than a tenth as many.
const MAX_CONNECTIONS: usize = 128;
/// How many free ports to try.
const MAX_PORTS: u32 = 16;
/// The pause after an error, such as that no file descriptor is left.
const PAUSE: Duration = Duration::from_millis(20);

/// A request from a client.
pub struct IncomingRequest {
    pub method: String,
    pub path: String,
    pub query: String,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl IncomingRequest {
    /// The first header called `name` (in lower case).
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// Answers a request by calling its second argument, which writes the response. Then it may do more work.
pub type Handler = Arc<dyn Fn(&IncomingRequest, &mut dyn FnMut(&Response)) + Send + Sync>;

/// A server that listens until it is dropped.
pub struct LoopbackServer {
    addresses: Vec<SocketAddr>,
    stopped: Arc<AtomicBool>,
}

impl LoopbackServer {
    /// Listens on `port` (0 for a free one) of 127.0.0.1 and, if possible, of `::1`: browsers use either for
    /// `localhost`.
    pub fn start(port: u16, answer: &Handler) -> io::Result<Self> {
        let (first, second) = bind(port)?;
        let stopped = Arc::new(AtomicBool::new(false));
        let mut addresses = Vec::new();
        for listener in std::iter::once(first).chain(second) {
            addresses.push(listener.local_addr()?);
            let (answer, stopped) = (Arc::clone(answer), Arc::clone(&stopped));
            signals::spawn(Builder::new(), move || accept(&listener, &answer, &stopped))?;
        }
        Ok(Self { addresses, stopped })
    }

    /// The IPv4 address and port.
    pub fn address(&self) -> SocketAddr {
        self.addresses[0]
    }
}

/// Binds both addresses. Another program on the same port of `::1` could receive the callback instead, so a free port
/// must be free on both, and a taken one is an error. A system without IPv6 has only the first.
fn bind(port: u16) -> io::Result<(TcpListener, Option<TcpListener>)> {
    let mut tries = 0;
    loop {
        let first = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        match TcpListener::bind((Ipv6Addr::LOCALHOST, first.local_addr()?.port())) {
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {
                tries += 1;
                if port != 0 || tries > MAX_PORTS {
                    return Err(error);
                }
            }
            second => return Ok((first, second.ok())),
        }
    }
}

impl Drop for LoopbackServer {
    fn drop(&mut self) {
        self.stopped.store(true, Ordering::SeqCst);
        for address in &self.addresses {
            // Wakes the accepting thread, so that it sees the flag and closes its port.
            drop(TcpStream::connect_timeout(address, Duration::from_secs(1)));
        }
    }
}

fn accept(listener: &TcpListener, answer: &Handler, stopped: &AtomicBool) {
    let mut recent = VecDeque::new();
    for stream in listener.incoming() {
        if stopped.load(Ordering::SeqCst) {
            return;
        }
        let Ok((stream, copy)) = stream.and_then(|stream| Ok((stream.try_clone()?, stream))) else {
            std::thread::sleep(PAUSE);
            continue;
        };
        recent.push_back(copy);
        if recent.len() > MAX_CONNECTIONS {
            let _ = recent.pop_front().map(|oldest| oldest.shutdown(Shutdown::Both));
        }
        let answer = Arc::clone(answer);
        // If no thread can be started, the connection is closed; the next one may succeed. Errors of a client
        // that disconnects early are ignored.
        let _ = signals::spawn(Builder::new(), move || {
            let _ = serve_connection(&stream, &answer);
            // The copy keeps it open otherwise.
            stream.shutdown(Shutdown::Both)
        });
    }
}

fn serve_connection(mut stream: &TcpStream, answer: &Handler) -> io::Result<()> {
    let deadline = Instant::now() + REQUEST_TIMEOUT;
    let mut bytes = Vec::new();
    let mut part = vec![0; 4096];
    loop {
        if let Some(request) = parse(&bytes)? {
            let mut written = Ok(());
            answer(&request, &mut |response| written = stream.write_all(text(response).as_bytes()));
            return written;
        }
        let left = deadline.saturating_duration_since(Instant::now());
        stream.set_read_timeout(Some(left.max(Duration::from_millis(1))))?;
        let count = stream.read(&mut part)?;
        if count == 0 || left.is_zero() || bytes.len() + count > MAX_REQUEST {
            return Ok(());
        }
        bytes.extend_from_slice(&part[..count]);
    }
}

/// Parses a request. Returns `None` until all of it has arrived; fails if it is not valid HTTP.
pub fn parse(bytes: &[u8]) -> io::Result<Option<IncomingRequest>> {
    let wrong = || io::Error::from(io::ErrorKind::InvalidData);
    let mut headers = [httparse::EMPTY_HEADER; 64];
    let mut request = httparse::Request::new(&mut headers);
    let httparse::Status::Complete(head) = request.parse(bytes).map_err(|_| wrong())? else {
        return Ok(None);
    };
    let headers = request.headers.iter();
    let headers = headers
        .map(|header| (header.name.to_ascii_lowercase(), String::from_utf8_lossy(header.value).into_owned()));
    let target = request.path.unwrap_or_default();
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let mut incoming = IncomingRequest {
        method: request.method.unwrap_or_default().to_owned(),
        path: path.to_owned(),
        query: query.to_owned(),
        headers: headers.collect(),
        body: String::new(),
    };
    let length: usize = incoming.header("content-length").unwrap_or("0").parse().map_err(|_| wrong())?;
    let Some(body) = bytes.get(head..head.checked_add(length).ok_or_else(wrong)?) else {
        return Ok(None);
    };
    incoming.body = String::from_utf8_lossy(body).into_owned();
    Ok(Some(incoming))
}

fn text(response: &Response) -> String {
    let headers = response.headers.iter().map(|(name, value)| format!("{name}: {value}\r\n"));
    let (status, body, headers) = (response.status, response.body.expose(), headers.collect::<String>());
    let length = body.len();
    format!("HTTP/1.1 {status} -\r\nConnection: close\r\nContent-Length: {length}\r\n{headers}\r\n{body}")
}
