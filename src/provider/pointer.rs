//! Where a value is in a response: a JSON Pointer (RFC 6901) into the body, or `header:Name`.

use serde::{Deserialize, Deserializer, de};

use crate::sanitize::is_header_name;
use crate::toml_file::strings;

/// One place in a response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pointer {
    /// A JSON Pointer into the decoded body.
    Body(String),
    /// A response header, in lower case.
    Header(String),
}

impl Pointer {
    fn parse(text: &str) -> Result<Self, String> {
        match text.strip_prefix("header:") {
            Some(name) if is_header_name(name) => Ok(Self::Header(name.to_ascii_lowercase())),
            None if text.starts_with('/') => Ok(Self::Body(text.to_owned())),
            _ => Err(format!("`{text}` is neither a JSON Pointer such as `/data/token` nor `header:Name`")),
        }
    }
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
