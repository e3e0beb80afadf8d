//! A program that was built without the keyring says so where the config wants it, and how to get one that has it.

#![cfg(not(feature = "keyring"))]

#[expect(dead_code, reason = "each test file uses its own part")]
#[path = "it/support/mod.rs"]
mod support;

use support::environment::TestEnv;

/// What is wrong with a config of two lines, of which the second one is this.
#[track_caller]
fn told(line: &str) {
    let env = TestEnv::new();
    env.write_config(&format!("[profiles.alimail]\n{line}\n"));
    for words in [&["alimail"][..], &["config", "check"]] {
        let stderr = env.gettoken(words).run().failed(3);
        assert!(stderr.contains("config.toml:2: "), "{stderr}");
        assert!(stderr.contains("built without the keyring"), "{stderr}");
        assert!(stderr.contains("--features keyring"), "{stderr}");
    }
}

#[test]
fn a_secret_in_the_keyring_is_an_error_of_the_config() {
    told("client-secret = { keyring = \"alimail\" }");
}

#[test]
fn so_are_tokens_in_the_keyring() {
    told("store = \"keyring\"");
}

#[test]
fn nothing_can_be_put_there() {
    let env = TestEnv::new();
    let stderr = env.gettoken(&["config", "set-secret", "alimail"]).stdin("s3cret").run().failed(3);
    assert!(stderr.contains("built without the keyring"), "{stderr}");
}
