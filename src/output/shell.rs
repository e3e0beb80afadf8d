//! For shells and dotenv files: variables for the token, its type and its expiry.

use chrono::SecondsFormat;

use super::{Answer, check};
use crate::error::{Error, Kind, Result};
use crate::secret::Secret;
use crate::token::{Timestamp, Token};

/// The variable with the token, unless the user names another.
pub const NAME: &str = "ACCESS_TOKEN";

/// For shells with POSIX quoting.
pub fn env(answer: &Answer) -> Result<Secret> {
    variables(answer, |name, value| Ok(format!("export {name}='{}'\n", value.replace('\'', r"'\''"))))
}

/// For fish.
pub fn fish(answer: &Answer) -> Result<Secret> {
    let quoted = |value: &str| value.replace('\\', "\\\\").replace('\'', "\\'");
    variables(answer, |name, value| Ok(format!("set -gx {name} '{}'\n", quoted(value))))
}

/// For PowerShell.
pub fn powershell(answer: &Answer) -> Result<Secret> {
    variables(answer, |name, value| Ok(format!("$env:{name} = '{}'\n", value.replace('\'', "''"))))
}

/// For dotenv files. Their readers agree only that nothing is special inside single quotes, so a value with a
/// single quote has no form that works in all of them.
pub fn dotenv(answer: &Answer) -> Result<Secret> {
    variables(answer, |name, value| {
        if value.contains('\'') {
            return Err(Error::new(Kind::Answer, "token-not-dotenv").with("name", name));
        }
        Ok(format!("{name}='{value}'\n"))
    })
}

/// The variables, one per line.
fn variables(answer: &Answer, line: impl Fn(&str, &str) -> Result<String>) -> Result<Secret> {
    let mut text = String::new();
    for (name, value) in pairs(answer.env_name.unwrap_or(NAME), answer.token)? {
        text.push_str(&line(&name, value.expose())?);
    }
    Ok(Secret::new(text))
}

/// `ACCESS_TOKEN`, `ACCESS_TOKEN_TYPE` and `ACCESS_TOKEN_EXPIRES_AT` (RFC 3339, UTC), where `name` is
/// the first of them.
pub fn pairs(name: &str, token: &Token) -> Result<[(String, Secret); 3]> {
    if !is_variable(name) {
        return Err(Error::new(Kind::Usage, "variable-name-invalid").with("name", name));
    }
    check(token)?;
    // An empty value replaces one that may be left from another token.
    let expires_at = token.expires_at.map(time).unwrap_or_default();
    Ok([
        (name.to_owned(), token.access_token.clone()),
        (format!("{name}_TYPE"), Secret::new(token.token_type.as_str())),
        (format!("{name}_EXPIRES_AT"), Secret::new(expires_at)),
    ])
}

/// A point in time for programs: RFC 3339, UTC.
pub fn time(at: Timestamp) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// Returns whether `name` is the name of a variable in shells.
pub fn is_variable(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}
