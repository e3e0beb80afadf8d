//! Resolves flags, environment, config file and defaults to [`Settings`], value by value.

mod network;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use super::credential::{check_characters, check_lines, name_in_messages};
use super::discovered;
use super::{
    ConfigDir, CredentialRef, Discovered, Finding, Missing, Server, Settings, Source, TokenOwner, expand,
    is_public_client,
};
use crate::cli::{CredentialArg, Fetch};
use crate::config::Profile;
use crate::crypto::sha256;
use crate::error::{Error, Kind, Result};
use crate::http::check_url;
use crate::keyring::{missing, missing_for_tokens};
use crate::message::{Message, Value};
use crate::oauth::{client_auth::ClientAuth, flow};
use crate::output::{EXEC_CREDENTIAL, Format, api_version};
use crate::provider::{
    BASE_URL, CLIENT_ID, CLIENT_SECRET, Credential, INITIAL_TOKEN, Network, Provider, RequestKind, Signature,
    Variable,
};
use crate::secret::Secret;
use crate::secret_source::{CREDENTIAL_KEYS, SecretSource, UrlSource};
use crate::store::StoreKind;
use crate::suggest::did_you_mean;
use crate::template::Template;
use crate::token::TokenKind;
use crate::trusted_file;

/// Fields that the standards define. No extra field may replace one.
const STANDARD_FIELDS: &str = "audience client_assertion client_assertion_type client_id client_secret code \
                               code_verifier device_code grant_type redirect_uri refresh_token resource scope state \
                               token";

/// Fields of the authorization URL that decide where the code goes and what it is bound to. No extra field may
/// replace one; a request object (RFC 9101) would replace all of them.
const AUTHORIZE_FIELDS: &str = "client_id code_challenge code_challenge_method redirect_uri request request_uri \
                                response_mode response_type scope state";

/// Resolves the values of one profile, and collects them.
struct Resolver<'a> {
    home: &'a ConfigDir,
    provider: &'a Provider,
    profile: &'a Profile,
    fetch: Fetch,
    /// `profiles.X`, for messages.
    table: String,
    values: BTreeMap<String, String>,
    further: BTreeMap<String, Vec<String>>,
    key_values: BTreeMap<String, String>,
    missing: Vec<Missing>,
    findings: &'a mut Vec<Finding>,
}

/// Resolves the settings. If a credential is unavailable, returns the settings without it, and the error. Findings are
/// added to `findings` even if resolving fails.
pub fn resolve(
    home: &ConfigDir,
    provider: Arc<Provider>,
    fetch: Fetch,
    findings: &mut Vec<Finding>,
) -> Result<(Settings, Option<Error>)> {
    let profile = home.config.profile(&fetch.profile)?.unwrap_or_default();
    let mut resolver = Resolver {
        home,
        provider: &provider,
        profile: &profile,
        table: format!("profiles.{}", fetch.profile),
        fetch,
        values: BTreeMap::new(),
        further: BTreeMap::new(),
        key_values: BTreeMap::new(),
        missing: Vec::new(),
        findings,
    };
    resolver.check_variable_names()?;
    resolver.check_credential_names()?;
    resolver.client_id()?;
    for (name, variable) in &provider.vars {
        resolver.variable(name, variable)?;
    }
    let issuer = resolver.issuer();
    let rebased = resolver.rebased()?;
    let owner = resolver.owner()?;
    let (credentials, faults) = resolver.credentials(owner);
    let mut faults = faults.into_iter();
    let fault = faults.next();
    let also_unavailable = faults.map(|(name, fault)| (name, Arc::new(fault))).collect();
    resolver.request_values(owner)?;
    let params = resolver.params()?;
    let authorize_params = resolver.authorize_params()?;
    if let Some(user) = &profile.user {
        resolver.check_value("user", user, &resolver.in_config("user", &resolver.table))?;
    }
    let output = resolver.output()?;
    let exec_api = resolver.exec_api(&output)?;
    let api_host = resolver.api_host()?;
    let mut freshness = resolver.freshness();
    // A token that is read each time is never older than its file.
    freshness.cache &= !is_at_hand(&provider, &credentials);
    let share = resolver.share(owner, &credentials)?;
    let settings = Settings {
        freshness,
        share,
        store_kind: resolver.store_kind()?,
        token_kind: resolver.token_kind()?,
        network: resolver.network()?,
        retries: resolver.fetch.retries.or(home.config.defaults.retries).unwrap_or(network::RETRIES),
        output,
        exec_api,
        env_name: resolver.fetch.env_name,
        api_host,
        found_base: None,
        user: resolver.fetch.user.or_else(|| profile.user.clone()),
        dry_run: resolver.fetch.dry_run,
        require_scope: resolver.fetch.require_scope,
        profile: resolver.fetch.profile,
        owner,
        values: resolver.values,
        further: resolver.further,
        key_values: resolver.key_values,
        issuer,
        discovered: Discovered::default(),
        credentials,
        unavailable: fault.as_ref().map(|(name, _)| name.clone()),
        also_unavailable,
        client: None,
        findings: Vec::new(),
        params,
        authorize_params,
        missing: resolver.missing,
        provider: rebased.map_or(provider, Arc::new),
    };
    Ok((settings, fault.map(|(_, fault)| fault)))
}

impl Resolver<'_> {
    fn client_id(&mut self) -> Result<()> {
        const NAME: &str = "client-id";
        let declared = self.provider.credentials.client_id();
        match self.lookup(NAME, &declared.env)?.filter(|(id, _)| !id.is_empty()) {
            Some((id, source)) => {
                self.check_value(NAME, &id, &source)?;
                self.record(NAME, id, source);
            }
            None if declared.required => self.record_missing(NAME, declared.title.as_deref(), &declared.env),
            None => {}
        }
        Ok(())
    }

    /// The credentials that requests for the owner's token use, and the names of those that are unavailable, with the
    /// reasons.
    fn credentials(&mut self, owner: TokenOwner) -> (BTreeMap<String, CredentialRef>, Vec<(String, Error)>) {
        let (mut found, mut faults) = (BTreeMap::new(), BTreeMap::new());
        for (name, declared) in self.provider.credentials.read_when_needed() {
            match self.locate(name, declared) {
                Ok(credential) => found.extend(credential.map(|credential| (name.to_owned(), credential))),
                Err(fault) => drop(faults.insert(name, fault)),
            }
        }
        // One that cannot be found was still meant to be used.
        let (used, by_client) =
            self.used(owner, &|name| found.contains_key(name) || faults.contains_key(name));
        found.retain(|name, _| used.contains(name));
        for (name, declared) in self.provider.credentials.read_when_needed() {
            let may_be_readable = declared.readable || !self.provider.credentials.is_secret(name);
            let Some(credential) = found.get_mut(name) else {
                let is_needed = declared.required && used.contains(name)
                    || owner == TokenOwner::Application && by_client.contains(&name);
                if is_needed && !faults.contains_key(name) {
                    self.record_missing(name, declared.title.as_deref(), &declared.env);
                }
                continue;
            };
            self.findings.push(Finding::Value(name.to_owned(), credential.source.clone()));
            let read = self.resolve_profile(name, credential);
            let read = read.and_then(|()| credential.read_file(&self.home.read_policy, may_be_readable));
            let read = read.map_err(|fault| match &credential.source {
                Source::File(path) if declared.lines && is_binary(path) => {
                    fault.hint("private-key-binary-hint")
                }
                _ => fault,
            });
            let text = credential.text.as_ref().map(Secret::expose);
            let checked = read.and_then(|()| match (text, declared.lines) {
                (Some(text), true) => {
                    let wrong = |why| self.wrong_value(name, &credential.source, why);
                    check_lines(name, text, &credential.source, wrong)
                }
                (Some(text), false) => self.check_value(name, text, &credential.source),
                (None, _) => Ok(()),
            });
            if let Err(fault) = checked {
                let is_absent = fault.code() == "secret-file-missing";
                let is_default = matches!((&declared.default, &credential.source),
                    (Some(SecretSource::File(default)), Source::File(path)) if default == path);
                found.remove(name);
                // The user named no file.
                if is_absent && is_default {
                    if declared.required || by_client.contains(&name) {
                        self.record_missing(name, declared.title.as_deref(), &declared.env);
                    }
                    continue;
                }
                let hint = self.hint_for_missing(name).filter(|_| is_absent);
                faults.insert(name, hint.into_iter().fold(fault, Error::hint));
            }
        }
        let faults = faults.into_iter().filter(|(name, _)| used.contains(*name));
        let faults = faults.map(|(name, fault)| (name.to_owned(), fault)).collect();
        (found, faults)
    }

    /// The names that requests for the owner's token use, and those of the credentials among them with which the client
    /// authenticates, if the user `has` certain ones.
    fn used(
        &self,
        owner: TokenOwner,
        has: &dyn Fn(&str) -> bool,
    ) -> (BTreeSet<String>, BTreeSet<&'static str>) {
        let (mut used, mut by_client) = (BTreeSet::new(), BTreeSet::new());
        for (kind, ..) in RequestKind::ENDPOINTS {
            let is_of_application = kind == RequestKind::ClientCredentials;
            let call =
                self.provider.call(kind).filter(|_| is_of_application == (owner == TokenOwner::Application));
            let Some(call) = call else { continue };
            let word = call.client_auth.word(|name| self.values.get(name).cloned(), has);
            let method = ClientAuth::parse(&word);
            by_client.extend(method.map_or(&[][..], |method| method.credentials));
            used.extend(flow::names(self.provider, kind, call, method));
        }
        if owner == TokenOwner::Application {
            used.extend(flow::names_of_token(self.provider));
        }
        used.extend(self.provider.api.signature.iter().flat_map(Signature::names).map(str::to_owned));
        if owner == TokenOwner::Person && self.provider.protected_resource.is_some() {
            used.insert(INITIAL_TOKEN.to_owned());
        }
        used.extend(by_client.iter().map(|name: &&str| (*name).to_owned()));
        (used, by_client)
    }

    /// Finds where the credential called `name` is, without reading it.
    fn locate(&mut self, name: &str, declared: &Credential) -> Result<Option<CredentialRef>> {
        match self.fetch.credentials.get(name) {
            Some(CredentialArg::Text(text)) if !text.is_empty() => {
                if self.provider.credentials.is_secret(name) {
                    self.findings.push(Finding::Warning("client-secret-visible".into()));
                }
                return Ok(Some(CredentialRef::new(Source::Flag(name.to_owned()), Some(text.clone()))));
            }
            Some(CredentialArg::File(path)) => return Ok(Some(CredentialRef::file(expand(path)))),
            Some(CredentialArg::Profile(profile)) => return Ok(Some(of_profile(profile))),
            _ => {}
        }
        if let Some((text, source)) = self.env(&declared.env)? {
            return Ok(Some(CredentialRef::new(source, Some(Secret::new(text)))));
        }
        if let Some((path, _)) = self.env(&declared.env_file)? {
            return Ok(Some(CredentialRef::file(expand(path.as_ref()))));
        }
        if let Some(source) = self.profile.credential(name) {
            let found = self.in_source(name, source)?;
            return Ok(found.map(|found| CredentialRef { is_configured: true, ..found }));
        }
        match &declared.default {
            Some(SecretSource::Env(variable)) => {
                let variable = Template::parse(variable).ok().and_then(|variable| self.filled(&variable));
                let found = self.env(variable.as_slice())?;
                Ok(found.map(|(text, source)| CredentialRef::new(source, Some(Secret::new(text)))))
            }
            Some(source) => self.in_source(name, source),
            None => Ok(None),
        }
    }

    /// `text` with its names filled in, if all have values.
    fn filled(&self, text: &Template) -> Option<String> {
        text.fill(|name| self.values.get(name).cloned())
    }

    /// The credential called `name` in a source that the config file or the definition names.
    fn in_source(&self, name: &str, source: &SecretSource) -> Result<Option<CredentialRef>> {
        let table = self.table_of_credential(name);
        let wrong = |why: Message| self.home.config.wrong(&table, name, why);
        let (source, text) = match source {
            // Not set, like an empty variable.
            SecretSource::Inline(text) if text.is_empty() => return Ok(None),
            SecretSource::Inline(text) => (self.in_config(name, &table), Some(text.clone())),
            SecretSource::File(path) => return Ok(Some(CredentialRef::file(self.home.beside_config(path)))),
            SecretSource::Env(variable) => {
                let unset = || wrong(Message::new("variable-unset").with("variable", variable));
                let text = self.home.environment.text(variable)?.ok_or_else(unset)?;
                (Source::Env(variable.clone()), Some(Secret::new(text)))
            }
            SecretSource::Command(words) => (Source::Command(words.clone()), None),
            SecretSource::Keyring(item) => {
                missing().map_or(Ok(()), |why| Err(wrong(why)))?;
                (Source::Keyring(item.clone()), None)
            }
            SecretSource::SignCommand(words, is_der) => (Source::SignCommand(words.clone(), *is_der), None),
            SecretSource::Url(source) => {
                let variables = self.variables_of(source)?;
                let found = CredentialRef::new(Source::Url(source.clone()), None);
                return Ok(Some(CredentialRef { variables, ..found }));
            }
            SecretSource::Profile(profile) => return Ok(Some(of_profile(profile))),
            SecretSource::Member(document, pointer) => {
                let found = self.in_source(name, document)?;
                let pointer = Some(pointer.clone());
                return Ok(found.map(|found| CredentialRef { pointer, ..found }));
            }
        };
        Ok(Some(CredentialRef::new(source, text)))
    }

    /// A digest of the values of the environment variables in `source`, if there are any.
    fn variables_of(&self, source: &UrlSource) -> Result<Option<String>> {
        let values = source.variables().map(|name| self.home.environment.text(name));
        let values: Vec<_> = values.collect::<Result<_>>()?;
        Ok((!values.is_empty()).then(|| sha256(format!("{values:?}").as_bytes())))
    }

    /// Resolves the profile whose token the credential called `name` is, if it is one: its cache key identifies it.
    fn resolve_profile(&self, name: &str, credential: &mut CredentialRef) -> Result<()> {
        let Source::Profile(inner) = &credential.source else { return Ok(()) };
        let hop = || {
            let hop = Message::new("chain-hop").with("inner", inner).with("outer", &self.fetch.profile);
            hop.with("name", name_in_messages(name, "value-name"))
        };
        let mut findings = Vec::new();
        let resolved = self.home.resolve(self.fetch.for_profile(inner), &mut findings);
        let settings = resolved.and_then(|(settings, fault)| fault.map_or(Ok(settings), Err));
        let settings = settings.map_err(|error| match error.code() {
            // These name every hop.
            "chain-circle" | "chain-too-long" => error,
            _ => error.hint(hop()),
        });
        credential.profile = Some(Box::new(Settings { findings, ..settings? }));
        Ok(())
    }

    fn variable(&mut self, name: &str, declared: &Variable) -> Result<()> {
        let found = self.lookup(name, &declared.env)?;
        let found = found.or_else(|| Some((declared.default.clone()?, Source::Default)));
        // An empty flag or config value unsets the default.
        let Some((value, source)) = found.filter(|(value, _)| !value.is_empty()) else {
            if declared.required {
                self.record_missing(name, None, &declared.env);
            }
            return Ok(());
        };
        self.check_value(name, &value, &source)?;
        if declared.is_mistyped(&value) {
            return Err(self.unknown_choice(
                name,
                &value,
                &source,
                "choices-or-host",
                declared.aliases.keys(),
            ));
        }
        let value = declared.aliases.get(&value).cloned().unwrap_or(value);
        let in_keys = declared.default_in_keys.iter().filter(|_| source == Source::Default);
        self.key_values.extend(in_keys.map(|known| (name.to_owned(), known.clone())));
        self.record(name, value.clone(), source.clone());
        if declared.choices.is_empty() {
            return Ok(());
        }
        let row = declared.choices.get(&value);
        let row = row
            .ok_or_else(|| self.unknown_choice(name, &value, &source, "choices", declared.choices.keys()))?;
        self.values.extend(row.iter().map(|(field, text)| (format!("{name}.{field}"), text.clone())));
        Ok(())
    }

    /// The issuer whose metadata has the endpoints. Then none of them is missing; without one, it is another way to set them.
    fn issuer(&mut self) -> Option<String> {
        let (provider, issuer) = (self.provider, discovered::issuer(self.provider, &self.values));
        let has_member = |missing: &Missing| {
            provider.vars.get(&missing.name).is_some_and(|variable| variable.discovered.is_some())
        };
        if issuer.is_some() {
            self.missing.retain(|missing| !has_member(missing));
        }
        let name = provider.issuer.as_ref().and_then(|issuer| issuer.names().next());
        for missing in self.missing.iter_mut().filter(|missing| has_member(missing)) {
            let Some(name) = name else { continue };
            let code = match self.fetch.is_inner {
                true => "missing-places-or-issuer-inner",
                false => "missing-places-or-issuer",
            };
            let either = Message::new(code).with("places", &missing.places);
            missing.places = either.with("name", name);
        }
        issuer
    }

    fn unknown_choice<'b>(
        &self,
        name: &str,
        value: &str,
        source: &Source,
        hint: &'static str,
        words: impl Iterator<Item = &'b String>,
    ) -> Error {
        let words = words.map(|word| Message::new("quoted").with("word", word));
        let why = Message::new("choice-unknown").with("value", value).with("source", source.message());
        let error = self.wrong_value(name, source, why.with("name", name));
        error.hint(Message::new(hint).with("words", Value::list(words, "list-comma")))
    }

    /// The definition with its URLs below the user's base URL, if there is one.
    fn rebased(&mut self) -> Result<Option<Provider>> {
        let found = self.lookup(BASE_URL, &[])?.filter(|(base, _)| !base.is_empty());
        let Some((base, source)) = found.filter(|_| !self.provider.vars.contains_key(BASE_URL)) else {
            return Ok(None);
        };
        self.check_value(BASE_URL, &base, &source)?;
        let base = base.trim_end_matches('/').to_owned();
        let mut provider = self.provider.clone();
        let fault = match check_url(&base) {
            Err(error) => error.message(),
            Ok(_) if base.contains(['?', '#']) => Message::new("base-url-query").with("url", &base),
            Ok(_) if provider.rebase(&base) => {
                self.record(BASE_URL, base, source);
                return Ok(Some(provider));
            }
            Ok(_) => Message::new("base-url-unused").with("provider", &provider.name),
        };
        Err(self.wrong_value(BASE_URL, &source, fault))
    }

    /// Scope, audience and resource: flag, then config, then the provider's default scope.
    fn request_values(&mut self, owner: TokenOwner) -> Result<()> {
        for name in ["scope", "audience", "resource"] {
            let Some((value, source)) = self.lookup(name, &[])? else { continue };
            let mut values = match (name, &source) {
                (_, Source::Flag(_)) => self.fetch.further.remove(name).unwrap_or_default(),
                ("audience", _) => self.profile.audience[1..].to_vec(),
                ("resource", _) => self.profile.resource[1..].to_vec(),
                _ => Vec::new(),
            };
            values.insert(0, value);
            // An empty flag unsets the values of the config file.
            values.retain(|value| name == "scope" || !value.is_empty());
            values.iter().try_for_each(|value| self.check_value(name, value, &source))?;
            if values.is_empty() {
                continue;
            }
            let value = values.remove(0);
            if !values.is_empty() {
                self.further.insert(name.to_owned(), values);
            }
            self.record(name, value, source);
            // A token that needs no request is checked against the audience.
            let is_checked = name == "audience" && self.provider.client_credentials.is_none();
            if owner == TokenOwner::Application && !is_checked && !uses(self.provider, name) {
                let why = Message::new("value-not-taken").with("profile", &self.fetch.profile);
                let why = why.with("name", name);
                if name == "scope" && self.fetch.require_scope {
                    return Err(Error::new(Kind::Usage, why).hint("require-scope-unneeded"));
                }
                self.findings.push(Finding::Warning(why));
            }
        }
        let default = match owner {
            TokenOwner::Application => &self.provider.scope,
            TokenOwner::Person => &self.provider.user.scope,
        };
        if !self.values.contains_key("scope")
            && let Some(scope) =
                default.as_ref().and_then(|scope| scope.fill(|name| self.values.get(name).cloned()))
        {
            self.record("scope", scope, Source::Default);
        }
        if let (TokenOwner::Person, Some(scope)) = (owner, self.values.get_mut("scope")) {
            *scope = user_scope(self.provider, scope);
        }
        Ok(())
    }

    /// Fails if a value or a credential has a character that it may not have.
    fn check_value(&self, name: &str, value: &str, source: &Source) -> Result<()> {
        check_characters(name, value, source, |why| self.wrong_value(name, source, why))
    }

    /// An error about a value, with the line of the config file if it comes from there.
    fn wrong_value(&self, name: &str, source: &Source, why: Message) -> Error {
        match source {
            Source::Config(_) => self.home.config.wrong(&self.table_of(name), name, why),
            _ => Error::new(Kind::Config, why),
        }
    }

    /// The access token, or the ID token in its place.
    fn token_kind(&self) -> Result<TokenKind> {
        match self.fetch.token.as_deref().or(self.profile.token.as_deref()) {
            Some("id") => Ok(TokenKind::Id),
            None | Some("access") => Ok(TokenKind::Access),
            Some(_) => Err(self.home.config.wrong(&self.table, "token", Message::new("token-kind-invalid"))),
        }
    }

    fn owner(&self) -> Result<TokenOwner> {
        let is_public = is_public_client(self.provider, |name| self.values.get(name).cloned());
        match self.fetch.grant.as_deref().or(self.profile.grant.as_deref()) {
            Some("app") if is_public => {
                Err(Error::new(Kind::Config, "public-client").with("profile", &self.fetch.profile))
            }
            Some("app") => Ok(TokenOwner::Application),
            Some("user") => Ok(TokenOwner::Person),
            Some(_) => Err(self.home.config.wrong(&self.table, "grant", Message::new("grant-invalid"))),
            None if self.provider.has_application_grant() && !is_public => Ok(TokenOwner::Application),
            None => Ok(TokenOwner::Person),
        }
    }

    /// Extra fields: the profile's, then the command line's. None may replace a field of the definition or
    /// the standard.
    fn params(&self) -> Result<Vec<(String, Secret)>> {
        let sent = self.provider.client_credentials.iter().flat_map(|call| call.params.iter().flatten());
        let taken: Vec<&str> =
            sent.map(|(name, _)| name.as_str()).chain(STANDARD_FIELDS.split_whitespace()).collect();
        let refused =
            |name: &str| Message::new("param-taken").with("name", name).with("profile", &self.fetch.profile);
        if self.profile.params.contains_key("") {
            return Err(self.home.config.wrong(&self.table, "params", Message::new("param-nameless")));
        }
        if let Some(name) = self.profile.params.keys().find(|name| taken.contains(&name.as_str())) {
            return Err(self.home.config.wrong(&format!("{}.params", self.table), name, refused(name)));
        }
        let own = self.profile.params.iter().map(|(name, value)| (name.clone(), Secret::new(value.clone())));
        let mut params: Vec<_> = own.collect();
        for (name, value) in &self.fetch.params {
            if taken.contains(&name.as_str()) {
                return Err(Error::new(Kind::Usage, refused(name)).hint("param-further"));
            }
            params.retain(|(known, _)| known != name);
            params.push((name.clone(), value.clone()));
        }
        Ok(params)
    }

    /// Extra fields of the authorization URL. None may replace one that gettoken fills in.
    fn authorize_params(&self) -> Result<Vec<(String, Secret)>> {
        let own = self.provider.authorize.iter().flat_map(|table| table.params.iter().flatten());
        let own = own.filter(|(_, param)| param.template().is_some_and(|text| text.names().next().is_some()));
        let taken: Vec<&str> =
            own.map(|(name, _)| name.as_str()).chain(AUTHORIZE_FIELDS.split_whitespace()).collect();
        let mut params: Vec<(String, Secret)> = Vec::new();
        for (name, value) in &self.fetch.authorize_params {
            if taken.contains(&name.as_str()) {
                return Err(Error::new(Kind::Usage, "authorize-param-taken").with("name", name));
            }
            let has_flag = matches!(name.as_str(), "prompt" | "login_hint" | "max_age" | "acr_values");
            let flag = if has_flag { name.replace('_', "-") } else { "authorize-param".to_owned() };
            self.check_value(name, value.expose(), &Source::Flag(flag))?;
            params.retain(|(known, _)| known != name);
            params.push((name.clone(), value.clone()));
        }
        Ok(params)
    }

    fn output(&self) -> Result<Format> {
        if let Some(format) = &self.fetch.output {
            return Ok(format.clone());
        }
        let Some((word, table)) =
            self.choose(self.profile.output.as_deref(), self.home.config.defaults.output.as_deref())
        else {
            return Ok(Format::default());
        };
        word.parse().map_err(|why: Message| {
            let error = self.home.config.wrong(table, "output", why);
            did_you_mean(word, Format::words()).into_iter().fold(error, Error::hint)
        })
    }

    /// The version of the response that kubectl expects. The variable is read only for its format.
    fn exec_api(&self, output: &Format) -> Result<&'static str> {
        let is_asked = output.word() == EXEC_CREDENTIAL;
        let info = is_asked.then(|| self.home.environment.text("KUBERNETES_EXEC_INFO"));
        api_version(info.transpose()?.flatten().as_deref())
    }

    /// The server that the user names for the API.
    fn api_host(&self) -> Result<Option<Server>> {
        let read = |host: &str| {
            Server::named(host).ok_or_else(|| Message::new("api-host-invalid").with("host", host))
        };
        match (&self.fetch.api_host, &self.profile.api_host) {
            (Some(host), _) => read(host).map(Some).map_err(|why| Error::new(Kind::Usage, why)),
            (None, Some(host)) => {
                read(host).map(Some).map_err(|why| self.home.config.wrong(&self.table, "api-host", why))
            }
            (None, None) => Ok(None),
        }
    }

    /// The name under which the token is shared. Fails if a credential may be that of this machine: the token would
    /// then be this machine's too.
    fn share(
        &self,
        owner: TokenOwner,
        credentials: &BTreeMap<String, CredentialRef>,
    ) -> Result<Option<String>> {
        let profile = self.profile;
        let wrong = |key, why| Err(self.home.config.wrong(&self.table, key, why));
        if profile.shared != Some(true) {
            let is_named = profile.share.is_some() && profile.shared.is_none();
            return if is_named { wrong("share", Message::new("share-unshared")) } else { Ok(None) };
        }
        if cfg!(not(feature = "shared")) {
            return wrong("shared", Message::new("shared-missing"));
        }
        let name = profile.share.as_deref().unwrap_or(&self.fetch.profile);
        if name.is_empty() || name.chars().any(char::is_control) {
            return wrong("share", Message::new("share-invalid"));
        }
        let of_machine = credentials.iter().find(|(name, it)| is_of_machine(name, it)).map(|(name, it)| {
            let why = Message::new("share-of-machine").with("name", name_in_messages(name, "value-name"));
            why.with("source", it.source.message())
        });
        let is_application = owner == TokenOwner::Application;
        let nameless = || {
            let is_nameless = is_application && is_nameless(self.provider, credentials, &self.values);
            is_nameless.then(|| Message::new("share-of-nobody"))
        };
        match of_machine.or_else(nameless).filter(|_| !profile.share_subject) {
            Some(why) => {
                Err(self.home.config.wrong(&self.table, "shared", why).hint("share-of-machine-hint"))
            }
            None => Ok(Some(name.to_owned())),
        }
    }

    fn store_kind(&self) -> Result<StoreKind> {
        let config = &self.home.config;
        let (store_kind, table) =
            self.choose(self.profile.store, config.defaults.store).unwrap_or((StoreKind::File, "defaults"));
        match (store_kind, missing_for_tokens()) {
            (StoreKind::Keyring, Some(why)) => Err(config.wrong(table, "store", why)),
            _ => Ok(store_kind),
        }
    }

    /// The profile's value or the one in `[defaults]`, with the name of its table.
    fn choose<T>(&self, own: Option<T>, of_all: Option<T>) -> Option<(T, &str)> {
        own.map(|word| (word, self.table.as_str())).or_else(|| Some((of_all?, "defaults")))
    }

    fn record(&mut self, name: &str, value: String, source: Source) {
        self.findings.push(Finding::Value(name.to_owned(), source));
        self.values.insert(name.to_owned(), value);
    }

    /// The value for `name` from its flag, else from a variable in `env`, else from the config file.
    fn lookup(&self, name: &str, env: &[String]) -> Result<Option<(String, Source)>> {
        if let Some(value) = self.fetch.values.get(name) {
            return Ok(Some((value.clone(), Source::Flag(name.to_owned()))));
        }
        let profile = self.profile;
        let configured = match name {
            "audience" => profile.audience.first(),
            "client-id" => profile.client_id.as_ref(),
            "resource" => profile.resource.first(),
            "scope" => profile.scope.as_ref(),
            BASE_URL => profile.vars.get(name).or(profile.base_url.as_ref()),
            _ => profile.vars.get(name),
        };
        let configured = || Some((configured?.clone(), self.in_config(name, &self.table_of(name))));
        Ok(self.env(env)?.or_else(configured))
    }

    /// The table of the config file that has the value or the credential called `name`.
    fn table_of(&self, name: &str) -> Cow<'_, str> {
        match name {
            _ if self.provider.vars.contains_key(name) => format!("{}.vars", self.table).into(),
            name if name != CLIENT_ID && self.provider.credentials.get(name).is_some() => {
                self.table_of_credential(name)
            }
            _ => self.table.as_str().into(),
        }
    }

    /// The table of the config file that has the credential called `name`.
    fn table_of_credential(&self, name: &str) -> Cow<'_, str> {
        let has_key = name == CLIENT_ID || CREDENTIAL_KEYS.contains(&name);
        match has_key && !self.profile.credentials.contains_key(name) {
            true => self.table.as_str().into(),
            false => format!("{}.credentials", self.table).into(),
        }
    }

    fn env(&self, names: &[impl AsRef<str>]) -> Result<Option<(String, Source)>> {
        for name in names {
            if let Some(value) = self.home.environment.text(name.as_ref())? {
                return Ok(Some((value, Source::Env(name.as_ref().to_owned()))));
            }
        }
        Ok(None)
    }

    fn in_config(&self, key: &str, table: &str) -> Source {
        let key = Message::new("source-config").with("key", key).with("table", table);
        Source::Config(key.with("path", &*self.home.config.path))
    }

    fn check_variable_names(&self) -> Result<()> {
        let provider = self.provider;
        let Some(name) = self.profile.vars.keys().find(|name| !provider.vars.contains_key(*name)) else {
            return Ok(());
        };
        let why = Message::new("variable-unknown").with("profile", &self.fetch.profile).with("name", name);
        let error = self.home.config.wrong(&format!("{}.vars", self.table), name, why);
        let known = || provider.vars.keys().map(String::as_str);
        let all = || Message::new("variables-known").with("names", Value::list(known(), "list-comma"));
        Err(error.hint(did_you_mean(name, known()).unwrap_or_else(all)))
    }

    /// Fails if the profile names a credential that the definition does not declare.
    fn check_credential_names(&self) -> Result<()> {
        let declared = &self.provider.credentials;
        let mut named = self.profile.credentials().map(|(name, _)| name);
        let Some(name) = named.find(|name| declared.get(name).is_none()) else { return Ok(()) };
        let why = Message::new("credential-unknown").with("profile", &self.fetch.profile).with("name", name);
        let error = self.home.config.wrong(&self.table_of_credential(name), name, why);
        let known = || declared.named().map(|(name, _)| name);
        let all = || Message::new("credentials-known").with("names", Value::list(known(), "list-comma"));
        Err(error.hint(did_you_mean(name, known()).unwrap_or_else(all)))
    }

    /// The environment variable or the file from which the system would give the value or credential called `name`.
    fn system_source(&self, name: &str) -> Option<String> {
        let variable = self.provider.vars.get(name).filter(|variable| variable.system);
        let of_variable = variable.and_then(|variable| variable.env.last().cloned());
        of_variable.or_else(|| match &self.provider.credentials.get(name)?.default {
            Some(SecretSource::Env(variable)) => self.filled(&Template::parse(variable).ok()?),
            Some(SecretSource::File(path)) => Some(path.display().to_string()),
            _ => None,
        })
    }

    /// The definition's hint for `name`, which has no value. No flag of the command line reaches a profile whose token
    /// another profile needs, so a hint with a flag would change the wrong one.
    fn hint_for_missing(&self, name: &str) -> Option<Message> {
        let is_of_use = !self.fetch.is_inner || !self.provider.has_flag_in_hint_for_missing(name);
        self.provider.hint_for_missing(name).filter(|_| is_of_use)
    }

    /// Records that `name` has no value, and where it could be set. `title` is the vendor's name for it.
    fn record_missing(&mut self, name: &str, title: Option<&str>, env: &[String]) {
        let what = name_in_messages(name, "missing-variable");
        let what = match (self.system_source(name), title) {
            (Some(source), _) => Message::text(source),
            (None, Some(title)) => self.provider.credential_name(what, name, title),
            (None, None) => what,
        };
        let more = match name {
            CLIENT_SECRET => Message::new("missing-secret-file").into(),
            _ => Value::from(""),
        };
        let credentials = &self.provider.credentials;
        // A secret on the command line would be visible; only the client secret has such a flag, with a warning.
        let is_secret = name != CLIENT_SECRET && credentials.is_secret(name);
        let (code, code_env) = match (self.fetch.is_inner, is_secret) {
            (true, _) if credentials.is_secret(name) => {
                ("missing-places-inner-file", "missing-places-inner-file-env")
            }
            (true, _) => ("missing-places-inner", "missing-places-inner-env"),
            (false, true) => ("missing-places-secret", "missing-places-secret-env"),
            (false, false) => ("missing-places", "missing-places-env"),
        };
        let table = if name != CLIENT_ID && credentials.get(name).is_some() {
            self.table_of_credential(name)
        } else {
            self.table_of(name)
        };
        let places = Message::new(if env.is_empty() { code } else { code_env })
            .with("what", &what)
            .with("more", more)
            .with("name", name)
            .with("variables", Message::new(if env.len() > 1 { "variables" } else { "variable" }))
            .with("names", Value::list(env, "list-comma"))
            .with("table", &*table)
            .with("path", &*self.home.config.path);
        let places = self.hint_for_missing(name).unwrap_or(places);
        self.missing.push(Missing { name: name.to_owned(), what, places });
    }
}

/// A credential that is the token of the profile called `name`, which is resolved if the credential is used.
fn of_profile(name: &str) -> CredentialRef {
    CredentialRef::new(Source::Profile(name.to_owned()), None)
}

/// Returns whether the token is nothing but credentials that have been read.
fn is_at_hand(provider: &Provider, credentials: &BTreeMap<String, CredentialRef>) -> bool {
    let is_read = |name: &str| credentials.get(name).is_some_and(|credential| credential.text.is_some());
    provider.token.as_ref().is_some_and(|token| token.names().all(is_read))
}

/// Returns whether the credential called `name` says who the token is for, and may do so for this machine alone. The
/// name of a shared token does not depend on it.
fn is_of_machine(name: &str, credential: &CredentialRef) -> bool {
    if !matches!(name, "subject" | "actor") {
        return false;
    }
    let Some(inner) = &credential.profile else { return !matches!(credential.source, Source::Config(_)) };
    let is_application = inner.owner == TokenOwner::Application && inner.share.is_none();
    is_application
        && (inner.credentials.iter().any(|(name, it)| is_of_machine(name, it))
            || is_nameless(&inner.provider, &inner.credentials, &inner.values))
}

/// Returns whether nothing names the application that the token is for, so that it may be this machine's.
fn is_nameless(
    provider: &Provider,
    credentials: &BTreeMap<String, CredentialRef>,
    values: &BTreeMap<String, String>,
) -> bool {
    let needs_id = provider.credentials.get(CLIENT_ID).is_some_and(|declared| declared.required);
    let has_required = provider.vars.values().any(|variable| variable.required);
    let is_named = needs_id || has_required || values.contains_key(CLIENT_ID);
    !is_named || provider.network == Network::Metadata || is_at_hand(provider, credentials)
}

/// Returns whether the application's token depends on `name`: its request, or an assertion.
fn uses(provider: &Provider, name: &str) -> bool {
    let names = match &provider.client_credentials {
        Some(call) => flow::names(provider, RequestKind::ClientCredentials, call, None),
        None => flow::names_of_token(provider),
    };
    names.contains(name)
}

/// The scope of a login and the scope that a refresh token requires, joined by the vendor's separator.
fn user_scope(provider: &Provider, scope: &str) -> String {
    let separator = provider.user.scope_separator.as_deref().unwrap_or(" ");
    let mut words: Vec<&str> = scope.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    if let Some(word) = provider.user.offline_scope.as_deref().filter(|word| !words.contains(word)) {
        words.push(word);
    }
    words.join(separator)
}

/// Reports whether a file is not text, such as a key in DER or PKCS #12.
fn is_binary(path: &Path) -> bool {
    let read = trusted_file::read(path, 1024 * 1024, Duration::from_secs(1));
    read.is_ok_and(|bytes| std::str::from_utf8(&bytes).is_err())
}
