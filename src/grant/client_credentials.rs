//! A token for the application itself: RFC 6749 §4.4, and what vendors made of it.

use super::{Given, Send, ask, call};
use crate::error::Result;
use crate::http::Request;
use crate::provider::{Call, Endpoint};
use crate::reply::TokenResponse;
use crate::settings::Settings;
use crate::token::Clock;

/// RFC 6749 §4.4.2, RFC 8707 §2, and the audience that several servers want.
const STANDARD: [(&str, &str); 4] = [
    ("grant_type", "client_credentials"),
    ("scope", "{scope}"),
    ("audience", "{audience}"),
    ("resource", "{resource}"),
];

/// Asks the vendor, once.
pub fn fetch(settings: &Settings, send: Send, clock: Clock) -> Result<TokenResponse> {
    let given = Given::default().with_secret(settings, table(settings)?)?;
    ask(settings, Endpoint::Token, &request(settings, &given)?, &given, send, clock)
}

/// The request that `settings` ask for.
pub fn request(settings: &Settings, given: &Given) -> Result<Request> {
    call::request(settings, table(settings)?, given, &STANDARD)
}

fn table(settings: &Settings) -> Result<&Call> {
    call::required(settings, settings.provider.client_credentials.as_ref(), "grant for an application")
}
