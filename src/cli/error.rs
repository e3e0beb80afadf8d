//! The outcomes of parsing that run no command: help, the version, and usage errors in gettoken's own format.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue};

use super::{style, words};
use crate::color::Stream;
use crate::error::{Error, Kind};
use crate::reserved::is_command;

/// The reason why no command runs.
#[derive(Debug)]
pub enum CliError {
    /// The text of help or the version, for stdout.
    Shown(String),
    /// The command line names neither a command nor a profile.
    Nothing,
    Failed(Error),
    /// A word that is neither a command nor a known provider or profile.
    Unknown(String),
}

impl CliError {
    /// Converts an error of clap about `args`, in which `words` do not begin with `-`.
    pub fn from_clap(error: &clap::Error, words: &[&str], args: &[OsString]) -> Self {
        use clap::error::ErrorKind::{
            DisplayHelp, DisplayHelpOnMissingArgumentOrSubcommand, DisplayVersion, InvalidSubcommand,
            MissingSubcommand, TooManyValues, UnknownArgument,
        };
        match error.kind() {
            InvalidSubcommand
                if words.iter().find(|word| is_command(word)).is_none_or(|it| *it == "fetch") =>
            {
                Self::Unknown(info(error, ContextKind::InvalidSubcommand).to_owned())
            }
            DisplayHelp | DisplayVersion => {
                Self::Shown(words::of_help(style::text(&error.render(), Stream::Stdout)))
            }
            DisplayHelpOnMissingArgumentOrSubcommand | MissingSubcommand => Self::missing(words),
            kind => {
                let unexpected = match kind {
                    UnknownArgument => info(error, ContextKind::InvalidArg),
                    TooManyValues => info(error, ContextKind::InvalidValue),
                    _ => "",
                };
                if unexpected.is_empty() || is_flag_name(unexpected, args) {
                    let message = words::of_error(error, is_secret(error));
                    let message = Error::new(Kind::Usage, "usage").with("text", message);
                    Self::Failed(words::tips(error).into_iter().fold(message, Error::hint))
                } else {
                    let tips = words::tips(error).into_iter();
                    let tips = tips.filter(|tip| !tip.english().contains(unexpected));
                    Self::Failed(tips.fold(unexpected_word(unexpected, args), Error::hint))
                }
            }
        }
    }

    /// The error for a missing command or subcommand.
    pub fn missing(words: &[&str]) -> Self {
        // The other words are values of flags.
        match words.iter().find(|word| is_command(word)) {
            None => Self::Nothing,
            Some(word) => Self::Failed(Error::new(Kind::Usage, "subcommand-missing").with("word", *word)),
        }
    }
}

/// A text in the context of a clap error; empty if there is none.
pub(super) fn info(error: &clap::Error, kind: ContextKind) -> &str {
    if let Some(ContextValue::String(text)) = error.get(kind) { text } else { "" }
}

/// Returns whether `text` is an unknown flag that can be shown. A secret may be appended to the name of its flag,
/// and one that begins with `-` may follow it.
fn is_flag_name(text: &str, args: &[OsString]) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_lowercase() || b"-_".contains(&byte);
    let begins_secret = |arg: &OsString| arg.to_string_lossy().contains("secret") || arg == "--rejected";
    match text.strip_prefix("--") {
        Some(name) => !name.contains("secret") && name.bytes().all(is_letter),
        None => text.starts_with('-') && !args.iter().any(begins_secret),
    }
}

/// The error about a word that no argument takes, by its position: it may be a secret, or a part of one with
/// spaces that was not quoted.
fn unexpected_word(word: &str, args: &[OsString]) -> Error {
    let number = args.iter().skip(1).position(|arg| arg.as_encoded_bytes().starts_with(word.as_bytes()));
    let error = Error::new(Kind::Usage, "argument-unexpected").with("number", number.unwrap_or_default() + 1);
    let hint = args.iter().any(|arg| arg == "--rejected").then_some("rejected-apart");
    hint.into_iter().fold(error, Error::hint)
}

/// Returns whether the invalid value in an error may be a secret, such as a token after `--rejected=`.
fn is_secret(error: &clap::Error) -> bool {
    const SECRET: [&str; 6] = ["--field", "--header", "--param", "--query", "--raw-field", "--rejected"];
    let argument = info(error, ContextKind::InvalidArg);
    SECRET.iter().any(|flag| argument.starts_with(flag))
}
