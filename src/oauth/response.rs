//! Reads a vendor's response through its definition: a token, or a classified refusal.
//!
//! Both the status and the body matter: an error code from the vendor makes a response with status 200 an
//! error, and the text of a refusal is shown with every status.

pub mod claims;
mod decode;
mod excerpt;
mod expiry;
mod meaning;
mod refusal;
mod step_up;

use chrono::{DateTime, TimeDelta};
use serde_json::{Map, Value};

use super::{id_token, jwt};
use crate::error::{Error, Kind, Result};
use crate::http::{Response, note_status, shown_url};
use crate::message::{self, Message};
use crate::provider::{BodyFormat, Class, ErrorScope, Pointer, Pointers, Provider, Reply, value_at};
use crate::report;
use crate::sanitize::{self, Scrubber, is_visible};
use crate::secret::Secret;
use crate::settings::Settings;
use crate::token::{BEARER, NOT_APPLICABLE, Timestamp, Token, is_token};

pub use claims::Claims;
pub use refusal::{Refusal, class_of, kind_of, kind_of_code};
pub use step_up::StepUp;

/// A larger difference between the server's clock and ours causes a warning, in seconds.
const NOTABLE_SKEW: i64 = 30;

/// RFC 8693 §3.
const ACCESS_TOKEN: &str = "urn:ietf:params:oauth:token-type:access_token";

/// A response, decoded as far as possible, with details of its request.
pub struct Reading<'a> {
    provider: &'a Provider,
    /// The name of the profile in errors.
    profile: &'a str,
    pub response: &'a Response,
    /// When the request was sent.
    sent: Timestamp,
    /// When the response arrived.
    now: Timestamp,
    /// How far ahead of ours the server's clock was thought to be when the request was made.
    expected_ahead: TimeDelta,
    /// Removes the secrets of the request.
    pub scrubber: &'a Scrubber,
    /// Null if it cannot be decoded.
    body: Value,
}

/// The response of a token endpoint (RFC 6749 §5). Nothing has been reported about it yet, because the caller
/// must first store what cannot be requested again.
#[derive(Debug)]
pub struct TokenResponse {
    /// The refresh token in the response, even if the rest of the response is an error.
    pub refresh_token: Option<Secret>,
    /// The token, or the error that the response describes.
    pub token: Result<Token>,
    /// The definition's lifetime, for a token whose response states none.
    pub default_lifetime: Option<TimeDelta>,
    /// The class of the vendor's refusal, if it is one.
    refused: Option<Class>,
    /// Whether the response has a refresh token that cannot be sent.
    refresh_token_invalid: bool,
    /// 0 if there was no request.
    status: u16,
    /// Whether the status has been logged.
    is_noted: bool,
    /// Seconds by which the server's clock is ahead of ours.
    ahead: i64,
}

impl TokenResponse {
    /// A token that was made here. A JWT says itself when it expires.
    pub fn made(settings: &Settings, access_token: Secret, now: Timestamp) -> Result<Self> {
        if !is_token(access_token.expose()) {
            return Err(settings.error(Kind::Config, "token-unusable"));
        }
        let claims = jwt::claims(access_token.expose());
        check_audience(settings, claims.as_ref())?;
        let exp = claims.and_then(|claims| claims.get("exp").cloned());
        let token = Token {
            expires_at: exp.and_then(|exp| DateTime::from_timestamp(exp.as_f64()? as i64, 0)),
            access_token,
            token_type: BEARER.to_owned(),
            issued_at: now,
            ..Token::default()
        };
        if token.expires_at.is_some_and(|end| end <= now) {
            return Err(settings.error(Kind::Config, "token-expired"));
        }
        Ok(Self {
            refresh_token: None,
            token: Ok(token),
            default_lifetime: expiry::default_lifetime(&settings.provider.reply),
            refused: None,
            refresh_token_invalid: false,
            status: 0,
            is_noted: true,
            ahead: 0,
        })
    }

    /// The same response, with its error changed if it is one.
    pub fn map_error(self, change: impl FnOnce(Error) -> Error) -> Self {
        Self { token: self.token.map_err(change), ..self }
    }

    /// Returns whether the vendor may have refused because of a credential: RFC 6749 §5.2, and RFC 8693 §2.2.2 for a
    /// subject token, which is blamed with `invalid_request`.
    pub fn blames_credentials(&self) -> bool {
        let code = self.token.as_ref().err().and_then(Error::vendor_code);
        matches!(self.refused, Some(Class::BadCredentials | Class::Reauth | Class::TokenInvalid))
            || matches!(code, Some("invalid_grant" | "invalid_request" | "invalid_token" | "invalid_client"))
    }

    /// Returns whether the vendor has refused for good.
    pub fn is_refused(&self) -> bool {
        matches!(self.refused, Some(Class::Denied)) || self.blames_credentials()
    }

    /// Returns whether there is no token endpoint at this URL: the server has not even read the request.
    pub fn is_endpoint_missing(&self) -> bool {
        matches!(self.status, 404 | 405) && self.token.is_err() && self.refresh_token.is_none()
    }

    /// Logs the status (`-v`), unless it has been logged.
    pub fn note_status(&mut self) {
        if !std::mem::replace(&mut self.is_noted, true) {
            note_status(self.status);
        }
    }

    /// Reports what the user should know about the response, and returns the token or the error.
    pub fn report(mut self) -> Result<Token> {
        self.note_status();
        let token = self.token?;
        if self.ahead.abs() > NOTABLE_SKEW {
            let code = if self.ahead > 0 { "clock-behind" } else { "clock-ahead" };
            report::warn(Message::new(code).with("amount", crate::duration::message(self.ahead.abs())));
        }
        if self.refresh_token_invalid {
            report::warn("answer-refresh-token-invalid");
        }
        Ok(token.or_lifetime(self.default_lifetime))
    }
}

/// The text, if it can be a refresh token.
fn usable(found: Option<&Value>) -> Option<Secret> {
    found.and_then(Value::as_str).filter(|text| is_token(text)).map(Secret::new)
}

/// Fails if a token that was made here is for another audience than the one that the user wants (RFC 7519 §4.1.3). One
/// without this claim is for any.
fn check_audience(settings: &Settings, claims: Option<&Map<String, Value>>) -> Result<()> {
    let found: Vec<&str> = match claims.and_then(|claims| claims.get("aud")) {
        Some(Value::String(text)) => vec![text],
        Some(Value::Array(items)) => items.iter().filter_map(Value::as_str).collect(),
        _ => return Ok(()),
    };
    let mut wanted = settings.all_values("audience");
    let Some(missing) = wanted.find(|audience| !found.contains(&audience.as_str())) else { return Ok(()) };
    let found = found.iter().map(|audience| format!("`{}`", sanitize::visible(audience)));
    let error = settings.error(Kind::Config, "token-audience").with("audience", missing);
    let error = error.with("found", message::Value::list(found, "list-comma"));
    // RFC 8707 §2 has a code for it.
    let hint = settings.provider.hint(ErrorScope::Token, "invalid_target");
    Err(hint.into_iter().fold(error, Error::hint))
}

/// The account of an `id_token`. It is shown and decides nothing, and it came straight from the vendor over TLS, so its
/// signature need not be checked (OpenID Connect Core §3.1.3.7).
fn account_of(id_token: &str) -> Option<String> {
    let claims = jwt::claims(id_token)?;
    ["preferred_username", "email", "name", "sub"]
        .iter()
        .filter_map(|claim| claims.get(*claim)?.as_str())
        .find(|text| !text.is_empty())
        .map(str::to_owned)
}

/// Returns whether the header says that the body is a form, for a definition that has no format of its own.
fn is_form(reply: &Reply, response: &Response) -> bool {
    let media_type = response.header("content-type").and_then(|header| header.split(';').next());
    let is_form = |text: &str| text.trim().eq_ignore_ascii_case("application/x-www-form-urlencoded");
    reply.format == BodyFormat::Json && media_type.is_some_and(is_form)
}

impl<'a> Reading<'a> {
    /// Decodes the response of `provider` to a request with the secrets of `scrubber`.
    pub fn new(
        provider: &'a Provider,
        response: &'a Response,
        sent: Timestamp,
        now: Timestamp,
        scrubber: &'a Scrubber,
    ) -> Self {
        let (reply, body) = (&provider.reply, response.body.expose());
        let body = decode::decode(reply.format, &reply.strip_prefix, body)
            // Vendors send errors in JSON even if tokens come in another format.
            .or_else(|| decode::decode(BodyFormat::Json, "", body))
            // Servers from before RFC 6749 §5.1 answer like a form, and say so.
            .or_else(|| decode::decode(BodyFormat::Form, "", body).filter(|_| is_form(reply, response)))
            // A list may be an error, but is no token.
            .filter(|body| body.is_object() || !response.is_success());
        let profile = &provider.name;
        let (body, expected_ahead) = (body.unwrap_or_default(), TimeDelta::zero());
        Self { provider, profile, response, sent, now, expected_ahead, scrubber, body }
    }

    /// Says that the request was made for a clock that is this far ahead of ours.
    pub fn expecting(self, expected_ahead: TimeDelta) -> Self {
        Self { expected_ahead, ..self }
    }

    /// Names `profile` in errors, in place of the provider.
    pub fn named(self, profile: &'a str) -> Self {
        Self { profile, ..self }
    }

    /// Reads the response of a token endpoint.
    pub fn token(&self, endpoint: ErrorScope) -> TokenResponse {
        let ahead = self.ahead().unwrap_or_default().num_seconds();
        let found = self.stated_refresh_token();
        let refresh_token = usable(found.as_ref());
        let token = self.check(endpoint).and_then(|()| self.access_token(ahead));
        TokenResponse {
            refresh_token_invalid: found.is_some() && refresh_token.is_none(),
            token: token.map(|token| Token { refresh_token: refresh_token.clone(), ..token }),
            refresh_token,
            refused: self.refusal(endpoint).map(|refusal| refusal.class),
            default_lifetime: expiry::default_lifetime(&self.provider.reply),
            status: self.response.status,
            is_noted: false,
            ahead,
        }
    }

    /// What the response has as its refresh token.
    fn stated_refresh_token(&self) -> Option<Value> {
        let found = self.value(&self.provider.reply.refresh_token).filter(|value| value != "");
        found.or_else(|| self.salvaged().map(Value::String))
    }

    /// The refresh token, if it can be one.
    pub fn refresh_token(&self) -> Option<Secret> {
        usable(self.stated_refresh_token().as_ref())
    }

    /// When the refresh token ends, if the response states it. Without an access token in it, `is_alone`, the usual lifetime
    /// is that of the refresh token.
    pub fn refresh_end(&self, is_alone: bool) -> Option<Timestamp> {
        let reply = &self.provider.reply;
        let own = self.value(&reply.refresh_expires);
        let usual = || self.value(&reply.expires).filter(|_| is_alone);
        expiry::after(own.or_else(usual)?, self.sent)
    }

    /// How far the server's clock is ahead of ours; `None` if the response has no date.
    pub fn ahead(&self) -> Option<TimeDelta> {
        Some(expiry::date(self.response.header("date")?)? - self.now)
    }

    /// Returns whether the server's clock differs from the one that the request was made for by more than a request takes.
    pub fn has_other_clock(&self) -> bool {
        self.ahead().is_some_and(|ahead| (ahead - self.expected_ahead).num_seconds().abs() > NOTABLE_SKEW)
    }

    /// The first value that is found at one of `pointers`. Null counts as missing.
    pub fn value(&self, pointers: &Pointers) -> Option<Value> {
        pointers.0.iter().find_map(|pointer| self.at(pointer).filter(|value| !value.is_null()))
    }

    /// Like [`Self::value`], as text.
    pub fn text(&self, pointers: &Pointers) -> Option<String> {
        pointers.0.iter().find_map(|pointer| scalar(&self.at(pointer)?))
    }

    /// All codes in the response, regardless of their meaning.
    pub fn codes(&self) -> Vec<String> {
        let found = self.provider.errors.code.0.iter().filter_map(|pointer| scalar(&self.at(pointer)?));
        found.map(|code| code.trim().to_owned()).filter(|code| !code.is_empty()).collect()
    }

    /// The refresh token in a body that cannot be decoded as a whole.
    fn salvaged(&self) -> Option<String> {
        let names = self.provider.reply.refresh_token.names();
        let body = || self.response.body.expose();
        names.filter(|_| self.body.is_null()).find_map(|name| decode::last_member(body(), name))
    }

    /// The value at `pointer`, which may be null.
    fn at(&self, pointer: &Pointer) -> Option<Value> {
        match pointer {
            Pointer::Body(place) => value_at(place, &self.body).cloned(),
            Pointer::Header(name) => self.response.header(name).map(|text| Value::String(text.to_owned())),
        }
    }

    /// Fails if the response is an error or cannot be decoded.
    pub fn check(&self, endpoint: ErrorScope) -> Result<()> {
        let response = self.response;
        if (300..400).contains(&response.status) {
            let target = self.scrubber.scrub(response.header("location").unwrap_or_default());
            let error = self.wrong("answer-redirect").with("status", response.status);
            let error = error.with("target", shown_url(&target));
            // The words of a page would only repeat the status.
            return Err(if self.body.is_null() { error.with("words", "") } else { self.with_words(error) });
        }
        if let Some(refusal) = self.refusal(endpoint) {
            return Err(self.error(refusal));
        }
        if let Some((kind, message)) = &response.cut {
            return Err(Error::new(*kind, message.clone()));
        }
        if endpoint != ErrorScope::Api && self.has_error_without_code() {
            return Err(self.with_words(self.wrong("answer-error-unreadable")));
        }
        let differs = |(name, value): &(&String, &String)| {
            response.header(&name.to_ascii_lowercase()).is_none_or(|found| !found.eq_ignore_ascii_case(value))
        };
        if let Some((name, value)) = self.provider.reply.headers.iter().find(differs)
            && endpoint != ErrorScope::Api
        {
            return Err(self.wrong("answer-header-missing").with("name", name).with("value", value));
        }
        if !self.body.is_null() {
            return Ok(());
        }
        let media_type = match response.header("content-type") {
            Some(text) => self.scrubber.visible(text).into(),
            None => message::Value::from(Message::new("media-type-missing")),
        };
        let error = match response.header("content-encoding") {
            None => self.wrong("answer-unreadable"),
            Some(encoding) => self
                .wrong("answer-unreadable-encoded")
                .with("encoding", self.scrubber.visible(encoding))
                .hint("answer-unreadable-hint"),
        };
        Err(self.with_words(error.with("type", media_type).with("size", response.body.expose().len())))
    }

    /// `error` with the response's words, if there are any, after it.
    fn with_words(&self, error: Error) -> Error {
        let words = self.words(&[], false).map(|words| self.scrubber.visible(&words));
        let words = words.map(|words| Message::new("answer-words").with("words", words));
        error.with("words", words.map_or_else(|| "".into(), message::Value::from))
    }

    /// Reports whether there is a list or an object where the definition expects an error code.
    fn has_error_without_code(&self) -> bool {
        self.provider.errors.code.0.iter().filter_map(|pointer| self.at(pointer)).any(|value| match value {
            Value::Array(items) => !items.is_empty(),
            Value::Object(fields) => !fields.is_empty(),
            _ => false,
        })
    }

    /// An error about the format of the response.
    pub fn wrong(&self, code: &'static str) -> Error {
        Error::new(Kind::Answer, code).with("profile", self.profile)
    }

    /// Reads the token from a server whose clock is `ahead` by that many seconds.
    fn access_token(&self, ahead: i64) -> Result<Token> {
        let reply = &self.provider.reply;
        let access_token = match self.value(&reply.access_token) {
            Some(Value::String(text)) if is_token(&text) => Secret::new(text),
            Some(Value::String(_)) => return Err(self.wrong("answer-token-invalid")),
            Some(_) => return Err(self.wrong("answer-token-not-text")),
            None => {
                let error = self.wrong("answer-token-missing").with("status", self.response.status);
                return Err(self.with_words(error));
            }
        };
        let issued_token_type = self.body.get("issued_token_type").and_then(Value::as_str);
        let issued_token_type = issued_token_type.map(|text| self.scrubber.visible(text));
        let token_type = self.token_type(issued_token_type.as_deref())?;
        let api_base = self.api_base()?;
        let exp = || jwt::claims(access_token.expose())?.get("exp").cloned();
        let expires_at = expiry::expires_at(reply, self.value(&reply.expires), exp, self.sent, ahead);
        let expires_at = expires_at.map_err(|code| self.wrong(code))?;
        let scope = self.scope()?;
        let account = self.text(&reply.account).filter(|text| !text.is_empty());
        let id_token = self.text(&reply.id_token).filter(|text| is_token(text));
        let account = account.or_else(|| account_of(id_token.as_deref()?));
        let id_token = id_token.map(|text| id_token::received(&text, &access_token, self.sent, ahead));
        Ok(Token {
            access_token,
            token_type,
            scope,
            issued_token_type,
            api_base,
            refresh_token: None,
            refresh_expires_at: self.refresh_end(false),
            id_token,
            account: account.map(|account| self.scrubber.visible(&account)),
            issued_at: self.sent,
            expires_at,
        })
    }

    /// The base URL of the API, if the definition says where it is. It must be one that the definition allows: the token
    /// goes there.
    fn api_base(&self) -> Result<Option<String>> {
        let Some(base) = self.text(&self.provider.api.base_from) else { return Ok(None) };
        if self.provider.api.accepts_base(&base) {
            return Ok(Some(base));
        }
        Err(self.wrong("answer-api-base").with("base", shown_url(&self.scrubber.visible(&base))))
    }

    /// The token type, which must mean Bearer: any other type needs a proof or a signature with each request. What was
    /// issued may also be no access token, and then has no type (RFC 8693 §2.2.1).
    fn token_type(&self, issued: Option<&str>) -> Result<String> {
        let reply = &self.provider.reply;
        match self.value(&reply.token_type) {
            None => Ok(BEARER.to_owned()),
            Some(Value::String(text)) if text.eq_ignore_ascii_case(BEARER) => Ok(text),
            Some(Value::String(text))
                if reply.token_types.iter().any(|it| it.eq_ignore_ascii_case(&text)) =>
            {
                Ok(BEARER.to_owned())
            }
            Some(Value::String(text))
                if text.eq_ignore_ascii_case(NOT_APPLICABLE)
                    && issued.is_some_and(|uri| uri != ACCESS_TOKEN) =>
            {
                Ok(NOT_APPLICABLE.to_owned())
            }
            Some(Value::String(text)) => {
                Err(self.wrong("answer-token-type").with("type", self.scrubber.visible(&text)))
            }
            Some(_) => Err(self.wrong("answer-token-type-not-text")),
        }
    }

    /// The granted scope; `None` if the response has none, which means the requested one (RFC 6749 §5.1). A
    /// value that is neither text nor a list of texts grants nothing, so that it cannot pass for the scope.
    fn scope(&self) -> Result<Option<String>> {
        let pointers = &self.provider.reply.scope;
        let or_null = || pointers.0.iter().find_map(|pointer| self.at(pointer));
        let text = match self.value(pointers).or_else(or_null) {
            None => return Ok(None),
            Some(Value::String(text)) => text,
            Some(Value::Array(items)) => {
                items.iter().map(Value::as_str).collect::<Option<Vec<_>>>().unwrap_or_default().join(" ")
            }
            Some(_) => String::new(),
        };
        if is_visible(&text) { Ok(Some(text)) } else { Err(self.wrong("answer-scope-invalid")) }
    }
}

/// Codes come as numbers or strings, and are compared as text.
fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(match number.as_f64() {
            Some(float) if number.is_f64() && float.fract() == 0.0 => format!("{:.0}", float + 0.0),
            _ => number.to_string(),
        }),
        Value::Bool(truth) => Some(truth.to_string()),
        _ => None,
    }
}
