//! The inputs of a call: files that were read or missing, the directories on the way to them, and the
//! environment variables that were looked up. If they are unchanged, so is the result.
//!
//! Files and variables are logged where they are read, so that no caller can forget to. The log has names and
//! states, but no contents.

use std::collections::BTreeSet;
use std::fs::{self, Metadata};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// A log that all clones share. The default one discards everything.
#[derive(Clone, Debug, Default)]
pub struct Inputs(Option<Arc<Mutex<Log>>>);

/// All recorded inputs.
#[derive(Debug, Default)]
pub struct Log {
    /// A path that changed between two reads has two states, so the record never matches.
    pub paths: BTreeSet<(PathBuf, PathState)>,
    /// Names of environment variables, set or not.
    pub variables: BTreeSet<String>,
    /// Whether there was an input that cannot be checked again, such as stdin.
    pub volatile: bool,
}

/// The state of a path, as far as an answer depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PathState {
    Absent,
    /// Device, inode, size, mtime and ctime, the times in nanoseconds since the epoch. No program can set the
    /// ctime.
    File([i64; 5]),
    /// Device, inode, mode, owner and group of a directory on the way to something. Its content does not
    /// matter, so its times do not either.
    Folder([i64; 5]),
}

impl Inputs {
    /// A log that records, unless the feature is off.
    pub fn recording() -> Self {
        Self(super::IS_ON.then(Arc::default))
    }

    /// Records that `path` was read with this `metadata`, or was missing.
    pub fn record_file(&self, path: &Path, metadata: Option<&Metadata>) {
        self.record(path, metadata.map_or(Some(PathState::Absent), PathState::file));
    }

    /// Records that the environment variable `name` was looked up.
    pub fn record_variable(&self, name: &str) {
        self.add(|log| {
            if !log.variables.contains(name) {
                log.variables.insert(name.to_owned());
            }
        });
    }

    /// Records that something was read that cannot be checked again.
    pub fn mark_volatile(&self) {
        self.add(|log| log.volatile = true);
    }

    /// Reads the log. `None` if nothing is recorded.
    pub fn with_log<T>(&self, read: impl FnOnce(&Log) -> Option<T>) -> Option<T> {
        read(&self.0.as_ref()?.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Records the state of `path`; `None` means that the system cannot tell, so it cannot be checked again.
    pub fn record(&self, path: &Path, state: Option<PathState>) {
        self.add(|log| match state {
            Some(state) => drop(log.paths.insert((path.to_owned(), state))),
            None => log.volatile = true,
        });
    }

    fn add(&self, add: impl FnOnce(&mut Log)) {
        if let Some(log) = &self.0 {
            add(&mut log.lock().unwrap_or_else(PoisonError::into_inner));
        }
    }
}

impl PathState {
    /// The state of an open file.
    ///
    /// None on Windows: neither std nor a kept crate tells a file's change time, which no program can set, and
    /// each directory's access control list would have to be read too. All of that takes most of the time that a replay
    /// saves, which is less than a millisecond there, beside the many that Windows takes to start a program.
    #[cfg(unix)]
    pub fn file(metadata: &Metadata) -> Option<Self> {
        use std::os::unix::fs::MetadataExt;
        let nanoseconds = |seconds: i64, rest: i64| seconds.checked_mul(1_000_000_000)?.checked_add(rest);
        Some(Self::File([
            metadata.dev().cast_signed(),
            metadata.ino().cast_signed(),
            metadata.size().cast_signed(),
            nanoseconds(metadata.mtime(), metadata.mtime_nsec())?,
            nanoseconds(metadata.ctime(), metadata.ctime_nsec())?,
        ]))
    }

    #[cfg(not(unix))]
    pub fn file(_: &Metadata) -> Option<Self> {
        None
    }

    #[cfg(unix)]
    pub fn folder(metadata: &Metadata) -> Option<Self> {
        use std::os::unix::fs::MetadataExt;
        let (device, inode) = (metadata.dev().cast_signed(), metadata.ino().cast_signed());
        let rights = [metadata.mode(), metadata.uid(), metadata.gid()].map(i64::from);
        Some(Self::Folder([device, inode, rights[0], rights[1], rights[2]]))
    }

    #[cfg(not(unix))]
    pub fn folder(_: &Metadata) -> Option<Self> {
        None
    }

    /// The current state of `path`, as a directory on the way or as a file.
    pub fn of(path: &Path, is_folder: bool) -> Option<Self> {
        match fs::metadata(path) {
            Ok(metadata) if is_folder => Self::folder(&metadata),
            Ok(metadata) => Self::file(&metadata),
            Err(error) => {
                matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory).then_some(Self::Absent)
            }
        }
    }

    /// The ctime of a file, in milliseconds since the epoch.
    pub fn changed(self) -> Option<i64> {
        match self {
            Self::File([.., changed]) => Some(changed / 1_000_000),
            Self::Absent | Self::Folder(_) => None,
        }
    }
}
