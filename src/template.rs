//! Fills in `{name}` in a definition's text. An unknown name is an error, and there is no logic.
//!
//! Only a brace begins a name, so `$current` in a path is plain text. `{{` and `}}` are literal braces, and so is
//! a single `}` that ends no name.

use std::borrow::Cow;
use std::{fmt, mem};

use percent_encoding::utf8_percent_encode;
use serde::{Deserialize, Deserializer, de};

use crate::error::{Error, Kind, Result};
use crate::message::Message;
use crate::sanitize::ALL_BUT_UNRESERVED;

/// Text with names to be filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Template {
    /// Each name, and the text before it.
    parts: Vec<(String, String)>,
    end: String,
}

impl Template {
    /// Parses `text`. An unclosed or invalid name is an error.
    pub fn parse(text: &str) -> std::result::Result<Self, Message> {
        let (mut parts, mut literal, mut rest) = (Vec::new(), String::new(), text);
        let wrong = |code| Message::new(code).with("text", text);
        while let Some((before, after)) = rest.split_once('{') {
            literal.push_str(&unescaped(before));
            if let Some(after) = after.strip_prefix('{') {
                literal.push('{');
                rest = after;
                continue;
            }
            let (name, after) = after.split_once('}').ok_or_else(|| wrong("template-unclosed"))?;
            if name.is_empty() || !name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._:".contains(&b)) {
                return Err(wrong("template-name-invalid").with("name", format!("{{{name}}}")));
            }
            parts.push((mem::take(&mut literal), name.to_owned()));
            rest = after;
        }
        Ok(Self { parts, end: literal + &unescaped(rest) })
    }

    /// The names in it, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().map(|(_, name)| name.as_str())
    }

    /// The text, if there is no name in it.
    pub fn literal(&self) -> Option<&str> {
        self.parts.is_empty().then_some(&*self.end)
    }

    /// The text without the names.
    pub fn without_names(&self) -> String {
        self.parts.iter().map(|(before, _)| &**before).chain([&*self.end]).collect()
    }

    /// Returns whether the host of the URL is literal, so that no value can change it.
    pub fn fixes_host(&self) -> bool {
        let text = self.parts.first().map_or(&self.end, |(before, _)| before);
        let rest = text.split_once("://").map(|(_, rest)| rest);
        rest.is_some_and(|rest| self.parts.is_empty() || rest.contains(['/', '?', '#']))
    }

    /// Scheme and authority of the URL, and the rest. `None` if a value decides them, as in `{token-url}`.
    fn split_url(&self) -> Option<(String, String)> {
        let text = self.to_string();
        let begin = ["https://", "http://"].into_iter().find(|scheme| text.starts_with(scheme))?.len();
        let end = text[begin..].find(['/', '?', '#']).map_or(text.len(), |at| begin + at);
        Some((text[..end].to_owned(), text[end..].to_owned()))
    }

    /// Returns whether both URLs are on the same server, whatever the values are.
    pub fn is_same_server(&self, other: &Self) -> bool {
        let server = |url: &Self| url.split_url().map(|(server, _)| server);
        server(self).is_some_and(|own| server(other) == Some(own))
    }

    /// The URL with `base` in place of its scheme and authority, and with another path if one is given. `None` if
    /// a value decides its scheme and authority.
    pub fn rebased(&self, base: &str, path: Option<&str>) -> Option<Self> {
        let (_, own) = self.split_url()?;
        Self::parse(&(base.replace('{', "{{").replace('}', "}}") + path.unwrap_or(&own))).ok()
    }

    /// The text with every name filled in, or `None` if one of them has no value.
    pub fn fill(&self, value: impl Fn(&str) -> Option<String>) -> Option<String> {
        let mut text = String::new();
        for (before, name) in &self.parts {
            text.push_str(before);
            text.push_str(&value(name)?);
        }
        Some(text + &self.end)
    }

    /// The text as a URL. A value is encoded in the path or the query, must be a host with an optional port
    /// in the authority, and is used as it is at the beginning of the URL. So no value can break out of its
    /// part and send the request elsewhere.
    pub fn fill_url(&self, value: impl Fn(&str) -> Option<String>) -> Result<String> {
        let mut url = String::new();
        for (before, name) in &self.parts {
            url.push_str(before);
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
        Ok(url + &self.end)
    }
}

/// Returns whether the next character after `url` belongs to its authority.
fn in_authority(url: &str) -> bool {
    url.split_once("://").is_some_and(|(_, after)| !after.contains(['/', '?', '#']))
}

/// RFC 3986 §3.2 without user information: letters, digits, `-`, `.`, a port, an IPv6 literal.
fn is_authority(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-.:[]".contains(&b))
}

/// Undoes the doubling of braces; most texts have none.
fn unescaped(text: &str) -> Cow<'_, str> {
    if text.contains('}') { text.replace("}}", "}").into() } else { text.into() }
}

impl fmt::Display for Template {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plain = |text: &str| text.replace('{', "{{").replace("}}", "}}}}");
        for (before, name) in &self.parts {
            write!(f, "{}{{{name}}}", plain(before))?;
        }
        f.write_str(&plain(&self.end))
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
    fn doubled_braces_are_literal_and_so_is_a_closing_one_alone() {
        for (text, filled) in [
            ("{{", "{"),
            ("}}", "}"),
            ("}", "}"),
            ("}}}", "}}"),
            ("}}}}", "}}"),
            ("{{host}}", "{host}"),
            ("{{{host}}}", "{a.example:8443}"),
            ("{host}}", "a.example:8443}"),
            ("{\"a\":1}".replace('{', "{{").leak(), "{\"a\":1}"),
            ("{{\"a\":{{\"b\":\"{host}\"}}}}", "{\"a\":{\"b\":\"a.example:8443\"}}"),
            ("a}}{host}}}b", "a}a.example:8443}b"),
        ] {
            let template = Template::parse(text).unwrap();
            assert_eq!(template.fill(values).unwrap(), filled, "{text}");
            assert_eq!(Template::parse(&template.to_string()).unwrap(), template, "{text}");
        }
    }

    #[test]
    fn a_base_replaces_the_server_alone() {
        let rebased = |text: &str| {
            let template = Template::parse(text).unwrap().rebased("https://gw.example/{x}", None);
            template.map(|template| template.to_string())
        };
        for (text, expected) in [
            ("https://{host}/v1/{evil}?a=b", Some("https://gw.example/{{x}/v1/{evil}?a=b")),
            ("https://a.example", Some("https://gw.example/{{x}")),
            ("https://a.{host}:80?a=/", Some("https://gw.example/{{x}?a=/")),
            ("{base}/x?y=https://a.example", None),
        ] {
            assert_eq!(rebased(text).as_deref(), expected, "{text}");
        }
        let same =
            |one, other| Template::parse(one).unwrap().is_same_server(&Template::parse(other).unwrap());
        assert!(
            same("https://{host}/a", "https://{host}/b") && !same("https://{host}/a", "https://b.example/a")
        );
        assert!(!same("{base}/a", "{base}/a"));
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
    fn invalid_braces_are_reported() {
        assert!(Template::parse("a{b").is_err());
        assert!(Template::parse("a{}").is_err());
        assert!(Template::parse("a{b c}").is_err());
    }
}
