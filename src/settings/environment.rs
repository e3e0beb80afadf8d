//! The process's environment. Nobody else reads it; the names that are asked for are recorded.

use std::ffi::OsString;

use crate::error::{Error, Kind, Result};
use crate::fastpath::inputs::Inputs;

/// The process's variables, or none.
#[derive(Clone, Default)]
pub struct Environment {
    /// Whether it has no variables, whatever the process's own has.
    is_empty: bool,
    /// Where the names that are asked for are recorded.
    pub inputs: Inputs,
}

impl Environment {
    /// The process's own.
    pub fn process(inputs: Inputs) -> Self {
        Self { is_empty: false, inputs }
    }

    /// No variables at all.
    pub fn empty() -> Self {
        Self { is_empty: true, ..Self::default() }
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
        std::env::var_os(name).filter(|value| !self.is_empty && !value.is_empty())
    }
}
