//! The meaning of error responses that no definition describes: the exit code, whether the request is
//! repeated, and hints that point at the cause, or none.

use crate::support::environment::TestEnv;
use crate::support::process::Outcome;
use crate::support::site::Site;
use crate::support::world::{Reply, World};

/// Runs `oauth2` with this response, and returns the outcome and the number of requests.
fn answered(reply: &Reply, more: &[&str]) -> (Outcome, usize) {
    let (env, world) = (TestEnv::new(), World::always(reply.clone()));
    let secret = env.write("secret", "SecretCanary");
    let url = format!("http://{}/token", world.http_addr());
    let call = env.gettoken(&["oauth2", "--client-id=id", "--token-url", &url, "--client-secret-file"]);
    let outcome = call.arg(&secret).args(more).run();
    (outcome, world.requests().len())
}

fn challenge(status: u16, challenge: &str) -> Reply {
    Reply::empty(status).header("WWW-Authenticate", challenge)
}

const SECRET: &str = "check the client secret";
const BASIC: &str = "try `--client-auth basic`";
const URL: &str = "check `--token-url`";
const DPOP: &str = "DPoP, RFC 9449";

#[test]
fn hint_points_at_the_cause_or_is_left_out() {
    let json = Reply::json;
    // The response, the exit code, the number of requests, and the only hint.
    let cases: [(Reply, i32, usize, &str); 42] = [
        (json(401, r#"{"error":"invalid_client"}"#), 5, 1, SECRET),
        (json(400, r#"{"error":"invalid_grant"}"#), 5, 1, SECRET),
        (json(400, r#"{"error":"invalid_scope"}"#), 5, 1, ""),
        (json(400, r#"{"error":"invalid_request"}"#), 5, 1, ""),
        (json(400, r#"{"error":"invalid_target"}"#), 5, 1, ""),
        (json(400, r#"{"error":"unauthorized_client"}"#), 5, 1, ""),
        (json(400, r#"{"error":"address_not_allowed"}"#), 5, 1, ""),
        (json(401, r#"{"message":"No API key found"}"#), 5, 1, ""),
        (json(403, r#"{"error":"access_denied"}"#), 5, 1, ""),
        (json(400, r#"{"error":"use_dpop_nonce"}"#), 5, 1, DPOP),
        (json(400, r#"{"error":"invalid_dpop_proof"}"#), 5, 1, DPOP),
        (challenge(401, r#"DPoP algs="ES256""#), 5, 1, DPOP),
        (challenge(401, r#"Basic realm="x""#), 5, 1, BASIC),
        (challenge(401, "basic"), 5, 1, BASIC),
        (challenge(401, r#"Bearer realm="x", Basic realm="y""#), 5, 1, BASIC),
        (challenge(401, "Bearer").header("WWW-Authenticate", "Basic"), 5, 1, BASIC),
        (json(401, r#"{"message":"m"}"#).header("WWW-Authenticate", "Basic"), 5, 1, BASIC),
        (challenge(401, r#"Key realm="gateway""#), 5, 1, ""),
        (Reply::empty(400), 5, 1, ""),
        (Reply::empty(401), 5, 1, ""),
        (Reply::empty(404), 5, 1, URL),
        (Reply::empty(405), 5, 1, URL),
        (json(403, "<html>blocked</html>"), 5, 1, ""),
        (Reply::empty(501), 5, 1, ""),
        (Reply::empty(511), 5, 1, ""),
        (Reply::empty(425), 7, 2, ""),
        (Reply::empty(502), 7, 2, ""),
        (json(400, r#"{"error":"login_required"}"#), 4, 1, ""),
        // Codes in another case, or as another type.
        (json(400, r#"{"error":"INVALID_CLIENT"}"#), 5, 1, SECRET),
        (json(400, r#"{"error":" invalid_client\n"}"#), 5, 1, SECRET),
        (json(400, r#"{"error":"Temporarily_Unavailable"}"#), 7, 2, ""),
        (json(400, r#"{"error":false}"#), 5, 1, ""),
        // The server has not judged the request.
        (json(429, r#"{"error":"invalid_client"}"#), 7, 2, ""),
        (json(503, r#"{"error":"access_denied"}"#), 7, 2, ""),
        // Another problem than the secret.
        (json(302, r#"{"error":"invalid_client"}"#).header("Location", "/login"), 8, 1, "not followed"),
        // The parameters of a challenge are not challenges.
        (challenge(401, r#"Bearer error="x", error_description="no, basic auth""#), 5, 1, ""),
        (challenge(401, r#"Bearer realm="try, error=invalid_client""#), 5, 1, ""),
        (challenge(401, r#"DPoP error="x", error_description="bad proof, try again""#), 5, 1, DPOP),
        (challenge(401, r#"Bearer Error = "invalid_client""#), 5, 1, SECRET),
        (challenge(401, "Negotiate YWJj==, Basic"), 5, 1, BASIC),
        // What is missing may have the code.
        (json(400, r#"{"error":"invalid_cl"#).header("Content-Length", "99"), 6, 2, ""),
        (json(400, r#"{"error":"invalid_client"}"#).header("Content-Length", "99"), 5, 1, SECRET),
    ];
    for (reply, exit, requests, hint) in cases {
        let (outcome, sent) = answered(&reply, &["--retries=1"]);
        assert_eq!((outcome.code, sent), (Some(exit), requests), "{reply:?}: {outcome:?}");
        let hints: Vec<_> = outcome.stderr.lines().filter(|line| line.starts_with("hint: ")).collect();
        assert_eq!(hints.len(), usize::from(!hint.is_empty()), "{reply:?}: {outcome:?}");
        assert!(outcome.stderr.contains(hint), "{reply:?}: {outcome:?}");
    }
}

#[test]
fn error_field_without_an_error_is_no_error() {
    for value in ["null", "\"\"", "false", "0", "\"0\"", "0.0", "[]", "{}"] {
        let body = format!(r#"{{"access_token":"t","expires_in":3600,"error":{value}}}"#);
        answered(&Reply::json(200, body), &[]).0.success();
        let site = Site::always("alimail", Reply::json(200, format!(r#"{{"error":{value}}}"#)));
        site.api(&["/x"]).run().success();
    }
    for value in ["true", "1", "\"none\"", "[\"no such key\"]"] {
        let body = format!(r#"{{"access_token":"t","expires_in":3600,"error":{value}}}"#);
        let outcome = answered(&Reply::json(200, body), &[]).0;
        assert!(matches!(outcome.code, Some(5 | 8)), "{outcome:?}");
        assert!(!value.contains("key") || outcome.stderr.contains("no such key"), "{outcome:?}");
    }
}

#[test]
fn hint_names_the_url_of_the_request_that_failed() {
    let (env, world) = (TestEnv::new(), World::always(Reply::empty(404)));
    let urls = ["--token-url", "--device-url"].map(|flag| format!("{flag}=http://{}/", world.http_addr()));
    let call = env.gettoken(&["login", "oauth2", "--device", "--client-id=id", "--client-auth=none"]);
    let stderr = call.args(&urls.each_ref().map(String::as_str)).run().failed(5);
    assert!(stderr.contains("check `--device-url`"), "{stderr}");
}

#[test]
fn basic_challenge_to_basic_authentication_blames_the_secret() {
    for reply in [
        challenge(401, "Basic"),
        Reply::json(401, r#"{"error":"invalid_client"}"#).header("WWW-Authenticate", "Basic"),
    ] {
        let (outcome, _) = answered(&reply, &["--client-auth=basic"]);
        let stderr = outcome.failed(5);
        assert_eq!(stderr.matches(SECRET).count(), 1, "{stderr}");
        assert!(!stderr.contains(BASIC), "{stderr}");
    }
    // A wrong secret, or a server that accepts it only in the header.
    let reply = Reply::json(401, r#"{"error":"invalid_client"}"#).header("WWW-Authenticate", "Basic");
    let stderr = answered(&reply, &[]).0.failed(5);
    assert!(stderr.contains(SECRET) && stderr.contains(BASIC), "{stderr}");
}

#[test]
fn refused_refresh_without_a_known_code_asks_for_a_login() {
    for (reply, exit) in [
        (Reply::empty(400), 4),
        (Reply::json(400, "{}"), 4),
        (Reply::json(400, "[]"), 4),
        (Reply::json(400, r#"{"error":"token_gone"}"#), 4),
        (Reply::empty(400).header("Content-Type", "text/plain").body("refresh token expired"), 4),
        (Reply::json(400, r#"{"error":"invalid_grant"}"#), 4),
        (Reply::json(401, r#"{"error":"invalid_token"}"#), 4),
        (Reply::json(400, r#"{"error":"login_required"}"#), 4),
        (Reply::json(400, r#"{"error":"interaction_required"}"#), 4),
        (Reply::json(400, r#"{"error":"consent_required"}"#), 4),
        (Reply::json(400, r#"{"error":"account_selection_required"}"#), 4),
        // These are not about the session, which is kept.
        (Reply::json(400, r#"{"error":"invalid_request"}"#), 5),
        (Reply::json(400, r#"{"error":"invalid_scope"}"#), 5),
        (Reply::json(401, r#"{"error":"invalid_client"}"#), 5),
        (Reply::json(400, "<html>Bad Request</html>"), 5),
        (Reply::empty(401), 5),
        (Reply::empty(403), 5),
        (Reply::empty(404), 5),
    ] {
        let env = TestEnv::new();
        let (refresh, secret) = (env.write("refresh", "RefreshCanary"), env.write("secret", "SecretCanary"));
        let first =
            Reply::json(200, r#"{"access_token":"t1","expires_in":3600,"refresh_token":"RefreshCanary"}"#);
        let next = Reply::json(200, r#"{"access_token":"t2","expires_in":3600}"#);
        let world = World::in_turn([first, reply.clone(), next]);
        let url = format!("http://{}/token", world.http_addr());
        let call = |verb: &[&str]| {
            let call = env.gettoken(verb).args(&["oauth2", "--client-id=id", "--token-url", &url]);
            call.arg("--client-secret-file").arg(&secret)
        };
        call(&["login"]).arg("--refresh-token-file").arg(&refresh).run().success();
        let refused = call(&["fetch"]).args(&["--grant=user", "--force", "--retries=0"]).run();
        let stderr = refused.failed(exit);
        assert_eq!(stderr.contains("gettoken login oauth2"), exit == 4, "{reply:?}: {stderr}");
        if exit == 4 {
            call(&["fetch"]).arg("--grant=user").run().failed(4);
            assert_eq!(world.requests().len(), 2, "{reply:?}");
        } else {
            call(&["fetch"]).args(&["--grant=user", "--force"]).run().success();
        }
    }
}

#[test]
fn challenge_of_the_api_explains_its_refusal() {
    for (challenge, exit, words, fetches) in [
        (
            r#"Bearer error="insufficient_scope", error_description="needs mail.read""#,
            5,
            "insufficient_scope: needs mail.read",
            1,
        ),
        (
            r#"Bearer error="invalid_token", error_description="revoked, or expired""#,
            5,
            "invalid_token: revoked, or expired",
            2,
        ),
        (r#"DPoP error="use_dpop_nonce""#, 5, DPOP, 1),
        (r#"DPoP algs="ES256""#, 5, DPOP, 1),
        // Bearer is good enough.
        (r#"Bearer realm="x", DPoP algs="ES256""#, 5, "HTTP 401", 2),
        // There is no person who could log in.
        (r#"Bearer error="insufficient_user_authentication""#, 5, "insufficient_user_authentication", 1),
    ] {
        let site = Site::always("alimail", Reply::empty(401).header("WWW-Authenticate", challenge));
        let stderr = site.api(&["/x"]).run().failed(exit);
        assert!(stderr.contains(words), "{challenge}: {stderr}");
        assert_eq!(site.fetches(), fetches, "{challenge}");
    }
}

#[test]
fn errors_name_the_profile_if_there_is_one() {
    let refused = || Reply::json(400, r#"{"error":"x"}"#);
    for (reply, exit) in [
        (refused(), 5),
        (Reply::json(429, "{}"), 7),
        (Reply::empty(503), 7),
        (Reply::json(200, "{}"), 8),
        (Reply::json(200, "?"), 8),
        (Reply::json(200, r#"{"access_token":1}"#), 8),
        (Reply::json(200, r#"{"access_token":"a b"}"#), 8),
        (Reply::empty(302), 8),
    ] {
        let (env, world) = (TestEnv::new(), World::always(reply));
        env.write_config("[profiles.mailroom]\nprovider = \"alimail\"\nclient-id = \"id\"\n");
        let secret = env.write("secret", "SecretCanary");
        for name in ["mailroom", "alimail"] {
            let call = env.gettoken(&[name, "--client-id=id", "--retries=0", "--client-secret-file"]);
            let stderr = call.arg(&secret).through(&world).run().failed(exit);
            assert!(stderr.contains(&format!("`{name}`")), "{stderr}");
        }
    }
    let site = Site::always("alimail", refused());
    site.env.write_config("[profiles.mailroom]\nprovider = \"alimail\"\nclient-id = \"id\"\n");
    let secret = site.env.path("secret");
    let call = site.env.gettoken(&["api", "mailroom", "/x", "--client-secret-file"]).arg(secret);
    assert!(call.through(&site.world).run().failed(5).contains("refused the request of `mailroom`"));
}
