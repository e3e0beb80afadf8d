//! From flags, environment, config and defaults to [`Settings`], value by value.

mod lacking;
mod reach;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::helper::Helper;
use super::{ClientSecret, Home, Missing, Settings, Source, TokenOwner, expand, keyring};
use crate::cli::Fetch;
use crate::client_auth::ClientAuth;
use crate::config::{Profile, SecretSource};
use crate::document::nearest;
use crate::error::{Error, Kind, Result};
use crate::escape::{unsafe_character, visible};
use crate::output::Format;
use crate::ownership::shown;
use crate::provider::{Content, Provider, Variable};
use crate::report;
use crate::secret::Secret;

/// Where values are looked for.
pub(super) struct Places<'a> {
    pub(super) home: &'a Home,
    pub(super) profile: &'a Profile,
    /// `[profiles.X]`, for messages.
    pub(super) table: String,
    /// Where each value was found.
    found: RefCell<Vec<(String, Source)>>,
}

pub fn settings(home: &Home, provider: Arc<Provider>, fetch: Fetch) -> Result<Settings> {
    match apart(home, provider, fetch)? {
        (settings, None) => Ok(settings),
        (_, Some(fault)) => Err(fault),
    }
}

/// The settings, without a client secret where that cannot be had, and why it cannot.
pub fn apart(home: &Home, provider: Arc<Provider>, fetch: Fetch) -> Result<(Settings, Option<Error>)> {
    let profile = &*home.config.profile(&fetch.profile)?.unwrap_or_default();
    let table = format!("profiles.{}", fetch.profile);
    let places = Places { home, profile, table, found: RefCell::default() };
    places.check_variable_names(&provider)?;

    let mut values = BTreeMap::new();
    let mut missing = Vec::new();
    places.client_id(&provider, fetch.client_id.as_deref(), &mut values, &mut missing)?;
    for (name, variable) in &provider.vars {
        places.variable(name, variable, fetch.vars.get(name), &mut values, &mut missing)?;
    }
    let owner = places.owner(&provider, &fetch)?;
    let needs_secret = owner == TokenOwner::Application && application_needs_secret(&provider, &values);
    let (client_secret, fault) = match places.client_secret(&provider, needs_secret, &fetch, &mut missing) {
        Ok(secret) => (secret, None),
        Err(fault) => (None, Some(fault)),
    };
    places.requests(&provider, owner, &fetch, &mut values)?;
    let params = places.params(&provider, &fetch)?;
    if let Some(user) = &profile.user {
        places.check_value("user", user, &places.in_config("user"), &places.table)?;
    }
    let settings = Settings {
        freshness: places.freshness(&fetch),
        keeping: places.keeping()?,
        network: places.network(&fetch)?,
        retries: places.retries(&fetch),
        output: places.output(&fetch)?,
        env_name: fetch.env_name,
        user: fetch.user.or_else(|| profile.user.clone()),
        dry_run: fetch.dry_run,
        require_scope: fetch.require_scope,
        profile: fetch.profile,
        provider,
        owner,
        values,
        client_secret,
        programs: home.programs(),
        sources: places.found.into_inner(),
        params,
        missing,
    };
    Ok((settings, fault))
}

impl Places<'_> {
    fn client_id(
        &self,
        provider: &Provider,
        flag: Option<&str>,
        values: &mut BTreeMap<String, String>,
        missing: &mut Vec<Missing>,
    ) -> Result<()> {
        let declared = &provider.credentials.client_id;
        let found = self.first("client-id", flag, &declared.env, self.profile.client_id.as_deref())?;
        match found.filter(|(id, _)| !id.is_empty()) {
            Some((id, source)) => {
                self.tell("client-id", source);
                values.insert("client-id".into(), id);
            }
            None if declared.required => missing.push(self.missing("client id", "client-id", declared, "")),
            None => {}
        }
        Ok(())
    }

    fn client_secret(
        &self,
        provider: &Provider,
        needed: bool,
        fetch: &Fetch,
        missing: &mut Vec<Missing>,
    ) -> Result<Option<ClientSecret>> {
        let declared = &provider.credentials.client_secret;
        let found = match (&fetch.client_secret, &fetch.client_secret_file) {
            (Some(secret), _) if !secret.is_empty() => {
                report::warn(
                    "`--client-secret` shows the secret to other users of this machine; prefer `--client-secret-file`",
                );
                Some(ClientSecret::given(secret.clone(), Source::Flag("client-secret".into())))
            }
            (_, Some(path)) => Some(ClientSecret::in_file(expand(path), &self.home.readers)?),
            _ => match self.env(&declared.env)? {
                Some((text, source)) => Some(ClientSecret::given(Secret::new(text), source)),
                None => self.configured_secret(provider, &fetch.profile)?,
            },
        };
        match &found {
            Some(secret) => report::note(|| format!("client secret from {}", secret.source)),
            None if declared.required || needed => missing.push(self.missing(
                "client secret",
                "client-secret",
                declared,
                "`--client-secret-file PATH` (- is stdin), ",
            )),
            None => {}
        }
        Ok(found)
    }

    fn configured_secret(&self, provider: &Provider, profile: &str) -> Result<Option<ClientSecret>> {
        Ok(match &self.profile.client_secret {
            None => None,
            // As an empty variable is: not set.
            Some(SecretSource::Inline(text)) if text.is_empty() => None,
            Some(SecretSource::Inline(text)) => {
                Some(ClientSecret::given(text.clone(), self.in_config("client-secret")))
            }
            Some(SecretSource::File(path)) => {
                Some(ClientSecret::in_file(self.beside_config(path), &self.home.readers)?)
            }
            Some(SecretSource::Env(name)) => {
                let text = self.home.environment.text(name)?.ok_or_else(|| {
                    let why = format!("the environment variable {} is not set", visible(name));
                    self.home.config.wrong(&self.table, "client-secret", why)
                })?;
                Some(ClientSecret::given(Secret::new(text), Source::Env(name.clone())))
            }
            Some(SecretSource::Command(words)) => Some(ClientSecret::by_command(Helper {
                words: words.clone(),
                hidden: self.home.credentials(provider)?,
                folders: self.home.programs(),
            })),
            Some(SecretSource::Keyring { account, service }) => {
                self.check_keyring()?;
                Some(ClientSecret::in_keyring(keyring::item(account, service.as_deref()), profile))
            }
        })
    }

    fn variable(
        &self,
        name: &str,
        declared: &Variable,
        flag: Option<&String>,
        values: &mut BTreeMap<String, String>,
        missing: &mut Vec<Missing>,
    ) -> Result<()> {
        let configured = self.profile.vars.get(name).map(String::as_str);
        let mut found = self.first(name, flag.map(String::as_str), &declared.env, configured)?;
        if let Some((_, source @ Source::Config(_))) = &mut found {
            *source = self.in_table(name, &format!("{}.vars", self.table));
        }
        let found = found.or_else(|| Some((declared.default.clone()?, Source::Default)));
        // An empty flag or config value says "none", against the default.
        let Some((value, source)) = found.filter(|(value, _)| !value.is_empty()) else {
            if declared.required {
                missing.push(self.missing_variable(name, declared));
            }
            return Ok(());
        };
        self.check_value(name, &value, &source, &format!("{}.vars", self.table))?;
        self.tell(name, source.clone());
        let value = declared.aliases.get(&value).cloned().unwrap_or(value);
        if !declared.choices.is_empty() {
            let row = declared.choices.get(&value).ok_or_else(|| {
                let words: Vec<_> = declared.choices.keys().map(|word| format!("`{word}`")).collect();
                let why = format!("`{}` (from {source}) is not a {name}", visible(&value));
                let error = match source {
                    Source::Config(_) => self.home.config.wrong(&format!("{}.vars", self.table), name, why),
                    _ => Error::new(Kind::Config, why),
                };
                error.hint(format!("it is one of {}", words.join(", ")))
            })?;
            for (field, text) in row {
                values.insert(format!("{name}.{field}"), text.clone());
            }
        }
        values.insert(name.to_owned(), value);
        Ok(())
    }

    /// Scope, audience and resource: flag, then config, then the provider's default scope.
    fn requests(
        &self,
        provider: &Provider,
        owner: TokenOwner,
        fetch: &Fetch,
        values: &mut BTreeMap<String, String>,
    ) -> Result<()> {
        let configured_scope = self.profile.scope.as_ref().map(|words| words.0.as_str());
        for (name, flag, configured) in [
            ("scope", &fetch.scope, configured_scope),
            ("audience", &fetch.audience, self.profile.audience.as_deref()),
            ("resource", &fetch.resource, self.profile.resource.as_deref()),
        ] {
            if let Some((value, source)) = self.first(name, flag.as_deref(), &[], configured)? {
                self.check_value(name, &value, &source, &self.table)?;
                self.tell(name, source);
                if owner == TokenOwner::Application && !takes(provider, name) {
                    let why = format!("{} takes no {name}: it is not sent", provider.name);
                    if name == "scope" && fetch.require_scope {
                        return Err(Error::new(Kind::Usage, why).hint("leave out `--require-scope`"));
                    }
                    report::warn(&why);
                }
                values.insert(name.to_owned(), value);
            }
        }
        let default = match owner {
            TokenOwner::Application => &provider.scope,
            TokenOwner::Person => &provider.user.scope,
        };
        if !values.contains_key("scope") {
            let default = default.as_ref().and_then(|scope| scope.fill(|name| values.get(name).cloned()));
            if let Some(scope) = default {
                self.tell("scope", Source::Default);
                values.insert("scope".to_owned(), scope);
            }
        }
        if let (TokenOwner::Person, Some(scope)) = (owner, values.get_mut("scope")) {
            *scope = user_scope(provider, scope);
        }
        Ok(())
    }

    /// A value goes into headers, URLs and messages, which have one line.
    fn check_value(&self, name: &str, value: &str, source: &Source, table: &str) -> Result<()> {
        match (unsafe_character(value), source) {
            (None, _) => Ok(()),
            (Some(what), Source::Config(_)) => {
                Err(self.home.config.wrong(table, name, format!("`{name}` holds {what}")))
            }
            (Some(what), _) => Err(Error::new(Kind::Config, format!("`{name}` from {source} holds {what}"))),
        }
    }

    fn owner(&self, provider: &Provider, fetch: &Fetch) -> Result<TokenOwner> {
        let word = match (&fetch.grant, &self.profile.grant) {
            (Some(word), _) => Some((word.as_str(), None)),
            (None, Some(word)) => Some((word.as_str(), Some(&self.table))),
            (None, None) => None,
        };
        match word {
            Some(("app", _)) => Ok(TokenOwner::Application),
            Some(("user", _)) => Ok(TokenOwner::Person),
            Some((_, Some(table))) => {
                Err(self.home.config.wrong(table, "grant", "`grant` is `app` or `user`"))
            }
            Some((_, None)) => Err(Error::new(Kind::Usage, "`--grant` is `app` or `user`")),
            None if provider.client_credentials.is_some() => Ok(TokenOwner::Application),
            None => Ok(TokenOwner::Person),
        }
    }

    /// Extra fields: the profile's, then the command line's; none may stand in for a field that the
    /// definition or the standard sends itself.
    fn params(&self, provider: &Provider, fetch: &Fetch) -> Result<Vec<(String, Secret)>> {
        const STANDARD: [&str; 15] = [
            "audience",
            "client_assertion",
            "client_assertion_type",
            "client_id",
            "client_secret",
            "code",
            "code_verifier",
            "device_code",
            "grant_type",
            "redirect_uri",
            "refresh_token",
            "resource",
            "scope",
            "state",
            "token",
        ];
        let sent = provider.client_credentials.iter().flat_map(|grant| grant.params.iter().flatten());
        let taken: Vec<&str> = sent.map(|(name, _)| name.as_str()).chain(STANDARD).collect();
        let refused =
            |name: &str| format!("`{}` is a field that {} sends itself", visible(name), provider.name);
        if let Some(name) = self.profile.params.keys().find(|name| taken.contains(&name.as_str())) {
            return Err(self.home.config.wrong(&format!("{}.params", self.table), name, refused(name)));
        }
        let configured = self.profile.params.iter();
        let mut params: Vec<(String, Secret)> =
            configured.map(|(name, value)| (name.clone(), Secret::new(value.clone()))).collect();
        for (name, value) in &fetch.params {
            if taken.contains(&name.as_str()) {
                return Err(Error::new(Kind::Usage, refused(name)).hint("`--param` is for further fields"));
            }
            params.retain(|(known, _)| known != name);
            params.push((name.clone(), value.clone()));
        }
        Ok(params)
    }

    fn output(&self, fetch: &Fetch) -> Result<Format> {
        let configured = [
            (self.profile.output.as_deref(), self.table.as_str()),
            (self.home.config.defaults.output.as_deref(), "defaults"),
        ];
        if let Some(format) = &fetch.output {
            return Ok(format.clone());
        }
        match configured.into_iter().find_map(|(word, table)| Some((word?, table))) {
            Some((word, table)) => word.parse().map_err(|why: String| {
                let error = self.home.config.wrong(table, "output", why);
                match nearest(word, Format::words()) {
                    Some(near) => error.hint(format!("did you mean `{near}`?")),
                    None => error,
                }
            }),
            None => Ok(Format::default()),
        }
    }

    /// Says where the value of `name` was found, and keeps it.
    fn tell(&self, name: &str, source: Source) {
        report::note(|| format!("{} from {source}", if name == "client-id" { "client id" } else { name }));
        self.found.borrow_mut().push((name.to_owned(), source));
    }

    /// The first place that has a value for `name`.
    fn first(
        &self,
        name: &str,
        flag: Option<&str>,
        env: &[String],
        configured: Option<&str>,
    ) -> Result<Option<(String, Source)>> {
        if let Some(value) = flag {
            return Ok(Some((value.to_owned(), Source::Flag(name.to_owned()))));
        }
        if let Some(found) = self.env(env)? {
            return Ok(Some(found));
        }
        Ok(configured.map(|value| (value.to_owned(), self.in_config(name))))
    }

    fn env(&self, names: &[String]) -> Result<Option<(String, Source)>> {
        for name in names {
            if let Some(value) = self.home.environment.text(name)? {
                return Ok(Some((value, Source::Env(name.clone()))));
            }
        }
        Ok(None)
    }

    fn in_config(&self, key: &str) -> Source {
        self.in_table(key, &self.table)
    }

    fn in_table(&self, key: &str, table: &str) -> Source {
        Source::Config(format!("`{key}` in [{table}] of {}", shown(&self.home.config.path)))
    }

    /// A path in the config file is relative to that file's folder, not to where the user happens to be.
    fn beside_config(&self, path: &Path) -> PathBuf {
        self.home.dir.join(expand(path))
    }

    fn check_variable_names(&self, provider: &Provider) -> Result<()> {
        for name in self.profile.vars.keys() {
            if !provider.vars.contains_key(name) {
                let why = format!("{} has no variable `{}`", provider.name, visible(name));
                let error = self.home.config.wrong(&format!("{}.vars", self.table), name, why);
                let known = provider.vars.keys().map(String::as_str);
                return Err(match nearest(name, known.clone()) {
                    Some(near) => error.hint(format!("did you mean `{near}`?")),
                    None => error.hint(format!("it has: {}", known.collect::<Vec<_>>().join(", "))),
                });
            }
        }
        Ok(())
    }
}

/// Whether the application's request has a place for `name`.
fn takes(provider: &Provider, name: &str) -> bool {
    let params = provider.client_credentials.as_ref().and_then(|call| call.params.as_ref());
    params.is_none_or(|params| {
        params.values().any(|param| match &param.content {
            Content::Text(template) => template.names().any(|known| known == name),
            _ => false,
        })
    })
}

/// Whether the application's own grant cannot do without a client secret.
fn application_needs_secret(provider: &Provider, values: &BTreeMap<String, String>) -> bool {
    let call = provider.client_credentials.as_ref();
    let word = call.and_then(|call| call.client_auth.fill(|name| values.get(name).cloned()));
    word.and_then(|word| ClientAuth::parse(&word)).is_some_and(ClientAuth::needs_secret)
}

/// The scope of a login: with the word without which there is no refresh token, and between its words
/// what the vendor wants there.
fn user_scope(provider: &Provider, scope: &str) -> String {
    let separator = provider.user.scope_separator.as_deref().unwrap_or(" ");
    let mut words: Vec<&str> = scope.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    if let Some(word) = provider.user.offline_scope.as_deref().filter(|word| !words.contains(word)) {
        words.push(word);
    }
    words.join(separator)
}
