//! Anonymous files (memfd on Linux) that pass a token to the command of `gettoken exec`. Such a file is in no
//! directory, and is deleted when the last process closes it.

use std::ffi::OsString;
use std::fs::{File, Permissions};
use std::io::{self, Seek, Write};
use std::os::fd::RawFd;
use std::os::unix::fs::PermissionsExt;

use nix::fcntl::{FcntlArg, fcntl};

/// The lowest descriptor to use: shell scripts use 0 to 9 by number.
const FIRST: RawFd = 10;

/// Creates an anonymous file with `text`. Returns a path by which the command can open it.
pub fn create(text: &str) -> io::Result<OsString> {
    let mut file = anonymous()?;
    file.set_permissions(Permissions::from_mode(0o600))?;
    file.write_all(text.as_bytes())?;
    file.rewind()?;
    Ok(format!("/dev/fd/{}", inheritable(&file)?).into())
}

/// Creates a file in memory, which is not inherited by child processes.
#[cfg(target_os = "linux")]
fn anonymous() -> io::Result<File> {
    use nix::sys::memfd::{MFdFlags, memfd_create};
    Ok(memfd_create("gettoken", MFdFlags::MFD_CLOEXEC)?.into())
}

/// Creates a file and unlinks it before anything is written to it.
#[cfg(not(target_os = "linux"))]
fn anonymous() -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    let random = crate::crypto::random_text().map_err(|error| io::Error::other(error.to_string()))?;
    let path = std::path::Path::new("/tmp").join(format!("gettoken-{}", random.expose()));
    let file = File::options().read(true).write(true).create_new(true).mode(0o600).open(&path)?;
    std::fs::remove_file(&path)?;
    Ok(file)
}

/// Duplicates the descriptor without close-on-exec, which std sets on every file that it opens.
fn inheritable(file: &File) -> io::Result<RawFd> {
    Ok(fcntl(file, FcntlArg::F_DUPFD(FIRST))?)
}
