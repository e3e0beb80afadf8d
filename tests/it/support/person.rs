//! A user who logs in: reads the URL that gettoken prints, opens it in a browser, and either follows the
//! redirect to the loopback listener or pastes the URL where the browser ended.
//!
//! The browser speaks plain HTTP to this machine only, one request per connection, and follows no redirects.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};
use std::process::ChildStdin;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::environment::TestEnv;
use super::process::{Outcome, Running};
use super::world::World;

/// RFC 3986 section 2.3: unreserved characters need no encoding.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Waits for the URL that a login prints.
#[track_caller]
pub fn address(login: &Running) -> String {
    login.stderr_line("state=")
}

/// The parameters of a URL's query, decoded. Panics if one occurs twice.
pub fn query(url: &str) -> BTreeMap<String, String> {
    let query = url.split_once('?').map_or("", |(_, query)| query);
    let query = query.split('#').next().unwrap_or_default();
    let mut fields = BTreeMap::new();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').expect("a field has a value");
        let decode = |text: &str| {
            percent_decode_str(&text.replace('+', " "))
                .decode_utf8()
                .expect("the query is UTF-8")
                .into_owned()
        };
        assert!(fields.insert(decode(name), decode(value)).is_none(), "{name} stands twice in {url}");
    }
    fields
}

/// The callback URL for the authorization URL `address`: these fields and the login's state.
pub fn callback(address: &str, fields: &[(&str, &str)]) -> String {
    let asked = query(address);
    with_query(&asked["redirect_uri"], &[fields, &[("state", asked["state"].as_str())]].concat())
}

/// `url` with these fields in its query.
pub fn with_query(url: &str, fields: &[(&str, &str)]) -> String {
    let encoded = |text: &str| utf8_percent_encode(text, RESERVED).to_string();
    let pairs: Vec<String> =
        fields.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value))).collect();
    format!("{url}{}{}", if url.contains('?') { '&' } else { '?' }, pairs.join("&"))
}

/// The response that a browser got.
#[derive(Clone, Debug)]
pub struct Page {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Page {
    /// The first header of this name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    fn read(text: &str) -> Self {
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or_else(|| panic!("no answer: {text:?}"));
        let mut lines = head.lines();
        let status = lines.next().and_then(|line| line.split(' ').nth(1)).expect("a status line");
        let headers = lines.filter_map(|line| line.split_once(": "));
        Self {
            status: status.parse().expect("a status"),
            headers: headers.map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
            body: body.to_owned(),
        }
    }
}

/// Splits an http URL into host with port, and the rest.
pub fn split(url: &str) -> (&str, &str) {
    let rest = url.strip_prefix("http://").unwrap_or_else(|| panic!("not on this machine: {url}"));
    rest.split_at(rest.find('/').unwrap_or(rest.len()))
}

/// Opens `url` in the browser.
#[track_caller]
pub fn visit(url: &str) -> Page {
    visit_with(url, &[])
}

/// Opens `url` with additional headers.
#[track_caller]
pub fn visit_with(url: &str, headers: &[(&str, &str)]) -> Page {
    let (host, path) = split(url);
    let path = if path.starts_with('/') { path.to_owned() } else { format!("/{path}") };
    let further: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    let request = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: browser\r\n{further}\r\n");
    Page::read(&send(host, request.as_bytes()).expect("the browser gets an answer"))
}

/// Opens `address` and follows the vendor's redirect to the loopback listener.
#[track_caller]
pub fn agree(address: &str) -> Page {
    let sent_back = visit(address);
    assert_eq!(sent_back.status, 302, "{sent_back:?}");
    visit(sent_back.header("location").expect("a redirect says where"))
}

/// Sends these bytes to `host`, closes the sending side, and reads until the connection ends.
pub fn send(host: &str, bytes: &[u8]) -> std::io::Result<String> {
    let mut stream = TcpStream::connect(host)?;
    // A server that stops reading early may still have answered.
    let _ = stream.write_all(bytes).and_then(|()| stream.shutdown(Shutdown::Write));
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}

/// A login whose user types on stdin.
pub struct Talk {
    login: Running,
    stdin: ChildStdin,
    /// How many lines of stderr have been heard.
    heard: usize,
}

impl Talk {
    /// Starts `gettoken` with these arguments, which are split at spaces.
    pub fn start(env: &TestEnv, world: &World, args: &str) -> Self {
        let args: Vec<&str> = args.split(' ').collect();
        let (login, stdin) = env.gettoken(&args).through(world).spawn_typing();
        Self { login, stdin, heard: 0 }
    }

    /// Waits for the next line of stderr that contains `part`.
    #[track_caller]
    pub fn hear(&mut self, part: &str) -> String {
        let (heard, line) = self.login.stderr_line_after(self.heard, part);
        self.heard = heard;
        line
    }

    /// Waits for the URL that the login prints.
    #[track_caller]
    pub fn address(&mut self) -> String {
        self.hear("state=")
    }

    /// Types a line.
    pub fn say(&mut self, line: &str) {
        // Fails if the login has already ended; the test checks how it ended.
        let _ = self.stdin.write_all(format!("{line}\n").as_bytes());
    }

    /// Closes stdin and waits for the login to end.
    #[track_caller]
    pub fn end(self) -> Outcome {
        drop(self.stdin);
        self.login.wait()
    }
}
