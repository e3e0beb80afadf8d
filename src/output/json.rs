//! For programs: one JSON object.

use serde::Serialize;

use super::Answer;
use super::shell::time;
use crate::error::Result;
use crate::secret::Secret;

/// Raised when a key changes its meaning or is removed; new keys may be added without it.
const VERSION: u8 = 1;

#[derive(Serialize)]
struct TokenObject<'a> {
    version: u8,
    profile: &'a str,
    provider: &'a str,
    access_token: &'a str,
    token_type: &'a str,
    expires_at: Option<String>,
    expires_in: Option<i64>,
    scope: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued_token_type: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    api_base: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id_token_expires_at: Option<String>,
    from_cache: bool,
}

/// The object and a newline.
pub fn object(answer: &Answer) -> Result<Secret> {
    let token = answer.token;
    Ok(line(&TokenObject {
        version: VERSION,
        profile: answer.profile,
        provider: answer.provider,
        access_token: token.access_token.expose(),
        token_type: &token.token_type,
        expires_at: token.expires_at.map(time),
        expires_in: token.seconds_left(answer.now),
        scope: token.scope.as_deref(),
        issued_token_type: token.issued_token_type.as_deref(),
        api_base: token.api_base.as_deref(),
        id_token_expires_at: token.id_token.as_ref().map(|id_token| time(id_token.expires_at)),
        from_cache: answer.from_cache,
    }))
}

/// `value` as JSON, and a newline.
pub fn line(value: &impl Serialize) -> Secret {
    // Strings, numbers and booleans always serialize.
    Secret::new(serde_json::to_string(value).unwrap_or_default() + "\n")
}
