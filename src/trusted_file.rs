//! Reads files that contain secrets or decide where secrets go. Other users must not be able to change such a
//! file or a directory on the way to it, or to read a secret in it. See `trusted_file/rule.rs` for the rule, and
//! `trusted_file/windows.rs` for that of Windows.

#[cfg(any(windows, test))]
mod access_list;
#[cfg(unix)]
mod group;
mod known;
#[cfg(unix)]
mod rule;
#[cfg(windows)]
mod security;
#[cfg(unix)]
mod walk;
#[cfg(windows)]
mod windows;

use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::thread::{self, Builder};
use std::time::Duration;

use serde_json::Value;
#[cfg(windows)]
use windows::{self as rule, self as walk};

use crate::error::{Error, Kind, Result};
use crate::fastpath::inputs::Inputs;
use crate::message::Message;
use crate::report;
use crate::sanitize::{shell_word, shown_path, visible};
use crate::signals;
pub use rule::user_id;

/// The longest config, definition or secret file, in bytes.
const LARGEST: u64 = 1024 * 1024;
/// The default limit for reading a file that is not regular, such as a FIFO without a writer.
const READ_TIMEOUT: Duration = Duration::from_secs(30);
/// The longest pause of [`patiently`]; the sum of all is twice as long.
const LONGEST_PAUSE: Duration = Duration::from_millis(512);

/// A resolved path.
struct ResolvedPath {
    /// The path without symbolic links.
    real: PathBuf,
    /// The status of the file; `None` if it does not exist.
    metadata: Option<Metadata>,
    /// The first component that somebody else may change, and the message about it.
    fault: Option<(PathBuf, Message)>,
}

/// Adds `path` to a message about who else may change it, and the quoted path for the command in its hint.
fn with_path(path: &Path, why: Message) -> Message {
    why.with("path", path).with("word", quoted(path))
}

/// Reports the first thing on the way to `path` that another user may change, if there is one.
pub fn path_fault(path: &Path) -> Option<Message> {
    walk::resolve(path, &Inputs::default()).ok()?.fault.map(|(_, fault)| fault)
}

/// Fails if somebody else may change or replace the file.
pub fn check(path: &Path) -> Result<()> {
    any_fault(path, &Inputs::default()).map_or(Ok(()), |fault| Err(refused(fault)))
}

/// The path of the file that `path` leads to, through the user's own symbolic links, and its status if it exists.
/// Fails if somebody else may change or replace the file.
pub fn own_file(path: &Path) -> Result<(PathBuf, Option<Metadata>)> {
    let unreadable = |error| Error::new(Kind::Config, "file-unreadable").with("path", path).caused_by(error);
    let resolved = walk::resolve(path, &Inputs::default()).map_err(unreadable)?;
    if let Some((_, fault)) = resolved.fault {
        return Err(refused(fault));
    }
    let Some(metadata) = resolved.metadata else {
        // The path ends at the first component that is missing.
        return match fs::symlink_metadata(path) {
            Ok(link) if link.is_symlink() => {
                Err(Error::new(Kind::Config, "link-dangling").with("path", path))
            }
            _ => Ok((resolved.real, None)),
        };
    };
    if let Some(why) = rule::fault(&resolved.real, &metadata, &Inputs::default()) {
        return Err(refused(with_path(&resolved.real, why)));
    }
    Ok((resolved.real, Some(metadata)))
}

fn refused(fault: Message) -> Error {
    Error::new(Kind::Config, fault)
}

fn any_fault(path: &Path, inputs: &Inputs) -> Option<Message> {
    // A path that cannot be examined cannot be opened either.
    let resolved = walk::resolve(path, inputs).ok()?;
    let why = resolved.metadata.and_then(|metadata| rule::fault(&resolved.real, &metadata, inputs));
    why.map(|why| with_path(&resolved.real, why)).or(resolved.fault.map(|(_, fault)| fault))
}

/// How to read files: who may read those with secrets, and where to record what is read.
#[derive(Clone, Debug, Default)]
pub struct ReadPolicy {
    /// `--insecure-file-mode`: warn instead of failing.
    pub insecure: bool,
    /// `--timeout`, which also limits how long a file that is not regular may take.
    pub timeout: Option<Duration>,
    /// systemd's `$CREDENTIALS_DIRECTORY`, which grants access by an ACL that looks like a group permission.
    pub system: Option<PathBuf>,
    /// Records everything that is read, missing, or passed on the way.
    pub inputs: Inputs,
}

impl ReadPolicy {
    /// Reads a text file that only the user or root can have written or placed there; `None` if it is missing. With
    /// `insecure`, a directory on the way that others may change causes a warning instead of an error.
    pub fn read(&self, path: &Path) -> Result<Option<(String, Metadata)>> {
        let resolved = self.resolve(path)?;
        let Some(metadata) = resolved.metadata else {
            self.inputs.record_file(path, None);
            return Ok(None);
        };
        match resolved.fault {
            Some((place, fault)) if place == resolved.real => return Err(refused(fault)),
            Some((_, fault)) => self.tolerate(fault)?,
            None => {}
        }
        if !(metadata.is_file() || metadata.is_dir()) {
            self.inputs.mark_volatile();
        }
        let (policy, place) = (self.clone(), path.to_owned());
        let read = move || policy.read_now(&place, &resolved.real);
        let read = within(self.limit(), &metadata, read);
        read.unwrap_or_else(|error| Err(self.unreadable(path, error)))
    }

    /// How long a file that is not regular, or stdin, may take.
    pub fn limit(&self) -> Duration {
        self.timeout.unwrap_or(READ_TIMEOUT)
    }

    /// Reports whether `path` is a directory; fails if somebody else may put files into it. The way to it is
    /// checked when something in it is read.
    pub fn folder(&self, path: &Path) -> Result<bool> {
        let resolved = self.resolve(path)?;
        match resolved.metadata {
            None => self.inputs.record_file(path, None),
            Some(metadata) if !metadata.is_dir() => self.inputs.mark_volatile(),
            Some(metadata) => {
                walk::record(&resolved.real, &metadata, &self.inputs);
                if let Some(why) = rule::fault(&resolved.real, &metadata, &self.inputs) {
                    return Err(refused(with_path(path, why)));
                }
                known::remember(&resolved.real, false);
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The names in `folder` that are valid text. Empty if the directory cannot be listed or trusted.
    pub fn names(&self, folder: &Path) -> Vec<String> {
        if any_fault(folder, &self.inputs).is_some() {
            self.inputs.mark_volatile();
            return Vec::new();
        }
        // Read the status before the listing: a file that is added in between then changes the state.
        let metadata = fs::metadata(folder).ok().filter(rule::is_ours_to_read);
        let listed = if_exists(fs::read_dir(folder));
        match &listed {
            Ok(listed) if listed.is_some() == metadata.is_some() => {
                self.inputs.record_file(folder, metadata.as_ref());
            }
            _ => self.inputs.mark_volatile(),
        }
        let entries = listed.into_iter().flatten().flatten().flatten();
        entries.filter_map(|entry| entry.file_name().into_string().ok()).collect()
    }

    /// Fails if a file that `holds_secret` may be read by others.
    pub fn check(
        &self,
        path: &Path,
        metadata: &Metadata,
        holds_secret: impl FnOnce() -> Result<bool>,
    ) -> Result<()> {
        let of_system = self.system.as_deref().is_some_and(|folder| path.parent() == Some(folder));
        let Some(why) = rule::read_fault(path, metadata, of_system) else { return Ok(()) };
        if !holds_secret()? {
            return Ok(());
        }
        let why = with_path(path, why);
        if self.insecure {
            report::warn(why);
            return Ok(());
        }
        let taken = if cfg!(windows) { "way-open-taken" } else { "secret-file-readable-taken" };
        Err(Error::new(Kind::Config, why).hint(taken))
    }

    /// Reads the file at `path`, which resolves to `real`.
    fn read_now(&self, path: &Path, real: &Path) -> Result<Option<(String, Metadata)>> {
        let opened = if_exists(File::open(path).and_then(|file| Ok((file.metadata()?, file))));
        let Some((metadata, file)) = opened.map_err(|error| self.unreadable(path, error))? else {
            // It has been removed since it was examined.
            self.inputs.record_file(path, None);
            return Ok(None);
        };
        if metadata.is_file() && rule::is_ours_to_read(&metadata) {
            self.inputs.record_file(path, Some(&metadata));
        } else {
            self.inputs.mark_volatile();
        }
        if let Some(why) = rule::fault(real, &metadata, &self.inputs) {
            return Err(refused(with_path(path, why)));
        }
        let bytes = limited(&file, metadata.len(), LARGEST).map_err(|error| self.unreadable(path, error))?;
        let text = utf_8(bytes).map_err(|error| self.unreadable(path, error))?;
        Ok(Some((text, metadata)))
    }

    fn resolve(&self, path: &Path) -> Result<ResolvedPath> {
        walk::resolve(path, &self.inputs).map_err(|error| self.unreadable(path, error))
    }

    fn unreadable(&self, path: &Path, error: io::Error) -> Error {
        self.inputs.mark_volatile();
        Error::new(Kind::Config, "file-unreadable").with("path", path).caused_by(error)
    }

    fn tolerate(&self, fault: Message) -> Result<()> {
        if !self.insecure {
            return Err(refused(fault).hint("way-open-taken"));
        }
        // However many files are affected.
        report::warn_once(fault);
        Ok(())
    }
}

/// Reads a file of at most `most` bytes. One that is not regular may take as long as `limit`.
pub fn read(path: &Path, most: u64, limit: Duration) -> io::Result<Vec<u8>> {
    let place = path.to_owned();
    let read = move || File::open(place).and_then(|file| limited(&file, file.metadata()?.len(), most));
    within(limit, &fs::metadata(path)?, read)?
}

/// Runs `read`. Only regular files and directories always answer, so anything else is read in a thread, and
/// fails after `limit`.
fn within<T: Send + 'static>(
    limit: Duration,
    metadata: &Metadata,
    read: impl FnOnce() -> T + Send + 'static,
) -> io::Result<T> {
    if metadata.is_file() || metadata.is_dir() {
        return Ok(read());
    }
    in_time(limit, read)
}

/// Runs `read` in a thread, and fails after `limit`.
pub fn in_time<T: Send + 'static>(
    limit: Duration,
    read: impl FnOnce() -> T + Send + 'static,
) -> io::Result<T> {
    let late = || io::Error::new(ErrorKind::TimedOut, Message::new("file-timeout"));
    signals::with_timeout(Builder::new(), limit, read)?.ok_or_else(late)
}

/// The text of a file.
pub fn utf_8(bytes: Vec<u8>) -> io::Result<String> {
    let invalid = |_| io::Error::new(ErrorKind::InvalidData, Message::new("file-not-utf-8"));
    String::from_utf8(bytes).map_err(invalid)
}

/// Reads an open file of about `size` and at most `most` bytes.
pub fn limited(file: impl Read, size: u64, most: u64) -> io::Result<Vec<u8>> {
    // One more byte, so that the end of the file is found without growing the buffer.
    let size = usize::try_from(size.min(most)).unwrap_or(0);
    let mut bytes = Vec::with_capacity(size + 1);
    if file.take(most + 1).read_to_end(&mut bytes)? as u64 <= most {
        return Ok(bytes);
    }
    let too_long = Message::new("file-too-long").with("most", most);
    Err(io::Error::new(ErrorKind::FileTooLarge, too_long))
}

/// The owner of `path`, and its mode or who has access, for `doctor`. `None` if it does not exist.
pub fn rights(path: &Path) -> io::Result<Option<Value>> {
    Ok(if_exists(fs::metadata(path))?.map(|metadata| rule::rights(path, &metadata)))
}

/// Turns "not found" into `None`, which includes anything below a path that is not a directory.
fn if_exists<T>(result: io::Result<T>) -> io::Result<Option<T>> {
    match result {
        Ok(found) => Ok(Some(found)),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Creates a directory that no other user may enter, and its parents if `recursive`.
#[cfg(unix)]
pub fn make_private_folder(path: &Path, recursive: bool) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(recursive);
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

#[cfg(windows)]
pub fn make_private_folder(path: &Path, recursive: bool) -> io::Result<()> {
    if !recursive {
        return windows::create_folder(path);
    }
    if path.is_dir() {
        return Ok(());
    }
    if let Some(parent) = path.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        make_private_folder(parent, true)?;
    }
    match windows::create_folder(path) {
        // Another process was faster.
        Err(_) if path.is_dir() => Ok(()),
        created => created,
    }
}

/// Creates a file that must not exist yet and that no other user may read.
#[cfg(unix)]
pub fn create_private_file(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.write(true).create_new(true).open(path)
}

#[cfg(windows)]
pub fn create_private_file(path: &Path) -> io::Result<File> {
    patiently_at(path, || windows::create_file(path))
}

/// Whether an open file belongs to another user, and whether others may read or change it.
#[cfg(windows)]
pub fn privacy_of(file: &File) -> [bool; 2] {
    windows::privacy(security::descriptor_of(file))
}

/// The same of a file or directory.
#[cfg(windows)]
pub fn privacy(path: &Path) -> [bool; 2] {
    windows::privacy(security::descriptor(path))
}

/// Takes the access of all other users away from a directory.
#[cfg(windows)]
pub fn close(folder: &Path) -> io::Result<()> {
    windows::close(folder)
}

/// Puts the file `from` in the place of `to`.
pub fn rename(from: &Path, to: &Path) -> io::Result<()> {
    patiently(|| fs::rename(from, to))
}

/// Runs `act`. On Windows, another program may have a file open in a way that nobody can rename, replace or remove it
/// meanwhile, such as a virus scanner that looks at each new file. Then it is tried again for about a second.
pub fn patiently<T>(mut act: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    let mut pause = Duration::from_millis(1);
    loop {
        match act() {
            Err(error) if pause <= LONGEST_PAUSE && is_in_use(&error) => {
                thread::sleep(pause);
                pause *= 2;
            }
            result => return result,
        }
    }
}

/// As [`patiently`], if `act` fails because of the file at `path` and not because of its directory, which stays as it
/// is. A removed file can neither be opened nor created again before everybody has closed it.
pub fn patiently_at<T>(path: &Path, mut act: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    match act() {
        Err(error) if is_in_use(&error) && !matches!(if_exists(fs::symlink_metadata(path)), Ok(None)) => {
            patiently(act)
        }
        result => result,
    }
}

/// Reports whether the error is one of Windows about a file that somebody else uses.
fn is_in_use(error: &io::Error) -> bool {
    /// ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION, ERROR_USER_MAPPED_FILE and ERROR_DELETE_PENDING.
    const CODES: [i32; 4] = [32, 33, 1224, 303];
    // Windows says the same of a file that is in use and of one that may not be changed.
    let is_refused = error.kind() == ErrorKind::PermissionDenied;
    cfg!(windows) && (is_refused || error.raw_os_error().is_some_and(|code| CODES.contains(&code)))
}

/// The path as text that is safe to print.
pub fn shown(path: &Path) -> String {
    visible(&shown_path(path))
}

/// The path quoted as one word for a shell.
pub fn quoted(path: &Path) -> String {
    shell_word(&shown(path))
}

/// The command that takes the access of all other users away from a directory.
pub fn closing_command(folder: &Path) -> String {
    let word = quoted(folder);
    #[cfg(unix)]
    return format!("chmod 700 {word}");
    #[cfg(windows)]
    return format!("icacls {word} /inheritance:r /grant:r \"*{}:(OI)(CI)F\"", security::user());
}
