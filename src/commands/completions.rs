//! `gettoken completions`: a script for a shell, and the words that it asks for while somebody types.

use std::io::Read;

use clap_complete::Shell;

use crate::app::credentials::stdin;
use crate::cli::completion;
use crate::error::{Error, Kind, Result};
use crate::output;
use crate::settings::Home;

/// A command line that is longer, in bytes, is not completed.
const LONGEST: u64 = 1024 * 1024;

/// Prints the script, or the words.
pub fn run(home: &Home, shell: Shell, words: bool) -> Result<()> {
    if words { candidates(home, shell) } else { output::write(script(shell)?) }
}

fn script(shell: Shell) -> Result<&'static str> {
    Ok(match shell {
        Shell::Bash => include_str!("../../completions/gettoken.bash"),
        Shell::Elvish => include_str!("../../completions/gettoken.elv"),
        Shell::Fish => include_str!("../../completions/gettoken.fish"),
        Shell::PowerShell => include_str!("../../completions/_gettoken.ps1"),
        Shell::Zsh => include_str!("../../completions/_gettoken"),
        _ => return Err(Error::new(Kind::Usage, "completion-shell-unknown").with("shell", shell.to_string())),
    })
}

/// What was typed stands on stdin: there may be a secret among it, which has no place among arguments.
fn candidates(home: &Home, shell: Shell) -> Result<()> {
    let mut input = Vec::new();
    stdin()
        .and_then(|stdin| stdin.take(LONGEST).read_to_end(&mut input))
        .map_err(|error| Error::new(Kind::Config, "stdin-unreadable").caused_by(error))?;
    let typed = completion::words(&input);
    output::write(&completion::candidates(typed, shell, &home.names(), &|word| home.definition(word))?)
}
