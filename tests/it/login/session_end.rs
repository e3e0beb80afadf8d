//! Sessions that cannot be stored, come from elsewhere, are listed, or end.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::thread;
use std::time::Duration;

use crate::support::environment::TestEnv;
use crate::support::issuer::{
    Issuer, PROFILE, access_token, configure, grants, refresh, refresh_token, refusal, start, token,
};
use crate::support::modes;
use crate::support::person::{address, agree};
use crate::support::tools::skip_without;
use crate::support::world::{Reply, World};
use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine};

/// A session with its first access token.
fn session() -> (Issuer, World, TestEnv) {
    let (issuer, world, env) = logged_out();
    let login = start(&env, &world);
    agree(&address(&login));
    login.wait().success();
    (issuer, world, env)
}

/// A server, and a home directory that is configured for it.
fn logged_out() -> (Issuer, World, TestEnv) {
    let (issuer, env) = (Issuer::new(), TestEnv::new());
    let world = issuer.world();
    configure(&env, &world);
    (issuer, world, env)
}

/// The line that prints this access token.
fn line(number: u32) -> String {
    access_token(number) + "\n"
}

/// Every file below `folder`.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// Whether any file in the home directory contains a token.
fn any_token(env: &TestEnv) -> bool {
    let contains =
        |path: &PathBuf| String::from_utf8_lossy(&fs::read(path).unwrap_or_default()).contains("Canary");
    files(&env.path("")).iter().any(contains)
}

/// Runs gettoken as a user to whom file modes apply: root drops the capabilities that override them.
fn as_plain_user(env: &TestEnv, world: &World, script: &str) -> Option<Output> {
    if skip_without(&["id", "sh"]) {
        return None;
    }
    let root = Command::new("id").arg("-u").output().unwrap().stdout == b"0\n";
    if root && skip_without(&["setpriv"]) {
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

#[cfg(unix)]
#[test]
fn unwritable_store_does_not_spend_the_refresh_token() {
    let (issuer, world, env) = session();
    let mode = |mode| modes::set(env.tokens_dir(), mode).unwrap();
    mode(0o500);
    let script = format!("printf %s {} | \"$GETTOKEN\" work -o token --rejected", access_token(1));
    let output = as_plain_user(&env, &world, &script);
    mode(0o700);
    let Some(output) = output else { return };
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(9), "{stderr}");
    assert_eq!(output.stdout, b"");
    assert!(stderr.contains("refusing to refresh") && stderr.contains("denied"), "{stderr}");
    assert_eq!(grants(&world), ["authorization_code"]);
    assert_eq!(refresh(&env, &world, 1).run().success(), line(2));
    assert!(!issuer.with(|state| state.theft));
}

#[test]
fn full_disk_does_not_spend_the_refresh_token() {
    let (issuer, world, env) = session();
    // A file size limit fails the same write as a full disk does.
    let script =
        format!("ulimit -f 0; printf %s {} | \"$GETTOKEN\" work -o token --rejected", access_token(1));
    let Some(output) = as_plain_user(&env, &world, &script) else { return };
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(9), "{stderr}");
    assert_eq!(output.stdout, b"");
    assert_eq!(grants(&world), ["authorization_code"]);
    assert_eq!(refresh(&env, &world, 1).run().success(), line(2));
    assert!(!issuer.with(|state| state.theft));
}

#[test]
fn refresh_token_from_elsewhere_is_imported() {
    for on_stdin in [false, true] {
        let (issuer, world, env) = logged_out();
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

#[cfg(unix)]
#[test]
fn unsafe_or_invalid_refresh_token_file_is_refused() {
    let (issuer, world, env) = logged_out();
    issuer.with(|state| state.current = Some(7));
    let path = env.write("token", &refresh_token(7));
    for mode in [0o640, 0o604, 0o666] {
        modes::set(&path, mode).unwrap();
        let call = env.gettoken(&["login", PROFILE, "--refresh-token-file"]).arg(&path).through(&world);
        let stderr = call.run().failed(3);
        assert!(stderr.contains("chmod") && !stderr.contains("Canary"), "{stderr}");
    }
    let missing = ["login", PROFILE, "--refresh-token-file", "missing"];
    env.gettoken(&missing).through(&world).run().failed(3);
    let empty = ["login", PROFILE, "--refresh-token-file", "-"];
    env.gettoken(&empty).through(&world).run().failed(3);
    // Sending it would spend it, and the cache could not read it back.
    for (text, expected) in [
        ("Canary\nCanary", "`refresh-token` from stdin contains a line break at character 7"),
        ("Canary Canary", "no refresh token"),
    ] {
        let stderr = env.gettoken(&empty).stdin(text).through(&world).run().failed(3);
        assert!(stderr.contains(expected) && !stderr.contains("Canary"), "{stderr}");
    }
    token(&env, &world).run().failed(4);
    assert!(world.may_be_silent().requests().is_empty());
}

#[test]
fn import_can_be_retried_after_a_network_error_but_not_a_refusal() {
    let (issuer, world, env) = logged_out();
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
    let stderr = token(&env, &world).run().failed(4);
    assert!(stderr.contains("not logged in"), "{stderr}");
}

#[test]
fn failed_import_keeps_the_previous_session() {
    // The old session is still valid, and only the user could replace it.
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
fn logout_revokes_the_refresh_token_and_removes_the_session() {
    let (issuer, world, env) = session();
    refresh(&env, &world, 1).run().success();
    assert!(any_token(&env));
    let outcome = env.gettoken(&["logout", PROFILE]).through(&world).run();
    assert_eq!(outcome.clone().success(), "");
    assert!(outcome.stderr.contains("logged out of `work`"), "{}", outcome.stderr);
    assert!(!any_token(&env));
    // Revoking the refresh token ends the whole grant (RFC 7009 section 2.1).
    assert_eq!(issuer.with(|state| state.revoked.clone()), [refresh_token(2)]);
    let request = world.requests().pop().unwrap();
    assert_eq!(
        (request.method.as_str(), request.form()["token_type_hint"].as_str()),
        ("POST", "refresh_token")
    );

    let requests = world.requests().len();
    token(&env, &world).run().failed(4);
    let outcome = env.gettoken(&["logout", PROFILE]).through(&world).run();
    assert_eq!(outcome.clone().success(), "");
    assert!(outcome.stderr.contains("not logged in"), "{}", outcome.stderr);
    assert_eq!(world.requests().len(), requests);
}

#[test]
fn failed_revocation_shows_the_vendors_words() {
    let (issuer, world, env) = session();
    let body = format!(r#"{{"message":"revocation of {} is turned off"}}"#, refresh_token(1));
    issuer.fail("revoke", Reply::json(403, body));
    let stderr = env.gettoken(&["logout", PROFILE]).through(&world).run().stderr;
    assert!(stderr.contains("HTTP 403: revocation of [redacted] is turned off"), "{stderr}");
}

#[test]
fn failed_revocation_still_removes_the_session() {
    for reply in [
        Reply::close(),
        Reply::empty(503),
        Reply::json(200, r#"{"error":"x"}"#),
        Reply::json(400, "{").header("Content-Length", "99"),
        Reply::empty(307).header("Location", "https://evil.example/"),
    ] {
        let (issuer, world, env) = session();
        issuer.fail("revoke", reply);
        let outcome = env.gettoken(&["logout", PROFILE]).through(&world).run();
        assert_eq!(outcome.clone().success(), "");
        assert!(outcome.stderr.contains("warning") && outcome.stderr.contains("not revoked"), "{outcome:?}");
        assert!(!any_token(&env));
    }
}

#[test]
fn cache_list_shows_the_account_and_no_token() {
    let claims =
        BASE64_URL_SAFE_NO_PAD.encode(r#"{"sub":"1","email":"ada@example.com\u001b[31m RefreshCanary0"}"#);
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
fn cache_clear_removes_sessions_only_with_the_flag() {
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

/// The other process would store the session again.
#[test]
fn cache_clear_reports_a_session_that_is_being_refreshed() {
    let (issuer, world, env) = session();
    issuer.with(|state| state.pause = Duration::from_secs(5));
    let asked = world.requests().len();
    let refresh = token(&env, &world).arg("--force").spawn();
    while world.requests().len() == asked {
        thread::sleep(Duration::from_millis(10));
    }
    let stderr = env.gettoken(&["cache", "clear", "--sessions"]).run().failed(7);
    assert!(stderr.contains("1 session was not removed"), "{stderr}");
    refresh.wait().success();
    assert!(any_token(&env));
    env.gettoken(&["cache", "clear", "--sessions"]).run().success();
    assert!(!any_token(&env));
}

#[test]
fn no_cache_does_not_lose_the_session() {
    let (issuer, world, env) = session();
    assert_eq!(token(&env, &world).arg("--no-cache").run().success(), line(1));
    assert_eq!(refresh(&env, &world, 1).arg("--no-cache").run().success(), line(2));
    assert_eq!(refresh(&env, &world, 2).run().success(), line(3));
    assert!(!issuer.with(|state| state.theft));
}

/// The token of another profile is what the refresh proves the client with. Its login can be repeated.
#[test]
fn the_missing_login_of_another_profile_does_not_end_the_session() {
    let (issuer, world, env) = session();
    let config = fs::read_to_string(env.config_dir().join("config.toml")).unwrap();
    let inner = config.replace(&format!("profiles.{PROFILE}"), "profiles.inner");
    let outer = config.replace("client-auth = \"none\"", "client-auth = \"client_assertion\"");
    let (head, rest) = outer.split_once("client-id").unwrap();
    let outer = format!("{head}subject = {{ profile = \"inner\" }}\nclient-id{rest}");
    assert_ne!(outer, config);
    env.write_config(&format!("{inner}\n{outer}"));
    for _ in 0..2 {
        let stderr = refresh(&env, &world, 1).run().failed(4);
        assert!(stderr.contains("gettoken login inner"), "{stderr}");
        assert!(!stderr.contains(&format!("gettoken login {PROFILE}")), "{stderr}");
    }
    env.write_config(&config);
    assert_eq!(grants(&world), ["authorization_code"]);
    assert_eq!(refresh(&env, &world, 1).run().success(), line(2));
    assert!(!issuer.with(|state| state.theft));
}
