//! `gettoken login`: a person grants access, in a browser here or on another device, and the session
//! is kept. `gettoken PROFILE` prints its token from then on.

mod authorization_code;
mod browser;
mod device;
mod page;

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::Call;
use crate::app::{App, credentials, scope};
use crate::cli::Fetch;
use crate::cli::args::maybe;
use crate::error::{Error, Kind, Result};
use crate::message::Message;
use crate::oauth::flow::{self, AuthorizationCode, DeviceCode, Refresh};
use crate::report;
use crate::reserved;
use crate::settings::Settings;
use crate::token::{Token, is_token};

/// A person who has not answered by then went away.
const PATIENCE: Duration = Duration::from_secs(300);
/// Nobody waits longer, and a clock cannot count much further.
const LONGEST: Duration = Duration::from_secs(86_400);

/// Logs in, and keeps the session.
pub fn run(call: Call) -> Result<u8> {
    let (home, matches) = (call.home, &call.matches);
    let wait: Option<Duration> = maybe(matches, "wait");
    let refresh_token_file: Option<PathBuf> = maybe(matches, "refresh-token-file");
    let (device, no_browser) = (matches.get_flag("device"), matches.get_flag("no-browser"));
    let redirect_uri = maybe(matches, "redirect-uri").or_else(|| maybe(matches, "var:redirect-uri"));
    let fetch = call.into_fetch();
    let flags = fetch.values.keys().any(|name| !["audience", "resource", "scope"].contains(&name.as_str()));
    let app = App::new(home, Fetch { grant: Some("user".to_owned()), ..fetch })?;
    flow::check(&app.settings)?;
    app.settings.require(&|_| true)?;
    if let Some(path) = refresh_token_file {
        return adopt(&app, &path);
    }
    // Before a person does anything: what cannot be kept is not worth their time.
    app.broker().ensure_writable()?;
    let patience = wait.unwrap_or(PATIENCE).min(LONGEST);
    let desktop = home.desktop();
    let can_visit = desktop.is_ok() || no_browser || redirect_uri.is_some();
    let token = if by_device(&app.settings, device, can_visit)? {
        device::login(&app)?
    } else {
        authorization_code::login(&app, no_browser, redirect_uri, desktop, patience)?
    };
    say_logged_in(&app, &token);
    if flags {
        report::say("login-flags");
    }
    Ok(0)
}

/// Whether to log in on another device: when that is asked for, when there is no browser here, or when
/// the definition offers nothing else.
fn by_device(settings: &Settings, is_asked_for: bool, can_visit: bool) -> Result<bool> {
    let (browser, device) = (AuthorizationCode::is_offered(settings), DeviceCode::is_offered(settings));
    match (browser, device) {
        (_, false) if is_asked_for => Err(settings.error(Kind::Usage, "login-by-device-missing")),
        (_, true) if is_asked_for => Ok(true),
        (false, false) => Err(settings.error(Kind::Config, "login-missing")),
        (false, true) => Ok(true),
        (true, false) => Ok(false),
        (true, true) => Ok(!can_visit),
    }
}

/// Says whose session is stored now, and what it does not have.
fn say_logged_in(app: &App, token: &Token) {
    let settings = &app.settings;
    if token.refresh_token.is_none() && token.expires_at.is_some() {
        report::warn(match &settings.provider.user.offline_scope {
            Some(scope) => Message::new("refresh-token-missing-scope").with("scope", scope),
            None => Message::new("refresh-token-missing"),
        });
    }
    scope::missing(settings, token).into_iter().for_each(report::warn);
    let logged_in = match &token.account {
        Some(account) => Message::new("logged-in-as").with("account", account),
        None => Message::new("logged-in"),
    };
    report::say(logged_in.with("profile", &settings.profile));
    let profile = app.home.config.profile(&settings.profile).ok().flatten();
    let configured = profile.is_some_and(|profile| profile.grant.is_some());
    let is_else_app = settings.provider.client_credentials.is_some() && !configured;
    let printing = Message::new(if is_else_app { "login-prints-grant" } else { "login-prints" });
    report::say(printing.with("call", reserved::call(&settings.profile)));
}

/// Takes over a session from elsewhere. Its refresh token may be spent by using it, so room for the
/// next is shown to be there first; a session that is kept already is replaced only by a living one.
fn adopt(app: &App, path: &Path) -> Result<u8> {
    let refresh_token = credentials::from_file(path, &app.home.readers)?;
    if !is_token(refresh_token.expose()) {
        return Err(Error::new(Kind::Config, "refresh-token-file-empty").with("path", path));
    }
    app.broker().ensure_writable()?;
    let mut flow = Refresh { refresh_token: &refresh_token };
    let token = app.begin_session(|driver, hold| driver.run(&mut flow, hold))?;
    say_logged_in(app, &token);
    Ok(0)
}
