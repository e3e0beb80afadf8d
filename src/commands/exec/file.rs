//! A file without a name that holds a token, for a command that is run in our place: it is in no
//! folder, and gone when the last process that has it open is.

use std::ffi::OsString;
use std::fs::{File, Permissions};
use std::io::{self, Seek, Write};
use std::os::fd::RawFd;
use std::os::unix::fs::PermissionsExt;

use nix::fcntl::{FcntlArg, fcntl};

/// Shell scripts use descriptors up to 9 by number.
const FIRST: RawFd = 10;

/// Makes the file, and answers the path under which the command finds it.
pub fn holding(text: &str) -> io::Result<OsString> {
    let mut file = nameless()?;
    file.set_permissions(Permissions::from_mode(0o600))?;
    file.write_all(text.as_bytes())?;
    file.rewind()?;
    Ok(format!("/dev/fd/{}", inherited(&file)?).into())
}

/// A file in memory, closed to other programs until it is handed over.
#[cfg(target_os = "linux")]
fn nameless() -> io::Result<File> {
    use nix::sys::memfd::{MFdFlags, memfd_create};
    Ok(memfd_create("gettoken", MFdFlags::MFD_CLOEXEC)?.into())
}

/// A file that loses its name before anything is written to it.
#[cfg(not(target_os = "linux"))]
fn nameless() -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    let random = crate::crypto::random_text().map_err(|error| io::Error::other(error.to_string()))?;
    let path = std::path::Path::new("/tmp").join(format!("gettoken-{}", random.expose()));
    let file = File::options().read(true).write(true).create_new(true).mode(0o600).open(&path)?;
    std::fs::remove_file(&path)?;
    Ok(file)
}

/// The number of a descriptor of the same file that stays open in the program that takes our place: std closes every
/// other one.
fn inherited(file: &File) -> io::Result<RawFd> {
    Ok(fcntl(file, FcntlArg::F_DUPFD(FIRST))?)
}
