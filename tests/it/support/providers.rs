//! The built-in providers, as the binary lists them.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::sync::LazyLock;

use gettoken::cli::EarlyArgs;
use gettoken::settings::{ConfigDir, Environment};
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
    home().names().into_keys().collect()
}

/// The text of a built-in definition.
pub fn definition(name: &str) -> String {
    let path = format!("{}/src/providers/{name}.toml", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).unwrap()
}

/// The examples in a built-in definition.
pub fn examples(name: &str) -> Vec<toml::Value> {
    let definition: toml::Table = definition(name).parse().unwrap();
    definition["example"].as_array().unwrap().clone()
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

/// The program's settings without any config file, which know the built-in definitions.
pub fn home() -> ConfigDir {
    let args = ["gettoken", "--config-dir=/nonexistent"].map(OsString::from);
    ConfigDir::without_config(&EarlyArgs::read(&args), Environment::empty())
}

/// The providers of tokens of an application, without a user. Those whose token the system gives out are not among
/// them.
pub fn for_applications() -> Vec<String> {
    let home = home();
    let names = home.names().into_keys().filter(|name| !SOURCES.contains(&name.as_str()));
    names.filter(|name| home.definition(name).unwrap().unwrap().has_application_grant()).collect()
}

/// Whether a test that starts processes for each of many cases has the time for all of them, as in `.ci/full`.
pub fn tries_every_case() -> bool {
    std::env::var_os("EVERY_CASE").is_some()
}

/// Of many similar cases, every one with the variable `EVERY_CASE`, else one of `several`, beginning with the one at `first`.
pub fn some_of<T>(
    cases: impl IntoIterator<Item = T>,
    several: usize,
    first: usize,
) -> impl Iterator<Item = T> {
    let (skipped, step) = if tries_every_case() { (0, 1) } else { (first % several, several) };
    cases.into_iter().skip(skipped).step_by(step)
}

/// The providers for a test that starts several processes for each: the first of every kind. With the variable
/// `EVERY_CASE`, all of them.
pub fn sample() -> &'static BTreeSet<String> {
    static SAMPLE: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
        let (home, mut kinds) = (home(), BTreeSet::new());
        home.names()
            .into_keys()
            .filter(|name| kinds.insert(kind(&home, name)) || tries_every_case())
            .collect()
    });
    &SAMPLE
}

/// How the tokens of a provider are requested, and where they are sent.
fn kind(home: &ConfigDir, name: &str) -> String {
    let provider = home.definition(name).unwrap().unwrap();
    let grants = [
        provider.client_credentials.is_some(),
        provider.token.is_some(),
        provider.authorize.is_some(),
        provider.device_code.is_some(),
        provider.refresh.is_some(),
    ];
    let call = provider.client_credentials.as_ref().or(provider.authorization_code.as_ref());
    let request = call.map(|call| {
        let client_auth: Vec<String> = call.client_auth.words().map(ToString::to_string).collect();
        (call.method, call.send, call.grant_type, client_auth)
    });
    let place = (provider.api.query.is_some(), provider.api.header == "Authorization");
    format!("{grants:?} {request:?} {place:?}")
}
