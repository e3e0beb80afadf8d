//! What goes to stderr besides the final error: warnings, and with `-v` what was decided and why.
//!
//! Nothing here ever receives a secret: callers pass names, sources, hosts and codes.

use std::io::{IsTerminal, Write};
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};

use crate::message::Message;

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
pub fn warn(message: impl Into<Message>) {
    let message = message.into();
    if is_json() {
        let warning = serde_json::json!({ "code": message.code(), "message": message.english() });
        line(&(serde_json::json!({ "warning": warning }).to_string() + "\n"));
    } else {
        line(&format!("gettoken: warning: {}\n", message.in_language(language())));
    }
}

/// Something that only a user who asks (`-v`) wants to know.
pub fn note<T: Into<Message>>(message: impl FnOnce() -> T) {
    if VERBOSITY.load(Ordering::Relaxed) > 0 {
        say(message());
    }
}

/// What came of a call that prints nothing else.
pub fn say(message: impl Into<Message>) {
    line(&format!("gettoken: {}\n", message.into().in_language(language())));
}

/// The language of the user, as the catalogues are named.
pub fn language() -> &'static str {
    "en"
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
