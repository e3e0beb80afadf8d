//! Writes to stdout, and an API's response to a file.

use std::collections::hash_map::RandomState;
use std::fs::File;
use std::hash::{BuildHasher, Hasher};
use std::io::{self, ErrorKind, IsTerminal, Write};
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::error::{Error, Kind, Result};
use crate::message::Message;
use crate::report;
use crate::signals;
use crate::trusted_file;

/// The destination of an API's response: stdout, or a file that appears complete or not at all.
pub struct Sink {
    file: ManuallyDrop<File>,
    /// The temporary name of the file, and its final one.
    names: Option<(PathBuf, PathBuf)>,
}

impl Sink {
    /// Opens `path` for writing, or stdout if there is none or it is `-`. A FIFO may take as long as `limit` to get a reader.
    pub fn open(path: Option<&Path>, limit: Duration) -> Result<Self> {
        let Some(path) = path.filter(|path| path.as_os_str() != "-") else {
            let file = stdout().map_err(|error| unwritable("stdout-closed", error))?;
            return Ok(Self { file, names: None });
        };
        // A device or a FIFO is written to. Renaming would replace it.
        if std::fs::metadata(path).is_ok_and(|metadata| !metadata.is_file()) {
            // In a shared directory, another user could have planted it.
            trusted_file::check(path)?;
            let place = path.to_owned();
            let opened = trusted_file::in_time(limit, || File::options().write(true).open(place));
            let file = opened.flatten().map_err(|error| unwritable(of_file(path), error))?;
            return Ok(Self { file: ManuallyDrop::new(file), names: None });
        }
        let mut partial = path.as_os_str().to_owned();
        // Random, so that calls with the same file do not share it.
        partial.push(format!(".{:08x}.part", RandomState::new().build_hasher().finish() as u32));
        let partial = PathBuf::from(partial);
        // Not opened if it exists: in a shared directory, it could be a link that another user planted.
        let file = File::create_new(&partial).map_err(|error| unwritable(of_file(path), error))?;
        Ok(Self { file: ManuallyDrop::new(file), names: Some((partial, path.to_owned())) })
    }

    /// Returns whether the output goes to a terminal.
    pub fn is_terminal(&self) -> bool {
        self.file.is_terminal()
    }

    /// Writes all of `bytes`.
    pub fn write(&mut self, bytes: &[u8]) -> Result<()> {
        write_all(&mut self.file, bytes).map_err(|error| unwritable("answer-unwritable", error))
    }

    /// Completes the output: a file gets its final name.
    pub fn finish(mut self) -> Result<()> {
        let Some((partial, path)) = self.names.take() else { return Ok(()) };
        trusted_file::rename(&partial, &path).map_err(|error| unwritable(of_file(&path), error))
    }
}

impl Drop for Sink {
    fn drop(&mut self) {
        if let Some((partial, _)) = &self.names {
            // An incomplete file is removed.
            let _ = std::fs::remove_file(partial);
        }
    }
}

fn unwritable(message: impl Into<Message>, error: io::Error) -> Error {
    Error::new(Kind::Storage, message).caused_by(error)
}

fn of_file(path: &Path) -> Message {
    Message::new("answer-file-unwritable").with("path", path)
}

/// Reports whether stdout is a terminal.
pub fn is_terminal() -> bool {
    io::stdout().is_terminal()
}

/// Writes `text` to stdout at once, so that a reader sees all of it or nothing.
pub fn write(text: &str) -> Result<()> {
    // std's stdout writes line by line, and does not report that it is closed.
    let written = stdout().and_then(|mut stdout| write_all(&mut stdout, text.as_bytes()));
    written.map_err(|error| unwritable("stdout-unwritable", error))
}

/// A closed pipe ends the program, as it ends `cat`.
fn write_all(file: &mut File, bytes: &[u8]) -> io::Result<()> {
    report::erase();
    let written = pass(file, bytes);
    if written.as_ref().is_err_and(|error| error.kind() == ErrorKind::BrokenPipe) {
        signals::end_by_sigpipe();
    }
    written
}

#[cfg(unix)]
fn pass(file: &mut File, bytes: &[u8]) -> io::Result<()> {
    file.write_all(bytes)
}

/// A console of Windows shows bytes as text in its code page, which is rarely UTF-8. Only std's stdout knows its
/// characters.
#[cfg(windows)]
fn pass(file: &mut File, bytes: &[u8]) -> io::Result<()> {
    if !file.is_terminal() {
        return file.write_all(bytes);
    }
    let mut console = io::stdout().lock();
    match console.write_all(bytes).and_then(|()| console.flush()) {
        // An answer that is no text.
        Err(error) if error.kind() == ErrorKind::InvalidData => {
            let text = String::from_utf8_lossy(bytes);
            console.write_all(text.as_bytes()).and_then(|()| console.flush())
        }
        written => written,
    }
}

/// Stdout without duplicating its descriptor, which would take longer than writing the answer.
#[cfg(unix)]
#[expect(unsafe_code, reason = "std lends no file of its stdout")]
fn stdout() -> io::Result<ManuallyDrop<File>> {
    use std::os::fd::FromRawFd;
    // SAFETY: std opens the descriptor at startup if it is closed, and `ManuallyDrop` keeps it open.
    Ok(ManuallyDrop::new(unsafe { File::from_raw_fd(libc::STDOUT_FILENO) }))
}

#[cfg(windows)]
fn stdout() -> io::Result<ManuallyDrop<File>> {
    use std::os::windows::io::AsHandle;
    io::stdout().as_handle().try_clone_to_owned().map(|handle| ManuallyDrop::new(File::from(handle)))
}
