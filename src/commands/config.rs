//! `gettoken config`: locates, creates, changes and validates the config file, and manages client secrets.

pub mod edit;
pub mod key;
pub mod secret;

use std::io::{ErrorKind, Write};

use super::Call;
use crate::app::{App, config_editor};
use crate::cli::Fetch;
use crate::crypto::seal;
use crate::error::{Error, Kind, Result};
use crate::message::{Message, Value};
use crate::oauth::flow;
use crate::output;
use crate::paint::{self, Mark};
use crate::report;
use crate::reserved;
use crate::secret::Secret;
use crate::settings::Settings;
use crate::trusted_file;

/// The sample config, in English and in Chinese.
const SAMPLES: [(&str, &str); 2] =
    [("en", include_str!("config/sample.toml")), ("zh", include_str!("config/sample.zh.toml"))];

/// Prints the path of the config file, whether or not it exists.
pub fn path(call: Call) -> Result<u8> {
    call.home.require()?;
    output::write(&format!("{}\n", call.home.config.path.display())).map(|()| 0)
}

/// Writes the sample config; fails if a config file exists.
pub fn init(Call { home, .. }: Call) -> Result<u8> {
    home.require()?;
    let path = &home.config.path;
    let failed = |error: std::io::Error| match error.kind() {
        ErrorKind::AlreadyExists => Error::new(Kind::Config, "config-exists").with("path", &**path),
        _ => Error::new(Kind::Storage, "file-unwritable").with("path", &**path).caused_by(error),
    };
    trusted_file::make_private_folder(&home.dir, true).map_err(failed)?;
    // A config file in an untrusted directory would be rejected when it is read.
    trusted_file::check(&home.dir)?;
    let file = trusted_file::create_private_file(path);
    file.and_then(|mut file| file.write_all(sample().as_bytes())).map_err(failed)?;
    report::say(Message::new("config-written").with("path", &**path));
    Ok(0)
}

/// The sample config in the user's language.
fn sample() -> &'static str {
    let own = SAMPLES.iter().find(|(language, _)| *language == report::language());
    own.unwrap_or(&SAMPLES[0]).1
}

/// Prints a new key for the shared store.
pub fn new_key(_: Call) -> Result<u8> {
    let key = seal::new_key()?;
    output::write(Secret::new(format!("{}\n", key.expose())).expose()).map(|()| 0)
}

/// Resolves every profile, reads every definition, and reports all errors. Runs no secret command and does
/// not open the keyring.
pub fn check(Call { home, .. }: Call) -> Result<u8> {
    let mut text = String::new();
    let (mut faults, mut of_profiles) = (Vec::new(), Vec::new());
    faults.extend(config_editor::check_defaults(home).err());
    // Errors in profiles are reported below.
    let profiles = home.config.all().unwrap_or_default();
    let is_any_shared = profiles.values().any(|profile| profile.shared == Some(true));
    if home.config.has_shared_store() || is_any_shared {
        faults.extend(home.shared_store().err());
    }
    for profile in home.config.names()? {
        reserved::profile_warning(&profile).iter().for_each(report::warn);
        let app = App::new(home, Fetch { profile: profile.clone(), ..Fetch::default() });
        match app.and_then(|app| flow::check(&app.settings).map(|()| line(&profile, &app.settings))) {
            Ok(line) => text.push_str(&line),
            Err(error) => of_profiles.push((profile, error)),
        }
    }
    for name in home.catalog.names_to_check() {
        match home.catalog.find(&name) {
            Ok((provider, found)) => home.catalog.warnings(&provider, &found).iter().for_each(report::warn),
            Err(error) => faults.push(error),
        }
    }
    if faults.is_empty() && of_profiles.is_empty() {
        // A failed call reports these anyway.
        home.unread_variables().iter().for_each(report::warn);
        let state = if home.config.is_there() { "config-valid" } else { "config-empty" };
        let state = Message::new(state).with("path", &*home.config.path).localized();
        let lines = text.lines().map(|line| paint::last_word(Mark::Good, "config-ok", line) + "\n");
        return output::write(&(lines.collect::<String>() + &state + "\n")).map(|()| 0);
    }
    // Every profile that cannot be read on its own repeats the first error of the file.
    let is_shared =
        |fault: &Message| of_profiles.iter().filter(|(_, error)| error.message() == *fault).count() > 1;
    let named = of_profiles.iter().map(|(profile, error)| match error.message() {
        fault if is_shared(&fault) => fault,
        fault => Message::new("profile-fault").with("profile", profile).with("fault", fault),
    });
    let mut messages: Vec<Value> = faults.iter().map(Error::message).chain(named).map(Value::from).collect();
    messages.dedup();
    messages.extend(text.lines().map(Value::from));
    let error = Error::new(Kind::Config, "faults").with("faults", Value::list(messages, "list-lines"));
    let all = faults.iter().chain(of_profiles.iter().map(|(_, error)| error));
    let mut hints: Vec<_> = all.flat_map(Error::hints).collect();
    hints.dedup();
    Err(hints.into_iter().fold(error, Error::hint))
}

fn line(profile: &str, settings: &Settings) -> String {
    let missing = settings.missing.iter().map(|missing| &missing.what);
    let code = if settings.missing.is_empty() { "config-profile-ok" } else { "config-profile-incomplete" };
    let line = Message::new(code).with("profile", profile).with("provider", &settings.provider.name);
    line.with("missing", Value::list(missing, "list-and")).localized() + "\n"
}
