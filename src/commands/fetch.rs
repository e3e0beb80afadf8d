//! `gettoken PROFILE` and `gettoken fetch PROFILE`: get a token and print it.

use std::ffi::OsString;
use std::mem;

use chrono::TimeDelta;

use super::Call;
use crate::app::fields::fields;
use crate::app::{App, assertions, random, request, sample};
use crate::broker;
use crate::cli::CredentialArg;
use crate::error::Result;
use crate::fastpath::{ReplayableAnswer, replay};
use crate::http::{JsonField, shown_url};
use crate::message::Message;
use crate::oauth::flow::FlowValues;
use crate::oauth::metadata::well_known_urls;
use crate::output::{self, Answer};
use crate::provider::RequestKind;
use crate::report;
use crate::sanitize::visible;
use crate::secret::Secret;
use crate::settings::{CredentialRef, TokenOwner};
use crate::token::Timestamp;

/// Gets the token and prints it.
pub fn run(mut call: Call) -> Result<u8> {
    let (home, args) = (call.home, mem::take(&mut call.args));
    let fetch = call.into_fetch();
    // If argv contains secrets, it is freed now and no replay is recorded.
    let in_words = fetch.credentials.values().any(|credential| matches!(credential, CredentialArg::Text(_)));
    let has_secrets = in_words || fetch.proxy.is_some() || !fetch.params.is_empty();
    let args = (!has_secrets).then_some(args);
    let app = App::complete(home, fetch)?;
    if app.settings.dry_run {
        return print_request(&app).map(|()| 0);
    }
    let outcome = app.token_through(&|client, request| {
        // Do not fetch a token that cannot be printed: that may use up a quota or invalidate another token.
        app.rendered(&sample()).map_err(|error| error.nothing_spent(true))?;
        client.send(request)
    })?;
    let answer = app.answer(&outcome);
    let text = output::render(&app.settings.output, &answer)?;
    output::write(text.expose())?;
    if let Some(args) = args.filter(|_| outcome.from_cache) {
        record_replay(&app, answer, &text, &args, outcome.confirmed_at);
    }
    Ok(0)
}

/// Records the answer for replay, if the same command line would print it again from the cache.
fn record_replay(
    app: &App,
    answer: Answer,
    text: &Secret,
    args: &[OsString],
    confirmed_at: Option<Timestamp>,
) {
    let settings = &app.settings;
    let freshness = &settings.freshness;
    let repeatable = freshness.cache && !freshness.force && freshness.rejected.is_none();
    let now = answer.now;
    // If the format contains the remaining lifetime, the same answer renders differently later.
    let later = Answer { now: now + TimeDelta::days(400), ..answer };
    // A record does not know of the sessions that the token depends on.
    let needs_login = settings.credentials.values().any(CredentialRef::needs_login);
    if repeatable
        && !needs_login
        && report::is_silent()
        && output::render(&settings.output, &later).is_ok_and(|later| later == *text)
        && let key = settings.key()
        && let Some(until) = broker::fresh_until(settings, &key, later.token, now)
    {
        let until = broker::confirm_by(settings, confirmed_at).map_or(until, |confirm| until.min(confirm));
        let salt = random().to_bits();
        let token = later.token;
        replay::record(
            app.home,
            &app.store,
            &ReplayableAnswer { args, key: &key, token, until, answer: text, now, salt },
        );
    }
}

/// `--dry-run`: prints the request, or the one for the server's metadata if that is not stored, with `…` in place of secrets, which are not even read.
fn print_request(app: &App) -> Result<()> {
    let mut settings = app.settings.clone();
    if let Some(issuer) = &app.settings.issuer {
        match app.stored_metadata(issuer) {
            Some((metadata, _)) => settings.discover(metadata),
            // The first request of all.
            None => {
                let url = well_known_urls(issuer).swap_remove(0);
                settings.network.check(&url)?;
                return output::write(&format!("GET {}\n", shown_url(&url)));
            }
        }
    }
    if settings.owner == TokenOwner::Person {
        settings.use_resource_of_login(&[]);
    }
    let settings = &settings;
    let names = settings.credentials.keys().map(String::as_str).chain(["refresh-token"]);
    let mut values: FlowValues = names.map(|name| (name.to_owned(), Secret::new("…"))).collect();
    values.extend(settings.value("scope").map(|scope| ("session-scope".to_owned(), Secret::new(scope))));
    let name = match settings.owner {
        TokenOwner::Application => RequestKind::ClientCredentials,
        TokenOwner::Person => RequestKind::Refresh,
    };
    let signed = assertions(settings, name)?.into_iter().map(|[header, claims]| {
        format!("assertion header {}\nassertion claims {}\n", visible(&header), visible(&claims))
    });
    let signed: String = signed.collect();
    if settings.owner == TokenOwner::Application && settings.provider.call(name).is_none() {
        let none = Message::new("dry-run-no-request").english();
        return output::write(&format!("{none}\n{signed}"));
    }
    let request = request(settings, name, &values)?;
    settings.token_network().check(&request.url)?;
    let hidden: Vec<&str> = settings.params.iter().map(|(name, _)| name.as_str()).collect();
    let mut text = format!("{} {}\n{signed}", request.method, shown_url(&request.url));
    for (place, name, value) in fields(&request) {
        let separator = if place == "header" { ": " } else { "=" };
        let quote = if place == "json" && matches!(value, JsonField::Text(_)) { "\"" } else { "" };
        let value = match value {
            JsonField::Text(_) if hidden.contains(&name) || name == "authorization" => "…".to_owned(),
            JsonField::Text(value) => visible(value.expose()),
            JsonField::Bool(value) => value.to_string(),
            JsonField::Integer(value) => value.to_string(),
            JsonField::Nested(value) => visible(&value.to_string()),
        };
        text.push_str(&format!("{place} {}{separator}{quote}{value}{quote}\n", visible(name)));
    }
    output::write(&text)
}
