//! Environment variables that contain credentials. They are removed from every child process: a command that
//! prints a secret, a browser, and a command that runs with a token do not need them.

use std::collections::BTreeMap;

use super::{ConfigDir, SHARED_VARIABLES, Settings, profile_variable};
use crate::error::Result;
use crate::provider::Provider;
use crate::secret_source::SecretSource;
use crate::template::Template;

impl ConfigDir {
    /// The variables from which gettoken reads the credentials of every profile and every provider.
    pub fn all_secret_variables(&self) -> Result<Vec<String>> {
        let mut names = self.of_profiles()?;
        for provider in self.catalog.names().iter().filter_map(|name| self.catalog.find_for_use(name).ok()?) {
            names.extend(secret_variables_of(&provider, &BTreeMap::new()));
        }
        Ok(names)
    }

    /// The variables from which gettoken reads the credentials of the profile in use and of every other. The whole
    /// config file is read.
    pub fn secret_variables(&self, settings: &Settings) -> Result<Vec<String>> {
        let mut names = secret_variables_of(&settings.provider, &settings.values);
        names.extend(self.of_profiles()?);
        Ok(names)
    }

    fn of_profiles(&self) -> Result<Vec<String>> {
        let mut names: Vec<String> = SHARED_VARIABLES.map(str::to_owned).to_vec();
        names.extend(self.config.shared_store()?.sources().flat_map(SecretSource::variables));
        for (word, profile) in self.config.all()? {
            names.extend(profile.credentials().flat_map(|(_, source)| source.variables()));
            // Errors in other definitions are reported when those are used.
            let declared = self.catalog.find_for_use(profile.provider.as_deref().unwrap_or(&word));
            let declared = declared.ok().flatten().unwrap_or_default();
            let secret =
                declared.credentials.named().filter(|(name, _)| declared.credentials.is_secret(name));
            names.extend(secret.map(|(name, _)| profile_variable(&word, name)));
            names.extend(secret_variables_of(&declared, &profile.vars));
        }
        Ok(names)
    }
}

/// The variables from which the credentials of `provider` are read, wherever the definition says so. The name of one may
/// be among `values`.
fn secret_variables_of(provider: &Provider, values: &BTreeMap<String, String>) -> Vec<String> {
    let value = |name: &str| values.get(name).cloned().or_else(|| provider.default_value(name));
    let filled = |variable: String| Template::parse(&variable).ok()?.fill(value);
    provider
        .credentials
        .named()
        .flat_map(|(_, credential)| credential.variables())
        .filter_map(filled)
        .collect()
}
