//! The built-in providers, as the binary lists them.

use serde_json::Value;

use super::environment::TestEnv;

/// The exit code when a user must log in.
const LOGIN: i32 = 4;

/// Every row of `providers list --json`.
pub fn providers() -> Vec<Value> {
    let listed = TestEnv::new().gettoken(&["providers", "list", "--json"]).run().success();
    serde_json::from_str(&listed).expect("an array of objects")
}

/// The name in a row.
pub fn name(row: &Value) -> &str {
    row["name"].as_str().expect("every provider has a name")
}

/// The providers that issue tokens to an application without a user: those that the demo supports.
pub fn for_applications() -> Vec<String> {
    let names: Vec<String> = providers().iter().map(|row| name(row).to_owned()).collect();
    let needs_person = |name: &String| TestEnv::new().gettoken(&["demo", name]).run().code == Some(LOGIN);
    names.into_iter().filter(|name| !needs_person(name)).collect()
}
