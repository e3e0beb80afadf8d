//! The ID token of a login by URL: only the session knows the issuer and the client that it must be for.

use serde_json::{Value, json};

use crate::support::environment::TestEnv;
use crate::support::openid::{Key, count, now};
use crate::support::resource::{HOST, ISSUER, RESOURCE, Resource, agree};
use crate::support::world::World;

const PROFILE: &str = "files";

/// A resource whose server publishes `key`, and a profile that may name the issuer.
fn start(key: &Key, names_issuer: bool) -> (Resource, World, TestEnv) {
    let (resource, env) = (Resource::new(), TestEnv::new());
    resource.server(|it| it["jwks_uri"] = format!("{ISSUER}/jwks").into());
    let place = ("auth.example.com".to_owned(), "/jwks".to_owned());
    resource.with(|state| state.documents.insert(place, json!({ "keys": [key.jwk()] })));
    let issuer = if names_issuer { format!("issuer = \"{ISSUER}\"\n") } else { String::new() };
    env.write_config(&format!(
        "[profiles.{PROFILE}]\nprovider = \"mcp\"\n[profiles.{PROFILE}.vars]\nurl = \"{RESOURCE}\"\n{issuer}"
    ));
    let world = resource.world();
    (resource, world, env)
}

fn log_in(env: &TestEnv, world: &World) {
    let login = env.gettoken(&["login", PROFILE]).through(world).spawn();
    agree(world, &login);
    login.wait().success();
}

fn signed(key: &Key, header: &Value, more: &Value) -> String {
    let mut claims =
        json!({ "iss": ISSUER, "sub": "ada", "aud": "client-1", "iat": now(), "exp": now() + 600 });
    claims.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    key.sign(header, &claims)
}

#[test]
fn it_is_for_the_client_that_was_registered() {
    for names_issuer in [true, false] {
        let key = Key::new("k1");
        let (resource, world, env) = start(&key, names_issuer);
        let id_token = signed(&key, &json!({}), &json!({}));
        resource.with(|state| state.id_token = Some(id_token.clone()));
        log_in(&env, &world);
        for _ in 0..2 {
            let call = env.gettoken(&[PROFILE, "--token=id", "-o", "token"]).through(&world);
            assert_eq!(call.run().success(), format!("{id_token}\n"));
        }
        assert_eq!(count(&world, "/jwks"), 1, "it is verified once");
        let inspect = env.gettoken(&["inspect", PROFILE, "--token=id", "--verify"]).through(&world);
        assert!(inspect.run().success().contains(ISSUER));
    }
}

#[test]
fn it_is_refused_if_it_is_of_another_issuer_or_for_another_client() {
    let (key, other) = (Key::new("k1"), Key::new("k1"));
    for (key_used, claims, expected) in [
        (&key, json!({ "iss": "https://evil.example" }), "the claim `iss`"),
        (&key, json!({ "aud": "" }), "the claim `aud`"),
        (&key, json!({ "aud": "client-2" }), "the claim `aud`"),
        (&other, json!({}), "the signature is wrong"),
    ] {
        let (resource, world, env) = start(&key, false);
        let id_token = signed(key_used, &json!({}), &claims);
        resource.with(|state| state.id_token = Some(id_token));
        log_in(&env, &world);
        let id = || env.gettoken(&[PROFILE, "--token=id", "-o", "token"]).through(&world);
        for _ in 0..2 {
            let stderr = id().run().failed(8);
            assert!(stderr.contains(expected), "{stderr}");
        }
        let inspect = env.gettoken(&["inspect", PROFILE, "--token=id", "--verify"]).through(&world);
        let stderr = inspect.run().failed(5);
        let is_of_other = stderr.contains("of the issuer `https://evil.example`");
        assert!(stderr.contains(expected) || is_of_other, "{stderr}");
    }
}

#[test]
fn another_issuer_gets_no_token_of_this_one() {
    let key = Key::new("k1");
    let (_resource, world, env) = start(&key, false);
    log_in(&env, &world);
    let asked = world.requests().len();
    let call = || env.gettoken(&[PROFILE, "-o", "token"]).through(&world);
    for more in [&["--issuer=https://other.example"][..], &["--issuer=https://other.example", "--force"]] {
        let stderr = call().args(more).run().failed(4);
        assert!(stderr.contains("is of the issuer"), "{stderr}");
        assert_eq!(stderr.matches("hint:").count(), 1, "{stderr}");
    }
    assert_eq!(world.requests().len(), asked, "{HOST} is not asked");
    call().run().success();
}
