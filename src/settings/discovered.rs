//! What an authorization server says about itself (RFC 8414), for the values that nobody sets.

use std::collections::BTreeMap;

use super::Settings;
use crate::oauth::client_auth::ClientAuth;
use crate::oauth::metadata::ServerMetadata;
use crate::provider::{Provider, RequestTemplate};

/// The name of the resource that a login is for, in the requests after the first.
const SESSION_RESOURCE: &str = "session-resource";

/// The members of the metadata that decide whether an endpoint is discovered at all. If the user sets one of these
/// endpoints, the issuer is only compared.
const DECISIVE: [&str; 3] = ["authorization_endpoint", "device_authorization_endpoint", "token_endpoint"];

/// The metadata of the server, and the values that come from it.
#[derive(Clone, Debug, Default)]
pub struct Discovered {
    pub metadata: Option<ServerMetadata>,
    values: BTreeMap<String, String>,
}

impl Discovered {
    pub(super) fn value(&self, name: &str) -> Option<&String> {
        self.values.get(name)
    }

    /// The values that come from the metadata, by the names that templates use.
    pub fn values(&self) -> impl Iterator<Item = (&str, &str)> {
        self.values.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

impl Settings {
    /// Uses `metadata` for the values that are not set.
    pub fn discover(&mut self, metadata: ServerMetadata) {
        let vars = self.provider.vars.iter().filter(|(name, _)| !self.values.contains_key(*name));
        let found = vars.filter_map(|(name, variable)| {
            Some((name.clone(), metadata.member(variable.discovered.as_ref()?)?.to_owned()))
        });
        let values = found.collect();
        self.discovered = Discovered { metadata: Some(metadata), values };
    }

    /// The method of client authentication that the server's metadata chooses in `call`, unless somebody has chosen one. A
    /// server that lists none accepts a secret in a header (RFC 8414 §2).
    pub(super) fn discovered_client_auth(&self, call: &RequestTemplate) -> Option<&'static ClientAuth> {
        let metadata = self.discovered.metadata.as_ref()?;
        let listed = metadata.token_endpoint_auth_methods_supported.clone();
        let listed = listed.unwrap_or_else(|| vec!["client_secret_basic".to_owned()]);
        let choices = |name: &str| {
            let variable = self.provider.vars.get(name);
            variable.map_or_else(Vec::new, |variable| variable.choices.keys().cloned().collect())
        };
        let allowed = call.client_auth.open_to(|name| self.value(name), choices);
        ClientAuth::listed(&listed, &allowed, &|name| self.credentials.contains_key(name))
    }

    /// Sets the resource of the requests after the first of a login (RFC 8707 §2.2): that of the login, if it is known, else
    /// the one that is set now.
    pub fn use_resource_of_login(&mut self, of_login: &[String]) {
        let on = self.provider.user.resource_on.as_ref().and_then(|on| on.fill(|name| self.value(name)));
        if on.as_deref() == Some("authorize") {
            return;
        }
        let mut all = match of_login {
            [] => self.all_values("resource").cloned().collect(),
            all => all.to_vec(),
        };
        if all.is_empty() {
            return;
        }
        self.values.insert(SESSION_RESOURCE.to_owned(), all.remove(0));
        self.further.insert(SESSION_RESOURCE.to_owned(), all);
    }
}

/// The issuer whose metadata has the endpoints: the definition's, if it has a value and none of the endpoints has.
pub(super) fn issuer(provider: &Provider, values: &BTreeMap<String, String>) -> Option<String> {
    let is_decisive = |member: &String| DECISIVE.contains(&member.as_str());
    let mut endpoints =
        provider.vars.iter().filter(|(_, variable)| variable.discovered.as_ref().is_some_and(is_decisive));
    if endpoints.any(|(name, _)| values.contains_key(name)) {
        return None;
    }
    provider.issuer.as_ref()?.fill(|name| values.get(name).cloned())
}
