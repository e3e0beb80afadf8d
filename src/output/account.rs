//! The user name that stands beside a token where a reader wants one. It is the user's own, so what a
//! reader cannot carry is a bad flag.

use super::Answer;
use crate::error::{Error, Kind, Result};

/// What stands where a reader wants a name and the server looks at the token alone.
pub const ANYBODY: &str = "oauth2";

/// The name that a mail server must be told.
pub fn mailbox<'a>(answer: &'a Answer) -> Result<&'a str> {
    let name = answer.user.ok_or_else(|| Error::new(Kind::Usage, "mailbox-missing"))?;
    plain(name)
}

/// The name before the token in Basic authentication, or `default`. RFC 7617 §2: a colon would end it.
pub fn basic<'a>(answer: &'a Answer, default: &'a str) -> Result<&'a str> {
    let name = plain(answer.user.unwrap_or(default))?;
    if name.contains(':') {
        return Err(refused(name, "user-colon"));
    }
    Ok(name)
}

/// A name that ends neither a line nor a field.
fn plain(name: &str) -> Result<&str> {
    if name.is_empty() {
        return Err(Error::new(Kind::Usage, "user-empty"));
    }
    if name.chars().any(char::is_control) {
        return Err(refused(name, "user-control-character"));
    }
    Ok(name)
}

/// The name cannot be written in this form.
pub fn refused(name: &str, code: &'static str) -> Error {
    Error::new(Kind::Usage, code).with("user", name)
}
