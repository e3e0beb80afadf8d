//! A minimal HTTP/1.1 server for loopback: one request a connection, answered by a function.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::time::Duration;

/// A request that is larger is not answered.
const LARGEST: usize = 64 * 1024;
/// A client that says nothing for this long is left.
const PATIENCE: Duration = Duration::from_secs(10);

/// What was asked.
pub struct Asked {
    pub method: String,
    pub path: String,
    pub query: String,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    pub body: String,
}

/// What is answered.
#[derive(Clone)]
pub struct Reply {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Default for Reply {
    fn default() -> Self {
        Self { status: 200, headers: Vec::new(), body: String::new() }
    }
}

impl Reply {
    /// For a provider whose examples show no such refusal.
    pub fn unauthorized() -> Self {
        Self { status: 401, ..Self::default() }
    }
}

/// Answers every connection in a thread of its own, until the process ends.
pub fn serve(listener: &TcpListener, answer: &(dyn Fn(&Asked) -> Reply + Sync)) {
    std::thread::scope(|scope| {
        for stream in listener.incoming().flatten() {
            // A client that breaks off is its own affair.
            scope.spawn(move || drop(converse(stream, answer)));
        }
    });
}

fn converse(mut stream: TcpStream, answer: &dyn Fn(&Asked) -> Reply) -> std::io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    let mut bytes = Vec::new();
    let mut part = [0; 4096];
    loop {
        if let Some(asked) = parse(&bytes) {
            return stream.write_all(text(&answer(&asked)).as_bytes());
        }
        let count = stream.read(&mut part)?;
        if count == 0 || bytes.len() + count > LARGEST {
            return Ok(());
        }
        bytes.extend_from_slice(&part[..count]);
    }
}

/// The request, once all of it is there.
fn parse(bytes: &[u8]) -> Option<Asked> {
    let mut headers = [httparse::EMPTY_HEADER; 64];
    let mut request = httparse::Request::new(&mut headers);
    let httparse::Status::Complete(head) = request.parse(bytes).ok()? else {
        return None;
    };
    let headers: Vec<(String, String)> = request
        .headers
        .iter()
        .map(|header| (header.name.to_ascii_lowercase(), String::from_utf8_lossy(header.value).into_owned()))
        .collect();
    let length = headers
        .iter()
        .find(|(name, _)| name == "content-length")
        .map_or(Ok(0), |(_, value)| value.parse::<usize>());
    let body = bytes.get(head..head.checked_add(length.ok()?)?)?;
    let (path, query) = request.path?.split_once('?').unwrap_or((request.path?, ""));
    Some(Asked {
        method: request.method?.to_owned(),
        path: path.to_owned(),
        query: query.to_owned(),
        headers,
        body: String::from_utf8_lossy(body).into_owned(),
    })
}

fn text(reply: &Reply) -> String {
    let mut text = format!(
        "HTTP/1.1 {} Mock\r\nConnection: close\r\nContent-Length: {}\r\n",
        reply.status,
        reply.body.len()
    );
    if !reply.headers.iter().any(|(name, _)| name == "content-type") {
        text.push_str("Content-Type: application/json\r\n");
    }
    for (name, value) in &reply.headers {
        text.push_str(&format!("{name}: {value}\r\n"));
    }
    text + "\r\n" + &reply.body
}
