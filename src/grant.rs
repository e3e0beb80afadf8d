//! How a token is granted: one flow is one file. A grant builds its request without doing anything;
//! sending is a function that is passed in, and so is the clock.

pub mod authorization_code;
mod call;
pub mod client_credentials;
pub mod device_code;
pub mod refresh;
pub mod revoke;

use crate::error::{Error, Kind, Result};
use crate::escape::Scrubber;
use crate::http::{Request, Response, note_request, note_status};
use crate::provider::{Call, CallName, Endpoint};
use crate::reply::{self, TokenResponse};
use crate::secret::Secret;
use crate::settings::{Settings, TokenOwner};
use crate::token::Clock;

pub use call::Given;

/// Sends a request: over the network, or in a test or a demo without one.
pub type Send<'a> = &'a dyn Fn(&Request) -> Result<Response>;

/// Fails, saying what is missing, when the definition has no grant of the kind that is asked for.
pub fn check(settings: &Settings) -> Result<()> {
    let provider = &settings.provider;
    match settings.owner {
        TokenOwner::Application if provider.client_credentials.is_none() => Err(Error::new(
            Kind::Config,
            format!("{} gives no tokens to an application alone", settings.profile),
        )
        .hint(format!("log in with `gettoken login {}`, and leave out `--grant app`", settings.profile))),
        TokenOwner::Person
            if provider.refresh.is_none()
                && provider.authorization_code.is_none()
                && provider.device.is_none() =>
        {
            Err(Error::new(Kind::Config, format!("{} knows no login by a person", settings.profile)))
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

/// The request called `name` in the definition, with `given` values; for showing it.
pub fn request(settings: &Settings, name: CallName, given: &Given) -> Result<Request> {
    match name {
        CallName::Authorize => authorization_code::authorize_request(settings, given),
        CallName::AuthorizationCode => authorization_code::request(settings, given),
        CallName::ClientCredentials => client_credentials::request(settings, given),
        CallName::Device => device_code::request(settings, given),
        CallName::DeviceCode => device_code::poll_request(settings, given),
        CallName::Refresh => refresh::request(settings, given),
        CallName::Revoke => revoke::request(settings, given),
    }
}

/// Sends `request` to a token endpoint and takes its answer apart, about which nothing is said yet. An error means
/// that there was no answer.
fn ask(
    settings: &Settings,
    endpoint: Endpoint,
    request: &Request,
    given: &Given,
    send: Send,
    clock: Clock,
) -> Result<TokenResponse> {
    note_request(request);
    let sent = clock();
    let response = send(request)?;
    let scrubber = scrubber(settings, request, given);
    let answer = reply::token(&settings.provider, endpoint, &response, sent, clock(), &scrubber);
    Ok(answer.map_error(|error| call::explain(settings, error)))
}

/// Sends `request` where the answer is no token.
fn send_noted(request: &Request, send: Send) -> Result<Response> {
    note_request(request);
    let response = send(request)?;
    note_status(response.status);
    Ok(response)
}

/// A server may repeat what it was sent, anywhere: no secret of the request is shown.
fn scrubber(settings: &Settings, request: &Request, given: &Given) -> Scrubber {
    // What follows the scheme of an Authorization header holds the credentials in another form.
    let proofs: Vec<Secret> = request
        .headers
        .iter()
        .filter_map(|(_, value)| Some(Secret::new(value.expose().split_once(' ')?.1)))
        .collect();
    let params = settings.params.iter().map(|(_, value)| value);
    Scrubber::new(params.chain(given.secrets()).chain(&proofs))
}
