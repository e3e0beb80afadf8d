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
    // RFC 7009 §2.2: 200 also for a token that is already invalid.
    if response.is_success() {
        return Ok(());
    }
    let (scrubber, now) = (Scrubber::new(&secrets), (driver.clock)());
    let answer = Reading::new(&driver.settings.provider, &response, now, now, &scrubber);
    let words = answer.refusal(ErrorScope::User).map(|refusal| answer.shown(&refusal)).unwrap_or_default();
    Err(driver.settings.error(Kind::Refused, "revoke-failed").with("words", Value::list(words, ": ")))
}
