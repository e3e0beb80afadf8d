//! `gettoken docker-credential`: the credential helper protocol of docker, podman and skopeo, as the README of
//! docker-credential-helpers describes it.
//!
//! The caller writes the server's URL to stdin, with or without a newline, and reads one JSON object. If
//! there is no credential, it expects exit code 1 and a fixed message.

use std::time::Duration;

use super::Call;
use crate::app::credentials::{unread, whole_stdin};
use crate::app::{self, App, Outcome};
use crate::cli::args::all;
use crate::error::{Error, Kind, Result};
use crate::output::{self, docker};
use crate::settings::Server;

/// The message by which callers recognize that there is no credential. It must not be changed.
const NOT_FOUND: &str = "credentials not found in native keychain\n";
const NOT_FOUND_CODE: u8 = 1;

/// The maximum bytes of stdin: a URL or, for `store`, an object with a secret.
const MAX_INPUT: u64 = 256 * 1024;

/// Runs the requested operation. Returns the exit code.
pub fn run(call: Call) -> Result<u8> {
    match call.matches.get_one::<String>("operation").map(String::as_str) {
        Some("get") => get(call),
        Some("erase") => erase(call),
        Some("list") => list(call),
        // Nothing is stored, but stdin is read, so that the caller's write does not fail.
        Some("store") => read_input(call.home.read_policy.limit()).map(|_| 0),
        _ => Err(Error::new(Kind::Usage, "docker-operation-unknown")),
    }
}

fn get(call: Call) -> Result<u8> {
    let url = read_input(call.home.read_policy.limit())?;
    let (app, allowed) = app_and_allowed(call)?;
    if !app.settings.may_send_token(Server::parse(&url), &allowed)? {
        return output::write(NOT_FOUND).map(|()| NOT_FOUND_CODE);
    }
    app.check()?;
    let render = |outcome: &Outcome| docker::credential_for(&url, &app.answer(outcome));
    // Render a sample first, so that no token is fetched that cannot be printed.
    render(&app::sample())?;
    output::write(render(&app.token()?)?.expose()).map(|()| 0)
}

/// Deletes the cached token (`docker logout`). The protocol does not name a token; a session is kept.
fn erase(call: Call) -> Result<u8> {
    let url = read_input(call.home.read_policy.limit())?;
    let (app, allowed) = app_and_allowed(call)?;
    if app.settings.may_send_token(Server::parse(&url), &allowed)? {
        app.broker().invalidate(None)?;
    }
    Ok(0)
}

fn list(call: Call) -> Result<u8> {
    let (app, allowed) = app_and_allowed(call)?;
    let urls: Vec<String> = app.settings.servers(&allowed)?.iter().map(Server::url).collect();
    output::write(docker::list(&urls, app.settings.user.as_deref()).expose()).map(|()| 0)
}

/// The profile, and the additional hosts that may receive its token.
fn app_and_allowed(call: Call) -> Result<(App, Vec<String>)> {
    let allowed = all(&call.matches, "allow-host");
    Ok((App::new(call.home, call.into_fetch())?, allowed))
}

/// Reads stdin: the server's URL or, for `store`, a credential.
fn read_input(limit: Duration) -> Result<String> {
    let unreadable = || Error::new(Kind::Usage, "docker-stdin-unreadable");
    let bytes = whole_stdin(MAX_INPUT, limit).map_err(|error| unread(unreadable(), error))?;
    let text = String::from_utf8(bytes).map_err(|_| unreadable())?;
    Ok(text.trim_end_matches(['\r', '\n']).to_owned())
}
