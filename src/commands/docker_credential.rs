//! `gettoken docker-credential`: the helper protocol of docker, podman and skopeo
//! (the protocol of docker-credential-helpers).
//!
//! They write the server's URL to stdin, with or without a newline, and read one object, or a sentence
//! that they know by heart and exit code 1 when there is no credential.

use std::io;

use super::Call;
use crate::app::credentials::stdin;
use crate::app::{self, App, Outcome};
use crate::cli::args::all;
use crate::error::{Error, Kind, Result};
use crate::output::{self, docker};
use crate::settings::Server;

/// The words by which the caller knows that it may go on without a credential.
const NOT_FOUND: &str = "credentials not found in native keychain\n";
const NOT_FOUND_CODE: u8 = 1;

/// A URL; or, to be stored, an object with a secret.
const LARGEST: u64 = 256 * 1024;

/// Does what docker asks for; answers the exit code.
pub fn run(call: Call) -> Result<u8> {
    match call.matches.get_one::<String>("operation").map(String::as_str) {
        Some("get") => get(call),
        Some("erase") => erase(call),
        Some("list") => list(call),
        // A token is fetched, not stored; what is given is read, so that the giver does not fail.
        Some("store") => asked().map(|_| 0),
        _ => Err(Error::new(Kind::Usage, "docker-operation-unknown")),
    }
}

fn get(call: Call) -> Result<u8> {
    let asked = asked()?;
    let (app, allowed) = app_and_allowed(call)?;
    if !app.settings.may_tell(Server::parse(&asked), &allowed)? {
        return output::write(NOT_FOUND).map(|()| NOT_FOUND_CODE);
    }
    app.check()?;
    let told = |outcome: &Outcome| docker::credential_for(&asked, &app.answer(outcome));
    // What cannot be told is not asked for.
    told(&app::sample())?;
    output::write(told(&app.token()?)?.expose()).map(|()| 0)
}

/// A logout. Which token is meant is not said, so whatever is stored goes; a session stays.
fn erase(call: Call) -> Result<u8> {
    let asked = asked()?;
    let (app, allowed) = app_and_allowed(call)?;
    if app.settings.may_tell(Server::parse(&asked), &allowed)? {
        app.broker().invalidate(None)?;
    }
    Ok(0)
}

fn list(call: Call) -> Result<u8> {
    let (app, allowed) = app_and_allowed(call)?;
    let urls: Vec<String> = app.settings.servers(&allowed)?.iter().map(Server::url).collect();
    output::write(docker::list(&urls, app.settings.user.as_deref()).expose()).map(|()| 0)
}

/// The profile, and the further servers that its token is for.
fn app_and_allowed(call: Call) -> Result<(App, Vec<String>)> {
    let allowed = all(&call.matches, "allow-host");
    Ok((App::new(call.home, call.into_fetch())?, allowed))
}

/// What docker says on stdin; to store a credential it sends that.
fn asked() -> Result<String> {
    let text = stdin(LARGEST)
        .and_then(io::read_to_string)
        .map_err(|error| Error::new(Kind::Usage, "docker-stdin-unreadable").caused_by(error))?;
    Ok(text.trim_end_matches(['\r', '\n']).to_owned())
}
