//! One thing that was looked at: its name, what was found, and what to do about it.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::error::{Error, Kind};
use crate::escape::visible;

/// How it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    Ok,
    /// It works, and somebody should look at it.
    Warning,
    Fault,
    /// It was not looked at, because something else that it needs is missing.
    Skipped,
}

impl State {
    /// The word for people, the same as in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Warning => "warning",
            Self::Fault => "fault",
            Self::Skipped => "skipped",
        }
    }
}

/// One line of the report.
#[derive(Debug, Serialize)]
pub struct Check {
    /// Lower-case words joined by `-`; programs may rely on it.
    pub name: String,
    pub state: State,
    pub text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub advice: Option<String>,
    #[serde(flatten)]
    facts: Map<String, Value>,
    /// Which exit code a fault leads to.
    #[serde(skip)]
    pub kind: Kind,
}

impl Check {
    /// Nothing is wrong.
    pub fn ok(name: &str, text: impl AsRef<str>) -> Self {
        Self::new(name, State::Ok, text.as_ref())
    }

    /// It works, but may not be what the user wants.
    pub fn warning(name: &str, text: impl AsRef<str>) -> Self {
        Self::new(name, State::Warning, text.as_ref())
    }

    /// It does not work, or it gives a secret away.
    pub fn fault(name: &str, kind: Kind, text: impl AsRef<str>) -> Self {
        Self { kind, ..Self::new(name, State::Fault, text.as_ref()) }
    }

    /// It could not be looked at.
    pub fn skipped(name: &str, why: impl AsRef<str>) -> Self {
        Self::new(name, State::Skipped, why.as_ref())
    }

    /// A fault in the words of an error, and its hints.
    pub fn failed(name: &str, error: &Error) -> Self {
        let check = Self::fault(name, error.kind(), error.to_string());
        match error.advice() {
            Some(advice) => check.advice(advice),
            None => check,
        }
    }

    /// The same, where what is wrong keeps nobody from a token.
    #[must_use]
    pub fn softened(self) -> Self {
        let state = if self.state == State::Fault { State::Warning } else { self.state };
        Self { state, ..self }
    }

    fn new(name: &str, state: State, text: &str) -> Self {
        let text = visible(text);
        Self { name: name.to_owned(), state, text, advice: None, facts: Map::new(), kind: Kind::Internal }
    }

    /// What to do.
    #[must_use]
    pub fn advice(mut self, advice: impl AsRef<str>) -> Self {
        self.advice = Some(visible(advice.as_ref()));
        self
    }

    /// Something for programs; text is made safe to show.
    #[must_use]
    pub fn fact(mut self, name: &str, value: impl Into<Value>) -> Self {
        let value = match value.into() {
            Value::String(text) => Value::String(visible(&text)),
            value => value,
        };
        self.facts.insert(name.to_owned(), value);
        self
    }
}
