//! The system's keyring: the Secret Service on Linux, the keychain on macOS, the Credential Manager on
//! Windows. Only this module opens it, and only when an item is needed.
//!
//! A keyring may be missing, locked, or hang. Each case is an error with its reason, after a timeout if need
//! be. Data meant for the keyring is never stored anywhere else.

#[cfg(all(feature = "keyring", any(target_os = "linux", target_os = "macos", windows)))]
mod present;
#[cfg_attr(all(feature = "keyring", target_os = "linux"), path = "keyring/secret_service.rs")]
#[cfg_attr(all(feature = "keyring", target_os = "macos"), path = "keyring/keychain.rs")]
#[cfg_attr(all(feature = "keyring", windows), path = "keyring/credential_manager.rs")]
#[cfg_attr(
    not(all(feature = "keyring", any(target_os = "linux", target_os = "macos", windows))),
    path = "keyring/absent.rs"
)]
mod system;

use std::thread::Builder;
use std::time::Duration;

use crate::error::{Error, Kind, Result};
use crate::message::Message;
use crate::report;
use crate::secret::Secret;
use crate::signals;

/// The service name of client secrets, unless the config file has another.
pub const SECRETS: &str = "gettoken";
/// The service name of stored tokens.
pub const TOKENS: &str = "gettoken tokens";

/// The timeout: a working keyring responds within milliseconds. On macOS the user may be asked for permission.
const LIMIT: Duration = Duration::from_millis(if cfg!(target_os = "macos") { 30_000 } else { 1500 });

/// Stack size of the thread, in bytes: enough for the libraries.
const STACK: usize = 256 * 1024;

/// The attributes that identify an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyringItem {
    pub service: String,
    pub account: String,
}

/// The reason why this build cannot use a keyring at all, if there is one.
pub fn missing() -> Option<Message> {
    system::MISSING.map(Message::new)
}

/// Like [`missing`], for tokens, which are longer than client secrets.
pub fn missing_for_tokens() -> Option<Message> {
    // `CRED_MAX_CREDENTIAL_BLOB_SIZE` is enough for most client secrets, but not for many tokens.
    missing().or(cfg!(windows).then(|| Message::new("keyring-too-small")))
}

/// Reads the text of `item`, if there is one.
pub fn read(item: &KeyringItem) -> Result<Option<Secret>> {
    with_timeout(item, system::read)
}

/// Stores `text` as `item`, replacing an existing one.
pub fn write(item: &KeyringItem, text: &Secret) -> Result<()> {
    let text = text.clone();
    with_timeout(item, move |item| system::write(item, &text))
}

/// Removes `item`. Returns whether it existed.
pub fn remove(item: &KeyringItem) -> Result<bool> {
    with_timeout(item, system::remove)
}

/// Runs `work` in a thread, because the libraries have no timeout for a service that accepts a connection and
/// never responds. A thread that is still waiting at the limit ends with the process.
fn with_timeout<T: Send + 'static>(
    item: &KeyringItem,
    work: impl FnOnce(&KeyringItem) -> Result<T> + Send + 'static,
) -> Result<T> {
    let item = item.clone();
    // The system may ask for a password, in a window or on this terminal.
    let _waiting = report::wait_for_person("waiting-for-keyring");
    match signals::with_timeout(Builder::new().stack_size(STACK), LIMIT, move || work(&item)) {
        Ok(Some(done)) => done,
        Ok(None) => {
            Err(unusable(Message::new("keyring-silent").with("seconds", LIMIT.as_secs_f32().to_string())))
        }
        Err(error) => Err(unusable("keyring-no-thread").caused_by(error)),
    }
}

/// The error that there is no usable keyring, with the reason.
fn unusable(why: impl Into<Message>) -> Error {
    Error::new(Kind::Config, "keyring-unusable").with("why", why.into())
}
