//! Authorization code: a token that a person grants in a browser (RFC 6749 §4.1 with PKCE, RFC 7636).

use std::time::Duration;

use super::{Action, Flow, FlowValues, Step, request, token};
use crate::crypto::challenge;
use crate::error::{Error, Kind, Result};
use crate::http::{Payload, Request, form, form_decoded};
use crate::message::{Message, Value};
use crate::oauth::id_token::{self, NONCE_WRONG, RequestedClaims};
use crate::oauth::response::{Reading, TokenResponse, kind_of_code};
use crate::provider::{Authorize, ParamIn, RequestKind};
use crate::sanitize::visible;
use crate::secret::Secret;
use crate::settings::Settings;

/// RFC 6749 §4.1.1, RFC 7636 §4.3.
const AUTHORIZE: &[(&str, &str)] = &[
    ("response_type", "code"),
    ("client_id", "{client-id}"),
    ("redirect_uri", "{redirect-uri}"),
    ("scope", "{scope}"),
    ("state", "{state}"),
    ("code_challenge", "{code-challenge}"),
    ("code_challenge_method", "S256"),
];
/// The pause before a code is sent again if the server names none.
const PAUSE: Duration = Duration::from_secs(1);
/// The number of fields without those of PKCE, which come last.
const WITHOUT_PKCE: usize = 5;

/// RFC 6749 §4.1.3, RFC 7636 §4.5.
pub(super) const EXCHANGE: &[(&str, &str)] = &[
    ("grant_type", "authorization_code"),
    ("code", "{code}"),
    ("redirect_uri", "{redirect-uri}"),
    ("code_verifier", "{code-verifier}"),
];

/// The flow: the browser visits the vendor, and the code that it brings back is exchanged for a token.
pub struct AuthorizationCode {
    redirect_uri: Secret,
    state: Secret,
    verifier: Secret,
    /// Binds an ID token to this login (OpenID Connect Core §3.1.2.1).
    nonce: Secret,
    /// The code that the browser has brought.
    code: Option<Secret>,
    /// How often the server did nothing with it.
    tried: u8,
}

impl AuthorizationCode {
    /// A login that redirects the browser to `redirect_uri`. `random` returns 256 random bits as text,
    /// different at each call.
    pub fn new(redirect_uri: String, random: &dyn Fn() -> Result<Secret>) -> Result<Self> {
        let (redirect_uri, state, verifier) = (Secret::new(redirect_uri), random()?, random()?);
        Ok(Self { redirect_uri, state, verifier, nonce: random()?, code: None, tried: 0 })
    }

    /// The pause before the code is sent again: only if the server certainly did nothing with it.
    fn pause(&mut self, settings: &Settings, error: &Error) -> Option<Duration> {
        let pause = error.retry_after().unwrap_or(PAUSE);
        let again = error.kind().retryable() && error.spent_nothing() && self.tried < settings.retries;
        self.tried += 1;
        (again && pause <= settings.network.timeout).then_some(pause)
    }

    /// Returns whether the definition supports this flow with the values that are set.
    pub fn is_offered(settings: &Settings) -> bool {
        let authorize = settings.provider.authorize.as_ref();
        authorize.is_some_and(|table| table.url.names().all(|name| settings.value(name).is_some()))
            && super::offers(settings, &[RequestKind::AuthorizationCode])
    }

    /// The request of the browser. A login that asks for an ID token has a nonce, unless the user names one.
    fn request(&self, settings: &Settings) -> Result<Request> {
        let values = [
            ("redirect-uri".to_owned(), self.redirect_uri.clone()),
            ("state".to_owned(), self.state.clone()),
            ("code-challenge".to_owned(), Secret::new(challenge(&self.verifier))),
        ];
        let mut request = authorize_request(settings, &values.into())?;
        let is_named = |(name, _): &(String, Secret)| name == "nonce";
        let is_left_out = settings.authorize_params.iter().chain(&request.query).any(is_named);
        if !is_left_out && id_token::is_asked_for(&settings.value("scope").unwrap_or_default()) {
            request.query.push(("nonce".to_owned(), self.nonce.clone()));
        }
        Ok(request)
    }

    /// What the ID token has to repeat.
    fn asked(&self, settings: &Settings) -> Result<RequestedClaims> {
        let query = self.request(settings)?.query;
        let sent = |name: &str| query.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone());
        Ok(RequestedClaims {
            nonce: sent("nonce"),
            max_age: sent("max_age").and_then(|age| age.expose().parse().ok()),
        })
    }

    /// The URL for the browser. It contains nothing that the person may not see.
    fn url(&self, settings: &Settings) -> Result<String> {
        let request = self.request(settings)?;
        let joint = if request.url.contains('?') { '&' } else { '?' };
        let fragment = table(settings)?.fragment.iter().map(|fragment| format!("#{fragment}"));
        Ok(format!("{}{joint}{}{}", request.url, form(&request.query).expose(), fragment.collect::<String>()))
    }
}

impl Flow for AuthorizationCode {
    fn step(&mut self, settings: &Settings, input: Option<Secret>) -> Result<Step> {
        let callback = |query: Secret| read_callback(settings, query.expose(), &self.state).ok();
        if let Some(code) = input.and_then(callback) {
            self.code = Some(code?);
        }
        let Some(code) = &self.code else {
            return Ok(Step::Person(Action::Visit { url: self.url(settings)?, state: self.state.clone() }));
        };
        let mut values = FlowValues::from([
            ("code".to_owned(), code.clone()),
            ("redirect-uri".to_owned(), self.redirect_uri.clone()),
        ]);
        if table(settings)?.pkce {
            values.insert("code-verifier".to_owned(), self.verifier.clone());
        }
        Ok(Step::Send { call: RequestKind::AuthorizationCode, values, spends: true })
    }

    fn next(&mut self, settings: &Settings, reading: &Reading) -> Result<Step> {
        let mut answer = token(settings, reading);
        // In an error response, the field `refresh_token` describes the error. It must not replace a session.
        answer.refresh_token.take_if(|_| !reading.response.is_success());
        let answer = check_id_token(settings, answer, &self.asked(settings)?);
        let pause = answer.token.as_ref().err().and_then(|error| self.pause(settings, error));
        Ok(pause.map_or_else(|| Step::Have(answer.into()), Step::Wait))
    }

    fn unanswered(&mut self, settings: &Settings, error: Error) -> Result<Step> {
        self.pause(settings, &error).map(Step::Wait).ok_or(error)
    }
}

/// The error for a response to another login.
fn wrong_login(settings: &Settings) -> Error {
    let error = settings.error(Kind::Answer, "id-token-refused");
    error.with("why", Message::new(NONCE_WRONG)).hint("login-again")
}

/// Notes a fault of the ID token, and refuses a response for another login: its code was injected into this one.
fn check_id_token(settings: &Settings, mut answer: TokenResponse, asked: &RequestedClaims) -> TokenResponse {
    let id_token = answer.token.as_mut().ok().and_then(|token| token.id_token.as_mut());
    let Some(id_token) = id_token else { return answer };
    let fault = id_token::fault_of_login(id_token, asked);
    id_token.fault = fault.or(id_token.fault);
    if fault == Some(NONCE_WRONG) {
        answer.refresh_token = None;
        answer.token = Err(wrong_login(settings));
    }
    answer
}

/// The authorization request. `given` has `redirect-uri`, `state` and `code-challenge`.
pub(super) fn authorize_request(settings: &Settings, given: &FlowValues) -> Result<Request> {
    let table = table(settings)?;
    let value = request::values(settings, given);
    let standard = if table.pkce { AUTHORIZE } else { &AUTHORIZE[..WITHOUT_PKCE] };
    let fields = request::fields(table.params.as_ref(), standard, ParamIn::Query, &value, settings);
    let mut query: Vec<_> = fields.into_iter().map(request::text).collect();
    for (name, text) in &table.extra {
        query.extend(request::filled(text, &value, settings).into_iter().map(|value| (name.clone(), value)));
    }
    let scope = settings.value("scope").unwrap_or_default();
    let prompt =
        table.scope_prompts.iter().find(|(word, _)| scope.split([' ', ',']).any(|asked| asked == *word));
    let prompt = prompt.map(|(_, prompt)| ("prompt".to_owned(), Secret::new(prompt.as_str())));
    for (name, value) in prompt.iter().chain(&settings.authorize_params) {
        query.retain(|(known, _)| known != name);
        // An empty value leaves the field out.
        query.extend((!value.is_empty()).then(|| (name.clone(), value.clone())));
    }
    let url = table.url.fill_url(|name| settings.value(name))?;
    Ok(Request { method: "GET".into(), url, query, headers: Vec::new(), body: Payload::None })
}

/// Reads the callback's query: the code, or the error if the person or the vendor refused. Fails with the code of
/// a reason if it does not belong to this login: it needs our `state` and the issuer of the server that the browser
/// was sent to (RFC 9207).
pub fn read_callback(
    settings: &Settings,
    query: &str,
    state: &Secret,
) -> Result<Result<Secret>, &'static str> {
    if query.is_empty() {
        return Err("callback-query-missing");
    }
    let values = |name: &str| -> Vec<String> {
        let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        pairs.filter(|(key, _)| *key == name).map(|(_, value)| form_decoded(value)).collect()
    };
    let one = |name: &str| <[String; 1]>::try_from(values(name)).ok().map(|[value]| value);
    if one("state").as_deref() != Some(state.expose()) {
        return Err("callback-state-wrong");
    }
    let table = settings.provider.authorize.as_ref().ok_or("callback-code-missing")?;
    if !issuer_fits(settings, table, &values("iss")) {
        return Err("callback-issuer-wrong");
    }
    if let Some(error) = one("error").filter(|error| !error.is_empty()) {
        let denied = Error::new(kind_of_code(&error), "login-refused")
            .vendor(Some(visible(&error)), None)
            .with("profile", &settings.profile)
            .with("words", Value::list([Some(error), one("error_description")].into_iter().flatten(), ": "));
        return Ok(Err(denied.hint("login-again")));
    }
    let code = one(&table.code).filter(|code| !code.is_empty()).ok_or("callback-code-missing")?;
    Ok(Ok(Secret::new(code)))
}

/// A known issuer is required, and compared letter by letter (RFC 9207 §2.4), but a server whose metadata does not say that
/// it names itself need not do so. If the issuer is unknown, the server need not name itself either, but if it does, its
/// host must be that of the URL, or another name of it that the definition knows.
fn issuer_fits(settings: &Settings, table: &Authorize, issuers: &[String]) -> bool {
    let value = |name: &str| settings.value(name);
    let host = |url: &str| {
        let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
        Some(rest.split(['/', '?', '#']).next()?.to_ascii_lowercase())
    };
    let known = settings.issuer.clone();
    let known = known.or_else(|| table.issuer.as_ref().and_then(|issuer| issuer.fill(value)));
    let metadata = settings.discovered.metadata.as_ref();
    let names_itself = metadata.is_none_or(|it| it.authorization_response_iss_parameter_supported);
    match (issuers, known) {
        ([], None) => true,
        ([], Some(_)) => !names_itself,
        ([issuer], Some(known)) => *issuer == known,
        ([issuer], None) => host(issuer).is_some_and(|named| {
            table.issuer_hosts.contains(&named)
                || table.url.fill_url(value).is_ok_and(|url| host(&url) == Some(named))
        }),
        _ => false,
    }
}

fn table(settings: &Settings) -> Result<&Authorize> {
    settings.provider.authorize.as_ref().ok_or_else(|| request::missing(settings, RequestKind::Authorize))
}
