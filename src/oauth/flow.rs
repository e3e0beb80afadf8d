//! Grant types as flows in steps: one grant type is one file. A flow builds requests and reads answers; it
//! has no clock, sends nothing and prints nothing. The [`Driver`] does that for all of them.

mod authorization_code;
mod client_credentials;
mod device_code;
mod driver;
mod refresh;
mod request;
pub mod revoke;

use std::time::Duration;

use crate::error::{Error, Kind, Result};
use crate::message::Message;
use crate::oauth::response::{Reading, TokenResponse};
use crate::provider::{ErrorScope, RequestKind, RequestTemplate};
use crate::secret::Secret;
use crate::settings::{Settings, TokenOwner};

pub use crate::oauth::client_auth::{Context, FlowValues};
pub use authorization_code::{AuthorizationCode, read_callback};
pub use client_credentials::ClientCredentials;
pub use device_code::{DeviceCode, Started};
pub use driver::{Driver, Memory};
pub use refresh::Refresh;
pub use request::request;

/// A grant type under way.
pub trait Flow {
    /// The first step, and the next one after a wait or after something that was shown to a person, with what the
    /// person has brought back. It is made anew for each try, so that nothing that may be used once is sent twice.
    fn step(&mut self, settings: &Settings, brought: Option<Secret>) -> Result<Step>;

    /// The step after an answer.
    fn next(&mut self, settings: &Settings, answer: &Reading) -> Result<Step> {
        Ok(Step::Have(token(settings, answer).into()))
    }

    /// The step after a request without an answer.
    fn unanswered(&mut self, _settings: &Settings, error: Error) -> Result<Step> {
        Err(error)
    }
}

/// What a flow wants done.
#[derive(Debug)]
pub enum Step {
    /// A request that is to be sent, with the values of the flow. Whether it `spends` a credential, which must not be
    /// sent again then: a code, or a refresh token that rotates.
    Send {
        call: RequestKind,
        values: FlowValues,
        spends: bool,
    },
    Wait(Duration),
    Have(Box<TokenResponse>),
    Person(Action),
}

/// What a person has to do.
#[derive(Debug)]
pub enum Action {
    /// Open this address in a browser. The callback's query (RFC 6749 §4.1.2), which carries this state, is brought back.
    Visit { url: String, state: Secret },
    /// Type a code at an address, on any device.
    TypeCode(Box<Started>),
}

/// Fails, saying what is missing, when the definition has no grant of the kind that is asked for.
pub fn check(settings: &Settings) -> Result<()> {
    let code = match settings.owner {
        _ if call(settings).is_some() => return Ok(()),
        TokenOwner::Application => "application-grant-missing",
        TokenOwner::Person => "login-unknown",
    };
    Err(settings.error(Kind::Config, code))
}

/// The call that a token comes from: the application's, or the one that a person's session is kept up
/// with. `None` when the definition has none.
pub fn call(settings: &Settings) -> Option<&RequestTemplate> {
    let provider = &settings.provider;
    match settings.owner {
        TokenOwner::Application => provider.client_credentials.as_ref(),
        TokenOwner::Person => [&provider.refresh, &provider.authorization_code, &provider.device_code]
            .into_iter()
            .find_map(Option::as_ref),
    }
}

/// Whether the definition offers `calls`: each is there, and every name of its URL has a value.
pub fn offers(settings: &Settings, calls: &[RequestKind]) -> bool {
    calls.iter().all(|name| request::required(settings, *name).is_ok())
}

/// The code of what a request is for, and the fields that hold where its table names none: templates.
fn described(name: RequestKind) -> (&'static str, &'static [(&'static str, &'static str)]) {
    match name {
        RequestKind::Authorize => ("request-authorize", &[]),
        RequestKind::AuthorizationCode => ("request-authorization-code", authorization_code::EXCHANGE),
        RequestKind::ClientCredentials => ("request-client-credentials", client_credentials::FIELDS),
        RequestKind::Device => ("request-device", device_code::START),
        RequestKind::DeviceCode => ("request-device", device_code::POLL),
        RequestKind::Refresh => ("request-refresh", refresh::FIELDS),
        RequestKind::Revoke => ("request-revoke", revoke::FIELDS),
    }
}

/// What a token endpoint has answered.
fn token(settings: &Settings, answer: &Reading) -> TokenResponse {
    let endpoint = match settings.owner {
        TokenOwner::Application => ErrorScope::Token,
        TokenOwner::Person => ErrorScope::User,
    };
    answer.token(endpoint).map_error(|error| match settings.credentials.get("client-secret") {
        // A refusal of the credentials says where they came from.
        Some(secret) if error.kind() == Kind::Refused => {
            error.hint(Message::new("check-secret").with("source", secret.source.to_string()))
        }
        _ => error,
    })
}
