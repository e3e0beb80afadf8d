//! Converts ureq's errors to ours: the kind, the message, and whether a credential can have been spent.
//! ureq's own texts name hosts and phases, never the query.

use std::io;
use std::io::ErrorKind::{self, ConnectionRefused, HostUnreachable, NetworkUnreachable};

use anyhow::anyhow;
use rustls::Error::InvalidCertificate;
use ureq::Timeout;
use ureq::http::Uri;

use super::tls_error::tls_refused;
use super::{Client, LARGEST_BODY};
use crate::error::{Error, Kind};
use crate::message::{Message, Value};
use crate::sanitize::visible;

impl Client {
    /// Converts ureq's error to ours.
    pub(super) fn failure(&self, uri: &Uri, error: ureq::Error) -> Error {
        // The message names the proxy, so that its failure is not mistaken for the vendor's.
        let source = self.options.proxy.as_ref().map(|proxy| &proxy.source);
        let through = source
            .map_or(Value::from(""), |source| Message::new("through-proxy").with("source", source).into());
        let error = self.convert(error).with("host", uri.host().unwrap_or_default()).with("through", through);
        source.into_iter().fold(error, |error, source| error.with("source", source))
    }

    /// Converts an error. Nothing was spent if it occurred before a byte of the request could be sent: during
    /// the lookup, the connection or the check of the server's certificate.
    fn convert(&self, error: ureq::Error) -> Error {
        match error {
            ureq::Error::Timeout(phase) => {
                let (code, limit, unsent) = match phase {
                    Timeout::Connect => ("timeout-connect", self.options.connect_timeout, true),
                    Timeout::Resolve => ("timeout-resolve", self.options.connect_timeout, true),
                    _ => ("timeout", self.options.timeout, false),
                };
                network(code).with("limit", limit.as_secs_f32().to_string()).nothing_spent(unsent)
            }
            ureq::Error::BodyExceedsLimit(_) => answer("answer-too-large").with("limit", LARGEST_BODY),
            ureq::Error::LargeResponseHeader(..) => answer("answer-headers-too-large"),
            ureq::Error::Protocol(_) | ureq::Error::Http(_) | ureq::Error::BodyStalled => {
                let text = error.to_string();
                // Without the names of the parts of ureq that noticed it.
                let reason = text.rsplit_once("parse fail: ").or_else(|| text.split_once("protocol: "));
                let reason = reason.map_or(text.as_str(), |(_, reason)| reason);
                answer("answer-not-http").caused_by(anyhow!(visible(reason)))
            }
            ureq::Error::Io(error) => {
                let unsent = match error.kind() {
                    // From connecting to a SOCKS proxy.
                    ConnectionRefused | HostUnreachable | NetworkUnreachable => true,
                    _ => matches!(tls_error(&error), Some(InvalidCertificate(_))),
                };
                from_io(error).nothing_spent(unsent)
            }
            ureq::Error::Other(other) => match other.downcast::<Error>() {
                Ok(ours) => ours.nothing_spent(true),
                Err(other) => network("server-unreachable").with("reason", other.to_string()),
            },
            other => network("server-unreachable").with("reason", other.to_string()),
        }
    }
}

pub fn network(code: &'static str) -> Error {
    Error::new(Kind::Network, code)
}

pub fn answer(code: &'static str) -> Error {
    Error::new(Kind::Answer, code)
}

/// The rustls error inside an I/O error, as a failed handshake or read returns it.
fn tls_error(error: &io::Error) -> Option<&rustls::Error> {
    error.get_ref()?.downcast_ref()
}

/// Converts an I/O error, which may wrap one of ours or of rustls.
pub fn from_io(error: io::Error) -> Error {
    if let Some(tls) = tls_error(&error) {
        return tls_refused(tls);
    }
    let reason = match error.kind() {
        ConnectionRefused => "connection-refused",
        ErrorKind::ConnectionAborted | ErrorKind::ConnectionReset | ErrorKind::BrokenPipe => {
            "connection-reset"
        }
        ErrorKind::UnexpectedEof => "connection-closed",
        _ => {
            let other = |error: io::Error| network("connection-failed").with("reason", &error);
            return error.downcast().unwrap_or_else(other);
        }
    };
    network("connection-failed").with("reason", Message::new(reason))
}
