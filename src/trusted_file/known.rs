//! The directories that this process has already found to be trusted, without symbolic links in their paths.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// Each directory, and whether others may add files to it.
static KNOWN: Mutex<Vec<(PathBuf, bool)>> = Mutex::new(Vec::new());

/// Reports whether others may add files to a trusted directory; `None` if it has not been seen.
pub(super) fn known(folder: &Path) -> Option<bool> {
    let known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    let found = known.iter().rev().find(|(known, _)| known.as_os_str() == folder.as_os_str())?;
    Some(found.1)
}

/// Remembers a trusted directory.
pub(super) fn remember(folder: &Path, is_open: bool) {
    KNOWN.lock().unwrap_or_else(PoisonError::into_inner).push((folder.to_owned(), is_open));
}
