//! Userinfo: the claims about the person that an access token belongs to (OpenID Connect Core §5.3).

use super::{Driver, resource, token_values};
use crate::error::{Error, Result};
use crate::oauth::response::Claims;
use crate::provider::{Class, ErrorScope, RequestKind};
use crate::token::Token;

/// The claims, or the refusal of the endpoint, which is a protected resource.
pub type Userinfo = std::result::Result<Claims, (Class, Error)>;

/// Asks for the claims about the person whose access token `token` is.
pub fn userinfo(driver: &Driver, token: &Token) -> Result<Userinfo> {
    let values = token_values(&token.access_token, None);
    driver.ask_resource(RequestKind::Userinfo, values, |answer| {
        let is_redirect = (300..400).contains(&answer.response.status);
        let refusal = resource::refusal(driver.settings, answer, token.scope.as_deref());
        match refusal.filter(|_| !is_redirect) {
            Some(refusal) => Ok(Err(refusal)),
            None => answer.claims(ErrorScope::Api).map(Ok),
        }
    })
}
