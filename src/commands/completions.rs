//! `gettoken completions`: a script that completes commands, providers, flags, and, as it is
//! generated on the user's machine, the user's own profiles.

use clap_complete::{Shell, generate};

use crate::cli;
use crate::error::Result;
use crate::output;
use crate::settings::Home;

/// Prints the script for `shell`.
pub fn run(home: &Home, shell: Shell) -> Result<()> {
    let mut tree = cli::full_tree(&home.names(), &|word| home.definition(word))?;
    let mut script = Vec::new();
    generate(shell, &mut tree, "gettoken", &mut script);
    output::write(&String::from_utf8_lossy(&script))
}
