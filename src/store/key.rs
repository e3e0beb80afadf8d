//! Entry keys: `PROFILE-HASH`, with a hash of named fields. Pure, and frozen.
//!
//! Version 1 writes one line `name=value` for each field that is set, both sides percent-encoded, sorts the
//! lines, and takes the first 32 hex digits of the SHA-256 of the result. Field names must never change, even
//! if the Rust field is renamed: under another key, a session would be lost until the person logs in again.

use percent_encoding::percent_encode;

use crate::crypto::sha256;
use crate::sanitize::ALL_BUT_UNRESERVED;

/// Number of hex digits of the hash in a key.
const HASH_LENGTH: usize = 32;
/// Number of those digits that identify a key in output.
pub const HASH_SHOWN: usize = 8;

/// The fields that distinguish an entry from all others.
#[derive(Clone, Debug)]
pub struct KeyFields {
    profile: String,
    lines: Vec<String>,
}

impl KeyFields {
    /// The fields of an entry of `kind` for `profile`.
    pub fn new(kind: &str, profile: &str) -> Self {
        let fields = Self { profile: profile.to_owned(), lines: Vec::new() };
        fields.field("kind", Some(kind)).field("profile", Some(profile))
    }

    /// Adds a field with one value or several, in order. A field without a value is left out.
    #[must_use]
    pub fn field(mut self, name: &str, values: impl IntoIterator<Item = impl AsRef<[u8]>>) -> Self {
        let values: Vec<String> = values.into_iter().map(|value| encoded(value.as_ref())).collect();
        if !values.is_empty() {
            self.lines.push(format!("{}={}", encoded(name.as_bytes()), values.join(",")));
        }
        self
    }

    /// Computes the key.
    pub fn key(self) -> String {
        let profile = self.profile.clone();
        format!("{profile}-{}", &sha256(self.text().as_bytes())[..HASH_LENGTH])
    }

    /// The lines of all fields, sorted.
    pub fn text(mut self) -> String {
        self.lines.sort_unstable();
        self.lines.join("\n")
    }
}

/// The profile that `key` belongs to, or `None` if it is not a key.
pub fn profile_of(key: &str) -> Option<&str> {
    let (profile, hash) = key.rsplit_once('-')?;
    (hash.len() == HASH_LENGTH && hash.bytes().all(|byte| byte.is_ascii_hexdigit())).then_some(profile)
}

fn encoded(bytes: &[u8]) -> String {
    percent_encode(bytes, ALL_BUT_UNRESERVED).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_the_hash_of_sorted_lines() {
        let fields = KeyFields::new("session", "me").field("server", Some("https://a.example/t"));
        let fields = fields.field("client-id", None::<&str>).field("resource", ["b,c", "a=\n"]);
        let text =
            "kind=session\nprofile=me\nresource=b%2Cc,a%3D%0A\nserver=https%3A%2F%2Fa.example%2Ft".as_bytes();
        assert_eq!(fields.key(), format!("me-{}", &sha256(text)[..32]));
    }

    #[test]
    fn neither_order_nor_unset_fields_count_and_everything_else_does() {
        let key = |fields: &[(&str, &[&str])]| {
            let empty = KeyFields::new("application", "p");
            fields.iter().fold(empty, |all, (name, values)| all.field(name, *values)).key()
        };
        let plain = key(&[("a", &["1"]), ("b", &["2", "3"])]);
        assert_eq!(plain, key(&[("b", &["2", "3"]), ("c", &[]), ("a", &["1"])]));
        for other in [
            key(&[("a", &["1"]), ("b", &["3", "2"])]),
            key(&[("a", &["1"]), ("b", &["2,3"])]),
            key(&[("a", &["1\nb=2,3"])]),
            key(&[("a", &["1"]), ("b", &["2", "3"]), ("c", &[""])]),
        ] {
            assert_ne!(plain, other);
        }
    }
}
