//! The dependencies: licenses, bans and sources as in `deny.toml`, checked offline, and the maximum number of
//! crates. `cargo deny check licenses bans sources` checks the same.

use std::collections::BTreeSet;
use std::process::Command;

use serde_json::Value;

/// The number of crates that can still be reviewed.
const BUDGET: usize = 120;

fn cargo(args: &[&str]) -> String {
    let output =
        Command::new(env!("CARGO")).args(args).current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Every dependency on every platform, including dev-dependencies.
fn packages() -> Vec<Value> {
    let metadata: Value =
        serde_json::from_str(&cargo(&["metadata", "--format-version=1", "--locked", "--all-features"]))
            .unwrap();
    let packages = metadata["packages"].as_array().unwrap().clone();
    packages.into_iter().filter(|package| package["name"] != env!("CARGO_PKG_NAME")).collect()
}

fn rules() -> toml::Table {
    std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/deny.toml")).unwrap().parse().unwrap()
}

fn words(value: &toml::Value) -> BTreeSet<&str> {
    value.as_array().unwrap().iter().map(|word| word.as_str().unwrap()).collect()
}

#[test]
fn every_license_is_allowed() {
    let rules = rules();
    let allowed = words(&rules["licenses"]["allow"]);
    let refused: Vec<String> = packages()
        .iter()
        .filter_map(|package| {
            let text = package["license"].as_str().unwrap_or("none");
            let expression = spdx::Expression::parse_mode(text, spdx::ParseMode::LAX);
            let passes = expression.is_ok_and(|expression| {
                expression.evaluate(|requirement| {
                    requirement.license.id().is_some_and(|id| allowed.contains(id.name))
                })
            });
            (!passes).then(|| format!("{}: {text}", package["name"]))
        })
        .collect();
    assert!(refused.is_empty(), "{refused:#?}");
}

#[test]
fn no_banned_crates_and_only_allowed_sources() {
    let rules = rules();
    let banned: BTreeSet<&str> =
        rules["bans"]["deny"].as_array().unwrap().iter().map(|rule| rule["name"].as_str().unwrap()).collect();
    let sources = words(&rules["sources"]["allow-registry"]);
    for package in packages() {
        let name = package["name"].as_str().unwrap();
        assert!(!banned.contains(name), "{name} is banned");
        let source = package["source"].as_str().and_then(|source| source.strip_prefix("registry+"));
        assert!(
            source.is_some_and(|source| sources.contains(source)),
            "{name} comes from {}",
            package["source"]
        );
        for dependency in package["dependencies"].as_array().unwrap() {
            assert_ne!(dependency["req"], "*", "{name} takes any version of {}", dependency["name"]);
        }
    }
}

#[test]
fn number_of_crates_is_within_the_budget() {
    let tree = cargo(&["tree", "--edges=normal", "--prefix=none", "--locked", "--no-dedupe"]);
    let crates: BTreeSet<&str> = tree.lines().filter_map(|line| line.split(" v").next()).collect();
    println!("{} crates, the program included", crates.len());
    assert!(crates.len() <= BUDGET, "{crates:#?}");
}

#[test]
fn every_dependency_has_a_comment() {
    let manifest = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")).unwrap();
    // Crates that need no explanation.
    let plain = ["serde", "serde_json", "tempfile"];
    let mut in_dependencies = false;
    let mut before = "";
    for line in manifest.lines() {
        if line.starts_with('[') {
            in_dependencies = line.contains("dependencies");
        } else if let Some((name, _)) = line.split_once(" = ").filter(|_| in_dependencies) {
            assert!(before.starts_with('#') || plain.contains(&name), "{name} has no comment");
        }
        before = line;
    }
}
