//! Resolves a path and checks every directory and symbolic link on the way. Whoever can change one of them
//! can substitute another file, even one of the user's own that was meant for something else.

use std::ffi::OsString;
use std::fs::{self, Metadata};
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Component, Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::{Way, fault, found, rule, user_id};
use crate::fastpath::inputs::{Inputs, PathState};

/// The kernel's limit for symbolic links in a path.
const MOST_LINKS: usize = 40;

/// Trusted directories seen in this process, without symbolic links in their paths, and whether others may
/// add files to each.
static KNOWN: Mutex<Vec<(PathBuf, bool)>> = Mutex::new(Vec::new());

/// Resolves `path`, checks the way to it, and records it.
pub(super) fn to(path: &Path, inputs: &Inputs) -> io::Result<Way> {
    // Whoever can change `/` can change this program too.
    let mut way = Way { real: PathBuf::from("/"), metadata: None, fault: None };
    // The current directory has been deleted, so nothing is in it.
    let Some(whole) = found(std::path::absolute(path))? else { return Ok(way) };
    let (mut ahead, mut links) = (names(&whole), 0);
    while let Some(name) = ahead.pop() {
        if name == ".." {
            way.real.pop();
            continue;
        }
        way.real.push(name);
        // The kernel's links to open files of a process: nobody else can change what they lead to.
        if ["/proc", "/dev/fd"].iter().any(|place| way.real.as_os_str() == *place) {
            way.metadata = found(fs::metadata(&whole))?;
            way.real = whole;
            return Ok(way);
        }
        if !ahead.is_empty() && known(&way.real).is_some() {
            continue;
        }
        let Some(metadata) = found(fs::symlink_metadata(&way.real))? else { return Ok(way) };
        if let Some(why) = rule::owner(&metadata)
            && way.real.parent().and_then(known) == Some(true)
        {
            way.fault.get_or_insert_with(|| (way.real.clone(), fault(&way.real, why)));
        }
        if metadata.is_symlink() {
            links += 1;
            if links > MOST_LINKS {
                return Err(io::Error::from_raw_os_error(libc::ELOOP));
            }
            let target = fs::read_link(&way.real)?;
            way.real.pop();
            if target.is_absolute() {
                way.real = PathBuf::from("/");
            }
            ahead.extend(names(&target));
        } else if ahead.is_empty() {
            way.metadata = Some(metadata);
            return Ok(way);
        } else if metadata.is_dir() {
            enter(&mut way, &metadata, inputs);
        }
    }
    way.metadata = Some(fs::symlink_metadata(&way.real)?);
    Ok(way)
}

/// The components of a path, in reverse order.
fn names(path: &Path) -> Vec<OsString> {
    let parts = path.components().rev();
    let names = parts.filter(|part| matches!(part, Component::Normal(_) | Component::ParentDir));
    names.map(|part| part.as_os_str().to_owned()).collect()
}

/// Checks the directory at `way.real` before what is in it.
fn enter(way: &mut Way, metadata: &Metadata, inputs: &Inputs) {
    let is_open = match rule::above(&way.real, metadata, inputs) {
        Ok(is_open) => {
            remember(&way.real, is_open);
            is_open
        }
        Err(why) => {
            way.fault.get_or_insert_with(|| (way.real.clone(), fault(&way.real, why)));
            false
        }
    };
    // A directory like /tmp belongs to the system, even if the user is root.
    if !is_open || metadata.uid() != 0 {
        record(&way.real, metadata, inputs);
    }
}

/// Records a directory of the user's. Nobody but root can change other trusted ones, so they are left out.
pub(super) fn record(path: &Path, metadata: &Metadata, inputs: &Inputs) {
    if metadata.uid() == user_id() {
        inputs.record(path, PathState::folder(metadata));
    }
}

/// Reports whether others may add files to a trusted directory; `None` if it has not been seen.
fn known(folder: &Path) -> Option<bool> {
    let known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    let found = known.iter().rev().find(|(known, _)| known.as_os_str() == folder.as_os_str())?;
    Some(found.1)
}

/// Remembers a trusted directory.
pub(super) fn remember(folder: &Path, is_open: bool) {
    KNOWN.lock().unwrap_or_else(PoisonError::into_inner).push((folder.to_owned(), is_open));
}
