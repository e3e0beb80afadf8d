//! What a command that is run with a token must not see of our environment: it has the token, and has
//! no need of what the token is fetched with.

use super::{Home, Settings};
use crate::config::SecretSource;

impl Home {
    /// Every variable that the profile's client id and secret could be read from.
    pub fn credential_variables(&self, settings: &Settings) -> Vec<String> {
        let credentials = &settings.provider.credentials;
        let profile = self.config.profiles.get(&settings.profile);
        let named = match profile.and_then(|profile| profile.client_secret.as_ref()) {
            Some(SecretSource::Env(name)) => Some(name),
            _ => None,
        };
        let read = credentials.client_id.env.iter().chain(&credentials.client_secret.env);
        read.chain(named).cloned().collect()
    }
}
