//! The profile that `gettoken setup` is about to write.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::credentials::Names;
use crate::app::config_editor::{ConfigText, Setting};
use crate::app::credentials::keep;
use crate::cli::{CredentialArg, Fetch};
use crate::error::{Error, Kind, Result};
use crate::keyring::{KeyringItem, SECRETS};
use crate::provider::{BASE_URL, CLIENT_SECRET, Provider, STANDARD_VALUES};
use crate::secret::Secret;
use crate::secret_source::CREDENTIAL_KEYS;
use crate::settings::{ConfigDir, CredentialRef, KeptSecret, Settings, Source};

/// The answers so far.
pub struct Draft {
    pub provider: Arc<Provider>,
    /// The name of the profile.
    pub name: String,
    /// The profile as it was shown, or `None` if there was none.
    pub shown: Option<Setting>,
    /// `app` or `user`, if the definition has both.
    pub grant: Option<&'static str>,
    /// The client id, scope, audience, resource and variables. An empty value removes the key.
    pub values: BTreeMap<String, String>,
    /// The credentials with which the client authenticates, if the definition says so.
    pub method: Option<Names>,
    /// The sources of other credentials, as the config file names them. `None` removes one.
    pub sources: BTreeMap<String, Option<Setting>>,
    pub secret: SecretPlace,
    /// The secret that was typed.
    pub typed: Option<Secret>,
    /// Whether the vendor has refused these credentials.
    pub is_blamed: bool,
}

/// Where the client secret will be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecretPlace {
    /// Where the existing profile has it, unchanged.
    Kept,
    /// A new one, where the existing profile has it.
    AsBefore(KeptSecret),
    Keyring,
    File,
    Command(Vec<String>),
    /// The client has no secret.
    Nowhere,
}

impl Draft {
    /// The keyring item of the secret.
    pub fn item(&self) -> KeyringItem {
        KeyringItem { service: SECRETS.to_owned(), account: self.name.clone() }
    }

    /// Where gettoken is to keep the secret.
    pub fn place(&self, home: &ConfigDir) -> Option<KeptSecret> {
        match &self.secret {
            SecretPlace::AsBefore(place) => Some(place.clone()),
            SecretPlace::Keyring => Some(KeptSecret::Keyring(self.item())),
            SecretPlace::File => Some(KeptSecret::File(home.own_secret_file(&self.name).0)),
            SecretPlace::Kept | SecretPlace::Command(_) | SecretPlace::Nowhere => None,
        }
    }

    /// The keyring item or the file from which the existing profile reads its secret.
    pub fn existing_place(&self, home: &ConfigDir) -> Option<KeptSecret> {
        let source = self.existing("client-secret")?;
        if let Some(Setting::Text(path)) = find(source, "file") {
            return Some(KeptSecret::File(home.beside_config(Path::new(path))));
        }
        home.kept_secret(&self.name).ok().flatten()
    }

    /// The source of the secret, as the config file names it.
    fn source(&self, home: &ConfigDir) -> Option<Setting> {
        let (key, value) = match &self.secret {
            SecretPlace::Kept | SecretPlace::AsBefore(_) | SecretPlace::Nowhere => return None,
            SecretPlace::Keyring => ("keyring", Setting::Text(self.name.clone())),
            SecretPlace::File => ("file", Setting::Text(home.own_secret_file(&self.name).1)),
            SecretPlace::Command(words) => ("command", Setting::List(words.clone())),
        };
        Some(Setting::Table(vec![(key.to_owned(), value)]))
    }

    /// The source of the credential called `name` so far: as it was answered, or in the existing profile.
    pub fn source_of(&self, name: &str) -> Option<&Setting> {
        if let Some(source) = self.sources.get(name) {
            return source.as_ref();
        }
        let shown = self.shown.as_ref()?;
        find(shown, name).or_else(|| find(find(shown, "credentials")?, name))
    }

    /// The existing value of `key` in the profile.
    pub fn existing(&self, key: &str) -> Option<&Setting> {
        let table =
            if self.is_variable(key) { find(self.shown.as_ref()?, "vars")? } else { self.shown.as_ref()? };
        find(table, key)
    }

    /// The existing value of `key`, if it is a single text.
    pub fn existing_text(&self, key: &str) -> Option<&str> {
        match self.existing(key)? {
            Setting::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The last answer for `name`, else the existing value.
    pub fn answered(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(String::as_str).or_else(|| self.existing_text(name))
    }

    fn is_variable(&self, name: &str) -> bool {
        self.provider.vars.contains_key(name)
    }

    /// Writes the profile into `document`. Fails if it is no longer the profile that was shown.
    pub fn write(&self, home: &ConfigDir, document: &mut ConfigText) -> Result<()> {
        let path = |key: &'static str| ["profiles", &self.name, key];
        if document.get(&["profiles", &self.name]) != self.shown {
            return Err(Error::new(Kind::Config, "setup-overtaken").with("profile", &self.name));
        }
        let mut is_set = true;
        let mut set = |document: &mut ConfigText, path: &[&str], value: Setting| {
            // Values that stay as they are keep their form.
            if document.get(path).as_ref() != Some(&value) {
                is_set &= document.set(path, value);
            }
        };
        if self.name != self.provider.name || self.existing("provider").is_some() {
            set(document, &path("provider"), Setting::Text(self.provider.name.clone()));
        }
        if let Some(client_id) = self.values.get("client-id").filter(|id| !id.is_empty()) {
            set(document, &path("client-id"), Setting::Text(client_id.clone()));
        }
        if let Some(source) = self.source(home) {
            set(document, &path("client-secret"), source);
        } else if self.secret == SecretPlace::Nowhere {
            document.unset(&path("client-secret"));
        }
        for (name, source) in &self.sources {
            let table: &[&str] =
                if CREDENTIAL_KEYS.contains(&name.as_str()) { &[name] } else { &["credentials", name] };
            let path = [&["profiles", self.name.as_str()], table].concat();
            match source {
                Some(source) => set(document, &path, source.clone()),
                None => drop(document.unset(&path)),
            }
        }
        if let Some(grant) = self.grant {
            set(document, &path("grant"), Setting::Text(grant.to_owned()));
        }
        for (name, value) in self.values.iter().filter(|(name, _)| *name != "client-id") {
            let table: &[&str] = if self.is_variable(name) { &["vars", name] } else { &[name] };
            let path = [&["profiles", self.name.as_str()], table].concat();
            let default = self.provider.vars.get(name).and_then(|variable| variable.default.as_deref());
            if value.is_empty() || default == Some(value) && document.get(&path).is_none() {
                document.unset(&path);
            } else {
                set(document, &path, Setting::Text(value.clone()));
            }
        }
        let misplaced = || {
            Error::new(Kind::Config, "config-key-misplaced").with("key", format!("profiles.{}", self.name))
        };
        is_set.then_some(()).ok_or_else(misplaced)
    }

    /// The settings of this profile in `home`, with the typed values in place of any environment variable.
    pub fn settings(&self, home: &ConfigDir) -> Result<Settings> {
        let is_value =
            |name: &str| self.is_variable(name) || name == BASE_URL || STANDARD_VALUES.contains(&name);
        let values = self.values.iter().filter(|(name, value)| is_value(name) && !value.is_empty());
        let fetch = Fetch {
            profile: self.name.clone(),
            grant: self.grant.map(str::to_owned),
            values: values.map(|(name, value)| (name.clone(), value.clone())).collect(),
            credentials: self
                .typed
                .iter()
                .map(|text| (CLIENT_SECRET.to_owned(), CredentialArg::Text(text.clone())))
                .collect(),
            ..Fetch::default()
        };
        let (mut settings, fault) = home.resolve(fetch, &mut Vec::new())?;
        let name = CLIENT_SECRET.to_owned();
        // A fault of another credential is not mended by a secret that was typed.
        let fault = match fault {
            Some(fault) if settings.unavailable.as_ref() != Some(&name) => return Err(fault),
            fault => fault,
        };
        match (&self.secret, &self.typed) {
            (SecretPlace::Command(words), _) => {
                let command = CredentialRef::new(Source::Command(words.clone()), None);
                settings.credentials.insert(name, command);
            }
            (_, Some(text)) => {
                settings.credentials.insert(name, CredentialRef::new(Source::Typed, Some(text.clone())));
            }
            _ => fault.map_or(Ok(()), Err)?,
        }
        Ok(settings)
    }

    /// Stores the typed secret where the profile will read it.
    pub fn store_secret(&self, home: &ConfigDir) -> Result<()> {
        let Some(secret) = &self.typed else { return Ok(()) };
        match self.place(home) {
            Some(place) => keep(&place, secret),
            None => Ok(()),
        }
    }
}

fn find<'a>(table: &'a Setting, key: &str) -> Option<&'a Setting> {
    match table {
        Setting::Table(items) => items.iter().find(|(name, _)| name == key).map(|(_, value)| value),
        _ => None,
    }
}
