//! Characters that no text of a definition may contain: those that end a line, control a terminal, or hide
//! text. Texts go into headers, into files that other programs read, and onto the screen.

use std::borrow::Cow;

use toml::de::{DeTable, DeValue};

use super::RequestKind;
use crate::message::Message;
use crate::sanitize::{name_of, unsafe_character};

/// The texts in which line breaks are layout.
const MULTILINE: [&str; 2] = ["notes", "zh.notes"];
/// A recorded response, unchanged: it is parsed, and never shown.
const RAW: &str = "example.answer.body";

/// Returns whether line breaks are allowed at `place`: in texts for people, where they are layout, and in what a vendor
/// wants signed, which is only hashed.
fn is_multiline(place: &str) -> bool {
    let table = place.strip_suffix(".signature.text");
    let is_signed =
        |table| RequestKind::ENDPOINTS.iter().any(|(_, known, _)| *known == table) || table == "api";
    MULTILINE.contains(&place) || table.is_some_and(is_signed)
}

/// The first key or text in the `table` at `path` that has such a character: its offset in the file, in
/// bytes, and what is wrong with it.
pub fn fault(table: &DeTable, path: &str) -> Option<(usize, Message)> {
    table.iter().find_map(|(key, value)| {
        let name = key.get_ref();
        let place = if path.is_empty() { name.to_string() } else { format!("{path}.{name}") };
        match unsafe_character(name) {
            Some((_, letter)) => Some((
                key.span().start,
                Message::new("definition-key-unsafe").with("key", place).with("what", name_of(letter)),
            )),
            None => in_value(value.get_ref(), value.span().start, &place),
        }
    })
}

fn in_value(value: &DeValue, at: usize, place: &str) -> Option<(usize, Message)> {
    match value {
        DeValue::String(_) if place == RAW => None,
        DeValue::String(text) => {
            let text = match place {
                place if is_multiline(place) => text.replace("\r\n", "\n").replace('\n', " ").into(),
                _ => Cow::Borrowed(text.as_ref()),
            };
            unsafe_character(&text).map(|(_, letter)| {
                let why = Message::new("definition-text-unsafe").with("place", place);
                (at, why.with("what", name_of(letter)))
            })
        }
        DeValue::Table(table) => fault(table, place),
        DeValue::Array(items) => {
            items.iter().find_map(|item| in_value(item.get_ref(), item.span().start, place))
        }
        DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::builtin::DEFINITIONS;
    use super::*;
    use crate::toml_file;

    fn fault_of(text: &str) -> Option<(usize, Message)> {
        fault(&toml_file::table("p.toml", text).unwrap(), "")
    }

    #[test]
    fn no_built_in_definition_holds_any() {
        for definition in DEFINITIONS {
            assert_eq!(fault_of(definition.text()), None, "{}", definition.name);
        }
    }

    #[test]
    fn every_text_and_key_is_looked_at() {
        for (text, expected) in [
            ("title = \"a\\nb\"", "title contains a line break"),
            ("a.b = [{ c = [\"x\", \"\\u001b\"] }]", "a.b.c contains the control character U+001B"),
            ("[a.\"x\\r\"]\n", "the key `a.x\\r` contains a carriage return"),
            ("notes = \"a\\nb\\tc\"", "notes contains a tab"),
            ("notes = \"a\\rb\"", "notes contains a carriage return"),
            ("api.signature.text = \"a\\tb\"", "api.signature.text contains a tab"),
            ("hints.\"signature.text\" = \"a\\nb\"", "hints.signature.text contains a line break"),
            ("vars.x.notes = \"a\\nb\"", "vars.x.notes contains a line break"),
            ("[[example]]\nanswer.headers.x = \"a\\nb\"", "example.answer.headers.x contains a line break"),
        ] {
            assert_eq!(fault_of(text).map(|(_, why)| why.english()).as_deref(), Some(expected), "{text}");
        }
        let signed = "[client-credentials]\nsignature.text = \"a\\nb\"";
        for text in
            [signed, "notes = \"\"\"\r\na\r\nb\n\"\"\"", "[[example]]\nanswer.body = \"a\\r\\n\\u0000\""]
        {
            assert_eq!(fault_of(text), None, "{text}");
        }
        assert_eq!(fault_of("a = 1\nb = \"\\n\"").map(|(at, _)| at), Some(10));
    }
}
