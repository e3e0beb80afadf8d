//! What some tests need of the machine: programs that may be missing, and the rights of root.
//!
//! A test that cannot run here ends with `skip`, and one that leaves a part out says so with `leave_out`. Both print a
//! line on the real stderr, past the harness's capture, and add to the list that ends the run, so that a skipped test
//! never looks like one that passed.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::os::unix::fs::{MetadataExt, chown};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Mutex, OnceLock, PoisonError};

use super::skipped::{self, Skipped};
use super::witness;

/// Where Debian and Fedora keep the library of faketime.
const FAKETIME: [&str; 4] = [
    "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1",
    "/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1",
    "/usr/lib64/faketime/libfaketime.so.1",
    "/usr/lib/faketime/libfaketime.so.1",
];

/// Users whom some tests give files to.
const OTHERS: [u32; 2] = [54321, 65534];

/// What was skipped in this program: the test, the part of it or nothing for all of it, and the reason.
static SKIPPED: Mutex<BTreeSet<(String, Option<String>, String)>> = Mutex::new(BTreeSet::new());

/// Says that the running test cannot run here, and why. Whatever the test has prepared until now may be dropped
/// unused; what it must do next is end.
pub fn skip(reason: &str) {
    say(None, reason);
}

/// Says what the running test leaves out, and why; the rest of it goes on.
pub fn leave_out(part: &str, reason: &str) {
    say(Some(part), reason);
}

/// Whether this test, or a thread of which nobody knows the test, has said that it cannot run here.
pub(super) fn is_skipped(test: &str) -> bool {
    let skipped = SKIPPED.lock().unwrap_or_else(PoisonError::into_inner);
    skipped.iter().any(|(name, part, _)| part.is_none() && (name == test || name == NAMELESS))
}

/// In the place of a test's name: the threads that a test starts have none.
const NAMELESS: &str = "a thread without a name";

fn say(part: Option<&str>, reason: &str) {
    let mut test = witness::test();
    if test.is_empty() {
        NAMELESS.clone_into(&mut test);
    }
    // What a program says of itself may end with a line break.
    let reason = reason.split_whitespace().collect::<Vec<_>>().join(" ");
    let reason = reason.as_str();
    let entry = (test.clone(), part.map(str::to_owned), reason.to_owned());
    if !SKIPPED.lock().unwrap_or_else(PoisonError::into_inner).insert(entry) {
        return;
    }
    let what = part.map_or(String::new(), |part| format!("{part} is left out: "));
    let mut line = format!("skipped: {test}: {what}{reason}\n");
    if let Err(error) = skipped::note(&Skipped { test: &test, part, reason }) {
        line += &format!("skipped: this is missing in the list at the end: {error}\n");
    }
    // A stderr that is closed hides nothing that matters.
    let _ = std::io::stderr().write_all(line.as_bytes());
}

/// Whether one of these programs is missing; the test is skipped then.
pub fn lacks(programs: &[&str]) -> bool {
    missing(programs).inspect(|reason| skip(reason)).is_some()
}

/// Whether one of these programs is missing; that part of the test is left out then.
pub fn part_lacks(part: &str, programs: &[&str]) -> bool {
    missing(programs).inspect(|reason| leave_out(part, reason)).is_some()
}

/// Whether there is no `curl` that puts a parameter into the query, as 7.87 was the first to do; the test is skipped
/// then.
pub fn lacks_url_query() -> bool {
    if lacks(&["curl"]) {
        return true;
    }
    let knows = succeeds("sh", &["-c", "curl --help all | grep -q url-query"]);
    if !knows {
        skip("`curl` is older than 7.87 and has no `--url-query`");
    }
    !knows
}

/// Whether this is not root; the test is skipped then.
pub fn is_not_root() -> bool {
    not_root().inspect(|reason| skip(reason)).is_some()
}

/// Whether nothing can be mounted in a namespace of a test's own; the test is skipped then.
pub fn cannot_mount() -> bool {
    let can =
        succeeds("unshare", &["--mount", "--propagation=private", "mount", "-t", "tmpfs", "none", "/mnt"]);
    if !can {
        skip("nothing can be mounted here");
    }
    !can
}

/// Whether this is not root; that part of the test is left out then.
pub fn part_is_not_root(part: &str) -> bool {
    not_root().inspect(|reason| leave_out(part, reason)).is_some()
}

/// The library that moves a process's clock; without it the test is skipped.
pub fn faketime() -> Option<PathBuf> {
    faketime_library().or_else(|| {
        skip(NO_FAKETIME);
        None
    })
}

/// As `faketime`, for a part of the test, which is left out without it.
pub fn part_faketime(part: &str) -> Option<PathBuf> {
    faketime_library().or_else(|| {
        leave_out(part, NO_FAKETIME);
        None
    })
}

const NO_FAKETIME: &str = "`faketime` is not installed";

fn faketime_library() -> Option<PathBuf> {
    FAKETIME.iter().map(PathBuf::from).find(|path| path.exists())
}

/// Why the first of these programs that cannot be used cannot.
fn missing(programs: &[&str]) -> Option<String> {
    programs.iter().find_map(|program| missing_in(&["/usr/bin", "/bin", "/usr/sbin", "/sbin"], program))
}

/// Why this program cannot be used from these folders, if it cannot.
pub fn missing_in(folders: &[impl AsRef<Path>], program: &str) -> Option<String> {
    if !folders.iter().any(|folder| folder.as_ref().join(program).exists()) {
        return Some(format!("`{program}` is not installed"));
    }
    static TRACES: OnceLock<bool> = OnceLock::new();
    let traces = || *TRACES.get_or_init(|| succeeds("strace", &["-qq", "-o", "/dev/null", "true"]));
    (program == "strace" && !traces()).then(|| "this user may not trace processes here".to_owned())
}

/// Why this is not root, if it is not: in some containers root cannot do what these tests prepare.
fn not_root() -> Option<String> {
    static REASON: OnceLock<Option<&str>> = OnceLock::new();
    let reason = REASON.get_or_init(|| {
        let root = fs::metadata("/proc/self").is_ok_and(|metadata| metadata.uid() == 0);
        if !root {
            return Some("only root can prepare this");
        }
        let file = tempfile::NamedTempFile::new().expect("a temporary file");
        let gives = |user: &u32| chown(file.path(), Some(*user), Some(*user)).is_ok();
        (!OTHERS.iter().all(gives)).then_some("root may not give files away here")
    });
    reason.map(str::to_owned)
}

/// Whether a command succeeds; what it prints is of no interest.
pub fn succeeds(program: &str, args: &[&str]) -> bool {
    let status = Command::new(program).args(args).stdout(Stdio::null()).stderr(Stdio::null()).status();
    status.is_ok_and(|status| status.success())
}
