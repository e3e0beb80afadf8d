//! Which file a program's name means. PATH may name the current folder, or one that others may write to; what is
//! there may have been put there by anybody, and is never run.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::error::{Error, Kind, Result};
#[cfg(unix)]
use crate::message::{Message, Value};
use crate::trusted_file;

/// Where a system keeps its own programs, for an environment that does not say.
const SYSTEM: &str = "/usr/bin:/bin";

/// The folders in which a bare name is looked for.
#[derive(Clone, Debug)]
pub struct Folders {
    #[cfg_attr(not(unix), expect(dead_code, reason = "there the system looks for a bare name itself"))]
    folders: Vec<PathBuf>,
    /// Whether programs of Windows are found here too. Linux sees them as everybody's to write to, as it
    /// sees nothing of their real rights.
    beside_windows: bool,
}

impl Folders {
    /// Those of a PATH; where it is not set or empty, the system's own.
    pub fn of(path: Option<&OsString>, beside_windows: bool) -> Self {
        let system = OsString::from(SYSTEM);
        Self { folders: std::env::split_paths(path.unwrap_or(&system)).collect(), beside_windows }
    }

    /// The file that `name` means: an absolute path, or a bare name in one of the folders.
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
        self.in_folders(name)
    }

    #[cfg(unix)]
    fn in_folders(&self, name: &str) -> Result<PathBuf> {
        use std::fs::{self, Metadata};
        use std::os::unix::fs::MetadataExt;
        let mut error = Error::new(Kind::Helper, "program-missing").with("command", name);
        for folder in &self.folders {
            let file = folder.join(name);
            let may_run = |metadata: Metadata| metadata.is_file() && metadata.mode() & 0o111 != 0;
            if !fs::metadata(&file).is_ok_and(may_run) {
                continue;
            }
            match self.why_not(folder, &file) {
                None => return Ok(file),
                Some(why) => error = error.hint(Message::new("program-passed-over").with("why", why)),
            }
        }
        Err(error)
    }

    /// Why `file`, found in `folder` of PATH, is not taken.
    #[cfg(unix)]
    fn why_not(&self, folder: &Path, file: &Path) -> Option<Value> {
        if !folder.is_absolute() {
            return Some(Message::new("path-folder-relative").with("folder", folder).into());
        }
        // Not even one's own: another name for a program of the system would do harm enough.
        let fault = self.check(file, Some(folder)).err()?;
        Some(Value::list([vec![fault.message()], fault.hints()].concat(), "list-semicolon"))
    }

    /// Refuses a program that somebody else may change, or that is in such a `folder`. One of Windows is taken.
    fn check(&self, file: &Path, folder: Option<&Path>) -> Result<()> {
        let is_of_windows = self.beside_windows && file.extension().is_some_and(|ending| ending == "exe");
        if is_of_windows {
            Ok(())
        } else {
            folder.into_iter().chain([file]).try_for_each(trusted_file::check)
        }
    }

    /// Here the system adds endings, and has folders of its own before those of PATH; std never looks in
    /// the current one.
    #[cfg(not(unix))]
    fn in_folders(&self, name: &str) -> Result<PathBuf> {
        Ok(PathBuf::from(name))
    }
}

/// Whether it is one plain word, without a way to anywhere.
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
        let found = Folders::of(None, false).find("sh").unwrap();
        assert!(["/usr/bin/sh", "/bin/sh"].contains(&found.to_str().unwrap()), "{found:?}");
    }
}
