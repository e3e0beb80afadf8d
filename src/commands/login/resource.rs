//! `gettoken login URL`: a login to a server by its URL (RFC 9728), and the profile that is written for it.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, absolute};

use super::FindClient;
use crate::app::App;
use crate::app::client::{Origin, Redirect};
use crate::app::config_editor::{self, ConfigText, Setting};
use crate::cli::{CredentialArg, Fetch};
use crate::error::{Error, Kind, Result};
use crate::http::host_of;
use crate::message::{Message, Value};
use crate::oauth::metadata::ServerMetadata;
use crate::provider::{CLIENT_ID, Provider};
use crate::report;
use crate::reserved::is_command;
use crate::sanitize::is_name;
use crate::secret_source::CREDENTIAL_KEYS;
use crate::settings::{ConfigDir, expand};
use crate::token::Token;

/// A profile that is written once somebody has logged in to it.
pub struct NewProfile {
    pub name: String,
    /// The config directory as if the profile were already in it.
    pub home: ConfigDir,
    /// The keys of the profile, below its table.
    settings: BTreeMap<Vec<String>, Setting>,
    /// Whether a secret on the command line is not among them.
    lacks_secret: bool,
}

impl NewProfile {
    /// The profile for the URL in `fetch`, called `name` or else like its host. `None` if `fetch` names a profile that
    /// exists, or a provider without such URLs.
    pub fn of(home: &ConfigDir, fetch: &Fetch, name: Option<String>) -> Result<Option<Self>> {
        let provider = home.definition(&fetch.profile)?.filter(|_| {
            // A profile that cannot be read is an error when it is resolved.
            home.config.profile(&fetch.profile).is_ok_and(|profile| profile.is_none())
        });
        let url = provider.as_ref().and_then(|provider| {
            provider.protected_resource.as_ref()?.fill(|name| fetch.values.get(name).cloned())
        });
        let (Some(provider), Some(url)) = (provider, url) else {
            let is_misplaced =
                || Error::new(Kind::Usage, "login-as-misplaced").with("profile", &fetch.profile);
            return name.map_or(Ok(None), |_| Err(is_misplaced()));
        };
        let name = match name {
            Some(name) => name,
            None => name_of(&url)?,
        };
        check_name(home, &name)?;
        let (settings, lacks_secret) = settings(&provider, fetch);
        let mut document = config_editor::document(home)?;
        write(&name, &settings, &mut document)?;
        let home = home.with_text(document.text())?;
        Ok(Some(Self { name, home, settings, lacks_secret }))
    }

    /// Adds the profile, with the issuer that its session is bound to, to the config file in `home`.
    pub fn save(mut self, home: &ConfigDir, issuer: &str) -> Result<()> {
        self.settings.insert(path(&["vars", "issuer"]), Setting::Text(issuer.to_owned()));
        let Self { name, settings, .. } = &self;
        let edited = config_editor::edit(
            home,
            |document| write(name, settings, document),
            |after| config_editor::resolve_profile(after, name).map(drop),
            || Ok(()),
        );
        edited.map_err(|error| {
            let mut text = ConfigText::default();
            // Nothing is in the way in an empty file.
            let _ = write(name, settings, &mut text);
            let hint = Message::new("login-profile-add").with("path", &*home.config.path);
            error.hint(hint.with("text", Value::Lines(text.text())))
        })?;
        let said = Message::new("login-profile-written").with("profile", name);
        report::say(said.with("path", &*home.config.path));
        if self.lacks_secret {
            report::warn(Message::new("login-secret-unwritten").with("profile", name));
        }
        Ok(())
    }
}

/// Logs in with the client that `find_client` finds at the server of `metadata`. If the server has forgotten one that
/// was registered by an earlier login, another one is registered, once.
pub fn log_in(
    app: &App,
    metadata: &ServerMetadata,
    log_in: &dyn Fn(FindClient) -> Result<Token>,
) -> Result<Token> {
    let found = RefCell::new((Origin::Configured, String::new()));
    let find_client = |redirect: &Redirect| {
        let (app, origin) = app.with_client(metadata, redirect)?;
        found.replace((origin, app.settings.value(CLIENT_ID).unwrap_or_default()));
        Ok(Some(app))
    };
    let is_known = || found.borrow().0 == Origin::Known;
    match log_in(&find_client) {
        Err(error) if error.vendor_code() == Some("invalid_client") && is_known() => {
            report::say(Message::new("client-forgotten").with("issuer", &metadata.issuer));
            app.forget_registration(&metadata.issuer, &found.borrow().1)?;
            log_in(&find_client)
        }
        // Servers show an unknown client in the browser, and send nothing back.
        Err(error) if error.code() == "login-timeout" && is_known() => {
            Err(error.hint("client-maybe-forgotten"))
        }
        result => result,
    }
}

/// The name of a profile for `url`: its host.
fn name_of(url: &str) -> Result<String> {
    let authority = host_of(url).unwrap_or_default();
    let host = authority.rsplit_once(':').map_or(&*authority, |(host, _)| host);
    if is_name(host) {
        return Ok(host.to_owned());
    }
    Err(Error::new(Kind::Usage, "login-name-missing").with("host", host))
}

/// Fails if a profile cannot have this name, or it means something else.
fn check_name(home: &ConfigDir, name: &str) -> Result<()> {
    if !is_name(name) {
        return Err(Error::new(Kind::Usage, "profile-name-invalid").with("name", name).hint("login-as"));
    }
    if is_command(name) || home.catalog.find_for_use(name)?.is_some() {
        return Err(Error::new(Kind::Usage, "login-name-taken").with("name", name).hint("login-as"));
    }
    Ok(())
}

/// The keys for what `fetch` names, and whether it has a secret that is not written.
fn settings(provider: &Provider, fetch: &Fetch) -> (BTreeMap<Vec<String>, Setting>, bool) {
    let mut settings = BTreeMap::from([(path(&["provider"]), Setting::Text(provider.name.clone()))]);
    for (name, value) in &fetch.values {
        let place = if provider.vars.contains_key(name) { path(&["vars", name]) } else { path(&[name]) };
        let further = fetch.further.get(name).filter(|further| !further.is_empty());
        let all = |further: &Vec<String>| Setting::List([std::slice::from_ref(value), further].concat());
        settings.insert(place, further.map_or_else(|| Setting::Text(value.clone()), all));
    }
    let mut lacks_secret = !fetch.params.is_empty();
    for (name, credential) in &fetch.credentials {
        let place = if CREDENTIAL_KEYS.contains(&name.as_str()) {
            path(&[name])
        } else {
            path(&["credentials", name])
        };
        match source(credential) {
            Some(source) => drop(settings.insert(place, source)),
            None => lacks_secret = true,
        }
    }
    (settings, lacks_secret)
}

/// A credential of the command line, as the config file names it. A secret itself is not copied.
fn source(credential: &CredentialArg) -> Option<Setting> {
    let table = |key: &str, text: String| Some(Setting::Table(vec![(key.to_owned(), Setting::Text(text))]));
    match credential {
        CredentialArg::File(path) if path != Path::new("-") => {
            table("file", absolute(expand(path)).ok()?.to_str()?.to_owned())
        }
        CredentialArg::Profile(profile) => table("profile", profile.clone()),
        CredentialArg::Text(_) | CredentialArg::File(_) => None,
    }
}

/// Writes the profile into `document`. Fails if there is another one of this name.
fn write(name: &str, settings: &BTreeMap<Vec<String>, Setting>, document: &mut ConfigText) -> Result<()> {
    let full = |key: &Vec<String>| [path(&["profiles", name]), key.clone()].concat();
    let get = |document: &ConfigText, key: &Vec<String>| {
        let full = full(key);
        document.get(&full.iter().map(String::as_str).collect::<Vec<_>>())
    };
    let identity = [path(&["provider"]), path(&["vars", "url"])];
    let is_there = document.names(&["profiles"]).iter().any(|known| known == name);
    if is_there && identity.iter().any(|key| get(document, key) != settings.get(key).cloned()) {
        return Err(Error::new(Kind::Usage, "login-name-other").with("name", name).hint("login-as"));
    }
    for (key, setting) in settings {
        let full = full(key);
        let place: Vec<&str> = full.iter().map(String::as_str).collect();
        // A value that stays as it is keeps its form.
        if document.get(&place).as_ref() != Some(setting) && !document.set(&place, setting.clone()) {
            return Err(Error::new(Kind::Config, "config-key-misplaced").with("key", place.join(".")));
        }
    }
    Ok(())
}

fn path(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}
