//! Entries that an earlier version wrote, under that version's keys: they are listed and removed, but never
//! served. Also, sessions of one profile with several clients or servers.
//!
//! `store_v1/` is a token directory of the last version without named fields in its keys: an application's
//! token, a refusal, a replay record, and three sessions.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::environment::TestEnv;
use crate::support::issuer::{Issuer, PROFILE, configure, refresh_token};
use crate::support::modes;
use crate::support::process::Call;
use crate::support::vendor::Vendor;
use crate::support::world::{Reply, Request, World};
use serde_json::Value;

/// A home directory with the token directory of the earlier version.
fn home_with_old_entries() -> TestEnv {
    let env = TestEnv::new();
    fs::create_dir_all(env.tokens_dir()).unwrap();
    modes::set(env.tokens_dir(), 0o700).unwrap();
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/store_v1");
    for file in fs::read_dir(source).unwrap().map(Result::unwrap) {
        let copy = env.tokens_dir().join(file.file_name());
        fs::copy(file.path(), &copy).unwrap();
        modes::set(copy, 0o600).unwrap();
    }
    env
}

/// The profiles in the list, sorted.
fn listed(env: &TestEnv) -> Vec<String> {
    let json = env.gettoken(&["cache", "list", "--json"]).run().success();
    assert!(!json.contains("Canary"), "{json}");
    let rows: Vec<Value> = serde_json::from_str(&json).unwrap();
    let mut profiles: Vec<String> =
        rows.iter().map(|row| row["profile"].as_str().unwrap().to_owned()).collect();
    profiles.sort();
    profiles
}

/// The names of the files in the token directory, without locks.
fn files(env: &TestEnv) -> Vec<String> {
    let names = fs::read_dir(env.tokens_dir()).unwrap().map(|entry| entry.unwrap().file_name());
    names.map(|name| name.into_string().unwrap()).filter(|name| !name.ends_with(".lock")).collect()
}

/// A server that refreshes sessions, and revokes them at the URL in the built-in definition.
fn google() -> World {
    World::start(|request: &Request| match (request.host.as_str(), request.path.as_str()) {
        ("oauth2.googleapis.com", "/token") => Reply::json(
            200,
            format!(
                r#"{{"access_token":"AccessCanary","expires_in":3600,"refresh_token":"{}"}}"#,
                request.form()["refresh_token"]
            ),
        ),
        ("oauth2.googleapis.com", "/revoke") => Reply::empty(200),
        other => panic!("nothing is served at {other:?}"),
    })
}

/// The tokens that were revoked, sorted.
fn revoked(world: &World) -> Vec<String> {
    let requests = world.requests().into_iter().filter(|request| request.path == "/revoke");
    let mut tokens: Vec<String> = requests.map(|request| request.form()["token"].clone()).collect();
    tokens.sort();
    tokens
}

fn logout(env: &TestEnv, world: &World, profile: &str) -> Call {
    env.gettoken(&["logout", profile]).env("GOOGLE_CLIENT_SECRET", "s").through(world)
}

#[test]
fn old_entries_are_listed_and_never_served() {
    let env = home_with_old_entries();
    assert_eq!(listed(&env), ["google", "google", "oauth2", "work"]);
    env.gettoken(&["cache", "verify"]).run().success();
    // The same command line that stored the token.
    let url = ["--token-url", "http://127.0.0.1:38093/token"];
    let call = env.gettoken(&["oauth2", "--client-id=id", "--output=token"]).args(&url);
    let call = call.env("OAUTH2_CLIENT_SECRET", "secret");
    let stderr = call.arg("--offline").run().failed(9);
    assert!(stderr.contains("no cached token"), "{stderr}");
}

#[test]
fn clear_removes_old_entries_and_keeps_sessions() {
    let env = home_with_old_entries();
    let outcome = env.gettoken(&["cache", "clear"]).run();
    assert!(outcome.stderr.contains("removed 1 cached token"), "{}", outcome.stderr);
    assert!(outcome.stderr.contains("kept 3 sessions"), "{}", outcome.stderr);
    assert_eq!(listed(&env), ["google", "google", "work"]);
    let names = files(&env);
    assert!(!names.iter().any(|name| name.ends_with(".memo") || name.ends_with(".refused")), "{names:?}");
    env.gettoken(&["cache", "clear", "--sessions"]).run().success();
    assert!(!env.tokens_dir().exists());
}

#[test]
fn old_session_without_a_server_is_not_revoked() {
    let (env, issuer) = (home_with_old_entries(), Issuer::new());
    let world = issuer.world().may_be_silent();
    configure(&env, &world);
    env.gettoken(&[PROFILE, "-o", "token"]).through(&world).run().failed(4);
    let outcome = logout(&env, &world, PROFILE).run();
    assert_eq!(outcome.clone().success(), "");
    for words in ["logged out of `work`", "not revoked", "stays valid at the vendor"] {
        assert!(outcome.stderr.contains(words), "{}", outcome.stderr);
    }
    assert_eq!(listed(&env), ["google", "google", "oauth2"]);
    assert!(world.requests().is_empty());
}

#[test]
fn logout_with_a_client_id_revokes_old_sessions() {
    let (env, world) = (home_with_old_entries(), google());
    let outcome = logout(&env, &world, "google").args(&["--client-id", "app-1"]).run();
    assert_eq!(outcome.success(), "");
    assert_eq!(revoked(&world), ["RefreshCanary-ada", "RefreshCanary-bob"]);
    assert_eq!(listed(&env), ["oauth2", "work"]);
}

#[test]
fn logout_with_several_sessions_requires_all() {
    let (env, world) = (home_with_old_entries(), google());
    let stderr = logout(&env, &world, "google").run().failed(2);
    for words in ["ada@example.com", "bob@example.com", "e9d8c981", "--all"] {
        assert!(stderr.contains(words), "{stderr}");
    }
    assert!(!stderr.contains("Canary"), "{stderr}");
    assert_eq!(listed(&env).len(), 4);
    // Old entries do not contain the client id, and without one nothing can be revoked.
    let outcome = logout(&env, &world, "google").arg("--all").run();
    assert_eq!(outcome.stderr.matches("not revoked").count(), 2, "{}", outcome.stderr);
    assert!(revoked(&world.may_be_silent()).is_empty());
    assert_eq!(listed(&env), ["oauth2", "work"]);
}

#[test]
fn logout_selects_the_session_by_client_id() {
    let (env, world) = (TestEnv::new(), google());
    for number in 1..=3 {
        let path = env.write("token", &refresh_token(number));
        let id = format!("--client-id=app-{number}");
        let login = env.gettoken(&["login", "google", &id, "--refresh-token-file"]).arg(path);
        login.env("GOOGLE_CLIENT_SECRET", "s").through(&world).run().success();
    }
    let stderr = logout(&env, &world, "google").run().failed(2);
    assert!(stderr.contains("client ID app-2, server https://oauth2.googleapis.com/token"), "{stderr}");
    let outcome = logout(&env, &world, "google").env("GOOGLE_CLIENT_ID", "app-9").run();
    assert!(outcome.stderr.contains("not logged in"), "{}", outcome.stderr);
    assert!(outcome.stderr.contains("logout google --all"), "{}", outcome.stderr);
    assert!(revoked(&world).is_empty());
    logout(&env, &world, "google").env("GOOGLE_CLIENT_ID", "app-2").run().success();
    assert_eq!(revoked(&world), [refresh_token(2)]);
    logout(&env, &world, "google").args(&["--all"]).run().success();
    assert_eq!(revoked(&world).len(), 3);
    assert!(listed(&env).is_empty());
}

#[test]
fn refresh_token_is_not_revoked_at_another_server() {
    let (env, issuer) = (TestEnv::new(), Issuer::new());
    let world = issuer.world();
    issuer.with(|state| state.current = Some(7));
    configure(&env, &world);
    let path = env.write("token", &refresh_token(7));
    env.gettoken(&["login", PROFILE, "--refresh-token-file"]).arg(path).through(&world).run().success();
    // Now the profile uses another server.
    let text = fs::read_to_string(env.config_dir().join("config.toml")).unwrap();
    env.write_config(&text.replace("auth.example.com", "other.example.com"));
    let before = world.requests().len();
    let outcome = logout(&env, &world, PROFILE).run();
    assert!(outcome.stderr.contains("not logged in"), "{}", outcome.stderr);
    let outcome = logout(&env, &world, PROFILE).arg("--all").run();
    assert!(outcome.stderr.contains("not revoked"), "{}", outcome.stderr);
    assert!(listed(&env).is_empty());
    assert_eq!(world.requests().len(), before);
}

/// Changes the content of the only entry and updates its checksum.
fn edit(env: &TestEnv, change: impl FnOnce(&mut Value)) {
    let path = entry(env);
    let text = fs::read_to_string(&path).unwrap();
    let mut content: Value = serde_json::from_str(text.lines().nth(1).unwrap()).unwrap();
    change(&mut content);
    fs::write(path, with_checksum(&content)).unwrap();
}

fn entry(env: &TestEnv) -> PathBuf {
    let name = files(env).into_iter().find(|name| name.ends_with(".json")).unwrap();
    env.tokens_dir().join(name)
}

fn with_checksum(content: &Value) -> String {
    let line = content.to_string();
    let checksum = ring::digest::digest(&ring::digest::SHA256, line.as_bytes());
    let hex: String = checksum.as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
    format!("gettoken-entry 2 {hex}\n{line}\n")
}

#[test]
fn unknown_token_type_is_a_miss() {
    let (env, vendor) = (TestEnv::new(), Vendor::new(3600));
    assert_eq!(vendor.call(&env).run().success(), "token-1\n");
    edit(&env, |content| content["tokens"]["access"]["type"] = "DPoP".into());
    let outcome = vendor.call(&env).run();
    assert_eq!(outcome.clone().success(), "token-2\n");
    assert!(outcome.stderr.contains("this version does not know its token type"), "{}", outcome.stderr);
}

#[test]
fn refresh_keeps_unknown_members_of_a_session() {
    let (env, world) = (TestEnv::new(), google());
    let path = env.write("token", &refresh_token(1));
    let call = |args: &[&str]| env.gettoken(args).env("GOOGLE_CLIENT_ID", "app").through(&world);
    let login = call(&["login", "google", "--refresh-token-file"]).arg(path);
    login.env("GOOGLE_CLIENT_SECRET", "s").run().success();
    edit(&env, |content| {
        content["secrets"] = serde_json::json!({ "registration": "RegistrationCanary" });
        content["tokens"]["later"] = serde_json::json!({ "value": "IdCanary", "type": "JWT" });
        content["tokens"]["id"] = serde_json::json!({ "value": "IdCanary", "of": "another form" });
        content["values"]["of-later"] = 7.into();
    });
    let fetch =
        || call(&["google", "--grant=user", "--force", "-o", "token"]).env("GOOGLE_CLIENT_SECRET", "s");
    let outcome = fetch().arg("-vv").run();
    assert_eq!(outcome.clone().success(), "AccessCanary\n");
    assert!(!outcome.stderr.contains("Canary"), "{}", outcome.stderr);
    let text = fs::read_to_string(entry(&env)).unwrap();
    let content: Value = serde_json::from_str(text.lines().nth(1).unwrap()).unwrap();
    assert_eq!(content["secrets"]["registration"], "RegistrationCanary");
    assert_eq!(content["tokens"]["later"]["value"], "IdCanary");
    assert_eq!(content["values"]["of-later"], 7);
}

#[test]
fn entry_without_a_token_is_listed_and_cleared() {
    let (env, vendor) = (TestEnv::new(), Vendor::new(3600));
    vendor.call(&env).run().success();
    edit(&env, |content| content["tokens"] = serde_json::json!({}));
    let list = env.gettoken(&["cache", "list"]).run().success();
    assert!(list.lines().nth(1).unwrap().contains("  -  "), "{list}");
    env.gettoken(&["cache", "verify"]).run().success();
    vendor.call(&env).arg("--offline").run().failed(9);
    env.gettoken(&["cache", "clear", "oauth2"]).run().success();
    assert!(listed(&env).is_empty());
}

#[cfg(unix)]
#[test]
#[cfg(feature = "fastpath")]
fn new_replay_record_removes_old_ones() {
    let (env, vendor) = (home_with_old_entries(), Vendor::new(7200));
    vendor.call(&env).run().success();
    // Until a change to the entry cannot have the same timestamp.
    std::thread::sleep(std::time::Duration::from_millis(2500));
    vendor.call(&env).run().success();
    let endings = |ending: &str| files(&env).iter().filter(|name| name.ends_with(ending)).count();
    assert_eq!((endings(".replay"), endings(".memo")), (1, 0));
}
