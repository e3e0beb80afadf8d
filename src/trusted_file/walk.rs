//! Resolves a path and checks every directory and symbolic link on the way. Another user who can change one
//! of them can substitute a different file, even one of this user's own that has another purpose.

use std::ffi::OsString;
use std::fs::{self, Metadata};
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Component, Path, PathBuf};

use super::known::{known, remember};
use super::{ResolvedPath, if_exists, rule, user_id, with_path};
use crate::fastpath::inputs::{Inputs, PathState};

/// The kernel's limit for symbolic links in a path.
const MAX_LINKS: usize = 40;

/// Resolves `path`, checks the way to it, and records it.
pub(super) fn resolve(path: &Path, inputs: &Inputs) -> io::Result<ResolvedPath> {
    // `/` is not checked: a user who can change it can also change this program.
    let mut resolved = ResolvedPath { real: PathBuf::from("/"), metadata: None, fault: None };
    // The current directory has been deleted, so nothing is in it.
    let Some(whole) = if_exists(std::path::absolute(path))? else { return Ok(resolved) };
    let (mut remaining, mut links) = (names(&whole), 0);
    while let Some(name) = remaining.pop() {
        if name == ".." {
            resolved.real.pop();
            continue;
        }
        resolved.real.push(name);
        // Files here belong to the kernel or are open already: nobody else can redirect the path.
        if ["/proc", "/dev/fd"].iter().any(|place| resolved.real.as_os_str() == *place) {
            resolved.metadata = if_exists(fs::metadata(&whole))?;
            resolved.real = whole;
            return Ok(resolved);
        }
        if !remaining.is_empty() && known(&resolved.real).is_some() {
            continue;
        }
        let Some(metadata) = if_exists(fs::symlink_metadata(&resolved.real))? else { return Ok(resolved) };
        if let Some(why) = rule::owner_fault(&metadata)
            && resolved.real.parent().and_then(known) == Some(true)
        {
            resolved.fault.get_or_insert_with(|| (resolved.real.clone(), with_path(&resolved.real, why)));
        }
        if metadata.is_symlink() {
            links += 1;
            if links > MAX_LINKS {
                return Err(io::Error::from_raw_os_error(libc::ELOOP));
            }
            let target = fs::read_link(&resolved.real)?;
            resolved.real.pop();
            if target.is_absolute() {
                resolved.real = PathBuf::from("/");
            }
            remaining.extend(names(&target));
        } else if remaining.is_empty() {
            resolved.metadata = Some(metadata);
            return Ok(resolved);
        } else if metadata.is_dir() {
            enter(&mut resolved, &metadata, inputs);
        }
    }
    resolved.metadata = Some(fs::symlink_metadata(&resolved.real)?);
    Ok(resolved)
}

/// The components of a path, in reverse order.
fn names(path: &Path) -> Vec<OsString> {
    let parts = path.components().rev();
    let names = parts.filter(|part| matches!(part, Component::Normal(_) | Component::ParentDir));
    names.map(|part| part.as_os_str().to_owned()).collect()
}

/// Checks the directory at `resolved.real`, before anything in it is checked.
fn enter(resolved: &mut ResolvedPath, metadata: &Metadata, inputs: &Inputs) {
    let is_open = match rule::ancestor_is_open(&resolved.real, metadata, inputs) {
        Ok(is_open) => {
            remember(&resolved.real, is_open);
            is_open
        }
        Err(why) => {
            resolved.fault.get_or_insert_with(|| (resolved.real.clone(), with_path(&resolved.real, why)));
            false
        }
    };
    // A directory like /tmp belongs to the system, even if the user is root.
    if !is_open || metadata.uid() != 0 {
        record(&resolved.real, metadata, inputs);
    }
}

/// Records a directory that belongs to the user. Those of root are left out, because only root changes them.
pub(super) fn record(path: &Path, metadata: &Metadata, inputs: &Inputs) {
    if metadata.uid() == user_id() {
        inputs.record(path, PathState::folder(metadata));
    }
}
