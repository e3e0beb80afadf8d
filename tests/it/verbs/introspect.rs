//! `gettoken introspect`: what a server says about a token (RFC 7662), as JSON or as a JWT (RFC 9701).

use serde_json::{Value, json};

use crate::support::jwt::unsigned;
use crate::support::request::fields;
use crate::support::token_server::{SECRET, TokenServer, token};
use crate::support::world::Reply;

const ACTIVE: &str =
    r#"{"active":true,"client_id":"id","exp":4102444800,"scope":"read write","aud":["a","b"]}"#;

fn json_of(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

#[test]
fn the_cached_token_is_described() {
    let server = TokenServer::always(Reply::json(200, ACTIVE));
    server.fetch();
    let text = server.call(&["introspect", "app"]).run().success();
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some("active: true"));
    let exp = lines.find(|line| line.starts_with("exp: ")).unwrap();
    // The offset is that of the test's zone.
    assert!(exp.starts_with("exp: 2100-01-01 00:00:00") && exp.contains("(in "), "{exp}");
    assert!(text.contains("scope: read write\n") && text.contains("aud: [\"a\",\"b\"]\n"), "{text}");
    assert!(!text.contains("signature"), "{text}");
    let request = server.requests("/introspect").pop().unwrap();
    let (secret, token) = (("client_secret", SECRET), token(1));
    let expected =
        [("client_id", "id"), secret, ("token", token.as_str()), ("token_type_hint", "access_token")];
    assert_eq!((request.method.as_str(), request.form()), ("POST", fields(&expected)));

    let object = json_of(&server.call(&["introspect", "app", "--json"]).run().success());
    assert_eq!((&object["version"], &object["active"]), (&json!(1), &json!(true)));
    assert_eq!((&object["profile"], &object["provider"]), (&json!("app"), &json!("oauth2")));
    assert_eq!(object["response"], json_of(ACTIVE));
    assert_eq!(object["signature"], Value::Null);
    // No token is fetched for this.
    assert_eq!(server.requests("/token").len(), 1);
}

#[test]
fn an_inactive_token_is_exit_5_and_still_printed() {
    let server = TokenServer::always(Reply::json(200, r#"{"active":false}"#));
    server.fetch();
    let outcome = server.call(&["introspect", "app"]).run();
    assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(5), "active: false\n"));
    assert!(outcome.stderr.contains("`gettoken app --force`"), "{}", outcome.stderr);
    let outcome = server.call(&["introspect", "app", "--json"]).run();
    assert_eq!((outcome.code, &json_of(&outcome.stdout)["active"]), (Some(5), &json!(false)));
}

#[test]
fn no_token_is_fetched_or_refreshed() {
    let server = TokenServer::always(Reply::json(200, ACTIVE)).may_be_silent();
    let stderr = server.call(&["introspect", "app"]).run().failed(9);
    assert!(stderr.contains("no cached token") && stderr.contains("--stdin"), "{stderr}");
    let stderr = server.call(&["introspect", "me"]).run().failed(4);
    assert!(stderr.contains("gettoken login me"), "{stderr}");
    assert!(server.world.requests().is_empty());
    assert!(!server.env.tokens_dir().exists());
}

#[test]
fn a_token_on_stdin_is_described_without_a_hint_of_its_type() {
    let server = TokenServer::always(Reply::json(200, ACTIVE));
    let call = || server.call(&["introspect", "app", "--stdin"]);
    call().stdin("OtherCanary\n").run().success();
    let form = server.requests("/introspect").pop().unwrap().form();
    assert_eq!((form["token"].as_str(), form.contains_key("token_type_hint")), ("OtherCanary", false));
    let stderr = call().stdin("").run().failed(3);
    assert!(stderr.contains("stdin is empty"), "{stderr}");
    let stderr = call().args(&["--client-secret-file", "-"]).stdin("x").run().failed(2);
    assert!(stderr.contains("cannot both read stdin"), "{stderr}");
    call().arg("OtherCanary").stdin("x").run().failed(2);
}

#[test]
fn the_refresh_token_of_a_session_is_described() {
    let server = TokenServer::always(Reply::json(200, ACTIVE));
    server.log_in();
    server.call(&["introspect", "me", "--refresh-token"]).run().success();
    let form = server.requests("/introspect").pop().unwrap().form();
    assert_eq!(
        (form["token"].as_str(), form["token_type_hint"].as_str()),
        ("RefreshCanary", "refresh_token")
    );
}

#[test]
fn a_jwt_is_decoded_and_said_to_be_unverified() {
    let inner = json!({ "iss": "https://auth.example.com", "aud": "id", "iat": 1, "token_introspection": json_of(ACTIVE) });
    let reply = |body: String| {
        Reply::empty(200)
            .header("Content-Type", "application/token-introspection+jwt; charset=utf-8")
            .body(body)
    };
    let server = TokenServer::always(reply(unsigned(&inner)));
    server.fetch();
    let text = server.call(&["introspect", "app"]).run().success();
    assert!(text.starts_with("active: true\n") && text.ends_with("signature: not checked\n"), "{text}");
    let object = json_of(&server.call(&["introspect", "app", "--json"]).run().success());
    assert_eq!((&object["response"], &object["signature"]), (&json_of(ACTIVE), &json!("not checked")));

    let empty = unsigned(&json!({ "active": true }));
    for (body, expected) in [
        (empty.as_str(), "does not describe a token"),
        ("a.b.c.d.e", "encrypted"),
        ("e30.e30", "invalid JWT"),
        ("e30.eyJhIjoxLCJhIjoyfQ.x", "invalid JWT"),
        ("é", "invalid JWT"),
        ("", "invalid JWT"),
    ] {
        let server = TokenServer::always(reply(body.to_owned()));
        server.fetch();
        let stderr = server.call(&["introspect", "app"]).run().failed(8);
        assert!(stderr.contains(expected), "{body}: {stderr}");
    }
}

#[test]
fn answers_that_are_no_introspection_are_refused() {
    for (reply, code, expected) in [
        (Reply::json(200, "{}"), 8, "did not say whether"),
        (Reply::json(200, r#"{"active":"true"}"#), 8, "did not say whether"),
        (Reply::json(200, r#"{"active":true,"active":false}"#), 8, ""),
        (Reply::json(200, "[]"), 8, ""),
        (Reply::empty(200).body("<html>login</html>"), 8, ""),
        (Reply::empty(302).header("Location", "https://evil.example/"), 8, "evil.example"),
        (Reply::json(401, r#"{"error":"invalid_client"}"#), 5, "check the client secret"),
        (Reply::json(400, r#"{"error":"invalid_client"}"#), 5, "check the client secret"),
        (Reply::empty(401).header("WWW-Authenticate", "Basic realm=x"), 5, "--client-auth basic"),
        (Reply::json(403, r#"{"error":"access_denied"}"#), 5, "access_denied"),
        (Reply::empty(404), 5, "--introspect-url"),
        (Reply::empty(429).header("Retry-After", "77"), 7, "77"),
        (Reply::close(), 6, ""),
    ] {
        let shown = format!("{reply:?}");
        let server = TokenServer::always(reply);
        server.fetch();
        let stderr = server.call(&["introspect", "app", "--retries=0"]).run().failed(code);
        assert!(stderr.contains(expected), "{shown}: {stderr}");
        assert!(!stderr.contains("Canary"), "{stderr}");
        // The token is kept, and no error of this request is remembered.
        assert_eq!(server.call(&["app", "-o", "token"]).run().success(), token(1) + "\n");
    }
}

#[test]
fn temporary_failures_are_tried_again() {
    let failed = std::sync::atomic::AtomicBool::new(false);
    let server = TokenServer::new(move |_| match failed.swap(true, std::sync::atomic::Ordering::SeqCst) {
        false => Reply::empty(503),
        true => Reply::json(200, ACTIVE),
    });
    server.fetch();
    server.call(&["introspect", "app"]).run().success();
    assert_eq!(server.requests("/introspect").len(), 2);
}

#[test]
fn secrets_in_an_answer_are_removed() {
    let body = format!(
        r#"{{"active":true,"token":"{}","x":{{"s":["{SECRET}"],"AccessCanary1":1}},"n":"a\u001b[31m\n\u202eb"}}"#,
        token(1)
    );
    let server = TokenServer::always(Reply::json(200, body));
    server.fetch();
    for words in [&["introspect", "app"][..], &["introspect", "app", "--json"], &["introspect", "app", "-v"]]
    {
        let outcome = server.call(words).run();
        let all = outcome.stdout.clone() + &outcome.stderr;
        assert!(!all.contains("Canary") && !all.contains('\u{1b}') && !all.contains('\u{202e}'), "{all:?}");
        outcome.success();
    }
}

#[test]
fn nothing_is_sent_without_an_endpoint_or_in_a_dry_run() {
    let server = TokenServer::always(Reply::json(200, ACTIVE)).may_be_silent();
    let text = server.call(&["introspect", "app", "--dry-run"]).run().success();
    assert!(text.starts_with("POST https://auth.example.com/introspect\n"), "{text}");
    assert!(
        text.contains("form token=…\n") && text.contains("form token_type_hint=access_token\n"),
        "{text}"
    );
    let call =
        server.env.gettoken(&["introspect", "oauth2", "--client-id=i", "--token-url=https://a.example/t"]);
    let stderr = call.env("OAUTH2_CLIENT_SECRET", "s").run().failed(3);
    assert!(stderr.contains("introspection") && stderr.contains("--introspect-url"), "{stderr}");
    let stderr = server.env.gettoken(&["introspect", "dingtalk", "--client-id=i"]).run().failed(3);
    assert!(stderr.contains("does not support token introspection"), "{stderr}");
    assert!(server.world.requests().is_empty());
}

/// The variable cannot change which token the server returns.
#[test]
fn the_url_of_the_endpoint_is_no_part_of_the_cache_key() {
    let server = TokenServer::always(Reply::json(200, ACTIVE));
    server.fetch();
    let call =
        server.call(&["introspect", "app", "--introspect-url", "https://other.example.com/introspect"]);
    call.run().success();
    assert_eq!(server.requests("/introspect").pop().unwrap().host, "other.example.com");
    assert_eq!(server.requests("/token").len(), 1);
}
