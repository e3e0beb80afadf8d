//! What the process does on signals: the few things that std decides otherwise, or not at all.

/// A closed pipe ends the program as it ends `cat`: std would make it an error. A file-size limit is
/// an error like a full disk, in the cache and on stdout: the system would end the program. Its signal
/// is caught and not ignored: the programs that we start get back what the system does on it.
#[cfg(unix)]
#[expect(unsafe_code, reason = "std has no way to set a signal's disposition")]
pub fn prepare() {
    extern "C" fn go_on(_: libc::c_int) {}
    let handler: extern "C" fn(libc::c_int) = go_on;
    // SAFETY: one disposition is a constant of the system, the other a handler that does nothing.
    unsafe {
        libc::signal(libc::SIGPIPE, libc::SIG_DFL);
        libc::signal(libc::SIGXFSZ, handler as libc::sighandler_t);
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

/// Keeps SIGINT and SIGTERM from ending the program until [`wait_for_end`] is told of them. Called
/// before any thread starts, so that all of them inherit it.
#[cfg(unix)]
#[expect(unsafe_code, reason = "std has no signal masks")]
pub fn hold_back_end() {
    // SAFETY: the set is initialised before it is read, and lives on this stack.
    unsafe {
        libc::pthread_sigmask(libc::SIG_BLOCK, &end_signals(), std::ptr::null_mut());
    }
}

/// While this lives, SIGINT and SIGTERM wait; then they do what they always do.
pub struct HeldBack(());

impl HeldBack {
    /// Holds them back from now on.
    pub fn begin() -> Self {
        hold_back_end();
        Self(())
    }
}

#[cfg(unix)]
impl Drop for HeldBack {
    #[expect(unsafe_code, reason = "std has no signal masks")]
    fn drop(&mut self) {
        // SAFETY: the set is initialised before it is read, and lives on this stack.
        unsafe {
            libc::pthread_sigmask(libc::SIG_UNBLOCK, &end_signals(), std::ptr::null_mut());
        }
    }
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

/// Windows ends the program on Ctrl-C.
#[cfg(not(unix))]
pub fn hold_back_end() {}

/// Waits until the program is ended.
#[cfg(not(unix))]
pub fn wait_for_end() -> u8 {
    loop {
        std::thread::park();
    }
}
