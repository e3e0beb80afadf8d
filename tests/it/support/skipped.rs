//! The tests that one run of `cargo test` has skipped. libtest counts a test that returns early as passed, so
//! every test program appends to one file, and the last one (`tests/zz_skipped.rs`) prints it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use serde_json::json;

/// The directory of these files; each is named after its run.
const FOLDER: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/skipped");

/// Files older than this are stale, on systems where we cannot check whether a process is running.
const STALE: Duration = Duration::from_secs(24 * 60 * 60);

/// A test that was skipped, or a part of one.
pub struct Skipped<'a> {
    pub test: &'a str,
    /// The part that was left out of a test that otherwise ran.
    pub part: Option<&'a str>,
    pub reason: &'a str,
}

/// Appends to the list of this run. Without cargo there is no run and no list.
pub fn note(skipped: &Skipped) -> io::Result<()> {
    let Some(run) = Run::current() else { return Ok(()) };
    fs::create_dir_all(FOLDER)?;
    let mut file = File::options().append(true).create(true).open(run.file())?;
    let line = json!([skipped.test, skipped.part, skipped.reason]).to_string() + "\n";
    // A single write, so that lines of concurrent tests do not interleave.
    file.write_all(line.as_bytes())
}

/// The list of this run as text. Removes its file, and stale files of runs that ended without printing
/// theirs.
pub fn report() -> String {
    let Some(run) = Run::current() else {
        return "this program was not started by cargo, so there is no list of skipped tests\n".to_owned();
    };
    let lines = fs::read_to_string(run.file()).unwrap_or_default();
    let _ = fs::remove_file(run.file());
    for entry in fs::read_dir(FOLDER).into_iter().flatten().flatten() {
        if is_stale(&entry.path()) {
            let _ = fs::remove_file(entry.path());
        }
    }
    in_words(&lines)
}

/// Whether the run that wrote this file has ended.
fn is_stale(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    match name.split_once('-') {
        Some((id, start)) => {
            let process = id.parse().ok().and_then(Process::read);
            process.is_none_or(|process| process.start != start)
        }
        None => {
            let changed = path.metadata().and_then(|metadata| metadata.modified());
            changed.is_ok_and(|at| SystemTime::now().duration_since(at).is_ok_and(|age| age > STALE))
        }
    }
}

/// Formats the lines by reason: skipped tests first, then tests of which a part was left out.
fn in_words(lines: &str) -> String {
    let mut whole = Groups::default();
    let mut parts = Groups::default();
    let lines = lines.lines().filter_map(|line| serde_json::from_str(line).ok());
    for (test, part, reason) in lines.collect::<Vec<(String, Option<String>, String)>>() {
        match part {
            Some(part) => parts.add(&test, format!("{test}: {part}"), reason),
            None => whole.add(&test, test.clone(), reason),
        }
    }
    let mut text = match whole.tests.len() {
        0 => "no test was skipped".to_owned(),
        1 => "1 test was skipped; it is counted as passed above".to_owned(),
        count => format!("{count} tests were skipped; they are counted as passed above"),
    };
    text.push('\n');
    text.push_str(&whole.in_words());
    match parts.tests.len() {
        0 => return text,
        1 => text.push_str("\na part of 1 test was left out\n"),
        count => text.push_str(&format!("\nparts of {count} tests were left out\n")),
    }
    text + &parts.in_words()
}

/// Skipped tests or parts, by reason.
#[derive(Default)]
struct Groups {
    tests: BTreeSet<String>,
    reasons: BTreeMap<String, BTreeSet<String>>,
}

impl Groups {
    fn add(&mut self, test: &str, what: String, reason: String) {
        self.tests.insert(test.to_owned());
        self.reasons.entry(reason).or_default().insert(what);
    }

    fn in_words(&self) -> String {
        let lines =
            |all: &BTreeSet<String>| all.iter().map(|what| format!("    {what}\n")).collect::<String>();
        self.reasons
            .iter()
            .map(|(reason, all)| format!("  {reason} ({}):\n{}", all.len(), lines(all)))
            .collect()
    }
}

/// One run of `cargo test`, identified by cargo's process id and, where available, its start time.
struct Run {
    name: String,
}

impl Run {
    /// The nearest ancestor process named cargo; there may be a runner in between.
    fn current() -> Option<Self> {
        let Some(parent) = Process::read(parent_id()) else {
            // Without /proc, use the parent process if cargo has prepared this environment.
            return std::env::var_os("CARGO").map(|_| Self { name: parent_id().to_string() });
        };
        let above = |process: &Process| Process::read(process.parent);
        let cargo = std::iter::successors(Some(parent), above).find(|process| process.name == "cargo")?;
        Some(Self { name: format!("{}-{}", cargo.id, cargo.start) })
    }

    fn file(&self) -> PathBuf {
        Path::new(FOLDER).join(&self.name)
    }
}

/// The id of the process that started this one; 0 on Windows, which does not tell.
fn parent_id() -> u32 {
    #[cfg(unix)]
    return std::os::unix::process::parent_id();
    #[cfg(windows)]
    return 0;
}

/// What `/proc` says about a process.
struct Process {
    id: u32,
    name: String,
    parent: u32,
    /// In clock ticks since boot.
    start: String,
}

impl Process {
    fn read(id: u32) -> Option<Self> {
        // ID (NAME) STATE PARENT …; field 22 is the start time. NAME may contain spaces and parentheses.
        let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
        let (name, rest) = stat.split_once('(')?.1.rsplit_once(") ")?;
        let fields: Vec<&str> = rest.split(' ').collect();
        let (parent, start) = (fields.get(1)?.parse().ok()?, (*fields.get(19)?).to_owned());
        Some(Self { id, name: name.to_owned(), parent, start })
    }
}
