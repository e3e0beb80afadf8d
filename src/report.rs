//! Output to stderr other than the final error: warnings, results, and with `-v` decisions and their reasons.
//!
//! Callers never pass a secret, only names, sources, hosts and codes.

mod language;
mod wait;

use std::borrow::Cow;
use std::io::Write;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use std::sync::{Mutex, PoisonError};

use crate::color::{self, Stream};
use crate::layout;
use crate::message::{Message, Value};
use crate::paint;

pub use language::{language, set_language};
pub use wait::{Waiting, erase, finish, wait_for, wait_for_person};

static VERBOSITY: AtomicU8 = AtomicU8::new(0);
static JSON: AtomicBool = AtomicBool::new(false);
static SILENT: AtomicBool = AtomicBool::new(true);

/// Sets the verbosity to the number of `-v` flags.
pub fn set_verbosity(count: u8) {
    VERBOSITY.store(count, Ordering::Relaxed);
}

/// Switches warnings to JSON, one object per line (`--error-format json`).
pub fn set_json() {
    JSON.store(true, Ordering::Relaxed);
}

/// Reports whether [`set_json`] was called.
pub fn is_json() -> bool {
    JSON.load(Ordering::Relaxed)
}

/// Reports whether `-v` was given.
fn is_verbose() -> bool {
    VERBOSITY.load(Ordering::Relaxed) > 0
}

/// Prints a warning.
pub fn warn(message: impl Into<Message>) {
    let message = message.into();
    if is_json() {
        let warning = serde_json::json!({ "code": message.code(), "message": message.english() });
        line(&(serde_json::json!({ "warning": warning }).to_string() + "\n"));
    } else {
        say_as("output-warning", message);
    }
}

/// Prints a warning, unless the same one was printed before.
pub fn warn_once(message: Message) {
    static WARNED: Mutex<Vec<Message>> = Mutex::new(Vec::new());
    let mut warned = WARNED.lock().unwrap_or_else(PoisonError::into_inner);
    if !warned.contains(&message) {
        warn(&message);
        warned.push(message);
    }
}

/// Prints a message if `-v` was given.
pub fn note<T: Into<Message>>(message: impl FnOnce() -> T) {
    if is_verbose() {
        say(message());
    }
}

/// Prints a message, such as the result of a command without output.
pub fn say(message: impl Into<Message>) {
    say_as("output-note", message.into());
}

/// Prints a line of the form `code`.
fn say_as(code: &'static str, message: Message) {
    line(&(Message::new(code).with("message", Value::from(message)).in_language(language()) + "\n"));
}

/// Reports whether stderr is a terminal, on which progress lines can be shown.
pub fn on_terminal() -> bool {
    color::is_terminal(Stream::Stderr)
}

/// Reports whether the terminal is ours to draw on: no other program is in the foreground, and none has turned off the
/// echo to ask for a password or to use the whole screen.
#[cfg(unix)]
fn is_ours() -> bool {
    use nix::sys::termios::{LocalFlags, tcgetattr};
    let terminal = std::io::stderr();
    let is_foreground = nix::unistd::tcgetpgrp(&terminal).is_ok_and(|group| group == nix::unistd::getpgrp());
    let usual = LocalFlags::ECHO | LocalFlags::ICANON;
    is_foreground && tcgetattr(&terminal).is_ok_and(|state| state.local_flags.contains(usual))
}

#[cfg(not(unix))]
fn is_ours() -> bool {
    true
}

/// Reports whether nothing has been written to stderr so far.
pub fn is_silent() -> bool {
    SILENT.load(Ordering::Relaxed)
}

/// Wraps `text` between words if stderr is a terminal. Progress lines, which overwrite themselves, stay as they are.
fn fitted(text: &str) -> Cow<'_, str> {
    let width = if is_json() || text.contains('\r') { None } else { color::width(Stream::Stderr) };
    width.map_or(Cow::Borrowed(text), |width| layout::wrap(text, width).into())
}

/// Writes `text` to stderr. Errors are ignored: a closed stderr must not make a successful call fail.
pub fn line(text: &str) {
    SILENT.store(false, Ordering::Relaxed);
    // Millions of warnings would hide the fuzzer's findings.
    if cfg!(fuzzing) {
        return;
    }
    erase();
    let mut text = fitted(text);
    if !is_json() && color::on(Stream::Stderr) {
        text = paint::message(&text, language()).into();
    }
    raw(&text);
}

/// Writes `text` as it is. Errors are ignored, as in [`line`].
fn raw(text: &str) {
    let _ = std::io::stderr().write_all(text.as_bytes());
}
