//! The arguments of `gettoken api`, after those of `gh api`.

use clap::{Arg, Command};

use crate::cli::args::{allow_host, claims, flag, path, several, with_request};
use crate::cli::network::with_network;
use crate::message;
use crate::provider::Provider;
use crate::secret::Secret;

/// What `gettoken api PROFILE` has.
pub fn with_api(command: Command, provider: &Provider) -> Command {
    let words = Arg::new("words").value_name("METHOD PATH").num_args(1..=2).required_unless_present("smoke");
    let command = with_request(command, provider)
        .override_usage("gettoken api <PROFILE> [METHOD] <PATH or URL> [OPTIONS]")
        .arg(words.help(message::help("help-api-words")))
        .args(claims())
        .next_help_heading("Call")
        .args(call());
    with_network(command)
}

fn call() -> [Arg; 10] {
    [
        several("raw-field", "NAME=TEXT", "help-raw-field").short('f').value_parser(pair),
        several("field", "NAME=VALUE", "help-field").short('F').value_parser(pair),
        several("query", "NAME=VALUE", "help-query").short('q').value_parser(pair),
        several("header", "NAME:VALUE", "help-header").short('H').value_parser(header),
        path("input", "FILE", "help-input")
            .conflicts_with_all(["field", "raw-field"])
            .allow_hyphen_values(true),
        flag("include", "help-include").short('i'),
        flag("paginate", "help-paginate"),
        path("output", "FILE", "help-api-output"),
        allow_host("help-api-host"),
        flag("smoke", "help-smoke").conflicts_with("words"),
    ]
}

fn pair(text: &str) -> Result<(String, Secret), String> {
    let (name, value) = split(text, '=').ok_or("write NAME=VALUE")?;
    Ok((name, Secret::new(value)))
}

fn header(text: &str) -> Result<(String, Secret), String> {
    let (name, value) = split(text, ':').ok_or("write NAME: VALUE")?;
    Ok((name, Secret::new(value.trim())))
}

fn split(text: &str, at: char) -> Option<(String, &str)> {
    let (name, value) = text.split_once(at)?;
    (!name.trim().is_empty()).then(|| (name.trim().to_owned(), value))
}
