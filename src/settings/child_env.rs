//! Environment variables that contain credentials. They are removed from every child process: a command that
//! prints a secret, a browser, and a command that runs with a token do not need them.

use super::{ConfigDir, profile_variable};
use crate::error::Result;
use crate::provider::Provider;

impl ConfigDir {
    /// The variables from which gettoken reads the credentials of every profile and every provider.
    pub fn all_secret_variables(&self) -> Result<Vec<String>> {
        let mut names = self.secret_variables(&Provider::default())?;
        for provider in self.catalog.names().iter().filter_map(|name| self.catalog.find_for_use(name).ok()?) {
            names.extend(secret_variables_of(&provider));
        }
        Ok(names)
    }

    /// The variables from which gettoken reads the credentials of `provider` and of every profile. The whole
    /// config file is read.
    pub fn secret_variables(&self, provider: &Provider) -> Result<Vec<String>> {
        let mut names = secret_variables_of(provider);
        for (word, profile) in self.config.all()? {
            names.extend(profile.credentials().flat_map(|(_, source)| source.variables()));
            // Errors in other definitions are reported when those are used.
            let declared = self.catalog.find_for_use(profile.provider.as_deref().unwrap_or(&word));
            let declared = declared.ok().flatten().unwrap_or_default();
            let secret =
                declared.credentials.named().filter(|(name, _)| declared.credentials.is_secret(name));
            names.extend(secret.map(|(name, _)| profile_variable(&word, name)));
            names.extend(secret_variables_of(&declared));
        }
        Ok(names)
    }
}

/// The variables from which the credentials of `provider` are read, wherever the definition says so.
fn secret_variables_of(provider: &Provider) -> Vec<String> {
    let defaults = provider.credentials.named().filter_map(|(_, credential)| credential.default.as_ref());
    provider.credentials.env().cloned().chain(defaults.flat_map(|source| source.variables())).collect()
}
