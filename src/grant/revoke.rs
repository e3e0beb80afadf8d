//! The end of a session at the vendor: RFC 7009.

use super::{Given, Send, call, send_noted};
use crate::error::{Error, Kind, Result};
use crate::http::Request;
use crate::secret::Secret;
use crate::settings::Settings;

const STANDARD: [(&str, &str); 2] = [("token", "{token}"), ("token_type_hint", "refresh_token")];

/// Whether the vendor has an endpoint for it.
pub fn offered(settings: &Settings) -> bool {
    call::offered(settings, settings.provider.revoke.as_ref()).is_some()
}

/// Tells the vendor that `token` is no longer to be accepted.
pub fn revoke(settings: &Settings, token: &Secret, send: Send) -> Result<()> {
    let table = call::required(settings, settings.provider.revoke.as_ref(), "way to revoke")?;
    let given = Given::default().with("token", token.clone()).with_secret(settings, table)?;
    let response = send_noted(&request(settings, &given)?, send)?;
    // RFC 7009 §2.2: 200 also for a token that is already invalid.
    match response.status {
        200..=299 => Ok(()),
        status => Err(Error::new(
            Kind::Refused,
            format!("{} did not revoke the session: HTTP {status}", settings.profile),
        )),
    }
}

/// The request for `given`'s `token`.
pub fn request(settings: &Settings, given: &Given) -> Result<Request> {
    let table = call::required(settings, settings.provider.revoke.as_ref(), "way to revoke")?;
    call::request(settings, table, given, &STANDARD)
}
