//! `store = "keyring"`: tokens are in the system keyring and in no file, with the guarantees of the file store:
//! concurrent calls share one request, damaged entries are not used, and a logout leaves nothing behind.

#![cfg(all(feature = "keyring", target_os = "linux"))]

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::support::desktop::{Desktop, Silence};
use crate::support::environment::TestEnv;
use crate::support::issuer;
use crate::support::issuer::{Issuer, PROFILE, access_token, refresh, refresh_token};
use crate::support::process::{Call, Running};
use crate::support::vendor::{Vendor, token};
use crate::support::world::World;

/// The keyring service of cached tokens.
const SERVICE: &str = "gettoken tokens";

/// A home directory whose tokens are stored in the keyring.
fn home() -> TestEnv {
    let env = TestEnv::new();
    env.write_config("[defaults]\nstore = \"keyring\"\n");
    env
}

/// Every file below `folder` that contains `word`.
fn files_containing(folder: &Path, word: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let below = |path: PathBuf| if path.is_dir() { files_containing(&path, word) } else { vec![path] };
    let contains = |path: &PathBuf| {
        path.is_file() && String::from_utf8_lossy(&fs::read(path).unwrap_or_default()).contains(word)
    };
    entries.flat_map(below).filter(contains).collect()
}

#[test]
fn token_is_stored_in_the_keyring_and_in_no_file() {
    let Some(desktop) = Desktop::start() else { return };
    let (env, vendor) = (home(), Vendor::new(3600));
    for _ in 0..3 {
        assert_eq!(desktop.joined(vendor.call(&env)).run().success(), "token-1\n");
    }
    assert_eq!((vendor.asked(), desktop.count(SERVICE)), (1, 1));
    assert!(files_containing(&env.path(""), "token-1").is_empty());
    let list = desktop.joined(env.gettoken(&["cache", "list"])).run().success();
    assert!(list.contains("oauth2") && !list.contains("token-1"), "{list}");
    let verified = desktop.joined(env.gettoken(&["cache", "verify"])).run().success();
    assert_eq!(verified, "1 entry is valid\n");
}

#[test]
fn cache_clear_empties_the_keyring() {
    let Some(desktop) = Desktop::start() else { return };
    let (env, vendor) = (home(), Vendor::new(3600));
    desktop.joined(vendor.call(&env)).run().success();
    let outcome = desktop.joined(env.gettoken(&["cache", "clear"])).run();
    assert!(outcome.stderr.contains("removed 1 cached token"), "{}", outcome.stderr);
    assert_eq!(desktop.count(SERVICE), 0);
    assert!(!env.tokens_dir().exists());
    assert_eq!(desktop.joined(vendor.call(&env)).run().success(), "token-2\n");
}

#[test]
fn two_config_directories_share_nothing() {
    let Some(desktop) = Desktop::start() else { return };
    let (one, other, vendor) = (home(), home(), Vendor::new(3600));
    assert_eq!(desktop.joined(vendor.call(&one)).run().success(), "token-1\n");
    assert_eq!(desktop.joined(vendor.call(&other)).run().success(), "token-2\n");
    desktop.joined(one.gettoken(&["cache", "clear"])).run().success();
    assert_eq!(desktop.joined(vendor.call(&other)).run().success(), "token-2\n");
}

#[test]
fn concurrent_calls_send_one_request() {
    let Some(desktop) = Desktop::start() else { return };
    let (env, vendor) = (home(), Vendor::slow(3600, Duration::from_millis(300)));
    let herd: Vec<Running> = (0..20).map(|_| desktop.joined(vendor.call(&env)).spawn()).collect();
    for running in herd {
        assert_eq!(running.wait().success(), "token-1\n");
    }
    assert_eq!(vendor.asked(), 1);
}

#[test]
fn killed_process_leaves_no_torn_entry() {
    let Some(desktop) = Desktop::start() else { return };
    let vendor = Vendor::start(|number| token(number, 3600));
    let env = home();
    for pause in 0..20 {
        let mut running = desktop.joined(vendor.call(&env).arg("--force")).spawn();
        std::thread::sleep(Duration::from_millis(pause * 3));
        running.kill();
        running.wait();
        let outcome = desktop.joined(vendor.call(&env)).run();
        assert_eq!(outcome.stderr, "");
        assert!(outcome.success().starts_with("token-"));
    }
    desktop.joined(env.gettoken(&["cache", "verify"])).run().success();
    assert_eq!(desktop.count(SERVICE), 1);
}

#[test]
fn tampered_item_is_not_used() {
    let Some(desktop) = Desktop::start() else { return };
    let (env, vendor) = (home(), Vendor::new(3600));
    desktop.joined(vendor.call(&env)).run().success();
    let names = fs::read_dir(env.tokens_dir()).unwrap().flatten().map(|entry| entry.path());
    let marks: Vec<PathBuf> = names.filter(|path| path.extension().is_some_and(|e| e == "keyring")).collect();
    let account = marks[0].with_extension("").display().to_string();
    let text = desktop.kept(SERVICE, &account).unwrap();
    desktop.joined(env.gettoken(&["cache", "clear"])).run().success();
    desktop.keep(SERVICE, &account, text.replace("token-1", "token-9").as_bytes());
    let outcome = desktop.joined(vendor.call(&env)).run();
    assert!(outcome.stderr.contains("its checksum is wrong"), "{}", outcome.stderr);
    assert_eq!(outcome.success(), "token-2\n");
}

/// Runs a call that must fail within two seconds, without asking the vendor or writing a file.
#[track_caller]
fn fails_quickly(env: &TestEnv, vendor: &Vendor, code: i32, join: impl Fn(Call) -> Call) {
    let asked = vendor.asked();
    let start = Instant::now();
    let stderr = join(vendor.call(env)).run().failed(code);
    assert!(start.elapsed() < Duration::from_secs(2), "{stderr}");
    assert!(stderr.contains("--no-cache"), "{stderr}");
    assert_eq!(vendor.asked(), asked);
    assert!(files_containing(&env.path(""), "token-").is_empty());
}

#[test]
fn unavailable_keyring_does_not_fall_back_to_files() {
    let (env, vendor) = (home(), Vendor::new(3600).may_be_silent());
    fails_quickly(&env, &vendor, 3, |call| call);
    let silence = Silence::start(&env.path(""));
    fails_quickly(&env, &vendor, 3, |call| silence.met_by(call));
    let Some(desktop) = Desktop::start() else { return };
    desktop.joined(vendor.call(&env)).run().success();
    desktop.lock();
    fails_quickly(&env, &vendor, 4, |call| desktop.joined(call));
    for args in [&["cache", "list"][..], &["cache", "verify"], &["cache", "clear"]] {
        let stderr = desktop.joined(env.gettoken(args)).run().failed(4);
        assert!(stderr.contains("the system keyring is locked"), "{stderr}");
    }
    // `--no-cache` does not need the keyring.
    assert_eq!(desktop.joined(vendor.call(&env)).arg("--no-cache").run().success(), "token-2\n");
}

#[test]
fn switching_the_store_leaves_no_copy_behind() {
    let Some(desktop) = Desktop::start() else { return };
    let (env, vendor) = (TestEnv::new(), Vendor::new(3600));
    desktop.joined(vendor.call(&env)).run().success();
    assert_eq!(files_containing(&env.tokens_dir(), "token-1").len(), 1);
    env.write_config("[defaults]\nstore = \"keyring\"\n");
    desktop.joined(vendor.call(&env)).run().success();
    assert!(files_containing(&env.tokens_dir(), "token-").is_empty());
    env.write_config("[profiles.oauth2]\nstore = \"file\"\n[defaults]\nstore = \"keyring\"\n");
    desktop.joined(vendor.call(&env)).run().success();
    assert_eq!((vendor.asked(), desktop.count(SERVICE)), (3, 0));
    assert_eq!(files_containing(&env.tokens_dir(), "token-3").len(), 1);
}

/// Imports a refresh token from elsewhere as a session in the keyring.
fn session(desktop: &Desktop) -> (Issuer, World, TestEnv) {
    let (issuer, env) = (Issuer::new(), TestEnv::new());
    let world = issuer.world();
    issuer::configure(&env, &world);
    let text = fs::read_to_string(env.config_dir().join("config.toml")).unwrap();
    env.write_config(&format!("[defaults]\nstore = \"keyring\"\n{text}"));
    issuer.with(|state| state.current = Some(7));
    let take_over = env.gettoken(&["login", PROFILE, "--refresh-token-file", "-"]).through(&world);
    desktop.joined(take_over.stdin(refresh_token(7))).run().success();
    (issuer, world, env)
}

#[test]
fn session_is_stored_in_the_keyring() {
    let Some(desktop) = Desktop::start() else { return };
    let (issuer, world, env) = session(&desktop);
    assert_eq!(desktop.joined(issuer::token(&env, &world)).run().success(), access_token(1) + "\n");
    assert_eq!(desktop.joined(refresh(&env, &world, 1)).run().success(), access_token(2) + "\n");
    assert!(files_containing(&env.path(""), "Canary").is_empty());
    assert_eq!(desktop.count(SERVICE), 1);
    // With a locked keyring, the refresh token is not spent.
    desktop.lock();
    let given = issuer.with(|state| state.given);
    desktop.joined(refresh(&env, &world, 2)).run().failed(4);
    assert_eq!(issuer.with(|state| (state.given, state.theft)), (given, false));
}

#[test]
fn logout_removes_the_session_from_the_keyring() {
    let Some(desktop) = Desktop::start() else { return };
    let (issuer, world, env) = session(&desktop);
    desktop.joined(env.gettoken(&["cache", "clear"])).run().success();
    assert_eq!(desktop.count(SERVICE), 1);
    desktop.joined(env.gettoken(&["logout", PROFILE]).through(&world)).run().success();
    assert_eq!(issuer.with(|state| state.revoked.clone()), [refresh_token(8)]);
    assert_eq!(desktop.count(SERVICE), 0);
    desktop.joined(issuer::token(&env, &world)).run().failed(4);
}
