//! `Reply`: a response of the world, including every way in which a server can misbehave.
//!
//! A reply is a value that the test builds and this module writes; it is independent of connections and TLS.

use std::io::{self, Read, Write};
use std::time::Duration;

use super::lifeline::Lifeline;

/// The chunk that endless bodies repeat.
static BLOCK: [u8; 16 * 1024] = [b'a'; 16 * 1024];

/// One response. A clone sends the same again.
#[derive(Clone, Debug)]
pub struct Reply {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    delay: Duration,
    mode: Mode,
}

/// How a reply is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    /// As a valid HTTP response.
    Valid,
    /// Only the bytes of the body; with a duration, one byte at a time after a pause of that length.
    Raw(Option<Duration>),
    /// A generated body of this many bytes.
    Big(u64),
    /// The body, followed by chunks that never end.
    Endless,
    /// Nothing; the connection stays open as long as the client does.
    Hang,
    /// Nothing; the connection is closed.
    Close,
}

/// How the connection ends after a reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    Orderly,
    Abrupt,
}

impl Reply {
    /// A response with a JSON body. The text is sent as it is, so it may be invalid JSON.
    pub fn json(status: u16, text: impl Into<String>) -> Self {
        Self::empty(status).header("Content-Type", "application/json").body(text.into())
    }

    /// A response without a body.
    pub fn empty(status: u16) -> Self {
        Self { status, headers: Vec::new(), body: Vec::new(), delay: Duration::ZERO, mode: Mode::Valid }
    }

    /// Exactly these bytes, then EOF.
    pub fn raw(bytes: impl Into<Vec<u8>>) -> Self {
        Self::with_mode(Mode::Raw(None)).body(bytes)
    }

    /// Like `raw`, but one byte at a time with a pause before each: a server that is slow but never silent.
    pub fn drip(bytes: impl Into<Vec<u8>>, interval: Duration) -> Self {
        Self::with_mode(Mode::Raw(Some(interval))).body(bytes)
    }

    /// A generated body of `length` bytes with a correct Content-Length.
    pub fn big(length: u64) -> Self {
        Self::with_mode(Mode::Big(length))
    }

    /// No response; the connection stays open until the client gives up.
    pub fn hang() -> Self {
        Self::with_mode(Mode::Hang)
    }

    /// No response; the connection is closed once the request has been read.
    pub fn close() -> Self {
        Self::with_mode(Mode::Close)
    }

    fn with_mode(mode: Mode) -> Self {
        Self { mode, ..Self::empty(200) }
    }

    /// Sets a header, replacing any of the same name. `Content-Length` may be wrong.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Sets the body.
    pub fn body(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        self.body = bytes.into();
        self
    }

    /// The body as text, with invalid UTF-8 replaced.
    pub(super) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Waits this long before the first byte.
    pub fn delay(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// Sends chunks after the body until the client disconnects.
    pub fn chunked_forever(mut self) -> Self {
        self.mode = Mode::Endless;
        self
    }

    /// Writes the reply to a request with this method. Pauses end early if the world ends.
    pub(super) fn write(
        &self,
        stream: &mut (impl Read + Write),
        method: &str,
        life: &Lifeline,
    ) -> io::Result<Ending> {
        life.pause(self.delay)?;
        match self.mode {
            Mode::Close => return Ok(Ending::Abrupt),
            Mode::Hang => {
                io::copy(stream, &mut io::sink())?;
            }
            Mode::Raw(None) => stream.write_all(&self.body)?,
            Mode::Raw(Some(interval)) => self.write_slowly(stream, interval, life)?,
            Mode::Valid => self.write_valid(stream, method)?,
            Mode::Big(length) => self.write_big(stream, length)?,
            Mode::Endless => self.write_endless(stream)?,
        }
        stream.flush()?;
        Ok(Ending::Orderly)
    }

    fn write_valid(&self, stream: &mut impl Write, method: &str) -> io::Result<()> {
        // RFC 9110 sections 9.3.2 and 15: these have no body, even if the test has set one.
        let bodiless = method == "HEAD" || matches!(self.status, 204 | 304);
        let mut bytes = self.head(("Content-Length", &self.body.len().to_string()));
        if !bodiless {
            bytes.extend_from_slice(&self.body);
        }
        stream.write_all(&bytes)
    }

    fn write_slowly(&self, stream: &mut impl Write, interval: Duration, life: &Lifeline) -> io::Result<()> {
        for byte in &self.body {
            life.pause(interval)?;
            stream.write_all(&[*byte])?;
            stream.flush()?;
        }
        Ok(())
    }

    fn write_big(&self, stream: &mut impl Write, length: u64) -> io::Result<()> {
        stream.write_all(&self.head(("Content-Length", &length.to_string())))?;
        io::copy(&mut io::repeat(b'a').take(length), stream)?;
        Ok(())
    }

    fn write_endless(&self, stream: &mut impl Write) -> io::Result<()> {
        stream.write_all(&self.head(("Transfer-Encoding", "chunked")))?;
        if !self.body.is_empty() {
            write_chunk(stream, &self.body)?;
        }
        // Ends with a write error once the client or the world has closed the connection.
        loop {
            write_chunk(stream, &BLOCK)?;
        }
    }

    /// Status line and headers up to the blank line; a header of the test replaces `framing`.
    fn head(&self, framing: (&str, &str)) -> Vec<u8> {
        let mut head = format!("HTTP/1.1 {} \r\nConnection: close\r\n", self.status);
        if !self.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case(framing.0)) {
            head.push_str(&format!("{}: {}\r\n", framing.0, framing.1));
        }
        for (name, value) in &self.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str("\r\n");
        head.into_bytes()
    }
}

fn write_chunk(stream: &mut impl Write, data: &[u8]) -> io::Result<()> {
    write!(stream, "{:x}\r\n", data.len())?;
    stream.write_all(data)?;
    stream.write_all(b"\r\n")
}
