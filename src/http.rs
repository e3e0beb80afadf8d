//! Sends one HTTP request and reads one response. Only this room uses ureq.
//!
//! By default ureq follows redirects, drops the body of a 4xx response, never times out, and picks a proxy by
//! its own rules; all of this is overridden here. A request that carries a secret is sent once: no redirects,
//! no retries, one connection.

pub mod challenge;
mod connect;
mod encode;
mod failure;
#[cfg(feature = "shared")]
pub mod link;
mod lookup;
pub mod loopback_server;
pub mod pem;
mod probe;
mod race;
mod tls;
mod tls_error;
pub mod tunnel;
mod url;

use std::borrow::Cow;
use std::io::{self, Cursor, Read};
use std::string::FromUtf8Error;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use encoding_rs::{Encoding, UTF_8};
use rustls::ClientConfig;
use ureq::http::{HeaderName, HeaderValue, Uri};
use ureq::{Agent, BodyReader, Proxy, SendBody};

pub use encode::{form, form_decoded, split_query};
pub use failure::from_io;
pub use probe::{Handshake, Observation, observe};
pub use race::Attempt;
pub use tls::Trust;
pub use url::{
    check_metadata_url, check_request_url, check_url, host_of, is_loopback, is_loopback_authority,
    is_metadata_host, leads_to_loopback, shown_url,
};

use crate::error::{Error, Kind, Result};
use crate::message::Message;
use crate::permit::Permit;
use crate::report;
use crate::secret::Secret;
use encode::{WipedBody, payload};
use url::{is_proxy, matches_no_proxy};

/// The largest accepted response body, in bytes. The largest legitimate one seen has 5 KiB.
const LARGEST_BODY: u64 = 1024 * 1024;
/// The largest accepted size of all response headers together, in bytes.
const LARGEST_HEADERS: usize = 64 * 1024;
/// In bytes. It must exceed [`LARGEST_HEADERS`]: otherwise, ureq does not detect headers that are too large.
const INPUT_BUFFER: usize = LARGEST_HEADERS + 8 * 1024;
/// The size of the output buffer, in bytes, in addition to the length of the longest header or URL: each line
/// of the request head must fit into the buffer.
const OUTPUT_BUFFER: usize = 4 * 1024;

/// A request. Secrets in its fields have the type [`Secret`], which `Debug` does not show.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    pub method: Cow<'static, str>,
    /// Scheme, host and path. It contains no secret and may be shown.
    pub url: String,
    /// Query parameters.
    pub query: Vec<(String, Secret)>,
    /// Headers in addition to those that [`Client`] sets; one of the same name replaces ours.
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
    /// Media type and bytes, from the caller.
    Raw(String, Vec<u8>),
}

/// A value in a JSON body.
#[derive(Clone, Debug, PartialEq)]
pub enum JsonField {
    Text(Secret),
    Bool(bool),
    Integer(i64),
    /// A list or an object. Not secret.
    Nested(serde_json::Value),
}

impl JsonField {
    /// The value in JSON.
    pub fn to_json(&self) -> serde_json::Value {
        match self {
            Self::Text(value) => value.expose().into(),
            Self::Bool(value) => (*value).into(),
            Self::Integer(value) => (*value).into(),
            Self::Nested(value) => value.clone(),
        }
    }
}

/// An HTTP response.
#[derive(Clone, Debug)]
pub struct Response {
    pub status: u16,
    /// Names in lower case; invalid UTF-8 in values is replaced.
    pub headers: Vec<(String, String)>,
    /// May contain a token.
    pub body: Secret,
    /// The kind and the message of the error that ended the body too early, if one did.
    pub cut: Option<(Kind, Message)>,
}

impl Response {
    /// Returns whether the status is 2xx.
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// The text of a body that is UTF-8, or in the charset of its media type (RFC 9110 §8.3.2). A body that is
    /// neither has no usable token; invalid bytes are replaced so that the rest can be shown.
    pub fn text(&self, body: Vec<u8>) -> String {
        let bytes = match String::from_utf8(body) {
            // UTF-16 has bytes that are zero.
            Ok(text) if !text.contains('\0') => return text,
            other => other.map_or_else(FromUtf8Error::into_bytes, String::into_bytes),
        };
        let parameters = self.header("content-type").unwrap_or_default().split(';').skip(1);
        let charset =
            parameters.filter_map(|parameter| parameter.split_once('=')).find_map(|(name, value)| {
                name.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches('"'))
            });
        let encoding = charset.and_then(|name| Encoding::for_label_no_replacement(name.as_bytes()));
        // A byte order mark takes precedence.
        encoding.unwrap_or(UTF_8).decode(&bytes).0.into_owned()
    }

    /// The first header called `name` (in lower case).
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// Logs which request is sent (`-v`).
pub fn note_request(request: &Request) {
    report::note(|| {
        let message = Message::new("request-sent").with("method", request.method.as_ref());
        message.with("url", shown_url(&request.url))
    });
}

/// Logs the status of a response (`-v`).
pub fn note_status(status: u16) {
    report::note(|| Message::new("response-status").with("status", status));
}

/// Network options, resolved from flags, environment and config file.
#[derive(Clone, Debug)]
pub struct Options {
    /// The limit for one run of the program, with all its requests.
    pub timeout: Duration,
    /// The time limit for resolving a name, and, separately, for connecting.
    pub connect_timeout: Duration,
    /// `Some(true)` for IPv6 only, `Some(false)` for IPv4 only.
    pub ipv6: Option<bool>,
    pub trust: Trust,
    pub proxy: Option<ProxySetting>,
    pub servers: Servers,
}

/// Which servers are reached, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Servers {
    /// Any with https, and this machine with http.
    Secure,
    /// Only servers for metadata, directly and with http.
    Metadata,
    /// Any, with http too: the user says that the network is safe.
    Any,
}

impl Options {
    /// The same options for servers for metadata. They are near, or absent.
    pub fn for_metadata(self) -> Self {
        let connect_timeout = self.connect_timeout.min(Duration::from_secs(1));
        Self { servers: Servers::Metadata, proxy: None, connect_timeout, ..self }
    }

    /// Fails if no request may be sent to `url`.
    pub fn check(&self, url: &str) -> Result<Uri> {
        match self.servers {
            Servers::Secure => check_request_url(url),
            Servers::Metadata => check_metadata_url(url),
            Servers::Any => {
                url.parse().map_err(|_| Error::new(Kind::Config, "url-invalid").with("url", shown_url(url)))
            }
        }
    }
}

/// A proxy, and the setting that it comes from.
#[derive(Clone, Debug)]
pub struct ProxySetting {
    /// May contain a password.
    pub url: Secret,
    pub source: Message,
    /// Hosts that are reached directly (`NO_PROXY`); `None` if a flag or the config file names the proxy.
    pub no_proxy: Option<String>,
}

/// Sends requests until a deadline.
#[derive(Debug)]
pub struct Client {
    options: Options,
    deadline: Instant,
    observer: probe::Observer,
    /// Until when a request may begin, if not until the deadline.
    permit: Mutex<Option<Permit>>,
    /// Certificate authorities are loaded once, for the first request that needs them.
    tls: OnceLock<Arc<ClientConfig>>,
}

impl Client {
    /// Creates a client. Its time limit starts now.
    pub fn new(options: Options) -> Self {
        let deadline = Instant::now() + options.timeout;
        Self::until(options, deadline)
    }

    /// Creates a client for a part of what has to be done until `deadline`. Messages name the whole limit, which is
    /// that of `options`.
    pub fn until(options: Options, deadline: Instant) -> Self {
        Self {
            options,
            deadline,
            observer: probe::Observer::default(),
            permit: Mutex::default(),
            tls: OnceLock::new(),
        }
    }

    /// Sends nothing from now on once `permit` has ended: it is checked when the connection is open.
    pub fn permit(&self, permit: Option<Permit>) {
        *self.permit.lock().unwrap_or_else(PoisonError::into_inner) = permit;
    }

    /// The time left until the deadline.
    pub fn time_left(&self) -> Duration {
        self.deadline.saturating_duration_since(Instant::now())
    }

    /// Sends `request` and reads the response, whatever its status is. A body that ends too early is returned as far
    /// as it came, because it may contain what cannot be requested again.
    pub fn send(&self, request: &Request) -> Result<Response> {
        let _waiting = wait_for_host(request);
        self.send_within(request, self.time_left())
    }

    /// As [`Self::send`], but within `limit`, and without a word on the terminal.
    pub fn send_within(&self, request: &Request, limit: Duration) -> Result<Response> {
        let (response, mut body) = self.begin(request, Some(limit), LARGEST_BODY)?;
        let mut bytes = Vec::new();
        let cut = match body.read_to_end(&mut bytes).map_err(from_io) {
            Err(error) if bytes.is_empty() => return Err(error),
            read => read.err().map(|error| (error.kind(), error.message())),
        };
        Ok(Response { body: Secret::new(response.text(bytes)), cut, ..response })
    }

    /// Sends `request` and returns the response with a reader for its body. Neither size nor total time is
    /// limited, but the time of each read is.
    pub fn stream(&self, request: &Request) -> Result<(Response, ResponseBody<'_>)> {
        let _waiting = wait_for_host(request);
        self.begin(request, None, u64::MAX)
    }

    /// Sends `request` and reads the head of the response. The caller can read up to `size` bytes of body.
    fn begin(
        &self,
        request: &Request,
        limit: Option<Duration>,
        size: u64,
    ) -> Result<(Response, ResponseBody<'_>)> {
        let uri = self.options.check(&request.url)?;
        // Moved into the request: a secret in the query is then not copied, and is wiped when the request is freed.
        let mut target = request.url.clone();
        if !request.query.is_empty() {
            target.push(if target.contains('?') { '&' } else { '?' });
            target.push_str(form(&request.query).expose());
        }
        let headers = request.headers.iter().map(|(name, value)| name.len() + value.expose().len());
        let agent = self.agent(&uri, limit, headers.chain([target.len()]).max().unwrap_or_default())?;
        let sendable = sendable(request, target)
            .map_err(|error| Error::new(Kind::Config, "request-invalid").caused_by(error))?;
        let sent = agent.run(sendable).map_err(|error| self.failure(&uri, error))?;
        let (parts, body) = sent.into_parts();
        let headers = parts.headers.iter();
        let headers = headers
            .map(|(name, value)| {
                (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned())
            })
            .collect();
        let reader = body.into_with_config().limit(size).reader();
        let response = Response { status: parts.status.as_u16(), headers, body: Secret::new(""), cut: None };
        Ok((response, ResponseBody { client: self, uri, reader }))
    }

    /// `longest` is the length of the URL or of the longest header, whichever is longer, in bytes.
    fn agent(&self, uri: &Uri, limit: Option<Duration>, longest: usize) -> Result<Agent> {
        let config = Agent::config_builder()
            .max_redirects(0)
            .http_status_as_error(false)
            .timeout_global(limit)
            .timeout_resolve(Some(self.options.connect_timeout))
            .timeout_connect(Some(self.options.connect_timeout))
            .timeout_recv_response(Some(self.options.timeout))
            .timeout_per_read(Some(self.options.timeout))
            .timeout_per_write(Some(self.options.timeout))
            .max_response_header_size(LARGEST_HEADERS)
            .input_buffer_size(INPUT_BUFFER)
            .output_buffer_size(OUTPUT_BUFFER + longest)
            .max_idle_connections(0)
            .allow_non_standard_methods(true)
            .proxy(self.proxy(uri)?);
        let config = config.build();
        let secure = uri.scheme_str() == Some("https");
        let tls = match secure.then(|| self.tls()).transpose() {
            // A probe continues without authorities to find out more. ureq then sends nothing to an https server.
            Err(_) if self.observer.is_on() => None,
            tls => tls?,
        };
        let permit = self.permit.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let route = connect::Route { ipv6: self.options.ipv6, tls, observer: self.observer.clone(), permit };
        Ok(Agent::with_parts(config, connect::connector(route.clone()), route))
    }

    fn tls(&self) -> Result<Arc<ClientConfig>> {
        if let Some(known) = self.tls.get() {
            return Ok(Arc::clone(known));
        }
        let config = tls::config(tls::load(&self.options.trust, self.time_left())?, &self.observer)
            .map_err(|error| Error::new(Kind::Config, "authorities-unusable").caused_by(error))?;
        Ok(Arc::clone(self.tls.get_or_init(|| config)))
    }

    fn proxy(&self, uri: &Uri) -> Result<Option<Proxy>> {
        let (host, port) = (uri.host().unwrap_or_default(), uri.port_u16().unwrap_or(443));
        let unknown = |entry: &str| report::warn_once(Message::new("no-proxy-unknown").with("entry", entry));
        let is_direct = |list: &String| is_loopback(host) || matches_no_proxy(host, port, list, unknown);
        // Plain http is only for this machine, so it never uses a proxy.
        let setting = self.options.proxy.as_ref().filter(|_| uri.scheme_str() == Some("https"));
        let setting = setting.filter(|setting| !setting.no_proxy.as_ref().is_some_and(is_direct));
        let proxy = setting.map(|setting| {
            // ureq accepts a proxy URL without a host or with an invalid port.
            let proxy = Proxy::new(setting.url.expose()).ok().filter(|proxy| is_proxy(proxy.uri()));
            proxy.ok_or_else(|| Error::new(Kind::Config, "proxy-invalid").with("source", &setting.source))
        });
        proxy.transpose()
    }
}

/// Says on a terminal which host the call is waiting for.
fn wait_for_host(request: &Request) -> report::Waiting {
    let host = host_of(&request.url).unwrap_or_default();
    report::wait_for(Message::new("waiting-for-host").with("host", host))
}

/// Converts `request` to ureq's type.
fn sendable(
    request: &Request,
    target: String,
) -> Result<ureq::http::Request<SendBody<'static>>, ureq::http::Error> {
    let (media_type, bytes) = payload(&request.body);
    let has_body = media_type.is_some() || request.method == "POST";
    let length = bytes.len().to_string();
    let ours = [
        Some(("accept", "application/json")),
        // No body is decompressed.
        Some(("accept-encoding", "identity")),
        Some(("user-agent", concat!("gettoken/", env!("CARGO_PKG_VERSION")))),
        media_type.map(|media_type| ("content-type", media_type)),
        has_body.then_some(("content-length", &length)),
    ];
    let theirs = request.headers.iter().map(|(name, value)| (name.as_str(), value.expose()));
    let body = SendBody::from_owned_reader(WipedBody(Cursor::new(bytes)));
    let body = if has_body { body } else { SendBody::none() };
    let mut sendable =
        ureq::http::Request::builder().method(request.method.as_ref()).uri(target).body(body)?;
    // A header of the caller replaces ours.
    for (name, value) in ours.into_iter().flatten().chain(theirs) {
        sendable.headers_mut().insert(HeaderName::try_from(name)?, HeaderValue::try_from(value)?);
    }
    Ok(sendable)
}

/// The body of a response. Its I/O errors wrap an [`Error`].
pub struct ResponseBody<'a> {
    client: &'a Client,
    uri: Uri,
    reader: BodyReader<'static>,
}

impl Read for ResponseBody<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let failed = |error: io::Error| io::Error::other(self.client.failure(&self.uri, error.into()));
        self.reader.read(buffer).map_err(failed)
    }
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;
    use std::thread;

    use super::*;

    #[test]
    fn nothing_is_sent_after_the_end_of_a_permit() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/token", listener.local_addr().unwrap());
        let received = thread::spawn(move || {
            let mut bytes = Vec::new();
            listener.accept().unwrap().0.read_to_end(&mut bytes).map(|_| bytes).unwrap_or_default()
        });
        let (timeout, trust) = (Duration::from_secs(5), Trust::default());
        let options = Options {
            timeout,
            connect_timeout: timeout,
            ipv6: None,
            trust,
            proxy: None,
            servers: Servers::Secure,
        };
        let permit = Permit::new(Instant::now() + Duration::from_secs(2), Duration::from_secs(3), "ended");
        let client = Client::new(options);
        client.permit(Some(permit.clone()));
        let (query, headers) = (Vec::new(), Vec::new());
        let request = Request { method: "GET".into(), url, query, headers, body: Payload::None };
        let error = client.send(&request).unwrap_err();
        assert_eq!((error.code(), error.kind(), error.spent_nothing()), ("ended", Kind::Busy, true));
        assert!(received.join().unwrap().is_empty());
        permit.extend(Instant::now() + Duration::from_secs(5));
        permit.check().unwrap();
    }
}
