//! Reads a vendor's answer through its definition: a token, or a classified refusal.
//!
//! The status never hides the body, and the body never hides behind the status: a vendor's code in
//! an answer with status 200 is an error, and a refusal's words are shown whatever its status is.

mod decode;
mod expiry;

use std::time::Duration;

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine};
use serde_json::Value;

use crate::error::{Error, Kind, Result};
use crate::escape::{Scrubber, is_visible, visible};
use crate::http::{Response, note_status, shown_url};
use crate::message::{self, Message};
use crate::provider::{Class, Endpoint, Errors, Pointer, Pointers, Provider};
use crate::report;
use crate::secret::Secret;
use crate::token::{BEARER, Timestamp, Token, is_token};

/// The server's clock may differ from ours by this much before it is worth a warning, in seconds.
const NOTABLE_SKEW: i64 = 30;

/// What the vendor said when it did not give what was asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal {
    pub class: Class,
    /// The first code found, in the vendor's own spelling.
    pub code: Option<String>,
    /// Every code found.
    codes: Vec<String>,
    pub message: Option<String>,
    pub request_id: Option<String>,
    pub retry_after: Option<Duration>,
    status: u16,
}

/// An answer, decoded as far as it can be.
pub struct Reading<'a> {
    response: &'a Response,
    /// Null where it cannot be read.
    body: Value,
}

/// An answer, and what is known of its request.
pub struct Received<'a> {
    pub response: &'a Response,
    /// When the request was sent.
    pub sent: Timestamp,
    /// Knows the secrets of the request.
    pub scrubber: &'a Scrubber,
}

/// What a token endpoint answered (RFC 6749 §5). Nothing has been said about it yet: what the answer gave that cannot
/// be had again is stored first.
#[derive(Debug)]
pub struct TokenResponse {
    /// The refresh token that came with the answer, whatever the rest of it is like.
    pub refresh_token: Option<Secret>,
    token: Result<Token>,
    status: u16,
    /// Seconds by which the server's clock is ahead of ours.
    ahead: i64,
}

impl TokenResponse {
    /// The token, if the answer is one that can be used.
    pub fn token(&self) -> Option<&Token> {
        self.token.as_ref().ok()
    }

    /// The same answer, if it gave anything; else the error that it is.
    pub fn worth_keeping(self) -> Result<Self> {
        match self {
            Self { token: Err(error), refresh_token: None, .. } => Err(error),
            kept => Ok(kept),
        }
    }

    /// The same answer without its refresh token, unless `keep` wants that. It also learns whether the server says that
    /// the request succeeded.
    pub fn filter_refresh_token(self, keep: impl FnOnce(&Secret, bool) -> bool) -> Self {
        let succeeded = (200..300).contains(&self.status);
        Self { refresh_token: self.refresh_token.filter(|token| keep(token, succeeded)), ..self }
    }

    /// The same answer, with another error if it is one.
    pub fn map_error(self, change: impl FnOnce(Error) -> Error) -> Self {
        Self { token: self.token.map_err(change), ..self }
    }

    /// The token, or the error that the answer is, after what the user should know of the answer was reported.
    pub fn report(self) -> Result<Token> {
        note_status(self.status);
        if self.token.is_ok() {
            warn_of_skew(self.ahead);
        }
        self.token
    }
}

/// Reads the answer of a token endpoint, which was there at `now`: on the server's clock at `server_time`.
pub fn token(
    provider: &Provider,
    endpoint: Endpoint,
    received: &Received,
    now: Timestamp,
    server_time: Timestamp,
) -> TokenResponse {
    let reading = Reading::new(provider, received.response);
    let ahead = (server_time - now).num_seconds();
    let refresh_token = reading.text(&provider.reply.refresh_token).filter(|token| is_token(token));
    let checked = reading.check(provider, endpoint, received, server_time);
    let token = checked.and_then(|()| reading.token(provider, received, ahead));
    let refresh_token = refresh_token.map(Secret::new);
    TokenResponse { refresh_token, token, status: received.response.status, ahead }
}

/// Whose an `id_token` is. It came straight from the vendor over TLS, which stands in for checking
/// its signature (OpenID Connect Core §3.1.3.7); it is shown and decides nothing.
fn account_of(id_token: &str) -> Option<String> {
    let payload = BASE64_URL_SAFE_NO_PAD.decode(id_token.split('.').nth(1)?).ok()?;
    let claims: Value = serde_json::from_slice(&payload).ok()?;
    ["preferred_username", "email", "name", "sub"]
        .iter()
        .find_map(|claim| Some(claims.get(claim)?.as_str()?.to_owned()))
}

/// Reads an answer that is no token: its fields, or the error that it is.
pub fn fields<'a>(
    provider: &Provider,
    endpoint: Endpoint,
    received: &Received<'a>,
    server_time: Timestamp,
) -> Result<Reading<'a>> {
    let reading = Reading::new(provider, received.response);
    reading.check(provider, endpoint, received, server_time).map(|()| reading)
}

/// What the vendor's answer refuses: `None` when it is not an error.
pub fn refusal(
    provider: &Provider,
    endpoint: Endpoint,
    response: &Response,
    now: Timestamp,
) -> Option<Refusal> {
    Reading::new(provider, response).refusal(provider, endpoint, server_time(response).unwrap_or(now))
}

impl<'a> Reading<'a> {
    /// Decodes what `provider` has answered.
    pub fn new(provider: &Provider, response: &'a Response) -> Self {
        let (reply, body) = (&provider.reply, response.body.expose());
        let body = decode::decode(reply.format, &reply.strip_prefix, body)
            // Vendors answer errors in JSON even where a token comes in another form.
            .or_else(|| decode::decode(crate::provider::Format::Json, "", body));
        Self { response, body: body.unwrap_or_default() }
    }

    /// What stands at the first of `places` that holds anything.
    pub fn value(&self, places: &Pointers) -> Option<Value> {
        places.0.iter().find_map(|place| self.at(place))
    }

    /// As [`Self::value`], as text.
    pub fn text(&self, places: &Pointers) -> Option<String> {
        places.0.iter().find_map(|place| scalar(&self.at(place)?))
    }

    /// Every code that the answer holds, whatever it means.
    pub fn codes(&self, provider: &Provider) -> Vec<String> {
        provider.errors.code.0.iter().filter_map(|place| scalar(&self.at(place)?)).collect()
    }

    /// What is at `place`; null and nothing are the same.
    fn at(&self, place: &Pointer) -> Option<Value> {
        match place {
            Pointer::Body(pointer) => self.body.pointer(pointer).filter(|value| !value.is_null()).cloned(),
            Pointer::Header(name) => self.response.header(name).map(|text| Value::String(text.to_owned())),
        }
    }

    /// Fails with the error that the answer is.
    fn check(
        &self,
        provider: &Provider,
        endpoint: Endpoint,
        received: &Received,
        server_time: Timestamp,
    ) -> Result<()> {
        let (response, scrubber) = (self.response, received.scrubber);
        if (300..400).contains(&response.status) {
            let target = shown_url(&scrubber.scrub(response.header("location").unwrap_or_default()));
            return Err(answer_error(provider, "answer-redirect")
                .with("status", response.status)
                .with("target", target));
        }
        if let Some(refusal) = self.refusal(provider, endpoint, server_time) {
            return Err(refusal.into_error(provider, scrubber));
        }
        if !self.body.is_null() {
            return Ok(());
        }
        let media_type = match response.header("content-type") {
            Some(text) => scrubber.visible(text).into(),
            None => message::Value::from(Message::new("media-type-missing")),
        };
        let error = match response.header("content-encoding") {
            None => answer_error(provider, "answer-unreadable"),
            Some(encoding) => answer_error(provider, "answer-unreadable-encoded")
                .with("encoding", scrubber.visible(encoding))
                .hint("answer-unreadable-hint"),
        };
        Err(error.with("type", media_type).with("size", response.body.expose().len()))
    }

    /// The token that the fields are, on a server whose clock is so many seconds `ahead`.
    fn token(&self, provider: &Provider, received: &Received, ahead: i64) -> Result<Token> {
        let (reply, sent) = (&provider.reply, received.sent);
        let wrong = |code| answer_error(provider, code);
        let text = match self.value(&reply.access_token) {
            Some(Value::String(text)) => Secret::new(text),
            Some(_) => return Err(wrong("answer-token-not-text")),
            None => return Err(wrong("answer-token-missing").with("status", self.response.status)),
        };
        if !is_token(text.expose()) {
            return Err(wrong("answer-token-invalid"));
        }
        let token_type = self.text(&reply.token_type).unwrap_or_else(|| BEARER.to_owned());
        if !token_type.eq_ignore_ascii_case(BEARER) {
            return Err(wrong("answer-token-type").with("type", received.scrubber.visible(&token_type)));
        }
        let expires_at = expiry::expires_at(reply, self.value(&reply.expires), sent, ahead).map_err(wrong)?;
        let scope = self.text(&reply.scope).filter(|scope| !scope.is_empty());
        if scope.as_deref().is_some_and(|scope| !is_visible(scope)) {
            return Err(wrong("answer-scope-invalid"));
        }
        let refresh_token = self.text(&reply.refresh_token).filter(|token| !token.is_empty());
        if refresh_token.as_deref().is_some_and(|token| !is_token(token)) {
            return Err(wrong("answer-refresh-token-invalid"));
        }
        Ok(Token {
            access_token: text,
            token_type,
            scope,
            refresh_token: refresh_token.map(Secret::new),
            account: self
                .text(&reply.account)
                .or_else(|| account_of(self.body.get("id_token")?.as_str()?))
                .map(|account| visible(&account)),
            issued_at: sent,
            expires_at,
        })
    }

    fn refusal(&self, provider: &Provider, endpoint: Endpoint, server_time: Timestamp) -> Option<Refusal> {
        let errors = &provider.errors;
        let mut codes = self.codes(provider);
        codes.retain(|code| !code.is_empty() && !errors.ok.contains(code));
        let status = self.response.status;
        let success = (200..300).contains(&status);
        let unreadable = errors.unreadable.as_ref().filter(|_| self.body.is_null() && status < 500);
        if codes.is_empty() && success && (unreadable.is_none() || endpoint == Endpoint::Api) {
            return None;
        }
        let (class, default_wait) = match (class_of_codes(provider, endpoint, &codes, status), unreadable) {
            (Some(class), _) => (class, None),
            (None, Some(unreadable)) => (unreadable.class, unreadable.retry_after.map(|span| span.0)),
            (None, None) => (class_of_status(status, endpoint), None),
        };
        Some(Refusal {
            class,
            code: codes.first().cloned(),
            codes,
            // A gateway in front of the vendor speaks the standard's language.
            message: self.text(&errors.message).or_else(|| self.text(&Errors::default().message)),
            request_id: self.text(&errors.request_id),
            retry_after: expiry::wait(self.text(&errors.retry_after), server_time).or(default_wait),
            status,
        })
    }
}

/// An error about the form of what `provider` has answered.
fn answer_error(provider: &Provider, code: &'static str) -> Error {
    Error::new(Kind::Answer, code).with("provider", &provider.name)
}

impl Refusal {
    /// The kind of error this class leads to.
    pub fn kind(&self) -> Kind {
        match self.class {
            Class::BadCredentials | Class::Denied | Class::Quota | Class::TokenInvalid => Kind::Refused,
            Class::RateLimit | Class::Transient => Kind::Busy,
            Class::Reauth => Kind::Login,
        }
    }

    /// The error that shows what the vendor said, in the vendor's words but for the secrets that `scrubber` knows.
    pub fn into_error(self, provider: &Provider, scrubber: &Scrubber) -> Error {
        let safe = |text: &str| scrubber.visible(text);
        let code = match self.class {
            Class::RateLimit => "vendor-rate-limit",
            Class::Transient => "vendor-busy",
            _ => "vendor-refusal",
        };
        let words = [self.code.as_deref(), self.message.as_deref()];
        let mut words: Vec<String> =
            words.into_iter().flatten().map(safe).filter(|text| !text.is_empty()).collect();
        if words.is_empty() {
            words.push(format!("HTTP {}", self.status));
        }
        let mut error = Error::new(self.kind(), code)
            .with("provider", &provider.name)
            .with("words", message::Value::list(words, ": "))
            .retry_after(self.retry_after)
            .vendor(self.code.as_deref().map(safe), self.request_id.as_deref().map(safe))
            // A server that turns a request away for being busy has not used it up.
            .nothing_spent(matches!(self.status, 429 | 503));
        for code in &self.codes {
            if let Some(hint) = provider.hints.get(code) {
                error = error.hint(hint);
            }
        }
        error
    }
}

/// A code outranks the status: vendors answer "bad token" with 400 and errors with 200.
fn class_of_codes(provider: &Provider, endpoint: Endpoint, codes: &[String], status: u16) -> Option<Class> {
    let classes = match endpoint {
        Endpoint::Token | Endpoint::User => &provider.errors.token,
        Endpoint::Api => &provider.errors.api,
    };
    codes
        .iter()
        .find_map(|code| classes.class_of(code))
        .or_else(|| classes.class_of(&format!("http:{status}")))
        .or_else(|| codes.iter().find_map(|code| standard_class(code, endpoint)))
}

/// RFC 6749 §5.2 and §4.1.2.1, RFC 8628 §3.5, RFC 6750 §3.1, and the words for "too many" in use.
fn standard_class(code: &str, endpoint: Endpoint) -> Option<Class> {
    Some(match code {
        // What is invalid is the person's grant, where there is one.
        "invalid_grant" if endpoint == Endpoint::User => Class::Reauth,
        "invalid_client"
        | "invalid_grant"
        | "invalid_request"
        | "invalid_scope"
        | "unauthorized_client"
        | "unsupported_grant_type" => Class::BadCredentials,
        "access_denied" | "insufficient_scope" => Class::Denied,
        "invalid_token" => Class::TokenInvalid,
        "slow_down" | "too_many_requests" => Class::RateLimit,
        "server_error" | "temporarily_unavailable" => Class::Transient,
        _ => return None,
    })
}

fn class_of_status(status: u16, endpoint: Endpoint) -> Class {
    match (status, endpoint) {
        (429, _) => Class::RateLimit,
        (408 | 500..=599, _) => Class::Transient,
        (401, Endpoint::Api) => Class::TokenInvalid,
        (403, _) | (_, Endpoint::Api) => Class::Denied,
        _ => Class::BadCredentials,
    }
}

/// Codes come as numbers and as strings; they are compared as text.
fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        _ => None,
    }
}

/// The time on the server's clock, when its answer is dated.
pub fn server_time(response: &Response) -> Option<Timestamp> {
    Some(chrono::DateTime::parse_from_rfc2822(response.header("date")?).ok()?.to_utc())
}

/// Warns if the server's clock, which is so many seconds `ahead` of ours, differs much.
fn warn_of_skew(ahead: i64) {
    if ahead.abs() > NOTABLE_SKEW {
        let code = if ahead > 0 { "clock-behind" } else { "clock-ahead" };
        report::warn(Message::new(code).with("amount", crate::duration::words(ahead.abs())));
    }
}
