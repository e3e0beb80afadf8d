//! `gettoken completions`: prints a shell's completion script, or the candidates that the script requests.

use clap::{Arg, Command, value_parser};
use clap_complete::Shell;

use super::Call;
use crate::app::credentials::{unread, whole_stdin};
use crate::app::every_store;
use crate::cli::args::{flag, maybe};
use crate::cli::completion::{self, Sources};
use crate::error::{Error, Kind, Result};
use crate::message;
use crate::output;
use crate::settings::ConfigDir;

/// The maximum bytes of a command line that is completed.
const MAX_INPUT: u64 = 1024 * 1024;

pub fn args(command: Command) -> Command {
    let shell = Arg::new("shell").required(true).value_name("SHELL");
    command
        .arg(shell.value_parser(value_parser!(Shell)).help(message::help("help-shell")))
        .arg(flag("words", "help-words").hide(true))
}

/// Prints the script, or with `--words` the candidates.
pub fn run(call: Call) -> Result<u8> {
    // The argument is required, so the default is never used.
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

/// The command line is read from stdin: it may contain a secret, which must not be in another process's argv.
fn candidates(home: &ConfigDir, shell: Shell) -> Result<String> {
    let input = whole_stdin(MAX_INPUT, home.read_policy.limit())
        .map_err(|error| unread(Error::new(Kind::Config, "stdin-unreadable"), error))?;
    let typed = completion::words(&input);
    let names = home.names();
    let sources = Sources {
        names: &names,
        lookup: &|word| home.definition(word),
        stored: &|| every_store(home).profiles(),
        programs: &|| home.programs().names(),
        profiles: &|| home.config.names().unwrap_or_default().into_iter().collect(),
    };
    completion::candidates(&super::ROOT, typed, shell, &sources)
}
