//! Whether the store would work now: tried with files of its own name, which are gone afterwards.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::clear::ENDINGS;
use super::disk::{self, Disk};
use super::{
    Entry, Found, Limit, Lock, LockError, REPLAY, REPLAY_TEMPORARY, Store, StoreKind, check_folder, remove,
};
use crate::ownership::shown;

/// What was found.
#[derive(Debug)]
pub struct Health {
    /// Whether the folder is there, or why it is not used.
    pub folder: io::Result<bool>,
    pub disk: Option<Disk>,
    pub lock: Locking,
    /// Whether a file can be written, flushed and renamed.
    pub written: io::Result<()>,
}

/// Where a lock can be had.
#[derive(Debug)]
pub enum Locking {
    Here,
    /// Not beside the tokens, and why not, but in this other folder.
    Elsewhere(PathBuf, io::Error),
    Nowhere(io::Error),
    /// Two have it at once.
    Useless,
}

/// What stands in the folder.
#[derive(Debug, Default)]
pub struct Survey {
    pub sound: usize,
    /// How many of the sound ones are a person's session.
    pub sessions: usize,
    /// What cannot be believed, and why.
    pub damaged: Vec<String>,
    /// What a killed process left, and what nobody knows.
    pub strays: Vec<String>,
}

impl Store {
    /// Tries what a fetch does: makes the folder, takes a lock, writes and renames a file.
    pub fn health(&self) -> Health {
        let folder = match check_folder(&self.folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            checked => checked.map(|()| true),
        };
        let trial = Trial::begin(self);
        let lock = trial.lock();
        Health { folder, disk: disk::of(&self.folder), lock, written: trial.write() }
    }

    /// Reads every entry, and looks for what does not belong there.
    pub fn survey(&self) -> io::Result<Survey> {
        let mut survey = Survey::default();
        for name in self.names()? {
            let (stem, ending) = name.rsplit_once('.').unwrap_or((&name, ""));
            match ending {
                "json" => match self.read_from(StoreKind::File, stem, Entry::parse_any) {
                    Found::Sound(entry) => {
                        survey.sound += 1;
                        survey.sessions += usize::from(entry.session);
                    }
                    Found::Damaged(why) => survey.damaged.push(why),
                    // Nothing of the keyring is asked for here.
                    Found::Closed(_) | Found::Nothing => {}
                },
                // One that is being written now is held by its writer.
                "tmp" => {
                    let lock = self.path(stem, "lock");
                    if !lock.exists() || Lock::take(&lock, Limit::Try).is_ok() {
                        survey.strays.push(shown(Path::new(&name)));
                    }
                }
                // Whoever writes one replaces what was left.
                "keyring" | REPLAY | REPLAY_TEMPORARY => {}
                ending if ENDINGS.contains(&ending) => {}
                _ if ["CACHEDIR.TAG", ".gitignore"].contains(&name.as_str()) => {}
                _ => survey.strays.push(shown(Path::new(&name))),
            }
        }
        survey.damaged.sort();
        survey.strays.sort();
        Ok(survey)
    }
}

/// Files to try with. Their key is no profile's, so that clearing removes what a killed trial leaves.
struct Trial<'a> {
    store: &'a Store,
    key: String,
    /// The folders that did not exist before, the innermost first.
    made: Vec<PathBuf>,
    ready: io::Result<()>,
}

impl<'a> Trial<'a> {
    fn begin(store: &'a Store) -> Self {
        let missing = |path: &&Path| fs::symlink_metadata(path).is_err();
        let above = store.folder.ancestors().take_while(missing);
        let made = above.chain(store.spare_locks.as_deref().filter(missing)).map(Path::to_owned).collect();
        let key = format!("doctor-{:032x}", std::process::id());
        Self { store, key, made, ready: store.prepare() }
    }

    /// Takes the lock, and is refused it a second time.
    fn lock(&self) -> Locking {
        let _first = match self.store.lock(&self.key, Limit::Try) {
            Ok(lock) => lock,
            Err(LockError::Held) => return Locking::Useless,
            Err(LockError::Unusable(error)) => return Locking::Nowhere(error),
        };
        match self.store.lock(&self.key, Limit::Try) {
            Err(LockError::Held) => self.place(),
            _ => Locking::Useless,
        }
    }

    /// The lock is held: in its own place, or in the spare one, for the reason that it was refused there.
    fn place(&self) -> Locking {
        match (Lock::take(&self.store.path(&self.key, "lock"), Limit::Try), &self.store.spare_locks) {
            (Err(LockError::Unusable(error)), Some(spare)) => Locking::Elsewhere(spare.clone(), error),
            _ => Locking::Here,
        }
    }

    fn write(&self) -> io::Result<()> {
        if let Err(error) = &self.ready {
            return Err(io::Error::new(error.kind(), error.to_string()));
        }
        self.store.replace(&self.key, "refused", &[b' '; super::PROOF_SIZE], true)
    }
}

impl Drop for Trial<'_> {
    /// Nothing stays but what was there before; what another process put there meanwhile keeps its folder.
    fn drop(&mut self) {
        for ending in ENDINGS {
            let _ = remove(&self.store.path(&self.key, ending));
        }
        if let Some(spare) = &self.store.spare_locks {
            let _ = remove(&spare.join(format!("{}.lock", self.key)));
        }
        if self.made.contains(&self.store.folder) && self.store.names().is_ok_and(|names| names.len() == 2) {
            for name in ["CACHEDIR.TAG", ".gitignore"] {
                let _ = remove(&self.store.folder.join(name));
            }
        }
        for folder in &self.made {
            let _ = fs::remove_dir(folder);
        }
    }
}
