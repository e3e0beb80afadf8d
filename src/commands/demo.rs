//! `gettoken demo`: the main job against a mock token server on loopback, which plays a provider from
//! the examples in its definition. A newcomer sees a token without an account; with `--serve` the
//! server stays, and scripts run offline.

mod play;

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use crate::cli::Demo;
use crate::commands::fetch;
use crate::error::{Error, Kind, Result};
use crate::http::Request;
use crate::listener::{Answer, Listener};
use crate::output::{self, Format};
use crate::ownership::shown;
use crate::provider::builtin::SHOWN;
use crate::provider::{Example, Provider};
use crate::report;
use crate::settings::{self, Grant, Home, Settings};
use crate::signals;

use play::Play;

/// The credentials that the mock accepts.
const CLIENT_ID: &str = "demo-client-id";
const CLIENT_SECRET: &str = "demo-client-secret";

/// Does the main job against a mock, or keeps the mock up.
pub fn run(home: &Home, demo: &Demo) -> Result<u8> {
    let name = home.provider_name(&demo.provider).to_owned();
    let provider = home.definition(&name)?.ok_or_else(|| settings::unknown_word(home, &name))?;
    let example = example(&provider)?;
    let settings = demo_settings(&provider, example, demo.output)?;
    let play = Play::of(&provider, &settings)?;
    if demo.serve {
        signals::hold_back_end();
    }
    let answer: Answer = Arc::new(move |asked| (play.answer(asked), None));
    let listener = Listener::start(0, &answer)
        .map_err(|error| Error::new(Kind::Network, "cannot listen on 127.0.0.1").caused_by(error))?;
    let address = listener.address();
    if demo.serve {
        serve(home, &provider, &settings, address)
    } else {
        show(home, &settings, address).map(|()| 0)
    }
}

/// The example whose token is shown: the first that succeeds at the token endpoint.
fn example(provider: &Provider) -> Result<&Example> {
    provider.examples.iter().find(|example| example.is_application_token()).ok_or_else(|| {
        Error::new(
            Kind::Login,
            format!("{} has no example that ends in a token without a person", provider.name),
        )
        .hint(format!("`gettoken demo {SHOWN}` shows one that has"))
    })
}

fn demo_settings(provider: &Provider, example: &Example, output: Option<Format>) -> Result<Settings> {
    let mut given: BTreeMap<String, String> = example.given.clone();
    given.insert("client-id".to_owned(), CLIENT_ID.to_owned());
    given.insert("client-secret".to_owned(), CLIENT_SECRET.to_owned());
    let mut settings = settings::rehearsed(provider, &given, Grant::Application)?;
    settings.output = output.unwrap_or(Format::Text);
    // The demo's token must not be taken for a real one later.
    settings.freshness.cache = false;
    Ok(settings)
}

fn show(home: &Home, settings: &Settings, address: SocketAddr) -> Result<()> {
    report::line(&format!(
        "gettoken: this token comes from a mock of {} at http://{address}; it opens nothing\n",
        settings.provider.name
    ));
    let send = |client: &crate::http::Client, request: &Request| {
        client.send(&Request { url: moved(&request.url, address), ..request.clone() })
    };
    let outcome = fetch::token(settings, &fetch::store(home), &send)?;
    fetch::print(settings, &outcome)
}

/// The same path on the mock.
fn moved(url: &str, address: SocketAddr) -> String {
    format!("http://{address}{}", play::path_of(url))
}

/// Writes a config folder whose definition of the provider points at the mock, and waits.
fn serve(home: &Home, provider: &Provider, settings: &Settings, address: SocketAddr) -> Result<u8> {
    let folder = home
        .temporary()
        .and_then(|folder| write_folder(&folder, provider, settings, address).map(|()| folder));
    let folder = folder
        .map_err(|error| Error::new(Kind::Storage, "cannot write a folder for the demo").caused_by(error))?;
    output::write(&format!("export GETTOKEN_CONFIG_DIR='{}'\n{}\n", folder.display(), exports(provider)))?;
    report::line(&format!(
        "gettoken: {} is played at http://{address} until you press Ctrl-C\n\
         gettoken: run the two lines above in another terminal, then `gettoken {}`\n",
        provider.name, provider.name
    ));
    let code = signals::wait_for_end();
    if let Err(error) = std::fs::remove_dir_all(&folder) {
        report::warn(&format!("cannot remove {}: {error}", shown(&folder)));
    }
    Ok(code)
}

fn exports(provider: &Provider) -> String {
    let credentials = &provider.credentials;
    let pairs = [(&credentials.client_id.env, CLIENT_ID), (&credentials.client_secret.env, CLIENT_SECRET)];
    let words: Vec<String> = pairs
        .into_iter()
        .filter_map(|(names, value)| Some(format!("{}='{value}'", names.first()?)))
        .collect();
    format!("export {}", words.join(" "))
}

/// `providers/NAME.toml` extends the definition of that name; `config.toml` gives what it requires.
fn write_folder(
    folder: &std::path::Path,
    provider: &Provider,
    settings: &Settings,
    address: SocketAddr,
) -> std::io::Result<()> {
    let name = &provider.name;
    let mut definition = toml::Table::new();
    definition.insert("title".into(), format!("{} (mock)", provider.title).into());
    definition.insert("docs".into(), provider.docs.clone().into());
    definition.insert("extends".into(), name.clone().into());
    let mut nested = |table: &str, key: &str, value: String| {
        definition.insert(
            table.into(),
            toml::Value::Table(toml::Table::from_iter([(key.to_owned(), value.into())])),
        );
    };
    if let Some(grant) = &provider.client_credentials {
        nested("client-credentials", "url", moved(&grant.url.to_string(), address));
    }
    if let Some(base) = &provider.api.base {
        nested("api", "base", moved(&base.to_string(), address));
    }
    let vars = provider.vars.iter().filter(|(_, variable)| variable.required);
    let vars = vars.filter_map(|(name, _)| Some((name.clone(), settings.values.get(name)?.clone().into())));
    let profile = toml::Table::from_iter([("vars".to_owned(), toml::Value::Table(vars.collect()))]);
    let profiles = toml::Table::from_iter([(name.clone(), toml::Value::Table(profile))]);
    let config = toml::Table::from_iter([("profiles".to_owned(), toml::Value::Table(profiles))]);
    let providers: PathBuf = folder.join("providers");
    std::fs::create_dir(&providers)?;
    std::fs::write(providers.join(format!("{name}.toml")), definition.to_string())?;
    std::fs::write(folder.join("config.toml"), config.to_string())
}
