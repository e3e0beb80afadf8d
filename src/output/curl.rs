//! For curl: a config for `curl -K -`, and a header for `curl -H @-`.

use percent_encoding::utf8_percent_encode;

use super::{Answer, check_for_apis};
use crate::error::{Error, Kind, Result};
use crate::reserved::call;
use crate::sanitize::{ALL_BUT_UNRESERVED, is_header_name, is_header_value, is_visible};
use crate::secret::Secret;

/// The header that the vendor's API expects, and any further ones, a line each.
pub fn header(answer: &Answer) -> Result<Secret> {
    let lines: String = headers(answer)?.into_iter().map(|header| line(header) + "\n").collect();
    Ok(Secret::new(lines))
}

/// All headers that the vendor's API expects. Fails if the token goes into the query.
pub fn headers(answer: &Answer) -> Result<Vec<(String, String)>> {
    check_for_apis(answer.profile, answer.token)?;
    check_is_enough(answer)?;
    match &answer.api.query {
        None => all(answer),
        Some(name) => Err(Error::new(Kind::Usage, "token-in-query")
            .with("profile", answer.profile)
            .with("parameter", name)
            .with("call", call(answer.profile))),
    }
}

/// One option of a curl config. curl (7.87 and later) encodes the value of `url-query` itself, and uses the
/// name before the first `=` as it is.
pub fn config(answer: &Answer) -> Result<Secret> {
    check_for_apis(answer.profile, answer.token)?;
    check_is_enough(answer)?;
    let token = answer.token.access_token.expose();
    Ok(Secret::new(match &answer.api.query {
        None => all(answer)?.into_iter().map(option).collect(),
        Some(name) => {
            if name.is_empty() || !is_visible(name) {
                return Err(refused(answer, name, "api-query-invalid"));
            }
            let name = utf8_percent_encode(name, ALL_BUT_UNRESERVED);
            let further: String = further(answer)?.into_iter().map(option).collect();
            format!("url-query = \"{}\"\n{further}", quoted(&format!("{name}={token}")))
        }
    }))
}

/// Fails if a call needs more than headers and a query: the token in its body, or a signature of its own.
fn check_is_enough(answer: &Answer) -> Result<()> {
    let api = answer.api;
    let error = |code: &'static str| Error::new(Kind::Usage, code).with("profile", answer.profile);
    match &api.body {
        Some(field) => Err(error("token-in-body").with("field", field)),
        None if api.signature.is_some() => Err(error("calls-signed")),
        None => Ok(()),
    }
}

/// A header without a line break.
fn line((name, value): (String, String)) -> String {
    format!("{name}: {value}")
}

/// A header as an option of a curl config.
fn option(header: (String, String)) -> String {
    format!("header = \"{}\"\n", quoted(&line(header)))
}

/// The header of the token. curl would take a name that begins with `@` for a file name, and each further line for
/// another header or option.
fn own(answer: &Answer) -> Result<(String, String)> {
    let (name, prefix) = (&answer.api.header, &answer.api.prefix);
    if !is_header_name(name) {
        return Err(refused(answer, name, "api-header-invalid"));
    }
    if !is_header_value(prefix) {
        return Err(refused(answer, prefix, "api-prefix-invalid"));
    }
    Ok((name.clone(), format!("{prefix}{}", answer.token.access_token.expose())))
}

/// The headers that the API expects besides that of the token.
fn further(answer: &Answer) -> Result<Vec<(String, String)>> {
    let headers = answer.headers.iter().map(|(name, value)| {
        if !is_header_name(name) {
            return Err(refused(answer, name, "api-header-invalid"));
        }
        if !is_header_value(value) {
            return Err(refused(answer, value, "api-header-value-invalid"));
        }
        Ok((name.clone(), value.clone()))
    });
    headers.collect()
}

/// All headers that the API expects.
fn all(answer: &Answer) -> Result<Vec<(String, String)>> {
    let mut headers = vec![own(answer)?];
    headers.extend(further(answer)?);
    Ok(headers)
}

/// An error in the definition.
fn refused(answer: &Answer, text: &str, code: &'static str) -> Error {
    Error::new(Kind::Config, code).with("provider", answer.provider).with("text", text)
}

/// Escapes both characters that are special inside curl's double quotes. No text here has a line break.
fn quoted(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"")
}
