//! What the process does on signals: the few things that std decides otherwise, or not at all.

use std::io;
use std::sync::mpsc;
use std::thread::{Builder, JoinHandle};
use std::time::Duration;

#[cfg(not(unix))]
pub use elsewhere::*;
#[cfg(unix)]
pub use unix::*;

/// Starts a thread to which no signal is delivered: the main thread alone decides when one may end the program.
pub fn spawn<T: Send + 'static>(
    thread: Builder,
    run: impl FnOnce() -> T + Send + 'static,
) -> io::Result<JoinHandle<T>> {
    // A thread inherits the mask of who starts it.
    let _held = HeldBack::begin();
    thread.spawn(run)
}

/// What `run` answers in such a thread; `None` when `limit` has passed, and then the thread ends with the process.
pub fn in_time<T: Send + 'static>(
    thread: Builder,
    limit: Duration,
    run: impl FnOnce() -> T + Send + 'static,
) -> io::Result<Option<T>> {
    let (sender, receiver) = mpsc::channel();
    // Nobody listens any more once the limit has passed.
    spawn(thread, move || drop(sender.send(run())))?;
    Ok(receiver.recv_timeout(limit).ok())
}

#[cfg(unix)]
mod unix {
    use std::marker::PhantomData;

    use nix::sys::signal::{SigHandler, SigSet, SigmaskHow, Signal, killpg, raise, signal};
    use nix::unistd::Pid;

    /// A file-size limit is an error like a full disk, in the cache and on stdout: the system would end the program.
    /// Its signal is caught and not ignored: the programs that we start get back what the system does on it.
    ///
    /// A closed pipe is an error too, as std has it: only where it is that of stdout it ends the program, as it ends
    /// `cat` (see [`end_by_closed_pipe`]).
    pub fn prepare() {
        extern "C" fn go_on(_: libc::c_int) {}
        dispose(Signal::SIGXFSZ, SigHandler::Handler(go_on));
    }

    /// Ends the program by SIGPIPE. Where that does not end it, it returns.
    pub fn end_by_closed_pipe() {
        dispose(Signal::SIGPIPE, SigHandler::SigDfl);
        let _ = raise(Signal::SIGPIPE);
    }

    #[expect(unsafe_code, reason = "a handler may be called between any two instructions")]
    fn dispose(which: Signal, handler: SigHandler) {
        // SAFETY: the one handler there is does nothing. The disposition of a signal that exists can be set.
        let _ = unsafe { signal(which, handler) };
    }

    /// Ends a program that leads a process group, and all that it has started there. It has not been waited for yet,
    /// so that the number is still its own.
    pub fn end_group(leader: u32) {
        if let Ok(leader) = i32::try_from(leader) {
            let _ = killpg(Pid::from_raw(leader), Signal::SIGKILL);
        }
    }

    /// Keeps SIGINT and SIGTERM from ending the program until [`wait_for_end`] sees them. Called before any thread
    /// starts, so that all of them inherit it.
    pub fn hold_back_end() {
        let _ = end_signals().thread_block();
    }

    /// Waits for SIGINT or SIGTERM and answers the exit code that belongs to it.
    pub fn wait_for_end() -> u8 {
        let signal = end_signals().wait().map_or(0, |signal| signal as i32);
        128_u8.saturating_add(u8::try_from(signal).unwrap_or(0))
    }

    fn end_signals() -> SigSet {
        SigSet::from_iter([Signal::SIGINT, Signal::SIGTERM])
    }

    /// While this lives, no signal that has been sent ends or stops this thread, except SIGKILL and SIGSTOP;
    /// afterwards those that have come meanwhile do what they always do.
    pub struct HeldBack {
        before: Option<SigSet>,
        /// A mask belongs to its thread.
        _thread: PhantomData<*const ()>,
    }

    impl HeldBack {
        /// Holds them back from now on, but for those by which the system says that the program itself is at fault:
        /// they cannot wait.
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

    impl Drop for HeldBack {
        fn drop(&mut self) {
            let _ = self.before.map(|before| before.thread_set_mask());
        }
    }
}

/// Windows has none of these signals. It ends a program on Ctrl-C, whatever it does, and none for a closed pipe.
#[cfg(not(unix))]
mod elsewhere {
    /// Holds nothing back.
    pub struct HeldBack;

    impl HeldBack {
        /// Holds nothing back.
        pub fn begin() -> Self {
            Self
        }
    }

    pub fn prepare() {}

    pub fn end_by_closed_pipe() {}

    pub fn hold_back_end() {}

    /// Waits until the program is ended.
    pub fn wait_for_end() -> u8 {
        loop {
            std::thread::park();
        }
    }
}
