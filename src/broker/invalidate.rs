//! Discards an access token that a server has rejected, so that the next call gets a new one.

use super::Broker;
use crate::error::Result;
use crate::secret::Secret;
use crate::store::failed;

impl Broker<'_> {
    /// Discards the stored access token and reports whether there was one to discard. If `rejected` is given,
    /// only that token is discarded: a late caller must not discard the token that replaced it. A session
    /// keeps its refresh token, because only a login could replace it.
    pub fn invalidate(&self, rejected: Option<&Secret>) -> Result<bool> {
        let matches = |token: &Secret| rejected.is_none_or(|rejected| rejected == token);
        let found = || {
            let entry = self.store.read(&self.key)?.sound();
            Ok(entry.filter(|entry| matches(&entry.token.access_token)))
        };
        // If there is nothing to discard, do not create the directory for the lock.
        if found()?.is_none() {
            return Ok(false);
        }
        let lock = self.locked(&self.key)?;
        let Some(mut entry) = found()? else { return Ok(false) };
        // Without the entry, the next call would take the same token from the shared store.
        let done = if entry.session || entry.generation.is_some() && self.settings.share.is_some() {
            // Move the access token's lifetime into the past: it has expired, but its length stays known.
            let (end, life) = (entry.token.issued_at, entry.token.lifetime().unwrap_or_default());
            (entry.token.issued_at, entry.token.expires_at) = (end - life, Some(end));
            self.store.write(&self.key, &entry, &lock)
        } else {
            self.store.remove(&self.key, &lock)
        };
        done.map(|()| true).map_err(|error| failed("rejected-token-not-removed", error))
    }
}
