//! The token of one profile, from settings to answer: what every command that needs a token shares.

pub mod example_runner;

use std::cell::OnceCell;
use std::thread;

use chrono::Utc;

use crate::broker::{self, Outcome, Patience};
use crate::cli::Fetch;
use crate::error::{Error, Kind, Result};
use crate::escape::visible;
use crate::grant;
use crate::http::{Client, Request, Response};
use crate::output::{self, Answer, Placement, Server};
use crate::provider::{Api, Effect};
use crate::report;
use crate::secret::Secret;
use crate::settings::{Home, Keeping, Settings, TokenOwner};
use crate::store::Store;
use crate::token::Token;

/// Resolves what was typed, and makes sure that it is enough to ask for a token.
pub fn settled(home: &Home, fetch: Fetch) -> Result<Settings> {
    let settings = home.resolve(fetch)?;
    check(&settings)?;
    Ok(settings)
}

/// Whether there is everything that is needed to ask for a token.
pub fn check(settings: &Settings) -> Result<()> {
    grant::check(settings)?;
    match settings.owner {
        TokenOwner::Application => settings.require_complete(),
        TokenOwner::Person => settings.require(&|name| name == "client-id"),
    }
}

/// Asks the broker, over the network.
pub fn fetched(home: &Home, settings: &Settings) -> Result<Outcome> {
    token(settings, &store(home, settings), &|client, request| client.send(request))
}

/// Where the profile's tokens are kept.
pub fn store(home: &Home, settings: &Settings) -> Store {
    every_store(home).in_keyring(settings.keeping == Keeping::Keyring)
}

/// The folder that holds, or names, every profile's tokens.
pub fn every_store(home: &Home) -> Store {
    Store::new(home.tokens(), home.spare_locks())
}

/// Asks the broker; `send` stands between it and the network.
pub fn token(
    settings: &Settings,
    store: &Store,
    send: &dyn Fn(&Client, &Request) -> Result<Response>,
) -> Result<Outcome> {
    // Its deadline begins with the first request: waiting for another process has a limit of its own.
    let client = OnceCell::new();
    let client = || client.get_or_init(|| Client::new(settings.network.clone()));
    let send = |request: &Request| send(client(), request);
    let ask = |session: Option<&Token>| match session.and_then(|token| token.refresh_token.as_ref()) {
        Some(refresh_token) => grant::refresh::fetch(settings, refresh_token, &send, &Utc::now),
        None => grant::client_credentials::fetch(settings, &send, &Utc::now),
    };
    let patience = Patience { time_left: &|| client().time_left(), sleep: &thread::sleep, random: &random };
    let outcome = broker::token(settings, store, &Utc::now, &ask, &patience)?;
    report::note(|| (if outcome.from_cache { "served from the cache" } else { "fetched" }).to_owned());
    // What a stored token is good for was said when it was fetched, but not to whoever requires it now.
    if settings.require_scope || !outcome.from_cache {
        check_scope(settings, &outcome.token)?;
    }
    if settings.provider.repeat.effect == Effect::Invalidates && !settings.freshness.cache {
        report::warn("every call without the cache gets a new token, which invalidates the one before");
    }
    Ok(outcome)
}

/// Prints what was got, in the form that was asked for.
pub fn print(settings: &Settings, outcome: &Outcome) -> Result<()> {
    output::write(output::render(&settings.output, &answer(settings, outcome))?.expose())
}

/// What was got, and what its readers may want to know beside it.
pub fn answer<'a>(settings: &'a Settings, outcome: &'a Outcome) -> Answer<'a> {
    let server = settings.server();
    Answer {
        profile: &settings.profile,
        provider: &settings.provider.name,
        token: &outcome.token,
        from_cache: outcome.from_cache,
        placement: placement(&settings.provider.api),
        env_name: settings.env_name.as_deref(),
        user: settings.user.as_deref(),
        server: server.map(|server| Server { url: server.url(), host: server.host().to_owned() }),
        now: Utc::now(),
    }
}

/// A token that every form can carry: one of them wants a JWT.
pub fn sample() -> Outcome {
    let now = Utc::now();
    let token = Token {
        access_token: Secret::new("eyJhbGciOiJub25lIn0.e30.e30"),
        token_type: "Bearer".to_owned(),
        scope: None,
        refresh_token: None,
        account: None,
        issued_at: now,
        expires_at: Some(now),
    };
    Outcome { token, from_cache: false }
}

fn placement(api: &Api) -> Placement {
    match &api.query {
        Some(name) => Placement::Query { name: name.clone() },
        None => Placement::Header { name: api.header.clone(), prefix: api.prefix.clone() },
    }
}

/// A number from 0 up to 1, to spread retries.
pub fn random() -> f64 {
    let mut bytes = [0; 4];
    // Without randomness everybody waits the longest time, which is safe.
    match ring::rand::SecureRandom::fill(&ring::rand::SystemRandom::new(), &mut bytes) {
        Ok(()) => f64::from(u32::from_le_bytes(bytes)) / f64::from(u32::MAX),
        Err(_) => 1.0,
    }
}

/// Vendors list a scope by its last part, or by a longer name than it was asked for.
fn is_same(granted: &str, asked: &str) -> bool {
    let last = |word: &str| word.rsplit('/').next().unwrap_or_default().to_owned();
    last(granted) == last(asked) || last(granted).ends_with(&format!(".{asked}"))
}

/// Says that the token has less scope than was asked for; fails, if that was required.
fn check_scope(settings: &Settings, token: &Token) -> Result<()> {
    let Some(lacking) = lacking_scope(settings, token) else {
        return Ok(());
    };
    if !settings.require_scope {
        report::warn(&lacking);
        return Ok(());
    }
    Err(Error::new(Kind::Refused, lacking)
        .hint("without `--require-scope` it would have been printed, with a warning")
        .hint("once the vendor grants more, `--force` gets a token with it"))
}

/// As [`check_scope`], where nothing may be lost by failing.
pub fn warn_of_narrow_scope(settings: &Settings, token: &Token) {
    if let Some(lacking) = lacking_scope(settings, token) {
        report::warn(&lacking);
    }
}

/// RFC 6749 §5.1: the scope that was granted may differ from the one that was asked for; it need not be
/// said if it does not.
fn lacking_scope(settings: &Settings, token: &Token) -> Option<String> {
    let (Some(asked), Some(granted)) = (settings.value("scope"), &token.scope) else {
        return None;
    };
    let granted: Vec<&str> = granted.split([' ', ',']).collect();
    // That there is a refresh token says more than that its scope is listed.
    let offline = settings.provider.user.offline_scope.as_deref();
    let words = asked.split([' ', ',']).filter(|word| !word.is_empty() && Some(*word) != offline);
    let lacking: Vec<&str> =
        words.filter(|word| !granted.iter().any(|granted| is_same(granted, word))).collect();
    (!lacking.is_empty()).then(|| format!("the token lacks the scope `{}`", visible(&lacking.join(" "))))
}
