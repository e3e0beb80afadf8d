//! Results that all keyrings have in common.

use super::{Error, Kind, Message, Result, Secret};
use crate::message::Value;

/// The keyring is locked; a person must unlock it.
pub fn locked() -> Error {
    Error::new(Kind::Login, "keyring-locked")
}

/// The keyring exists but rejected the request.
pub fn refused(why: impl Into<Value>) -> Error {
    Error::new(Kind::Config, "keyring-refuses").with("why", why)
}

/// Converts the content of an item to text.
pub fn text(bytes: Vec<u8>) -> Result<Secret> {
    String::from_utf8(bytes).map(Secret::new).map_err(|_| refused(Message::new("keyring-item-not-utf-8")))
}
