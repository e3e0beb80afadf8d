//! Clears the entries of one profile or of all, with every file that belongs to them.

use std::collections::BTreeSet;
use std::fs::TryLockError;
use std::time::Duration;
use std::{fs, io};

use super::documents::DOCUMENT;
use super::local::LocalStore;
use super::shared::{DOWN, OWNER};
use super::{Found, Limit, Lock, REPLAY, Store, check_owner, profile_of, remove};

/// The extensions of all files of a key, except for the keyring marker. The lock comes last, so that it is
/// removed last.
pub(super) const ENDINGS: [&str; 6] = ["json", "refused", DOCUMENT, OWNER, "tmp", "lock"];

/// How long clearing waits for a lock holder before it goes on without the lock.
const CLEAR_WAIT: Duration = Duration::from_secs(2);

/// The result of clearing.
#[derive(Debug, Default)]
pub struct Cleared {
    pub entries: usize,
    pub documents: usize,
    /// Sessions that were not removed.
    pub kept: usize,
    /// Sessions that another process is refreshing. It would store them again.
    pub busy: usize,
}

impl Store {
    /// Removes everything that belongs to the profile, or to all profiles. Sessions are removed only if
    /// `sessions` is set, because they cannot be fetched again.
    pub fn clear(&self, profile: Option<&str>, sessions: bool) -> io::Result<Cleared> {
        let mut cleared = Cleared::default();
        let mut fault = None;
        let mut unavailable = None;
        match check_owner(&self.folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(cleared),
            checked => checked?,
        }
        for key in self.stems(profile)? {
            // Keep the marker of an entry in an unavailable backend, so that a later call can remove it.
            let kind = self.kind_of(&key);
            if unavailable.as_ref().is_some_and(|(other, _)| *other == kind) {
                continue;
            }
            // A process that waits for this lock will notice that the file is gone and open a new one.
            let lock = Lock::take(&self.path(&key, "lock"), Limit::Wait(CLEAR_WAIT));
            let entry = match self.read_any(&key) {
                Ok(entry) => entry,
                Err(error) => {
                    unavailable = Some((kind, io::Error::other(error)));
                    continue;
                }
            };
            if !sessions && matches!(&entry, Found::Sound(entry) if entry.session) {
                cleared.kept += 1;
                continue;
            }
            if matches!(&entry, Found::Sound(entry) if entry.session)
                && matches!(lock, Err(TryLockError::WouldBlock))
            {
                cleared.busy += 1;
                continue;
            }
            cleared.entries += usize::from(!matches!(entry, Found::Nothing));
            cleared.documents += usize::from(self.document_files().has(&key));
            // If the lock is held, leave the temporary file and the lock to their owner.
            let endings = if lock.is_ok() { &ENDINGS[..] } else { &ENDINGS[..4] };
            fault = self.remove(&key, lock.as_ref().unwrap_or(&Lock::WAIVED)).err().or(fault);
            for ending in endings {
                fault = remove(&self.path(&key, ending)).err().or(fault);
            }
        }
        // A replay record is useless without its entry, and cheap to make again.
        fault = self.remove_replays(&REPLAY).err().or(fault);
        for name in DOWN {
            fault = remove(&self.folder.join(name)).err().or(fault);
        }
        if profile.is_none() && cleared.kept + cleared.busy == 0 && unavailable.is_none() {
            remove(&self.folder.join("CACHEDIR.TAG"))?;
            remove(&self.folder.join(".gitignore"))?;
            // A directory with foreign files in it is not removed.
            let _ = fs::remove_dir(&self.folder);
        }
        unavailable.map(|(_, error)| error).or(fault).map_or(Ok(cleared), Err)
    }

    /// The keys of all files of the profile, or of all profiles.
    fn stems(&self, profile: Option<&str>) -> io::Result<BTreeSet<String>> {
        let names = self.names()?;
        let stems = names.iter().filter_map(|name| name.rsplit_once('.'));
        let stems = stems.filter(|(_, ending)| ENDINGS.contains(ending) || *ending == "keyring");
        // Files of other names are not ours.
        let is_wanted =
            |key: &&str| profile_of(key).is_some_and(|name| profile.is_none_or(|profile| name == profile));
        Ok(stems.map(|(stem, _)| stem).filter(is_wanted).map(str::to_owned).collect())
    }
}
