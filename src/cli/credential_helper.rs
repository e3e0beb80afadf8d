//! `gettoken git-credential` and `gettoken docker-credential`, which other programs run as their helper.

use clap::{Arg, ArgMatches, Command};

use super::Fetch;
use super::args::{PROFILE, all, allow_host, claims, maybe, profile, read_fetch, user};
use super::network::with_network;
use crate::message;

/// What was given to a credential helper.
#[derive(Debug)]
pub struct Helper {
    pub fetch: Fetch,
    /// Any word: a helper passes over what it does not know.
    pub operation: String,
    pub allowed_hosts: Vec<String>,
}

/// What a helper has.
pub fn with_helper(command: Command, long: &'static str) -> Command {
    let operation = Arg::new("operation").required(true).value_name("OPERATION");
    let command = command
        .long_about(long.trim_end())
        .arg(profile("PROFILE", "help-helper-profile"))
        .arg(operation.help(message::help("help-operation")))
        .arg(allow_host("help-helper-host"))
        .arg(user())
        .args(claims());
    with_network(command)
}

/// What was given.
pub fn read_helper(matches: &ArgMatches) -> Box<Helper> {
    let profile: Option<String> = maybe(matches, PROFILE);
    Box::new(Helper {
        fetch: read_fetch(&profile.unwrap_or_default(), matches),
        operation: maybe(matches, "operation").unwrap_or_default(),
        allowed_hosts: all(matches, "allow-host"),
    })
}
