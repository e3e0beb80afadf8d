//! A refresh token in a response is stored before the rest is checked and before anything is printed: no
//! invalid field, no signal and no closed stderr costs the user another login.

use std::io::pipe;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::support::environment::TestEnv;
use crate::support::issuer::{
    Issuer, PROFILE, access_token, configure, grants, login, refresh, refresh_token, start, token,
};
use crate::support::person::{address, agree};
use crate::support::world::{Reply, World};

/// Signals that end a process by default, and their numbers.
const SIGNALS: [(&str, i32); 8] = [
    ("HUP", 1),
    ("INT", 2),
    ("QUIT", 3),
    ("USR1", 10),
    ("USR2", 12),
    ("ALRM", 14),
    ("TERM", 15),
    ("XCPU", 24),
];
/// The number of instants during a request at which a signal is sent, and the time between them.
const INSTANTS: u32 = 10;
const STEP: Duration = Duration::from_millis(8);

/// The rest of a refresh response that has a good new refresh token: each has one invalid field.
const INVALID: [&str; 22] = [
    // Expiries.
    r#""access_token":"a","token_type":"Bearer","expires_in":"1h""#,
    r#""access_token":"a","token_type":"Bearer","expires_in":-1"#,
    r#""access_token":"a","token_type":"Bearer","expires_in":"""#,
    r#""access_token":"a","token_type":"Bearer","expires_in":true"#,
    r#""access_token":"a","token_type":"Bearer","expires_in":[3600]"#,
    r#""access_token":"a","token_type":"Bearer","expires_in":{"seconds":3600}"#,
    r#""access_token":"a","token_type":"Bearer","expires_in":"NaN""#,
    // Types.
    r#""access_token":"a","token_type":"mac","expires_in":3600"#,
    r#""access_token":"a","token_type":"DPoP","expires_in":3600"#,
    // A scope.
    r#""access_token":"a","token_type":"Bearer","expires_in":3600,"scope":"read\u0007""#,
    // Access tokens.
    r#""token_type":"Bearer","expires_in":3600"#,
    r#""access_token":null,"token_type":"Bearer","expires_in":3600"#,
    r#""access_token":"","token_type":"Bearer","expires_in":3600"#,
    r#""access_token":"a b","token_type":"Bearer","expires_in":3600"#,
    r#""access_token":"a\r\nX: y","token_type":"Bearer","expires_in":3600"#,
    r#""access_token":5,"token_type":"Bearer","expires_in":3600"#,
    r#""access_token":["a"],"token_type":"Bearer","expires_in":3600"#,
    // Errors.
    r#""error":"server_error""#,
    r#""error":"invalid_client","error_description":"no""#,
    r#""error":"invalid_scope""#,
    r#""error":"invalid_grant""#,
    r#""access_token":"a","token_type":"Bearer","expires_in":3600,"error":"something_else""#,
];

/// Values of the other fields of a refresh response; an empty one leaves the field out.
const FIELDS: [(&str, &[&str]); 5] = [
    ("access_token", &["\"odd\"", "", "null", "\"\"", "5", "true", "[\"a\"]", "{\"a\":1}", "\"a b\""]),
    ("token_type", &["\"Bearer\"", "", "null", "\"\"", "\"mac\"", "5", "[\"Bearer\"]", "{}"]),
    (
        "expires_in",
        &["3600", "", "null", "0", "\"3600\"", "\"\"", "\"1h\"", "-1", "1e99", "true", "[1]", "{\"s\":1}"],
    ),
    ("scope", &["\"read\"", "", "null", "\"\"", "5", "[\"read\"]", "[[\"read\"]]", "{}", "\"\\u0007\""]),
    ("id_token", &["\"a.e30.b\"", "", "null", "\"\"", "5", "\"...\"", "[]", "{}"]),
];

/// A server, and a home directory that is configured for it.
fn logged_out() -> (Issuer, World, TestEnv) {
    let (issuer, env) = (Issuer::new(), TestEnv::new());
    let world = issuer.world();
    configure(&env, &world);
    (issuer, world, env)
}

/// A session whose access token has expired.
fn expired() -> (Issuer, World, TestEnv) {
    let (issuer, world, env) = logged_out();
    issuer.with(|state| state.lifetime = 1);
    let login = start(&env, &world);
    agree(&address(&login));
    login.wait().success();
    thread::sleep(Duration::from_millis(1100));
    issuer.with(|state| state.lifetime = 3600);
    (issuer, world, env)
}

/// A response that replaces the first refresh token by the second.
fn replacing(status: u16, rest: &str) -> Reply {
    Reply::json(status, format!(r#"{{{rest},"refresh_token":"{}"}}"#, refresh_token(2)))
}

/// Makes the server give this reply to the next refresh.
fn replace(issuer: &Issuer, reply: Reply) {
    issuer.fail("refresh_token", reply);
    issuer.with(|state| state.current = Some(2));
}

/// The refresh tokens that reached the server.
fn sent(world: &World) -> Vec<String> {
    let refreshes = world.requests().into_iter().filter(|request| request.path == "/token");
    refreshes.filter_map(|request| request.form().get("refresh_token").cloned()).collect()
}

/// Waits until the server has received this many token requests.
#[track_caller]
fn wait_for_requests(world: &World, number: usize) {
    let end = Instant::now() + Duration::from_secs(30);
    while grants(world).len() < number {
        assert!(Instant::now() < end, "too few requests");
        thread::sleep(Duration::from_millis(1));
    }
}

#[test]
fn new_refresh_token_beside_an_invalid_field_is_used_next() {
    thread::scope(|tests| {
        for rest in INVALID {
            tests.spawn(move || {
                for status in [200, 400] {
                    let (issuer, world, env) = expired();
                    replace(&issuer, replacing(status, rest));
                    let outcome = token(&env, &world).run();
                    assert!(outcome.code.is_some_and(|code| code > 0), "{rest}: {outcome:?}");
                    assert_eq!(outcome.stdout, "", "{rest}");
                    assert!(outcome.stderr.contains("was stored"), "{rest}: {outcome:?}");
                    assert!(!outcome.stderr.contains("Canary"), "{rest}: {outcome:?}");
                    assert_eq!(token(&env, &world).run().success(), access_token(2) + "\n", "{rest}");
                    assert_eq!(sent(&world), [refresh_token(1), refresh_token(2)], "{rest}");
                    assert!(!issuer.with(|state| state.theft), "{rest}");
                }
            });
        }
    });
}

/// Two hundred responses with a good new refresh token and any combination of other fields.
#[test]
fn new_refresh_token_beside_any_other_fields_is_used_next() {
    const SESSIONS: u32 = 10;
    const REFRESHES: u32 = 20;
    let run = |session: u32| {
        let (issuer, world, env) = logged_out();
        let login = start(&env, &world);
        agree(&address(&login));
        login.wait().success();
        let mut current = access_token(1);
        for number in (2..).step_by(2).take(REFRESHES as usize) {
            // Linear congruential: the same combinations in each run.
            let mut state = session * REFRESHES + number;
            let fields = FIELDS.map(|(name, values)| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (name, values[(state >> 16) as usize % values.len()])
            });
            let fields = fields.iter().filter(|(_, value)| !value.is_empty());
            let fields: String = fields.map(|(name, value)| format!(r#","{name}":{value}"#)).collect();
            let body = format!(r#"{{"refresh_token":"{}"{fields}}}"#, refresh_token(number));
            issuer.fail("refresh_token", Reply::json(200, body));
            issuer.with(|state| state.current = Some(number));
            let rejecting = |rejected: &str| token(&env, &world).arg("--rejected").stdin(rejected).run();
            let first = rejecting(&current);
            match first.code {
                Some(0) => first.stdout.trim_end().clone_into(&mut current),
                _ => assert!(first.stderr.contains("was stored"), "{fields}: {first:?}"),
            }
            current = rejecting(&current).success().trim_end().to_owned();
            assert!(current.starts_with("AccessCanary"), "{fields}: {current}");
        }
        let all: Vec<_> = (1..=2 * REFRESHES).map(refresh_token).collect();
        assert_eq!(sent(&world), all);
        assert!(!issuer.with(|state| state.theft));
    };
    thread::scope(|tests| (0..SESSIONS).for_each(|session| drop(tests.spawn(move || run(session)))));
}

#[test]
fn odd_refresh_token_does_not_lose_the_access_token() {
    for odd in ["5", "true", "{}", r#"["RefreshCanary2"]"#, r#""a b""#, r#""a\r\nb""#] {
        let (issuer, world, env) = logged_out();
        let login = start(&env, &world);
        agree(&address(&login));
        login.wait().success();
        let body = format!(r#"{{"access_token":"AccessCanary2","expires_in":3600,"refresh_token":{odd}}}"#);
        issuer.fail("refresh_token", Reply::json(200, body));
        issuer.with(|state| state.given = 2);
        let outcome = refresh(&env, &world, 1).run();
        assert!(outcome.stderr.contains("warning: the new refresh token cannot be used"), "{outcome:?}");
        assert_eq!(outcome.success(), access_token(2) + "\n", "{odd}");
        assert_eq!(token(&env, &world).run().success(), access_token(2) + "\n", "{odd}");
        // The server may not have replaced the old one.
        assert_eq!(refresh(&env, &world, 2).run().success(), access_token(3) + "\n", "{odd}");
    }
}

/// Responses that cannot be decoded, or that end too early, but contain a whole new refresh token.
#[test]
fn new_refresh_token_in_a_damaged_response_is_used_next() {
    let good = format!(
        r#"{{"access_token":"a","token_type":"Bearer","refresh_token":"{}","expires_in":3600}}"#,
        refresh_token(2)
    );
    let json = |body: String| (Reply::json(200, body), 8);
    let raw = |head: &str, body: &str| (Reply::raw(format!("HTTP/1.1 200 OK\r\n{head}\r\n\r\n{body}")), 6);
    let long = format!("Content-Length: {}", good.len() + 1);
    let chunk = format!("{:x}\r\n{good}\r\n", good.len());
    for (reply, exit) in [
        json(format!("{good}<!-- 3 ms -->")),
        json(format!("<br>\n<b>Warning</b>: no such file\n{good}")),
        json(format!("[{good}]")),
        json(format!("\0{good}")),
        json(good.replace('}', r#","expires_in":3600}"#)),
        json(good.replace('}', r#","note":"a\xb"}"#)),
        json(good.replace('}', ",}")),
        json(good.replace("3600", "1e400")),
        json(good.replace("3600", "NaN")),
        json(good.replace('}', "")),
        json(good.replace(r#""expires_in":3600}"#, "")),
        json(good.replace('}', &format!(r#","x":"{}"}}"#, "x".repeat(1024 * 1024)))),
        raw(&long, &good),
        raw("Transfer-Encoding: chunked", &chunk),
        raw("Transfer-Encoding: chunked", &format!("100\r\n{good}")),
    ] {
        let (issuer, world, env) = expired();
        replace(&issuer, reply.clone());
        let stderr = token(&env, &world).run().failed(exit);
        assert!(stderr.contains("was stored") && !stderr.contains("Canary"), "{reply:?}: {stderr}");
        assert_eq!(token(&env, &world).run().success(), access_token(2) + "\n", "{reply:?}");
        assert_eq!(sent(&world), [refresh_token(1), refresh_token(2)], "{reply:?}");
    }
}

/// The table in SECURITY.md: how a refresh can end, the exit code of this call, how often it sends the refresh token,
/// and whether the next call sends it again. The server accepts it again, as if it had not been used.
#[test]
fn outcome_of_a_refresh_decides_what_is_sent_again() {
    let busy = |status| Reply::json(status, r#"{"error":"x"}"#).header("Retry-After", "0");
    let error = |status, code| Reply::json(status, format!(r#"{{"error":"{code}"}}"#));
    let without_new =
        format!(r#"{{"access_token":"{}","token_type":"Bearer","expires_in":3600}}"#, access_token(9));
    for (reply, exit, times, again) in [
        (busy(429), 0, 2, false),
        (busy(503), 0, 2, false),
        (Reply::json(200, without_new), 0, 1, true),
        (Reply::raw("\r\n"), 6, 1, true),
        (Reply::raw(""), 6, 1, true),
        (Reply::raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"acc"), 6, 1, true),
        (Reply::json(200, "<html>"), 8, 1, true),
        (error(500, "server_error"), 7, 1, true),
        (error(502, "x"), 7, 1, true),
        (error(504, "x"), 7, 1, true),
        (error(408, "x"), 7, 1, true),
        (error(401, "invalid_client"), 5, 1, true),
        (error(400, "invalid_scope"), 5, 1, true),
        (error(400, "invalid_grant"), 4, 1, false),
    ] {
        let (issuer, world, env) = expired();
        issuer.fail("refresh_token", reply.clone());
        let first = token(&env, &world).run();
        assert_eq!(first.code, Some(exit), "{reply:?}: {}", first.stderr);
        assert_eq!(sent(&world), vec![refresh_token(1); times], "{reply:?}");
        let next = token(&env, &world).arg("--force").run();
        let expected = if exit == 4 { 4 } else { 0 };
        assert_eq!(next.code, Some(expected), "{reply:?}: {}", next.stderr);
        let more = &sent(&world)[times..];
        assert_eq!(more.contains(&refresh_token(1)), again, "{reply:?}: {more:?}");
        assert!(!issuer.with(|state| state.theft), "{reply:?}");
    }
}

/// A server that is busy has not judged the refresh token, whatever code it sends.
#[test]
fn code_of_a_busy_server_does_not_end_the_session() {
    for status in [429, 503] {
        for code in ["invalid_grant", "invalid_client", "access_denied", "interaction_required"] {
            let (issuer, world, env) = expired();
            let body = format!(r#"{{"error":"{code}"}}"#);
            issuer.fail("refresh_token", Reply::json(status, body).header("Retry-After", "0"));
            assert_eq!(token(&env, &world).run().success(), access_token(2) + "\n", "{status} {code}");
            assert_eq!(sent(&world), [refresh_token(1), refresh_token(1)]);
        }
    }
}

/// A standard code in capitals is not about the session either.
#[test]
fn code_in_capitals_has_the_same_meaning() {
    for (code, exit) in
        [("INVALID_CLIENT", 5), (" Invalid_Scope ", 5), ("TEMPORARILY_UNAVAILABLE", 7), ("Slow_Down", 7)]
    {
        let (issuer, world, env) = expired();
        issuer.fail("refresh_token", Reply::json(400, format!(r#"{{"error":"{code}"}}"#)));
        token(&env, &world).arg("--retries=0").run().failed(exit);
        assert_eq!(token(&env, &world).arg("--force").run().success(), access_token(2) + "\n", "{code}");
    }
}

/// The code can be used once, and a busy server has not used it.
#[test]
fn code_is_sent_again_to_a_busy_server() {
    for status in [429, 503] {
        let (issuer, world, env) = logged_out();
        let busy = Reply::json(status, r#"{"error":"invalid_grant"}"#).header("Retry-After", "0");
        issuer.fail("authorization_code", busy);
        let login = login(&env, &world).spawn();
        agree(&address(&login));
        login.wait().success();
        assert_eq!(token(&env, &world).run().success(), access_token(1) + "\n", "{status}");
        assert!(!issuer.with(|state| state.theft));
    }
}

#[test]
fn refused_login_does_not_replace_the_session() {
    let (issuer, world, env) = logged_out();
    let first = start(&env, &world);
    agree(&address(&first));
    first.wait().success();
    issuer.fail("authorization_code", Reply::json(400, r#"{"error":"x","refresh_token":"required"}"#));
    let second = login(&env, &world).spawn();
    agree(&address(&second));
    assert!(second.wait().code.is_some_and(|code| code > 0));
    assert_eq!(token(&env, &world).arg("--force").run().success(), access_token(2) + "\n");
    assert_eq!(sent(&world), [refresh_token(1)]);
}

#[test]
fn retried_refresh_sends_the_new_refresh_token() {
    let (issuer, world, env) = expired();
    replace(&issuer, replacing(503, r#""error":"temporarily_unavailable""#));
    assert_eq!(token(&env, &world).run().success(), access_token(2) + "\n");
    assert_eq!(sent(&world), [refresh_token(1), refresh_token(2)]);
    assert!(!issuer.with(|state| state.theft));
}

#[test]
fn error_text_in_the_refresh_token_field_is_ignored() {
    for body in [
        r#"{"refresh_token":"inexact"}"#.to_owned(),
        r#"{"refresh_token":["required"]}"#.to_owned(),
        r#"{"refresh_token":"the value must be one of a user"}"#.to_owned(),
        format!(r#"{{"error":"invalid_scope","refresh_token":"{}"}}"#, refresh_token(1)),
    ] {
        let (issuer, world, env) = expired();
        issuer.fail("refresh_token", Reply::json(400, body.clone()));
        if body.contains("invalid_scope") {
            token(&env, &world).run().failed(5);
            assert_eq!(token(&env, &world).arg("--force").run().success(), access_token(2) + "\n", "{body}");
            assert_eq!(sent(&world), [refresh_token(1), refresh_token(1)], "{body}");
        } else {
            // Without a code, it is the refresh token that is refused.
            for _ in 0..2 {
                assert!(token(&env, &world).run().failed(4).contains("gettoken login work"), "{body}");
            }
            assert_eq!(sent(&world), [refresh_token(1)], "{body}");
        }
    }
}

#[test]
fn valid_access_token_is_served_after_a_failed_refresh() {
    let (issuer, world, env) = logged_out();
    let login = start(&env, &world);
    agree(&address(&login));
    login.wait().success();
    replace(&issuer, replacing(200, r#""access_token":"","token_type":"Bearer""#));
    token(&env, &world).arg("--force").run().failed(8);
    // The previous access token is still valid.
    assert_eq!(token(&env, &world).run().success(), access_token(1) + "\n");
    assert_eq!(token(&env, &world).arg("--force").run().success(), access_token(2) + "\n");
    assert_eq!(sent(&world), [refresh_token(1), refresh_token(2)]);
}

#[test]
fn login_with_an_invalid_field_stores_the_refresh_token() {
    for rest in INVALID.iter().filter(|rest| !rest.contains(r#""error""#)) {
        let (issuer, world, env) = logged_out();
        issuer.fail("authorization_code", replacing(200, rest));
        issuer.with(|state| state.current = Some(2));
        let login = login(&env, &world).spawn();
        agree(&address(&login));
        let outcome = login.wait();
        assert_eq!(outcome.code, Some(8), "{rest}: {outcome:?}");
        assert!(outcome.stderr.contains("was stored"), "{rest}: {outcome:?}");
        assert!(!outcome.stderr.contains("Canary"), "{rest}: {outcome:?}");
        let list = env.gettoken(&["cache", "list"]).run().success();
        assert!(list.contains(PROFILE), "{list}");
        let stderr = token(&env, &world).arg("--offline").run().failed(9);
        assert!(stderr.contains("expires too soon"), "{stderr}");
        assert_eq!(token(&env, &world).run().success(), access_token(1) + "\n", "{rest}");
        assert_eq!(sent(&world), [refresh_token(2)]);
    }
}

#[test]
fn imported_session_continues_with_the_new_refresh_token() {
    let (issuer, world, env) = logged_out();
    replace(&issuer, replacing(200, r#""access_token":"a","token_type":"Bearer","expires_in":"1h""#));
    let adopt = env.gettoken(&["login", PROFILE, "--refresh-token-file", "-"]).through(&world);
    let stderr = adopt.stdin(refresh_token(1)).run().failed(8);
    assert!(stderr.contains("was stored"), "{stderr}");
    assert_eq!(token(&env, &world).run().success(), access_token(1) + "\n");
    assert_eq!(sent(&world), [refresh_token(1), refresh_token(2)]);
}

#[test]
fn closed_stderr_does_not_end_the_refresh() {
    let (issuer, world, env) = expired();
    // A clock difference causes a warning, with or without `-v`.
    let dated = replacing(200, &format!(r#""access_token":"{}","expires_in":1"#, access_token(2)));
    replace(&issuer, dated.header("Date", "Tue, 14 Nov 2023 22:13:20 GMT"));
    for arguments in [["work", "-vv"], ["work", "--force"]] {
        let (reader, writer) = pipe().unwrap();
        drop(reader);
        let output = Command::new(env!("CARGO_BIN_EXE_gettoken"))
            .args(arguments)
            .args(["-o", "token"])
            .env_clear()
            .env("HOME", env.path(""))
            .env("GETTOKEN_CONFIG_DIR", env.config_dir())
            .env("HTTPS_PROXY", world.proxy_url())
            .env("SSL_CERT_FILE", world.ca_pem_path())
            .stdin(Stdio::null())
            .stderr(writer)
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
    }
    assert_eq!(sent(&world), [refresh_token(1), refresh_token(2)]);
    assert!(!issuer.with(|state| state.theft));
    assert_eq!(token(&env, &world).run().success(), access_token(2) + "\n");
}

#[test]
fn closed_stdout_ends_the_call_after_the_session_is_stored() {
    let (issuer, world, env) = expired();
    let (reader, writer) = pipe().unwrap();
    drop(reader);
    let outcome = token(&env, &world).stdout(writer).run();
    // Windows has no SIGPIPE.
    let expected = if cfg!(windows) { (Some(9), None) } else { (None, Some(13)) };
    assert_eq!((outcome.code, outcome.signal), expected, "{outcome:?}");
    assert_eq!(token(&env, &world).run().success(), access_token(2) + "\n");
    assert_eq!(sent(&world), [refresh_token(1)]);
    assert!(!issuer.with(|state| state.theft));
}

/// Sends a signal this many steps after the request, which is answered halfway.
#[cfg(unix)]
fn interrupted(login_too: bool, (name, number): (&str, i32), instant: u32) {
    let (issuer, world, env) = if login_too { logged_out() } else { expired() };
    issuer.with(|state| state.pause = STEP * (INSTANTS / 2));
    let count = grants(&world).len();
    let call = if login_too { start(&env, &world) } else { token(&env, &world).spawn() };
    if login_too {
        let at = address(&call);
        thread::spawn(move || agree(&at));
    }
    wait_for_requests(&world, count + 1);
    thread::sleep(STEP * instant);
    call.signal(name);
    let outcome = call.wait();
    let what = format!("{name} at instant {instant}, login: {login_too}: {outcome:?}");
    assert!(outcome.code == Some(0) || outcome.signal == Some(number), "{what}");
    issuer.with(|state| state.pause = Duration::ZERO);
    let got = token(&env, &world).run();
    assert_eq!((got.code, got.stdout.starts_with("AccessCanary")), (Some(0), true), "{what}, then {got:?}");
    assert!(!issuer.with(|state| state.theft), "{what}");
    // The one response was stored, so there is no further request.
    assert_eq!(grants(&world).len(), count + 1, "{what}");
}

#[cfg(unix)]
#[test]
fn no_signal_ends_a_refresh_between_request_and_store() {
    thread::scope(|tests| {
        for signal in SIGNALS {
            tests.spawn(move || (0..INSTANTS).for_each(|instant| interrupted(false, signal, instant)));
        }
    });
}

#[cfg(unix)]
#[test]
fn no_signal_ends_a_login_between_request_and_store() {
    thread::scope(|tests| {
        for signal in SIGNALS {
            tests.spawn(move || (0..INSTANTS).for_each(|instant| interrupted(true, signal, instant)));
        }
    });
}
