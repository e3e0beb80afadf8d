//! Retries: after temporary failures, no earlier than `Retry-After` says, and never after permanent failures.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use crate::support::environment::TestEnv;
use crate::support::reply::Reply;
use crate::support::site::Site;
use crate::support::vendor::{Vendor, token};
use crate::support::world::World;
use chrono::{TimeDelta, Utc};
use serde_json::Value;

/// The HTTP date this many seconds from now.
fn date(seconds: i64) -> String {
    (Utc::now() + TimeDelta::seconds(seconds)).format("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

fn too_many(retry_after: &str) -> Reply {
    Reply::json(429, r#"{"error":"too_many_requests"}"#).header("Retry-After", retry_after)
}

/// A vendor that answers `first` to its first request and a token to all others, and the request times.
fn once(first: impl Fn() -> Reply + Send + Sync + 'static) -> (Vendor, Arc<Mutex<Vec<Instant>>>) {
    let times = Arc::new(Mutex::new(Vec::new()));
    let arrivals = Arc::clone(&times);
    let vendor = Vendor::start(move |number| {
        arrivals.lock().unwrap().push(Instant::now());
        if number == 1 { first() } else { token(number, 3600) }
    });
    (vendor, times)
}

/// The JSON error on stderr.
fn json_error(stderr: &str) -> Value {
    let value: Value = serde_json::from_str(stderr).unwrap_or_else(|_| panic!("not JSON: {stderr}"));
    value["error"].clone()
}

#[test]
fn retry_after_is_respected() {
    type RetryAfter = fn() -> String;
    // A date has whole seconds, so up to one second of the wait is lost.
    let values: [(RetryAfter, u64); 2] = [(|| "2".to_owned(), 2), (|| date(3), 2)];
    for (retry_after, least) in values {
        let (vendor, times) = once(move || too_many(&retry_after()));
        assert_eq!(vendor.call(&TestEnv::new()).run().success(), "token-2\n");
        let times = times.lock().unwrap();
        // Only a lower bound: a busy machine may retry later.
        assert!(times[1] - times[0] >= Duration::from_secs(least), "{:?}", times[1] - times[0]);
        assert_eq!(vendor.asked(), 2);
    }
}

/// A limit whose reset has just passed is over.
#[test]
fn epoch_in_the_past_is_no_wait() {
    for age in [0, 1, 3600] {
        let (vendor, _) = once(move || too_many(&(Utc::now().timestamp() - age).to_string()));
        assert_eq!(vendor.call(&TestEnv::new()).run().success(), "token-2\n", "{age}");
    }
}

#[test]
fn invalid_retry_after_is_ignored() {
    for value in ["-5", "garbage", "", "Tue, 14 Nov 2000 22:13:27 GMT", "1e999", "NaN"] {
        let (vendor, _) = once(move || too_many(value));
        let outcome = vendor.call(&TestEnv::new()).run();
        assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(0), "token-2\n"), "{value:?}: {outcome:?}");
        assert_eq!(vendor.asked(), 2, "{value:?}");
    }
}

/// Asserts that a `Retry-After` longer than the call ends it, and the next calls as well.
fn assert_reported_and_remembered(retry_after: &'static str) {
    let (vendor, _) = once(move || too_many(retry_after));
    let env = TestEnv::new();
    let error = json_error(&vendor.call(&env).arg("--error-format=json").run().failed(7));
    assert_eq!((error["kind"].as_str(), error["retryable"].as_bool()), (Some("busy"), Some(true)), "{error}");
    assert!(error["retry_after"].as_u64().is_some_and(|wait| wait >= 60), "{error}");
    assert_eq!(vendor.asked(), 1);
    // The next call remembers it and sends no request, unless it is forced.
    let again = json_error(&vendor.call(&env).arg("--error-format=json").run().failed(7));
    assert!(again["retry_after"].as_u64().is_some_and(|wait| (1..=3600).contains(&wait)), "{again}");
    assert_eq!(vendor.asked(), 1);
    assert_eq!(vendor.call(&env).arg("--force").run().success(), "token-2\n");
    assert_eq!(vendor.call(&env).run().success(), "token-2\n", "the refusal is forgotten");
}

#[test]
fn retry_after_longer_than_the_call_is_remembered() {
    assert_reported_and_remembered("60");
}

#[test]
fn retry_after_date_beyond_the_call_is_remembered() {
    assert_reported_and_remembered("Tue, 14 Nov 2113 22:13:27 GMT");
}

#[test]
fn retry_after_of_thirty_years_is_not_ignored() {
    assert_reported_and_remembered("1000000000");
}

#[test]
fn overflowing_retry_after_is_not_ignored() {
    assert_reported_and_remembered("99999999999999999999");
}

/// Each vendor's codes for too many calls, and the documented wait in seconds.
const WAITS: [(&str, u16, &str, u64); 7] = [
    ("wecom", 200, r#"{"errcode":45009,"errmsg":"api freq out of limit"}"#, 60),
    ("exmail", 200, r#"{"errcode":45009,"errmsg":"api freq out of limit"}"#, 60),
    ("wechat", 200, r#"{"errcode":45011,"errmsg":"api minute-quota reach limit rid: r"}"#, 60),
    ("wechat-stable", 200, r#"{"errcode":45011,"errmsg":"api minute-quota reach limit rid: r"}"#, 60),
    ("dingtalk", 200, r#"{"errcode":90018,"errmsg":"m"}"#, 1),
    ("dingtalk", 200, r#"{"errcode":88,"sub_code":"90002","sub_msg":"m"}"#, 1),
    ("dingtalk-v1", 403, r#"{"code":"Forbidden.AccessDenied.QpsLimitForApi","message":"m"}"#, 1),
];

#[test]
fn wait_that_belongs_to_a_code_is_kept() {
    for (provider, status, body, wait) in WAITS {
        let times = Arc::new(Mutex::new(Vec::new()));
        let arrivals = Arc::clone(&times);
        let world = World::start(move |_| {
            arrivals.lock().unwrap().push(Instant::now());
            Reply::json(status, body)
        });
        let env = TestEnv::new();
        let call = || {
            let args =
                [provider, "--client-id=id", "--client-secret-file=-", "--retries=1", "--error-format=json"];
            json_error(&env.gettoken(&args).stdin("s").through(&world).run().failed(7))
        };
        let error = call();
        assert_eq!(error["retry_after"], wait, "{provider}: {error}");
        let times = times.lock().unwrap().clone();
        if wait > 30 {
            // It is longer than the call may take, so nothing is repeated, in this call and the next.
            let again = call();
            assert!(again["retry_after"].as_u64().is_some_and(|left| (1..=wait).contains(&left)), "{again}");
            assert_eq!(world.requests().len(), 1, "{provider}");
        } else {
            assert_eq!(times.len(), 2, "{provider}");
            assert!(times[1] - times[0] >= Duration::from_secs(wait), "{provider}: {times:?}");
        }
    }
}

#[test]
fn api_reports_the_wait_that_belongs_to_a_code() {
    let body = r#"{"error_code":18,"error_msg":"Open api qps request limit reached"}"#;
    let site = Site::always("baidu", Reply::json(200, body));
    let error = json_error(&site.api(&["/x", "--error-format=json"]).run().failed(7));
    assert_eq!(error["retry_after"], 1, "{error}");
}

#[test]
fn remembered_retry_after_expires() {
    let (vendor, _) = once(|| too_many("2"));
    let env = TestEnv::new();
    vendor.call(&env).arg("--retries=0").run().failed(7);
    vendor.call(&env).arg("--retries=0").run().failed(7);
    assert_eq!(vendor.asked(), 1);
    std::thread::sleep(Duration::from_millis(2_100));
    assert_eq!(vendor.call(&env).arg("--retries=0").run().success(), "token-2\n");
}

#[test]
fn retry_after_date_is_read_on_the_servers_clock() {
    // The server's clock is ten minutes ahead: its date is two seconds away, not ten minutes.
    let (vendor, _) = once(|| too_many(&date(602)).header("Date", &date(600)));
    let outcome = vendor.call(&TestEnv::new()).run();
    assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(0), "token-2\n"), "{outcome:?}");
}

#[test]
fn temporary_failure_is_retried_twice() {
    for status in [500, 502, 503, 504, 408] {
        let vendor =
            Vendor::start(move |number| if number < 3 { Reply::empty(status) } else { token(number, 3600) });
        assert_eq!(vendor.call(&TestEnv::new()).run().success(), "token-3\n", "HTTP {status}");
        assert_eq!(vendor.asked(), 3, "HTTP {status}");
    }
}

#[test]
fn vendor_that_stays_busy_gets_three_requests() {
    let vendor = Vendor::start(|_| Reply::empty(503));
    let env = TestEnv::new();
    vendor.call(&env).run().failed(7);
    assert_eq!(vendor.asked(), 3);
    // A temporary failure is not remembered: the next call may succeed.
    vendor.call(&env).arg("--retries=1").run().failed(7);
    assert_eq!(vendor.asked(), 5);
}

#[test]
fn broken_connection_is_retried() {
    let partial = || Reply::raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"access_");
    for (what, broken) in [("closed", Reply::close()), ("cut", partial()), ("silent", Reply::raw(""))] {
        let (vendor, _) = once(move || broken.clone());
        let outcome = vendor.call(&TestEnv::new()).run();
        assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(0), "token-2\n"), "{what}: {outcome:?}");
        assert_eq!(vendor.asked(), 2, "{what}");
    }
}

#[test]
fn closed_port_is_a_network_error() {
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let url = format!("http://{port}/token");
    let env = TestEnv::new();
    let args = ["oauth2", "--token-url", &url, "--client-id=id", "--error-format=json"];
    let call = env.gettoken(&args).env("OAUTH2_CLIENT_SECRET", "secret");
    let error = json_error(&call.run().failed(6));
    assert_eq!((&error["kind"], &error["retryable"]), (&"network".into(), &true.into()), "{error}");
}

#[test]
fn permanent_failure_is_not_retried() {
    let json = |status: u16, body: &str| Reply::json(status, body);
    let moved = Reply::empty(307).header("Location", "/elsewhere");
    for (what, reply, code) in [
        ("a wrong secret", json(401, r#"{"error":"invalid_client"}"#), 5),
        ("a wrong scope", json(400, r#"{"error":"invalid_scope"}"#), 5),
        ("a rule of the server", json(403, r#"{"error":"access_denied"}"#), 5),
        ("no such page", Reply::empty(404), 5),
        ("a status without a meaning", Reply::empty(418), 5),
        ("a redirect", moved, 8),
        ("no token", json(200, "{}"), 8),
        ("no JSON", json(200, "<html></html>"), 8),
        ("a token that cannot be sent in a header", json(200, r#"{"access_token":"a b"}"#), 8),
        ("a token that has expired", json(200, r#"{"access_token":"t","expires_in":-1}"#), 8),
        ("no HTTP", Reply::raw("hello\r\n\r\n"), 8),
    ] {
        let vendor = Vendor::start(move |_| reply.clone());
        let outcome = vendor.call(&TestEnv::new()).run();
        assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(code), ""), "{what}: {outcome:?}");
        assert_eq!(vendor.asked(), 1, "{what}");
    }
}

#[test]
fn retries_zero_sends_one_request() {
    for (reply, code) in [(Reply::empty(503), 7), (Reply::close(), 6), (too_many("1"), 7)] {
        let vendor = Vendor::start(move |_| reply.clone());
        vendor.call(&TestEnv::new()).arg("--retries=0").run().failed(code);
        assert_eq!(vendor.asked(), 1);
    }
}

#[test]
fn timeout_ends_the_retries() {
    let vendor = Vendor::start(|_| Reply::empty(503));
    vendor.call(&TestEnv::new()).arg("--retries=10").arg("--timeout=1s").run().failed(7);
    assert!((1..10).contains(&vendor.asked()), "{} requests", vendor.asked());
}
