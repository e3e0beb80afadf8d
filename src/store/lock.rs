//! One lock a key: an empty file that the kernel locks for us and frees when we die. It is never the
//! data, and only clearing removes it; a lock on a removed file is not a lock, and taken again.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;
use std::thread::Builder;
use std::time::{Duration, Instant};

use super::files::open_private;
use crate::signals;

/// A held lock; dropping it frees it.
#[derive(Debug)]
pub struct Lock(#[expect(dead_code, reason = "held, not read")] Option<File>);

/// How long to wait for a lock.
#[derive(Clone, Copy, Debug)]
pub enum Limit {
    /// Not at all.
    Try,
    Wait(Duration),
    /// As long, beside others who only want to know that whoever has it is done: they are all woken at once.
    Share(Duration),
}

impl Lock {
    /// No lock, for clearing, which waits no longer for a process that does not let go.
    pub(super) const WAIVED: Self = Self(None);

    /// Takes the lock at `path`. A waiter is woken by the kernel, not by a timer. An error of the system says that it
    /// cannot be had here at all: a read-only folder, a file system without locks.
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

/// Waits in a thread, since the kernel knows no time limit for a lock. A thread that is still
/// waiting when the limit has passed ends with the process.
fn wait(file: File, is_shared: bool, limit: Duration) -> Result<File, TryLockError> {
    let lock = move || if is_shared { file.lock_shared() } else { file.lock() }.map(|()| file);
    let thread = Builder::new().stack_size(64 * 1024);
    match signals::in_time(thread, limit, lock).map_err(TryLockError::Error)? {
        Some(locked) => locked.map_err(TryLockError::Error),
        None => Err(TryLockError::WouldBlock),
    }
}

/// Readable and writable, as locks over NFS want it; closed in children, as std does.
fn open(path: &Path) -> io::Result<File> {
    open_private(OpenOptions::new().read(true).write(true).create(true).truncate(false), path)
}

/// Whether `file` is still what stands at `path`.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let identity = |metadata: std::fs::Metadata| (metadata.dev(), metadata.ino());
    let held = file.metadata().map(identity).ok();
    held.is_some() && held == std::fs::symlink_metadata(path).map(identity).ok()
}

#[cfg(not(unix))]
fn is_at(_: &File, path: &Path) -> bool {
    path.exists()
}
