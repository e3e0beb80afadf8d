//! Finds a program by its name. PATH may include the current directory or one that others can write to; a
//! program there could have been planted, so it is never run.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use crate::error::{Error, Kind, Result};
use crate::message::{Message, Value};
use crate::trusted_file;

/// The default PATH for an environment without one.
const DEFAULT_PATH: &str = if cfg!(windows) { r"C:\Windows\System32;C:\Windows" } else { "/usr/bin:/bin" };

/// The endings of programs that Windows can run without further words, in the order of its own search.
#[cfg(windows)]
const ENDINGS: [&str; 5] = ["", ".com", ".exe", ".bat", ".cmd"];

/// The directories that are searched for a program name.
#[derive(Clone, Debug)]
pub struct SearchPath {
    folders: Vec<PathBuf>,
    /// Whether this is WSL. There, Linux does not see the real permissions of Windows programs, and shows
    /// them as writable by everybody.
    beside_windows: bool,
}

impl SearchPath {
    /// The directories of a PATH. The default is used if it is not set.
    pub fn of(path: Option<&OsString>, beside_windows: bool) -> Self {
        let system = OsString::from(DEFAULT_PATH);
        Self { folders: std::env::split_paths(path.unwrap_or(&system)).collect(), beside_windows }
    }

    /// The names of all files in the directories, for completion. Whether one can be run, only running it shows.
    pub fn names(&self) -> BTreeSet<String> {
        let files = self.folders.iter().filter_map(|folder| fs::read_dir(folder).ok()).flatten().flatten();
        files.filter_map(|file| file.file_name().into_string().ok()).collect()
    }

    /// Finds the file for `name`: an absolute path, or a bare name in one of the directories.
    pub fn find(&self, name: &str) -> Result<PathBuf> {
        let path = Path::new(name);
        if path.is_absolute() {
            return self.check(path, None).map(|()| path.to_owned()).map_err(|fault| {
                let refused = Error::new(Kind::Helper, "program-refused").with("command", name);
                fault.hints().into_iter().fold(refused.with("fault", fault.message()), Error::hint)
            });
        }
        if !is_bare(name) {
            return Err(Error::new(Kind::Helper, "program-relative").with("command", name));
        }
        self.search(name)
    }

    fn search(&self, name: &str) -> Result<PathBuf> {
        let mut error = Error::new(Kind::Helper, "program-missing").with("command", name);
        for folder in &self.folders {
            let Some(file) = program_in(folder, name) else { continue };
            match self.why_rejected(folder, &file) {
                None => return Ok(file),
                Some(why) => error = error.hint(Message::new("program-passed-over").with("why", why)),
            }
        }
        Err(error)
    }

    /// The reason why `file`, found in the directory `folder` of PATH, is not used.
    fn why_rejected(&self, folder: &Path, file: &Path) -> Option<Value> {
        if !folder.is_absolute() {
            return Some(Message::new("path-folder-relative").with("folder", folder).into());
        }
        // Check the directory too: others could link one of the user's or the system's programs there under this name.
        let fault = self.check(file, Some(folder)).err()?;
        Some(Value::list([vec![fault.message()], fault.hints()].concat(), "list-semicolon"))
    }

    /// Fails if somebody else may change the program or its `folder`. Windows programs under WSL are accepted.
    fn check(&self, file: &Path, folder: Option<&Path>) -> Result<()> {
        let is_of_windows = self.beside_windows && file.extension().is_some_and(|ending| ending == "exe");
        if is_of_windows {
            Ok(())
        } else {
            folder.into_iter().chain([file]).try_for_each(trusted_file::check)
        }
    }
}

/// The file in `folder` that can be run as `name`.
#[cfg(unix)]
fn program_in(folder: &Path, name: &str) -> Option<PathBuf> {
    use std::os::unix::fs::MetadataExt;
    let file = folder.join(name);
    let may_run = |metadata: fs::Metadata| metadata.is_file() && metadata.mode() & 0o111 != 0;
    fs::metadata(&file).is_ok_and(may_run).then_some(file)
}

#[cfg(windows)]
fn program_in(folder: &Path, name: &str) -> Option<PathBuf> {
    let has_ending = |file: &&Path| {
        let ending = file.extension().and_then(|ending| ending.to_str()).map(str::to_ascii_lowercase);
        ending.is_some_and(|ending| ENDINGS.contains(&&*format!(".{ending}")))
    };
    let files = ENDINGS.iter().map(|ending| folder.join(format!("{name}{ending}")));
    // Programs of the Windows store are links that only starting them follows.
    let is_there = |file: &Path| fs::symlink_metadata(file).is_ok_and(|metadata| !metadata.is_dir());
    files.filter(|file| has_ending(&&**file)).find(|file| is_there(file))
}

/// Reports whether `name` is a single path component.
fn is_bare(name: &str) -> bool {
    !name.is_empty()
        && name != "."
        && name != ".."
        && !name.contains(['/', '\0'])
        && !(cfg!(windows) && name.contains(['\\', ':']))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn what_is_a_bare_name() {
        for good in ["pass", "op.sh", "-x", "a b", "...", "a\\b"] {
            assert!(is_bare(good), "{good}");
        }
        for bad in ["", ".", "..", "./x", "../x", "a/b", "a/", "x\0y"] {
            assert!(!is_bare(bad), "{bad:?}");
        }
    }

    #[test]
    fn an_environment_without_a_path_has_the_systems() {
        let found = SearchPath::of(None, false).find("sh").unwrap();
        assert!(["/usr/bin/sh", "/bin/sh"].contains(&found.to_str().unwrap()), "{found:?}");
    }
}
