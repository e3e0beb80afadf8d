//! The table of commands, and the tree that clap reads.

use std::collections::BTreeSet;
use std::sync::Arc;

use clap::{Arg, ArgMatches, Command, value_parser};
use clap_complete::Shell;

use super::api::{read_api, with_api};
use super::args::{
    PROFILE, all, flag, general, global, maybe, output, profile, read_fetch, read_login, with_doctor,
    with_fetch, with_login, with_logout,
};
use super::credential_helper::{read_helper, with_helper};
use super::exec::{read_exec, with_exec};
use super::{Fetch, Lookup, Names, Verb};
use crate::error::Result;
use crate::message;
use crate::provider::Provider;
use crate::provider::builtin::SHOWN;
use crate::reserved::is_command;

/// What is known of a command before it runs.
#[derive(Clone, Copy)]
pub struct Spec {
    pub name: &'static str,
    /// The code of a line of help.
    about: &'static str,
    /// Adds what it has; called when the command is, or its help.
    args: Args,
    /// The commands below it.
    pub verbs: &'static [Spec],
    /// Adds what each provider and profile below it has, if these are its subcommands.
    pub profile: Option<ProfileArgs>,
    /// Whether it fails while the config file cannot be read.
    pub needs_config: bool,
    /// Reads what was typed, for the profile of this name; a command that needs another below it has none.
    pub read: Option<Read>,
}

type Args = fn(Command) -> Command;
type ProfileArgs = fn(Command, &Provider) -> Command;
type Read = fn(&str, &ArgMatches) -> Verb;

/// The commands, in the order of the help.
pub static VERBS: [Spec; 13] = [
    on_profiles("api", "help-api", with_api, |profile, it| Verb::Api(fetch(profile, it), read_api(it))),
    FETCH,
    on_profiles("login", "help-login", with_login, |profile, it| {
        Verb::Login(fetch(profile, it), read_login(it))
    }),
    on_profiles("logout", "help-logout", with_logout, |profile, it| Verb::Logout(fetch(profile, it))),
    verb("doctor", "help-doctor", doctor, |profile, it| {
        let fetch = (!profile.is_empty()).then(|| fetch(profile, it));
        Verb::Doctor { fetch, json: it.get_flag("json") }
    })
    .on(with_doctor),
    verb(
        "docker-credential",
        "help-docker-credential",
        |command| with_helper(command, include_str!("help/docker-credential.txt")),
        |_, it| Verb::DockerCredential(read_helper(it)),
    )
    .with_config(),
    verb("exec", "help-exec", with_exec, |_, it| Verb::Exec(read_exec(it))).with_config(),
    verb(
        "git-credential",
        "help-git-credential",
        |command| with_helper(command, include_str!("help/git-credential.txt")),
        |_, it| Verb::GitCredential(read_helper(it)),
    )
    .with_config(),
    parent("cache", "help-cache", &CACHE),
    verb("completions", "help-completions", completions, |_, it| {
        // There is always one: it is required.
        let shell = maybe(it, "shell").unwrap_or(Shell::Bash);
        Verb::Completions { shell, words: it.get_flag("words") }
    }),
    parent("config", "help-config", &CONFIG),
    verb("demo", "help-demo", demo, |_, it| Verb::Demo {
        provider: named(it),
        serve: it.get_flag("serve"),
        output: maybe(it, "output"),
    }),
    parent("providers", "help-providers", &PROVIDERS),
];

/// Without any command it is this one.
pub const FETCH: Spec =
    on_profiles("fetch", "help-fetch", with_fetch, |profile, it| Verb::Fetch(fetch(profile, it)));

static CACHE: [Spec; 4] = [
    verb("list", "help-cache-list", with_json, |_, it| Verb::CacheList { json: it.get_flag("json") }),
    verb("clear", "help-cache-clear", clear, |_, it| Verb::CacheClear {
        profile: maybe(it, PROFILE),
        sessions: it.get_flag("sessions"),
    }),
    verb("path", "help-cache-path", none, |_, _| Verb::CachePath),
    verb("verify", "help-cache-verify", none, |_, _| Verb::CacheVerify),
];

static CONFIG: [Spec; 5] = [
    verb("path", "help-config-path", none, |_, _| Verb::ConfigPath),
    verb("init", "help-config-init", none, |_, _| Verb::ConfigInit),
    verb("check", "help-config-check", none, |_, _| Verb::ConfigCheck).with_config(),
    verb(
        "set-secret",
        "help-set-secret",
        |command| command.arg(profile("PROFILE", "help-set-secret-profile")),
        |_, it| Verb::ConfigSetSecret { profile: named(it) },
    )
    .with_config(),
    verb(
        "remove-secret",
        "help-remove-secret",
        |command| command.arg(profile("PROFILE", "help-remove-secret-profile")),
        |_, it| Verb::ConfigRemoveSecret { profile: named(it) },
    )
    .with_config(),
];

static PROVIDERS: [Spec; 3] = [
    verb("list", "help-providers-list", with_json, |_, it| Verb::ProvidersList { json: it.get_flag("json") }),
    verb(
        "show",
        "help-providers-show",
        |command| command.arg(profile("NAME", "help-show-profile")),
        |_, it| Verb::ProvidersShow { name: named(it) },
    ),
    verb(
        "check",
        "help-providers-check",
        |command| command.arg(profile("FILE or NAME", "help-check-profile").num_args(1..)),
        |_, it| Verb::ProvidersCheck { names: all(it, PROFILE) },
    ),
];

const fn verb(name: &'static str, about: &'static str, args: Args, read: Read) -> Spec {
    Spec { name, about, args, verbs: &[], profile: None, needs_config: false, read: Some(read) }
}

/// A command that needs one of `verbs` below it.
const fn parent(name: &'static str, about: &'static str, verbs: &'static [Spec]) -> Spec {
    Spec { name, about, args: none, verbs, profile: None, needs_config: false, read: None }
}

/// A command that needs a provider or a profile below it.
const fn on_profiles(name: &'static str, about: &'static str, profile: ProfileArgs, read: Read) -> Spec {
    verb(name, about, none, read).on(profile).with_config()
}

impl Spec {
    const fn on(self, profile: ProfileArgs) -> Self {
        Self { profile: Some(profile), ..self }
    }

    const fn with_config(self) -> Self {
        Self { needs_config: true, ..self }
    }

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
}

/// The command of this name among `verbs`.
pub fn find(verbs: &'static [Spec], name: &str) -> Option<&'static Spec> {
    verbs.iter().find(|verb| verb.name == name)
}

fn none(command: Command) -> Command {
    command
}

fn fetch(profile: &str, matches: &ArgMatches) -> Box<Fetch> {
    Box::new(read_fetch(profile, matches))
}

/// The provider or profile that is an argument and has to be there.
fn named(matches: &ArgMatches) -> String {
    maybe(matches, PROFILE).unwrap_or_default()
}

fn with_json(command: Command) -> Command {
    command.arg(flag("json", "help-json"))
}

fn clear(command: Command) -> Command {
    command
        .arg(profile("PROFILE", "help-clear-profile").required(false))
        .arg(flag("sessions", "help-sessions"))
}

fn completions(command: Command) -> Command {
    let shell = Arg::new("shell").required(true).value_name("SHELL");
    command
        .arg(shell.value_parser(value_parser!(Shell)).help(message::help("help-shell")))
        .arg(flag("words", "help-words").hide(true))
}

fn demo(command: Command) -> Command {
    let provider = profile("PROVIDER", "help-demo-provider").required(false);
    command.arg(provider.default_value(SHOWN)).arg(flag("serve", "help-serve")).arg(output())
}

fn doctor(command: Command) -> Command {
    // It also goes without a profile.
    let command = command.subcommand_required(false).arg_required_else_help(false);
    command
        .long_about(include_str!("help/doctor.txt").trim_end())
        .override_usage("gettoken doctor [PROFILE] [OPTIONS]")
        .arg(flag("json", "help-doctor-json").help_heading("Output").global(true))
}

/// The tree of all commands or of those among `words`, and of `names`. A command, provider or profile has its arguments
/// only if it is among `words`: building twenty that nobody asked for would cost every call.
pub fn tree(names: &Names, lookup: Lookup, words: &[&str], all_verbs: bool) -> Result<Command> {
    let is_said = |name: &str| words.contains(&name);
    let profile = |name: &str, about: &str, args: ProfileArgs| {
        let command = Command::new(name.to_owned()).about(about.to_owned());
        let provider = if is_said(name) { lookup(name)? } else { None };
        Ok(if let Some(provider) = provider { args(command, &provider) } else { command })
    };
    let mut root = Command::new("gettoken")
        .version(env!("CARGO_PKG_VERSION"))
        .about("Get access tokens: every vendor, one command, cached and right every time")
        .override_usage("gettoken <PROFILE> [OPTIONS]\n       gettoken <COMMAND> [OPTIONS]")
        .after_help(include_str!("help/root.txt").trim_end().replace("{shown}", SHOWN))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand_value_name("PROFILE or COMMAND")
        .subcommand_help_heading("Commands and providers")
        .disable_help_subcommand(!all_verbs && !is_said("help"))
        .args(global());
    for (name, about) in names.words.iter().filter(|(name, _)| !is_command(name)) {
        root = root.subcommand(profile(name, about, with_fetch)?);
    }
    for verb in VERBS.iter().filter(|verb| all_verbs || is_said(verb.name)) {
        if !is_said(verb.name) {
            root = root.subcommand(Command::new(verb.name).about(message::help(verb.about)));
            continue;
        }
        // `Command::defer` would put its arguments behind the global ones.
        let mut command = verb.command();
        if let Some(args) = verb.profile {
            for (name, about) in &names.words {
                command = command.subcommand(profile(name, about, args)?);
            }
        }
        root = root.subcommand(command);
    }
    Ok(root)
}

/// A word that names no profile is what a doctor is asked about: it has the flags that all profiles have.
pub fn with_strangers(tree: Command, names: &Names, words: &[&str]) -> Command {
    // Some are values of flags, which may be alike.
    let words: BTreeSet<&str> = words[1..].iter().copied().collect();
    let strangers = words.into_iter().filter(|word| !names.words.contains_key(*word));
    let strangers = strangers.map(|word| with_doctor(Command::new(word.to_owned()), &general()).hide(true));
    tree.mut_subcommand("doctor", |doctor| doctor.subcommands(strangers))
}

/// A definition that cannot be read has at least what all have.
pub fn lenient<'a>(lookup: Lookup<'a>) -> impl Fn(&str) -> Result<Option<Arc<Provider>>> + 'a {
    |word| lookup(word).or_else(|_| Ok(Some(Arc::new(general()))))
}

/// What a profile has below the command `verb`, and what that has itself, as the manual shows it.
pub fn page(verb: &str) -> Option<Command> {
    let verb = find(&VERBS, verb)?;
    Some((verb.args)(verb.profile?(Command::new("PROFILE"), &general())).args(global()))
}
