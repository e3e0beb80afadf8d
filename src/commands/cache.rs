//! `gettoken cache`: lists, clears and verifies the cache without ever printing a token.

use chrono::{SecondsFormat, Utc};
use clap::Command;
use serde::Serialize;

use super::Call;
use crate::app::{App, every_store};
use crate::cli::Fetch;
use crate::cli::args::{PROFILE, flag, profile};
use crate::color::{self, Stream};
use crate::duration;
use crate::error::{Error, Kind, Result};
use crate::layout::columns;
use crate::message::Message;
use crate::output::{self, json};
use crate::report;
use crate::sanitize::visible;
use crate::settings::{ConfigDir, TokenOwner};
use crate::store::shared::Held;
use crate::store::{DocumentKind, Entry, Found, HASH_SHOWN, ServerDocument, failed};
use crate::table::table;
use crate::token::Timestamp;

/// The titles of the table, as message codes.
const COLUMNS: [&str; 6] = [
    "cache-list-title-profile",
    "cache-list-title-provider",
    "cache-list-title-life",
    "cache-list-title-scopes",
    "cache-list-title-key",
    "cache-list-title-session",
];

/// One entry in the output of `gettoken cache list`.
#[derive(Clone, Serialize)]
struct EntryRow {
    profile: String,
    provider: String,
    /// The start of the key's hash, which distinguishes entries of one profile with different settings.
    key: String,
    expires_at: Option<String>,
    expires_in: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id_token_expires_at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id_token_expires_in: Option<i64>,
    /// The number of values in the scope.
    scopes: usize,
    /// The number of the token among those that several machines share.
    #[serde(skip_serializing_if = "Option::is_none")]
    generation: Option<u64>,
    /// Whether the entry is a login session.
    session: bool,
    /// The account of the session, if the vendor names it.
    account: Option<String>,
    /// When the session ends, if the vendor says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    session_expires_at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    session_expires_in: Option<i64>,
    /// Whether the entry has a token at all.
    #[serde(skip)]
    is_token: bool,
}

/// One client that a server has registered, in the output of `gettoken cache list`.
#[derive(Serialize)]
struct ClientRow {
    /// Its client id.
    client: String,
    profile: String,
    provider: String,
    /// The issuer that has registered it.
    server: String,
    key: String,
    /// When its secret expires; `null` if it has none that does.
    expires_at: Option<String>,
    expires_in: Option<i64>,
}

/// One public document of a server in the output of `gettoken cache list`.
#[derive(Serialize)]
struct DocumentRow {
    /// What it is about: `metadata` or `jwks`.
    document: DocumentKind,
    /// The issuer or the URL that it is for.
    server: String,
    key: String,
    fetched_at: String,
    expires_at: String,
    expires_in: i64,
}

/// A line of `gettoken cache list --json`.
#[derive(Serialize)]
#[serde(untagged)]
enum Row<'a> {
    Entry(&'a EntryRow),
    Client(&'a ClientRow),
    Document(&'a DocumentRow),
}

/// What `gettoken cache list` says about an entry.
enum Listed {
    Token(EntryRow),
    Client(ClientRow),
}

/// Prints the entries and their expiry, as a table or as JSON, and after them the registered clients, and the documents,
/// which belong to no profile.
pub fn list(Call { home, matches, .. }: Call) -> Result<u8> {
    let is_shared = matches.get_flag("shared");
    let (rows, clients) = if is_shared { (shared_rows(home)?, Vec::new()) } else { apart(rows(home)?.0) };
    let documents = if is_shared { Vec::new() } else { documents(home)?.0 };
    if matches.get_flag("json") {
        let all = rows.iter().map(Row::Entry).chain(clients.iter().map(Row::Client));
        let all = all.chain(documents.iter().map(Row::Document));
        return output::write(json::line(&all.collect::<Vec<_>>()).expose()).map(|()| 0);
    }
    if rows.is_empty() && clients.is_empty() && documents.is_empty() {
        report::say("nothing-stored");
        return Ok(0);
    }
    let tables = [entry_table(&rows), client_table(&clients), document_table(&documents)];
    let tables: Vec<_> = tables.iter().filter(|lines| lines.len() > 1).collect();
    let tables: Vec<_> = tables.iter().map(|lines| table(lines, color::width(Stream::Stdout))).collect();
    output::write(&tables.join("\n")).map(|()| 0)
}

/// The rows of tokens, and those of registered clients.
fn apart(listed: Vec<Listed>) -> (Vec<EntryRow>, Vec<ClientRow>) {
    let (mut rows, mut clients) = (Vec::new(), Vec::new());
    for one in listed {
        match one {
            Listed::Token(row) => rows.push(row),
            Listed::Client(row) => clients.push(row),
        }
    }
    (rows, clients)
}

/// The title and a line for each registered client.
fn client_table(clients: &[ClientRow]) -> Vec<Vec<String>> {
    let say = |code: &'static str| Message::new(code).localized();
    let titles = [
        "cache-list-title-profile",
        "cache-list-title-client",
        "cache-list-title-server",
        "cache-list-title-life",
        "cache-list-title-key",
    ];
    let line = |row: &ClientRow| {
        let left = row.expires_in.map_or_else(|| "-".to_owned(), |left| life(Some(left)));
        vec![row.profile.clone(), row.client.clone(), row.server.clone(), left, row.key.clone()]
    };
    [titles.map(say).to_vec()].into_iter().chain(clients.iter().map(line)).collect()
}

/// The title and a line for each document.
fn document_table(documents: &[DocumentRow]) -> Vec<Vec<String>> {
    let say = |code: &'static str| Message::new(code).localized();
    let titles = [
        "cache-list-title-document",
        "cache-list-title-server",
        "cache-list-title-life",
        "cache-list-title-key",
    ];
    let line = |row: &DocumentRow| {
        vec![row.document.word().to_owned(), row.server.clone(), life(Some(row.expires_in)), row.key.clone()]
    };
    [titles.map(say).to_vec()].into_iter().chain(documents.iter().map(line)).collect()
}

/// The time that is left, in words.
fn life(left: Option<i64>) -> String {
    match left {
        None => Message::new("cache-list-unknown").localized(),
        Some(left) if left > 0 => duration::message(left).localized(),
        Some(_) => Message::new("cache-list-expired").localized(),
    }
}

/// The title and a line for each entry.
fn entry_table(rows: &[EntryRow]) -> Vec<Vec<String>> {
    let say = |code: &'static str| Message::new(code).localized();
    let width = columns(&say("cache-list-title-scopes"));
    let is_any_shared = rows.iter().any(|row| row.generation.is_some());
    let has_id_tokens = rows.iter().any(|row| row.id_token_expires_in.is_some());
    let mut titles = COLUMNS.map(say).to_vec();
    if has_id_tokens {
        titles.insert(COLUMNS.len() - 1, say("cache-list-title-id-token"));
    }
    if is_any_shared {
        titles.insert(titles.len() - 1, say("cache-list-title-generation"));
    }
    let mut lines = vec![titles];
    for row in rows {
        let left = match row.expires_in {
            None if !row.is_token => "-".to_owned(),
            left => life(left),
        };
        let session = match (&row.account, row.session) {
            (Some(account), true) => account.clone(),
            (None, true) => say("cache-list-session"),
            (_, false) => "-".to_owned(),
        };
        let session = match row.session_expires_in {
            Some(left) => format!("{session}, {}", life(Some(left))),
            None => session,
        };
        let EntryRow { profile, provider, scopes, key, .. } = row.clone();
        let mut line = vec![profile, provider, left, format!("{:>width$}", scopes), key];
        let id_token = || row.id_token_expires_in.map_or("-".to_owned(), |left| life(Some(left)));
        line.extend(has_id_tokens.then(id_token));
        line.extend(is_any_shared.then(|| row.generation.map_or("-".to_owned(), |it| it.to_string())));
        line.push(session);
        lines.push(line);
    }
    lines
}

/// Adds the arguments of `gettoken cache list`.
pub fn list_args(command: Command) -> Command {
    command.arg(flag("json", "help-json")).arg(flag("shared", "help-cache-list-shared"))
}

/// Adds the arguments of `gettoken cache clear`.
pub fn clear_args(command: Command) -> Command {
    command
        .arg(profile("PROFILE", "help-clear-profile").required(false))
        .arg(flag("sessions", "help-sessions"))
        .arg(flag("shared", "help-cache-clear-shared"))
}

/// Deletes the tokens of one profile or of all.
pub fn clear(Call { home, matches, .. }: Call) -> Result<u8> {
    let profile = matches.get_one::<String>(PROFILE).map(|profile| home.canonical(profile.clone()));
    let profile = profile.as_deref();
    let mut of_all = 0;
    if matches.get_flag("shared") {
        // With a config that cannot be used, it would seem that nothing is shared.
        home.require()?;
        for app in shared_profiles(home, profile)? {
            let is_session = app.settings.owner == TokenOwner::Person;
            if !is_session || matches.get_flag("sessions") {
                of_all += usize::from(app.broker().clear_shared()?);
            }
        }
    }
    let unusable = || Message::new("token-folder-not-cleared").with("path", home.tokens().as_path());
    let cleared = every_store(home)
        .clear(profile, matches.get_flag("sessions"))
        .map_err(|error| failed(unusable(), error))?;
    let counted =
        |count, one, several| Message::new(if count == 1 { one } else { several }).with("count", count);
    report::say(counted(cleared.entries, "token-forgotten", "tokens-forgotten"));
    if matches.get_flag("shared") {
        report::say(counted(of_all, "token-forgotten-shared", "tokens-forgotten-shared"));
    }
    if cleared.clients > 0 {
        report::say(counted(cleared.clients, "registration-forgotten", "registrations-forgotten"));
    }
    if cleared.documents > 0 {
        report::say(counted(cleared.documents, "document-forgotten", "documents-forgotten"));
    }
    if cleared.kept > 0 {
        report::say(counted(cleared.kept, "session-kept", "sessions-kept"));
    }
    if cleared.busy > 0 {
        return Err(Error::new(Kind::Busy, counted(cleared.busy, "session-busy", "sessions-busy")));
    }
    Ok(0)
}

/// Prints the path of the cache directory.
pub fn path(call: Call) -> Result<u8> {
    call.home.require()?;
    output::write(&format!("{}\n", call.home.tokens().display())).map(|()| 0)
}

/// Reads every entry; fails if any is damaged.
pub fn verify(Call { home, .. }: Call) -> Result<u8> {
    let ((rows, entries), (documents, others)) = (rows(home)?, documents(home)?);
    let (count, sound) = (entries + others, rows.len() + documents.len());
    if sound < count {
        let error = Error::new(Kind::Storage, "entries-unusable").with("count", count - sound);
        return Err(error.with("of", count));
    }
    let code = if count == 1 { "entries-valid-one" } else { "entries-valid" };
    let text = Message::new(code).with("count", count).localized();
    output::write(&(text + "\n")).map(|()| 0)
}

/// The valid entries, and the number of all entries. Warns about each damaged one.
fn rows(home: &ConfigDir) -> Result<(Vec<Listed>, usize)> {
    let listed = |key: &str, entry: &Entry| match entry.is_registration() {
        true => Listed::Client(client_row(key, entry)),
        false => Listed::Token(row(key, entry)),
    };
    Ok(sound(every_store(home).entries(|_| true)?, listed))
}

/// The valid documents, and the number of all documents. Warns about each damaged one.
fn documents(home: &ConfigDir) -> Result<(Vec<DocumentRow>, usize)> {
    Ok(sound(every_store(home).documents()?, document_row))
}

/// The rows of what is valid, and the number of all that was found. Warns about each that is damaged.
fn sound<T, R>(mut all: Vec<(String, Found<T>)>, row: impl Fn(&str, &T) -> R) -> (Vec<R>, usize) {
    all.retain(|(_, found)| !matches!(found, Found::Nothing));
    let count = all.len();
    let row = |(key, found): (String, Found<T>)| match found {
        Found::Sound(value) => Some(row(&key, &value)),
        Found::Damaged(why) => {
            report::warn(why);
            None
        }
        Found::Nothing => None,
    };
    (all.into_iter().filter_map(row).collect(), count)
}

/// The profiles whose tokens are shared: `profile`, or all.
fn shared_profiles<'a>(home: &'a ConfigDir, profile: Option<&str>) -> Result<Vec<App<'a>>> {
    let names = match profile {
        Some(profile) => vec![profile.to_owned()],
        None => home.config.names()?.into_iter().collect(),
    };
    let is_named = profile.is_some();
    let mut apps = Vec::new();
    for profile in names {
        match App::new(home, Fetch { profile: profile.clone(), ..Fetch::default() }) {
            Ok(app) => apps.extend(Some(app).filter(|app| app.settings.share.is_some())),
            Err(error) if is_named => return Err(error),
            // One profile that cannot be used does not hide the others.
            Err(error) => {
                let skipped = Message::new("cache-profile-skipped").with("profile", &profile);
                report::warn(skipped.with("error", error.message()));
            }
        }
    }
    Ok(apps)
}

/// The entries in the shared store.
fn shared_rows(home: &ConfigDir) -> Result<Vec<EntryRow>> {
    home.require()?;
    let mut rows = Vec::new();
    for app in shared_profiles(home, None)? {
        if let (Held::Entry(entry), place) = app.broker().shared_entry()? {
            let profile = app.settings.profile.clone();
            rows.push(row(&place, &Entry { profile, ..*entry }));
        }
    }
    Ok(rows)
}

fn row(key: &str, entry: &Entry) -> EntryRow {
    let is_token = entry.token.is_usable() || entry.token.refresh_token.is_some();
    let expiry = entry.token.expires_at.filter(|_| is_token);
    let text = |at: Timestamp| at.to_rfc3339_opts(SecondsFormat::Secs, true);
    let end = entry.token.refresh_expires_at.filter(|_| entry.session);
    let of_id_token = entry.token.id_token.as_ref().map(|id_token| id_token.expires_at);
    EntryRow {
        is_token,
        profile: visible(&entry.profile),
        provider: visible(&entry.provider),
        key: shown_key(key),
        expires_at: expiry.map(text),
        id_token_expires_at: of_id_token.map(text),
        id_token_expires_in: of_id_token.map(|at| (at - Utc::now()).num_seconds()),
        expires_in: expiry.and_then(|_| entry.token.seconds_left(Utc::now())),
        generation: entry.generation,
        session: entry.session,
        account: entry.token.account.as_deref().map(visible),
        session_expires_at: end.map(text),
        session_expires_in: end.map(|at| (at - Utc::now()).num_seconds()),
        scopes: entry.token.scope.as_deref().unwrap_or_default().split_whitespace().count(),
    }
}

fn client_row(key: &str, entry: &Entry) -> ClientRow {
    let expiry = entry.client.as_ref().and_then(|client| client.secret_expires_at);
    let text = |text: &Option<String>| visible(text.as_deref().unwrap_or_default());
    ClientRow {
        client: text(&entry.client_id),
        profile: visible(&entry.profile),
        provider: visible(&entry.provider),
        server: text(&entry.issuer),
        key: shown_key(key),
        expires_at: expiry.map(|at| at.to_rfc3339_opts(SecondsFormat::Secs, true)),
        expires_in: expiry.map(|at| (at - Utc::now()).num_seconds()),
    }
}

fn document_row(key: &str, document: &ServerDocument) -> DocumentRow {
    let text = |at: Timestamp| at.to_rfc3339_opts(SecondsFormat::Secs, true);
    DocumentRow {
        document: document.kind,
        server: visible(&document.id),
        key: shown_key(key),
        fetched_at: text(document.fetched_at),
        expires_at: text(document.until),
        expires_in: (document.until - Utc::now()).num_seconds(),
    }
}

/// The start of the key's hash.
fn shown_key(key: &str) -> String {
    key.rsplit('-').next().unwrap_or_default().chars().take(HASH_SHOWN).collect()
}
