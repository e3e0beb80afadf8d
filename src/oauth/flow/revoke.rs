//! Revocation: ends a session at the vendor (RFC 7009).

use super::Driver;
use crate::error::{Kind, Result};
use crate::http::{note_request, note_status};
use crate::message::Value;
use crate::oauth::response::Reading;
use crate::provider::{ErrorScope, RequestKind};
use crate::sanitize::Scrubber;
use crate::secret::Secret;

pub(super) const FIELDS: &[(&str, &str)] = &[("token", "{token}"), ("token_type_hint", "refresh_token")];

/// Asks the vendor to revoke `token`.
pub fn revoke(driver: &Driver, token: &Secret) -> Result<()> {
    let (request, secrets) =
        driver.prepare(RequestKind::Revoke, [("token".to_owned(), token.clone())].into())?;
    note_request(&request);
    let response = (driver.send)(&request)?;
    note_status(response.status);
    let (scrubber, now) = (Scrubber::new(&secrets), (driver.clock)());
    let answer = Reading::new(&driver.settings.provider, &response, now, now, &scrubber);
    let refusal = answer.refusal(ErrorScope::User);
    // RFC 7009 §2.2: 200 also for a token that is already invalid. Some vendors send errors with it.
    let has_code = refusal.as_ref().is_some_and(|refusal| !refusal.codes.is_empty());
    if response.is_success() && !has_code {
        return Ok(());
    }
    let words = refusal.map_or_else(|| vec![format!("HTTP {}", response.status)], |it| answer.shown(&it));
    Err(driver.settings.error(Kind::Refused, "revoke-failed").with("words", Value::list(words, ": ")))
}
