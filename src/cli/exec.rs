//! `gettoken exec`, which runs another program with the token.

use std::ffi::OsString;

use clap::{Arg, ArgMatches, Command, value_parser};

use super::Fetch;
use super::args::{PROFILE, all, claims, flag, maybe, profile, read_fetch, text};
use super::network::{with_freshness, with_network};
use crate::message;

/// `gettoken exec`.
#[derive(Debug)]
pub struct Exec {
    pub profiles: Vec<Fetch>,
    pub env_name: Option<String>,
    pub file: bool,
    /// The program and its arguments.
    pub command: Vec<OsString>,
}

/// What it has.
pub fn with_exec(command: Command) -> Command {
    let program = Arg::new("command").required(true).num_args(1..).last(true).value_name("COMMAND");
    let command = command
        .long_about(include_str!("help/exec.txt").trim_end())
        .override_usage("gettoken exec <PROFILE>... [OPTIONS] -- <COMMAND> [ARGUMENT]...")
        .arg(profile("PROFILE", "help-exec-profile").num_args(1..))
        .arg(program.value_parser(value_parser!(OsString)).help(message::help("help-command")))
        .arg(text("env-name", "NAME", "help-exec-env-name"))
        .arg(flag("file", "help-exec-file"))
        .args(claims());
    with_network(with_freshness(command))
}

/// What was given.
pub fn read_exec(matches: &ArgMatches) -> Exec {
    let profiles: Vec<String> = all(matches, PROFILE);
    Exec {
        profiles: profiles.iter().map(|profile| read_fetch(profile, matches)).collect(),
        env_name: maybe(matches, "env-name"),
        file: matches.get_flag("file"),
        command: all(matches, "command"),
    }
}
