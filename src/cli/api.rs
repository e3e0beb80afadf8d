//! The arguments of `gettoken api`, after those of `gh api`.

use clap::{Arg, ArgMatches, Command};

use super::args::{all, allow_host, claims, flag, maybe, path, several, with_request};
use super::network::with_network;
use super::{Api, Field};
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

/// What was given.
pub fn read_api(matches: &ArgMatches) -> Api {
    let pairs = |name: &str| all::<(String, String)>(matches, name).into_iter();
    let secrets = |name: &str| pairs(name).map(|(name, value)| (name, Secret::new(value))).collect();
    let raw = pairs("raw-field").map(|(name, text)| (name, Field::Raw(text)));
    let typed = pairs("field").map(|(name, text)| (name, Field::Typed(text)));
    Api {
        words: all(matches, "words"),
        fields: raw.chain(typed).collect(),
        headers: secrets("header"),
        query: secrets("query"),
        input: maybe(matches, "input"),
        include: matches.get_flag("include"),
        paginate: matches.get_flag("paginate"),
        output: maybe(matches, "output"),
        allow_host: all(matches, "allow-host"),
        smoke: matches.get_flag("smoke"),
    }
}

fn pair(text: &str) -> Result<(String, String), String> {
    split(text, '=').ok_or_else(|| "write NAME=VALUE".to_owned())
}

fn header(text: &str) -> Result<(String, String), String> {
    split(text, ':')
        .map(|(name, value)| (name, value.trim().to_owned()))
        .ok_or_else(|| "write NAME: VALUE".to_owned())
}

fn split(text: &str, at: char) -> Option<(String, String)> {
    let (name, value) = text.split_once(at)?;
    (!name.trim().is_empty()).then(|| (name.trim().to_owned(), value.to_owned()))
}
