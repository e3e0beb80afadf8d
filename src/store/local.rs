//! Where the texts of entries are kept on this machine. A further place is a file beside these two, a variant of
//! [`StoreKind`] and a line in [`Store::local`].

mod file;
mod keyring;

use std::io;

use serde::Deserialize;

use super::{Found, Lock, Store};
use crate::error::Result;
use crate::message::Message;
use crate::secret::Secret;
use file::Files;
use keyring::Keyring;

/// A place for entries, as the config names it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StoreKind {
    #[default]
    File,
    /// The system's keyring.
    Keyring,
}

impl StoreKind {
    /// Every place, the one last that needs nothing of the system.
    const ALL: [Self; 2] = [Self::Keyring, Self::File];
}

/// A place for the texts of entries. Locks and negative entries are files, wherever the entries are.
pub trait LocalStore {
    /// The text under `key`; `Damaged` has the reason alone.
    fn read(&self, key: &str) -> Result<Found<Secret>>;

    /// Replaces the text under `key`; one that is `durable` outlives a power failure.
    fn write(&self, key: &str, text: &Secret, durable: bool, lock: &Lock) -> io::Result<()>;

    /// Shows that a text of a session's size could be written now.
    fn prove_writable(&self, key: &str, lock: &Lock) -> io::Result<()>;

    /// Removes the text under `key`, if there is one.
    fn remove(&self, key: &str, lock: &Lock) -> io::Result<()>;

    /// Whether a text was put under `key`: answered without opening what a person may have to unlock.
    fn has(&self, key: &str) -> bool;

    /// The keys of all texts, answered in the same way.
    fn list(&self) -> io::Result<Vec<String>>;

    /// What messages call the text under `key`.
    fn label(&self, key: &str) -> Message;
}

impl Store {
    pub(super) fn local(&self, kind: StoreKind) -> Box<dyn LocalStore + '_> {
        match kind {
            StoreKind::File => Box::new(Files { store: self, ending: "json" }),
            StoreKind::Keyring => Box::new(Keyring(self)),
        }
    }

    /// Every place for entries, with its kind.
    pub(super) fn places(&self) -> impl Iterator<Item = (StoreKind, Box<dyn LocalStore + '_>)> {
        StoreKind::ALL.into_iter().map(|kind| (kind, self.local(kind)))
    }

    /// Where the entry under `key` is; where it would be written, if it is nowhere.
    pub(super) fn holder(&self, key: &str) -> StoreKind {
        self.places().find(|(_, place)| place.has(key)).map_or(self.kind, |(kind, _)| kind)
    }

    /// What negative entries are kept in.
    pub(super) fn negative(&self) -> Files<'_> {
        Files { store: self, ending: "refused" }
    }
}
