//! What every keyring may answer.

use super::{Error, Kind, Result, Secret};

/// A person must unlock it.
pub fn locked() -> Error {
    Error::new(Kind::Login, "keyring-locked")
}

/// It is there, and refuses.
pub fn refused(why: impl Into<String>) -> Error {
    Error::new(Kind::Config, "keyring-refuses").with("why", why.into())
}

/// What an item holds is text.
pub fn text(bytes: Vec<u8>) -> Result<Secret> {
    String::from_utf8(bytes).map(Secret::new).map_err(|_| refused("the item is not UTF-8"))
}
