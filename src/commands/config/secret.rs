//! `gettoken config set-secret` and `remove-secret`: a profile's client secret where gettoken keeps it, in the system's
//! keyring or in a file beside the config file.

use super::super::Call;
use crate::app::config_editor::{self, ConfigText, Setting};
use crate::app::credentials::{self, from_stdin};
use crate::error::{Error, Kind, Result};
use crate::keyring::{KeyringItem, SECRETS};
use crate::message::Message;
use crate::report;
use crate::sanitize::is_name;
use crate::settings::{ConfigDir, KeptSecret, Source, unknown_word, usable};
use crate::terminal;

/// Stores the secret, typed or from stdin, where the profile reads it. Without a source in the profile, that is the
/// keyring, or a file if there is none.
pub fn set(Call { home, profile, .. }: Call) -> Result<u8> {
    home.definition(&profile)?.ok_or_else(|| unknown_word(home, &profile))?;
    let kept = kept(home, &profile, "secret-kept-elsewhere")?;
    if let Some(KeptSecret::Keyring(_)) = &kept {
        credentials::require_keyring()?;
    }
    let secret = if terminal::is_interactive() {
        let question = Message::new("set-secret-question").with("profile", &profile);
        let typed = terminal::ask_secret(&question.in_language(report::language()))?;
        usable("client-secret", typed, &Source::Typed)?
    } else {
        from_stdin("client-secret", &home.read_policy)?
    };
    let (file, written) = home.own_secret_file(&profile);
    let place = kept.clone().unwrap_or_else(|| match credentials::is_in_keyring(&item(&profile)) {
        Ok(_) => KeptSecret::Keyring(item(&profile)),
        Err(_) => KeptSecret::File(file),
    });
    let change = |document: &mut ConfigText| {
        let (key, value) = match &place {
            KeptSecret::Keyring(item) => ("keyring", &item.account),
            KeptSecret::File(_) => ("file", &written),
        };
        let source = Setting::Table(vec![(key.to_owned(), Setting::Text(value.clone()))]);
        let is_set = document.set(&["profiles", &profile, "client-secret"], source);
        let misplaced =
            || Error::new(Kind::Config, "config-key-misplaced").with("key", format!("profiles.{profile}"));
        is_set.then_some(()).ok_or_else(misplaced)
    };
    match &kept {
        // This does not need a config directory that can be written.
        Some(KeptSecret::Keyring(_)) => credentials::keep(&place, &secret)?,
        _ => {
            let change = |document: &mut ConfigText| if kept.is_none() { change(document) } else { Ok(()) };
            config_editor::edit(home, change, |_| Ok(()), || credentials::keep(&place, &secret))?;
        }
    }
    report::say(about(["secret-stored", "secret-stored-file"], &place).with("profile", &profile));
    Ok(0)
}

/// Removes the secret; a missing one is not an error.
pub fn remove(Call { home, profile, .. }: Call) -> Result<u8> {
    let kept = kept(home, &profile, "secret-removed-elsewhere")?;
    let place = match kept {
        Some(place) => place,
        None => match leftover(home, &profile)? {
            Some(place) => place,
            None => {
                home.definition(&profile)?.ok_or_else(|| unknown_word(home, &profile))?;
                report::say(Message::new("secret-none").with("profile", profile));
                return Ok(0);
            }
        },
    };
    if let KeptSecret::File(path) = &place
        && let Some(other) = home.other_user_of(&place, &profile)?
    {
        let error = Error::new(Kind::Config, "secret-shared").with("path", &**path);
        return Err(error.with("profile", profile).with("other", other));
    }
    let codes = match credentials::forget(&place)? {
        true => ["secret-removed", "secret-removed-file"],
        false => ["secret-absent", "secret-absent-file"],
    };
    report::say(about(codes, &place).with("profile", profile));
    Ok(0)
}

/// Says where the secret of a profile still is after the profile or its key was removed from the config file.
pub fn tell_leftover(before: &ConfigDir, after: &ConfigDir, profile: &str) {
    let Ok(Some(place)) = before.kept_secret(profile) else { return };
    let is_own = match &place {
        KeptSecret::Keyring(kept) => *kept == item(profile),
        KeptSecret::File(path) => path.exists(),
    };
    if is_own && matches!(after.kept_secret(profile), Ok(None)) {
        report::say(about(["secret-left", "secret-left-file"], &place).with("profile", profile));
    }
}

/// Where the secret of a profile is although the config file does not say so.
fn leftover(home: &ConfigDir, profile: &str) -> Result<Option<KeptSecret>> {
    if !is_name(profile) {
        return Ok(None);
    }
    let file = KeptSecret::File(home.own_secret_file(profile).0);
    if matches!(&file, KeptSecret::File(path) if path.exists()) {
        return Ok(Some(file));
    }
    let item = KeptSecret::Keyring(item(profile));
    match credentials::is_in_keyring(&self::item(profile)) {
        Ok(true) if home.other_user_of(&item, profile)?.is_none() => Ok(Some(item)),
        Err(error) if error.code() == "keyring-locked" => Err(error),
        _ => Ok(None),
    }
}

/// The keyring item of a profile, unless the config file names another.
fn item(profile: &str) -> KeyringItem {
    KeyringItem { service: SECRETS.to_owned(), account: profile.to_owned() }
}

/// The message about the keyring, or about a file.
fn about(codes: [&'static str; 2], place: &KeptSecret) -> Message {
    match place {
        KeptSecret::Keyring(item) => Message::new(codes[0]).with("account", &item.account),
        KeptSecret::File(path) => Message::new(codes[1]).with("path", &**path),
    }
}

/// Where gettoken keeps the secret. If it does not, the error has the hint `elsewhere`.
fn kept(home: &ConfigDir, profile: &str, elsewhere: &'static str) -> Result<Option<KeptSecret>> {
    home.config.profile(profile)?;
    home.kept_secret(profile).map_err(|error| error.hint(Message::new(elsewhere).with("profile", profile)))
}
