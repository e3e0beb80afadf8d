//! What the machine offers besides us: a screen to open a browser on, and the folders of its programs.

use std::path::{Path, PathBuf};

use super::{Home, expand};
use crate::error::Result;
use crate::path_lookup::SearchPath;

/// The program that opens an address in front of the person, with what comes before the address; else why there is no
/// browser: a message's code.
pub type Desktop = std::result::Result<(&'static str, &'static [&'static str]), &'static str>;

impl Home {
    /// Where other programs are looked for.
    pub fn programs(&self) -> SearchPath {
        SearchPath::of(self.environment.os("PATH").as_ref(), self.is_beside_windows())
    }

    /// The file that a secret command runs.
    pub fn program(&self, words: &[String]) -> Result<PathBuf> {
        let name = words.first().map_or("", String::as_str);
        let path = expand(Path::new(name));
        self.programs().find(path.to_str().unwrap_or(name))
    }

    /// Programs of Windows can be started from its Linux subsystem.
    fn is_beside_windows(&self) -> bool {
        self.environment.is_set("WSL_DISTRO_NAME")
    }

    /// How to open a browser.
    pub fn desktop(&self) -> Desktop {
        let is_set = |name| self.environment.is_set(name);
        if is_set("SSH_CONNECTION") || is_set("SSH_TTY") {
            // A browser here would open in front of nobody.
            return Err("browser-remote");
        }
        if cfg!(target_os = "macos") {
            return Ok(("open", &[]));
        }
        if cfg!(windows) || self.is_beside_windows() {
            return Ok(("rundll32.exe", &["url.dll,FileProtocolHandler"]));
        }
        let has_screen = is_set("DISPLAY") || is_set("WAYLAND_DISPLAY");
        if has_screen { Ok(("xdg-open", &[])) } else { Err("browser-without-screen") }
    }
}
