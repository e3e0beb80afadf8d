//! The end of sessions on this machine. Which of a profile's sessions are meant is decided by what their entries say,
//! so that those under keys of an earlier version are found too.

use super::Broker;
use crate::error::{Error, Kind, Result};
use crate::message::Message;
use crate::store::{Entry, Found, HASH_SHOWN, failed, profile_of};

/// What logging out did.
#[derive(Debug, Default)]
pub struct Ended {
    /// The sessions that were taken out of the store.
    pub sessions: Vec<Entry>,
    /// Whether the profile has others, of another client or server.
    pub is_some_left: bool,
}

impl Broker<'_> {
    /// Takes those sessions of the profile out of the store that agree with the client id and the server of its
    /// settings, or `all` of them. Fails when there are several, and the settings do not name both.
    pub fn end_sessions(&self, all: bool) -> Result<Ended> {
        let (client_id, server) = (self.settings.value("client-id"), self.settings.authorization_server());
        let is_named = client_id.is_some() && server.is_some();
        // An entry that does not note a value agrees with any.
        let agrees = |named: &Option<String>, noted: &Option<String>| {
            named.is_none() || noted.is_none() || named == noted
        };
        let (meant, others): (Vec<_>, Vec<_>) = self.sessions()?.into_iter().partition(|(_, entry)| {
            all || agrees(&client_id, &entry.client_id) && agrees(&server, &entry.server)
        });
        if meant.len() > 1 && !is_named && !all {
            return Err(several(&self.settings.profile, &meant));
        }
        let mut ended = Ended { is_some_left: !others.is_empty(), ..Ended::default() };
        for (key, _) in meant {
            ended.sessions.extend(self.take(&key)?);
        }
        Ok(ended)
    }

    /// Every session of the profile by its key.
    fn sessions(&self) -> Result<Vec<(String, Entry)>> {
        let is_other = |key: &str| key != self.key && profile_of(key) == Some(&self.settings.profile);
        let mut entries = self.store.entries(is_other)?;
        // Also where nothing says that a keyring has it.
        entries.push((self.key.clone(), self.store.read_any(&self.key)?));
        let mut sessions = Vec::new();
        for (key, found) in entries {
            match found {
                Found::Sound(entry) if entry.session => sessions.push((key, entry)),
                // Whatever is there may still be a token.
                Found::Damaged(_) if key == self.key => drop(self.take(&key)?),
                Found::Damaged(_) | Found::Nothing | Found::Sound(_) => {}
            }
        }
        Ok(sessions)
    }

    /// What is under `key` once nobody else renews it.
    fn take(&self, key: &str) -> Result<Option<Entry>> {
        let lock = self.locked(key)?;
        let entry = self.store.read_any(key)?.sound();
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
