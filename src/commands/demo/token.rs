//! Tokens of the mock that look like real ones: in the form of the vendor's example, or else a JWT.

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine};
use chrono::{SecondsFormat, TimeDelta, Utc};
use serde_json::{Value, json};

use super::CLIENT_ID;
use crate::crypto::{random_text, sha256};
use crate::error::Result;
use crate::provider::ExpiryForm;

/// The longest beginning of an example that names the kind of token, such as `gho_`.
const LONGEST_PREFIX: usize = 5;

/// An access token like `example`, of a server at `issuer`, for `lifetime` seconds.
pub fn access(example: &str, issuer: &str, lifetime: i64) -> Result<String> {
    match like(example)? {
        Some(token) => Ok(token),
        None => jwt(issuer, lifetime),
    }
}

/// A refresh token, or another text that only the server understands.
pub fn opaque(example: &str) -> Result<String> {
    Ok(match like(example)? {
        Some(token) => token,
        None => random_text()?.expose().to_owned(),
    })
}

/// A random text in the form of `example`; `None` if that is only a placeholder.
fn like(example: &str) -> Result<Option<String>> {
    let random = random_text()?;
    let random = random.expose();
    let letters = |text: &str| text.replace(['-', '_'], "");
    let is_separator = |letter: char| !letter.is_ascii_alphanumeric();
    // The letters before the first separators: `t-`, `ya29.`, `1//`.
    if let Some(at) = example.find(is_separator).filter(|at| *at < LONGEST_PREFIX) {
        let rest = example[at..].trim_start_matches(is_separator);
        let prefix = &example[..example.len() - rest.len()];
        return Ok(Some(format!("{prefix}{}", letters(random))));
    }
    let lower = example.to_lowercase();
    if ["token", "refresh", "code"].iter().any(|word| lower.contains(word)) {
        return Ok(None);
    }
    // Letters that the vendor has masked.
    let known = example.trim_end_matches(['x', 'X']);
    let is = |fits: fn(u8) -> bool| !known.is_empty() && known.bytes().all(fits);
    let hex = &sha256(random.as_bytes())[..32];
    Ok(if is(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte)) {
        Some(hex.to_owned())
    } else if is(|byte| byte.is_ascii_digit() || (b'A'..=b'F').contains(&byte)) {
        Some(hex.to_uppercase())
    } else if is(|byte| byte.is_ascii_digit() || byte.is_ascii_lowercase()) {
        Some(letters(random).to_lowercase())
    } else {
        None
    })
}

/// The end of a token that lasts `lifetime` seconds, if the vendor writes it as a moment.
pub fn end(form: ExpiryForm, lifetime: i64) -> Option<Value> {
    let end = Utc::now() + TimeDelta::seconds(lifetime);
    match form {
        ExpiryForm::Rfc3339 => Some(end.to_rfc3339_opts(SecondsFormat::Secs, true).into()),
        ExpiryForm::EpochSeconds => Some(end.timestamp().into()),
        ExpiryForm::EpochMilliseconds => Some(end.timestamp_millis().into()),
        ExpiryForm::Seconds | ExpiryForm::Milliseconds => None,
    }
}

/// A JWT (RFC 7519) whose signature nobody can check.
fn jwt(issuer: &str, lifetime: i64) -> Result<String> {
    let now = Utc::now().timestamp();
    let claims = json!({ "iss": issuer, "sub": CLIENT_ID, "iat": now, "exp": now + lifetime });
    let part = |value: serde_json::Value| BASE64_URL_SAFE_NO_PAD.encode(value.to_string());
    let head = part(json!({ "alg": "HS256", "typ": "JWT" }));
    Ok(format!("{head}.{}.{}", part(claims), random_text()?.expose()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_have_the_form_of_the_example() {
        for (example, start, length) in [
            ("t-token", "t-", 40),
            ("gho_token", "gho_", 40),
            ("ya29.token", "ya29.", 40),
            ("1//refresh", "1//", 40),
            ("96fc7a7axxx", "", 32),
            ("FE04", "", 32),
            ("token", "eyJ", 150),
            ("ACCESS_TOKEN", "eyJ", 150),
            ("token-2", "eyJ", 150),
        ] {
            let token = access(example, "http://127.0.0.1:1", 60).unwrap();
            assert!(token.starts_with(start) && token.len() >= length, "{example}: {token}");
            assert!(!token.to_lowercase().contains("token"), "{token}");
            assert_ne!(token, access(example, "http://127.0.0.1:1", 60).unwrap());
        }
        assert!(access("FE04", "", 1).unwrap().bytes().all(|byte| b"0123456789ABCDEF".contains(&byte)));
        assert_eq!(opaque("refresh").unwrap().len(), 43);
    }
}
