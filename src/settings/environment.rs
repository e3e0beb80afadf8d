//! The process's environment. Nobody else reads it; what is asked for is witnessed.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::error::{Error, Kind, Result};
use crate::escape::visible;
use crate::fastpath::inputs;

/// Variables by name: the process's own, or none but those that were given.
#[derive(Clone)]
pub enum Environment {
    Given(BTreeMap<OsString, OsString>),
    Process,
    /// The process's own, looked at only to see whether something witnessed before is still so.
    Unwitnessed,
}

impl Environment {
    /// No variables at all.
    pub fn empty() -> Self {
        Self::Given(BTreeMap::new())
    }

    /// The value of `name`; an empty one counts as unset, as shells make it hard to tell them apart.
    pub fn text(&self, name: &str) -> Result<Option<String>> {
        match self.os(name) {
            None => Ok(None),
            Some(value) => value.into_string().map(Some).map_err(|_| {
                Error::new(Kind::Config, format!("the environment variable {} is not UTF-8", visible(name)))
            }),
        }
    }

    /// As [`Self::text`], for what need not be UTF-8.
    pub fn os(&self, name: &str) -> Option<OsString> {
        self.will_read(&[name]);
        self.value(name)
    }

    /// Witnesses variables that a library reads by itself.
    pub fn will_read(&self, names: &[&str]) {
        if !matches!(self, Self::Unwitnessed) {
            names.iter().for_each(|name| inputs::variable(name));
        }
    }

    /// Whether `name` has a value.
    pub fn is_set(&self, name: &str) -> bool {
        self.os(name).is_some()
    }

    /// Tells one state of the variables `names`, in their order, from another. Some are secrets: `salt` keeps equal ones
    /// from looking equal in two places.
    pub fn fingerprint<'a>(&self, names: impl Iterator<Item = &'a str>, salt: u64) -> u64 {
        let mut hasher = DefaultHasher::new();
        salt.hash(&mut hasher);
        for name in names {
            self.value(name).hash(&mut hasher);
        }
        hasher.finish()
    }

    fn value(&self, name: &str) -> Option<OsString> {
        let value = match self {
            Self::Given(variables) => variables.get(&OsString::from(name)).cloned(),
            Self::Process | Self::Unwitnessed => std::env::var_os(name),
        };
        value.filter(|value| !value.is_empty())
    }
}

#[cfg(test)]
impl Environment {
    /// For tests.
    pub fn of(pairs: &[(&str, &str)]) -> Self {
        Self::Given(pairs.iter().map(|(name, value)| (name.into(), value.into())).collect())
    }
}
