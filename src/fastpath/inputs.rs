//! What this process looked at before it answered: the user's files that it read or missed, and the
//! variables that it asked for. What rests on nothing else is the same while they are the same.
//!
//! It is filled where files and variables are read, so that no reader can forget to say so. It holds
//! names and identities, never contents.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

static SEEN: Mutex<Seen> = Mutex::new(Seen::nothing());

/// Everything that was looked at.
#[derive(Clone, Debug)]
pub struct Seen {
    /// Files by path, and which file it was; `None` where there was none.
    pub files: BTreeMap<PathBuf, Option<Identity>>,
    /// Folders that files were reached through, and whose they were.
    pub folders: BTreeMap<PathBuf, Folder>,
    /// Names of variables, set or not.
    pub variables: BTreeSet<String>,
    /// Something that cannot be looked at again, such as stdin.
    pub once: bool,
}

/// Which file it is, and which state of it. Whatever is done to a file's content, owner or mode
/// changes the time of its last change (ctime), which no program can set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Identity {
    device: u64,
    inode: u64,
    size: u64,
    /// Nanoseconds since the epoch.
    modified: i64,
    /// Nanoseconds since the epoch.
    changed: i64,
}

impl Seen {
    const fn nothing() -> Self {
        Self { files: BTreeMap::new(), folders: BTreeMap::new(), variables: BTreeSet::new(), once: false }
    }
}

/// Which folder it is, and who may change it. What is in it does not matter, so its times do not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Folder {
    device: u64,
    inode: u64,
    mode: u32,
    user: u32,
    group: u32,
}

impl Folder {
    /// What begins the text of one: that of an [`Identity`] begins with a number.
    const WORD: &str = "folder ";

    /// `None` on systems that do not tell it.
    #[cfg(unix)]
    pub fn of(metadata: &Metadata) -> Option<Self> {
        use std::os::unix::fs::MetadataExt;
        Some(Self {
            device: metadata.dev(),
            inode: metadata.ino(),
            mode: metadata.mode(),
            user: metadata.uid(),
            group: metadata.gid(),
        })
    }

    #[cfg(not(unix))]
    pub fn of(_: &Metadata) -> Option<Self> {
        None
    }

    /// A word and five numbers.
    pub fn text(&self) -> String {
        let Self { device, inode, mode, user, group } = self;
        format!("{}{device} {inode} {mode} {user} {group}", Self::WORD)
    }

    /// Whether `text` says something of a folder.
    pub fn is_in(text: &str) -> bool {
        text.starts_with(Self::WORD)
    }

    /// Reads what [`Self::text`] wrote.
    pub fn parse(text: &str) -> Option<Self> {
        let mut numbers = text.strip_prefix(Self::WORD)?.split(' ');
        let mut next = || numbers.next();
        let folder = Self {
            device: next()?.parse().ok()?,
            inode: next()?.parse().ok()?,
            mode: next()?.parse().ok()?,
            user: next()?.parse().ok()?,
            group: next()?.parse().ok()?,
        };
        if numbers.next().is_none() { Some(folder) } else { None }
    }
}

impl Identity {
    /// The identity of an open file; `None` on systems that do not tell it.
    #[cfg(unix)]
    pub fn of(metadata: &Metadata) -> Option<Self> {
        use std::os::unix::fs::MetadataExt;
        let nanoseconds = |seconds: i64, rest: i64| seconds.checked_mul(1_000_000_000)?.checked_add(rest);
        Some(Self {
            device: metadata.dev(),
            inode: metadata.ino(),
            size: metadata.size(),
            modified: nanoseconds(metadata.mtime(), metadata.mtime_nsec())?,
            changed: nanoseconds(metadata.ctime(), metadata.ctime_nsec())?,
        })
    }

    #[cfg(not(unix))]
    pub fn of(_: &Metadata) -> Option<Self> {
        None
    }

    /// Five numbers.
    pub fn text(&self) -> String {
        let Self { device, inode, size, modified, changed } = self;
        format!("{device} {inode} {size} {modified} {changed}")
    }

    /// Reads what [`Self::text`] wrote.
    pub fn parse(text: &str) -> Option<Self> {
        let mut numbers = text.split(' ');
        let mut next = || numbers.next();
        let identity = Self {
            device: next()?.parse().ok()?,
            inode: next()?.parse().ok()?,
            size: next()?.parse().ok()?,
            modified: next()?.parse().ok()?,
            changed: next()?.parse().ok()?,
        };
        if numbers.next().is_none() { Some(identity) } else { None }
    }

    /// The time of the last change, in milliseconds since the epoch.
    pub fn changed(&self) -> i64 {
        self.changed / 1_000_000
    }
}

/// `path` was read while it was that file, or was not there.
pub fn file(path: &Path, metadata: Option<&Metadata>) {
    let identity = metadata.map(Identity::of);
    note(|seen| {
        let before = seen.files.insert(path.to_owned(), identity.flatten());
        // It changed between two looks, or cannot be told from another.
        let unsure = before.is_some_and(|before| before != identity.flatten()) || identity == Some(None);
        seen.once |= unsure;
    });
}

/// Something was reached through the folder at `path`.
#[cfg(unix)]
pub fn folder(path: &Path, metadata: &Metadata) {
    let found = Folder::of(metadata);
    note(|seen| {
        let before = found.and_then(|found| seen.folders.insert(path.to_owned(), found));
        seen.once |= found.is_none() || before.is_some_and(|before| Some(before) != found);
    });
}

/// The variable `name` was asked for.
pub fn variable(name: &str) {
    note(|seen| {
        if !seen.variables.contains(name) {
            seen.variables.insert(name.to_owned());
        }
    });
}

/// Something was read that is gone now.
pub fn once() {
    note(|seen| seen.once = true);
}

/// All that was looked at until now.
pub fn seen() -> Seen {
    SEEN.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone()
}

fn note(add: impl FnOnce(&mut Seen)) {
    add(&mut SEEN.lock().unwrap_or_else(std::sync::PoisonError::into_inner));
}
