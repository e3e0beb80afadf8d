//! The table of commands and their dispatch; each command is in its own file.

mod api;
mod cache;
mod completions;
mod config;
mod demo;
mod docker_credential;
mod doctor;
mod exec;
mod explain;
mod fetch;
mod git_credential;
mod login;
mod logout;
mod man;
mod providers;
mod status;

use std::ffi::OsString;

use chrono::Utc;
use clap::{ArgMatches, Command};

use crate::cli::args::{
    flag, maybe, profile, read_fetch, with_doctor, with_fetch, with_helper, with_login, with_logout,
};
use crate::cli::{self, Cli, CliError, EarlyArgs, Fetch};
use crate::error::{Error, Kind, Result};
use crate::fastpath::inputs::Inputs;
use crate::fastpath::replay;
use crate::memory;
use crate::output;
use crate::report;
use crate::settings::{ConfigDir, Environment, unknown_word};

/// The input of a command: its arguments and where its files are.
pub struct Call<'a> {
    home: &'a ConfigDir,
    /// The provider or profile that the command is for; empty if it takes none.
    profile: String,
    matches: ArgMatches,
    /// The complete argv.
    args: Vec<OsString>,
    /// The error from reading the config file, for commands that work without it.
    bad_config: Option<Error>,
}

impl Call<'_> {
    /// The arguments for the profile. Drops argv and the matches, which may contain secrets.
    fn into_fetch(self) -> Fetch {
        read_fetch(&self.profile, &self.matches)
    }
}

/// The handler of a command. Returns the exit code of a success, which is not always 0.
type Run = fn(Call) -> Result<u8>;
type Verb = cli::Verb<Run>;

/// The program itself: `gettoken PROFILE` does the same as `gettoken fetch PROFILE`.
pub static ROOT: Verb = Verb { verbs: &VERBS, ..FETCH };

const FETCH: Verb = Verb::new("fetch", "help-fetch", fetch::run).on(with_fetch).with_config();

/// The commands in the order of `gettoken --help`.
static VERBS: [Verb; 16] = [
    Verb::new("api", "help-api", api::run).on(api::args).with_config(),
    FETCH,
    Verb::new("login", "help-login", login::run).on(with_login).with_config(),
    Verb::new("logout", "help-logout", logout::run).on(with_logout).with_config(),
    Verb::new("doctor", "help-doctor", doctor::run).args(doctor::args).on(with_doctor),
    Verb::new("docker-credential", "help-docker-credential", docker_credential::run)
        .args(|it| with_helper(it, include_str!("commands/help/docker-credential.txt")))
        .with_config(),
    Verb::new("explain", "help-explain", explain::run).args(explain::args),
    Verb::new("exec", "help-exec", exec::run).args(exec::args).with_config(),
    Verb::new("git-credential", "help-git-credential", git_credential::run)
        .args(|it| with_helper(it, include_str!("commands/help/git-credential.txt")))
        .with_config(),
    Verb::new("status", "help-status", status::run).args(status::args).with_config(),
    Verb::parent("cache", "help-cache", &CACHE),
    Verb::new("completions", "help-completions", completions::run).args(completions::args),
    Verb::parent("config", "help-config", &CONFIG),
    Verb::new("demo", "help-demo", demo::run).args(demo::args),
    Verb::new("man", "help-man", man::run).args(man::args),
    Verb::parent("providers", "help-providers", &PROVIDERS),
];

static CACHE: [Verb; 4] = [
    Verb::new("list", "help-cache-list", cache::list).args(with_json),
    Verb::new("clear", "help-cache-clear", cache::clear).args(cache::clear_args),
    Verb::new("path", "help-cache-path", cache::path),
    Verb::new("verify", "help-cache-verify", cache::verify),
];

static CONFIG: [Verb; 5] = [
    Verb::new("path", "help-config-path", config::path),
    Verb::new("init", "help-config-init", config::init),
    Verb::new("check", "help-config-check", config::check).with_config(),
    Verb::new("set-secret", "help-set-secret", config::secret::set)
        .args(|it| it.arg(profile("PROFILE", "help-set-secret-profile")))
        .with_config(),
    Verb::new("remove-secret", "help-remove-secret", config::secret::remove)
        .args(|it| it.arg(profile("PROFILE", "help-remove-secret-profile")))
        .with_config(),
];

static PROVIDERS: [Verb; 4] = [
    Verb::new("list", "help-providers-list", providers::list).args(with_json),
    Verb::new("search", "help-providers-search", providers::search).args(providers::search_args),
    Verb::new("show", "help-providers-show", providers::show)
        .args(|it| it.arg(profile("NAME", "help-show-profile"))),
    Verb::new("check", "help-providers-check", providers::check)
        .args(|it| it.arg(profile("FILE or NAME", "help-check-profile").num_args(1..))),
];

fn with_json(command: Command) -> Command {
    command.arg(flag("json", "help-json"))
}

/// Parses argv and runs the command. Returns the exit code of a success.
pub fn run(args: Vec<OsString>) -> Result<u8> {
    let early = EarlyArgs::read(&args);
    if early.json_errors {
        report::set_json();
    }
    if let Some(result) = replay::lookup(&args, &early, Utc::now(), |parts| output::write(&parts.concat())) {
        return result.map(|()| 0);
    }
    memory::prefault();
    let environment = Environment::process(Inputs::recording());
    // Help, `config` and `providers` must work even if the config file cannot be read.
    let (home, mut bad_config) = match ConfigDir::open(&early, environment.clone()) {
        Ok(home) => (home, None),
        Err(error) => (ConfigDir::without_config(&early, environment), Some(error)),
    };
    let cli = parse(&home, &mut bad_config, &early, &args);
    let result = cli.and_then(|cli| match cli {
        Some(Cli { run, profile, matches, .. }) => {
            run(Call { home: &home, profile, matches, args, bad_config })
        }
        None => Ok(0),
    });
    if result.is_err() {
        home.unread_variables().iter().for_each(report::warn);
    }
    result
}

/// Parses the rest of argv. Returns `None` if help or the version was printed.
fn parse(
    home: &ConfigDir,
    bad_config: &mut Option<Error>,
    early: &EarlyArgs,
    args: &[OsString],
) -> Result<Option<Cli<Run>>> {
    let cli = match cli::parse(&ROOT, args, early, &|| home.names(), &|word| home.definition(word)) {
        Ok(cli) => cli,
        Err(CliError::Shown(text)) => return output::write(&text).map(|()| None),
        Err(CliError::Failed(error)) => return Err(error),
        // The word may be a profile in a config file that cannot be read.
        Err(CliError::Unknown(word)) => {
            return Err(bad_config.take().unwrap_or_else(|| unknown_word(home, &word)));
        }
    };
    // A value may look like a flag. Then the first pass over argv is wrong about these.
    if early.config_dir != maybe(&cli.matches, "config-dir")
        || early.insecure_file_mode != cli.matches.get_flag("insecure-file-mode")
    {
        return Err(Error::new(Kind::Usage, "early-flag-ambiguous"));
    }
    report::set_verbosity(cli.matches.get_count("verbose"));
    // Without a usable path, no command could read or write what the user means.
    let is_needed = |error: &mut Error| cli.needs_config || error.code() == "config-dir-tilde";
    bad_config.take_if(is_needed).map_or(Ok(Some(cli)), Err)
}
