//! The one place that decides: serve the stored token, wait for another process, ask the vendor, or
//! serve the old token because the vendor is down.
//!
//! However many processes ask at fetch, the vendor sees one request a key. A reader of a token with
//! life enough takes no lock. Near the end of a token's life one process asks for the next while the
//! others are served the valid one. Nothing that goes wrong with the cache hides a token.

mod freshness;
mod invalidate;
mod logout;
mod retry;
mod session;

use std::cell::Cell;
use std::fs::TryLockError;
use std::io;
use std::time::Duration;

use crate::cli::Rejected;
use crate::crypto::sha256;
use crate::error::{Error, Kind, Result};
use crate::message::Message;
use crate::provider::Effect;
use crate::report;
use crate::settings::{Settings, TokenOwner};
use crate::store::{Entry, Found, Limit, Lock, NegativeEntry, Store, UnknownMembers};
use crate::token::{Clock, Timestamp, Token};

use freshness::Verdict;
pub use freshness::fresh_until;
pub use retry::RetryContext;
pub use session::Hold;

/// Forced calls that begin this shortly after each other are one: a thousand scripts that force at
/// once do not start in the same instant, and each new token may cost a quota or another's token.
const AT_ONCE: Duration = Duration::from_secs(2);

/// A refusal is not asked for again for this long, so that a loop over wrong credentials does not get
/// the address banned.
const REFUSAL_WINDOW: Duration = Duration::from_secs(30);
/// The vendor's own wish to be left alone counts up to this.
const LONGEST_REFUSAL: Duration = Duration::from_secs(3600);

/// A token, and whether it was in the cache.
#[derive(Debug)]
pub struct Outcome {
    pub token: Token,
    pub from_cache: bool,
}

/// What a profile has in a store, for one call of the program.
pub struct Broker<'a> {
    settings: &'a Settings,
    store: &'a Store,
    key: String,
    started: Timestamp,
    clock: Clock<'a>,
    /// One word about the cache is enough for one call.
    warned: Cell<bool>,
}

impl<'a> Broker<'a> {
    /// The broker of the profile that `settings` are for.
    pub fn new(settings: &'a Settings, store: &'a Store, clock: Clock<'a>) -> Self {
        Self { settings, store, key: settings.key(), started: clock(), clock, warned: Cell::new(false) }
    }

    /// Gets a token: from the store if one there will do, else from the vendor.
    pub fn token(&self, context: &RetryContext) -> Result<Outcome> {
        // A session lives in the store, whatever is said of the cache.
        if !self.settings.freshness.cache && !self.is_session() {
            return fetch(context);
        }
        let offline = self.settings.freshness.offline;
        match self.read()? {
            (Some(entry), Verdict::RefreshSoon) if !offline => self.renew_early(entry, context),
            (Some(entry), Verdict::Fresh | Verdict::RefreshSoon) => Ok(served(entry)),
            (None, _) if self.is_session() => Err(self.not_logged_in()),
            (Some(_), Verdict::Stale) if offline => {
                Err(self.settings.error(Kind::Storage, "stored-token-stale"))
            }
            (None, _) if offline => Err(self.settings.error(Kind::Storage, "stored-token-missing")),
            (stored, _) => self.renew(stored.filter(|entry| self.still_valid(entry)), context),
        }
    }

    /// What is stored, by whomever, and whether it will do; after a warning about what could not be believed.
    fn read(&self) -> Result<(Option<Entry>, Verdict)> {
        // Without its store a session is out of reach, and an application's token would be asked for by every process
        // that wants one.
        let closed = |error: Error| if self.is_session() { error } else { error.hint("no-cache") };
        let found = self.store.read(&self.key).map_err(closed)?;
        if let Found::Damaged(why) = &found
            && !self.warned.replace(true)
        {
            report::warn(why);
        }
        let stored = found.sound();
        let verdict = self.judge(stored.as_ref());
        Ok((stored, verdict))
    }

    /// Whether the token is a person's.
    fn is_session(&self) -> bool {
        self.settings.owner == TokenOwner::Person
    }

    fn not_logged_in(&self) -> Error {
        self.settings.error(Kind::Login, "nobody-logged-in").hint("log-in")
    }

    fn judge(&self, entry: Option<&Entry>) -> Verdict {
        let is_outdated = |entry: &Entry| self.settings.freshness.force && !self.is_new(entry);
        match entry.filter(|entry| self.is_accepted(&entry.token) && !is_outdated(entry)) {
            // It lasts until the vendor rejects it.
            Some(entry) if entry.session && entry.token.expires_at.is_none() => Verdict::Fresh,
            Some(entry) => self.judge_time(&entry.token),
            None => Verdict::Stale,
        }
    }

    fn judge_time(&self, token: &Token) -> Verdict {
        freshness::judge(self.settings, &self.key, token, (self.clock)())
    }

    /// Whether there is a token, and none that the caller has seen rejected.
    fn is_accepted(&self, token: &Token) -> bool {
        let digest = || sha256(token.access_token.expose().as_bytes());
        let rejected = &self.settings.freshness.rejected;
        let is_rejected = matches!(rejected, Some(Rejected::Sha256(digits)) if digest().starts_with(digits));
        token.is_usable() && !is_rejected
    }

    /// Whether the token came after this call began, or was forced at once with it.
    fn is_new(&self, entry: &Entry) -> bool {
        match (self.started - entry.stored_at).to_std() {
            Ok(age) => entry.forced && age < AT_ONCE,
            // It came after the beginning, unless it seems to come from the future: the clock was set back.
            Err(_) => entry.stored_at <= (self.clock)(),
        }
    }

    /// Whether the vendor would still accept it, as far as we know: good enough when the vendor is down.
    fn still_valid(&self, entry: &Entry) -> bool {
        !self.settings.freshness.force
            && self.is_accepted(&entry.token)
            && freshness::is_alive(&entry.token, (self.clock)())
    }

    /// One process asks for the next token; for the others, and if that fails, the valid one will do.
    fn renew_early(&self, entry: Entry, context: &RetryContext) -> Result<Outcome> {
        let Ok(lock) = self.store.lock(&self.key, Limit::Try) else { return Ok(served(entry)) };
        // Whatever goes wrong, there is time left to try again, or to mend it.
        let renewed = self.renew_locked(&lock, Some(entry.clone()), context);
        renewed.or_else(|error| Ok(served_despite(&error, entry)))
    }

    fn renew(&self, valid: Option<Entry>, context: &RetryContext) -> Result<Outcome> {
        let mut taken = self.store.lock(&self.key, Limit::Try);
        // A holder that hangs must not cost a caller who has a valid token anything.
        let waits = valid.is_none() || self.settings.freshness.min_valid.is_some();
        if waits && matches!(taken, Err(TryLockError::WouldBlock)) {
            taken = match self.store.await_holder(&self.key, self.settings.freshness.lock_timeout) {
                Ok(left) => match self.read()? {
                    (Some(entry), Verdict::Fresh) => return Ok(served(entry)),
                    _ => self.store.lock(&self.key, Limit::Wait(left)),
                },
                Err(error) => Err(error),
            };
        }
        match taken {
            Ok(lock) => self.renew_locked(&lock, valid, context),
            Err(TryLockError::WouldBlock) => {
                valid.map(served).ok_or_else(|| self.settings.error(Kind::Busy, "token-locked"))
            }
            Err(TryLockError::Error(error)) if self.is_session() => {
                self.or_valid(self.cannot_keep(&error), valid)
            }
            // Without a store there is no single flight either, but there is a token.
            Err(TryLockError::Error(error)) => {
                self.not_stored(error)?;
                fetch(context).or_else(|error| self.or_valid(error, valid))
            }
        }
    }

    fn renew_locked(&self, lock: &Lock, valid: Option<Entry>, context: &RetryContext) -> Result<Outcome> {
        // Whoever held the lock before us may have done the work.
        let stored = match self.read()? {
            (Some(entry), Verdict::Fresh) => return Ok(served(entry)),
            (stored, _) => stored,
        };
        if let Some(refused) = self.shared_refusal() {
            return self.or_valid(refused, valid);
        }
        if self.is_session() {
            return self.refresh(lock, stored, valid, context);
        }
        match fetch(context) {
            Ok(outcome) => self.keep(lock, &outcome.token).map(|()| outcome),
            Err(error) => {
                self.remember(lock, &error);
                self.or_valid(error, valid)
            }
        }
    }

    /// A passing fault does not matter to who has a valid token.
    fn or_valid(&self, error: Error, valid: Option<Entry>) -> Result<Outcome> {
        match valid {
            Some(entry) if error.kind().retryable() || error.kind() == Kind::Storage => {
                Ok(served_despite(&error, entry))
            }
            _ => Err(error),
        }
    }

    fn keep(&self, lock: &Lock, token: &Token) -> Result<()> {
        if token.expires_at.is_none() {
            report::note(|| "token-not-stored-without-expiry");
            return Ok(());
        }
        self.warn_of_short_life(token);
        let entry = self.new_entry(token.clone());
        self.store.write(&self.key, &entry, lock).or_else(|error| self.not_stored(error))
    }

    fn warn_of_short_life(&self, token: &Token) {
        if token.expires_at.is_some() && self.judge_time(token) == Verdict::Stale {
            report::warn("token-life-short");
        }
    }

    fn not_stored(&self, error: io::Error) -> Result<()> {
        if self.settings.freshness.require_cache {
            return Err(Error::new(Kind::Storage, "token-not-stored").caused_by(error));
        }
        let invalidates = self.settings.provider.repeat.effect == Effect::Invalidates;
        let code = if invalidates { "token-not-stored-invalidates" } else { "token-not-stored-because" };
        if !self.warned.replace(true) || invalidates {
            report::warn(Message::new(code).with("error", error.to_string()));
        }
        Ok(())
    }

    /// The refusal of a process that asked while we waited, or shortly before.
    fn shared_refusal(&self) -> Option<Error> {
        let now = (self.clock)();
        let refused = self.store.read_negative(&self.key).ok()?.sound()?;
        let (age, left) = ((now - refused.at).to_std().ok()?, (refused.until - now).to_std().ok());
        if refused.at >= self.started {
            return Some(refused.error());
        }
        let left = left.filter(|left| !left.is_zero() && !self.settings.freshness.force)?;
        let error = refused.error();
        let busy = error.kind() == Kind::Busy;
        let error = error.retry_after(busy.then(|| Duration::from_secs(left.as_secs() + 1)));
        Some(error.hint(Message::new("said-before").with("age", age.as_secs())))
    }

    fn remember(&self, lock: &Lock, error: &Error) {
        let window = match (error.kind(), error.wait()) {
            (Kind::Refused, _) => REFUSAL_WINDOW,
            (Kind::Busy, Some(wait)) => wait.min(LONGEST_REFUSAL),
            // Those who waited meanwhile need not find out one after the other; who comes later may try.
            (Kind::Busy | Kind::Network, _) => Duration::ZERO,
            _ => return,
        };
        let refused = NegativeEntry::new(error, (self.clock)(), window);
        // Only a courtesy to the vendor: the caller hears of the refusal itself.
        let _ = self.store.write_negative(&self.key, &refused, lock);
    }

    /// The entry of a `token` that has just come.
    fn new_entry(&self, token: Token) -> Entry {
        Entry {
            profile: self.settings.profile.clone(),
            provider: self.settings.provider.name.clone(),
            stored_at: (self.clock)(),
            forced: self.settings.freshness.force,
            session: self.is_session(),
            client_id: self.settings.value("client-id"),
            server: self.settings.authorization_server(),
            token,
            rest: UnknownMembers::default(),
        }
    }
}

/// Asks for the application's token: nothing is spent by asking twice.
fn fetch(context: &RetryContext) -> Result<Outcome> {
    let token = context.with_retries(|| (context.fetch)(None)?.report())?;
    Ok(Outcome { token, from_cache: false })
}

fn served_despite(error: &Error, entry: Entry) -> Outcome {
    report::warn(Message::new("serving-stored-token").with("error", error.message()));
    served(entry)
}

fn served(entry: Entry) -> Outcome {
    Outcome { token: entry.token, from_cache: true }
}
