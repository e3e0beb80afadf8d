//! ureq's errors as ours: which kind, in which words, and whether anything can have been spent. ureq's
//! own texts name hosts and phases, never the query.

use std::io;

use ureq::Timeout;
use ureq::http::Uri;

use super::connect::Unreached;
use super::lookup::{Family, NoAddress};
use super::{Client, LARGEST_BODY};
use crate::error::{Error, Kind};
use crate::escape::visible;

impl Client {
    /// ureq's error as ours. Its texts name hosts and phases, never the query.
    pub(super) fn failure(&self, uri: &Uri, error: ureq::Error) -> Error {
        let unsent = never_left(&error);
        self.explained(uri, error).nothing_spent(unsent)
    }

    fn explained(&self, uri: &Uri, error: ureq::Error) -> Error {
        let host = visible(uri.host().unwrap_or_default());
        let network = |what: String| Error::new(Kind::Network, what);
        match error {
            ureq::Error::Timeout(phase) => self.timed_out(&host, phase),
            ureq::Error::ConnectProxyFailed(words) => {
                network(format!("the proxy refused to connect to `{host}`: {}", visible(&words)))
            }
            ureq::Error::BodyExceedsLimit(_) => {
                Error::new(Kind::Answer, format!("`{host}` answered with more than {LARGEST_BODY} bytes"))
            }
            ureq::Error::LargeResponseHeader(..) => {
                Error::new(Kind::Answer, format!("`{host}` answered with too many headers"))
            }
            ureq::Error::Protocol(_) | ureq::Error::Http(_) | ureq::Error::BodyStalled => {
                Error::new(Kind::Answer, format!("`{host}` did not answer in HTTP"))
                    .caused_by(anyhow::anyhow!(visible(&error.to_string())))
            }
            ureq::Error::Io(error) => self.broken(&host, error),
            ureq::Error::Other(other) => match other.downcast::<Unreached>() {
                Ok(why) => self.unreached(&host, *why),
                Err(other) => network(format!("cannot reach `{host}`: {}", visible(&other.to_string()))),
            },
            other => {
                network(format!("cannot reach `{host}`{}: {}", self.through(), visible(&other.to_string())))
            }
        }
    }

    fn unreached(&self, host: &str, why: Unreached) -> Error {
        let network = |what: String| Error::new(Kind::Network, what);
        let through = self.through();
        match why {
            Unreached::Unconnected(error) => self.broken(host, error),
            Unreached::Unnameable => {
                Error::new(Kind::Answer, format!("no secure connection to `{host}`: {why}"))
            }
            Unreached::Unfound(NoAddress::TimedOut) => self.timed_out(host, Timeout::Resolve),
            Unreached::Unfound(NoAddress::NoThread) => network("the request could not be sent".to_owned())
                .hint("does the system allow this user another thread?"),
            Unreached::Unfound(NoAddress::OtherFamily(family)) => {
                let (version, flag) = if family == Family::V6 { ("6", "--ipv6") } else { ("4", "--ipv4") };
                network(format!("`{host}` has no IPv{version} address{through}"))
                    .hint(format!("without `{flag}` its other addresses are used"))
            }
            Unreached::Unfound(NoAddress::Unknown(error)) => {
                network(format!("cannot find the address of `{host}`{through}"))
                    .caused_by(anyhow::anyhow!(visible(&error.to_string())))
                    .hint("check the host's name, the network and the DNS server")
            }
        }
    }

    /// A proxy that does not answer must not be taken for the vendor.
    fn through(&self) -> String {
        let proxy = self.options.proxy.as_ref();
        proxy.map(|proxy| format!(" through the proxy from {}", proxy.source)).unwrap_or_default()
    }

    fn timed_out(&self, host: &str, phase: Timeout) -> Error {
        let (limit, flag) = match phase {
            Timeout::Connect | Timeout::Resolve => (self.options.connect_timeout, "--connect-timeout"),
            _ => (self.options.timeout, "--timeout"),
        };
        {
            let when = match phase {
                Timeout::Connect => " while connecting",
                Timeout::Resolve => " while its address was looked up",
                _ => "",
            };
            let through = self.through();
            Error::new(
                Kind::Network,
                format!("`{host}` did not answer within {} s{when}{through}", limit.as_secs_f32()),
            )
        }
        .hint(format!("`{flag}` sets the limit"))
    }

    /// rustls's and ureq's own errors arrive wrapped in an I/O error when they come while reading.
    fn broken(&self, host: &str, error: io::Error) -> Error {
        if let Some(tls) = error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>()) {
            return refused_tls(host, tls);
        }
        let words = match error.kind() {
            io::ErrorKind::ConnectionRefused => "it refused the connection".to_owned(),
            io::ErrorKind::ConnectionReset | io::ErrorKind::BrokenPipe => {
                "it broke the connection off".to_owned()
            }
            io::ErrorKind::UnexpectedEof => "it closed the connection without answering".to_owned(),
            _ => visible(&error.to_string()),
        };
        Error::new(Kind::Network, format!("cannot talk to `{host}`{}: {words}", self.through()))
    }
}

/// Whether the failure came before a byte of the request could have left: while finding, reaching or
/// authenticating the server.
fn never_left(error: &ureq::Error) -> bool {
    match error {
        ureq::Error::Timeout(Timeout::Resolve | Timeout::Connect)
        | ureq::Error::ConnectProxyFailed(_)
        | ureq::Error::ConnectionFailed => true,
        ureq::Error::Other(error) => error.is::<Unreached>(),
        ureq::Error::Io(error) => {
            // The SOCKS proxy's own address.
            let refused = matches!(
                error.kind(),
                io::ErrorKind::ConnectionRefused
                    | io::ErrorKind::HostUnreachable
                    | io::ErrorKind::NetworkUnreachable
            );
            let certificate = error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>());
            refused || matches!(certificate, Some(rustls::Error::InvalidCertificate(_)))
        }
        _ => false,
    }
}

fn refused_tls(host: &str, error: &rustls::Error) -> Error {
    use rustls::CertificateError as Certificate;
    let refused = Error::new(
        Kind::Answer,
        format!("no secure connection to `{host}`: {}", visible(&error.to_string())),
    );
    match error {
        rustls::Error::InvalidCertificate(Certificate::UnknownIssuer) => refused.hint(
            "if the server's certificate comes from a private authority, name its file with `--cacert`",
        ),
        rustls::Error::InvalidCertificate(Certificate::Expired | Certificate::ExpiredContext { .. }) => {
            refused.hint("the server's certificate has expired, or this machine's clock is wrong")
        }
        _ => refused,
    }
}
