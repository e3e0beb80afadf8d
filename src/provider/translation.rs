//! The texts of a definition in Chinese: its table `[zh]`. They are for people, so a built-in definition's are read
//! only when one of them is shown.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;

use super::Provider;
use super::builtin::Builtin;
use crate::message::{Message, Value};

/// The language of the table.
pub const LANGUAGE: &str = "zh";

/// The table `[zh]`.
#[derive(Clone, Deserialize)]
#[serde(from = "Texts")]
pub struct Translation(Source);

#[derive(Clone)]
enum Source {
    Table(Box<Texts>),
    /// A built-in definition's table, which has not been read yet.
    Builtin(&'static Builtin),
}

/// What the table contains. A text that is missing is shown in English.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Texts {
    pub title: String,
    pub notes: String,
    pub choose: String,
    /// The way to the credentials; see [`Console::steps`](super::Console::steps).
    pub steps: String,
    /// The vendor's names for the credentials.
    pub credentials: BTreeMap<String, String>,
    /// The help of variables.
    pub vars: BTreeMap<String, String>,
    /// By the keys of [`Provider::hints`].
    pub hints: BTreeMap<String, String>,
}

impl Translation {
    /// The table of a built-in definition.
    pub fn unread(definition: &'static Builtin) -> Self {
        Self(Source::Builtin(definition))
    }

    /// The texts.
    pub fn texts(&self) -> Cow<'_, Texts> {
        match &self.0 {
            Source::Table(texts) => Cow::Borrowed(&**texts),
            Source::Builtin(definition) => {
                Cow::Owned(serde_json::from_str(definition.chinese()).expect("a test reads every one"))
            }
        }
    }
}

impl Default for Translation {
    fn default() -> Self {
        Texts::default().into()
    }
}

impl From<Texts> for Translation {
    fn from(texts: Texts) -> Self {
        Self(Source::Table(Box::new(texts)))
    }
}

/// Both forms look the same.
impl fmt::Debug for Translation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.texts().fmt(f)
    }
}

impl Provider {
    /// The texts in `language`, for texts that are shown at once.
    pub fn texts(&self, language: &str) -> Texts {
        let mut texts = if language == LANGUAGE { self.zh.texts().into_owned() } else { Texts::default() };
        let or = |text: &mut String, english: &str| {
            if text.is_empty() {
                english.clone_into(text);
            }
        };
        or(&mut texts.title, &self.title);
        or(&mut texts.notes, &self.notes);
        if let Some(console) = &self.console {
            or(&mut texts.steps, &console.steps);
        }
        for (name, variable) in &self.vars {
            or(texts.vars.entry(name.clone()).or_default(), &variable.help);
        }
        for (name, credential) in self.credentials.named() {
            if let Some(title) = &credential.title {
                or(texts.credentials.entry(name.to_owned()).or_default(), title);
            }
        }
        texts
    }

    /// Adds the title as the parameter `title` of `message`.
    pub fn with_title(&self, message: Message) -> Message {
        let texts = self.zh.texts();
        translated(message, "title", &self.title, Some(&texts.title).filter(|title| !title.is_empty()))
    }

    /// Adds the name of the vendor as the parameter `vendor` of `message`: the title without what distinguishes the
    /// definition from others.
    pub fn with_vendor(&self, message: Message) -> Message {
        // A definition for every server says nothing about this one.
        let is_any =
            self.client_credentials.as_ref().is_some_and(|call| call.url.to_string().starts_with('{'));
        if is_any || self.title.is_empty() {
            return message.with("vendor", Message::new("vendor-server"));
        }
        let name = |title: &str| {
            let end = title.find([',', '，', '(', '（']).unwrap_or(title.len());
            let name = title[..end].split(" and ").next().unwrap_or_default().trim();
            if name.is_empty() { title.to_owned() } else { name.to_owned() }
        };
        let texts = self.zh.texts();
        let chinese = (!texts.title.is_empty()).then(|| name(&texts.title));
        translated(message, "vendor", &name(&self.title), chinese.as_ref())
    }

    /// What to call a credential: `ours` with the vendor's name, `title`, or that alone if it is enough.
    pub fn credential_name(&self, ours: Message, name: &str, title: &str) -> Message {
        let english = if names_credential(title, &ours.english()) {
            Value::Lines(title.to_owned())
        } else {
            Message::new("missing-titled")
                .with("what", ours)
                .with("title", Value::Lines(title.to_owned()))
                .into()
        };
        let chinese = self.zh.texts().credentials.get(name).map_or(title, String::as_str).to_owned();
        Message::new("text").with("text", english).with(format!("text-{LANGUAGE}"), Value::Lines(chinese))
    }

    /// The hint for a vendor's `code`, whose key is `key`.
    pub fn hint_message(&self, key: &str, hint: &str) -> Message {
        translated(Message::new("text"), "text", hint, self.zh.texts().hints.get(key))
    }
}

/// Whether the vendor's name for a credential needs no other name beside it: it contains ours, or would make brackets
/// in brackets.
pub fn names_credential(title: &str, ours: &str) -> bool {
    title.contains(['(', '（']) || title.to_lowercase().contains(&ours.to_lowercase())
}

/// Adds the parameter `name`, in English and in Chinese if there is one.
fn translated(message: Message, name: &'static str, english: &str, chinese: Option<&String>) -> Message {
    let lines = |text: &str| Value::Lines(text.to_owned());
    let message = message.with(name, lines(english));
    match chinese {
        Some(text) => message.with(format!("{name}-{LANGUAGE}"), lines(text)),
        None => message,
    }
}
