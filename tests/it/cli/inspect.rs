//! `gettoken inspect`: what a JWT says, and whether it holds.

use serde_json::{Value, json};

use crate::support::discovery::age;
use crate::support::environment::TestEnv;
use crate::support::jwt::unsigned;
use crate::support::openid::{ISSUER, Key, Openid, PROFILE, count, get, now};
use crate::support::process::Call;
use crate::support::world::Reply;

/// Prepares a call for a token on stdin.
fn inspect(env: &TestEnv, token: &str, args: &[&str]) -> Call {
    env.gettoken(&["inspect"]).args(args).stdin(format!("{token}\n"))
}

fn claims() -> Value {
    json!({ "iss": ISSUER, "sub": "person", "aud": "app", "iat": now() - 60, "exp": now() + 3600 })
}

#[test]
fn a_token_is_shown_without_a_request_and_without_its_signature() {
    let env = TestEnv::new();
    let token = unsigned(&json!({ "sub": "a\u{1b}[31m\u{202e}b", "iat": now() - 7230, "exp": now() - 3630 }));
    let text = inspect(&env, &token, &[]).run().success();
    assert!(text.contains("\"alg\": \"RS256\"") && text.contains("(2h ago)"), "{text}");
    assert!(text.contains("(expired 1h ago)") && text.contains("not checked"), "{text}");
    assert!(!text.contains('\u{1b}') && !text.contains('\u{202e}'), "{text}");
    assert!(!text.contains(token.rsplit('.').next().unwrap()), "{text}");
    let object: Value = serde_json::from_str(&inspect(&env, &token, &["--json"]).run().success()).unwrap();
    assert_eq!((&object["version"], &object["format"]), (&json!(1), &json!("jws")));
    assert_eq!(object["signature"], json!({ "checked": false }));
    assert_eq!(object["header"]["alg"], "RS256");
    assert!(object["claims"]["sub"].as_str().unwrap().ends_with('b'));
}

#[test]
fn what_is_no_signed_jwt_is_said() {
    let env = TestEnv::new();
    let text = inspect(&env, "ya29.opaque", &[]).run().success();
    assert!(text.contains("opaque") && text.contains("gettoken introspect"), "{text}");
    let object = inspect(&env, "ya29.opaque", &["--json"]).run().success();
    assert_eq!(object, "{\"format\":\"opaque\",\"version\":1}\n");
    let encrypted = format!("{}.a.b.c.d", unsigned(&json!({})).split('.').next().unwrap());
    let text = inspect(&env, &encrypted, &[]).run().success();
    assert!(text.contains("encrypted (JWE)") && text.contains("\"alg\": \"RS256\""), "{text}");
    for (token, code) in [("two words", 8), ("tést", 8), ("", 3)] {
        inspect(&env, token, &[]).run().failed(code);
    }
    let broken = unsigned(&json!({})).replace(".e30.", ".e30x.");
    let stderr = inspect(&env, &broken, &[]).run().failed(8);
    assert!(stderr.contains("its claims cannot be read"), "{stderr}");
    for token in ["ya29.opaque", &encrypted] {
        inspect(&env, token, &["--verify", "--issuer", ISSUER]).run().failed(5);
    }
}

#[test]
fn a_token_in_place_of_a_name_is_not_printed() {
    let env = TestEnv::new();
    let (jwt, opaque) = (unsigned(&claims()), "Canary0123".repeat(7));
    for before in [
        &[][..],
        &["inspect"],
        &["login"],
        &["status"],
        &["doctor", "--offline"],
        &["help"],
        &["introspect"],
        &["config"],
        &["config", "get"],
        &["explain"],
        &["explain", "dingtalk"],
        &["man"],
        &["providers", "show"],
        &["providers", "check"],
    ] {
        for token in [&*jwt, &opaque] {
            for format in ["text", "json"] {
                let call = env.gettoken(before).args(&[token, "--error-format", format]);
                let outcome = call.run();
                let said = outcome.stdout + &outcome.stderr;
                assert!(!said.contains(&token[13..]), "{before:?}: {said}");
                assert!(
                    before.first() != Some(&"inspect") || said.contains("gettoken inspect < FILE"),
                    "{said}"
                );
            }
        }
    }
    let stderr = env.gettoken(&["oauth2", "--grant", &jwt]).run().failed(2);
    assert!(!stderr.contains(&jwt[13..]), "{stderr}");
}

#[test]
fn a_header_is_accepted_and_the_issuer_of_the_token_is_named() {
    let env = TestEnv::new();
    let token = unsigned(&claims());
    for scheme in ["Bearer ", "bearer  ", "BEARER\t"] {
        let text = inspect(&env, &format!("{scheme}{token}"), &[]).run().success();
        assert!(text.contains("\"sub\": \"person\""), "{text}");
    }
    let stderr = inspect(&env, &token, &["--verify"]).run().failed(2);
    let call = format!("gettoken inspect --verify --issuer '{ISSUER}' < FILE");
    assert!(stderr.contains(&call), "{stderr}");
    for issuer in ["https://a.example/'; reboot '", "https://a.example/\u{1b}[31m", "http://a.example", "joe"]
    {
        let stderr = inspect(&env, &unsigned(&json!({ "iss": issuer })), &["--verify"]).run().failed(2);
        assert!(!stderr.contains("if you trust") && !stderr.contains('\u{1b}'), "{stderr}");
    }
    let stderr = env.gettoken(&["inspect", "oauth2"]).run().failed(9);
    assert!(
        stderr.contains("get one first with `gettoken oauth2`") && !stderr.contains("--offline"),
        "{stderr}"
    );
}

#[test]
fn keys_that_are_too_new_to_be_fetched_again_say_until_when() {
    let openid = Openid::new();
    let (world, env) = (openid.world(), TestEnv::new());
    let sign = || openid.with(|state| state.key.sign(&json!({}), &claims()));
    let verify = |token: &str| inspect(&env, token, &["--verify", "--issuer", ISSUER]).through(&world).run();
    verify(&sign()).success();
    openid.with(|state| state.key = Key::new("k2"));
    age(&env, 200);
    let stderr = verify(&sign()).failed(5);
    assert!(stderr.contains("fetched 3m 20s ago") && stderr.contains("`gettoken cache clear`"), "{stderr}");
    age(&env, 101);
    verify(&sign()).success();
    assert_eq!(count(&world, "/jwks"), 2);
}

#[test]
fn a_token_holds_by_the_keys_of_its_issuer() {
    let openid = Openid::new();
    let (world, env) = (openid.world(), TestEnv::new());
    let sign = |header: Value, claims: Value| openid.with(|state| state.key.sign(&header, &claims));
    let verify = |token: &str| inspect(&env, token, &["--verify", "--issuer", ISSUER]).through(&world).run();
    let good = sign(json!({ "typ": "at+jwt" }), claims());
    let text = verify(&good).success();
    assert!(text.contains("valid, by https://auth.example.com (key `k1`)"), "{text}");
    assert!(text.contains("at+jwt"), "{text}");
    let object =
        inspect(&env, &good, &["--verify", "--issuer", ISSUER, "--json"]).through(&world).run().success();
    let object: Value = serde_json::from_str(&object).unwrap();
    let expected = json!({ "checked": true, "valid": true, "kid": "k1", "verified_with": ISSUER });
    assert_eq!(object["signature"], expected);
    let with = |name: &str, value: Value| {
        let mut claims = claims();
        claims[name] = value;
        claims
    };
    let (input, signature) = good.rsplit_once('.').unwrap();
    for (token, why) in [
        (sign(json!({}), with("exp", json!(now() - 61))), "has expired"),
        (sign(json!({}), with("nbf", json!(now() + 120))), "not valid yet"),
        (
            sign(json!({}), with("iss", json!("https://other.example"))),
            "of the issuer `https://other.example`, not of `https://auth.example.com`",
        ),
        (sign(json!({ "alg": "none" }), claims()), "algorithm `none`"),
        (sign(json!({ "alg": "HS256" }), claims()), "algorithm `HS256`"),
        (sign(json!({ "kid": "k2" }), claims()), "no key `k2`"),
        (sign(json!({ "crit": ["b64"], "b64": false }), claims()), "requires an extension"),
        (Key::new("k1").sign(&json!({}), &claims()), "the signature is wrong"),
        (format!("{input}."), "the signature is wrong"),
        (format!("{input}.A{}", &signature[1..]), "the signature is wrong"),
    ] {
        let stderr = verify(&token).failed(5);
        assert!(stderr.contains(why), "{why}: {stderr}");
        assert!(!stderr.contains(&token), "{stderr}");
    }
    // All of it with one request for the keys.
    assert_eq!(count(&world, "/jwks"), 1);
    let own = Key::new("own");
    let stderr = verify(&own.sign(&json!({ "jwk": own.jwk(), "kid": null }), &claims())).failed(5);
    assert!(stderr.contains("the signature is wrong"), "{stderr}");
}

#[test]
fn keys_can_be_in_a_file() {
    let (env, key) = (TestEnv::new(), Key::new("k1"));
    let file = env.write("keys.json", &json!({ "keys": [key.jwk()] }).to_string());
    let file = file.to_str().unwrap();
    let text = inspect(&env, &key.sign(&json!({}), &claims()), &["--verify", "--jwks", file]).run().success();
    assert!(text.contains("valid, by ") && text.contains("keys.json"), "{text}");
    let only = env.write("key.json", &key.jwk().to_string());
    let args = ["--verify", "--jwks", only.to_str().unwrap()];
    inspect(&env, &key.sign(&json!({}), &claims()), &args).run().success();
    inspect(&env, &Key::new("k1").sign(&json!({}), &claims()), &args).run().failed(5);
    for (text, code) in [("{}", 8), ("{\"keys\":[]}", 8), ("<html>", 8)] {
        let bad = env.write("bad.json", text);
        let args = ["--verify", "--jwks", bad.to_str().unwrap()];
        inspect(&env, &key.sign(&json!({}), &claims()), &args).run().failed(code);
    }
    let token = key.sign(&json!({}), &claims());
    inspect(&env, &token, &["--verify", "--jwks", "/nowhere"]).run().failed(3);
    let stderr = inspect(&env, &token, &["--verify"]).run().failed(2);
    assert!(stderr.contains("--issuer") && stderr.contains("--jwks"), "{stderr}");
    inspect(&env, &token, &["--jwks", file]).run().failed(2);
    inspect(&env, &token, &["--verify", "--jwks", file, "--issuer", ISSUER]).run().failed(2);
}

#[test]
fn keys_that_are_not_there_say_whether_to_try_again() {
    let key = Key::new("k1");
    for (fault, code) in
        [(Reply::empty(500), 7), (Reply::close(), 6), (Reply::empty(403), 8), (Reply::json(200, "[]"), 8)]
    {
        let openid = Openid::new();
        openid.with(|state| state.keys_fault = Some(fault));
        let (world, env) = (openid.world(), TestEnv::new());
        let token = key.sign(&json!({}), &claims());
        let stderr =
            inspect(&env, &token, &["--verify", "--issuer", ISSUER]).through(&world).run().failed(code);
        assert!(stderr.contains("https://auth.example.com/jwks"), "{stderr}");
    }
}

#[test]
fn a_stored_token_is_read_and_never_requested() {
    let openid = Openid::new();
    let (world, env) = openid.prepared();
    let stderr = env.gettoken(&["inspect", PROFILE]).run().failed(4);
    assert!(stderr.contains("gettoken login work"), "{stderr}");
    world.may_be_silent();

    let (world, env) = openid.session();
    let before = world.requests().len();
    let text = env.gettoken(&["inspect", PROFILE]).run().success();
    assert!(text.contains("\"sub\": \"person\""), "{text}");
    let text = env.gettoken(&["inspect", PROFILE, "--token", "access"]).run().success();
    assert!(text.contains("opaque") && text.contains("gettoken introspect work"), "{text}");
    assert_eq!(world.requests().len(), before);
    let text = env.gettoken(&["inspect", PROFILE, "--verify"]).through(&world).run().success();
    assert!(text.contains("valid, by https://auth.example.com (key `k1`)"), "{text}");
    // The keys are stored.
    assert_eq!(count(&world, "/jwks"), 1);
    assert!(get(&env, &world, "token").run().success().contains('.'));
}
