//! The Credential Manager of Windows. An item is a generic credential called `ACCOUNT.SERVICE`.

use keyring_core::api::CredentialStoreApi;
use keyring_core::{Entry, Error as Fault};
use windows_native_keyring_store::Store;

use super::present::{locked, refused, text};
use super::{Error, KeyringItem, Message, Result, Secret};

pub const MISSING: Option<&str> = None;

pub fn read(item: &KeyringItem) -> Result<Option<Secret>> {
    match entry(item)?.get_secret() {
        Ok(bytes) => text(bytes).map(Some),
        Err(Fault::NoEntry) => Ok(None),
        Err(fault) => Err(error(fault)),
    }
}

pub fn write(item: &KeyringItem, secret: &Secret) -> Result<()> {
    entry(item)?.set_secret(secret.expose().as_bytes()).map_err(error)
}

pub fn remove(item: &KeyringItem) -> Result<bool> {
    match entry(item)?.delete_credential() {
        Ok(()) => Ok(true),
        Err(Fault::NoEntry) => Ok(false),
        Err(fault) => Err(error(fault)),
    }
}

fn entry(item: &KeyringItem) -> Result<Entry> {
    Store::new().and_then(|store| store.build(&item.service, &item.account, None)).map_err(error)
}

fn error(fault: Fault) -> Error {
    match fault {
        Fault::NoStorageAccess(_) => locked(),
        Fault::TooLong(_, limit) => refused(Message::new("keyring-item-too-long").with("limit", limit)),
        // The texts of other errors may include the item's content.
        Fault::PlatformFailure(why) => refused(why.to_string()),
        _ => refused(Message::new("keyring-credential-unusable")),
    }
}
