//! What clap says, in the user's language: its errors as messages, and its own words in help.

use std::error::Error as _;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::error::info;
use crate::message::{self, ENGLISH, Message, Value};
use crate::report;
use crate::sanitize::short_word;

/// clap's words in help that no setting of clap changes, and the codes of what replaces them.
const HELP: [(&str, &str); 9] = [
    ("Usage:", "clap-usage"),
    ("Options:", "clap-options"),
    ("Arguments:", "clap-arguments"),
    ("Commands:", "clap-commands"),
    ("Print this message or the help of the given subcommand(s)", "clap-help-command"),
    ("[possible values: ", "clap-values"),
    ("[aliases: ", "clap-aliases"),
    ("[alias: ", "clap-aliases"),
    ("[default: ", "clap-default"),
];

/// Translates clap's words in the text of help.
pub fn of_help(text: String) -> String {
    if report::language() == ENGLISH {
        return text;
    }
    let text = HELP.iter().fold(text, |text, (word, code)| text.replace(word, message::help(code)));
    // clap puts a colon after every heading, and a space before each remark.
    let mut shown = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let before = shown.chars().next_back().unwrap_or(' ');
        let is_end = letters.peek().is_none_or(|next| ['\n', '\u{1b}'].contains(next));
        match letter {
            ':' if is_end && !before.is_ascii() => shown.push('：'),
            // The colon is wide already. Its color may end after it.
            ' ' if before == '：' || shown.ends_with("：\u{1b}[0m") => {}
            ' ' if before == '）' && letters.peek() == Some(&'[') => {}
            letter => shown.push(letter),
        }
    }
    shown
}

/// The message for clap's `error`. If `is_secret`, it does not contain the invalid value.
pub fn of_error(error: &clap::Error, is_secret: bool) -> Message {
    let argument = info(error, ContextKind::InvalidArg);
    let of = |code: &'static str| Message::new(code).with("argument", lines(argument));
    let value = info(error, ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::ArgumentConflict => match error.get(ContextKind::PriorArg) {
            Some(ContextValue::String(prior)) if prior == argument => of("usage-repeated"),
            Some(ContextValue::String(prior)) => of("usage-conflict").with("other", lines(prior)),
            Some(ContextValue::Strings(prior)) => {
                of("usage-conflicts").with("others", listed(prior, "list-rows"))
            }
            _ => of("usage-conflict-other"),
        },
        ErrorKind::NoEquals => of("usage-equals-missing"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation if !argument.is_empty() => {
            let quoted = Message::new("usage-quoted").with("value", lines(value));
            let quoted = if is_secret { Value::from("") } else { quoted.into() };
            let invalid = if value.is_empty() && error.kind() == ErrorKind::InvalidValue {
                of("usage-value-missing")
            } else {
                of("usage-value-invalid").with("value", quoted)
            };
            match (cause(error), error.get(ContextKind::ValidValue)) {
                (Some(cause), _) => Message::new("caused").with("message", invalid).with("cause", cause),
                (None, Some(ContextValue::Strings(values))) if !values.is_empty() => {
                    Message::new("usage-values")
                        .with("message", invalid)
                        .with("values", listed(values, "list-comma"))
                }
                _ => invalid,
            }
        }
        ErrorKind::InvalidSubcommand => Message::new("usage-command-unknown")
            .with("word", lines(&short_word(info(error, ContextKind::InvalidSubcommand)))),
        ErrorKind::MissingRequiredArgument => match error.get(ContextKind::InvalidArg) {
            Some(ContextValue::Strings(missing)) => {
                let code = if missing.len() > 1 { "usage-missing-several" } else { "usage-missing" };
                let names = missing.iter().map(|name| lines(argument_name(name)));
                Message::new(code).with("arguments", Value::list(names, "list-comma"))
            }
            _ => as_rendered(error),
        },
        ErrorKind::TooManyValues => of("usage-value-unexpected").with("value", lines(value)),
        ErrorKind::UnknownArgument => of("usage-unexpected"),
        _ => as_rendered(error),
    }
}

/// The name in clap's form of an argument, such as `<FILE>...`. The last word of `METHOD PATH` is the one that is
/// needed.
fn argument_name(form: &str) -> &str {
    let name = form.trim_end_matches('.').trim_start_matches('<').trim_end_matches('>');
    if name.contains(" or ") { name } else { name.rsplit(' ').next().unwrap_or(name) }
}

/// The hints for `error`: similar words, and the usage.
pub fn tips(error: &clap::Error) -> Vec<Message> {
    let mut tips = Vec::new();
    let similar = [
        (ContextKind::SuggestedSubcommand, "usage-similar-command"),
        (ContextKind::SuggestedArg, "usage-similar-argument"),
        (ContextKind::SuggestedValue, "usage-similar-value"),
    ];
    for (kind, code) in similar {
        match error.get(kind) {
            Some(ContextValue::String(word)) => tips.push(Message::new(code).with("word", lines(word))),
            Some(ContextValue::Strings(words)) => {
                tips.extend(words.iter().map(|word| Message::new(code).with("word", lines(word))));
            }
            _ => {}
        }
    }
    if let Some(ContextValue::StyledStrs(others)) = error.get(ContextKind::Suggested) {
        tips.extend(others.iter().filter_map(|tip| tip_of(&tip.to_string())));
    }
    if let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) {
        let usage = usage.to_string();
        let usage = usage.trim().strip_prefix("Usage: ").unwrap_or_else(|| usage.trim());
        tips.push(Message::new("usage-usage").with("usage", lines(usage)));
    }
    tips
}

/// A tip that clap gives only as text. How to pass an unknown option as a value is rarely what the user wants.
fn tip_of(text: &str) -> Option<Message> {
    let exists = text.strip_suffix("' exists").and_then(|rest| rest.strip_prefix('\''));
    match exists {
        Some(call) => Some(Message::new("usage-exists").with("call", lines(call))),
        None => (!text.starts_with("to pass '")).then(|| Message::text(text)),
    }
}

/// Why a value is invalid. Our own parsers return a message, those of a library a text in English.
fn cause(error: &clap::Error) -> Option<Message> {
    let cause = error.source()?;
    Some(cause.downcast_ref::<Message>().cloned().unwrap_or_else(|| Message::text(cause.to_string())))
}

/// The first part of the text that clap makes of `error`, for errors that this program cannot cause.
fn as_rendered(error: &clap::Error) -> Message {
    let text = error.render().to_string();
    let text = text.strip_prefix("error: ").unwrap_or(&text);
    Message::text(text.split("\n\n").next().unwrap_or_default().trim())
}

fn listed(words: &[String], between: &'static str) -> Value {
    Value::list(words.iter().map(|word| lines(word)), between)
}

fn lines(text: &str) -> Value {
    Value::Lines(text.to_owned())
}
