//! Private files and directories: created for the user only, and rejected if others have access.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use crate::message::Message;
use crate::secret::Secret;
use crate::trusted_file;

/// The longest entry that is read, in bytes; a token is at most 64 KiB.
const LARGEST: u64 = 256 * 1024;

/// Reads a private, regular file of acceptable size. `None` if there is no file.
pub fn read(path: &Path) -> io::Result<Option<(Secret, Metadata)>> {
    let file = match open(OpenOptions::new().read(true), path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        // A parent of the path is a file.
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => return Ok(None),
        #[cfg(unix)]
        Err(error) if error.raw_os_error() == Some(libc::ELOOP) => {
            return Err(io::Error::other(Message::new("file-is-link")));
        }
        Err(error) => return Err(error),
    };
    let metadata = check_private(&file)?;
    if metadata.len() > LARGEST {
        return Err(io::Error::other(Message::new("file-too-large")));
    }
    // Entries are replaced, not modified. If the file has grown since, the truncated text fails the checksum.
    let mut bytes = vec![0; usize::try_from(metadata.len()).map_err(io::Error::other)?];
    (&file).read_exact(&mut bytes)?;
    let text = String::from_utf8(bytes).map_err(|_| io::Error::other(Message::new("file-not-text")))?;
    Ok(Some((Secret::new(text), metadata)))
}

/// Removes a file if it exists.
pub fn remove(path: &Path) -> io::Result<()> {
    match trusted_file::patiently_at(path, || fs::remove_file(path)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Opens a file, but no symbolic link, without waiting for a FIFO's writer. A file it creates is private.
fn open(options: &mut OpenOptions, path: &Path) -> io::Result<File> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600).custom_flags(libc::O_NOFOLLOW | libc::O_NONBLOCK);
    }
    trusted_file::patiently_at(path, || options.open(path))
}

/// Opens or creates a file and restores the owner's access if the umask removed it; otherwise the next call
/// could not open it. Nobody else gains access.
pub fn open_private(options: &mut OpenOptions, path: &Path) -> io::Result<File> {
    let file = open(options, path)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = file.metadata()?.permissions().mode() & 0o777;
        if mode & 0o600 != 0o600 && mode & 0o077 == 0 {
            file.set_permissions(fs::Permissions::from_mode(0o600))?;
        }
    }
    Ok(file)
}

/// Syncs the directory, which makes a rename durable.
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

/// Creates a file that must not exist yet. No other user can read it, regardless of the umask.
pub fn create_private(path: &Path) -> io::Result<File> {
    #[cfg(unix)]
    return open_private(OpenOptions::new().write(true).create_new(true), path);
    #[cfg(windows)]
    return trusted_file::create_private_file(path);
}

pub fn make_private(folder: &Path) -> io::Result<()> {
    trusted_file::make_private_folder(folder, true)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // The umask may have removed our own access; it cannot have granted any to others.
        let mode = fs::symlink_metadata(folder)?.permissions().mode() & 0o777;
        if mode & 0o700 != 0o700 && mode & 0o077 == 0 {
            fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?;
        }
    }
    Ok(())
}

/// Returns whether the file belongs to another user, is accessible to others, and has several hard links.
#[cfg(unix)]
fn privacy_of(_: &File, metadata: &Metadata) -> [bool; 3] {
    use std::os::unix::fs::MetadataExt;
    let [is_foreign, is_open] = privacy(Path::new(""), metadata);
    [is_foreign, is_open, metadata.nlink() > 1]
}

/// Who else can make a link to a file on Windows can also change it.
#[cfg(windows)]
fn privacy_of(file: &File, _: &Metadata) -> [bool; 3] {
    let [is_foreign, is_open] = trusted_file::privacy_of(file);
    [is_foreign, is_open, false]
}

/// Returns whether the directory at `path` belongs to another user, and is accessible to others.
#[cfg(unix)]
fn privacy(_: &Path, metadata: &Metadata) -> [bool; 2] {
    use std::os::unix::fs::MetadataExt;
    [metadata.uid() != trusted_file::user_id(), metadata.mode() & 0o077 != 0]
}

#[cfg(windows)]
fn privacy(path: &Path, _: &Metadata) -> [bool; 2] {
    trusted_file::privacy(path)
}

/// Fails with the first fault that applies.
fn refuse(faults: &[(bool, &'static str)]) -> io::Result<()> {
    let found = faults.iter().find(|(is_there, _)| *is_there);
    found.map_or(Ok(()), |(_, fault)| Err(io::Error::other(Message::new(fault))))
}

fn check_private(file: &File) -> io::Result<Metadata> {
    let metadata = file.metadata()?;
    let [is_foreign, is_open, is_linked] = privacy_of(file, &metadata);
    refuse(&[
        (!metadata.is_file(), "file-not-regular"),
        (is_foreign, "file-foreign"),
        (is_open, "file-accessible"),
        (is_linked, "file-linked"),
    ])?;
    Ok(metadata)
}

/// Fails unless this is a directory that belongs to the user and that no other user can enter. If others could
/// not write to it, it is closed now: dotfile managers and `cp -r` leave directories and links that anybody can read.
pub fn check_folder(folder: &Path) -> io::Result<()> {
    let link = fs::symlink_metadata(folder)?;
    let is_link = link.is_symlink();
    let is_missing = is_link && !folder.exists();
    refuse(&[(is_missing, "token-folder-link-broken")])?;
    let metadata = if is_link { fs::metadata(folder)? } else { link };
    let [is_foreign, is_open] = privacy(&place(folder, is_link)?, &metadata);
    let may_change = || (is_link || is_open) && trusted_file::check(folder).is_err();
    refuse(&[(!metadata.is_dir(), "token-folder-none"), (is_foreign, "token-folder-foreign")])?;
    let open = |code| Message::new(code).with("command", trusted_file::closing_command(folder));
    if may_change() {
        return Err(io::Error::other(open("token-folder-writable")));
    }
    if is_open {
        close(folder)?;
        let [_, is_open] = privacy(&place(folder, is_link)?, &fs::metadata(folder)?);
        if is_open {
            return Err(io::Error::other(open("token-folder-accessible")));
        }
    }
    Ok(())
}

/// The directory that a link leads to.
fn place(folder: &Path, is_link: bool) -> io::Result<PathBuf> {
    if is_link && cfg!(windows) { fs::canonicalize(folder) } else { Ok(folder.to_owned()) }
}

/// Takes the access of all other users away.
#[cfg(unix)]
fn close(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?;
    crate::report::warn(Message::new("token-folder-closed").with("path", folder));
    Ok(())
}

#[cfg(windows)]
fn close(folder: &Path) -> io::Result<()> {
    trusted_file::close(&fs::canonicalize(folder)?)?;
    crate::report::warn(Message::new("token-folder-closed").with("path", folder));
    Ok(())
}

/// Like [`check_folder`], but only for removing, where it does not matter who else can enter.
pub fn check_owner(folder: &Path) -> io::Result<()> {
    let metadata = fs::metadata(folder)?;
    let [is_foreign, _] = privacy(&place(folder, true)?, &metadata);
    refuse(&[(is_foreign || !metadata.is_dir(), "token-folder-not-own")])
}

/// Writes `content` to a new file at `temporary`, then renames it to `path`.
pub fn put(temporary: &Path, path: &Path, content: &[u8], durable: bool) -> io::Result<()> {
    let written = create_private(temporary).and_then(|mut file| {
        file.write_all(content)?;
        if durable {
            file.sync_all()?;
        }
        trusted_file::rename(temporary, path)
    });
    if written.is_err() {
        let _ = remove(temporary);
    }
    written
}
