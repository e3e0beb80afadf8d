//! Revocation of a token at the vendor (RFC 7009).

use super::{Driver, REFRESH_TOKEN, request, token_values};
use crate::error::Result;
use crate::provider::{ErrorScope, RequestKind};
use crate::secret::Secret;
use crate::settings::Settings;

/// The name of a token that must be an access token.
const ACCESS: &str = "access-token";

/// Returns whether the vendor ends a session by its access token.
pub fn takes_access_token(settings: &Settings) -> bool {
    let call = settings.provider.revoke.as_ref();
    call.is_some_and(|call| request::has_name(call, RequestKind::Revoke, ACCESS))
}

/// Asks the vendor to revoke `token`, which is of the type `hint` if that is known.
pub fn revoke(driver: &Driver, token: &Secret, hint: Option<&str>) -> Result<()> {
    let mut values = token_values(token, hint);
    if hint != Some(REFRESH_TOKEN) {
        values.insert(ACCESS.to_owned(), token.clone());
    }
    driver.ask(RequestKind::Revoke, values, |answer| {
        // RFC 7009 §2.2: 200 also for a token that is already invalid. Some vendors send errors with it.
        let refusal = answer.refusal(ErrorScope::Token);
        let has_code = refusal.is_some_and(|refusal| !refusal.codes.is_empty());
        if answer.response.is_success() && !has_code { Ok(()) } else { answer.check(ErrorScope::Token) }
    })
}
