//! `gettoken status`: each profile, its tokens, its session and the sources of its credentials. It sends no request, opens no
//! keyring and runs no command; `gettoken doctor` does more.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{SecondsFormat, Utc};
use clap::Command;
use serde::Serialize;

use super::Call;
use crate::app::{App, every_store, note_logins};
use crate::cli::Fetch;
use crate::cli::args::{PROFILE, all, flag, profile};
use crate::duration;
use crate::error::{Error, Kind, Result};
use crate::message::{Message, Value};
use crate::oauth::flow;
use crate::output::{self, json};
use crate::provider::CLIENT_SECRET;
use crate::report;
use crate::sanitize::visible;
use crate::settings::{ConfigDir, Settings, TokenOwner, name_in_messages, unknown_word};
use crate::store::{Entry, Found, StoreKind, profile_of};
use crate::table::fields;
use crate::token::{IdToken, Timestamp, TokenKind};

/// The version of the JSON output. Raised if a key is removed or changes its meaning, not if one is added.
const VERSION: u8 = 1;

#[derive(Serialize)]
struct StatusObject {
    version: u8,
    profiles: Vec<Profile>,
}

/// A profile, or a provider that is used without one.
#[derive(Serialize)]
struct Profile {
    profile: String,
    provider: Option<String>,
    /// `app` or `user`: whose token `gettoken PROFILE` gets.
    grant: Option<&'static str>,
    tokens: Vec<StoredToken>,
    /// The client secret among the credentials.
    secret: Option<Credential>,
    /// The credentials that are used or missing, by name, apart from the client id.
    credentials: BTreeMap<String, Credential>,
    /// What is missing or wrong in the configuration, in English.
    problem: Option<String>,
    /// The exit status of `gettoken PROFILE --offline`; only with `--check`.
    #[serde(skip_serializing_if = "Option::is_none")]
    check: Option<u8>,
    #[serde(skip)]
    shown: Shown,
}

/// The parts that only people see.
#[derive(Default)]
struct Shown {
    title: Message,
    problem: Option<Message>,
    exit: u8,
    owner: Option<TokenOwner>,
    /// Whether the problem says which credentials are missing, if any are.
    names_missing: bool,
}

#[derive(Serialize)]
struct StoredToken {
    /// `application` or `user`; absent if the entry is in a keyring and was stored with other settings.
    owner: Option<&'static str>,
    stored_in: &'static str,
    /// Whether `gettoken PROFILE` uses it with the settings as they are now.
    current: bool,
    /// Absent if that is not known without opening the keyring.
    valid: Option<bool>,
    expires_at: Option<String>,
    expires_in: Option<i64>,
    /// When the ID token beside it expires.
    #[serde(skip_serializing_if = "Option::is_none")]
    id_token_expires_at: Option<String>,
    /// Whether it can be renewed without a new login.
    renewable: Option<bool>,
    /// When the session ends, if the vendor says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    session_expires_at: Option<String>,
    account: Option<String>,
    /// The number of the token among those that several machines share.
    #[serde(skip_serializing_if = "Option::is_none")]
    generation: Option<u64>,
    #[serde(skip)]
    text: Message,
    #[serde(skip)]
    id_token: Option<Message>,
    #[serde(skip)]
    session: Option<Message>,
}

#[derive(Clone, Serialize)]
struct Credential {
    /// The kind of its source, such as `file`, or `none`.
    from: &'static str,
    source: Option<String>,
    #[serde(skip)]
    text: Message,
}

/// An entry of the store, opened if it is a file.
struct Stored {
    key: String,
    kind: StoreKind,
    found: Found<Entry>,
}

pub fn args(command: Command) -> Command {
    command
        .arg(profile("PROFILE", "help-status-profile").required(false).num_args(0..))
        .arg(flag("check", "help-status-check"))
        .arg(flag("json", "help-json"))
}

/// Prints the status of the named profiles, or of all. Returns the exit code of the first one that has a problem.
pub fn run(Call { home, matches, .. }: Call) -> Result<u8> {
    let stored = stored(home)?;
    let named: Vec<String> = all(&matches, PROFILE);
    let names = if named.is_empty() { every_name(home, &stored)? } else { named };
    let check = matches.get_flag("check");
    let profiles = names.iter().map(|name| status(home, name, &stored, check));
    let profiles = profiles.collect::<Result<Vec<_>>>()?;
    let code = profiles.iter().find_map(exit_code).unwrap_or(0);
    if matches.get_flag("json") {
        let object = StatusObject { version: VERSION, profiles };
        return output::write(json::line(&object).expose()).map(|()| code);
    }
    if profiles.is_empty() {
        report::say("status-none");
        return Ok(code);
    }
    let texts: Vec<String> = profiles.iter().map(text).collect();
    output::write(&texts.join("\n")).map(|()| code)
}

fn exit_code(profile: &Profile) -> Option<u8> {
    [profile.shown.exit, profile.check.unwrap_or(0)].into_iter().find(|code| *code != 0)
}

/// The entries of all profiles. Those in a keyring are only named.
fn stored(home: &ConfigDir) -> Result<Vec<Stored>> {
    let store = every_store(home);
    let read = |(key, kind): (String, StoreKind)| {
        let found = if kind == StoreKind::File { store.read_any(&key)? } else { Found::Nothing };
        Ok(Stored { key, kind, found })
    };
    store.keys()?.into_iter().map(read).collect()
}

/// The profiles of the config file, and every other name that has a token.
fn every_name(home: &ConfigDir, stored: &[Stored]) -> Result<Vec<String>> {
    let others = stored.iter().filter_map(|stored| profile_of(&stored.key)).map(str::to_owned);
    let names: BTreeSet<String> = home.config.names()?.into_iter().chain(others).collect();
    Ok(names.into_iter().collect())
}

fn status(home: &ConfigDir, name: &str, stored: &[Stored], check: bool) -> Result<Profile> {
    let own = || stored.iter().filter(|stored| profile_of(&stored.key) == Some(name));
    // Warnings about values are for calls that use them.
    let resolved = home.resolve(Fetch { profile: name.to_owned(), ..Fetch::default() }, &mut Vec::new());
    let (mut settings, secret_error) = match resolved {
        Ok(resolved) => resolved,
        // A profile that was removed from the config file, or a definition that was deleted.
        Err(error) if error.code() == "profile-unknown" => {
            if own().next().is_none() {
                return Err(unknown_word(home, name));
            }
            let problem = Message::new("status-unconfigured").with("profile", name);
            return Ok(broken(name, problem, 0, own().filter_map(|stored| token(stored, None)).collect()));
        }
        Err(error) => {
            let tokens = own().filter_map(|stored| token(stored, None)).collect();
            return Ok(broken(name, error.message(), error.exit_code(), tokens));
        }
    };
    note_logins(home, &mut settings, false);
    let is_readable = secret_error.is_none() && !settings.lacks_credential();
    let person = Settings { owner: TokenOwner::Person, ..settings.clone() };
    let application = Settings { owner: TokenOwner::Application, ..settings.clone() };
    let keys = Keys {
        application: (is_readable && flow::check(&application).is_ok()).then(|| application.key()),
        person: person.may_have_session().then(|| person.key()),
        registration: settings.value("issuer").map(|issuer| settings.registration_key(&issuer)),
        is_secret_unreadable: secret_error.is_some(),
        token_kind: settings.token_kind,
    };
    let tokens: Vec<StoredToken> = own().filter_map(|stored| token(stored, Some(&keys))).collect();
    let is_app = settings.owner == TokenOwner::Application;
    let check = check.then(|| offline(home, &mut settings, secret_error.as_ref(), &tokens));
    let problem = secret_error.as_ref().map(Error::message);
    let exit = secret_error.as_ref().map_or(0, Error::exit_code);
    let has_row = |name: &str| {
        let mut with_row = settings.provider.credentials.read_when_needed();
        with_row.any(|(known, _)| known == name)
    };
    let is_missing = problem.is_none() && settings.missing.iter().any(|missing| !has_row(&missing.name));
    let missing = is_missing.then(|| {
        let whats = settings.missing.iter().map(|missing| &missing.what);
        Message::new("status-missing").with("what", Value::list(whats, "list-and")).with("profile", name)
    });
    let problem = problem.or(missing);
    let credentials = credentials(&settings);
    Ok(Profile {
        profile: visible(name),
        provider: Some(visible(&settings.provider.name)),
        grant: Some(if is_app { "app" } else { "user" }),
        tokens,
        secret: credentials.get(CLIENT_SECRET).cloned(),
        credentials,
        problem: problem.as_ref().map(Message::english),
        check,
        shown: Shown {
            title: settings.provider.with_title(Message::new("status-title")),
            problem,
            exit,
            owner: Some(settings.owner),
            names_missing: is_missing,
        },
    })
}

/// A profile whose settings cannot be resolved.
fn broken(name: &str, problem: Message, exit: u8, tokens: Vec<StoredToken>) -> Profile {
    Profile {
        profile: visible(name),
        provider: None,
        grant: None,
        tokens,
        secret: None,
        credentials: BTreeMap::new(),
        problem: Some(problem.english()),
        check: None,
        shown: Shown { problem: Some(problem), exit, ..Shown::default() },
    }
}

/// The exit code of `gettoken PROFILE --offline`. A token in a keyring counts as usable: only opening it could tell.
fn offline(home: &ConfigDir, settings: &mut Settings, error: Option<&Error>, tokens: &[StoredToken]) -> u8 {
    let failed = |error: Error| error.exit_code();
    if let Some(error) = error {
        return error.exit_code();
    }
    let owner = if settings.owner == TokenOwner::Person { "user" } else { "application" };
    let in_keyring =
        |token: &StoredToken| token.current && token.owner == Some(owner) && token.valid.is_none();
    if tokens.iter().any(in_keyring) {
        return 0;
    }
    if settings.store_kind == StoreKind::Keyring || owner == "application" && !settings.freshness.cache {
        return if owner == "user" { Kind::Login } else { Kind::Storage }.exit_code();
    }
    settings.freshness.offline = true;
    let app = App::of(home, settings.clone());
    let result = app.check().and_then(|()| app.token().map(drop));
    result.map_or_else(failed, |()| 0)
}

/// The keys of a profile's entries with the settings as they are now.
struct Keys {
    application: Option<String>,
    person: Option<String>,
    /// The key of the client that the issuer has registered, which is no token.
    registration: Option<String>,
    /// Whether the key of the application's token is unknown for that reason.
    is_secret_unreadable: bool,
    /// Which token a call prints.
    token_kind: TokenKind,
}

/// Describes an entry. `None` for an application's token that is expired and does not belong to the present settings:
/// no call would use it.
fn token(stored: &Stored, keys: Option<&Keys>) -> Option<StoredToken> {
    let is = |key: &Option<String>| key.as_deref() == Some(&stored.key);
    let of_app = keys.is_some_and(|keys| is(&keys.application));
    let of_person = keys.is_some_and(|keys| is(&keys.person));
    let current = of_app || of_person;
    let entry = match &stored.found {
        Found::Sound(entry) => entry,
        Found::Nothing if keys.is_some_and(|keys| is(&keys.registration)) => return None,
        Found::Nothing if stored.kind == StoreKind::Keyring => {
            let owner = if of_app { Some("application") } else { of_person.then_some("user") };
            return Some(StoredToken {
                stored_in: "keyring",
                ..unknown(owner, current, "status-in-keyring".into())
            });
        }
        Found::Nothing => return None,
        Found::Damaged(why) => return Some(unknown(None, current, why.clone())),
    };
    // Each has its own end.
    let token = entry.token.chosen(keys.map_or(TokenKind::Access, |keys| keys.token_kind));
    let left = token.seconds_left(Utc::now());
    let valid = token.is_usable() && left.is_none_or(|left| left > 0);
    let owner = if entry.session { "user" } else { "application" };
    if !(valid || current || entry.session) {
        return None;
    }
    // The refresh token may be in the shared store alone.
    let renewable = token.refresh_token.is_some() || entry.generation.is_some();
    let life = match (left, token.expires_at) {
        (Some(left), Some(at)) if valid => Message::new("status-valid")
            .with("left", duration::message(left))
            .with("until", duration::local_time(at)),
        (None, _) if valid => Message::new("status-endless"),
        _ if entry.session && !renewable => Message::new("status-over").with("profile", &entry.profile),
        _ if entry.session => Message::new("status-renewed"),
        _ => Message::new("status-expired"),
    };
    let text = Message::new(if entry.session { "status-user" } else { "status-application" });
    let text = text.with("life", life);
    let ago = entry.confirmed_at.map(|at| (Utc::now() - at).num_seconds().max(0));
    let text = match (entry.generation, ago) {
        (Some(generation), Some(ago)) => {
            let shared = Message::new("status-shared").with("token", text).with("generation", generation);
            shared.with("ago", duration::message(ago))
        }
        (Some(_), None) => Message::new("status-unshared").with("token", text),
        (None, _) => text,
    };
    let is_other = !current && keys.is_some_and(|keys| entry.session || !keys.is_secret_unreadable);
    let for_other = |text| if is_other { Message::new("status-other").with("token", text) } else { text };
    let text = for_other(text);
    let session = entry.session.then(|| match &token.account {
        Some(account) => Message::new("status-session").with("account", account),
        None => Message::new("status-session-anonymous"),
    });
    let end = token.refresh_expires_at.filter(|_| entry.session);
    let session = match (session, end) {
        (Some(session), Some(end)) => {
            let left = (end - Utc::now()).num_seconds();
            let code = if left > 0 { "status-session-until" } else { "status-session-past" };
            let until =
                Message::new(code).with("session", session).with("left", duration::message(left.max(0)));
            Some(until.with("until", duration::local_time(end)))
        }
        (session, _) => session,
    };
    let session = session.map(for_other);
    Some(StoredToken {
        owner: Some(owner),
        stored_in: "file",
        current,
        valid: Some(valid),
        expires_at: token.expires_at.map(time),
        expires_in: left,
        id_token_expires_at: token.id_token.as_ref().map(|id_token| time(id_token.expires_at)),
        renewable: Some(renewable),
        session_expires_at: end.map(time),
        generation: entry.generation,
        account: token.account.as_deref().map(visible),
        text,
        id_token: token.id_token.as_ref().map(life_of_id_token),
        session,
    })
}

fn time(at: Timestamp) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// How long the ID token is valid.
fn life_of_id_token(id_token: &IdToken) -> Message {
    let left = (id_token.expires_at - Utc::now()).num_seconds();
    let valid = || Message::new("status-valid").with("left", duration::message(left));
    match left > 0 {
        true => valid().with("until", duration::local_time(id_token.expires_at)),
        false => "status-expired".into(),
    }
}

/// An entry whose token cannot be seen.
fn unknown(owner: Option<&'static str>, current: bool, text: Message) -> StoredToken {
    StoredToken {
        owner,
        stored_in: "file",
        current,
        valid: None,
        expires_at: None,
        expires_in: None,
        id_token_expires_at: None,
        renewable: None,
        session_expires_at: None,
        account: None,
        generation: None,
        text,
        id_token: None,
        session: None,
    }
}

/// The sources of the credentials that the profile uses, and those that are missing. The error says which one cannot
/// be read.
fn credentials(settings: &Settings) -> BTreeMap<String, Credential> {
    let declared = settings.provider.credentials.read_when_needed();
    let one = |(name, _): (&str, _)| {
        if let Some(found) = settings.credentials.get(name) {
            let source = Some(found.source.to_string());
            let text = Message::new("doctor-source").with("source", found.source.message());
            return Some((name.to_owned(), Credential { from: found.source.kind(), source, text }));
        }
        let missing = settings.missing.iter().find(|missing| missing.name == name)?;
        let text = Message::new("status-missing").with("what", &missing.what);
        let text = text.with("profile", &settings.profile);
        Some((name.to_owned(), Credential { from: "none", source: None, text }))
    };
    declared.filter_map(one).collect()
}

fn text(profile: &Profile) -> String {
    let say = |message: &Message| message.in_language(report::language());
    let row = |name: &'static str, message: &Message| (say(&Message::new(name)), say(message));
    let mut rows = Vec::new();
    rows.extend(profile.provider.as_ref().map(|provider| {
        let named = Message::new("status-provider").with("provider", provider);
        row("status-row-provider", &named.with("title", profile.shown.title.clone()))
    }));
    rows.extend(profile.shown.problem.as_ref().map(|problem| row("status-row-problem", problem)));
    for token in &profile.tokens {
        rows.push(row("status-row-token", &token.text));
        rows.extend(token.id_token.as_ref().map(|life| row("status-row-id-token", life)));
        rows.extend(token.session.as_ref().map(|session| row("status-row-session", session)));
    }
    let has = |owner: &str| profile.tokens.iter().any(|it| it.current && it.owner == Some(owner));
    match profile.shown.owner {
        Some(TokenOwner::Application) if !has("application") && profile.shown.problem.is_none() => {
            rows.push(row("status-row-token", &"status-no-token".into()));
        }
        Some(TokenOwner::Person) if !has("user") => {
            let missing = Message::new("status-no-session").with("profile", &profile.profile);
            rows.push(row("status-row-session", &missing));
        }
        _ => {}
    }
    for (name, credential) in &profile.credentials {
        if credential.source.is_some() || !profile.shown.names_missing {
            let label = match name.as_str() {
                CLIENT_SECRET => Message::new("status-row-secret"),
                name => name_in_messages(name, "value-name"),
            };
            rows.push((say(&label), say(&credential.text)));
        }
    }
    format!("{}\n{}", profile.profile, fields(&rows))
}
