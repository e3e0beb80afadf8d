//! Where a session cannot be kept, comes from elsewhere, is listed, or ends.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::support::environment::TestEnv;
use crate::support::issuer::{
    Issuer, PROFILE, access_token, configure, grants, refresh, refresh_token, refusal, start, token,
};
use crate::support::person::{address, agree};
use crate::support::tools::lacks;
use crate::support::world::{Reply, World};
use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine};

/// A session, with the access token that was given first.
fn session() -> (Issuer, World, TestEnv) {
    let (issuer, world, env) = nobody();
    let login = start(&env, &world);
    agree(&address(&login));
    login.wait().success();
    (issuer, world, env)
}

/// A server, and a home folder that is configured for it.
fn nobody() -> (Issuer, World, TestEnv) {
    let (issuer, env) = (Issuer::new(), TestEnv::new());
    let world = issuer.world();
    configure(&env, &world);
    (issuer, world, env)
}

/// A line with the name of an access token.
fn line(number: u32) -> String {
    access_token(number) + "\n"
}

/// Every file below `folder`.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// Whether any file of the home folder holds a token.
fn any_token(env: &TestEnv) -> bool {
    let holds =
        |path: &PathBuf| String::from_utf8_lossy(&fs::read(path).unwrap_or_default()).contains("Canary");
    files(&env.path("")).iter().any(holds)
}

/// Runs gettoken as a user whom file modes stop: root is not one, so it gives that power away first.
fn as_plain_user(env: &TestEnv, world: &World, script: &str) -> Option<Output> {
    let root = Command::new("id").arg("-u").output().unwrap().stdout == b"0\n";
    if root && lacks(&["setpriv"]) {
        return None;
    }
    let mut command = if root { Command::new("setpriv") } else { Command::new("sh") };
    if root {
        command.args(["--bounding-set=-dac_override,-dac_read_search", "sh"]);
    }
    let output = command
        .args(["-c", script])
        .env("GETTOKEN", env!("CARGO_BIN_EXE_gettoken"))
        .env("HOME", env.path(""))
        .env("GETTOKEN_CONFIG_DIR", env.config_dir())
        .env("HTTPS_PROXY", world.proxy_url())
        .env("SSL_CERT_FILE", world.ca_pem_path())
        .output();
    Some(output.expect("the shell can be started"))
}

#[test]
fn a_store_that_cannot_be_written_keeps_the_refresh_token_unspent() {
    let (issuer, world, env) = session();
    let mode = |mode| fs::set_permissions(env.tokens_dir(), Permissions::from_mode(mode)).unwrap();
    mode(0o500);
    let script = format!("printf %s {} | \"$GETTOKEN\" work -o token --rejected", access_token(1));
    let output = as_plain_user(&env, &world, &script);
    mode(0o700);
    let Some(output) = output else { return };
    let words = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(9), "{words}");
    assert_eq!(output.stdout, b"");
    assert!(words.contains("refusing to refresh") && words.contains("denied"), "{words}");
    assert_eq!(grants(&world), ["authorization_code"]);
    assert_eq!(refresh(&env, &world, 1).run().success(), line(2));
    assert!(!issuer.with(|state| state.theft));
}

#[test]
fn a_full_disk_keeps_the_refresh_token_unspent() {
    let (issuer, world, env) = session();
    // A limit on the size of files stops the same write as a full disk does, and needs none.
    let script =
        format!("ulimit -f 0; printf %s {} | \"$GETTOKEN\" work -o token --rejected", access_token(1));
    let Some(output) = as_plain_user(&env, &world, &script) else { return };
    let words = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(9), "{words}");
    assert_eq!(output.stdout, b"");
    assert_eq!(grants(&world), ["authorization_code"]);
    assert_eq!(refresh(&env, &world, 1).run().success(), line(2));
    assert!(!issuer.with(|state| state.theft));
}

#[test]
fn a_session_from_elsewhere_is_taken_over() {
    for on_stdin in [false, true] {
        let (issuer, world, env) = nobody();
        issuer.with(|state| state.current = Some(7));
        let text = refresh_token(7) + "\n";
        let path = env.write("token", &text);
        let call = env.gettoken(&["login", PROFILE, "--refresh-token-file"]).through(&world);
        let call = if on_stdin { call.arg("-").stdin(text.clone()) } else { call.arg(&path) };
        let outcome = call.run();
        assert_eq!(outcome.clone().success(), "");
        assert!(!outcome.stderr.contains("Canary"), "{}", outcome.stderr);
        assert_eq!(fs::read_to_string(path).unwrap(), text);
        assert_eq!(token(&env, &world).run().success(), line(1));
        assert_eq!(refresh(&env, &world, 1).run().success(), line(2));
        assert_eq!(grants(&world), ["refresh_token", "refresh_token"]);
        assert!(!issuer.with(|state| state.theft));
    }
}

#[test]
fn a_refresh_token_that_others_may_read_is_refused() {
    let (issuer, world, env) = nobody();
    issuer.with(|state| state.current = Some(7));
    let path = env.write("token", &refresh_token(7));
    for mode in [0o640, 0o604, 0o666] {
        fs::set_permissions(&path, Permissions::from_mode(mode)).unwrap();
        let call = env.gettoken(&["login", PROFILE, "--refresh-token-file"]).arg(&path).through(&world);
        let words = call.run().failed(3);
        assert!(words.contains("chmod") && !words.contains("Canary"), "{words}");
    }
    let missing = ["login", PROFILE, "--refresh-token-file", "missing"];
    env.gettoken(&missing).through(&world).run().failed(3);
    let empty = ["login", PROFILE, "--refresh-token-file", "-"];
    env.gettoken(&empty).through(&world).run().failed(3);
    // It would be spent, and could not be read from the cache again.
    let words = env.gettoken(&empty).stdin("Canary\nCanary").through(&world).run().failed(3);
    assert!(words.contains("no refresh token") && !words.contains("Canary"), "{words}");
    token(&env, &world).run().failed(4);
    assert!(world.may_be_silent().requests().is_empty());
}

#[test]
fn a_session_from_elsewhere_survives_a_fault_and_not_a_refusal() {
    let (issuer, world, env) = nobody();
    issuer.with(|state| state.current = Some(7));
    let path = env.write("token", &refresh_token(7));
    let take_over = || env.gettoken(&["login", PROFILE, "--refresh-token-file"]).arg(&path).through(&world);
    issuer.fail("refresh_token", Reply::close());
    take_over().run().failed(6);
    take_over().run().success();
    assert_eq!(token(&env, &world).run().success(), line(1));
    fs::remove_dir_all(env.tokens_dir()).unwrap();
    issuer.fail("refresh_token", refusal("invalid_grant"));
    take_over().run().failed(4);
    let words = token(&env, &world).run().failed(4);
    assert!(words.contains("not logged in"), "{words}");
}

#[test]
fn a_wrong_refresh_token_from_elsewhere_does_not_end_the_session_before() {
    // Nobody said that the old session is dead, and it cannot be had again without the person.
    let (issuer, world, env) = session();
    for reply in [refusal("invalid_grant"), Reply::json(200, "{"), Reply::close()] {
        issuer.fail("refresh_token", reply);
        let call = env.gettoken(&["login", PROFILE, "--refresh-token-file", "-"]).through(&world);
        assert_ne!(call.stdin("mistyped").run().code, Some(0));
    }
    assert_eq!(token(&env, &world).run().success(), line(1));
    assert_eq!(refresh(&env, &world, 1).run().success(), line(2));
}

#[test]
fn logging_out_revokes_and_leaves_nothing() {
    let (issuer, world, env) = session();
    refresh(&env, &world, 1).run().success();
    assert!(any_token(&env));
    let outcome = env.gettoken(&["logout", PROFILE]).through(&world).run();
    assert_eq!(outcome.clone().success(), "");
    assert!(outcome.stderr.contains("logged out of `work`"), "{}", outcome.stderr);
    assert!(!any_token(&env));
    // The refresh token: with it the whole grant ends (RFC 7009 section 2.1).
    assert_eq!(issuer.with(|state| state.revoked.clone()), [refresh_token(2)]);
    let request = world.requests().pop().unwrap();
    assert_eq!(
        (request.method.as_str(), request.form()["token_type_hint"].as_str()),
        ("POST", "refresh_token")
    );

    let asked = world.requests().len();
    token(&env, &world).run().failed(4);
    let outcome = env.gettoken(&["logout", PROFILE]).through(&world).run();
    assert_eq!(outcome.clone().success(), "");
    assert!(outcome.stderr.contains("not logged in"), "{}", outcome.stderr);
    assert_eq!(world.requests().len(), asked);
}

#[test]
fn a_server_that_does_not_revoke_keeps_nobody_logged_in() {
    for reply in
        [Reply::close(), Reply::empty(503), Reply::empty(307).header("Location", "https://evil.example/")]
    {
        let (issuer, world, env) = session();
        issuer.fail("revoke", reply);
        let outcome = env.gettoken(&["logout", PROFILE]).through(&world).run();
        assert_eq!(outcome.clone().success(), "");
        assert!(outcome.stderr.contains("warning") && outcome.stderr.contains("not revoked"), "{outcome:?}");
        assert!(!any_token(&env));
    }
}

#[test]
fn the_list_shows_whose_session_it_is_and_no_token() {
    let claims = BASE64_URL_SAFE_NO_PAD.encode(r#"{"sub":"1","email":"ada@example.com\u001b[31m"}"#);
    let env = TestEnv::new();
    let world = World::always(Reply::json(
        200,
        format!(
            r#"{{"access_token":"AccessCanary","refresh_token":"RefreshCanary","expires_in":3600,"id_token":"e30.{claims}.x"}}"#
        ),
    ));
    let path = env.write("token", "RefreshCanary0");
    let args = ["login", "google", "--client-id", "app", "--refresh-token-file"];
    let outcome = env.gettoken(&args).arg(path).env("GOOGLE_CLIENT_SECRET", "s").through(&world).run();
    assert!(outcome.stderr.contains("ada@example.com"), "{}", outcome.stderr);
    let list = env.gettoken(&["cache", "list"]).run().success();
    let json = env.gettoken(&["cache", "list", "--json"]).run().success();
    let rows: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(rows[0]["profile"], "google");
    assert_eq!(rows[0]["session"], true);
    assert!(rows[0]["account"].as_str().unwrap().starts_with("ada@example.com"), "{json}");
    for text in [list, json, outcome.stderr] {
        assert!(text.contains("google"), "{text}");
        assert!(!text.contains("Canary") && !text.contains('\u{1b}'), "{text:?}");
    }
}

#[test]
fn clearing_the_cache_keeps_sessions_unless_they_are_meant() {
    for args in [&["cache", "clear"][..], &["cache", "clear", PROFILE]] {
        let (issuer, world, env) = session();
        let outcome = env.gettoken(args).run();
        assert_eq!(outcome.clone().success(), "");
        assert!(outcome.stderr.contains("kept 1 session"), "{}", outcome.stderr);
        assert_eq!(token(&env, &world).run().success(), line(1));

        let outcome = env.gettoken(args).arg("--sessions").run();
        assert_eq!(outcome.success(), "");
        assert!(!any_token(&env));
        token(&env, &world).run().failed(4);
        assert_eq!(issuer.with(|state| state.revoked.len()), 0);
    }
}

#[test]
fn a_cache_that_is_turned_off_does_not_lose_a_session() {
    let (issuer, world, env) = session();
    assert_eq!(token(&env, &world).arg("--no-cache").run().success(), line(1));
    assert_eq!(refresh(&env, &world, 1).arg("--no-cache").run().success(), line(2));
    assert_eq!(refresh(&env, &world, 2).run().success(), line(3));
    assert!(!issuer.with(|state| state.theft));
}
