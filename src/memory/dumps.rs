//! Memory that no core dump has and no other process of the user reads.

/// Keeps other processes of the same user from reading our memory and our environment, and the system from writing
/// them to a file in a crash. A program that we start is as open as ever. Where the system forbids it, the memory
/// stays open.
#[cfg(any(target_os = "android", target_os = "linux"))]
pub fn close() {
    let _ = nix::sys::prctl::set_dumpable(false);
}

/// Whether the system keeps our memory closed; `None` where it cannot be asked.
pub fn is_closed() -> Option<bool> {
    #[cfg(any(target_os = "android", target_os = "linux"))]
    return nix::sys::prctl::get_dumpable().ok().map(|open| !open);
    #[cfg(not(any(target_os = "android", target_os = "linux")))]
    return None;
}

/// Keeps the system from writing our memory to a file in a crash.
#[cfg(all(unix, not(any(target_os = "android", target_os = "linux"))))]
pub fn close() {
    limit::set(Some(0));
}

/// Windows has the memory of a process closed to other users, and writes nothing in a crash unless the administrator
/// wishes it.
#[cfg(not(unix))]
pub fn close() {}

/// Undoes [`close`] for a program that takes our place, where that would outlive us.
pub fn hand_over() {
    #[cfg(all(unix, not(any(target_os = "android", target_os = "linux"))))]
    limit::set(None);
}

#[cfg(all(unix, not(any(target_os = "android", target_os = "linux"))))]
mod limit {
    use std::sync::OnceLock;

    use nix::sys::resource::{Resource, getrlimit, rlim_t, setrlimit};

    /// Sets the size of a core dump, or gives back the size at our start.
    pub(super) fn set(size: Option<rlim_t>) {
        static FIRST: OnceLock<rlim_t> = OnceLock::new();
        if let Ok((now, most)) = getrlimit(Resource::RLIMIT_CORE) {
            let first = *FIRST.get_or_init(|| now);
            // Without the limit nothing else changes.
            let _ = setrlimit(Resource::RLIMIT_CORE, size.unwrap_or(first), most);
        }
    }
}
