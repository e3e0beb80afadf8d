//! Requests' fields as bytes: forms and JSON.

use std::io::{self, Read};

use percent_encoding::{percent_decode_str, utf8_percent_encode};
use zeroize::Zeroize;

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

/// A body as it is sent: what has gone out is wiped.
pub struct Outgoing {
    bytes: Vec<u8>,
    gone: usize,
}

impl Outgoing {
    fn new(bytes: &[u8]) -> Self {
        Self { bytes: bytes.to_vec(), gone: 0 }
    }

    /// How many bytes are still to go.
    pub fn len(&self) -> usize {
        self.bytes.len() - self.gone
    }
}

impl Read for Outgoing {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.len().min(buffer.len());
        let next = &mut self.bytes[self.gone..self.gone + length];
        buffer[..length].copy_from_slice(next);
        next.zeroize();
        self.gone += length;
        Ok(length)
    }
}

/// A body's media type and bytes.
pub fn payload(body: &Payload) -> Option<(String, Outgoing)> {
    let own = |text: &Secret| Outgoing::new(text.expose().as_bytes());
    match body {
        Payload::None => None,
        Payload::Form(fields) => Some(("application/x-www-form-urlencoded".to_owned(), own(&form(fields)))),
        Payload::Json(fields) => Some(("application/json; charset=utf-8".to_owned(), own(&json(fields)))),
        Payload::Raw(media_type, bytes) => Some((media_type.clone(), Outgoing::new(bytes))),
    }
}

fn json(fields: &[(String, JsonField)]) -> Secret {
    // Written by hand because a `serde_json::Value` would leave copies of the secrets behind.
    let quoted = |text: &str| serde_json::to_string(text).unwrap_or_default();
    let mut text = String::from("{");
    for (index, (name, value)) in fields.iter().enumerate() {
        if index > 0 {
            text.push(',');
        }
        text.push_str(&quoted(name));
        text.push(':');
        match value {
            JsonField::Text(value) => text.push_str(&quoted(value.expose())),
            JsonField::Bool(value) => text.push_str(if *value { "true" } else { "false" }),
            JsonField::Integer(value) => text.push_str(&value.to_string()),
        }
    }
    text.push('}');
    Secret::new(text)
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
