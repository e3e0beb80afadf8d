//! Reads files that decide where secrets go, or hold them: they must be nobody else's to change,
//! and, when they hold a secret, nobody else's to read.

use std::fs::{self, Metadata};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use crate::error::{Error, Kind, Result};
use crate::escape::visible;
use crate::report;
use crate::witness;

/// The bit of a mode that lets everybody write.
#[cfg(unix)]
const OTHERS_WRITE: u32 = 0o002;
/// The bit of a folder's mode that keeps users from removing each other's files.
#[cfg(unix)]
const STICKY: u32 = 0o1000;

/// No config, definition or secret is longer.
const LARGEST: u64 = 1024 * 1024;
/// Something that is no file, such as a pipe that nobody writes to, is read for this long.
const PATIENCE: Duration = Duration::from_secs(30);

/// Reads a text file that only the user (or root) may have written; `None` when there is none.
pub fn read(path: &Path) -> Result<Option<(String, Metadata)>> {
    if fs::metadata(path).is_ok_and(|metadata| !metadata.is_file() && !metadata.is_dir()) {
        return read_in_time(path.to_owned());
    }
    read_now(path)
}

fn read_in_time(path: PathBuf) -> Result<Option<(String, Metadata)>> {
    witness::once();
    let (sender, receiver) = mpsc::channel();
    let late = unreadable(&path);
    let failed = unreadable(&path);
    let read = move || {
        // The receiver is gone when the time is over.
        let _ = sender.send(read_now(&path));
    };
    thread::Builder::new().spawn(read).map_err(|error| failed.caused_by(error))?;
    receiver.recv_timeout(PATIENCE).unwrap_or_else(|_| {
        Err(late.caused_by(io::Error::new(ErrorKind::TimedOut, "nothing comes out of it")))
    })
}

fn read_now(path: &Path) -> Result<Option<(String, Metadata)>> {
    let opened = fs::File::open(path).and_then(|file| Ok((file.metadata()?, file)));
    let (metadata, file) = match opened {
        Ok(opened) => opened,
        // Nor is there one below something that is no folder.
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            witness::file(path, None);
            return Ok(None);
        }
        Err(error) => {
            witness::once();
            return Err(unreadable(path).caused_by(error));
        }
    };
    if metadata.is_file() && is_ours_to_read(&metadata) {
        witness::file(path, Some(&metadata));
    } else {
        witness::once();
    }
    check_writers(path, &metadata)?;
    // One more, so that the end is seen without asking for more room.
    let size = usize::try_from(metadata.len().min(LARGEST)).unwrap_or(0);
    let mut text = String::with_capacity(size + 1);
    file.take(LARGEST + 1).read_to_string(&mut text).map_err(|error| unreadable(path).caused_by(error))?;
    if text.len() as u64 > LARGEST {
        return Err(Error::new(Kind::Config, format!("`{}` is longer than {LARGEST} bytes", shown(path))));
    }
    Ok(Some((text, metadata)))
}

/// The names of what is in `folder`, as far as they are text; none where it cannot be listed.
pub fn names(folder: &Path) -> Vec<String> {
    // Looked at before it is listed: what is added meanwhile makes another state of it.
    let metadata = fs::metadata(folder);
    let listed = fs::read_dir(folder);
    match (&listed, &metadata) {
        (Ok(_), Ok(metadata)) if is_ours_to_read(metadata) => witness::file(folder, Some(metadata)),
        (Err(listed), Err(_)) if listed.kind() == ErrorKind::NotFound => witness::file(folder, None),
        _ => witness::once(),
    }
    let entries = listed.into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.file_name().into_string().ok()).collect()
}

/// Whether files with secrets may be read by others.
#[derive(Clone, Debug, Default)]
pub struct Readers {
    /// `--insecure-file-mode`: the user knows, and is told all the same.
    pub anybody: bool,
    /// systemd's `$CREDENTIALS_DIRECTORY`. It gives a user access by a list, which looks like a right of
    /// the group.
    pub system: Option<PathBuf>,
}

impl Readers {
    /// Refuses a file that holds a secret and may be read by others.
    pub fn check(&self, path: &Path, metadata: &Metadata) -> Result<()> {
        let of_system = self.system.as_deref().is_some_and(|folder| path.parent() == Some(folder));
        if !others_may_read(path, metadata, of_system) {
            return Ok(());
        }
        let why = format!("`{}` holds a secret and may be read by others", shown(path));
        if self.anybody {
            report::warn(&why);
            return Ok(());
        }
        Err(Error::new(Kind::Config, why)
            .hint(format!("chmod 600 {}", quoted(path)))
            .hint("where its mode cannot be changed, `--insecure-file-mode` takes it all the same"))
    }
}

/// Whose a file or folder is, and who may do what with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rights {
    /// The permission bits, where the system has them.
    pub mode: Option<u32>,
    pub owner: Owner,
}

/// Whose a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(not(unix), expect(dead_code, reason = "a file's owner is not looked up there"))]
pub enum Owner {
    Another(u32),
    Root,
    /// The system does not say, or it is the user's own.
    User,
}

impl Rights {
    /// Whether somebody else may change it, or what stands in it.
    pub fn others_may_change(&self) -> bool {
        let open = self.mode.is_some_and(|mode| mode & 0o002 != 0 && mode & 0o1000 == 0);
        open || matches!(self.owner, Owner::Another(_))
    }
}

/// Whose `path` is; `None` when there is nothing.
pub fn rights(path: &Path) -> io::Result<Option<Rights>> {
    match fs::metadata(path) {
        Ok(metadata) => Ok(Some(rights_of(&metadata))),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
        Err(error) => Err(error),
    }
}

/// The file, or the nearest folder above it, through which somebody else may change what stands at
/// `path`.
pub fn open_to_others(path: &Path) -> io::Result<Option<PathBuf>> {
    let whole = fs::canonicalize(path)?;
    for part in whole.ancestors() {
        if rights(part)?.is_some_and(|rights| rights.others_may_change()) {
            return Ok(Some(part.to_owned()));
        }
    }
    Ok(None)
}

/// The path as text that is safe to show.
pub fn shown(path: &Path) -> String {
    visible(&path.to_string_lossy())
}

/// The path as one word of a shell.
pub fn quoted(path: &Path) -> String {
    let text = shown(path);
    let plain = text.bytes().all(|b| b.is_ascii_alphanumeric() || b"/._-+,:@".contains(&b));
    if plain { text } else { format!("'{}'", text.replace('\'', r"'\''")) }
}

fn unreadable(path: &Path) -> Error {
    Error::new(Kind::Config, format!("cannot read `{}`", shown(path)))
}

#[cfg(unix)]
fn rights_of(metadata: &Metadata) -> Rights {
    use std::os::unix::fs::MetadataExt;
    let owner = match metadata.uid() {
        id if id == user_id() => Owner::User,
        0 => Owner::Root,
        id => Owner::Another(id),
    };
    Rights { mode: Some(metadata.mode() & 0o7777), owner }
}

#[cfg(unix)]
fn others_may_read(path: &Path, metadata: &Metadata, of_system: bool) -> bool {
    use std::os::unix::fs::{FileTypeExt, MetadataExt};
    // A pipe without a name, as a shell makes it, is nobody else's whatever its mode.
    let named = !["/dev", "/proc"].iter().any(|place| path.starts_with(place));
    let counts = metadata.is_file() || metadata.file_type().is_fifo() && named;
    counts && metadata.mode() & if of_system { 0o037 } else { 0o077 } != 0
}

/// Whether this user may read it whatever groups the process is in: those are not witnessed.
#[cfg(unix)]
fn is_ours_to_read(metadata: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    metadata.uid() == user_id() || metadata.mode() & 0o004 != 0
}

#[cfg(unix)]
fn check_writers(path: &Path, metadata: &Metadata) -> Result<()> {
    use std::os::unix::fs::MetadataExt;
    if !is_ours(metadata) {
        return Err(Error::new(Kind::Config, format!("`{}` belongs to another user", shown(path)))
            .hint(format!("chown {} {}", user_id(), quoted(path))));
    }
    if metadata.is_file() && metadata.mode() & OTHERS_WRITE != 0 {
        return Err(Error::new(Kind::Config, format!("`{}` may be changed by others", shown(path)))
            .hint(format!("chmod o-w {}", quoted(path))));
    }
    Ok(())
}

/// Whether `path`, or the nearest folder above it that is there, is on a file system that no other
/// machine changes: only there is what a file's status tells never late.
#[cfg(any(target_os = "linux", target_os = "android"))]
#[expect(unsafe_code, reason = "std has no statfs")]
pub fn is_local(path: &Path) -> bool {
    /// ext2 to ext4, XFS, Btrfs, tmpfs, overlayfs, ZFS, F2FS, bcachefs and ramfs (linux/magic.h).
    const LOCAL: [u64; 9] = [
        0xEF53,
        0x5846_5342,
        0x9123_683E,
        0x0102_1994,
        0x794C_7630,
        0x2FC1_2FC1,
        0xF2F5_2010,
        0xCA45_1A4E,
        0x8584_58F6,
    ];
    use std::os::unix::ffi::OsStrExt;
    let Some(there) = path.ancestors().find(|path| path.exists()) else {
        return false;
    };
    let Ok(name) = std::ffi::CString::new(there.as_os_str().as_bytes()) else {
        return false;
    };
    // SAFETY: an all-zero statfs is a valid one; it is ours, and `name` ends with NUL.
    let (answer, status) = unsafe {
        let mut status: libc::statfs = std::mem::zeroed();
        (libc::statfs(name.as_ptr(), &raw mut status), status)
    };
    #[expect(clippy::cast_sign_loss, reason = "the kernel's 32 bits are signed on some machines")]
    let kind = status.f_type as u64 & 0xFFFF_FFFF;
    answer == 0 && LOCAL.contains(&kind)
}

/// Elsewhere it is not known how to tell.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
pub fn is_local(_: &Path) -> bool {
    false
}

/// Why somebody else could have put the program at `path` there, in words; `None` when nobody could.
#[cfg(unix)]
pub fn who_may_replace(path: &Path) -> Option<String> {
    // Behind links as well: what is run is what stands at their end.
    let real = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    if everybody_may_write(&real) {
        return Some(format!("`{}` may be changed by everybody", shown(&real)));
    }
    [path, &real].into_iter().find_map(open_folder_above)
}

/// The first folder on the way to `path` in which everybody could put something else in its place.
#[cfg(unix)]
fn open_folder_above(path: &Path) -> Option<String> {
    path.ancestors().zip(path.ancestors().skip(1)).find_map(|(below, folder)| {
        let mode = mode_of(folder).filter(|mode| mode & OTHERS_WRITE != 0)?;
        // Of a folder like /tmp nobody can take away what belongs to another.
        let kept = mode & STICKY != 0 && fs::symlink_metadata(below).is_ok_and(|metadata| is_ours(&metadata));
        (!kept).then(|| format!("`{}` is in a folder that everybody may write to", shown(below)))
    })
}

/// Whether everybody may change what stands at `path`.
#[cfg(unix)]
pub fn everybody_may_write(path: &Path) -> bool {
    mode_of(path).is_some_and(|mode| mode & OTHERS_WRITE != 0)
}

/// Whether there is a file at `path` that somebody may run.
#[cfg(unix)]
pub fn is_program(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|metadata| metadata.is_file())
        && mode_of(path).is_some_and(|mode| mode & 0o111 != 0)
}

#[cfg(unix)]
fn mode_of(path: &Path) -> Option<u32> {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(path).ok().map(|metadata| metadata.mode())
}

#[cfg(unix)]
fn is_ours(metadata: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    metadata.uid() == 0 || metadata.uid() == user_id()
}

/// The user on whose behalf we run: the kernel tells it to every process at its start.
#[cfg(any(target_os = "linux", target_os = "android"))]
#[expect(unsafe_code, reason = "std has no getauxval")]
pub fn user_id() -> u32 {
    // SAFETY: getauxval takes a number, and reads only what the kernel has written.
    let user = unsafe { libc::getauxval(libc::AT_EUID) };
    // There is no such number: whose files are ours is then nobody's.
    u32::try_from(user).unwrap_or(u32::MAX)
}

/// The user on whose behalf we run.
#[cfg(all(unix, not(any(target_os = "linux", target_os = "android"))))]
#[expect(unsafe_code, reason = "std has no geteuid")]
pub fn user_id() -> u32 {
    // SAFETY: geteuid takes nothing, touches no memory and cannot fail.
    unsafe { libc::geteuid() }
}

/// Users have no numbers there.
#[cfg(not(unix))]
pub fn user_id() -> u32 {
    0
}

// On Windows a user's own folder is readable by that user and administrators by default.
#[cfg(not(unix))]
fn others_may_read(_: &Path, _: &Metadata, _: bool) -> bool {
    false
}

#[cfg(not(unix))]
fn rights_of(_: &Metadata) -> Rights {
    Rights { mode: None, owner: Owner::User }
}

#[cfg(not(unix))]
fn is_ours_to_read(_: &Metadata) -> bool {
    true
}

#[cfg(not(unix))]
fn check_writers(_: &Path, _: &Metadata) -> Result<()> {
    Ok(())
}

#[cfg(not(unix))]
pub fn who_may_replace(_: &Path) -> Option<String> {
    None
}
