//! For shells and dotenv files: the token and its companions as variables.

use chrono::SecondsFormat;

use super::{Answer, Format};
use crate::error::{Error, Kind, Result};
use crate::secret::Secret;

/// The variable that holds the token, unless the user names another.
const NAME: &str = "ACCESS_TOKEN";

/// `ACCESS_TOKEN`, `ACCESS_TOKEN_TYPE` and `ACCESS_TOKEN_EXPIRES_AT` (RFC 3339, UTC).
pub fn variables(format: Format, answer: &Answer) -> Result<Secret> {
    let name = answer.env_name.unwrap_or(NAME);
    if !is_variable(name) {
        return Err(Error::new(Kind::Usage, "`--env-name` is not the name of a variable")
            .hint("use letters, digits and `_`, and begin with a letter or `_`"));
    }
    let token = answer.token;
    let expires_at = token.expires_at.map(|at| at.to_rfc3339_opts(SecondsFormat::Secs, true));
    let mut text = line(format, name, token.access_token.expose())?;
    text.push_str(&line(format, &format!("{name}_TYPE"), &token.token_type)?);
    // An empty value, rather than one left over from another token.
    text.push_str(&line(format, &format!("{name}_EXPIRES_AT"), &expires_at.unwrap_or_default())?);
    Ok(Secret::new(text))
}

fn is_variable(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}

fn line(format: Format, name: &str, value: &str) -> Result<String> {
    Ok(match format {
        Format::Fish => format!("set -gx {name} '{}'\n", value.replace('\\', "\\\\").replace('\'', "\\'")),
        Format::Powershell => format!("$env:{name} = '{}'\n", value.replace('\'', "''")),
        Format::Dotenv => format!("{name}={}\n", dotenv(name, value)?),
        _ => format!("export {name}='{}'\n", value.replace('\'', r"'\''")),
    })
}

/// dotenv's readers agree on single quotes, in which nothing is special, and on little else: what
/// holds a single quote has no form that all of them read alike.
fn dotenv(name: &str, value: &str) -> Result<String> {
    if value.contains('\'') {
        return Err(Error::new(
            Kind::Answer,
            format!("the value of {name} holds a quote that dotenv files cannot carry"),
        )
        .hint("use `-o env` or `-o json`"));
    }
    Ok(format!("'{value}'"))
}
