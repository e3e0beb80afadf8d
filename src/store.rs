//! Entries on disk: one small file per key, always replaced as a whole. Only this module writes to the cache.
//!
//! Readers take no lock. A writer holds the key's lock, writes a temporary file with a fixed name and renames
//! it. If it is killed, either the old entry or the new one remains. An entry is used only after its
//! checksum, key, owner and mode have been checked.
//!
//! The text of an entry may be in the system's keyring instead. Locks and negative entries are always files,
//! and a marker file without a secret names each entry in the keyring.

mod clear;
mod disk;
mod documents;
mod entry;
mod files;
mod health;
mod key;
mod local;
mod lock;
mod negative;
mod seal;
#[cfg_attr(not(feature = "shared"), expect(dead_code, reason = "there is no engine"))]
pub mod shared;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, Metadata, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

pub use disk::is_local;
pub use documents::{DocumentKind, ServerDocument};
pub use entry::{Client, Entry, UnknownMembers};
use files::{check_folder, check_owner, create_private, make_private, put, remove, sync_folder};
pub use key::{HASH_SHOWN, KeyFields, profile_of};
use local::LocalStore;
pub use local::StoreKind;
pub use lock::{Limit, Lock};
pub use negative::NegativeEntry;
use seal::Fault;

use crate::error::{Error, Kind, Result};
use crate::message::Message;
use crate::secret::Secret;

/// Extensions of a replay record and its temporary file, then those of an earlier version.
const REPLAY: [&str; 4] = ["replay", "replay-tmp", "memo", "memo-tmp"];

/// Marks a directory that backup programs may skip (bford.info/cachedir).
const CACHEDIR_TAG: &str =
    "Signature: 8a477f597d28d172789f06886806bc55\n# Tokens that gettoken can fetch again.\n";

/// The token directory.
#[derive(Clone, Debug)]
pub struct Store {
    folder: PathBuf,
    /// A local directory for locks, if the file system of the token directory cannot lock (NFS).
    spare_locks: Option<PathBuf>,
    /// The backend that entries are written to.
    kind: StoreKind,
}

/// The result of looking up a key. If the keyring is unusable, the result is unknown: that is an error.
#[derive(Debug)]
pub enum Found<T> {
    Nothing,
    /// An entry that cannot be used, and why.
    Damaged(Message),
    Sound(T),
}

/// Parses the text stored under a key.
type Parse<T> = fn(&str, &str) -> Result<T, Fault>;

impl<T> Found<T> {
    /// The value, if it is sound.
    pub fn sound(self) -> Option<T> {
        if let Self::Sound(value) = self { Some(value) } else { None }
    }
}

impl Store {
    /// A store in `folder`, which is created on the first write.
    pub fn new(folder: PathBuf, spare_locks: Option<PathBuf>) -> Self {
        Self { folder, spare_locks, kind: StoreKind::File }
    }

    /// The same store with its entries in another backend.
    pub fn kept_in(self, kind: StoreKind) -> Self {
        Self { kind, ..self }
    }

    /// Reads the entry under `key`, if it may be served.
    pub fn read(&self, key: &str) -> Result<Found<Entry>> {
        read(&*self.local(self.kind), key, Entry::parse)
    }

    /// Reads the entry under `key` from any backend and any version, for listing and removing.
    pub fn read_any(&self, key: &str) -> Result<Found<Entry>> {
        read(&*self.local(self.kind_of(key)), key, Entry::parse_any)
    }

    /// Reads the vendor's last error for `key` from the negative cache.
    pub fn read_negative(&self, key: &str) -> Result<Found<NegativeEntry>> {
        read(&self.negative(), key, NegativeEntry::parse)
    }

    /// Takes the key's lock; see [`Lock::take`] for `limit`.
    pub fn lock(&self, key: &str, limit: Limit) -> Result<Lock, TryLockError> {
        let mut tries = 0;
        loop {
            self.prepare().map_err(TryLockError::Error)?;
            match Lock::take(&self.path(key, "lock"), limit) {
                // Another process cleared the cache and removed the directory while we waited.
                Err(TryLockError::Error(error)) if is_missing(&error) && tries < MAX_CLEARINGS => tries += 1,
                Err(TryLockError::Error(error)) => return self.spare_lock(key, limit, error),
                taken => return taken,
            }
        }
    }

    /// Waits on a shared lock until the current holder is done, so that all waiters wake at once instead of
    /// one after the other. Returns the rest of `limit`.
    pub fn await_holder(&self, key: &str, limit: Duration) -> Result<Duration, TryLockError> {
        let start = Instant::now();
        self.lock(key, Limit::Share(limit)).map(|_| limit.saturating_sub(start.elapsed()))
    }

    fn spare_lock(&self, key: &str, limit: Limit, error: io::Error) -> Result<Lock, TryLockError> {
        match &self.spare_locks {
            Some(folder) if make_private(folder).is_ok() && check_folder(folder).is_ok() => {
                Lock::take(&folder.join(format!("{key}.lock")), limit)
            }
            _ => Err(TryLockError::Error(error)),
        }
    }

    /// Replaces the entry under `key` and removes its negative entry.
    pub fn write(&self, key: &str, entry: &Entry, lock: &Lock) -> io::Result<()> {
        // A session must survive a power failure; a token that can be fetched again need not.
        let durable = entry.token.refresh_token.is_some();
        self.local(self.kind).write(key, &entry.text(key), durable, lock)?;
        // An old copy in another backend would survive a logout.
        self.remove_where(key, lock, |kind| kind != self.kind)?;
        self.negative().remove(key, lock)
    }

    /// Checks that an entry could be written now, with a trial write that is removed again.
    pub fn prove_writable(&self, key: &str, lock: &Lock) -> io::Result<()> {
        self.local(self.kind).prove_writable(key, lock)
    }

    /// Removes the entry under `key`.
    pub fn remove(&self, key: &str, lock: &Lock) -> io::Result<()> {
        self.remove_where(key, lock, |_| true)
    }

    /// Removes the entry under `key` and its negative entry.
    pub fn forget(&self, key: &str, lock: &Lock) -> io::Result<()> {
        self.remove(key, lock)?;
        self.negative().remove(key, lock)
    }

    /// Removes `key` from the wanted backends. One that is not configured is opened only if it has the key.
    fn remove_where(&self, key: &str, lock: &Lock, wanted: impl Fn(StoreKind) -> bool) -> io::Result<()> {
        let mut backends = self.backends().filter(|(kind, _)| wanted(*kind));
        backends.try_for_each(|(kind, backend)| match kind == self.kind || backend.has(key) {
            true => backend.remove(key, lock),
            false => Ok(()),
        })
    }

    /// Caches the vendor's error.
    pub fn write_negative(&self, key: &str, entry: &NegativeEntry, lock: &Lock) -> io::Result<()> {
        self.negative().write(key, &entry.text(key), false, lock)
    }

    /// All entries whose key is wanted, sorted by key. Fails if one cannot be read: a list with holes would
    /// look complete.
    pub fn entries(&self, wanted: impl Fn(&str) -> bool) -> Result<Vec<(String, Found<Entry>)>> {
        let keys = self.keys()?.into_keys().filter(|key| wanted(key));
        keys.map(|key| self.read_any(&key).map(|found| (key, found))).collect()
    }

    /// The keys of all entries, and the backends that have them, found without opening a keyring.
    pub fn keys(&self) -> Result<BTreeMap<String, StoreKind>> {
        let mut keys = BTreeMap::new();
        for (kind, backend) in self.backends() {
            let listed = backend.list();
            let listed = listed
                .map_err(|error| Error::new(Kind::Storage, "token-folder-unreadable").caused_by(error))?;
            for key in listed {
                keys.entry(key).or_insert(kind);
            }
        }
        Ok(keys)
    }

    /// The profiles that have entries, for completion. Neither reads an entry nor opens the keyring.
    pub fn profiles(&self) -> BTreeSet<String> {
        let keys = self.backends().filter_map(|(_, backend)| backend.list().ok()).flatten();
        keys.filter_map(|key| profile_of(&key).map(str::to_owned)).collect()
    }

    /// The names of the files with the extension `ending`, without it.
    fn names_with(&self, ending: &str) -> io::Result<Vec<String>> {
        let stem = |name: &String| Some(name.strip_suffix(ending)?.strip_suffix('.')?.to_owned());
        Ok(self.names()?.iter().filter_map(stem).collect())
    }

    fn names(&self) -> io::Result<Vec<String>> {
        let entries = match fs::read_dir(&self.folder) {
            Err(error) if is_missing(&error) => return Ok(Vec::new()),
            entries => entries?,
        };
        Ok(entries.flatten().filter_map(|entry| entry.file_name().into_string().ok()).collect())
    }

    /// Removes all profiles' replay records that have one of the extensions `endings`.
    fn remove_replays(&self, endings: &[&str]) -> io::Result<()> {
        let is_wanted = |name: &&String| name.rsplit_once('.').is_some_and(|(_, end)| endings.contains(&end));
        self.names()?.iter().filter(is_wanted).try_for_each(|name| remove(&self.folder.join(name)))
    }

    fn path(&self, key: &str, ending: &str) -> PathBuf {
        self.folder.join(format!("{key}.{ending}"))
    }

    /// Reads a private, regular file of acceptable size in a private directory.
    fn content(&self, path: &Path) -> io::Result<Option<(Secret, Metadata)>> {
        let read = files::read(path)?;
        if read.is_some() {
            check_folder(&self.folder)?;
        }
        Ok(read)
    }

    /// Creates the directory, private from the start.
    fn prepare(&self) -> io::Result<()> {
        match check_folder(&self.folder) {
            Err(error) if is_missing(&error) => {
                make_private(&self.folder)?;
                // A failure to write these two does not matter.
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
        let (temporary, path) = (self.path(key, "tmp"), self.path(key, ending));
        // We hold the lock, so a leftover file is from a process that was killed.
        remove(&temporary)?;
        put(&temporary, &path, content, durable).or_else(|error| match is_missing(&error) {
            // Another process cleared the cache and removed the directory meanwhile.
            true => self.prepare().and_then(|()| put(&temporary, &path, content, durable)),
            false => Err(error),
        })?;
        if durable { sync_folder(&self.folder) } else { Ok(()) }
    }

    /// The raw text and the metadata of an entry's file, or `None` if there is no usable file. The directory
    /// is not checked again: the caller has already read a file from it.
    pub fn file(&self, key: &str) -> Option<(Secret, Metadata)> {
        // A file from before the tokens moved to a keyring is not the entry.
        if self.kind == StoreKind::File { files::read(&self.path(key, "json")).ok()? } else { None }
    }

    /// Reads the replay record called `name`, if there is a usable one.
    pub fn read_replay(&self, name: &str) -> Option<Secret> {
        Some(self.content(&self.path(name, REPLAY[0])).ok()??.0)
    }

    /// Writes the replay record called `name`, without a lock: a reader verifies the checksum.
    pub fn write_replay(&self, name: &str, text: &str) -> io::Result<()> {
        let (temporary, path) = (self.path(name, REPLAY[1]), self.path(name, REPLAY[0]));
        // If a killed process left a temporary file, this attempt fails and removes it.
        let written = put(&temporary, &path, text.as_bytes(), false);
        self.remove_replays(&REPLAY[2..]).and(written)
    }
}

/// Reads and parses the text under `key`. The message about a damaged entry uses the backend's label.
fn read<T>(backend: &dyn LocalStore, key: &str, parse: Parse<T>) -> Result<Found<T>> {
    let damaged = |why: Message| {
        Found::Damaged(Message::new("entry-not-used").with("entry", backend.label(key)).with("why", why))
    };
    Ok(match backend.read(key)? {
        Found::Nothing => Found::Nothing,
        Found::Damaged(why) => damaged(why),
        Found::Sound(text) => parse(key, text.expose()).map_or_else(|why| damaged(why.into()), Found::Sound),
    })
}

/// Reports whether a file, or the directory that it should be in, is missing.
fn is_missing(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::NotFound
}

/// The size of a trial write, in bytes: larger than any session seen so far.
const TRIAL_SIZE: usize = 16 * 1024;

/// The number of times that the cache may be cleared while one process waits.
const MAX_CLEARINGS: u8 = 3;

/// Unwraps an `Error`, such as the keyring's, from an I/O error. Any other becomes a storage error.
pub fn failed(what: impl Into<Message>, error: io::Error) -> Error {
    error.downcast::<Error>().unwrap_or_else(|error| Error::new(Kind::Storage, what).caused_by(error))
}
