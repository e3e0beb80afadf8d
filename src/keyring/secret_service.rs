//! The Secret Service over the session's D-Bus: GNOME Keyring, KDE Wallet, KeePassXC.
//!
//! An item is found by its attributes `service` and `username`, as in other programs, and is created in the
//! default collection. There are no prompts: a script must not open a window.

use std::collections::HashMap;

use dbus_secret_service::{EncryptionType, Error as Fault, Item as Found, SecretService};

use super::present::{locked, refused, text};
use super::{Error, KeyringItem, Kind, Message, Result, Secret, unusable};

pub const MISSING: Option<&str> = None;

/// A timeout of 0 disables prompts.
const NO_PROMPT: u64 = 0;

pub fn read(item: &KeyringItem) -> Result<Option<Secret>> {
    let service = connect()?;
    let found = the_one(&service, item)?;
    found.map(|found| text(found.get_secret().map_err(error)?)).transpose()
}

pub fn write(item: &KeyringItem, secret: &Secret) -> Result<()> {
    let service = connect()?;
    let bytes = secret.expose().as_bytes();
    // Keep the other attributes of an item that another program created.
    if let Some(found) = the_one(&service, item)? {
        return found.set_secret(bytes, "text/plain").map_err(error);
    }
    let collection = service.get_default_collection().map_err(error)?;
    if collection.is_locked().map_err(error)? {
        return Err(locked());
    }
    let label = format!("{}: {}", item.service, item.account);
    // Replace: another process may have just created it.
    collection.create_item(&label, attributes(item), bytes, true, "text/plain").map(drop).map_err(error)
}

pub fn remove(item: &KeyringItem) -> Result<bool> {
    let service = connect()?;
    let found = the_one(&service, item)?;
    found.map_or(Ok(false), |found| found.delete().map(|()| true).map_err(error))
}

fn connect() -> Result<SecretService> {
    // Other addresses start a program (`unixexec:`, `autolaunch:`) or send secrets over the network (`tcp:`).
    let buses = std::env::var("DBUS_SESSION_BUS_ADDRESS").unwrap_or_default();
    if !buses.split(';').all(|address| address.is_empty() || address.starts_with("unix:")) {
        return Err(unusable("keyring-bus-unsafe"));
    }
    SecretService::connect_with_max_prompt_timeout(EncryptionType::Plain, NO_PROMPT).map_err(error)
}

fn attributes(item: &KeyringItem) -> HashMap<&str, &str> {
    HashMap::from([("service", item.service.as_str()), ("username", item.account.as_str())])
}

/// The item, if there is exactly one. A locked collection may still report that it has the item.
fn the_one<'a>(service: &'a SecretService, item: &KeyringItem) -> Result<Option<Found<'a>>> {
    let mut found = service.search_items(attributes(item)).map_err(error)?;
    match (found.unlocked.len(), found.locked.len()) {
        (0, 0) => Ok(None),
        (1, 0) => Ok(found.unlocked.pop()),
        (0, 1) => Err(locked()),
        (unlocked, locked) => Err(Error::new(Kind::Config, "keyring-items-several")
            .with("count", unlocked + locked)
            .with("service", &item.service)
            .with("account", &item.account)),
    }
}

fn error(fault: Fault) -> Error {
    match fault {
        Fault::Locked | Fault::Prompt => locked(),
        Fault::NoResult => unusable("keyring-no-collection"),
        Fault::Unavailable => unusable("keyring-no-service"),
        Fault::Dbus(fault) => match fault.name().unwrap_or_default() {
            "org.freedesktop.Secret.Error.IsLocked" => locked(),
            "org.freedesktop.DBus.Error.NotSupported" => unusable("keyring-no-bus"),
            "org.freedesktop.DBus.Error.ServiceUnknown" => unusable("keyring-no-service"),
            _ => unusable(Message::new("text").with("text", fault.message().unwrap_or("D-Bus failed"))),
        },
        other => refused(other.to_string()),
    }
}
