//! Entries on disk: one small file a key, replaced whole. The only file that writes under the cache.
//!
//! Readers take no lock. A writer holds the key's lock, writes a temporary file of a fixed name and
//! renames it, so that a kill at any instant leaves the old entry or the new one. Nothing that is
//! found here is believed before its checksum, key, owner and mode are.
//!
//! The text of an entry may be in the system's keyring instead. Locks and refusals are files even then,
//! and a file without a secret says which entries are there.

mod clear;
mod disk;
mod entry;
mod files;
mod health;
mod item;
mod key;
mod lock;

use std::ffi::OsString;
use std::fs::{self, Metadata};
use std::io::{self, Write};
use std::path::{MAIN_SEPARATOR_STR, Path, PathBuf};
use std::time::{Duration, Instant};

pub use disk::Disk;
pub use entry::{Entry, Refused};
use files::{check_folder, check_owner, create_private, make_private, remove, sync_folder};
pub use health::{Health, Locking};
pub use key::KeyFields;
pub use lock::{Limit, Lock, LockError};

use crate::error::{Error, Kind, Result as Told};
use crate::escape::visible;
use crate::message::Message;
use crate::ownership::shown;
use crate::secret::Secret;

/// The ending of a replay record's file.
const REPLAY: &str = "replay";
/// The ending of one that is being written.
const REPLAY_TEMPORARY: &str = "replay-tmp";

/// Marks a folder that backup programs may skip (bford.info/cachedir).
const CACHEDIR_TAG: &str =
    "Signature: 8a477f597d28d172789f06886806bc55\n# Tokens that gettoken can fetch again.\n";

/// The folder of tokens.
#[derive(Clone, Debug)]
pub struct Store {
    folder: PathBuf,
    /// A folder on a local file system, for locks where the tokens' own knows none (NFS).
    spare_locks: Option<PathBuf>,
    /// Whether entries are items of the system's keyring.
    in_keyring: bool,
}

/// What was found under a key.
#[derive(Debug)]
pub enum Found<T> {
    Nothing,
    /// The keyring cannot be asked, so that nobody knows.
    Closed(Error),
    /// Something that cannot be believed, and why.
    Damaged(String),
    Sound(T),
}

impl<T> Found<T> {
    /// What was found, if it can be believed.
    pub fn sound(self) -> Told<Option<T>> {
        match self {
            Self::Sound(value) => Ok(Some(value)),
            Self::Nothing | Self::Damaged(_) => Ok(None),
            Self::Closed(error) => Err(error),
        }
    }
}

impl Store {
    /// The store in `folder`, which is made when something is first written.
    pub fn new(folder: PathBuf, spare_locks: Option<PathBuf>) -> Self {
        Self { folder, spare_locks, in_keyring: false }
    }

    /// The same store with its entries in the system's keyring, if that is wanted.
    pub fn in_keyring(self, wanted: bool) -> Self {
        Self { in_keyring: wanted, ..self }
    }

    /// The entry under `key`.
    pub fn read(&self, key: &str) -> Found<Entry> {
        if self.in_keyring { self.read_item(key) } else { self.found(key, "json", Entry::parse) }
    }

    /// The refusal that the vendor last answered under `key`.
    pub fn read_refusal(&self, key: &str) -> Found<Refused> {
        self.found(key, "refused", Refused::parse)
    }

    /// Takes the key's lock; see [`Lock::take`] for `limit`.
    pub fn lock(&self, key: &str, limit: Limit) -> Result<Lock, LockError> {
        let mut tries = 0;
        loop {
            self.prepare().map_err(LockError::Unusable)?;
            match Lock::take(&self.path(key, "lock"), limit) {
                // Somebody cleared the cache while we waited, and the folder went with it.
                Err(LockError::Unusable(error))
                    if error.kind() == io::ErrorKind::NotFound && tries < CLEARINGS =>
                {
                    tries += 1;
                }
                Err(LockError::Unusable(error)) => return self.spare_lock(key, limit, error),
                taken => return taken,
            }
        }
    }

    /// Waits until whoever has the key's lock is done, beside all who wait for the same: they need not take turns to
    /// see what he left. What is left of `limit` then.
    pub fn await_holder(&self, key: &str, limit: Duration) -> Result<Duration, LockError> {
        let start = Instant::now();
        self.lock(key, Limit::Share(limit)).map(|_| limit.saturating_sub(start.elapsed()))
    }

    fn spare_lock(&self, key: &str, limit: Limit, error: io::Error) -> Result<Lock, LockError> {
        match &self.spare_locks {
            Some(folder) if make_private(folder).is_ok() && check_folder(folder).is_ok() => {
                Lock::take(&folder.join(format!("{key}.lock")), limit)
            }
            _ => Err(LockError::Unusable(error)),
        }
    }

    /// Replaces the entry under `key` and forgets its refusal. The caller holds the key's lock.
    pub fn write(&self, key: &str, entry: &Entry, _lock: &Lock) -> io::Result<()> {
        // What cannot be fetched again must outlive a power failure; a plain token need not.
        let durable = entry.token.refresh_token.is_some();
        // What was kept in the other place before would outlive a logout.
        if self.in_keyring {
            self.write_item(key, &entry.text(key))?;
            remove(&self.path(key, "json"))?;
        } else {
            self.replace(key, "json", entry.text(key).expose().as_bytes(), durable)?;
            self.remove_item(key)?;
        }
        remove(&self.path(key, "refused"))
    }

    /// Shows that an entry could be written now, by writing as much beside it and removing it again.
    /// The caller holds the key's lock.
    pub fn prove_writable(&self, key: &str, _lock: &Lock) -> io::Result<()> {
        if self.in_keyring {
            return self.prove_keyring(key);
        }
        let temporary = self.path(key, "tmp");
        remove(&temporary)?;
        let proven = create_private(&temporary).and_then(|mut file| {
            file.write_all(&[b' '; PROOF_SIZE])?;
            file.sync_all()
        });
        remove(&temporary)?;
        proven
    }

    /// Forgets the entry under `key`. The caller holds the key's lock.
    pub fn remove(&self, key: &str, _lock: &Lock) -> io::Result<()> {
        remove(&self.path(key, "json"))?;
        self.remove_item(key)
    }

    /// Remembers a refusal. The caller holds the key's lock.
    pub fn write_refusal(&self, key: &str, refused: &Refused, _lock: &Lock) -> io::Result<()> {
        self.replace(key, "refused", refused.text(key).as_bytes(), false)
    }

    /// Every key that has an entry, sorted.
    pub fn keys(&self) -> io::Result<Vec<String>> {
        let names = self.names()?;
        let stem = |name: &'_ String| {
            name.strip_suffix(".json").or(name.strip_suffix(".keyring")).map(str::to_owned)
        };
        let mut keys: Vec<String> = names.iter().filter_map(stem).collect();
        keys.sort();
        keys.dedup();
        Ok(keys)
    }

    fn names(&self) -> io::Result<Vec<String>> {
        match fs::read_dir(&self.folder) {
            Ok(entries) => {
                Ok(entries.flatten().filter_map(|entry| entry.file_name().into_string().ok()).collect())
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
            Err(error) => Err(error),
        }
    }

    fn path(&self, key: &str, ending: &str) -> PathBuf {
        // In one piece: every call takes this way.
        let parts = [
            self.folder.as_os_str(),
            MAIN_SEPARATOR_STR.as_ref(),
            key.as_ref(),
            ".".as_ref(),
            ending.as_ref(),
        ];
        let mut path = OsString::with_capacity(parts.iter().map(|part| part.len()).sum());
        parts.iter().for_each(|part| path.push(part));
        path.into()
    }

    fn found<T>(&self, key: &str, ending: &str, parse: impl Fn(&str, &str) -> Result<T, String>) -> Found<T> {
        let path = self.path(key, ending);
        let damaged =
            |why: &str| Found::Damaged(format!("`{}` was not used: {}", shown(&path), visible(why)));
        match self.content(&path) {
            Ok(None) => Found::Nothing,
            Ok(Some((text, _))) => parse(key, text.expose()).map_or_else(|why| damaged(&why), Found::Sound),
            Err(error) => damaged(&error.to_string()),
        }
    }

    /// The text of a file that is ours, plain, private and of a bearable size, in a folder that is too.
    fn content(&self, path: &Path) -> io::Result<Option<(Secret, Metadata)>> {
        match files::read(path)? {
            Some(read) => check_folder(&self.folder).map(|()| Some(read)),
            None => Ok(None),
        }
    }

    /// Makes the folder, private from its first moment.
    fn prepare(&self) -> io::Result<()> {
        match check_folder(&self.folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                make_private(&self.folder)?;
                // What these two do is worth no failure.
                for (name, text) in [("CACHEDIR.TAG", CACHEDIR_TAG), (".gitignore", "*\n")] {
                    let _ = create_private(&self.folder.join(name))
                        .and_then(|mut file| file.write_all(text.as_bytes()));
                }
                check_folder(&self.folder)
            }
            checked => checked,
        }
    }

    fn replace(&self, key: &str, ending: &str, content: &[u8], durable: bool) -> io::Result<()> {
        let temporary = self.path(key, "tmp");
        // The lock is ours, so one that is left belongs to a process that was killed.
        remove(&temporary)?;
        let create = || match create_private(&temporary) {
            // Somebody cleared the cache meanwhile, and the folder went with it.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                self.prepare()?;
                create_private(&temporary)
            }
            created => created,
        };
        let written = create()
            .and_then(|mut file| {
                file.write_all(content)?;
                if durable { file.sync_all() } else { Ok(()) }
            })
            .and_then(|()| fs::rename(&temporary, self.path(key, ending)))
            .and_then(|()| if durable { sync_folder(&self.folder) } else { Ok(()) });
        if written.is_err() {
            let _ = remove(&temporary);
        }
        written
    }
}

#[cfg(feature = "fastpath")]
impl Store {
    /// The file of the entry under `key` as it is, and which file that was; `None` where there is none that may be
    /// used. The folder is not looked at again: the caller has read from it before.
    pub fn file(&self, key: &str) -> Option<(Secret, Metadata)> {
        // A file from the time before the tokens were kept in a keyring is not the entry.
        if self.in_keyring { None } else { files::read(&self.path(key, "json")).ok()? }
    }

    /// The replay record called `name`, if there is one that may be used.
    pub fn read_replay(&self, name: &str) -> Option<Secret> {
        let (text, _) = files::read(&self.path(name, REPLAY)).ok()??;
        check_folder(&self.folder).ok().map(|()| text)
    }

    /// Writes the replay record called `name`. No lock is taken: a reader sees by its checksum whether it is whole.
    pub fn write_replay(&self, name: &str, text: &str) -> io::Result<()> {
        let (temporary, path) = (self.path(name, REPLAY_TEMPORARY), self.path(name, REPLAY));
        let written = create_private(&temporary)
            .and_then(|mut file| file.write_all(text.as_bytes()))
            .and_then(|()| fs::rename(&temporary, path));
        if written.is_err() {
            // Also one that a killed process left.
            let _ = remove(&temporary);
        }
        written
    }
}

/// Larger than any session that was seen, so that room for it is shown to be there.
const PROOF_SIZE: usize = 16 * 1024;

/// So often may the cache be cleared while one process waits.
const CLEARINGS: u8 = 3;

/// An error of a kind of its own, as the keyring's, stays what it is; another is one of storage.
pub fn failed(what: impl Into<Message>, error: io::Error) -> Error {
    error.downcast::<Error>().unwrap_or_else(|error| Error::new(Kind::Storage, what).caused_by(error))
}
