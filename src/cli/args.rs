//! The clap tree and its arguments, verb by verb.

mod api;
mod doctor;
mod reach;
mod verbs;

use std::path::PathBuf;
use std::sync::Arc;

pub use api::{api_page, read_api};
pub use doctor::{doctor_page, with_patients};
pub use reach::{freshness, network};
use verbs::verbs;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, Command, ValueHint, value_parser};

use super::format::FormatParser;
use super::{Fetch, Login, Lookup, Names, lending};
use crate::duration;
use crate::error::Result;
use crate::provider::builtin::SHOWN;
use crate::provider::{Credential, Provider, Status, Variable};
use crate::reserved::is_command;
use crate::secret::Secret;

const EXIT_CODES: &str = "\
Exit status:
   0  the answer is on stdout         6  network: try again
   1  a bug                           7  busy or too many calls: try again
   2  bad flags                       8  the answer cannot be used
   3  configuration or credentials    9  the cache or stdout cannot be written
   4  a person must log in           10  a secret command failed
   5  the vendor refuses";

fn examples() -> String {
    format!(
        "{EXIT_CODES}

Examples:
  gettoken demo                                  see it work, without an account
  gettoken {SHOWN}                               token, type and expiry
  T=$(gettoken {SHOWN} -o token)                 the bare token
  gettoken {SHOWN} -o header | curl -H @- URL    call an API

`gettoken PROFILE --help` shows what a provider needs."
    )
}

/// The tree; only subcommands that are `wanted` get their arguments, and only verbs that are `shown` are in it.
pub fn tree(
    names: &Names,
    lookup: Lookup,
    wanted: &dyn Fn(&str) -> bool,
    shown: &dyn Fn(&str) -> bool,
) -> Result<Command> {
    let mut root = Command::new("gettoken")
        .version(env!("CARGO_PKG_VERSION"))
        .about("Get access tokens: every vendor, one command, cached and right every time")
        .override_usage("gettoken <PROFILE> [OPTIONS]\n       gettoken <COMMAND> [OPTIONS]")
        .after_help(examples())
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand_value_name("PROFILE or COMMAND")
        .subcommand_help_heading("Commands and providers")
        .disable_help_subcommand(!shown("help"))
        .args(global());
    for (name, title) in names.words.iter().filter(|(name, _)| !is_command(name)) {
        let command = Command::new(name.clone()).about(title.clone());
        root = root.subcommand(match definition(name, lookup, wanted)? {
            Some(provider) => with_provider(command, &provider),
            None => command,
        });
    }
    let sessions =
        sessions().into_iter().chain([("doctor", doctor::verb as Fit, doctor::with_doctor as Dress)]);
    for (verb, fit, dress) in sessions.filter(|(verb, ..)| shown(verb)) {
        // Several times as many subcommands as there are providers: only those that are asked for are dressed.
        let asked_for = wanted(verb);
        let mut verb = fit(Command::new(verb));
        for (name, title) in names.words.iter().filter(|_| asked_for) {
            let command = Command::new(name.clone()).about(title.clone());
            verb = verb.subcommand(match definition(name, lookup, wanted)? {
                Some(provider) => dress(command, &provider),
                None => command,
            });
        }
        root = root.subcommand(verb);
    }
    Ok(root.subcommands(lending::verbs(wanted, shown)).subcommands(verbs(shown)))
}

fn definition(name: &str, lookup: Lookup, wanted: &dyn Fn(&str) -> bool) -> Result<Option<Arc<Provider>>> {
    if wanted(name) { lookup(name) } else { Ok(None) }
}

/// Gives a verb what it has.
pub type Fit = fn(Command) -> Command;
/// Gives a provider below a verb what it has there.
type Dress = fn(Command, &Provider) -> Command;

fn sessions() -> [(&'static str, Fit, Dress); 4] {
    [
        (
            "api",
            |verb| {
                session(
                    verb,
                    "Call the vendor's API with the token; one more try with a new one when it is rejected",
                )
            },
            api::with_api,
        ),
        (
            "fetch",
            |verb| session(verb, "Get a token, also from a profile that has the name of a command"),
            with_provider,
        ),
        (
            "login",
            |verb| session(verb, "Log in, in a browser or on another device, and stay logged in"),
            with_login,
        ),
        ("logout", |verb| session(verb, "End a session here and at the vendor"), with_logout),
    ]
}

fn session(verb: Command, about: &'static str) -> Command {
    verb.about(about)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand_value_name("PROFILE")
        .subcommand_help_heading("Providers and profiles")
        .disable_help_subcommand(true)
}

fn with_login(command: Command, provider: &Provider) -> Command {
    with_request(command, provider)
        .next_help_heading("Login")
        .arg(
            flag("device", "Type a code on another device instead of using a browser here")
                .conflicts_with("no-browser"),
        )
        .arg(flag("no-browser", "Only show the address, and take the one the browser ends at from stdin"))
        .args(unless_declared(provider, redirect_uri()))
        .arg(
            path(
                "refresh-token-file",
                "PATH",
                "Take over a session: a file with its refresh token, or - for stdin",
            )
            .allow_hyphen_values(true)
            .conflicts_with_all(["device", "no-browser"]),
        )
        .arg(time("wait", "How long to wait for the person [default: 5m]"))
        .next_help_heading("Network")
        .args(network())
}

/// A definition whose vendor wants a registered address has a variable of that name already.
fn redirect_uri() -> Arg {
    text("redirect-uri", "URI", "Where the vendor sends the browser back to, as it is registered there")
}

/// `arg`, unless the definition declares a flag of that name, which then counts alone. Every flag that
/// was not there in the first version comes through here: no definition may break by it.
fn unless_declared(provider: &Provider, arg: Arg) -> Option<Arg> {
    let name = arg.get_long().unwrap_or_default();
    (!provider.flags().any(|flag| flag == name)).then_some(arg)
}

fn with_logout(command: Command, provider: &Provider) -> Command {
    with_request(command, provider).next_help_heading("Network").args(network())
}

/// What `gettoken login PROFILE` and `gettoken logout PROFILE` have, for the manual.
pub fn login_page() -> Command {
    with_login(Command::new("PROFILE").about("Log in to a provider or a profile of your own"), &general())
        .args(global())
}

/// As [`login_page`].
pub fn logout_page() -> Command {
    with_logout(Command::new("PROFILE").about("Log out of a provider or a profile of your own"), &general())
        .args(global())
}

fn global() -> [Arg; 4] {
    [
        Arg::new("config-dir")
            .long("config-dir")
            .value_name("DIR")
            .global(true)
            .help_heading("General")
            .value_parser(value_parser!(PathBuf))
            .value_hint(ValueHint::Other)
            .help("Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]"),
        Arg::new("error-format")
            .long("error-format")
            .value_name("FORMAT")
            .global(true)
            .help_heading("General")
            .value_parser(["text", "json"])
            .help("How errors are written on stderr"),
        flag("insecure-file-mode", "Take files with secrets although others may read them, with a warning")
            .global(true)
            .help_heading("General"),
        Arg::new("verbose")
            .short('v')
            .long("verbose")
            .global(true)
            .help_heading("General")
            .action(ArgAction::Count)
            .help("Say on stderr where each value came from and what was asked"),
    ]
}

/// What every provider's subcommand has, for the manual.
pub fn profile_page() -> Command {
    let about = "Get a token from a provider, or from a profile of your own";
    with_provider(Command::new("PROFILE").about(about), &general()).args(global())
}

/// What `gettoken fetch PROFILE` has, for the manual: the same.
pub fn fetch_page() -> Command {
    profile_page().about("Get a token, also from a profile that has the name of a command")
}

/// What is true of every provider.
pub fn general() -> Provider {
    Provider {
        title: "Any provider; those that come with gettoken, and your own".to_owned(),
        docs: "gettoken-provider(5)".to_owned(),
        status: Status::Verified,
        ..Provider::default()
    }
}

/// The arguments of a provider, or of a profile that uses it.
fn with_provider(command: Command, provider: &Provider) -> Command {
    with_request(command, provider)
        .args(claims())
        .next_help_heading("Output")
        .arg(output())
        .arg(text("env-name", "NAME", "The variable's name in the formats env, dotenv, fish and powershell"))
        .arg(user())
        .arg(flag("dry-run", "Show the request, without secrets, and send nothing"))
        .next_help_heading("Freshness")
        .args(freshness())
        .next_help_heading("Network")
        .args(network())
}

/// What every request to a provider needs: credentials, variables and fields.
fn with_request(command: Command, provider: &Provider) -> Command {
    let mut about = format!("{}\n\n", provider.title);
    if !provider.notes.is_empty() {
        about.push_str(&format!("{}\n\n", provider.notes.replace('\r', "")));
    }
    if provider.status == Status::Unverified && !provider.docs.is_empty() {
        about.push_str("This definition is unverified: it was not found in the vendor's documentation.\n\n");
    }
    if !provider.docs.is_empty() {
        about.push_str(&format!("Documentation: {}", provider.docs));
    }
    let credentials = &provider.credentials;
    command
        .long_about(about)
        .next_help_heading("Credentials")
        .arg(credential("client-id", "ID", "The client id", &credentials.client_id))
        .arg(
            credential(
                "client-secret",
                "SECRET",
                "The client secret; other users of this machine may see it",
                &credentials.client_secret,
            )
            .value_parser(secret),
        )
        .arg(
            path("client-secret-file", "PATH", "A file with the client secret, or - for stdin")
                .conflicts_with("client-secret")
                .allow_hyphen_values(true),
        )
        .next_help_heading("Request")
        .args(provider.vars.iter().map(|(name, declared)| variable(name, declared)))
        .args(request())
}

fn credential(name: &'static str, value: &'static str, help: &str, declared: &Credential) -> Arg {
    let title = declared.title.as_ref().map(|title| format!(" ({title})")).unwrap_or_default();
    text(name, value, "")
        .help(format!("{help}{title}{}", env_help(&declared.env)))
        .visible_aliases(declared.flags.clone())
}

fn variable(name: &str, declared: &Variable) -> Arg {
    let mut help = format!("{}{}", declared.help, env_help(&declared.env));
    if let Some(default) = declared.default.as_deref().filter(|default| !default.is_empty()) {
        help.push_str(&format!(" [default: {default}]"));
    }
    let words: Vec<String> = declared.choices.keys().cloned().collect();
    let arg =
        Arg::new(format!("var:{name}")).long(name.to_owned()).value_name(name.to_uppercase()).help(help);
    if words.is_empty() { arg } else { arg.value_parser(PossibleValuesParser::new(words)) }
}

fn env_help(names: &[String]) -> String {
    if names.is_empty() { String::new() } else { format!(" [env: {}]", names.join(", ")) }
}

fn request() -> [Arg; 4] {
    [
        text("scope", "SCOPE", "What the token is for; may be given several times").action(ArgAction::Append),
        text("audience", "AUDIENCE", "Who the token is for, where the server wants to know"),
        text("resource", "URI", "The resource the token is for (RFC 8707)"),
        text("param", "NAME=VALUE", "An extra field of the request; may be given several times")
            .action(ArgAction::Append)
            .value_parser(param),
    ]
}

fn output() -> Arg {
    Arg::new("output")
        .short('o')
        .long("output")
        .value_name("FORMAT")
        .value_parser(FormatParser)
        .help("What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]")
}

/// Whose token is wanted, and what it must be good for.
pub fn claims() -> [Arg; 2] {
    [grant(), flag("require-scope", "Fail if the token lacks some of the scope, instead of a warning")]
}

/// Whose token is wanted.
pub fn grant() -> Arg {
    text("grant", "WHOSE", "The application's own token, or that of the person who logged in")
        .value_parser(["app", "user"])
}

/// The name beside the token.
pub fn user() -> Arg {
    text("user", "NAME", "Whose token it is, for readers that want a name beside it, such as mail programs")
}

pub fn text(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value).help(help)
}

fn path(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    // Shells complete files themselves.
    text(name, value, help).value_parser(value_parser!(PathBuf)).value_hint(ValueHint::Other)
}

pub fn flag(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue).help(help)
}

fn time(name: &'static str, help: &'static str) -> Arg {
    text(name, "TIME", help).value_parser(duration::parse)
}

#[expect(clippy::unnecessary_wraps, reason = "the form of a value parser")]
fn secret(text: &str) -> std::result::Result<Secret, String> {
    Ok(Secret::new(text))
}

fn param(text: &str) -> std::result::Result<(String, Secret), String> {
    match text.split_once('=') {
        Some((name, value)) if !name.is_empty() => Ok((name.to_owned(), Secret::new(value))),
        _ => Err("write NAME=VALUE".to_owned()),
    }
}

/// What was given to a provider's or profile's subcommand.
pub fn read_fetch(profile: &str, matches: &ArgMatches) -> Fetch {
    let string = |name: &str| maybe::<String>(matches, name);
    let time = |name: &str| maybe(matches, name);
    let set = |name: &str| maybe(matches, name).unwrap_or(false);
    let vars = matches.ids().filter_map(|id| {
        let name = id.as_str().strip_prefix("var:")?;
        Some((name.to_owned(), matches.get_one::<String>(id.as_str())?.clone()))
    });
    let scopes: Option<Vec<&String>> =
        matches.try_get_many::<String>("scope").ok().flatten().map(Iterator::collect);
    Fetch {
        profile: profile.to_owned(),
        grant: string("grant"),
        client_id: string("client-id"),
        client_secret: maybe(matches, "client-secret"),
        client_secret_file: maybe(matches, "client-secret-file"),
        scope: scopes.map(|words| words.into_iter().cloned().collect::<Vec<_>>().join(" ")),
        audience: string("audience"),
        resource: string("resource"),
        params: matches.try_get_many("param").ok().flatten().into_iter().flatten().cloned().collect(),
        vars: vars.collect(),
        output: maybe(matches, "output"),
        env_name: string("env-name"),
        user: string("user"),
        no_cache: set("no-cache"),
        force: set("force"),
        offline: set("offline"),
        require_cache: set("require-cache"),
        require_scope: set("require-scope"),
        min_valid: time("min-valid"),
        rejected: maybe(matches, "rejected"),
        timeout: time("timeout"),
        connect_timeout: time("connect-timeout"),
        lock_timeout: time("lock-timeout"),
        retries: maybe(matches, "retries"),
        cacert: maybe(matches, "cacert"),
        proxy: maybe(matches, "proxy"),
        ipv4: set("ipv4"),
        ipv6: set("ipv6"),
        dry_run: set("dry-run"),
    }
}

/// What was given to `gettoken login PROFILE` besides.
pub fn read_login(matches: &ArgMatches) -> Login {
    Login {
        device: maybe(matches, "device").unwrap_or(false),
        no_browser: maybe(matches, "no-browser").unwrap_or(false),
        redirect_uri: maybe(matches, "redirect-uri").or_else(|| maybe(matches, "var:redirect-uri")),
        refresh_token_file: maybe(matches, "refresh-token-file"),
        wait: maybe(matches, "wait"),
    }
}

/// The value of an argument that this subcommand may not have.
pub fn maybe<T: Clone + Send + Sync + 'static>(matches: &ArgMatches, name: &str) -> Option<T> {
    matches.try_get_one::<T>(name).ok().flatten().cloned()
}
