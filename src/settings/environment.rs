//! The process's environment. Nobody else reads it; the names that are asked for are recorded.

use std::collections::BTreeMap;
use std::ffi::OsString;

use crate::error::{Error, Kind, Result};
use crate::fastpath::inputs::Inputs;

/// Variables by name.
#[derive(Clone, Default)]
pub struct Environment {
    /// Instead of the process's own.
    given: Option<BTreeMap<OsString, OsString>>,
    /// Where the names that are asked for are recorded.
    pub inputs: Inputs,
}

impl Environment {
    /// The process's own.
    pub fn process(inputs: Inputs) -> Self {
        Self { given: None, inputs }
    }

    /// No variables at all.
    pub fn empty() -> Self {
        Self { given: Some(BTreeMap::new()), ..Self::default() }
    }

    /// The value of `name`; an empty one counts as unset, as shells make it hard to tell them apart.
    pub fn text(&self, name: &str) -> Result<Option<String>> {
        let wrong = |_| Error::new(Kind::Config, "variable-not-utf-8").with("name", name);
        self.os(name).map(|value| value.into_string().map_err(wrong)).transpose()
    }

    /// As [`Self::text`], for what need not be UTF-8.
    pub fn os(&self, name: &str) -> Option<OsString> {
        self.will_read(&[name]);
        self.untracked(name)
    }

    /// Records variables that a library reads by itself.
    pub fn will_read(&self, names: &[&str]) {
        names.iter().for_each(|name| self.inputs.record_variable(name));
    }

    /// Whether `name` has a value.
    pub fn is_set(&self, name: &str) -> bool {
        self.os(name).is_some()
    }

    /// As [`Self::os`], without a record.
    pub fn untracked(&self, name: &str) -> Option<OsString> {
        let value = match &self.given {
            Some(given) => given.get(&OsString::from(name)).cloned(),
            None => std::env::var_os(name),
        };
        value.filter(|value| !value.is_empty())
    }
}

#[cfg(test)]
impl Environment {
    /// For tests.
    pub fn of(pairs: &[(&str, &str)]) -> Self {
        let given = pairs.iter().map(|(name, value)| (name.into(), value.into())).collect();
        Self { given: Some(given), ..Self::default() }
    }
}
