//! The arguments of commands that take a provider or profile, and the arguments that commands share.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, Command, ValueHint, value_parser};

use super::format::FormatParser;
use super::{CredentialArg, Fetch, Rejected};
use crate::color;
use crate::duration;
use crate::message::{self, ENGLISH, Message};
use crate::provider::{
    BASE_URL, CLIENT_ID, CLIENT_SECRET, Credential, Evidence, Provider, REPEATABLE, STANDARD_VALUES,
    Variable, names_credential,
};
use crate::report;
use crate::secret::Secret;

/// The minimum number of hex digits in `--rejected=SHA256`.
const MIN_HASH_DIGITS: usize = 8;

/// The largest `--retries`.
const MAX_RETRIES: u8 = 10;

/// The arguments of every command.
pub fn global() -> [Arg; 6] {
    [
        text("color", "WHEN", "help-color").value_parser(color::Choice::WORDS),
        path("config-dir", "DIR", "help-config-dir"),
        text("error-format", "FORMAT", "help-error-format").value_parser(["text", "json"]),
        flag("insecure-file-mode", "help-insecure-file-mode"),
        text("lang", "LANGUAGE", "help-lang").value_parser(PossibleValuesParser::new(message::languages())),
        flag("verbose", "help-verbose").short('v').action(ArgAction::Count),
    ]
    .map(|arg| arg.global(true).help_heading(message::help("help-heading-general")))
}

/// Adds the arguments of `gettoken PROFILE` and `gettoken fetch PROFILE`.
pub fn with_fetch(command: Command, provider: &Provider) -> Command {
    let command = with_request(command, provider)
        .args(token_requirements())
        .args(token_kind(provider))
        .next_help_heading(message::help("help-heading-output"))
        .arg(output())
        .arg(text("env-name", "NAME", "help-env-name"))
        .arg(text("user", "NAME", "help-user"))
        .args(api_host(provider))
        .arg(flag("dry-run", "help-dry-run"));
    with_network(with_freshness(command))
}

/// Adds the arguments of `gettoken login PROFILE`.
pub fn with_login(command: Command, provider: &Provider) -> Command {
    let command = with_request(command, provider)
        .next_help_heading(message::help("help-heading-login"))
        .args(new_profile(provider))
        .arg(flag("device", "help-device").conflicts_with("no-browser"))
        .arg(flag("no-browser", "help-no-browser"))
        // Definitions of vendors that require a registered redirect URI already declare this variable.
        .args(unless_declared(provider, text("redirect-uri", "URI", "help-redirect-uri")))
        .arg(
            file("refresh-token-file", "help-refresh-token-file")
                .conflicts_with_all(["device", "no-browser"]),
        )
        .arg(time("wait", "help-wait"))
        .args(authorize().into_iter().filter_map(|arg| unless_declared(provider, arg)));
    with_network(command)
}

/// The option that names the profile for the URL of a login.
fn new_profile(provider: &Provider) -> Option<Arg> {
    let name = text("as", "NAME", "help-login-as");
    provider.protected_resource.as_ref().and_then(|_| unless_declared(provider, name))
}

/// The option that names the server of the API.
pub fn api_host(provider: &Provider) -> Option<Arg> {
    unless_declared(provider, text("api-host", "HOST", "help-host-of-api"))
}

/// The option that selects the access token or the ID token.
pub fn token_kind(provider: &Provider) -> Option<Arg> {
    unless_declared(provider, text("token", "KIND", "help-token").value_parser(["access", "id"]))
}

/// The options for fields of the authorization URL (OpenID Connect Core §3.1.2.1).
fn authorize() -> [Arg; 5] {
    [
        text("prompt", "PROMPT", "help-prompt"),
        text("login-hint", "HINT", "help-login-hint"),
        time("max-age", "help-max-age"),
        several("acr-values", "ACR", "help-acr-values"),
        several("authorize-param", "NAME=VALUE", "help-authorize-param").value_parser(param),
    ]
}

/// The fields of the authorization URL from those options.
fn authorize_params(matches: &ArgMatches) -> Vec<(String, Secret)> {
    let max_age = maybe::<Duration>(matches, "max-age").map(|age| age.as_secs().to_string());
    let acr_values = Some(all::<String>(matches, "acr-values").join(" ")).filter(|values| !values.is_empty());
    let named = [
        ("prompt", maybe(matches, "prompt")),
        ("login_hint", maybe(matches, "login-hint")),
        ("max_age", max_age),
        ("acr_values", acr_values),
    ];
    let named = named.into_iter().filter_map(|(name, value)| Some((name.to_owned(), Secret::new(value?))));
    named.chain(all(matches, "authorize-param")).collect()
}

/// Returns `arg`, unless the definition declares a flag of the same name, which takes precedence. Every flag
/// added after the first version must pass through here, so that no existing definition breaks.
pub fn unless_declared(provider: &Provider, arg: Arg) -> Option<Arg> {
    let name = arg.get_long().unwrap_or_default();
    let is_declared =
        provider.flags().any(|flag| flag == name) || provider.source_flags().any(|flag| flag == name);
    (!is_declared).then_some(arg)
}

/// Adds the arguments of `gettoken logout PROFILE`.
pub fn with_logout(command: Command, provider: &Provider) -> Command {
    let all = flag("all", "help-all");
    let command = with_request(command, provider)
        .next_help_heading(message::help("help-heading-logout"))
        .args(unless_declared(provider, all));
    with_network(command)
}

/// Adds the arguments of `gettoken doctor PROFILE`, which every command has that is about one token.
pub fn with_owner(command: Command, provider: &Provider) -> Command {
    with_network(with_request(command, provider).arg(grant()))
}

/// Adds the arguments of the credential helpers, `gettoken git-credential` and `gettoken docker-credential`.
pub fn with_helper(command: Command) -> Command {
    // Any word is accepted: git requires its helpers to ignore unknown operations.
    let operation = Arg::new("operation").required(true).value_name("OPERATION");
    let command = command
        .arg(profile("PROFILE", "help-helper-profile"))
        .arg(operation.help(message::help("help-operation")))
        .arg(several("allow-host", "HOST", "help-helper-host"))
        .arg(text("user", "NAME", "help-user"))
        .args(token_requirements())
        .args(token_kind(&Provider::default()));
    with_network(command)
}

/// A placeholder definition with only the arguments that every provider has.
pub fn general() -> Provider {
    Provider {
        title: message::help("help-profile-any").to_owned(),
        docs: "gettoken-provider(5)".to_owned(),
        evidence: Some(Evidence::Documented),
        ..Provider::default()
    }
}

/// Adds the credentials, variables and other fields of a token request.
pub fn with_request(command: Command, provider: &Provider) -> Command {
    let credentials = &provider.credentials;
    let texts = Some(report::language()).filter(|it| *it != ENGLISH).map(|it| provider.texts(it));
    let title = |name: &str, own: &Credential| {
        let translated = texts.as_ref().map(|texts| texts.credentials.get(name).cloned());
        translated.unwrap_or_else(|| own.title.clone())
    };
    let help = |name: &String, own: &Variable| {
        texts.as_ref().map_or_else(|| own.help.clone(), |texts| texts.vars[name].clone())
    };
    let (heading, notes) =
        texts.as_ref().map_or((&provider.title, &provider.notes), |texts| (&texts.title, &texts.notes));
    command
        .long_about(about(provider, heading, notes))
        .next_help_heading(message::help("help-heading-credentials"))
        .args(credentials.named().flat_map(|(name, own)| {
            // Still accepted, as by every provider.
            let is_unused =
                [CLIENT_ID, CLIENT_SECRET].contains(&name) && !provider.has_client_credential(name);
            let args = credential(name, own, title(name, own), credentials.is_secret(name));
            args.into_iter().map(move |arg| arg.hide(is_unused))
        }))
        .next_help_heading(message::help("help-heading-request"))
        .args(provider.vars.iter().map(|(name, declared)| variable(name, declared, &help(name, declared))))
        .args(unless_declared(provider, text(BASE_URL, "URL", "help-base-url")))
        .arg(several("scope", "SCOPE", "help-scope"))
        .arg(several("audience", "AUDIENCE", "help-audience"))
        .arg(several("resource", "URI", "help-resource"))
        .arg(several("param", "NAME=VALUE", "help-param").value_parser(param))
}

/// Adds the options that decide whether a cached token is used.
pub fn with_freshness(command: Command) -> Command {
    command.next_help_heading(message::help("help-heading-freshness")).args([
        flag("force", "help-force"),
        time("min-valid", "help-min-valid"),
        text("rejected", "SHA256", "help-rejected")
            .num_args(0..=1)
            .require_equals(true)
            .allow_hyphen_values(false)
            .default_missing_value("-")
            .value_parser(rejected)
            .conflicts_with("force"),
        flag("offline", "help-offline").conflicts_with_all(["force", "rejected", "no-cache"]),
        flag("no-cache", "help-no-cache"),
        flag("require-cache", "help-require-cache").conflicts_with("no-cache"),
        time("lock-timeout", "help-lock-timeout"),
    ])
}

/// Adds the options for connections, time limits and retries.
pub fn with_network(command: Command) -> Command {
    command.next_help_heading(message::help("help-heading-network")).args([
        time("timeout", "help-timeout"),
        time("connect-timeout", "help-connect-timeout"),
        text("retries", "NUMBER", "help-retries").value_parser(retries),
        path("cacert", "FILE", "help-cacert"),
        text("proxy", "URL", "help-proxy").value_parser(secret),
        flag("ipv4", "help-ipv4").short('4').conflicts_with("ipv6"),
        flag("ipv6", "help-ipv6").short('6'),
    ])
}

fn about(provider: &Provider, title: &str, notes: &str) -> String {
    if !message::has_help() {
        return String::new();
    }
    let mut about = format!("{title}\n\n");
    if !notes.is_empty() {
        about.push_str(&format!("{}\n\n", notes.replace('\r', "")));
    }
    if !provider.docs.is_empty() {
        let doubt = match provider.evidence() {
            Evidence::Live | Evidence::Sdk | Evidence::Documented => None,
            Evidence::Client => Some("help-client-evidence"),
            Evidence::Unverified => Some("help-unverified"),
        };
        if let Some(doubt) = doubt {
            about.push_str(&format!("{}\n\n", message::help(doubt)));
        }
        about.push_str(&filled("help-documentation", "{url}", &provider.docs));
    }
    about
}

/// The ids of a credential's arguments end like their flags.
const FILE: &str = "-file";
const OF_PROFILE: &str = "-profile";
/// How the ids of credentials' arguments begin.
const CREDENTIAL: &str = "cred:";

/// The arguments for a credential. The only secret whose value may be an argument is the client secret: others see it.
fn credential(name: &str, declared: &Credential, title: Option<String>, is_secret: bool) -> Vec<Arg> {
    let ours = credential_help(name).map_or(name, |code| message::help(code));
    // Nobody who reads another language needs the English name as well.
    let is_enough = |title: &String| report::language() != ENGLISH || names_credential(title, ours);
    let shown = match title {
        Some(title) if is_enough(&title) => title,
        Some(title) => filled("help-credential", "{title}", &title).replacen("{help}", ours, 1),
        None => ours.to_owned(),
    };
    let env = env_help(&declared.env);
    if name == CLIENT_ID {
        let arg = text("client-id", "ID", "help-client-id").help(format!("{shown}{env}"));
        return vec![arg.visible_aliases(declared.flags.clone())];
    }
    let arg = |ending: &str, value: &'static str| {
        let arg = Arg::new(format!("{CREDENTIAL}{name}{ending}")).long(format!("{name}{ending}"));
        arg.value_name(value).allow_hyphen_values(true)
    };
    let aliases = |ending: &'static str| declared.flags.iter().map(move |flag| format!("{flag}{ending}"));
    if name == CLIENT_SECRET {
        let visible = message::help("help-secret-visible");
        let secret = arg("", "SECRET").value_parser(secret).help(format!("{shown}{visible}{env}"));
        let in_file = arg(FILE, "FILE").help(message::help("help-client-secret-file"));
        return vec![
            secret.visible_aliases(declared.flags.clone()),
            in_file
                .value_parser(value_parser!(PathBuf))
                .value_hint(ValueHint::AnyPath)
                .conflicts_with(format!("{CREDENTIAL}{name}")),
        ];
    }
    let in_file = filled("help-credential-file", "{what}", &shown) + &env;
    let in_file =
        arg(FILE, "FILE").value_parser(value_parser!(PathBuf)).value_hint(ValueHint::AnyPath).help(in_file);
    let of_profile = filled("help-credential-profile", "{what}", &shown);
    let of_profile =
        arg(OF_PROFILE, "PROFILE").help(of_profile).conflicts_with(format!("{CREDENTIAL}{name}{FILE}"));
    let mut args = vec![in_file.visible_aliases(aliases(FILE).collect::<Vec<_>>()), of_profile];
    if !is_secret {
        let others = [FILE, OF_PROFILE].map(|ending| format!("{CREDENTIAL}{name}{ending}"));
        let value = arg("", "VALUE").value_parser(secret).help(shown).conflicts_with_all(others);
        args.insert(0, value.visible_aliases(declared.flags.clone()));
    }
    args
}

/// The message code for a credential that many definitions have.
fn credential_help(name: &str) -> Option<&'static str> {
    Some(match name {
        "actor" => "help-actor",
        "certificate" => "help-certificate",
        "client-id" => "help-client-id",
        "client-key" => "help-client-key",
        "client-secret" => "help-client-secret",
        "password" => "help-password",
        "subject" => "help-subject",
        "username" => "help-username",
        _ => return None,
    })
}

/// The credentials on the command line, by name.
fn given_credentials(matches: &ArgMatches) -> BTreeMap<String, CredentialArg> {
    let given = matches.ids().filter_map(|id| {
        let name = id.as_str().strip_prefix(CREDENTIAL)?;
        let id = id.as_str();
        if let Some(text) = maybe::<Secret>(matches, id) {
            return Some((name.to_owned(), CredentialArg::Text(text)));
        }
        if let Some(path) = maybe::<PathBuf>(matches, id) {
            return Some((name.strip_suffix(FILE)?.to_owned(), CredentialArg::File(path)));
        }
        let profile = maybe::<String>(matches, id)?;
        Some((name.strip_suffix(OF_PROFILE)?.to_owned(), CredentialArg::Profile(profile)))
    });
    given.collect()
}

fn variable(name: &str, declared: &Variable, help: &str) -> Arg {
    let mut help = format!("{help}{}", env_help(&declared.env));
    if let Some(default) = declared.default.as_deref().filter(|default| !default.is_empty()) {
        help.push_str(&filled("help-default", "{value}", default));
    }
    let words: Vec<String> = declared.choices.keys().cloned().collect();
    let arg =
        Arg::new(format!("var:{name}")).long(name.to_owned()).value_name(name.to_uppercase()).help(help);
    if words.is_empty() {
        arg.allow_hyphen_values(true)
    } else {
        arg.value_parser(PossibleValuesParser::new(words))
    }
}

fn env_help(names: &[String]) -> String {
    if names.is_empty() || !message::has_help() {
        return String::new();
    }
    filled("help-env", "{names}", &names.join(message::help("list-comma")))
}

/// The text of `code` with one parameter. Every call builds these texts, so this is not a [`Message`]; what is unsafe
/// in help is escaped where it is shown.
fn filled(code: &str, parameter: &str, value: &str) -> String {
    if !message::has_help() {
        return String::new();
    }
    message::help(code).replacen(parameter, value, 1)
}

/// The `--output` option: the format in which a token is printed.
pub fn output() -> Arg {
    text("output", "FORMAT", "help-output").short('o').value_parser(FormatParser)
}

/// The options that select the token's owner and check its scope.
pub fn token_requirements() -> [Arg; 2] {
    [grant(), flag("require-scope", "help-require-scope")]
}

fn grant() -> Arg {
    text("grant", "OWNER", "help-grant").value_parser(["app", "user"])
}

/// The id of every positional argument that names a provider or profile.
pub const PROFILE: &str = "profile";

/// A positional argument that names a provider or profile, for commands without profile subcommands.
pub fn profile(value: &'static str, help: &'static str) -> Arg {
    Arg::new(PROFILE).required(true).value_name(value).help(message::help(help))
}

/// An option with a value.
pub fn text(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    // A secret, among others, may begin with `-`.
    Arg::new(name).long(name).value_name(value).help(message::help(help)).allow_hyphen_values(true)
}

/// An option with a value, which can be repeated.
pub fn several(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    text(name, value, help).action(ArgAction::Append)
}

/// An option with a path.
pub fn path(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    text(name, value, help).value_parser(value_parser!(PathBuf)).value_hint(ValueHint::AnyPath)
}

/// An option with the path of a file, or `-` for stdin.
fn file(name: &'static str, help: &'static str) -> Arg {
    path(name, "FILE", help)
}

/// A flag without a value.
pub fn flag(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue).help(message::help(help))
}

/// An option with a duration.
pub fn time(name: &'static str, help: &'static str) -> Arg {
    text(name, "DURATION", help).value_parser(duration::parse)
}

/// Parses a value that may be a secret.
fn secret(text: &str) -> Result<Secret, String> {
    Ok(Secret::new(text))
}

fn retries(text: &str) -> Result<u8, Message> {
    let number = text.parse().ok().filter(|number| *number <= MAX_RETRIES);
    number.ok_or_else(|| Message::new("retries-out-of-range").with("most", MAX_RETRIES))
}

fn rejected(text: &str) -> Result<Rejected, Message> {
    if text == "-" {
        return Ok(Rejected::Stdin);
    }
    let digits = text.to_ascii_lowercase();
    let hex = (MIN_HASH_DIGITS..=64).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_hexdigit());
    if hex {
        Ok(Rejected::Sha256(digits))
    } else {
        Err(Message::new("digits-expected").with("least", MIN_HASH_DIGITS))
    }
}

fn param(text: &str) -> Result<(String, Secret), Message> {
    match text.split_once('=') {
        Some((name, value)) if !name.is_empty() => Ok((name.to_owned(), Secret::new(value))),
        _ => Err(Message::new("pair-expected").with("form", "NAME=VALUE")),
    }
}

/// Collects the arguments for a provider or profile; those that the command does not have stay unset.
pub fn read_fetch(profile: &str, matches: &ArgMatches) -> Fetch {
    let string = |name: &str| maybe::<String>(matches, name);
    let time = |name: &str| maybe(matches, name);
    let set = |name: &str| maybe(matches, name).unwrap_or(false);
    let values = matches.ids().map(clap::Id::as_str).filter_map(|id| {
        let name = id
            .strip_prefix("var:")
            .or_else(|| (id == BASE_URL || STANDARD_VALUES.contains(&id)).then_some(id))?;
        let given = all::<String>(matches, id);
        // Scopes make one value. Of other flags that can be repeated, this is the first.
        Some((name.to_owned(), if name == "scope" { given.join(" ") } else { given.first()?.clone() }))
    });
    let further = REPEATABLE.map(|name| (name.to_owned(), all(matches, name).into_iter().skip(1).collect()));
    Fetch {
        profile: profile.to_owned(),
        grant: string("grant"),
        values: values.collect(),
        further: further.into(),
        credentials: given_credentials(matches),
        params: all(matches, "param"),
        authorize_params: authorize_params(matches),
        output: maybe(matches, "output"),
        api_host: string("api-host"),
        env_name: string("env-name"),
        user: string("user"),
        no_cache: set("no-cache"),
        force: set("force"),
        offline: set("offline"),
        require_cache: set("require-cache"),
        require_scope: set("require-scope"),
        token: string("token"),
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
        is_inner: false,
    }
}

/// The value of an argument, or `None` if it was not given or the command does not have it.
pub fn maybe<T: Clone + Send + Sync + 'static>(matches: &ArgMatches, name: &str) -> Option<T> {
    matches.try_get_one::<T>(name).ok().flatten().cloned()
}

/// All values of an argument; empty if it was not given or the command does not have it.
pub fn all<T: Clone + Send + Sync + 'static>(matches: &ArgMatches, name: &str) -> Vec<T> {
    matches.try_get_many::<T>(name).ok().flatten().into_iter().flatten().cloned().collect()
}
