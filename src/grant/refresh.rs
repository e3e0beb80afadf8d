//! The next access token of a session: RFC 6749 §6.

use super::{Given, Send, ask, call};
use crate::error::Result;
use crate::http::Request;
use crate::provider::{Call, Endpoint};
use crate::secret::Secret;
use crate::settings::Settings;
use crate::token::{Clock, Token};

const STANDARD: [(&str, &str); 2] = [("grant_type", "refresh_token"), ("refresh_token", "{refresh-token}")];

/// Asks the vendor, once. Where refresh tokens rotate, the one that is given may be spent afterwards.
pub fn fetch(settings: &Settings, refresh_token: &Secret, send: Send, clock: Clock) -> Result<Token> {
    let given = Given::default()
        .with("refresh-token", refresh_token.clone())
        .with_secret(settings, table(settings)?)?;
    ask(settings, Endpoint::User, &request(settings, &given)?, &given, send, clock)
}

/// The request for `given`'s `refresh-token`.
pub fn request(settings: &Settings, given: &Given) -> Result<Request> {
    call::request(settings, table(settings)?, given, &STANDARD)
}

fn table(settings: &Settings) -> Result<&Call> {
    call::required(settings, settings.provider.refresh.as_ref(), "way to refresh a session")
}
