//! The client secret: where it is kept, and who else could read or replace it there. It is not shown,
//! and a command that would print it is not run: it may ask a person to unlock something.

use std::path::Path;

use super::check::Check;
use super::files::{rights_in_words, with_rights};
use super::profile::missing;
use crate::error::Error;
use crate::ownership::{self, shown};
use crate::settings::{Home, Settings, Source};

/// What there is to say; `fault` is why the secret cannot be had.
pub fn check(home: &Home, settings: &Settings, fault: Option<&Error>) -> Option<Check> {
    if let Some(fault) = fault {
        return Some(Check::failed("client-secret", fault));
    }
    let Some(secret) = &settings.client_secret else {
        return missing(settings, "client-secret");
    };
    let text = format!("from {}", secret.source);
    let check = match &secret.source {
        Source::Command(program) => command(home, program, &text),
        Source::File(path) => file(path, &text),
        Source::Flag(_) => {
            Check::warning("client-secret", format!("{text}: other users of this machine see it"))
                .advice("use `--client-secret-file`, or the config file")
        }
        _ => Check::ok("client-secret", text),
    };
    Some(check.fact("source", secret.source.to_string()))
}

/// A file that was read: nobody else may read it, change it, or put another there.
fn file(path: &Path, text: &str) -> Check {
    match ownership::rights(path) {
        Ok(Some(rights)) => {
            with_rights(Check::ok("client-secret", format!("{text}, {}", rights_in_words(&rights))), &rights)
        }
        _ => Check::ok("client-secret", text),
    }
}

fn command(home: &Home, program: &str, text: &str) -> Check {
    match home.program(program) {
        Ok(path) => Check::ok("client-secret", format!("{text} ({}), which was not run", shown(&path)))
            .fact("program", shown(&path)),
        Err(error) => Check::failed("client-secret", &error),
    }
    .fact("run", false)
}
