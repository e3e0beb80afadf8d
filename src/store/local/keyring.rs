//! The system's keyring. An item has the path that the entry's file would have, so that two directories never
//! share one. A marker file, `KEY.keyring`, is written before the item and removed after it. With it, every
//! item can be found for listing and clearing, even after the configured backend has changed.

use std::io;

use super::LocalStore;
use crate::error::Result;
use crate::keyring::{self, KeyringItem, TOKENS};
use crate::message::Message;
use crate::secret::Secret;
use crate::store::files::{create_private, remove};
use crate::store::{Found, Lock, Store, TRIAL_SIZE};

/// The content of the marker file.
const NOTE: &[u8] = b"This token is in the system's keyring.\n";
const ENDING: &str = "keyring";

/// The keyring items of one token directory.
pub struct Keyring<'a>(pub &'a Store);

impl LocalStore for Keyring<'_> {
    fn read(&self, key: &str) -> Result<Found<Secret>> {
        Ok(keyring::read(&self.item(key, ""))?.map_or(Found::Nothing, Found::Sound))
    }

    fn write(&self, key: &str, text: &Secret, _: bool, _: &Lock) -> io::Result<()> {
        match create_private(&self.0.path(key, ENDING)) {
            Ok(mut file) => io::Write::write_all(&mut file, NOTE)?,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
        keyring::write(&self.item(key, ""), text).map_err(io::Error::other)
    }

    fn prove_writable(&self, key: &str, _: &Lock) -> io::Result<()> {
        let item = self.item(key, ".tmp");
        let proven = keyring::write(&item, &Secret::new(" ".repeat(TRIAL_SIZE)));
        let removed = keyring::remove(&item);
        proven.and(removed).map(drop).map_err(io::Error::other)
    }

    fn remove(&self, key: &str, _: &Lock) -> io::Result<()> {
        for ending in ["", ".tmp"] {
            keyring::remove(&self.item(key, ending)).map_err(io::Error::other)?;
        }
        remove(&self.0.path(key, ENDING))
    }

    fn has(&self, key: &str) -> bool {
        self.0.path(key, ENDING).exists()
    }

    fn list(&self) -> io::Result<Vec<String>> {
        self.0.names_with(ENDING)
    }

    fn label(&self, key: &str) -> Message {
        Message::new("entry-item").with("account", self.item(key, "").account)
    }
}

impl Keyring<'_> {
    fn item(&self, key: &str, ending: &str) -> KeyringItem {
        let folder = std::path::absolute(&self.0.folder).unwrap_or_else(|_| self.0.folder.clone());
        let account = folder.join(format!("{key}{ending}")).to_string_lossy().into_owned();
        KeyringItem { service: TOKENS.to_owned(), account }
    }
}
