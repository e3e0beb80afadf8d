//! What a session keeps if a field is missing in the response to a login or a refresh, or is odd: the lifetime,
//! the scope and the tokens.

use serde_json::Value;

use crate::support::environment::TestEnv;
use crate::support::issuer::{
    Issuer, PROFILE, access_token, configure, login, refresh, refresh_token, token,
};
use crate::support::person::{address, agree};
use crate::support::world::{Reply, World};

/// A home directory that is configured for a server, whose response to the login has these members.
fn logged_in(members: &str) -> (Issuer, World, TestEnv) {
    logged_in_as("oauth2", members, &[])
}

/// As `logged_in`, with this provider and these arguments of the login.
fn logged_in_as(provider: &str, members: &str, args: &[&str]) -> (Issuer, World, TestEnv) {
    let (issuer, env) = (Issuer::new(), TestEnv::new());
    let world = issuer.world();
    configure(&env, &world);
    let config = std::fs::read_to_string(env.config_dir().join("config.toml")).unwrap();
    env.write_config(&config.replace("\"oauth2\"", &format!("\"{provider}\"")));
    let text = "title = \"Own\"\nextends = \"oauth2\"\n[reply]\ndefault-lifetime = \"5m\"\n";
    env.write_provider("own", text);
    issuer.fail("authorization_code", Reply::json(200, format!("{{{members}}}")));
    issuer.with(|state| (state.current, state.given) = (Some(1), 1));
    let login = login(&env, &world).args(args).spawn();
    agree(&address(&login));
    login.wait().success();
    (issuer, world, env)
}

/// The seconds that the session's token has left; `None` if they are unknown. The token with the number
/// `rejected` is refreshed; there is no token 0.
fn life(env: &TestEnv, world: &World, rejected: u32) -> Option<i64> {
    let call = env.gettoken(&[PROFILE, "-o", "json", "--rejected"]).through(world);
    let answer: Value = serde_json::from_str(&call.stdin(access_token(rejected)).run().success()).unwrap();
    answer["expires_in"].as_i64()
}

/// A response to a refresh with these members, which replaces the refresh token by the one with this number.
fn refreshed(issuer: &Issuer, number: u32, members: &str) {
    let body = format!(
        r#"{{"access_token":"{}","refresh_token":"{}"{members}}}"#,
        access_token(number),
        refresh_token(number)
    );
    issuer.fail("refresh_token", Reply::json(200, body));
    issuer.with(|state| (state.current, state.given) = (Some(number), number));
}

#[track_caller]
fn assert_near(life: Option<i64>, expected: i64) {
    assert!(life.is_some_and(|life| (expected - 100..=expected).contains(&life)), "{life:?}, not {expected}");
}

#[test]
fn refresh_without_a_lifetime_has_the_last_known_one() {
    let login = r#""access_token":"AccessCanary1","refresh_token":"RefreshCanary1","expires_in":3600"#;
    for provider in ["oauth2", "own"] {
        let (issuer, world, env) = logged_in_as(provider, login, &[]);
        for (number, members) in
            (2..).zip(["", r#","expires_in":null"#, r#","expires_in":0"#, r#","expires_in":"0""#])
        {
            refreshed(&issuer, number, members);
            assert_near(life(&env, &world, number - 1), 3600);
        }
        refreshed(&issuer, 6, r#","expires_in":7200"#);
        assert_near(life(&env, &world, 5), 7200);
        refreshed(&issuer, 7, "");
        assert_near(life(&env, &world, 6), 7200);
    }
}

#[test]
fn session_of_a_vendor_with_a_documented_lifetime_lasts_five_minutes() {
    let login = r#""access_token":"AccessCanary1","refresh_token":"RefreshCanary1""#;
    let (issuer, world, env) = logged_in_as("own", login, &[]);
    assert_near(life(&env, &world, 0), 300);
    refreshed(&issuer, 2, "");
    assert_near(life(&env, &world, 1), 300);
}

#[test]
fn unknown_lifetime_of_a_session_does_not_satisfy_min_valid() {
    let (issuer, world, env) =
        logged_in(r#""access_token":"AccessCanary1","refresh_token":"RefreshCanary1""#);
    assert_eq!(life(&env, &world, 0), None);
    // A refresh could have returned it.
    refreshed(&issuer, 2, "");
    let stderr = token(&env, &world).arg("--min-valid=10m").run().failed(8);
    assert!(stderr.contains("the lifetime of the token is unknown"), "{stderr}");
    assert!(!stderr.contains("Canary"), "{stderr}");
    assert_eq!(token(&env, &world).run().success(), access_token(2) + "\n");
    token(&env, &world).arg("--min-valid=10m").arg("--offline").run().failed(9);
    refreshed(&issuer, 3, r#","expires_in":3600"#);
    assert_eq!(token(&env, &world).arg("--min-valid=10m").run().success(), access_token(3) + "\n");
    assert!(!issuer.with(|state| state.theft));

    let (_, world, env) = logged_in(r#""access_token":"AccessCanary1""#);
    let stderr = token(&env, &world).arg("--min-valid=10m").run().failed(8);
    assert!(stderr.contains("the lifetime of the token is unknown"), "{stderr}");
    assert_eq!(token(&env, &world).run().success(), access_token(1) + "\n");
}

#[test]
fn session_without_a_refresh_token_has_not_ended_while_its_token_is_good() {
    for members in [r#","expires_in":3600"#, ""] {
        let (_, world, env) = logged_in(&format!(r#""access_token":"AccessCanary1"{members}"#));
        let stderr = token(&env, &world).arg("--force").run().failed(4);
        assert!(!stderr.contains("ended"), "{stderr}");
        assert!(stderr.contains("has no refresh token"), "{stderr}");
        assert!(stderr.contains("--force") && stderr.contains("gettoken login work"), "{stderr}");
        assert_eq!(token(&env, &world).run().success(), access_token(1) + "\n");
    }
    let (_, world, env) = logged_in(r#""access_token":"AccessCanary1","expires_in":3600"#);
    let stderr = token(&env, &world).arg("--min-valid=2h").run().failed(4);
    assert!(!stderr.contains("ended") && stderr.contains("min-valid"), "{stderr}");
    // The vendor no longer accepts the token.
    let stderr = refresh(&env, &world, 1).run().failed(4);
    assert!(stderr.contains("the session of `work` has ended"), "{stderr}");
}

/// RFC 6749 section 5.1: the scope of a response that names none is the one that the login requested.
#[test]
fn login_without_a_scope_in_the_response_has_the_requested_one() {
    let tokens = r#""access_token":"AccessCanary1","refresh_token":"RefreshCanary1","expires_in":3600"#;
    let requires = |env: &TestEnv, world: &World, scope: &str| {
        token(env, world).args(&["--require-scope", "--scope", scope]).run()
    };
    let (issuer, world, env) = logged_in_as("oauth2", tokens, &["--scope", "read"]);
    requires(&env, &world, "read").success();
    let stderr = requires(&env, &world, "read write").failed(5);
    assert!(stderr.contains("the token lacks the scope `write`"), "{stderr}");
    // A refresh without a scope changes nothing, and one with a scope of another type grants nothing.
    refreshed(&issuer, 2, "");
    refresh(&env, &world, 1).run().success();
    requires(&env, &world, "read").success();
    refreshed(&issuer, 3, r#","scope":null"#);
    refresh(&env, &world, 2).run().success();
    requires(&env, &world, "read").failed(5);
}
