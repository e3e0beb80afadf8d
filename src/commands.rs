//! The table of commands and their dispatch; each command is in its own file.

mod api;
mod cache;
mod completions;
mod config;
mod demo;
mod docker_credential;
mod doctor;
mod exec;
mod explain;
mod fetch;
mod git_credential;
mod import;
mod inspect;
mod introspect;
mod login;
mod logout;
mod man;
mod providers;
mod revoke;
mod setup;
mod status;
mod userinfo;

use std::ffi::OsString;

use chrono::Utc;
use clap::{ArgMatches, Command, ValueHint};

use crate::app::Subject;
use crate::cli::args::{
    flag, maybe, profile, read_fetch, with_fetch, with_helper, with_login, with_logout, with_owner,
};
use crate::cli::help;
use crate::cli::help::Group::{Accounts, Get, Inside, Use};
use crate::cli::{self, Cli, CliError, EarlyArgs, Fetch};
use crate::color;
use crate::error::{Error, Kind, Result};
use crate::fastpath::inputs::Inputs;
use crate::fastpath::replay;
use crate::memory;
use crate::message::Message;
use crate::output;
use crate::report;
use crate::settings::{ConfigDir, Environment, unknown_among};

/// The input of a command: its arguments and where its files are.
pub struct Call<'a> {
    home: &'a ConfigDir,
    /// The provider or profile that the command is for; empty if it takes none.
    profile: String,
    matches: ArgMatches,
    /// The complete argv.
    args: Vec<OsString>,
    /// The error from reading the config file, for commands that work without it.
    bad_config: Option<Error>,
}

impl Call<'_> {
    /// The token that `introspect` or `revoke` is about.
    fn subject(&self) -> Subject {
        let is_set = |flag: &str| maybe(&self.matches, flag).unwrap_or(false);
        match (is_set("stdin"), is_set("refresh-token")) {
            (true, _) => Subject::Stdin,
            (_, true) => Subject::RefreshToken,
            _ => Subject::AccessToken,
        }
    }

    /// The arguments for the profile. Drops argv and the matches, which may contain secrets.
    fn into_fetch(self) -> Fetch {
        read_fetch(&self.profile, &self.matches)
    }
}

/// The handler of a command. Returns the exit code of a success, which is not always 0.
type Run = fn(Call) -> Result<u8>;
type Verb = cli::Verb<Run>;

/// The program itself: `gettoken PROFILE` does the same as `gettoken fetch PROFILE`.
pub static ROOT: Verb = Verb { verbs: &VERBS, ..FETCH };

const FETCH: Verb = Verb::new("fetch", "help-fetch", fetch::run).group(Get).on(with_fetch).with_config();

/// The commands. `gettoken --help` lists those of a group in this order.
static VERBS: [Verb; 22] = [
    Verb::new("setup", "help-setup", setup::run).group(Get).args(setup::args).with_config(),
    FETCH,
    Verb::new("demo", "help-demo", demo::run).group(Get).args(demo::args),
    Verb::new("api", "help-api", api::run).group(Use).on(api::args).with_config(),
    Verb::new("exec", "help-exec", exec::run).group(Use).args(exec::args).with_config(),
    Verb::new("git-credential", "help-git-credential", git_credential::run)
        .group(Use)
        .args(with_helper)
        .with_config(),
    Verb::new("docker-credential", "help-docker-credential", docker_credential::run)
        .group(Use)
        .args(with_helper)
        .with_config(),
    Verb::new("login", "help-login", login::run).group(Accounts).on(with_login).for_people().with_config(),
    Verb::new("logout", "help-logout", logout::run)
        .group(Accounts)
        .on(with_logout)
        .for_people()
        .with_config(),
    Verb::new("revoke", "help-revoke", revoke::run).group(Accounts).on(revoke::args).with_config(),
    Verb::parent("config", "help-config", &CONFIG).group(Accounts),
    Verb::new("import", "help-import", import::run).group(Accounts).args(import::args).with_config(),
    Verb::new("status", "help-status", status::run).group(Accounts).args(status::args).with_config(),
    Verb::parent("providers", "help-providers", &PROVIDERS).group(Inside),
    Verb::new("inspect", "help-inspect", inspect::run).group(Inside).args(inspect::args).with_config(),
    Verb::new("introspect", "help-introspect", introspect::run)
        .group(Inside)
        .on(introspect::args)
        .with_config(),
    Verb::new("userinfo", "help-userinfo", userinfo::run)
        .group(Inside)
        .on(userinfo::args)
        .for_people()
        .with_config(),
    Verb::new("explain", "help-explain", explain::run)
        .group(Inside)
        .args(explain::args)
        .completed(&[("code", explain::completions)]),
    Verb::parent("cache", "help-cache", &CACHE).group(Inside),
    Verb::new("doctor", "help-doctor", doctor::run).group(Inside).args(doctor::args).on(with_owner),
    Verb::new("man", "help-man", man::run)
        .group(Inside)
        .args(man::args)
        .completed(&[("page", man::completions)]),
    Verb::new("completions", "help-completions", completions::run).group(Inside).args(completions::args),
];

static CACHE: [Verb; 4] = [
    Verb::new("list", "help-cache-list", cache::list).args(cache::list_args),
    Verb::new("clear", "help-cache-clear", cache::clear).args(cache::clear_args),
    Verb::new("path", "help-cache-path", cache::path),
    Verb::new("verify", "help-cache-verify", cache::verify),
];

static CONFIG: [Verb; 10] = [
    Verb::new("path", "help-config-path", config::path),
    Verb::new("init", "help-config-init", config::init),
    Verb::new("check", "help-config-check", config::check).with_config(),
    Verb::new("new-key", "help-config-new-key", config::new_key),
    Verb::new("get", "help-config-get", config::edit::get)
        .args(config::edit::key_args)
        .completed(&[("key", config::key::completions)])
        .with_config(),
    Verb::new("list", "help-config-list", config::edit::list).args(config::edit::list_args).with_config(),
    Verb::new("set", "help-config-set", config::edit::set)
        .args(config::edit::set_args)
        .completed(&[("key", config::key::completions), ("value", config::key::value_completions)])
        .with_config(),
    Verb::new("unset", "help-config-unset", config::edit::unset)
        .args(config::edit::key_args)
        .completed(&[("key", config::key::completions)])
        .with_config(),
    Verb::new("set-secret", "help-set-secret", config::secret::set)
        .args(|it| it.arg(profile("PROFILE", "help-set-secret-profile")))
        .with_config(),
    Verb::new("remove-secret", "help-remove-secret", config::secret::remove)
        .args(|it| it.arg(profile("PROFILE", "help-remove-secret-profile")))
        .with_config(),
];

static PROVIDERS: [Verb; 4] = [
    Verb::new("list", "help-providers-list", providers::list).args(with_json),
    Verb::new("search", "help-providers-search", providers::search).args(providers::search_args),
    Verb::new("show", "help-providers-show", providers::show)
        .args(|it| it.arg(profile("NAME", "help-show-profile"))),
    Verb::new("check", "help-providers-check", providers::check).args(|it| {
        it.arg(profile("FILE or NAME", "help-check-profile").num_args(1..).value_hint(ValueHint::AnyPath))
    }),
];

fn with_json(command: Command) -> Command {
    command.arg(flag("json", "help-json"))
}

/// Parses argv and runs the command. Returns the exit code of a success.
pub fn run(args: Vec<OsString>) -> Result<u8> {
    let early = EarlyArgs::read(&args);
    if early.json_errors {
        report::set_json();
    }
    color::set(early.color);
    if let Some(result) = replay::lookup(&args, &early, Utc::now(), |parts| output::write(&parts.concat())) {
        return result.map(|()| 0);
    }
    if let Some(args) = early.login_by_url(&args) {
        return run(args);
    }
    early.language.into_iter().for_each(report::set_language);
    memory::prefault();
    let environment = Environment::process(Inputs::recording());
    // Help, `config` and `providers` must work even if the config file cannot be read.
    let (home, mut bad_config) = match ConfigDir::open(&early, environment.clone()) {
        Ok(home) => (home, None),
        Err(error) => (ConfigDir::without_config(&early, environment), Some(error)),
    };
    let cli = parse(&home, &mut bad_config, &early, &args);
    let result = cli.and_then(|cli| match cli {
        Ok(Cli { run, profile, matches, .. }) => {
            run(Call { home: &home, profile, matches, args, bad_config })
        }
        Err(code) => Ok(code),
    });
    if result.is_err() {
        home.unread_variables().iter().for_each(report::warn);
    }
    result
}

/// Words that users of other programs type, and the commands that do the same here.
const SYNONYMS: [(&str, &str); 42] = [
    ("accounts", "status"),
    ("auth", "login"),
    ("authenticate", "login"),
    ("authorize", "login"),
    ("check", "doctor"),
    ("clean", "cache clear"),
    ("clear", "cache clear"),
    ("configure", "setup"),
    ("configure", "config init"),
    ("curl", "api"),
    ("debug", "doctor"),
    ("delete", "cache clear"),
    ("diagnose", "doctor"),
    ("env", "exec"),
    ("get", "fetch"),
    ("init", "setup"),
    ("init", "config init"),
    ("info", "status"),
    ("list", "providers list"),
    ("list", "cache list"),
    ("logon", "login"),
    ("ls", "providers list"),
    ("ls", "cache list"),
    ("print", "fetch"),
    ("profile", "status"),
    ("profiles", "status"),
    ("profiles", "providers list"),
    ("request", "api"),
    ("run", "exec"),
    ("settings", "config"),
    ("show", "providers show"),
    ("signin", "login"),
    ("signout", "logout"),
    ("test", "doctor"),
    ("token", "fetch"),
    ("validate", "config check"),
    ("vendors", "providers list"),
    ("verify", "doctor"),
    ("version", "--version"),
    ("ver", "--version"),
    ("whoami", "status"),
    ("whoami", "cache list"),
];

/// The commands, and `word` itself for those that it is a synonym of.
fn commands_for(word: &str) -> Vec<(&str, &'static str)> {
    let is_there = |command: &str| {
        command.starts_with("--") || ROOT.find(command.split(' ').next().unwrap_or_default()).is_some()
    };
    let synonyms = SYNONYMS.into_iter().filter(|(synonym, command)| *synonym == word && is_there(command));
    synonyms.chain(VERBS.iter().map(|verb| (verb.name, verb.name))).chain([("help", "help")]).collect()
}

/// Parses the rest of argv. Returns the exit code if help or the version was printed.
fn parse(
    home: &ConfigDir,
    bad_config: &mut Option<Error>,
    early: &EarlyArgs,
    args: &[OsString],
) -> Result<Result<Cli<Run>, u8>> {
    let (names, definition) = (|| home.names(), |word: &str| home.definition(word));
    let alias = |word: &str| {
        let verb = || args.iter().skip(1).find_map(|arg| ROOT.find(arg.to_str()?));
        let by_keyword = || home.login_by_keyword(word).filter(|_| verb().is_some_and(|verb| verb.is_login));
        home.by_alias(word).or_else(by_keyword)
    };
    let cli = match cli::parse(&ROOT, args, early, &names, &definition, &alias) {
        Ok(cli) => cli,
        Err(CliError::Shown(text)) => return output::write(&text).map(|()| Err(0)),
        Err(CliError::Nothing) => {
            let overview = help::overview(&ROOT)?.filter(|_| !report::is_json());
            let overview = overview.ok_or_else(|| Error::new(Kind::Usage, "command-unnamed"))?;
            // Not on stdout: a script that lost an argument must not take help for a token.
            report::line(&overview);
            return Ok(Err(Kind::Usage.exit_code()));
        }
        Err(CliError::Failed(error)) => return Err(error),
        // The word may be a profile in a config file that cannot be read.
        Err(CliError::Unknown { word, kind, is_first, command }) => {
            let commands = if is_first { commands_for(&word) } else { Vec::new() };
            let unknown = || match &command {
                Some(command) => {
                    let hint = Message::new("did-you-mean").with("near", format!("gettoken {command}"));
                    Error::new(kind, "profile-unknown").with("profile", &word).hint(hint)
                }
                None => unknown_among(home, &word, kind, &commands),
            };
            return Err(bad_config.take().unwrap_or_else(unknown));
        }
    };
    // A value may look like a flag. Then the first pass over argv is wrong about these.
    if early.config_dir != maybe(&cli.matches, "config-dir")
        || early.insecure_file_mode != cli.matches.get_flag("insecure-file-mode")
    {
        return Err(Error::new(Kind::Usage, "early-flag-ambiguous"));
    }
    report::set_verbosity(cli.matches.get_count("verbose"));
    // Without a usable path, no command could read or write what the user means.
    let is_needed = |error: &mut Error| cli.needs_config || error.code() == "config-dir-tilde";
    if let Some(error) = bad_config.take_if(is_needed) {
        return Err(error);
    }
    let profile = if cli.profile.is_empty() { cli.profile } else { home.canonical(cli.profile) };
    Ok(Ok(Cli { profile, ..cli }))
}
