//! A person's session: it begins at login, is refreshed for months, and ends only when the vendor says
//! that it is dead, or at logout.
//!
//! A refresh token may be spent by using it. So nothing is asked before the store is shown to be
//! writable, the next refresh token is on the disk before anything is printed, and what may have
//! spent one is not repeated.

use super::{Broker, Outcome, retry, served};
use crate::error::{Error, Kind, Result};
use crate::provider::RefreshToken;
use crate::report;
use crate::settings::Settings;
use crate::signals;
use crate::store::{Entry, Limit, Lock, LockError, Store, failed};
use crate::token::{Clock, Token};

/// Nobody has logged in under this profile.
pub fn nobody(profile: &str) -> Error {
    Error::new(Kind::Login, format!("nobody is logged in to {profile}")).hint(log_in(profile))
}

/// The session cannot be kept, so it is not touched.
pub fn cannot_keep(profile: &str, error: &std::io::Error) -> Error {
    Error::new(
        Kind::Storage,
        format!("the session of {profile} is not refreshed, because it could not be stored: {error}"),
    )
}

fn log_in(profile: &str) -> String {
    format!("log in with `gettoken login {profile}`")
}

impl Broker<'_> {
    /// The session's next access token. The caller holds the key's lock and has read `stored` under it.
    pub(super) fn refresh(
        &self,
        lock: &Lock,
        stored: Option<Entry>,
        valid: Option<Entry>,
    ) -> Result<Outcome> {
        let profile = &self.settings.profile;
        let stored = stored.ok_or_else(|| nobody(profile))?;
        if stored.token.refresh_token.is_none() {
            let ended = format!("the session of {profile} has ended, and it has no refresh token");
            let error = Error::new(Kind::Login, ended).hint(log_in(profile));
            // Who asks for more life than it has gets none.
            let enough = valid.filter(|_| self.settings.freshness.min_valid.is_none());
            return enough.map(served).ok_or(error);
        }
        if let Err(error) = self.store.prove_writable(&self.key, lock) {
            return self.or_valid(cannot_keep(profile, &error), valid);
        }
        let repeatable = self.settings.provider.user.refresh_token == RefreshToken::Kept;
        // From here until the next refresh token is stored, ending would lose the session.
        let _held = signals::HeldBack::begin();
        match retry::asking(self.settings.retries, repeatable, self.patience, &|| {
            (self.ask)(Some(&stored.token))
        }) {
            Ok(token) => self.keep_session(lock, continued(token, stored.token)),
            Err(error) if error.kind() == Kind::Login => {
                self.end_session(lock);
                Err(error.hint(log_in(profile)))
            }
            Err(error) => {
                self.remember(lock, &error);
                self.or_valid(error, valid)
            }
        }
    }

    /// Stored first, served then.
    fn keep_session(&self, lock: &Lock, token: Token) -> Result<Outcome> {
        let entry = self.entry(token);
        self.warn_of_short_life(&entry.token);
        let written = self.store.write(&self.key, &entry, lock);
        // Room was there a moment ago: it may be there again.
        match written.or_else(|_| self.store.write(&self.key, &entry, lock)) {
            Ok(()) => Ok(Outcome { token: entry.token, from_cache: false }),
            Err(error) => Err(Error::new(
                Kind::Storage,
                format!("the session of {} was refreshed, but could not be stored", self.settings.profile),
            )
            .caused_by(error)
            .hint(format!(
                "the old refresh token may be spent; if the next call fails, {}",
                log_in(&self.settings.profile)
            ))),
        }
    }

    /// The vendor says that the session is dead: nothing of it is sent or served again.
    fn end_session(&self, lock: &Lock) {
        if let Err(error) = self.store.remove(&self.key, lock) {
            report::warn(&format!("the dead session cannot be removed: {error}"));
        }
    }
}

/// RFC 6749 §6: what the answer does not name stays as it was.
fn continued(token: Token, before: Token) -> Token {
    Token {
        refresh_token: token.refresh_token.or(before.refresh_token),
        scope: token.scope.or(before.scope),
        account: token.account.or(before.account),
        ..token
    }
}

/// Stores what a login brought. Under the lock, so that no refresh of an older session overwrites it.
pub fn begin(settings: &Settings, store: &Store, token: Token, clock: Clock) -> Result<Outcome> {
    let key = settings.key();
    let lock = locked(settings, store, &key)?;
    let entry = Entry {
        profile: settings.profile.clone(),
        provider: settings.provider.name.clone(),
        stored_at: clock(),
        forced: false,
        session: true,
        token,
    };
    store.write(&key, &entry, &lock).map_err(|error| failed("the session cannot be stored", error))?;
    Ok(Outcome { token: served(entry).token, from_cache: false })
}

/// Fails when a session could not be stored now.
pub fn check_room(settings: &Settings, store: &Store) -> Result<()> {
    let key = settings.key();
    // A keyring that cannot be asked says why.
    store.read(&key).sound()?;
    let lock = locked(settings, store, &key)?;
    store.prove_writable(&key, &lock).map_err(|error| cannot_keep(&settings.profile, &error))
}

/// Takes the session out of the store, for logging out.
pub fn end(settings: &Settings, store: &Store) -> Result<Option<Token>> {
    let key = settings.key();
    let lock = locked(settings, store, &key)?;
    let entry = store.read(&key).sound()?;
    store.remove(&key, &lock).map_err(|error| failed("the session cannot be removed", error))?;
    Ok(entry.map(|entry| entry.token))
}

pub(super) fn locked(settings: &Settings, store: &Store, key: &str) -> Result<Lock> {
    store.lock(key, Limit::Wait(settings.freshness.lock_timeout)).map_err(|error| match error {
        LockError::Held => Error::new(
            Kind::Busy,
            format!("another process holds the session of {} for too long", settings.profile),
        ),
        LockError::Unusable(error) => {
            Error::new(Kind::Storage, "the session cannot be stored").caused_by(error)
        }
    })
}
