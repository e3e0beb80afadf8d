//! `gettoken userinfo`: the claims about the person who logged in (OpenID Connect Core §5.3).

use serde_json::{Value, json};

use crate::support::environment::QUOTE;
use crate::support::jwt::unsigned;
use crate::support::token_server::{TokenServer, token};
use crate::support::world::{Reply, Request, World};

const ADA: &str = r#"{"sub":"248289761001","name":"Ada","email_verified":true,"updated_at":0}"#;

/// Answers like a server that accepts only the token with this number.
fn accepting(number: usize) -> impl Fn(&Request) -> Reply + Send + Sync + 'static {
    move |request| match request.header("authorization") {
        Some(header) if header == format!("Bearer {}", token(number)) => Reply::json(200, ADA),
        _ => Reply::empty(401).header("WWW-Authenticate", r#"Bearer error="invalid_token""#),
    }
}

#[test]
fn claims_are_printed() {
    let server = TokenServer::new(accepting(1));
    server.log_in();
    let text = server.call(&["userinfo", "me"]).run().success();
    assert!(text.starts_with("sub: 248289761001\nemail_verified: true\nname: Ada\n"), "{text}");
    let request = server.requests("/userinfo").pop().unwrap();
    assert_eq!((request.method.as_str(), request.query.len(), request.body.len()), ("GET", 0, 0));
    let text = server.call(&["userinfo", "me", "--json"]).run().success();
    let object: Value = serde_json::from_str(&text).unwrap();
    assert_eq!((&object["version"], &object["claims"]["name"]), (&json!(1), &json!("Ada")));
    assert_eq!(server.requests("/token").len(), 1);
}

#[test]
fn a_jwt_is_decoded() {
    let body = unsigned(&serde_json::from_str(ADA).unwrap());
    let server = TokenServer::always(Reply::empty(200).header("Content-Type", "application/jwt").body(body));
    server.log_in();
    let text = server.call(&["userinfo", "me"]).run().success();
    assert!(text.starts_with("sub: 248289761001\n") && text.ends_with("signature: not checked\n"), "{text}");
}

#[test]
fn a_rejected_token_is_refreshed_once() {
    let server = TokenServer::new(accepting(2));
    server.log_in();
    server.call(&["userinfo", "me"]).run().success();
    assert_eq!((server.requests("/token").len(), server.requests("/userinfo").len()), (2, 2));

    let server = TokenServer::new(accepting(99));
    server.log_in();
    let stderr = server.call(&["userinfo", "me"]).run().failed(4);
    assert!(stderr.contains("gettoken login me") && stderr.contains("invalid_token"), "{stderr}");
    assert_eq!((server.requests("/token").len(), server.requests("/userinfo").len()), (2, 2));
    // The token is new, and is not replaced again.
    server.call(&["userinfo", "me"]).run().failed(4);
    assert_eq!(server.requests("/token").len(), 2);
}

#[test]
fn refusals_keep_their_class() {
    let scope = r#"Bearer error="insufficient_scope", scope="openid profile""#;
    for (reply, code, expected) in [
        (
            Reply::empty(403).header("WWW-Authenticate", scope),
            4,
            "gettoken login me --scope QUOTEopenid profileQUOTE",
        ),
        (Reply::empty(403), 5, "HTTP 403"),
        (Reply::empty(404), 5, "HTTP 404"),
        (Reply::empty(503).header("Retry-After", "99"), 7, "99"),
        (Reply::empty(200).body("<html>"), 8, ""),
        (Reply::empty(302).header("Location", "https://evil.example/"), 8, "evil.example"),
        (Reply::close(), 6, ""),
    ] {
        let shown = format!("{reply:?}");
        let server = TokenServer::always(reply);
        server.log_in();
        let stderr = server.call(&["userinfo", "me", "--retries=0"]).run().failed(code);
        assert!(stderr.contains(&expected.replace("QUOTE", QUOTE)), "{shown}: {stderr}");
        assert!(!stderr.contains("Canary"), "{stderr}");
    }
}

#[test]
fn only_people_have_claims() {
    let server = TokenServer::new(accepting(1)).may_be_silent();
    let stderr = server.call(&["userinfo", "me"]).run().failed(4);
    assert!(stderr.contains("not logged in"), "{stderr}");
    let stderr = server.call(&["userinfo", "alimail", "--client-id=i"]).run().failed(3);
    assert!(stderr.contains("alimail"), "{stderr}");
    let text = server.call(&["userinfo", "me", "--dry-run"]).run().success();
    assert_eq!(text, "GET https://auth.example.com/userinfo\nheader authorization: …\n");
}

/// OpenID Connect Core §5.3.2.
#[test]
fn claims_of_another_subject_are_refused() {
    for (subject, code) in [(r#""sub":"ada","#, 0), (r#""sub":"bob","#, 8), ("", 8)] {
        let answer = format!(r#"{{{subject}"name":"N"}}"#);
        let world = World::start(move |request| match request.path.as_str() {
            "/token" => {
                let claims = json!({ "iss": "https://auth.example.com", "aud": "id", "sub": "ada", "iat": 1, "exp": 4_102_444_800_u64 });
                let body = json!({
                    "access_token": "AccessCanary", "token_type": "Bearer", "expires_in": 3600,
                    "refresh_token": "RefreshCanary", "id_token": unsigned(&claims),
                });
                Reply::json(200, body.to_string())
            }
            _ => Reply::json(200, answer.clone()),
        });
        let server = TokenServer::in_world(world, "");
        server.log_in();
        let outcome = server.call(&["userinfo", "me"]).run();
        assert_eq!(outcome.code, Some(code), "{subject} {outcome:?}");
        assert!(
            code == 0 || outcome.stderr.contains("another user") && outcome.stdout.is_empty(),
            "{outcome:?}"
        );
    }
}
