//! `gettoken PROFILE`: the main job.

use std::ffi::OsString;
use std::mem;

use chrono::TimeDelta;

use super::Call;
use crate::app::fields::fields;
use crate::app::{App, random, request, sample};
use crate::broker;
use crate::error::Result;
use crate::fastpath::{ReplayableAnswer, replay};
use crate::http::{JsonField, check_url, shown_url};
use crate::oauth::flow::FlowValues;
use crate::output::{self, Answer};
use crate::provider::RequestKind;
use crate::report;
use crate::sanitize::visible;
use crate::secret::Secret;
use crate::settings::{Settings, TokenOwner};

/// Gets the token and prints it.
pub fn run(mut call: Call) -> Result<u8> {
    let (home, args) = (call.home, mem::take(&mut call.args));
    let fetch = call.into_fetch();
    // A command line with secrets is not remembered, and has no place in memory any more.
    let shows_secrets = fetch.client_secret.is_some() || fetch.proxy.is_some() || !fetch.params.is_empty();
    let args = (!shows_secrets).then_some(args);
    let app = App::complete(home, fetch)?;
    if app.settings.dry_run {
        return show(&app.settings).map(|()| 0);
    }
    let outcome = app.token_through(&|client, request| {
        // What cannot be printed is not asked for: a new token may cost a quota, or another's token.
        app.rendered(&sample()).map_err(|error| error.nothing_spent(true))?;
        client.send(request)
    })?;
    let answer = app.answer(&outcome);
    let text = output::render(&app.settings.output, &answer)?;
    output::write(text.expose())?;
    if let Some(args) = args.filter(|_| outcome.from_cache) {
        remember(&app, answer, &text, &args);
    }
    Ok(0)
}

/// Lets the next call of the same words be answered at once, if this answer would be the same then.
fn remember(app: &App, answer: Answer, text: &Secret, args: &[OsString]) {
    let settings = &app.settings;
    let freshness = &settings.freshness;
    let repeatable = freshness.cache && !freshness.force && freshness.rejected.is_none();
    let now = answer.now;
    // A form that tells the time left is another one later.
    let later = Answer { now: now + TimeDelta::days(400), ..answer };
    if repeatable
        && report::is_silent()
        && output::render(&settings.output, &later).is_ok_and(|later| later == *text)
        && let key = settings.key()
        && let Some(until) = broker::fresh_until(settings, &key, later.token, now)
    {
        let salt = random().to_bits();
        let token = later.token;
        replay::record(
            app.home,
            &app.store,
            &ReplayableAnswer { args, key: &key, token, until, answer: text, now, salt },
        );
    }
}

/// `--dry-run`: the request, with `…` where a secret stands. No secret is even fetched.
fn show(settings: &Settings) -> Result<()> {
    let names = settings.credentials.keys().map(String::as_str).chain(["refresh-token"]);
    let given: FlowValues = names.map(|name| (name.to_owned(), Secret::new("…"))).collect();
    let name = match settings.owner {
        TokenOwner::Application => RequestKind::ClientCredentials,
        TokenOwner::Person => RequestKind::Refresh,
    };
    let request = request(settings, name, &given)?;
    check_url(&request.url)?;
    let hidden: Vec<&str> = settings.params.iter().map(|(name, _)| name.as_str()).collect();
    let mut text = format!("{} {}\n", request.method, shown_url(&request.url));
    for (place, name, value) in fields(&request) {
        let joint = if place == "header" { ": " } else { "=" };
        let quote = if place == "json" && matches!(value, JsonField::Text(_)) { "\"" } else { "" };
        let value = match value {
            JsonField::Text(_) if hidden.contains(&name) || name == "authorization" => "…".to_owned(),
            JsonField::Text(value) => visible(value.expose()),
            JsonField::Bool(value) => value.to_string(),
            JsonField::Integer(value) => value.to_string(),
        };
        text.push_str(&format!("{place} {}{joint}{quote}{value}{quote}\n", visible(name)));
    }
    output::write(&text)
}
