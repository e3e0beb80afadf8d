//! Reads credentials from the source that the profile names. Only this module starts a program or opens the
//! keyring for a credential, and only when it is needed.

use std::fs::{self, File};
use std::io::{self, ErrorKind, IsTerminal};
use std::path::Path;
use std::time::Duration;

use super::App;
use super::config_editor::NewFile;
use super::helper;
use crate::error::{Error, Kind, Result};
use crate::keyring::{self, KeyringItem};
use crate::secret::Secret;
use crate::settings::{KeptSecret, Settings, Source, secret_file, trimmed, usable};
use crate::trusted_file::{self, ReadPolicy};

/// The longest secret, in bytes.
pub const LARGEST: u64 = 64 * 1024;

impl App<'_> {
    /// Reads the credential called `name`, if the profile has one.
    pub fn credential(&self, name: &str) -> Result<Option<Secret>> {
        let Some(credential) = self.settings.credentials.get(name) else { return Ok(None) };
        let source = &credential.source;
        let secret = match (&credential.text, source) {
            (Some(text), _) => text.clone(),
            (None, Source::Command(words)) => self.command(words)?,
            (None, Source::Keyring(item)) => from_keyring(item, &self.settings.profile)?,
            (None, _) => from_stdin(name, &self.home.read_policy)?,
        };
        usable(name, secret, source).map(Some)
    }

    fn command(&self, words: &[String]) -> Result<Secret> {
        let program = self.home.program(words)?;
        let hidden = self.home.secret_variables(&self.settings.provider)?;
        helper::run(&program, words, &hidden, self.settings.network.timeout)
    }
}

/// Reads credentials from stdin early, because their values are part of the cache key.
pub fn read_stdin(settings: &mut Settings, policy: &ReadPolicy) -> Result<()> {
    for (name, credential) in &mut settings.credentials {
        if credential.source == Source::Stdin {
            credential.text = Some(from_stdin(name, policy)?);
        }
    }
    Ok(())
}

/// Reads the secret called `name` from a private file, or from stdin if `path` is `-`.
pub fn from_file(name: &str, path: &Path, policy: &ReadPolicy) -> Result<Secret> {
    if path.as_os_str() == "-" {
        return from_stdin(name, policy);
    }
    usable(name, secret_file(path, policy)?, &Source::File(path.to_owned()))
}

/// Reads the secret or token called `name` from stdin.
pub fn from_stdin(name: &str, policy: &ReadPolicy) -> Result<Secret> {
    let bytes = whole_stdin(LARGEST, policy.limit()).map_err(|error| match error.kind() {
        ErrorKind::FileTooLarge => Error::new(Kind::Config, "stdin-too-long").with("most", LARGEST),
        _ => unread(Error::new(Kind::Config, "stdin-unreadable"), error),
    })?;
    let text = trusted_file::utf_8(bytes)
        .map_err(|error| Error::new(Kind::Config, "stdin-unreadable").caused_by(error))?;
    let secret = trimmed(&Secret::new(text));
    if secret.is_empty() {
        return Err(Error::new(Kind::Config, "stdin-empty"));
    }
    usable(name, secret, &Source::Stdin)
}

/// Reads all of stdin, which may have at most `most` bytes; see [`stdin`].
pub fn whole_stdin(most: u64, limit: Duration) -> io::Result<Vec<u8>> {
    stdin(limit, move |file| trusted_file::limited(&file, 0, most))
}

/// Reads stdin with `read`, without std's buffer, which would keep a copy until the program ends. Fails after
/// `limit`, unless a person types.
pub fn stdin<T: Send + 'static>(
    limit: Duration,
    read: impl FnOnce(File) -> io::Result<T> + Send + 'static,
) -> io::Result<T> {
    #[cfg(unix)]
    let copy = std::os::fd::AsFd::as_fd(&io::stdin()).try_clone_to_owned();
    #[cfg(windows)]
    let copy = std::os::windows::io::AsHandle::as_handle(&io::stdin()).try_clone_to_owned();
    let file = File::from(copy?);
    // A thread has its signals blocked, so in the background it could not be stopped by the terminal.
    if file.is_terminal() {
        return read(file);
    }
    trusted_file::in_time(limit, move || read(file))?
}

/// Adds the reason why stdin could not be read, and how to allow more time.
pub fn unread(error: Error, cause: io::Error) -> Error {
    let is_late = cause.kind() == ErrorKind::TimedOut;
    let error = error.caused_by(cause);
    if is_late { error.hint("stdin-late") } else { error }
}

/// Fails if this build cannot use a keyring at all.
pub fn require_keyring() -> Result<()> {
    keyring::missing().map_or(Ok(()), |why| Err(Error::new(Kind::Config, why)))
}

/// Reports whether the keyring has an item for the secret. Fails if there is no usable keyring.
pub fn is_in_keyring(item: &KeyringItem) -> Result<bool> {
    require_keyring()?;
    keyring::read(item).map(|secret| secret.is_some())
}

/// Stores a secret where gettoken keeps it. A file is replaced as a whole, so the caller holds the lock of the config
/// file, see [`super::config_editor::edit`].
pub fn keep(place: &KeptSecret, secret: &Secret) -> Result<()> {
    let path = match place {
        KeptSecret::Keyring(item) => return keyring::write(item, secret),
        KeptSecret::File(path) => path,
    };
    let failed =
        |error: io::Error| Error::new(Kind::Config, "file-unwritable").with("path", &**path).caused_by(error);
    if let Some(folder) = path.parent() {
        trusted_file::make_private_folder(folder, true).map_err(failed)?;
        trusted_file::check(folder)?;
    }
    let (real, metadata) = trusted_file::own_file(path)?;
    let new = NewFile::write(&real, metadata.as_ref(), &format!("{}\n", secret.expose())).map_err(failed)?;
    new.rename(&real).map_err(failed)
}

/// Removes a secret from where gettoken keeps it. Returns whether it was there.
pub fn forget(place: &KeptSecret) -> Result<bool> {
    match place {
        KeptSecret::Keyring(item) => keyring::remove(item),
        KeptSecret::File(path) => match fs::remove_file(path) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
            Err(error) => {
                Err(Error::new(Kind::Config, "file-unwritable").with("path", &**path).caused_by(error))
            }
        },
    }
}

fn from_keyring(item: &KeyringItem, profile: &str) -> Result<Secret> {
    let error = |code: &'static str| {
        let error = Error::new(Kind::Config, code).with("profile", profile);
        error.with("account", &item.account).with("service", &item.service)
    };
    Ok(trimmed(&keyring::read(item)?.ok_or_else(|| error("keyring-item-missing"))?))
}
