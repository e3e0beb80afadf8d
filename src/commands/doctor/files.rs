//! Checks of the program, the config directory, the config file and the user's own definitions.

use std::env::consts;

use serde_json::json;

use crate::check::{Check, State};
use crate::error::{Error, Kind};
use crate::memory;
use crate::message::Message;
use crate::output::Format;
use crate::provider::DefinitionText;
use crate::sanitize::shown_path;
use crate::settings::{ConfigDir, NO_HOME, selected_by};
use crate::trusted_file;

/// Runs all checks of this file; `bad_config` is the error of reading the config file.
pub fn checks(home: &ConfigDir, bad_config: Option<Error>) -> Vec<Check> {
    let memory = memory::core_dumps_disabled().map(|closed| match closed {
        true => Check::new("memory", State::Fine, "doctor-memory-closed"),
        false => Check::new("memory", State::Warning, "doctor-memory-open"),
    });
    let first = [program()].into_iter().chain(memory);
    let unread = home.unread_variables().into_iter();
    let unread = unread.map(|warning| Check::new("environment", State::Warning, warning));
    first.chain([folder(home), config(home, bad_config)]).chain(unread).chain(providers(home)).collect()
}

fn program() -> Check {
    let library = match (cfg!(target_env = "musl"), cfg!(target_env = "gnu")) {
        (true, _) => " (musl)",
        (_, true) => " (gnu)",
        _ => "",
    };
    let is_static = cfg!(target_feature = "crt-static");
    let (version, os) = (env!("CARGO_PKG_VERSION"), consts::OS);
    Check::new("program", State::Fine, "doctor-program")
        .with("library", library)
        .with("linked", Message::new(if is_static { "doctor-static" } else { "doctor-dynamic" }))
        .facts(json!({ "program_version": version, "os": os, "architecture": consts::ARCH, "static": is_static }))
}

/// Checks the config directory, which is not used if another user can change it or a directory above it.
fn folder(home: &ConfigDir) -> Check {
    let check = |state, code: &'static str| Check::new("config-folder", state, code);
    let fault = State::Fault(Kind::Config);
    let check = match trusted_file::rights(&home.dir) {
        _ if home.chosen == NO_HOME => check(State::Warning, "doctor-home-missing"),
        Err(error) => check(fault, "doctor-folder-failed").with("error", &error),
        Ok(None) => check(State::Fine, "doctor-folder-missing").facts(json!({ "exists": false })),
        Ok(_) if !home.dir.is_dir() => check(fault, "doctor-folder-none"),
        Ok(rights) => match (home.read_policy.folder(&home.dir), trusted_file::path_fault(&home.dir)) {
            (Err(error), _) => Check::failed("config-folder", &error),
            (Ok(_), None) => check(State::Fine, "doctor-folder"),
            (Ok(_), Some(fault)) => {
                let code = if home.read_policy.insecure { "doctor-way-open" } else { "doctor-way-refused" };
                let check = check(State::Warning, code).with("fault", &fault);
                fault.hint().into_iter().fold(check, Check::advice)
            }
        }
        .rights(rights),
    };
    let check = check.with("from", selected_by(home.chosen));
    check.facts(json!({ "path": shown_path(&home.dir), "from": home.chosen }))
}

fn config(home: &ConfigDir, bad_config: Option<Error>) -> Check {
    let (name, path) = ("config-file", &home.config.path);
    if home.read_policy.folder(&home.dir).is_err() {
        return Check::new(name, State::Skipped, "doctor-config-skipped");
    }
    let found = trusted_file::rights(path).ok().flatten();
    let exists = found.is_some();
    let check = match bad_config {
        Some(error) => Check::failed(name, &error),
        None if exists => valid_config(home),
        None => Check::new(name, State::Fine, "doctor-config-missing"),
    };
    check.facts(json!({ "path": shown_path(path), "exists": exists })).rights(found)
}

/// Describes a config file that was read, and whose mode bits are therefore acceptable.
fn valid_config(home: &ConfigDir) -> Check {
    let config = &home.config;
    let wrong = |word: &String| word.parse::<Format>().err();
    if let Some(why) = config.defaults.output.as_ref().and_then(wrong) {
        return Check::failed("config-file", &config.wrong("defaults", "output", why));
    }
    // Cannot fail: the caller has read all profiles.
    let profiles = config.all().unwrap_or_default();
    let count = profiles.len();
    let of_profiles = profiles.iter().any(|(name, profile)| home.holds_secret(name, profile));
    let holds_secret = of_profiles || config.shared_store().is_ok_and(|store| store.holds_secret());
    let counted = if count == 1 { "doctor-profile-count-one" } else { "doctor-profile-count" };
    let secret = if holds_secret { "doctor-config-secret" } else { "doctor-config-no-secret" };
    Check::new("config-file", State::Fine, "doctor-config")
        .with("secret", Message::new(secret))
        .with("counted", Message::new(counted).with("count", count))
        .facts(json!({ "profiles": count, "holds_secret": holds_secret }))
}

/// One check for all valid definitions, and one for each error or warning.
fn providers(home: &ConfigDir) -> Vec<Check> {
    if let Err(error) = home.catalog.folder() {
        return vec![Check::failed("providers", &error)];
    }
    let (mut own, mut valid, mut checks) = (0, 0, Vec::new());
    for name in home.catalog.names() {
        // A definition that cannot be read is the user's own: built-in ones always can.
        match home.catalog.text(&name) {
            Ok(None | Some(DefinitionText { file: None, .. })) => continue,
            _ => own += 1,
        }
        let named = |check: Check| check.facts(json!({ "provider": name }));
        match home.catalog.find(&name) {
            Err(error) => checks.push(named(Check::failed("providers", &error))),
            Ok((provider, found)) => {
                valid += 1;
                let warnings = home.catalog.warnings(&provider, &found).into_iter();
                checks.extend(warnings.map(|text| named(Check::new("providers", State::Warning, text))));
            }
        }
    }
    if valid > 0 {
        let code = if valid == 1 { "doctor-providers-one" } else { "doctor-providers" };
        let check = Check::new("providers", State::Fine, code).with("count", valid);
        checks.insert(0, check.facts(json!({ "own": own })));
    }
    checks
}
