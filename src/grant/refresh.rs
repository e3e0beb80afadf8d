//! The next access token of a session: RFC 6749 §6.

use super::{Given, Send, ask, call};
use crate::error::Result;
use crate::http::Request;
use crate::provider::{Call, Endpoint};
use crate::reply::TokenResponse;
use crate::secret::Secret;
use crate::settings::Settings;
use crate::token::Clock;

const STANDARD: [(&str, &str); 2] = [("grant_type", "refresh_token"), ("refresh_token", "{refresh-token}")];

/// Asks the vendor, once. Where refresh tokens rotate, the one that is given may be spent afterwards.
pub fn fetch(settings: &Settings, refresh_token: &Secret, send: Send, clock: Clock) -> Result<TokenResponse> {
    let given = Given::default()
        .with("refresh-token", refresh_token.clone())
        .with_secret(settings, table(settings)?)?;
    let answer = ask(settings, Endpoint::User, &request(settings, &given)?, &given, send, clock)?;
    Ok(answer.filter_refresh_token(|new, succeeded| replaces(new, refresh_token, succeeded)))
}

/// Whether `new` is sent from now on in the place of `old`. In the answer to a request that failed, a short word in its
/// place says what is wrong with the field of that name.
fn replaces(new: &Secret, old: &Secret, succeeded: bool) -> bool {
    new != old && (succeeded || new.expose().len() * 4 >= old.expose().len() * 3)
}

/// The request for `given`'s `refresh-token`.
pub fn request(settings: &Settings, given: &Given) -> Result<Request> {
    call::request(settings, table(settings)?, given, &STANDARD)
}

fn table(settings: &Settings) -> Result<&Call> {
    call::required(settings, settings.provider.refresh.as_ref(), "way to refresh a session")
}
