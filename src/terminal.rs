//! Asks questions on the terminal. What is typed as the answer to a question about a secret is not shown.

#[cfg(not(unix))]
mod console;
#[cfg(unix)]
mod tty;

use std::io::{self, IsTerminal};

use crate::error::{Error, Kind, Result};
use crate::report;
use crate::secret::Secret;

#[cfg(not(unix))]
use console as system;
#[cfg(unix)]
use tty as system;

/// The longest answer, in bytes. Linux passes on no more of a line, and does not say that it cut the rest off.
const LONGEST: usize = 4094;

/// Reports whether there is a person to ask: both the answers and the questions use the terminal.
pub fn is_interactive() -> bool {
    io::stdin().is_terminal() && report::on_terminal()
}

/// Asks for a line of text. The answer is shown while it is typed.
pub fn ask(question: &str) -> Result<String> {
    Ok(read(question, true)?.expose().to_owned())
}

/// Asks for a secret, which is not shown while it is typed.
pub fn ask_secret(question: &str) -> Result<Secret> {
    read(question, false)
}

/// Asks until the answer is a line of text. Fails if the terminal is closed.
fn read(question: &str, is_shown: bool) -> Result<Secret> {
    let failed = |error: io::Error| Error::new(Kind::Usage, "terminal-unreadable").caused_by(error);
    loop {
        let line = system::read(&mut || report::line(question), is_shown).map_err(failed)?;
        let Some(line) = line else {
            report::line("\n");
            return Err(Error::new(Kind::Usage, "terminal-closed"));
        };
        match String::from_utf8(line).map(Secret::new) {
            Ok(text) if text.expose().len() <= LONGEST => return Ok(text),
            Ok(_) => report::say("answer-too-long"),
            Err(_) => report::say("answer-not-text"),
        }
    }
}
