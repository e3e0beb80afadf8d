//! The process's environment. Nobody else reads it; the names that are asked for are recorded.

use std::ffi::OsString;
use std::path::PathBuf;

use crate::error::{Error, Kind, Result};
use crate::fastpath::inputs::Inputs;

/// The variable that names the config folder.
const CONFIG_DIR: &str = "GETTOKEN_CONFIG_DIR";

/// A place below which nothing can be, for users without a home folder.
pub(super) const NOWHERE: &str = "/dev/null/gettoken";

/// What decided that nothing is read: there is no home folder.
pub const NO_HOME: &str = "no home folder";

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

    /// The config folder, and what decided that it is that one. Where there is no home, nothing is read and nothing can be
    /// stored, and a token is still given.
    pub fn config_dir(&self, flag: Option<PathBuf>) -> (PathBuf, &'static str) {
        // `dirs` asks for these itself, here and for `~`.
        self.will_read(&["HOME", "XDG_CONFIG_HOME"]);
        if let Some(folder) = flag {
            return (folder, "--config-dir");
        }
        if let Some(folder) = self.os(CONFIG_DIR) {
            return (folder.into(), CONFIG_DIR);
        }
        let Some(folder) = dirs::config_dir() else { return (NOWHERE.into(), NO_HOME) };
        let xdg = self.os("XDG_CONFIG_HOME").is_some_and(|named| named == folder.as_os_str());
        (folder.join("gettoken"), if xdg { "XDG_CONFIG_HOME" } else { "the system's place for config" })
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
