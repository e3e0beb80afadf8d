//! The user name beside a token, for formats that include one. It comes from the user, so a name that a
//! format cannot represent is a usage error.

use super::Answer;
use crate::error::{Error, Kind, Result};

/// The user name for servers that look only at the token.
pub const DEFAULT_USER: &str = "oauth2";

/// The user name for a mail server, which needs one.
pub fn mailbox<'a>(answer: &'a Answer) -> Result<&'a str> {
    let name = answer.user.ok_or_else(|| Error::new(Kind::Usage, "mailbox-missing"))?;
    plain(name)
}

/// The user name for Basic authentication, or `default`. A colon would end it (RFC 7617 §2).
pub fn basic<'a>(answer: &'a Answer, default: &'a str) -> Result<&'a str> {
    let name = plain(answer.user.unwrap_or(default))?;
    if name.contains(':') {
        return Err(refused(name, "user-colon"));
    }
    Ok(name)
}

/// Checks that a name ends neither a line nor a field.
fn plain(name: &str) -> Result<&str> {
    if name.is_empty() {
        return Err(Error::new(Kind::Usage, "user-empty"));
    }
    if name.chars().any(char::is_control) {
        return Err(refused(name, "user-control-character"));
    }
    Ok(name)
}

/// The error for a name that this format cannot represent.
pub fn refused(name: &str, code: &'static str) -> Error {
    Error::new(Kind::Usage, code).with("user", name)
}
