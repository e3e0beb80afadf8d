//! `gettoken config set`, `get`, `unset` and `list`: the config file, one key at a time. No secret is taken or printed.

use clap::{Arg, Command};
use serde_json::{Map, Value as Json, json};

use super::super::Call;
use super::key::{self, Form, Key, STORE_CREDENTIALS};
use crate::app::config_editor::{ConfigText, Setting, check_defaults, document, edit, resolve_profile};
use crate::cli::args::{all, flag, maybe};
use crate::error::{Error, Kind, Result};
use crate::message::{self, Message, Value};
use crate::output;
use crate::provider::CLIENT_SECRET;
use crate::report;
use crate::sanitize::{short_word, visible};
use crate::secret_source::CREDENTIAL_KEYS;
use crate::settings::ConfigDir;
use crate::suggest::did_you_mean;

/// The arguments of `config set`.
pub fn set_args(command: Command) -> Command {
    let value = Arg::new("value").required(true).value_name("VALUE").num_args(1..);
    // A value may begin with `-`.
    let value = value.trailing_var_arg(true).allow_hyphen_values(true);
    key_args(command).arg(value.help(message::help("help-config-value")))
}

/// The arguments of `config get` and `config unset`.
pub fn key_args(command: Command) -> Command {
    command.arg(Arg::new("key").required(true).value_name("KEY").help(message::help("help-config-key")))
}

/// The arguments of `config list`.
pub fn list_args(command: Command) -> Command {
    command.arg(flag("json", "help-json"))
}

/// Sets one key.
pub fn set(Call { home, matches, .. }: Call) -> Result<u8> {
    let key = key(home, &maybe::<String>(&matches, "key").unwrap_or_default())?;
    let words: Vec<String> = all(&matches, "value");
    let is_secret = match key.form {
        Form::Secret => true,
        Form::Proxy => words.iter().any(|word| has_password(word)),
        Form::Table => return Err(Error::new(Kind::Usage, "config-key-table").with("key", &key.word)),
        _ => false,
    };
    if is_secret {
        return Err(secret(&key, home));
    }
    let value = key.value(&words)?;
    change(home, &key, |document| {
        let path = key.path();
        let is_set = match &path[..] {
            // A credential has one source, which may have further keys.
            [before @ .., source] if is_credential(before) => {
                let secret = before.to_vec();
                let table = match document.get(&secret) {
                    Some(Setting::Table(mut table)) => {
                        table.retain(|(name, _)| name != source && belongs_to(name, source));
                        table
                    }
                    _ => Vec::new(),
                };
                let table = table.into_iter().chain([((*source).to_owned(), value)]);
                document.set(&secret, Setting::Table(table.collect()))
            }
            path => document.set(path, value),
        };
        let misplaced = || Error::new(Kind::Config, "config-key-misplaced").with("key", &key.word);
        is_set.then_some(()).ok_or_else(misplaced)
    })
}

/// Reports whether the key `other` of a credential stays when `source` is set.
fn belongs_to(other: &str, source: &str) -> bool {
    match source {
        "service" => other == "keyring",
        "sign-command" => other == "sign-command-form",
        "sign-command-form" => other == "sign-command",
        "token" => ["command", "file", "headers", "url"].contains(&other),
        "command" | "file" => other == "token",
        "url" => ["headers", "token"].contains(&other),
        _ => false,
    }
}

/// Reports whether a credential is at `path` in the config file.
fn is_credential(path: &[&str]) -> bool {
    match path {
        ["profiles", _, name] => CREDENTIAL_KEYS.contains(name),
        ["profiles", _, "credentials", _] => true,
        ["shared-store", name] => STORE_CREDENTIALS.contains(name),
        _ => false,
    }
}

/// Removes one key, or a whole profile.
pub fn unset(Call { home, matches, .. }: Call) -> Result<u8> {
    let word = maybe::<String>(&matches, "key").unwrap_or_default();
    let key = key(home, &word).map_err(|error| match error.code() {
        "config-key-without-profile" if !key::is_key(&word) => no_profile(home, &word),
        _ => error,
    })?;
    change(home, &key, |document| match document.unset(&key.path()) {
        true => Ok(()),
        false => Err(not_set(&key)),
    })?;
    if let Some(profile) = key.profile() {
        super::secret::tell_leftover(home, &home.reread()?, profile);
    }
    Ok(0)
}

/// The error for a profile to remove that is not in the file.
fn no_profile(home: &ConfigDir, name: &str) -> Error {
    let error = Error::new(Kind::Usage, "config-profile-none").with("profile", &*short_word(name));
    let error = error.with("path", &*home.config.path);
    let profiles = home.config.names().unwrap_or_default();
    error.hint(match did_you_mean(name, profiles.iter().map(String::as_str)) {
        Some(near) => near,
        None if profiles.is_empty() => Message::new("config-profiles-none"),
        None => Message::new("config-profiles-known").with("profiles", Value::list(&profiles, "list-comma")),
    })
}

/// Prints the value of one key as it is in the file.
pub fn get(Call { home, matches, .. }: Call) -> Result<u8> {
    let key = key(home, &maybe::<String>(&matches, "key").unwrap_or_default())?;
    let found = document(home)?.get(&key.path());
    let text = match (key.form, found) {
        (Form::Secret, Some(Setting::Table(source))) => {
            let error = Error::new(Kind::Usage, "config-key-secret").with("key", &key.word);
            let names = source.iter().map(|(name, _)| format!("{}.{name}", key.word)).take(1);
            return Err(names.fold(error, |error, name| {
                error.hint(Message::new("config-key-secret-where").with("key", name))
            }));
        }
        (Form::Secret, _) => return Err(secret(&key, home)),
        (Form::Table, _) => return Err(Error::new(Kind::Usage, "config-key-table").with("key", &key.word)),
        (_, None) => return Err(not_set(&key)),
        (Form::Proxy, Some(Setting::Text(text))) if has_password(&text) => return Err(secret(&key, home)),
        (Form::Url, Some(Setting::Text(text))) if has_query(&text) => return Err(secret(&key, home)),
        (_, Some(setting)) => lines(&setting),
    };
    output::write(&text).map(|()| 0)
}

/// Prints all keys, with a mark in place of secrets.
pub fn list(Call { home, matches, .. }: Call) -> Result<u8> {
    let document = document(home)?;
    let hidden = Message::new("config-hidden").localized();
    if matches.get_flag("json") {
        let profiles = document.names(&["profiles"]).into_iter().map(|name| {
            let values = entries(&document, &["profiles", &name]);
            (name, nested(&values))
        });
        let answer = json!({
            "version": 1,
            "path": home.config.path,
            "defaults": nested(&entries(&document, &["defaults"])),
            "shared-store": nested(&entries(&document, &["shared-store"])),
            "profiles": profiles.collect::<Map<_, _>>(),
        });
        return output::write(&format!("{answer}\n")).map(|()| 0);
    }
    let mut text = String::new();
    let mut add = |start: &str, values: Vec<(Vec<String>, Option<Setting>)>| {
        for (path, value) in values {
            let value =
                value.map_or_else(|| hidden.clone(), |value| lines(&value).trim_end().replace('\n', " "));
            text.push_str(&format!("{start}.{} = {}\n", visible(&path.join(".")), visible(&value)));
        }
    };
    for table in ["defaults", "shared-store"] {
        add(table, entries(&document, &[table]));
    }
    for name in document.names(&["profiles"]) {
        add(&visible(&name), entries(&document, &["profiles", &name]));
    }
    output::write(&text).map(|()| 0)
}

/// The keys below `table`, each with its value, or `None` for a secret.
fn entries(document: &ConfigText, table: &[&str]) -> Vec<(Vec<String>, Option<Setting>)> {
    let mut found = Vec::new();
    for name in document.names(table) {
        let path = [table, &[name.as_str()]].concat();
        let is_secret = is_credential(&path) && name != "user";
        let Some(value) = document.get(&path) else {
            // Several secrets.
            found.extend(is_secret.then(|| (vec![name], None)));
            continue;
        };
        match value {
            Setting::Table(values) => {
                for (key, value) in values {
                    match value {
                        Setting::Table(values) if name == "credentials" => {
                            found.extend(values.into_iter().map(|(last, value)| {
                                (vec![name.clone(), key.clone(), last.clone()], shown(&key, &last, value))
                            }))
                        }
                        value => found.push((vec![name.clone(), key.clone()], shown(&name, &key, value))),
                    }
                }
            }
            Setting::Text(_) | Setting::List(_) if is_secret => found.push((vec![name], None)),
            Setting::Text(text) if name == "proxy" && has_password(&text) => found.push((vec![name], None)),
            value => found.push((vec![name], Some(value))),
        }
    }
    found
}

/// The value of `key` in the table `table`, unless it may be a secret.
fn shown(table: &str, key: &str, value: Setting) -> Option<Setting> {
    let is_secret = match &value {
        // Users may put secrets into fields of their own.
        _ if table == "params" || key == "headers" => true,
        Setting::Text(text) => table == "credentials" || key == "url" && has_query(text),
        _ => false,
    };
    (!is_secret).then_some(value)
}

/// The keys as objects in objects. A secret is `{ "hidden": true }`.
fn nested(values: &[(Vec<String>, Option<Setting>)]) -> Json {
    let mut object = Map::new();
    for (path, value) in values {
        let value = value.as_ref().map_or_else(|| json!({ "hidden": true }), json_of);
        match &path[..] {
            [table, key] => {
                let table = object.entry(table.clone()).or_insert_with(|| json!({}));
                table[key] = value;
            }
            [table, credential, key] => {
                let table = object.entry(table.clone()).or_insert_with(|| json!({}));
                table[credential][key] = value;
            }
            _ => drop(object.insert(path.join("."), value)),
        }
    }
    Json::Object(object)
}

fn json_of(setting: &Setting) -> Json {
    match setting {
        Setting::Bool(it) => json!(it),
        Setting::Number(it) => json!(it),
        Setting::Text(it) => json!(it),
        Setting::List(items) => json!(items),
        Setting::Table(items) => items.iter().map(|(name, value)| (name.clone(), json_of(value))).collect(),
    }
}

/// The value as text, a line for each item of a list.
fn lines(setting: &Setting) -> String {
    match setting {
        Setting::Bool(it) => format!("{it}\n"),
        Setting::Number(it) => format!("{it}\n"),
        Setting::Text(it) => format!("{it}\n"),
        Setting::List(items) => items.iter().map(|item| format!("{item}\n")).collect(),
        Setting::Table(items) => items.iter().map(|(_, value)| lines(value)).collect(),
    }
}

fn key(home: &ConfigDir, word: &str) -> Result<Key> {
    Key::parse(word, home)
}

/// Edits the file, if the result is right.
fn change(home: &ConfigDir, key: &Key, change: impl FnOnce(&mut ConfigText) -> Result<()>) -> Result<u8> {
    match edit(home, change, |after| check(home, after, key), || Ok(()))? {
        Checked::Right => {}
        Checked::Removed(profile) => {
            report::say(Message::new("config-profile-removed").with("profile", profile));
        }
        Checked::WithoutSecret(fault) => report::warn(fault.message()),
    }
    Ok(0)
}

/// The state of what was changed.
enum Checked {
    Right,
    /// The profile of this name is gone.
    Removed(String),
    /// The client secret is unavailable. It may be stored later, or be there only for another user.
    WithoutSecret(Error),
}

/// Fails if the edited file is wrong where it was changed.
fn check(before: &ConfigDir, after: &ConfigDir, key: &Key) -> Result<Checked> {
    let refused = |error: Error| {
        let refused = Error::new(error.kind(), "config-edit-refused")
            .with("key", &key.word)
            .with("why", error.message());
        error.hints().into_iter().fold(refused, Error::hint)
    };
    if let Some(profile) = key.profile() {
        if after.config.profile(profile)?.is_none() {
            return Ok(Checked::Removed(profile.to_owned()));
        }
        let is_named = after.config.profile(profile)?.is_some_and(|profile| profile.provider.is_some());
        if !is_named && !after.catalog.names().contains(profile) {
            let error = Error::new(Kind::Config, "config-profile-unnamed").with("key", &key.word);
            return Err(error.with("profile", profile));
        }
        let (_, fault) = resolve_profile(after, profile).map_err(refused)?;
        return Ok(fault.map_or(Checked::Right, Checked::WithoutSecret));
    }
    if key.path[0] == "shared-store" {
        after.check_shared_store().map_err(refused)?;
    }
    check_defaults(after)?;
    // Some defaults are checked with the profiles that use them.
    for profile in after.config.names()? {
        if let Err(error) = resolve_profile(after, &profile)
            && resolve_profile(before, &profile).is_ok()
        {
            return Err(refused(error));
        }
    }
    Ok(Checked::Right)
}

/// The error that a key holds a secret, with where it comes from and how to change it.
fn secret(key: &Key, home: &ConfigDir) -> Error {
    let error = Error::new(Kind::Usage, "config-key-secret").with("key", &key.word);
    error.hint(match (key.profile(), &key.path[..]) {
        (Some(profile), [.., name]) if name == CLIENT_SECRET => {
            Message::new("config-key-secret-source").with("profile", profile)
        }
        _ if is_credential(&key.path()) => Message::new("config-key-source").with("key", &key.word),
        _ => Message::new("config-key-secret-file").with("path", &*home.config.path),
    })
}

fn not_set(key: &Key) -> Error {
    Error::new(Kind::Config, "config-key-unset").with("key", &key.word)
}

/// Reports whether a URL has a query, which can contain a secret.
fn has_query(url: &str) -> bool {
    url.contains('?')
}

/// Reports whether the URL of a proxy contains a user name or password.
fn has_password(url: &str) -> bool {
    url.contains('@')
}
