//! Descriptions of commands, and the clap command tree that is built from them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use clap::{Arg, Command};

use super::args::{general, global, with_fetch, with_owner};
use super::completion::Values;
use super::help::Group;
use super::style::STYLES;
use super::{Lookup, Names};
use crate::error::Result;
use crate::message;
use crate::provider::Provider;
use crate::reserved::is_command;

/// A command; `R` is the type of its handler.
#[derive(Clone, Copy)]
pub struct Verb<R: 'static> {
    pub name: &'static str,
    /// The message code of its one-line help.
    pub about: &'static str,
    /// Where the first page of help lists the command.
    pub group: Option<Group>,
    /// Adds the command's own arguments; called only if the command is on the command line.
    pub args: Args,
    /// The subcommands.
    pub verbs: &'static [Self],
    /// Adds the arguments of a provider or profile, if providers and profiles are subcommands of this command.
    pub profile: Option<ProfileArgs>,
    /// The names of arguments, each with the function that lists what it can be.
    pub values: &'static [(&'static str, Values)],
    /// Whether only providers and profiles that a person can log in to are of use.
    pub is_login: bool,
    /// Whether the command fails if the config file cannot be read.
    pub needs_config: bool,
    /// The handler; `None` if the command requires a subcommand.
    pub run: Option<R>,
}

type Args = fn(Command) -> Command;
type ProfileArgs = fn(Command, &Provider) -> Command;

impl<R: Copy> Verb<R> {
    /// A command without arguments.
    pub const fn new(name: &'static str, about: &'static str, run: R) -> Self {
        Self { run: Some(run), ..Self::parent(name, about, &[]) }
    }

    /// A command that requires one of `verbs` as its subcommand.
    pub const fn parent(name: &'static str, about: &'static str, verbs: &'static [Self]) -> Self {
        Self {
            name,
            about,
            group: None,
            args: |it| it,
            verbs,
            profile: None,
            values: &[],
            is_login: false,
            needs_config: false,
            run: None,
        }
    }

    /// Lists the command in `group`.
    pub const fn group(self, group: Group) -> Self {
        Self { group: Some(group), ..self }
    }

    pub const fn args(self, args: Args) -> Self {
        Self { args, ..self }
    }

    /// Adds providers and profiles as subcommands, with the arguments that `profile` adds.
    pub const fn on(self, profile: ProfileArgs) -> Self {
        Self { profile: Some(profile), ..self }
    }

    /// Completion offers for each named argument what its function lists.
    pub const fn completed(self, values: &'static [(&'static str, Values)]) -> Self {
        Self { values, ..self }
    }

    /// Completion offers only providers and profiles that a person can log in to.
    pub const fn for_people(self) -> Self {
        Self { is_login: true, ..self }
    }

    pub const fn with_config(self) -> Self {
        Self { needs_config: true, ..self }
    }
}

impl<R> Verb<R> {
    /// Builds the clap command with its subcommands, except for profiles.
    fn command(&self) -> Command {
        let mut command = Command::new(self.name).about(message::help(self.about));
        let long = message::help(&format!("{}-long", self.about));
        if !long.is_empty() {
            command = command.long_about(long.trim_end());
        }
        if self.profile.is_some() || !self.verbs.is_empty() {
            command = command.subcommand_required(true).arg_required_else_help(true);
        }
        if self.profile.is_some() {
            command = command.subcommand_value_name("PROFILE").disable_help_subcommand(true);
        }
        (self.args)(command.subcommands(self.verbs.iter().map(Self::command)))
    }

    /// Finds a subcommand by name.
    pub fn find(&self, name: &str) -> Option<&'static Self> {
        self.verbs.iter().find(|verb| verb.name == name)
    }
}

/// Builds the tree of `names`, and of either all commands or those in `words`. Only commands, providers and
/// profiles in `words` get their arguments: building all of them would slow down every call.
pub fn tree<R>(
    root: &Verb<R>,
    names: &Names,
    lookup: Lookup,
    words: &[&str],
    all_verbs: bool,
) -> Result<Command> {
    let is_named = |name: &str| words.contains(&name);
    let mut providers = Vec::new();
    let mut profile = |name: &str, about: &str, args: ProfileArgs| {
        let command = Command::new(name.to_owned()).about(about.to_owned());
        let provider = if is_named(name) { lookup(name)? } else { None };
        providers.extend(provider.clone());
        Ok(if let Some(provider) = provider { args(command, &provider) } else { command })
    };
    let mut tree = Command::new("gettoken")
        .version(env!("CARGO_PKG_VERSION"))
        .about(message::help("help-root"))
        .override_usage("gettoken <PROFILE | COMMAND> [OPTIONS]")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand_value_name("PROFILE or COMMAND")
        .disable_help_subcommand(!all_verbs && !is_named("help"));
    for (name, about) in names.iter().filter(|(name, _)| !is_command(name)) {
        tree = tree.subcommand(profile(name, about, with_fetch)?);
    }
    for verb in root.verbs.iter().filter(|verb| all_verbs || is_named(verb.name)) {
        if !is_named(verb.name) {
            tree = tree.subcommand(Command::new(verb.name).about(message::help(verb.about)));
            continue;
        }
        // `Command::defer` would list the command's arguments after the global ones.
        let mut command = verb.command();
        if let Some(args) = verb.profile {
            for (name, about) in names {
                command = command.subcommand(profile(name, about, args)?);
            }
        }
        tree = tree.subcommand(command);
    }
    // A definition from before one of these flags existed keeps its own of that name.
    let is_declared = |flag: &str| providers.iter().any(|it| it.flags().any(|declared| declared == flag));
    let is_ours = |arg: &Arg| !arg.get_long().is_some_and(is_declared);
    Ok(tree.args(global().into_iter().filter(is_ours)).styles(STYLES))
}

/// Adds each unknown word as a hidden subcommand of `doctor`, which must accept unknown and broken profiles.
pub fn accept_unknown_profiles(
    tree: Command,
    names: &Names,
    aliases: &BTreeMap<&str, String>,
    words: &[&str],
) -> Command {
    // Values of flags are in `words` too, and may repeat.
    let words: BTreeSet<&str> = words[1..].iter().copied().collect();
    let unknown = words.into_iter().filter(|word| !names.contains_key(*word) && !aliases.contains_key(word));
    let unknown = unknown.map(|word| with_owner(Command::new(word.to_owned()), &general()).hide(true));
    tree.mut_subcommand("doctor", |doctor| doctor.subcommands(unknown))
}

/// Adds the `aliases` to the subcommands of the providers.
pub fn with_aliases(tree: Command, aliases: &BTreeMap<&str, String>) -> Command {
    aliases.iter().fold(tree, |tree, (alias, name)| {
        let with_alias = |command: Command| {
            if command.get_name() == name { command.alias((*alias).to_owned()) } else { command }
        };
        tree.mut_subcommands(|command| match is_command(command.get_name()) {
            true => command.mut_subcommands(with_alias),
            false => with_alias(command),
        })
    })
}

/// Wraps `lookup`: in place of a definition that cannot be read, it returns one with only the general arguments.
pub fn lenient<'a>(lookup: Lookup<'a>) -> impl Fn(&str) -> Result<Option<Arc<Provider>>> + 'a {
    |word| lookup(word).or_else(|_| Ok(Some(Arc::new(general()))))
}
