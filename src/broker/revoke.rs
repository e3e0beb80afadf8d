//! Revokes the stored access token (RFC 7009), and forgets it. The lock is held meanwhile, so that no other process
//! replaces the token, and so that of several calls at once only one sends a request.

use super::Broker;
use crate::error::{Error, Kind, Result};
use crate::secret::Secret;
use crate::signals::BlockedSignals;
use crate::store::shared::{Held, Lease};
use crate::store::{Entry, Lock, failed};

/// What was revoked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Revoked {
    /// There was no access token.
    Nothing,
    /// An access token. A session goes on with the next one.
    Token,
    /// A session that had only its access token.
    Session,
}

/// Revokes one token at the vendor.
pub type RevokeFn<'a> = dyn Fn(&Secret) -> Result<()> + 'a;

impl Broker<'_> {
    /// The stored entry with an access token, whether or not that has expired: of this machine, or else the shared one.
    pub fn stored(&self) -> Result<Option<Entry>> {
        let own = self.usable()?;
        match own {
            None if self.is_shared() => Ok(self.usable_shared()?),
            own => Ok(own),
        }
    }

    /// The refresh token of the stored session. Only the shared store is sure to have it.
    pub fn stored_refresh_token(&self) -> Result<Option<Secret>> {
        let own = self.store.read_any(&self.key)?.sound().and_then(|entry| entry.token.refresh_token);
        if !self.is_shared() {
            return Ok(own);
        }
        let (held, _) = self.shared_entry()?;
        Ok(if let Held::Entry(entry) = held { entry.token.refresh_token } else { own })
    }

    /// The error for a stored token that does not exist: a call that looks at it fetches none.
    pub fn no_token(&self) -> Error {
        if self.is_session() && self.store.read_any(&self.key).is_ok_and(|found| found.sound().is_none()) {
            return self.not_logged_in();
        }
        self.settings.error(Kind::Storage, "token-not-stored-yet")
    }

    /// Revokes the stored access token with `revoke`, and then forgets it. If the vendor does not revoke it, nothing is
    /// forgotten.
    pub fn revoke(&self, revoke: &RevokeFn) -> Result<Revoked> {
        // If there is nothing to revoke, do not create the directory for the lock.
        if self.stored()?.is_none() {
            return Ok(Revoked::Nothing);
        }
        let lock = self.locked(&self.key)?;
        if self.is_shared() {
            return self.revoke_shared(&lock, revoke);
        }
        let Some(entry) = self.usable()? else { return Ok(Revoked::Nothing) };
        revoke(&entry.token.access_token)?;
        let _held = BlockedSignals::begin();
        self.forget(&entry.token.access_token, &lock)
    }

    /// Forgets `token`, which the vendor has revoked, if it is the stored access token or refresh token.
    pub fn forget_revoked(&self, token: &Secret) -> Result<Revoked> {
        let is_it = |entry: &Entry| {
            entry.token.access_token == *token || entry.token.refresh_token.as_ref() == Some(token)
        };
        if !self.store.read_any(&self.key)?.sound().is_some_and(|entry| is_it(&entry)) {
            return Ok(Revoked::Nothing);
        }
        let lock = self.locked(&self.key)?;
        self.forget(token, &lock)
    }

    fn usable(&self) -> Result<Option<Entry>> {
        Ok(self.store.read_any(&self.key)?.sound().filter(|entry| entry.token.is_usable()))
    }

    fn usable_shared(&self) -> Result<Option<Entry>> {
        let (held, _) = self.shared_entry()?;
        Ok(if let Held::Entry(entry) = held { Some(*entry) } else { None }
            .filter(|entry| entry.token.is_usable()))
    }

    /// Forgets the revoked `token`, if the store still has it.
    fn forget(&self, token: &Secret, lock: &Lock) -> Result<Revoked> {
        let Some(mut entry) = self.store.read_any(&self.key)?.sound() else { return Ok(Revoked::Token) };
        let is_access = entry.token.access_token == *token;
        if !is_access && entry.token.refresh_token.as_ref() != Some(token) {
            return Ok(Revoked::Token);
        }
        let goes_on = is_access && entry.session && self.can_go_on(&entry);
        let done = if goes_on {
            remove_access_token(&mut entry);
            self.store.write(&self.key, &entry, lock)
        } else {
            self.store.forget(&self.key, lock)
        };
        done.map_err(|error| failed("revoked-token-not-removed", error))?;
        Ok(if entry.session && !goes_on { Revoked::Session } else { Revoked::Token })
    }

    /// Returns whether the session has a refresh token, here or in the shared store.
    fn can_go_on(&self, entry: &Entry) -> bool {
        entry.token.refresh_token.is_some() || entry.generation.is_some() && self.settings.share.is_some()
    }

    /// Revokes the token that machines share, and an older one that this machine still has.
    fn revoke_shared(&self, lock: &Lock, revoke: &RevokeFn) -> Result<Revoked> {
        let (lease, _owned) = self.take_anyway(lock)?;
        let (shared, own) = (self.usable_shared()?, self.usable()?);
        let share = self.share()?;
        let tokens = [&shared, &own].into_iter().flatten().map(|entry| &entry.token.access_token);
        let mut tokens: Vec<&Secret> = tokens.collect();
        tokens.dedup();
        let revoked = share.while_held(&lease, || tokens.iter().try_for_each(|token| revoke(token)));
        let entry = match (revoked, shared.as_ref().or(own.as_ref())) {
            (Ok(()), Some(entry)) => entry.clone(),
            (revoked, _) => {
                self.end_lease(&lease, None);
                return revoked.map(|()| Revoked::Nothing);
            }
        };
        let _held = BlockedSignals::begin();
        if entry.session && entry.token.refresh_token.is_some() {
            return self.put_without_access_token(&lease, lock, entry);
        }
        self.ask(|share| share.remove(&lease, self.is_session()))?;
        self.store.forget(&self.key, lock).map_err(|error| failed("revoked-token-not-removed", error))?;
        Ok(if entry.session { Revoked::Session } else { Revoked::Token })
    }

    /// Stores a session for all whose access token is revoked.
    fn put_without_access_token(&self, lease: &Lease, lock: &Lock, mut entry: Entry) -> Result<Revoked> {
        remove_access_token(&mut entry);
        entry.generation = Some(lease.generation);
        entry.profile.clone_from(&self.settings.profile);
        // The refresh token stays here too: it must not be lost if the store is down now.
        let written = self.store.write(&self.key, &entry, lock);
        written.map_err(|error| failed("revoked-token-not-removed", error))?;
        self.ask(|share| share.put(lease, &entry, (self.clock)())).map(|_| Revoked::Token)
    }
}

/// Removes the access token from a session, which gets the next one by its refresh token.
fn remove_access_token(entry: &mut Entry) {
    entry.token.access_token = Secret::default();
    entry.token.expires_at = Some(entry.token.issued_at);
}
