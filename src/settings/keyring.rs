//! What the config says of the keyring: the item of a client secret, and whether tokens are kept there.

use super::{Home, unknown_word};
use crate::config::SecretSource;
use crate::error::{Error, Kind, Result};
use crate::keyring::{self, Item, SECRETS};
use crate::ownership::shown;
use crate::settings::resolve::Places;
use crate::store::StoreKind;

/// The item of a client secret.
pub fn item(account: &str, service: Option<&str>) -> Item {
    Item { service: service.unwrap_or(SECRETS).to_owned(), account: account.to_owned() }
}

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
        if let Some(SecretSource::Keyring { account, service }) =
            configured.as_ref().and_then(|profile| profile.client_secret.as_ref())
        {
            return Ok(item(account, service.as_deref()));
        }
        let why = format!("the client secret of `{profile}` is not read from the keyring");
        let error = match configured {
            Some(_) => self.config.wrong(&format!("profiles.{profile}"), "client-secret", why),
            None => Error::new(Kind::Config, why),
        };
        Err(error.hint(format!(
            "write `client-secret = {{ keyring = \"{profile}\" }}` under [profiles.{profile}] in {}",
            shown(&self.config.path)
        )))
    }
}

impl Places<'_> {
    /// Fails, naming the line, when this program cannot open a keyring at all.
    pub(super) fn check_keyring(&self) -> Result<()> {
        let wrong = |why| self.home.config.wrong(&self.table, "client-secret", why);
        keyring::missing().map_or(Ok(()), |why| Err(wrong(why)))
    }

    /// The profile's word, then the one for all.
    pub(super) fn keeping(&self) -> Result<StoreKind> {
        let config = &self.home.config;
        let (keeping, table) = match (self.profile.store, config.defaults.store) {
            (Some(keeping), _) => (keeping, self.table.as_str()),
            (None, keeping) => (keeping.unwrap_or_default(), "defaults"),
        };
        match (keeping, keyring::missing_for_tokens()) {
            (StoreKind::Keyring, Some(why)) => Err(config.wrong(table, "store", why)),
            _ => Ok(keeping),
        }
    }
}
