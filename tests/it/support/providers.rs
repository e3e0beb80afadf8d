//! What the tables in this folder are about: the built-in providers.

use serde_json::Value;

use super::environment::TestEnv;

/// LOGIN in the table of exit codes: a person is needed.
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

/// The names of those that give tokens to an application, without a person: the ones that the demo can show.
pub fn for_applications() -> Vec<String> {
    let names: Vec<String> = providers().iter().map(|row| name(row).to_owned()).collect();
    let needs_person = |name: &String| TestEnv::new().gettoken(&["demo", name]).run().code == Some(LOGIN);
    names.into_iter().filter(|name| !needs_person(name)).collect()
}
