//! `client-secret = { keyring = "…" }`: read from the system's keyring and only when a secret is needed; put there and
//! removed by `gettoken config`. A keyring that is missing, locked or silent is an error in time, with its reason.

#![cfg(all(feature = "keyring", target_os = "linux"))]

use std::time::{Duration, Instant};

use crate::support::desktop::{Desktop, Silence};
use crate::support::environment::TestEnv;
use crate::support::process::Call;
use crate::support::tools;
use crate::support::world::{Reply, World};

/// What every fault of a keyring is told within.
const IN_TIME: Duration = Duration::from_secs(2);

fn tokens() -> World {
    World::always(Reply::json(200, r#"{"access_token":"t0ken","expires_in":3600}"#))
}

/// A home folder whose secret is the item `mail` of the keyring.
fn configured() -> TestEnv {
    let env = TestEnv::new();
    env.write_config("[profiles.alimail]\nclient-id = \"i\"\nclient-secret = { keyring = \"mail\" }\n");
    env
}

fn call(env: &TestEnv, world: &World) -> Call {
    env.gettoken(&["alimail", "-o", "token"]).through(world)
}

/// Runs a call that must fail in time with this exit code before anything is sent; gives stderr.
#[track_caller]
fn failed_in_time(call: Call, world: &World, code: i32) -> String {
    let start = Instant::now();
    let stderr = call.run().failed(code);
    let took = start.elapsed();
    assert!(took < IN_TIME, "{took:?}: {stderr}");
    // For whoever wants the figure: `cargo test --test it credentials::keyring -- --nocapture`.
    println!("{took:?}: {}", stderr.lines().next().unwrap_or_default());
    assert_eq!(world.connections().proxy, 0);
    assert!(!stderr.contains("s3cret"), "{stderr}");
    stderr
}

#[test]
fn what_another_program_keeps_there_is_the_secret() {
    let Some(desktop) = Desktop::start() else { return };
    desktop.keep("gettoken", "mail", b"s3cret");
    let (env, world) = (configured(), tokens());
    let outcome = desktop.joined(call(&env, &world)).arg("-v").run();
    assert!(outcome.stderr.contains("client secret from `mail` in the keyring"), "{}", outcome.stderr);
    assert_eq!(outcome.success(), "t0ken\n");
    assert_eq!(world.request().form()["client_secret"], "s3cret");
}

#[test]
fn another_programs_service_can_be_named() {
    let Some(desktop) = Desktop::start() else { return };
    desktop.keep("mailer", "me", b"s3cret");
    let (env, world) = (TestEnv::new(), tokens());
    env.write_config(
        "[profiles.alimail]\nclient-id = \"i\"\nclient-secret = { keyring = \"me\", service = \"mailer\" }\n",
    );
    desktop.joined(call(&env, &world)).run().success();
    assert_eq!(world.request().form()["client_secret"], "s3cret");
}

#[test]
fn a_secret_is_put_there_replaced_and_removed() {
    let Some(desktop) = Desktop::start() else { return };
    let env = configured();
    let config = |word: &str| desktop.joined(env.gettoken(&["config", word, "alimail"]));
    for secret in ["s3cret", "s3cret-2"] {
        let outcome = config("set-secret").stdin(format!("{secret}\n")).run();
        assert!(!outcome.stderr.contains("s3cret"), "{}", outcome.stderr);
        assert_eq!(outcome.success(), "");
        assert_eq!(desktop.kept("gettoken", "mail").as_deref(), Some(secret));
    }
    let world = tokens();
    desktop.joined(call(&env, &world)).run().success();
    assert_eq!(world.request().form()["client_secret"], "s3cret-2");
    assert!(config("remove-secret").run().stderr.contains("removed from the keyring"));
    assert_eq!(desktop.kept("gettoken", "mail"), None);
    assert!(config("remove-secret").run().stderr.contains("no item `mail`"));
}

#[test]
fn what_is_no_secret_is_not_put_there() {
    let Some(desktop) = Desktop::start() else { return };
    let env = configured();
    for text in ["", "\n", "s3cret\nmore\n", "s3\rcret"] {
        desktop.joined(env.gettoken(&["config", "set-secret", "alimail"])).stdin(text).run().failed(3);
    }
    assert_eq!(desktop.kept("gettoken", "mail"), None);
}

/// A secret that nobody would read is not put anywhere.
#[test]
fn only_a_profile_that_reads_its_secret_there_has_one_put_there() {
    let env = TestEnv::new();
    let words = ["config", "set-secret", "alimail"];
    let stderr = env.gettoken(&words).stdin("s3cret").run().failed(3);
    assert!(stderr.contains("add `client-secret = { keyring = \"alimail\" }`"), "{stderr}");
    env.write_config("[profiles.alimail]\nclient-id = \"i\"\nclient-secret = { env = \"X\" }\n");
    let stderr = env.gettoken(&words).stdin("s3cret").run().failed(3);
    assert!(stderr.contains("config.toml:3: "), "{stderr}");
    env.gettoken(&["config", "set-secret", "no-such"]).run().failed(3);
}

#[test]
fn a_line_break_is_taken_off_the_end_and_refused_within() {
    let Some(desktop) = Desktop::start() else { return };
    for (kept, sent) in [(&b"s3cret\n"[..], "s3cret"), (b" s3 cret\r\n", " s3 cret")] {
        desktop.keep("gettoken", "mail", kept);
        let (env, world) = (configured(), tokens());
        desktop.joined(call(&env, &world)).run().success();
        assert_eq!(world.request().form()["client_secret"], sent);
    }
    for kept in [&b"s3cret\nX-Evil: 1"[..], b"s3\rcret", b"s3cret\n\n"] {
        desktop.keep("gettoken", "mail", kept);
        let (env, world) = (configured(), tokens().may_be_silent());
        let stderr = failed_in_time(desktop.joined(call(&env, &world)), &world, 3);
        assert!(stderr.contains("item `mail`, found more than one line"), "{stderr}");
    }
}

#[test]
fn an_item_that_is_missing_is_told_with_the_command_that_makes_it() {
    let Some(desktop) = Desktop::start() else { return };
    let (env, world) = (configured(), tokens().may_be_silent());
    let stderr = failed_in_time(desktop.joined(call(&env, &world)), &world, 3);
    assert!(stderr.contains("no item `mail`"), "{stderr}");
    assert!(stderr.contains("`gettoken config set-secret alimail`"), "{stderr}");
}

#[test]
fn two_items_of_one_name_are_not_chosen_from() {
    let Some(desktop) = Desktop::start() else { return };
    desktop.keep("gettoken", "mail", b"s3cret");
    let other = ["store", "--label=x", "service", "gettoken", "username", "mail", "also", "this"];
    let mut tool = desktop.command("secret-tool");
    assert!(tool.args(other).stdin(std::process::Stdio::null()).status().unwrap().success());
    let (env, world) = (configured(), tokens().may_be_silent());
    let stderr = failed_in_time(desktop.joined(call(&env, &world)), &world, 3);
    assert!(stderr.contains("has 2 items"), "{stderr}");
}

#[test]
fn without_a_bus_it_fails_in_time() {
    let (env, world) = (configured(), tokens().may_be_silent());
    let stderr = failed_in_time(call(&env, &world), &world, 3);
    assert!(stderr.contains("there is no session bus"), "{stderr}");
}

#[test]
fn without_a_keyring_on_the_bus_it_fails_in_time() {
    let Some(desktop) = Desktop::without_keyring() else { return };
    let (env, world) = (configured(), tokens().may_be_silent());
    let stderr = failed_in_time(desktop.joined(call(&env, &world)), &world, 3);
    assert!(stderr.contains("no program provides the Secret Service"), "{stderr}");
}

#[test]
fn a_bus_that_never_answers_fails_in_time() {
    let (env, world) = (configured(), tokens().may_be_silent());
    let silence = Silence::start(&env.path(""));
    let stderr = failed_in_time(silence.met_by(call(&env, &world)), &world, 3);
    assert!(stderr.contains("did not answer within 1.5 s"), "{stderr}");
}

#[test]
fn a_locked_keyring_fails_in_time_and_asks_nobody() {
    let Some(desktop) = Desktop::start() else { return };
    desktop.keep("gettoken", "mail", b"s3cret");
    desktop.lock();
    let (env, world) = (configured(), tokens().may_be_silent());
    let stderr = failed_in_time(desktop.joined(call(&env, &world)), &world, 4);
    assert!(stderr.contains("the system keyring is locked"), "{stderr}");
    let put = desktop.joined(env.gettoken(&["config", "set-secret", "alimail"])).stdin("s3cret-2");
    failed_in_time(put, &world, 4);
}

/// Nobody listens where the bus should be, so that opening it would be an error.
#[test]
fn it_is_not_opened_before_a_secret_is_needed() {
    let Some(desktop) = Desktop::start() else { return };
    desktop.keep("gettoken", "mail", b"s3cret");
    let (env, world) = (configured(), tokens());
    desktop.joined(call(&env, &world)).run().success();
    assert_eq!(call(&env, &world).run().success(), "t0ken\n");
    for args in [["alimail", "--help"], ["alimail", "--dry-run"], ["config", "check"], ["cache", "list"]] {
        env.gettoken(&args).run().success();
    }
    if !tools::part_lacks("that a cached token opens no socket", &["strace"]) {
        let trace = env.path("trace");
        let words = ["strace", "-f", "-e", "trace=socket,connect", "-o", trace.to_str().unwrap()];
        desktop.joined(call(&env, &world)).under(&words).run().success();
        let text = std::fs::read_to_string(&trace).unwrap();
        assert!(!text.contains("socket("), "{text}");
    }
    world.request();
}
