//! Forgets an access token that a server has rejected, so that the next call gets another.

use super::session::locked;
use crate::error::Result;
use crate::secret::Secret;
use crate::settings::Settings;
use crate::store::{Entry, Store, failed};

/// Forgets the stored access token, but only if it is the `rejected` one where that is known: whoever
/// comes late, with a token that others have replaced since, must not undo their work. A session stays,
/// with its refresh token: only a login could bring it back. Answers whether there was anything to forget.
pub fn forget(settings: &Settings, store: &Store, rejected: Option<&Secret>) -> Result<bool> {
    let key = settings.key();
    let found = || -> Result<Option<Entry>> {
        let entry = store.read(&key)?.sound();
        Ok(entry.filter(|entry| rejected.is_none_or(|rejected| *rejected == entry.token.access_token)))
    };
    // Nothing to do needs no lock, and no folder to put it in.
    if found()?.is_none() {
        return Ok(false);
    }
    let lock = locked(settings, store, &key)?;
    let Some(mut entry) = found()? else { return Ok(false) };
    let done = if entry.session {
        // Its access token has no life left: it ended when it was issued. How long it was stays known.
        let (end, life) = (entry.token.issued_at, entry.token.lifetime().unwrap_or_default());
        (entry.token.issued_at, entry.token.expires_at) = (end - life, Some(end));
        store.write(&key, &entry, &lock)
    } else {
        store.remove(&key, &lock)
    };
    done.map(|()| true).map_err(|error| failed("rejected-token-not-removed", error))
}
