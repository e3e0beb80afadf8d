//! What a command is, and the tree of all of them that clap reads.

use std::collections::BTreeSet;
use std::sync::Arc;

use clap::Command;

use super::args::{general, global, with_doctor, with_fetch};
use super::{Lookup, Names};
use crate::error::Result;
use crate::message;
use crate::provider::Provider;
use crate::provider::builtin::EXAMPLE_PROVIDER;
use crate::reserved::is_command;

/// A command, which an `R` runs.
#[derive(Clone, Copy)]
pub struct Verb<R: 'static> {
    pub name: &'static str,
    /// The code of a line of help.
    pub about: &'static str,
    /// Adds what it has; called when the command is, or its help.
    pub args: Args,
    /// The commands below it.
    pub verbs: &'static [Self],
    /// Adds what each provider and profile below it has, if these are its subcommands.
    pub profile: Option<ProfileArgs>,
    /// Whether it fails while the config file cannot be read.
    pub needs_config: bool,
    /// A command that needs another below it has none.
    pub run: Option<R>,
}

type Args = fn(Command) -> Command;
type ProfileArgs = fn(Command, &Provider) -> Command;

impl<R: Copy> Verb<R> {
    /// A command without arguments.
    pub const fn new(name: &'static str, about: &'static str, run: R) -> Self {
        Self { run: Some(run), ..Self::parent(name, about, &[]) }
    }

    /// A command that needs one of `verbs` below it.
    pub const fn parent(name: &'static str, about: &'static str, verbs: &'static [Self]) -> Self {
        Self { name, about, args: |it| it, verbs, profile: None, needs_config: false, run: None }
    }

    pub const fn args(self, args: Args) -> Self {
        Self { args, ..self }
    }

    /// With providers and profiles below it, which have `profile`.
    pub const fn on(self, profile: ProfileArgs) -> Self {
        Self { profile: Some(profile), ..self }
    }

    pub const fn with_config(self) -> Self {
        Self { needs_config: true, ..self }
    }
}

impl<R> Verb<R> {
    /// With all that it has, but profiles.
    fn command(&self) -> Command {
        let mut command = Command::new(self.name).about(message::help(self.about));
        if self.profile.is_some() || !self.verbs.is_empty() {
            command = command.subcommand_required(true).arg_required_else_help(true);
        }
        if self.profile.is_some() {
            command = command
                .subcommand_value_name("PROFILE")
                .subcommand_help_heading("Providers and profiles")
                .disable_help_subcommand(true);
        }
        (self.args)(command.subcommands(self.verbs.iter().map(Self::command)))
    }

    /// The command of this name below it.
    pub fn find(&self, name: &str) -> Option<&'static Self> {
        self.verbs.iter().find(|verb| verb.name == name)
    }
}

/// The tree of all commands or of those among `words`, and of `names`. A command, provider or profile has its arguments
/// only if it is among `words`: building twenty that nobody asked for would cost every call.
pub fn tree<R>(
    root: &Verb<R>,
    names: &Names,
    lookup: Lookup,
    words: &[&str],
    all_verbs: bool,
) -> Result<Command> {
    let is_named = |name: &str| words.contains(&name);
    let profile = |name: &str, about: &str, args: ProfileArgs| {
        let command = Command::new(name.to_owned()).about(about.to_owned());
        let provider = if is_named(name) { lookup(name)? } else { None };
        Ok(if let Some(provider) = provider { args(command, &provider) } else { command })
    };
    let mut tree = Command::new("gettoken")
        .version(env!("CARGO_PKG_VERSION"))
        .about("Get access tokens: every vendor, one command, cached and right every time")
        .override_usage("gettoken <PROFILE> [OPTIONS]\n       gettoken <COMMAND> [OPTIONS]")
        .after_help(include_str!("help/root.txt").trim_end().replace("{shown}", EXAMPLE_PROVIDER))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand_value_name("PROFILE or COMMAND")
        .subcommand_help_heading("Commands and providers")
        .disable_help_subcommand(!all_verbs && !is_named("help"))
        .args(global());
    for (name, about) in names.iter().filter(|(name, _)| !is_command(name)) {
        tree = tree.subcommand(profile(name, about, with_fetch)?);
    }
    for verb in root.verbs.iter().filter(|verb| all_verbs || is_named(verb.name)) {
        if !is_named(verb.name) {
            tree = tree.subcommand(Command::new(verb.name).about(message::help(verb.about)));
            continue;
        }
        // `Command::defer` would put its arguments behind the global ones.
        let mut command = verb.command();
        if let Some(args) = verb.profile {
            for (name, about) in names {
                command = command.subcommand(profile(name, about, args)?);
            }
        }
        tree = tree.subcommand(command);
    }
    Ok(tree)
}

/// A word that names no profile is what a doctor is asked about: it has the flags that all profiles have.
pub fn accept_unknown_profiles(tree: Command, names: &Names, words: &[&str]) -> Command {
    // Some are values of flags, which may be alike.
    let words: BTreeSet<&str> = words[1..].iter().copied().collect();
    let unknown = words.into_iter().filter(|word| !names.contains_key(*word));
    let unknown = unknown.map(|word| with_doctor(Command::new(word.to_owned()), &general()).hide(true));
    tree.mut_subcommand("doctor", |doctor| doctor.subcommands(unknown))
}

/// A definition that cannot be read has at least what all have.
pub fn lenient<'a>(lookup: Lookup<'a>) -> impl Fn(&str) -> Result<Option<Arc<Provider>>> + 'a {
    |word| lookup(word).or_else(|_| Ok(Some(Arc::new(general()))))
}
