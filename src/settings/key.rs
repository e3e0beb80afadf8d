//! What tells one stored token from every other one. Whatever decides which token comes back is in its key, and what
//! decides nothing is not.

use std::fmt;

use super::{Settings, TokenOwner};
use crate::provider::Provider;
use crate::sign::sha256;

impl Settings {
    /// What tells this token from every other one: two calls that differ in anything that decides
    /// which token comes back have different keys. Secrets go in hashed.
    pub fn key(&self) -> String {
        if self.owner == TokenOwner::Person {
            return self.session_key();
        }
        let secret = self.client_secret.as_ref().map(|secret| sha256(secret.identity().expose().as_bytes()));
        let params: Vec<_> =
            self.params.iter().map(|(name, value)| (name, sha256(value.expose().as_bytes()))).collect();
        let parts = format!(
            "{:?}",
            (
                "client-credentials",
                &self.profile,
                deciding(&self.provider),
                &self.values,
                secret,
                params,
                &self.network.trust
            )
        );
        format!("{}-{}", self.profile, &sha256(parts.as_bytes())[..32])
    }

    /// A session belongs to the client and to the endpoint that refreshes it: its scope was settled at
    /// login, where the browser went then does not matter, and a renewed client secret does not end it.
    fn session_key(&self) -> String {
        let calls = [&self.provider.refresh, &self.provider.authorization_code, &self.provider.device_code];
        let call = calls.into_iter().flatten().next();
        let endpoint = call.and_then(|call| call.url.fill(|name| self.value(name)));
        let client = self.values.get("client-id");
        let parts = format!("{:?}", ("session", &self.profile, &self.provider.name, client, endpoint, call));
        format!("{}-{}", self.profile, &sha256(parts.as_bytes())[..32])
    }
}

/// What in a definition decides which token an application gets, and who is shown it. Variables, their
/// defaults and choices decide by the values that they have in a call; what is left is for people, for
/// persons' tokens, or for when things go wrong. Every word of the vocabulary is here: whoever adds one
/// decides about it.
fn deciding(provider: &Provider) -> impl fmt::Debug {
    let Provider {
        name,
        client_credentials,
        reply,
        api,
        title: _,
        docs: _,
        status: _,
        notes: _,
        extends: _,
        scope: _,
        vars: _,
        credentials: _,
        user: _,
        authorize: _,
        authorization_code: _,
        device: _,
        device_reply: _,
        device_code: _,
        refresh: _,
        revoke: _,
        repeat: _,
        errors: _,
        hints: _,
        examples: _,
    } = provider;
    (name, client_credentials, reply, api)
}
