//! `gettoken exec`: runs a command with tokens in its environment, or in anonymous files.
//!
//! The command replaces this process (`execve`), so that its exit status, signals and terminal are its own
//! and no secret stays in memory. It is only run once all tokens are available. On Windows, where no process can replace
//! another, this one waits for it.

#[cfg(unix)]
mod file;

use std::ffi::{OsStr, OsString};
use std::io;
use std::process::Command;
#[cfg(windows)]
use std::process::ExitStatus;

use clap::{Arg, value_parser};

use super::Call;
use crate::app::{self, App, Outcome};
use crate::cli::args::{
    PROFILE, all, flag, profile, read_fetch, text, token_kind, token_requirements, with_freshness,
    with_network,
};
use crate::error::{Error, Kind, Result};
#[cfg(unix)]
use crate::memory;
use crate::message;
use crate::output::{self, NAME};
use crate::provider::Provider;
use crate::report;
#[cfg(windows)]
use crate::signals::IgnoredInterrupts;

/// The exit codes that shells, `env`, `nice` and `timeout` use too.
const CANNOT_RUN: u8 = 126;
const NOT_FOUND: u8 = 127;

pub fn args(command: clap::Command) -> clap::Command {
    let program = Arg::new("command").required(true).num_args(1..).last(true).value_name("COMMAND");
    let command = command
        .override_usage("gettoken exec <PROFILE>... [OPTIONS] -- <COMMAND> [ARGUMENT]...")
        .arg(profile("PROFILE", "help-exec-profile").num_args(1..))
        .arg(program.value_parser(value_parser!(OsString)).help(message::help("help-command")))
        .arg(text("env-name", "NAME", "help-exec-env-name"))
        .arg(flag("file", "help-exec-file"))
        .args(token_requirements())
        .args(token_kind(&Provider::default()));
    with_network(with_freshness(command))
}

/// Gets every token, then replaces this process with the command.
pub fn run(call: Call) -> Result<u8> {
    let (home, matches) = (call.home, &call.matches);
    let profiles: Vec<String> = all(matches, PROFILE);
    let profiles: Vec<_> = profiles.into_iter().map(|profile| home.canonical(profile)).collect();
    let names = variable_names(&profiles, matches.get_one::<String>("env-name"))?;
    // Try a sample first, so that no token is fetched that cannot be passed on.
    names.iter().try_for_each(|name| output::pairs(name, &app::sample().token).map(drop))?;
    let complete = |profile: &String| {
        // It may be a token: a value of that flag must follow a `=`.
        if matches.contains_id("rejected") && home.definition(profile)?.is_none() {
            return Err(Error::new(Kind::Usage, "exec-rejected").hint("rejected-apart"));
        }
        App::complete(home, read_fetch(profile, matches))
    };
    let apps = profiles.iter().map(complete).collect::<Result<Vec<_>>>()?;
    let words: Vec<OsString> = all(matches, "command");
    let in_file = matches.get_flag("file");
    // argv may contain a secret.
    drop(call);
    let outcomes = apps.iter().map(App::token).collect::<Result<Vec<_>>>()?;
    for (app, outcome) in apps.iter().zip(&outcomes) {
        output::check_for_apis(&app.settings.profile, &outcome.token)?;
    }
    let (program, arguments) =
        words.split_first().ok_or_else(|| Error::new(Kind::Usage, "command-missing"))?;
    let mut command = Command::new(program);
    command.args(arguments);
    for app in &apps {
        for name in home.secret_variables(&app.settings)? {
            command.env_remove(name);
        }
    }
    for (name, outcome) in names.iter().zip(&outcomes) {
        set_variables(&mut command, name, outcome, in_file)?;
    }
    replace_process(command).map_err(|error| run_error(program, error))
}

/// The variable for each profile's token. With several profiles, each starts with the profile's name.
fn variable_names(profiles: &[String], env_name: Option<&String>) -> Result<Vec<String>> {
    let name = env_name.map_or(NAME, String::as_str);
    let [_, _, ..] = profiles else {
        return Ok(vec![name.to_owned()]);
    };
    let mut names: Vec<String> = Vec::new();
    for profile in profiles {
        let word = profile.to_ascii_uppercase().replace(|letter: char| !letter.is_ascii_alphanumeric(), "_");
        let name = format!("{word}_{name}");
        if names.contains(&name) {
            return Err(Error::new(Kind::Usage, "variable-taken").with("name", name));
        }
        names.push(name);
    }
    Ok(names)
}

/// Sets the token's variables in the command's environment, and removes inherited ones that serve the same purpose.
fn set_variables(command: &mut Command, name: &str, outcome: &Outcome, in_file: bool) -> Result<()> {
    let file_variable = format!("{name}_FILE");
    command.env_remove(&file_variable);
    for (name, value) in output::pairs(name, &outcome.token)? {
        command.env(name, value.expose());
    }
    if in_file {
        command.env_remove(name);
        command.env(file_variable, token_file(outcome)?);
    }
    Ok(())
}

#[cfg(unix)]
fn token_file(outcome: &Outcome) -> Result<OsString> {
    file::create(outcome.token.access_token.expose())
        .map_err(|error| Error::new(Kind::Storage, "token-file-failed").caused_by(error))
}

#[cfg(windows)]
fn token_file(_: &Outcome) -> Result<OsString> {
    Err(Error::new(Kind::Usage, "nameless-file-unsupported"))
}

#[cfg(unix)]
fn replace_process(mut command: Command) -> io::Result<u8> {
    memory::restore_core_dumps();
    report::finish();
    Err(std::os::unix::process::CommandExt::exec(&mut command))
}

/// Without `execve`, waits for the command and exits with its status. Ctrl-C in the console is for the command.
#[cfg(windows)]
fn replace_process(mut command: Command) -> io::Result<u8> {
    report::finish();
    let _ignored = IgnoredInterrupts::begin();
    // A program is found by its name in PATH; `npm` and `az` are scripts, whose ending Windows wants to see.
    let status = command.status().or_else(|error| match error.kind() {
        io::ErrorKind::NotFound => status_of_script(&command).unwrap_or(Err(error)),
        _ => Err(error),
    })?;
    std::process::exit(status.code().unwrap_or(1))
}

/// Runs the command if it is the name of a script; `None` if there is no such script.
#[cfg(windows)]
fn status_of_script(command: &Command) -> Option<io::Result<ExitStatus>> {
    let run = |ending| {
        let mut name = command.get_program().to_owned();
        name.push(ending);
        let mut script = Command::new(name);
        script.args(command.get_args());
        for (name, value) in command.get_envs() {
            match value {
                Some(value) => script.env(name, value),
                None => script.env_remove(name),
            };
        }
        script.status()
    };
    let mut found = [".cmd", ".bat"].into_iter().map(run);
    found.find(|run| !run.as_ref().is_err_and(|error| error.kind() == io::ErrorKind::NotFound))
}

fn run_error(program: &OsStr, error: io::Error) -> Error {
    let failed = |code| Error::new(Kind::Usage, code).with("name", program.to_string_lossy());
    match error.kind() {
        io::ErrorKind::NotFound => failed("command-not-found").exit(NOT_FOUND),
        _ => failed("command-failed").exit(CANNOT_RUN).caused_by(error),
    }
}
