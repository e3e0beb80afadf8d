//! `gettoken config set-secret` and `remove-secret`: a profile's client secret in the system's keyring.

use std::io::IsTerminal;

use super::super::Call;
use crate::app::credentials::from_stdin;
use crate::error::Result;
use crate::keyring;
use crate::report;
use crate::sanitize::visible;

/// Stores the secret from stdin in the keyring entry that the profile's config names.
pub fn set(Call { home, profile, .. }: Call) -> Result<u8> {
    let item = home.secret_item(&profile)?;
    if std::io::stdin().is_terminal() {
        report::line("gettoken: paste the secret (it will be visible), press Enter, then Ctrl-D\n");
    }
    let secret = from_stdin("client-secret", &home.read_policy)?;
    keyring::write(&item, &secret)?;
    let account = visible(&item.account);
    report::line(&format!("gettoken: client secret of `{profile}` stored in the keyring as `{account}`\n"));
    Ok(0)
}

/// Removes the secret from the keyring; a missing entry is not an error.
pub fn remove(Call { home, profile, .. }: Call) -> Result<u8> {
    let item = home.secret_item(&profile)?;
    let account = visible(&item.account);
    report::line(&if keyring::remove(&item)? {
        format!("gettoken: client secret of `{profile}` removed from the keyring\n")
    } else {
        format!("gettoken: no item `{account}` in the keyring\n")
    });
    Ok(0)
}
