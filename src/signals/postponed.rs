//! Signals that take effect only after the terminal has been restored.

use std::io;
use std::os::fd::BorrowedFd;
use std::sync::atomic::{AtomicU64, Ordering};

use nix::errno::Errno;
use nix::sys::select::{FdSet, pselect};
use nix::sys::signal::{SaFlags, SigAction, SigHandler, SigSet, Signal, raise, sigaction};

use super::BlockedSignals;

/// The signals that end, stop or continue a program, and are not about a fault of its own.
const INTERRUPTIONS: [Signal; 14] = [
    Signal::SIGHUP,
    Signal::SIGINT,
    Signal::SIGQUIT,
    Signal::SIGUSR1,
    Signal::SIGUSR2,
    Signal::SIGALRM,
    Signal::SIGTERM,
    Signal::SIGCONT,
    Signal::SIGTSTP,
    Signal::SIGTTIN,
    Signal::SIGTTOU,
    Signal::SIGXCPU,
    Signal::SIGVTALRM,
    Signal::SIGPROF,
];

/// The signals that arrived in [`PostponedSignals::wait`], as bits.
static ARRIVED: AtomicU64 = AtomicU64::new(0);

/// While this exists, signals take effect only when it is dropped, so that the caller can restore the terminal
/// before. Unlike with [`BlockedSignals`], a wait for input ends when one arrives. SIGKILL and SIGSTOP cannot
/// be postponed.
pub struct PostponedSignals {
    blocked: BlockedSignals,
    /// The actions to restore.
    before: Vec<(Signal, SigAction)>,
}

impl PostponedSignals {
    /// Begins to postpone signals.
    pub fn begin() -> Self {
        extern "C" fn record(signal: libc::c_int) {
            ARRIVED.fetch_or(1 << (signal & 63), Ordering::Relaxed);
        }
        let blocked = BlockedSignals::begin();
        let action = SigAction::new(SigHandler::Handler(record), SaFlags::empty(), SigSet::empty());
        let before = INTERRUPTIONS.into_iter().filter_map(|it| Some((it, set_action(it, &action)?)));
        Self { before: before.collect(), blocked }
    }

    /// Waits for input on `file`. Returns `false` if a signal arrived instead.
    pub fn wait(&self, file: BorrowedFd) -> io::Result<bool> {
        let mut files = FdSet::new();
        files.insert(file);
        // The mask is changed for the wait only, and in one step with it, so that no signal is missed.
        match pselect(None, &mut files, None, None, None, self.blocked.before.as_ref()) {
            Ok(_) => Ok(true),
            Err(Errno::EINTR) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }
}

impl Drop for PostponedSignals {
    fn drop(&mut self) {
        self.before.iter().for_each(|(signal, action)| {
            let _ = set_action(*signal, action);
        });
        let arrived = ARRIVED.swap(0, Ordering::Relaxed);
        for signal in INTERRUPTIONS.into_iter().filter(|it| arrived & (1 << (*it as i32)) != 0) {
            // Still blocked, so it takes effect when the mask is restored.
            let _ = raise(signal);
        }
    }
}

#[expect(unsafe_code, reason = "a handler may be called between any two instructions")]
fn set_action(which: Signal, action: &SigAction) -> Option<SigAction> {
    // SAFETY: the only handler that is set here changes an atomic number, and the others are restored.
    unsafe { sigaction(which, action) }.ok()
}
