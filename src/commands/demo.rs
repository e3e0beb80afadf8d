//! `gettoken demo`: gets a token, without an account, from a mock server on loopback. The server responds
//! with the examples in a provider's definition. With `--serve` it keeps running, for use by scripts; with `--tour` and
//! `--login`, commands that a user would type are run against it.

mod fleet;
mod folder;
mod mock_provider;
mod session;
mod stage;
mod token;
mod tour;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use clap::Command;
use clap::parser::ValueSource;

use super::Call;
use crate::app::{App, Outcome};
use crate::cli::args::{PROFILE, flag, maybe, output, profile};
use crate::crypto::random_text;
use crate::crypto::signing_key::generated_key;
use crate::error::{Error, Kind, Result};
use crate::http::loopback_server::{Handler, LoopbackServer};
use crate::http::{Client, Request};
use crate::message::Message;
use crate::oauth::flow::{Action, AuthorizationCode, DeviceCode, Driver, Flow};
use crate::output::{self, Format};
use crate::provider::builtin::{EXAMPLE_LOGIN, EXAMPLE_PROVIDER};
use crate::provider::{self, Catalog, Digest, Provider, RequestKind, Variable};
use crate::report;
use crate::reserved;
use crate::secret::Secret;
use crate::settings::{self, ConfigDir, Settings, TokenOwner};
use crate::signals;
use crate::template::Template;

use folder::Folder;
use mock_provider::{MockProvider, path_of};
use stage::Stage;

/// In place of a signature that the demo's key cannot make.
const UNKEYED: Digest = Digest::Sha256;

/// The credentials that the mock accepts.
const CLIENT_ID: &str = "demo-client-id";
const CLIENT_SECRET: &str = "demo-client-secret";

pub fn args(command: Command) -> Command {
    let provider = profile("PROVIDER", "help-demo-provider").required(false);
    command
        .arg(provider.default_value(EXAMPLE_PROVIDER))
        .arg(flag("tour", "help-tour").conflicts_with_all(["login", "serve", "output"]))
        .arg(flag("fleet", "help-demo-fleet").conflicts_with_all(["tour", "login", "serve", "output"]))
        .arg(flag("login", "help-demo-login").conflicts_with_all(["serve", "output"]))
        .arg(flag("serve", "help-serve"))
        .arg(output())
}

/// Prints a token of the mock server, shows what gettoken does with it, or keeps the server running until a signal ends
/// it.
pub fn run(Call { home, profile, matches, .. }: Call) -> Result<u8> {
    let [tour, login, serve, fleet] = ["tour", "login", "serve", "fleet"].map(|name| matches.get_flag(name));
    let is_named = matches.value_source(PROFILE) == Some(ValueSource::CommandLine);
    let word = if login && !is_named { EXAMPLE_LOGIN.to_owned() } else { profile };
    let provider = find(home, &word)?;
    let owner = match provider.has_application_grant() {
        true if !login => TokenOwner::Application,
        _ => TokenOwner::Person,
    };
    if provider.token.is_some() && provider.client_credentials.is_none() && !provider.has_login() {
        return Err(Error::new(Kind::Usage, "demo-token-made").with("provider", &provider.name));
    }
    let settings = demo_settings(&provider, maybe(&matches, "output"), owner)?;
    let mock = Arc::new(MockProvider::of(&settings)?);
    let signal = if tour || login || serve || fleet { Some(signals::watch_termination()) } else { None };
    let handler: Handler = {
        let mock = Arc::clone(&mock);
        Arc::new(move |request, respond| respond(&mock.answer(request)))
    };
    let listener = LoopbackServer::start(0, &handler)
        .map_err(|error| Error::new(Kind::Network, "demo-port-failed").caused_by(error))?;
    let address = listener.address();
    mock.set_address(address);
    let Some(signal) = signal else { return show(home, settings, &mock, address).map(|()| 0) };
    let played = Folder::create(home, &settings, address).and_then(|folder| {
        if serve {
            return self::serve(&settings, &folder, address, &signal);
        }
        folder.add_credentials(&settings, if login { "user" } else { "app" })?;
        let stage = Stage::new(home, &settings, &folder, &mock, &signal)?;
        let played = match (login, fleet) {
            (true, _) => session::play(&stage),
            (_, true) => fleet::play(home, &stage, &folder),
            _ => tour::play(&stage),
        };
        played.map(|()| 0)
    });
    // The folder has been removed.
    signal.release();
    signal.code().map_or(played, Ok)
}

/// The definition of the provider or profile `word`, with examples.
fn find(home: &ConfigDir, word: &str) -> Result<Provider> {
    let name = home.provider_name(word);
    if home.catalog.text(&name)?.is_none() {
        return Err(settings::unknown_word(home, &name));
    }
    let mut provider = home.catalog.find(&name)?.0;
    if !provider.examples.iter().any(|example| example.token.is_some()) {
        // A user's definition need not repeat the examples of the built-in one that it replaces.
        let builtin = Catalog::builtin().find(&name);
        provider.examples = builtin.map(|(provider, _)| provider.examples).unwrap_or_default();
    }
    let has_token = provider.examples.iter().any(|example| example.token.is_some());
    let missing = || Error::new(Kind::Config, "demo-example-missing").with("provider", &provider.name);
    if has_token { Ok(provider) } else { Err(missing().with("shown", EXAMPLE_PROVIDER)) }
}

/// The settings for the mock: the demo's credentials, and the variables of the definition's examples.
fn demo_settings(provider: &Provider, output: Option<Format>, owner: TokenOwner) -> Result<Settings> {
    let mut provider = provider.clone();
    // The demo's key is one that can be made quickly, whatever algorithm the vendor wants.
    let assertions = [&mut provider.assertion, &mut provider.client_assertion];
    assertions.into_iter().flatten().for_each(|assertion| assertion.alg = None);
    let by_key = provider.signatures_mut().filter(|signature| signature.digest == Digest::RsaSha256);
    by_key.for_each(|signature| signature.digest = UNKEYED);
    let provider = &provider;
    let mut values = std::collections::BTreeMap::new();
    let page = provider.authorize.iter().map(|page| &page.url);
    let urls = provider.calls().map(|(_, call, _)| &call.url).chain(page);
    let in_urls: Vec<&str> = urls.flat_map(Template::names).collect();
    for example in provider.examples.iter().filter(|example| example.error.is_none()) {
        for (name, value) in &example.given {
            // Another optional variable would only change the request.
            let variable = provider.vars.get(name).filter(|variable| variable.default.is_none());
            let is_needed = |variable: &Variable| variable.required || in_urls.contains(&name.as_str());
            if name == "redirect-uri" || variable.is_some_and(is_needed) {
                values.entry(name.clone()).or_insert_with(|| value.clone());
            }
        }
    }
    for (name, credential) in provider.credentials.named().filter(|(_, credential)| credential.required) {
        let value = if credential.lines { generated_key()? } else { Secret::new(format!("demo-{name}")) };
        values.insert(name.to_owned(), value.expose().to_owned());
    }
    values.insert("client-id".to_owned(), CLIENT_ID.to_owned());
    values.insert("client-secret".to_owned(), CLIENT_SECRET.to_owned());
    let mut settings = settings::for_example(provider, &values, owner)?;
    settings.output = output.unwrap_or_default();
    // A later call must not get the demo token from the cache.
    settings.freshness.cache = false;
    Ok(settings)
}

fn show(home: &ConfigDir, settings: Settings, mock: &MockProvider, address: SocketAddr) -> Result<()> {
    let shown = Message::new("demo-token").with("provider", &settings.provider.name);
    report::say(shown.with("address", address.to_string()));
    let send = |client: &Client, request: &Request| {
        let url = format!("http://{address}{}", path_of(&request.url));
        client.send(&Request { url, ..request.clone() })
    };
    let app = App::of(home, settings);
    let outcome = match app.settings.owner {
        TokenOwner::Application => app.token_through(&send)?,
        TokenOwner::Person => log_in(&app, mock, &send)?,
    };
    output::write(app.rendered(&outcome)?.expose())
}

/// Gets the token of a person, whose part the mock plays.
fn log_in(
    app: &App,
    mock: &MockProvider,
    send: &dyn Fn(&Client, &Request) -> Result<crate::http::Response>,
) -> Result<Outcome> {
    let settings = &app.settings;
    report::say(Message::new("demo-login-played").with("provider", &settings.provider.name));
    let person = |action| {
        Ok(match action {
            Action::Visit { url, .. } => mock.visit(&url).map(Secret::new),
            Action::TypeCode(_) => None,
        })
    };
    let send = |request: &Request| send(&app.client(), request);
    let driver = Driver { send: Box::new(send), person: &person, wait: &|_: Duration| {}, ..app.driver() };
    let uri = settings.value("redirect-uri").unwrap_or_else(|| "http://127.0.0.1/callback".to_owned());
    let mut in_browser = AuthorizationCode::new(uri, &random_text)?;
    let mut on_device = DeviceCode::new(None);
    let flow: &mut dyn Flow =
        if mock.plays(RequestKind::AuthorizationCode) { &mut in_browser } else { &mut on_device };
    let token = driver.run(flow, || Ok(()))?.0.report()?;
    Ok(Outcome { token, from_cache: false, confirmed_at: None })
}

/// Prints the variables that make gettoken use the mock, and waits for a signal.
fn serve(
    settings: &Settings,
    folder: &Folder,
    address: SocketAddr,
    signal: &signals::Termination,
) -> Result<u8> {
    let provider = &settings.provider;
    let directory = ("GETTOKEN_CONFIG_DIR".to_owned(), folder.path().display().to_string());
    output::write(&(exports(&[directory]) + &exports(&credentials(settings))))?;
    let serving = Message::new("demo-serving").with("provider", &provider.name);
    report::say(serving.with("address", address.to_string()));
    let call = match settings.owner {
        TokenOwner::Application => reserved::call(&provider.name),
        TokenOwner::Person => format!("gettoken login {}", provider.name),
    };
    report::say(Message::new("demo-lines").with("call", call));
    Ok(signal.wait())
}

/// The variables of the credentials that have one, and their values.
fn credentials(settings: &Settings) -> Vec<(String, String)> {
    let variables = settings.provider.credentials.named().filter_map(|(name, declared)| {
        let variable = declared.variables().into_iter().find(|name| output::is_variable(name))?;
        let value = match name {
            provider::CLIENT_ID => CLIENT_ID.to_owned(),
            provider::CLIENT_SECRET => CLIENT_SECRET.to_owned(),
            _ => settings.credentials.get(name)?.text.as_ref()?.expose().to_owned(),
        };
        Some((variable, value))
    });
    variables.collect()
}

/// The line of the shell that sets these variables, on Windows of PowerShell. Empty if there are none.
fn exports(variables: &[(String, String)]) -> String {
    let word = |(name, value): &(String, String)| match cfg!(windows) {
        true => format!("$env:{name} = '{}'", value.replace('\'', "''")),
        false => format!("{name}='{}'", value.replace('\'', r"'\''")),
    };
    let words: Vec<String> = variables.iter().map(word).collect();
    match words.is_empty() {
        true => String::new(),
        false if cfg!(windows) => format!("{}\n", words.join("; ")),
        false => format!("export {}\n", words.join(" ")),
    }
}
