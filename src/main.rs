//! gettoken: get access tokens. The steps of a run, and nothing else.

use std::ffi::OsString;
use std::panic;
use std::process::ExitCode;

use gettoken::error::{Error, Kind, Result};
use gettoken::{cli, commands, report, signals};

fn main() -> ExitCode {
    signals::prepare();
    let args: Vec<OsString> = std::env::args_os().collect();
    let json = cli::wants_json_errors(&args);
    if json {
        report::set_json();
    }
    match caught(&args) {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            report::line(&if json { error.for_programs() } else { error.for_people() });
            ExitCode::from(error.exit_code())
        }
    }
}

/// A panic is a bug: it ends as an error like every other, and its text, which may hold anything,
/// stays inside.
fn caught(args: &[OsString]) -> Result<u8> {
    panic::set_hook(Box::new(|_| ()));
    panic::catch_unwind(|| commands::run(args)).unwrap_or_else(|_| {
        Err(Error::new(Kind::Internal, "a bug in gettoken")
            .hint("please report it with the command line, without secrets, and the version"))
    })
}
