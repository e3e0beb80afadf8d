//! The verbs that lend a token to another program: one that we run, or one that runs us as its helper.

use std::ffi::OsString;

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use super::args::{Fit, claims, flag, freshness, maybe, network, read_fetch, text, user};
use super::{Fetch, required};
use crate::error::Result;

/// `gettoken exec`.
#[derive(Debug)]
pub struct Exec {
    pub profiles: Vec<Fetch>,
    pub env_name: Option<String>,
    pub file: bool,
    /// The program and its arguments.
    pub command: Vec<OsString>,
}

/// `gettoken git-credential` or `gettoken docker-credential`.
#[derive(Debug)]
pub struct Helper {
    pub fetch: Fetch,
    /// Any word: a helper passes over what it does not know.
    pub operation: String,
    pub allowed_hosts: Vec<String>,
}

/// The verbs that are `shown`; each has its arguments when it is `wanted`.
pub fn verbs(wanted: &dyn Fn(&str) -> bool, shown: &dyn Fn(&str) -> bool) -> impl Iterator<Item = Command> {
    let all: [(&str, &str, Fit); 3] = [
        ("docker-credential", "Answer docker, podman and skopeo as their credential helper", |verb| {
            helper(verb, DOCKER)
        }),
        ("exec", "Run a command with the token in its environment", exec),
        ("git-credential", "Answer git as its credential helper", |verb| helper(verb, GIT)),
    ];
    all.into_iter().filter(|(name, ..)| shown(name)).map(|(name, about, fit)| {
        let verb = Command::new(name).about(about);
        if wanted(name) { fit(verb) } else { verb }
    })
}

const EXEC: &str = "\
Run a command with the token in its environment: ACCESS_TOKEN, ACCESS_TOKEN_TYPE and ACCESS_TOKEN_EXPIRES_AT. \
With several profiles each has its name in front: HR_BOT_ACCESS_TOKEN. The variables that the client id and the \
client secret are read from are taken out.

The command takes the place of gettoken, so its exit status and its signals are its own. If a token cannot be had \
nothing is run, and the exit status is that of `gettoken PROFILE`. It is 127 if there is no such command, and 126 if \
it cannot be run.";

fn exec(command: Command) -> Command {
    command
        .long_about(EXEC)
        .override_usage("gettoken exec <PROFILE>... [OPTIONS] -- <COMMAND> [ARGUMENT]...")
        .arg(
            Arg::new("profile")
                .required(true)
                .num_args(1..)
                .value_name("PROFILE")
                .help("Providers, or profiles of your own"),
        )
        .arg(
            Arg::new("command")
                .required(true)
                .num_args(1..)
                .last(true)
                .value_name("COMMAND")
                .value_parser(value_parser!(OsString))
                .help("The program and its arguments"),
        )
        .arg(text("env-name", "NAME", "The variable's name [default: ACCESS_TOKEN]"))
        .arg(flag(
            "file",
            "Give the token in a file without a name instead, whose path is in ACCESS_TOKEN_FILE: \
             an environment is inherited by whatever the command starts",
        ))
        .args(claims())
        .next_help_heading("Freshness")
        .args(freshness())
        .next_help_heading("Network")
        .args(network())
}

const GIT: &str = "\
Answer git as its credential helper:

  git config --global credential.https://git.example.com.helper \\
    '!gettoken git-credential PROFILE --allow-host git.example.com'

A git that understands bearer tokens (2.46 and later) gets one, any other a name and the token as its password. A token \
that the server has rejected is forgotten, unless it was replaced already.

Only https is answered, or http on this machine, and only for the server of the provider's API and the hosts that are \
allowed. For every other server the answer is empty, and git goes on to its next helper.";

const DOCKER: &str = "\
Answer docker, podman and skopeo as their credential helper. They run a program called docker-credential-NAME, so put \
this in such a file on your PATH, and NAME under \"credHelpers\" in docker's config.json:

  #!/bin/sh
  exec gettoken docker-credential PROFILE --allow-host registry.example.com \"$@\"

Without `--user` the token is an identity token, which the registry's own token server exchanges; with it, the token \
is that user's password.

Only the server of the provider's API and the hosts that are allowed are answered.";

fn helper(command: Command, long: &'static str) -> Command {
    command
        .long_about(long)
        .arg(
            Arg::new("profile")
                .required(true)
                .value_name("PROFILE")
                .help("A provider, or a profile of your own"),
        )
        .arg(
            Arg::new("operation")
                .required(true)
                .value_name("OPERATION")
                .help("What the program adds itself: get, store, erase or list"),
        )
        .arg(
            text("allow-host", "HOST", "A further server that the token is for; may be given several times")
                .action(ArgAction::Append),
        )
        .arg(user())
        .args(claims())
        .next_help_heading("Network")
        .args(network())
}

/// What was given to `gettoken exec`.
pub fn read_exec(matches: &ArgMatches) -> Result<Exec> {
    let profiles = matches.get_many::<String>("profile").into_iter().flatten();
    Ok(Exec {
        profiles: profiles.map(|profile| read_fetch(profile, matches)).collect(),
        env_name: maybe(matches, "env-name"),
        file: matches.get_flag("file"),
        command: matches.get_many("command").into_iter().flatten().cloned().collect(),
    })
}

/// What was given to a credential helper.
pub fn read_helper(matches: &ArgMatches) -> Result<Helper> {
    Ok(Helper {
        fetch: read_fetch(required::<String>(matches, "profile")?, matches),
        operation: required::<String>(matches, "operation")?.clone(),
        allowed_hosts: matches.get_many("allow-host").into_iter().flatten().cloned().collect(),
    })
}
