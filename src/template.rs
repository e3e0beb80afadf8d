//! Fills `{name}` in a definition's text. An unknown name is an error; nothing here decides anything.
//!
//! Only a brace opens a name, so `$current` in a path is plain text; `{{` is one brace.

use std::fmt;

use percent_encoding::utf8_percent_encode;
use serde::{Deserialize, Deserializer, de};

use crate::error::{Error, Kind, Result};
use crate::escape::ALL_BUT_UNRESERVED;
use crate::message::Message;

/// Text with names to be filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Template(Vec<Part>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Literal(String),
    Name(String),
}

impl Template {
    /// Reads `text`; an unclosed or empty name is an error.
    pub fn parse(text: &str) -> std::result::Result<Self, Message> {
        let mut parts = Vec::new();
        let mut literal = String::new();
        let mut rest = text;
        while let Some(at) = rest.find('{') {
            literal.push_str(&rest[..at]);
            rest = &rest[at + 1..];
            if let Some(after) = rest.strip_prefix('{') {
                literal.push('{');
                rest = after;
                continue;
            }
            let wrong = |code| Message::new(code).with("text", text);
            let end = rest.find('}').ok_or_else(|| wrong("template-unclosed"))?;
            let name = &rest[..end];
            if name.is_empty() || !name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._".contains(&b)) {
                return Err(wrong("template-name-invalid").with("name", format!("{{{name}}}")));
            }
            if !literal.is_empty() {
                parts.push(Part::Literal(std::mem::take(&mut literal)));
            }
            parts.push(Part::Name(name.to_owned()));
            rest = &rest[end + 1..];
        }
        literal.push_str(rest);
        if !literal.is_empty() {
            parts.push(Part::Literal(literal));
        }
        Ok(Self(parts))
    }

    /// The names that stand in it, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|part| match part {
            Part::Name(name) => Some(name.as_str()),
            Part::Literal(_) => None,
        })
    }

    /// The name, where it is all there is.
    pub fn alone(&self) -> Option<&str> {
        match self.0.as_slice() {
            [Part::Name(name)] => Some(name),
            _ => None,
        }
    }

    /// Whether the host of the URL is written out, so that no value decides about it.
    pub fn fixes_host(&self) -> bool {
        let Some(Part::Literal(text)) = self.0.first() else { return false };
        let rest = text.split_once("://").map(|(_, rest)| rest);
        rest.is_some_and(|rest| self.0.len() == 1 || rest.contains(['/', '?', '#']))
    }

    /// The text with every name filled, or `None` when one of them has no value.
    pub fn fill(&self, value: impl Fn(&str) -> Option<String>) -> Option<String> {
        let mut text = String::new();
        for part in &self.0 {
            match part {
                Part::Literal(literal) => text.push_str(literal),
                Part::Name(name) => text.push_str(&value(name)?),
            }
        }
        Some(text)
    }

    /// The text as a URL: a value is encoded where it stands in the path or the query, must be a
    /// host with an optional port where it stands in the authority, and is taken as it is where it
    /// begins the URL. A value can therefore never move the request to another place.
    pub fn fill_url(&self, value: impl Fn(&str) -> Option<String>) -> Result<String> {
        let mut url = String::new();
        for part in &self.0 {
            match part {
                Part::Literal(literal) => url.push_str(literal),
                Part::Name(name) => {
                    let missing = || Error::new(Kind::Config, "value-missing").with("name", name);
                    let filled = value(name).ok_or_else(missing)?;
                    if url.is_empty() || in_authority(&url) && is_authority(&filled) {
                        url.push_str(&filled);
                    } else if in_authority(&url) {
                        let error = Error::new(Kind::Config, "host-name-invalid");
                        return Err(error.with("value", filled).with("name", name));
                    } else {
                        url.extend(utf8_percent_encode(&filled, ALL_BUT_UNRESERVED));
                    }
                }
            }
        }
        Ok(url)
    }
}

/// Whether the next character after `url` belongs to its authority.
fn in_authority(url: &str) -> bool {
    url.split_once("://").is_some_and(|(_, after)| !after.contains(['/', '?', '#']))
}

/// RFC 3986 §3.2 without user information: letters, digits, `-`, `.`, a port, an IPv6 literal.
fn is_authority(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-.:[]".contains(&b))
}

impl fmt::Display for Template {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for part in &self.0 {
            match part {
                Part::Literal(literal) => f.write_str(&literal.replace('{', "{{"))?,
                Part::Name(name) => write!(f, "{{{name}}}")?,
            }
        }
        Ok(())
    }
}

impl<'de> Deserialize<'de> for Template {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(name: &str) -> Option<String> {
        match name {
            "host" => Some("a.example:8443".into()),
            "evil" => Some("a@b/c?d#e".into()),
            "base" => Some("https://x.example/t".into()),
            _ => None,
        }
    }

    fn url(text: &str) -> Result<String> {
        Template::parse(text).unwrap().fill_url(values)
    }

    #[test]
    fn a_name_is_filled_and_a_dollar_is_text() {
        let template = Template::parse("https://{host}/v2/$current{{x}").unwrap();
        assert_eq!(template.fill(values).unwrap(), "https://a.example:8443/v2/$current{x}");
        assert_eq!(template.to_string(), "https://{host}/v2/$current{{x}");
    }

    #[test]
    fn a_value_cannot_leave_its_place() {
        assert_eq!(
            url("https://h/{evil}/x?y={evil}").unwrap(),
            "https://h/a%40b%2Fc%3Fd%23e/x?y=a%40b%2Fc%3Fd%23e"
        );
        assert!(url("https://{evil}/x").is_err());
        assert_eq!(url("{base}").unwrap(), "https://x.example/t");
    }

    #[test]
    fn an_unknown_name_is_not_filled() {
        assert_eq!(Template::parse("{nobody}").unwrap().fill(values), None);
        assert!(url("https://{nobody}/").is_err());
    }

    #[test]
    fn broken_braces_are_told() {
        assert!(Template::parse("a{b").is_err());
        assert!(Template::parse("a{}").is_err());
        assert!(Template::parse("a{b c}").is_err());
    }
}
