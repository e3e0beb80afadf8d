//! Requests' fields as bytes: forms and JSON.

use percent_encoding::{percent_decode_str, utf8_percent_encode};
use serde_json::Value;

use super::{JsonField, Payload};
use crate::escape::ALL_BUT_UNRESERVED;
use crate::secret::Secret;

/// Encodes fields as `application/x-www-form-urlencoded`, with `%20` for a space, which every
/// decoder understands.
pub fn form(fields: &[(String, Secret)]) -> Secret {
    let mut text = String::new();
    for (name, value) in fields {
        if !text.is_empty() {
            text.push('&');
        }
        text.extend(utf8_percent_encode(name, ALL_BUT_UNRESERVED));
        text.push('=');
        text.extend(utf8_percent_encode(value.expose(), ALL_BUT_UNRESERVED));
    }
    Secret::new(text)
}

/// One name or value of a form or a query, decoded; what is not UTF-8 is replaced.
pub fn form_decoded(text: &str) -> String {
    percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned()
}

/// A body's media type and bytes.
pub fn payload(body: &Payload) -> Option<(String, Vec<u8>)> {
    let own = |text: &Secret| text.expose().as_bytes().to_vec();
    match body {
        Payload::None => None,
        Payload::Form(fields) => Some(("application/x-www-form-urlencoded".to_owned(), own(&form(fields)))),
        Payload::Json(fields) => Some(("application/json; charset=utf-8".to_owned(), own(&json(fields)))),
        Payload::Raw(media_type, bytes) => Some((media_type.clone(), bytes.clone())),
    }
}

/// One object with the fields in their order.
fn json(fields: &[(String, JsonField)]) -> Secret {
    let json = |field: &JsonField| match field {
        JsonField::Text(text) => Value::from(text.expose()),
        JsonField::Bool(truth) => Value::from(*truth),
        JsonField::Integer(number) => Value::from(*number),
    };
    let member = |(name, field): &(String, JsonField)| format!("{}:{}", Value::from(&**name), json(field));
    Secret::new(format!("{{{}}}", fields.iter().map(member).collect::<Vec<_>>().join(",")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_encoded() {
        let fields = [("a b".to_owned(), Secret::new("x&y=z+1 é")), ("c".to_owned(), Secret::new(""))];
        assert_eq!(form(&fields).expose(), "a%20b=x%26y%3Dz%2B1%20%C3%A9&c=");
        let fields = [
            ("a\"".to_owned(), JsonField::Text(Secret::new("b\\\n"))),
            ("f".to_owned(), JsonField::Bool(false)),
            ("n".to_owned(), JsonField::Integer(-3)),
        ];
        assert_eq!(json(&fields).expose(), r#"{"a\"":"b\\\n","f":false,"n":-3}"#);
    }
}
