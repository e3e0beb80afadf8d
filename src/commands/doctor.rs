//! `gettoken doctor`: checks everything that getting a token depends on, in the order in which it is needed.
//!
//! A failed check stops only the checks that depend on it. No secret is fetched, sent or shown.

mod credentials;
mod files;
mod metadata;
mod network;
mod profile;
mod shared;
mod show;

use clap::Command;

use super::Call;
use crate::app::every_store;
use crate::check::{Check, State};
use crate::cli::Fetch;
use crate::cli::args::flag;
use crate::error::Result;
use crate::message;
use crate::output;
use crate::settings::ConfigDir;

/// Adds the arguments of `gettoken doctor`.
pub fn args(command: Command) -> Command {
    // The profile is optional.
    let command = command.subcommand_required(false).arg_required_else_help(false);
    command
        .override_usage("gettoken doctor [PROFILE] [OPTIONS]")
        .arg(flag("json", "help-doctor-json").help_heading(message::help("help-heading-output")).global(true))
}

/// Runs the checks and prints the report. Returns the exit code of the first fault, or 0.
pub fn run(mut call: Call) -> Result<u8> {
    let (home, json) = (call.home, call.matches.get_flag("json"));
    let bad_config = call.bad_config.take().or_else(|| home.config.all().err());
    let readable = bad_config.is_none();
    let files = ("doctor-title-program".into(), files::checks(home, bad_config));
    let mut groups = vec![files, ("doctor-title-cache".into(), cache(home))];
    let is_any = call.profile.is_empty() && home.config.names().is_ok_and(|names| !names.is_empty());
    let untried = is_any.then_some("doctor-untried-all");
    if call.profile.is_empty() {
        for profile in home.config.all().unwrap_or_default().into_keys() {
            let fetch = Fetch { profile, ..Fetch::default() };
            groups.extend(profile::groups(home, fetch, readable, false));
        }
    } else {
        groups.extend(profile::groups(home, call.into_fetch(), readable, true));
    }
    let report = if json { show::json(&groups) } else { show::text(&groups, untried) };
    output::write(&report)?;
    let mut checks = groups.iter().flat_map(|(_, checks)| checks);
    Ok(checks.find_map(Check::exit_code).unwrap_or(0))
}

/// Checks the cache directory. If the cache is turned off, faults are only warnings: logins still need it.
fn cache(home: &ConfigDir) -> Vec<Check> {
    let mut checks = every_store(home).health();
    if home.config.defaults.cache == Some(false) {
        for check in checks.iter_mut().filter(|check| check.exit_code().is_some()) {
            check.state = State::Warning;
        }
        checks.insert(0, Check::new("cache", State::Fine, "doctor-cache-off"));
    }
    checks
}
