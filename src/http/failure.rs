//! ureq's errors as ours: which kind, in which words, and whether anything can have been spent. ureq's
//! own texts name hosts and phases, never the query.

use std::io;

use ureq::Timeout;
use ureq::http::Uri;

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
        let not_found = || {
            network(format!("cannot find the address of `{host}`{}", self.through()))
                .hint("check the host's name, the network and the DNS server")
        };
        match error {
            ureq::Error::Timeout(phase) => self.timed_out(&host, phase),
            ureq::Error::HostNotFound => not_found(),
            // What the system's resolver says reaches us so.
            ureq::Error::Io(error) if error.to_string().contains("failed to lookup address") => not_found(),
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
            ureq::Error::Rustls(error) => refused_tls(&host, &error),
            ureq::Error::Tls(words) => {
                Error::new(Kind::Answer, format!("no secure connection to `{host}`: {words}"))
            }
            ureq::Error::Io(error) => self.broken(&host, error),
            other => {
                network(format!("cannot reach `{host}`{}: {}", self.through(), visible(&other.to_string())))
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
        | ureq::Error::HostNotFound
        | ureq::Error::ConnectProxyFailed(_)
        | ureq::Error::ConnectionFailed
        | ureq::Error::Tls(_)
        | ureq::Error::Rustls(rustls::Error::InvalidCertificate(_)) => true,
        ureq::Error::Io(error) => {
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
