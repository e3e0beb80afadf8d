//! The system's keyring: the Secret Service on Linux, the keychain on macOS, the Credential Manager on
//! Windows. The only room that opens it, and not before an item is wanted.
//!
//! A keyring may be missing, locked, or hang. Each of these is an error in time, with its reason; what
//! was meant for the keyring is never put anywhere else.

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
use crate::secret::Secret;
use crate::signals;

/// The service of client secrets, unless the config names another.
pub const SECRETS: &str = "gettoken";
/// The service of stored tokens.
pub const TOKENS: &str = "gettoken tokens";

/// A keyring that answers does so within milliseconds. On macOS a person may be asked for permission.
const LIMIT: Duration = Duration::from_millis(if cfg!(target_os = "macos") { 30_000 } else { 1500 });

/// What is enough for the library's calls.
const STACK: usize = 256 * 1024;

/// What an item is found by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyringItem {
    pub service: String,
    pub account: String,
}

/// Why nothing can be kept in a keyring by this program, whatever is running here.
pub fn missing() -> Option<Message> {
    system::MISSING.map(Message::new)
}

/// As [`missing`], for tokens, which are longer than a client secret.
pub fn missing_for_tokens() -> Option<Message> {
    // `CRED_MAX_CREDENTIAL_BLOB_SIZE`: many a client secret fits, many a token does not.
    missing().or(cfg!(windows).then(|| Message::new("keyring-too-small")))
}

/// The text of `item`, if there is one.
pub fn read(item: &KeyringItem) -> Result<Option<Secret>> {
    in_time(item, system::read)
}

/// Keeps `text` as `item`, in the place of what is there.
pub fn write(item: &KeyringItem, text: &Secret) -> Result<()> {
    let text = text.clone();
    in_time(item, move |item| system::write(item, &text))
}

/// Removes `item`; answers whether there was one.
pub fn remove(item: &KeyringItem) -> Result<bool> {
    in_time(item, system::remove)
}

/// Asks in a thread, since the libraries wait without a limit for a service that accepts a connection
/// and says nothing. A thread that still waits when the limit has passed ends with the process.
fn in_time<T: Send + 'static>(
    item: &KeyringItem,
    work: impl FnOnce(&KeyringItem) -> Result<T> + Send + 'static,
) -> Result<T> {
    let item = item.clone();
    match signals::in_time(Builder::new().stack_size(STACK), LIMIT, move || work(&item)) {
        Ok(Some(done)) => done,
        Ok(None) => {
            Err(unusable(Message::new("keyring-silent").with("seconds", LIMIT.as_secs_f32().to_string())))
        }
        Err(error) => Err(unusable("keyring-no-thread").caused_by(error)),
    }
}

/// There is no keyring, and why.
fn unusable(why: impl Into<Message>) -> Error {
    Error::new(Kind::Config, "keyring-unusable").with("why", why.into())
}
