//! Ends sessions on this machine. The entries themselves, not their keys, say which of a profile's sessions
//! match, so that sessions stored under the keys of an earlier version are found too.

use super::Broker;
use crate::error::{Error, Kind, Result};
use crate::message::Message;
use crate::store::shared::Held;
use crate::store::{Entry, Found, HASH_SHOWN, failed, profile_of};

/// The result of a logout.
#[derive(Debug, Default)]
pub struct Ended {
    /// The sessions that were removed from the store.
    pub sessions: Vec<Entry>,
    /// Whether the profile has other sessions, with another client or server.
    pub is_some_left: bool,
}

impl Broker<'_> {
    /// Removes the profile's sessions that match the client id and the server in its settings, or `all` of
    /// them. Fails if several match and the settings do not name both.
    pub fn end_sessions(&self, all: bool) -> Result<Ended> {
        let (client_id, server) = (self.settings.value("client-id"), self.settings.authorization_server());
        let is_named = client_id.is_some() && server.is_some();
        // An entry that does not record a value matches any.
        let agrees = |named: &Option<String>, recorded: &Option<String>| {
            named.is_none() || recorded.is_none() || named == recorded
        };
        let (matching, others): (Vec<_>, Vec<_>) = self.sessions()?.into_iter().partition(|(_, entry)| {
            all || agrees(&client_id, &entry.client_id) && agrees(&server, &entry.server)
        });
        if matching.len() > 1 && !is_named && !all {
            return Err(several(&self.settings.profile, &matching));
        }
        let mut ended = Ended { is_some_left: !others.is_empty(), ..Ended::default() };
        for (key, _) in matching {
            ended.sessions.extend(self.take(&key)?);
        }
        Ok(ended)
    }

    /// All sessions of the profile, with their keys.
    fn sessions(&self) -> Result<Vec<(String, Entry)>> {
        let is_other = |key: &str| key != self.key && profile_of(key) == Some(&self.settings.profile);
        let mut entries = self.store.entries(is_other)?;
        // Read this key even if no file says that the keyring has an entry for it.
        entries.push((self.key.clone(), self.store.read_any(&self.key)?));
        let mut sessions = Vec::new();
        if self.is_shared()
            && !matches!(entries.last(), Some((_, Found::Sound(entry))) if entry.session)
            && let (Held::Entry(entry), _) = self.shared_entry()?
        {
            sessions.push((self.key.clone(), *entry));
        }
        for (key, found) in entries {
            match found {
                Found::Sound(entry) if entry.session => sessions.push((key, entry)),
                // A damaged entry may still contain a token.
                Found::Damaged(_) if key == self.key => drop(self.take(&key)?),
                Found::Damaged(_) | Found::Nothing | Found::Sound(_) => {}
            }
        }
        Ok(sessions)
    }

    /// Removes the entry under `key` and returns it. Waits for the lock, so that no refresh is in progress.
    fn take(&self, key: &str) -> Result<Option<Entry>> {
        let lock = self.locked(key)?;
        let mut entry = self.store.read_any(key)?.sound();
        if key == self.key && self.is_shared() {
            // The one in the shared store is the newest, and has the refresh token.
            entry = self.remove_shared(&lock)?.or(entry);
        }
        self.store.remove(key, &lock).map_err(|error| failed("session-not-removed", error))?;
        Ok(entry)
    }
}

fn several(profile: &str, sessions: &[(String, Entry)]) -> Error {
    let error =
        Error::new(Kind::Usage, "sessions-several").with("profile", profile).with("count", sessions.len());
    sessions.iter().fold(error, |error, (key, entry)| {
        let hash = &key[profile.len() + 1..];
        let hint = Message::new("session-listed").with("key", &hash[..HASH_SHOWN]);
        let values =
            [("account", &entry.token.account), ("client", &entry.client_id), ("server", &entry.server)];
        error.hint(values.into_iter().fold(hint, |hint, (name, value)| match value {
            Some(value) => hint.with(name, value),
            None => hint.with(name, Message::new("not-noted")),
        }))
    })
}
