//! Entries in the system's keyring: an item bears the name that the entry's file would have, so that two
//! folders never share one. `KEY.keyring` is written before the item and removed after it, and so names
//! every item there is: for listing, clearing, and for a change of mind about where entries are kept.

use std::io;

use super::{Entry, Found, PROOF_SIZE, Store, create_private, remove};
use crate::escape::visible;
use crate::keyring::{self, Item, TOKENS};
use crate::secret::Secret;

/// What the file says to whoever finds it.
const NOTE: &[u8] = b"This token is in the system's keyring.\n";

impl Store {
    pub(super) fn read_item(&self, key: &str) -> Found<Entry> {
        let item = self.item(key, "");
        let damaged = |why: String| {
            Found::Damaged(format!(
                "`{}` of the keyring was not used: {}",
                visible(&item.account),
                visible(&why)
            ))
        };
        match keyring::read(&item) {
            Ok(None) => Found::Nothing,
            Ok(Some(text)) => Entry::parse(key, text.expose()).map_or_else(damaged, Found::Sound),
            Err(error) => Found::Closed(error),
        }
    }

    /// The entry under `key`, wherever it was last written.
    pub fn read_anywhere(&self, key: &str) -> Found<Entry> {
        if self.has_item(key) { self.read_item(key) } else { self.found(key, "json", Entry::parse) }
    }

    pub(super) fn write_item(&self, key: &str, text: &Secret) -> io::Result<()> {
        match create_private(&self.path(key, "keyring")) {
            Ok(mut file) => io::Write::write_all(&mut file, NOTE)?,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
        keyring::write(&self.item(key, ""), text).map_err(io::Error::other)
    }

    /// Removes the item if there is one; where nothing was ever put into the keyring it is not opened.
    pub(super) fn remove_item(&self, key: &str) -> io::Result<()> {
        if self.in_keyring || self.has_item(key) {
            for ending in ["", ".tmp"] {
                keyring::remove(&self.item(key, ending)).map_err(io::Error::other)?;
            }
        }
        remove(&self.path(key, "keyring"))
    }

    /// Shows that an item could be written now.
    pub(super) fn prove_keyring(&self, key: &str) -> io::Result<()> {
        let item = self.item(key, ".tmp");
        let proven = keyring::write(&item, &Secret::new(" ".repeat(PROOF_SIZE)));
        let removed = keyring::remove(&item);
        proven.and(removed).map(drop).map_err(io::Error::other)
    }

    pub(super) fn has_item(&self, key: &str) -> bool {
        self.path(key, "keyring").exists()
    }

    fn item(&self, key: &str, ending: &str) -> Item {
        let folder = std::path::absolute(&self.folder).unwrap_or_else(|_| self.folder.clone());
        let account = folder.join(format!("{key}{ending}")).to_string_lossy().into_owned();
        Item { service: TOKENS.to_owned(), account }
    }
}
