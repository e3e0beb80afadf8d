//! Requests about a token that exists: introspection, revocation, userinfo. They spend nothing, so they are sent again
//! after a temporary failure, within one time limit.

use super::{App, credentials, retries};
use crate::broker::Revoked;
use crate::cli::Rejected;
use crate::crypto::sha256;
use crate::error::{Error, Kind, Result};
use crate::http::Client;
use crate::message::Message;
use crate::oauth::flow::introspect::{Introspection, introspect};
use crate::oauth::flow::revoke::revoke;
use crate::oauth::flow::userinfo::userinfo;
use crate::oauth::flow::{self, ACCESS_TOKEN, Driver, REFRESH_TOKEN};
use crate::oauth::response::Claims;
use crate::provider::{Class, RequestKind};
use crate::report;
use crate::secret::Secret;
use crate::settings::Source;
use crate::token::Token;

/// The token that a request is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The stored access token.
    AccessToken,
    /// The refresh token of the stored session.
    RefreshToken,
    /// One of unknown type, from stdin.
    Stdin,
}

impl Subject {
    /// The type of the token (RFC 7009 §2.1), if it is known.
    pub fn hint(self) -> Option<&'static str> {
        match self {
            Self::AccessToken => Some(ACCESS_TOKEN),
            Self::RefreshToken => Some(REFRESH_TOKEN),
            Self::Stdin => None,
        }
    }
}

impl App<'_> {
    /// This profile with the endpoints that are discovered. Fails if there is no such request, or a value is missing that
    /// it or the name of the stored token needs.
    pub fn ready_for(self, name: RequestKind) -> Result<Self> {
        // Nothing is discovered for a definition that has no such request at all.
        if self.settings.issuer.is_none() || self.settings.provider.call(name).is_none() {
            flow::required(&self.settings, name)?;
        }
        self.check()?;
        let app = self.with_endpoints()?;
        flow::required(&app.settings, name)?;
        Ok(app)
    }

    /// Asks the vendor about a token. None is fetched for that.
    pub fn introspect(&self, subject: Subject) -> Result<Introspection> {
        let token = self.subject(subject)?;
        self.with_driver(|driver| introspect(driver, &token, subject.hint()))
    }

    fn subject(&self, subject: Subject) -> Result<Secret> {
        let broker = self.broker();
        let stored = match subject {
            Subject::AccessToken => broker.stored()?.map(|entry| entry.token.access_token),
            Subject::RefreshToken => broker.stored_refresh_token()?,
            Subject::Stdin => return self.token_from_stdin(),
        };
        stored.ok_or_else(|| broker.no_token())
    }

    /// Revokes the stored access token, or one from stdin, and forgets it here.
    pub fn revoke(&self, subject: Subject) -> Result<Revoked> {
        if subject == Subject::Stdin {
            let token = self.token_from_stdin()?;
            self.with_driver(|driver| revoke(driver, &token, subject.hint()))?;
            self.broker().forget_revoked(&token)?;
            return Ok(Revoked::Token);
        }
        self.broker().revoke(&|token| self.with_driver(|driver| revoke(driver, token, subject.hint())))
    }

    /// Reads a token from stdin. It is never an argument, which other processes could see.
    fn token_from_stdin(&self) -> Result<Secret> {
        let mut credentials = self.settings.credentials.iter();
        if let Some((name, _)) = credentials.find(|(_, credential)| credential.source == Source::Stdin) {
            return Err(Error::new(Kind::Usage, "stdin-taken-by-token").with("name", name));
        }
        credentials::from_stdin("token", &self.home.read_policy)
    }

    /// The claims about the person who logged in. A token that is rejected is replaced once.
    pub fn userinfo(&mut self) -> Result<Claims> {
        let mut token = self.token()?.token;
        let mut answer = self.with_driver(|driver| userinfo(driver, &token))?;
        if let Err((Class::TokenInvalid, error)) = answer {
            report::note(|| "token-rejected");
            token = self.replace_token(&token, error).map_err(needs_login)?;
            answer = self.with_driver(|driver| userinfo(driver, &token))?;
        }
        match answer {
            Ok(claims) => Ok(claims),
            Err((Class::TokenInvalid, error)) => Err(needs_login(error)),
            Err((_, error)) => Err(error),
        }
    }

    /// Replaces a token that the vendor has rejected. If several processes do so, only the first fetches a new
    /// one. Fails with `refusal` if the new token is the rejected one, or if that one has just replaced another.
    pub fn replace_token(&mut self, rejected: &Token, refusal: Error) -> Result<Token> {
        if let Some(age) = self.broker().replaced_recently(rejected) {
            return Err(refusal.hint(Message::new("token-replaced-recently").with("age", age.as_secs())));
        }
        self.settings.freshness.rejected =
            Some(Rejected::Sha256(sha256(rejected.access_token.expose().as_bytes())));
        let token = self.token()?.token;
        if token.access_token == rejected.access_token {
            return Err(refusal.hint("token-rejected-again"));
        }
        Ok(token)
    }

    /// Runs `ask` with a driver, again after a temporary failure.
    fn with_driver<T>(&self, ask: impl Fn(&Driver) -> Result<T>) -> Result<T> {
        let client: Client = self.client_until_deadline();
        let driver = Driver { send: Box::new(|request| client.send(request)), ..self.driver() };
        retries(self.settings.retries, &|| self.time_left()).run(|| ask(&driver))
    }
}

/// The error for a token of a person that is refused although it is new: the session has probably ended.
fn needs_login(error: Error) -> Error {
    if error.kind() == Kind::Refused { error.of_kind(Kind::Login).hint("log-in") } else { error }
}
