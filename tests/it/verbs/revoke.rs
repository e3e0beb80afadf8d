//! `gettoken revoke`: revokes a stored access token (RFC 7009) and forgets it, or neither.

use std::thread;
use std::time::Duration;

use crate::support::process::Outcome;
use crate::support::token_server::{TokenServer, token};
use crate::support::tools::wait_until;
use crate::support::world::Reply;

const LIMIT: Duration = Duration::from_secs(30);

#[test]
fn an_applications_token_is_revoked_and_forgotten() {
    let server = TokenServer::always(Reply::empty(200));
    server.fetch();
    // Recorded for replay.
    server.fetch();
    let outcome = server.call(&["revoke", "app"]).run();
    assert_eq!(outcome.clone().success(), "");
    assert!(outcome.stderr.contains("revoked the token of `app`"), "{outcome:?}");
    let form = server.requests("/revoke").pop().unwrap().form();
    assert_eq!((form["token"].clone(), form["token_type_hint"].as_str()), (token(1), "access_token"));
    assert!(!server.is_stored("Canary"));
    // The next call gets another one, also where a replay was recorded.
    assert_eq!(server.call(&["app", "-o", "token"]).run().success(), token(2) + "\n");
}

#[test]
fn without_a_token_nothing_is_sent() {
    let server = TokenServer::always(Reply::empty(200)).may_be_silent();
    for profile in ["app", "me"] {
        let outcome = server.call(&["revoke", profile]).run();
        assert_eq!(outcome.clone().success(), "");
        assert!(outcome.stderr.contains("no cached token"), "{outcome:?}");
    }
    assert!(server.world.requests().is_empty());
    assert!(!server.env.tokens_dir().exists());
}

#[test]
fn a_session_loses_only_its_access_token() {
    let server = TokenServer::always(Reply::empty(200));
    server.log_in();
    let outcome = server.call(&["revoke", "me"]).run();
    assert!(outcome.stderr.contains("the session stays"), "{outcome:?}");
    outcome.success();
    assert!(!server.is_stored("AccessCanary") && server.is_stored("RefreshCanary"));
    // There is nothing to revoke until the session has its next token.
    assert!(server.call(&["revoke", "me"]).run().stderr.contains("no cached token"));
    assert_eq!(server.requests("/revoke").len(), 1);
    assert_eq!(server.call(&["me", "-o", "token"]).run().success(), token(2) + "\n");
    server.call(&["logout", "me"]).run().success();
    let hints: Vec<String> =
        server.requests("/revoke").iter().map(|request| request.form()["token_type_hint"].clone()).collect();
    assert_eq!(hints, ["access_token", "refresh_token"]);
}

#[test]
fn a_session_without_a_refresh_token_ends() {
    let server = TokenServer::new(|request| match request.path.as_str() {
        "/revoke" => Reply::empty(200),
        other => panic!("{other}"),
    });
    server.log_in();
    // As a login that granted only an access token.
    let entry = std::fs::read_dir(server.env.tokens_dir()).unwrap().flatten().find_map(|file| {
        let text = std::fs::read_to_string(file.path()).ok()?;
        text.contains("RefreshCanary").then_some((file.path(), text))
    });
    let (path, text) = entry.unwrap();
    let line = text.lines().nth(1).unwrap();
    let mut form: serde_json::Value = serde_json::from_str(line).unwrap();
    form["tokens"]["refresh"] = serde_json::Value::Null;
    let line = form.to_string();
    let sum = ring::digest::digest(&ring::digest::SHA256, line.as_bytes());
    let sum: String = sum.as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
    std::fs::write(path, format!("gettoken-entry 2 {sum}\n{line}\n")).unwrap();
    let outcome = server.call(&["revoke", "me"]).run();
    assert!(outcome.stderr.contains("with it the session"), "{outcome:?}");
    outcome.success();
    assert!(!server.is_stored("Canary"));
    server.call(&["me"]).run().failed(4);
}

#[test]
fn nothing_is_forgotten_unless_the_server_revokes() {
    for (reply, code, expected) in [
        (Reply::json(400, r#"{"error":"unsupported_token_type"}"#), 5, "unsupported_token_type"),
        (Reply::json(200, r#"{"error":"unsupported_token_type"}"#), 5, "unsupported_token_type"),
        (Reply::json(401, r#"{"error":"invalid_client"}"#), 5, "check the client secret"),
        (Reply::empty(503).header("Retry-After", "120"), 7, "120"),
        (Reply::empty(500), 7, "500"),
        (Reply::close(), 6, ""),
        (Reply::json(400, "{").header("Content-Length", "99"), 6, ""),
        (Reply::empty(307).header("Location", "https://evil.example/"), 8, "evil.example"),
    ] {
        let shown = format!("{reply:?}");
        let server = TokenServer::always(reply);
        server.fetch();
        let stderr = server.call(&["revoke", "app", "--retries=0"]).run().failed(code);
        assert!(stderr.contains(expected), "{shown}: {stderr}");
        assert!(!stderr.contains("Canary"), "{stderr}");
        server.fetch();
        assert_eq!(server.requests("/token").len(), 1, "{shown}");
    }
}

#[test]
fn without_an_endpoint_the_hint_names_the_cache() {
    let server = TokenServer::always(Reply::empty(200)).may_be_silent();
    let call = server.env.gettoken(&["revoke", "oauth2", "--client-id=i", "--token-url=https://a.example/t"]);
    let stderr = call.env("OAUTH2_CLIENT_SECRET", "s").run().failed(3);
    assert!(stderr.contains("--revoke-url") && stderr.contains("gettoken cache clear oauth2"), "{stderr}");
    let text = server.call(&["revoke", "app", "--dry-run"]).run().success();
    assert!(text.starts_with("POST https://auth.example.com/revoke\n") && text.contains("token=…"), "{text}");
}

#[test]
fn a_token_on_stdin_is_revoked_and_forgotten_if_it_is_stored() {
    let server = TokenServer::always(Reply::empty(200));
    server.fetch();
    let revoke = |token: &str| server.call(&["revoke", "app", "--stdin"]).stdin(token.to_owned()).run();
    assert!(revoke("OtherCanary").stderr.contains("revoked"));
    assert!(!server.requests("/revoke")[0].form().contains_key("token_type_hint"));
    assert!(server.is_stored(&token(1)));
    revoke(&token(1)).success();
    assert!(!server.is_stored("Canary"));
    // The refresh token is the session.
    server.log_in();
    server.call(&["revoke", "me", "--stdin"]).stdin("RefreshCanary").run().success();
    assert!(!server.is_stored("Canary"));
    server.call(&["me"]).run().failed(4);
}

#[test]
fn twenty_calls_revoke_once() {
    let server = TokenServer::new(|_| Reply::empty(200).delay(Duration::from_millis(200)));
    server.fetch();
    let outcomes: Vec<Outcome> = thread::scope(|scope| {
        let call = || server.call(&["revoke", "app"]).run();
        let calls: Vec<_> = (0..20).map(|_| scope.spawn(call)).collect();
        calls.into_iter().map(|call| call.join().unwrap()).collect()
    });
    let revoked = outcomes.iter().filter(|outcome| outcome.stderr.contains("revoked the token")).count();
    assert!(outcomes.iter().all(|outcome| outcome.code == Some(0)), "{outcomes:#?}");
    assert_eq!((revoked, server.requests("/revoke").len()), (1, 1));
}

/// The server may have revoked the token, so the next call asks again.
#[test]
fn a_call_that_is_killed_can_be_repeated() {
    let first = std::sync::atomic::AtomicBool::new(true);
    let server = TokenServer::new(move |_| match first.swap(false, std::sync::atomic::Ordering::SeqCst) {
        true => Reply::hang(),
        false => Reply::empty(200),
    });
    server.fetch();
    let mut call = server.call(&["revoke", "app"]).spawn();
    wait_until(LIMIT, "the server is asked", || server.requests("/revoke").len() == 1);
    call.kill();
    drop(call);
    server.fetch();
    server.call(&["revoke", "app"]).run().success();
    assert!(!server.is_stored("Canary"));
}

/// Between the request and the removal, no other process may store a token that is then removed.
#[test]
fn a_token_that_replaced_the_revoked_one_is_kept() {
    let server = TokenServer::new(|_| Reply::empty(200).delay(Duration::from_millis(500)));
    server.fetch();
    let revoke = server.call(&["revoke", "app"]).spawn();
    wait_until(LIMIT, "the server is asked", || server.requests("/revoke").len() == 1);
    let fetched = server.call(&["app", "-o", "token", "--force"]).run().success();
    revoke.wait().success();
    assert_eq!(fetched, token(2) + "\n");
    assert_eq!(server.call(&["app", "-o", "token"]).run().success(), fetched);
}
