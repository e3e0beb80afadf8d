//! The check of an authorization server's metadata, if the profile discovers its endpoints.

use chrono::SecondsFormat;
use serde_json::{Map, Value, json};

use crate::app::App;
use crate::app::documents::{Renew, age};
use crate::check::{Check, State};
use crate::duration;
use crate::http::shown_url;
use crate::message::{self, Message};
use crate::settings::{ConfigDir, Settings};

/// Discovers the endpoints, with the metadata that is stored if it is fresh, and shows them.
pub fn checks(home: &ConfigDir, settings: &mut Settings) -> Vec<Check> {
    let Some(issuer) = settings.issuer.clone() else { return Vec::new() };
    let app = App::of(home, settings.clone());
    if let Err(error) = app.discover(settings, Renew::IfExpired) {
        return vec![Check::failed("metadata", &error).facts(json!({ "issuer": issuer }))];
    }
    let stored = app.stored_metadata(&issuer).map(|(_, document)| document);
    let age = stored.as_ref().map_or(0, age);
    let endpoints = settings.discovered.values();
    let endpoints: Map<String, Value> =
        endpoints.map(|(name, url)| (name.to_owned(), shown_url(url).into())).collect();
    let named = endpoints.iter().map(|(name, url)| {
        let url = url.as_str().unwrap_or_default();
        Message::new("doctor-metadata-endpoint").with("name", name).with("url", url)
    });
    let check = Check::new("metadata", State::Fine, "doctor-metadata");
    let check = check.with("endpoints", message::Value::list(named, "list-comma"));
    let check = check.with("age", duration::message(age));
    let until = stored.map(|document| document.until.to_rfc3339_opts(SecondsFormat::Secs, true));
    let facts = json!({ "issuer": issuer, "endpoints": endpoints, "age_seconds": age, "fresh_until": until });
    vec![check.facts(facts)]
}
