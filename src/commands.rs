//! One verb, one file.

mod api;
mod cache;
mod completions;
mod config;
mod demo;
mod docker_credential;
mod doctor;
mod exec;
mod fetch;
mod git_credential;
mod login;
mod logout;
mod providers;

use std::ffi::OsString;

use chrono::Utc;

use crate::cli::{self, EarlyArgs, Exit, Verb};
use crate::error::{Error, Result};
use crate::fastpath::inputs::Inputs;
use crate::fastpath::replay;
use crate::output;
use crate::report;
use crate::settings::{Environment, Home, unknown_word};

/// Reads the command line and does what it says; answers the exit code of a success.
pub fn run(args: Vec<OsString>) -> Result<u8> {
    let early = EarlyArgs::read(&args);
    if early.json_errors {
        report::set_json();
    }
    if let Some(written) = replay::lookup(&args, &early, Utc::now(), |parts| output::write(&parts.concat())) {
        return written.map(|()| 0);
    }
    let environment = Environment::process(Inputs::recording());
    // Help, `config` and `providers` must work while the config file does not.
    let (home, fault) = match Home::open(&early, environment.clone()) {
        Ok(home) => (home, None),
        Err(fault) => (Home::without_config(&early, environment), Some(fault)),
    };
    let cli = match cli::parse(&args, &early, &|| home.names(), &|word| home.definition(word)) {
        Ok(cli) => cli,
        Err(Exit::Shown(text)) => return output::write(&text).map(|()| 0),
        Err(Exit::Failed(error)) => return Err(error),
        // It may be a profile in the config file that cannot be read.
        Err(Exit::Unknown(word)) => return Err(fault.unwrap_or_else(|| unknown_word(&home, &word))),
    };
    report::set_verbosity(cli.verbose);
    match fault {
        Some(fault) if cli.needs_config => Err(fault),
        fault => perform(cli.verb, &home, fault, args),
    }
}

/// `fault` is what is wrong with the config file.
fn perform(verb: Verb, home: &Home, fault: Option<Error>, args: Vec<OsString>) -> Result<u8> {
    // There may be a secret among them: a command that has no use for them does not keep them.
    let args = if matches!(verb, Verb::Fetch(_)) { args } else { Vec::new() };
    match verb {
        Verb::Api(fetch, api) => api::run(home, *fetch, &api),
        Verb::CacheClear { profile, sessions } => cache::clear(home, profile.as_deref(), sessions),
        Verb::CacheList { json } => cache::list(home, json),
        Verb::CachePath => cache::path(home),
        Verb::CacheVerify => cache::verify(home),
        Verb::Completions { shell, words } => completions::run(home, shell, words),
        Verb::ConfigCheck => config::check(home),
        Verb::ConfigInit => config::init(home),
        Verb::ConfigPath => config::path(home),
        Verb::ConfigRemoveSecret { profile } => config::secret::remove(home, &profile),
        Verb::ConfigSetSecret { profile } => config::secret::set(home, &profile),
        Verb::Demo { provider, serve, output } => return demo::run(home, &provider, serve, output),
        Verb::Doctor { fetch, json } => return doctor::run(home, fetch, json, fault),
        Verb::DockerCredential(helper) => return docker_credential::run(home, *helper),
        Verb::Exec(exec) => exec::run(home, exec),
        Verb::Fetch(fetch) => fetch::run(home, *fetch, args),
        Verb::GitCredential(helper) => git_credential::run(home, *helper),
        Verb::Login(fetch, login) => login::run(home, *fetch, &login),
        Verb::Logout(fetch) => logout::run(home, *fetch),
        Verb::ProvidersCheck { names } => providers::check(home, &names),
        Verb::ProvidersList { json } => providers::list(home, json),
        Verb::ProvidersShow { name } => providers::show(home, &name),
    }
    .map(|()| 0)
}
