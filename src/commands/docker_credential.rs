//! `gettoken docker-credential`: the helper protocol of docker, podman and skopeo
//! (the protocol of docker-credential-helpers).
//!
//! They write the server's URL to stdin, with or without a newline, and read one object, or a sentence
//! that they know by heart and exit code 1 when there is no credential.

use std::io::Read;

use crate::app::credentials::stdin;
use crate::app::{self, App, Outcome};
use crate::cli::Helper;
use crate::error::{Error, Kind, Result};
use crate::output::{self, docker};
use crate::settings::{Home, Server, Servers};

/// The words by which the caller knows that it may go on without a credential.
const NOT_FOUND: &str = "credentials not found in native keychain\n";
const NOT_FOUND_CODE: u8 = 1;

/// A URL; or, to be stored, an object with a secret.
const LARGEST: u64 = 256 * 1024;

/// Does what docker asks for; answers the exit code.
pub fn run(home: &Home, helper: Helper) -> Result<u8> {
    match helper.operation.as_str() {
        "get" => get(home, helper),
        "erase" => erase(home, helper).map(|()| 0),
        "list" => list(home, helper).map(|()| 0),
        // A token is fetched, not stored; what is given is read, so that the giver does not fail.
        "store" => asked().map(|_| 0),
        _ => Err(Error::new(Kind::Usage, "docker-operation-unknown")),
    }
}

fn get(home: &Home, helper: Helper) -> Result<u8> {
    let asked = asked()?;
    let app = App::new(home, helper.fetch)?;
    if !Servers::of(&app.settings, &helper.allowed_hosts)?.allow(Server::parse(&asked)) {
        return output::write(NOT_FOUND).map(|()| NOT_FOUND_CODE);
    }
    app.check()?;
    let told = |outcome: &Outcome| docker::credential_for(&asked, &app.answer(outcome));
    // What cannot be told is not asked for.
    told(&app::sample())?;
    output::write(told(&app.token()?)?.expose()).map(|()| 0)
}

/// A logout. Which token is meant is not said, so whatever is stored goes; a session stays.
fn erase(home: &Home, helper: Helper) -> Result<()> {
    let asked = asked()?;
    let app = App::new(home, helper.fetch)?;
    if Servers::of(&app.settings, &helper.allowed_hosts)?.allow(Server::parse(&asked)) {
        app.forget(None)?;
    }
    Ok(())
}

fn list(home: &Home, helper: Helper) -> Result<()> {
    let settings = App::new(home, helper.fetch)?.settings;
    let urls = Servers::of(&settings, &helper.allowed_hosts)?.urls();
    output::write(docker::list(&urls, settings.user.as_deref()).expose())
}

/// What docker says on stdin; to store a credential it sends that.
fn asked() -> Result<String> {
    let mut text = String::new();
    stdin()
        .and_then(|input| input.take(LARGEST).read_to_string(&mut text))
        .map_err(|error| Error::new(Kind::Usage, "docker-stdin-unreadable").caused_by(error))?;
    Ok(text.trim_end_matches(['\r', '\n']).to_owned())
}
