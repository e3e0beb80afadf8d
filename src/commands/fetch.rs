//! `gettoken PROFILE` and `gettoken fetch PROFILE`: get a token and print it.

use std::ffi::OsString;
use std::mem;

use chrono::TimeDelta;

use super::Call;
use crate::app::{App, dry_run, random, sample};
use crate::broker;
use crate::cli::CredentialArg;
use crate::error::Result;
use crate::fastpath::{ReplayableAnswer, replay};
use crate::output::{self, Answer};
use crate::report;
use crate::secret::Secret;
use crate::settings::CredentialRef;
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
        return dry_run::print_token_request(&app).map(|()| 0);
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
