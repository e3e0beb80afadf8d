//! `Secret`: text that must not be printed or logged.
//!
//! There is no `Display` and no `Serialize`, and `Debug` prints `[redacted]`. `expose` is the only access, so that
//! `grep expose` finds every use. The allocator wipes the bytes when the last clone is dropped, as it wipes all memory.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Deserializer};

/// A client secret, a token, or a request that includes one. Clones share the same text.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Secret(Arc<String>);

impl Secret {
    /// Takes ownership of `text` without copying it.
    pub fn new(text: impl Into<String>) -> Self {
        Self(Arc::new(text.into()))
    }

    /// The text itself. Never format it into a message.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Reports whether the text is empty.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::new)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    trait Without {
        const _FOUND: bool = false;
    }
    impl<T: ?Sized> Without for T {}

    /// Tests whether a type implements a trait: if it does, an inherent constant shadows the trait's.
    macro_rules! has {
        ($type:ty: $wanted:path) => {{
            struct Probe<T>(std::marker::PhantomData<T>);
            impl<T: $wanted> Probe<T> {
                const _FOUND: bool = true;
            }
            <Probe<$type>>::_FOUND
        }};
    }

    // The tests do not compile if `Secret` has one of these traits or converts to plain text by itself.
    const _: () = {
        assert!(has!(String: fmt::Display) && has!(Secret: fmt::Debug), "what there is is found");
        assert!(!has!(Secret: fmt::Display), "a secret cannot be printed");
        assert!(!has!(Secret: serde::Serialize), "a secret cannot be serialised");
        assert!(!has!(Secret: std::ops::Deref), "a secret does not pass for a string");
        assert!(!has!(Secret: AsRef<str>), "a secret does not pass for a string");
        assert!(!has!(Secret: Into<String>), "a secret does not become a string");
    };

    #[test]
    fn debug_shows_nothing() {
        let secret = Secret::new("s3cret");
        assert_eq!(format!("{secret:?} {:?}", Some(&secret)), "[redacted] Some([redacted])");
    }
}
