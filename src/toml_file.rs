//! Reads a TOML file into a type. Errors have the file, the line and the most similar known key.

mod json;

use std::fmt;

use serde::de::{self, DeserializeOwned};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::error::{Error, Kind};
use crate::message::{Message, Value, languages};
use crate::suggest::nearest;

/// Parses `text`; `name` is the file's name in messages.
pub fn parse<T: DeserializeOwned>(name: &str, text: &str) -> Result<T, Error> {
    from_table(name, text, &table(name, text)?)
}

/// Parses `text` into an untyped table; `name` is the file's name in messages.
pub fn table<'a>(name: &str, text: &'a str) -> Result<DeTable<'a>, Error> {
    let explained = |error: toml::de::Error| {
        let offset = error.span().map_or(0, |span| span.start);
        explain(name, text, offset, error.message())
    };
    DeTable::parse(text).map(Spanned::into_inner).map_err(explained)
}

/// Converts `table`, parsed from `text`, into a type; `name` is the file's name in messages.
pub fn from_table<T: DeserializeOwned>(name: &str, text: &str, table: &DeTable) -> Result<T, Error> {
    let json = json::write(table);
    serde_json::from_str(&json.text).map_err(|error| {
        let message = error.to_string();
        let (message, _) = message.rsplit_once(" at line ").unwrap_or((&message, ""));
        // A value that its own type refuses is reported where serde_json stopped, which may be at the end of its table.
        let ends_table = json.line(error.line()).starts_with('}') && !message.starts_with("missing field");
        explain(name, text, json.offset(error.line() - usize::from(ends_table)), message)
    })
}

/// Converts `table` into a JSON value.
pub fn to_json(table: &DeTable) -> serde_json::Value {
    serde_json::from_str(&json::write(table).text).unwrap_or_default()
}

/// Deserializes a string or an array of strings; `expected` describes them in errors.
pub fn strings<'de, D: de::Deserializer<'de>>(
    from: D,
    expected: &'static str,
) -> Result<Vec<String>, D::Error> {
    struct Visitor(&'static str);
    impl<'de> de::Visitor<'de> for Visitor {
        type Value = Vec<String>;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(self.0)
        }
        fn visit_str<E: de::Error>(self, text: &str) -> Result<Vec<String>, E> {
            Ok(vec![text.to_owned()])
        }
        fn visit_seq<A: de::SeqAccess<'de>>(self, mut items: A) -> Result<Vec<String>, A::Error> {
            std::iter::from_fn(|| items.next_element().transpose()).collect()
        }
    }
    from.deserialize_any(Visitor(expected))
}

/// The error for a fault `why` in the file `name`, at a line.
pub fn wrong_in(name: &str, line: usize, why: impl Into<Message>) -> Error {
    Error::new(Kind::Config, "file-line-fault").with("file", name).with("line", line).with("why", why.into())
}

/// The error for a fault `why` in the file `name`.
pub fn wrong(name: &str, why: impl Into<Message>) -> Error {
    Error::new(Kind::Config, "file-fault").with("file", name).with("why", why.into())
}

/// The 1-based line of `key` in `table` (a dotted path, empty for the root), in any TOML syntax; if missing,
/// that of the nearest parent table. For errors found after parsing.
pub fn line_of(text: &str, table: &str, key: &str) -> usize {
    let Ok(document) = DeTable::parse(text) else {
        return 1;
    };
    let (mut current, mut at) = (document.get_ref(), 0);
    for name in table.split('.').filter(|name| !name.is_empty()).chain([key]) {
        let Some((found, value)) = current.get_key_value(name) else { break };
        at = found.span().start;
        let DeValue::Table(inner) = value.get_ref() else { break };
        current = inner;
    }
    line(text, at)
}

/// The 1-based line of the byte offset `at` in `text`.
pub fn line(text: &str, at: usize) -> usize {
    text[..at.min(text.len())].matches('\n').count() + 1
}

/// The error for what a parser says about the place at `offset`, in bytes.
fn explain(name: &str, text: &str, offset: usize, reason: &str) -> Error {
    let line = line(text, offset);
    // A message may quote a value, which may be a secret: keep only the description of the fault.
    let message = in_words_of_toml(&without_values(reason));
    let fault = Message::new("toml-fault");
    let others = languages().skip(1).map(|language| (format!("message-{language}"), in_catalog(&message)));
    let fault = others.fold(fault, |fault, (name, message)| fault.with(name, message));
    let fault = wrong_in(name, line, fault.with("message", message));
    if let Some(hint) = similar_key(reason) {
        return fault.hint(hint);
    }
    let written = text.lines().nth(line - 1).unwrap_or_default();
    let is_syntax = reason != "duplicate key" && DeTable::parse(text).is_err();
    syntax_hint(written).filter(|_| is_syntax).into_iter().fold(fault, Error::hint)
}

/// What serde and the TOML parser say in English, as a message for other languages.
fn in_catalog(message: &str) -> Message {
    let word = |prefix: &str| message.strip_prefix(prefix)?.split('`').next();
    let with = |code: &'static str, word: &str| Message::new(code).with("word", word);
    if let Some(key) = word("unknown field `") {
        return with_known(with("toml-key-unknown", key), message);
    }
    if let Some(value) = word("unknown variant `") {
        return with_known(with("toml-value-unknown", value), message);
    }
    if let Some(key) = word("missing field `") {
        return with("toml-key-missing", key);
    }
    if message.starts_with("duplicate key") {
        return Message::new("toml-key-duplicate");
    }
    if let Some(own) = OWN.into_iter().find_map(|code| Message::recognize(code, message)) {
        return own;
    }
    let types = message.strip_prefix("invalid type: ").and_then(|types| types.split_once(", expected "));
    match types.map(|(found, expected)| (type_name(found), type_name(expected))) {
        Some((Some(found), Some(expected))) => {
            let wrong = Message::new("toml-type-other").with("found", Message::new(found));
            wrong.with("expected", Message::new(expected))
        }
        Some((Some(found), None)) => Message::new("toml-type").with("found", Message::new(found)),
        _ => {
            let known = SYNTAX.into_iter().find(|(start, _)| message.starts_with(start));
            let fault = known.map_or_else(|| message.into(), |(_, code)| Value::from(Message::new(code)));
            Message::new("toml-syntax").with("message", fault)
        }
    }
}

/// Adds to `fault` the keys or values that are allowed there, from serde's "…, expected one of `a`, `b`", if there are any.
fn with_known(fault: Message, message: &str) -> Message {
    let known = message.split_once("`, expected ").map_or("", |(_, known)| known);
    let known: Vec<String> = known.split('`').skip(1).step_by(2).map(|word| format!("`{word}`")).collect();
    if known.is_empty() {
        return fault;
    }
    Message::new("toml-expected").with("fault", fault).with("known", Value::list(known, "list-comma"))
}

/// The messages of this program's own types.
const OWN: [&str; 8] = [
    "claim-form-unknown",
    "duration-invalid",
    "duration-negative",
    "pointer-invalid",
    "pointer-member-missing",
    "secret-form-unknown",
    "template-name-invalid",
    "template-unclosed",
];

/// What the parser says about the syntax, and the message codes for it.
const SYNTAX: [(&str, &str); 12] = [
    ("extra `,`", "toml-syntax-comma"),
    ("invalid basic string", "toml-syntax-string"),
    ("invalid boolean", "toml-syntax-value"),
    ("invalid literal string", "toml-syntax-string"),
    ("key with no value", "toml-syntax-key"),
    ("missing escaped value", "toml-syntax-escape"),
    ("missing value", "toml-syntax-value"),
    ("string values must be quoted", "toml-syntax-value"),
    ("unclosed", "toml-syntax-unclosed"),
    ("unexpected key or value", "toml-syntax-rest"),
    ("unquoted keys cannot be empty", "toml-syntax-name"),
    ("invalid unquoted key", "toml-syntax-name"),
];

/// The message code for a type that an error names.
fn type_name(words: &str) -> Option<&'static str> {
    Some(match words {
        "a boolean" | "boolean" => "toml-boolean",
        "a table" | "table" => "toml-table",
        "a number" | "integer" => "toml-integer",
        "an array" | "array" => "toml-array",
        "a string" | "string" => "toml-string",
        "floating point" => "toml-float",
        _ if words.starts_with("boolean") => "toml-boolean",
        _ => return None,
    })
}

/// The hint for syntax that is common in other config formats.
fn syntax_hint(line: &str) -> Option<&'static str> {
    if line.contains(['“', '”', '„', '‘', '’', '「', '」', '＂']) {
        return Some("toml-straight-quotes");
    }
    if line.contains(":\\") {
        return Some("toml-path-quotes");
    }
    let value = match (line.split_once('='), line.contains(':')) {
        (Some((_, value)), _) => value.trim_start(),
        (None, true) => return Some("toml-assignment"),
        (None, false) => return None,
    };
    let text = value.starts_with(|first: char| !first.is_ascii_digit() && !"\"'[{+-".contains(first));
    text.then_some("toml-text-quotes")
}

/// Replaces serde's names of types.
fn in_words_of_toml(message: &str) -> String {
    const WORDS: [(&str, &str); 6] = [
        ("expected u8", "expected a number"),
        ("expected path string", "expected a string"),
        ("expected a sequence", "expected an array"),
        ("expected a map", "expected a table"),
        ("invalid type: sequence", "invalid type: array"),
        ("invalid type: map", "invalid type: table"),
    ];
    let message = WORDS.iter().fold(message.to_owned(), |text, (serde, toml)| text.replace(serde, toml));
    // The name of a struct is ours alone.
    message
        .split_once("expected struct ")
        .map(|(before, _)| format!("{before}expected a table"))
        .unwrap_or(message)
}

/// Removes the value that serde quotes, as `string "…"` or a number in backquotes; the type is enough to find
/// it. A number that is only out of range is kept: no setting that takes a number is a secret.
fn without_values(message: &str) -> String {
    if let Some((before, after)) = message.split_once("string \"") {
        let rest = after.rfind('"').map_or("", |end| &after[end + 1..]);
        return format!("{before}string{rest}");
    }
    for kind in ["invalid type: integer", "invalid type: floating point"] {
        if let Some((before, after)) = message.split_once(&format!("{kind} `")) {
            let rest = after.split_once('`').map_or("", |(_, rest)| rest);
            return format!("{before}{kind}{rest}");
        }
    }
    message.to_owned()
}

/// A hint at the most similar key, from serde's "unknown field `x`, expected one of `a`, `b`".
fn similar_key(message: &str) -> Option<Message> {
    let (_, rest) =
        message.split_once("unknown field `").or_else(|| message.split_once("unknown variant `"))?;
    let mut words = rest.split('`');
    let word = words.next()?;
    let known: Vec<&str> = words.skip(1).step_by(2).collect();
    if let Some(near) = nearest(word, known.iter().copied()).first() {
        return Some(Message::new("key-similar").with("near", *near).with("word", word));
    }
    // A definition has `vars` too, but declares variables there.
    let is_profile = known.contains(&"vars") && !known.contains(&"extends");
    is_profile.then(|| Message::new("key-of-variables").with("word", word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields, rename_all = "kebab-case")]
    #[expect(dead_code, reason = "only its shape is tested")]
    struct Sample {
        client_id: Option<String>,
        client_secret: Option<String>,
        number: Option<u8>,
        kind: Option<Kind>,
        nothing: Option<Nothing>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    enum Kind {
        A,
        B,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Nothing {}

    fn error(text: &str) -> String {
        parse::<Sample>("c.toml", text).unwrap_err().for_people()
    }

    #[test]
    fn variables_are_suggested_in_a_profile_only() {
        let code = |known: &str| {
            let hint = similar_key(&format!("unknown field `response`, expected one of {known}"));
            hint.map(|hint| hint.code().to_owned())
        };
        assert_eq!(code("`provider`, `vars`").as_deref(), Some("key-of-variables"));
        assert_eq!(code("`title`, `extends`, `vars`"), None);
        assert_eq!(code("`reponse`, `vars`").as_deref(), Some("key-similar"));
    }

    #[test]
    fn an_unknown_key_names_file_line_and_the_nearest() {
        let message = error("client-id = \"a\"\nclient-secrt = \"b\"\n");
        assert!(message.contains("c.toml:2: unknown field `client-secrt`"), "{message}");
        assert!(message.contains("hint: did you mean `client-secret`"), "{message}");
        let chinese = |text: &str| parse::<Sample>("c.toml", text).unwrap_err().message().in_language("zh");
        assert_eq!(
            chinese("\nclient-secrt = \"b\"\n"),
            "c.toml:2：未知的键 `client-secrt`，可选值为 `client-id`、`client-secret`、`number`、`kind`、`nothing`"
        );
        assert_eq!(chinese("kind = \"c\""), "c.toml:1：未知的值 `c`，可选值为 `a`、`b`");
        assert_eq!(chinese("nothing = { x = 1 }"), "c.toml:1：未知的键 `x`");
        assert_eq!(chinese("client-id = 1"), "c.toml:1：类型错误：应为字符串，而不是整数");
        assert_eq!(chinese("client-id = \"a\"\nclient-id = \"b\""), "c.toml:2：键重复");
    }

    #[test]
    fn habits_of_other_formats_are_reported() {
        assert!(error("client-id: \"a\"").contains("hint: this is TOML"));
        assert!(error("client-id = a").contains("hint: a string needs quotes"));
        assert!(error("client-id = “a”").contains("hint: use straight quotes"));
        assert!(!error("client-id = \"a").contains("hint: "));
        assert!(!error("client-id = \"a: b\"\nnumber = \"x\"").contains("hint: "));
    }

    #[test]
    fn a_value_is_never_quoted() {
        let message = error("number = \"hunter2\"");
        assert!(!message.contains("hunter2"), "{message}");
        assert!(message.contains("c.toml:1: invalid type: string"), "{message}");
        for number in ["1234567890123", "12345678.5"] {
            let message = error(&format!("client-secret = {number}"));
            assert!(!message.contains(number) && message.contains("c.toml:1: invalid type: "), "{message}");
        }
    }

    #[test]
    fn duplicates_and_invalid_syntax_are_reported() {
        assert!(error("client-id = \"a\"\nclient-id = \"b\"").contains("c.toml:2: duplicate key"));
        assert!(!error("number = 1\nclient-id = true\nclient-id = false").contains("hint: "));
        assert!(error("client-id = ").contains("c.toml:1"));
    }

    #[test]
    fn lines_are_found_after_parsing() {
        let text = "[a]\nx = 1\n\n[profiles.login]\nprovider = \"y\"\n";
        assert_eq!(line_of(text, "profiles", "login"), 4);
        assert_eq!(line_of(text, "profiles.login", "provider"), 5);
        assert_eq!(line_of(text, "a", "x"), 2);
        let text = "\n[ profiles . \"hr\" ]\nvars = { x = 1 }\n[profiles]\n";
        assert_eq!((line_of(text, "profiles", "hr"), line_of(text, "profiles.hr.vars", "x")), (2, 3));
        assert_eq!(line_of(text, "profiles.hr", "absent"), 2);
    }
}
