//! Protects the memory of the process from core dumps and from other processes of the user.

/// Keeps the system from writing our memory to a core dump, and other processes of the user from reading our
/// memory and environment. Programs that we start are not affected. A failure is ignored.
#[cfg(any(target_os = "android", target_os = "linux"))]
pub fn disable_core_dumps() {
    let _ = nix::sys::prctl::set_dumpable(false);
}

/// Reports whether core dumps are disabled, or `None` where the system cannot say.
pub fn core_dumps_disabled() -> Option<bool> {
    #[cfg(any(target_os = "android", target_os = "linux"))]
    return nix::sys::prctl::get_dumpable().ok().map(|enabled| !enabled);
    #[cfg(not(any(target_os = "android", target_os = "linux")))]
    return None;
}

/// Keeps the system from writing our memory to a core dump.
#[cfg(all(unix, not(any(target_os = "android", target_os = "linux"))))]
pub fn disable_core_dumps() {
    limit::set(Some(0));
}

/// On Windows other users cannot read the memory of a process, and a crash writes no dump unless the
/// administrator has enabled it.
#[cfg(not(unix))]
pub fn disable_core_dumps() {}

/// Undoes [`disable_core_dumps`] before an `exec`, on systems where the new program would inherit it.
pub fn restore_core_dumps() {
    #[cfg(all(unix, not(any(target_os = "android", target_os = "linux"))))]
    limit::set(None);
}

#[cfg(all(unix, not(any(target_os = "android", target_os = "linux"))))]
mod limit {
    use std::sync::OnceLock;

    use nix::sys::resource::{Resource, getrlimit, rlim_t, setrlimit};

    /// Sets the limit for the size of a core dump, or restores the one from our start.
    pub(super) fn set(size: Option<rlim_t>) {
        static FIRST: OnceLock<rlim_t> = OnceLock::new();
        if let Ok((now, most)) = getrlimit(Resource::RLIMIT_CORE) {
            let first = *FIRST.get_or_init(|| now);
            // A failure is ignored.
            let _ = setrlimit(Resource::RLIMIT_CORE, size.unwrap_or(first), most);
        }
    }
}
