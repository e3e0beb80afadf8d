//! No keyring: the program was built without, or for a system whose keyring it does not know.

use super::{Fault, Item, Secret};

pub const MISSING: Option<&str> =
    Some(if cfg!(feature = "keyring") { "keyring-system-unknown" } else { "keyring-not-built" });

pub const MISSING_FOR_TOKENS: Option<&str> = None;

pub fn read(_: &Item) -> Result<Option<Secret>, Fault> {
    Err(absent())
}

pub fn write(_: &Item, _: &Secret) -> Result<(), Fault> {
    Err(absent())
}

pub fn remove(_: &Item) -> Result<bool, Fault> {
    Err(absent())
}

fn absent() -> Fault {
    Fault::Absent(MISSING.unwrap_or_default().into())
}
