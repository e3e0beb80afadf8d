//! Introspection: asks the vendor whether a token is active, and what it is for (RFC 7662).

use serde_json::Value;

use super::{Driver, token_values};
use crate::error::Result;
use crate::oauth::response::Claims;
use crate::provider::{ErrorScope, RequestKind};
use crate::secret::Secret;

/// The member of a JWT that contains the response (RFC 9701 §5).
const IN_JWT: &str = "token_introspection";

/// What the vendor says about a token.
#[derive(Debug)]
pub struct Introspection {
    pub is_active: bool,
    /// All members of the response, `active` among them.
    pub claims: Claims,
}

/// Asks the vendor about `token`, which is of the type `hint` if that is known.
pub fn introspect(driver: &Driver, token: &Secret, hint: Option<&str>) -> Result<Introspection> {
    driver.ask(RequestKind::Introspect, token_values(token, hint), |answer| {
        let mut claims = answer.claims(ErrorScope::Token)?;
        if claims.is_jwt {
            let inner = claims.members.remove(IN_JWT);
            let inner = inner.and_then(|inner| inner.as_object().cloned());
            claims.members = inner.ok_or_else(|| answer.wrong("introspection-jwt-empty"))?;
        }
        match claims.members.get("active") {
            Some(Value::Bool(is_active)) => Ok(Introspection { is_active: *is_active, claims }),
            _ => Err(answer.wrong("introspection-active-missing")),
        }
    })
}
