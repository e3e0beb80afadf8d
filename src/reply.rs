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
struct Reading<'a> {
    response: &'a Response,
    body: Option<Value>,
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
    let refresh_token = reading.refresh_token(provider);
    let fields = fields_of(reading, provider, endpoint, received, server_time);
    let token = fields.and_then(|fields| fields.token(provider, received, ahead));
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

/// An answer's fields, after it was found not to be an error.
pub struct Fields<'a> {
    body: Value,
    response: &'a Response,
}

impl Fields<'_> {
    /// What stands at the first of `places` that holds anything.
    pub fn value(&self, places: &Pointers) -> Option<Value> {
        first(places, &self.body, self.response)
    }

    /// As [`Self::value`], as text.
    pub fn text(&self, places: &Pointers) -> Option<String> {
        text_at(places, &self.body, self.response)
    }

    /// The token that the fields are, on a server whose clock is so many seconds `ahead`.
    fn token(&self, provider: &Provider, received: &Received, ahead: i64) -> Result<Token> {
        let (reply, sent, scrubber) = (&provider.reply, received.sent, received.scrubber);
        let wrong = |why: String| Error::new(Kind::Answer, format!("`{}` {why}", provider.name));
        let text = match self.value(&reply.access_token) {
            Some(Value::String(text)) => Secret::new(text),
            Some(_) => return Err(wrong("answered with a token that is not text".into())),
            None => return Err(wrong(format!("answered without a token (HTTP {})", self.response.status))),
        };
        if !is_token(text.expose()) {
            return Err(wrong("answered with a token that no header can carry".into())
                .hint("it is empty, too long, or holds spaces, line breaks or other control characters"));
        }
        let token_type = self.text(&reply.token_type).unwrap_or_else(|| BEARER.to_owned());
        if !token_type.eq_ignore_ascii_case(BEARER) {
            return Err(wrong(format!("answered with a token of type `{}`", scrubber.visible(&token_type)))
                .hint("gettoken can use bearer tokens only"));
        }
        let expires_at = expiry::expires_at(reply, self.value(&reply.expires), sent, ahead).map_err(wrong)?;
        let scope = self.text(&reply.scope).filter(|scope| !scope.is_empty());
        if scope.as_deref().is_some_and(|scope| !is_visible(scope)) {
            return Err(wrong("answered with a scope that holds control characters".into()));
        }
        let refresh_token = self.text(&reply.refresh_token).filter(|token| !token.is_empty());
        if refresh_token.as_deref().is_some_and(|token| !is_token(token)) {
            return Err(wrong("answered with a refresh token that holds control characters".into()));
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
}

/// Reads an answer that is no token: its fields, or the error that it is.
pub fn fields<'a>(
    provider: &Provider,
    endpoint: Endpoint,
    received: &Received<'a>,
    server_time: Timestamp,
) -> Result<Fields<'a>> {
    fields_of(Reading::new(provider, received.response), provider, endpoint, received, server_time)
}

fn fields_of<'a>(
    reading: Reading<'a>,
    provider: &Provider,
    endpoint: Endpoint,
    received: &Received,
    server_time: Timestamp,
) -> Result<Fields<'a>> {
    let (name, response, scrubber) = (&provider.name, reading.response, received.scrubber);
    if (300..400).contains(&response.status) {
        return Err(redirected(name, response, scrubber));
    }
    if let Some(refusal) = reading.refusal(provider, endpoint, server_time) {
        return Err(refusal.into_error(provider, scrubber));
    }
    let body = reading.body.ok_or_else(|| unreadable(name, response, scrubber))?;
    Ok(Fields { body, response })
}

/// Every code that the answer holds, whatever it means.
pub fn codes(provider: &Provider, response: &Response) -> Vec<String> {
    let body = Reading::new(provider, response).body.unwrap_or_default();
    provider.errors.code.0.iter().filter_map(|place| scalar(&at(place, &body, response)?)).collect()
}

/// The whole number at one of `places`.
pub fn number(places: &Pointers, response: &Response) -> Option<u64> {
    let body = decode::decode(crate::provider::Format::Json, "", response.body.expose())?;
    text_at(places, &body, response)?.trim().parse().ok()
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
    fn new(provider: &Provider, response: &'a Response) -> Self {
        let reply = &provider.reply;
        let body = decode::decode(reply.format, &reply.strip_prefix, response.body.expose())
            // Vendors answer errors in JSON even where a token comes in another form.
            .or_else(|| decode::decode(crate::provider::Format::Json, "", response.body.expose()));
        Self { response, body }
    }

    /// The refresh token, if there is one that can be sent back.
    fn refresh_token(&self, provider: &Provider) -> Option<Secret> {
        let text = text_at(&provider.reply.refresh_token, self.body.as_ref()?, self.response)?;
        is_token(&text).then(|| Secret::new(text))
    }

    fn refusal(&self, provider: &Provider, endpoint: Endpoint, server_time: Timestamp) -> Option<Refusal> {
        let errors = &provider.errors;
        let empty = Value::Null;
        let body = self.body.as_ref().unwrap_or(&empty);
        let codes: Vec<String> = errors
            .code
            .0
            .iter()
            .filter_map(|place| scalar(&at(place, body, self.response)?))
            .filter(|code| !code.is_empty() && !errors.ok.contains(code))
            .collect();
        let status = self.response.status;
        let success = (200..300).contains(&status);
        let unreadable = errors.unreadable.as_ref().filter(|_| self.body.is_none() && status < 500);
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
            message: text_at(&errors.message, body, self.response)
                .or_else(|| text_at(&Errors::default().message, body, self.response)),
            request_id: text_at(&errors.request_id, body, self.response),
            retry_after: expiry::wait(text_at(&errors.retry_after, body, self.response), server_time)
                .or(default_wait),
            status,
        })
    }
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
        let what = match self.class {
            Class::RateLimit => "limits the number of calls",
            Class::Transient => "is busy",
            _ => "refused the request",
        };
        let words = [self.code.as_deref(), self.message.as_deref()];
        let mut words: Vec<String> =
            words.into_iter().flatten().map(safe).filter(|text| !text.is_empty()).collect();
        if words.is_empty() {
            words.push(format!("HTTP {}", self.status));
        }
        let mut error = Error::new(self.kind(), format!("{} {what}: {}", provider.name, words.join(": ")))
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

fn first(places: &Pointers, body: &Value, response: &Response) -> Option<Value> {
    places.0.iter().find_map(|place| at(place, body, response))
}

/// What stands at `place`; null and nothing are the same.
fn at(place: &Pointer, body: &Value, response: &Response) -> Option<Value> {
    match place {
        Pointer::Body(pointer) => body.pointer(pointer).filter(|value| !value.is_null()).cloned(),
        Pointer::Header(name) => response.header(name).map(|text| Value::String(text.to_owned())),
    }
}

fn text_at(places: &Pointers, body: &Value, response: &Response) -> Option<String> {
    places.0.iter().find_map(|place| scalar(&at(place, body, response)?))
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
        let amount = crate::duration::words(ahead.abs());
        let direction = if ahead > 0 { "behind" } else { "ahead of" };
        report::warn(format!("this machine's clock is {amount} {direction} the server's"));
    }
}

fn redirected(name: &str, response: &Response, scrubber: &Scrubber) -> Error {
    let target = shown_url(&scrubber.scrub(response.header("location").unwrap_or_default()));
    Error::new(
        Kind::Answer,
        format!("`{name}` answered with a redirect (HTTP {}) to `{target}`", response.status),
    )
    .hint("it was not followed, because the request carries a secret; check the endpoint's URL")
}

fn unreadable(name: &str, response: &Response, scrubber: &Scrubber) -> Error {
    let media_type = scrubber.visible(response.header("content-type").unwrap_or("no media type"));
    let size = response.body.expose().len();
    let mut words =
        format!("`{name}` answered with something that cannot be read ({media_type}, {size} bytes");
    if let Some(encoding) = response.header("content-encoding") {
        words.push_str(&format!(", encoded as {}", scrubber.visible(encoding)));
    }
    Error::new(Kind::Answer, words + ")")
        .hint("is the URL that of the token endpoint, and does no proxy or login page stand in between?")
}
