//! What every keyring may answer.

use super::{Error, Kind, Message, Result, Secret};
use crate::message::Value;

/// A person must unlock it.
pub fn locked() -> Error {
    Error::new(Kind::Login, "keyring-locked")
}

/// It is there, and refuses.
pub fn refused(why: impl Into<Value>) -> Error {
    Error::new(Kind::Config, "keyring-refuses").with("why", why)
}

/// What an item holds is text.
pub fn text(bytes: Vec<u8>) -> Result<Secret> {
    String::from_utf8(bytes).map(Secret::new).map_err(|_| refused(Message::new("keyring-item-not-utf-8")))
}
