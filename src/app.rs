//! One profile in use: the steps from settings to answer that all commands that need a token share.

pub mod client;
pub mod config_editor;
pub mod credentials;
pub mod discovery;
pub mod documents;
pub mod dry_run;
pub mod example_runner;
pub mod fields;
mod helper;
mod id_token;
pub mod keys;
pub mod resource;
pub mod scope;
mod shared;
mod token_requests;

use std::borrow::Cow;
use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use std::thread;
use std::time::{Duration, Instant};

use chrono::Utc;

use crate::broker::{Broker, Hold, Retries, RetryContext};
use crate::cli::{Fetch, Rejected};
use crate::crypto::{random_text, sha256};
use crate::error::{Error, Kind, Result};
use crate::http::{Client, Request, Response};
use crate::message::Message;
use crate::oauth::assertion::{self, SignFn, Signer};
use crate::oauth::flow::api::{self, ApiCall};
use crate::oauth::flow::renew::renewed;
use crate::oauth::flow::{self, ClientCredentials, Driver, Flow, FlowValues, Memory, Refresh};
use crate::oauth::response::TokenResponse;
use crate::output::{self, Answer, ApiServer};
use crate::permit::Permit;
use crate::provider::{Effect, RequestKind};
use crate::report;
use crate::secret::Secret;
use crate::settings::{ConfigDir, Finding, Server, Settings, Source, TokenOwner, name_in_messages};
use crate::store::{Entry, Found, Store, StoreKind};
use crate::token::{Timestamp, Token};

pub use crate::broker::{Outcome, Revoked};
pub use token_requests::Subject;

/// A profile's settings, and the store of its tokens.
pub struct App<'a> {
    pub home: &'a ConfigDir,
    pub settings: Settings,
    pub store: Store,
    /// When the call must end. It is set by the first request, of this profile or of one whose token this one needs.
    deadline: Rc<OnceCell<Instant>>,
    /// The digests of tokens of other profiles that were used as credentials, by the names of these.
    chained: RefCell<BTreeMap<String, String>>,
    /// Those of them that the vendor has refused.
    blamed: RefCell<BTreeMap<String, String>>,
}

impl<'a> App<'a> {
    /// Resolves the settings for the command line.
    pub fn new(home: &'a ConfigDir, fetch: Fetch) -> Result<Self> {
        match resolve_lenient(home, fetch)? {
            (settings, None) => Ok(Self::of(home, settings)),
            (_, Some(fault)) => Err(fault),
        }
    }

    /// Like [`Self::new`], but fails if a value is missing that is needed to get a token.
    pub fn complete(home: &'a ConfigDir, fetch: Fetch) -> Result<Self> {
        let app = Self::new(home, fetch)?;
        app.check()?;
        Ok(app)
    }

    /// Uses settings that are already resolved.
    pub fn of(home: &'a ConfigDir, settings: Settings) -> Self {
        let store = store(home, &settings);
        Self {
            home,
            settings,
            store,
            deadline: Rc::default(),
            chained: RefCell::default(),
            blamed: RefCell::default(),
        }
    }

    /// Fails if a value is missing that is needed to get a token.
    pub fn check(&self) -> Result<()> {
        flow::check(&self.settings)?;
        match self.settings.owner {
            TokenOwner::Application => self.settings.require(&|_| true),
            TokenOwner::Person => self.settings.require(&|name| name == "client-id"),
        }
    }

    /// Gets a token from the broker.
    pub fn token(&self) -> Result<Outcome> {
        self.token_through(&|client, request| client.send(request))
    }

    /// Gets a token from the broker, with `send` in place of [`Client::send`].
    pub fn token_through(&self, send: &dyn Fn(&Client, &Request) -> Result<Response>) -> Result<Outcome> {
        if let Some(settings) = self.with_logins()? {
            let app = App { deadline: self.deadline.clone(), ..App::of(self.home, settings) };
            return app.token_through(send);
        }
        let settings = &*self.with_rejected()?;
        // Created late, because its deadline starts with the first request: waiting for a lock has its own limit.
        let client = OnceCell::new();
        let client = || client.get_or_init(|| self.client_until_deadline());
        let current = RefCell::new(None);
        let send = |request: &Request| {
            client().permit(current.borrow().clone());
            send(client(), request)
        };
        let memory = Rc::<Memory>::default();
        let run = |settings: &Settings, session: Option<&Entry>| {
            // What a server has issued is in no source of the profile.
            let read = |name: &str| {
                settings.registered_secret(name).map_or_else(|| self.credential(name), |it| Ok(Some(it)))
            };
            let (read, send) = (Box::new(read), Box::new(send));
            let driver = Driver { settings, read, send, memory: Rc::clone(&memory), ..self.driver() };
            let mut refresh = session.and_then(|entry| {
                let refresh_token = entry.token.refresh_token.as_ref()?;
                Some(Refresh { refresh_token, scope: entry.asked_scope.as_deref() })
            });
            let mut application = ClientCredentials::default();
            let flow: &mut dyn Flow = match &mut refresh {
                Some(refresh) => refresh,
                None => &mut application,
            };
            let is_refresh = session.is_some();
            let answer = driver.run(flow, || Ok(()))?.0;
            let end = session.and_then(|entry| entry.token.refresh_expires_at);
            let mut answer = if is_refresh { renewed(&driver, end, answer) } else { answer };
            if !answer.blames_credentials() || !self.blame() {
                return Ok(answer);
            }
            answer.note_status();
            // A token of another profile that this vendor no longer accepts: get another one, once.
            driver.forget(self.blamed.borrow().keys());
            Ok(driver.run(&mut application, || Ok(()))?.0)
        };
        let fetch = |session: Option<&Entry>, permit: Option<&Permit>| {
            current.replace(permit.cloned());
            // The time for the metadata is part of that of the call. A program for a secret has the whole limit otherwise.
            if settings.issuer.is_some() || settings.protected_resource().is_some() {
                self.deadline();
            }
            let ready = self.ready(settings, session)?;
            let mut answer = run(&ready, session)?;
            let moved = answer.is_endpoint_missing().then(|| self.moved(&ready)).flatten();
            let Some(moved) = moved else {
                return Ok(answer.map_error(|error| self.without_client(&ready, error)));
            };
            answer.note_status();
            run(&moved, session)
        };
        let time_left = || self.time_left();
        let context = RetryContext { fetch: &fetch, retries: retries(settings.retries, &time_left) };
        let broker = Broker::new(settings, &self.store, &Utc::now).sharing(self.sharing());
        let outcome = self.hand_on(&broker, broker.token(&context)?)?;
        report::note(|| if outcome.from_cache { "token-cached" } else { "token-fetched" });
        if settings.freshness.needs_expiry() && outcome.token.expires_at.is_none() {
            let error = settings.error(Kind::Answer, "token-life-unknown");
            return Err(error.with("provider", &settings.provider.name));
        }
        // A missing scope was reported when the token was fetched, but `--require-scope` applies to each call.
        if settings.require_scope || !outcome.from_cache {
            scope::check(settings, &outcome.token)?;
        }
        if settings.provider.repeat.effect == Effect::Invalidates && !settings.freshness.cache {
            report::warn("cache-off-invalidates");
        }
        Ok(outcome)
    }

    /// The settings with the logins that the tokens of other profiles come from, if those are known only after such a
    /// token was taken from the shared store. Without them, one person's token could be served to another.
    fn with_logins(&self) -> Result<Option<Settings>> {
        let is_shared = self.settings.share.is_some() && !self.settings.freshness.offline;
        if !is_shared || !is_login_unknown(&self.settings) {
            return Ok(None);
        }
        for (name, credential) in &self.settings.credentials {
            if credential.needs_login() {
                self.token_of_profile(name, credential)?;
            }
        }
        let mut settings = self.settings.clone();
        note_logins(self.home, &mut settings, true);
        // If no copy could be stored here, this machine uses a token of its own.
        if is_login_unknown(&settings) {
            settings.share = None;
        }
        Ok(Some(settings))
    }

    /// The settings, with the digest of a rejected token if it is on stdin.
    fn with_rejected(&self) -> Result<Cow<'_, Settings>> {
        let settings = &self.settings;
        // Without a cache there is no token to compare it with.
        let is_kept = settings.freshness.cache || settings.share.is_some();
        let compares = is_kept || settings.owner == TokenOwner::Person;
        if !compares || settings.freshness.rejected != Some(Rejected::Stdin) {
            return Ok(Cow::Borrowed(settings));
        }
        let mut settings = settings.clone();
        let digest = sha256(credentials::from_stdin("rejected", &self.home.read_policy)?.expose().as_bytes());
        settings.freshness.rejected = Some(Rejected::Sha256(digest));
        Ok(Cow::Owned(settings))
    }

    /// A request to the API, with the token and everything else that the definition adds.
    pub fn api_request(&self, request: Request, token: &Token) -> Result<Request> {
        let mut credentials = FlowValues::new();
        for name in api::credentials(&self.settings) {
            credentials.extend(self.credential(&name)?.map(|secret| (name, secret)));
        }
        let (settings, credentials) = (&self.settings, &credentials);
        let (now, random, run) = (now(), &random_text, &self.sign_fn());
        let signer = Signer { settings, credentials, now, random, run };
        let sign = &|text: &[u8]| signer.sign_text(text);
        ApiCall { settings, token, credentials, nonce: None, now, random, sign }.complete(request)
    }

    /// The token, with the other values that output formats may need.
    pub fn answer<'b>(&'b self, outcome: &'b Outcome) -> Answer<'b> {
        let settings = &self.settings;
        let found = outcome.token.api_base.as_ref().filter(|base| settings.provider.api.accepts_base(base));
        let found = found.and_then(|base| Server::parse(base)).filter(|_| settings.api_host.is_none());
        let server = found.or_else(|| settings.server());
        let account = &outcome.token.account;
        let value = |name: &str| if name == "account" { account.clone() } else { settings.value(name) };
        let headers = settings.provider.api.headers.iter();
        let headers = headers.filter_map(|(name, text)| Some((name.clone(), text.fill(value)?)));
        Answer {
            profile: &settings.profile,
            provider: &settings.provider.name,
            token: &outcome.token,
            from_cache: outcome.from_cache,
            api: &settings.provider.api,
            headers: headers.collect(),
            env_name: settings.env_name.as_deref(),
            user: settings.user.as_deref(),
            server: server.map(|server| ApiServer { url: server.url(), host: server.host().to_owned() }),
            exec_api: settings.exec_api,
            now: Utc::now(),
        }
    }

    /// The answer in the requested format.
    pub fn rendered(&self, outcome: &Outcome) -> Result<Secret> {
        output::render(&self.settings.output, &self.answer(outcome))
    }

    /// Creates the profile's HTTP client. One deadline covers all its requests and starts with the first.
    pub fn client(&self) -> Client {
        Client::new(self.settings.network.clone())
    }

    /// A client whose requests, and those for credentials, have one deadline together.
    fn client_until_deadline(&self) -> Client {
        Client::until(self.settings.token_network(), self.deadline())
    }

    /// When `--timeout` ends, which begins now if it has not yet.
    fn deadline(&self) -> Instant {
        *self.deadline.get_or_init(|| Instant::now() + self.settings.network.timeout)
    }

    /// The time that is left of `--timeout`.
    fn time_left(&self) -> Duration {
        self.deadline().saturating_duration_since(Instant::now())
    }

    /// The limit for a program: `--timeout`, or what is left of it if the time is already running.
    fn limit(&self) -> Duration {
        self.deadline.get().map_or(self.settings.network.timeout, |_| self.time_left())
    }

    /// Marks the tokens of other profiles that were used as refused. Returns `false` if there are none, or if they
    /// were replaced before.
    fn blame(&self) -> bool {
        let chained = self.chained.take();
        let mut blamed = self.blamed.borrow_mut();
        let is_new =
            self.settings.owner == TokenOwner::Application && blamed.is_empty() && !chained.is_empty();
        if is_new {
            *blamed = chained;
        }
        is_new
    }

    /// Signs with a program that has the key.
    fn sign_fn(&self) -> SignFn<'_> {
        Box::new(|words, input| self.sign(words, input))
    }

    /// A driver for flows that do not involve a person.
    pub fn driver(&self) -> Driver<'_> {
        Driver {
            settings: &self.settings,
            read: Box::new(|name| self.credential(name)),
            // One client per request, so that each has its own deadline: a person may take long between two requests.
            send: Box::new(|request| self.client().send(request)),
            sign: self.sign_fn(),
            clock: &Utc::now,
            random: &random_text,
            wait: &thread::sleep,
            person: &|_| Ok(None),
            memory: Rc::default(),
        }
    }

    /// Runs a login's flow with `run` and stores the result. `run` calls its argument before it spends a credential.
    pub fn begin_session(
        &self,
        run: impl FnOnce(Driver, &dyn Fn() -> Result<Hold>) -> Result<(TokenResponse, Hold)>,
    ) -> Result<Token> {
        let broker = self.broker();
        let (answer, hold) = run(self.driver(), &|| broker.hold())?;
        let token = broker.save_login(answer, hold)?;
        let outcome = self.hand_on(&broker, Outcome::fetched(token.clone(), None));
        outcome.map(|_| token).map_err(|error| error.hint("id-token-session-kept"))
    }

    /// Begins a session by its refresh token. Refreshing may invalidate that token, so the store is checked for
    /// writability first. An existing session is replaced only after the refresh has succeeded.
    pub fn import_session(&mut self, refresh_token: &Secret) -> Result<Token> {
        // An imported session keeps its own scope unless the user names one.
        if self.settings.sources().any(|(name, source)| name == "scope" && *source == Source::Default) {
            self.settings.values.remove("scope");
        }
        self.broker().ensure_writable()?;
        let scope = self.settings.value("scope");
        let mut flow = Refresh { refresh_token, scope: scope.as_deref() };
        self.begin_session(|driver, hold| driver.run(&mut flow, hold))
    }

    /// The broker of this profile.
    pub fn broker(&self) -> Broker<'_> {
        Broker::new(&self.settings, &self.store, &Utc::now).sharing(self.sharing())
    }
}

/// When to try again: at most this often, within the time that is left.
fn retries(most: u8, time_left: &dyn Fn() -> Duration) -> Retries<'_> {
    let sleep = &|pause| {
        let _waiting = report::wait_for("waiting-to-retry");
        thread::sleep(pause);
    };
    Retries { most, time_left, sleep, random: &random }
}

/// Builds the request called `name` in the definition, for display.
pub fn request(settings: &Settings, name: RequestKind, values: &FlowValues) -> Result<Request> {
    flow::request(settings, name, values, Utc::now())
}

/// The header and the claims of each JWT that the request called `name` contains, for display.
pub fn assertions(settings: &Settings, name: RequestKind) -> Result<Vec<[String; 2]>> {
    let all = flow::assertions(settings, name)?.into_iter();
    all.map(|(assertion, url)| assertion::shown(settings, &assertion, &url, Utc::now())).collect()
}

/// Resolves the settings and reports findings. An unreadable client secret is returned beside the settings,
/// for a caller that looks for all faults.
pub fn resolve_lenient(home: &ConfigDir, fetch: Fetch) -> Result<(Settings, Option<Error>)> {
    let mut findings = Vec::new();
    let resolved = home.resolve(fetch, &mut findings);
    findings.iter().for_each(report_finding);
    let (mut settings, fault) = resolved?;
    settings.findings = findings;
    note_logins(home, &mut settings, true);
    let fault = fault.or_else(|| credentials::read_stdin(&mut settings, &home.read_policy).err());
    Ok((settings, fault))
}

/// Returns whether it is not known whose token a credential is, at any depth.
fn is_login_unknown(settings: &Settings) -> bool {
    settings.credentials.values().any(|credential| {
        let Some(inner) = &credential.profile else { return false };
        inner.owner == TokenOwner::Person && credential.login.is_none() || is_login_unknown(inner)
    })
}

/// Notes which logins the tokens of other profiles come from, so that a token that was exchanged for somebody's is not
/// served after a logout, or to the next person who logs in.
pub fn note_logins(home: &ConfigDir, settings: &mut Settings, may_open_keyring: bool) {
    for credential in settings.credentials.values_mut() {
        let Some(inner) = &mut credential.profile else { continue };
        note_logins(home, inner, may_open_keyring);
        // A session that cannot be read cannot be used either.
        if inner.owner == TokenOwner::Person
            && (may_open_keyring || inner.store_kind == StoreKind::File)
            && let Ok(Found::Sound(session)) = store(home, inner).read(&inner.key())
        {
            credential.login = Some(session.login.unwrap_or_default());
        }
    }
}

/// Reports where a value comes from, or a warning.
pub fn report_finding(finding: &Finding) {
    match finding {
        Finding::Value(name, source) => report::note(|| {
            let name = name_in_messages(name, "value-name");
            Message::new("value-source").with("name", name).with("source", source.message())
        }),
        Finding::Warning(why) => report::warn(why),
    }
}

/// The store of the profile's tokens.
pub fn store(home: &ConfigDir, settings: &Settings) -> Store {
    every_store(home).kept_in(settings.store_kind)
}

/// The store of all profiles. Its directory contains the tokens, or markers for tokens in a keyring.
pub fn every_store(home: &ConfigDir) -> Store {
    Store::new(home.tokens(), home.spare_locks())
}

/// A sample token that every output format accepts. It is a JWT, because one of the formats requires one.
pub fn sample() -> Outcome {
    let now = Utc::now();
    let access_token = Secret::new("eyJhbGciOiJub25lIn0.e30.e30");
    let (token_type, expires_at) = ("Bearer".to_owned(), Some(now));
    let token = Token { access_token, token_type, issued_at: now, expires_at, ..Token::default() };
    Outcome { token, from_cache: false, confirmed_at: None }
}

/// The current time, for what is stored.
fn now() -> Timestamp {
    Utc::now()
}

/// A random number from 0 to 1, to spread retries.
pub fn random() -> f64 {
    let bytes = ring::rand::generate(&ring::rand::SystemRandom::new());
    // Without random numbers every pause has its full length, which is safe.
    bytes.map_or(1.0, |bytes| f64::from(u32::from_le_bytes(bytes.expose())) / f64::from(u32::MAX))
}
