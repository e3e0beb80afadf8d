//! The process's environment, read once. Nobody else reads it.

use std::collections::BTreeMap;
use std::ffi::OsString;

use crate::error::{Error, Kind, Result};
use crate::escape::visible;

/// A copy of the environment.
#[derive(Clone, Default)]
pub struct Environment(BTreeMap<OsString, OsString>);

impl Environment {
    /// What this process was started with.
    pub fn of_process() -> Self {
        Self(std::env::vars_os().collect())
    }

    /// The value of `name`; an empty one counts as unset, as shells make it hard to tell them apart.
    pub fn text(&self, name: &str) -> Result<Option<String>> {
        match self.os(name) {
            None => Ok(None),
            Some(value) => value.clone().into_string().map(Some).map_err(|_| {
                Error::new(Kind::Config, format!("the environment variable {} is not UTF-8", visible(name)))
            }),
        }
    }

    /// As [`Self::text`], for what need not be UTF-8.
    pub fn os(&self, name: &str) -> Option<&OsString> {
        self.0.get(&OsString::from(name)).filter(|value| !value.is_empty())
    }
}

#[cfg(test)]
impl Environment {
    /// For tests.
    pub fn of(pairs: &[(&str, &str)]) -> Self {
        Self(pairs.iter().map(|(name, value)| (name.into(), value.into())).collect())
    }
}
