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
use std::path::Path;
use std::sync::OnceLock;

use nix::sys::statvfs::{FsFlags, statvfs};
use serde_json::{Value, json};

use super::group;
use crate::fastpath::inputs::Inputs;
use crate::message::Message;

/// The bit of a mode that lets everybody write.
const OTHERS_WRITE: u32 = 0o002;
/// The bit of a mode that lets the group write.
const GROUP_WRITES: u32 = 0o020;
/// The bit of a folder's mode that keeps users from removing each other's files.
const STICKY: u32 = 0o1000;

/// Who else may change the file or folder at `path`, if somebody may.
pub(super) fn own(path: &Path, metadata: &Metadata, inputs: &Inputs) -> Option<Message> {
    owner(metadata).or_else(|| writers(path, metadata, inputs))
}

/// As [`own`], for a folder on the way to something else: whether others may put something into it, but not take
/// away what is there.
pub(super) fn above(path: &Path, metadata: &Metadata, inputs: &Inputs) -> Result<bool, Message> {
    // In a container whose root has no number here, the system's own folders belong to the owner of the root folder,
    // who has this very program too.
    let is_systems = || fs::metadata("/").is_ok_and(|root| root.uid() == metadata.uid());
    if let Some(why) = owner(metadata).filter(|_| !is_systems()) {
        return Err(why);
    }
    if metadata.mode() & STICKY != 0 {
        return Ok(metadata.mode() & (OTHERS_WRITE | GROUP_WRITES) != 0);
    }
    writers(path, metadata, inputs).map_or(Ok(false), Err)
}

/// Whose it is, if it is neither the user's nor root's.
pub(super) fn owner(metadata: &Metadata) -> Option<Message> {
    let (owner, user) = (metadata.uid(), user_id());
    let another = || Message::new("file-of-another-user").with("owner", owner).with("user", user);
    (owner != 0 && owner != user).then(another)
}

fn writers(path: &Path, metadata: &Metadata, inputs: &Inputs) -> Option<Message> {
    let mode = metadata.mode() & 0o7777;
    if mode & (OTHERS_WRITE | GROUP_WRITES) == 0 || !has_mode(path, metadata) || is_read_only(path) {
        return None;
    }
    let open = |code| Message::new(code).with("mode", format!("{mode:04o}"));
    if mode & OTHERS_WRITE != 0 {
        return Some(open("file-open-to-others"));
    }
    if !group::is_private(metadata.gid(), inputs) {
        return Some(open("file-open-to-group").with("group", metadata.gid()));
    }
    // What the list gives at most looks like a right of the group.
    has_access_list(path).then(|| open("file-open-by-list"))
}

/// Whether its mode says who may do what. A device is the system's; a pipe without a name, as a shell makes it, is
/// nobody else's whatever its mode.
fn has_mode(path: &Path, metadata: &Metadata) -> bool {
    let kind = metadata.file_type();
    let has_name = !["/dev/fd", "/dev/stdin", "/proc"].iter().any(|place| path.starts_with(place));
    kind.is_file() || kind.is_dir() || kind.is_fifo() && has_name
}

/// Whether the file system at `path` is mounted read-only, as Kubernetes mounts what it makes of secrets: with mode
/// 0777, and nobody can write.
fn is_read_only(path: &Path) -> bool {
    statvfs(path).is_ok_and(|status| status.flags().contains(FsFlags::ST_RDONLY))
}

/// Whether `path` has an access list (POSIX.1e) that says more than its mode; it is taken to have one if that cannot be
/// asked.
#[cfg(any(target_os = "linux", target_os = "android"))]
#[expect(unsafe_code, reason = "neither std nor nix has getxattr")]
fn has_access_list(path: &Path) -> bool {
    use nix::NixPath;
    use nix::errno::Errno;
    let attribute = c"system.posix_acl_access";
    // SAFETY: both names end with NUL, and for a size of 0 nothing is written.
    let ask = |name: &std::ffi::CStr| unsafe {
        libc::getxattr(name.as_ptr(), attribute.as_ptr(), std::ptr::null_mut(), 0)
    };
    let answer = path.with_nix_path(ask).and_then(Errno::result);
    !matches!(answer, Err(Errno::ENODATA | Errno::EOPNOTSUPP))
}

/// Elsewhere access lists are not read.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
fn has_access_list(_: &Path) -> bool {
    false
}

/// Whether others may read a file; one of the `system` may be readable by a group.
pub(super) fn others_may_read(path: &Path, metadata: &Metadata, of_system: bool) -> bool {
    let others = if of_system { 0o037 } else { 0o077 };
    has_mode(path, metadata) && !metadata.is_dir() && metadata.mode() & others != 0
}

/// Whether this user may read it whatever groups the process is in: those are not recorded.
pub(super) fn is_ours_to_read(metadata: &Metadata) -> bool {
    metadata.uid() == user_id() || metadata.mode() & 0o004 != 0
}

/// The mode, and whose it is: `you`, `root` or a number.
pub(super) fn rights(metadata: &Metadata) -> Value {
    let owner = match metadata.uid() {
        id if id == user_id() => "you".to_owned(),
        0 => "root".to_owned(),
        id => id.to_string(),
    };
    json!({ "mode": format!("{:04o}", metadata.mode() & 0o7777), "owner": owner })
}

/// The user on whose behalf we run.
pub fn user_id() -> u32 {
    static ID: OnceLock<u32> = OnceLock::new();
    *ID.get_or_init(|| nix::unistd::geteuid().as_raw())
}
