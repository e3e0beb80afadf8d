//! What the machine offers: a screen for a browser, and the directories of programs.

use std::path::{Path, PathBuf};

use super::{ConfigDir, expand};
use crate::error::Result;
use crate::path_lookup::SearchPath;

/// The commands that open a URL in a browser, in the format of `BROWSER`; otherwise the code of a message that
/// says why there is no browser.
pub type Desktop = std::result::Result<Vec<String>, &'static str>;

/// The separator of the commands in `BROWSER`.
const SEPARATOR: char = if cfg!(windows) { ';' } else { ':' };

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

    /// How to open a browser: `BROWSER`, which editors set in containers and on remote machines to open it
    /// where the user is, then the system's way.
    pub fn desktop(&self) -> Desktop {
        let chosen = self.environment.os("BROWSER").and_then(|list| list.into_string().ok());
        let chosen = chosen.iter().flat_map(|list| list.split(SEPARATOR)).map(str::trim);
        let mut commands: Vec<_> = chosen.filter(|it| !it.is_empty()).map(str::to_owned).collect();
        match self.opener() {
            Ok(command) => commands.push(command.to_owned()),
            Err(why) if commands.is_empty() => return Err(why),
            Err(_) => {}
        }
        Ok(commands)
    }

    /// The system's command.
    fn opener(&self) -> std::result::Result<&'static str, &'static str> {
        let is_set = |name| self.environment.is_set(name);
        if is_set("SSH_CONNECTION") || is_set("SSH_TTY") {
            // The user would not see a browser on a remote machine.
            return Err("browser-remote");
        }
        if cfg!(target_os = "macos") {
            return Ok("open");
        }
        if cfg!(windows) || self.is_wsl() {
            return Ok("rundll32.exe url.dll,FileProtocolHandler");
        }
        let has_screen = is_set("DISPLAY") || is_set("WAYLAND_DISPLAY");
        if has_screen { Ok("xdg-open") } else { Err("browser-without-screen") }
    }
}
