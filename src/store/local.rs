//! Backends that keep the texts of entries on this machine. Adding one takes a file beside these two, a
//! variant of [`StoreKind`] and a line in [`Store::local`].

mod file;
mod keyring;

use std::io;

use serde::Deserialize;

use super::documents::DOCUMENT;
use super::{Found, Lock, Store};
use crate::error::Result;
use crate::message::Message;
use crate::secret::Secret;
use file::Files;
use keyring::Keyring;

/// A backend, as named in the config file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StoreKind {
    #[default]
    File,
    /// The system's keyring.
    Keyring,
}

impl StoreKind {
    /// All backends. The one that needs no system service is last.
    const ALL: [Self; 2] = [Self::Keyring, Self::File];
}

/// A backend for the texts of entries. Locks and negative entries are always files.
pub trait LocalStore {
    /// Reads the text under `key`. `Damaged` has only the reason, without a label.
    fn read(&self, key: &str) -> Result<Found<Secret>>;

    /// Replaces the text under `key`. If `durable`, it survives a power failure.
    fn write(&self, key: &str, text: &Secret, durable: bool, lock: &Lock) -> io::Result<()>;

    /// Checks that a text of a session's size could be written now.
    fn prove_writable(&self, key: &str, lock: &Lock) -> io::Result<()>;

    /// Removes the text under `key`, if there is one.
    fn remove(&self, key: &str, lock: &Lock) -> io::Result<()>;

    /// Reports whether there is a text under `key`, without opening what a person may have to unlock.
    fn has(&self, key: &str) -> bool;

    /// The keys of all texts, found without unlocking anything.
    fn list(&self) -> io::Result<Vec<String>>;

    /// The name of the text under `key` in messages.
    fn label(&self, key: &str) -> Message;
}

impl Store {
    pub(super) fn local(&self, kind: StoreKind) -> Box<dyn LocalStore + '_> {
        match kind {
            StoreKind::File => Box::new(Files { store: self, ending: "json" }),
            StoreKind::Keyring => Box::new(Keyring(self)),
        }
    }

    /// All backends, with their kinds.
    pub(super) fn backends(&self) -> impl Iterator<Item = (StoreKind, Box<dyn LocalStore + '_>)> {
        StoreKind::ALL.into_iter().map(|kind| (kind, self.local(kind)))
    }

    /// The kind of the backend that has the entry under `key`; if none has it, the one to write to.
    pub(super) fn kind_of(&self, key: &str) -> StoreKind {
        self.backends().find(|(_, backend)| backend.has(key)).map_or(self.kind, |(kind, _)| kind)
    }

    /// The files that documents are kept in.
    pub(super) fn document_files(&self) -> Files<'_> {
        Files { store: self, ending: DOCUMENT }
    }

    /// The files that negative entries are kept in.
    pub(super) fn negative(&self) -> Files<'_> {
        Files { store: self, ending: "refused" }
    }
}
