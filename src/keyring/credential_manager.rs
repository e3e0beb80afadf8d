//! The Credential Manager of Windows: an item is a generic credential called `ACCOUNT.SERVICE`.

use keyring_core::api::CredentialStoreApi;
use keyring_core::{Entry, Error};
use windows_native_keyring_store::Store;

use super::{Fault, Item, Secret, text};

pub const MISSING: Option<&str> = None;
/// `CRED_MAX_CREDENTIAL_BLOB_SIZE`: many a client secret fits, many a token does not.
pub const MISSING_FOR_TOKENS: Option<&str> = Some("keyring-too-small");

pub fn read(item: &Item) -> Result<Option<Secret>, Fault> {
    match entry(item)?.get_secret() {
        Ok(bytes) => text(bytes).map(Some),
        Err(Error::NoEntry) => Ok(None),
        Err(error) => Err(fault(error)),
    }
}

pub fn write(item: &Item, secret: &Secret) -> Result<(), Fault> {
    entry(item)?.set_secret(secret.expose().as_bytes()).map_err(fault)
}

pub fn remove(item: &Item) -> Result<bool, Fault> {
    match entry(item)?.delete_credential() {
        Ok(()) => Ok(true),
        Err(Error::NoEntry) => Ok(false),
        Err(error) => Err(fault(error)),
    }
}

fn entry(item: &Item) -> Result<Entry, Fault> {
    Store::new().and_then(|store| store.build(&item.service, &item.account, None)).map_err(fault)
}

fn fault(error: Error) -> Fault {
    match error {
        Error::NoStorageAccess(_) => Fault::Locked,
        Error::TooLong(_, limit) => Fault::Refused(format!("it takes at most {limit} bytes")),
        // The text of others may hold what the item holds.
        Error::PlatformFailure(why) => Fault::Refused(why.to_string()),
        _ => Fault::Refused("the credential cannot be used".to_owned()),
    }
}
