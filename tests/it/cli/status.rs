//! `gettoken status`: profiles, tokens, sessions and sources of secrets, without a request, a keyring or a command.

use std::fs;
use std::thread;
use std::time::Duration;

use serde_json::Value;

use crate::support::environment::TestEnv;
use crate::support::modes;
use crate::support::openid::{Openid, PROFILE, get};
use crate::support::vendor::{SECRET, Vendor};
use crate::support::world::{Reply, World};

/// A config file with a profile of `oauth2` at `url`.
fn profile(env: &TestEnv, url: &str, more: &str) {
    env.write_config(&format!(
        "[profiles.job]\nprovider = \"oauth2\"\nclient-id = \"id\"\nclient-secret = {{ env = \"JOB_SECRET\" }}\n{more}\
         [profiles.job.vars]\ntoken-url = \"{url}\"\n"
    ));
}

fn status(env: &TestEnv, args: &[&str]) -> String {
    env.gettoken(&[&["status"], args].concat()).env("JOB_SECRET", SECRET).run().success()
}

fn json(env: &TestEnv) -> Value {
    serde_json::from_str(&status(env, &["--json"])).unwrap()
}

#[test]
fn a_profile_of_id_tokens_is_judged_by_its_id_token() {
    let openid = Openid::new();
    openid.with(|state| state.lives = (1, 3600));
    let (world, env) = openid.session();
    get(&env, &world, "token").run().success();
    thread::sleep(Duration::from_millis(1100));
    let text = env.gettoken(&["status", PROFILE]).run().success();
    assert!(text.contains("user token, valid for another 59m") && !text.contains("expired"), "{text}");
    let object: Value =
        serde_json::from_str(&env.gettoken(&["status", PROFILE, "--json"]).run().success()).unwrap();
    let token = &object["profiles"][0]["tokens"][0];
    assert_eq!((&token["valid"], &token["expires_at"]), (&true.into(), &token["id_token_expires_at"]));
    let config = fs::read_to_string(env.config_dir().join("config.toml")).unwrap();
    env.write_config(&config.replace("token = \"id\"\n", ""));
    let text = env.gettoken(&["status", PROFILE]).run().success();
    assert!(text.contains("user token, expired; the next call renews it"), "{text}");
}

#[test]
fn without_profiles_it_says_how_to_set_one_up() {
    let outcome = TestEnv::new().gettoken(&["status"]).run();
    assert!(outcome.stderr.contains("no profiles yet; set one up with `gettoken setup`"), "{outcome:?}");
    assert_eq!(outcome.success(), "");
}

#[test]
fn missing_credentials_are_named_once() {
    let text = TestEnv::new().gettoken(&["status", "alimail"]).run().success();
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("missing client ID (应用ID) and client secret (应用Secret); set it up"), "{text}");
    assert_eq!(words.matches("gettoken setup alimail").count(), 1, "{text}");
    assert!(!text.contains("  secret "), "{text}");
}

#[test]
fn a_profile_is_shown_before_and_after_its_token_is_cached() {
    let (env, vendor) = (TestEnv::new(), Vendor::new(3600));
    profile(&env, &vendor.url(), "");
    let before = status(&env, &[]);
    assert_eq!(
        before,
        "job\n  provider  oauth2: OAuth 2.0 (any server)\n  token     none cached; the next call gets one\n  \
         secret    from JOB_SECRET\n"
    );
    env.gettoken(&["job"]).env("JOB_SECRET", SECRET).run().success();
    let after = status(&env, &["job"]);
    assert!(after.contains("token     application token, valid for another 59m "), "{after}");
    // The end may be on the next line.
    let words = after.split_whitespace().collect::<Vec<_>>().join(" ");
    let until: String = words.split("until ").nth(1).unwrap().chars().take(26).collect();
    let is_zoned = chrono::DateTime::parse_from_str(&until, "%Y-%m-%d %H:%M:%S %:z").is_ok();
    assert!(is_zoned, "{after}");
    assert!(!after.contains("token-1") && !after.contains(SECRET), "{after}");
    let found = json(&env);
    assert_eq!(found["version"], 1);
    let row = &found["profiles"][0];
    assert_eq!((&row["profile"], &row["grant"]), (&"job".into(), &"app".into()));
    let token = &row["tokens"][0];
    assert_eq!((&token["owner"], &token["valid"]), (&"application".into(), &true.into()));
    assert_eq!((&token["current"], &token["stored_in"]), (&true.into(), &"file".into()));
    assert_eq!((&row["secret"]["from"], &row["secret"]["source"]), (&"env".into(), &"JOB_SECRET".into()));
    assert_eq!(vendor.asked(), 1);
}

#[test]
fn a_provider_without_a_profile_is_shown_if_it_has_a_token() {
    let (env, vendor) = (TestEnv::new(), Vendor::new(3600));
    vendor.call(&env).run().success();
    let text = status(&env, &[]);
    assert!(text.starts_with("oauth2\n"), "{text}");
    assert!(text.contains("for other settings"), "its flags are not known here: {text}");
}

#[test]
fn check_fails_like_offline() {
    let (env, vendor) = (TestEnv::new(), Vendor::new(3600));
    profile(&env, &vendor.url(), "");
    let check = || env.gettoken(&["status", "job", "--check"]).env("JOB_SECRET", SECRET).run();
    assert!(check().code == Some(9) && check().stdout.contains("none cached"));
    env.gettoken(&["job"]).env("JOB_SECRET", SECRET).run().success();
    check().success();
    // `min-valid` counts here too.
    profile(&env, &vendor.url(), "min-valid = \"2h\"\n");
    assert_eq!(check().code, Some(9));
    profile(&env, &vendor.url(), "grant = \"user\"\n");
    assert_eq!(check().code, Some(4));
    assert!(check().stdout.contains("not logged in; log in with `gettoken login job`"));
    assert_eq!(vendor.asked(), 1);
}

#[test]
fn a_session_is_shown_with_its_account() {
    let env = TestEnv::new();
    let answer = r#"{"access_token":"a","token_type":"Bearer","expires_in":3600,"refresh_token":"r",
        "id_token":"e30.eyJlbWFpbCI6Im1lQGV4YW1wbGUuY29tIn0.e30"}"#;
    let world = World::always(Reply::json(200, answer));
    profile(&env, &format!("http://{}/token", world.http_addr()), "grant = \"user\"\n");
    let login = env.gettoken(&["login", "job", "--refresh-token-file", "-"]).stdin("first");
    login.env("JOB_SECRET", SECRET).run().success();
    let text = status(&env, &["--check"]);
    assert!(text.contains("token     user token, valid for another 59m "), "{text}");
    assert!(text.contains("session   logged in as me@example.com\n"), "{text}");
    let token = &json(&env)["profiles"][0]["tokens"][0];
    assert_eq!((&token["owner"], &token["account"]), (&"user".into(), &"me@example.com".into()));
    assert_eq!(token["renewable"], true);
    assert_eq!(world.requests().len(), 1);
}

#[test]
#[cfg(all(feature = "keyring", target_os = "linux"))]
fn no_command_runs_and_no_keyring_is_opened() {
    let env = TestEnv::new();
    let marker = env.path("ran");
    env.write_config(&format!(
        "[defaults]\nstore = \"keyring\"\n[profiles.a]\nprovider = \"github\"\nclient-id = \"i\"\n\
         client-secret = {{ command = [\"touch\", \"{}\"] }}\n\
         [profiles.b]\nprovider = \"github\"\nclient-id = \"i\"\nclient-secret = {{ keyring = \"b\" }}\n",
        marker.display()
    ));
    let call = env.gettoken(&["status"]).env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
    let text = call.run().success();
    assert!(text.contains("secret    from the command `touch`\n"), "{text}");
    assert!(text.contains("secret    from `b` in the keyring\n"), "{text}");
    assert!(!marker.exists());
}

#[test]
fn a_token_in_the_keyring_is_named_and_not_read() {
    let env = TestEnv::new();
    env.write_config("[profiles.a]\nprovider = \"github\"\nclient-id = \"i\"\n");
    fs::create_dir(env.tokens_dir()).unwrap();
    modes::set(env.tokens_dir(), 0o700).unwrap();
    env.write("config/gettoken/tokens/a-00000000000000000000000000000000.keyring", "x");
    assert!(status(&env, &[]).contains("token     in the keyring\n"));
    assert_eq!(json(&env)["profiles"][0]["tokens"][0]["valid"], Value::Null);
}

#[test]
fn a_broken_profile_does_not_hide_the_others() {
    let (env, vendor) = (TestEnv::new(), Vendor::new(3600).may_be_silent());
    profile(&env, &vendor.url(), "");
    let config = fs::read_to_string(env.config_dir().join("config.toml")).unwrap();
    env.write_config(&format!("{config}[profiles.other]\nprovider = \"nope\"\n"));
    let outcome = env.gettoken(&["status"]).env("JOB_SECRET", SECRET).run();
    assert_eq!(outcome.code, Some(3));
    assert!(outcome.stdout.contains("job\n  provider"), "{outcome:?}");
    assert!(outcome.stdout.contains("unknown provider") && outcome.stdout.contains("`nope`"), "{outcome:?}");
    env.gettoken(&["status", "job"]).env("JOB_SECRET", SECRET).run().success();
    let stderr = env.gettoken(&["status", "jop"]).run().failed(3);
    assert!(stderr.contains("did you mean `job`?"), "{stderr}");
}

#[test]
fn a_missing_secret_is_a_thing_to_set_up() {
    let env = TestEnv::new();
    env.write_config("[profiles.alimail]\nclient-id = \"a\"\n");
    let text = status(&env, &[]);
    assert!(text.contains("secret    missing client secret (应用Secret); set it up with"), "{text}");
}
