//! A file without a name that holds a token, for a command that is run in our place: it is in no
//! folder, and gone when the last process that has it open is.

use std::ffi::OsString;
use std::fs::{File, Permissions};
use std::io::{self, Seek, Write};
use std::os::fd::{AsRawFd, RawFd};
use std::os::unix::fs::PermissionsExt;

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
#[expect(unsafe_code, reason = "std has no memfd_create")]
fn nameless() -> io::Result<File> {
    use std::os::fd::{FromRawFd, OwnedFd};
    // SAFETY: the name ends in a zero byte and outlives the call.
    let descriptor = unsafe { libc::memfd_create(c"gettoken".as_ptr(), libc::MFD_CLOEXEC) };
    if descriptor < 0 {
        return Err(io::Error::last_os_error());
    }
    // SAFETY: the descriptor was opened just now and belongs to nobody else.
    Ok(unsafe { OwnedFd::from_raw_fd(descriptor) }.into())
}

/// A file that loses its name before anything is written to it.
#[cfg(not(target_os = "linux"))]
fn nameless() -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    let random = crate::sign::random_text().map_err(|error| io::Error::other(error.to_string()))?;
    let path = std::path::Path::new("/tmp").join(format!("gettoken-{}", random.expose()));
    let file = File::options().read(true).write(true).create_new(true).mode(0o600).open(&path)?;
    std::fs::remove_file(&path)?;
    Ok(file)
}

/// The number of a descriptor of the same file that stays open in the program that takes our place.
#[expect(unsafe_code, reason = "std closes every descriptor on exec")]
fn inherited(file: &File) -> io::Result<RawFd> {
    // SAFETY: the descriptor is open, and F_DUPFD touches no memory.
    let number = unsafe { libc::fcntl(file.as_raw_fd(), libc::F_DUPFD, FIRST) };
    if number < 0 { Err(io::Error::last_os_error()) } else { Ok(number) }
}
