//! The command line: the clap tree, and what was typed, unresolved.
//!
//! Every provider and profile is a real subcommand. A subcommand gets its arguments only when its
//! name stands on the command line: building twenty that nobody asked for would cost every call.

mod args;
pub mod completion;
mod exit;
mod format;
mod lending;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::mem::ManuallyDrop;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use clap::{ArgMatches, Command};

use crate::error::{Error, Kind, Result};
use crate::output::Format;
use crate::provider::Provider;
use crate::reserved::is_command;
use crate::secret::Secret;

pub use args::{api_page, doctor_page, fetch_page, login_page, logout_page, profile_page, tree};
pub use exit::Exit;
pub use lending::{Exec, Helper};

/// What was typed.
#[derive(Debug)]
pub struct Cli {
    pub config_dir: Option<PathBuf>,
    pub verbose: u8,
    pub verb: Verb,
}

/// One of the verbs; getting a token needs none.
#[derive(Debug)]
pub enum Verb {
    Api(Box<Fetch>, Api),
    CacheClear { profile: Option<String>, sessions: bool },
    CacheList { json: bool },
    CachePath,
    CacheVerify,
    Completions(Completions),
    ConfigCheck,
    ConfigInit,
    ConfigPath,
    ConfigRemoveSecret { profile: String },
    ConfigSetSecret { profile: String },
    Demo(Demo),
    Doctor(Doctor),
    DockerCredential(Box<Helper>),
    Exec(Exec),
    Fetch(Box<Fetch>),
    GitCredential(Box<Helper>),
    Login(Box<Fetch>, Login),
    Logout(Box<Fetch>),
    ProvidersCheck { names: Vec<String> },
    ProvidersList { json: bool },
    ProvidersShow { name: String },
}

/// `gettoken completions`.
#[derive(Debug)]
pub struct Completions {
    pub shell: clap_complete::Shell,
    /// Whether the script asks, for words.
    pub words: bool,
}

/// `gettoken demo`.
#[derive(Debug)]
pub struct Demo {
    pub provider: String,
    pub serve: bool,
    pub output: Option<Format>,
}

/// `gettoken doctor`.
#[derive(Debug)]
pub struct Doctor {
    /// The flags of `gettoken PROFILE`, when one is named.
    pub fetch: Option<Box<Fetch>>,
    pub json: bool,
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
    pub client_id: Option<String>,
    pub client_secret: Option<Secret>,
    pub client_secret_file: Option<PathBuf>,
    pub scope: Option<String>,
    pub audience: Option<String>,
    pub resource: Option<String>,
    pub params: Vec<(String, Secret)>,
    pub vars: BTreeMap<String, String>,
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
pub fn parse(args: &[OsString], names: &dyn Fn() -> Names, lookup: Lookup) -> std::result::Result<Cli, Exit> {
    let read = needed(args, lookup).map(|names| parse_among(args, &names, false, lookup));
    match read {
        // What is wrong is told of all that there is.
        None | Some(Err(Exit::Failed(_) | Exit::Unknown(_))) => parse_among(args, &names(), true, lookup),
        Some(read) => read,
    }
}

/// The names without which the command line would be read as with all of them; `None` where all are needed. Nothing but
/// help and a guess at a misspelt word needs them, and to build what they stand for takes a third of a call.
fn needed(args: &[OsString], lookup: Lookup) -> Option<Names> {
    let words = || args.iter().skip(1).filter_map(|arg| arg.to_str());
    if words().take_while(|word| *word != "--").any(|word| matches!(word, "-h" | "--help" | "help")) {
        return None;
    }
    if args.get(1).is_some_and(|first| NAMELESS.iter().any(|word| first == word)) {
        return Some(Names::default());
    }
    let mut plain = words().filter(|word| !word.starts_with('-'));
    let stranger = match args.get(1).and_then(|first| first.to_str()) {
        // What follows may be the name of a command.
        Some(first) if PARENTS.contains(&first) => plain.nth(1)?,
        _ => plain.find(|word| !is_command(word))?,
    };
    let is_known = lookup(stranger).is_ok_and(|it| it.is_some());
    is_known.then(|| Names { words: BTreeMap::from([(stranger.to_owned(), String::new())]) })
}

/// Reads the command line with a tree of these names, and of all verbs or of those that stand on the line.
fn parse_among(
    args: &[OsString],
    names: &Names,
    all_verbs: bool,
    lookup: Lookup,
) -> std::result::Result<Cli, Exit> {
    let words = args.iter().skip(1).filter_map(|arg| arg.to_str());
    let wanted: Vec<&str> = words.filter(|arg| !arg.starts_with('-')).collect();
    let stands = |word: &str| wanted.contains(&word);
    // What is wrong with a definition is the doctor's to say.
    let lenient = |word: &str| lookup(word).or_else(|_| Ok(Some(Arc::new(args::general()))));
    let lookup: Lookup = if wanted.first() == Some(&"doctor") { &lenient } else { lookup };
    let command = tree(names, lookup, &stands, &|verb| all_verbs || stands(verb)).map_err(Exit::Failed)?;
    // It holds no secret and ends with the process: to give it back, piece by piece and wiped, is a tenth of a call.
    let mut command = ManuallyDrop::new(args::with_patients(command, names, &wanted));
    let matches = command.try_get_matches_from_mut(args).map_err(|error| Exit::from_clap(&error, &wanted))?;
    let (verb, sub) = matches.subcommand().ok_or_else(|| {
        Exit::Failed(Error::new(Kind::Usage, "no profile or command is named").hint("try `gettoken --help`"))
    })?;
    Ok(Cli {
        config_dir: sub.get_one::<PathBuf>("config-dir").cloned(),
        verbose: sub.get_count("verbose"),
        verb: read_verb(verb, sub).map_err(Exit::Failed)?,
    })
}

/// What must be known before the tree can be built: profiles and the user's own providers are words of
/// the command line, and they stand in a folder that it may name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    pub config_dir: Option<PathBuf>,
    pub insecure_file_mode: bool,
}

impl Given {
    /// Looks for both, wherever they stand before a `--`.
    pub fn by(args: &[OsString]) -> Self {
        let mut given = Self::default();
        let mut args = args.iter().skip(1);
        while let Some(arg) = args.next() {
            match arg.to_str() {
                Some("--") => break,
                Some("--config-dir") if given.config_dir.is_none() => {
                    given.config_dir = args.next().map(PathBuf::from);
                }
                Some("--insecure-file-mode") => given.insecure_file_mode = true,
                Some(text) if given.config_dir.is_none() => {
                    given.config_dir = text.strip_prefix("--config-dir=").map(PathBuf::from);
                }
                _ => {}
            }
        }
        given
    }
}

/// Whether errors are wanted as JSON: needed before the command line is known to be right.
pub fn wants_json_errors(args: &[OsString]) -> bool {
    // What follows `--` is another program's.
    let mut is_value = false;
    args.iter().take_while(|arg| *arg != "--").any(|word| {
        let json = word == "--error-format=json" || is_value && word == "json";
        is_value = word == "--error-format";
        json
    })
}

fn read_verb(verb: &str, matches: &ArgMatches) -> Result<Verb> {
    let sub = matches.subcommand();
    let flag = |matches: &ArgMatches, name: &str| matches.get_flag(name);
    Ok(match (verb, sub) {
        ("api", Some((profile, sub))) => {
            Verb::Api(Box::new(args::read_fetch(profile, sub)), args::read_api(sub))
        }
        ("cache", Some(("clear", sub))) => {
            Verb::CacheClear { profile: sub.get_one("profile").cloned(), sessions: flag(sub, "sessions") }
        }
        ("cache", Some(("list", sub))) => Verb::CacheList { json: flag(sub, "json") },
        ("cache", Some(("path", _))) => Verb::CachePath,
        ("cache", Some(("verify", _))) => Verb::CacheVerify,
        ("completions", _) => Verb::Completions(Completions {
            shell: *required(matches, "shell")?,
            words: flag(matches, "words"),
        }),
        ("config", Some(("check", _))) => Verb::ConfigCheck,
        ("config", Some(("init", _))) => Verb::ConfigInit,
        ("config", Some(("path", _))) => Verb::ConfigPath,
        ("config", Some(("remove-secret", sub))) => {
            Verb::ConfigRemoveSecret { profile: required::<String>(sub, "profile")?.clone() }
        }
        ("config", Some(("set-secret", sub))) => {
            Verb::ConfigSetSecret { profile: required::<String>(sub, "profile")?.clone() }
        }
        ("demo", _) => Verb::Demo(Demo {
            provider: required::<String>(matches, "provider")?.clone(),
            serve: flag(matches, "serve"),
            output: matches.get_one("output").cloned(),
        }),
        ("docker-credential", _) => Verb::DockerCredential(Box::new(lending::read_helper(matches)?)),
        ("doctor", sub) => Verb::Doctor(Doctor {
            fetch: sub.map(|(profile, sub)| Box::new(args::read_fetch(profile, sub))),
            json: flag(sub.map_or(matches, |(_, sub)| sub), "json"),
        }),
        ("exec", _) => Verb::Exec(lending::read_exec(matches)?),
        ("fetch", Some((profile, sub))) => Verb::Fetch(Box::new(args::read_fetch(profile, sub))),
        ("git-credential", _) => Verb::GitCredential(Box::new(lending::read_helper(matches)?)),
        ("login", Some((profile, sub))) => {
            Verb::Login(Box::new(args::read_fetch(profile, sub)), args::read_login(sub))
        }
        ("logout", Some((profile, sub))) => Verb::Logout(Box::new(args::read_fetch(profile, sub))),
        ("providers", Some(("check", sub))) => {
            Verb::ProvidersCheck { names: sub.get_many("name").into_iter().flatten().cloned().collect() }
        }
        ("providers", Some(("list", sub))) => Verb::ProvidersList { json: flag(sub, "json") },
        ("providers", Some(("show", sub))) => {
            Verb::ProvidersShow { name: required::<String>(sub, "name")?.clone() }
        }
        (profile, _) => Verb::Fetch(Box::new(args::read_fetch(profile, matches))),
    })
}

fn required<'a, T: Clone + Send + Sync + 'static>(matches: &'a ArgMatches, name: &str) -> Result<&'a T> {
    matches.get_one::<T>(name).ok_or_else(|| Error::new(Kind::Internal, format!("`{name}` is missing")))
}

/// The commands whose subcommands are providers and profiles.
const PARENTS: [&str; 5] = ["api", "doctor", "fetch", "login", "logout"];

/// First words behind which no subcommand bears a provider's or a profile's name.
const NAMELESS: [&str; 10] = [
    "-V",
    "--version",
    "cache",
    "completions",
    "config",
    "demo",
    "docker-credential",
    "exec",
    "git-credential",
    "providers",
];

/// The whole tree with every argument, for man pages.
pub fn full_tree(names: &Names, lookup: Lookup) -> Result<Command> {
    tree(names, lookup, &|_| true, &|_| true)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::provider::Catalog;
    use crate::provider::builtin::SHOWN;
    use crate::reserved::{COMMANDS, FLAGS, is_coming_flag};

    #[test]
    fn no_variable_can_take_a_flag_of_ours() {
        let catalog = Catalog::builtin();
        let names = Names { words: BTreeMap::from([("oauth2".to_owned(), String::new())]) };
        let tree = full_tree(&names, &|name| catalog.find(name).map(Arc::new).map(Some)).unwrap();
        let below = PARENTS.map(|verb| tree.find_subcommand(verb).unwrap());
        let commands = below.into_iter().chain([&tree]).map(|verb| verb.find_subcommand("oauth2").unwrap());
        let ours: BTreeSet<&str> = commands
            .flat_map(Command::get_arguments)
            .filter(|arg| !arg.get_id().as_str().starts_with("var:"))
            .filter_map(clap::Arg::get_long)
            // A definition's own replaces it.
            .filter(|flag| *flag != "redirect-uri")
            .collect();
        let missing: Vec<_> = ours.iter().filter(|flag| !FLAGS.contains(flag)).collect();
        assert!(missing.is_empty(), "{missing:?} must be in FLAGS");
        assert!(ours.iter().all(|flag| !is_coming_flag(flag)));
        tree.debug_assert();
    }

    #[test]
    fn the_list_of_commands_is_that_of_the_tree() {
        let mut tree = full_tree(&Names::default(), &|_| Ok(None)).unwrap();
        tree.build();
        let commands: BTreeSet<&str> = tree.get_subcommands().map(Command::get_name).collect();
        assert_eq!(commands, COMMANDS.into());
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
        let firsts =
            COMMANDS.iter().copied().chain([SHOWN, last, misspelt, "-v", "-V", "--version", "--bogus"]);
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
            let short = parse(&args, &|| names.clone(), &lookup);
            assert_eq!(
                format!("{short:?}"),
                format!("{:?}", parse_among(&args, &names, true, &lookup)),
                "{line:?}"
            );
        }
    }

    #[test]
    fn the_config_folder_is_found_wherever_it_stands() {
        let given = |words: &[&str]| Given::by(&words.iter().map(OsString::from).collect::<Vec<_>>());
        let find = |words: &[&str]| given(words).config_dir;
        assert_eq!(find(&["gettoken", "x-mail", "--config-dir", "/x"]), Some("/x".into()));
        assert_eq!(find(&["gettoken", "--config-dir=/x", "x-mail"]), Some("/x".into()));
        assert_eq!(find(&["gettoken", "x-mail"]), None);
        assert_eq!(find(&["gettoken", "exec", "x", "--", "y", "--config-dir=/x"]), None);
        assert!(given(&["gettoken", "--config-dir", "/x", "x", "--insecure-file-mode"]).insecure_file_mode);
        assert!(!given(&["gettoken", "exec", "x", "--", "y", "--insecure-file-mode"]).insecure_file_mode);
    }
}
