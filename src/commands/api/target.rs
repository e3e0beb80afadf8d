//! From the words of `gettoken api` to a request without its token: which method, which URL, which
//! fields where. The token goes only to the definition's own host, or to one the user allows.

use std::io::{self, Read};
use std::path::Path;

use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};

use crate::cli::{Api, Field};
use crate::error::{Error, Kind, Result};
use crate::http::{check_url, host_of, shown_url};
use crate::secret::Secret;
use crate::settings::{Server, Servers, Settings};

/// A request without its token.
#[derive(Clone, Debug)]
pub struct Ask {
    pub method: String,
    pub url: String,
    pub query: Vec<(String, Secret)>,
    pub headers: Vec<(String, Secret)>,
    /// Media type and bytes.
    pub body: Option<(String, Vec<u8>)>,
    /// Whether the answer is a page of a list.
    pub paged: bool,
}

/// What was asked for, resolved against the definition.
pub fn ask(settings: &Settings, api: &Api) -> Result<Ask> {
    let (method, path) = method_and_path(settings, api)?;
    let url = url(settings, &path)?;
    check_host(settings, &url, &api.allow_host)?;
    let header = |(name, value): &(String, Secret)| Ok((header_name(settings, name)?, value.clone()));
    let headers = api.headers.iter().map(header).collect::<Result<_>>()?;
    let mut query = api.query.clone();
    let body = match &api.input {
        Some(path) => Some(("application/json".to_owned(), read(path)?)),
        None if api.fields.is_empty() => None,
        None if matches!(method.as_str(), "GET" | "HEAD" | "DELETE") => {
            for (name, field) in &api.fields {
                query.push((name.clone(), Secret::new(text(value(field)?))));
            }
            None
        }
        None => Some(("application/json; charset=utf-8".to_owned(), object(&api.fields)?)),
    };
    check_query(settings, &url, &query)?;
    Ok(Ask { method, url, query, headers, body, paged: api.paginate })
}

/// Fails when the token may not go to the host of `url`.
pub fn check_host(settings: &Settings, url: &str, allowed: &[String]) -> Result<()> {
    check_url(url)?;
    if Servers::of(settings, allowed)?.allow(Server::parse(url)) {
        return Ok(());
    }
    Err(settings.error(Kind::Usage, "api-host-foreign").with("host", host_of(url).unwrap_or_default()))
}

fn method_and_path(settings: &Settings, api: &Api) -> Result<(String, String)> {
    if api.smoke {
        let error =
            || Error::new(Kind::Config, "api-smoke-missing").with("provider", &settings.provider.name);
        return Ok(("GET".to_owned(), settings.provider.api.smoke.clone().ok_or_else(error)?));
    }
    let default = if api.input.is_some() || !api.fields.is_empty() { "POST" } else { "GET" };
    match api.words.as_slice() {
        [path] => Ok((default.to_owned(), path.clone())),
        [method, path] if !method.is_empty() && method.bytes().all(|byte| byte.is_ascii_alphabetic()) => {
            Ok((method.to_ascii_uppercase(), path.clone()))
        }
        [method, _] => Err(Error::new(Kind::Usage, "api-method-invalid").with("method", method)),
        _ => Err(Error::new(Kind::Usage, "api-path-missing")),
    }
}

/// A path goes behind the definition's base; letters that no URL may hold are encoded.
fn url(settings: &Settings, path: &str) -> Result<String> {
    let encoded: String = path.chars().map(encoded).collect();
    let scheme = encoded.split_once("://").map(|(scheme, _)| scheme);
    if scheme.is_some_and(|scheme| scheme.bytes().all(|byte| byte.is_ascii_alphanumeric())) {
        return Ok(encoded);
    }
    let missing = || settings.error(Kind::Usage, "api-base-missing");
    let base = settings.api_base().ok_or_else(missing)?;
    let slash = if encoded.starts_with('/') { "" } else { "/" };
    Ok(format!("{}{slash}{encoded}", base.trim_end_matches('/')))
}

fn encoded(letter: char) -> String {
    if letter.is_ascii_graphic() && !"\"<>\\^`{|}".contains(letter) {
        return letter.to_string();
    }
    let mut bytes = [0; 4];
    letter.encode_utf8(&mut bytes).bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// Headers that say where a message goes and where it ends: ours alone, or the token could go elsewhere.
const FRAMING: &str = "connection content-length expect host keep-alive proxy-authorization proxy-connection \
                       te trailer transfer-encoding upgrade";

/// A header of the user's own must not stand in for the token's, nor change where the request goes.
fn header_name(settings: &Settings, name: &str) -> Result<String> {
    let lower = name.to_ascii_lowercase();
    let api = &settings.provider.api;
    let refused = |code: &'static str| Err(Error::new(Kind::Usage, code).with("header", name));
    if api.query.is_none() && lower == api.header.to_ascii_lowercase() {
        return refused("api-header-of-token");
    }
    if FRAMING.split_whitespace().any(|framing| framing == lower) {
        return refused("api-header-framing");
    }
    Ok(lower)
}

/// Where the token stands in the query, nothing else bears its name.
fn check_query(settings: &Settings, url: &str, query: &[(String, Secret)]) -> Result<()> {
    let Some(name) = &settings.provider.api.query else {
        return Ok(());
    };
    let own = url.split_once('?').map_or("", |(_, query)| query).split('&');
    let own =
        own.map(|pair| percent_decode_str(pair.split('=').next().unwrap_or_default()).decode_utf8_lossy());
    if own.into_iter().any(|known| known == name.as_str()) || query.iter().any(|(known, _)| known == name) {
        return Err(Error::new(Kind::Usage, "api-field-of-token").with("field", name));
    }
    Ok(())
}

fn object(fields: &[(String, Field)]) -> Result<Vec<u8>> {
    let members = fields.iter().map(|(name, field)| Ok((name.clone(), value(field)?)));
    Ok(Value::Object(members.collect::<Result<Map<_, _>>>()?).to_string().into_bytes())
}

/// `-f` is text; `-F` is a number, true, false, null, JSON, or with `@` a file's content.
fn value(field: &Field) -> Result<Value> {
    match field {
        Field::Raw(text) => Ok(Value::String(text.clone())),
        Field::Typed(text) => match text.strip_prefix('@') {
            Some(path) => Ok(Value::String(String::from_utf8_lossy(&read(Path::new(path))?).into_owned())),
            None => Ok(serde_json::from_str(text).unwrap_or_else(|_| Value::String(text.clone()))),
        },
    }
}

fn text(value: Value) -> String {
    match value {
        Value::String(text) => text,
        other => other.to_string(),
    }
}

fn read(path: &Path) -> Result<Vec<u8>> {
    let failed =
        |error: io::Error| Error::new(Kind::Usage, "file-unreadable").with("path", path).caused_by(error);
    if path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        return io::stdin().read_to_end(&mut bytes).map(|_| bytes).map_err(failed);
    }
    std::fs::read(path).map_err(failed)
}

/// The next page's URL may name another host: the token does not follow it there.
pub fn check_page(settings: &Settings, current: &str, next: &str) -> Result<()> {
    if Server::parse(current) == Server::parse(next) && check_url(next).is_ok() {
        return Ok(());
    }
    let error = settings.error(Kind::Answer, "api-page-elsewhere");
    Err(error.with("url", shown_url(next)))
}
