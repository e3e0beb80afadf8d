//! The questions of `gettoken setup`. All of them are on stderr.

use crate::error::Result;
use crate::message::{Message, Value};
use crate::report;
use crate::secret::Secret;
use crate::terminal;

/// Shows a line.
pub fn tell(message: impl Into<Message>) {
    report::line(&format!("{}\n", text(message)));
}

/// Shows a question's text, or a part of a line.
pub fn text(message: impl Into<Message>) -> String {
    message.into().in_language(report::language())
}

/// A question and its `hint`, before the answer.
fn asked(question: &Message, hint: Option<Message>) -> String {
    let hint = hint.map(text).unwrap_or_default();
    text(Message::new("setup-question").with("question", question).with("hint", Value::Lines(hint)))
}

/// Asks for a text. Enter alone takes `default`; without one, the question is asked again unless it `may_be_empty`.
pub fn value(question: &Message, default: Option<&str>, may_be_empty: bool) -> Result<String> {
    let hint = match default.filter(|default| !default.is_empty()) {
        Some(default) => Some(Message::new("setup-default").with("default", default)),
        None if may_be_empty => Some("setup-optional".into()),
        None => None,
    };
    let question = asked(question, hint);
    loop {
        let typed = terminal::ask(&question)?;
        let value = trimmed(&typed);
        if value.is_empty() {
            if let Some(default) = default {
                return Ok(default.to_owned());
            }
            if may_be_empty {
                return Ok(String::new());
            }
            tell("setup-needed");
            continue;
        }
        return Ok(value.to_owned());
    }
}

/// Asks for a secret without showing it. Enter alone returns `None`, unless `hint` is only that it is hidden.
pub fn secret(question: &Message, hint: &'static str) -> Result<Option<Secret>> {
    let is_needed = hint == "setup-hidden";
    let question = asked(question, Some(hint.into()));
    loop {
        let typed = terminal::ask_secret(&question)?;
        let secret = trimmed(typed.expose());
        match secret.is_empty() {
            true if is_needed => tell("setup-needed"),
            true => return Ok(None),
            false => return Ok(Some(Secret::new(secret))),
        }
    }
}

/// Asks for one of `options`, by number or by its first column. Enter alone takes the one at `default`. A wrong answer is not
/// repeated: it may be a secret that was typed too early.
pub fn choice(question: &Message, options: &[String], default: Option<usize>) -> Result<usize> {
    tell(question);
    for (at, option) in options.iter().enumerate() {
        report::line(&format!("  {}) {option}\n", at + 1));
    }
    loop {
        let default = default.map(|default| (default + 1).to_string());
        let answer = value(&Message::new("setup-number"), default.as_deref(), false)?;
        let number = answer.parse::<usize>().ok().filter(|number| (1..=options.len()).contains(number));
        let named = || options.iter().position(|option| option.split("  ").next() == Some(&*answer));
        match number.map(|number| number - 1).or_else(named) {
            Some(chosen) => return Ok(chosen),
            None => tell(Message::new("setup-number-wrong").with("most", options.len())),
        }
    }
}

/// Asks a question that is answered with yes or no.
pub fn confirm(question: &Message, default: bool) -> Result<bool> {
    let hint = Message::new(if default { "setup-yes-default" } else { "setup-no-default" });
    let question = text(Message::new("setup-confirm").with("question", question).with("hint", hint));
    loop {
        let answer = terminal::ask(&question)?;
        match answer.trim().to_lowercase().as_str() {
            "" => return Ok(default),
            "y" | "yes" | "是" => return Ok(true),
            "n" | "no" | "否" => return Ok(false),
            _ => tell("setup-yes-or-no"),
        }
    }
}

/// Removes blanks around a pasted value, and says so.
fn trimmed(typed: &str) -> &str {
    let is_blank = |c: char| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}');
    let value = typed.trim_matches(is_blank);
    if value.len() < typed.len() && !value.is_empty() {
        tell("setup-trimmed");
    }
    value
}
