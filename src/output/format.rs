//! An output format: one of the table, or a template from the user.

use std::str::FromStr;

use super::{Answer, FORMATS, template};
use crate::error::Result;
use crate::message::{Message, Value};
use crate::secret::Secret;
use crate::template::Template;

/// A format of `-o`.
#[derive(Clone, Debug)]
pub enum Format {
    /// One of [`FORMATS`].
    Known(&'static Known),
    /// Text from the user, with names to be filled in.
    Template(Template),
}

/// The word of a format, and the function that renders an answer or says why it cannot.
pub type Known = (&'static str, fn(&Answer) -> Result<Secret>);

/// The prefix of a template on the command line.
pub const TEMPLATE: &str = "template=";

impl Format {
    /// All formats that are one word, in the order of the help.
    pub fn all() -> impl Iterator<Item = Self> {
        FORMATS.iter().map(Self::Known)
    }

    /// The words of those formats.
    pub fn words() -> impl Iterator<Item = &'static str> {
        FORMATS.iter().map(|(word, _)| *word)
    }

    /// The word on the command line.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Known((word, _)) => word,
            Self::Template(_) => TEMPLATE,
        }
    }

    pub(super) fn render(&self, answer: &Answer) -> Result<Secret> {
        match self {
            Self::Known((_, render)) => render(answer),
            Self::Template(text) => Ok(template::line(text, answer)),
        }
    }
}

impl Default for Format {
    fn default() -> Self {
        Self::Known(&FORMATS[0])
    }
}

impl FromStr for Format {
    type Err = Message;

    fn from_str(word: &str) -> Result<Self, Message> {
        if let Some(text) = word.strip_prefix(TEMPLATE) {
            return template::parse(text).map(Self::Template);
        }
        Self::all().find(|format| format.word() == word).ok_or_else(|| {
            let words: Vec<_> = Self::words().map(|word| format!("`{word}`")).collect();
            Message::new("format-unknown").with("formats", Value::list(words, "list-comma"))
        })
    }
}
