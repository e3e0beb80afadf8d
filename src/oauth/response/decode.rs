//! Decodes a response body into one JSON value, whatever its format is.

use percent_encoding::percent_decode_str;
use serde_json::{Map, Value, json};

use crate::provider::BodyFormat;
use crate::token::is_token;

/// Decodes `body` as `format`; `None` if it is malformed.
pub fn decode(format: BodyFormat, strip_prefix: &str, body: &str) -> Option<Value> {
    let body = body.trim_start_matches('\u{feff}').trim();
    let body = body.strip_prefix(strip_prefix).unwrap_or(body).trim_start();
    match format {
        BodyFormat::Json => json(body),
        BodyFormat::Jsonp => jsonp(body),
        BodyFormat::Form => form(body),
        // Errors come in JSON even then, and a page is no token.
        BodyFormat::Text if body.starts_with(['{', '[']) => json(body),
        BodyFormat::Text => is_token(body.trim_end()).then(|| json!({ "text": body.trim_end() })),
        BodyFormat::Auto if body.starts_with(['{', '[']) => json(body),
        BodyFormat::Auto => jsonp(body).or_else(|| form(body)),
    }
}

/// Parses an object, or a list of objects, as some APIs send their errors. Duplicate keys are refused, because parsers
/// differ in which one counts (RFC 8259 §4).
fn json(body: &str) -> Option<Value> {
    let value: Value = serde_json::from_str(body).ok()?;
    // Each member has one colon outside of strings, and nothing else has one.
    let unescaped = body.replace(r"\\", "").replace(r#"\""#, "");
    let colons: usize = unescaped.split('"').step_by(2).map(|between| between.matches(':').count()).sum();
    let is_list =
        || value.as_array().is_some_and(|items| !items.is_empty() && items.iter().all(Value::is_object));
    ((value.is_object() || is_list()) && colons == members(&value)).then_some(value)
}

/// The text of the last JSON member called `name` in a body that is not valid JSON as a whole: it may be cut off, be
/// surrounded by other text, or have a name twice.
pub fn last_member(body: &str, name: &str) -> Option<String> {
    // UTF-16 that is not declared has zeros.
    let (body, quoted) = (body.replace('\0', ""), format!("\"{name}\""));
    body.rmatch_indices(&quoted).find_map(|(at, _)| {
        let value = body[at + quoted.len()..].trim_start().strip_prefix(':')?;
        serde_json::Deserializer::from_str(value).into_iter::<String>().next()?.ok()
    })
}

/// The number of members of all objects in `value`.
fn members(value: &Value) -> usize {
    match value {
        Value::Object(fields) => fields.len() + fields.values().map(members).sum::<usize>(),
        Value::Array(items) => items.iter().map(members).sum(),
        _ => 0,
    }
}

/// Parses `callback( {…} );`, which QQ's login returns.
fn jsonp(body: &str) -> Option<Value> {
    let (callback, rest) = body.split_once('(')?;
    let name = |c: char| c.is_ascii_alphanumeric() || "_.$".contains(c);
    if callback.trim().is_empty() || !callback.trim().chars().all(name) {
        return None;
    }
    json(rest.trim_end().trim_end_matches(';').trim_end().strip_suffix(')')?.trim())
}

/// Parses `a=1&b=2` into an object of strings.
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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn each_form_is_read() {
        let read = |format, body| decode(format, "&&&START&&&", body);
        assert_eq!(read(BodyFormat::Json, "\u{feff}&&&START&&&{\"a\":1}"), Some(json!({"a": 1})));
        assert_eq!(read(BodyFormat::Form, "a=1&b=x%20y+z"), Some(json!({"a": "1", "b": "x y z"})));
        assert_eq!(read(BodyFormat::Jsonp, "callback( {\"a\":1} );\n"), Some(json!({"a": 1})));
        for format in [BodyFormat::Auto, BodyFormat::Text] {
            assert_eq!(read(format, "[{\"a\":\"=\"}]"), Some(json!([{"a": "="}])), "{format:?}");
        }
        for body in ["{\"a\":\"1\"}", "a=1", "cb({\"a\":\"1\"})"] {
            assert_eq!(read(BodyFormat::Auto, body), Some(json!({"a": "1"})), "{body}");
        }
    }

    #[test]
    fn an_object_that_names_a_key_twice_is_refused() {
        for body in [
            r#"{"a":1,"\u0061":2}"#,
            r#"{"a":{"b":1,"b":1}}"#,
            r#"{"a":[{"b":[],"c":{},"b":[]}]}"#,
            r#"{"a":{"b":1,"c":2},"a":{}}"#,
            r#"{"\\":"\\\"","\\":":"}"#,
            r#"[{"a":1},{"b":1,"b":2}]"#,
        ] {
            assert_eq!(json(body), None, "{body}");
        }
        for body in [
            r#"{}"#,
            r#"[{"a":1},{}]"#,
            r#"{"a:\"b":":","\\":"\\\":\\","c":[{"d":{":":1}},{"d":"\u0022:"}]}"#,
        ] {
            assert_eq!(json(body), serde_json::from_str(body).ok(), "{body}");
        }
    }

    #[test]
    fn member_is_found_in_a_damaged_body() {
        for (body, expected) in [
            (r#"{"a":"1","r":"x","b"#, Some("x")),
            (r#"<p>"r"</p>{"r" : "x\/y"}<!-- "r": -->"#, Some("x/y")),
            (r#"{"r":"x","r":"y"}"#, Some("y")),
            ("{\0\"\0r\0\"\0:\0\"\0x\0\"\0", Some("x")),
            (r#"{"r":"x"#, None),
            (r#"{"r":5,"not r":"x"}"#, None),
            ("", None),
        ] {
            assert_eq!(last_member(body, "r").as_deref(), expected, "{body}");
        }
    }

    #[test]
    fn what_is_not_the_form_is_refused() {
        for body in [
            "",
            "[]",
            "[1]",
            "[{},1]",
            "[[{}]]",
            "1",
            "\"x\"",
            "<html></html>",
            "{\"a\":1,\"a\":2}",
            "{\"a\":1e400}",
            "{\"a\":1}x",
        ] {
            assert_eq!(decode(BodyFormat::Json, "", body), None, "{body}");
            assert_eq!(decode(BodyFormat::Auto, "", body), None, "{body}");
        }
        assert_eq!(decode(BodyFormat::Json, "", &"[".repeat(200_000)), None);
        assert_eq!(decode(BodyFormat::Form, "", "<a href=\"x\">&b=1"), None);
    }
}
