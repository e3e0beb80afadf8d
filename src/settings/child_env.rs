//! What a program that we start must not see of our environment, whichever it is: a command that prints
//! a secret, a browser, a command that is run with a token. None of them needs what tokens are fetched with.

use std::collections::BTreeSet;
use std::process::Command;

use super::{Home, credential_env, profile_variable};
use crate::config::SecretSource;
use crate::error::Result;
use crate::provider::{Catalog, Provider};

/// The variables from which gettoken reads the credentials of one provider, and those of every profile.
#[derive(Clone, Debug)]
pub struct Credentials {
    known: Vec<String>,
    /// Providers of other profiles, whose definitions are read when a program is started, not before.
    others: BTreeSet<String>,
    catalog: Catalog,
}

impl Credentials {
    /// Takes the variables from the environment of `command`.
    pub fn hide_from(&self, command: &mut Command) {
        // A definition that cannot be read is told when it is asked for.
        let others = self.others.iter().filter_map(|name| self.catalog.find(name).ok());
        let others: Vec<String> = others.flat_map(|provider| credential_env(&provider)).collect();
        for name in self.known.iter().chain(&others) {
            command.env_remove(name);
        }
    }
}

impl Home {
    /// What a program may not see that is started for `provider`. The whole config file is read for it.
    pub fn credentials(&self, provider: &Provider) -> Result<Credentials> {
        let mut known = credential_env(provider);
        let mut others = BTreeSet::from([provider.name.clone()]);
        for (word, profile) in self.config.all()? {
            known.push(profile_variable(&word, "client-secret"));
            if let Some(SecretSource::Env(name)) = profile.client_secret {
                known.push(name);
            }
            others.insert(profile.provider.unwrap_or(word));
        }
        Ok(Credentials { known, others, catalog: self.catalog.clone() })
    }
}
