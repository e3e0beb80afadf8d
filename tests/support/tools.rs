//! What some tests need of the machine: programs that may be missing, and being root.
//!
//! A test that cannot run here says so on the real stderr, past the harness's capture, so that a
//! skipped test never looks like one that passed.

use std::io::Write;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{fs, thread};

/// Where Debian and Fedora keep the library of faketime.
const FAKETIME: [&str; 4] = [
    "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1",
    "/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1",
    "/usr/lib64/faketime/libfaketime.so.1",
    "/usr/lib/faketime/libfaketime.so.1",
];

/// Prints why the running test cannot run here.
pub fn skip(reason: &str) {
    let thread = thread::current();
    let test = thread.name().unwrap_or("a test");
    // Written past the capture of `eprintln!`; a stderr that is closed hides nothing that matters.
    let _ = writeln!(std::io::stderr(), "skipped: {test}: {reason}");
}

/// Whether one of these programs is missing; the reason has been printed then.
pub fn lacks(programs: &[&str]) -> bool {
    let missing = programs.iter().find(|name| {
        !["/usr/bin", "/bin", "/usr/sbin", "/sbin"].iter().any(|folder| Path::new(folder).join(name).exists())
    });
    if let Some(name) = missing {
        skip(&format!("`{name}` is not installed"));
    }
    missing.is_some()
}

/// Whether this is not root; the reason has been printed then.
pub fn is_not_root() -> bool {
    let root = fs::metadata("/proc/self").is_ok_and(|metadata| metadata.uid() == 0);
    if !root {
        skip("only root can prepare this");
    }
    !root
}

/// Whether nothing can be mounted in a namespace of a test's own; the reason has been printed then.
pub fn cannot_mount() -> bool {
    let can =
        succeeds("unshare", &["--mount", "--propagation=private", "mount", "-t", "tmpfs", "none", "/mnt"]);
    if !can {
        skip("nothing can be mounted here");
    }
    !can
}

/// The library that moves a process's clock, or the printed reason why there is none.
pub fn faketime() -> Option<PathBuf> {
    let found = FAKETIME.iter().map(PathBuf::from).find(|path| path.exists());
    if found.is_none() {
        skip("`faketime` is not installed");
    }
    found
}

/// Whether a command succeeds; what it prints is of no interest.
pub fn succeeds(program: &str, args: &[&str]) -> bool {
    let status = Command::new(program).args(args).stdout(Stdio::null()).stderr(Stdio::null()).status();
    status.is_ok_and(|status| status.success())
}
