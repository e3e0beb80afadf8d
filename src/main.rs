//! gettoken: get access tokens. The steps of a run, and nothing else.

use std::panic;
use std::process;
use std::process::ExitCode;

use gettoken::error::{Error, Kind};
use gettoken::{commands, memory, report, signals};

fn main() -> ExitCode {
    memory::close();
    signals::prepare();
    panic::set_hook(Box::new(|_| end_as_bug()));
    let code = commands::run(std::env::args_os().collect()).unwrap_or_else(|error| told(&error));
    ExitCode::from(code)
}

/// A panic is a bug: it ends as an error like every other, and its text, which may hold anything, stays inside.
fn end_as_bug() {
    process::exit(told(&Error::new(Kind::Internal, "bug")).into());
}

/// Writes the error, and gives its exit code.
fn told(error: &Error) -> u8 {
    report::line(&if report::is_json() { error.for_programs() } else { error.for_people() });
    error.exit_code()
}
