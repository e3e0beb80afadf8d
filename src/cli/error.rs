//! The outcomes of parsing that run no command: help, the version, and usage errors in gettoken's own format.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue};
use clap::{Arg, Command};

use super::{style, words};
use crate::color::Stream;
use crate::error::{Error, Kind};
use crate::message::{Message, Value};
use crate::reserved::is_command;
use crate::sanitize::may_be_token;
use crate::suggest::{did_you_mean, hint, nearest_of};

/// The commands that have providers and profiles as their subcommands, except for `doctor`, which accepts any word.
const WITH_PROFILE: [&str; 7] = ["api", "fetch", "introspect", "login", "logout", "revoke", "userinfo"];

/// The reason why no command runs.
#[derive(Debug)]
pub enum CliError {
    /// The text of help or the version, for stdout.
    Shown(String),
    /// The command line names neither a command nor a profile.
    Nothing,
    Failed(Error),
    /// A word that is neither a command nor a known provider or profile; `kind` is that of the error.
    Unknown {
        word: String,
        kind: Kind,
        is_first: bool,
        /// The command that follows the word: other programs have groups of commands, such as `auth login`.
        command: Option<String>,
    },
}

impl CliError {
    /// Converts an error of clap about `args`, in which `words` do not begin with `-`. `tree` parses them.
    pub fn from_clap(error: &clap::Error, tree: &Command, words: &[&str], args: &[OsString]) -> Self {
        use clap::error::ErrorKind::{
            DisplayHelp, DisplayHelpOnMissingArgumentOrSubcommand, DisplayVersion, InvalidSubcommand,
            MissingRequiredArgument, MissingSubcommand, TooManyValues, UnknownArgument,
        };
        match error.kind() {
            InvalidSubcommand if takes_profile(words) => {
                let command = words.iter().find(|word| is_command(word)).filter(|word| **word != "help");
                let kind = if words.first() == Some(&"help") {
                    Kind::Usage
                } else if command.is_none_or(|it| *it == "fetch") {
                    Kind::Config
                } else {
                    Kind::Usage
                };
                let word = info(error, ContextKind::InvalidSubcommand).to_owned();
                let next = match words {
                    [first, next, ..] if *first == word && is_command(next) => Some((*next).to_owned()),
                    _ => None,
                };
                Self::Unknown { word, kind, is_first: next.is_some() || command.is_none(), command: next }
            }
            DisplayHelp | DisplayVersion => {
                Self::Shown(words::of_help(style::text(&error.render(), Stream::Stdout)))
            }
            DisplayHelpOnMissingArgumentOrSubcommand | MissingSubcommand => {
                let command = words.iter().find_map(|word| tree.find_subcommand(word));
                let names = command.into_iter().flat_map(Command::get_subcommands);
                Self::missing(words, names.filter(|it| !it.is_hide_set()).map(Command::get_name))
            }
            // The value is not shown: it may be a secret.
            TooManyValues if is_long_flag(info(error, ContextKind::InvalidArg)) => {
                let failed = Error::new(Kind::Usage, "option-without-value");
                let failed = failed.with("option", info(error, ContextKind::InvalidArg));
                Self::Failed(words::tips(error).into_iter().fold(failed, Error::hint))
            }
            kind => {
                let unexpected = match kind {
                    UnknownArgument => info(error, ContextKind::InvalidArg),
                    TooManyValues => info(error, ContextKind::InvalidValue),
                    _ => "",
                };
                if let Some(call) = misplaced_options(error, tree, args) {
                    let text = words::of_error(error, false);
                    let failed = Error::new(Kind::Usage, "usage").with("text", text);
                    return Self::Failed(
                        failed.hint(Message::new("options-after-profile").with("call", call)),
                    );
                }
                let near = suggestion(error, tree, args);
                // A misspelt option is no secret, and at most a few letters of one are appended to it.
                let is_misspelt = near.is_some() && is_long_flag(unexpected);
                let is_hidden = !unexpected.is_empty() && !is_misspelt && !is_flag_name(unexpected, args);
                let failed = if is_hidden {
                    unexpected_word(unexpected, tree, args)
                } else {
                    Error::new(Kind::Usage, "usage").with("text", words::of_error(error, is_secret(error)))
                };
                let failed = match kind {
                    MissingRequiredArgument if lacks_only_command(error, words) => {
                        failed.hint("command-apart")
                    }
                    _ => failed,
                };
                let is_token = may_be_token(info(error, ContextKind::InvalidSubcommand));
                let failed = if is_token { failed.hint("argument-token") } else { failed };
                let tips = words::tips(error).into_iter();
                let tips = tips.filter(|tip| !is_hidden || !tip.english().contains(unexpected));
                let failed = near.into_iter().fold(failed, Error::hint);
                Self::Failed(tips.fold(failed, Error::hint))
            }
        }
    }

    /// The error for a missing command or one of the `subcommands`.
    pub fn missing<'a>(words: &[&str], subcommands: impl Iterator<Item = &'a str>) -> Self {
        // The other words are values of flags.
        match words.iter().find(|word| is_command(word)) {
            None => Self::Nothing,
            Some(word) => {
                let takes_profile = takes_profile(&[word]);
                let argument = if takes_profile { "PROFILE" } else { "COMMAND" };
                let error = Error::new(Kind::Usage, "subcommand-missing").with("word", *word);
                let path = if *word == "api" { " /user" } else { "" };
                let hint = if takes_profile {
                    let is_about_token = ["introspect", "revoke", "userinfo"].contains(word);
                    let code = if is_about_token { "subcommand-example-token" } else { "subcommand-example" };
                    Message::new(code).with("path", path)
                } else {
                    let names = subcommands.filter(|name| *name != "help").map(|name| format!("`{name}`"));
                    Message::new("subcommand-names").with("names", Value::list(names, "list-comma"))
                };
                Self::Failed(error.with("argument", argument).hint(hint.with("word", *word)))
            }
        }
    }
}

/// Reports whether the first command in `words` has providers and profiles as its subcommands. `help` shows the page
/// of each.
fn takes_profile(words: &[&str]) -> bool {
    let words = match words {
        ["help", _] => return true,
        words => words,
    };
    let command = words.iter().find(|word| is_command(word));
    command.is_none_or(|command| WITH_PROFILE.contains(command))
}

/// The command line with the profile before its options, if the unknown argument is an option of the profile that follows
/// it. It has the names of values in place of the values, which may be secrets.
fn misplaced_options(error: &clap::Error, tree: &Command, args: &[OsString]) -> Option<String> {
    let (mut command, mut call, mut options, mut between) =
        (tree, "gettoken".to_owned(), Vec::new(), Vec::new());
    for arg in args.iter().skip(1).map(|arg| arg.to_str().unwrap_or_default()) {
        match command.find_subcommand(arg) {
            Some(found) => {
                command = found;
                call.extend([" ", arg]);
                options.append(&mut between);
            }
            None => between.push(arg),
        }
    }
    let unknown = info(error, ContextKind::InvalidArg);
    let is_there = !unknown.is_empty() && options.iter().any(|word| word.starts_with(unknown));
    option_form(command, unknown).filter(|_| is_there)?;
    let mut forms: Vec<String> = options.iter().filter_map(|word| option_form(command, word)).collect();
    forms.dedup();
    Some(forms.iter().fold(call, |call, form| format!("{call} {form}")))
}

/// The option of `command` that `word` is, with the name of its value, if it needs one.
fn option_form(command: &Command, word: &str) -> Option<String> {
    let name = word.split_once('=').map_or(word, |(name, _)| name);
    let short = name.strip_prefix('-').and_then(|letters| letters.chars().next()).filter(|it| *it != '-');
    let is_it = |arg: &&Arg| {
        short.is_some() && arg.get_short() == short || flags(arg).iter().any(|flag| flag == name)
    };
    let arg = command.get_arguments().find(is_it)?;
    let name = short.map_or_else(|| name.to_owned(), |letter| format!("-{letter}"));
    let needs_value =
        arg.get_action().takes_values() && arg.get_num_args().is_none_or(|number| number.min_values() > 0);
    let value = arg.get_value_names().and_then(|names| names.first()).map_or("VALUE", |value| value.as_str());
    Some(if needs_value { format!("{name} {value}") } else { name })
}

/// A hint at the option, value or subcommand that was probably meant.
fn suggestion(error: &clap::Error, tree: &Command, args: &[OsString]) -> Option<Message> {
    // The commands on the command line, from the program down.
    let mut commands = vec![tree];
    for arg in args.iter().skip(1) {
        commands.extend(commands.last()?.find_subcommand(arg));
    }
    if let Some(ContextValue::Strings(values)) = error.get(ContextKind::ValidValue) {
        let value = info(error, ContextKind::InvalidValue);
        return did_you_mean(value, values.iter().map(String::as_str));
    }
    let unknown = info(error, ContextKind::InvalidSubcommand);
    if !unknown.is_empty() {
        let names = commands.last()?.get_subcommands().filter(|it| !it.is_hide_set()).map(Command::get_name);
        let names: Vec<&str> = names.collect();
        // Words of other programs for a command that this one calls `list`.
        let list = names.iter().find(|name| **name == "list" && ["ls", "show"].contains(&unknown));
        return did_you_mean(unknown, names.iter().copied()).or_else(|| hint(&[list?]));
    }
    let unknown = info(error, ContextKind::InvalidArg);
    let (last, above) = commands.split_last()?;
    let inherited = above.iter().flat_map(|it| it.get_arguments().filter(|arg| arg.is_global_set()));
    let known: Vec<String> = last.get_arguments().chain(inherited).flat_map(flags).collect();
    let formats: Vec<(String, String)> = last.get_arguments().flat_map(formats).collect();
    let known = known.iter().map(|flag| (&**flag, &**flag));
    let formats = formats.iter().map(|(flag, shown)| (&**flag, &**shown));
    hint(&nearest_of(unknown, known.chain(formats)))
}

/// The output formats as options, which other programs have, and what to type here.
fn formats(arg: &Arg) -> Vec<(String, String)> {
    let values = if arg.get_id() == "output" { arg.get_possible_values() } else { Vec::new() };
    values
        .iter()
        .map(|value| (format!("--{}", value.get_name()), format!("-o {}", value.get_name())))
        .collect()
}

/// The long names of an option, with their dashes.
fn flags(arg: &Arg) -> Vec<String> {
    let aliases = arg.get_visible_aliases().unwrap_or_default();
    let names = arg.get_long().into_iter().chain(aliases);
    names.map(|name| format!("--{name}")).collect()
}

/// A text in the context of a clap error; empty if there is none.
pub(super) fn info(error: &clap::Error, kind: ContextKind) -> &str {
    if let Some(ContextValue::String(text)) = error.get(kind) { text } else { "" }
}

/// Returns whether `text` has the form of an option's long name.
fn is_long_flag(text: &str) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_lowercase() || b"-_".contains(&byte);
    text.strip_prefix("--").is_some_and(|name| name.bytes().all(is_letter))
}

/// Returns whether `text` is an unknown flag that can be shown. A secret may be appended to the name of its flag,
/// and one that begins with `-` may follow it.
fn is_flag_name(text: &str, args: &[OsString]) -> bool {
    let begins_secret = |arg: &OsString| arg.to_string_lossy().contains("secret") || arg == "--rejected";
    match text.strip_prefix("--") {
        Some(name) => !name.contains("secret") && is_long_flag(text),
        None => text.starts_with('-') && !args.iter().skip(1).any(begins_secret),
    }
}

/// Reports whether all that is missing is the command of `gettoken exec`, which may be there without `--`.
fn lacks_only_command(error: &clap::Error, words: &[&str]) -> bool {
    let Some(ContextValue::Strings(missing)) = error.get(ContextKind::InvalidArg) else { return false };
    words.first() == Some(&"exec") && matches!(missing.as_slice(), [one] if one.contains("COMMAND"))
}

/// The error about a word that no argument takes. The word is not shown: it may be a secret, or a part of one with
/// spaces that was not quoted. If there are only names of commands, providers and profiles before it, the
/// last of them says where it is, or else its position.
fn unexpected_word(word: &str, tree: &Command, args: &[OsString]) -> Error {
    let number = args.iter().skip(1).position(|arg| arg.as_encoded_bytes().starts_with(word.as_bytes()));
    let number = number.unwrap_or_default();
    let mut before = args.iter().skip(1).take(number);
    let command = before.try_fold(tree, |command, arg| command.find_subcommand(arg));
    let error = match command.filter(|_| number > 0) {
        Some(command) => {
            Error::new(Kind::Usage, "argument-unexpected-after").with("before", command.get_name())
        }
        None => Error::new(Kind::Usage, "argument-unexpected").with("number", number + 1),
    };
    let error = error.hint("argument-hidden");
    let hint = args.iter().any(|arg| arg == "--rejected").then_some("rejected-apart");
    hint.into_iter().fold(error, Error::hint)
}

/// Returns whether the invalid value in an error may be a secret, such as a token after `--rejected=`.
fn is_secret(error: &clap::Error) -> bool {
    const SECRET: [&str; 6] = ["--field", "--header", "--param", "--query", "--raw-field", "--rejected"];
    let argument = info(error, ContextKind::InvalidArg);
    SECRET.iter().any(|flag| argument.starts_with(flag))
}
