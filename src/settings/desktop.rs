//! What the machine offers besides us: a screen to open a browser on, and the folders of its programs.

use std::path::{Path, PathBuf};

use super::{Home, expand};
use crate::error::Result;
use crate::program::Folders;

/// Where a browser could be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Desktop {
    /// No screen: a server, a container, a CI job.
    Headless,
    Mac,
    /// Logged in from another machine: a browser here would open in front of nobody.
    Remote,
    Unix,
    Windows,
}

impl Desktop {
    /// Whether a browser can be opened in front of the person.
    pub fn has_browser(&self) -> bool {
        self.why_no_browser().is_none()
    }

    /// Why not: a message's code.
    pub fn why_no_browser(&self) -> Option<&'static str> {
        match self {
            Self::Headless => Some("browser-without-screen"),
            Self::Remote => Some("browser-remote"),
            Self::Mac | Self::Unix | Self::Windows => None,
        }
    }
}

impl Home {
    /// Where other programs are looked for.
    pub fn programs(&self) -> Folders {
        Folders::of(self.environment.os("PATH").as_ref(), self.is_beside_windows())
    }

    /// The file that the secret command `name` runs.
    pub fn program(&self, name: &str) -> Result<PathBuf> {
        let path = expand(Path::new(name));
        self.programs().find(path.to_str().unwrap_or(name))
    }

    /// Programs of Windows can be started from its Linux subsystem.
    fn is_beside_windows(&self) -> bool {
        self.environment.is_set("WSL_DISTRO_NAME")
    }

    /// What kind of desktop this is, for opening a browser.
    pub fn desktop(&self) -> Desktop {
        let is_set = |name| self.environment.is_set(name);
        if is_set("SSH_CONNECTION") || is_set("SSH_TTY") {
            return Desktop::Remote;
        }
        if cfg!(target_os = "macos") {
            return Desktop::Mac;
        }
        if cfg!(windows) || self.is_beside_windows() {
            return Desktop::Windows;
        }
        if is_set("DISPLAY") || is_set("WAYLAND_DISPLAY") { Desktop::Unix } else { Desktop::Headless }
    }
}
