//! Cache keys: a digest of every setting that can change which token the server returns, and of nothing else.

use super::{Settings, TokenOwner};
use crate::crypto::sha256;
use crate::provider::{BASE_URL, RequestTemplate, STANDARD_VALUES};
use crate::store::{DocumentKind, KeyFields};

impl Settings {
    /// The key of this token. Two calls have different keys if any setting that can change the token differs.
    /// Secrets are hashed.
    pub fn key(&self) -> String {
        match self.owner {
            TokenOwner::Application => self.application_key(),
            TokenOwner::Person => self.fields("session").key(),
        }
    }

    /// The fields that an application's and a person's key have in common. A session's key has no other fields: its
    /// scope is fixed at login, and a new client secret or another definition must not end the session.
    fn fields(&self, kind: &str) -> KeyFields {
        KeyFields::new(kind, &self.profile)
            .field("provider", Some(&self.provider.name))
            .field("server", self.authorization_server())
            .field("client-id", self.configured_client_id())
    }

    /// The client id, unless a server has issued it: then it is in the entry.
    fn configured_client_id(&self) -> Option<&String> {
        self.values.get("client-id").filter(|_| self.client.is_none())
    }

    /// The key of the client that `issuer` has registered for this profile.
    pub fn registration_key(&self, issuer: &str) -> String {
        KeyFields::new("registration", &self.profile)
            .field("provider", Some(&self.provider.name))
            .field("server", Some(issuer))
            .key()
    }

    /// Identifies the token among machines that share it under the name `share`. Unlike the key, it does not depend on
    /// what may differ between two machines for a while or forever: versions of the definition, paths of certificates,
    /// and secrets, which are replaced on one machine after the other.
    pub fn share_description(&self, share: &str) -> String {
        let kind = match self.owner {
            TokenOwner::Application => "application",
            TokenOwner::Person => "session",
        };
        let fields = KeyFields::new(kind, share)
            .field("provider", Some(&self.provider.name))
            .field("server", self.authorization_server())
            .field("client-id", self.configured_client_id());
        if self.owner == TokenOwner::Person {
            return fields.text();
        }
        let call = self.provider.client_credentials.as_ref();
        let fields = fields
            .field("grant-type", call.map(|call| call.grant_type.word()))
            .field("scope", self.values.get("scope"))
            .field("audience", self.all_values("audience"))
            .field("resource", self.all_values("resource"))
            // What was exchanged for the token of a person is for that person alone.
            .field("logins", self.logins());
        self.with_variables(fields).text()
    }

    /// `fields` with the variables and the extra fields of the request.
    fn with_variables(&self, fields: KeyFields) -> KeyFields {
        let is_other =
            |name: &str| STANDARD_VALUES.contains(&name) || self.provider.is_only_for_looking(name);
        let vars = self.values.keys().filter(|name| !is_other(name));
        let fields = vars.fold(fields, |all, name| all.field(&format!("var.{name}"), self.key_value(name)));
        let params = self.params.iter().map(|(name, value)| (name, sha256(value.expose().as_bytes())));
        params.fold(fields, |all, (name, value)| all.field(&format!("param.{name}"), Some(value)))
    }

    /// The logins that the tokens of other profiles come from, by the names of the credentials, at any depth.
    fn logins(&self) -> Vec<String> {
        let inner = self.credentials.iter().filter_map(|(name, it)| Some((name, it, it.profile.as_ref()?)));
        inner
            .flat_map(|(name, it, profile)| {
                let own = it.login.iter().map(move |login| format!("{name}={login}"));
                own.chain(profile.logins().into_iter().map(move |login| format!("{name}.{login}")))
            })
            .collect()
    }

    fn application_key(&self) -> String {
        let call = self.provider.client_credentials.as_ref();
        let fields = self
            .fields("application")
            .field("grant-type", Some(call.map_or("client_credentials", |call| call.grant_type.word())))
            .field(
                "client-auth",
                call.map(|call| self.client_auth_word(call)).filter(|word| !word.is_empty()),
            )
            .field("scope", self.values.get("scope"))
            .field("audience", self.all_values("audience"))
            .field("resource", self.all_values("resource"))
            .field("definition", Some(sha256(self.provider.key_fields.as_bytes())));
        let fields = self.trusting(fields);
        let credentials = self.credentials.iter();
        let fields =
            credentials.fold(fields, |all, (name, it)| all.field(&format!("cred.{name}"), it.identity()));
        self.with_variables(fields).key()
    }

    /// The key of the document that `id`, an issuer or a URL, names.
    pub fn document_key(&self, kind: DocumentKind, id: &str) -> String {
        self.trusting(kind.key_fields(id)).key()
    }

    /// Adds the certificate authorities that vouch for the server.
    fn trusting(&self, fields: KeyFields) -> KeyFields {
        let trust = &self.network.trust;
        let path = |path: &std::path::PathBuf| path.as_os_str().as_encoded_bytes().to_owned();
        fields
            .field("trust.cacert", trust.extra.as_ref().map(path))
            .field("trust.file", trust.file.as_ref().map(path))
            .field("trust.folders", trust.folders.iter().map(path))
    }

    /// The server that issues the token: the issuer if one is named, else the endpoint that the token is
    /// requested from, or that renews the session. `None` if a value in its URL is missing. An endpoint that is discovered
    /// may move, so the issuer is named in its place.
    pub fn authorization_server(&self) -> Option<String> {
        let provider = &self.provider;
        // Two resources are two sessions, even if one server issues the tokens for both.
        if let Some(resource) = &provider.protected_resource {
            return resource.fill(|name| self.key_value(name));
        }
        // Below another base URL is another server, whatever issuer the definition names.
        let is_moved = self.values.contains_key(BASE_URL) && !provider.vars.contains_key(BASE_URL);
        let issuer = provider.authorize.as_ref().and_then(|table| table.issuer.as_ref());
        let issuer = issuer.filter(|_| !is_moved);
        let calls: &[&Option<RequestTemplate>] = match self.owner {
            TokenOwner::Application => &[&provider.client_credentials],
            TokenOwner::Person => &[&provider.refresh, &provider.authorization_code, &provider.device_code],
        };
        let value = |name: &str| self.key_value(name);
        let endpoint = || calls.iter().find_map(|call| call.as_ref())?.url.fill_url(value).ok();
        issuer.and_then(|issuer| issuer.fill(value)).or_else(endpoint).or_else(|| self.issuer.clone())
    }

    /// The value of `name` in keys.
    fn key_value(&self, name: &str) -> Option<String> {
        self.key_values.get(name).or_else(|| self.values.get(name)).cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::super::{CredentialRef, Source, for_example};
    use super::*;
    use crate::provider::Provider;
    use crate::secret::Secret;

    #[test]
    fn what_a_person_is_for_is_shared_with_nobody_else() {
        let given = [("client-id".to_owned(), "i".to_owned())].into();
        let settings = for_example(&Provider::default(), &given, TokenOwner::Application).unwrap();
        let with = |credential: CredentialRef| {
            let credentials = [("subject".to_owned(), credential)].into();
            Settings { credentials, ..settings.clone() }
        };
        let of_profile = |profile: Settings, login: Option<&str>| CredentialRef {
            profile: Some(Box::new(profile)),
            login: login.map(str::to_owned),
            ..CredentialRef::new(Source::Profile("person".to_owned()), None)
        };
        let described = |settings: &Settings| settings.share_description("main");
        let plain = described(&settings);
        // A secret is replaced on one machine after the other.
        let secret = CredentialRef::new(Source::Stdin, Some(Secret::new("s")));
        assert_eq!(described(&with(secret)), plain);
        assert_eq!(described(&with(of_profile(settings.clone(), None))), plain);
        let one = with(of_profile(settings.clone(), Some("a")));
        let other = with(of_profile(settings.clone(), Some("b")));
        let nested = with(of_profile(one.clone(), None));
        let all = [plain, described(&one), described(&other), described(&nested)];
        let different: std::collections::BTreeSet<&String> = all.iter().collect();
        assert_eq!(different.len(), 4, "{all:#?}");
        assert_ne!(settings.share_description("main"), settings.share_description("other"));
        let person = Settings { owner: TokenOwner::Person, ..settings.clone() };
        assert_ne!(described(&person), described(&settings));
    }
}
