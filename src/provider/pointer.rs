//! Where a value is in a response: a JSON Pointer (RFC 6901) into the body, or `header:Name`. In a pointer, `*` as the first
//! token is any member: vendors name the member that has the response after the method that was called.

use serde::{Deserialize, Deserializer, de};
use serde_json::Value;

use crate::message::Message;
use crate::sanitize::is_header_name;
use crate::toml_file::strings;

/// How a pointer to a value below any member begins.
const ANY_MEMBER: &str = "/*";

/// One place in a response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pointer {
    /// A JSON Pointer into the decoded body, or one that begins with `/*`. See [`value_at`].
    Body(String),
    /// A response header, in lower case.
    Header(String),
}

impl Pointer {
    fn parse(text: &str) -> Result<Self, Message> {
        let wrong = |code| Err(Message::new(code).with("text", text));
        match text.strip_prefix("header:") {
            Some(name) if is_header_name(name) => Ok(Self::Header(name.to_ascii_lowercase())),
            None if text == ANY_MEMBER => wrong("pointer-member-missing"),
            None if text.starts_with('/') => Ok(Self::Body(text.to_owned())),
            _ => wrong("pointer-invalid"),
        }
    }
}

/// The JSON Pointer of the value at `place` in `body`, where `place` may begin with `/*`: the first member,
/// by name, that has such a value.
pub fn resolve(place: &str, body: &Value) -> Option<String> {
    let Some(below) = below_any_member(place) else {
        return body.pointer(place).map(|_| place.to_owned());
    };
    let mut members = body.as_object()?.iter();
    let (name, _) = members.find(|(_, member)| member.pointer(below).is_some())?;
    Some(format!("/{}{below}", name.replace('~', "~0").replace('/', "~1")))
}

/// The value at `place` in `body`, as [`resolve`] finds it.
pub fn value_at<'a>(place: &str, body: &'a Value) -> Option<&'a Value> {
    match below_any_member(place) {
        Some(below) => body.as_object()?.values().find_map(|member| member.pointer(below)),
        None => body.pointer(place),
    }
}

/// The rest of a `place` that begins with `/*`.
fn below_any_member(place: &str) -> Option<&str> {
    place.strip_prefix(ANY_MEMBER).filter(|below| below.starts_with('/'))
}

/// Places in order of preference; the first one that has a value is used.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pointers(pub Vec<Pointer>);

impl Pointers {
    /// Several places in the body, or in the headers.
    ///
    /// # Panics
    /// When one of `places` is not a pointer: they are constants of this program.
    pub fn known(places: &[&str]) -> Self {
        Self(places.iter().map(|place| Pointer::parse(place).expect("a constant")).collect())
    }

    /// The names of the members at the places in the body.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|pointer| match pointer {
            Pointer::Body(path) => path.rsplit('/').next(),
            Pointer::Header(_) => None,
        })
    }
}

impl<'de> Deserialize<'de> for Pointers {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let places = strings(deserializer, "a JSON Pointer such as \"/access_token\", or an array of them")?;
        let pointers: Result<_, _> = places.iter().map(|place| Pointer::parse(place)).collect();
        pointers.map(Self).map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn finds_a_value_below_any_member() {
        let body =
            json!({ "sign": "s", "some~call/response": { "code": "40002", "sub_code": null }, "*": 1 });
        let found = |place| value_at(place, &body).cloned();
        assert_eq!(found("/*/code"), Some(json!("40002")));
        assert_eq!(found("/*/sub_code"), Some(json!(null)));
        assert_eq!(found("/*/msg"), None);
        assert_eq!(found("/sign"), Some(json!("s")));
        assert_eq!(resolve("/*/code", &body).as_deref(), Some("/some~0call~1response/code"));
        // Only `*` as the whole first token has that meaning.
        assert_eq!(found("/*x"), None);
        assert_eq!(value_at("/*/0", &json!(["a"])), None);
        assert!(Pointer::parse("/*").is_err());
    }
}
