//! The bytes of an answer as one JSON value, whichever form they came in.

use std::fmt;

use percent_encoding::percent_decode_str;
use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use crate::provider::Format;

/// Reads `body` as `format`; `None` when it is not that.
pub fn decode(format: Format, strip_prefix: &str, body: &str) -> Option<Value> {
    let body = body.trim_start_matches('\u{feff}').trim();
    let body = body.strip_prefix(strip_prefix).unwrap_or(body).trim_start();
    match format {
        Format::Json => json(body),
        Format::Jsonp => jsonp(body),
        Format::Form => form(body),
        Format::Auto if body.starts_with('{') => json(body),
        Format::Auto => jsonp(body).or_else(|| form(body)),
    }
}

fn json(body: &str) -> Option<Value> {
    serde_json::from_str::<Strict>(body).ok().map(|strict| strict.0).filter(Value::is_object)
}

/// `callback( {…} );`, as QQ's login answers.
fn jsonp(body: &str) -> Option<Value> {
    let (callback, rest) = body.split_once('(')?;
    let name = |c: char| c.is_ascii_alphanumeric() || "_.$".contains(c);
    if callback.trim().is_empty() || !callback.trim().chars().all(name) {
        return None;
    }
    json(rest.trim_end().trim_end_matches(';').trim_end().strip_suffix(')')?.trim())
}

/// `a=1&b=2`: an object of strings.
fn form(body: &str) -> Option<Value> {
    let mut fields = Map::new();
    for pair in body.split('&') {
        let (name, value) = pair.split_once('=')?;
        let text =
            |part: &str| Some(percent_decode_str(&part.replace('+', " ")).decode_utf8().ok()?.into_owned());
        let name = text(name).filter(|name| !name.is_empty() && !name.contains(['<', '\n']))?;
        if fields.insert(name, Value::String(text(value)?)).is_some() {
            return None;
        }
    }
    Some(Value::Object(fields))
}

/// A JSON value in which no object names a key twice: which of two tokens counts would depend on
/// who reads it (RFC 8259 §4).
struct Strict(Value);

impl<'de> Deserialize<'de> for Strict {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(StrictVisitor).map(Strict)
    }
}

struct StrictVisitor;

impl<'de> Visitor<'de> for StrictVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }
    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }
    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }
    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }
    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }
    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }
    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut array = Vec::new();
        while let Some(Strict(item)) = items.next_element()? {
            array.push(item);
        }
        Ok(Value::Array(array))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some((key, Strict(value))) = entries.next_entry::<String, Strict>()? {
            if object.insert(key, value).is_some() {
                return Err(de::Error::custom("a key stands twice"));
            }
        }
        Ok(Value::Object(object))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn each_form_is_read() {
        let read = |format, body| decode(format, "&&&START&&&", body);
        assert_eq!(read(Format::Json, "\u{feff}&&&START&&&{\"a\":1}"), Some(json!({"a": 1})));
        assert_eq!(read(Format::Form, "a=1&b=x%20y+z"), Some(json!({"a": "1", "b": "x y z"})));
        assert_eq!(read(Format::Jsonp, "callback( {\"a\":1} );\n"), Some(json!({"a": 1})));
        for body in ["{\"a\":\"1\"}", "a=1", "cb({\"a\":\"1\"})"] {
            assert_eq!(read(Format::Auto, body), Some(json!({"a": "1"})), "{body}");
        }
    }

    #[test]
    fn what_is_not_the_form_is_refused() {
        for body in
            ["", "[]", "1", "\"x\"", "<html></html>", "{\"a\":1,\"a\":2}", "{\"a\":1e400}", "{\"a\":1}x"]
        {
            assert_eq!(decode(Format::Json, "", body), None, "{body}");
            assert_eq!(decode(Format::Auto, "", body), None, "{body}");
        }
        assert_eq!(decode(Format::Json, "", &"[".repeat(200_000)), None);
        assert_eq!(decode(Format::Form, "", "<a href=\"x\">&b=1"), None);
    }
}
