//! No keyring: the program was built without, or for a system whose keyring it does not know.

use super::{Item, Result, Secret, unusable};

const WHY: &str = if cfg!(feature = "keyring") { "keyring-system-unknown" } else { "keyring-not-built" };

pub const MISSING: Option<&str> = Some(WHY);

pub fn read(_: &Item) -> Result<Option<Secret>> {
    Err(unusable(WHY))
}

pub fn write(_: &Item, _: &Secret) -> Result<()> {
    Err(unusable(WHY))
}

pub fn remove(_: &Item) -> Result<bool> {
    Err(unusable(WHY))
}
