//! The rule for who may change a file or directory. It is trusted only if only the user and root can:
//!
//! - its owner is the user or root;
//! - others have no write permission (mode 0002);
//! - its group has none either (mode 0020), unless it is the user's private group (see `group`) and no ACL
//!   grants access to anybody else;
//! - on a read-only file system the two write permissions are ignored.
//!
//! In a directory with the sticky bit, users cannot remove each other's files. Such a directory on the way to
//! a file may be writable by others if the next component of the path belongs to the user or root.

use std::fs::{self, Metadata};
use std::os::unix::fs::{FileTypeExt, MetadataExt};
use std::path::Path;
use std::sync::OnceLock;

use nix::sys::statvfs::{FsFlags, statvfs};
use serde_json::{Value, json};

use super::group;
use crate::fastpath::inputs::Inputs;
use crate::message::Message;

/// The mode bit that lets others write.
const OTHERS_WRITE: u32 = 0o002;
/// The mode bit that lets the group write.
const GROUP_WRITES: u32 = 0o020;
/// The mode bit of a directory that keeps users from removing each other's files.
const STICKY: u32 = 0o1000;

/// Reports who else may change the file or directory at `path`, if anybody.
pub(super) fn fault(path: &Path, metadata: &Metadata, inputs: &Inputs) -> Option<Message> {
    owner_fault(metadata).or_else(|| writer_fault(path, metadata, inputs))
}

/// Like [`fault`], for a directory on the way. Returns whether others may add files but not replace existing
/// ones. Fails if they may replace them.
pub(super) fn ancestor_is_open(path: &Path, metadata: &Metadata, inputs: &Inputs) -> Result<bool, Message> {
    // In a container whose root user is not mapped, the system's directories belong to the owner of `/`, who
    // could also replace this program.
    let is_systems = || fs::metadata("/").is_ok_and(|root| root.uid() == metadata.uid());
    if let Some(why) = owner_fault(metadata).filter(|_| !is_systems()) {
        return Err(why);
    }
    if metadata.mode() & STICKY != 0 {
        return Ok(metadata.mode() & (OTHERS_WRITE | GROUP_WRITES) != 0);
    }
    writer_fault(path, metadata, inputs).map_or(Ok(false), Err)
}

/// The message about an owner that is neither the user nor root.
pub(super) fn owner_fault(metadata: &Metadata) -> Option<Message> {
    let (owner, user) = (metadata.uid(), user_id());
    let another = || Message::new("file-of-another-user").with("owner", owner).with("user", user);
    (owner != 0 && owner != user).then(another)
}

fn writer_fault(path: &Path, metadata: &Metadata, inputs: &Inputs) -> Option<Message> {
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
    // The mask of an ACL looks like the group's permission.
    has_access_list(path).then(|| open("file-open-by-list"))
}

/// Returns whether the mode decides who has access. It does not for devices, which belong to the system, or
/// for an anonymous pipe, such as a shell creates, which is always private.
fn has_mode(path: &Path, metadata: &Metadata) -> bool {
    let kind = metadata.file_type();
    let has_name = !["/dev/fd", "/dev/stdin", "/proc"].iter().any(|place| path.starts_with(place));
    kind.is_file() || kind.is_dir() || kind.is_fifo() && has_name
}

/// Reports whether the file system at `path` is mounted read-only, as Kubernetes mounts secrets: their mode
/// is 0777, but nobody can write.
fn is_read_only(path: &Path) -> bool {
    statvfs(path).is_ok_and(|status| status.flags().contains(FsFlags::ST_RDONLY))
}

/// Reports whether `path` has an ACL (POSIX.1e) beyond its mode; also true if that cannot be determined.
#[cfg(any(target_os = "linux", target_os = "android"))]
#[expect(unsafe_code, reason = "neither std nor nix has getxattr")]
fn has_access_list(path: &Path) -> bool {
    use nix::NixPath;
    use nix::errno::Errno;
    let attribute = c"system.posix_acl_access";
    // SAFETY: both names end with NUL, and with a size of 0 nothing is written.
    let ask = |name: &std::ffi::CStr| unsafe {
        libc::getxattr(name.as_ptr(), attribute.as_ptr(), std::ptr::null_mut(), 0)
    };
    let answer = path.with_nix_path(ask).and_then(Errno::result);
    !matches!(answer, Err(Errno::ENODATA | Errno::EOPNOTSUPP))
}

/// ACLs of other systems are not read.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
fn has_access_list(_: &Path) -> bool {
    false
}

/// The message about others who may read a file, if they may. One of the `system` may be readable by its group.
pub(super) fn read_fault(path: &Path, metadata: &Metadata, of_system: bool) -> Option<Message> {
    let others = if of_system { 0o037 } else { 0o077 };
    let is_open = has_mode(path, metadata) && !metadata.is_dir() && metadata.mode() & others != 0;
    is_open.then(|| Message::new("secret-file-readable"))
}

/// Returns `true` if the user can read the file regardless of supplementary groups, which no replay record contains.
pub(super) fn is_ours_to_read(metadata: &Metadata) -> bool {
    metadata.uid() == user_id() || metadata.mode() & 0o004 != 0
}

/// The mode and the owner: `you`, `root` or a user id.
pub(super) fn rights(_: &Path, metadata: &Metadata) -> Value {
    let owner = match metadata.uid() {
        id if id == user_id() => "you".to_owned(),
        0 => "root".to_owned(),
        id => id.to_string(),
    };
    json!({ "mode": format!("{:04o}", metadata.mode() & 0o7777), "owner": owner })
}

/// The effective user id.
pub fn user_id() -> u32 {
    static ID: OnceLock<u32> = OnceLock::new();
    *ID.get_or_init(|| nix::unistd::geteuid().as_raw())
}
