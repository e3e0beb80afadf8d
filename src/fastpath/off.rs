//! What the program is without its fast path: nothing is recorded, and every call is resolved in full.

/// Every block is the system's.
pub mod arena {
    use std::alloc::Layout;

    pub fn take(_: Layout) -> Option<*mut u8> {
        None
    }

    pub fn give_back(_: *mut u8, _: usize) -> bool {
        false
    }

    pub fn resize(_: *mut u8, _: usize, _: usize) -> bool {
        false
    }
}

/// See the module of the same name with the feature.
pub mod inputs {
    use std::fs::Metadata;
    use std::path::Path;

    #[derive(Clone, Debug, Default)]
    pub struct Inputs(());

    impl Inputs {
        pub fn recording() -> Self {
            Self(())
        }
        pub fn record_file(&self, _: &Path, _: Option<&Metadata>) {}
        #[cfg(unix)]
        pub fn record_folder(&self, _: &Path, _: &Metadata) {}
        pub fn record_variable(&self, _: &str) {}
        pub fn mark_volatile(&self) {}
    }
}

/// See the module of the same name with the feature.
pub mod replay {
    use std::ffi::OsString;

    use super::super::Answered;
    use crate::settings::Home;
    use crate::store::Store;
    use crate::token::Timestamp;

    pub fn lookup<T>(
        _: &[OsString],
        _: &crate::cli::EarlyArgs,
        _: Timestamp,
        _: impl FnOnce([&str; 3]) -> T,
    ) -> Option<T> {
        None
    }

    pub fn record(_: &Home, _: &Store, _: &Answered) {}
}
