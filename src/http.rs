//! Sends one request and reads one answer. The only file that names ureq.
//!
//! ureq's defaults would follow redirects, drop the body of a 4xx, wait for ever, and choose a proxy
//! by rules of its own; all of them are set here. A request that carries a secret is never sent
//! twice by this file: no redirects, no retries, one connection.

mod roots;

use std::io::{self, Read};
use std::time::{Duration, Instant};

use percent_encoding::utf8_percent_encode;
use ureq::http::{Uri, header};
use ureq::tls::{RootCerts, TlsConfig, TlsProvider};
use ureq::{Agent, Body, Proxy, Timeout};

pub use roots::Trust;

use crate::error::{Error, Kind, Result};
use crate::escape::visible;
use crate::secret::Secret;
use crate::template::ALL_BUT_UNRESERVED;

/// An answer larger than this is refused; the largest honest one seen is 5 KiB.
const LARGEST_BODY: u64 = 1024 * 1024;
/// Headers larger than this together are refused.
const LARGEST_HEADERS: usize = 64 * 1024;
/// ureq's 128 KiB buffers cost 0.4 ms of page faults; an answer fits in these.
const INPUT_BUFFER: usize = 16 * 1024;
const OUTPUT_BUFFER: usize = 4 * 1024;

/// What is to be sent. Fields hold secrets, so the whole shows none when it is debugged.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// Scheme, host and path. It carries no secret and may be shown.
    pub url: String,
    /// Fields of the URL's query.
    pub query: Vec<(String, Secret)>,
    /// Headers beyond those that [`Client`] sets.
    pub headers: Vec<(String, Secret)>,
    pub body: Payload,
}

/// A request's body.
#[derive(Clone, Debug, PartialEq)]
pub enum Payload {
    None,
    /// `application/x-www-form-urlencoded`.
    Form(Vec<(String, Secret)>),
    /// One JSON object.
    Json(Vec<(String, JsonField)>),
}

/// A value in a JSON body.
#[derive(Clone, Debug, PartialEq)]
pub enum JsonField {
    Text(Secret),
    Bool(bool),
    Integer(i64),
}

/// What came back.
#[derive(Clone, Debug)]
pub struct Response {
    pub status: u16,
    /// Names in lower case; values that are not text are left out.
    pub headers: Vec<(String, String)>,
    /// May hold a token.
    pub body: Secret,
}

impl Response {
    /// The first header called `name` (in lower case).
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// How to reach servers, resolved from flags, environment and config.
#[derive(Clone, Debug)]
pub struct Options {
    /// For one call of this program, all its requests together.
    pub timeout: Duration,
    /// For resolving a name and connecting.
    pub connect_timeout: Duration,
    pub trust: Trust,
    pub proxy: Option<ProxySetting>,
}

/// A proxy, and where the wish for it came from.
#[derive(Clone, Debug)]
pub struct ProxySetting {
    /// May hold a password.
    pub url: Secret,
    pub source: String,
    /// Hosts that are reached without it; `None` when the user named the proxy for this very call.
    pub no_proxy: Option<String>,
}

/// Sends requests until its deadline.
#[derive(Debug)]
pub struct Client {
    options: Options,
    deadline: Instant,
}

impl Client {
    /// A client whose deadline starts to run now.
    pub fn new(options: Options) -> Self {
        let deadline = Instant::now() + options.timeout;
        Self { options, deadline }
    }

    /// The time that is left for this call.
    pub fn time_left(&self) -> Duration {
        self.deadline.saturating_duration_since(Instant::now())
    }

    /// Sends `request` and reads the answer, whatever its status.
    pub fn send(&self, request: &Request) -> Result<Response> {
        let uri = secure_uri(&request.url)?;
        let agent = self.agent(&uri)?;
        let mut target = request.url.clone();
        if !request.query.is_empty() {
            target.push('?');
            target.push_str(form(&request.query).expose());
        }
        let target = Secret::new(target);
        let mut builder = ureq::http::Request::builder()
            .method(request.method)
            .uri(target.expose())
            .header(header::ACCEPT, "application/json")
            .header(header::USER_AGENT, concat!("gettoken/", env!("CARGO_PKG_VERSION")));
        for (name, value) in &request.headers {
            // A header of the definition stands in the place of ours, not beside it.
            if let Some(headers) = builder.headers_mut() {
                headers.remove(name);
            }
            builder = builder.header(name, value.expose());
        }
        let failed = |error| self.failure(&uri, error);
        let sent = match payload(&request.body) {
            Some((media_type, text)) => {
                if builder.headers_ref().is_none_or(|headers| !headers.contains_key(header::CONTENT_TYPE)) {
                    builder = builder.header(header::CONTENT_TYPE, media_type);
                }
                let whole = builder.body(text.expose());
                agent.run(whole.map_err(|error| unsendable(&error))?)
            }
            None if request.method == "POST" => {
                agent.run(builder.body("").map_err(|error| unsendable(&error))?)
            }
            None => agent.run(builder.body(()).map_err(|error| unsendable(&error))?),
        };
        received(sent.map_err(failed)?).map_err(failed)
    }

    fn agent(&self, uri: &Uri) -> Result<Agent> {
        let config = Agent::config_builder()
            .max_redirects(0)
            .http_status_as_error(false)
            .timeout_global(Some(self.time_left()))
            .timeout_resolve(Some(self.options.connect_timeout))
            .timeout_connect(Some(self.options.connect_timeout))
            .max_response_header_size(LARGEST_HEADERS)
            .input_buffer_size(INPUT_BUFFER)
            .output_buffer_size(OUTPUT_BUFFER)
            .max_idle_connections(0)
            .proxy(self.proxy(uri)?);
        let config = if uri.scheme_str() == Some("https") { config.tls_config(self.tls()?) } else { config };
        Ok(config.build().new_agent())
    }

    fn tls(&self) -> Result<TlsConfig> {
        let provider = std::sync::Arc::new(rustls::crypto::ring::default_provider());
        Ok(TlsConfig::builder()
            .provider(TlsProvider::Rustls)
            .unversioned_rustls_crypto_provider(provider)
            .root_certs(self.roots()?)
            .build())
    }

    fn roots(&self) -> Result<RootCerts> {
        roots::load(&self.options.trust)
    }

    fn proxy(&self, uri: &Uri) -> Result<Option<Proxy>> {
        // A secret over plain http may not leave this machine, so it goes to no proxy either.
        let Some(setting) = self.options.proxy.as_ref().filter(|_| uri.scheme_str() == Some("https")) else {
            return Ok(None);
        };
        let wrong = |_| {
            Error::new(
                Kind::Config,
                format!("the proxy from {} is not a URL that can be used", setting.source),
            )
            .hint("write http://HOST:PORT, https://HOST:PORT, socks5://HOST:PORT or socks5h://HOST:PORT")
        };
        let host = uri.host().unwrap_or_default();
        let direct = setting.no_proxy.as_ref().is_some_and(|list| is_loopback(host) || is_listed(host, list));
        if direct { Ok(None) } else { Proxy::new(setting.url.expose()).map(Some).map_err(wrong) }
    }

    /// ureq's error as ours. Its texts name hosts and phases, never the query.
    fn failure(&self, uri: &Uri, error: ureq::Error) -> Error {
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

/// The part of `url` that may be shown: scheme, host, port and path.
pub fn shown_url(url: &str) -> String {
    let shown = &url[..url.find(['?', '#']).unwrap_or(url.len())];
    let Some((scheme, rest)) = shown.split_once("://") else {
        return visible(shown);
    };
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    visible(&format!("{scheme}://{host}{path}"))
}

/// Encodes fields as `application/x-www-form-urlencoded`, with `%20` for a space, which every
/// decoder understands.
pub fn form(fields: &[(String, Secret)]) -> Secret {
    let mut text = String::new();
    for (name, value) in fields {
        if !text.is_empty() {
            text.push('&');
        }
        text.extend(utf8_percent_encode(name, ALL_BUT_UNRESERVED));
        text.push('=');
        text.extend(utf8_percent_encode(value.expose(), ALL_BUT_UNRESERVED));
    }
    Secret::new(text)
}

/// Accepts https, and http to this machine alone.
pub fn check_url(url: &str) -> Result<()> {
    secure_uri(url).map(drop)
}

fn secure_uri(url: &str) -> Result<Uri> {
    let wrong = |why: &str| Error::new(Kind::Config, format!("`{}` {why}", shown_url(url)));
    let uri: Uri = url.parse().map_err(|_| wrong("is not a URL"))?;
    let authority = uri.authority().ok_or_else(|| wrong("has no host"))?;
    if authority.as_str().contains('@') {
        return Err(wrong("holds a user name").hint("give credentials by flag, environment or config"));
    }
    match uri.scheme_str() {
        Some("https") => Ok(uri),
        Some("http") if is_loopback(authority.host()) => Ok(uri),
        Some("http") => {
            Err(wrong("is not https").hint("http is accepted for 127.0.0.1, [::1] and localhost alone"))
        }
        _ => Err(wrong("is not an https URL")),
    }
}

/// Whether a URL's host is this machine.
pub fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    bare.eq_ignore_ascii_case("localhost")
        || bare.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// Whether `host` is in a NO_PROXY list, as curl reads it: a name stands for itself and all below it,
/// `*` for everything.
fn is_listed(host: &str, list: &str) -> bool {
    let host = host.trim_start_matches('[').trim_end_matches(']').to_ascii_lowercase();
    list.split([',', ' ']).map(|entry| entry.trim().trim_start_matches("*.").trim_start_matches('.')).any(
        |entry| {
            let entry = entry.to_ascii_lowercase();
            entry == "*"
                || !entry.is_empty()
                    && host
                        .strip_suffix(&entry)
                        .is_some_and(|before| before.is_empty() || before.ends_with('.'))
        },
    )
}

fn payload(body: &Payload) -> Option<(&'static str, Secret)> {
    match body {
        Payload::None => None,
        Payload::Form(fields) => Some(("application/x-www-form-urlencoded", form(fields))),
        Payload::Json(fields) => Some(("application/json; charset=utf-8", json(fields))),
    }
}

fn json(fields: &[(String, JsonField)]) -> Secret {
    // Written by hand because a `serde_json::Value` would leave copies of the secrets behind.
    let quoted = |text: &str| serde_json::to_string(text).unwrap_or_default();
    let mut text = String::from("{");
    for (index, (name, value)) in fields.iter().enumerate() {
        if index > 0 {
            text.push(',');
        }
        text.push_str(&quoted(name));
        text.push(':');
        match value {
            JsonField::Text(value) => text.push_str(&quoted(value.expose())),
            JsonField::Bool(value) => text.push_str(if *value { "true" } else { "false" }),
            JsonField::Integer(value) => text.push_str(&value.to_string()),
        }
    }
    text.push('}');
    Secret::new(text)
}

fn received(response: ureq::http::Response<Body>) -> std::result::Result<Response, ureq::Error> {
    let (parts, body) = response.into_parts();
    let headers = parts
        .headers
        .iter()
        .filter_map(|(name, value)| Some((name.as_str().to_owned(), value.to_str().ok()?.to_owned())))
        .collect();
    let mut bytes = Vec::new();
    body.into_with_config().limit(LARGEST_BODY).reader().read_to_end(&mut bytes)?;
    // What is not UTF-8 cannot hold a usable token; the rest is shown as well as it can be.
    let body = String::from_utf8(bytes)
        .unwrap_or_else(|wrong| String::from_utf8_lossy(wrong.as_bytes()).into_owned());
    Ok(Response { status: parts.status.as_u16(), headers, body: Secret::new(body) })
}

fn unsendable(error: &ureq::http::Error) -> Error {
    Error::new(Kind::Config, format!("the request cannot be written in HTTP: {error}"))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_https_and_loopback_are_accepted() {
        for url in ["https://a.example/t", "http://127.0.0.1:1/t", "http://[::1]:1/t", "http://localhost/t"] {
            assert!(secure_uri(url).is_ok(), "{url}");
        }
        for url in [
            "http://a.example/t",
            "http://127.0.0.1.example/t",
            "http://localhost.example/",
            "ftp://a.example/",
            "file:///etc/passwd",
            "https://u:p@a.example/",
            "//a.example/",
            "/t",
            "",
            "https://",
            "https://a b/",
        ] {
            assert!(secure_uri(url).is_err(), "{url}");
        }
    }

    #[test]
    fn fields_are_encoded() {
        let fields = [("a b".to_owned(), Secret::new("x&y=z+1 é")), ("c".to_owned(), Secret::new(""))];
        assert_eq!(form(&fields).expose(), "a%20b=x%26y%3Dz%2B1%20%C3%A9&c=");
        let fields = [
            ("a\"".to_owned(), JsonField::Text(Secret::new("b\\\n"))),
            ("f".to_owned(), JsonField::Bool(false)),
            ("n".to_owned(), JsonField::Integer(-3)),
        ];
        assert_eq!(json(&fields).expose(), r#"{"a\"":"b\\\n","f":false,"n":-3}"#);
    }

    #[test]
    fn no_proxy_is_read_as_curl_reads_it() {
        for list in ["a.example", ".a.example", "*.a.example", "x, A.example ", "*", "b.a.example"] {
            assert!(is_listed("b.a.example", list), "{list}");
        }
        for list in ["", "ba.example", "c.b.a.example", "example.com", ".a"] {
            assert!(!is_listed("b.a.example", list), "{list}");
        }
    }

    #[test]
    fn a_query_is_never_shown() {
        assert_eq!(shown_url("https://h/p?secret=x#y"), "https://h/p");
        assert_eq!(shown_url("https://u:p@h:1/p@q?secret=x#y"), "https://h:1/p@q");
    }
}
