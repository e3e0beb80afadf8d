//! The process's environment. Only this file reads it, and records the names that are read.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::expand;
use crate::error::{Error, Kind, Result};
use crate::fastpath::inputs::Inputs;
use crate::message::Message;
use crate::sanitize::NOWHERE;

/// The variable that names the config directory.
pub(super) const CONFIG_DIR: &str = "GETTOKEN_CONFIG_DIR";

/// How gettoken's own variables begin.
pub(super) const OWN: &str = "GETTOKEN_";

/// What selected the usual directory.
const SYSTEM: &str = "the system's config directory";

/// What selected a directory that cannot exist: there is no home directory.
pub const NO_HOME: &str = "no home directory";

/// What selected the config directory, as a message.
pub fn selected_by(chosen: &str) -> Message {
    if chosen == SYSTEM { Message::new("source-config-folder") } else { Message::text(chosen) }
}

/// The process's variables, or none.
#[derive(Clone, Default)]
pub struct Environment {
    /// Whether to report all variables as unset.
    is_empty: bool,
    /// Where the names that are read are recorded.
    pub inputs: Inputs,
}

impl Environment {
    /// The process's environment.
    pub fn process(inputs: Inputs) -> Self {
        Self { is_empty: false, inputs }
    }

    /// No variables at all.
    pub fn empty() -> Self {
        Self { is_empty: true, ..Self::default() }
    }

    /// The value of `name`. An empty one counts as unset, because shells make it hard to distinguish them.
    pub fn text(&self, name: &str) -> Result<Option<String>> {
        let wrong = |_| Error::new(Kind::Config, "variable-not-utf-8").with("name", name);
        self.os(name).map(|value| value.into_string().map_err(wrong)).transpose()
    }

    /// Like [`Self::text`], for values that need not be UTF-8.
    pub fn os(&self, name: &str) -> Option<OsString> {
        self.will_read(&[name]);
        self.untracked(name)
    }

    /// Records variables that a library reads by itself.
    pub fn will_read(&self, names: &[&str]) {
        names.iter().for_each(|name| self.inputs.record_variable(name));
    }

    /// The config directory, and what selected it. Without a home directory nothing is read or stored, but
    /// tokens can still be fetched.
    pub fn config_dir(&self, flag: Option<PathBuf>) -> (PathBuf, &'static str) {
        // `dirs` reads these itself, here and for `~`.
        self.will_read(&["HOME", "XDG_CONFIG_HOME"]);
        if let Some(folder) = flag {
            return (expand(&folder), "--config-dir");
        }
        if let Some(folder) = self.path(CONFIG_DIR) {
            return (folder, CONFIG_DIR);
        }
        // `dirs` does not expand `~`. A relative path is ignored, as the standard demands: a user who may write to the
        // current directory must not choose where secrets are sent.
        let has_xdg = cfg!(not(any(windows, target_vendor = "apple")));
        let xdg = self.path("XDG_CONFIG_HOME").filter(|folder| has_xdg && folder.is_absolute());
        let from = if xdg.is_some() { "XDG_CONFIG_HOME" } else { SYSTEM };
        match xdg.or_else(|| dirs::config_dir().filter(|folder| folder.is_absolute())) {
            Some(folder) => (folder.join("gettoken"), from),
            None => (NOWHERE.into(), NO_HOME),
        }
    }

    /// The path in `name`, with `~` expanded.
    pub fn path(&self, name: &str) -> Option<PathBuf> {
        self.os(name).map(|path| expand(Path::new(&path)))
    }

    /// The names of all variables that begin like gettoken's own. They are not recorded: an answer does not
    /// depend on them.
    pub fn own_names(&self) -> Vec<String> {
        let names = std::env::vars_os().filter_map(|(name, _)| name.into_string().ok());
        names.filter(|name| !self.is_empty && name.starts_with(OWN)).collect()
    }

    /// Returns whether `name` has a value.
    pub fn is_set(&self, name: &str) -> bool {
        self.os(name).is_some()
    }

    /// Like [`Self::os`], without recording the name.
    pub fn untracked(&self, name: &str) -> Option<OsString> {
        std::env::var_os(name).filter(|value| !self.is_empty && !value.is_empty())
    }
}
