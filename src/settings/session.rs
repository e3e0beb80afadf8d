//! Values that are not configured, but known since a person logged in: the issuer, and the client that it knows.

use super::{CredentialRef, Settings, Source, discovered};
use crate::error::{Kind, Result};
use crate::provider::{CLIENT_ID, CLIENT_SECRET};
use crate::sanitize::shell_word;
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
        self.ensure_issuer_of(session)?;
        let issuer = session.issuer.clone().unwrap_or_default();
        if self.value("issuer").is_none() {
            self.check_confirmed(&issuer, false)?;
        }
        self.use_issuer(issuer);
        if let (Some(id), Some(client)) = (&session.client_id, &session.client) {
            self.use_client(id.clone(), client.clone());
        }
        Ok(())
    }

    /// Fails if a request would send a secret of the user's to `issuer`, which only a resource has named: whoever runs the
    /// resource could name any server.
    /// `sends_more` says that it has a secret that is not in the settings.
    pub fn check_confirmed(&self, issuer: &str, sends_more: bool) -> Result<()> {
        let is_configured = self.credentials.values().any(|it| it.source != Source::Registration);
        if !sends_more && !is_configured && self.params.is_empty() {
            return Ok(());
        }
        let error = self.error(Kind::Config, "resource-issuer-unconfirmed").with("issuer", issuer);
        Err(error.with("quoted", shell_word(issuer)))
    }

    /// Returns whether there can be a session: its client is configured, or is in its entry.
    pub fn may_have_session(&self) -> bool {
        self.value(CLIENT_ID).is_some() || self.protected_resource().is_some()
    }

    /// Fails if the user has named another issuer than that of `session`, which belongs to a resource.
    pub fn ensure_issuer_of(&self, session: &Entry) -> Result<()> {
        let Some(named) = self.value("issuer").filter(|_| self.protected_resource().is_some()) else {
            return Ok(());
        };
        let issuer = session.issuer.clone().unwrap_or_default();
        if named == issuer {
            return Ok(());
        }
        let error = self.error(Kind::Login, "session-of-other-issuer").with("issuer", named);
        Err(error.with("other", issuer).hint("log-in"))
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
