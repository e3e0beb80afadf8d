//! The outcomes of parsing that run no command: help, the version, and usage errors in gettoken's own format.

use clap::error::{ContextKind, ContextValue};

use crate::error::{Error, Kind};
use crate::message::{Message, Value};
use crate::reserved::is_command;

/// The reason why no command runs.
#[derive(Debug)]
pub enum CliError {
    /// The text of help or the version, for stdout.
    Shown(String),
    Failed(Error),
    /// A word that is neither a command nor a known provider or profile.
    Unknown(String),
}

impl CliError {
    pub fn from_clap(error: &clap::Error, words: &[&str]) -> Self {
        use clap::error::ErrorKind::{
            DisplayHelp, DisplayHelpOnMissingArgumentOrSubcommand, DisplayVersion, InvalidSubcommand,
        };
        let text = error.render().to_string();
        match error.kind() {
            InvalidSubcommand
                if words.iter().find(|word| is_command(word)).is_none_or(|it| *it == "fetch") =>
            {
                Self::Unknown(info(error, ContextKind::InvalidSubcommand).to_owned())
            }
            DisplayHelp | DisplayVersion => Self::Shown(text),
            DisplayHelpOnMissingArgumentOrSubcommand => Self::missing(words),
            _ => {
                let text = without_secret(text.strip_prefix("error: ").unwrap_or(&text), error);
                let mut parts = text.split("\n\n").map(str::trim).filter(|part| !part.is_empty());
                let text = Value::Lines(parts.next().unwrap_or_default().to_owned());
                let error = Error::new(Kind::Usage, "usage").with("text", text);
                // The remaining parts are tips, the usage, and a pointer to `--help`, which is dropped.
                let hints = parts.filter(|part| !part.starts_with("For more information"));
                let hints = hints.map(|hint| Message::text(hint.strip_prefix("tip: ").unwrap_or(hint)));
                Self::Failed(hints.fold(error, Error::hint))
            }
        }
    }

    /// The error for a missing command or subcommand.
    pub fn missing(words: &[&str]) -> Self {
        Self::Failed(match words.first() {
            None => Error::new(Kind::Usage, "command-unnamed"),
            Some(word) => Error::new(Kind::Usage, "subcommand-missing").with("word", *word),
        })
    }
}

/// A text in the context of a clap error; empty if there is none.
fn info(error: &clap::Error, kind: ContextKind) -> &str {
    if let Some(ContextValue::String(text)) = error.get(kind) { text } else { "" }
}

/// Removes the invalid value from an error's text if it may be a secret, such as a token after `--rejected=`.
fn without_secret(text: &str, error: &clap::Error) -> String {
    let (argument, value) = (info(error, ContextKind::InvalidArg), info(error, ContextKind::InvalidValue));
    let secret =
        ["--header", "--param", "--query", "--rejected"].iter().any(|flag| argument.starts_with(flag));
    if secret { text.replacen(&format!(" '{value}'"), "", 1) } else { text.to_owned() }
}
