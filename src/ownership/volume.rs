//! What a file's mode does not say: whether its file system can be written at all, and whether an access list gives
//! more than the mode.

use std::ffi::CString;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

/// Whether the file system at `path` is mounted read-only, as Kubernetes mounts what it makes of secrets: with mode
/// 0777, and nobody can write.
#[expect(unsafe_code, reason = "std has no statvfs")]
pub(super) fn is_read_only(path: &Path) -> bool {
    let Ok(name) = CString::new(path.as_os_str().as_bytes()) else {
        return false;
    };
    // SAFETY: an all-zero statvfs is a valid one; it is ours, and `name` ends with NUL.
    let (answer, status) = unsafe {
        let mut status: libc::statvfs = std::mem::zeroed();
        (libc::statvfs(name.as_ptr(), &raw mut status), status)
    };
    answer == 0 && status.f_flag & libc::ST_RDONLY != 0
}

/// Whether `path` has an access list (POSIX.1e) that says more than its mode; it is taken to have one if that cannot be
/// asked.
#[cfg(any(target_os = "linux", target_os = "android"))]
#[expect(unsafe_code, reason = "std has no getxattr")]
pub(super) fn has_access_list(path: &Path) -> bool {
    let Ok(name) = CString::new(path.as_os_str().as_bytes()) else {
        return true;
    };
    let attribute = c"system.posix_acl_access";
    // SAFETY: both names end with NUL, and for a size of 0 nothing is written.
    let size = unsafe { libc::getxattr(name.as_ptr(), attribute.as_ptr(), std::ptr::null_mut(), 0) };
    let error = std::io::Error::last_os_error().raw_os_error();
    size >= 0 || !matches!(error, Some(libc::ENODATA | libc::EOPNOTSUPP))
}

/// Elsewhere access lists are not read.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
pub(super) fn has_access_list(_: &Path) -> bool {
    false
}
