//! What the process does on signals: the few things that std decides otherwise, or not at all.

use std::io;
use std::thread::{Builder, JoinHandle};

/// A file-size limit is an error like a full disk, in the cache and on stdout: the system would end the program. Its
/// signal is caught and not ignored: the programs that we start get back what the system does on it.
///
/// A closed pipe is an error too, as std has it: only where it is that of stdout it ends the program, as it ends
/// `cat` (see [`end_by_closed_pipe`]).
#[cfg(unix)]
#[expect(unsafe_code, reason = "std has no way to set a signal's disposition")]
pub fn prepare() {
    extern "C" fn go_on(_: libc::c_int) {}
    let handler: extern "C" fn(libc::c_int) = go_on;
    // SAFETY: the handler does nothing.
    unsafe {
        libc::signal(libc::SIGXFSZ, handler as libc::sighandler_t);
    }
}

/// Ends the program by SIGPIPE. Where that does not end it, it returns.
#[cfg(unix)]
#[expect(unsafe_code, reason = "std has no way to set a signal's disposition, and raises none")]
pub fn end_by_closed_pipe() {
    // SAFETY: the disposition is a constant of the system, and raise touches no memory.
    unsafe {
        libc::signal(libc::SIGPIPE, libc::SIG_DFL);
        libc::raise(libc::SIGPIPE);
    }
}

/// Ends a program that leads a process group, and all that it has started there. It has not been waited
/// for yet, so that the number is still its own.
#[cfg(unix)]
#[expect(unsafe_code, reason = "std ends single processes only")]
pub fn end_group(leader: u32) {
    if let Ok(leader) = libc::pid_t::try_from(leader) {
        // SAFETY: kill touches no memory.
        unsafe {
            libc::kill(-leader, libc::SIGKILL);
        }
    }
}

/// Keeps SIGINT and SIGTERM from ending the program until [`wait_for_end`] sees them. Called before any thread
/// starts, so that all of them inherit it.
#[cfg(unix)]
#[expect(unsafe_code, reason = "std has no signal masks")]
pub fn hold_back_end() {
    // SAFETY: the set is initialised before it is read, and lives on this stack.
    unsafe {
        libc::pthread_sigmask(libc::SIG_BLOCK, &end_signals(), std::ptr::null_mut());
    }
}

/// While this lives, no signal that has been sent ends or stops this thread, except SIGKILL and SIGSTOP; afterwards
/// those that have come meanwhile do what they always do.
#[cfg(unix)]
pub struct HeldBack {
    before: libc::sigset_t,
    /// A mask belongs to its thread.
    _thread: std::marker::PhantomData<*const ()>,
}

#[cfg(unix)]
impl HeldBack {
    /// Holds them back from now on.
    #[expect(unsafe_code, reason = "std has no signal masks")]
    pub fn begin() -> Self {
        // SAFETY: zeroed sets are valid storage for what initialises them, and live on this stack.
        let before = unsafe {
            let mut before = std::mem::zeroed();
            libc::pthread_sigmask(libc::SIG_BLOCK, &all_but_faults(), &mut before);
            before
        };
        Self { before, _thread: std::marker::PhantomData }
    }
}

#[cfg(unix)]
impl Drop for HeldBack {
    #[expect(unsafe_code, reason = "std has no signal masks")]
    fn drop(&mut self) {
        // SAFETY: the mask is the one that the system gave out.
        unsafe {
            libc::pthread_sigmask(libc::SIG_SETMASK, &self.before, std::ptr::null_mut());
        }
    }
}

/// Starts a thread to which no signal is delivered: the main thread alone decides when one may end the program.
pub fn spawn<T: Send + 'static>(
    thread: Builder,
    run: impl FnOnce() -> T + Send + 'static,
) -> io::Result<JoinHandle<T>> {
    // A thread inherits the mask of who starts it.
    let _held = HeldBack::begin();
    thread.spawn(run)
}

/// Waits for SIGINT or SIGTERM and answers the exit code that belongs to it.
#[cfg(unix)]
#[expect(unsafe_code, reason = "std cannot wait for a signal")]
pub fn wait_for_end() -> u8 {
    let mut signal = 0;
    // SAFETY: both arguments outlive the call.
    unsafe {
        libc::sigwait(&end_signals(), &mut signal);
    }
    128_u8.saturating_add(u8::try_from(signal).unwrap_or(0))
}

/// Every signal but those by which the system says that the program itself is at fault: they cannot wait.
#[cfg(unix)]
#[expect(unsafe_code, reason = "a C structure that is initialised by a C function")]
fn all_but_faults() -> libc::sigset_t {
    use libc::{SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGSYS, SIGTRAP};
    // SAFETY: a zeroed set is valid storage for sigfillset, which initialises it.
    unsafe {
        let mut set = std::mem::zeroed();
        libc::sigfillset(&mut set);
        for fault in [SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGSYS, SIGTRAP] {
            libc::sigdelset(&mut set, fault);
        }
        set
    }
}

#[cfg(unix)]
#[expect(unsafe_code, reason = "a C structure that is initialised by a C function")]
fn end_signals() -> libc::sigset_t {
    // SAFETY: a zeroed set is valid storage for sigemptyset, which initialises it.
    unsafe {
        let mut set = std::mem::zeroed();
        libc::sigemptyset(&mut set);
        libc::sigaddset(&mut set, libc::SIGINT);
        libc::sigaddset(&mut set, libc::SIGTERM);
        set
    }
}

/// Windows has none of these signals.
#[cfg(not(unix))]
pub fn prepare() {}

/// Windows ends no program for a closed pipe.
#[cfg(not(unix))]
pub fn end_by_closed_pipe() {}

/// Windows ends the program on Ctrl-C.
#[cfg(not(unix))]
pub fn hold_back_end() {}

/// Windows ends the program on Ctrl-C, whatever it does.
#[cfg(not(unix))]
pub struct HeldBack;

#[cfg(not(unix))]
impl HeldBack {
    /// Holds nothing back.
    pub fn begin() -> Self {
        Self
    }
}

/// Waits until the program is ended.
#[cfg(not(unix))]
pub fn wait_for_end() -> u8 {
    loop {
        std::thread::park();
    }
}
