//! What a file's mode does not say: whether an access list gives more than the mode.

#[cfg(any(target_os = "linux", target_os = "android"))]
use std::ffi::CString;
#[cfg(any(target_os = "linux", target_os = "android"))]
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

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
