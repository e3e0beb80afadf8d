//! The program `gettoken`: the steps of one run.

use std::panic;
use std::process;
use std::process::ExitCode;

use gettoken::error::{Error, Kind};
use gettoken::{commands, memory, report, signals};

fn main() -> ExitCode {
    memory::disable_core_dumps();
    signals::prepare();
    panic::set_hook(Box::new(|_| end_as_bug()));
    let code = commands::run(std::env::args_os().collect()).unwrap_or_else(|error| report_error(&error));
    report::finish();
    ExitCode::from(code)
}

/// Ends the program after a panic, as after any error. The panic's text may contain secrets, so it is not printed.
fn end_as_bug() {
    process::exit(report_error(&Error::new(Kind::Internal, "bug")).into());
}

/// Prints the error and returns its exit code.
fn report_error(error: &Error) -> u8 {
    report::finish();
    report::line(&if report::is_json() { error.for_programs() } else { error.for_people() });
    error.exit_code()
}
