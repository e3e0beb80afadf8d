//! What some tests require of the machine: programs that may be missing, and root's permissions; and two helpers
//! for files of other users and for waiting.
//!
//! A test that cannot run here calls `skip` and returns; one that omits a part calls `leave_out`. Both print
//! a line to the real stderr, past the capture of the test harness, and add to the list at the end of the
//! run, so that a skipped test never looks like a passed one.

use std::collections::BTreeSet;
#[cfg(unix)]
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::skipped::{self, Skipped};
use super::witness;

/// Where Debian and Fedora install libfaketime.
const FAKETIME: [&str; 4] = [
    "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1",
    "/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1",
    "/usr/lib64/faketime/libfaketime.so.1",
    "/usr/lib/faketime/libfaketime.so.1",
];

/// User ids to which some tests change ownership.
#[cfg(unix)]
const OTHERS: [u32; 2] = [54321, 65534];

/// What this program has skipped: the test, the part (`None` for the whole test), and the reason.
static SKIPPED: Mutex<BTreeSet<(String, Option<String>, String)>> = Mutex::new(BTreeSet::new());

/// Reports that the current test cannot run here. What the test has prepared so far may be dropped unused;
/// the test must return next.
pub fn skip(reason: &str) {
    record(None, reason);
}

/// Reports that the current test omits a part; the rest of it runs.
pub fn leave_out(part: &str, reason: &str) {
    record(Some(part), reason);
}

/// Whether this test, or a thread that belongs to an unknown test, has called `skip`.
pub(super) fn is_skipped(test: &str) -> bool {
    let skipped = SKIPPED.lock().unwrap_or_else(PoisonError::into_inner);
    skipped.iter().any(|(name, part, _)| part.is_none() && (name == test || name == NAMELESS))
}

/// Replaces the name of the test in threads that a test starts, which have no name.
const NAMELESS: &str = "a thread without a name";

fn record(part: Option<&str>, reason: &str) {
    let mut test = witness::test();
    if test.is_empty() {
        NAMELESS.clone_into(&mut test);
    }
    // Reasons may contain the output of a program, with line breaks.
    let reason = reason.split_whitespace().collect::<Vec<_>>().join(" ");
    let reason = reason.as_str();
    let entry = (test.clone(), part.map(str::to_owned), reason.to_owned());
    if !SKIPPED.lock().unwrap_or_else(PoisonError::into_inner).insert(entry) {
        return;
    }
    let what = part.map_or(String::new(), |part| format!("{part} is left out: "));
    let mut line = format!("skipped: {test}: {what}{reason}\n");
    if let Err(error) = skipped::note(&Skipped { test: &test, part, reason }) {
        line += &format!("skipped: the final list will not include this test: {error}\n");
    }
    // A closed stderr is no reason to fail.
    let _ = std::io::stderr().write_all(line.as_bytes());
}

/// Whether any of these programs is missing; if so, the test is skipped.
pub fn skip_without(programs: &[&str]) -> bool {
    missing(programs).inspect(|reason| skip(reason)).is_some()
}

/// Whether any of these programs is missing; if so, that part of the test is left out.
pub fn leave_out_without(part: &str, programs: &[&str]) -> bool {
    missing(programs).inspect(|reason| leave_out(part, reason)).is_some()
}

/// Whether curl is missing or older than 7.87, the first version with `--url-query`; if so, the test is
/// skipped.
pub fn skip_without_url_query() -> bool {
    if skip_without(&["curl"]) {
        return true;
    }
    let supports = succeeds("sh", &["-c", "curl --help all | grep -q url-query"]);
    if !supports {
        skip("`curl` is older than 7.87 and has no `--url-query`");
    }
    !supports
}

/// Whether the tests do not run as root; if so, the test is skipped.
pub fn is_not_root() -> bool {
    not_root().inspect(|reason| skip(reason)).is_some()
}

/// Whether mounting in a private mount namespace is not permitted; if so, the test is skipped.
pub fn cannot_mount() -> bool {
    let can =
        succeeds("unshare", &["--mount", "--propagation=private", "mount", "-t", "tmpfs", "none", "/mnt"]);
    if !can {
        skip("mounting is not permitted here");
    }
    !can
}

/// Whether a network namespace is not permitted; if so, the test is skipped.
pub fn cannot_isolate_network() -> bool {
    let can = succeeds("unshare", &["--net", "true"]);
    if !can {
        skip("network namespaces are not permitted here");
    }
    !can
}

/// Whether the tests do not run as root; if so, that part of the test is left out.
pub fn part_is_not_root(part: &str) -> bool {
    not_root().inspect(|reason| leave_out(part, reason)).is_some()
}

/// The path of libfaketime; without it, the test is skipped.
pub fn faketime() -> Option<PathBuf> {
    faketime_library().or_else(|| {
        skip(NO_FAKETIME);
        None
    })
}

/// The path of libfaketime; without it, that part of the test is left out.
pub fn part_faketime(part: &str) -> Option<PathBuf> {
    faketime_library().or_else(|| {
        leave_out(part, NO_FAKETIME);
        None
    })
}

const NO_FAKETIME: &str = "`faketime` is not installed";

fn faketime_library() -> Option<PathBuf> {
    FAKETIME.iter().map(PathBuf::from).find(|path| cfg!(unix) && path.exists())
}

/// Why one of these programs cannot be used, or `None`.
fn missing(programs: &[&str]) -> Option<String> {
    programs.iter().find_map(|program| missing_in(&["/usr/bin", "/bin", "/usr/sbin", "/sbin"], program))
}

/// Why this program cannot be used from these directories, or `None`.
pub fn missing_in(folders: &[impl AsRef<Path>], program: &str) -> Option<String> {
    if cfg!(windows) {
        return Some("this runs programs of Unix".to_owned());
    }
    if !folders.iter().any(|folder| folder.as_ref().join(program).exists()) {
        return Some(format!("`{program}` is not installed"));
    }
    static CAN_TRACE: OnceLock<bool> = OnceLock::new();
    let can_trace = || *CAN_TRACE.get_or_init(|| succeeds("strace", &["-qq", "-o", "/dev/null", "true"]));
    (program == "strace" && !can_trace()).then(|| "tracing processes is not permitted here".to_owned())
}

/// Why root's permissions are not available, or `None`: root in some containers may not change owners.
fn not_root() -> Option<String> {
    static REASON: OnceLock<Option<&str>> = OnceLock::new();
    #[cfg(windows)]
    let find = || Some("this needs root");
    #[cfg(unix)]
    let find = || {
        use std::os::unix::fs::{MetadataExt, chown};
        let root = fs::metadata("/proc/self").is_ok_and(|metadata| metadata.uid() == 0);
        if !root {
            return Some("this needs root");
        }
        let file = tempfile::NamedTempFile::new().expect("a temporary file");
        let can_give = |user: &u32| chown(file.path(), Some(*user), Some(*user)).is_ok();
        (!OTHERS.iter().all(can_give)).then_some("root may not change file owners here")
    };
    let reason = REASON.get_or_init(find);
    reason.map(str::to_owned)
}

/// Changes the owner and the group of `path` and of everything below it, symbolic links themselves included.
#[cfg(unix)]
pub fn chown_recursively(path: &Path, user: u32, group: u32) {
    std::os::unix::fs::lchown(path, Some(user), Some(group)).unwrap();
    if path.symlink_metadata().unwrap().is_dir() {
        fs::read_dir(path).unwrap().for_each(|entry| chown_recursively(&entry.unwrap().path(), user, group));
    }
}

/// Waits until `done`; fails after `limit`.
#[track_caller]
pub fn wait_until(limit: Duration, what: &str, mut done: impl FnMut() -> bool) {
    let end = Instant::now() + limit;
    while !done() {
        assert!(Instant::now() < end, "timed out waiting until {what}");
        thread::sleep(Duration::from_millis(5));
    }
}

/// Runs a command and reports whether it succeeds; its output is discarded.
pub fn succeeds(program: &str, args: &[&str]) -> bool {
    let status = Command::new(program).args(args).stdout(Stdio::null()).stderr(Stdio::null()).status();
    status.is_ok_and(|status| status.success())
}
