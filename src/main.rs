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
    match commands::run(std::env::args_os().collect()) {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            told(&error);
            ExitCode::from(error.exit_code())
        }
    }
}

/// A panic is a bug: it ends as an error like every other, and its text, which may hold anything,
/// stays inside.
fn end_as_bug() {
    let error = Error::new(Kind::Internal, "bug");
    told(&error);
    process::exit(error.exit_code().into());
}

fn told(error: &Error) {
    report::line(&if report::is_json() { error.for_programs() } else { error.for_people() });
}
