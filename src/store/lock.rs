//! One lock per key: an empty file that the kernel locks, and unlocks when the process dies. Only clearing
//! removes the file. A lock on a removed file is void, and is taken again on a new one.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;
use std::thread::Builder;
use std::time::{Duration, Instant};

use super::files::open_private;
use crate::report;
use crate::signals;

/// A lock that is held until it is dropped.
#[derive(Debug)]
pub struct Lock(#[expect(dead_code, reason = "held, not read")] Option<File>);

/// How long to wait for a lock.
#[derive(Clone, Copy, Debug)]
pub enum Limit {
    /// Not at all.
    Try,
    Wait(Duration),
    /// As `Wait`, but with a shared lock: callers that only wait for the current holder all wake at once.
    Share(Duration),
}

impl Lock {
    /// No lock, for clearing, which does not wait forever for a process that hangs.
    pub(super) const WAIVED: Self = Self(None);

    /// Takes the lock at `path`. Waiters are woken by the kernel and do not poll. An I/O error means that
    /// locking does not work here at all, as in a read-only directory or on a file system without locks.
    pub fn take(path: &Path, limit: Limit) -> Result<Self, TryLockError> {
        let start = Instant::now();
        loop {
            let file = open(path).map_err(TryLockError::Error)?;
            let is_shared = matches!(limit, Limit::Share(_));
            let tried = if is_shared { file.try_lock_shared() } else { file.try_lock() };
            let file = match (tried, limit) {
                (Ok(()), _) => file,
                (Err(TryLockError::WouldBlock), Limit::Wait(limit) | Limit::Share(limit)) => {
                    wait(file, is_shared, limit.saturating_sub(start.elapsed()))?
                }
                (Err(error), _) => return Err(error),
            };
            if is_at(&file, path) {
                return Ok(Self(Some(file)));
            }
        }
    }
}

/// Waits in a thread, because locking has no timeout in the kernel. A thread that is still waiting after
/// `limit` ends with the process.
fn wait(file: File, is_shared: bool, limit: Duration) -> Result<File, TryLockError> {
    let lock = move || if is_shared { file.lock_shared() } else { file.lock() }.map(|()| file);
    let thread = Builder::new().stack_size(64 * 1024);
    let _waiting = report::wait_for("waiting-for-lock");
    match signals::with_timeout(thread, limit, lock).map_err(TryLockError::Error)? {
        Some(locked) => locked.map_err(TryLockError::Error),
        None => Err(TryLockError::WouldBlock),
    }
}

/// Opens for reading and writing, which locks over NFS need. std sets close-on-exec.
fn open(path: &Path) -> io::Result<File> {
    open_private(OpenOptions::new().read(true).write(true).create(true).truncate(false), path)
}

/// Reports whether `file` is still the file at `path`.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let identity = |metadata: std::fs::Metadata| (metadata.dev(), metadata.ino());
    let held = file.metadata().map(identity).ok();
    held.is_some() && held == std::fs::symlink_metadata(path).map(identity).ok()
}

#[cfg(windows)]
fn is_at(file: &File, path: &Path) -> bool {
    let held = file.try_clone().and_then(same_file::Handle::from_file).ok();
    held.is_some() && held == same_file::Handle::from_path(path).ok()
}
