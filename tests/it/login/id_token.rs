//! The ID token in place of the access token: it is checked once, has its own expiry, and a server accepts it.

use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use crate::support::discovery::age;
use crate::support::environment::TestEnv;
use crate::support::jwt::claims;
use crate::support::openid::{ISSUER, Key, Openid, PROFILE, count, get, log_in, now, number};
use crate::support::person::{address, agree, query, visit};
use crate::support::tools::skip_without;
use crate::support::world::Reply;

/// What kube-apiserver demands of a token (`--oidc-issuer-url`, `--oidc-client-id`): the issuer's signature, its name, the
/// audience, and a time that is not over.
fn api_server_accepts(openid: &Openid, token: &str) -> bool {
    let claims = claims(token);
    openid.with(|state| state.key.has_signed(token))
        && claims["iss"] == ISSUER
        && claims["aud"] == "app"
        && claims["exp"].as_i64().is_some_and(|exp| exp > now())
        && claims["sub"] == "person"
}

#[test]
fn kubectl_gets_the_id_token_and_its_expiry() {
    let openid = Openid::new();
    openid.with(|state| state.lives = (60, 1800));
    let (world, env) = openid.session();
    let credential = get(&env, &world, "exec-credential").run().success();
    let credential: Value = serde_json::from_str(&credential).unwrap();
    assert_eq!(credential["kind"], "ExecCredential");
    let token = credential["status"]["token"].as_str().unwrap();
    assert!(api_server_accepts(&openid, token));
    let exp = chrono::DateTime::from_timestamp(claims(token)["exp"].as_i64().unwrap(), 0).unwrap();
    let stated = credential["status"]["expirationTimestamp"].as_str().unwrap();
    let stated = chrono::DateTime::parse_from_rfc3339(stated).unwrap();
    assert!((exp - stated.to_utc()).num_seconds().abs() <= 1, "{exp} {stated}");
    // The access token has lived much too short for its own cache, but the ID token is good.
    assert_eq!((count(&world, "/token"), count(&world, "/jwks")), (1, 1));
}

#[test]
fn every_format_has_the_id_token_in_place_of_the_access_token() {
    if skip_without(&["sh"]) {
        return;
    }
    let openid = Openid::new();
    let (world, env) = openid.session();
    let token = get(&env, &world, "token").run().success();
    let token = token.trim();
    assert_eq!(number(token), "1");
    for (format, expected) in [
        ("header", format!("Authorization: Bearer {token}\n")),
        ("curl", format!("header = \"Authorization: Bearer {token}\"\n")),
        ("template={access_token}", format!("{token}\n")),
    ] {
        assert_eq!(get(&env, &world, format).run().success(), expected);
    }
    for format in ["text", "env"] {
        let text = get(&env, &world, format).run().success();
        assert!(text.contains(token) && !text.contains("AccessCanary"), "{text}");
    }
    let object: Value = serde_json::from_str(&get(&env, &world, "json").run().success()).unwrap();
    assert_eq!(object["access_token"], token);
    assert_eq!(object["token_type"], "Bearer");
    assert_eq!(object["issued_token_type"], "urn:ietf:params:oauth:token-type:id_token");
    assert_eq!(object["id_token_expires_at"], object["expires_at"]);
    // The flag is stronger than the profile, and both tokens are in the same entry.
    assert_eq!(get(&env, &world, "token").arg("--token=access").run().success(), "AccessCanary1\n");
    let object = get(&env, &world, "json").arg("--token=access").run().success();
    let object: Value = serde_json::from_str(&object).unwrap();
    assert_eq!(
        (&object["access_token"], &object["issued_token_type"]),
        (&json!("AccessCanary1"), &Value::Null)
    );
    assert!(object["id_token_expires_at"].is_string());
    assert_eq!((count(&world, "/token"), count(&world, "/jwks")), (1, 1));
    let printed = env.gettoken(&["exec", PROFILE, "--", "sh", "-c", "echo $ACCESS_TOKEN"]).through(&world);
    assert_eq!(printed.run().success().trim(), token);
}

#[test]
fn a_repeated_call_is_replayed_with_the_id_token() {
    let openid = Openid::new();
    let (world, env) = openid.session();
    // Files that changed a moment ago are not recorded.
    thread::sleep(Duration::from_millis(2100));
    let before = world.requests().len();
    let first = get(&env, &world, "token").run().success();
    for _ in 0..3 {
        assert_eq!(get(&env, &world, "token").run().success(), first);
        assert_eq!(get(&env, &world, "token").arg("--token=access").run().success(), "AccessCanary1\n");
    }
    assert_eq!(world.requests().len(), before);
    let records = std::fs::read_dir(env.tokens_dir()).unwrap().flatten();
    let records = records.filter(|file| file.file_name().to_string_lossy().contains("replay"));
    let is_in = |text: &str| text.contains(first.trim());
    assert!(
        records.into_iter().all(|file| !is_in(&std::fs::read_to_string(file.path()).unwrap_or_default()))
    );
}

#[test]
fn a_session_is_refreshed_when_the_id_token_ends() {
    let openid = Openid::new();
    openid.with(|state| state.lives = (3600, 2));
    let (world, env) = openid.session();
    assert_eq!(number(&get(&env, &world, "token").run().success()), "1");
    openid.with(|state| state.lives = (3600, 3600));
    thread::sleep(Duration::from_millis(4100));
    // The access token would be good for an hour.
    assert_eq!(get(&env, &world, "token").arg("--token=access").run().success(), "AccessCanary1\n");
    let next = get(&env, &world, "token").run().success();
    assert_eq!(number(&next), "2");
    assert!(api_server_accepts(&openid, next.trim()));
    assert_eq!((count(&world, "/token"), count(&world, "/jwks")), (2, 1));
    // The caller's server has rejected it.
    let rejected = get(&env, &world, "token").arg("--rejected").stdin(next.clone()).run().success();
    assert_eq!(number(&rejected), "3");
    let other = get(&env, &world, "token").arg("--rejected").stdin(next).run().success();
    assert_eq!(other, rejected);
}

#[test]
fn a_server_that_sends_none_on_refresh_lets_it_age_out() {
    let openid = Openid::new();
    openid.with(|state| (state.lives, state.renews) = ((1, 4), false));
    let (world, env) = openid.session();
    let first = get(&env, &world, "token").run().success();
    thread::sleep(Duration::from_millis(1100));
    openid.with(|state| state.lives = (3600, 4));
    // The access token is refreshed, which brings no ID token; the stored one is still good.
    assert_eq!(get(&env, &world, "token").arg("--token=access").run().success(), "AccessCanary2\n");
    assert_eq!(get(&env, &world, "token").run().success(), first);
    assert_eq!(count(&world, "/token"), 2);
    thread::sleep(Duration::from_millis(3500));
    for _ in 0..2 {
        let stderr = get(&env, &world, "token").run().failed(4);
        assert!(stderr.contains("sends none when a session is refreshed"), "{stderr}");
        assert!(stderr.contains("gettoken login work"), "{stderr}");
    }
    // Nothing was spent on it, and the access token is still there.
    assert_eq!(count(&world, "/token"), 2);
    assert_eq!(get(&env, &world, "token").arg("--token=access").run().success(), "AccessCanary2\n");
    // The server may have learned it.
    openid.with(|state| state.renews = true);
    assert_eq!(number(&get(&env, &world, "token").arg("--force").run().success()), "3");
}

#[test]
fn an_id_token_that_ends_before_the_first_refresh_without_one() {
    let openid = Openid::new();
    openid.with(|state| (state.lives, state.renews) = ((3600, 2), false));
    let (world, env) = openid.session();
    thread::sleep(Duration::from_millis(2100));
    for _ in 0..3 {
        let stderr = get(&env, &world, "token").run().failed(4);
        assert!(stderr.contains("sends none when a session is refreshed"), "{stderr}");
    }
    // Only the first of them has asked.
    assert_eq!(count(&world, "/token"), 2);
}

#[test]
fn a_wrong_nonce_is_another_login() {
    let openid = Openid::new();
    openid.with(|state| state.claims = json!({ "nonce": "of somebody else" }));
    let (world, env) = openid.prepared();
    for token in ["", "token = \"access\"\n"] {
        let config = std::fs::read_to_string(env.config_dir().join("config.toml")).unwrap();
        if !token.is_empty() {
            env.write_config(&config.replace("token = \"id\"\n", token));
        }
        let stderr = log_in(&env, &world).failed(8);
        assert!(stderr.contains("`nonce`") && stderr.contains("another login"), "{stderr}");
        // Nothing of that login is stored.
        get(&env, &world, "token").run().failed(4);
    }
}

#[test]
fn each_login_that_asks_for_an_id_token_has_a_nonce_of_its_own() {
    let openid = Openid::new();
    let (world, env) = openid.prepared();
    let nonce = |args: &[&str]| {
        let login = env.gettoken(&["login", PROFILE]).args(args).through(&world).spawn();
        let address = address(&login);
        agree(&address);
        login.wait();
        query(&address).get("nonce").cloned()
    };
    let (first, second) = (nonce(&[]).unwrap(), nonce(&[]).unwrap());
    assert!(first != second && first.len() == 43, "{first} {second}");
    assert_eq!(nonce(&["--authorize-param=nonce=mine"]).as_deref(), Some("mine"));
    assert_eq!(number(&get(&env, &world, "token").run().success()), "3");
    openid.with(|state| state.has_id_tokens = false);
    assert_eq!(nonce(&["--scope=mail"]), None);
}

#[test]
fn no_id_token_is_handed_on_that_is_not_for_this_login_and_client() {
    let key = Key::new("other");
    let of = |header: Value, claims: Value| (header, claims, None);
    let whole = |token: String| (json!({}), json!({}), Some(token));
    let sound = json!({ "iss": ISSUER, "sub": "person", "aud": "app", "iat": now(), "exp": now() + 600 });
    let cases = [
        (of(json!({}), json!({ "iss": "https://auth.example.com/" })), "the claim `iss`"),
        (of(json!({}), json!({ "aud": "another" })), "the claim `aud`"),
        (of(json!({}), json!({ "aud": ["app", "another"] })), "the claim `azp`"),
        (of(json!({}), json!({ "aud": ["app", "another"], "azp": "another" })), "the claim `azp`"),
        (of(json!({}), json!({ "azp": ["app"] })), "the claim `azp`"),
        (of(json!({ "typ": "at+jwt" }), json!({})), "no ID token"),
        (of(json!({ "typ": "application/Logout+JWT" }), json!({})), "no ID token"),
        (of(json!({}), json!({ "sub": null })), "the claim `sub`"),
        (of(json!({}), json!({ "iat": null })), "the claim `iat`"),
        (of(json!({}), json!({ "iat": now() + 600 })), "issued in the future"),
        (of(json!({}), json!({ "nonce": null })), "no `nonce`"),
        (of(json!({}), json!({ "at_hash": "AAAAAAAAAAAAAAAAAAAAAA" })), "`at_hash`"),
        (of(json!({ "alg": "none" }), json!({})), "algorithm `none`"),
        (of(json!({ "alg": "HS256" }), json!({})), "algorithm `HS256`"),
        (of(json!({ "alg": "PS256" }), json!({})), "the issuer does not list"),
        (of(json!({ "alg": "RS256" }), json!({})), "no key of the issuer fits"),
        (of(json!({ "kid": "k9" }), json!({})), "no key `k9`"),
        (of(json!({ "crit": ["exp"] }), json!({})), "requires an extension"),
        (whole(key.sign(&json!({ "kid": "k1" }), &sound)), "no `nonce`"),
        (whole("a.b.c.d.e".to_owned()), "encrypted"),
        (whole("opaque".to_owned()), "not a JWT"),
    ];
    for ((header, claims, whole), expected) in cases {
        let openid = Openid::new();
        openid.with(|state| (state.header, state.claims, state.id_token) = (header, claims, whole));
        let (world, env) = openid.prepared();
        let stderr = log_in(&env, &world).failed(8);
        assert!(stderr.contains(expected), "{expected}: {stderr}");
        assert!(stderr.contains("--token access"), "{stderr}");
        let stderr = get(&env, &world, "token").run().failed(8);
        assert!(stderr.contains(expected), "{expected}: {stderr}");
        // Everything else works.
        assert_eq!(get(&env, &world, "token").arg("--token=access").run().success(), "AccessCanary1\n");
        assert_eq!(count(&world, "/token"), 1);
    }
}

#[test]
fn a_signature_by_another_key_is_refused() {
    let openid = Openid::new();
    openid.with(|state| state.published = Some(json!([{ "kty": "AKP", "kid": "x" }, Key::new("k1").jwk()])));
    let (world, env) = openid.prepared();
    let stderr = log_in(&env, &world).failed(8);
    assert!(stderr.contains("the signature is wrong"), "{stderr}");
}

#[test]
fn keys_that_are_replaced_are_fetched_again_but_not_for_each_token() {
    let openid = Openid::new();
    let (world, env) = openid.session();
    assert_eq!(count(&world, "/jwks"), 1);
    // A second login, with a key that the stored set does not have: the set is too young to be fetched again.
    openid.with(|state| state.key = Key::new("k2"));
    let stderr = log_in(&env, &world).failed(8);
    assert!(stderr.contains("no key `k2`"), "{stderr}");
    assert_eq!(count(&world, "/jwks"), 1);
    // The token came from the token endpoint, so that other keys are likely.
    age(&env, 11);
    assert_eq!(number(&get(&env, &world, "token").run().success()), "2");
    assert_eq!(count(&world, "/jwks"), 2);
    // Without what is stored.
    env.gettoken(&["cache", "clear"]).run().success();
    log_in(&env, &world).success();
    assert_eq!(count(&world, "/jwks"), 3);
}

#[test]
fn keys_that_are_not_available_do_not_cost_the_session() {
    for (fault, code) in
        [(Reply::empty(503), 7), (Reply::close(), 6), (Reply::empty(404), 8), (Reply::json(200, "{}"), 8)]
    {
        let openid = Openid::new();
        openid.with(|state| state.keys_fault = Some(fault));
        let (world, env) = openid.prepared();
        log_in(&env, &world).failed(code);
        get(&env, &world, "token").run().failed(code);
        openid.with(|state| state.keys_fault = None);
        assert_eq!(number(&get(&env, &world, "token").run().success()), "1");
        openid.with(|state| state.keys_fault = Some(Reply::empty(500)));
        assert_eq!(number(&get(&env, &world, "token").run().success()), "1");
        assert_eq!(count(&world, "/token"), 1);
    }
}

#[test]
fn offline_hands_on_only_what_was_verified() {
    let openid = Openid::new();
    let (world, env) = (openid.world(), TestEnv::new());
    openid.configure(&env, &world, &format!("issuer = \"{ISSUER}\"\n"));
    let config = std::fs::read_to_string(env.config_dir().join("config.toml")).unwrap();
    env.write_config(&config.replace("token = \"id\"\n", ""));
    log_in(&env, &world).success();
    assert_eq!(count(&world, "/jwks"), 0);
    let id = || get(&env, &world, "token").arg("--token=id");
    let stderr = id().arg("--offline").run().failed(9);
    assert!(stderr.contains("has not been verified yet"), "{stderr}");
    let token = id().run().success();
    assert_eq!(count(&world, "/jwks"), 1);
    assert_eq!(id().arg("--offline").run().success(), token);
}

#[test]
fn without_an_issuer_tls_is_enough_and_verbose_says_so() {
    let openid = Openid::new();
    let (world, env) = (openid.world(), TestEnv::new());
    openid.configure(&env, &world, "");
    openid.with(|state| state.names_issuer = false);
    let login = env.gettoken(&["login", PROFILE, "-v"]).through(&world).spawn();
    agree(&address(&login));
    let outcome = login.wait();
    assert!(outcome.stderr.contains("signature of the ID token was not verified"), "{}", outcome.stderr);
    outcome.success();
    assert_eq!(number(&get(&env, &world, "token").run().success()), "1");
    assert_eq!(count(&world, "/jwks"), 0);
    // The claims count all the same, and a token must be signed.
    for (header, claims) in [(json!({}), json!({ "aud": "x" })), (json!({ "alg": "none" }), json!({}))] {
        openid.with(|state| (state.header, state.claims) = (header, claims));
        log_in(&env, &world).failed(8);
    }
}

#[test]
fn a_refresh_for_another_issuer_or_audience_is_not_handed_on() {
    for claims in [json!({ "iss": "https://x.example" }), json!({ "aud": "another" })] {
        let openid = Openid::new();
        let (world, env) = openid.session();
        let force = || {
            // Forced calls at about the same time count as one.
            thread::sleep(Duration::from_millis(2100));
            get(&env, &world, "token").arg("--force").run()
        };
        openid.with(|state| state.claims = claims);
        for _ in 0..2 {
            let stderr = force().failed(8);
            assert!(stderr.contains("than before the refresh"), "{stderr}");
        }
        openid.with(|state| state.claims = json!({ "aud": ["app"] }));
        assert_eq!(number(&force().success()), "4");
    }
}

#[test]
fn a_refresh_for_another_person_gives_nothing_but_the_refresh_token() {
    let openid = Openid::new();
    let (world, env) = openid.session();
    let call = |kind: &str| get(&env, &world, "token").args(&[kind, "--force"]).run();
    let of_another =
        || openid.with(|state| (state.claims, state.id_token) = (json!({ "sub": "another" }), None));
    for kind in ["--token=id", "--token=access"] {
        of_another();
        for _ in 0..2 {
            let stderr = call(kind).failed(8);
            assert!(stderr.contains("of another person") && stderr.contains("gettoken login"), "{stderr}");
        }
        // Nobody knows who this one is about, and the next is compared with that of the login.
        openid.with(|state| state.id_token = Some("a.b.c.d.e".to_owned()));
        call("--token=access").success();
        // Forced calls at about the same time count as one.
        thread::sleep(Duration::from_millis(2100));
    }
    of_another();
    call("--token=access").failed(8);
    openid.with(|state| state.claims = json!({}));
    assert_eq!(number(&call("--token=id").success()), "9");
    let sent: Vec<_> = world
        .requests()
        .iter()
        .filter(|it| it.path == "/token")
        .filter_map(|it| it.form().get("refresh_token").cloned())
        .collect();
    let expected: Vec<_> = (1..9).map(|number| format!("RefreshCanary{number}")).collect();
    assert_eq!(sent, expected);
}

#[test]
fn the_login_must_be_as_recent_as_was_asked() {
    let openid = Openid::new();
    let (world, env) = openid.prepared();
    let log_in = || {
        let login = env.gettoken(&["login", PROFILE, "--max-age=10m"]).through(&world).spawn();
        agree(&address(&login));
        login.wait()
    };
    openid.with(|state| state.claims = json!({ "auth_time": now() - 300 }));
    log_in().success();
    for claims in [json!({ "auth_time": now() - 700 }), json!({})] {
        openid.with(|state| state.claims = claims);
        let stderr = log_in().failed(8);
        assert!(stderr.contains("`auth_time`"), "{stderr}");
    }
}

#[test]
fn an_error_says_how_to_get_an_id_token() {
    let openid = Openid::new();
    openid.with(|state| state.has_id_tokens = false);
    let (world, env) = openid.prepared();
    // The server was asked for one.
    let stderr = log_in(&env, &world).failed(8);
    assert!(stderr.contains("sent no ID token"), "{stderr}");
    let config = std::fs::read_to_string(env.config_dir().join("config.toml")).unwrap();
    env.write_config(&config.replace("scope = \"openid\"\n", ""));
    let stderr = log_in(&env, &world).failed(4);
    assert!(stderr.contains("add `openid` to the scope"), "{stderr}");
    // An application has none.
    env.write_config(
        &config
            .replace("scope = \"openid\"\n", "")
            .replace("\"user\"", "\"app\"")
            .replace("client-auth = \"none\"", "client-auth = \"post\""),
    );
    let call = || get(&env, &world, "token").arg("--client-secret=SecretCanary");
    let before = count(&world, "/token");
    for _ in 0..2 {
        let stderr = call().run().failed(3);
        assert!(stderr.contains("sent no ID token") && stderr.contains("--grant user"), "{stderr}");
    }
    assert_eq!(count(&world, "/token"), before + 1);
    let stderr = call().arg("--token=refresh").run().failed(2);
    assert!(stderr.contains("access, id"), "{stderr}");
    env.write_config(&config.replace("token = \"id\"", "token = \"both\""));
    assert!(get(&env, &world, "token").run().failed(3).contains("`access` or `id`"));
    world.may_be_silent();
}

#[test]
fn what_is_stored_is_listed_by_its_expiry_alone() {
    let openid = Openid::new();
    openid.with(|state| state.lives = (3600, 7230));
    let (world, env) = openid.session();
    let token = get(&env, &world, "token").run().success();
    for args in [&["status"][..], &["status", "--json"], &["cache", "list"], &["cache", "list", "--json"]] {
        let text = env.gettoken(args).run().success();
        assert!(
            text.contains("another 2h") || text.contains("  2h") || text.contains("id_token_expires_at"),
            "{args:?} {text}"
        );
        assert!(!text.contains(token.trim()), "{text}");
    }
    env.gettoken(&["logout", PROFILE]).through(&world).run();
    get(&env, &world, "token").run().failed(4);
    let stored = std::fs::read_dir(env.tokens_dir()).unwrap().flatten();
    assert!(
        stored
            .into_iter()
            .all(|file| { !std::fs::read_to_string(file.path()).unwrap_or_default().contains(token.trim()) })
    );
}

#[test]
fn a_callback_of_another_issuer_is_not_answered() {
    let openid = Openid::new();
    let (world, env) = openid.prepared();
    let login = env.gettoken(&["login", PROFILE]).through(&world).spawn();
    let address = address(&login);
    let wrong =
        visit(&crate::support::person::callback(&address, &[("code", "c"), ("iss", "https://x.example")]));
    assert_eq!(wrong.status, 400);
    agree(&address);
    login.wait().success();
}

/// A clock that is known to be wrong is the fault of no token.
#[test]
fn the_times_of_an_id_token_are_those_of_the_servers_clock() {
    for ahead in [7200, -7200] {
        let openid = Openid::new();
        openid.with(|state| state.ahead = ahead);
        let (world, env) = openid.session();
        for _ in 0..2 {
            let token = get(&env, &world, "token").arg("--no-cache").run().success();
            assert_eq!(number(&token), "1");
        }
        openid.with(|state| state.claims = json!({ "iat": now() + ahead + 600 }));
        let stderr = get(&env, &world, "token").arg("--force").run().failed(8);
        assert!(stderr.contains("issued in the future"), "{stderr}");
    }
}

/// What was verified for one issuer, client or set of keys was not for another.
#[test]
fn an_id_token_is_verified_again_for_other_settings() {
    let openid = Openid::new();
    let (world, env) = (openid.world(), TestEnv::new());
    let define = |more: &str| {
        let call = format!("url = \"{ISSUER}/token\"\nclient-auth = \"none\"\n");
        env.write_provider(
            "mine",
            &format!(
                "title = \"Mine\"\nissuer = \"{{issuer}}\"\n{more}[vars.issuer]\nhelp = \"x\"\n[credentials]\nclient-id = {{}}\n\
                 [authorize]\nurl = \"http://{}/authorize\"\n[authorization-code]\n{call}[refresh]\n{call}",
                world.http_addr()
            ),
        );
    };
    define("");
    env.write_config(&format!(
        "[profiles.{PROFILE}]\nprovider = \"mine\"\ngrant = \"user\"\nclient-id = \"app\"\nscope = \"openid\"\n\
         token = \"id\"\n[profiles.{PROFILE}.vars]\nissuer = \"{ISSUER}\"\n"
    ));
    log_in(&env, &world).success();
    let token = || get(&env, &world, "token");
    for _ in 0..2 {
        assert_eq!(number(&token().run().success()), "1");
    }
    assert_eq!(count(&world, "/jwks"), 1);
    let stderr = token().arg("--issuer=https://other.example").run().failed(8);
    assert!(stderr.contains("the claim `iss`"), "{stderr}");
    define(&format!("jwks-url = \"{ISSUER}/other\"\n"));
    token().run().failed(8);
    assert_eq!(count(&world, "/other"), 1);
    define("");
    assert_eq!(number(&token().run().success()), "1");
}
