//! The keyring's item that holds a client secret, as the config names it.

use super::{Home, unknown_word};
use crate::config::SecretSource;
use crate::error::{Error, Kind, Result};
use crate::keyring::{self, Item};
use crate::message::Message;

impl Home {
    /// The item that `profile` reads its client secret from. Nothing is put where nobody would read it.
    pub fn secret_item(&self, profile: &str) -> Result<Item> {
        if self.definition(profile)?.is_none() {
            return Err(unknown_word(self, profile));
        }
        if let Some(why) = keyring::missing() {
            return Err(Error::new(Kind::Config, why));
        }
        let configured = self.config.profile(profile)?;
        let source = configured.as_ref().and_then(|profile| profile.client_secret.as_ref());
        if let Some(SecretSource::Keyring(item)) = source {
            return Ok(item.clone());
        }
        let line = format!("client-secret = {{ keyring = \"{profile}\" }}");
        let why = Message::new("secret-not-in-keyring").with("profile", profile);
        let error = match configured {
            Some(_) => self.config.wrong(&format!("profiles.{profile}"), "client-secret", why),
            None => Error::new(Kind::Config, why),
        };
        Err(error.hint(
            Message::new("keyring-line")
                .with("line", line)
                .with("profile", profile)
                .with("path", &*self.config.path),
        ))
    }
}
