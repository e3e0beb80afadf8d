//! A build without the shared store reports a config that uses it.

#![cfg(not(feature = "shared"))]

#[expect(dead_code, unused_imports, unused_macros, reason = "each test file uses its own part")]
#[path = "it/support/mod.rs"]
mod support;

use support::environment::TestEnv;

#[test]
fn a_shared_profile_is_a_config_error() {
    let env = TestEnv::new();
    env.write_config("[profiles.alimail]\nshared = true\n");
    let stderr = env.gettoken(&["alimail"]).run().failed(3);
    assert!(stderr.contains("config.toml:2: ") && stderr.contains("--features shared"), "{stderr}");
}
