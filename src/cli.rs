//! The command line: the clap tree, and what was typed, unresolved.
//!
//! Every provider and profile is a real subcommand.

mod api;
mod args;
pub mod completion;
mod credential_helper;
mod early;
mod exec;
mod exit;
mod format;
mod network;
mod verbs;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::mem::ManuallyDrop;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crate::error::Result;
use crate::output::Format;
use crate::provider::Provider;
use crate::reserved::is_command;
use crate::secret::Secret;

pub use credential_helper::Helper;
pub use early::EarlyArgs;
pub use exec::Exec;
pub use exit::Exit;
pub use verbs::{VERBS, page, tree};

/// What was typed.
#[derive(Debug)]
pub struct Cli {
    pub verbose: u8,
    /// Whether the command fails while the config file cannot be read.
    pub needs_config: bool,
    pub verb: Verb,
}

/// One of the verbs; getting a token needs none.
#[derive(Debug)]
pub enum Verb {
    Api(Box<Fetch>, Api),
    CacheClear {
        profile: Option<String>,
        sessions: bool,
    },
    CacheList {
        json: bool,
    },
    CachePath,
    CacheVerify,
    /// `words`: the script asks for them.
    Completions {
        shell: clap_complete::Shell,
        words: bool,
    },
    ConfigCheck,
    ConfigInit,
    ConfigPath,
    ConfigRemoveSecret {
        profile: String,
    },
    ConfigSetSecret {
        profile: String,
    },
    Demo {
        provider: String,
        serve: bool,
        output: Option<Format>,
    },
    /// `fetch`: the flags of `gettoken PROFILE`, when one is named.
    Doctor {
        fetch: Option<Box<Fetch>>,
        json: bool,
    },
    DockerCredential(Box<Helper>),
    Exec(Exec),
    Fetch(Box<Fetch>),
    GitCredential(Box<Helper>),
    Login(Box<Fetch>, Login),
    Logout(Box<Fetch>),
    ProvidersCheck {
        names: Vec<String>,
    },
    ProvidersList {
        json: bool,
    },
    ProvidersShow {
        name: String,
    },
}

/// What `gettoken api PROFILE` has besides the flags of `gettoken PROFILE`.
#[derive(Debug, Default)]
pub struct Api {
    /// A path or a URL, with a method before it or none.
    pub words: Vec<String>,
    pub fields: Vec<(String, Field)>,
    pub headers: Vec<(String, Secret)>,
    pub query: Vec<(String, Secret)>,
    pub input: Option<PathBuf>,
    pub include: bool,
    pub paginate: bool,
    pub output: Option<PathBuf>,
    pub allow_host: Vec<String>,
    pub smoke: bool,
}

/// A field of an API request.
#[derive(Clone, Debug)]
pub enum Field {
    /// Text as it is.
    Raw(String),
    /// A number, true, false, null or JSON; text otherwise; a file's content after `@`.
    Typed(String),
}

/// What `gettoken login PROFILE` has besides the flags of `gettoken PROFILE`.
#[derive(Debug, Default)]
pub struct Login {
    pub device: bool,
    pub no_browser: bool,
    pub redirect_uri: Option<String>,
    pub refresh_token_file: Option<PathBuf>,
    pub wait: Option<Duration>,
}

/// `gettoken PROFILE`: flags as they were given.
#[derive(Debug, Default)]
pub struct Fetch {
    pub profile: String,
    /// `app` or `user`.
    pub grant: Option<String>,
    /// Client id, scope, audience, resource and variables, by the name that templates use.
    pub values: BTreeMap<String, String>,
    pub client_secret: Option<Secret>,
    pub client_secret_file: Option<PathBuf>,
    pub params: Vec<(String, Secret)>,
    pub output: Option<Format>,
    pub env_name: Option<String>,
    pub user: Option<String>,
    pub no_cache: bool,
    pub force: bool,
    pub offline: bool,
    pub require_cache: bool,
    pub require_scope: bool,
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
    /// `logout`: every session of the profile.
    pub all: bool,
}

impl Fetch {
    /// Whether there may be secrets among the words of the command line.
    pub fn shows_secrets(&self) -> bool {
        self.client_secret.is_some() || self.proxy.is_some() || !self.params.is_empty()
    }
}

/// Which token a caller found to be rejected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rejected {
    /// It stands on stdin.
    Stdin,
    /// The first digits of its SHA-256, in lower-case hex.
    Sha256(String),
}

/// What the command line may name besides the verbs.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// Providers and profiles by name, with a line of help each.
    pub words: BTreeMap<String, String>,
}

/// Finds the definition behind a provider's or a profile's name.
pub type Lookup<'a> = &'a dyn Fn(&str) -> Result<Option<Arc<Provider>>>;

/// Reads the command line. Help and version come back as `Err(Exit::Shown)`, already rendered.
pub fn parse(
    args: &[OsString],
    early: &EarlyArgs,
    names: &dyn Fn() -> Names,
    lookup: Lookup,
) -> std::result::Result<Cli, Exit> {
    let read = needed(early, lookup).map(|names| parse_among(args, early, &names, false, lookup));
    match read {
        // An error is about all that there is.
        None | Some(Err(Exit::Failed(_) | Exit::Unknown(_))) => {
            parse_among(args, early, &names(), true, lookup)
        }
        Some(read) => read,
    }
}

/// The names without which the command line would be read as with all of them; `None` where all are needed. Nothing but
/// help and a guess at a misspelt word needs them, and to build what they stand for takes a third of a call.
fn needed(early: &EarlyArgs, lookup: Lookup) -> Option<Names> {
    if early.help {
        return None;
    }
    let mut words = early.words.iter().copied();
    let stranger = match verbs::find(&VERBS, early.first) {
        Some(verb) if verb.profile.is_none() => return Some(Names::default()),
        None if matches!(early.first, "-V" | "--version") => return Some(Names::default()),
        // What follows may be the name of a command.
        Some(_) => words.nth(1)?,
        None => words.find(|word| !is_command(word))?,
    };
    let is_known = lookup(stranger).is_ok_and(|it| it.is_some());
    is_known.then(|| Names { words: BTreeMap::from([(stranger.to_owned(), String::new())]) })
}

/// Reads the command line with a tree of these names, and of all verbs or of those that it has.
fn parse_among(
    args: &[OsString],
    early: &EarlyArgs,
    names: &Names,
    all_verbs: bool,
    lookup: Lookup,
) -> std::result::Result<Cli, Exit> {
    let words = &early.words;
    let tree = if words.first() == Some(&"doctor") {
        // The doctor itself says what is wrong with a definition.
        let tree = tree(names, &verbs::lenient(lookup), words, all_verbs);
        tree.map(|tree| verbs::with_strangers(tree, names, words))
    } else {
        tree(names, lookup, words, all_verbs)
    };
    // It holds no secret and ends with the process: to give it back, piece by piece and wiped, is a tenth of a call.
    let mut tree = ManuallyDrop::new(tree.map_err(Exit::Failed)?);
    let matches = tree.try_get_matches_from_mut(args).map_err(|error| Exit::from_clap(&error, words))?;
    let (mut matches, mut verb, mut profile) = (&matches, &verbs::FETCH, "");
    let mut below: &[verbs::Spec] = &VERBS;
    while let Some((word, sub)) = matches.subcommand() {
        matches = sub;
        match verbs::find(below, word) {
            Some(found) => (verb, below) = (found, found.verbs),
            None => profile = word,
        }
    }
    let read = verb.read.ok_or_else(|| Exit::missing(words))?;
    let verbose = matches.get_count("verbose");
    Ok(Cli { verbose, needs_config: verb.needs_config, verb: read(profile, matches) })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use clap::Command;

    use super::*;
    use crate::provider::Catalog;
    use crate::provider::builtin::SHOWN;
    use crate::reserved::{COMMANDS, is_coming_flag, is_flag};

    #[test]
    fn no_variable_can_take_a_flag_of_ours() {
        let catalog = Catalog::builtin();
        let names = Names { words: BTreeMap::from([("oauth2".to_owned(), String::new())]) };
        let words: Vec<&str> = VERBS.iter().map(|verb| verb.name).chain(["oauth2"]).collect();
        let lookup = |name: &str| catalog.find(name).map(|(provider, _)| Some(Arc::new(provider)));
        let mut tree = tree(&names, &lookup, &words, true).unwrap();
        tree.build();
        let parents = VERBS.iter().filter(|verb| verb.profile.is_some());
        let below = parents.map(|verb| tree.find_subcommand(verb.name).unwrap());
        let commands = below.chain([&tree]).map(|verb| verb.find_subcommand("oauth2").unwrap());
        let ours: BTreeSet<&str> = commands
            .flat_map(Command::get_arguments)
            .filter(|arg| !arg.get_id().as_str().starts_with("var:"))
            .filter_map(clap::Arg::get_long)
            // A definition's own replaces it.
            .filter(|flag| !["all", "redirect-uri"].contains(flag))
            .collect();
        let missing: Vec<_> = ours.iter().filter(|flag| !is_flag(flag)).collect();
        assert!(missing.is_empty(), "{missing:?} must be in FLAGS");
        assert!(ours.iter().all(|flag| !is_coming_flag(flag)));
        tree.debug_assert();
    }

    #[test]
    fn the_list_of_commands_is_that_of_the_tree() {
        let mut tree = tree(&Names::default(), &|_| Ok(None), &[], true).unwrap();
        tree.build();
        let commands: BTreeSet<&str> = tree.get_subcommands().map(Command::get_name).collect();
        assert_eq!(commands, COMMANDS.split(' ').collect());
    }

    #[test]
    fn what_does_not_stand_on_the_line_makes_no_difference() {
        let catalog = Catalog::builtin();
        // Some are called as commands are.
        let taken = ["exec", "fetch", "help", "login"];
        let lookup = |name: &str| {
            let name = if taken.contains(&name) { SHOWN } else { name };
            catalog.find_for_use(name).map(|found| found.map(Arc::new))
        };
        let known = catalog.names();
        let all = known.iter().map(String::as_str).chain(taken);
        let names = Names { words: all.map(|name| (name.to_owned(), "Title".to_owned())).collect() };
        // Two that there are, and a misspelt one.
        let last = known.last().unwrap();
        let misspelt = &SHOWN[1..];
        let firsts = COMMANDS.split(' ').chain([SHOWN, last, misspelt, "-v", "-V", "--version", "--bogus"]);
        let others =
            ["api", "cache", "clear", "doctor", "exec", "fetch", "list", SHOWN, last, "nobody", "--"];
        let flags =
            ["-h", "--offline", "--json", "--config-dir", "--scope=x", "-ojson", "--words", "-V", "--wait=x"];
        let seconds: Vec<&str> = others.into_iter().chain(flags).collect();
        let thirds = ["", SHOWN, "help", "--dry-run", "--", "login", "nobody"];
        for (first, second, third) in firsts.flat_map(|first| {
            seconds.iter().flat_map(move |second| thirds.map(|third| (first, *second, third)))
        }) {
            let line: Vec<&str> =
                ["gettoken", first, second, third].into_iter().filter(|it| !it.is_empty()).collect();
            let args: Vec<OsString> = line.iter().map(OsString::from).collect();
            let early = EarlyArgs::read(&args);
            let short = parse(&args, &early, &|| names.clone(), &lookup);
            assert_eq!(
                format!("{short:?}"),
                format!("{:?}", parse_among(&args, &early, &names, true, &lookup)),
                "{line:?}"
            );
        }
    }
}
