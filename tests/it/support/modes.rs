//! Modes of files. On Windows, a file is as private as the directory that it is created in.

use std::fs::{self, Metadata};
use std::io;
use std::path::Path;

/// The mode of a file or directory, without its type; 0 on Windows.
#[cfg(unix)]
pub fn of(metadata: &Metadata) -> u32 {
    std::os::unix::fs::PermissionsExt::mode(&metadata.permissions()) & 0o7777
}

#[cfg(windows)]
pub fn of(_: &Metadata) -> u32 {
    0
}

/// Sets the mode of a file or directory. On Windows it stays as it is.
#[cfg(unix)]
pub fn set(path: impl AsRef<Path>, mode: u32) -> io::Result<()> {
    fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(mode))
}

#[cfg(windows)]
pub fn set(path: impl AsRef<Path>, _: u32) -> io::Result<()> {
    fs::metadata(path).map(drop)
}
