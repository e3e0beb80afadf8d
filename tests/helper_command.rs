//! `client-secret = { command = […] }`: a password manager's program is run without a shell, once and only when a
//! secret is needed, sees nothing it need not see, and is exit 10 when it does not print one secret.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[expect(dead_code, reason = "each test file uses its own part")]
mod support;

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;

use support::environment::TestEnv;
use support::process::Call;
use support::world::{Reply, World};

fn tokens() -> World {
    World::always(Reply::json(200, r#"{"access_token":"t0ken","expires_in":3600}"#))
}

/// Writes a config whose secret is what this program prints; `words` are its name and arguments.
fn configure(env: &TestEnv, words: &[&str]) {
    let words = serde_json::to_string(words).unwrap();
    env.write_config(&format!(
        "[profiles.alimail]\nclient-id = \"i\"\nclient-secret = {{ command = {words} }}\n"
    ));
}

fn call(env: &TestEnv, world: &World) -> Call {
    env.gettoken(&["alimail", "-o", "token"]).through(world)
}

/// Runs `script` as the helper and gives the secret that arrives at the vendor.
#[track_caller]
fn printed(script: &str) -> String {
    let (env, world) = (TestEnv::new(), tokens());
    configure(&env, &["sh", "-c", script]);
    call(&env, &world).env("A_VARIABLE", "a value").run().success();
    world.request().form()["client_secret"].clone()
}

/// Runs the helper, which must fail with exit 10 before anything is sent; gives stderr.
#[track_caller]
fn failed(words: &[&str]) -> String {
    let (env, world) = (TestEnv::new(), tokens().may_be_silent());
    configure(&env, words);
    let stderr = call(&env, &world).run().failed(10);
    assert_eq!(world.connections().proxy, 0);
    assert!(stderr.contains(&format!("`{}`", words[0])), "{stderr}");
    assert!(!stderr.contains("s3cret"), "{stderr}");
    stderr
}

#[test]
fn what_it_prints_is_the_secret_without_the_line_break() {
    assert_eq!(printed("echo s3cret"), "s3cret");
    assert_eq!(printed("printf ' s3 cret\\r\\n'"), " s3 cret");
    assert_eq!(printed("printf '%s' \"$A_VARIABLE\""), "a value");
}

#[test]
fn no_shell_touches_its_arguments() {
    let (env, world) = (TestEnv::new(), tokens());
    configure(&env, &["printf", "%s", "$HOME; `id` * ~"]);
    call(&env, &world).run().success();
    assert_eq!(world.request().form()["client_secret"], "$HOME; `id` * ~");
}

#[test]
fn its_input_is_empty() {
    assert_eq!(printed("cat; echo end"), "end");
}

#[test]
fn its_own_complaints_reach_the_user() {
    let stderr = failed(&["sh", "-c", "echo 'the vault is locked' >&2; echo s3cret; exit 3"]);
    assert!(stderr.contains("the vault is locked"), "{stderr}");
    assert!(stderr.contains("exit status: 3"), "{stderr}");
}

#[test]
fn a_program_that_is_not_there_is_told() {
    assert!(failed(&["no-such-helper"]).contains("cannot be run"));
}

#[test]
fn a_program_that_may_not_be_run_is_told() {
    let env = TestEnv::new();
    let path = env.write("helper", "#!/bin/sh\necho s3cret\n").display().to_string();
    failed(&[&path, "show"]);
    fs::set_permissions(&path, Permissions::from_mode(0o700)).unwrap();
    let world = tokens();
    configure(&env, &[&path, "show"]);
    call(&env, &world).run().success();
}

#[test]
fn what_is_not_one_secret_is_told() {
    for (script, told) in [
        (":", "printed nothing"),
        ("echo", "printed nothing"),
        ("echo s3cret; echo s3cret-2", "more than one line"),
        ("printf 's3cret\\0x'", "more than one line"),
        ("printf 's3cret\\377'", "not UTF-8"),
        ("kill -9 $$", "signal: 9"),
    ] {
        let stderr = failed(&["sh", "-c", script]);
        assert!(stderr.contains(told), "{told} is not in\n{stderr}");
    }
}

#[test]
fn a_flood_is_told_as_one() {
    let stderr = failed(&["sh", "-c", "yes s3cret | head -c 1000000"]);
    assert!(stderr.contains("printed more than"), "{stderr}");
}

#[test]
fn an_error_for_programs_says_that_it_was_the_helper() {
    let env = TestEnv::new();
    configure(&env, &["false"]);
    let stderr = env.gettoken(&["alimail", "--error-format", "json"]).run().failed(10);
    let error: serde_json::Value = serde_json::from_str(&stderr).unwrap();
    assert_eq!((&error["error"]["kind"], &error["error"]["retryable"]), (&"helper".into(), &false.into()));
}

/// Another account's secret is none of its business.
#[test]
fn it_does_not_see_an_exported_secret() {
    let (env, world) = (TestEnv::new(), tokens());
    env.write_config(
        "[profiles.mail-2]\nprovider = \"alimail\"\nclient-id = \"i\"\n\
         client-secret = { command = [\"sh\", \"-c\", \"echo seen:$ALIMAIL_CLIENT_SECRET\"] }\n",
    );
    env.gettoken(&["mail-2"]).env("ALIMAIL_CLIENT_SECRET", "s3cret").through(&world).run().success();
    assert_eq!(world.request().form()["client_secret"], "seen:");
}

#[test]
fn it_is_not_run_for_a_token_that_is_stored() {
    let (env, world) = (TestEnv::new(), tokens());
    configure(&env, &["sh", "-c", "echo run >> \"$HOME/runs\"; echo s3cret"]);
    for _ in 0..3 {
        assert_eq!(call(&env, &world).run().success(), "t0ken\n");
    }
    assert_eq!(fs::read_to_string(env.path("runs")).unwrap(), "run\n");
    world.request();
}

#[test]
fn it_is_not_run_for_help_a_dry_run_or_a_check() {
    let env = TestEnv::new();
    configure(&env, &["sh", "-c", "touch \"$HOME/runs\"; echo s3cret"]);
    for args in [["alimail", "--help"], ["alimail", "--dry-run"], ["config", "check"], ["cache", "list"]] {
        env.gettoken(&args).run().success();
    }
    assert!(!env.path("runs").exists());
}

#[test]
fn it_is_not_run_when_a_better_place_has_the_secret() {
    let (env, world) = (TestEnv::new(), tokens());
    configure(&env, &["sh", "-c", "touch \"$HOME/runs\"; echo s3cret"]);
    call(&env, &world).env("ALIMAIL_CLIENT_SECRET", "from the environment").run().success();
    assert_eq!(world.request().form()["client_secret"], "from the environment");
    assert!(!env.path("runs").exists());
}
