//! Ctrl-C, Ctrl-Break and the end of a console of Windows. All programs in the console get them; Windows calls a handler
//! in a thread of its own. There are no other signals; a closed pipe is an error.

use std::process;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use windows_sys::Win32::System::Console::{CTRL_BREAK_EVENT, CTRL_C_EVENT, SetConsoleCtrlHandler};

use crate::report;

/// The exit code of a program that Ctrl-C has ended, as in a shell of Unix.
const INTERRUPTED: u8 = 130;

#[derive(Default)]
struct State {
    /// How many [`BlockedSignals`] there are, and whether Ctrl-C has arrived meanwhile.
    blocked: usize,
    has_arrived: bool,
    /// How many [`IgnoredInterrupts`] there are.
    ignored: usize,
    watched: Option<Arc<Termination>>,
}

static STATE: Mutex<State> = Mutex::new(State { blocked: 0, has_arrived: false, ignored: 0, watched: None });
/// Notified when nothing is blocked any more.
static UNBLOCKED: Condvar = Condvar::new();

fn state() -> MutexGuard<'static, State> {
    STATE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Handles Ctrl-C from now on. Without a handler, it would end the program between an answer and its store.
#[expect(unsafe_code, reason = "neither std nor a kept crate has handlers for the end of a console")]
pub fn prepare() {
    // SAFETY: the handler may be called in any thread at any time. Without it, Windows ends the program at once.
    unsafe { SetConsoleCtrlHandler(Some(handle), 1) };
}

/// Handles an event of the console. Returns 0 if Windows is to end the program.
extern "system" fn handle(event: u32) -> i32 {
    if matches!(event, CTRL_C_EVENT | CTRL_BREAK_EVENT) {
        interrupted();
        return 1;
    }
    // The window is closed, or the user logs off. Windows waits a few seconds for this to return.
    drop(UNBLOCKED.wait_while(state(), |state| state.blocked > 0));
    0
}

fn interrupted() {
    let mut state = state();
    if state.ignored > 0 {
        return;
    }
    if let Some(watched) = &state.watched {
        watched.arrive();
    } else if state.blocked > 0 {
        state.has_arrived = true;
    } else {
        end(&state);
    }
}

/// Ends the program. The caller holds the lock, so that no other thread begins to block signals.
fn end(_: &MutexGuard<'_, State>) -> ! {
    report::finish();
    process::exit(INTERRUPTED.into())
}

/// While this exists, Ctrl-C does not end the program.
pub struct BlockedSignals(());

impl BlockedSignals {
    /// Puts Ctrl-C off until this is dropped.
    pub fn begin() -> Self {
        state().blocked += 1;
        Self(())
    }
}

impl Drop for BlockedSignals {
    fn drop(&mut self) {
        let mut state = state();
        state.blocked -= 1;
        if state.blocked == 0 {
            UNBLOCKED.notify_all();
            if state.has_arrived {
                end(&state);
            }
        }
    }
}

/// While this exists, Ctrl-C is only for a program that this one waits for.
pub struct IgnoredInterrupts(());

impl IgnoredInterrupts {
    /// Ignores Ctrl-C. A program that is started after this does not.
    pub fn begin() -> Self {
        state().ignored += 1;
        Self(())
    }
}

impl Drop for IgnoredInterrupts {
    fn drop(&mut self) {
        state().ignored -= 1;
    }
}

/// Nothing to do: a closed pipe is only an error.
pub fn end_by_sigpipe() {}

/// Calls `write`. What stays is erased by [`end`].
pub fn draw(write: impl FnOnce(), _stays: bool) {
    write();
}

/// Receives the first Ctrl-C.
#[derive(Default)]
pub struct Termination {
    has_arrived: Mutex<bool>,
    arrived: Condvar,
}

/// Receives Ctrl-C, which does not end the program any more.
pub fn watch_termination() -> Arc<Termination> {
    let watched = Arc::new(Termination::default());
    state().watched = Some(Arc::clone(&watched));
    watched
}

impl Termination {
    fn has_arrived(&self) -> MutexGuard<'_, bool> {
        self.has_arrived.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn arrive(&self) {
        *self.has_arrived() = true;
        self.arrived.notify_all();
    }

    /// The exit code, once Ctrl-C has arrived.
    pub fn code(&self) -> Option<u8> {
        self.has_arrived().then_some(INTERRUPTED)
    }

    /// Waits for Ctrl-C and returns the exit code.
    pub fn wait(&self) -> u8 {
        drop(self.arrived.wait_while(self.has_arrived(), |arrived| !*arrived));
        INTERRUPTED
    }

    /// Nothing else is held back.
    pub fn release(&self) {}
}

/// Waits for the end of the program if Ctrl-C is ending it: it ends a question at the console too, a little earlier.
pub fn yield_to_interrupt() {
    thread::sleep(Duration::from_millis(100));
}
