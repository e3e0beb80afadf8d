//! Decides how to get a token: serve the stored one, wait for another process, fetch a new one, or serve the old one
//! because the vendor is down.
//!
//! The vendor gets one request per key, no matter how many processes call at once. Reading a token with enough lifetime
//! left takes no lock. Near the end of a token's life, one process fetches the next token while the others are served
//! the current one. A damaged entry or an unwritable store does not prevent the fetch of an application's token.

mod freshness;
mod invalidate;
mod logout;
mod retry;
mod revoke;
mod session;
mod shared;

use std::borrow::Cow;
use std::cell::{Cell, OnceCell};
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
use crate::store::shared::Share;
use crate::store::{Client, Entry, Found, Limit, Lock, NegativeEntry, Store, UnknownMembers};
use crate::token::{Clock, IdToken, Timestamp, Token, TokenKind};

use freshness::Verdict;
pub use freshness::fresh_until;
pub use retry::{Retries, RetryContext};
pub use revoke::Revoked;
pub use session::Hold;
pub use shared::{SharedStatus, Sharing, confirm_by};

/// Forced calls that start within this time of each other count as one. If a thousand scripts use `--force`
/// at once, they do not start in the same instant, and each new token may use up quota or invalidate another.
const FORCE_WINDOW: Duration = Duration::from_secs(2);

/// How long a refusal is cached, so that a loop with wrong credentials does not get the address banned.
const REFUSAL_WINDOW: Duration = Duration::from_secs(30);
/// The longest time that an error is cached if the vendor asks for a pause, as with Retry-After.
const LONGEST_REFUSAL: Duration = Duration::from_secs(3600);

/// How long `gettoken api` does not replace a token that replaced a rejected one itself. An API that rejects such
/// a token would most likely reject the next one too, and vendors limit the number of tokens per day.
const REPLACEMENT_WINDOW: Duration = Duration::from_secs(60);

/// A token, and whether it came from the cache.
#[derive(Debug)]
pub struct Outcome {
    pub token: Token,
    pub from_cache: bool,
    /// When it was last known to be the newest of the tokens that several machines share.
    pub confirmed_at: Option<Timestamp>,
}

/// The tokens of one profile in one store, for a single run of the program.
pub struct Broker<'a> {
    settings: &'a Settings,
    store: &'a Store,
    key: String,
    started: Timestamp,
    clock: Clock<'a>,
    /// Whether a warning about the cache has been printed, so that it is not repeated.
    warned: Cell<bool>,
    /// How to reach the shared store, if the token is shared.
    sharing: Option<Sharing<'a>>,
    share: OnceCell<Share>,
    /// Whether the shared store has answered.
    was_up: Cell<bool>,
}

impl<'a> Broker<'a> {
    /// Creates the broker for the profile that `settings` belong to.
    pub fn new(settings: &'a Settings, store: &'a Store, clock: Clock<'a>) -> Self {
        Self {
            settings,
            store,
            key: settings.key(),
            started: clock(),
            clock,
            warned: Cell::new(false),
            sharing: None,
            share: OnceCell::new(),
            was_up: Cell::new(false),
        }
    }

    /// The same broker, which shares the token if `sharing` is set.
    pub fn sharing(self, sharing: Option<Sharing<'a>>) -> Self {
        Self { sharing, ..self }
    }

    /// Gets a token: from the store if the stored one is good enough, otherwise from the vendor.
    pub fn token(&self, context: &RetryContext) -> Result<Outcome> {
        // A session always needs the store, even if the cache is turned off.
        if !self.settings.freshness.cache && !self.is_session() {
            return match self.sharing {
                Some(_) => self.renew_shared(None, None, None, context),
                None => fetch(context),
            };
        }
        let offline = self.settings.freshness.offline;
        match self.read()? {
            (Some(entry), Verdict::Fresh) if !offline && self.is_unconfirmed(&entry) => {
                self.confirm(entry, context)
            }
            (Some(entry), Verdict::RefreshSoon) if !offline => self.renew_early(entry, context),
            (Some(entry), Verdict::Fresh | Verdict::RefreshSoon) => Ok(served(entry)),
            (None, _) if self.is_session() && (offline || self.sharing.is_none()) => {
                Err(self.not_logged_in())
            }
            (Some(_), Verdict::Stale) if offline => {
                Err(self.settings.error(Kind::Storage, "stored-token-stale"))
            }
            (None, _) if offline => Err(self.settings.error(Kind::Storage, "stored-token-missing")),
            (stored, _) => self.renew(stored.filter(|entry| self.still_valid(entry)), context),
        }
    }

    /// Reads the stored entry and judges it. Warns once if the entry is damaged.
    fn read(&self) -> Result<(Option<Entry>, Verdict)> {
        // A session exists only in its store. An application's token could be fetched without the store, but
        // then by every process, so that requires `--no-cache`.
        let inaccessible = |error: Error| if self.is_session() { error } else { error.hint("no-cache") };
        let found = self.store.read(&self.key).map_err(inaccessible)?;
        if let Found::Damaged(why) = &found
            && !self.warned.replace(true)
        {
            report::warn(why);
        }
        let stored = found.sound();
        let verdict = self.judge(stored.as_ref());
        Ok((stored, verdict))
    }

    /// Stores an application's token that was fetched outside of [`Self::token`], unless it cannot be used again or
    /// another process is about to store one.
    pub fn save_token(&self, token: &Token) -> Result<()> {
        let is_shared = self.settings.share.is_some();
        if !self.settings.freshness.cache || self.is_session() || is_shared || token.expires_at.is_none() {
            return Ok(());
        }
        match self.store.lock(&self.key, Limit::Try) {
            Ok(lock) => self.store_token(&lock, token),
            Err(_) => Ok(()),
        }
    }

    /// Notes that the stored ID token was verified, if it is still this one.
    pub fn note_verified(&self, id_token: &IdToken) {
        let is_kept = self.settings.freshness.cache || self.is_session();
        let Some(lock) = is_kept.then(|| self.store.lock(&self.key, Limit::Try).ok()).flatten() else {
            return;
        };
        let Some(mut entry) = self.store.read(&self.key).ok().and_then(Found::sound) else { return };
        if let Some(stored) = entry.token.id_token.as_mut().filter(|stored| stored.value == id_token.value) {
            stored.is_verified = true;
            // Ignore a failure: it is verified again by the next call.
            let _ = self.store.write(&self.key, &entry, &lock);
        }
    }

    /// Reports whether the token belongs to a person.
    fn is_session(&self) -> bool {
        self.settings.owner == TokenOwner::Person
    }

    fn not_logged_in(&self) -> Error {
        let error = self.settings.error(Kind::Login, "nobody-logged-in").hint("log-in");
        if self.settings.is_public_client() { error.hint("public-client-login") } else { error }
    }

    fn judge(&self, entry: Option<&Entry>) -> Verdict {
        let is_outdated = |entry: &Entry| self.settings.freshness.force && !self.is_new(entry);
        match entry.filter(|entry| self.is_accepted(&entry.token) && !is_outdated(entry)) {
            // A session token without an expiry is used until the vendor rejects it, or a call needs to know it.
            Some(entry) if entry.session && self.chosen(&entry.token).expires_at.is_none() => {
                let can_refresh = entry.token.refresh_token.is_some() || entry.generation.is_some();
                let refreshes = self.settings.freshness.needs_expiry() && can_refresh;
                if refreshes { Verdict::Stale } else { Verdict::Fresh }
            }
            Some(entry) => match self.judge_time(&entry.token) {
                // Another refresh would not bring the next one either.
                Verdict::RefreshSoon if self.is_last(&entry.token) => Verdict::Fresh,
                verdict => verdict,
            },
            None => Verdict::Stale,
        }
    }

    fn judge_time(&self, token: &Token) -> Verdict {
        freshness::judge(self.settings, &self.key, &self.chosen(token), (self.clock)())
    }

    /// The token that the user wants.
    fn chosen<'t>(&self, token: &'t Token) -> Cow<'t, Token> {
        token.chosen(self.settings.token_kind)
    }

    /// Returns whether the user wants the ID token, but the server sends none when the session is refreshed.
    fn is_last(&self, token: &Token) -> bool {
        self.settings.token_kind == TokenKind::Id && self.is_session() && token.has_old_id_token()
    }

    /// Reports whether there is an access token, and the caller has not reported it as rejected.
    fn is_accepted(&self, token: &Token) -> bool {
        let token = self.chosen(token);
        let digest = || sha256(token.access_token.expose().as_bytes());
        let rejected = &self.settings.freshness.rejected;
        let is_rejected = matches!(rejected, Some(Rejected::Sha256(digits)) if digest().starts_with(digits));
        token.is_usable() && !is_rejected
    }

    /// The age of `token` if it recently replaced a rejected one.
    pub fn replaced_recently(&self, token: &Token) -> Option<Duration> {
        let entry = self.store.read(&self.key).ok()?.sound()?;
        let age = ((self.clock)() - entry.stored_at).to_std().ok()?;
        let is_recent = entry.replacement
            && self.chosen(&entry.token).access_token == token.access_token
            && age < REPLACEMENT_WINDOW;
        is_recent.then_some(age)
    }

    /// Reports whether the token was stored after this call began, or by a forced call at about the same time.
    fn is_new(&self, entry: &Entry) -> bool {
        match (self.started - entry.stored_at).to_std() {
            Ok(age) => entry.forced && age < FORCE_WINDOW,
            // Stored after this call began, unless the time is in the future because the clock was set back.
            Err(_) => entry.stored_at <= (self.clock)(),
        }
    }

    /// Reports whether the vendor should still accept the token: good enough if the vendor is down.
    fn still_valid(&self, entry: &Entry) -> bool {
        !self.settings.freshness.force
            && self.is_accepted(&entry.token)
            && freshness::is_alive(&self.chosen(&entry.token), (self.clock)())
    }

    /// Fetches the next token in one process. The others, and this one if it fails, serve the current token.
    fn renew_early(&self, entry: Entry, context: &RetryContext) -> Result<Outcome> {
        let Ok(lock) = self.store.lock(&self.key, Limit::Try) else { return Ok(served(entry)) };
        // Serve the current token if this fails: it is valid long enough to retry or to fix the cause.
        let renewed = self.renew_locked(&lock, Some(entry.clone()), context);
        renewed.or_else(|error| Ok(served_despite(&error, entry)))
    }

    fn renew(&self, valid: Option<Entry>, context: &RetryContext) -> Result<Outcome> {
        let mut taken = self.store.lock(&self.key, Limit::Try);
        // A lock holder that hangs must not delay a caller that has a valid token.
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
            // Without a store, concurrent calls cannot share one request, but each still gets a token.
            Err(TryLockError::Error(error)) => {
                self.not_stored(error)?;
                if self.sharing.is_some() {
                    return self.renew_shared(None, None, valid, context);
                }
                fetch(context).or_else(|error| self.or_valid(error, valid))
            }
        }
    }

    fn renew_locked(&self, lock: &Lock, valid: Option<Entry>, context: &RetryContext) -> Result<Outcome> {
        // The previous lock holder may have stored a new token.
        let stored = match self.read()? {
            (Some(entry), Verdict::Fresh) if !self.is_unconfirmed(&entry) => return Ok(served(entry)),
            (stored, _) => stored,
        };
        if self.sharing.is_some() {
            return self.renew_shared(Some(lock), stored, valid, context);
        }
        if let Some(refused) = self.shared_refusal() {
            return self.or_valid(refused, valid);
        }
        if self.is_session() {
            return self.refresh(lock, stored, valid, context, None).result;
        }
        match fetch(context) {
            Ok(outcome) => self.store_token(lock, &outcome.token).map(|()| outcome),
            Err(error) => {
                self.cache_error(lock, &error);
                self.or_valid(error, valid)
            }
        }
    }

    /// Serves the valid token, if there is one, in place of a temporary or a storage error.
    fn or_valid(&self, error: Error, valid: Option<Entry>) -> Result<Outcome> {
        match valid {
            Some(entry) if error.kind().retryable() || error.kind() == Kind::Storage => {
                Ok(served_despite(&error, entry))
            }
            _ => Err(error),
        }
    }

    fn store_token(&self, lock: &Lock, token: &Token) -> Result<()> {
        if token.expires_at.is_none() {
            return self.warn_of_no_expiry();
        }
        self.warn_of_short_life(token);
        let entry = self.new_entry(token.clone());
        self.store.write(&self.key, &entry, lock).or_else(|error| self.not_stored(error))
    }

    fn warn_of_no_expiry(&self) -> Result<()> {
        let why = Message::new("token-not-stored-without-expiry");
        let why = why.with("provider", &self.settings.provider.name);
        if self.settings.freshness.require_cache {
            return Err(Error::new(Kind::Storage, why));
        }
        report::warn(why);
        Ok(())
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
            report::warn(Message::new(code).with("error", &error));
        }
        Ok(())
    }

    /// The error that another process cached while this one waited, or shortly before.
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
        let error = error.with_retry_after(busy.then(|| Duration::from_secs(left.as_secs() + 1)));
        Some(error.hint(Message::new("said-before").with("age", age.as_secs())))
    }

    fn cache_error(&self, lock: &Lock, error: &Error) {
        let Some(window) = refusal_window(error) else { return };
        let refused = NegativeEntry::new(error, (self.clock)(), window);
        // Ignore a failure: the negative cache only spares the vendor, and the caller gets the error anyway.
        let _ = self.store.write_negative(&self.key, &refused, lock);
    }

    /// The entry for a `token` that was just received.
    fn new_entry(&self, token: Token) -> Entry {
        Entry {
            profile: self.settings.profile.clone(),
            provider: self.settings.provider.name.clone(),
            stored_at: (self.clock)(),
            forced: self.settings.freshness.force,
            replacement: self.settings.freshness.rejected.is_some(),
            session: self.is_session(),
            client_id: self.settings.value("client-id"),
            server: self.settings.authorization_server(),
            asked_scope: self.settings.value("scope").filter(|_| self.is_session()),
            asked_resource: self
                .settings
                .all_values("resource")
                .filter(|_| self.is_session())
                .cloned()
                .collect(),
            generation: None,
            confirmed_at: None,
            login: None,
            replaces: None,
            issuer: self.settings.value("issuer").filter(|_| self.settings.protected_resource().is_some()),
            client: self.settings.client.as_ref().map(Client::for_session),
            token,
            rest: UnknownMembers::default(),
        }
    }
}

/// How long `error` is shared with other processes; `None` if it is not.
fn refusal_window(error: &Error) -> Option<Duration> {
    match (error.kind(), error.retry_after()) {
        (Kind::Refused, _) => Some(REFUSAL_WINDOW),
        (Kind::Busy, Some(wait)) => Some(wait.min(LONGEST_REFUSAL)),
        // Shared only with the processes that are waiting now; later ones may try again.
        (Kind::Busy | Kind::Network, _) => Some(Duration::ZERO),
        _ => None,
    }
}

/// Fetches an application's token. Retrying is safe, because it uses up nothing.
fn fetch(context: &RetryContext) -> Result<Outcome> {
    let token = context.with_retries(|| (context.fetch)(None, None)?.report())?;
    Ok(Outcome::fetched(token, None))
}

fn served_despite(error: &Error, entry: Entry) -> Outcome {
    report::warn(Message::new("serving-stored-token").with("error", error.message()));
    served(entry)
}

fn served(entry: Entry) -> Outcome {
    Outcome { token: entry.token, from_cache: true, confirmed_at: entry.confirmed_at }
}
