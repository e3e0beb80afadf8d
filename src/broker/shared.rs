//! Tokens that several machines share. The processes of one machine first agree among each other, by the lock of the
//! key; then one of them asks the shared store. What it gets is stored here too, and served without asking again for as
//! long as the vendor accepts it. If a new token ends the previous one, the store is asked now and then whether another
//! machine has fetched one.

use std::thread;
use std::time::{Duration, Instant};

use super::freshness::Verdict;
use super::session::Refreshed;
use super::{Broker, LONGEST_REFUSAL, Outcome, RetryContext, served, served_despite};
use crate::error::{Error, Kind, Result};
use crate::message::Message;
use crate::provider::Effect;
use crate::report;
use crate::settings::Settings;
use crate::store::shared::{Claim, Held, Lease, ServerStatus, Share, Taken};
use crate::store::{Entry, Limit, Lock, NegativeEntry, Store};
use crate::token::{Timestamp, Token};

/// After this time at most, the store is asked again for a token that another machine may have ended.
const CONFIRMATION: Duration = Duration::from_secs(60);

/// The pause before a lease that another machine has is tried again, at first and at most.
const FIRST_POLL: Duration = Duration::from_millis(30);
const LONGEST_POLL: Duration = Duration::from_millis(200);

/// How often a machine asks the vendor if its token is replaced meanwhile.
const MOST_REQUESTS: u8 = 2;

/// How to reach the shared store.
pub struct Sharing<'a> {
    /// Reads the secrets of the store, and prepares the place of the token in it. Nothing is sent yet.
    pub open: Box<dyn Fn() -> Result<Share> + 'a>,
    /// Returns whether each machine fetches its own token if the store is down, even if a new token ends the others.
    pub may_go_alone: Box<dyn Fn() -> bool + 'a>,
    /// A name for the server that is not asked while it is down.
    pub server: Box<dyn Fn() -> String + 'a>,
}

/// When the token that was last confirmed at `confirmed_at` must be confirmed again; `None` if never.
pub fn confirm_by(settings: &Settings, confirmed_at: Option<Timestamp>) -> Option<Timestamp> {
    settings.share.as_ref()?;
    // A token that was fetched while the store was down is still to be put there.
    let Some(at) = confirmed_at else { return Some(Timestamp::UNIX_EPOCH) };
    let repeat = &settings.provider.repeat;
    let overlap = repeat.overlap.map_or(Duration::ZERO, |overlap| overlap.0);
    let pause = CONFIRMATION.min(overlap / 2);
    let pause = chrono::TimeDelta::from_std(pause).unwrap_or_default();
    (repeat.effect == Effect::Invalidates).then_some(at + pause)
}

/// The local entry after a comparison with the shared one.
struct Compared {
    entry: Option<Entry>,
    /// The highest generation that is known.
    known: u64,
}

/// What [`Broker::shared_status`] finds out.
pub struct SharedStatus {
    pub held: Held,
    pub server: ServerStatus,
    /// By how much the server's clock is ahead of ours.
    pub ahead: chrono::TimeDelta,
    /// The name of the token in the store, and what identifies the key that seals it.
    pub place: String,
    pub key: String,
}

/// The result of a request under a lease.
enum Published {
    Answer(Box<Outcome>),
    /// What is in the store is newer than the entry of this machine.
    Fenced(Held, Box<Entry>),
}

impl Published {
    fn answer(outcome: Outcome) -> Self {
        Self::Answer(Box::new(outcome))
    }
}

impl Broker<'_> {
    /// Returns whether the shared store must be asked before `entry` is served.
    pub(super) fn is_unconfirmed(&self, entry: &Entry) -> bool {
        if self.settings.share.is_none() {
            return false;
        }
        let now = (self.clock)();
        let by = confirm_by(self.settings, entry.confirmed_at);
        // A time in the future was noted under another clock.
        by.is_some_and(|by| by <= now) || entry.confirmed_at.is_some_and(|at| at > now)
    }

    /// Returns whether `entry` should have been confirmed long ago: its token may be dead by now.
    fn is_overdue(&self, entry: &Entry) -> bool {
        let pause = entry.confirmed_at.zip(confirm_by(self.settings, entry.confirmed_at));
        pause.is_none_or(|(at, by)| (self.clock)() > by + (by - at))
    }

    /// Returns whether the token is shared with other machines.
    pub(super) fn is_shared(&self) -> bool {
        self.sharing.is_some()
    }

    /// The place of the token. Fails at once if the store was down a short time ago.
    pub(super) fn share(&self) -> Result<&Share> {
        if let Some(share) = self.share.get() {
            return Ok(share);
        }
        let Some(sharing) = &self.sharing else {
            return Err(self.settings.error(Kind::Internal, "shared-store-unprepared"));
        };
        if let Some(pause) = self.store.shared_store_pause(&(sharing.server)(), (self.clock)()) {
            let error = Error::new(Kind::Network, "shared-store-paused").with("seconds", pause.as_secs() + 1);
            return Err(error);
        }
        let share = (sharing.open)()?;
        Ok(self.share.get_or_init(|| share))
    }

    fn server(&self) -> String {
        self.sharing.as_ref().map(|sharing| (sharing.server)()).unwrap_or_default()
    }

    /// Calls the shared store, and notes if it is down.
    pub(super) fn ask<T>(&self, ask: impl FnOnce(&Share) -> Result<T>) -> Result<T> {
        let result = self.share().and_then(ask);
        match &result {
            Ok(_) if !self.was_up.replace(true) => self.store.note_shared_store_up(),
            Err(error) if is_down(error) && error.code() != "shared-store-paused" => {
                self.store.note_shared_store_down(&self.server(), (self.clock)());
            }
            _ => {}
        }
        result
    }

    /// Serves a token that is good by itself, after asking whether another machine has ended it.
    pub(super) fn confirm(&self, entry: Entry, context: &RetryContext) -> Result<Outcome> {
        let lock = self.store.lock(&self.key, Limit::Try).ok();
        // Another process of this machine is about to do it, unless it is suspended.
        if lock.is_none() && !self.is_overdue(&entry) {
            return Ok(served(entry));
        }
        match self.compare(lock.as_ref(), Some(entry.clone())) {
            Ok(Compared { entry: Some(entry), .. }) if self.judge(Some(&entry)) != Verdict::Stale => {
                Ok(served(entry))
            }
            Ok(Compared { entry, .. }) => self.renew_shared(lock.as_ref(), entry, None, context),
            Err(error) => {
                self.warn_of_store("shared-store-unused", &error);
                Ok(served(entry))
            }
        }
    }

    /// Warns with the text `code` that the store cannot be used, but not in each call while it is down.
    fn warn_of_store(&self, code: &'static str, error: &Error) {
        if error.code() != "shared-store-paused" {
            report::warn(Message::new(code).with("error", error.message()));
        }
    }

    /// Returns whether a new token ends the previous one.
    fn invalidates(&self) -> bool {
        self.settings.provider.repeat.effect == Effect::Invalidates
    }

    /// Makes the local and the shared entry the newer of the two.
    fn compare(&self, lock: Option<&Lock>, stored: Option<Entry>) -> Result<Compared> {
        let now = (self.clock)();
        let held = self.ask(|share| share.look(now))?;
        let ours = generation_of(&stored);
        let theirs = held.generation();
        if let (Some(entry), Held::Entry(held)) = (&stored, &held)
            && let (Some(replaced), Some(lock)) = (&entry.replaces, lock)
            && held.login.as_ref() == Some(replaced)
        {
            // The login could not be stored there, and the session that it replaced has gone on since.
            self.publish_login(lock, entry.clone());
            let entry = self.store.read_any(&self.key)?.sound();
            let known = entry.as_ref().and_then(|entry| entry.generation).unwrap_or(ours);
            return Ok(Compared { entry, known });
        }
        if theirs > ours || matches!(held, Held::Damaged(_)) {
            return self.take_over(lock, held, stored);
        }
        let Some(mut entry) = stored else { return Ok(Compared { entry: None, known: theirs }) };
        if theirs == ours && ours != 0 {
            self.confirmed(lock, &mut entry);
            // Only the machine that refreshed a session has its refresh token on the disk.
            if let (None, Held::Entry(held)) = (&entry.token.refresh_token, held) {
                entry.token.refresh_token = held.token.refresh_token;
            }
            return Ok(Compared { entry: Some(entry), known: ours });
        }
        // The server has lost it, or never had it.
        let is_whole = !entry.session || entry.token.refresh_token.is_some();
        let is_good = entry.session || self.judge(Some(&entry)) == Verdict::Fresh;
        if !is_whole || !is_good {
            return Ok(Compared { entry: Some(entry), known: ours.max(theirs) });
        }
        let generation = *entry.generation.get_or_insert_with(|| generation_at(now));
        match self.ask(|share| share.restore(&entry, now))? {
            Some(newer) => self.take_over(lock, newer, Some(entry)),
            None => {
                self.confirmed(lock, &mut entry);
                Ok(Compared { entry: Some(entry), known: generation })
            }
        }
    }

    /// Notes that `entry` is the newest one.
    fn confirmed(&self, lock: Option<&Lock>, entry: &mut Entry) {
        entry.confirmed_at = Some((self.clock)());
        self.write_copy(lock, entry);
    }

    /// Replaces the local entry by one that is newer.
    fn take_over(&self, lock: Option<&Lock>, held: Held, stored: Option<Entry>) -> Result<Compared> {
        let ours = generation_of(&stored);
        let known = held.generation().max(ours);
        match held {
            Held::Entry(entry) => {
                report::note(|| Message::new("shared-entry-taken").with("generation", known));
                let mut entry = *entry;
                entry.profile.clone_from(&self.settings.profile);
                entry.confirmed_at = Some((self.clock)());
                let refresh_token = entry.token.refresh_token.take();
                // A copy has no refresh token: only the store knows whether it was used.
                self.write_copy(lock, &entry);
                entry.token.refresh_token = refresh_token;
                Ok(Compared { entry: Some(entry), known })
            }
            Held::Removed(_) => {
                if let (Some(lock), Some(_)) = (lock, &stored) {
                    let removed = self.store.remove(&self.key, lock);
                    removed.or_else(|error| self.not_stored(error)).unwrap_or_default();
                }
                Ok(Compared { entry: None, known })
            }
            // The refresh token in it is the only one that is not used up.
            Held::Damaged(theirs) if self.is_session() && theirs > ours => {
                Err(self.settings.error(Kind::Login, "shared-session-damaged").hint("log-in"))
            }
            Held::Damaged(theirs) => {
                report::warn("shared-entry-damaged");
                // The token in it may have ended ours.
                let may_be_dead = theirs > ours && self.invalidates();
                Ok(Compared { entry: stored.filter(|_| !may_be_dead), known })
            }
            Held::Nothing => Ok(Compared { entry: stored, known }),
        }
    }

    fn write_copy(&self, lock: Option<&Lock>, entry: &Entry) {
        if let Some(lock) = lock.filter(|_| self.settings.freshness.cache || entry.session)
            && let Err(error) = self.store.write(&self.key, entry, lock)
        {
            report::warn(Message::new("token-not-stored-because").with("error", &error));
        }
    }

    /// Gets a token that is not fresh here: from the shared store, else from the vendor. `lock` is missing only if an
    /// application's token is not stored here.
    pub(super) fn renew_shared(
        &self,
        lock: Option<&Lock>,
        stored: Option<Entry>,
        valid: Option<Entry>,
        context: &RetryContext,
    ) -> Result<Outcome> {
        let generation = generation_of(&stored);
        let compared = match self.compare(lock, stored) {
            Ok(compared) => compared,
            Err(error) => return self.without_store(error, lock, generation, valid, context),
        };
        let Compared { mut entry, mut known } = compared;
        // Another machine may have fetched a token that the vendor refused to this one.
        let is_fresh = |entry: &Option<Entry>| self.judge(entry.as_ref()) == Verdict::Fresh;
        if let Some(refused) = self.shared_refusal().filter(|_| !is_fresh(&entry)) {
            return self.or_valid(refused, valid);
        }
        let started = Instant::now();
        let owned = OwnerFile::write(self, lock)?;
        let mut valid = valid;
        let mut poll = FIRST_POLL;
        let (mut fenced, mut requests) = (None, 0);
        loop {
            match (self.judge(entry.as_ref()), &entry) {
                (Verdict::Fresh, Some(entry)) => return Ok(served(entry.clone())),
                (Verdict::RefreshSoon, Some(_)) => valid = entry.clone(),
                (_, Some(found)) if self.still_valid(found) => valid = entry.clone(),
                (_, None) if self.is_session() => return Err(self.not_logged_in()),
                _ => {}
            }
            // The token of this machine was replaced by one that is not good enough either.
            if let Some(own) = fenced.take()
                && !self.is_session()
                && (self.judge(Some(&own)) == Verdict::Fresh || requests >= MOST_REQUESTS)
            {
                return Ok(Outcome::fetched(own.token, None));
            }
            if requests >= MOST_REQUESTS {
                return Err(self.settings.error(Kind::Busy, "shared-token-replaced"));
            }
            let now = (self.clock)();
            let force = self.settings.freshness.force;
            let claim = Claim { known, force, ..owned.claim() };
            let lease = match self.ask(|share| share.take(&claim, now)) {
                Ok(Taken::Lease(lease)) => {
                    report::note(|| Message::new("shared-lease-taken").with("generation", lease.generation));
                    lease
                }
                Ok(Taken::Newer(held)) => match self.take_over(lock, held, entry) {
                    Ok(compared) => {
                        Compared { entry, known } = compared;
                        continue;
                    }
                    Err(error) => return self.without_store(error, lock, known, valid, context),
                },
                Ok(Taken::Refused(error)) => return self.or_valid(error, valid),
                Ok(Taken::Wait) => {
                    // Another machine is fetching the next one.
                    let is_enough = self.settings.freshness.min_valid.is_none();
                    let is_late = started.elapsed() >= self.settings.freshness.lock_timeout;
                    if is_late || is_enough && valid.is_some() {
                        let busy = || self.settings.error(Kind::Busy, "shared-token-locked");
                        return valid.map(served).ok_or_else(busy);
                    }
                    let _waiting = report::wait_for("waiting-for-machine");
                    thread::sleep(poll.mul_f64(0.75 + (context.retries.random)() / 2.0));
                    poll = poll.mul_f64(1.6).min(LONGEST_POLL);
                    continue;
                }
                Err(error) => return self.without_store(error, lock, known, valid, context),
            };
            let share = self.share()?;
            let published = share.while_held(&lease, || match (lock, &entry) {
                (Some(lock), Some(entry)) if self.is_session() => {
                    self.refresh_shared(&lease, lock, entry.clone(), valid.clone(), context)
                }
                _ => self.fetch_shared(&lease, lock, valid.clone(), context),
            });
            requests += 1;
            match published? {
                Published::Answer(outcome) => return Ok(*outcome),
                // This machine was suspended, and another one has fetched a token since.
                Published::Fenced(newer, own) => {
                    report::note(|| Message::new("shared-entry-fenced").with("generation", lease.generation));
                    let stored = Some(Entry { generation: Some(lease.generation), ..(*own).clone() });
                    Compared { entry, known } = self.take_over(lock, newer, stored)?;
                    fenced = Some(*own);
                }
            }
        }
    }

    /// Fetches an application's token under the lease.
    fn fetch_shared(
        &self,
        lease: &Lease,
        lock: Option<&Lock>,
        valid: Option<Entry>,
        context: &RetryContext,
    ) -> Result<Published> {
        let fetched = context.with_retries(|| (context.fetch)(None, Some(&lease.permit))?.report());
        let token = match fetched {
            Ok(token) => token,
            Err(error) => {
                self.end_lease(lease, Some(&error));
                lock.into_iter().for_each(|lock| self.cache_error(lock, &error));
                return self.or_valid(error, valid).map(Published::answer);
            }
        };
        if token.expires_at.is_none() {
            self.end_lease(lease, None);
            self.warn_of_no_expiry()?;
            return Ok(Published::answer(Outcome::fetched(token, None)));
        }
        self.warn_of_short_life(&token);
        let entry = Entry { generation: Some(lease.generation), ..self.new_entry(token) };
        self.publish(lease, lock, entry)
    }

    /// Refreshes a session under the lease.
    fn refresh_shared(
        &self,
        lease: &Lease,
        lock: &Lock,
        stored: Entry,
        valid: Option<Entry>,
        context: &RetryContext,
    ) -> Result<Published> {
        match self.refresh(lock, Some(stored), valid, context, Some(lease)) {
            // The refresh token may be another one even if the rest of the response was useless.
            Refreshed { session: Some(session), result, held, .. } => {
                let published = self.publish(lease, Some(lock), session);
                drop(held);
                if result.is_ok() { published } else { result.map(Published::answer) }
            }
            Refreshed { is_over: true, result, .. } => {
                if let Err(fault) = self.ask(|share| share.remove(lease, true)) {
                    self.warn_of_store("shared-store-unused", &fault);
                }
                result.map(Published::answer)
            }
            Refreshed { session: None, result, .. } => {
                // Without a refresh token nothing was asked, and another machine may have one.
                let error = result.as_ref().err().filter(|error| error.kind() != Kind::Login);
                self.end_lease(lease, error);
                result.map(Published::answer)
            }
        }
    }

    /// Stores a token that was just fetched, here and for all.
    fn publish(&self, lease: &Lease, lock: Option<&Lock>, mut entry: Entry) -> Result<Published> {
        let published = self.ask(|share| self.put(share, lease, &entry));
        match published {
            Ok(None) => entry.confirmed_at = Some((self.clock)()),
            Ok(Some(newer)) => return Ok(Published::Fenced(newer, Box::new(entry))),
            Err(error) => self.warn_of_store("shared-token-unpublished", &error),
        }
        if let Some(lock) = lock.filter(|_| self.settings.freshness.cache || entry.session) {
            let written = self.store.write(&self.key, &entry, lock);
            // A session was stored before, without the time of the confirmation.
            written.or_else(|error| if entry.session { Ok(()) } else { self.not_stored(error) })?;
        }
        Ok(Published::answer(Outcome::fetched(entry.token, entry.confirmed_at)))
    }

    /// Puts `entry` into the store. Until then, other machines have a refresh token that is used up, or a token that is
    /// dead, so this is tried again as long as the lease keeps them from sending a request.
    fn put(&self, share: &Share, lease: &Lease, entry: &Entry) -> Result<Option<Held>> {
        let is_awaited = entry.session || self.invalidates();
        loop {
            match share.put(lease, entry, (self.clock)()) {
                Err(error) if is_awaited && is_down(&error) && lease.permit.check().is_ok() => {
                    thread::sleep(LONGEST_POLL);
                }
                put => return put,
            }
        }
    }

    /// Gives the lease back, with the vendor's error for the others.
    pub(super) fn end_lease(&self, lease: &Lease, error: Option<&Error>) {
        let now = (self.clock)();
        // Another machine may reach the vendor.
        let error = error.filter(|error| error.kind() != Kind::Network);
        let window = error.and_then(super::refusal_window);
        let refusal = error.zip(window).map(|(error, window)| NegativeEntry::new(error, now, window));
        // Without this, the others wait until the lease ends.
        let _ = self.ask(|share| share.fail(lease, refusal.as_ref(), now));
    }

    /// What to do without the shared store: nothing that could cost another machine its token.
    fn without_store(
        &self,
        error: Error,
        lock: Option<&Lock>,
        known: u64,
        valid: Option<Entry>,
        context: &RetryContext,
    ) -> Result<Outcome> {
        if let Some(entry) = valid {
            return Ok(served_despite(&error, entry));
        }
        if !is_down(&error) {
            return Err(error);
        }
        let may_go_alone = || self.sharing.as_ref().is_some_and(|sharing| (sharing.may_go_alone)());
        if self.is_session() || self.invalidates() && !may_go_alone() {
            let pause = self.store.shared_store_pause(&self.server(), (self.clock)());
            let code =
                if self.is_session() { "shared-session-unavailable" } else { "shared-token-unavailable" };
            let busy = self.settings.error(Kind::Busy, code).with("error", error.message());
            let pause = pause.map(|pause| Duration::from_secs(pause.as_secs() + 1));
            let busy = busy.hint("shared-store-down-hint");
            return Err(busy.with_retry_after(pause.map(|pause| pause.min(LONGEST_REFUSAL))));
        }
        report::warn(Message::new("shared-store-alone").with("error", error.message()));
        let outcome = super::fetch(context)?;
        if let Some(lock) =
            lock.filter(|_| self.settings.freshness.cache && outcome.token.expires_at.is_some())
        {
            // It is put into the store later. The clock of the server is not known, but is usually ours.
            let generation = generation_at((self.clock)()).max(known + 1);
            let entry = Entry { generation: Some(generation), ..self.new_entry(outcome.token.clone()) };
            self.store.write(&self.key, &entry, lock).or_else(|error| self.not_stored(error))?;
        }
        Ok(outcome)
    }

    /// Takes the lease whatever is stored, to replace or to remove it. Waits for a machine that has it.
    /// The file that names its owner is to be kept as long as the lease.
    pub(super) fn take_anyway<'a>(&'a self, lock: &'a Lock) -> Result<(Lease, OwnerFile<'a>)> {
        let started = Instant::now();
        let owned = OwnerFile::write(self, Some(lock))?;
        let claim = Claim { force: true, replace: true, ..owned.claim() };
        loop {
            match self.ask(|share| share.take(&claim, (self.clock)()))? {
                Taken::Lease(lease) => return Ok((lease, owned)),
                _ if started.elapsed() >= self.settings.freshness.lock_timeout => {
                    return Err(self.settings.error(Kind::Busy, "shared-token-locked"));
                }
                _ => thread::sleep(LONGEST_POLL),
            }
        }
    }

    /// Stores the session of a login for all. If that fails, it is put there later.
    pub(super) fn publish_login(&self, lock: &Lock, mut session: Entry) {
        if self.sharing.is_none() {
            return;
        }
        let published = self.take_anyway(lock).and_then(|(lease, _owned)| {
            session.generation = Some(lease.generation);
            self.ask(|share| share.put(&lease, &session, (self.clock)()))
        });
        let now = (self.clock)();
        match published {
            Ok(_) => {
                session.confirmed_at = Some(now);
                session.replaces = None;
            }
            Err(error) => {
                session.generation = Some(generation_at(now));
                report::warn(Message::new("shared-session-unpublished").with("error", error.message()));
            }
        }
        self.write_copy(Some(lock), &session);
    }

    /// Fails if the shared store cannot be used now.
    pub(super) fn ensure_shared(&self) -> Result<()> {
        if self.sharing.is_none() {
            return Ok(());
        }
        self.ask(|share| share.look((self.clock)())).map(drop)
    }

    /// Removes the token for all machines. Returns the entry that was stored, with its refresh token.
    pub(super) fn remove_shared(&self, lock: &Lock) -> Result<Option<Entry>> {
        let (lease, _owned) = self.take_anyway(lock)?;
        // Under the lease, nobody replaces it any more.
        let held = self.ask(|share| share.look((self.clock)()))?;
        self.ask(|share| share.remove(&lease, self.is_session()))?;
        Ok(if let Held::Entry(entry) = held { Some(*entry) } else { None })
    }

    /// The shared entry and its name, without changing anything.
    pub fn shared_entry(&self) -> Result<(Held, String)> {
        self.ask(|share| Ok((share.look((self.clock)())?, share.place().0.to_owned())))
    }

    /// What is stored, what the server says of itself, and by how much its clock is ahead of ours. A server that was
    /// down a short time ago is asked nevertheless.
    pub fn shared_status(&self) -> Result<SharedStatus> {
        self.store.note_shared_store_up();
        self.ask(|share| {
            let held = share.look((self.clock)())?;
            share.probe()?;
            let (place, key) = share.place();
            let (status, ahead) = share.status()?;
            Ok(SharedStatus { held, server: status, ahead, place: place.to_owned(), key })
        })
    }

    /// Removes the token here and for all machines. Returns whether there was one.
    pub fn clear_shared(&self) -> Result<bool> {
        let lock = self.locked(&self.key)?;
        let found = self.remove_shared(&lock)?;
        let removed = self.store.remove(&self.key, &lock);
        removed.map_err(|error| crate::store::failed("rejected-token-not-removed", error))?;
        Ok(found.is_some())
    }
}

/// The file that names the owner of a lease, as long as this machine may have the lease.
pub(super) struct OwnerFile<'a> {
    store: &'a Store,
    key: &'a str,
    lock: Option<&'a Lock>,
    owner: String,
    /// The owner of a lease that a dead process of this machine had.
    predecessor: String,
}

impl<'a> OwnerFile<'a> {
    fn write(broker: &'a Broker, lock: Option<&'a Lock>) -> Result<Self> {
        let (store, key, owner) = (broker.store, &*broker.key, Share::owner()?);
        let predecessor = lock.and_then(|lock| store.swap_lease_owner(key, &owner, lock));
        Ok(Self { store, key, lock, owner, predecessor: predecessor.unwrap_or_default() })
    }

    /// A claim of this owner, to any token.
    fn claim(&self) -> Claim<'_> {
        let (owner, predecessor) = (&*self.owner, &*self.predecessor);
        Claim { owner, predecessor, known: 0, force: false, replace: false }
    }
}

impl Drop for OwnerFile<'_> {
    fn drop(&mut self) {
        self.lock.into_iter().for_each(|lock| self.store.clear_lease_owner(self.key, lock));
    }
}

/// Returns whether the store may work later without any change.
fn is_down(error: &Error) -> bool {
    error.kind().retryable()
}

/// The generation of a local entry; 0 if it has none.
fn generation_of(entry: &Option<Entry>) -> u64 {
    entry.as_ref().and_then(|entry| entry.generation).unwrap_or_default()
}

/// A generation by our own clock: those that the server gives out are times too.
fn generation_at(now: Timestamp) -> u64 {
    u64::try_from(now.timestamp_millis()).unwrap_or(1).max(1)
}

impl Outcome {
    /// A token that was just fetched.
    pub fn fetched(token: Token, confirmed_at: Option<Timestamp>) -> Self {
        Self { token, from_cache: false, confirmed_at }
    }
}
