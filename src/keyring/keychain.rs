//! The keychain of macOS. The system itself asks the person for permission, where it wants one.

use security_framework::base::Error;
use security_framework::passwords::{delete_generic_password, get_generic_password, set_generic_password};

use super::{Fault, Item, Secret, text};

pub const MISSING: Option<&str> = None;
pub const MISSING_FOR_TOKENS: Option<&str> = None;

/// `errSecItemNotFound`.
const NOT_FOUND: i32 = -25300;
/// `errSecAuthFailed`, `errSecInteractionNotAllowed` and `errSecUserCanceled`.
const LOCKED: [i32; 3] = [-25293, -25308, -128];

pub fn read(item: &Item) -> Result<Option<Secret>, Fault> {
    match get_generic_password(&item.service, &item.account) {
        Ok(bytes) => text(bytes).map(Some),
        Err(error) if error.code() == NOT_FOUND => Ok(None),
        Err(error) => Err(fault(error)),
    }
}

pub fn write(item: &Item, secret: &Secret) -> Result<(), Fault> {
    set_generic_password(&item.service, &item.account, secret.expose().as_bytes()).map_err(fault)
}

pub fn remove(item: &Item) -> Result<bool, Fault> {
    match delete_generic_password(&item.service, &item.account) {
        Ok(()) => Ok(true),
        Err(error) if error.code() == NOT_FOUND => Ok(false),
        Err(error) => Err(fault(error)),
    }
}

fn fault(error: Error) -> Fault {
    if LOCKED.contains(&error.code()) { Fault::Locked } else { Fault::Refused(error.to_string()) }
}
