//! A line on a terminal that says what the call is waiting for. It appears after half a second, and disappears before
//! anything else is printed and before the process ends.
//!
//! A thread draws it. The thread that waits only says that it does: it never writes, so that nothing can keep it from
//! storing an answer.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread::{self, Builder};
use std::time::{Duration, Instant};

use super::{is_json, is_ours, is_verbose, language, on_terminal, raw};
use crate::message::Message;
use crate::signals::{self, ERASE};

/// The delay before the line appears, so that quick answers show none.
const DELAY: Duration = Duration::from_millis(500);
/// The time between two updates.
const INTERVAL: Duration = Duration::from_millis(100);
/// Stack size of the thread, in bytes.
const STACK: usize = 64 * 1024;

/// What turns before the text.
const FRAMES: [&str; 4] = ["| ", "/ ", "- ", "\\ "];

/// Moves to the beginning of the line, and keeps a long text from going on in the next one, which could not be erased.
const BEGIN: &str = "\r\u{1b}[?7l";
/// Erases the rest of the line.
const END: &str = "\u{1b}[K\u{1b}[?7h";

static CURRENT: Mutex<Option<Wait>> = Mutex::new(None);
static CHANGED: Condvar = Condvar::new();
/// The beginning of the wait whose line is on the terminal. Locked while the line is drawn or erased.
static DRAWN: Mutex<Option<Instant>> = Mutex::new(None);
/// Whether a line was ever to be shown; otherwise there is nothing to erase.
static IS_USED: AtomicBool = AtomicBool::new(false);
static HAS_ENDED: AtomicBool = AtomicBool::new(false);

#[derive(Clone)]
struct Wait {
    message: Message,
    since: Instant,
    /// Whether the line shows that time goes by. A person may be typing behind a line that stands still.
    turns: bool,
}

/// While this exists, the call is waiting.
#[must_use]
pub struct Waiting {
    outer: Option<Wait>,
    is_shown: bool,
}

/// Says that the call is waiting for what `message` names.
pub fn wait_for(message: impl Into<Message>) -> Waiting {
    begin(message, true)
}

/// As [`wait_for`], if a person may be using the same terminal meanwhile.
pub fn wait_for_person(message: impl Into<Message>) -> Waiting {
    begin(message, false)
}

fn begin(message: impl Into<Message>, turns: bool) -> Waiting {
    let is_shown = is_wanted();
    let wait = Wait { message: message.into(), since: Instant::now(), turns };
    let outer = if is_shown { locked(&CURRENT).replace(wait) } else { None };
    if is_shown {
        CHANGED.notify_one();
    }
    Waiting { outer, is_shown }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        // The line stays until something is printed or the process ends: an answer may have to be stored first.
        if self.is_shown {
            *locked(&CURRENT) = self.outer.take();
        }
    }
}

/// Reports whether waits are shown. Starts the thread if so.
fn is_wanted() -> bool {
    static IS_WANTED: OnceLock<bool> = OnceLock::new();
    *IS_WANTED.get_or_init(|| {
        let is_wanted = !is_json() && !is_verbose() && on_terminal() && anstyle_query::term_supports_color();
        let is_started = || signals::spawn(Builder::new().stack_size(STACK), draw_all).is_ok();
        let is_wanted = is_wanted && is_started();
        IS_USED.store(is_wanted, Ordering::Relaxed);
        is_wanted
    })
}

/// Draws the line of each wait that takes long.
fn draw_all() {
    for frame in FRAMES.iter().cycle() {
        let current = CHANGED.wait_while(locked(&CURRENT), |current| current.is_none());
        let Some(wait) = current.unwrap_or_else(PoisonError::into_inner).clone() else { continue };
        let is_drawn = locked(&DRAWN).is_some();
        if is_drawn || wait.since.elapsed() >= DELAY {
            draw(&wait, frame);
        }
        thread::sleep(INTERVAL);
    }
}

fn draw(wait: &Wait, frame: &str) {
    let mut drawn = locked(&DRAWN);
    // The wait may be over.
    let is_current = locked(&CURRENT).as_ref().is_some_and(|current| current.since == wait.since);
    let is_done = !wait.turns && *drawn == Some(wait.since);
    if !is_current || is_done || HAS_ENDED.load(Ordering::Relaxed) || !is_ours() {
        return;
    }
    let text = wait.message.in_language(language());
    let text = format!("{BEGIN}{}{text}{END}", if wait.turns { frame } else { "" });
    signals::draw(|| raw(&text), true);
    *drawn = Some(wait.since);
}

/// Erases the line, if there is one. Must be called before anything else is printed.
pub fn erase() {
    if IS_USED.load(Ordering::Relaxed) && locked(&DRAWN).take().is_some() && is_ours() {
        signals::draw(|| raw(ERASE), false);
    }
}

/// Erases the line for good, before the process ends or becomes another program.
pub fn finish() {
    HAS_ENDED.store(true, Ordering::Relaxed);
    erase();
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
