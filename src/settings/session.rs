//! Values that are not configured, but known since a person logged in: the issuer, and the client that it knows.

use super::{CredentialRef, Settings, Source, discovered};
use crate::error::{Kind, Result};
use crate::provider::{CLIENT_ID, CLIENT_SECRET};
use crate::secret::Secret;
use crate::store::{Client, Entry};

impl Settings {
    /// The settings with a client that is not configured.
    pub fn with_client(&self, id: String, client: Client) -> Self {
        let mut settings = self.clone();
        settings.use_client(id, client);
        settings
    }

    fn use_client(&mut self, id: String, client: Client) {
        self.values.insert(CLIENT_ID.to_owned(), id);
        self.values.insert("client-auth".to_owned(), client.auth.clone());
        let secret = client.secret.clone();
        let secret = secret.map(|secret| CredentialRef::new(Source::Registration, Some(secret)));
        self.credentials.extend(secret.map(|secret| (CLIENT_SECRET.to_owned(), secret)));
        self.client = Some(client);
    }

    /// Uses the issuer and the client of `session`, which belongs to a resource. Fails if the user has named another
    /// issuer: it must not get what this one has issued.
    pub fn adopt(&mut self, session: &Entry) -> Result<()> {
        if self.protected_resource().is_none() {
            return Ok(());
        }
        let (issuer, named) = (session.issuer.clone().unwrap_or_default(), self.value("issuer"));
        if let Some(named) = named.filter(|named| *named != issuer) {
            let error = self.error(Kind::Login, "session-of-other-issuer").with("issuer", named);
            return Err(error.with("other", issuer).hint("log-in"));
        }
        self.use_issuer(issuer);
        if let (Some(id), Some(client)) = (&session.client_id, &session.client) {
            self.use_client(id.clone(), client.clone());
        }
        Ok(())
    }

    /// Uses the issuer that a resource has named.
    pub fn use_issuer(&mut self, issuer: String) {
        self.values.insert("issuer".to_owned(), issuer);
        self.issuer = discovered::issuer(&self.provider, &self.values);
    }

    /// The secret that a server has issued with the client id.
    pub fn registered_secret(&self, name: &str) -> Option<Secret> {
        self.client.as_ref()?.secret.clone().filter(|_| name == CLIENT_SECRET)
    }
}
