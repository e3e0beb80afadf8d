//! The signals that children start with: as the system sets them, however the tests were started.

use std::sync::Once;

/// Undoes for every child what `nohup`, or `&` in a script, has done to the tests: SIGHUP, or SIGINT and SIGQUIT, are
/// ignored then, and programs inherit that. What is caught is set back when a program starts, so a handler that does
/// nothing leaves the tests themselves as they were.
pub(super) fn give_back_to_children() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| (1..=LAST).filter(|signal| *signal != libc::SIGPIPE).for_each(catch_if_ignored));
    unblock();
}

/// The last of the signals with a name.
const LAST: libc::c_int = 31;

#[expect(unsafe_code, reason = "std knows no dispositions of signals")]
fn catch_if_ignored(signal: libc::c_int) {
    extern "C" fn go_on(_: libc::c_int) {}
    let handler: extern "C" fn(libc::c_int) = go_on;
    // SAFETY: a zeroed `sigaction` is valid storage for the current one; the handler does nothing.
    unsafe {
        let mut current: libc::sigaction = std::mem::zeroed();
        let known = libc::sigaction(signal, std::ptr::null(), &mut current) == 0;
        if known && current.sa_sigaction == libc::SIG_IGN {
            libc::signal(signal, handler as libc::sighandler_t);
        }
    }
}

/// Lets signals through to this thread, whose mask its children inherit.
#[expect(unsafe_code, reason = "std has no signal masks")]
fn unblock() {
    // SAFETY: the set is initialised before it is read, and lives on this stack.
    unsafe {
        let mut none: libc::sigset_t = std::mem::zeroed();
        libc::sigemptyset(&mut none);
        libc::pthread_sigmask(libc::SIG_SETMASK, &none, std::ptr::null_mut());
    }
}
