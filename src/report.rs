//! What goes to stderr besides the final error: warnings, and with `-v` what was decided and why.
//!
//! Nothing here ever receives a secret: callers pass names, sources, hosts and codes.

use std::io::{IsTerminal, Write};
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};

static VERBOSITY: AtomicU8 = AtomicU8::new(0);
static JSON: AtomicBool = AtomicBool::new(false);
static SILENT: AtomicBool = AtomicBool::new(true);

/// How often `-v` was given.
pub fn set_verbosity(count: u8) {
    VERBOSITY.store(count, Ordering::Relaxed);
}

/// Writes warnings as JSON too, one object a line (`--error-format json`).
pub fn set_json() {
    JSON.store(true, Ordering::Relaxed);
}

/// Whether [`set_json`] was called.
pub fn is_json() -> bool {
    JSON.load(Ordering::Relaxed)
}

/// Something the user should know although the call goes on.
pub fn warn(message: &str) {
    if is_json() {
        line(&(serde_json::json!({ "warning": { "message": message } }).to_string() + "\n"));
    } else {
        line(&format!("gettoken: warning: {message}\n"));
    }
}

/// Something that only a user who asks (`-v`) wants to know.
pub fn note(message: impl FnOnce() -> String) {
    if VERBOSITY.load(Ordering::Relaxed) > 0 {
        line(&format!("gettoken: {}\n", message()));
    }
}

/// Whether a person watches: only then does a line count down.
pub fn on_terminal() -> bool {
    std::io::stderr().is_terminal()
}

/// Whether nothing was said until now.
pub fn is_silent() -> bool {
    SILENT.load(Ordering::Relaxed)
}

/// A closed stderr must not turn a token that was fetched into a failure.
pub fn line(text: &str) {
    SILENT.store(false, Ordering::Relaxed);
    // Millions of warnings would bury what the fuzzer found.
    if cfg!(fuzzing) {
        return;
    }
    let _ = std::io::stderr().write_all(text.as_bytes());
}
