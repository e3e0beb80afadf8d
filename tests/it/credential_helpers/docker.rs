//! `gettoken docker-credential`: the credential helper protocol of docker, podman and skopeo.

use crate::support::environment::TestEnv;
use crate::support::process::Call;
use crate::support::world::{Reply, World};
use serde_json::{Value, json};

/// A server whose every token is `t"<`.
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
    let args = ["docker-credential", "oauth2", operation, "--allow-host", "registry.example"];
    env.gettoken(&args).stdin(input)
}

fn object(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn get_accepts_a_url_with_or_without_a_newline() {
    let world = world();
    let env = environment(&world);
    for url in ["registry.example", "https://registry.example", "https://registry.example/v2/"] {
        for ending in ["", "\n", "\r\n"] {
            let stdout = helper(&env, "get", &format!("{url}{ending}")).run().success();
            assert_eq!(object(&stdout), json!({ "ServerURL": url, "Username": "<token>", "Secret": "t\"<" }));
        }
    }
    let stdout = helper(&env, "get", "registry.example").arg("--user=me").run().success();
    assert_eq!(object(&stdout)["Username"], "me");
}

#[test]
fn get_reports_other_registries_as_not_found() {
    let world = world().may_be_silent();
    let env = environment(&world);
    for url in ["https://evil.example", "http://registry.example", "https://registry.example.evil/", ""] {
        let outcome = helper(&env, "get", url).run();
        // With this text and exit code, docker goes on without a credential.
        assert_eq!(outcome.code, Some(1), "{url}: {outcome:?}");
        assert_eq!(outcome.stdout, "credentials not found in native keychain\n", "{url}");
    }
    assert!(world.requests().is_empty());
}

#[test]
fn list_names_the_allowed_hosts() {
    let world = world().may_be_silent();
    let stdout = helper(&environment(&world), "list", "").run().success();
    assert_eq!(object(&stdout), json!({ "https://registry.example": "<token>" }));
}

#[test]
fn erase_drops_the_token_and_store_does_nothing() {
    let world = world();
    let env = environment(&world);
    let get = || helper(&env, "get", "registry.example").run().success();
    get();
    let credential = r#"{"ServerURL":"registry.example","Username":"u","Secret":"other"}"#;
    assert_eq!(helper(&env, "store", credential).run().success(), "");
    assert_eq!(helper(&env, "erase", "evil.example").run().success(), "");
    get();
    assert_eq!(world.requests().len(), 1);
    assert_eq!(helper(&env, "erase", "https://registry.example").run().success(), "");
    get();
    assert_eq!(world.requests().len(), 2);
}

#[test]
fn unknown_operation_is_a_usage_error() {
    let world = world().may_be_silent();
    helper(&environment(&world), "version", "").run().failed(2);
}

#[test]
fn failure_prints_nothing_to_stdout() {
    let world = World::always(Reply::json(401, r#"{"error":"invalid_client"}"#));
    helper(&environment(&world), "get", "registry.example").run().failed(5);
}
