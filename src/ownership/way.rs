//! The way to a file: every folder and link that its path leads through. Who may change one of them may put another
//! file there, even one of the user's own that was meant for something else.

use std::ffi::{OsStr, OsString};
use std::fs::{self, Metadata};
use std::io::{self, ErrorKind};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::MetadataExt;
use std::path::{Component, Path, PathBuf};
use std::sync::Mutex;

pub use super::rule::Fault;
pub(super) use super::rule::has_mode;
use super::{rule, user_id};
use crate::fastpath::inputs::Inputs;

/// As many links as the kernel follows.
const MOST_LINKS: usize = 40;

/// Folders that were found good in this process.
static KNOWN: Mutex<Vec<Known>> = Mutex::new(Vec::new());

struct Known {
    /// Without links on the way.
    folder: PathBuf,
    /// Whether others may put something into it.
    is_open: bool,
    /// Whether the way there was good too.
    is_safe: bool,
}

/// Where a path leads.
pub(super) struct Way {
    /// The place itself, without links on the way.
    pub real: PathBuf,
    /// What is there; `None` if nothing is.
    pub metadata: Option<Metadata>,
    /// The first thing on the way that somebody else may change.
    pub fault: Option<Fault>,
}

impl Way {
    /// Remembers the folder that is there, which was found good.
    pub fn found_good(&self) {
        remember(&self.real, false, self.fault.is_none());
    }

    /// Who else may change what is there itself, if somebody may.
    pub fn own_fault(&self, inputs: &Inputs) -> Option<Fault> {
        changeable(&self.real, self.metadata.as_ref()?, inputs)
    }
}

/// Who else may change the file or folder at `real`, if somebody may.
pub(super) fn changeable(real: &Path, metadata: &Metadata, inputs: &Inputs) -> Option<Fault> {
    Some(rule::own(real, metadata, inputs)?.at(real))
}

/// Goes the way to `path`, and records it.
pub(super) fn to(path: &Path, inputs: &Inputs) -> io::Result<Way> {
    let whole = match path.is_absolute() {
        true => path.to_owned(),
        // Whose current folder is gone has nothing there.
        false => match found(std::path::absolute(path))? {
            Some(whole) => whole,
            None => return Ok(Walk::default().end(None)),
        },
    };
    let mut walk = Walk::default();
    match last_step(&whole) {
        Some((folder, name, is_open)) => {
            walk = Walk { here: folder.to_owned(), ahead: vec![name.to_owned()], is_open, ..walk };
        }
        None => walk.follow(&whole),
    }
    while let Some(name) = walk.ahead.pop() {
        if name == ".." {
            walk.back();
            continue;
        }
        walk.here.push(name);
        // What the kernel shows of a process is open already; there is no way to it that others could change.
        if ["/proc", "/dev/fd"].iter().any(|place| walk.here.as_os_str() == *place) {
            let metadata = found(fs::metadata(&whole))?;
            return Ok(Way { real: whole, ..walk.end(metadata) });
        }
        if !walk.ahead.is_empty()
            && let Some((is_open, _)) = known(&walk.here)
        {
            walk.is_open = is_open;
            continue;
        }
        let Some(metadata) = found(fs::symlink_metadata(&walk.here))? else {
            return Ok(walk.end(None));
        };
        if walk.is_open
            && let Some(why) = rule::owner(&metadata)
        {
            walk.fault.get_or_insert(why.at(&walk.here));
        }
        if metadata.is_symlink() {
            walk.link()?;
        } else if walk.ahead.is_empty() {
            return Ok(walk.end(Some(metadata)));
        } else if metadata.is_dir() {
            walk.enter(&metadata, inputs);
        }
    }
    let metadata = fs::symlink_metadata(&walk.here)?;
    Ok(walk.end(Some(metadata)))
}

/// What was looked at, if it is there. Nothing is below something that is no folder.
fn found<T>(looked: io::Result<T>) -> io::Result<Option<T>> {
    match looked {
        Ok(found) => Ok(Some(found)),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Records a folder. Root's own are left out: nobody else changes them.
pub(super) fn note(path: &Path, metadata: &Metadata, inputs: &Inputs) {
    if metadata.uid() == user_id() {
        inputs.record_folder(path, metadata);
    }
}

/// The folder, the name in it, and whether others may put something into the folder, if the way to it was gone
/// before and is good: so it is with most files.
fn last_step(path: &Path) -> Option<(&Path, &OsStr, bool)> {
    let bytes = path.as_os_str().as_bytes();
    let slash = bytes.iter().rposition(|byte| *byte == b'/')?;
    let (folder, name) = (OsStr::from_bytes(&bytes[..slash]), OsStr::from_bytes(&bytes[slash + 1..]));
    let folder = Path::new(folder);
    let (is_open, is_safe) = known(folder)?;
    (is_safe && !["", ".", ".."].iter().any(|no| name == *no)).then_some((folder, name, is_open))
}

/// Whether others may put something into a folder that was found good, and whether the way there was good.
fn known(folder: &Path) -> Option<(bool, bool)> {
    let known = KNOWN.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let found = known.iter().rev().find(|known| known.folder.as_os_str() == folder.as_os_str())?;
    Some((found.is_open, found.is_safe))
}

/// Remembers a folder that was found good.
fn remember(folder: &Path, is_open: bool, is_safe: bool) {
    let mut known = KNOWN.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    known.push(Known { folder: folder.to_owned(), is_open, is_safe });
}

/// Somebody on the way.
struct Walk {
    here: PathBuf,
    /// The names that are still to be followed, the next one last.
    ahead: Vec<OsString>,
    /// Whether others may put something into the folder that this is.
    is_open: bool,
    links: usize,
    fault: Option<Fault>,
}

impl Default for Walk {
    fn default() -> Self {
        // Who may change the root folder may change this program too.
        Self { here: PathBuf::from("/"), ahead: Vec::new(), is_open: false, links: 0, fault: None }
    }
}

impl Walk {
    fn follow(&mut self, path: &Path) {
        if path.is_absolute() {
            self.here = PathBuf::from("/");
            self.is_open = false;
        }
        let names = path
            .components()
            .rev()
            .filter(|part| matches!(part, Component::Normal(_) | Component::ParentDir));
        self.ahead.extend(names.map(|part| part.as_os_str().to_owned()));
    }

    fn back(&mut self) {
        self.here.pop();
        self.is_open = known(&self.here).is_some_and(|(is_open, _)| is_open);
    }

    fn link(&mut self) -> io::Result<()> {
        self.links += 1;
        if self.links > MOST_LINKS {
            return Err(io::Error::from_raw_os_error(libc::ELOOP));
        }
        let target = fs::read_link(&self.here)?;
        self.here.pop();
        self.follow(&target);
        Ok(())
    }

    fn enter(&mut self, metadata: &Metadata, inputs: &Inputs) {
        match rule::above(&self.here, metadata, inputs) {
            Ok(is_open) => {
                self.is_open = is_open;
                remember(&self.here, is_open, self.fault.is_none());
            }
            Err(why) => {
                self.is_open = false;
                self.fault.get_or_insert(why.at(&self.here));
            }
        }
        // A folder like /tmp is the system's, even if the user is root.
        if !self.is_open || metadata.uid() != 0 {
            note(&self.here, metadata, inputs);
        }
    }

    fn end(self, metadata: Option<Metadata>) -> Way {
        Way { real: self.here, metadata, fault: self.fault }
    }
}
