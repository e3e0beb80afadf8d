//! The Secret Service, over the session's D-Bus: GNOME's keyring, KDE's wallet, KeePassXC.
//!
//! An item is found by its attributes `service` and `username`, as other programs name them, and is made
//! in the default collection. Nobody is prompted: a script must not open a window.

use std::collections::HashMap;

use dbus_secret_service::{EncryptionType, Error, Item as Found, SecretService};

use super::{Fault, Item, Message, Secret, text};

pub const MISSING: Option<&str> = None;
pub const MISSING_FOR_TOKENS: Option<&str> = None;

/// With no time for a prompt there is none.
const NO_PROMPT: u64 = 0;

pub fn read(item: &Item) -> Result<Option<Secret>, Fault> {
    let service = connect()?;
    match the_one(&service, item)? {
        Some(found) => text(found.get_secret().map_err(fault)?).map(Some),
        None => Ok(None),
    }
}

pub fn write(item: &Item, secret: &Secret) -> Result<(), Fault> {
    let service = connect()?;
    let bytes = secret.expose().as_bytes();
    // One that another program made keeps what else that program wrote to it.
    if let Some(found) = the_one(&service, item)? {
        return found.set_secret(bytes, "text/plain").map_err(fault);
    }
    let collection = service.get_default_collection().map_err(fault)?;
    if collection.is_locked().map_err(fault)? {
        return Err(Fault::Locked);
    }
    let label = format!("{}: {}", item.service, item.account);
    // To replace: another process may have made it just now.
    collection.create_item(&label, attributes(item), bytes, true, "text/plain").map(drop).map_err(fault)
}

pub fn remove(item: &Item) -> Result<bool, Fault> {
    let service = connect()?;
    match the_one(&service, item)? {
        Some(found) => found.delete().map(|()| true).map_err(fault),
        None => Ok(false),
    }
}

fn connect() -> Result<SecretService, Fault> {
    SecretService::connect_with_max_prompt_timeout(EncryptionType::Plain, NO_PROMPT).map_err(fault)
}

fn attributes(item: &Item) -> HashMap<&str, &str> {
    HashMap::from([("service", item.service.as_str()), ("username", item.account.as_str())])
}

/// The item, if there is just one. A locked collection may still say that it holds it.
fn the_one<'a>(service: &'a SecretService, item: &Item) -> Result<Option<Found<'a>>, Fault> {
    let mut found = service.search_items(attributes(item)).map_err(fault)?;
    match (found.unlocked.len(), found.locked.len()) {
        (0, 0) => Ok(None),
        (1, 0) => Ok(found.unlocked.pop()),
        (0, 1) => Err(Fault::Locked),
        (unlocked, locked) => Err(Fault::Several(unlocked + locked)),
    }
}

fn fault(error: Error) -> Fault {
    match error {
        Error::Locked | Error::Prompt => Fault::Locked,
        Error::NoResult => Fault::Absent("keyring-no-collection".into()),
        Error::Unavailable => Fault::Absent("keyring-no-service".into()),
        Error::Dbus(error) => match error.name().unwrap_or_default() {
            "org.freedesktop.Secret.Error.IsLocked" => Fault::Locked,
            "org.freedesktop.DBus.Error.NotSupported" => Fault::Absent("keyring-no-bus".into()),
            "org.freedesktop.DBus.Error.ServiceUnknown" => Fault::Absent("keyring-no-service".into()),
            _ => Fault::Absent(Message::new("text").with("text", error.message().unwrap_or("D-Bus failed"))),
        },
        other => Fault::Refused(other.to_string()),
    }
}
