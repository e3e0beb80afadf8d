//! `Request`: what the binary sent, read from the wire and kept unchanged.
//!
//! The strict readers (`form`, `json`) refuse what a real token endpoint would: a wrong content type, a
//! duplicate field. They panic, and a panic in a handler fails the test that started the world.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::{self, Display};
use std::io::{self, BufRead, BufReader, Read, Write};

use percent_encoding::percent_decode_str;
use serde_json::Value;

/// More than the binary may send as request line and headers; a runaway client must not fill memory.
const HEAD_LIMIT: u64 = 64 * 1024;

/// The maximum number of headers in a request.
const HEADER_LIMIT: usize = 64;

/// One request as it arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// `https` or `http`.
    pub scheme: String,
    /// The host it was sent to, with the port unless it is the scheme's default.
    pub host: String,
    pub method: String,
    /// Without the query and still percent-encoded, because tests check the encoding.
    pub path: String,
    /// Decoded, in the order sent.
    pub query: Vec<(String, String)>,
    /// The request target exactly as in the request line.
    pub raw_target: String,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

/// The destination of a connection, as far as it is known before the request is read.
#[derive(Clone, Debug)]
pub(super) struct Origin {
    pub scheme: &'static str,
    /// The authority of the CONNECT request; without a tunnel it comes from the request itself.
    pub tunnel: Option<String>,
}

/// Why a request cannot be read. A separate type, because TLS errors are `InvalidData` as well.
#[derive(Debug)]
pub(super) struct NotHttp(String);

impl Display for NotHttp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Error for NotHttp {}

impl Request {
    /// The first header with this name, ignoring case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// The query as a map. Panics on a duplicate name.
    pub fn query_map(&self) -> BTreeMap<String, String> {
        unique(self.query.clone())
    }

    /// The form in the body as a map (RFC 6749 section 3.2: parameters must not be included more than once).
    pub fn form(&self) -> BTreeMap<String, String> {
        self.expect_type("application/x-www-form-urlencoded");
        unique(decode_pairs(&self.text()))
    }

    /// The JSON in the body.
    pub fn json(&self) -> Value {
        self.expect_type("application/json");
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("not JSON: {error}: {}", self.text()))
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8(self.body.clone()).expect("the request body is UTF-8")
    }

    fn expect_type(&self, wanted: &str) {
        let sent = self.header("content-type").unwrap_or_default();
        let essence = sent.split(';').next().unwrap_or_default().trim();
        assert!(essence.eq_ignore_ascii_case(wanted), "content type is {sent:?}, not {wanted}: {self:#?}");
    }

    /// Reads one request. `None` if the peer sent nothing; a `NotHttp` in the error if it is invalid.
    pub(super) fn read(
        stream: &mut BufReader<impl Read + Write>,
        origin: &Origin,
    ) -> io::Result<Option<Self>> {
        let head = read_head(stream)?;
        if head.is_empty() {
            return Ok(None);
        }
        let mut request = Self::from_head(&head, origin)?;
        if request.header("expect").is_some() {
            // RFC 9110 section 10.1.1: such a client waits for the interim response before it sends the body.
            stream.get_mut().write_all(b"HTTP/1.1 100 Continue\r\n\r\n")?;
        }
        request.body = read_body(stream, &request)?;
        Ok(Some(request))
    }

    fn from_head(head: &[u8], origin: &Origin) -> io::Result<Self> {
        let mut headers = [httparse::EMPTY_HEADER; HEADER_LIMIT];
        let mut parsed = httparse::Request::new(&mut headers);
        parsed.parse(head).map_err(invalid)?;
        let (Some(method), Some(target)) = (parsed.method, parsed.path) else {
            return Err(invalid("the request line is incomplete"));
        };
        let headers = parsed.headers.iter().map(header_pair).collect::<io::Result<Vec<_>>>()?;
        let (host, local) = split_target(target, origin, &headers);
        let (path, query) = local.split_once('?').unwrap_or((local, ""));
        Ok(Self {
            scheme: origin.scheme.to_owned(),
            host: without_default_port(host, origin.scheme),
            method: method.to_owned(),
            path: path.to_owned(),
            query: decode_pairs(query),
            raw_target: target.to_owned(),
            headers,
            body: Vec::new(),
        })
    }
}

/// Pairs as a map, for comparison with the whole result of `form` or `query_map`.
pub fn fields(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    unique(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
}

fn unique(pairs: Vec<(String, String)>) -> BTreeMap<String, String> {
    let mut map = BTreeMap::new();
    for (name, value) in pairs {
        assert!(!map.contains_key(&name), "{name:?} was sent twice");
        map.insert(name, value);
    }
    map
}

/// Reads up to and including the blank line; empty if the peer sent nothing.
fn read_head(stream: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    let mut limited = stream.take(HEAD_LIMIT);
    loop {
        let start = head.len();
        limited.read_until(b'\n', &mut head)?;
        match &head[start..] {
            b"" if start == 0 => return Ok(head),
            b"\r\n" | b"\n" if start > 0 => return Ok(head),
            line if line.ends_with(b"\n") => {}
            _ if limited.limit() == 0 => return Err(invalid("the headers are too long")),
            _ => return Err(io::ErrorKind::UnexpectedEof.into()),
        }
    }
}

fn read_body(stream: &mut impl BufRead, request: &Request) -> io::Result<Vec<u8>> {
    let chunked =
        request.header("transfer-encoding").is_some_and(|value| value.eq_ignore_ascii_case("chunked"));
    let length = request.header("content-length");
    match (chunked, length) {
        // RFC 9112 section 6.3: a request with both is an attempt at request smuggling.
        (true, Some(_)) => Err(invalid("both Content-Length and Transfer-Encoding")),
        (true, None) => read_chunks(stream),
        (false, Some(length)) => read_exactly(stream, length.parse().map_err(invalid)?),
        (false, None) => Ok(Vec::new()),
    }
}

fn read_chunks(stream: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let line = read_line(stream)?;
        let size = line.split(';').next().unwrap_or_default().trim();
        let chunk = read_exactly(stream, usize::from_str_radix(size, 16).map_err(invalid)?)?;
        let last = chunk.is_empty();
        body.extend(chunk);
        // Reads the line end after the data; after the last chunk, the trailers up to the blank line.
        while !read_line(stream)?.is_empty() {
            if !last {
                return Err(invalid("a chunk is longer than it says"));
            }
        }
        if last {
            return Ok(body);
        }
    }
}

fn read_line(stream: &mut impl BufRead) -> io::Result<String> {
    let mut line = String::new();
    if stream.read_line(&mut line)? == 0 {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(line.trim_end().to_owned())
}

fn read_exactly(stream: &mut impl Read, length: usize) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; length];
    stream.read_exact(&mut bytes)?;
    Ok(bytes)
}

fn header_pair(header: &httparse::Header<'_>) -> io::Result<(String, String)> {
    let value = str::from_utf8(header.value).map_err(invalid)?;
    Ok((header.name.to_owned(), value.to_owned()))
}

/// Splits the target into host and origin-form target. A proxy gets the whole URL (RFC 9112 section 3.2.2)
/// or, with CONNECT, only the host (section 3.2.3).
fn split_target<'a>(
    target: &'a str,
    origin: &'a Origin,
    headers: &'a [(String, String)],
) -> (&'a str, &'a str) {
    if let Some(rest) = target.strip_prefix("http://") {
        return rest.split_at(rest.find('/').unwrap_or(rest.len()));
    }
    if !target.starts_with('/') {
        return (target, "");
    }
    let named = headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("host"));
    let host = origin.tunnel.as_deref().or(named.map(|(_, value)| value.as_str()));
    (host.unwrap_or_default(), target)
}

fn without_default_port(host: &str, scheme: &str) -> String {
    let suffix = if scheme == "https" { ":443" } else { ":80" };
    host.strip_suffix(suffix).unwrap_or(host).to_owned()
}

/// Decodes `application/x-www-form-urlencoded`, for both queries and bodies.
fn decode_pairs(encoded: &str) -> Vec<(String, String)> {
    let pairs = encoded.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(k, v)| (decode(k), decode(v)))
        .collect()
}

fn decode(text: &str) -> String {
    let with_spaces = text.replace('+', " ");
    // Bytes that are not UTF-8 become U+FFFD, which no test expects.
    percent_decode_str(&with_spaces).decode_utf8_lossy().into_owned()
}

fn invalid(reason: impl Display) -> io::Error {
    io::Error::other(NotHttp(format!("the world was sent something that is not HTTP: {reason}")))
}
