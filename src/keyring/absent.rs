//! No keyring: the feature is off, or the system's keyring is not supported.

use super::{KeyringItem, Result, Secret, unusable};

const WHY: &str = if cfg!(feature = "keyring") { "keyring-system-unknown" } else { "keyring-not-built" };

pub const MISSING: Option<&str> = Some(WHY);

pub fn read(_: &KeyringItem) -> Result<Option<Secret>> {
    Err(unusable(WHY))
}

pub fn write(_: &KeyringItem, _: &Secret) -> Result<()> {
    Err(unusable(WHY))
}

pub fn remove(_: &KeyringItem) -> Result<bool> {
    Err(unusable(WHY))
}
