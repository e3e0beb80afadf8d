//! Grant types as flows in steps: one grant type is one file. A flow builds requests and reads answers; it
//! has no clock, sends nothing and prints nothing. The [`Driver`] does that for all of them.

mod authorization_code;
mod call;
mod client_credentials;
mod device_code;
mod driver;
mod refresh;
pub mod revoke;

use std::time::Duration;

use crate::error::{Error, Kind, Result};
use crate::provider::{Call, CallName, Endpoint};
use crate::reply::{self, Received, TokenResponse};
use crate::secret::Secret;
use crate::settings::{Settings, TokenOwner};

pub use crate::client_auth::{Context, FlowValues};
pub use authorization_code::{AuthorizationCode, Callback, read_callback};
pub use call::{Prepared, request};
pub use client_credentials::ClientCredentials;
pub use device_code::{DeviceCode, Started};
pub use driver::{Driver, Memory, Send};
pub use refresh::Refresh;

/// A grant type under way.
pub trait Flow {
    /// The requests that it may send: they decide which credentials it needs.
    fn calls(&self) -> &'static [CallName];

    /// The first step, and the next one after a wait or after something that was shown to a person. It is made
    /// anew for each try, so that nothing that may be used once is sent twice.
    fn start(&mut self, context: &Context) -> Result<Step>;

    /// The step after an answer.
    fn next(&mut self, context: &Context, received: &Received) -> Result<Step>;

    /// The step after a request without an answer.
    fn unanswered(&mut self, _context: &Context, error: Error) -> Result<Step> {
        Err(error)
    }
}

/// What a flow wants done.
#[derive(Debug)]
pub enum Step {
    /// A request that is to be sent. Whether it `spends` a credential, which must not be sent again then: a code,
    /// or a refresh token that rotates.
    Send {
        prepared: Prepared,
        spends: bool,
    },
    Wait(Duration),
    Have(Box<TokenResponse>),
    Person(Action),
}

/// What a person has to do.
#[derive(Debug)]
pub enum Action {
    /// Open this address in a browser. Its answer (RFC 6749 §4.1.2), which carries this state, is the callback's query.
    Visit { url: String, state: Secret },
    /// Type a code at an address, on any device.
    TypeCode(Box<Started>),
}

/// Fails, saying what is missing, when the definition has no grant of the kind that is asked for.
pub fn check(settings: &Settings) -> Result<()> {
    let provider = &settings.provider;
    match settings.owner {
        TokenOwner::Application if provider.client_credentials.is_none() => {
            Err(Error::new(Kind::Config, "application-grant-missing").with("profile", &settings.profile))
        }
        TokenOwner::Person
            if provider.refresh.is_none()
                && provider.authorization_code.is_none()
                && provider.device.is_none() =>
        {
            Err(Error::new(Kind::Config, "login-unknown").with("profile", &settings.profile))
        }
        _ => Ok(()),
    }
}

/// The call that a token comes from: the application's, or the one that a person's session is kept up
/// with. `None` when the definition has none.
pub fn call(settings: &Settings) -> Option<&Call> {
    let provider = &settings.provider;
    match settings.owner {
        TokenOwner::Application => provider.client_credentials.as_ref(),
        TokenOwner::Person => {
            let calls = [&provider.refresh, &provider.authorization_code, &provider.device_code];
            calls.into_iter().flatten().next()
        }
    }
}

/// Whether the definition offers `calls`: each is there, and every name of its URL has a value.
pub fn offers(settings: &Settings, calls: &[CallName]) -> bool {
    calls.iter().all(|name| call::required(settings, *name).is_ok())
}

/// The code of what a request is for, and the fields that hold where its table names none: templates.
fn described(name: CallName) -> (&'static str, &'static [(&'static str, &'static str)]) {
    match name {
        CallName::Authorize => ("request-authorize", &[]),
        CallName::AuthorizationCode => ("request-authorization-code", authorization_code::EXCHANGE),
        CallName::ClientCredentials => ("request-client-credentials", client_credentials::FIELDS),
        CallName::Device => ("request-device", device_code::START),
        CallName::DeviceCode => ("request-device", device_code::POLL),
        CallName::Refresh => ("request-refresh", refresh::FIELDS),
        CallName::Revoke => ("request-revoke", revoke::FIELDS),
    }
}

/// What a token endpoint has answered.
fn token(settings: &Settings, endpoint: Endpoint, context: &Context, received: &Received) -> TokenResponse {
    let answer = reply::token(&settings.provider, endpoint, received, context.now, context.server_time);
    answer.map_error(|error| call::explain(settings, error))
}
