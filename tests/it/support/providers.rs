//! The built-in providers, as the binary lists them.

use serde_json::Value;

use super::environment::TestEnv;

/// Every row of `providers list --json`.
pub fn providers() -> Vec<Value> {
    let listed = TestEnv::new().gettoken(&["providers", "list", "--json"]).run().success();
    serde_json::from_str(&listed).expect("an array of objects")
}

/// The name in a row.
pub fn name(row: &Value) -> &str {
    row["name"].as_str().expect("every provider has a name")
}

/// The names of all providers.
pub fn names() -> Vec<String> {
    providers().iter().map(|row| name(row).to_owned()).collect()
}

/// The providers whose tokens the system gives out that runs the program. They have no client ID and secret; see
/// `providers::sources`.
pub const SOURCES: [&str; 7] = [
    "azure-app-service",
    "azure-imds",
    "gcp-metadata",
    "github-actions",
    "gitlab-ci",
    "kubernetes",
    "spiffe",
];

/// The providers that send no request for a token: it is in a file or a variable, or gettoken signs it.
pub const MADE_HERE: [&str; 5] = ["apple-connect", "gitlab-ci", "kubernetes", "snowflake", "spiffe"];

/// The providers of tokens of an application, without a user. Those whose token the system gives out are not among
/// them.
pub fn for_applications() -> Vec<String> {
    let needs_person = |name: &String| {
        let outcome = TestEnv::new().gettoken(&["demo", name]).run();
        outcome.stderr.contains("takes a person")
    };
    let names = names().into_iter().filter(|name| !SOURCES.contains(&name.as_str()));
    names.filter(|name| !needs_person(name)).collect()
}
