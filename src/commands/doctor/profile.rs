//! Checks of one profile: the sources of its values, missing values, and its cache entries.

use chrono::{SecondsFormat, Utc};
use serde_json::{Map, Value, json};

use super::credentials;
use super::metadata;
use super::network;
use super::shared;
use super::show::Group;
use crate::app::{resolve_lenient, store};
use crate::check::{Check, State};
use crate::cli::Fetch;
use crate::duration;
use crate::error::{Error, Kind, Result};
use crate::message::{self, Message};
use crate::oauth::flow;
use crate::provider::Status;
use crate::reserved;
use crate::sanitize::short_word;
use crate::settings::{ConfigDir, Missing, Settings, TokenOwner};
use crate::store::{Entry, Found};

/// The groups of checks of a profile. They are skipped if the config file is not `readable`.
pub fn groups(home: &ConfigDir, fetch: Fetch, readable: bool, online: bool) -> Vec<Group> {
    let name = fetch.profile.clone();
    let groups = match readable.then(|| resolve_lenient(home, fetch)) {
        None => vec![Check::skipped(&["provider", "credentials", "token"], "doctor-config-unreadable")],
        Some(Err(error)) => {
            let rest = Check::skipped(&["credentials", "token"], "doctor-provider-unknown");
            vec![[Check::failed("provider", &error)].into_iter().chain(rest).collect()]
        }
        Some(Ok((mut settings, secret_error))) => {
            let offline = offline(home, &settings, secret_error.as_ref());
            let network = online.then(|| {
                let mut checks = metadata::checks(home, &mut settings);
                checks.extend(network::checks(&settings));
                if secret_error.is_none() {
                    checks.extend(shared::checks(home, &settings));
                }
                if secret_error.is_none() && settings.missing.is_empty() {
                    let untried =
                        Message::new("doctor-untried").with("call", reserved::call(&settings.profile));
                    checks.extend(Check::skipped(&["credentials"], untried));
                }
                checks
            });
            [offline].into_iter().chain(network).collect()
        }
    };
    let profile = Message::new("doctor-title-profile").with("profile", &*short_word(&name));
    let named = |checks: Vec<Check>| {
        checks.into_iter().map(|check| check.facts(json!({ "profile": name }))).collect()
    };
    [profile, "doctor-title-network".into()].into_iter().zip(groups.into_iter().map(named)).collect()
}

fn offline(home: &ConfigDir, settings: &Settings, secret_error: Option<&Error>) -> Vec<Check> {
    let mut checks = vec![provider(settings)];
    let reserved = reserved::profile_warning(&settings.profile);
    checks.extend(reserved.map(|warning| Check::new("name", State::Warning, warning)));
    checks.extend(flow::check(settings).err().map(|error| Check::failed("grant", &error)));
    let id = settings.sources().find(|(name, _)| *name == "client-id");
    let id = id.map(|(_, source)| {
        Check::new("client-id", State::Fine, "doctor-source")
            .with("source", source.message())
            .facts(json!({ "source": source.to_string() }))
    });
    checks.extend(id.or_else(|| missing(settings, "client-id", "client-id")));
    checks.extend(credentials::checks(home, settings, secret_error, Utc::now()));
    checks.extend(values(settings));
    checks.extend(entries(home, settings, secret_error.is_some()));
    checks
}

fn provider(settings: &Settings) -> Check {
    let provider = &settings.provider;
    let evidence = provider.evidence();
    let is_sure = evidence.status() == Status::Verified;
    let code = if is_sure { "doctor-provider" } else { "doctor-provider-unverified" };
    let (whose, grant) = match settings.owner {
        TokenOwner::Application => ("doctor-token-application", "app"),
        TokenOwner::Person => ("doctor-token-person", "user"),
    };
    let check = Check::new("provider", State::Fine, code).with("whose", Message::new(whose));
    let check = if is_sure { check } else { check.with("evidence", evidence.message()) };
    check
        .map_message(|message| provider.with_title(message))
        .facts(json!({ "provider": provider.name, "grant": grant }))
}

/// The fault of a missing credential, or `None` if it is set.
pub fn missing(settings: &Settings, name: &str, check: &'static str) -> Option<Check> {
    settings.missing.iter().find(|missing| missing.name == name).map(|missing| fault_of(check, missing))
}

fn fault_of(name: &'static str, missing: &Missing) -> Check {
    let fault = Check::new(name, State::Fault(Kind::Config), "doctor-missing");
    fault.with("what", &missing.what).advice(&missing.places)
}

/// The sources of the variables and other request fields, but not their values, which may be private.
fn values(settings: &Settings) -> Vec<Check> {
    let is_credential = |name: &str| settings.provider.credentials.get(name).is_some();
    let used = || settings.sources().filter(|(name, _)| !is_credential(name));
    let sources: Map<String, Value> =
        used().map(|(name, source)| (name.to_owned(), source.to_string().into())).collect();
    let named = used().map(|(name, source)| {
        Message::new("doctor-value").with("name", name).with("source", source.message())
    });
    let check = Check::new("values", State::Fine, "doctor-values");
    let check = check.with("values", message::Value::list(named, "list-comma"));
    let check = (!sources.is_empty()).then(|| check.facts(json!({ "sources": sources })));
    let faults = settings.missing.iter().filter(|missing| !is_credential(&missing.name));
    let faults = faults.map(|missing| fault_of("values", missing).facts(json!({ "value": missing.name })));
    check.into_iter().chain(faults).collect()
}

/// Checks the cache entries of the application's token and the person's session, if the definition has them.
fn entries(home: &ConfigDir, settings: &Settings, no_secret: bool) -> Vec<Check> {
    let incomplete = no_secret || settings.lacks_credential();
    let (store, nothing) = (store(home, settings), json!({ "stored": false }));
    let mut checks = Vec::new();
    if settings.owner == TokenOwner::Application {
        checks.push(match (settings.freshness.cache, incomplete) {
            (false, _) => Check::new("token", State::Fine, "doctor-token-uncached"),
            (_, true) => Check::new("token", State::Skipped, "doctor-token-skipped"),
            _ => entry_check("token", store.read(&settings.key()), |entry| validity("doctor-stored", entry))
                .unwrap_or_else(|| Check::new("token", State::Fine, "doctor-token-none").facts(&nothing)),
        });
    }
    let person = Settings { owner: TokenOwner::Person, ..settings.clone() };
    if flow::check(&person).is_ok() && settings.may_have_session() {
        let session = entry_check("session", store.read(&person.key()), session);
        // A missing session is a fault only if the profile uses it: only a login can create one.
        let required = (settings.owner == TokenOwner::Person).then(|| {
            let fault = Check::new("session", State::Fault(Kind::Login), "doctor-session-none");
            fault.with("profile", &settings.profile).facts(&nothing)
        });
        checks.extend(session.or(required));
    }
    checks
}

/// The check of a cache entry, with the message that `describe` returns if the entry can be read.
fn entry_check(
    name: &'static str,
    found: Result<Found<Entry>>,
    describe: impl Fn(&Entry) -> Message,
) -> Option<Check> {
    match found {
        Ok(Found::Nothing) => None,
        Err(error) => Some(Check::failed(name, &error)),
        Ok(Found::Damaged(_)) => Some(Check::new(name, State::Skipped, "doctor-entry-damaged")),
        Ok(Found::Sound(entry)) => {
            let at = entry.token.expires_at.map(|at| at.to_rfc3339_opts(SecondsFormat::Secs, true));
            let mut facts = json!({ "stored": true, "expires_at": at });
            if name == "session" {
                facts["renewable"] = entry.token.refresh_token.is_some().into();
                facts["account"] = entry.token.account.as_deref().into();
            }
            Some(Check::new(name, State::Fine, describe(&entry)).facts(facts))
        }
    }
}

fn session(entry: &Entry) -> Message {
    let whose = entry.token.account.as_deref().map(message::Value::from);
    let whose = whose.unwrap_or_else(|| Message::new("doctor-somebody").into());
    Message::new("doctor-session").with("whose", whose).with("life", validity("doctor-access-token", entry))
}

/// The remaining validity of a token, such as `stored, valid for 1h 59m more`.
fn validity(what: &'static str, entry: &Entry) -> Message {
    let message = match entry.token.seconds_left(Utc::now()) {
        Some(left) if left > 0 => Message::new("doctor-token-valid").with("left", duration::message(left)),
        Some(_) => Message::new("doctor-token-expired"),
        None => Message::new("doctor-token-endless"),
    };
    message.with("what", Message::new(what))
}
