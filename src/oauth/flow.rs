//! Grant types as flows in steps, one file for each. A flow builds requests and reads responses; it has no
//! clock, sends nothing and prints nothing. The [`Driver`] does that for all flows.

pub mod api;
mod authorization_code;
mod client_credentials;
mod device_code;
mod driver;
pub mod introspect;
mod refresh;
pub mod renew;
mod request;
pub mod resource;
pub mod revoke;
pub mod userinfo;

use std::time::Duration;

use crate::error::{Error, Kind, Result};
use crate::message::{Message, Value};
use crate::oauth::response::{Reading, TokenResponse};
use crate::provider::{ErrorScope, RequestKind, RequestTemplate};
use crate::secret::Secret;
use crate::settings::{Settings, Source, TokenOwner, name_in_messages};

pub use crate::oauth::client_auth::{Context, FlowValues};
pub use authorization_code::{AuthorizationCode, read_callback};
pub use client_credentials::ClientCredentials;
pub use device_code::{DeviceCode, Started};
pub use driver::{Driver, Memory};
pub use refresh::Refresh;
pub use request::{assertions, example_request, example_token, names, names_of_token, request, required};

/// The name of the value that says which type of token a request is about, and its values (RFC 7009 §2.1).
pub const TOKEN_TYPE_HINT: &str = "token-type-hint";
pub const ACCESS_TOKEN: &str = "access_token";
pub const REFRESH_TOKEN: &str = "refresh_token";

/// The fields of a request about a token (RFC 7009 §2.1, RFC 7662 §2.1).
const TOKEN_FIELDS: &[(&str, &str)] = &[("token", "{token}"), ("token_type_hint", "{token-type-hint}")];

/// The values of a request about `token`. The type may be unknown.
pub fn token_values(token: &Secret, hint: Option<&str>) -> FlowValues {
    let hint = hint.map(|hint| (TOKEN_TYPE_HINT.to_owned(), Secret::new(hint)));
    [("token".to_owned(), token.clone())].into_iter().chain(hint).collect()
}

/// A grant type in progress.
pub trait Flow {
    /// The first step, or the next one after a wait or an action; `input` is the value that the person
    /// returned. Called again for each try, so that no single-use value is sent twice.
    fn step(&mut self, settings: &Settings, input: Option<Secret>) -> Result<Step>;

    /// The step after a response.
    fn next(&mut self, settings: &Settings, answer: &Reading) -> Result<Step> {
        Ok(Step::Have(token(settings, answer).into()))
    }

    /// The step after a request that got no response.
    fn unanswered(&mut self, _settings: &Settings, error: Error) -> Result<Step> {
        Err(error)
    }
}

/// What a flow needs next.
#[derive(Debug)]
pub enum Step {
    /// A request, with the values of the flow. `spends` says that it uses up a credential, such as a code or
    /// a refresh token that rotates, which must not be sent again.
    Send {
        call: RequestKind,
        values: FlowValues,
        spends: bool,
    },
    /// The token itself, which needs no request.
    Make,
    Wait(Duration),
    /// The first step again, for this reason, which is logged (`-v`).
    Again(Message),
    Have(Box<TokenResponse>),
    Person(Action),
}

/// What a person has to do.
#[derive(Debug)]
pub enum Action {
    /// Open this URL in a browser. The flow then needs the query of the callback (RFC 6749 §4.1.2) with this state.
    Visit { url: String, state: Secret },
    /// Type a code at a URL, on any device.
    TypeCode(Box<Started>),
}

/// Fails if the definition has no grant type for the owner of the token. The error names what is missing.
pub fn check(settings: &Settings) -> Result<()> {
    let code = match settings.owner {
        _ if call(settings).is_some() => return Ok(()),
        TokenOwner::Application if settings.provider.token.is_some() => return Ok(()),
        TokenOwner::Application => "application-grant-missing",
        TokenOwner::Person => "login-unknown",
    };
    let error = settings.error(Kind::Config, code);
    if settings.owner == TokenOwner::Application {
        return Err(error);
    }
    Err(error.hint(match &settings.provider.login {
        Some(other) => Message::new("login-elsewhere").with("provider", other),
        None => Message::new("login-unneeded").with("profile", &settings.profile),
    }))
}

/// The request that gets the token: for an application, the client credentials request; for a person, the
/// refresh or, without one, the login. `None` if the definition has none.
pub fn call(settings: &Settings) -> Option<&RequestTemplate> {
    let provider = &settings.provider;
    match settings.owner {
        TokenOwner::Application => provider.client_credentials.as_ref(),
        TokenOwner::Person => [&provider.refresh, &provider.authorization_code, &provider.device_code]
            .into_iter()
            .find_map(Option::as_ref),
    }
}

/// Returns whether the definition has all of `calls`, with a value for every name in their URLs.
pub fn offers(settings: &Settings, calls: &[RequestKind]) -> bool {
    calls.iter().all(|name| request::required(settings, *name).is_ok())
}

/// The message code for the purpose of a request.
fn purpose(name: RequestKind) -> &'static str {
    match name {
        RequestKind::Authorize => "request-authorize",
        RequestKind::AuthorizationCode => "request-authorization-code",
        RequestKind::ClientCredentials => "request-client-credentials",
        RequestKind::Device | RequestKind::DeviceCode => "request-device",
        RequestKind::Refresh => "request-refresh",
        RequestKind::Renew => "request-renew",
        RequestKind::Revoke => "request-revoke",
        RequestKind::Introspect => "request-introspect",
        RequestKind::Userinfo => "request-userinfo",
    }
}

/// The fields of a request whose definition names none. Their values are templates.
fn standard_fields(name: RequestKind, call: &RequestTemplate) -> &'static [(&'static str, &'static str)] {
    match name {
        RequestKind::Authorize => &[],
        RequestKind::AuthorizationCode => authorization_code::EXCHANGE,
        RequestKind::ClientCredentials => client_credentials::fields(call.grant_type),
        RequestKind::Device => device_code::START,
        RequestKind::DeviceCode => device_code::POLL,
        RequestKind::Refresh => refresh::FIELDS,
        RequestKind::Renew => renew::FIELDS,
        RequestKind::Revoke | RequestKind::Introspect => TOKEN_FIELDS,
        RequestKind::Userinfo => &[],
    }
}

/// Reads the response of a token endpoint.
fn token(settings: &Settings, answer: &Reading) -> TokenResponse {
    let endpoint = match settings.owner {
        TokenOwner::Application => ErrorScope::Token,
        TokenOwner::Person => ErrorScope::User,
    };
    answer.token(endpoint).map_error(|error| advise(settings, answer, call(settings), endpoint, error))
}

/// Adds the hints of the refusal that `answer` to `call` is, if it is one, to its error.
pub fn advise(
    settings: &Settings,
    answer: &Reading,
    call: Option<&RequestTemplate>,
    endpoint: ErrorScope,
    error: Error,
) -> Error {
    // A redirect, for example, says nothing about the code beside it.
    if error.kind() == Kind::Answer {
        return error;
    }
    let hints = answer.refusal(endpoint).map_or_else(Vec::new, |refusal| refusal.hints);
    let mut hints: Vec<_> = hints.into_iter().filter_map(|hint| advice(settings, call, hint)).collect();
    hints.dedup();
    hints.into_iter().fold(error, |error, hint| match hint.code() {
        // It names the secret that was sent and the command that replaces it; the vendor's hint is for all cases.
        "check-stored-secret" => error.first_hint(hint),
        _ => error.hint(hint),
    })
}

/// The hint called `hint`, if the settings have what it points at.
fn advice(settings: &Settings, call: Option<&RequestTemplate>, hint: &'static str) -> Option<Message> {
    // Without a client secret, it is what proves the client, or what is exchanged.
    let other = || {
        let mut others = ["subject", "client-key", "password"].into_iter();
        let (name, found) = others.find_map(|name| Some((name, settings.credentials.get(name)?)))?;
        let hint = Message::new("check-credential").with("name", name_in_messages(name, "value-name"));
        Some(hint.with("source", found.source.message()))
    };
    let secret = || {
        let secret = settings.credentials.get("client-secret")?;
        // What the user stored can be stored again; the others have the secret elsewhere.
        let is_stored = matches!(secret.source, Source::Config(_) | Source::File(_) | Source::Keyring(_));
        let code = if is_stored && secret.is_configured { "check-stored-secret" } else { "check-secret" };
        let hint = Message::new(code).with("source", secret.source.message());
        Some(hint.with("profile", &settings.profile))
    };
    match hint {
        "check-secret" => secret().or_else(other),
        "check-client-auth" => {
            let call = call?;
            // The server asks for what it was sent.
            if settings.client_auth(call).is_ok_and(|method| method.word == "basic") {
                return secret();
            }
            let takes_basic = |flag: &&str| settings.provider.vars.get(*flag)?.choices.get("basic").map(drop);
            let flag = call.client_auth.names().find(|flag| takes_basic(flag).is_some())?;
            Some(Message::new(hint).with("flag", format!("--{flag}")))
        }
        "check-endpoint" => {
            let flags: Vec<_> = call?.url.names().map(|name| format!("`--{name}`")).collect();
            let hint = Message::new(hint).with("flags", Value::list(flags.clone(), "list-comma"));
            (!flags.is_empty()).then_some(hint)
        }
        _ => Some(Message::new(hint)),
    }
}
