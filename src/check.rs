//! One check of `gettoken doctor`: its name, its result, and advice.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::error::{Error, Kind};
use crate::message::{self, Message};
use crate::sanitize::{visible, visible_lines};

/// The result of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Fine,
    /// The subject works, but possibly not as the user intends.
    Warning,
    /// The subject does not work, or exposes a secret. The kind determines the exit code.
    Fault(Kind),
    /// The check did not run, because something that it depends on is missing.
    Skipped,
}

/// One line of the report.
#[derive(Debug)]
pub struct Check {
    pub name: &'static str,
    pub state: State,
    pub message: Message,
    advice: Option<Message>,
    /// What people see instead of the name.
    label: Option<Message>,
    /// Members of the JSON report, and parameters of the message and the advice.
    facts: Map<String, Value>,
}

/// A rendered check.
#[derive(Serialize)]
pub struct Line<'a> {
    /// Lower-case words joined by `-`. Names are stable, so that programs can rely on them.
    pub name: &'a str,
    pub state: &'a str,
    pub text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub advice: Option<String>,
    /// What people see instead of the name.
    #[serde(skip)]
    pub label: Option<String>,
    #[serde(flatten)]
    facts: &'a Map<String, Value>,
}

impl Check {
    /// Creates a check. If the message has a hint, that is the advice, unless [`Self::advice`] sets another.
    pub fn new(name: &'static str, state: State, message: impl Into<Message>) -> Self {
        Self { name, state, message: message.into(), advice: None, label: None, facts: Map::new() }
    }

    /// Creates a fault from an error, with the error's hints as the advice.
    pub fn failed(name: &'static str, error: &Error) -> Self {
        let hints = Some(error.hints()).filter(|hints| !hints.is_empty());
        let advice = hints.map(|hints| message::Value::list(hints, "list-semicolon"));
        let advice = advice.map(|advice| Message::new("text").with("text", advice));
        Self { advice, ..Self::new(name, State::Fault(error.kind()), error) }
    }

    /// Creates a skipped check for each of `names`, all with the reason `why`.
    pub fn skipped(names: &[&'static str], why: impl Into<Message>) -> Vec<Self> {
        let why = why.into();
        names.iter().map(|name| Self::new(name, State::Skipped, &why)).collect()
    }

    /// Sets the advice.
    #[must_use]
    pub fn advice(self, advice: impl Into<Message>) -> Self {
        Self { advice: Some(advice.into()), ..self }
    }

    /// Sets what people see instead of the name.
    #[must_use]
    pub fn labeled(self, label: Message) -> Self {
        Self { label: Some(label), ..self }
    }

    /// Adds a parameter of the message or the advice.
    #[must_use]
    pub fn with(self, name: &'static str, value: impl Into<message::Value>) -> Self {
        Self { message: self.message.with(name, value), ..self }
    }

    /// Adds the members of an object to the JSON report and to the message's parameters; text is sanitized.
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

    /// Adds a file's owner, and its mode bits or who has access, also as the parameter `{rights}`, such as `, mode 0700,
    /// owned by you`.
    #[must_use]
    pub fn rights(self, rights: Option<Value>) -> Self {
        let Some(rights) = rights else { return self.with("rights", "") };
        let [owner, mode, access] =
            ["owner", "mode", "access"].map(|name| rights[name].as_str().unwrap_or_default());
        let whose = Message::new(match owner {
            "you" => "doctor-owner-you",
            "root" => "doctor-owner-root",
            "administrators" => "doctor-owner-administrators",
            _ => "doctor-owner-other",
        });
        let words = match access {
            "" => Message::new("doctor-rights").with("mode", mode),
            "private" => Message::new("doctor-rights-private"),
            "readable" => Message::new("doctor-rights-readable"),
            "writable" => Message::new("doctor-rights-writable"),
            _ => Message::new("doctor-rights-unknown"),
        };
        let words = words.with("whose", whose.with("owner", owner));
        self.with("rights", words).facts(rights)
    }

    /// Changes the message, such as to add parameters.
    pub fn map_message(mut self, change: impl FnOnce(Message) -> Message) -> Self {
        self.message = change(std::mem::take(&mut self.message));
        self
    }

    /// Renders the check in `language`.
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
        // Advice can be a list, with a line for each item.
        let advice = advice.map(|advice| visible_lines(&advice.in_language(language)));
        let text = shown(&self.message);
        let label = self.label.as_ref().map(shown);
        Line { name: self.name, state, text, advice, label, facts: &self.facts }
    }

    /// The exit code of a fault; `None` for other results.
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
