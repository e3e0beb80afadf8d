//! The command line: the clap command tree, and the parsed but unresolved arguments.
//!
//! Every provider and profile is a real subcommand.

pub mod args;
pub mod completion;
mod early;
mod error;
mod format;
pub mod help;
mod style;
mod verb;
mod words;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::mem::ManuallyDrop;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use clap::ArgMatches;

use crate::color::Stream;
use crate::error::Result;
use crate::message;
use crate::output::Format;
use crate::provider::Provider;
use crate::reserved::is_command;
use crate::sanitize::visible;
use crate::secret::Secret;

use args::{PROFILE, maybe};
use verb::lenient;

pub use early::EarlyArgs;
pub use error::CliError;
pub use verb::{Verb, tree};

/// A parsed command line, and the handler of its command.
#[derive(Debug)]
pub struct Cli<R> {
    pub run: R,
    /// Whether the command fails if the config file cannot be read.
    pub needs_config: bool,
    /// The provider or profile that the command is for; empty if it takes none.
    pub profile: String,
    pub matches: ArgMatches,
}

/// The arguments of `gettoken PROFILE`, unresolved.
#[derive(Debug, Default)]
pub struct Fetch {
    pub profile: String,
    /// `app` or `user`.
    pub grant: Option<String>,
    /// The client id, scope, audience, resource and variables, keyed by their names in templates.
    pub values: BTreeMap<String, String>,
    /// Further values of the audience and resource, which can be repeated.
    pub further: BTreeMap<String, Vec<String>>,
    /// Credentials by their names in templates, except the client id.
    pub credentials: BTreeMap<String, CredentialArg>,
    pub params: Vec<(String, Secret)>,
    pub authorize_params: Vec<(String, Secret)>,
    pub output: Option<Format>,
    pub api_host: Option<String>,
    pub env_name: Option<String>,
    pub user: Option<String>,
    pub no_cache: bool,
    pub force: bool,
    pub offline: bool,
    pub require_cache: bool,
    pub require_scope: bool,
    /// `access` or `id`.
    pub token: Option<String>,
    pub min_valid: Option<Duration>,
    pub rejected: Option<Rejected>,
    pub timeout: Option<Duration>,
    pub connect_timeout: Option<Duration>,
    pub lock_timeout: Option<Duration>,
    pub retries: Option<u8>,
    pub cacert: Option<PathBuf>,
    pub proxy: Option<Secret>,
    pub ipv4: bool,
    pub ipv6: bool,
    pub dry_run: bool,
    /// Whether the profile is one whose token another needs, so that no flag sets its values.
    pub is_inner: bool,
}

/// A credential on the command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CredentialArg {
    /// `--NAME VALUE`, for the client secret and for what is no secret.
    Text(Secret),
    /// `--NAME-file FILE`
    File(PathBuf),
    /// `--NAME-profile PROFILE`
    Profile(String),
}

impl Fetch {
    /// The arguments for another profile whose token this one needs: only those for the network.
    pub fn for_profile(&self, profile: &str) -> Self {
        Self {
            profile: profile.to_owned(),
            is_inner: true,
            timeout: self.timeout,
            connect_timeout: self.connect_timeout,
            lock_timeout: self.lock_timeout,
            retries: self.retries,
            cacert: self.cacert.clone(),
            proxy: self.proxy.clone(),
            ipv4: self.ipv4,
            ipv6: self.ipv6,
            ..Self::default()
        }
    }
}

/// The token that an API has rejected (`--rejected`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rejected {
    /// The token itself is on stdin.
    Stdin,
    /// The first digits of the token's SHA-256, in lower-case hex.
    Sha256(String),
}

/// The providers and profiles that are subcommands, each with one line of help.
pub type Names = BTreeMap<String, String>;

/// Finds the definition of a provider, or of a profile's provider, by name.
pub type Lookup<'a> = &'a dyn Fn(&str) -> Result<Option<Arc<Provider>>>;

/// Finds the name of the provider of which a word that is no name is an alias.
pub type AliasLookup<'a> = &'a dyn Fn(&str) -> Option<String>;

/// Parses `args`. Help and version are returned as `Err(CliError::Shown)`, already rendered.
pub fn parse<R: Copy>(
    root: &'static Verb<R>,
    args: &[OsString],
    early: &EarlyArgs,
    names: &dyn Fn() -> Names,
    lookup: Lookup,
    alias: AliasLookup,
) -> std::result::Result<Cli<R>, CliError> {
    if early.help.is_some() {
        // Help shows no values, so an alias can be replaced wherever it is.
        let (program, words) = args.split_at(args.len().min(1));
        // Looking for an alias reads every definition.
        let is_language = |arg: &OsString| early.language.is_some_and(|language| arg == language);
        let words = words.iter().map(|arg| if is_language(arg) { arg.clone() } else { named(arg, alias) });
        let args: Vec<OsString> = program.iter().cloned().chain(words).collect();
        match help::page(root, &args, &EarlyArgs::read(&args), lookup, Stream::Stdout) {
            Ok(Some(page)) => return Err(CliError::Shown(page)),
            Ok(None) => {}
            Err(error) => return Err(CliError::Failed(error)),
        }
    }
    let required = required_names(root, early, lookup, alias);
    let parse = |names| parse_with(root, args, early, names, false, lookup);
    let parsed = required.as_ref().map(|names| match message::without_help(|| parse(names)) {
        Err(CliError::Shown(_)) => parse(names),
        parsed => parsed,
    });
    match parsed {
        // Suggestions in an error need the complete tree.
        None | Some(Err(CliError::Failed(_) | CliError::Unknown { .. })) => {
            parse_with(root, args, early, &KnownNames::of(names(), early, alias), true, lookup)
        }
        Some(parsed) => parsed,
    }
}

/// The provider of which `arg` is an alias, or `arg` itself.
fn named(arg: &OsString, alias: AliasLookup) -> OsString {
    let word = arg.to_str().filter(|word| !word.starts_with('-') && !is_command(word));
    word.and_then(alias).map_or_else(|| arg.clone(), OsString::from)
}

/// The names for a tree, and the words on the command line that are other names of these providers.
struct KnownNames<'a> {
    names: Names,
    aliases: BTreeMap<&'a str, String>,
}

impl<'a> KnownNames<'a> {
    /// The `names`, and all aliases on the command line, values of options included.
    fn of(names: Names, early: &EarlyArgs<'a>, alias: AliasLookup) -> Self {
        let is_free = |word: &&&str| !is_command(word) && !names.contains_key(**word);
        let aliases = early.words.iter().filter(is_free).filter_map(|word| Some((*word, alias(word)?)));
        Self { aliases: aliases.collect(), names }
    }
}

/// The subset of provider names needed to parse this command line, or `None` if all are needed. Building the
/// subcommands of all names would take a third of an uncached call.
fn required_names<'a, R>(
    root: &Verb<R>,
    early: &EarlyArgs<'a>,
    lookup: Lookup,
    alias: AliasLookup,
) -> Option<KnownNames<'a>> {
    let only = |names, aliases| Some(KnownNames { names, aliases });
    let none = || only(Names::new(), BTreeMap::new());
    let mut words = early.words.iter().copied();
    let unknown = match root.find(early.first) {
        Some(verb) if verb.profile.is_none() => return none(),
        None if matches!(early.first, "-V" | "--version") => return none(),
        // A profile of this verb may have the name of a command.
        Some(_) => words.nth(1)?,
        None => words.find(|word| !is_command(word))?,
    };
    if lookup(unknown).is_ok_and(|it| it.is_some()) {
        return only(Names::from([(unknown.to_owned(), String::new())]), BTreeMap::new());
    }
    let name = alias(unknown)?;
    only(Names::from([(name.clone(), String::new())]), BTreeMap::from([(unknown, name)]))
}

/// Parses `args` with a tree that contains `names`, and either all verbs or those on the command line.
fn parse_with<R: Copy>(
    root: &'static Verb<R>,
    args: &[OsString],
    early: &EarlyArgs,
    KnownNames { names, aliases }: &KnownNames,
    all_verbs: bool,
    lookup: Lookup,
) -> std::result::Result<Cli<R>, CliError> {
    // The providers behind aliases get their arguments too.
    let words: &Vec<&str> =
        &early.words.iter().copied().chain(aliases.values().map(String::as_str)).collect();
    let tree = if words.first() == Some(&"doctor") {
        // `doctor` reports a broken definition itself, so parsing must not fail because of one.
        let tree = tree(root, names, &lenient(lookup), words, all_verbs);
        tree.map(|tree| verb::accept_unknown_profiles(tree, names, aliases, words))
    } else {
        tree(root, names, lookup, words, all_verbs)
    };
    // Not dropped: it contains no secret, and freeing and wiping it takes a tenth of an uncached call.
    let tree = tree.map_err(CliError::Failed)?;
    let mut tree = ManuallyDrop::new(verb::with_aliases(tree, aliases));
    let mut parsed = tree.try_get_matches_from_mut(args);
    let mut shown = Cow::Borrowed(args);
    if parsed.is_err() && args.iter().any(|arg| arg.to_string_lossy().contains('\n')) {
        // A line break in one of the user's words could look like a line of ours, so the error is about the
        // words as they are shown.
        shown = args.iter().map(|arg| visible(&arg.to_string_lossy()).into()).collect();
        parsed = tree.try_get_matches_from_mut(shown.iter()).map_or_else(Err, |_| parsed);
    }
    let matches = parsed.map_err(|error| CliError::from_clap(&error, &tree, &early.words, &shown))?;
    let (mut matches, mut verb, mut profile) = (matches, root, None);
    while let Some((word, below)) = matches.remove_subcommand() {
        matches = below;
        match verb.find(&word) {
            Some(found) => verb = found,
            None => profile = Some(word),
        }
    }
    let profile = profile.or_else(|| maybe(&matches, PROFILE)).unwrap_or_default();
    let run = verb.run.ok_or_else(|| CliError::missing(&early.words, verb.verbs.iter().map(|it| it.name)))?;
    Ok(Cli { run, needs_config: verb.needs_config, profile, matches })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use clap::Command;

    use super::*;
    use crate::commands::ROOT;
    use crate::provider::Catalog;
    use crate::provider::builtin::EXAMPLE_PROVIDER;
    use crate::reserved::{COMMANDS, is_coming_flag, is_flag, is_source_flag};

    /// Flags that were added after the first version.
    const REPLACEABLE: [&str; 14] = [
        "acr-values",
        "all",
        "api-host",
        "authorize-param",
        "base-url",
        "color",
        "lang",
        "login-hint",
        "max-age",
        "prompt",
        "redirect-uri",
        "refresh-token",
        "stdin",
        "token",
    ];

    #[test]
    fn no_variable_can_take_a_flag_of_ours() {
        let catalog = Catalog::builtin();
        let names = Names::from([("oauth2".to_owned(), String::new())]);
        let words: Vec<&str> = ROOT.verbs.iter().map(|verb| verb.name).chain(["oauth2"]).collect();
        let lookup = |name: &str| catalog.find(name).map(|(provider, _)| Some(Arc::new(provider)));
        let mut tree = tree(&ROOT, &names, &lookup, &words, true).unwrap();
        tree.build();
        let parents = ROOT.verbs.iter().filter(|verb| verb.profile.is_some());
        let below = parents.map(|verb| tree.find_subcommand(verb.name).unwrap());
        let commands = below.chain([&tree]).map(|verb| verb.find_subcommand("oauth2").unwrap());
        let ours: BTreeSet<&str> = commands
            .flat_map(Command::get_arguments)
            .filter(|arg| !arg.get_id().as_str().starts_with("var:"))
            .filter_map(clap::Arg::get_long)
            // A definition's flag of this name replaces ours.
            .filter(|flag| !REPLACEABLE.contains(flag))
            .collect();
        // A flag for the source of a credential depends on the definition, and gives way to a variable.
        let missing: Vec<_> = ours.iter().filter(|flag| !is_flag(flag) && !is_source_flag(flag)).collect();
        assert!(missing.is_empty(), "{missing:?} must be in FLAGS");
        assert!(ours.iter().all(|flag| is_source_flag(flag) || !is_coming_flag(flag)));
        tree.debug_assert();
    }

    #[test]
    fn the_list_of_commands_is_that_of_the_tree() {
        let mut tree = tree(&ROOT, &Names::new(), &|_| Ok(None), &[], true).unwrap();
        tree.build();
        let commands: BTreeSet<&str> = tree.get_subcommands().map(Command::get_name).collect();
        assert_eq!(commands, COMMANDS.split(' ').collect());
    }

    /// The result of parsing, as text to compare.
    fn dump<R: std::fmt::Debug>(parsed: std::result::Result<Cli<R>, CliError>) -> String {
        match parsed {
            Ok(Cli { run, needs_config, profile, matches }) => {
                let values: BTreeMap<_, Vec<_>> = matches
                    .ids()
                    .map(|id| (id.as_str(), matches.get_raw(id.as_str()).into_iter().flatten().collect()))
                    .collect();
                format!(
                    "{run:?} {needs_config} {profile:?} {values:?} {:?}",
                    args::read_fetch(&profile, &matches)
                )
            }
            // Help has a tree of its own.
            Err(CliError::Shown(_)) => "shown".to_owned(),
            Err(exit) => format!("{exit:?}"),
        }
    }

    /// Looking for an alias reads every definition, which takes longer than a cached call.
    #[test]
    fn a_known_name_looks_for_no_alias() {
        let catalog = Catalog::builtin();
        let lookup = |name: &str| catalog.find_for_use(name).map(|found| found.map(Arc::new));
        let alias = |word: &str| panic!("looks for `{word}`");
        for line in [
            &["gettoken", EXAMPLE_PROVIDER, "--scope", "x", "-o", "json"][..],
            &["gettoken", "exec", EXAMPLE_PROVIDER, "--", "true"],
            &["gettoken", "cache", "list"],
            &["gettoken", "--help"],
            &["gettoken", "--help", "--lang", "zh"],
        ] {
            let args: Vec<OsString> = line.iter().map(OsString::from).collect();
            drop(parse(&ROOT, &args, &EarlyArgs::read(&args), &Names::new, &lookup, &alias));
        }
    }

    /// Another name of the example provider.
    const ALIAS: &str = "别名";

    #[test]
    fn a_reduced_tree_parses_like_the_complete_one() {
        let catalog = Catalog::builtin();
        // Some providers have the names of commands.
        let taken = ["exec", "fetch", "help", "login"];
        let lookup = |name: &str| {
            let name = if taken.contains(&name) { EXAMPLE_PROVIDER } else { name };
            catalog.find_for_use(name).map(|found| found.map(Arc::new))
        };
        // Some of all: the complete tree has a command for each.
        let some = catalog.names().into_iter().step_by(10);
        let known: BTreeSet<String> = some.chain([EXAMPLE_PROVIDER.to_owned()]).collect();
        let all = known.iter().map(String::as_str).chain(taken);
        let names: Names = all.map(|name| (name.to_owned(), "Title".to_owned())).collect();
        // Two existing names, and a misspelt one.
        let last = known.last().unwrap();
        let misspelt = &EXAMPLE_PROVIDER[1..];
        let firsts = [EXAMPLE_PROVIDER, last, misspelt, ALIAS, "-v", "-V", "--version", "--bogus"];
        let firsts = COMMANDS.split(' ').chain(firsts);
        let others = [
            "api",
            "cache",
            "clear",
            "doctor",
            "exec",
            "fetch",
            "list",
            EXAMPLE_PROVIDER,
            last,
            "nobody",
            "--",
        ];
        let flags =
            ["-h", "--offline", "--json", "--config-dir", "--scope=x", "-ojson", "--words", "-V", "--wait=x"];
        let seconds: Vec<&str> = others.into_iter().chain(flags).collect();
        let thirds = ["", EXAMPLE_PROVIDER, ALIAS, "help", "--dry-run", "--", "login", "nobody"];
        for (first, second, third) in firsts.flat_map(|first| {
            seconds.iter().flat_map(move |second| thirds.map(|third| (first, *second, third)))
        }) {
            let line: Vec<&str> =
                ["gettoken", first, second, third].into_iter().filter(|it| !it.is_empty()).collect();
            let args: Vec<OsString> = line.iter().map(OsString::from).collect();
            let early = EarlyArgs::read(&args);
            let alias = |word: &str| (word == ALIAS).then(|| EXAMPLE_PROVIDER.to_owned());
            let short = parse(&ROOT, &args, &early, &|| names.clone(), &lookup, &alias);
            let known = KnownNames::of(names.clone(), &early, &alias);
            let long = parse_with(&ROOT, &args, &early, &known, true, &lookup);
            assert_eq!(dump(short), dump(long), "{line:?}");
        }
    }
}
