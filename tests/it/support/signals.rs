//! Signal dispositions of children: the system's defaults, however the tests were started.

use std::sync::Once;

/// Undoes for all children what `nohup`, or `&` in a script, has done to the tests: they ignore SIGHUP, or
/// SIGINT and SIGQUIT, and children inherit that. A caught signal is reset by `execve`, so a handler that
/// does nothing restores the default in children without a change for the tests themselves.
pub(super) fn restore_for_children() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| (1..=LAST).filter(|signal| *signal != libc::SIGPIPE).for_each(catch_if_ignored));
    unblock();
}

/// The last standard signal.
const LAST: libc::c_int = 31;

#[expect(unsafe_code, reason = "std knows no dispositions of signals")]
fn catch_if_ignored(signal: libc::c_int) {
    extern "C" fn ignore_signal(_: libc::c_int) {}
    let handler: extern "C" fn(libc::c_int) = ignore_signal;
    // SAFETY: a zeroed `sigaction` is valid storage for the current one; the handler does nothing.
    unsafe {
        let mut current: libc::sigaction = std::mem::zeroed();
        let read = libc::sigaction(signal, std::ptr::null(), &mut current) == 0;
        if read && current.sa_sigaction == libc::SIG_IGN {
            libc::signal(signal, handler as libc::sighandler_t);
        }
    }
}

/// Unblocks all signals of this thread, whose mask children inherit.
#[expect(unsafe_code, reason = "std has no signal masks")]
fn unblock() {
    // SAFETY: the set is initialized before it is read, and is on this stack.
    unsafe {
        let mut none: libc::sigset_t = std::mem::zeroed();
        libc::sigemptyset(&mut none);
        libc::pthread_sigmask(libc::SIG_SETMASK, &none, std::ptr::null_mut());
    }
}
