//! Reads files that decide where secrets go, or hold them: they must be nobody else's to change,
//! and, when they hold a secret, nobody else's to read.

use std::fs::{self, Metadata};
use std::io::ErrorKind;
use std::path::Path;
#[cfg(unix)]
use std::sync::OnceLock;

use crate::error::{Error, Kind, Result};
use crate::escape::visible;
use crate::witness;

/// The bit of a mode that lets everybody write.
#[cfg(unix)]
const OTHERS_WRITE: u32 = 0o002;
/// The bit of a folder's mode that keeps users from removing each other's files.
#[cfg(unix)]
const STICKY: u32 = 0o1000;

/// Reads a text file that only the user (or root) may have written; `None` when there is none.
pub fn read(path: &Path) -> Result<Option<(String, Metadata)>> {
    let opened = fs::File::open(path).and_then(|file| Ok((file.metadata()?, file)));
    let (metadata, mut file) = match opened {
        Ok(opened) => opened,
        // Nor is there one below something that is no folder.
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            witness::file(path, None);
            return Ok(None);
        }
        Err(error) => return Err(unreadable(path).caused_by(error)),
    };
    if metadata.is_file() {
        witness::file(path, Some(&metadata));
    } else {
        witness::once();
    }
    check_writers(path, &metadata)?;
    let mut text = String::new();
    std::io::Read::read_to_string(&mut file, &mut text).map_err(|error| unreadable(path).caused_by(error))?;
    Ok(Some((text, metadata)))
}

/// Refuses a file that holds a secret and may be read by others.
pub fn refuse_if_others_may_read(path: &Path, metadata: &Metadata) -> Result<()> {
    if others_may_read(metadata) {
        return Err(Error::new(
            Kind::Config,
            format!("`{}` holds a secret and may be read by others", shown(path)),
        )
        .hint(format!("chmod 600 {}", quoted(path))));
    }
    Ok(())
}

/// The path as text that is safe to show.
pub fn shown(path: &Path) -> String {
    visible(&path.to_string_lossy())
}

/// The path as one word of a shell.
fn quoted(path: &Path) -> String {
    let text = shown(path);
    let plain = text.bytes().all(|b| b.is_ascii_alphanumeric() || b"/._-+,:@".contains(&b));
    if plain { text } else { format!("'{}'", text.replace('\'', r"'\''")) }
}

fn unreadable(path: &Path) -> Error {
    Error::new(Kind::Config, format!("cannot read `{}`", shown(path)))
}

#[cfg(unix)]
fn others_may_read(metadata: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    metadata.is_file() && metadata.mode() & 0o077 != 0
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

/// The user on whose behalf we run.
#[cfg(unix)]
#[expect(unsafe_code, reason = "std has no geteuid")]
pub fn user_id() -> u32 {
    static USER: OnceLock<u32> = OnceLock::new();
    // SAFETY: geteuid takes nothing, touches no memory and cannot fail.
    *USER.get_or_init(|| unsafe { libc::geteuid() })
}

// On Windows a user's own folder is readable by that user and administrators by default.
#[cfg(not(unix))]
fn others_may_read(_: &Metadata) -> bool {
    false
}

#[cfg(not(unix))]
fn check_writers(_: &Path, _: &Metadata) -> Result<()> {
    Ok(())
}

#[cfg(not(unix))]
pub fn who_may_replace(_: &Path) -> Option<String> {
    None
}
