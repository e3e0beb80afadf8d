//! The inputs of a call: the files that were read or missed, the folders on the way to them, and the variables that
//! were asked for. While they are unchanged, so is what was made of them.
//!
//! The log is filled where files and variables are read, so that no reader can forget it. It has names and states,
//! never contents.

use std::collections::BTreeSet;
use std::fs::{self, Metadata};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// A log that all its clones fill; by default one that drops everything.
#[derive(Clone, Debug, Default)]
pub struct Inputs(Option<Arc<Mutex<Log>>>);

/// Everything that was recorded.
#[derive(Debug, Default)]
pub struct Log {
    /// A path that changed between two looks has two states, which are never found again.
    pub paths: BTreeSet<(PathBuf, PathState)>,
    /// Names of variables, set or not.
    pub variables: BTreeSet<String>,
    /// Whether there was an input that cannot be looked at again, such as stdin.
    pub volatile: bool,
}

/// What is at a path, as far as an answer depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PathState {
    Absent,
    /// Device, inode, size, and the times of the last change of the content and of anything (ctime), in nanoseconds
    /// since the epoch. No program can set the latter.
    File([i64; 5]),
    /// Device, inode, mode, owner and group of a folder that something was reached through; its content does not
    /// matter, so its times do not.
    Folder([i64; 5]),
}

impl Inputs {
    /// A log that keeps what it is given, if that makes anything faster.
    pub fn recording() -> Self {
        Self(super::IS_ON.then(Arc::default))
    }

    /// `path` was read while it was that file, or was not there.
    pub fn record_file(&self, path: &Path, metadata: Option<&Metadata>) {
        self.record(path, metadata.map_or(Some(PathState::Absent), PathState::file));
    }

    /// The variable `name` was asked for.
    pub fn record_variable(&self, name: &str) {
        self.add(|log| {
            if !log.variables.contains(name) {
                log.variables.insert(name.to_owned());
            }
        });
    }

    /// Something was read that cannot be looked at again.
    pub fn mark_volatile(&self) {
        self.add(|log| log.volatile = true);
    }

    /// Reads the log; `None` when nothing was kept.
    pub fn with_log<T>(&self, read: impl FnOnce(&Log) -> Option<T>) -> Option<T> {
        read(&self.0.as_ref()?.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// `path` was in this state; one that no system tells cannot be looked at again.
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
    /// The state of an open file; `None` on systems that have no such numbers.
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

    /// The state of `path` now, as that of a folder on the way or of a file.
    pub fn of(path: &Path, is_folder: bool) -> Option<Self> {
        match fs::metadata(path) {
            Ok(metadata) if is_folder => Self::folder(&metadata),
            Ok(metadata) => Self::file(&metadata),
            Err(error) => {
                matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory).then_some(Self::Absent)
            }
        }
    }

    /// A file's time of the last change, in milliseconds since the epoch.
    pub fn changed(self) -> Option<i64> {
        match self {
            Self::File([.., changed]) => Some(changed / 1_000_000),
            Self::Absent | Self::Folder(_) => None,
        }
    }
}
