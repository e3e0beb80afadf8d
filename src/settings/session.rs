//! Values that are not configured, but known since a person logged in: the issuer, and the client that it knows.

use super::{CredentialRef, Settings, Source};
use crate::error::{Kind, Result};
use crate::provider::{CLIENT_ID, CLIENT_SECRET};
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

    /// Uses the issuer, the resource and the client of `session`. Fails if the user has named another issuer: it must not
    /// get what this one has issued.
    pub fn adopt(&mut self, session: &Entry) -> Result<()> {
        let issuer = session.issuer.clone();
        let named = self.value("issuer");
        if named.is_some() && named != issuer {
            let error =
                self.error(Kind::Login, "session-of-other-issuer").with("issuer", named.unwrap_or_default());
            return Err(error.with("other", issuer.unwrap_or_default()).hint("log-in"));
        }
        self.values.extend(issuer.map(|issuer| ("issuer".to_owned(), issuer)));
        if let (false, Some(resource)) = (self.values.contains_key("resource"), session.resource.clone()) {
            self.values.insert("resource".to_owned(), resource);
        }
        if let (Some(id), Some(client)) = (&session.client_id, &session.client) {
            self.use_client(id.clone(), client.clone());
        }
        Ok(())
    }
}

// TEMPORARY
impl Settings {
    pub fn discover(&mut self, metadata: &crate::oauth::metadata::ServerMetadata) -> Result<()> {
        for (name, url) in [
            ("authorize-url", &metadata.authorization_endpoint),
            ("token-url", &metadata.token_endpoint),
            ("device-url", &metadata.device_authorization_endpoint),
            ("revoke-url", &metadata.revocation_endpoint),
        ] {
            if let Some(url) = url {
                self.values.entry(name.to_owned()).or_insert(url.clone());
            }
        }
        Ok(())
    }
}
