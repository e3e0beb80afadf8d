//! Revocation of a token at the vendor (RFC 7009).

use super::{Driver, token_values};
use crate::error::Result;
use crate::provider::{ErrorScope, RequestKind};
use crate::secret::Secret;

/// Asks the vendor to revoke `token`, which is of the type `hint` if that is known.
pub fn revoke(driver: &Driver, token: &Secret, hint: Option<&str>) -> Result<()> {
    driver.ask(RequestKind::Revoke, token_values(token, hint), |answer| {
        // RFC 7009 §2.2: 200 also for a token that is already invalid. Some vendors send errors with it.
        let refusal = answer.refusal(ErrorScope::Token);
        let has_code = refusal.is_some_and(|refusal| !refusal.codes.is_empty());
        if answer.response.is_success() && !has_code { Ok(()) } else { answer.check(ErrorScope::Token) }
    })
}
