//! One thing that `gettoken doctor` looked at: its name, what was found, and what to do about it.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::error::{Error, Kind};
use crate::message::{self, Message};
use crate::sanitize::visible;

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Fine,
    /// It works, but may not be what the user wants.
    Warning,
    /// It does not work, or it gives a secret away; the kind fixes the exit code.
    Fault(Kind),
    /// It was not looked at, because something else that it needs is missing.
    Skipped,
}

/// One line of the report.
#[derive(Debug)]
pub struct Check {
    pub name: &'static str,
    pub state: State,
    pub message: Message,
    advice: Option<Message>,
    /// For programs; the message and the advice may name them too.
    facts: Map<String, Value>,
}

/// A check in words.
#[derive(Serialize)]
pub struct Line<'a> {
    /// Lower-case words joined by `-`; programs may rely on it.
    pub name: &'a str,
    pub state: &'a str,
    pub text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub advice: Option<String>,
    #[serde(flatten)]
    facts: &'a Map<String, Value>,
}

impl Check {
    /// A check of this `name`. If the message has a hint of its own, that is the advice.
    pub fn new(name: &'static str, state: State, message: impl Into<Message>) -> Self {
        Self { name, state, message: message.into(), advice: None, facts: Map::new() }
    }

    /// A fault in the words of an error, and its hints.
    pub fn failed(name: &'static str, error: &Error) -> Self {
        let hints = Some(error.hints()).filter(|hints| !hints.is_empty());
        let advice = hints.map(|hints| message::Value::list(hints, "list-semicolon"));
        let advice = advice.map(|advice| Message::new("text").with("text", advice));
        Self { advice, ..Self::new(name, State::Fault(error.kind()), error) }
    }

    /// Those of these `names`, which could not be looked at because `why`.
    pub fn skipped(names: &[&'static str], why: impl Into<Message>) -> Vec<Self> {
        let why = why.into();
        names.iter().map(|name| Self::new(name, State::Skipped, &why)).collect()
    }

    /// What to do.
    #[must_use]
    pub fn advice(self, advice: impl Into<Message>) -> Self {
        Self { advice: Some(advice.into()), ..self }
    }

    /// Something that the message or the advice names.
    #[must_use]
    pub fn with(self, name: &'static str, value: impl Into<message::Value>) -> Self {
        Self { message: self.message.with(name, value), ..self }
    }

    /// The members of an object, for programs; the message may name them too. Text is made safe to show.
    #[must_use]
    pub fn facts(mut self, facts: impl Serialize) -> Self {
        let Ok(Value::Object(facts)) = serde_json::to_value(facts) else { return self };
        for (name, value) in facts {
            let value = match value {
                Value::String(text) => Value::String(visible(&text)),
                value => value,
            };
            self.message = self.message.with(name.clone(), parameter(&value));
            self.facts.insert(name, value);
        }
        self
    }

    /// Whose it is, and who may read it: `{rights}` is `, mode 0700, yours`, or nothing.
    #[must_use]
    pub fn rights(self, rights: Option<Value>) -> Self {
        let Some(rights) = rights else { return self.with("rights", "") };
        let [owner, mode] = ["owner", "mode"].map(|name| rights[name].as_str().unwrap_or_default());
        let whose = Message::new(match owner {
            "you" => "doctor-owner-you",
            "root" => "doctor-owner-root",
            _ => "doctor-owner-other",
        });
        let words = Message::new(if mode.is_empty() { "doctor-rights-owner" } else { "doctor-rights" });
        let words = words.with("mode", mode).with("whose", whose.with("owner", owner));
        self.with("rights", words).facts(rights)
    }

    /// What is printed, in `language`.
    pub fn line(&self, language: &str) -> Line<'_> {
        let advice = self.advice.clone().map(|advice| advice.within(&self.message));
        let advice = advice.or_else(|| self.message.hint());
        let shown = |message: &Message| visible(&message.in_language(language));
        let state = match self.state {
            State::Fine => "ok",
            State::Warning => "warning",
            State::Fault(_) => "fault",
            State::Skipped => "skipped",
        };
        let (text, advice) = (shown(&self.message), advice.as_ref().map(shown));
        Line { name: self.name, state, text, advice, facts: &self.facts }
    }

    /// The exit code that a fault leads to.
    pub fn exit_code(&self) -> Option<u8> {
        if let State::Fault(kind) = self.state { Some(kind.exit_code()) } else { None }
    }
}

fn parameter(value: &Value) -> message::Value {
    match value {
        Value::String(text) => text.into(),
        Value::Array(values) => message::Value::list(values.iter().map(parameter), "list-comma"),
        other => other.to_string().into(),
    }
}
