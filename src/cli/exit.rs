//! Why a command line names nothing to do: help, or what is wrong with it, told as every other error is.

use clap::error::{ContextKind, ContextValue};

use crate::error::{Error, Kind};
use crate::message::{Message, Value};
use crate::reserved::is_command;

/// Why there is nothing to do.
#[derive(Debug)]
pub enum Exit {
    /// Help or the version was asked for: this text goes to stdout.
    Shown(String),
    Failed(Error),
    /// This word stands where a profile or a command should, and is neither.
    Unknown(String),
}

impl Exit {
    pub fn from_clap(error: &clap::Error, words: &[&str]) -> Self {
        use clap::error::ErrorKind::{
            DisplayHelp, DisplayHelpOnMissingArgumentOrSubcommand, DisplayVersion, InvalidSubcommand,
        };
        let text = error.render().to_string();
        match error.kind() {
            InvalidSubcommand
                if words.iter().find(|word| is_command(word)).is_none_or(|it| *it == "fetch") =>
            {
                Self::Unknown(named(error, ContextKind::InvalidSubcommand).to_owned())
            }
            DisplayHelp | DisplayVersion => Self::Shown(text),
            DisplayHelpOnMissingArgumentOrSubcommand => Self::missing(words),
            _ => {
                let text = without_secret(text.strip_prefix("error: ").unwrap_or(&text), error);
                let mut parts = text.split("\n\n").map(str::trim).filter(|part| !part.is_empty());
                let text = Value::Lines(parts.next().unwrap_or_default().to_owned());
                let error = Error::new(Kind::Usage, "usage").with("text", text);
                // What is left are tips and the usage; that there is help, everybody knows.
                let hints = parts.filter(|part| !part.starts_with("For more information"));
                let hints = hints.map(|hint| Message::text(hint.strip_prefix("tip: ").unwrap_or(hint)));
                Self::Failed(hints.fold(error, Error::hint))
            }
        }
    }

    /// No word says what to do, or none behind the first one.
    pub fn missing(words: &[&str]) -> Self {
        Self::Failed(match words.first() {
            None => Error::new(Kind::Usage, "command-unnamed"),
            Some(word) => Error::new(Kind::Usage, "subcommand-missing").with("word", *word),
        })
    }
}

/// What the error says of itself; empty when nothing.
fn named(error: &clap::Error, kind: ContextKind) -> &str {
    if let Some(ContextValue::String(text)) = error.get(kind) { text } else { "" }
}

/// A value that may be a secret, such as a token after `--rejected=`, is not repeated.
fn without_secret(text: &str, error: &clap::Error) -> String {
    let (argument, value) = (named(error, ContextKind::InvalidArg), named(error, ContextKind::InvalidValue));
    let secret =
        ["--header", "--param", "--query", "--rejected"].iter().any(|flag| argument.starts_with(flag));
    if secret { text.replacen(&format!(" '{value}'"), "", 1) } else { text.to_owned() }
}
