//! For libraries of cloud vendors: the response of the program from which a workload identity pool gets its
//! token (AIP-4117).
//!
//! The pool accepts only a JSON Web Token from another issuer. It would reject any other access token without
//! naming the reason, so such a token is refused here.

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine};
use serde::Serialize;
use serde_json::Value;

use super::Answer;
use super::json::line;
use crate::error::{Error, Kind, Result};
use crate::secret::Secret;

#[derive(Serialize)]
struct Executable<'a> {
    version: u8,
    success: bool,
    token_type: &'a str,
    /// The field has this name for both token types that are JWTs.
    id_token: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    expiration_time: Option<i64>,
}

pub fn executable(answer: &Answer) -> Result<Secret> {
    let token = answer.token.access_token.expose();
    if !is_jwt(token) {
        return Err(Error::new(Kind::Answer, "token-not-jwt").with("profile", answer.profile));
    }
    Ok(line(&Executable {
        version: 1,
        success: true,
        token_type: "urn:ietf:params:oauth:token-type:jwt",
        id_token: token,
        expiration_time: answer.token.expires_at.map(|at| at.timestamp()),
    }))
}

/// RFC 7519 §7.2, as far as it can be checked without a key: three parts, of which the first names an algorithm.
fn is_jwt(token: &str) -> bool {
    let parts: Result<Vec<_>, _> = token.split('.').map(|part| BASE64_URL_SAFE_NO_PAD.decode(part)).collect();
    let Ok([header, _, _]) = parts.as_deref() else { return false };
    serde_json::from_slice::<Value>(header).is_ok_and(|header| header["alg"].is_string())
}
