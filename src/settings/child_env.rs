//! Environment variables that contain credentials. They are removed from every child process: a command that
//! prints a secret, a browser, and a command that runs with a token do not need them.

use std::collections::BTreeSet;

use super::{ConfigDir, profile_variable};
use crate::config::SecretSource;
use crate::error::Result;
use crate::provider::Provider;

impl ConfigDir {
    /// The variables from which gettoken reads the credentials of every profile and every provider.
    pub fn all_secret_variables(&self) -> Result<Vec<String>> {
        let mut names = self.secret_variables(&Provider::default())?;
        for provider in self.catalog.names().iter().filter_map(|name| self.catalog.find_for_use(name).ok()?) {
            names.extend(provider.credentials.env().cloned());
        }
        Ok(names)
    }

    /// The variables from which gettoken reads the credentials of `provider` and of every profile. The whole
    /// config file is read.
    pub fn secret_variables(&self, provider: &Provider) -> Result<Vec<String>> {
        let mut names: Vec<String> = provider.credentials.env().cloned().collect();
        let mut others = BTreeSet::from([provider.name.clone()]);
        for (word, profile) in self.config.all()? {
            names.push(profile_variable(&word, "client-secret"));
            if let Some(SecretSource::Env(name)) = profile.client_secret {
                names.push(name);
            }
            others.insert(profile.provider.unwrap_or(word));
        }
        // Errors in other definitions are reported when those are used.
        for (provider, _) in others.iter().filter_map(|name| self.catalog.find(name).ok()) {
            names.extend(provider.credentials.env().cloned());
        }
        Ok(names)
    }
}
