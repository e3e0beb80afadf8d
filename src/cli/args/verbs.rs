//! The verbs that concern no vendor: cache, completions, config, demo, providers.

use clap::{Arg, Command, value_parser};

use super::{Fit, flag, output};
use crate::provider::builtin::SHOWN;

/// Those that are `shown`.
pub fn verbs(shown: &dyn Fn(&str) -> bool) -> impl Iterator<Item = Command> {
    let all: [(&str, Fit); 5] = [
        ("cache", cache),
        ("completions", completions),
        ("config", config),
        ("demo", demo),
        ("providers", providers),
    ];
    all.into_iter().filter(|(name, _)| shown(name)).map(|(name, fit)| fit(Command::new(name)))
}

fn parent(verb: Command, about: &'static str) -> Command {
    verb.about(about).subcommand_required(true).arg_required_else_help(true)
}

fn json() -> Arg {
    flag("json", "Print JSON")
}

fn cache(verb: Command) -> Command {
    parent(verb, "What is stored, until when; forget one or all")
        .subcommand(
            Command::new("list").about("Stored tokens and how long they live; never the tokens").arg(json()),
        )
        .subcommand(
            Command::new("clear")
                .about("Forget one profile's tokens, or all")
                .arg(Arg::new("profile").value_name("PROFILE").help("Only this profile"))
                .arg(flag("sessions", "Sessions too, which cannot be fetched again: log out instead")),
        )
        .subcommand(Command::new("path").about("Print the folder"))
        .subcommand(Command::new("verify").about("Read every entry and tell which are damaged"))
}

fn completions(verb: Command) -> Command {
    let shell = Arg::new("shell").required(true).value_name("SHELL");
    verb.about("Print a completion script")
        .arg(shell.value_parser(value_parser!(clap_complete::Shell)).help("The shell that reads it"))
        .arg(flag("words", "Print what may stand next: the script asks for it").hide(true))
}

fn config(verb: Command) -> Command {
    parent(verb, "The config file: where, a commented sample, is it right")
        .subcommand(Command::new("path").about("Print where the config file is"))
        .subcommand(Command::new("init").about("Write a commented sample, unless there is a file already"))
        .subcommand(Command::new("check").about("Read the config file and every provider it names"))
        .subcommand(
            Command::new("set-secret")
                .about("Put a profile's client secret, from stdin, into the system's keyring")
                .arg(profile("Whose secret it is: its config says `client-secret = { keyring = … }`")),
        )
        .subcommand(
            Command::new("remove-secret")
                .about("Remove a profile's client secret from the system's keyring")
                .arg(profile("Whose secret it is")),
        )
}

fn profile(help: &'static str) -> Arg {
    Arg::new("profile").required(true).value_name("PROFILE").help(help)
}

fn demo(verb: Command) -> Command {
    let provider = Arg::new("provider").value_name("PROVIDER").default_value(SHOWN);
    verb.about("The main job against a mock token server on loopback: no account needed")
        .arg(provider.help("Which provider is played"))
        .arg(flag("serve", "Keep the server up, and print what to export so that scripts work offline"))
        .arg(output())
}

fn providers(verb: Command) -> Command {
    let several = Arg::new("name").required(true).num_args(1..).value_name("FILE or NAME");
    parent(verb, "The definitions: the built-in ones and your own")
        .subcommand(Command::new("list").about("Every provider with its title").arg(json()))
        .subcommand(
            Command::new("show")
                .about("Print a definition in the form you may copy and change")
                .arg(Arg::new("name").required(true).value_name("NAME").help("A provider")),
        )
        .subcommand(
            Command::new("check")
                .about("Check definitions and run their examples")
                .arg(several.help("A definition's file, or a provider's name")),
        )
}
