//! A person's session. It starts with a login, is refreshed for months, and ends with a logout or when the
//! vendor reports that it is over.
//!
//! Using a refresh token may invalidate it. So gettoken checks before the request that the store is writable, writes
//! the new refresh token to disk before it prints anything, and never repeats a request that may have used one up.

use std::fs::TryLockError;
use std::{io, mem};

use chrono::TimeDelta;

use super::freshness::is_alive;
use super::{Broker, Outcome, RetryContext, served};
use crate::crypto::random_text;
use crate::duration;
use crate::error::{Error, Kind, Result};
use crate::message::Message;
use crate::oauth::id_token;
use crate::oauth::response::TokenResponse;
use crate::provider::RefreshToken;
use crate::report;
use crate::signals::BlockedSignals;
use crate::store::shared::Lease;
use crate::store::{Entry, Limit, Lock, failed};
use crate::token::Token;

/// Held from before a login uses up its code until the session is stored. The lock keeps a refresh of an
/// older session from overwriting the new one; blocked signals cannot end the program in between.
pub type Hold = (BlockedSignals, Lock);

/// The code of the error for a refresh that was answered with the tokens of somebody else.
const ANOTHER_PERSON: &str = "session-of-another-person";

/// A session that ends within this time is about to end.
const SOON: TimeDelta = TimeDelta::days(3);

/// The result of a refresh.
pub struct Refreshed {
    pub result: Result<Outcome>,
    /// The session, if the vendor's response has changed it.
    pub session: Option<Entry>,
    /// Whether the vendor has ended it.
    pub is_over: bool,
    /// Keeps signals from ending the program before the session is in the shared store, too.
    pub held: Option<BlockedSignals>,
}

impl Broker<'_> {
    /// Refreshes the session. The caller holds the key's lock and has read `stored` under it. No request begins without the
    /// permit of `lease`, if the session is shared.
    pub(super) fn refresh(
        &self,
        lock: &Lock,
        stored: Option<Entry>,
        valid: Option<Entry>,
        context: &RetryContext,
        lease: Option<&Lease>,
    ) -> Refreshed {
        let unchanged = |result| Refreshed { result, session: None, is_over: false, held: None };
        let Some(stored) = stored else { return unchanged(Err(self.not_logged_in())) };
        let is_last = self.is_last(&stored.token) && !self.settings.freshness.force;
        if stored.token.refresh_token.is_none() || is_last {
            // The call asks for more than a token that is still good, such as another one.
            let is_good = self.is_accepted(&stored.token)
                && (stored.token.expires_at.is_none()
                    || is_alive(&self.chosen(&stored.token), (self.clock)()));
            let code = match is_good {
                _ if is_last => "id-token-not-refreshed",
                true => "session-without-refresh-token",
                false => "session-ended",
            };
            let error = self.settings.error(Kind::Login, code).hint("log-in");
            // With `min_valid`, the remaining lifetime may be too short.
            let enough = valid.filter(|_| self.settings.freshness.min_valid.is_none());
            return unchanged(enough.map(served).ok_or(error));
        }
        if let Err(error) = self.store.prove_writable(&self.key, lock) {
            return unchanged(self.or_valid(self.cannot_keep(&error), valid));
        }
        // Mirrors what is in the store, even after a response that cannot be used.
        let mut session = stored.clone();
        let (mut blocked, mut is_refused) = (None, false);
        let asked = context.with_retries(|| {
            (blocked, is_refused) = (None, false);
            // Ending the program between the request and the write would lose the session.
            let held = BlockedSignals::begin();
            let answer = (context.fetch)(Some(&session), lease.map(|lease| &lease.permit))?;
            let answer = self.for_same_person(answer, &session.token);
            // Only the answer to this request says that the session is over. A setting, or the login that another
            // profile needs, can be mended without a new login.
            is_refused = answer.token.as_ref().is_err_and(|error| error.kind() == Kind::Login);
            session.generation = lease.map_or(session.generation, |lease| Some(lease.generation));
            self.keep_session(lock, &mut session, &answer)
                .map_err(|error| self.settings.error(Kind::Storage, "session-not-kept").caused_by(error))?;
            let is_awaited = lease.is_some() && (answer.token.is_ok() || answer.refresh_token.is_some());
            blocked = Some(held).filter(|_| is_awaited);
            answer.report()
        });
        let replaced = session.token.refresh_token != stored.token.refresh_token;
        let changed = |session| (replaced || asked.is_ok()).then_some(session);
        let session = changed(session);
        let is_over = !replaced && is_refused && asked.is_err();
        let result = match asked {
            Ok(token) => {
                let token = session.as_ref().map_or(token, |session| session.token.clone());
                self.warn_of_short_life(&token);
                self.warn_of_session_end(&token);
                self.check_refreshed(&token).map(|()| Outcome::fetched(token, None))
            }
            // The response could not be stored: do not serve the valid token as if the error were temporary.
            Err(error) if error.kind() == Kind::Storage => Err(error),
            Err(error) if error.code() == ANOTHER_PERSON => Err(error),
            // The error is about the refresh token that was sent; the store already has the one that replaced it.
            Err(error) if replaced => self.or_valid(error.hint("session-goes-on"), valid),
            Err(error) if error.kind() == Kind::Login && is_over => {
                // Remove the dead session, so that nothing in it is sent or served again.
                if let Err(error) = self.store.remove(&self.key, lock) {
                    report::warn(Message::new("dead-session-not-removed").with("error", &error));
                }
                Err(error.hint("log-in"))
            }
            Err(error) => {
                self.cache_error(lock, &error);
                self.or_valid(error, valid)
            }
        };
        Refreshed { result, session, is_over, held: blocked }
    }

    /// Warns if a login is needed soon: no refresh changes the end of a refresh token that is kept.
    fn warn_of_session_end(&self, token: &Token) {
        let Some(end) = token.refresh_expires_at else { return };
        let now = (self.clock)();
        let is_kept = self.settings.provider.user.refresh_token == RefreshToken::Kept;
        let is_last = token.expires_at.is_some_and(|next| end <= next);
        if is_last || is_kept && end - now < SOON {
            let why = Message::new("session-ends-soon").with("profile", &self.settings.profile);
            let left = duration::message((end - now).num_seconds());
            report::warn(why.with("left", left).with("until", duration::local_time(end)));
        }
    }

    /// Refuses a response about another person than the session's (OpenID Connect Core §12.2). Only its refresh token is
    /// used: it may be the only one that is still good.
    fn for_same_person(&self, mut answer: TokenResponse, before: &Token) -> TokenResponse {
        let next = answer.token.as_ref().ok().and_then(|token| token.id_token.as_ref());
        if id_token::is_of_another(before.id_token.as_ref(), next) {
            answer.token = Err(self.settings.error(Kind::Answer, ANOTHER_PERSON).hint("log-in"));
        }
        answer
    }

    /// Fails if the user wants the ID token, and a refresh brought none in place of one that is not good enough.
    fn check_refreshed(&self, token: &Token) -> Result<()> {
        let is_good = self.is_accepted(token) && is_alive(&self.chosen(token), (self.clock)());
        if !self.is_last(token) || is_good && !self.settings.freshness.force {
            return Ok(());
        }
        Err(self.settings.error(Kind::Login, "id-token-not-refreshed").hint("log-in"))
    }

    /// Stores the parts of a response that cannot be fetched again. Must be called before anything that can
    /// fail, wait or end the program.
    fn keep_session(&self, lock: &Lock, session: &mut Entry, answer: &TokenResponse) -> io::Result<()> {
        if let Some(refresh_token) = &answer.refresh_token {
            session.token.refresh_token = Some(refresh_token.clone());
        }
        if let Ok(token) = &answer.token {
            let token = merge_refresh(token.clone(), mem::take(&mut session.token));
            let token = token.or_lifetime(answer.default_lifetime);
            let (rest, asked_scope) = (mem::take(&mut session.rest), session.asked_scope.take());
            let asked_resource = mem::take(&mut session.asked_resource);
            let (login, replaces) = (session.login.take(), session.replaces.take());
            let generation = session.generation;
            // What the session was begun with at its issuer, which the settings need not name.
            let (client_id, client) = (session.client_id.take(), session.client.take());
            let issuer = session.issuer.take();
            *session = Entry {
                rest,
                asked_scope,
                asked_resource,
                login,
                replaces,
                generation,
                ..self.new_entry(token)
            };
            session.client_id = client_id.or(session.client_id.take());
            session.client = client.or(session.client.take());
            session.issuer = issuer.or(session.issuer.take());
        } else if answer.refresh_token.is_none() {
            return Ok(());
        }
        let write = || self.store.write(&self.key, session, lock);
        // There was room just before the request, so a second attempt may succeed.
        write().or_else(|_| write())
    }

    /// Starts a [`Hold`].
    pub fn hold(&self) -> Result<Hold> {
        self.locked(&self.key).map(|lock| (BlockedSignals::begin(), lock))
    }

    /// Stores the result of a login before anything is printed about it.
    pub fn save_login(&self, answer: TokenResponse, hold: Hold) -> Result<Token> {
        let now = (self.clock)();
        // Until the first access token arrives, the session has one that has already expired. RFC 6749 §5.1: if the
        // response names no scope, it is the requested one, even if a later call names another.
        let scope = self.settings.value("scope");
        let no_token = Token { issued_at: now, expires_at: Some(now), scope, ..Token::default() };
        let login = Some(random_text()?.expose().to_owned());
        let before = self.store.read_any(&self.key).ok().and_then(|found| found.sound());
        let replaces = before.filter(|_| self.is_shared()).and_then(|before| before.login);
        let mut session = Entry { login, replaces, ..self.new_entry(no_token) };
        self.keep_session(&hold.1, &mut session, &answer)
            .map_err(|error| failed("session-not-stored", error))?;
        self.publish_login(&hold.1, session.clone());
        drop(hold);
        let goes_on = answer.refresh_token.is_some();
        match answer.report() {
            Ok(_) => Ok(session.token),
            Err(error) if goes_on => Err(error.hint("session-goes-on")),
            Err(error) if error.kind() == Kind::Login => Err(error.hint("login-again")),
            Err(error) => Err(error),
        }
    }

    /// Fails if a session could not be stored now.
    pub fn ensure_writable(&self) -> Result<()> {
        self.ensure_shared()?;
        // Returns the precise error if the keyring is unusable.
        self.store.read(&self.key)?;
        let lock = self.locked(&self.key)?;
        self.store.prove_writable(&self.key, &lock).map_err(|error| self.cannot_keep(&error))
    }

    /// The error for a session that is not refreshed because its next token could not be stored.
    pub(super) fn cannot_keep(&self, error: &io::Error) -> Error {
        self.settings.error(Kind::Storage, "session-not-refreshed").with("error", error)
    }

    pub(super) fn locked(&self, key: &str) -> Result<Lock> {
        let limit = Limit::Wait(self.settings.freshness.lock_timeout);
        self.store.lock(key, limit).map_err(|error| match error {
            TryLockError::WouldBlock if self.is_session() => {
                self.settings.error(Kind::Busy, "session-locked")
            }
            TryLockError::WouldBlock => self.settings.error(Kind::Busy, "token-locked"),
            TryLockError::Error(error) => Error::new(Kind::Storage, "session-not-stored").caused_by(error),
        })
    }
}

/// RFC 6749 §6: a value that a refresh response omits is unchanged. That includes the token's lifetime.
fn merge_refresh(token: Token, before: Token) -> Token {
    let token = token.or_lifetime(before.lifetime().filter(|life| *life > TimeDelta::zero()));
    let id_token = match (token.id_token, before.id_token) {
        (Some(next), Some(before)) => Some(id_token::continued(&before, next)),
        (next, before) => next.or(before),
    };
    // Another refresh token has another end.
    let is_same = token.refresh_token.as_ref().is_none_or(|next| Some(next) == before.refresh_token.as_ref());
    Token {
        id_token,
        refresh_expires_at: token.refresh_expires_at.or(before.refresh_expires_at.filter(|_| is_same)),
        refresh_token: token.refresh_token.or(before.refresh_token),
        scope: token.scope.or(before.scope),
        account: token.account.or(before.account),
        ..token
    }
}

#[cfg(test)]
mod tests {
    use crate::permit::Permit;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::super::Retries;
    use super::*;
    use crate::http::Response;
    use crate::oauth::response::Reading;
    use crate::provider::{ErrorScope, Provider};
    use crate::sanitize::Scrubber;
    use crate::secret::Secret;
    use crate::settings::{Settings, TokenOwner, for_example};
    use crate::store::Store;
    use crate::token::Timestamp;

    /// A profile with its own store, and a clock that moves only between calls.
    struct Setup {
        settings: Settings,
        folder: tempfile::TempDir,
        now: Timestamp,
    }

    impl Setup {
        fn new(owner: TokenOwner) -> Self {
            let call = "url = \"https://a.example\"\nclient-auth = \"none\"";
            let text = format!("title = \"T\"\n[client-credentials]\n{call}\n[refresh]\n{call}");
            let mut provider: Provider = crate::toml_file::parse("p.toml", &text).unwrap();
            provider.name = "p".to_owned();
            provider.credentials.named_mut().for_each(|(_, credential)| credential.required = false);
            let settings =
                for_example(&provider, &[("client-id".to_owned(), "i".to_owned())].into(), owner).unwrap();
            let now = chrono::DateTime::UNIX_EPOCH + TimeDelta::days(20_000);
            Self { settings: Settings { retries: 2, ..settings }, folder: tempfile::tempdir().unwrap(), now }
        }

        fn store(&self) -> Store {
            Store::new(self.folder.path().join("tokens"), None)
        }

        fn answer(&self, status: u16, body: &str, spends: bool) -> TokenResponse {
            let response = Response { status, headers: Vec::new(), body: Secret::new(body), cut: None };
            let (now, scrubber) = (self.now, &Scrubber::default());
            let reading = Reading::new(&self.settings.provider, &response, now, now, scrubber);
            let owner = self.settings.owner;
            let endpoint = if owner == TokenOwner::Person { ErrorScope::User } else { ErrorScope::Token };
            reading.token(endpoint).map_error(|error| if spends { error } else { error.nothing_spent(true) })
        }

        fn log_in(&self, body: &str) {
            let (store, clock) = (self.store(), || self.now);
            let broker = Broker::new(&self.settings, &store, &clock);
            let hold = broker.hold().unwrap();
            broker.save_login(self.answer(200, body, true), hold).unwrap();
        }

        /// The outcome of a call, the refresh tokens that it sent (`-` for none), and what is stored afterwards.
        fn call(&self, answers: &[(u16, &str)]) -> String {
            let asked = std::cell::RefCell::new(Vec::new());
            let ask = |session: Option<&Entry>, _: Option<&Permit>| {
                let sent = session.and_then(|entry| entry.token.refresh_token.as_ref());
                asked.borrow_mut().push(sent.map_or("-".to_owned(), |token| token.expose().to_owned()));
                let (status, body) = answers[asked.borrow().len() - 1];
                Ok(self.answer(status, body, sent.is_some()))
            };
            let time_left = || Duration::from_secs(30);
            let retries = Retries { most: 2, time_left: &time_left, sleep: &|_| (), random: &|| 0.0 };
            let context = RetryContext { fetch: &ask, retries };
            let outcome = match Broker::new(&self.settings, &self.store(), &|| self.now).token(&context) {
                Ok(outcome) => outcome.token.access_token.expose().to_owned(),
                Err(error) => format!("{:?}", error.kind()).to_lowercase(),
            };
            let stored = self.store().read(&self.settings.key()).unwrap().sound();
            let kept = stored.and_then(|entry| entry.token.refresh_token);
            let kept = kept.map(|token| format!(" keeps {}", token.expose())).unwrap_or_default();
            assert_eq!(asked.borrow().len(), answers.len());
            format!("{outcome} after [{}]{kept}", asked.borrow().join(" "))
        }
    }

    fn granted(token: &str, more: &str) -> String {
        format!(r#"{{"access_token":"{token}","token_type":"Bearer","expires_in":3600{more}}}"#)
    }

    #[test]
    fn an_application_is_served_and_the_vendor_is_spared() {
        let mut setup = Setup::new(TokenOwner::Application);
        let (t1, t2) = (granted("t1", ""), granted("t2", ""));
        let refused = (400, r#"{"error":"invalid_client"}"#);
        // Seconds since the previous call, the vendor's responses, and the expected outcome.
        for (pause, answers, expected) in [
            (0, vec![refused], "refused after [-]"),
            (29, vec![], "refused after []"),
            (2, vec![(500, ""), (503, ""), (200, t1.as_str())], "t1 after [- - -]"),
            (10, vec![], "t1 after []"),
            // Near the end of a token's life a busy vendor does no harm.
            (3400, vec![(503, ""), (503, ""), (503, "")], "t1 after [- - -]"),
            (100, vec![(503, ""), (503, ""), (503, "")], "t1 after [- - -]"),
            (50, vec![(200, t2.as_str())], "t2 after [-]"),
        ] {
            setup.now += TimeDelta::seconds(pause);
            assert_eq!(setup.call(&answers), expected);
        }
    }

    #[test]
    fn a_session_goes_on_with_what_the_vendor_gave_last() {
        let login = granted("t0", r#","refresh_token":"r0""#);
        let next = granted("t1", r#","refresh_token":"refresh1""#);
        let lifeless = r#"{"access_token":"t1","token_type":"Bearer"}"#;
        let broken = granted("t1", r#","refresh_token":"refresh1""#).replace("Bearer", "mac");
        for (answers, expected) in [
            (vec![(200, next.as_str())], "t1 after [r0] keeps refresh1"),
            (vec![(200, granted("t1", "").as_str())], "t1 after [r0] keeps r0"),
            (vec![(200, lifeless)], "t1 after [r0] keeps r0"),
            (vec![(200, broken.as_str())], "answer after [r0] keeps refresh1"),
            // The refresh token may be used up, unless the server says that it did nothing.
            (vec![(500, "")], "busy after [r0] keeps r0"),
            (vec![(503, ""), (200, next.as_str())], "t1 after [r0 r0] keeps refresh1"),
            (vec![(400, r#"{"error":"invalid_grant"}"#)], "login after [r0]"),
        ] {
            let mut setup = Setup::new(TokenOwner::Person);
            assert_eq!(setup.call(&[]), "login after []");
            setup.log_in(&login);
            assert_eq!(setup.call(&[]), "t0 after [] keeps r0");
            setup.now += TimeDelta::seconds(3700);
            assert_eq!(setup.call(&answers), expected);
            // If no response states a lifetime, the previous one applies.
            let stored = setup.store().read(&setup.settings.key()).unwrap().sound();
            let life = stored.and_then(|entry| entry.token.lifetime()).map(|life| life.num_seconds());
            assert_eq!(life, expected.contains("keeps").then_some(3600), "{expected}");
        }
    }

    #[test]
    fn who_waits_for_the_lock_gets_what_its_holder_got() {
        let setup = &Setup::new(TokenOwner::Application);
        let asked = AtomicUsize::new(0);
        let call = || {
            let ask = |_: Option<&Entry>, _: Option<&Permit>| {
                asked.fetch_add(1, Ordering::SeqCst);
                std::thread::sleep(Duration::from_millis(50));
                Ok(setup.answer(200, &granted("t", ""), false))
            };
            let time_left = || Duration::MAX;
            let retries = Retries { most: 2, time_left: &time_left, sleep: &|_| (), random: &|| 0.0 };
            let context = RetryContext { fetch: &ask, retries };
            Broker::new(&setup.settings, &setup.store(), &|| setup.now).token(&context).unwrap().from_cache
        };
        let served: usize = std::thread::scope(|scope| {
            let calls: Vec<_> = (0..4).map(|_| scope.spawn(call)).collect();
            calls.into_iter().map(|call| usize::from(call.join().unwrap())).sum()
        });
        assert_eq!((asked.into_inner(), served), (1, 3));
    }
}
