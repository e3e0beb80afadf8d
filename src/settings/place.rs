//! Where the user's files are: the config folder, and what decided that it is that one.

use std::fmt;
use std::path::PathBuf;

use super::Environment;

/// The variable that names the folder.
const VARIABLE: &str = "GETTOKEN_CONFIG_DIR";

/// A place below which nothing can be, for users without a home folder.
pub(super) const NOWHERE: &str = "/dev/null/gettoken";

/// What decided where the config folder is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chosen {
    Environment,
    Flag,
    /// There is no home folder.
    Nowhere,
    System,
    /// The system's rule, by the variable that moves all config folders.
    Xdg,
}

impl fmt::Display for Chosen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Environment => VARIABLE,
            Self::Flag => "--config-dir",
            Self::Nowhere => "no home folder",
            Self::System => "the system's place for config",
            Self::Xdg => "XDG_CONFIG_HOME",
        })
    }
}

/// The config folder. Where there is no home, nothing is read and nothing can be stored, and a token is
/// still given.
pub(super) fn folder(flag: Option<PathBuf>, environment: &Environment) -> (PathBuf, Chosen) {
    // `dirs` asks for these itself, here and for `~`.
    environment.will_read(&["HOME", "XDG_CONFIG_HOME"]);
    if let Some(folder) = flag {
        return (folder, Chosen::Flag);
    }
    if let Some(folder) = environment.os(VARIABLE) {
        return (folder.into(), Chosen::Environment);
    }
    let Some(folder) = dirs::config_dir() else {
        return (NOWHERE.into(), Chosen::Nowhere);
    };
    let xdg = environment.os("XDG_CONFIG_HOME").is_some_and(|named| named == folder.as_os_str());
    (folder.join("gettoken"), if xdg { Chosen::Xdg } else { Chosen::System })
}
