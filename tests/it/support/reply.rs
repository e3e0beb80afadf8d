//! `Reply`: what the world answers, including every way in which a server can misbehave.
//!
//! A reply is a value that is built in the test and written here; it knows nothing of connections or TLS.

use std::io::{self, Read, Write};
use std::time::Duration;

use super::lifeline::Lifeline;

/// The chunk that endless bodies repeat.
static BLOCK: [u8; 16 * 1024] = [b'a'; 16 * 1024];

/// One answer. A clone answers the same again.
#[derive(Clone, Debug)]
pub struct Reply {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    delay: Duration,
    manner: Manner,
}

/// How a reply is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Manner {
    /// As HTTP wants it.
    Proper,
    /// The body's bytes and nothing else, one at a time with this pause where there is one.
    Raw(Option<Duration>),
    /// A body of this many bytes instead of the given one.
    Big(u64),
    /// The body as the first of chunks that never end.
    Endless,
    /// Nothing, for as long as the client stays.
    Hang,
    /// Nothing, and the connection is gone.
    Close,
}

/// How the connection is to be ended after a reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    Orderly,
    Abrupt,
}

impl Reply {
    /// An answer with a JSON body. The text is sent as it is, so it may as well be broken JSON.
    pub fn json(status: u16, text: impl Into<String>) -> Self {
        Self::empty(status).header("Content-Type", "application/json").body(text.into())
    }

    /// An answer without a body.
    pub fn empty(status: u16) -> Self {
        Self { status, headers: Vec::new(), body: Vec::new(), delay: Duration::ZERO, manner: Manner::Proper }
    }

    /// Exactly these bytes, then the end of the connection.
    pub fn raw(bytes: impl Into<Vec<u8>>) -> Self {
        Self::misbehave(Manner::Raw(None)).body(bytes)
    }

    /// Like `raw`, but a byte at a time with a pause before each: a server that is never quite silent.
    pub fn drip(bytes: impl Into<Vec<u8>>, every: Duration) -> Self {
        Self::misbehave(Manner::Raw(Some(every))).body(bytes)
    }

    /// A body of so many bytes, written as it goes and announced in full.
    pub fn big(length: u64) -> Self {
        Self::misbehave(Manner::Big(length))
    }

    /// No answer; the connection stays open until the client gives up.
    pub fn hang() -> Self {
        Self::misbehave(Manner::Hang)
    }

    /// No answer; the connection is closed as soon as the request has been read.
    pub fn close() -> Self {
        Self::misbehave(Manner::Close)
    }

    fn misbehave(manner: Manner) -> Self {
        Self { manner, ..Self::empty(200) }
    }

    /// Sets a header, in place of one of the same name. `Content-Length` may lie.
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

    /// The body, as far as it is text.
    pub(super) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Waits this long before the first byte.
    pub fn delay(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// Goes on sending chunks after the body until the client has had enough.
    pub fn chunked_forever(mut self) -> Self {
        self.manner = Manner::Endless;
        self
    }

    /// Writes the reply to a request of this method. Pauses end early when the world does.
    pub(super) fn write(
        &self,
        stream: &mut (impl Read + Write),
        method: &str,
        life: &Lifeline,
    ) -> io::Result<Ending> {
        life.pause(self.delay)?;
        match self.manner {
            Manner::Close => return Ok(Ending::Abrupt),
            Manner::Hang => {
                io::copy(stream, &mut io::sink())?;
            }
            Manner::Raw(None) => stream.write_all(&self.body)?,
            Manner::Raw(Some(every)) => self.write_drops(stream, every, life)?,
            Manner::Proper => self.write_proper(stream, method)?,
            Manner::Big(length) => self.write_big(stream, length)?,
            Manner::Endless => self.write_endless(stream)?,
        }
        stream.flush()?;
        Ok(Ending::Orderly)
    }

    fn write_proper(&self, stream: &mut impl Write, method: &str) -> io::Result<()> {
        // RFC 9110 sections 9.3.2 and 15: these have no body, whatever the test has put there.
        let bodiless = method == "HEAD" || matches!(self.status, 204 | 304);
        let mut bytes = self.head(("Content-Length", &self.body.len().to_string()));
        if !bodiless {
            bytes.extend_from_slice(&self.body);
        }
        stream.write_all(&bytes)
    }

    fn write_drops(&self, stream: &mut impl Write, every: Duration, life: &Lifeline) -> io::Result<()> {
        for byte in &self.body {
            life.pause(every)?;
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
        // Ends with the error of the first write after the client, or the world, has closed.
        loop {
            write_chunk(stream, &BLOCK)?;
        }
    }

    /// Status line and headers up to the blank line; `framing` gives way to a header the test has set.
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
