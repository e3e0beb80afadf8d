//! The macOS keychain. The system itself asks the user for permission if necessary.

use security_framework::base::Error as Fault;
use security_framework::passwords::{delete_generic_password, get_generic_password, set_generic_password};

use super::present::{locked, refused, text};
use super::{Error, KeyringItem, Result, Secret};

pub const MISSING: Option<&str> = None;

/// `errSecItemNotFound`.
const NOT_FOUND: i32 = -25300;
/// `errSecAuthFailed`, `errSecInteractionNotAllowed` and `errSecUserCanceled`.
const LOCKED: [i32; 3] = [-25293, -25308, -128];

pub fn read(item: &KeyringItem) -> Result<Option<Secret>> {
    match get_generic_password(&item.service, &item.account) {
        Ok(bytes) => text(bytes).map(Some),
        Err(fault) if fault.code() == NOT_FOUND => Ok(None),
        Err(fault) => Err(error(fault)),
    }
}

pub fn write(item: &KeyringItem, secret: &Secret) -> Result<()> {
    set_generic_password(&item.service, &item.account, secret.expose().as_bytes()).map_err(error)
}

pub fn remove(item: &KeyringItem) -> Result<bool> {
    match delete_generic_password(&item.service, &item.account) {
        Ok(()) => Ok(true),
        Err(fault) if fault.code() == NOT_FOUND => Ok(false),
        Err(fault) => Err(error(fault)),
    }
}

fn error(fault: Fault) -> Error {
    if LOCKED.contains(&fault.code()) { locked() } else { refused(fault.to_string()) }
}
