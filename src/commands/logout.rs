//! `gettoken logout`: deletes sessions, and revokes them if the vendor has an endpoint for it (RFC 7009).

use super::Call;
use crate::app::App;
use crate::cli::Fetch;
use crate::cli::args::maybe;
use crate::error::{Error, Result};
use crate::message::Message;
use crate::oauth::flow::{self, ACCESS_TOKEN, REFRESH_TOKEN, revoke};
use crate::provider::RequestKind;
use crate::report;
use crate::store::Entry;

/// Deletes the sessions first, so that none remains here if the revocation fails.
pub fn run(call: Call) -> Result<u8> {
    // A definition may declare an `all` of its own, which replaces the flag.
    let all = maybe(&call.matches, "all").unwrap_or(false);
    let app = App::new(call.home, Fetch { grant: Some("user".to_owned()), ..call.into_fetch() })?;
    flow::check(&app.settings).map_err(|error| without_users(&app, error))?;
    let ended = app.broker().end_sessions(all)?;
    let say = |code| Message::new(code).with("profile", &app.settings.profile);
    // The sessions are gone here, whatever the vendor answers.
    report::say(say(match (ended.sessions.is_empty(), &app.settings.share) {
        (true, _) => "nobody-logged-in",
        (false, None) => "logged-out",
        (false, Some(_)) => "logged-out-everywhere",
    }));
    for entry in &ended.sessions {
        revoke(&app, entry, &say);
    }
    if ended.sessions.is_empty() && ended.is_some_left {
        report::say(say("sessions-left"));
    }
    Ok(0)
}

/// The error for a provider without a login: it says what can be done instead of a logout.
fn without_users(app: &App, error: Error) -> Error {
    let settings = &app.settings;
    let error = error.without_hint("login-elsewhere").without_hint("login-unneeded");
    let error = error.hint(Message::new("logout-unneeded").with("profile", &settings.profile));
    let other = settings.provider.login.as_ref();
    let other = other.map(|other| Message::new("logout-elsewhere").with("provider", other));
    other.into_iter().fold(error, Error::hint)
}

/// Revokes a session. Its token is only sent to the session's server or a host fixed in the definition.
fn revoke(app: &App, entry: &Entry, say: &dyn Fn(&'static str) -> Message) {
    let mut app = App::of(app.home, app.settings.clone());
    let settings = &mut app.settings;
    if let Some(id) = &entry.client_id {
        settings.values.insert("client-id".to_owned(), id.clone());
        settings.missing.retain(|missing| missing.name != "client-id");
    }
    let app = match app.of_session(entry) {
        Ok(app) => app,
        Err(error) => return report::warn(say("revocation-failed").with("error", error.message())),
    };
    let settings = &app.settings;
    let is_same_server = entry.server.is_some() && entry.server == settings.authorization_server();
    let fixes_host = settings.provider.revoke.as_ref().is_some_and(|call| call.url.fixes_host());
    let (last, hint) = match &entry.token.refresh_token {
        Some(token) if !revoke::takes_access_token(settings) => (token, REFRESH_TOKEN),
        _ => (&entry.token.access_token, ACCESS_TOKEN),
    };
    if !flow::offers(settings, &[RequestKind::Revoke]) || last.is_empty() {
        report::say(say("revocation-not-offered"));
    } else if entry.provider != settings.provider.name || !is_same_server && !fixes_host {
        report::say(say("session-not-revoked"));
    } else if let Err(error) = revoke::revoke(&app.driver(), last, Some(hint)) {
        report::warn(say("revocation-failed").with("error", Message::from(&error)));
    }
}
