//! `gettoken docker-credential`: the protocol of docker, podman and skopeo.

use crate::support::environment::TestEnv;
use crate::support::process::Call;
use crate::support::world::{Reply, World};
use serde_json::{Value, json};

/// A world whose every token is `t`.
fn world() -> World {
    World::always(Reply::json(200, r#"{"access_token":"t\"<","expires_in":3600}"#))
}

fn environment(world: &World) -> TestEnv {
    let env = TestEnv::new();
    env.write_config(&format!(
        "[profiles.oauth2]\nclient-id = \"c\"\nclient-secret = \"s\"\nvars.token-url = \"http://{}/token\"\n",
        world.http_addr()
    ));
    env
}

fn helper(env: &TestEnv, operation: &str, input: &str) -> Call {
    let words = ["docker-credential", "oauth2", operation, "--allow-host", "registry.example"];
    env.gettoken(&words).stdin(input)
}

fn object(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn a_registry_is_told_with_and_without_a_newline() {
    let world = world();
    let env = environment(&world);
    for url in ["registry.example", "https://registry.example", "https://registry.example/v2/"] {
        for ending in ["", "\n", "\r\n"] {
            let told = helper(&env, "get", &format!("{url}{ending}")).run().success();
            assert_eq!(object(&told), json!({ "ServerURL": url, "Username": "<token>", "Secret": "t\"<" }));
        }
    }
    let told = helper(&env, "get", "registry.example").arg("--user=me").run().success();
    assert_eq!(object(&told)["Username"], "me");
}

#[test]
fn any_other_registry_is_not_in_the_keychain() {
    let world = world().may_be_silent();
    let env = environment(&world);
    for url in ["https://evil.example", "http://registry.example", "https://registry.example.evil/", ""] {
        let outcome = helper(&env, "get", url).run();
        // The words and the code by which docker goes on without a credential.
        assert_eq!(outcome.code, Some(1), "{url}: {outcome:?}");
        assert_eq!(outcome.stdout, "credentials not found in native keychain\n", "{url}");
    }
    assert!(world.requests().is_empty());
}

#[test]
fn the_list_names_what_is_allowed() {
    let world = world().may_be_silent();
    let told = helper(&environment(&world), "list", "").run().success();
    assert_eq!(object(&told), json!({ "https://registry.example": "<token>" }));
}

#[test]
fn a_logout_forgets_and_a_login_stores_nothing() {
    let world = world();
    let env = environment(&world);
    let get = || helper(&env, "get", "registry.example").run().success();
    get();
    let given = r#"{"ServerURL":"registry.example","Username":"u","Secret":"other"}"#;
    assert_eq!(helper(&env, "store", given).run().success(), "");
    assert_eq!(helper(&env, "erase", "evil.example").run().success(), "");
    get();
    assert_eq!(world.requests().len(), 1);
    assert_eq!(helper(&env, "erase", "https://registry.example").run().success(), "");
    get();
    assert_eq!(world.requests().len(), 2);
}

#[test]
fn what_is_no_operation_is_a_bad_call() {
    let world = world().may_be_silent();
    helper(&environment(&world), "version", "").run().failed(2);
}

#[test]
fn a_failure_is_silent_on_stdout() {
    let world = World::always(Reply::json(401, r#"{"error":"invalid_client"}"#));
    helper(&environment(&world), "get", "registry.example").run().failed(5);
}
