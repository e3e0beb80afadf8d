//! Files and folders that are the user's alone: made so from their first moment, and not believed when
//! they are not.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Read};
use std::path::Path;

use crate::secret::Secret;

/// No honest entry is larger; a token is at most 64 KiB.
const LARGEST: u64 = 256 * 1024;

/// The text of a file that is ours, plain, private and of a bearable size; `None` where there is none.
pub fn read(path: &Path) -> io::Result<Option<(Secret, Metadata)>> {
    let file = match open_plain(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        // A file where the folder should be, or above it.
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => return Ok(None),
        #[cfg(unix)]
        Err(error) if error.raw_os_error() == Some(libc::ELOOP) => {
            return Err(io::Error::other("it is a symbolic link"));
        }
        Err(error) => return Err(error),
    };
    let metadata = check_private(&file)?;
    if metadata.len() > LARGEST {
        return Err(io::Error::other("it is too large"));
    }
    // Room for one byte more shows the end without another look.
    let mut bytes = vec![0; usize::try_from(metadata.len()).map_err(io::Error::other)? + 1];
    let length = read_once(file, &mut bytes)?;
    bytes.truncate(length);
    let text = String::from_utf8(bytes).map_err(|_| io::Error::other("it is not text"))?;
    Ok(Some((Secret::new(text), metadata)))
}

/// Removes a file, if it is there.
pub fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Opens for reading what is no symbolic link, and without waiting for a pipe's writer.
fn open_plain(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, libc::O_NOFOLLOW | libc::O_NONBLOCK);
    options.open(path)
}

/// Reads a file that is no longer than it was a moment ago: entries are replaced, never changed.
fn read_once(mut file: File, bytes: &mut [u8]) -> io::Result<usize> {
    let mut length = 0;
    while length + 1 < bytes.len() {
        match file.read(&mut bytes[length..]) {
            Ok(0) => break,
            Ok(more) => length += more,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    if length < bytes.len() { Ok(length) } else { Err(io::Error::other("it grew while it was read")) }
}

/// A renamed file is in its folder for good only once the folder is written.
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

/// Creates a file that must not exist yet and that nobody else may read, whatever the umask.
pub fn create_private(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path)?;
    #[cfg(unix)]
    super::lock::give_back(&file)?;
    Ok(file)
}

pub fn make_private(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // A umask may have taken what is ours; it cannot have given anything to others.
        let mode = fs::symlink_metadata(folder)?.permissions().mode() & 0o777;
        if mode & 0o700 != 0o700 && mode & 0o077 == 0 {
            fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?;
        }
    }
    Ok(())
}

#[cfg(unix)]
fn check_private(file: &File) -> io::Result<Metadata> {
    use std::os::unix::fs::MetadataExt;
    let metadata = file.metadata()?;
    let fault = if !metadata.is_file() {
        "it is not a plain file"
    } else if metadata.uid() != crate::ownership::user_id() {
        "it belongs to another user"
    } else if metadata.mode() & 0o077 != 0 {
        "others may read or change it"
    } else if metadata.nlink() > 1 {
        "it has a second name"
    } else {
        return Ok(metadata);
    };
    Err(io::Error::other(fault))
}

/// The folder is a folder of ours in which nobody else may put or see anything.
#[cfg(unix)]
pub fn check_folder(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::MetadataExt;
    let metadata = fs::symlink_metadata(folder)?;
    let fault = if !metadata.is_dir() {
        "the token folder is not a folder"
    } else if metadata.uid() != crate::ownership::user_id() {
        "the token folder belongs to another user"
    } else if metadata.mode() & 0o077 != 0 {
        "others may enter the token folder: chmod 700 it"
    } else {
        return Ok(());
    };
    Err(io::Error::other(fault))
}

/// As [`check_folder`], for what only removes: who may see the folder does not matter then.
#[cfg(unix)]
pub fn check_owner(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::MetadataExt;
    let metadata = fs::symlink_metadata(folder)?;
    if metadata.is_dir() && metadata.uid() == crate::ownership::user_id() {
        return Ok(());
    }
    Err(io::Error::other("the token folder is no folder of yours"))
}

#[cfg(not(unix))]
pub fn check_owner(folder: &Path) -> io::Result<()> {
    check_folder(folder)
}

#[cfg(not(unix))]
fn check_private(file: &File) -> io::Result<Metadata> {
    let metadata = file.metadata()?;
    if metadata.is_file() { Ok(metadata) } else { Err(io::Error::other("it is not a plain file")) }
}

#[cfg(not(unix))]
pub fn check_folder(folder: &Path) -> io::Result<()> {
    if fs::symlink_metadata(folder)?.is_dir() {
        Ok(())
    } else {
        Err(io::Error::other("the token folder is not a folder"))
    }
}
