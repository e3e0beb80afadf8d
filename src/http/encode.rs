//! Encodes request fields as forms and JSON.

use std::io::{self, Cursor, Read};

use percent_encoding::{percent_decode_str, utf8_percent_encode};
use serde::Serializer;

use super::{JsonField, Payload};
use crate::sanitize::ALL_BUT_UNRESERVED;
use crate::secret::Secret;

/// Encodes fields as `application/x-www-form-urlencoded`, with `%20` for a space, which every decoder understands.
pub fn form(fields: &[(String, Secret)]) -> Secret {
    let encoded = |text| utf8_percent_encode(text, ALL_BUT_UNRESERVED);
    let pairs = fields.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value.expose())));
    Secret::new(pairs.collect::<Vec<_>>().join("&"))
}

/// Decodes one name or value of a form or a query. Invalid UTF-8 is replaced.
pub fn form_decoded(text: &str) -> String {
    percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned()
}

/// The URL without its query, and the fields of that.
pub fn split_query(url: &str) -> (&str, Vec<(String, Secret)>) {
    let (url, query) = url.split_once('?').unwrap_or((url, ""));
    let fields = query.split('&').filter(|field| !field.is_empty()).map(|field| {
        let (name, value) = field.split_once('=').unwrap_or((field, ""));
        (form_decoded(name), Secret::new(form_decoded(value)))
    });
    (url, fields.collect())
}

/// A request body that is freed, and so wiped, once its last byte has been read, before the response arrives.
pub struct WipedBody(pub Cursor<Vec<u8>>);

impl Read for WipedBody {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.0.read(buffer)?;
        if self.0.position() == self.0.get_ref().len() as u64 {
            self.0 = Cursor::default();
        }
        Ok(length)
    }
}

/// Returns a body's media type and bytes.
pub fn payload(body: &Payload) -> (Option<&str>, Vec<u8>) {
    match body {
        Payload::None => (None, Vec::new()),
        Payload::Form(fields) => (Some("application/x-www-form-urlencoded"), form(fields).expose().into()),
        Payload::Json(fields) => (Some("application/json; charset=utf-8"), json(fields)),
        Payload::Raw(media_type, bytes) => (Some(media_type), bytes.clone()),
    }
}

/// Encodes fields as one JSON object, in the given order.
fn json(fields: &[(String, JsonField)]) -> Vec<u8> {
    let fields = fields.iter().map(|(name, value)| (name, value.to_json()));
    let mut bytes = Vec::new();
    // Strings and numbers always serialize.
    let _ = serde_json::Serializer::new(&mut bytes).collect_map(fields);
    bytes
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
        assert_eq!(json(&fields), br#"{"a\"":"b\\\n","f":false,"n":-3}"#);
    }
}
