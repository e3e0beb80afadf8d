//! Claims that a vendor states about a token or a person, for people and for programs.

use chrono::DateTime;
use serde::Serialize;
use serde_json::{Map, Value};

use super::json;
use crate::duration::{local_time, words};
use crate::sanitize::{unsafe_to_show, visible};
use crate::token::Timestamp;

/// Raised if a key is removed or changes its meaning, not if one is added.
const VERSION: u8 = 1;

/// Claims that are times, in seconds since the epoch (RFC 7519 §4.1, OpenID Connect Core §2 and §5.1).
const TIMES: [&str; 5] = ["auth_time", "exp", "iat", "nbf", "updated_at"];

/// The claims in a vendor's response.
pub struct Stated<'a> {
    pub profile: &'a str,
    pub provider: &'a str,
    pub claims: &'a Map<String, Value>,
    /// What is known about the signature of the JWT in which they came, if they came in one.
    pub signature: Option<&'static str>,
    pub now: Timestamp,
}

impl Stated<'_> {
    /// A claim for each line, the one called `first` before the others. Times are in the local zone.
    pub fn lines(&self, first: &str) -> String {
        let begin = self.claims.iter().filter(|(name, _)| *name == first);
        let rest = self.claims.iter().filter(|(name, _)| *name != first);
        let lines = begin.chain(rest);
        let lines =
            lines.map(|(name, value)| format!("{}: {}\n", visible(name), shown(name, value, self.now)));
        let signature = self.signature.map(|signature| format!("signature: {signature}\n"));
        lines.chain(signature).collect()
    }

    /// One JSON object about a token, which is of the type `hint` if that is known.
    pub fn introspection(&self, is_active: bool, hint: Option<&str>) -> String {
        let object = Introspection {
            version: VERSION,
            profile: self.profile,
            provider: self.provider,
            active: is_active,
            token_type_hint: hint,
            signature: self.signature,
            response: self.claims,
        };
        line(&object)
    }

    /// One JSON object about a person.
    pub fn userinfo(&self) -> String {
        let object = Userinfo {
            version: VERSION,
            profile: self.profile,
            provider: self.provider,
            signature: self.signature,
            claims: self.claims,
        };
        line(&object)
    }
}

#[derive(Serialize)]
struct Introspection<'a> {
    version: u8,
    profile: &'a str,
    provider: &'a str,
    active: bool,
    token_type_hint: Option<&'a str>,
    signature: Option<&'static str>,
    response: &'a Map<String, Value>,
}

#[derive(Serialize)]
struct Userinfo<'a> {
    version: u8,
    profile: &'a str,
    provider: &'a str,
    signature: Option<&'static str>,
    claims: &'a Map<String, Value>,
}

/// `object` as JSON and a newline. What could control a terminal is escaped, which changes no value.
fn line(object: &impl Serialize) -> String {
    let text = json::line(object);
    let mut line = String::with_capacity(text.expose().len());
    for letter in text.expose().chars() {
        if letter == '\n' || !unsafe_to_show(letter) {
            line.push(letter);
            continue;
        }
        letter.encode_utf16(&mut [0; 2]).iter().for_each(|unit| line.push_str(&format!("\\u{unit:04x}")));
    }
    line
}

fn shown(name: &str, value: &Value, now: Timestamp) -> String {
    let seconds = value.as_f64().filter(|_| TIMES.contains(&name)).map(|seconds| seconds as i64);
    if let Some(at) = seconds.and_then(|seconds| DateTime::from_timestamp(seconds, 0)) {
        let left = (at - now).num_seconds();
        let distance = if left < 0 { format!("{} ago", words(-left)) } else { format!("in {}", words(left)) };
        return format!("{} ({distance})", local_time(at));
    }
    visible(&value.as_str().map_or_else(|| value.to_string(), str::to_owned))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn claims_are_safe_to_show_and_times_are_readable() {
        let claims = json!({
            "exp": 3600, "iat": "x", "nbf": 1e300, "active": true, "aud": ["a", "b"],
            "name": "Zoë\u{1b}[31m\nactive: false", "x\ny": null, "bidi": "\u{202e}\u{e0001}",
        });
        let claims = claims.as_object().unwrap();
        let stated = Stated {
            profile: "p",
            provider: "q",
            claims,
            signature: Some("not checked"),
            now: Timestamp::UNIX_EPOCH,
        };
        let text = stated.lines("active");
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), claims.len() + 1, "{text}");
        assert_eq!((lines[0], lines[1]), ("active: true", r#"aud: ["a","b"]"#));
        assert!(
            text.contains(" (in 1h)\n") && text.contains(r"name: Zoë\u{1b}[31m\nactive: false"),
            "{text}"
        );
        assert!(text.ends_with("signature: not checked\n"), "{text}");
        let object = stated.introspection(true, None);
        assert!(object.contains(r#""bidi":"\u202e\udb40\udc01""#), "{object}");
        assert!(object.starts_with(r#"{"version":1,"profile":"p","#) && object.ends_with("}\n"), "{object}");
    }
}
