//! Variables that look like gettoken's own but are read for no profile: misspelt, or for one that has another name.

use super::environment::{CONFIG_DIR, OWN};
use super::{ConfigDir, SHARED_VARIABLES};
use crate::message::{LANGUAGE_VARIABLE, Message};
use crate::secret_source::SecretSource;
use crate::suggest::nearest;

impl ConfigDir {
    /// A warning for each, with the most similar name that is read. Empty if the config file is invalid.
    pub fn unread_variables(&self) -> Vec<Message> {
        let mut names = self.environment.own_names();
        names.retain(|name| name != CONFIG_DIR && name != LANGUAGE_VARIABLE);
        // Usually there are none, and every definition would be read.
        let profiles = if names.is_empty() { None } else { self.config.all().ok() };
        let Some(profiles) = profiles else { return Vec::new() };
        let mut known = vec![CONFIG_DIR.to_owned(), LANGUAGE_VARIABLE.to_owned()];
        known.extend(SHARED_VARIABLES.map(str::to_owned));
        let table = self.config.shared_store().unwrap_or_default();
        known.extend(table.sources().flat_map(SecretSource::variables));
        for word in self.catalog.names().iter().chain(profiles.keys()) {
            let Ok(Some(provider)) = self.definition(word) else { continue };
            let variables = provider.vars.values().flat_map(|variable| &variable.env);
            let credentials = &provider.credentials;
            known.extend(credentials.env().chain(credentials.env_file()).chain(variables).cloned());
        }
        let named = profiles.values().flat_map(|profile| profile.credentials());
        known.extend(named.flat_map(|(_, source)| source.variables()));
        names.retain(|name| !known.contains(name));
        let end = |name: &str| name.strip_prefix(OWN).unwrap_or(name).to_ascii_lowercase();
        let ends: Vec<String> = known.iter().map(|name| end(name)).collect();
        let warning = |name: &String| {
            let near = nearest(&end(name), ends.iter().map(String::as_str));
            let near = near.first().and_then(|near| known.iter().find(|known| end(known) == *near));
            let code = if near.is_some() { "variable-unread-near" } else { "variable-unread" };
            let warning = Message::new(code).with("name", name);
            near.into_iter().fold(warning, |warning, near| warning.with("near", near))
        };
        names.iter().map(warning).collect()
    }
}
