//! A token and its time. `now` is always passed in.

use chrono::{DateTime, TimeDelta, Utc};

use crate::secret::Secret;

/// Points in time are UTC inside; only the output for people knows of zones.
pub type Timestamp = DateTime<Utc>;

/// The clock, passed to whatever must know the time again after waiting.
pub type Clock<'a> = &'a dyn Fn() -> Timestamp;

/// The one token type that this version knows how to use (RFC 6750).
pub const BEARER: &str = "Bearer";

/// A token longer than this is refused; the longest seen are 4 KiB (RFC 6749 sets no limit).
const LONGEST: usize = 64 * 1024;

/// A longer life is cut to this, in seconds: no vendor gives one, and dates far away overflow in readers.
pub const LONGEST_LIFE: i64 = 400 * 86_400;

/// An access token as the vendor gave it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Token {
    pub access_token: Secret,
    /// RFC 6749 §7.1, as the vendor spells it.
    pub token_type: String,
    /// What was granted, if the answer says so.
    pub scope: Option<String>,
    /// RFC 6749 §1.5, when a person granted this.
    pub refresh_token: Option<Secret>,
    /// Whose session it is, if the vendor says.
    pub account: Option<String>,
    /// When the request was sent.
    pub issued_at: Timestamp,
    /// `None` when neither the answer nor the definition says.
    pub expires_at: Option<Timestamp>,
}

impl Token {
    /// Whole seconds of life left; negative when it is past.
    pub fn seconds_left(&self, now: Timestamp) -> Option<i64> {
        self.expires_at.map(|at| (at - now).num_seconds())
    }

    /// Whether there is an access token.
    pub fn is_usable(&self) -> bool {
        !self.access_token.is_empty()
    }

    /// From issue to expiry.
    pub fn lifetime(&self) -> Option<TimeDelta> {
        self.expires_at.map(|at| at - self.issued_at)
    }
}

/// Whether `text` can be a token: RFC 6749 appendix A.12 allows visible ASCII and the space, and a
/// space would end it in every header; nothing else may reach a header, a shell or a terminal.
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
