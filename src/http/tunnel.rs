//! A tunnel through an HTTP proxy (CONNECT, RFC 9110 §9.3.6). ureq's own connector does not report the status of a
//! proxy that refuses, or how the proxy wants to be authenticated to.

use std::io::{self, Read, Write};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use ureq::Proxy;
use ureq::http::Uri;

use super::failure::{answer, network};
use super::{LARGEST_HEADERS, challenge};
use crate::error::{Error, Kind};

/// The largest accepted number of headers in a proxy's response.
const MOST_HEADERS: usize = 100;

/// Asks `proxy`, which is connected to `stream`, for a connection to the host of `target`. An I/O error may wrap one of
/// ours.
pub fn open(stream: &mut (impl Read + Write), target: &Uri, proxy: &Proxy) -> io::Result<()> {
    let authority = format!("{}:{}", target.host().unwrap_or_default(), target.port_u16().unwrap_or(443));
    let agent = concat!("gettoken/", env!("CARGO_PKG_VERSION"));
    let mut head = format!("CONNECT {authority} HTTP/1.1\r\nHost: {authority}\r\nUser-Agent: {agent}\r\n");
    let has_password = proxy.username().or(proxy.password()).is_some();
    if has_password {
        let (user, password) = (proxy.username().unwrap_or_default(), proxy.password().unwrap_or_default());
        let pair = BASE64_STANDARD.encode(format!("{user}:{password}"));
        head.push_str(&format!("Proxy-Authorization: Basic {pair}\r\n"));
    }
    head.push_str("\r\n");
    stream.write_all(head.as_bytes())?;
    let (status, schemes) = read_response(stream)?;
    match status {
        200..=299 => Ok(()),
        _ => Err(io::Error::other(refusal(status, &schemes, has_password))),
    }
}

/// Reads the head of a response, and returns its status and the authentication schemes that it offers.
pub fn read_response(stream: &mut impl Read) -> io::Result<(u16, Vec<String>)> {
    let (mut head, mut byte) = (Vec::new(), [0]);
    let not_http = || io::Error::other(answer("proxy-not-http"));
    loop {
        if head.len() > LARGEST_HEADERS {
            return Err(not_http());
        }
        if stream.read(&mut byte)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        head.push(byte[0]);
        if byte[0] != b'\n' {
            continue;
        }
        let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
        let mut response = httparse::Response::new(&mut headers);
        if response.parse(&head).map_err(|_| not_http())?.is_complete() {
            let offers =
                response.headers.iter().filter(|it| it.name.eq_ignore_ascii_case("proxy-authenticate"));
            let offers =
                offers.filter_map(|offer| str::from_utf8(offer.value).ok()).flat_map(challenge::parse);
            let schemes = offers.map(|offer| offer.scheme).filter(|scheme| !scheme.is_empty());
            return Ok((response.code.unwrap_or_default(), schemes.collect()));
        }
    }
}

/// The error for a proxy that does not open the tunnel. Only a proxy that cannot reach the host may do so later.
fn refusal(status: u16, schemes: &[String], has_password: bool) -> Error {
    let takes_basic = schemes.is_empty() || schemes.iter().any(|it| it.eq_ignore_ascii_case("basic"));
    let (kind, code) = match status {
        407 if !takes_basic => (Kind::Config, "proxy-scheme"),
        407 if has_password => (Kind::Config, "proxy-password"),
        407 => (Kind::Config, "proxy-login"),
        300..=399 => (Kind::Answer, "proxy-redirect"),
        408 | 425 | 429 | 500..=599 => return network("proxy-unavailable").with("status", status),
        _ => (Kind::Config, "proxy-denied"),
    };
    let schemes = if schemes.is_empty() { "Basic".to_owned() } else { schemes.join(", ") };
    Error::new(kind, code).with("status", status).with("schemes", schemes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> io::Result<(u16, Vec<String>)> {
        read_response(&mut text.as_bytes())
    }

    #[test]
    fn status_and_schemes_are_read_and_the_rest_is_left() {
        let text = "HTTP/1.1 407 No\r\nProxy-Authenticate: Negotiate\r\nproxy-authenticate: Basic realm=\"x\"\r\n\r\n";
        let mut stream = format!("{text}body").into_bytes();
        let mut rest = stream.as_slice();
        assert_eq!(
            read_response(&mut rest).unwrap(),
            (407, vec!["Negotiate".to_owned(), "Basic".to_owned()])
        );
        assert_eq!(rest, b"body");
        stream.truncate(text.len() - 1);
        assert_eq!(read_response(&mut stream.as_slice()).unwrap_err().kind(), io::ErrorKind::UnexpectedEof);
    }

    #[test]
    fn response_that_is_not_http_is_refused() {
        for text in ["SSH-2.0-OpenSSH_9.2\r\n", "\x15\x03\x01\x00\x02\n", &"x".repeat(LARGEST_HEADERS + 2)] {
            let error = read(text).unwrap_err().downcast::<Error>().unwrap();
            assert_eq!(error.code(), "proxy-not-http", "{text:.20}");
        }
    }
}
