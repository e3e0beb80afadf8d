//! Changes the config file. The file is locked, read again, edited with its comments kept, checked as a whole and
//! replaced as a whole, so that an interruption at any point leaves either the old or the new file.

mod text;

use std::fs::{self, File, Metadata, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

pub use text::{ConfigText, Setting};

use crate::cli::Fetch;
use crate::error::{Error, Kind, Result};
use crate::message::Message;
use crate::oauth::flow;
use crate::output::Format;
use crate::settings::{ConfigDir, Settings};
use crate::signals::BlockedSignals;
use crate::store::{Limit, Lock};
use crate::trusted_file;

/// How long to wait for another process that changes the file.
const LOCK_TIMEOUT: Duration = Duration::from_secs(30);

/// Changes the config file of `home` with `change`. `check` gets the result and may refuse it; `commit` runs when only
/// the last step is left, which cannot run out of space. If any of them fails, the file stays as it is. Returns the
/// result of `check`.
pub fn edit<T>(
    home: &ConfigDir,
    change: impl FnOnce(&mut ConfigText) -> Result<()>,
    check: impl FnOnce(&ConfigDir) -> Result<T>,
    commit: impl FnOnce() -> Result<()>,
) -> Result<T> {
    home.require()?;
    let path = &home.config.path;
    let failed =
        |error: io::Error| Error::new(Kind::Config, "file-unwritable").with("path", &**path).caused_by(error);
    trusted_file::make_private_folder(&home.dir, true).map_err(failed)?;
    // A config file in an untrusted directory would be rejected when it is read.
    trusted_file::check(&home.dir)?;
    let (real, _) = trusted_file::own_file(path)?;
    let lock = EditLock::take(&real)?;
    let (real, metadata) = trusted_file::own_file(path)?;
    let before = home.reread()?;
    let mut document = document(&before)?;
    change(&mut document)?;
    let text = document.text();
    let after = home.with_text(text.clone())?;
    let checked = check(&after)?;
    if text == before.config.text() {
        commit()?;
    } else {
        // An interruption must not leave the temporary file behind.
        let _blocked = BlockedSignals::begin();
        let new = NewFile::write(&real, metadata.as_ref(), &text).map_err(failed)?;
        commit()?;
        new.rename(&real).map_err(failed)?;
    }
    drop(lock);
    Ok(checked)
}

/// The config file for editing. Fails if it is not valid TOML.
pub fn document(home: &ConfigDir) -> Result<ConfigText> {
    home.config.check_syntax()?;
    ConfigText::new(home.config.text()).ok_or_else(|| Error::new(Kind::Internal, "bug"))
}

/// Resolves the profile `name` as any use of it does. Runs no secret command and does not open the keyring. A client
/// secret that is unavailable is returned as a separate error.
pub fn resolve_profile(home: &ConfigDir, name: &str) -> Result<(Settings, Option<Error>)> {
    let fetch = Fetch { profile: name.to_owned(), ..Fetch::default() };
    let (settings, fault) = home.resolve(fetch, &mut Vec::new())?;
    flow::check(&settings)?;
    Ok((settings, fault))
}

/// Checks the settings for all profiles that no profile uses until it is asked for a token.
pub fn check_defaults(home: &ConfigDir) -> Result<()> {
    let output = home.config.defaults.output.as_deref().map(str::parse::<Format>);
    output.transpose().map(drop).map_err(|why: Message| home.config.wrong("defaults", "output", why))
}

/// The lock of a config file: a file beside it, which is removed at the end.
struct EditLock {
    path: PathBuf,
    _lock: Lock,
}

impl EditLock {
    fn take(file: &Path) -> Result<Self> {
        let path = beside(file, "lock");
        match Lock::take(&path, Limit::Wait(LOCK_TIMEOUT)) {
            Ok(lock) => Ok(Self { path, _lock: lock }),
            Err(TryLockError::WouldBlock) => Err(Error::new(Kind::Busy, "config-locked").with("path", file)),
            Err(TryLockError::Error(error)) => {
                // Nobody can lock here.
                let _ = fs::remove_file(&path);
                Err(Error::new(Kind::Config, "file-unwritable").with("path", file).caused_by(error))
            }
        }
    }
}

impl Drop for EditLock {
    fn drop(&mut self) {
        // Still locked: processes that wait for it notice that it is gone, and take a new one.
        let _ = fs::remove_file(&self.path);
    }
}

/// `config.toml` and `new` make `.config.toml.new`, in the same directory.
fn beside(file: &Path, ending: &str) -> PathBuf {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    file.with_file_name(format!(".{name}.{ending}"))
}

/// A complete new version of a file, beside it. Removed if it is not renamed.
pub struct NewFile {
    path: PathBuf,
    is_renamed: bool,
}

impl NewFile {
    /// Writes `text` durably, with the mode and the owner of the file that it will replace, or else for the user only.
    pub fn write(file: &Path, replaced: Option<&Metadata>, text: &str) -> io::Result<Self> {
        let path = beside(file, "new");
        // Left behind by a process that was killed: only the holder of the lock writes it.
        match trusted_file::patiently_at(&path, || fs::remove_file(&path)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let mut content = trusted_file::create_private_file(&path)?;
        let new = Self { path, is_renamed: false };
        content.write_all(text.as_bytes())?;
        set_rights(&content, replaced)?;
        content.sync_all()?;
        Ok(new)
    }

    /// Puts it in the place of `file`.
    pub fn rename(mut self, file: &Path) -> io::Result<()> {
        trusted_file::rename(&self.path, file)?;
        self.is_renamed = true;
        // The file is complete in any case; this only makes its name survive a power failure.
        #[cfg(unix)]
        let _ = file.parent().map(File::open).transpose()?.map(|folder| folder.sync_all());
        Ok(())
    }
}

impl Drop for NewFile {
    fn drop(&mut self) {
        if !self.is_renamed {
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Gives a new file the mode and the owner of the one that it replaces. Without one, only its owner has access,
/// whatever the umask.
#[cfg(unix)]
fn set_rights(file: &File, replaced: Option<&Metadata>) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};
    let Some(replaced) = replaced else { return file.set_permissions(fs::Permissions::from_mode(0o600)) };
    let new = file.metadata()?;
    if (new.uid(), new.gid()) != (replaced.uid(), replaced.gid()) {
        fchown(file, Some(replaced.uid()), Some(replaced.gid()))?;
    }
    file.set_permissions(fs::Permissions::from_mode(replaced.mode() & 0o7777))
}

/// On Windows a new file is private, whoever could read the one that it replaces.
#[cfg(windows)]
fn set_rights(_: &File, _: Option<&Metadata>) -> io::Result<()> {
    Ok(())
}
