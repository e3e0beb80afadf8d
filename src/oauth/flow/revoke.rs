//! Revocation: ends a session at the vendor (RFC 7009).

use super::Driver;
use crate::error::{Kind, Result};
use crate::http::{note_request, note_status};
use crate::provider::RequestKind;
use crate::secret::Secret;

pub(super) const FIELDS: &[(&str, &str)] = &[("token", "{token}"), ("token_type_hint", "refresh_token")];

/// Asks the vendor to revoke `token`.
pub fn revoke(driver: &Driver, token: &Secret) -> Result<()> {
    let (request, _) = driver.prepare(RequestKind::Revoke, [("token".to_owned(), token.clone())].into())?;
    note_request(&request);
    let response = (driver.send)(&request)?;
    note_status(response.status);
    // RFC 7009 §2.2: 200 also for a token that is already invalid.
    match response.status {
        200..=299 => Ok(()),
        status => Err(driver.settings.error(Kind::Refused, "revoke-failed").with("status", status)),
    }
}
