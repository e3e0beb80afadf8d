//! The arguments of `gettoken api`, after those of `gh api`.

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::{claims, flag, general, global, maybe, network, path, text, with_request};
use crate::cli::{Api, Field};
use crate::provider::Provider;
use crate::secret::Secret;

/// What `gettoken api PROFILE` has.
pub fn with_api(command: Command, provider: &Provider) -> Command {
    let words = Arg::new("words").value_name("METHOD PATH").num_args(1..=2).required_unless_present("smoke");
    with_request(command, provider)
        .override_usage("gettoken api <PROFILE> [METHOD] <PATH or URL> [OPTIONS]")
        .arg(words.help("A path behind the definition's base, or a URL; before it a method [default: GET, POST with fields]"))
        .args(claims())
        .next_help_heading("Call")
        .args(call())
        .next_help_heading("Network")
        .args(network())
}

fn call() -> [Arg; 10] {
    let several = |arg: Arg, short: char| arg.short(short).action(ArgAction::Append).value_parser(pair);
    [
        several(
            text("raw-field", "NAME=TEXT", "A field of text: in the query of a GET, else in a JSON body"),
            'f',
        ),
        several(
            text(
                "field",
                "NAME=VALUE",
                "A field that is a number, true, false, null or JSON; @FILE is a file's content",
            ),
            'F',
        ),
        several(text("query", "NAME=VALUE", "A field of the query"), 'q'),
        text("header", "NAME:VALUE", "A header").short('H').action(ArgAction::Append).value_parser(header),
        path("input", "FILE", "The body: a file, or - for stdin")
            .conflicts_with_all(["field", "raw-field"])
            .allow_hyphen_values(true),
        flag("include", "Print status and headers before the body").short('i'),
        flag("paginate", "Ask for every page of a list"),
        path("output", "FILE", "Write the answer to a file, which appears when all of it is there"),
        text("allow-host", "HOST", "Send the token to this host too").action(ArgAction::Append),
        flag("smoke", "Make the definition's harmless call, to see whether the token works")
            .conflicts_with("words"),
    ]
}

/// For the manual.
pub fn api_page() -> Command {
    with_api(Command::new("PROFILE").about("Call the vendor's API with the token"), &general()).args(global())
}

/// What was given.
pub fn read_api(matches: &ArgMatches) -> Api {
    let pairs = |name: &str| -> Vec<(String, String)> {
        matches.get_many(name).into_iter().flatten().cloned().collect()
    };
    let secret = |(name, value): (String, String)| (name, Secret::new(value));
    let raw = pairs("raw-field").into_iter().map(|(name, text)| (name, Field::Raw(text)));
    let typed = pairs("field").into_iter().map(|(name, text)| (name, Field::Typed(text)));
    let words =
        |name: &str| -> Vec<String> { matches.get_many(name).into_iter().flatten().cloned().collect() };
    Api {
        words: words("words"),
        fields: raw.chain(typed).collect(),
        headers: pairs("header").into_iter().map(secret).collect(),
        query: pairs("query").into_iter().map(secret).collect(),
        input: maybe(matches, "input"),
        include: maybe(matches, "include").unwrap_or(false),
        paginate: maybe(matches, "paginate").unwrap_or(false),
        output: maybe(matches, "output"),
        allow_host: words("allow-host"),
        smoke: maybe(matches, "smoke").unwrap_or(false),
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
