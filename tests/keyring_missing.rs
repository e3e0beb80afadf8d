//! A build without the keyring reports a config that uses it, and says which build has it.

#![cfg(not(feature = "keyring"))]

#[expect(dead_code, unused_imports, unused_macros, reason = "each test file uses its own part")]
#[path = "it/support/mod.rs"]
mod support;

use support::environment::TestEnv;

/// Checks the error for a config whose second line is `line`.
#[track_caller]
fn assert_config_error(line: &str) {
    let env = TestEnv::new();
    env.write_config(&format!("[profiles.alimail]\n{line}\n"));
    for words in [&["alimail"][..], &["config", "check"]] {
        let stderr = env.gettoken(words).run().failed(3);
        assert!(stderr.contains("config.toml:2: "), "{stderr}");
        assert!(stderr.contains("built without keyring support"), "{stderr}");
        assert!(stderr.contains("--features keyring"), "{stderr}");
    }
}

#[test]
fn secret_in_the_keyring_is_a_config_error() {
    assert_config_error("client-secret = { keyring = \"alimail\" }");
}

#[test]
fn keyring_store_is_a_config_error() {
    assert_config_error("store = \"keyring\"");
}

#[test]
fn set_secret_fails() {
    let env = TestEnv::new();
    env.write_config("[profiles.alimail]\nclient-secret = { keyring = \"alimail\" }\n");
    let stderr = env.gettoken(&["config", "set-secret", "alimail"]).stdin("s3cret").run().failed(3);
    assert!(stderr.contains("built without keyring support"), "{stderr}");
}
