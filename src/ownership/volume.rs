//! What a file's mode does not say: whether its file system can be written at all, and whether an access list gives
//! more than the mode.

use std::path::Path;

use nix::sys::statvfs::{FsFlags, statvfs};

/// Whether the file system at `path` is mounted read-only, as Kubernetes mounts what it makes of secrets: with mode
/// 0777, and nobody can write.
pub(super) fn is_read_only(path: &Path) -> bool {
    statvfs(path).is_ok_and(|status| status.flags().contains(FsFlags::ST_RDONLY))
}

/// Whether `path` has an access list (POSIX.1e) that says more than its mode; it is taken to have one if that cannot be
/// asked.
#[cfg(any(target_os = "linux", target_os = "android"))]
#[expect(unsafe_code, reason = "neither std nor nix has getxattr")]
pub(super) fn has_access_list(path: &Path) -> bool {
    use nix::NixPath;
    let attribute = c"system.posix_acl_access";
    // SAFETY: both names end with NUL, and for a size of 0 nothing is written.
    let ask = |name: &std::ffi::CStr| unsafe {
        libc::getxattr(name.as_ptr(), attribute.as_ptr(), std::ptr::null_mut(), 0)
    };
    let answer = path.with_nix_path(ask).and_then(nix::errno::Errno::result);
    !matches!(answer, Err(nix::errno::Errno::ENODATA | nix::errno::Errno::EOPNOTSUPP))
}

/// Elsewhere access lists are not read.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
pub(super) fn has_access_list(_: &Path) -> bool {
    false
}
