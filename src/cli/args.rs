//! The arguments of a provider or profile, as each command that takes one has them, and the parts that commands share.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, Command, ValueHint, value_parser};

use super::format::FormatParser;
use super::network::{with_freshness, with_network};
use super::{Fetch, Login};
use crate::duration;
use crate::provider::{Credential, Provider, Status, Variable};
use crate::secret::Secret;

/// What every command has.
pub fn global() -> [Arg; 4] {
    [
        path("config-dir", "DIR", "Folder of config.toml, providers/ and tokens/ [env: GETTOKEN_CONFIG_DIR]"),
        text("error-format", "FORMAT", "How errors are written on stderr").value_parser(["text", "json"]),
        flag("insecure-file-mode", "Take files with secrets although others may read them, with a warning"),
        flag("verbose", "Say on stderr where each value came from and what was asked")
            .short('v')
            .action(ArgAction::Count),
    ]
    .map(|arg| arg.global(true).help_heading("General"))
}

/// What `gettoken PROFILE` and `gettoken fetch PROFILE` have.
pub fn with_fetch(command: Command, provider: &Provider) -> Command {
    let command = with_request(command, provider)
        .args(claims())
        .next_help_heading("Output")
        .arg(output())
        .arg(text("env-name", "NAME", "The variable's name in the formats env, dotenv, fish and powershell"))
        .arg(user())
        .arg(flag("dry-run", "Show the request, without secrets, and send nothing"));
    with_network(with_freshness(command))
}

/// What `gettoken login PROFILE` has.
pub fn with_login(command: Command, provider: &Provider) -> Command {
    let command = with_request(command, provider)
        .next_help_heading("Login")
        .arg(
            flag("device", "Type a code on another device instead of using a browser here")
                .conflicts_with("no-browser"),
        )
        .arg(flag("no-browser", "Only show the address, and take the one the browser ends at from stdin"))
        .args(unless_declared(
            provider,
            // A definition whose vendor wants a registered address has a variable of that name already.
            text(
                "redirect-uri",
                "URI",
                "Where the vendor sends the browser back to, as it is registered there",
            ),
        ))
        .arg(
            file("refresh-token-file", "Take over a session: a file with its refresh token, or - for stdin")
                .conflicts_with_all(["device", "no-browser"]),
        )
        .arg(time("wait", "How long to wait for the person [default: 5m]"));
    with_network(command)
}

/// `arg`, unless the definition declares a flag of that name, which then counts alone. Every flag that
/// was not there in the first version comes through here: no definition may break by it.
fn unless_declared(provider: &Provider, arg: Arg) -> Option<Arg> {
    let name = arg.get_long().unwrap_or_default();
    (!provider.flags().any(|flag| flag == name)).then_some(arg)
}

/// What `gettoken logout PROFILE` has.
pub fn with_logout(command: Command, provider: &Provider) -> Command {
    let all = flag("all", "End every session of the profile, whatever its client id and server");
    let command =
        with_request(command, provider).next_help_heading("Logout").args(unless_declared(provider, all));
    with_network(command)
}

/// What `gettoken doctor PROFILE` has.
pub fn with_doctor(command: Command, provider: &Provider) -> Command {
    with_network(with_request(command, provider).arg(grant()))
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

/// What every request to a provider needs: credentials, variables and fields.
pub fn with_request(command: Command, provider: &Provider) -> Command {
    let credentials = &provider.credentials;
    command
        .long_about(about(provider))
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
            file("client-secret-file", "A file with the client secret, or - for stdin")
                .conflicts_with("client-secret"),
        )
        .next_help_heading("Request")
        .args(provider.vars.iter().map(|(name, declared)| variable(name, declared)))
        .arg(several("scope", "SCOPE", "What the token is for; may be given several times"))
        .arg(text("audience", "AUDIENCE", "Who the token is for, where the server wants to know"))
        .arg(text("resource", "URI", "The resource the token is for (RFC 8707)"))
        .arg(
            several("param", "NAME=VALUE", "An extra field of the request; may be given several times")
                .value_parser(param),
        )
}

fn about(provider: &Provider) -> String {
    let mut about = format!("{}\n\n", provider.title);
    if !provider.notes.is_empty() {
        about.push_str(&format!("{}\n\n", provider.notes.replace('\r', "")));
    }
    if !provider.docs.is_empty() {
        if provider.status == Status::Unverified {
            about.push_str(
                "This definition is unverified: it was not found in the vendor's documentation.\n\n",
            );
        }
        about.push_str(&format!("Documentation: {}", provider.docs));
    }
    about
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

/// The format of a token.
pub fn output() -> Arg {
    const HELP: &str =
        "What is printed; in template=TEXT, names such as {access_token} are filled in [default: text]";
    text("output", "FORMAT", HELP).short('o').value_parser(FormatParser)
}

/// Whose token is wanted, and what it must be good for.
pub fn claims() -> [Arg; 2] {
    [grant(), flag("require-scope", "Fail if the token lacks some of the scope, instead of a warning")]
}

fn grant() -> Arg {
    text("grant", "WHOSE", "The application's own token, or that of the person who logged in")
        .value_parser(["app", "user"])
}

/// The name beside the token.
pub fn user() -> Arg {
    text("user", "NAME", "Whose token it is, for readers that want a name beside it, such as mail programs")
}

/// Further servers that the token is for.
pub fn allow_host(help: &'static str) -> Arg {
    several("allow-host", "HOST", help)
}

/// The id of each argument that is the name of a provider or a profile.
pub const PROFILE: &str = "profile";

/// A provider or a profile, where it is no subcommand.
pub fn profile(value: &'static str, help: &'static str) -> Arg {
    Arg::new(PROFILE).required(true).value_name(value).help(help)
}

/// A flag with a value.
pub fn text(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value).help(help)
}

/// A flag with a value that may be given several times.
pub fn several(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    text(name, value, help).action(ArgAction::Append)
}

/// A flag with a path.
pub fn path(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    // Shells complete files themselves.
    text(name, value, help).value_parser(value_parser!(PathBuf)).value_hint(ValueHint::Other)
}

/// A flag with the path of a file that may be stdin.
fn file(name: &'static str, help: &'static str) -> Arg {
    path(name, "PATH", help).allow_hyphen_values(true)
}

/// A flag without a value.
pub fn flag(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue).help(help)
}

/// A flag with a length of time.
pub fn time(name: &'static str, help: &'static str) -> Arg {
    text(name, "TIME", help).value_parser(duration::parse)
}

/// Reads a value that may be a secret.
#[expect(clippy::unnecessary_wraps, reason = "the form of a value parser")]
pub fn secret(text: &str) -> Result<Secret, String> {
    Ok(Secret::new(text))
}

fn param(text: &str) -> Result<(String, Secret), String> {
    match text.split_once('=') {
        Some((name, value)) if !name.is_empty() => Ok((name.to_owned(), Secret::new(value))),
        _ => Err("write NAME=VALUE".to_owned()),
    }
}

/// What was given to a provider or profile, whatever the command has of it.
pub fn read_fetch(profile: &str, matches: &ArgMatches) -> Fetch {
    let string = |name: &str| maybe::<String>(matches, name);
    let time = |name: &str| maybe(matches, name);
    let set = |name: &str| maybe(matches, name).unwrap_or(false);
    let vars = matches.ids().filter_map(|id| {
        let name = id.as_str().strip_prefix("var:")?;
        Some((name.to_owned(), string(id.as_str())?))
    });
    let scopes: Vec<String> = all(matches, "scope");
    Fetch {
        profile: profile.to_owned(),
        grant: string("grant"),
        client_id: string("client-id"),
        client_secret: maybe(matches, "client-secret"),
        client_secret_file: maybe(matches, "client-secret-file"),
        scope: (!scopes.is_empty()).then(|| scopes.join(" ")),
        audience: string("audience"),
        resource: string("resource"),
        params: all(matches, "param"),
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
        all: set("all"),
    }
}

/// What was given to `gettoken login PROFILE` besides.
pub fn read_login(matches: &ArgMatches) -> Login {
    Login {
        device: matches.get_flag("device"),
        no_browser: matches.get_flag("no-browser"),
        redirect_uri: maybe(matches, "redirect-uri").or_else(|| maybe(matches, "var:redirect-uri")),
        refresh_token_file: maybe(matches, "refresh-token-file"),
        wait: maybe(matches, "wait"),
    }
}

/// The value of an argument that this command may not have.
pub fn maybe<T: Clone + Send + Sync + 'static>(matches: &ArgMatches, name: &str) -> Option<T> {
    matches.try_get_one::<T>(name).ok().flatten().cloned()
}

/// All values of an argument that this command may not have.
pub fn all<T: Clone + Send + Sync + 'static>(matches: &ArgMatches, name: &str) -> Vec<T> {
    matches.try_get_many::<T>(name).ok().flatten().into_iter().flatten().cloned().collect()
}
