//! Signal handling where std's default is wrong for us, or there is none.

#[cfg(unix)]
mod postponed;
#[cfg(windows)]
mod windows;

use std::io;
use std::sync::mpsc;
use std::thread::{Builder, JoinHandle};
use std::time::Duration;

#[cfg(unix)]
pub use postponed::PostponedSignals;
#[cfg(unix)]
pub use unix::*;
#[cfg(windows)]
pub use windows::*;

/// Starts a thread that receives no signals: only the main thread decides when one may end the program.
pub fn spawn<T: Send + 'static>(
    thread: Builder,
    run: impl FnOnce() -> T + Send + 'static,
) -> io::Result<JoinHandle<T>> {
    // A thread inherits the signal mask of its parent.
    let _blocked = BlockedSignals::begin();
    thread.spawn(run)
}

/// Runs `run` in a thread without signals. Returns `None` after `limit`; the thread ends with the process.
pub fn with_timeout<T: Send + 'static>(
    thread: Builder,
    limit: Duration,
    run: impl FnOnce() -> T + Send + 'static,
) -> io::Result<Option<T>> {
    let (sender, receiver) = mpsc::channel();
    // After the limit there is no receiver.
    spawn(thread, move || drop(sender.send(run())))?;
    Ok(receiver.recv_timeout(limit).ok())
}

/// Erases the line of a terminal in which the cursor is.
pub const ERASE: &str = "\r\u{1b}[K";

#[cfg(unix)]
mod unix {
    use std::marker::PhantomData;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::sync::{Arc, Condvar, Mutex, PoisonError};
    use std::thread::Builder;

    use nix::sys::signal::{SigHandler, SigSet, SigmaskHow, Signal, killpg, raise, signal};
    use nix::unistd::Pid;

    use super::ERASE;

    /// Makes exceeding the file-size limit an error like a full disk, in the cache and on stdout, instead of ending the
    /// program. SIGXFSZ is caught rather than ignored, so that programs that we start get the default action back.
    ///
    /// A closed pipe is an error too, which is std's default. Only a closed stdout ends the program, as it ends `cat`
    /// (see [`end_by_sigpipe`]).
    pub fn prepare() {
        extern "C" fn do_nothing(_: libc::c_int) {}
        set_disposition(Signal::SIGXFSZ, SigHandler::Handler(do_nothing));
    }

    /// Ends the program by SIGPIPE. Returns only if that fails.
    pub fn end_by_sigpipe() {
        set_disposition(Signal::SIGPIPE, SigHandler::SigDfl);
        let _ = raise(Signal::SIGPIPE);
    }

    fn set_disposition(which: Signal, handler: SigHandler) {
        let _ = swap_disposition(which, handler);
    }

    /// Returns the disposition before.
    #[expect(unsafe_code, reason = "a handler may be called between any two instructions")]
    fn swap_disposition(which: Signal, handler: SigHandler) -> Option<SigHandler> {
        // SAFETY: the handlers do nothing or only what a handler may, and the disposition of these signals can be set.
        unsafe { signal(which, handler) }.ok()
    }

    /// Kills a process group, given its leader. The leader must not have been waited for yet, so that its
    /// process id cannot have been reused.
    pub fn kill_group(leader: u32) {
        if let Ok(leader) = i32::try_from(leader) {
            let _ = killpg(Pid::from_raw(leader), Signal::SIGKILL);
        }
    }

    /// The signals that end the program, and that a person or a supervisor may send.
    const ENDING: [Signal; 8] = [
        Signal::SIGALRM,
        Signal::SIGHUP,
        Signal::SIGINT,
        Signal::SIGQUIT,
        Signal::SIGTERM,
        Signal::SIGUSR1,
        Signal::SIGUSR2,
        Signal::SIGXCPU,
    ];

    /// Receives the first signal that would end the program.
    pub struct Termination {
        code: Mutex<u8>,
        arrived: Condvar,
        /// SIGPIPE is held back until this is dropped: a closed stdout must not end the program before that.
        before: Option<SigSet>,
    }

    /// Holds back all signals that would end the program. Must be called before any thread starts, so that all
    /// threads inherit the mask. A signal that is ignored, as under `nohup`, stays ignored.
    pub fn watch_termination() -> Arc<Termination> {
        let signals = SigSet::from_iter(ENDING.into_iter().filter(|signal| !is_ignored(*signal)));
        let mut held = signals;
        held.add(Signal::SIGPIPE);
        let before = held.thread_swap_mask(SigmaskHow::SIG_BLOCK).ok();
        let watched = Arc::new(Termination { code: Mutex::default(), arrived: Condvar::new(), before });
        let watcher = Arc::clone(&watched);
        // A program that cannot start this thread cannot start the next one either, and ends.
        let _ = Builder::new().spawn(move || {
            let signal = signals.wait().map_or(0, |signal| signal as i32);
            let code = 128_u8.saturating_add(u8::try_from(signal).unwrap_or(0));
            *watcher.code.lock().unwrap_or_else(PoisonError::into_inner) = code;
            watcher.arrived.notify_all();
        });
        watched
    }

    impl Termination {
        /// The exit code for the signal, once one has arrived.
        pub fn code(&self) -> Option<u8> {
            Some(*self.code.lock().unwrap_or_else(PoisonError::into_inner)).filter(|code| *code != 0)
        }

        /// Waits for a signal and returns the exit code for it.
        pub fn wait(&self) -> u8 {
            let code = self.code.lock().unwrap_or_else(PoisonError::into_inner);
            let code = self.arrived.wait_while(code, |code| *code == 0);
            *code.unwrap_or_else(PoisonError::into_inner)
        }

        /// Lets a SIGPIPE that was held back end the program.
        pub fn release(&self) {
            let _ = self.before.map(|before| before.thread_set_mask());
        }
    }

    /// Reports whether the signal has no effect, because the parent process wants that.
    #[expect(unsafe_code, reason = "neither std nor nix reads a disposition without changing it")]
    fn is_ignored(which: Signal) -> bool {
        // SAFETY: with no new action, `sigaction` only writes the present one, for which zeros are valid too.
        unsafe {
            let mut action: libc::sigaction = std::mem::zeroed();
            let read = libc::sigaction(which as libc::c_int, std::ptr::null(), &raw mut action);
            read == 0 && action.sa_sigaction == libc::SIG_IGN
        }
    }

    /// Whether text is being written, whether it must be erased before the program ends, and whether it ends.
    static IS_DRAWING: AtomicBool = AtomicBool::new(false);
    static IS_DRAWN: AtomicBool = AtomicBool::new(false);
    static IS_ENDING: AtomicBool = AtomicBool::new(false);

    /// How often a signal handler looks whether another thread has written its text. A write may take forever.
    const LOOKS: usize = 1_000_000;

    /// Calls `write`, which writes to the terminal that is stderr, unless a signal is ending the program. If the text
    /// `stays`, a signal that ends the program erases the line first.
    pub fn draw(write: impl FnOnce(), stays: bool) {
        IS_DRAWING.store(true, Ordering::SeqCst);
        if !IS_ENDING.load(Ordering::SeqCst) {
            if stays {
                erase_before_the_end();
                IS_DRAWN.store(true, Ordering::SeqCst);
            }
            write();
            IS_DRAWN.store(stays, Ordering::SeqCst);
        }
        IS_DRAWING.store(false, Ordering::SeqCst);
    }

    /// Handles [`ENDING`]. A signal that is ignored, as by `nohup`, stays ignored.
    fn erase_before_the_end() {
        static IS_HANDLED: AtomicBool = AtomicBool::new(false);
        if IS_HANDLED.swap(true, Ordering::SeqCst) {
            return;
        }
        for which in ENDING {
            if is_default(which) {
                set_disposition(which, SigHandler::Handler(erase_and_end));
            }
        }
    }

    #[expect(unsafe_code, reason = "nix cannot read a disposition without changing it")]
    fn is_default(which: Signal) -> bool {
        // SAFETY: an all-zero `sigaction` is valid, and nothing is changed.
        unsafe {
            let mut found: libc::sigaction = std::mem::zeroed();
            libc::sigaction(which as libc::c_int, std::ptr::null(), &raw mut found) == 0
                && found.sa_sigaction == libc::SIG_DFL
        }
    }

    /// The handler of a signal that ends the program.
    #[expect(unsafe_code, reason = "only these functions may be called in a signal handler")]
    extern "C" fn erase_and_end(which: libc::c_int) {
        IS_ENDING.store(true, Ordering::SeqCst);
        let mut looks = 0;
        while IS_DRAWING.load(Ordering::SeqCst) && looks < LOOKS {
            std::hint::spin_loop();
            looks += 1;
        }
        // SAFETY: all of these are async-signal-safe (POSIX.1-2024, XSH 2.4.3). The signal is blocked here, and ends the
        // program when this returns.
        unsafe {
            let is_foreground = libc::tcgetpgrp(libc::STDERR_FILENO) == libc::getpgrp();
            if IS_DRAWN.load(Ordering::SeqCst) && is_foreground {
                libc::write(libc::STDERR_FILENO, ERASE.as_ptr().cast(), ERASE.len());
            }
            libc::signal(which, libc::SIG_DFL);
            libc::raise(which);
        }
    }

    /// While this exists, Ctrl-C and Ctrl-\\ at the terminal do not end the program. They are meant for a program that it
    /// has started before, such as a pager, and waits for.
    pub struct IgnoredInterrupts {
        before: Vec<(Signal, SigHandler)>,
    }

    impl IgnoredInterrupts {
        /// Ignores both signals. A program that is started after this would ignore them too.
        pub fn begin() -> Self {
            let ignore = |which| Some((which, swap_disposition(which, SigHandler::SigIgn)?));
            Self { before: [Signal::SIGINT, Signal::SIGQUIT].into_iter().filter_map(ignore).collect() }
        }
    }

    impl Drop for IgnoredInterrupts {
        fn drop(&mut self) {
            self.before.iter().for_each(|(which, handler)| set_disposition(*which, *handler));
        }
    }

    /// While this exists, no signal ends or stops this thread, except for SIGKILL, SIGSTOP and those of a
    /// fault. Signals that arrive meanwhile are delivered when it is dropped.
    pub struct BlockedSignals {
        pub(super) before: Option<SigSet>,
        /// A signal mask belongs to a thread, so this must not be `Send`.
        _thread: PhantomData<*const ()>,
    }

    impl BlockedSignals {
        /// Blocks all signals of this thread except those that report a fault of the program itself, which
        /// cannot wait.
        pub fn begin() -> Self {
            use Signal::{SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGSYS, SIGTRAP};
            let mut held = SigSet::all();
            for fault in [SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGSYS, SIGTRAP] {
                held.remove(fault);
            }
            let before = held.thread_swap_mask(SigmaskHow::SIG_BLOCK).ok();
            Self { before, _thread: PhantomData }
        }
    }

    impl Drop for BlockedSignals {
        fn drop(&mut self) {
            let _ = self.before.map(|before| before.thread_set_mask());
        }
    }
}
