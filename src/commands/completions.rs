//! `gettoken completions`: a script for a shell, and the words that it asks for while somebody types.

use std::io::Read;

use clap::{Arg, Command, value_parser};
use clap_complete::Shell;

use super::Call;
use crate::app::credentials::stdin;
use crate::cli::args::{flag, maybe};
use crate::cli::completion;
use crate::error::{Error, Kind, Result};
use crate::message;
use crate::output;
use crate::settings::Home;

/// A command line that is longer, in bytes, is not completed.
const LONGEST: u64 = 1024 * 1024;

pub fn args(command: Command) -> Command {
    let shell = Arg::new("shell").required(true).value_name("SHELL");
    command
        .arg(shell.value_parser(value_parser!(Shell)).help(message::help("help-shell")))
        .arg(flag("words", "help-words").hide(true))
}

/// Prints the script, or the words that it asks for.
pub fn run(call: Call) -> Result<u8> {
    // There is always one: it is required.
    let shell = maybe(&call.matches, "shell").unwrap_or(Shell::Bash);
    if call.matches.get_flag("words") {
        output::write(&candidates(call.home, shell)?)
    } else {
        output::write(script(shell)?)
    }
    .map(|()| 0)
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
fn candidates(home: &Home, shell: Shell) -> Result<String> {
    let mut input = Vec::new();
    stdin(LONGEST)
        .and_then(|mut stdin| stdin.read_to_end(&mut input))
        .map_err(|error| Error::new(Kind::Config, "stdin-unreadable").caused_by(error))?;
    let typed = completion::words(&input);
    completion::candidates(&super::ROOT, typed, shell, &home.names(), &|word| home.definition(word))
}
