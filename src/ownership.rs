//! Reads files that decide where secrets go, or hold them: they and the folders on the way to them must be
//! nobody else's to change, and, when they hold a secret, nobody else's to read. `ownership/rule.rs` has the rule.

#[cfg(not(unix))]
mod elsewhere;
#[cfg(unix)]
mod group;
#[cfg(unix)]
mod rule;
#[cfg(unix)]
mod volume;
#[cfg(unix)]
mod way;

use std::fs::{self, Metadata};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, mpsc};
use std::thread;
use std::time::Duration;

#[cfg(not(unix))]
use elsewhere as way;

use crate::error::{Error, Kind, Result};
use crate::escape::visible;
use crate::fastpath::inputs::Inputs;
use crate::report;
use crate::signals;
pub use way::Fault;
use way::Way;

/// No config, definition or secret is longer.
const LARGEST: u64 = 1024 * 1024;
/// Something that is no file, such as a pipe that nobody writes to, is read for this long.
const PATIENCE: Duration = Duration::from_secs(30);

fn read_in_time(path: PathBuf, real: PathBuf) -> Result<Option<(String, Metadata)>> {
    let (sender, receiver) = mpsc::channel();
    let late = unreadable(&path);
    let failed = unreadable(&path);
    let read = move || {
        // The receiver is gone when the time is over.
        let _ = sender.send(read_now(&path, &real, &Inputs::default()));
    };
    signals::spawn(thread::Builder::new(), read).map_err(|error| failed.caused_by(error))?;
    receiver.recv_timeout(PATIENCE).unwrap_or_else(|_| {
        Err(late.caused_by(io::Error::new(ErrorKind::TimedOut, "nothing comes out of it")))
    })
}

/// Reads the file that `path` leads to, which is at `real`.
fn read_now(path: &Path, real: &Path, inputs: &Inputs) -> Result<Option<(String, Metadata)>> {
    let opened = fs::File::open(path).and_then(|file| Ok((file.metadata()?, file)));
    let (metadata, file) = match opened {
        Ok(opened) => opened,
        // It was there a moment ago.
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            inputs.record_file(path, None);
            return Ok(None);
        }
        Err(error) => {
            inputs.mark_volatile();
            return Err(unreadable(path).caused_by(error));
        }
    };
    if metadata.is_file() && is_ours_to_read(&metadata) {
        inputs.record_file(path, Some(&metadata));
    } else {
        inputs.mark_volatile();
    }
    if let Some(fault) = way::changeable(real, &metadata, inputs) {
        return Err(fault.error_at(path));
    }
    // One more, so that the end is seen without asking for more room.
    let size = usize::try_from(metadata.len().min(LARGEST)).unwrap_or(0);
    let mut text = String::with_capacity(size + 1);
    file.take(LARGEST + 1).read_to_string(&mut text).map_err(|error| unreadable(path).caused_by(error))?;
    if text.len() as u64 > LARGEST {
        return Err(Error::new(Kind::Config, format!("`{}` is longer than {LARGEST} bytes", shown(path))));
    }
    Ok(Some((text, metadata)))
}

/// What on the way to `path` somebody else may change, if anything.
pub fn way_fault(path: &Path) -> Option<Fault> {
    way::to(path, &Inputs::default()).ok()?.fault
}

/// What somebody else may change of the file at `path` and of the way there, if anything; and then it is not to be
/// believed.
pub fn fault(path: &Path) -> Option<Fault> {
    // What cannot be looked at cannot be opened either.
    let inputs = Inputs::default();
    let way = way::to(path, &inputs).ok()?;
    way.own_fault(&inputs).or(way.fault)
}

/// How files are read: whether those with secrets may be read by others, and where it is recorded.
#[derive(Clone, Debug, Default)]
pub struct Readers {
    /// `--insecure-file-mode`: the user knows, and is told all the same.
    pub anybody: bool,
    /// systemd's `$CREDENTIALS_DIRECTORY`. It gives a user access by a list, which looks like a right of
    /// the group.
    pub system: Option<PathBuf>,
    /// Where everything is recorded that is read, missed, or passed on the way.
    pub inputs: Inputs,
}

impl Readers {
    /// Reads a text file that nobody but the user and root may have written, or put there; `None` when there is none.
    /// With `anybody`, a file below a folder that others may change is read too, with a warning.
    pub fn read(&self, path: &Path) -> Result<Option<(String, Metadata)>> {
        let way = self.way(path)?;
        let Some(metadata) = &way.metadata else {
            self.inputs.record_file(path, None);
            return Ok(None);
        };
        let is_plain = metadata.is_file() || metadata.is_dir();
        match &way.fault {
            Some(fault) if fault.is_at(&way.real) => return Err(fault.error()),
            Some(fault) => self.tolerate(fault)?,
            None => {}
        }
        if is_plain {
            return read_now(path, &way.real, &self.inputs);
        }
        self.inputs.mark_volatile();
        read_in_time(path.to_owned(), way.real)
    }

    fn way(&self, path: &Path) -> Result<Way> {
        way::to(path, &self.inputs).map_err(|error| {
            self.inputs.mark_volatile();
            unreadable(path).caused_by(error)
        })
    }

    /// Whether there is a folder at `path`; an error if somebody else may put something into it. Reading
    /// something in it checks the way there too.
    pub fn folder(&self, path: &Path) -> Result<bool> {
        let way = self.way(path)?;
        match &way.metadata {
            None => {
                self.inputs.record_file(path, None);
                return Ok(false);
            }
            Some(metadata) if !metadata.is_dir() => {
                self.inputs.mark_volatile();
                return Ok(false);
            }
            Some(metadata) => way::note(&way.real, metadata, &self.inputs),
        }
        if let Some(fault) = way.own_fault(&self.inputs) {
            return Err(fault.error_at(path));
        }
        way.found_good();
        Ok(true)
    }

    /// The names of what is in `folder`, as far as they are text; none where it cannot be listed or believed.
    pub fn names(&self, folder: &Path) -> Vec<String> {
        if way::to(folder, &self.inputs).is_ok_and(|way| way.own_fault(&self.inputs).or(way.fault).is_some())
        {
            self.inputs.mark_volatile();
            return Vec::new();
        }
        // Looked at before it is listed: what is added meanwhile makes another state of it.
        let metadata = fs::metadata(folder);
        let listed = fs::read_dir(folder);
        match (&listed, &metadata) {
            (Ok(_), Ok(metadata)) if is_ours_to_read(metadata) => {
                self.inputs.record_file(folder, Some(metadata))
            }
            (Err(listed), Err(_)) if listed.kind() == ErrorKind::NotFound => {
                self.inputs.record_file(folder, None)
            }
            _ => self.inputs.mark_volatile(),
        }
        let entries = listed.into_iter().flatten().flatten();
        entries.filter_map(|entry| entry.file_name().into_string().ok()).collect()
    }

    fn tolerate(&self, fault: &Fault) -> Result<()> {
        /// There is one warning for each, however many files are behind it.
        static WARNED: Mutex<Vec<String>> = Mutex::new(Vec::new());
        if !self.anybody {
            return Err(fault
                .error()
                .hint("where that cannot be changed, `--insecure-file-mode` takes it all the same"));
        }
        let mut warned = WARNED.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if !warned.contains(&fault.text()) {
            report::warn(fault.text());
            warned.push(fault.text());
        }
        Ok(())
    }

    /// Whether others may read a file.
    pub fn others_may_read(&self, path: &Path, metadata: &Metadata) -> bool {
        let of_system = self.system.as_deref().is_some_and(|folder| path.parent() == Some(folder));
        others_may_read(path, metadata, of_system)
    }

    /// Refuses a file that holds a secret and may be read by others.
    pub fn check(&self, path: &Path, metadata: &Metadata) -> Result<()> {
        if !self.others_may_read(path, metadata) {
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

/// Whose `path` is; `None` when there is nothing.
pub fn rights(path: &Path) -> io::Result<Option<Rights>> {
    match fs::metadata(path) {
        Ok(metadata) => Ok(Some(rights_of(&metadata))),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
        Err(error) => Err(error),
    }
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
    use std::os::unix::fs::MetadataExt;
    way::has_mode(path, metadata)
        && !metadata.is_dir()
        && metadata.mode() & if of_system { 0o037 } else { 0o077 } != 0
}

/// Whether this user may read it whatever groups the process is in: those are not recorded.
#[cfg(unix)]
fn is_ours_to_read(metadata: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    metadata.uid() == user_id() || metadata.mode() & 0o004 != 0
}

/// Whether there is a file at `path` that somebody may run.
#[cfg(unix)]
pub fn is_program(path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(path).is_ok_and(|metadata| metadata.is_file() && metadata.mode() & 0o111 != 0)
}

/// The user on whose behalf we run.
#[cfg(unix)]
pub fn user_id() -> u32 {
    static ID: std::sync::OnceLock<u32> = std::sync::OnceLock::new();
    *ID.get_or_init(|| nix::unistd::geteuid().as_raw())
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
