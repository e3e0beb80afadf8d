//! Tokens and their times. The current time is always passed in.

use std::borrow::Cow;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::secret::Secret;

/// Times are UTC internally; only output for people uses time zones.
pub type Timestamp = DateTime<Utc>;

/// The clock, passed to code that needs the time again after waiting.
pub type Clock<'a> = &'a dyn Fn() -> Timestamp;

/// The only token type that this version can use (RFC 6750).
pub const BEARER: &str = "Bearer";

/// The type of a token that cannot be sent to an API (RFC 8693 §2.2.1), such as an assertion for another server.
pub const NOT_APPLICABLE: &str = "N_A";

/// The longest token that is accepted, in bytes; the longest seen is 4 KiB (RFC 6749 sets no limit).
const LONGEST: usize = 64 * 1024;

/// A longer lifetime, in seconds, is cut to this: no vendor uses one, and distant dates overflow in consumers.
pub const LONGEST_LIFE: i64 = 400 * 86_400;

/// RFC 8693 §3.
pub const ID_TOKEN: &str = "urn:ietf:params:oauth:token-type:id_token";

/// The token of a response that the user wants.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TokenKind {
    #[default]
    Access,
    /// The ID token in place of the access token.
    Id,
}

/// An ID token (OpenID Connect Core §2) that came with an access token.
#[derive(Clone, Debug, PartialEq)]
pub struct IdToken {
    pub value: Secret,
    /// When it was requested.
    pub received_at: Timestamp,
    pub expires_at: Timestamp,
    /// Why it is not handed on: one of [`ID_TOKEN_FAULTS`].
    pub fault: Option<&'static str>,
    /// Whom it is about. In a session, that is what the first one says, which each later one must repeat.
    pub identity: Option<Identity>,
    /// What its signature was verified for: a digest of the issuer, the client and the place of the keys.
    pub verified_for: Option<String>,
    /// Seconds by which the clock of the server was ahead of ours when it came.
    pub ahead: i64,
}

/// What an ID token says of the issuer, the person and the applications (OpenID Connect Core §2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    pub issuer: String,
    pub subject: String,
    pub audience: Vec<String>,
}

/// The codes of the faults that are known as soon as an ID token is received. The last is for one of another version.
pub const ID_TOKEN_FAULTS: [&str; 8] = [
    "id-token-at-hash",
    "id-token-auth-time",
    "id-token-changed",
    "id-token-encrypted",
    "id-token-nonce-missing",
    "id-token-nonce-wrong",
    "id-token-unreadable",
    "id-token-unusable",
];

/// An access token as issued by the vendor.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Token {
    pub access_token: Secret,
    /// RFC 6749 §7.1, in the vendor's spelling.
    pub token_type: String,
    /// What the token is, if the response says so: a URI of RFC 8693 §3.
    pub issued_token_type: Option<String>,
    /// The base URL of the API, if the response states it.
    pub api_base: Option<String>,
    /// The granted scope, if the response states it.
    pub scope: Option<String>,
    /// RFC 6749 §1.5, if a person granted the token.
    pub refresh_token: Option<Secret>,
    /// When the refresh token ends, if the response states it.
    pub refresh_expires_at: Option<Timestamp>,
    /// The ID token that came with it, or with one before it in the same session.
    pub id_token: Option<IdToken>,
    /// The account that the session belongs to, if the vendor states it.
    pub account: Option<String>,
    /// When the request was sent.
    pub issued_at: Timestamp,
    /// `None` if neither the response nor the definition states it.
    pub expires_at: Option<Timestamp>,
}

impl Token {
    /// The token of this kind, with its own times. If there is no usable ID token, it is the access token.
    pub fn chosen(&self, kind: TokenKind) -> Cow<'_, Self> {
        let Some(id_token) = self.good_id_token().filter(|_| kind == TokenKind::Id) else {
            return Cow::Borrowed(self);
        };
        Cow::Owned(Self {
            access_token: id_token.value.clone(),
            token_type: BEARER.to_owned(),
            issued_token_type: Some(ID_TOKEN.to_owned()),
            issued_at: id_token.received_at,
            expires_at: Some(id_token.expires_at),
            ..self.clone()
        })
    }

    /// The ID token, unless it has a fault.
    fn good_id_token(&self) -> Option<&IdToken> {
        self.id_token.as_ref().filter(|id_token| id_token.fault.is_none())
    }

    /// Returns whether there is an ID token, but a later response brought none.
    pub fn has_old_id_token(&self) -> bool {
        self.good_id_token().is_some_and(|id_token| id_token.received_at < self.issued_at)
    }

    /// Whole seconds until the token expires; negative after that.
    pub fn seconds_left(&self, now: Timestamp) -> Option<i64> {
        self.expires_at.map(|at| (at - now).num_seconds())
    }

    /// Reports whether an API accepts it. An assertion for another server is only a credential.
    pub fn is_for_apis(&self) -> bool {
        !self.token_type.eq_ignore_ascii_case(NOT_APPLICABLE)
    }

    /// Reports whether there is an access token.
    pub fn is_usable(&self) -> bool {
        !self.access_token.is_empty()
    }

    /// The same token, which expires after `lifetime` if its expiry is unknown.
    pub fn or_lifetime(self, lifetime: Option<TimeDelta>) -> Self {
        Self { expires_at: self.expires_at.or_else(|| Some(self.issued_at + lifetime?)), ..self }
    }

    /// The time from issue to expiry.
    pub fn lifetime(&self) -> Option<TimeDelta> {
        self.expires_at.map(|at| at - self.issued_at)
    }
}

/// Reports whether `text` can be a token. RFC 6749 appendix A.12 allows visible ASCII and the space; the space is
/// rejected, because it would end the token in a header. Nothing else may reach a header, a shell or a terminal.
pub fn is_token(text: &str) -> bool {
    !text.is_empty() && text.len() <= LONGEST && text.bytes().all(|byte| (0x21..=0x7e).contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_a_token() {
        for good in ["a", "ya29.A0_-~+/=", "'\"$`\\!"] {
            assert!(is_token(good), "{good}");
        }
        for bad in ["", "a b", "a\n", "a\r\nX: y", "a\u{1b}[0m", "a\0", "é", "a\t", &"x".repeat(LONGEST + 1)]
        {
            assert!(!is_token(bad), "{bad:?}");
        }
    }
}
