//! One file per key, always replaced as a whole.

use std::io;

use super::LocalStore;
use crate::error::Result;
use crate::message::Message;
use crate::secret::Secret;
use crate::store::files::{create_private, remove};
use crate::store::{Found, Lock, Store, TRIAL_SIZE};

/// The files of the token directory that have one extension.
pub struct Files<'a> {
    pub store: &'a Store,
    pub ending: &'static str,
}

impl LocalStore for Files<'_> {
    fn read(&self, key: &str) -> Result<Found<Secret>> {
        Ok(match self.store.content(&self.store.path(key, self.ending)) {
            Ok(None) => Found::Nothing,
            Ok(Some((text, _))) => Found::Sound(text),
            Err(error) => Found::Damaged(Message::new("text").with("text", &error)),
        })
    }

    fn write(&self, key: &str, text: &Secret, durable: bool, _: &Lock) -> io::Result<()> {
        self.store.replace(key, self.ending, text.expose().as_bytes(), durable)
    }

    fn prove_writable(&self, key: &str, _: &Lock) -> io::Result<()> {
        let temporary = self.store.path(key, "tmp");
        remove(&temporary)?;
        let proven = create_private(&temporary).and_then(|mut file| {
            io::Write::write_all(&mut file, &[b' '; TRIAL_SIZE])?;
            file.sync_all()
        });
        remove(&temporary)?;
        proven
    }

    fn remove(&self, key: &str, _: &Lock) -> io::Result<()> {
        remove(&self.store.path(key, self.ending))
    }

    fn has(&self, key: &str) -> bool {
        // Also true for a dangling symbolic link, which is never read but is removed.
        self.store.path(key, self.ending).symlink_metadata().is_ok()
    }

    fn list(&self) -> io::Result<Vec<String>> {
        self.store.names_with(self.ending)
    }

    fn label(&self, key: &str) -> Message {
        Message::new("entry-file").with("path", self.store.path(key, self.ending).as_path())
    }
}
