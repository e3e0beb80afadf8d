//! Forgets what is stored: one profile's entries, or all, with every file that belongs to them.

use std::collections::BTreeSet;
use std::time::Duration;
use std::{fs, io};

use super::{Found, Limit, Lock, REPLAY, Store, check_owner, profile_of, remove};

/// Every file that a key may have, besides the one that goes with its item of the keyring; the lock is
/// last, so that it goes last.
pub(super) const ENDINGS: [&str; 4] = ["json", "refused", "tmp", "lock"];

/// Clearing waits this long for a process that holds a lock, then goes on without.
const CLEAR_WAIT: Duration = Duration::from_secs(2);

/// What clearing did.
#[derive(Debug, Default)]
pub struct Cleared {
    pub entries: usize,
    /// Sessions that were left.
    pub kept: usize,
}

impl Store {
    /// Removes everything that belongs to the profile, or to all, but sessions only if they are meant
    /// too: they cannot be fetched again.
    pub fn clear(&self, profile: Option<&str>, sessions: bool) -> io::Result<Cleared> {
        let mut cleared = Cleared::default();
        let mut fault = None;
        let mut closed = None;
        match check_owner(&self.folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(cleared),
            checked => checked?,
        }
        for key in self.stems(profile)? {
            // The file that names an entry of a place that cannot be opened stays, so that it is found another time.
            let holder = self.holder(&key);
            if closed.as_ref().is_some_and(|(kind, _)| *kind == holder) {
                continue;
            }
            // Whoever waits for this lock sees that its file is gone and opens a new one.
            let lock = Lock::take(&self.path(&key, "lock"), Limit::Wait(CLEAR_WAIT));
            let entry = match self.read_any(&key) {
                Ok(entry) => entry,
                Err(error) => {
                    closed = Some((holder, io::Error::other(error)));
                    continue;
                }
            };
            if !sessions && matches!(&entry, Found::Sound(entry) if entry.session) {
                cleared.kept += 1;
                continue;
            }
            cleared.entries += usize::from(!matches!(entry, Found::Nothing));
            // What a process that does not let go is writing, and what it holds, stays its own.
            let endings = if lock.is_ok() { &ENDINGS[..] } else { &ENDINGS[..2] };
            fault = self.remove(&key, lock.as_ref().unwrap_or(&Lock::WAIVED)).err().or(fault);
            for ending in endings {
                fault = remove(&self.path(&key, ending)).err().or(fault);
            }
        }
        // Without its entry a replay record is of no use, and it is soon made again.
        fault = self.remove_replays(&REPLAY).err().or(fault);
        if profile.is_none() && cleared.kept == 0 && closed.is_none() {
            remove(&self.folder.join("CACHEDIR.TAG"))?;
            remove(&self.folder.join(".gitignore"))?;
            // A file that is not ours keeps the folder.
            let _ = fs::remove_dir(&self.folder);
        }
        closed.map(|(_, error)| error).or(fault).map_or(Ok(cleared), Err)
    }

    /// The keys that any file here belongs to.
    fn stems(&self, profile: Option<&str>) -> io::Result<BTreeSet<String>> {
        let names = self.names()?;
        let stems = names.iter().filter_map(|name| name.rsplit_once('.'));
        let stems = stems.filter(|(_, ending)| ENDINGS.contains(ending) || *ending == "keyring");
        // Other files are not ours.
        let is_meant =
            |key: &&str| profile_of(key).is_some_and(|name| profile.is_none_or(|profile| name == profile));
        Ok(stems.map(|(stem, _)| stem).filter(is_meant).map(str::to_owned).collect())
    }
}
