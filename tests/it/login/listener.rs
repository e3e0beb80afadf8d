//! The loopback listener for the callback: it accepts the right request once, whatever else is sent to it,
//! and its pages reveal nothing about the login.

use std::io::Write;
use std::net::{TcpListener, TcpStream};
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

/// A login that waits for its callback, and its server.
struct Waiting {
    issuer: Issuer,
    world: World,
    env: TestEnv,
    login: Running,
    /// The authorization URL.
    address: String,
    /// Host and port of the listener.
    host: String,
    /// The URL of the right callback.
    callback: String,
}

fn waiting() -> Waiting {
    let (issuer, env) = (Issuer::new(), TestEnv::new());
    let world = issuer.world();
    configure(&env, &world);
    // Long enough for the test on a busy machine, which may exceed the default.
    let login = login(&env, &world).arg("--wait=1h").spawn();
    let address = address(&login);
    let callback = visit(&address).header("location").unwrap().to_owned();
    let host = split(&callback).0.to_owned();
    Waiting { issuer, world, env, login, address, host, callback }
}

impl Waiting {
    /// Sends the right callback and asserts that it is accepted.
    fn succeed(self) {
        let page = visit(&self.callback);
        assert_eq!(page.status, 200, "{page:?}");
        self.login.wait().success();
        assert_eq!(token(&self.env, &self.world).run().success(), format!("{}\n", access_token(1)));
        assert_eq!(grants(&self.world), ["authorization_code"]);
        assert!(!self.issuer.with(|state| state.theft));
    }
}

#[test]
fn callback_page_reveals_nothing_about_the_login() {
    for (languages, title) in [
        ("zh-CN,zh;q=0.9,en;q=0.8", "登录成功"),
        ("zh", "登录成功"),
        ("en-US,en;q=0.9,zh;q=0.1", "You are logged in"),
        ("", "You are logged in"),
        ("fr", "You are logged in"),
    ] {
        let waiting = waiting();
        let state = query(&waiting.address)["state"].clone();
        let page = visit_with(&waiting.callback, &[("Accept-Language", languages)]);
        waiting.login.wait().success();
        assert_eq!(page.status, 200);
        assert!(page.body.contains(title), "{}", page.body);
        for secret in ["code-1", "Canary", state.as_str(), "auth.example.com"] {
            assert!(!page.body.contains(secret), "{secret} is in {}", page.body);
            assert!(!format!("{:?}", page.headers).contains(secret));
        }
        // The page loads nothing, so no other server learns its URL.
        for way in ["http", "//", "src=", "href=", "url(", "@import", "<script", "<form"] {
            assert!(!page.body.contains(way), "{way} is in {}", page.body);
        }
        assert_harmless(&page);
    }
}

/// Asserts the headers that every page must have.
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
fn error_pages_reveal_nothing_either() {
    let waiting = waiting();
    let origin = format!("http://{}", waiting.host);
    let foreign = visit_with(&callback_with_state(&waiting, "<b>x"), &[("Accept-Language", "zh")]);
    assert_eq!(foreign.status, 400);
    assert!(foreign.body.contains("无法识别的回调") && !foreign.body.contains("<b>x"));
    assert_harmless(&foreign);
    let nothing = visit(&format!("{origin}/favicon.ico"));
    assert_eq!((nothing.status, nothing.body.as_str()), (404, ""));
    assert_harmless(&nothing);
    waiting.succeed();
}

fn callback_with_state(waiting: &Waiting, state: &str) -> String {
    with_query(&query(&waiting.address)["redirect_uri"], &[("code", "code-1"), ("state", state)])
}

#[test]
fn callbacks_that_were_turned_away_are_counted_with_the_reason() {
    let (issuer, env) = (Issuer::new(), TestEnv::new());
    let world = issuer.world();
    configure(&env, &world);
    let login = login(&env, &world).args(&["--wait=1h", "-v"]).spawn();
    let address = address(&login);
    let right = visit(&address).header("location").unwrap().to_owned();
    let (host, target) = split(&right);
    let redirect = query(&address)["redirect_uri"].clone();
    let request = |method: &str, target: &str, host: &str| {
        format!("{method} {target} HTTP/1.1\r\nHost: {host}\r\n\r\n")
    };
    let state = query(&address)["state"].clone();
    let path = split(&redirect).1;
    for (request, reason) in [
        (request("POST", path, host), "with a method other than GET"),
        (request("GET", &format!("{path}/"), host), "with another path"),
        (request("GET", &target.replacen(path, &format!("/{path}"), 1), host), "with another path"),
        (request("GET", target, "evil.example"), "for another host"),
        (request("GET", path, host), "without a query"),
        (request("GET", &format!("{path}?code=c&state=old"), host), "with another `state`"),
        (request("GET", &format!("{path}?code=c"), host), "with another `state`"),
        (request("GET", &format!("{path}?state={state}"), host), "without a code"),
        (
            request("GET", &format!("{target}&iss=https%3A%2F%2Fevil.example"), host),
            "from another server (`iss`)",
        ),
    ] {
        send(host, request.as_bytes()).unwrap();
        login.stderr_line(&format!("rejected a callback {reason}"));
    }
    // A browser's own requests are no callbacks.
    for target in ["/favicon.ico", "/"] {
        send(host, request("GET", target, host).as_bytes()).unwrap();
    }
    visit(&callback(&address, &[("error", "login_required")]));
    let stderr = login.wait().failed(4);
    assert!(stderr.contains("hint: rejected 9 callbacks: "), "{stderr}");
    for reason in ["2 with another path", "2 with another `state`", "1 for another host"] {
        assert!(stderr.contains(reason), "{stderr}");
    }
}

#[test]
fn failed_login_without_other_callbacks_counts_none() {
    let waiting = waiting();
    visit(&callback(&waiting.address, &[("error", "access_denied")]));
    let stderr = waiting.login.wait().failed(5);
    assert!(!stderr.contains("rejected"), "{stderr}");
}

#[test]
fn login_error_says_whether_it_passes() {
    for (error, exit) in [
        ("access_denied", 5),
        ("invalid_scope", 5),
        ("unheard_of", 5),
        ("temporarily_unavailable", 7),
        ("server_error", 7),
        ("login_required", 4),
        ("interaction_required", 4),
        ("consent_required", 4),
        ("account_selection_required", 4),
    ] {
        let waiting = waiting();
        visit(&callback(&waiting.address, &[("error", error)]));
        assert!(waiting.login.wait().failed(exit).contains(error));
    }
}

/// Requests that are almost the right callback.
fn junk(waiting: &Waiting) -> Vec<Vec<u8>> {
    let (host, right) = (waiting.host.as_str(), split(&waiting.callback).1);
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
fn ten_thousand_wrong_requests_do_not_block_the_callback() {
    let waiting = waiting();
    let junk = junk(&waiting);
    let mut open = Vec::new();
    for number in 0..10_000 {
        let bytes = &junk[number % junk.len()];
        if number % 400 == 0 {
            // One socket that sends nothing, and one that stops midway: browsers and Slowloris attacks do both.
            open.push(TcpStream::connect(&waiting.host).unwrap());
            let mut half = TcpStream::connect(&waiting.host).unwrap();
            half.write_all(&bytes[..bytes.len().min(9)]).unwrap();
            open.push(half);
        }
        // A request that was not read to its end is answered with a reset.
        let answer = send(&waiting.host, bytes).unwrap_or_default();
        assert!(!answer.starts_with("HTTP/1.1 200"), "{}\n{answer}", String::from_utf8_lossy(bytes));
    }
    waiting.succeed();
}

#[test]
fn idle_connections_do_not_block_the_callback() {
    let waiting = waiting();
    let idle: Vec<_> = (0..600).filter_map(|_| TcpStream::connect(&waiting.host).ok()).collect();
    let (host, path) = split(&waiting.callback);
    let request = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n");
    let answer = send(host, request.as_bytes()).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    drop(idle);
    waiting.login.wait().success();
}

#[test]
fn only_one_of_many_concurrent_callbacks_is_accepted() {
    let waiting = waiting();
    let (host, path) = split(&waiting.callback);
    let request = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n");
    let pages: Vec<_> = thread::scope(|scope| {
        let threads: Vec<_> =
            (0..20).map(|_| scope.spawn(|| send(host, request.as_bytes()).unwrap_or_default())).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let accepted = pages.iter().filter(|page| page.starts_with("HTTP/1.1 200")).count();
    assert_eq!(accepted, 1, "{pages:#?}");
    waiting.login.wait().success();
    assert_eq!(grants(&waiting.world), ["authorization_code"]);
}

#[test]
fn port_is_closed_before_the_code_is_exchanged() {
    let port = Arc::new(Mutex::new(String::new()));
    let (issuer, env) = (Issuer::new(), TestEnv::new());
    let (seen, listener) = (Arc::new(Mutex::new(None)), Arc::clone(&port));
    let closed = Arc::clone(&seen);
    let world = World::start(move |request| {
        if request.path == "/authorize" {
            let query = request.query_map();
            let url = with_query(&query["redirect_uri"], &[("code", "c"), ("state", &query["state"])]);
            return Reply::empty(302).header("Location", &url);
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

/// Whether connections are refused. Waits, as the exchange may be faster than the thread that closes the port.
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
fn listener_binds_only_to_loopback() {
    let waiting = waiting();
    let port: u16 = waiting.host.rsplit_once(':').unwrap().1.parse().unwrap();
    let mut found = 0;
    for (table, loopback) in [("tcp", "0100007F".to_owned()), ("tcp6", format!("{}01000000", "0".repeat(24)))]
    {
        let text = std::fs::read_to_string(format!("/proc/self/net/{table}")).unwrap_or_default();
        for line in text.lines().skip(1) {
            let columns: Vec<&str> = line.split_whitespace().collect();
            // 0A is the state LISTEN.
            if columns[3] == "0A" && columns[1].ends_with(&format!(":{port:04X}")) {
                assert_eq!(columns[1], format!("{loopback}:{port:04X}"));
                found += 1;
            }
        }
    }
    assert!(found >= 1, "nothing listens on {port}");
    waiting.succeed();
}

#[test]
fn concurrent_logins_do_not_accept_each_others_callback() {
    let (first, second) = (waiting(), waiting());
    assert_ne!(first.host, second.host);
    let crossed = callback(&first.address, &[("code", "code-1")])
        .replace(&query(&first.address)["state"], &query(&second.address)["state"]);
    assert_eq!(visit(&crossed).status, 400);
    first.succeed();
    second.succeed();
}

#[test]
fn callback_from_the_right_issuer_is_accepted() {
    // RFC 9207: the callback may name its issuer.
    let waiting = waiting();
    let issuer = format!("http://{}", waiting.world.http_addr());
    let callback_url = with_query(&waiting.callback, &[("iss", &issuer)]);
    assert_eq!(visit(&callback_url).status, 200);
    waiting.login.wait().success();
}

/// RFC 9207 section 2.4: issuers on one host differ only in the rest of the URL.
#[test]
fn configured_issuer_is_compared_exactly() {
    let (issuer, env) = (Issuer::new(), TestEnv::new());
    let world = issuer.world();
    configure(&env, &world);
    let right = format!("http://{}/realms/a", world.http_addr());
    let path = env.config_dir().join("config.toml");
    let config = std::fs::read_to_string(path).unwrap();
    env.write_config(&format!("{config}issuer = \"{right}\"\n"));
    let login = start(&env, &world);
    let callback_url = visit(&address(&login)).header("location").unwrap().to_owned();
    let origin = format!("http://{}", world.http_addr());
    for wrong in ["", "/", "/realms/b", "/realms/a/", "/realms/A", "/realms/a?", "/realms/a#x", "/realms/%61"]
        .map(|path| format!("{origin}{path}"))
    {
        assert_eq!(visit(&with_query(&callback_url, &[("iss", &wrong)])).status, 400, "{wrong}");
    }
    // A server that does not name itself could be any.
    assert_eq!(visit(&callback_url).status, 400);
    assert_eq!(visit(&with_query(&callback_url, &[("iss", "")])).status, 400);
    assert_eq!(visit(&with_query(&callback_url, &[("iss", &right), ("iss", &right)])).status, 400);
    assert_eq!(visit(&with_query(&callback_url, &[("iss", &right)])).status, 200);
    login.wait().success();
    assert_eq!(grants(&world), ["authorization_code"]);
}

/// The browser could reach the other program, which would then have the code.
#[test]
fn port_that_is_taken_on_one_address_is_refused() {
    for host in ["127.0.0.1", "::1"] {
        let (issuer, env) = (Issuer::new(), TestEnv::new());
        let world = issuer.world().may_be_silent();
        configure(&env, &world);
        let Ok(other) = TcpListener::bind((host, 0)) else { continue };
        let port = other.local_addr().unwrap().port();
        let uri = format!("http://localhost:{port}/callback");
        let stderr = login(&env, &world).arg("--redirect-uri").arg(uri).run().failed(3);
        assert!(stderr.contains(&format!("cannot listen on port {port}")), "{stderr}");
    }
}

#[test]
fn callback_to_localhost_is_accepted() {
    let waiting = waiting();
    let port = waiting.host.rsplit_once(':').unwrap().1;
    let request = format!("GET {} HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n", split(&waiting.callback).1);
    let answer = send(&waiting.host, request.as_bytes()).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    waiting.login.wait().success();
}
