//! Forgets an access token that a server has rejected, so that the next call gets another.

use super::Broker;
use crate::error::Result;
use crate::secret::Secret;
use crate::store::failed;

impl Broker<'_> {
    /// Forgets the stored access token, but only if it is the `rejected` one where that is known: whoever
    /// comes late, with a token that others have replaced since, must not undo their work. A session stays,
    /// with its refresh token: only a login could bring it back. Answers whether there was anything to forget.
    pub fn invalidate(&self, rejected: Option<&Secret>) -> Result<bool> {
        let is_meant = |token: &Secret| rejected.is_none_or(|rejected| rejected == token);
        let found = || {
            let entry = self.store.read(&self.key)?.sound();
            Ok(entry.filter(|entry| is_meant(&entry.token.access_token)))
        };
        // Nothing to do needs no lock, and no folder to put it in.
        if found()?.is_none() {
            return Ok(false);
        }
        let lock = self.locked(&self.key)?;
        let Some(mut entry) = found()? else { return Ok(false) };
        let done = if entry.session {
            // Its access token has no life left: it ended when it was issued. How long it was stays known.
            let (end, life) = (entry.token.issued_at, entry.token.lifetime().unwrap_or_default());
            (entry.token.issued_at, entry.token.expires_at) = (end - life, Some(end));
            self.store.write(&self.key, &entry, &lock)
        } else {
            self.store.remove(&self.key, &lock)
        };
        done.map(|()| true).map_err(|error| failed("rejected-token-not-removed", error))
    }
}
