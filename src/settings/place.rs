//! Where the user's files are: the config folder, and what decided that it is that one.

use std::path::PathBuf;

use super::Environment;

/// The variable that names the folder.
const VARIABLE: &str = "GETTOKEN_CONFIG_DIR";

/// A place below which nothing can be, for users without a home folder.
pub(super) const NOWHERE: &str = "/dev/null/gettoken";

/// What decided that nothing is read: there is no home folder.
pub const NO_HOME: &str = "no home folder";

/// The config folder, and what decided that it is that one. Where there is no home, nothing is read and nothing can be stored, and a token is
/// still given.
pub fn config_dir(flag: Option<PathBuf>, environment: &Environment) -> (PathBuf, &'static str) {
    // `dirs` asks for these itself, here and for `~`.
    environment.will_read(&["HOME", "XDG_CONFIG_HOME"]);
    if let Some(folder) = flag {
        return (folder, "--config-dir");
    }
    if let Some(folder) = environment.os(VARIABLE) {
        return (folder.into(), VARIABLE);
    }
    let Some(folder) = dirs::config_dir() else {
        return (NOWHERE.into(), NO_HOME);
    };
    let xdg = environment.os("XDG_CONFIG_HOME").is_some_and(|named| named == folder.as_os_str());
    (folder.join("gettoken"), if xdg { "XDG_CONFIG_HOME" } else { "the system's place for config" })
}
