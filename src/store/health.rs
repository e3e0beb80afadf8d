//! Whether the store would work now: tried with files of its own name, which are gone afterwards.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::clear::ENDINGS;
use super::disk::{self, Disk};
use super::{Entry, Found, Limit, Lock, LockError, REPLAY, Store, StoreKind, check_folder, remove};
use crate::ownership::shown;

/// The files of the folder itself.
const OWN: [&str; 2] = ["CACHEDIR.TAG", ".gitignore"];

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
    /// Tries what a fetch does: makes the folder, takes a lock, writes and renames a file. Nothing of it stays.
    pub fn health(&self) -> Health {
        let folder = match check_folder(&self.folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            checked => checked.map(|()| true),
        };
        let missing = |path: &&Path| fs::symlink_metadata(path).is_err();
        let above = self.folder.ancestors().take_while(missing);
        let made: Vec<&Path> = above.chain(self.spare_locks.as_deref().filter(missing)).collect();
        // No profile's key, so that clearing removes what a killed trial leaves.
        let key = format!("doctor-{:032x}", std::process::id());
        let ready = self.prepare();
        let lock = self.try_lock(&key);
        let written = ready.and_then(|()| self.replace(&key, "refused", &[b' '; super::PROOF_SIZE], true));
        self.remove_trial(&key, &made);
        Health { folder, disk: disk::of(&self.folder), lock, written }
    }

    /// Takes the lock, in its own place or in the spare one, and is refused it a second time.
    fn try_lock(&self, key: &str) -> Locking {
        let _first = match self.lock(key, Limit::Try) {
            Ok(lock) => lock,
            Err(LockError::Held) => return Locking::Useless,
            Err(LockError::Unusable(error)) => return Locking::Nowhere(error),
        };
        let own = Lock::take(&self.path(key, "lock"), Limit::Try);
        match (self.lock(key, Limit::Try), own, &self.spare_locks) {
            (Err(LockError::Held), Err(LockError::Unusable(error)), Some(spare)) => {
                Locking::Elsewhere(spare.clone(), error)
            }
            (Err(LockError::Held), ..) => Locking::Here,
            _ => Locking::Useless,
        }
    }

    /// Of the folders that were `made`, the innermost first, those stay in which another process put something.
    fn remove_trial(&self, key: &str, made: &[&Path]) {
        let mut files: Vec<PathBuf> = ENDINGS.iter().map(|ending| self.path(key, ending)).collect();
        files.extend(self.spare_locks.as_ref().map(|spare| spare.join(format!("{key}.lock"))));
        for file in &files {
            let _ = remove(file);
        }
        if made.contains(&self.folder.as_path()) && self.names().is_ok_and(|names| names.len() == OWN.len()) {
            for name in OWN {
                let _ = remove(&self.folder.join(name));
            }
        }
        for folder in made {
            let _ = fs::remove_dir(folder);
        }
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
                    Found::Damaged(why) => survey.damaged.push(why.to_string()),
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
                "keyring" => {}
                ending if ENDINGS.contains(&ending) || REPLAY.contains(&ending) => {}
                _ if OWN.contains(&name.as_str()) => {}
                _ => survey.strays.push(shown(Path::new(&name))),
            }
        }
        survey.damaged.sort();
        survey.strays.sort();
        Ok(survey)
    }
}
