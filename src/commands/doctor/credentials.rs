//! Checks of a profile's credentials: their sources, who else can read or change them, and what is in those whose text
//! is known. None is shown, no command is run, and no request is sent for one.

use std::sync::Arc;

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use serde_json::json;

use super::profile::missing;
use crate::app::credentials::url_incomplete;
use crate::app::store;
use crate::check::{Check, State};
use crate::crypto::certificate::Certificates;
use crate::crypto::signing_key::SigningKey;
use crate::duration;
use crate::error::{Error, Kind};
use crate::message::{Message, Value};
use crate::oauth::jwt;
use crate::provider::{CLIENT_KEY, CLIENT_SECRET, Provider};
use crate::secret::Secret;
use crate::settings::{ConfigDir, CredentialRef, Settings, Source, TokenOwner, name_in_messages};
use crate::store::Found;
use crate::trusted_file;

/// How long before a certificate expires there is a warning.
const EXPIRES_SOON: TimeDelta = TimeDelta::days(30);

/// A check of each credential that the profile uses or misses. `fault` is why one of them is unavailable.
pub fn checks(
    home: &ConfigDir,
    settings: &Settings,
    fault: Option<&Error>,
    now: DateTime<Utc>,
) -> Vec<Check> {
    let declared = settings.provider.credentials.read_when_needed();
    let one = |(name, _): (&str, _)| {
        // The client secret had a check before there were other credentials.
        let check_name = if name == CLIENT_SECRET { CLIENT_SECRET } else { "credential" };
        let first = fault.filter(|_| settings.unavailable.as_deref() == Some(name));
        let fault = first.or_else(|| settings.also_unavailable.get(name).map(Arc::as_ref));
        let check = match (fault, settings.credentials.get(name)) {
            (Some(fault), _) => Check::failed(check_name, fault),
            (_, Some(found)) => {
                let check = source(home, settings, name, found, check_name);
                let check = check.with("source", found.source.message());
                let check = check.facts(json!({ "source": found.source.to_string() }));
                match &found.text {
                    Some(text) if check.exit_code().is_none() => content(check, settings, name, text, now),
                    _ => check,
                }
            }
            (_, None) => missing(settings, name, check_name)?,
        };
        Some(match name {
            CLIENT_SECRET => check,
            _ => check.facts(json!({ "credential": name })).labeled(name_in_messages(name, "value-name")),
        })
    };
    declared.filter_map(one).collect()
}

/// Checks where a credential comes from.
fn source(
    home: &ConfigDir,
    settings: &Settings,
    name: &str,
    found: &CredentialRef,
    check_name: &'static str,
) -> Check {
    let check = |state, code: &'static str| Check::new(check_name, state, code);
    match &found.source {
        // It may ask a person to unlock something.
        Source::Command(words) | Source::SignCommand(words, _) => match home.program(words) {
            Ok(path) => check(State::Fine, "doctor-secret-command")
                .facts(json!({ "program": path.to_string_lossy() })),
            Err(error) => Check::failed(check_name, &error),
        }
        .facts(json!({ "run": false })),
        Source::File(path) => {
            check(State::Fine, "doctor-secret-file").rights(trusted_file::rights(path).ok().flatten())
        }
        Source::Flag(_) if settings.provider.credentials.is_secret(name) => {
            check(State::Warning, "doctor-secret-flag")
        }
        Source::Url(url) => match url_incomplete(home, settings, name, url) {
            Some(error) => Check::failed(check_name, &error),
            None => check(State::Fine, "doctor-credential-url"),
        }
        .facts(json!({ "requested": false })),
        Source::Profile(inner) => match &found.profile {
            Some(chained) => hop(home, chained, check_name),
            None => check(State::Fine, "doctor-source"),
        }
        .with("inner", inner),
        _ if settings.provider.credentials.is_secret(name) => check(State::Fine, "doctor-secret-read"),
        _ => check(State::Fine, "doctor-source"),
    }
}

/// Checks whether another profile can have a token.
fn hop(home: &ConfigDir, inner: &Settings, check_name: &'static str) -> Check {
    if !inner.missing.is_empty() {
        let what = Value::list(inner.missing.iter().map(|missing| &missing.what), "list-and");
        let fault = State::Fault(Kind::Config);
        return Check::new(check_name, fault, "doctor-hop-incomplete").with("what", what);
    }
    let is_person = inner.owner == TokenOwner::Person;
    if is_person && matches!(store(home, inner).read(&inner.key()), Ok(Found::Nothing)) {
        return Check::new(check_name, State::Fault(Kind::Login), "doctor-hop-session");
    }
    Check::new(check_name, State::Fine, "doctor-source")
}

/// Adds what is in a credential: a private key, a certificate, or a token with an expiry.
fn content(check: Check, settings: &Settings, name: &str, text: &Secret, now: DateTime<Utc>) -> Check {
    if name == "certificate" {
        return match certificate(settings, text) {
            Ok(Some(at)) => valid_until(check, at, now),
            Ok(None) => check,
            Err(why) => faulty(check, why),
        };
    }
    if is_private_key(&settings.provider, name) {
        return match SigningKey::parse(text) {
            Ok(key) => {
                let names = key.algorithms().iter().map(|algorithm| algorithm.name());
                let facts = json!({ "algorithms": names.collect::<Vec<_>>() });
                detailed(check, State::Fine, "doctor-private-key").facts(facts)
            }
            Err(why) => faulty(check, why),
        };
    }
    let exp = jwt::claims(text.expose()).and_then(|claims| claims.get("exp")?.as_i64());
    let at = exp.and_then(|exp| DateTime::from_timestamp(exp, 0));
    let check = match at {
        Some(at) if at <= now => detailed(check, State::Warning, "doctor-token-passed"),
        Some(at) => {
            let left = duration::message((at - now).num_seconds());
            detailed(check, State::Fine, "doctor-token-left").with("left", left)
        }
        None => return check,
    };
    check.facts(json!({ "expires_at": at.map(date_time) }))
}

/// When the certificate expires, if it can be read and is that of the private key.
fn certificate(settings: &Settings, text: &Secret) -> Result<Option<DateTime<Utc>>, Message> {
    let certificates = Certificates::parse(text.expose())?;
    let key = settings.credentials.get(CLIENT_KEY).and_then(|key| key.text.as_ref());
    // A key that cannot be read has a fault of its own.
    if let Some(key) = key.and_then(|key| SigningKey::parse(key).ok()) {
        certificates.check_key(&key)?;
    }
    Ok(certificates.not_after())
}

fn valid_until(check: Check, at: DateTime<Utc>, now: DateTime<Utc>) -> Check {
    let (state, code) = match at - now {
        left if left <= TimeDelta::zero() => (State::Warning, "doctor-key-certificate-expired"),
        left if left <= EXPIRES_SOON => (State::Warning, "doctor-key-certificate-soon"),
        _ => (State::Fine, "doctor-key-certificate"),
    };
    let check = detailed(check, state, code).with("until", at.format("%Y-%m-%d").to_string());
    check.facts(json!({ "not_after": date_time(at) }))
}

/// Returns whether the credential called `name` is a private key that signs an assertion.
fn is_private_key(provider: &Provider, name: &str) -> bool {
    let assertions = [&provider.assertion, &provider.client_assertion];
    let mut keys = assertions.into_iter().flatten().map(|assertion| assertion.key.as_str());
    name != CLIENT_SECRET && (name == CLIENT_KEY || keys.any(|key| key == name))
}

fn faulty(check: Check, why: Message) -> Check {
    let hint = why.hint();
    let check = detailed(check, State::Fault(Kind::Config), "doctor-credential-unusable").with("why", why);
    hint.into_iter().fold(check, Check::advice)
}

/// The check with the message `code`, which contains the one so far as `{message}`; a better `state` than before is not
/// taken.
fn detailed(mut check: Check, state: State, code: &'static str) -> Check {
    if state != State::Fine {
        check.state = state;
    }
    check.map_message(|message| Message::new(code).with("message", message))
}

fn date_time(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}
