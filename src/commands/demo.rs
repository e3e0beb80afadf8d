//! `gettoken demo`: gets a token, without an account, from a mock server on loopback. The server responds
//! with the examples in a provider's definition. With `--serve` it keeps running, for use by scripts.

mod mock_provider;

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::{fs, io};

use clap::Command;

use super::Call;
use crate::app::App;
use crate::cli::args::{flag, maybe, output, profile};
use crate::error::{Error, Kind, Result};
use crate::http::loopback_server::{Handler, LoopbackServer};
use crate::http::{Client, Request};
use crate::message::Message;
use crate::output::{self, Format};
use crate::provider::builtin::EXAMPLE_PROVIDER;
use crate::provider::{Catalog, Example, Provider};
use crate::report;
use crate::reserved;
use crate::settings::{self, ConfigDir, Settings, TokenOwner};
use crate::signals;

use mock_provider::{MockProvider, path_of, template_path};

/// The credentials that the mock accepts.
const CLIENT_ID: &str = "demo-client-id";
const CLIENT_SECRET: &str = "demo-client-secret";

pub fn args(command: Command) -> Command {
    let provider = profile("PROVIDER", "help-demo-provider").required(false);
    command.arg(provider.default_value(EXAMPLE_PROVIDER)).arg(flag("serve", "help-serve")).arg(output())
}

/// Prints a token of the mock server, or keeps the server running until a signal ends it.
pub fn run(Call { home, profile, matches, .. }: Call) -> Result<u8> {
    let serve = matches.get_flag("serve");
    let name = home.provider_name(&profile);
    let provider = home.definition(&name)?.ok_or_else(|| settings::unknown_word(home, &name))?;
    let mut provider = Arc::unwrap_or_clone(provider);
    if !provider.examples.iter().any(Example::is_application_token) {
        // A user's definition need not repeat the examples of the built-in one that it replaces.
        let builtin = Catalog::builtin().find(&name);
        provider.examples = builtin.map(|(provider, _)| provider.examples).unwrap_or_default();
    }
    let example = provider.examples.iter().find(|example| example.is_application_token());
    let missing = || Error::new(Kind::Login, "demo-example-missing").with("provider", &provider.name);
    let example = example.ok_or_else(|| missing().with("shown", EXAMPLE_PROVIDER))?;
    let settings = demo_settings(&provider, example, maybe(&matches, "output"))?;
    let mock = MockProvider::of(&settings, example)?;
    if serve {
        signals::block_termination();
    }
    let handler: Handler = Arc::new(move |request, respond| respond(mock.answer(request)));
    let listener = LoopbackServer::start(0, &handler)
        .map_err(|error| Error::new(Kind::Network, "demo-port-failed").caused_by(error))?;
    let address = listener.address();
    if serve { self::serve(home, &settings, address) } else { show(home, settings, address).map(|()| 0) }
}

fn demo_settings(provider: &Provider, example: &Example, output: Option<Format>) -> Result<Settings> {
    let mut values = example.given.clone();
    values.insert("client-id".to_owned(), CLIENT_ID.to_owned());
    values.insert("client-secret".to_owned(), CLIENT_SECRET.to_owned());
    let mut settings = settings::for_example(provider, &values, TokenOwner::Application)?;
    settings.output = output.unwrap_or_default();
    // A later call must not get the demo token from the cache.
    settings.freshness.cache = false;
    Ok(settings)
}

fn show(home: &ConfigDir, settings: Settings, address: SocketAddr) -> Result<()> {
    let shown = Message::new("demo-token").with("provider", &settings.provider.name);
    report::say(shown.with("address", address.to_string()));
    let send = |client: &Client, request: &Request| {
        let url = format!("http://{address}{}", path_of(&request.url));
        client.send(&Request { url, ..request.clone() })
    };
    let app = App::of(home, settings);
    output::write(app.rendered(&app.token_through(&send)?)?.expose())
}

/// Writes a temporary config directory whose definition points to the mock, and waits for a signal.
fn serve(home: &ConfigDir, settings: &Settings, address: SocketAddr) -> Result<u8> {
    let provider = &settings.provider;
    let folder = home.temporary();
    let folder = folder.map_err(|error| Error::new(Kind::Storage, "demo-folder-failed").caused_by(error))?;
    write_folder(home, &folder, settings, address)?;
    let quoted = folder.display().to_string().replace('\'', r"'\''");
    output::write(&format!("export GETTOKEN_CONFIG_DIR='{quoted}'\n{}\n", exports(provider)))?;
    let serving = Message::new("demo-serving").with("provider", &provider.name);
    report::say(serving.with("address", address.to_string()));
    report::say(Message::new("demo-lines").with("call", reserved::call(&provider.name)));
    let code = signals::wait_for_termination();
    if let Err(error) = fs::remove_dir_all(&folder) {
        let kept = Message::new("demo-folder-kept").with("path", &*folder);
        report::warn(kept.with("error", &error));
    }
    Ok(code)
}

fn exports(provider: &Provider) -> String {
    let credentials = &provider.credentials;
    let pairs = [(&credentials.client_id.env, CLIENT_ID), (&credentials.client_secret.env, CLIENT_SECRET)];
    let words = pairs.into_iter().filter_map(|(names, value)| {
        let name = names.iter().find(|name| output::is_variable(name))?;
        Some(format!("{name}='{value}'"))
    });
    format!("export {}", words.collect::<Vec<_>>().join(" "))
}

/// Writes `providers/NAME.toml` with the mock's URLs, copies of the user's own definitions, which it may
/// extend, and a `config.toml` with the variables that the definition requires.
fn write_folder(home: &ConfigDir, folder: &Path, settings: &Settings, address: SocketAddr) -> Result<()> {
    let provider = &settings.provider;
    let failed = |error: io::Error| Error::new(Kind::Storage, "demo-folder-unwritten").caused_by(error);
    let vars = provider.vars.iter().filter(|(_, variable)| variable.required);
    let vars = vars.filter_map(|(name, _)| Some((name.clone(), settings.values.get(name)?.clone().into())));
    let vars = vars.collect::<toml::Table>();
    let config = format!("[profiles.\"{}\".vars]\n{vars}", provider.name);
    fs::write(folder.join("config.toml"), config).map_err(failed)?;
    let providers = folder.join("providers");
    fs::create_dir(&providers).map_err(failed)?;
    for name in home.catalog.names() {
        let own = home.catalog.text(&name)?.filter(|found| found.file.is_some());
        let own = own.map(|found| found.text.into_owned());
        let text = if name == provider.name { Some(rewrite_definition(own, settings, address)) } else { own };
        if let Some(text) = text {
            fs::write(providers.join(format!("{name}.toml")), text).map_err(failed)?;
        }
    }
    Ok(())
}

/// Returns the definition, or the user's `own`, with its URLs replaced by those of the mock.
fn rewrite_definition(own: Option<String>, settings: &Settings, address: SocketAddr) -> String {
    let provider = &settings.provider;
    let builtin = || format!("docs = \"{}\"\nextends = \"{}\"\n", provider.docs, provider.name);
    let mut definition: toml::Table = own.unwrap_or_else(builtin).parse().unwrap_or_default();
    definition.insert("title".into(), format!("{} (mock)", provider.title).into());
    let token = provider.client_credentials.as_ref().map(|call| ("client-credentials", "url", &call.url));
    let api = provider.api.base.as_ref().map(|base| ("api", "base", base));
    for (table, key, template) in token.into_iter().chain(api) {
        let url = format!("http://{address}{}", template_path(template, settings));
        let table = definition.entry(table).or_insert_with(|| toml::Table::new().into());
        table.as_table_mut().map(|table| table.insert(key.to_owned(), url.into()));
    }
    definition.to_string()
}
