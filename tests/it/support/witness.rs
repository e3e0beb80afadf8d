//! `Witness`: logs the input, output and files of every run in the suite, for `tests/long/canary.sh` to
//! search for secrets. It is active only if `GETTOKEN_WITNESS` names a directory.
//!
//! A logged run also gets `-vvvv`, and the test does not see the stderr lines that this adds: the search
//! covers the most verbose output while every test asserts as usual.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock};

use serde_json::{Value, json};

use super::modes;

/// A level that no test uses, so that it can be told apart from a test's own flag.
pub const VERBOSE: &str = "-vvvv";

static LOG: OnceLock<Option<Mutex<File>>> = OnceLock::new();

fn log() -> Option<&'static Mutex<File>> {
    let open = || {
        let folder = PathBuf::from(std::env::var_os("GETTOKEN_WITNESS")?);
        let name = std::env::current_exe().ok()?.file_name()?.to_string_lossy().into_owned();
        let path = folder.join(format!("{name}-{}.jsonl", std::process::id()));
        Some(Mutex::new(File::create(path).expect("the witness can write")))
    };
    LOG.get_or_init(open).as_ref()
}

/// Whether runs are logged.
pub fn is_watching() -> bool {
    log().is_some()
}

/// The name of the current test; threads that a test starts have no name.
pub fn test() -> String {
    std::thread::current().name().unwrap_or_default().to_owned()
}

/// Logs an event of `test`.
pub fn note(test: &str, kind: &str, what: impl FnOnce() -> Value) {
    if let Some(log) = log() {
        let line = json!({ "test": test, "kind": kind, "what": what() });
        let mut file = log.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        writeln!(file, "{line}").expect("the witness can write");
    }
}

/// Logs every file below `home`; canary.py ignores those that still have the text the test wrote.
pub fn note_files(test: &str, home: &Path) {
    if !is_watching() {
        return;
    }
    let mut folders = vec![home.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let (path, Ok(kind)) = (entry.path(), entry.file_type()) else { continue };
            if kind.is_dir() {
                folders.push(path);
            } else if kind.is_file() && entry.metadata().is_ok_and(|metadata| metadata.len() < 1 << 20) {
                let mode = entry.metadata().map_or(0, |metadata| modes::of(&metadata));
                let text = String::from_utf8_lossy(&fs::read(&path).unwrap_or_default()).into_owned();
                let name = path.strip_prefix(home).unwrap_or(&path).display().to_string();
                note(test, "file", || json!({ "path": name, "mode": mode, "text": text }));
            }
        }
    }
}

/// stderr without the lines that only `-v` prints.
pub fn without_notes(text: &str) -> String {
    text.split_inclusive('\n').filter(|line| !is_note(line)).collect()
}

/// Whether only `-v` prints this line.
pub fn is_note(line: &str) -> bool {
    let Some(said) = line.trim_end().strip_prefix("gettoken: ") else { return false };
    let about = ["received HTTP ", "sending ", "cannot open a browser with ", "opened the URL with "];
    let whole = ["fetched a new token", "using the cached token", "the vendor rejected the token"];
    let source = said.split_once(" from ").is_some_and(|(name, _)| name.split(' ').count() < 3);
    about.iter().any(|start| said.starts_with(start))
        || whole.contains(&said)
        || said.contains("; retrying in ")
        || source && !said.starts_with("warning:") && !said.starts_with("error:")
}
