//! `gettoken config set-secret` and `remove-secret`: a profile's client secret in the system's keyring.

use super::super::Call;
use crate::app::credentials::from_stdin;
use crate::error::Result;
use crate::keyring;
use crate::message::Message;
use crate::report;
use crate::settings::{Source, usable};
use crate::terminal;

/// Stores the secret, typed or from stdin, in the keyring entry that the profile's config names.
pub fn set(Call { home, profile, .. }: Call) -> Result<u8> {
    let item = home.secret_item(&profile)?;
    let secret = if terminal::is_interactive() {
        let question = Message::new("set-secret-question").with("profile", &profile);
        let typed = terminal::ask_secret(&question.in_language(report::language()))?;
        usable("client-secret", typed, &Source::Typed)?
    } else {
        from_stdin("client-secret", &home.read_policy)?
    };
    keyring::write(&item, &secret)?;
    report::say(Message::new("secret-stored").with("profile", profile).with("account", &item.account));
    Ok(0)
}

/// Removes the secret from the keyring; a missing entry is not an error.
pub fn remove(Call { home, profile, .. }: Call) -> Result<u8> {
    let item = home.secret_item(&profile)?;
    let code = if keyring::remove(&item)? { "secret-removed" } else { "secret-absent" };
    report::say(Message::new(code).with("profile", profile).with("account", &item.account));
    Ok(0)
}
