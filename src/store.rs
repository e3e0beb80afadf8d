//! Entries on disk: one small file a key, replaced whole. The only file that writes under the cache.
//!
//! Readers take no lock. A writer holds the key's lock, writes a temporary file of a fixed name and
//! renames it, so that a kill at any instant leaves the old entry or the new one. Nothing that is
//! found here is believed before its checksum, key, owner and mode are.
//!
//! The text of an entry may be in the system's keyring instead. Locks and negative entries are files even then,
//! and a file without a secret says which entries are there.

mod clear;
mod disk;
mod entry;
mod files;
mod health;
mod key;
mod local;
mod lock;
mod negative;
mod seal;

use std::collections::BTreeSet;
use std::fs::{self, Metadata, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

pub use disk::is_local;
pub use entry::{Entry, UnknownMembers};
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

/// The ending of a replay record's file, of one that is being written, and those of an earlier version.
const REPLAY: [&str; 4] = ["replay", "replay-tmp", "memo", "memo-tmp"];

/// Marks a folder that backup programs may skip (bford.info/cachedir).
const CACHEDIR_TAG: &str =
    "Signature: 8a477f597d28d172789f06886806bc55\n# Tokens that gettoken can fetch again.\n";

/// The folder of tokens.
#[derive(Clone, Debug)]
pub struct Store {
    folder: PathBuf,
    /// A folder on a local file system, for locks where the tokens' own knows none (NFS).
    spare_locks: Option<PathBuf>,
    /// Where entries are written to.
    kind: StoreKind,
}

/// What was found under a key. Where a keyring cannot be asked, nobody knows: that is an error.
#[derive(Debug)]
pub enum Found<T> {
    Nothing,
    /// Something that cannot be believed, and why.
    Damaged(Message),
    Sound(T),
}

/// What reads the text under a key.
type Parse<T> = fn(&str, &str) -> Result<T, Fault>;

impl<T> Found<T> {
    /// What was found, if it can be believed.
    pub fn sound(self) -> Option<T> {
        if let Self::Sound(value) = self { Some(value) } else { None }
    }
}

impl Store {
    /// The store in `folder`, which is made when something is first written.
    pub fn new(folder: PathBuf, spare_locks: Option<PathBuf>) -> Self {
        Self { folder, spare_locks, kind: StoreKind::File }
    }

    /// The same store with its entries in another place.
    pub fn kept_in(self, kind: StoreKind) -> Self {
        Self { kind, ..self }
    }

    /// The entry under `key` that may be served.
    pub fn read(&self, key: &str) -> Result<Found<Entry>> {
        read(&*self.local(self.kind), key, Entry::parse)
    }

    /// The entry under `key`, wherever and by whichever version it was written: for listing and removing.
    pub fn read_any(&self, key: &str) -> Result<Found<Entry>> {
        read(&*self.local(self.holder(key)), key, Entry::parse_any)
    }

    /// The error that the vendor last answered under `key`.
    pub fn read_negative(&self, key: &str) -> Result<Found<NegativeEntry>> {
        read(&self.negative(), key, NegativeEntry::parse)
    }

    /// Takes the key's lock; see [`Lock::take`] for `limit`.
    pub fn lock(&self, key: &str, limit: Limit) -> Result<Lock, TryLockError> {
        let mut tries = 0;
        loop {
            self.prepare().map_err(TryLockError::Error)?;
            match Lock::take(&self.path(key, "lock"), limit) {
                // Somebody cleared the cache while we waited, and the folder went with it.
                Err(TryLockError::Error(error)) if is_missing(&error) && tries < CLEARINGS => tries += 1,
                Err(TryLockError::Error(error)) => return self.spare_lock(key, limit, error),
                taken => return taken,
            }
        }
    }

    /// Waits until whoever has the key's lock is done, beside all who wait for the same: they need not take turns to
    /// see what he left. What is left of `limit` then.
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

    /// Replaces the entry under `key` and forgets its negative entry.
    pub fn write(&self, key: &str, entry: &Entry, lock: &Lock) -> io::Result<()> {
        // What cannot be fetched again must outlive a power failure; a plain token need not.
        let durable = entry.token.refresh_token.is_some();
        self.local(self.kind).write(key, &entry.text(key), durable, lock)?;
        // What was kept in another place before would outlive a logout.
        self.remove_where(key, lock, |kind| kind != self.kind)?;
        self.negative().remove(key, lock)
    }

    /// Shows that an entry could be written now, by writing as much beside it and removing it again.
    pub fn prove_writable(&self, key: &str, lock: &Lock) -> io::Result<()> {
        self.local(self.kind).prove_writable(key, lock)
    }

    /// Forgets the entry under `key`.
    pub fn remove(&self, key: &str, lock: &Lock) -> io::Result<()> {
        self.remove_where(key, lock, |_| true)
    }

    /// Where nothing was ever put under the key, a place that entries are not written to is not opened.
    fn remove_where(&self, key: &str, lock: &Lock, wanted: impl Fn(StoreKind) -> bool) -> io::Result<()> {
        let mut places = self.places().filter(|(kind, _)| wanted(*kind));
        places.try_for_each(|(kind, place)| match kind == self.kind || place.has(key) {
            true => place.remove(key, lock),
            false => Ok(()),
        })
    }

    /// Remembers what the vendor answered.
    pub fn write_negative(&self, key: &str, entry: &NegativeEntry, lock: &Lock) -> io::Result<()> {
        self.negative().write(key, &entry.text(key), false, lock)
    }

    /// Every entry whose key is wanted, in the order of the keys. One that cannot be opened is an error: a list with
    /// holes would look like the whole.
    pub fn entries(&self, wanted: impl Fn(&str) -> bool) -> Result<Vec<(String, Found<Entry>)>> {
        let lists = self.places().map(|(_, place)| place.list()).collect::<io::Result<Vec<_>>>();
        let lists =
            lists.map_err(|error| Error::new(Kind::Storage, "token-folder-unreadable").caused_by(error))?;
        let keys: BTreeSet<String> = lists.into_iter().flatten().filter(|key| wanted(key)).collect();
        keys.into_iter().map(|key| self.read_any(&key).map(|found| (key, found))).collect()
    }

    /// What is before `ending` in the names that have it.
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

    /// Removes the replay records of all profiles that have one of `endings`.
    fn remove_replays(&self, endings: &[&str]) -> io::Result<()> {
        let is_meant = |name: &&String| name.rsplit_once('.').is_some_and(|(_, end)| endings.contains(&end));
        self.names()?.iter().filter(is_meant).try_for_each(|name| remove(&self.folder.join(name)))
    }

    fn path(&self, key: &str, ending: &str) -> PathBuf {
        self.folder.join(format!("{key}.{ending}"))
    }

    /// The text of a file that is ours, plain, private and of a bearable size, in a folder that is too.
    fn content(&self, path: &Path) -> io::Result<Option<(Secret, Metadata)>> {
        let read = files::read(path)?;
        if read.is_some() {
            check_folder(&self.folder)?;
        }
        Ok(read)
    }

    /// Makes the folder, private from its first moment.
    fn prepare(&self) -> io::Result<()> {
        match check_folder(&self.folder) {
            Err(error) if is_missing(&error) => {
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
        let (temporary, path) = (self.path(key, "tmp"), self.path(key, ending));
        // The lock is ours, so one that is left belongs to a process that was killed.
        remove(&temporary)?;
        put(&temporary, &path, content, durable).or_else(|error| match is_missing(&error) {
            // Somebody cleared the cache meanwhile, and the folder went with it.
            true => self.prepare().and_then(|()| put(&temporary, &path, content, durable)),
            false => Err(error),
        })?;
        if durable { sync_folder(&self.folder) } else { Ok(()) }
    }

    /// The file of the entry under `key` as it is, and which file that was; `None` where there is none that may be
    /// used. The folder is not looked at again: the caller has read from it before.
    pub fn file(&self, key: &str) -> Option<(Secret, Metadata)> {
        // A file from the time before the tokens were kept in a keyring is not the entry.
        if self.kind == StoreKind::File { files::read(&self.path(key, "json")).ok()? } else { None }
    }

    /// The replay record called `name`, if there is one that may be used.
    pub fn read_replay(&self, name: &str) -> Option<Secret> {
        Some(self.content(&self.path(name, REPLAY[0])).ok()??.0)
    }

    /// Writes the replay record called `name`. No lock is taken: a reader sees by its checksum whether it is whole.
    pub fn write_replay(&self, name: &str, text: &str) -> io::Result<()> {
        let (temporary, path) = (self.path(name, REPLAY[1]), self.path(name, REPLAY[0]));
        // One that a killed process left is removed by this failure.
        let written = put(&temporary, &path, text.as_bytes(), false);
        self.remove_replays(&REPLAY[2..]).and(written)
    }
}

/// What `parse` makes of the text under `key`, which messages call by its label if it cannot be believed.
fn read<T>(place: &dyn LocalStore, key: &str, parse: Parse<T>) -> Result<Found<T>> {
    let damaged = |why: Message| {
        Found::Damaged(Message::new("entry-not-used").with("entry", place.label(key)).with("why", why))
    };
    Ok(match place.read(key)? {
        Found::Nothing => Found::Nothing,
        Found::Damaged(why) => damaged(why),
        Found::Sound(text) => parse(key, text.expose()).map_or_else(|why| damaged(why.into()), Found::Sound),
    })
}

/// Whether a file, or the folder that it would be in, is not there.
fn is_missing(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::NotFound
}

/// Larger than any session that was seen, so that room for it is shown to be there.
const PROOF_SIZE: usize = 16 * 1024;

/// So often may the cache be cleared while one process waits.
const CLEARINGS: u8 = 3;

/// An error of a kind of its own, as the keyring's, stays what it is; another is one of storage.
pub fn failed(what: impl Into<Message>, error: io::Error) -> Error {
    error.downcast::<Error>().unwrap_or_else(|error| Error::new(Kind::Storage, what).caused_by(error))
}
