//! A minimal HTTP/1.1 server on loopback: one request a connection, answered by a function. It plays
//! the vendors of the demonstration, and takes the browser's callback at login.
//!
//! Browsers open sockets before they send anything, keep them open, and ask for an icon; so every
//! connection has a thread of its own, a deadline and a limit.

use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::Builder;
use std::time::{Duration, Instant};

use crate::http::Response;
use crate::signals;

/// A request that is larger is not answered.
const LARGEST: usize = 64 * 1024;
/// A client that has not said all after this long is left.
const PATIENCE: Duration = Duration::from_secs(10);
/// More connections at once than this are closed unanswered: no browser opens a tenth as many.
const MOST: usize = 256;

/// What was asked.
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

/// Answers a request. It calls the second argument with the response; what it does then is done once that is written.
pub type Handler = Arc<dyn Fn(&IncomingRequest, &mut dyn FnMut(&Response)) + Send + Sync>;

/// A server that listens until it is dropped.
pub struct LoopbackServer {
    addresses: Vec<SocketAddr>,
    ended: Arc<AtomicBool>,
}

impl LoopbackServer {
    /// Listens on `port` (0 for a free one) of 127.0.0.1 and, where there is one, of `::1`: browsers
    /// take either for `localhost`.
    pub fn start(port: u16, answer: &Handler) -> io::Result<Self> {
        let first = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        let port = first.local_addr()?.port();
        let second = TcpListener::bind((Ipv6Addr::LOCALHOST, port)).ok();
        let ended = Arc::new(AtomicBool::new(false));
        let mut addresses = Vec::new();
        for listener in std::iter::once(first).chain(second) {
            addresses.push(listener.local_addr()?);
            let (answer, ended) = (Arc::clone(answer), Arc::clone(&ended));
            signals::spawn(Builder::new(), move || accept(&listener, &answer, &ended))?;
        }
        Ok(Self { addresses, ended })
    }

    /// The address on IPv4.
    pub fn address(&self) -> SocketAddr {
        self.addresses[0]
    }
}

impl Drop for LoopbackServer {
    fn drop(&mut self) {
        self.ended.store(true, Ordering::SeqCst);
        for address in &self.addresses {
            // Wakes the thread that accepts, so that it sees the end and closes its port.
            drop(TcpStream::connect_timeout(address, Duration::from_secs(1)));
        }
    }
}

fn accept(listener: &TcpListener, answer: &Handler, ended: &AtomicBool) {
    for stream in listener.incoming().flatten() {
        if ended.load(Ordering::SeqCst) {
            return;
        }
        // Each connection has one.
        if Arc::strong_count(answer) > MOST {
            continue;
        }
        let answer = Arc::clone(answer);
        // Without a thread the connection is closed with what was to serve it; the next one may find one. A client that
        // breaks off is its own affair.
        let _ = signals::spawn(Builder::new(), move || serve_connection(stream, &answer));
    }
}

fn serve_connection(mut stream: TcpStream, answer: &Handler) -> io::Result<()> {
    let deadline = Instant::now() + PATIENCE;
    let mut bytes = Vec::new();
    let mut part = vec![0; 4096];
    loop {
        if let Some(asked) = parse(&bytes)? {
            let mut written = Ok(());
            answer(&asked, &mut |response| written = stream.write_all(text(response).as_bytes()));
            return written;
        }
        let left = deadline.saturating_duration_since(Instant::now());
        stream.set_read_timeout(Some(left.max(Duration::from_millis(1))))?;
        let count = stream.read(&mut part)?;
        if count == 0 || left.is_zero() || bytes.len() + count > LARGEST {
            return Ok(());
        }
        bytes.extend_from_slice(&part[..count]);
    }
}

/// The request, once all of it is there; an error when it is none.
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
    let mut asked = IncomingRequest {
        method: request.method.unwrap_or_default().to_owned(),
        path: path.to_owned(),
        query: query.to_owned(),
        headers: headers.collect(),
        body: String::new(),
    };
    let length: usize = asked.header("content-length").unwrap_or("0").parse().map_err(|_| wrong())?;
    let Some(body) = bytes.get(head..head.checked_add(length).ok_or_else(wrong)?) else {
        return Ok(None);
    };
    asked.body = String::from_utf8_lossy(body).into_owned();
    Ok(Some(asked))
}

fn text(response: &Response) -> String {
    let headers = response.headers.iter().map(|(name, value)| format!("{name}: {value}\r\n"));
    let (status, body, headers) = (response.status, response.body.expose(), headers.collect::<String>());
    let length = body.len();
    format!("HTTP/1.1 {status} -\r\nConnection: close\r\nContent-Length: {length}\r\n{headers}\r\n{body}")
}
