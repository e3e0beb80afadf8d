//! `gettoken doctor PROFILE`, the network: each step is reported, a failed step skips only those that depend
//! on it, and the server sees one request without parameters.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::support::environment::TestEnv;
use crate::support::process::{Call, Outcome};
use crate::support::world::{Reply, World};

/// What a token endpoint may answer to a request without parameters.
const STATUS: u16 = 400;

fn world() -> World {
    World::always(Reply::empty(STATUS))
}

/// A doctor call for this URL, with a secret that must not be sent.
fn doctor(env: &TestEnv, url: &str) -> Call {
    env.gettoken(&["doctor", "oauth2", "--json", "-vv", "--client-id", "an-1d", "--token-url", url])
        .env("OAUTH2_CLIENT_SECRET", "s3cret-value")
}

/// The checks and the exit code. Asserts that no secret was printed.
#[track_caller]
fn report(call: Call) -> (Vec<Value>, i32) {
    let outcome = call.run();
    for secret in ["s3cret-value", "an-1d", "pr0xy-pw", "qu3ry"] {
        assert!(!format!("{outcome:?}").contains(secret), "{outcome:?}");
    }
    read(&outcome)
}

#[track_caller]
fn read(outcome: &Outcome) -> (Vec<Value>, i32) {
    let object: Value =
        serde_json::from_str(&outcome.stdout).unwrap_or_else(|error| panic!("{error}: {outcome:?}"));
    (object["checks"].as_array().unwrap().clone(), outcome.code.unwrap())
}

/// The only check with this name, which must have this state.
#[track_caller]
fn one(checks: &[Value], name: &str, state: &str) -> Value {
    let found: Vec<&Value> = checks.iter().filter(|check| check["name"] == name).collect();
    assert!(found.len() == 1 && found[0]["state"] == state, "{name} is {state}: {checks:#?}");
    found[0].clone()
}

#[track_caller]
fn says(check: &Value, key: &str, part: &str) {
    assert!(check[key].as_str().unwrap_or_default().contains(part), "{key} says {part:?}: {check:#}");
}

#[track_caller]
fn skipped(checks: &[Value], names: &[&str]) {
    for name in names {
        one(checks, name, "skipped");
    }
}

fn https(world: &World) -> String {
    format!("https://localhost:{}/t", world.https_addr().port())
}

#[test]
fn every_check_passes_for_a_healthy_server() {
    let (env, world) = (TestEnv::new(), world());
    let url = format!("{}?key=qu3ry", https(&world));
    let (checks, code) = report(doctor(&env, &url).arg("--cacert").arg(world.ca_pem_path()));
    let faults: Vec<_> = checks.iter().filter(|check| check["state"] == "fault").collect();
    assert_eq!((faults.len(), code), (0, 0), "{checks:#?}");
    assert_eq!(one(&checks, "endpoint", "ok")["url"].as_str(), Some(https(&world).as_str()));
    assert_eq!(one(&checks, "proxy", "ok")["address"], Value::Null);
    assert!(one(&checks, "authorities", "ok")["count"].as_u64() >= Some(1));
    assert!(one(&checks, "name", "ok")["addresses"].as_array().unwrap().contains(&"127.0.0.1".into()));
    let tls = one(&checks, "tls", "ok");
    assert_eq!(
        (tls["protocol"].as_str(), tls["issuer"].as_str()),
        (Some("TLSv1_3"), Some("gettoken test CA"))
    );
    assert!(tls["cipher"].as_str().unwrap().starts_with("TLS13_") && tls["not_after"].is_string(), "{tls:#}");
    assert_eq!(one(&checks, "answer", "ok")["status"], STATUS);
    skipped(&checks, &["clock"]);

    // The server saw one request, without body or credentials.
    let request = world.request();
    assert_eq!((request.method.as_str(), request.raw_target.as_str()), ("HEAD", "/t"));
    assert!(request.body.is_empty() && request.header("authorization").is_none(), "{request:#?}");
}

#[test]
fn text_report_has_the_same_checks() {
    let (env, world) = (TestEnv::new(), world());
    let call = env.gettoken(&["doctor", "oauth2", "--token-url", &https(&world), "--client-id", "an-1d"]);
    let text =
        call.env("SSL_CERT_FILE", world.ca_pem_path()).env("OAUTH2_CLIENT_SECRET", "x").run().success();
    assert!(
        text.contains("\n  ok       tls            TLS 1.3, host name verified; certificate for"),
        "{text}"
    );
    assert!(text.contains("\n  ok       authorities    1 from "), "{text}");
}

#[test]
fn dns_failure_skips_dependent_checks() {
    let env = TestEnv::new();
    let world = world().may_be_silent();
    let call = doctor(&env, "https://vendor.invalid/t").env("SSL_CERT_FILE", world.ca_pem_path());
    let (checks, code) = report(call);
    says(&one(&checks, "name", "fault"), "text", "vendor.invalid");
    one(&checks, "authorities", "ok");
    skipped(&checks, &["connection", "tls", "answer", "clock"]);
    assert_eq!(code, 6);
}

#[test]
fn a_closed_port_is_a_fault() {
    let env = TestEnv::new();
    let (checks, code) = report(doctor(&env, "http://127.0.0.1:9/t"));
    says(&one(&checks, "connection", "fault"), "text", "127.0.0.1:9 refused the connection");
    skipped(&checks, &["answer", "clock"]);
    assert_eq!(code, 6);
}

/// The TLS check and the exit code, for a server with a bad certificate.
fn tls_fault(world: &World) -> (Value, i32) {
    let env = TestEnv::new();
    let (checks, code) = report(doctor(&env, &https(world)).env("SSL_CERT_FILE", world.ca_pem_path()));
    one(&checks, "connection", "ok");
    skipped(&checks, &["answer", "clock"]);
    (one(&checks, "tls", "fault"), code)
}

#[test]
fn certificate_of_an_unknown_ca_is_shown_but_not_trusted() {
    let world = World::builder().untrusted_ca().start(|_| Reply::empty(STATUS));
    let (tls, code) = tls_fault(&world);
    says(&tls, "advice", "--cacert");
    assert_eq!((tls["issuer"].as_str(), code), (Some("gettoken test CA"), 8));
}

#[test]
fn expired_certificate_is_reported_with_its_expiry() {
    let world = World::builder().expired_certificate().start(|_| Reply::empty(STATUS));
    let (tls, code) = tls_fault(&world);
    says(&tls, "advice", "clock");
    assert_eq!((tls["not_after"].as_str(), code), (Some("2020-01-01T00:00:00Z"), 8));
}

#[test]
fn certificate_for_another_host_is_reported_with_its_name() {
    let world = World::builder().wrong_host().start(|_| Reply::empty(STATUS));
    let (tls, code) = tls_fault(&world);
    says(&tls, "text", "wrong-host.example");
    assert_eq!(code, 8);
}

#[test]
fn server_without_tls_is_reported() {
    let (env, world) = (TestEnv::new(), world().may_be_silent());
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = silent.local_addr().unwrap();
    let server = thread::spawn(move || {
        let (mut stream, _) = silent.accept().unwrap();
        let _ = stream.read(&mut [0; 512]);
        let _ = stream.write_all(b"220 mail.example ESMTP\r\n");
    });
    let call = doctor(&env, &format!("https://{address}/t")).env("SSL_CERT_FILE", world.ca_pem_path());
    let (checks, code) = report(call);
    one(&checks, "tls", "fault");
    assert!([6, 8].contains(&code), "{checks:#?}");
    server.join().unwrap();
}

#[test]
fn unreadable_ca_file_does_not_stop_the_connection_check() {
    let (env, world) = (TestEnv::new(), world().may_be_silent());
    let (checks, code) = report(doctor(&env, &https(&world)).args(&["--cacert", "/no/such.pem"]));
    says(&one(&checks, "authorities", "fault"), "text", "/no/such.pem");
    one(&checks, "connection", "ok");
    skipped(&checks, &["tls", "answer", "clock"]);
    assert_eq!(code, 3);
}

#[test]
fn proxy_is_used_and_named_without_its_password() {
    let (env, world) = (TestEnv::new(), world());
    let proxy = world.proxy_url().replace("http://", "http://user:pr0xy-pw@");
    let call = doctor(&env, "https://vendor.invalid/t").env("SSL_CERT_FILE", world.ca_pem_path());
    let (checks, code) = report(call.env("HTTPS_PROXY", proxy));
    let named = one(&checks, "proxy", "ok");
    assert_eq!(
        (named["address"].as_str(), named["source"].as_str()),
        (Some(&*world.proxy_url()), Some("HTTPS_PROXY"))
    );
    // Only the proxy's name is looked up here.
    says(&one(&checks, "name", "ok"), "text", "127.0.0.1");
    assert_eq!(one(&checks, "tls", "ok")["subject"], "vendor.invalid");
    assert_eq!(code, 0, "{checks:#?}");
    assert_eq!(world.request().host, "vendor.invalid");
}

#[test]
fn refusal_by_the_proxy_is_a_tunnel_fault() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://user:pr0xy-pw@{}", listener.local_addr().unwrap());
    let server = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let (mut head, mut byte) = (Vec::new(), [0]);
        while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).unwrap_or(0) > 0 {
            head.push(byte[0]);
        }
        let _ = stream.write_all(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n");
    });
    let (env, world) = (TestEnv::new(), world().may_be_silent());
    let call = doctor(&env, "https://vendor.invalid/t").env("SSL_CERT_FILE", world.ca_pem_path());
    let (checks, code) = report(call.arg("--proxy").arg(&url));
    says(&one(&checks, "tunnel", "fault"), "text", "407");
    skipped(&checks, &["tls", "answer", "clock"]);
    assert_eq!(code, 3);
    server.join().unwrap();
}

#[test]
fn invalid_proxy_url_is_reported_with_its_source() {
    let env = TestEnv::new();
    let call = doctor(&env, "https://vendor.invalid/t").env("HTTPS_PROXY", "http://user:pr0xy-pw@:8080");
    let (checks, code) = report(call);
    says(&one(&checks, "endpoint", "fault"), "text", "HTTPS_PROXY");
    assert_eq!(code, 3);
}

#[test]
fn url_without_tls_is_not_contacted() {
    let env = TestEnv::new();
    let (checks, code) = report(doctor(&env, "http://vendor.invalid/t"));
    says(&one(&checks, "endpoint", "fault"), "text", "is not https");
    skipped(&checks, &["name", "answer"]);
    assert_eq!(code, 3);
}

/// The check of the answer, for a server that gives this one.
fn answer(reply: Reply, state: &str) -> Value {
    let (env, world) = (TestEnv::new(), World::always(reply));
    let (checks, code) = report(doctor(&env, &format!("http://{}/t", world.http_addr())));
    assert_eq!(code, 0, "no status is a fault: {checks:#?}");
    one(&checks, "answer", state)
}

#[test]
fn http_status_is_ok_or_a_warning_but_never_a_fault() {
    for status in [200, 400, 401, 403, 405] {
        answer(Reply::empty(status), "ok");
    }
    says(&answer(Reply::empty(404), "warning"), "text", "path may be wrong");
    says(&answer(Reply::empty(500), "warning"), "text", "HTTP 500");
    says(&answer(Reply::empty(503), "warning"), "text", "HTTP 503");
    let redirect = Reply::empty(302).header("Location", "https://elsewhere.example/login?x=qu3ry");
    says(&answer(redirect, "warning"), "text", "`https://elsewhere.example/login`");
}

/// A path from the definition is correct, whatever the server answers to HEAD.
#[test]
fn http_404_is_ok_for_a_path_from_the_definition() {
    for provider in ["feishu-v3", "qq-bot"] {
        let (env, world) = (TestEnv::new(), World::always(Reply::empty(404)));
        let (checks, _) = report(env.gettoken(&["doctor", provider, "--json"]).through(&world));
        assert_eq!(one(&checks, "answer", "ok")["status"], 404, "{provider}");
    }
}

#[test]
fn server_header_cannot_control_the_terminal() {
    let reply = Reply::empty(200).header("Server", "evil\u{9b}31m\u{202e}");
    let (env, world) = (TestEnv::new(), World::always(reply));
    let outcome = doctor(&env, &format!("http://{}/t", world.http_addr())).run();
    assert!(!outcome.stdout.contains(['\u{9b}', '\u{202e}']), "{outcome:?}");
}

#[test]
fn failed_head_request_falls_back_to_get() {
    let env = TestEnv::new();
    let world = World::start(|request| match request.method.as_str() {
        "HEAD" => Reply::close(),
        _ => Reply::json(400, r#"{"error":"invalid_request"}"#),
    });
    let (checks, code) = report(doctor(&env, &https(&world)).env("SSL_CERT_FILE", world.ca_pem_path()));
    assert_eq!((one(&checks, "answer", "ok")["status"].as_u64(), code), (Some(400), 0));
    let targets: Vec<_> = world.requests().iter().map(|request| request.raw_target.clone()).collect();
    assert_eq!(targets, ["/t", "/t"]);
}

#[test]
fn non_http_response_is_a_fault() {
    let (env, world) = (TestEnv::new(), World::always(Reply::raw("SSH-2.0-OpenSSH_9.2\r\n")));
    let (checks, code) = report(doctor(&env, &format!("http://{}/t", world.http_addr())));
    one(&checks, "answer", "fault");
    skipped(&checks, &["clock"]);
    assert_eq!(code, 8);
}

#[test]
fn unresponsive_server_ends_with_the_timeout() {
    let (env, world) = (TestEnv::new(), World::always(Reply::hang()));
    let begun = Instant::now();
    let call = doctor(&env, &format!("http://{}/t", world.http_addr())).args(&["--timeout", "2"]);
    let (checks, code) = report(call);
    says(&one(&checks, "answer", "fault"), "advice", "--timeout");
    assert_eq!(code, 6);
    assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
}

#[test]
fn clock_difference_is_a_warning() {
    let env = TestEnv::new();
    let at = |seconds: i64| {
        let date = chrono::Utc::now() + chrono::TimeDelta::seconds(seconds);
        World::always(
            Reply::empty(STATUS).header("Date", &date.format("%a, %d %b %Y %H:%M:%S GMT").to_string()),
        )
    };
    let clock = |world: &World, state: &str| {
        one(&report(doctor(&env, &format!("http://{}/t", world.http_addr()))).0, "clock", state)
    };
    clock(&at(0), "ok");
    says(&clock(&at(600), "warning"), "text", "behind the server");
    let ahead = clock(&at(-600), "warning");
    says(&ahead, "text", "ahead of the server");
    assert!((590..=610).contains(&ahead["seconds_ahead"].as_i64().unwrap()), "{ahead:#}");
    let cached = World::always(
        Reply::empty(STATUS).header("Date", "Sun, 06 Nov 1994 08:49:37 GMT").header("Age", "9"),
    );
    clock(&cached, "skipped");
    // An invalid date is ignored.
    clock(&World::always(Reply::empty(STATUS).header("Date", "yesterday")), "skipped");
}
