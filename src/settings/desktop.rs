//! What the machine offers: a screen for a browser, and the directories of programs.

use std::path::{Path, PathBuf};

use super::{ConfigDir, expand};
use crate::error::Result;
use crate::path_lookup::SearchPath;

/// The program that opens a URL in a browser, and its first arguments; otherwise the code of a message that
/// says why there is no browser.
pub type Desktop = std::result::Result<(&'static str, &'static [&'static str]), &'static str>;

impl ConfigDir {
    /// The directories that are searched for programs.
    pub fn programs(&self) -> SearchPath {
        SearchPath::of(self.environment.os("PATH").as_ref(), self.is_wsl())
    }

    /// The file that a secret command runs.
    pub fn program(&self, words: &[String]) -> Result<PathBuf> {
        let name = words.first().map_or("", String::as_str);
        let path = expand(Path::new(name));
        self.programs().find(path.to_str().unwrap_or(name))
    }

    /// Returns whether this is the Linux subsystem of Windows, where Windows programs can be started.
    fn is_wsl(&self) -> bool {
        self.environment.is_set("WSL_DISTRO_NAME")
    }

    /// How to open a browser.
    pub fn desktop(&self) -> Desktop {
        let is_set = |name| self.environment.is_set(name);
        if is_set("SSH_CONNECTION") || is_set("SSH_TTY") {
            // The user would not see a browser on a remote machine.
            return Err("browser-remote");
        }
        if cfg!(target_os = "macos") {
            return Ok(("open", &[]));
        }
        if cfg!(windows) || self.is_wsl() {
            return Ok(("rundll32.exe", &["url.dll,FileProtocolHandler"]));
        }
        let has_screen = is_set("DISPLAY") || is_set("WAYLAND_DISPLAY");
        if has_screen { Ok(("xdg-open", &[])) } else { Err("browser-without-screen") }
    }
}
