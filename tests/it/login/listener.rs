//! The listener on loopback that takes the browser's answer: it takes the right one once, whatever else is thrown at
//! it, and what it shows in the browser holds nothing of the login.

use std::io::Write;
use std::net::TcpStream;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use crate::support::environment::TestEnv;
use crate::support::issuer::{Issuer, access_token, configure, grants, login, start, token};
use crate::support::person::{
    Page, address, agree, callback, query, send, split, visit, visit_with, with_query,
};
use crate::support::process::Running;
use crate::support::world::{Reply, World};

/// A login that waits, its server, and the host that it listens at.
struct Waiting {
    issuer: Issuer,
    world: World,
    env: TestEnv,
    login: Running,
    /// The address for the browser.
    address: String,
    /// Host and port of the listener.
    host: String,
    /// The right answer.
    back: String,
}

fn waiting() -> Waiting {
    let (issuer, env) = (Issuer::new(), TestEnv::new());
    let world = issuer.world();
    configure(&env, &world);
    // As long as the test takes, which on a busy machine may be more than a person is given.
    let login = login(&env, &world).arg("--wait=1h").spawn();
    let address = address(&login);
    let back = visit(&address).header("location").unwrap().to_owned();
    let host = split(&back).0.to_owned();
    Waiting { issuer, world, env, login, address, host, back }
}

impl Waiting {
    /// Gives the right answer and asserts that it was taken.
    fn succeed(self) {
        let page = visit(&self.back);
        assert_eq!(page.status, 200, "{page:?}");
        self.login.wait().success();
        assert_eq!(token(&self.env, &self.world).run().success(), format!("{}\n", access_token(1)));
        assert_eq!(grants(&self.world), ["authorization_code"]);
        assert!(!self.issuer.with(|state| state.theft));
    }
}

#[test]
fn the_page_holds_nothing_of_the_login() {
    for (languages, words) in [
        ("zh-CN,zh;q=0.9,en;q=0.8", "登录成功"),
        ("zh", "登录成功"),
        ("en-US,en;q=0.9,zh;q=0.1", "You are logged in"),
        ("", "You are logged in"),
    ] {
        let waiting = waiting();
        let state = query(&waiting.address)["state"].clone();
        let page = visit_with(&waiting.back, &[("Accept-Language", languages)]);
        waiting.login.wait().success();
        assert_eq!(page.status, 200);
        assert!(page.body.contains(words), "{}", page.body);
        for secret in ["code-1", "Canary", state.as_str(), "auth.example.com"] {
            assert!(!page.body.contains(secret), "{secret} is in {}", page.body);
            assert!(!format!("{:?}", page.headers).contains(secret));
        }
        // Nothing is loaded from anywhere, so nobody learns the address the browser is at.
        for way in ["http", "//", "src=", "href=", "url(", "@import", "<script", "<form"] {
            assert!(!page.body.contains(way), "{way} is in {}", page.body);
        }
        assert_harmless(&page);
    }
}

/// The headers that every page must have.
#[track_caller]
fn assert_harmless(page: &Page) {
    assert_eq!(page.header("referrer-policy"), Some("no-referrer"));
    assert_eq!(page.header("cache-control"), Some("no-store"));
    assert_eq!(page.header("x-content-type-options"), Some("nosniff"));
    assert!(page.header("content-security-policy").unwrap().contains("default-src 'none'"));
    assert_eq!(page.header("connection"), Some("close"));
    assert_eq!(page.header("access-control-allow-origin"), None);
    assert_eq!(page.header("set-cookie"), None);
}

#[test]
fn other_pages_are_as_harmless() {
    let waiting = waiting();
    let origin = format!("http://{}", waiting.host);
    let foreign = visit_with(&callback_with_state(&waiting, "<b>x"), &[("Accept-Language", "zh")]);
    assert_eq!(foreign.status, 400);
    assert!(foreign.body.contains("这不是所等待的回应") && !foreign.body.contains("<b>x"));
    assert_harmless(&foreign);
    let nothing = visit(&format!("{origin}/favicon.ico"));
    assert_eq!((nothing.status, nothing.body.as_str()), (404, ""));
    assert_harmless(&nothing);
    waiting.succeed();
}

fn callback_with_state(waiting: &Waiting, state: &str) -> String {
    with_query(&query(&waiting.address)["redirect_uri"], &[("code", "code-1"), ("state", state)])
}

/// Requests none of which is the right answer, although each is nearly one.
fn junk(waiting: &Waiting) -> Vec<Vec<u8>> {
    let (host, right) = (waiting.host.as_str(), split(&waiting.back).1);
    let state = query(&waiting.address)["state"].clone();
    let request = |method: &str, target: &str, host: &str| {
        format!("{method} {target} HTTP/1.1\r\nHost: {host}\r\n\r\n")
    };
    let get = |target: &str| request("GET", target, host);
    let elsewhere = right.replace("/callback", "/Callback");
    let texts = [
        get("/"),
        get("/favicon.ico"),
        get(&elsewhere),
        get(&right.replace("/callback", "/callback/")),
        get(&right.replace("/callback", "//callback")),
        get("/callback"),
        get("/callback?"),
        get("/callback?code=stolen"),
        get("/callback?code=stolen&state="),
        get("/callback?code=stolen&state=stolen"),
        get(&format!("/callback?code=stolen&state={}", &state[1..])),
        get(&format!("/callback?code=stolen&state={state}x")),
        get(&format!("/callback?code=stolen&state={state}&state={state}")),
        get(&format!("/callback?code=stolen&state=x&state={state}")),
        get(&format!("/callback?code=stolen&code=code-1&state={state}")),
        get(&format!("/callback?code=&state={state}")),
        get(&format!("/callback?state={state}")),
        get(&format!("/callback?error=access_denied&state={state}x")),
        get("/callback?error=access_denied"),
        get(&format!("{right}&iss=https%3A%2F%2Fevil.example")),
        get(&format!("{right}&iss=&iss=https%3A%2F%2Fevil.example")),
        request("POST", right, host),
        request("HEAD", right, host),
        request("OPTIONS", right, host),
        request("get", right, host),
        request("GET", right, "evil.example"),
        request("GET", right, "127.0.0.1.evil.example"),
        request("GET", right, "localhost.evil.example:80"),
        format!("GET {right} HTTP/1.1\r\n\r\n"),
        format!("GET {right}\r\n\r\n"),
        "\r\n\r\n".to_owned(),
        "\u{16}\u{3}\u{1}\u{2}".to_owned(),
        format!("GET /callback?code={} HTTP/1.1\r\nHost: {host}\r\n\r\n", "x".repeat(200_000)),
        format!("GET {right} HTTP/1.1\r\nHost: {host}\r\nX: {}\r\n\r\n", "x".repeat(200_000)),
        format!("GET {right} HTTP/1.1\r\nHost: {host}\r\n{}\r\n", "X: y\r\n".repeat(200)),
        format!("GET {right} HTTP/1.1\r\nHost: {host}\r\nContent-Length: 18446744073709551615\r\n\r\n"),
        format!("GET {right} HTTP/1.1\r\nHost: {host}\r\nContent-Length: -1\r\n\r\n"),
    ];
    texts.map(String::into_bytes).into()
}

#[test]
fn ten_thousand_requests_of_others_do_not_keep_the_right_one_out() {
    let waiting = waiting();
    let junk = junk(&waiting);
    let mut open = Vec::new();
    for number in 0..10_000 {
        let bytes = &junk[number % junk.len()];
        if number % 400 == 0 {
            // One socket that says nothing, and one that stops in the middle: browsers and slow-loris do both.
            open.push(TcpStream::connect(&waiting.host).unwrap());
            let mut half = TcpStream::connect(&waiting.host).unwrap();
            half.write_all(&bytes[..bytes.len().min(9)]).unwrap();
            open.push(half);
        }
        // What was not read to its end is answered with a reset.
        let answer = send(&waiting.host, bytes).unwrap_or_default();
        assert!(!answer.starts_with("HTTP/1.1 200"), "{}\n{answer}", String::from_utf8_lossy(bytes));
    }
    waiting.succeed();
}

#[test]
fn a_crowd_of_silent_connections_does_not_keep_the_right_one_out() {
    let waiting = waiting();
    let crowd: Vec<_> = (0..200).filter_map(|_| TcpStream::connect(&waiting.host).ok()).collect();
    // A browser tries again when a connection is closed on it, and so does a person.
    let (host, path) = split(&waiting.back);
    let request = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n");
    let answers: Vec<_> = (0..5).map(|_| send(host, request.as_bytes()).unwrap_or_default()).collect();
    assert!(answers.iter().any(|answer| answer.starts_with("HTTP/1.1 200")), "{answers:?}");
    drop(crowd);
    waiting.login.wait().success();
}

#[test]
fn of_many_right_answers_at_once_one_is_taken() {
    let waiting = waiting();
    let (host, path) = split(&waiting.back);
    let request = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n");
    let pages: Vec<_> = thread::scope(|scope| {
        let threads: Vec<_> =
            (0..20).map(|_| scope.spawn(|| send(host, request.as_bytes()).unwrap_or_default())).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let taken = pages.iter().filter(|page| page.starts_with("HTTP/1.1 200")).count();
    assert_eq!(taken, 1, "{pages:#?}");
    waiting.login.wait().success();
    assert_eq!(grants(&waiting.world), ["authorization_code"]);
}

#[test]
fn the_port_is_closed_before_the_code_is_exchanged() {
    let port = Arc::new(Mutex::new(String::new()));
    let (issuer, env) = (Issuer::new(), TestEnv::new());
    let (seen, listener) = (Arc::new(Mutex::new(None)), Arc::clone(&port));
    let closed = Arc::clone(&seen);
    let world = World::start(move |request| {
        if request.path == "/authorize" {
            let asked = request.query_map();
            let back = with_query(&asked["redirect_uri"], &[("code", "c"), ("state", &asked["state"])]);
            return Reply::empty(302).header("Location", &back);
        }
        let host = listener.lock().unwrap().clone();
        *closed.lock().unwrap() = Some(is_closed(&host));
        Reply::json(200, r#"{"access_token":"t","token_type":"Bearer","expires_in":60}"#)
    });
    configure(&env, &world);
    drop(issuer);
    let login = start(&env, &world);
    let address = address(&login);
    *port.lock().unwrap() = split(&query(&address)["redirect_uri"]).0.to_owned();
    agree(&address);
    login.wait().success();
    assert_eq!(*seen.lock().unwrap(), Some(true));
}

/// Whether connections are refused. The exchange may be a moment faster than the thread that closes the port.
fn is_closed(host: &str) -> bool {
    let deadline = Instant::now() + Duration::from_secs(5);
    while Instant::now() < deadline {
        if TcpStream::connect(host).is_err() {
            return true;
        }
        thread::sleep(Duration::from_millis(5));
    }
    false
}

#[test]
fn only_this_machine_can_reach_the_listener() {
    let waiting = waiting();
    let port: u16 = waiting.host.rsplit_once(':').unwrap().1.parse().unwrap();
    let mut found = 0;
    for (table, loopback) in [("tcp", "0100007F".to_owned()), ("tcp6", format!("{}01000000", "0".repeat(24)))]
    {
        let text = std::fs::read_to_string(format!("/proc/self/net/{table}")).unwrap_or_default();
        for line in text.lines().skip(1) {
            let words: Vec<&str> = line.split_whitespace().collect();
            // 0A is a socket that listens.
            if words[3] == "0A" && words[1].ends_with(&format!(":{port:04X}")) {
                assert_eq!(words[1], format!("{loopback}:{port:04X}"));
                found += 1;
            }
        }
    }
    assert!(found >= 1, "nothing listens on {port}");
    waiting.succeed();
}

#[test]
fn two_logins_at_once_do_not_take_each_others_answer() {
    let (first, second) = (waiting(), waiting());
    assert_ne!(first.host, second.host);
    let crossed = callback(&first.address, &[("code", "code-1")])
        .replace(&query(&first.address)["state"], &query(&second.address)["state"]);
    assert_eq!(visit(&crossed).status, 400);
    first.succeed();
    second.succeed();
}

#[test]
fn an_answer_that_names_the_right_issuer_is_taken() {
    // RFC 9207: an answer may say who gives it.
    let waiting = waiting();
    let issuer = format!("http://{}", waiting.world.http_addr());
    let back = with_query(&waiting.back, &[("iss", &issuer)]);
    assert_eq!(visit(&back).status, 200);
    waiting.login.wait().success();
}

/// RFC 9207 section 2.4: servers that share a host are told apart by the rest of their names.
#[test]
fn an_issuer_that_is_known_is_compared_letter_by_letter() {
    let (issuer, env) = (Issuer::new(), TestEnv::new());
    let world = issuer.world();
    configure(&env, &world);
    let right = format!("http://{}/realms/a", world.http_addr());
    let path = env.config_dir().join("config.toml");
    let config = std::fs::read_to_string(path).unwrap();
    env.write_config(&format!("{config}issuer = \"{right}\"\n"));
    let login = start(&env, &world);
    let back = visit(&address(&login)).header("location").unwrap().to_owned();
    let origin = format!("http://{}", world.http_addr());
    for wrong in ["", "/", "/realms/b", "/realms/a/", "/realms/A", "/realms/a?", "/realms/a#x", "/realms/%61"]
        .map(|path| format!("{origin}{path}"))
    {
        assert_eq!(visit(&with_query(&back, &[("iss", &wrong)])).status, 400, "{wrong}");
    }
    assert_eq!(visit(&with_query(&back, &[("iss", "")])).status, 400);
    assert_eq!(visit(&with_query(&back, &[("iss", &right), ("iss", &right)])).status, 400);
    assert_eq!(visit(&with_query(&back, &[("iss", &right)])).status, 200);
    login.wait().success();
    assert_eq!(grants(&world), ["authorization_code"]);
}

#[test]
fn a_host_name_for_this_machine_will_do() {
    let waiting = waiting();
    let port = waiting.host.rsplit_once(':').unwrap().1;
    let request = format!("GET {} HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n", split(&waiting.back).1);
    let answer = send(&waiting.host, request.as_bytes()).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    waiting.login.wait().success();
}
