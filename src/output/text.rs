//! For people: one value per line, with times in the local zone and its offset.

use super::Answer;
use crate::duration::{local_time, words};
use crate::error::Result;
use crate::secret::Secret;

/// Only the token.
pub fn token(answer: &Answer) -> Result<Secret> {
    Ok(Secret::new(format!("{}\n", answer.token.access_token.expose())))
}

/// Token, type, expiry and, if the vendor names one, scope.
pub fn lines(answer: &Answer) -> Result<Secret> {
    let token = answer.token;
    let mut text =
        format!("access_token: {}\ntoken_type: {}\n", token.access_token.expose(), token.token_type);
    match (token.expires_at, token.seconds_left(answer.now)) {
        (Some(at), Some(left)) => {
            let local = local_time(at);
            text.push_str(&format!("expires_at: {local} (in {})\n", words(left.max(0))));
        }
        _ => text.push_str("expires_at: unknown (the vendor does not say)\n"),
    }
    if let Some(uri) = &token.issued_token_type {
        text.push_str(&format!("issued_token_type: {uri}\n"));
    }
    if let Some(scope) = &token.scope {
        text.push_str(&format!("scope: {scope}\n"));
    }
    Ok(Secret::new(text))
}
