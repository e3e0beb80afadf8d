//! Builds the request of `gettoken api` from its arguments: method, URL, headers, query and body, but not the
//! token, which is only sent to the host of the definition's API and to hosts that the user allows.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::ArgMatches;
use serde_json::Value;

use crate::app::credentials::{unread, whole_stdin};
use crate::cli::args::{all, maybe};
use crate::error::{Error, Kind, Result};
use crate::http::{Payload, Request, check_request_url, form_decoded, host_of};
use crate::message::{self, Message};
use crate::provider::ParamIn;
use crate::sanitize::is_framing;
use crate::secret::Secret;
use crate::settings::{ConfigDir, Server, Settings, TokenOwner, expand};
use crate::trusted_file;

/// The longest file that is sent, in bytes: all of it is in memory.
const LARGEST: u64 = 64 * 1024 * 1024;

/// Builds the request from the command line and the definition, without the token.
pub fn request(home: &ConfigDir, settings: &Settings, matches: &ArgMatches) -> Result<Request> {
    let pairs = |name: &str| all::<(String, Secret)>(matches, name).into_iter();
    let input: Option<PathBuf> = maybe(matches, "input");
    let has_body = input.is_some() || matches.contains_id("raw-field") || matches.contains_id("field");
    let (method, path) = method_and_path(settings, matches, has_body)?;
    let url = url(settings, &path)?;
    check_host(home, settings, &url, &all(matches, "allow-host"))?;
    let header = |(name, value): (String, Secret)| Ok((header_name(settings, &name)?, value));
    let headers = pairs("header").map(header).collect::<Result<_>>()?;
    let raw = pairs("raw-field").map(|(name, text)| Ok((name, Value::from(text.expose()))));
    let limit = settings.network.timeout;
    let typed = pairs("field").map(|(name, text)| Ok((name, value(text.expose(), limit)?)));
    let fields = raw.chain(typed).collect::<Result<Vec<_>>>()?;
    let names: Vec<String> = fields.iter().map(|(name, _)| name.clone()).collect();
    let mut query: Vec<_> = pairs("query").collect();
    let body = match &input {
        Some(path) => Payload::Raw("application/json".to_owned(), read(path, limit)?),
        None if fields.is_empty() => Payload::None,
        None if matches!(method.as_str(), "GET" | "HEAD" | "DELETE") => {
            query.extend(fields.into_iter().map(|(name, value)| (name, Secret::new(text(&value)))));
            Payload::None
        }
        None if settings.provider.api.send == Some(ParamIn::Form) => {
            let texts = fields.into_iter().map(|(name, value)| (name, Secret::new(text(&value))));
            Payload::Form(texts.collect())
        }
        None => {
            let object = Value::Object(fields.into_iter().collect());
            Payload::Raw("application/json; charset=utf-8".to_owned(), object.to_string().into_bytes())
        }
    };
    check_query(settings, &url, &query)?;
    check_body(settings, &names)?;
    Ok(Request { method: method.into(), url, query, headers, body })
}

/// Fails if the token may not be sent to the host of `url`.
fn check_host(home: &ConfigDir, settings: &Settings, url: &str, allowed: &[String]) -> Result<()> {
    check_request_url(url)?;
    if settings.may_send_token(Server::parse(url), allowed)? {
        return Ok(());
    }
    let host = host_of(url).unwrap_or_default();
    let siblings = siblings(home, settings, &host);
    let error = settings.error(Kind::Usage, "api-host-foreign").with("host", host);
    let error = match siblings.is_empty() {
        true => error,
        false => {
            let quoted = siblings.iter().map(|name| Message::new("quoted").with("word", name));
            let hint = Message::new("api-host-sibling");
            error.hint(hint.with("providers", message::Value::list(quoted, "list-comma")))
        }
    };
    Err(error.hint("api-host-allow"))
}

/// The definitions for the API on `host` whose token has the same kind of owner.
fn siblings(home: &ConfigDir, settings: &Settings, host: &str) -> Vec<String> {
    let is_sibling = |name: &String| {
        let Ok(Some(provider)) = home.catalog.find_for_use(name) else { return false };
        let is_for_owner = match settings.owner {
            TokenOwner::Application => provider.has_application_grant(),
            TokenOwner::Person => provider.has_login(),
        };
        let base = provider.api.base.as_ref().and_then(|base| base.fill(|name| provider.default_value(name)));
        is_for_owner && base.and_then(|base| host_of(&base).map(|known| known == host)).unwrap_or(false)
    };
    home.catalog.names().into_iter().filter(is_sibling).collect()
}

fn method_and_path(settings: &Settings, matches: &ArgMatches, has_body: bool) -> Result<(String, String)> {
    if matches.get_flag("smoke") {
        let error =
            || Error::new(Kind::Config, "api-smoke-missing").with("provider", &settings.provider.name);
        return Ok(("GET".to_owned(), settings.provider.api.smoke.clone().ok_or_else(error)?));
    }
    let has_body = has_body || settings.provider.api.has_body();
    let default = if has_body { "POST" } else { "GET" };
    match all::<String>(matches, "words").as_slice() {
        [path] => Ok((default.to_owned(), path.clone())),
        [method, path] if !method.is_empty() && method.bytes().all(|byte| byte.is_ascii_alphabetic()) => {
            Ok((method.to_ascii_uppercase(), path.clone()))
        }
        [_, _] => Err(Error::new(Kind::Usage, "api-method-invalid")),
        _ => Err(Error::new(Kind::Usage, "api-path-missing")),
    }
}

/// Appends a path to the definition's base URL. Percent-encodes characters that are not allowed in a URL.
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

/// Returns the lower-case name; fails if the header would replace the token's or is one of [`FRAMING`].
fn header_name(settings: &Settings, name: &str) -> Result<String> {
    let lower = name.to_ascii_lowercase();
    let api = &settings.provider.api;
    let refused = |code: &'static str| Err(Error::new(Kind::Usage, code).with("header", name));
    if api.is_in_header() && lower == api.header.to_ascii_lowercase() {
        return refused("api-header-of-token");
    }
    if is_framing(name) {
        return refused("api-header-framing");
    }
    Ok(lower)
}

/// Fails if the URL or the user's fields set the query field that is reserved for the token.
fn check_query(settings: &Settings, url: &str, query: &[(String, Secret)]) -> Result<()> {
    let Some(name) = &settings.provider.api.query else { return Ok(()) };
    let own = url.split_once('?').map_or("", |(_, query)| query).split('&');
    let mut own = own.map(|pair| form_decoded(pair.split('=').next().unwrap_or_default()));
    if own.any(|known| known == *name) || query.iter().any(|(known, _)| known == name) {
        return Err(Error::new(Kind::Usage, "api-field-of-token").with("field", name));
    }
    Ok(())
}

/// Fails if the user sets the field of the body that is reserved for the token.
fn check_body(settings: &Settings, names: &[String]) -> Result<()> {
    let api = &settings.provider.api;
    match api.body.as_ref().filter(|name| api.query.is_none() && names.contains(name)) {
        Some(name) => Err(Error::new(Kind::Usage, "api-field-of-token").with("field", name)),
        None => Ok(()),
    }
}

/// Parses the value of `-F`: the contents of a file after `@`, otherwise JSON if it parses, otherwise text.
fn value(text: &str, limit: Duration) -> Result<Value> {
    Ok(match text.strip_prefix('@') {
        Some(path) => String::from_utf8_lossy(&read(Path::new(path), limit)?).into(),
        None => serde_json::from_str(text).unwrap_or_else(|_| text.into()),
    })
}

/// A string without its quotes, or any other value as JSON.
pub fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Reads a file or stdin. A file that is not regular may take as long as `limit`.
fn read(path: &Path, limit: Duration) -> Result<Vec<u8>> {
    if path.as_os_str() == "-" {
        let failed = |error| unread(Error::new(Kind::Usage, "stdin-unreadable"), error);
        return whole_stdin(LARGEST, limit).map_err(failed);
    }
    let failed =
        |error: io::Error| Error::new(Kind::Usage, "file-unreadable").with("path", path).caused_by(error);
    trusted_file::read(&expand(path), LARGEST, limit).map_err(failed)
}
