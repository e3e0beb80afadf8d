//! `gettoken config set-secret` and `remove-secret`: a profile's client secret in the system's keyring.

use std::io::IsTerminal;

use super::super::Call;
use crate::app::credentials::from_stdin;
use crate::error::Result;
use crate::keyring;
use crate::message::Message;
use crate::report;

/// Stores the secret from stdin in the keyring entry that the profile's config names.
pub fn set(Call { home, profile, .. }: Call) -> Result<u8> {
    let item = home.secret_item(&profile)?;
    if std::io::stdin().is_terminal() {
        report::say("secret-paste");
    }
    let secret = from_stdin("client-secret", &home.read_policy)?;
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
