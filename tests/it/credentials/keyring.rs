//! `client-secret = { keyring = "…" }`: the secret is read from the system keyring, and only when it is needed;
//! `gettoken config` writes and removes it. A missing, locked or unresponsive keyring is reported within two seconds.

#![cfg(all(feature = "keyring", target_os = "linux"))]

use std::time::{Duration, Instant};

use crate::support::conversation::{Conversation, skip_without_terminal};
use crate::support::desktop::{Desktop, Silence};
use crate::support::environment::TestEnv;
use crate::support::process::Call;
use crate::support::tools;
use crate::support::world::{Reply, World};

/// Every keyring failure must be reported within this time.
const DEADLINE: Duration = Duration::from_secs(2);

fn tokens() -> World {
    World::always(Reply::json(200, r#"{"access_token":"t0ken","expires_in":3600}"#))
}

/// A home directory whose config reads the secret from the keyring item `mail`.
fn configured() -> TestEnv {
    let env = TestEnv::new();
    env.write_config("[profiles.alimail]\nclient-id = \"i\"\nclient-secret = { keyring = \"mail\" }\n");
    env
}

fn call(env: &TestEnv, world: &World) -> Call {
    env.gettoken(&["alimail", "-o", "token"]).through(world)
}

/// Runs a call that must fail within the deadline and send nothing. Returns stderr.
#[track_caller]
fn fails_within_deadline(call: Call, world: &World, code: i32) -> String {
    let start = Instant::now();
    let stderr = call.run().failed(code);
    let took = start.elapsed();
    assert!(took < DEADLINE, "{took:?}: {stderr}");
    // To see the time: `cargo test --test it credentials::keyring -- --nocapture`.
    println!("{took:?}: {}", stderr.lines().next().unwrap_or_default());
    assert_eq!(world.connections().proxy, 0);
    assert!(!stderr.contains("s3cret"), "{stderr}");
    stderr
}

#[test]
fn reads_a_secret_that_another_program_stored() {
    let Some(desktop) = Desktop::start() else { return };
    desktop.keep("gettoken", "mail", b"s3cret");
    let (env, world) = (configured(), tokens());
    let outcome = desktop.joined(call(&env, &world)).arg("-v").run();
    assert!(outcome.stderr.contains("client secret from `mail` in the keyring"), "{}", outcome.stderr);
    assert_eq!(outcome.success(), "t0ken\n");
    assert_eq!(world.request().form()["client_secret"], "s3cret");
}

#[test]
fn service_name_can_be_configured() {
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
fn config_sets_replaces_and_removes_the_secret() {
    let Some(desktop) = Desktop::start() else { return };
    let env = configured();
    let config = |subcommand: &str| desktop.joined(env.gettoken(&["config", subcommand, "alimail"]));
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
fn set_secret_does_not_show_what_is_typed() {
    if skip_without_terminal() {
        return;
    }
    let Some(desktop) = Desktop::start() else { return };
    let env = configured();
    let bus = [("DBUS_SESSION_BUS_ADDRESS", desktop.address())];
    let mut person = Conversation::start_with(&env, None, "config set-secret alimail", &bus);
    person
        .answer("Client secret of `alimail`, not shown while you type: ", "s3cret")
        .hear("stored in the keyring");
    let ending = person.end();
    assert_eq!(ending.code, Some(0));
    assert!(!ending.screen.contains("s3cret"), "{}", ending.screen);
    assert_eq!(desktop.kept("gettoken", "mail").as_deref(), Some("s3cret"));
}

#[test]
fn set_secret_refuses_empty_and_multiline_input() {
    let Some(desktop) = Desktop::start() else { return };
    let env = configured();
    for text in ["", "\n", "s3cret\nmore\n", "s3\rcret"] {
        desktop.joined(env.gettoken(&["config", "set-secret", "alimail"])).stdin(text).run().failed(3);
    }
    assert_eq!(desktop.kept("gettoken", "mail"), None);
}

/// Without a source in the profile, the keyring is used if there is one.
#[test]
fn set_secret_prefers_the_keyring_and_names_it_in_the_config_file() {
    let Some(desktop) = Desktop::start() else { return };
    let env = TestEnv::new();
    let run = |words: &[&str]| desktop.joined(env.gettoken(words)).stdin("s3cret").run();
    run(&["config", "set-secret", "alimail"]).success();
    let config = env.config_dir().join("config.toml");
    let expected = "[profiles.alimail]\nclient-secret = { keyring = \"alimail\" }\n";
    assert_eq!(std::fs::read_to_string(config).unwrap(), expected);
    assert_eq!(desktop.kept("gettoken", "alimail").as_deref(), Some("s3cret"));
    assert!(!env.config_dir().join("secrets").exists());
    let stderr = run(&["config", "unset", "alimail"]).stderr;
    assert!(stderr.contains("`gettoken config remove-secret alimail`"), "{stderr}");
    run(&["config", "remove-secret", "alimail"]).success();
    assert_eq!(desktop.kept("gettoken", "alimail"), None);
    run(&["config", "set-secret", "no-such"]).failed(3);
}

#[test]
fn trailing_newline_is_stripped_and_inner_newline_is_refused() {
    let Some(desktop) = Desktop::start() else { return };
    for (kept, sent) in [(&b"s3cret\n"[..], "s3cret"), (b" s3 cret\r\n", " s3 cret")] {
        desktop.keep("gettoken", "mail", kept);
        let (env, world) = (configured(), tokens());
        desktop.joined(call(&env, &world)).run().success();
        assert_eq!(world.request().form()["client_secret"], sent);
    }
    for (kept, what) in [
        (&b"s3cret\nX-Evil: 1"[..], "a line break at character 7"),
        (b"s3\rcret", "a carriage return at character 3"),
        (b"s3cret\n\n", "a line break at character 7"),
    ] {
        desktop.keep("gettoken", "mail", kept);
        let (env, world) = (configured(), tokens().may_be_silent());
        let stderr = fails_within_deadline(desktop.joined(call(&env, &world)), &world, 3);
        let why = format!("`client-secret` from `mail` in the keyring contains {what}");
        assert!(stderr.contains(&why), "{stderr}");
    }
}

#[test]
fn missing_item_suggests_set_secret() {
    let Some(desktop) = Desktop::start() else { return };
    let (env, world) = (configured(), tokens().may_be_silent());
    let stderr = fails_within_deadline(desktop.joined(call(&env, &world)), &world, 3);
    assert!(stderr.contains("no item `mail`"), "{stderr}");
    assert!(stderr.contains("`gettoken config set-secret alimail`"), "{stderr}");
}

#[test]
fn two_items_with_the_same_name_are_an_error() {
    let Some(desktop) = Desktop::start() else { return };
    desktop.keep("gettoken", "mail", b"s3cret");
    let other = ["store", "--label=x", "service", "gettoken", "username", "mail", "also", "this"];
    let mut tool = desktop.command("secret-tool");
    assert!(tool.args(other).stdin(std::process::Stdio::null()).status().unwrap().success());
    let (env, world) = (configured(), tokens().may_be_silent());
    let stderr = fails_within_deadline(desktop.joined(call(&env, &world)), &world, 3);
    assert!(stderr.contains("has 2 items"), "{stderr}");
}

#[test]
fn missing_session_bus_fails_quickly() {
    let (env, world) = (configured(), tokens().may_be_silent());
    let stderr = fails_within_deadline(call(&env, &world), &world, 3);
    assert!(stderr.contains("there is no session bus"), "{stderr}");
}

/// libdbus would start a program, or send the secret over the network.
#[test]
fn session_bus_that_is_not_a_local_socket_is_refused() {
    for address in [
        "unixexec:path=/bin/touch,argv1=PWNED",
        "tcp:host=127.0.0.1,port=1",
        "nonce-tcp:host=127.0.0.1,port=1,noncefile=/dev/null",
        "autolaunch:",
        "unix:path=/nonexistent;unixexec:path=/bin/touch,argv1=PWNED",
    ] {
        let (env, world) = (configured(), tokens().may_be_silent());
        let pwned = env.path("pwned");
        let address = address.replace("PWNED", pwned.to_str().unwrap());
        let stderr =
            fails_within_deadline(call(&env, &world).env("DBUS_SESSION_BUS_ADDRESS", address), &world, 3);
        assert!(stderr.contains("the session bus is not a local socket"), "{stderr}");
        assert!(!pwned.exists());
    }
}

#[test]
fn missing_secret_service_fails_quickly() {
    let Some(desktop) = Desktop::without_keyring() else { return };
    let (env, world) = (configured(), tokens().may_be_silent());
    let stderr = fails_within_deadline(desktop.joined(call(&env, &world)), &world, 3);
    assert!(stderr.contains("no program provides the Secret Service"), "{stderr}");
}

#[test]
fn unresponsive_session_bus_fails_quickly() {
    let (env, world) = (configured(), tokens().may_be_silent());
    let silence = Silence::start(&env.path(""));
    let stderr = fails_within_deadline(silence.met_by(call(&env, &world)), &world, 3);
    assert!(stderr.contains("did not answer within 1.5 s"), "{stderr}");
}

#[test]
fn locked_keyring_fails_quickly_without_a_prompt() {
    let Some(desktop) = Desktop::start() else { return };
    desktop.keep("gettoken", "mail", b"s3cret");
    desktop.lock();
    let (env, world) = (configured(), tokens().may_be_silent());
    let stderr = fails_within_deadline(desktop.joined(call(&env, &world)), &world, 4);
    assert!(stderr.contains("the system keyring is locked"), "{stderr}");
    let put = desktop.joined(env.gettoken(&["config", "set-secret", "alimail"])).stdin("s3cret-2");
    fails_within_deadline(put, &world, 4);
}

/// Opening the keyring would be an error in the calls without a session bus.
#[test]
fn keyring_is_not_opened_until_a_secret_is_needed() {
    let Some(desktop) = Desktop::start() else { return };
    desktop.keep("gettoken", "mail", b"s3cret");
    let (env, world) = (configured(), tokens());
    desktop.joined(call(&env, &world)).run().success();
    assert_eq!(call(&env, &world).run().success(), "t0ken\n");
    for args in [["alimail", "--help"], ["alimail", "--dry-run"], ["config", "check"], ["cache", "list"]] {
        env.gettoken(&args).run().success();
    }
    if !tools::leave_out_without("that a cached token opens no socket", &["strace"]) {
        let trace = env.path("trace");
        let args = ["strace", "-f", "-e", "trace=socket,connect", "-o", trace.to_str().unwrap()];
        desktop.joined(call(&env, &world)).under(&args).run().success();
        let text = std::fs::read_to_string(&trace).unwrap();
        assert!(!text.contains("socket("), "{text}");
    }
    world.request();
}
