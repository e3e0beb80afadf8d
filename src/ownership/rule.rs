//! Who may change a file or folder. It is believed only if that is the user and root alone:
//!
//! - its owner is the user or root;
//! - others have no right to write (mode 0002);
//! - its group has none either (mode 0020), unless it is the user's own private group (see `group`) and no access
//!   list gives somebody else a right;
//! - on a read-only file system the two rights to write count for nothing.
//!
//! Of a folder with the sticky bit nobody can take away what belongs to another. On the way to a file such a folder
//! may be open to others if the next thing on the way belongs to the user or root.

use std::fs::{self, Metadata};
use std::os::unix::fs::{FileTypeExt, MetadataExt};
use std::path::{Path, PathBuf};

use super::{group, quoted, shown, user_id, volume};
use crate::error::{Error, Kind};
use crate::fastpath::inputs::Inputs;

/// The bit of a mode that lets everybody write.
const OTHERS_WRITE: u32 = 0o002;
/// The bit of a mode that lets the group write.
const GROUP_WRITES: u32 = 0o020;
/// The bit of a folder's mode that keeps users from removing each other's files.
const STICKY: u32 = 0o1000;

/// A file or folder that somebody else may change, or made.
#[derive(Debug)]
pub struct Fault {
    path: PathBuf,
    why: Why,
}

/// Who else may change it.
#[derive(Debug)]
pub(super) enum Why {
    Owner(u32),
    /// Everybody, by this mode.
    Others(u32),
    /// The members of a group, by this mode.
    Group(u32, u32),
    /// Somebody in an access list, by this mode.
    Listed(u32),
}

impl Fault {
    /// What is wrong, in words.
    pub fn text(&self) -> String {
        let path = shown(&self.path);
        match self.why {
            Why::Owner(id) => format!("`{path}` belongs to another user ({id})"),
            Why::Others(mode) => format!("`{path}` may be changed by others (mode {mode:04o})"),
            Why::Group(mode, id) => {
                format!("`{path}` may be changed by others (mode {mode:04o}, group {id})")
            }
            Why::Listed(mode) => {
                format!("`{path}` may be changed by others (mode {mode:04o}, and an access list)")
            }
        }
    }

    /// The command that mends it.
    pub fn command(&self) -> String {
        match self.why {
            Why::Owner(_) => format!("chown {} {}", user_id(), quoted(&self.path)),
            _ => format!("chmod go-w {}", quoted(&self.path)),
        }
    }

    /// Whether it is `path` itself that somebody else may change.
    pub(super) fn is_at(&self, path: &Path) -> bool {
        self.path == path
    }

    /// An error that says so, with the command.
    pub fn error(&self) -> Error {
        Error::new(Kind::Config, self.text()).hint(self.command())
    }

    /// The same, where the user calls it `path`.
    pub(super) fn error_at(self, path: &Path) -> Error {
        Self { path: path.to_owned(), ..self }.error()
    }
}

impl Why {
    pub(super) fn at(self, path: &Path) -> Fault {
        Fault { path: path.to_owned(), why: self }
    }
}

/// Who else may change the file or folder at `path`, if somebody may.
pub(super) fn own(path: &Path, metadata: &Metadata, inputs: &Inputs) -> Option<Why> {
    owner(metadata).or_else(|| writers(path, metadata, inputs))
}

/// As [`own`], for a folder on the way to something else: whether others may put something into it, but not take
/// away what is there.
pub(super) fn above(path: &Path, metadata: &Metadata, inputs: &Inputs) -> Result<bool, Why> {
    if let Some(why) = owner(metadata).filter(|_| !owns_everything(metadata.uid())) {
        return Err(why);
    }
    if metadata.mode() & STICKY != 0 {
        return Ok(metadata.mode() & (OTHERS_WRITE | GROUP_WRITES) != 0);
    }
    writers(path, metadata, inputs).map_or(Ok(false), Err)
}

/// Whose it is, if it is neither the user's nor root's.
pub(super) fn owner(metadata: &Metadata) -> Option<Why> {
    (![0, user_id()].contains(&metadata.uid())).then(|| Why::Owner(metadata.uid()))
}

/// Whether this user owns the root folder, and with it this very program. In a container whose root has no number
/// here, that is how the system's own folders look.
fn owns_everything(user: u32) -> bool {
    fs::metadata("/").is_ok_and(|metadata| metadata.uid() == user)
}

fn writers(path: &Path, metadata: &Metadata, inputs: &Inputs) -> Option<Why> {
    let mode = metadata.mode() & 0o7777;
    if mode & (OTHERS_WRITE | GROUP_WRITES) == 0 || !has_mode(path, metadata) || volume::is_read_only(path) {
        return None;
    }
    if mode & OTHERS_WRITE != 0 {
        return Some(Why::Others(mode));
    }
    if !group::is_private(metadata.gid(), inputs) {
        return Some(Why::Group(mode, metadata.gid()));
    }
    // What the list gives at most looks like a right of the group.
    volume::has_access_list(path).then_some(Why::Listed(mode))
}

/// Whether its mode says who may do what. A device is the system's; a pipe without a name, as a shell makes it, is
/// nobody else's whatever its mode.
pub(super) fn has_mode(path: &Path, metadata: &Metadata) -> bool {
    let kind = metadata.file_type();
    let has_name = !["/dev/fd", "/dev/stdin", "/proc"].iter().any(|place| path.starts_with(place));
    kind.is_file() || kind.is_dir() || kind.is_fifo() && has_name
}
