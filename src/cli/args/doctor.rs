//! `gettoken doctor`: with or without a profile, and it must understand a profile that is broken.

use std::collections::BTreeSet;

use clap::{Arg, Command};

use super::super::Names;
use super::{flag, general, global, grant, network, with_request};
use crate::provider::Provider;

const WHAT: &str = "\
Says what is right, doubtful or wrong, in the order in which a call for a token
needs it, and what to do about it.

Without a PROFILE: the program, the config folder, the cache, and every profile
of the config file; nothing is sent. With one, also the way to its token
endpoint: proxy, name, connection, certificate, and the answer to a HEAD request
without parameters (GET, if the server breaks that off). Credentials are never
sent, and a secret command is not run.

Each line is `ok`, `warning`, `fault`, or `skipped` where something that it needs
has failed. The report is the answer and stands on stdout whatever it says; the
exit status is 0 without a fault, and otherwise that of the first fault.";

/// The verb without a profile.
pub fn verb(command: Command) -> Command {
    command
        .about("Say what is right, doubtful or wrong, and what to do about it")
        .long_about(WHAT)
        .override_usage("gettoken doctor [PROFILE] [OPTIONS]")
        .subcommand_value_name("PROFILE")
        .subcommand_help_heading("Providers and profiles")
        .disable_help_subcommand(true)
        .arg(json().global(true))
}

/// A word that names no profile, or one that cannot be read, is what a doctor is asked about: it has the
/// flags that all profiles have.
pub fn with_patients(command: Command, names: &Names, words: &[&str]) -> Command {
    if words.first() != Some(&"doctor") {
        return command;
    }
    // Some are values of flags, which may be alike.
    let words: BTreeSet<&str> = words[1..].iter().copied().collect();
    let strangers = words.into_iter().filter(|word| !names.words.contains_key(*word));
    strangers.fold(command, |command, word| {
        let stranger = with_doctor(Command::new(word.to_owned()), &general()).hide(true);
        command.mut_subcommand("doctor", |doctor| doctor.subcommand(stranger))
    })
}

/// What a profile adds to it.
pub fn with_doctor(command: Command, provider: &Provider) -> Command {
    with_request(command, provider).arg(grant()).next_help_heading("Network").args(network())
}

fn json() -> Arg {
    flag("json", "Print the report as JSON").help_heading("Output")
}

/// What `gettoken doctor PROFILE` has, for the manual.
pub fn doctor_page() -> Command {
    let about = "Say what is right, doubtful or wrong, and what to do about it";
    with_doctor(Command::new("PROFILE"), &general()).about(about).long_about(WHAT).arg(json()).args(global())
}
