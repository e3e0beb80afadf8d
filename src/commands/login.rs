//! `gettoken login`: a person grants access, in a browser or on another device, and the session is stored.
//! `gettoken PROFILE` then prints its token.

mod authorization_code;
mod browser;
mod device;
mod gate;
mod page;

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::Call;
use crate::app::{App, credentials, scope};
use crate::cli::Fetch;
use crate::cli::args::maybe;
use crate::error::{Error, Kind, Result};
use crate::message::Message;
use crate::oauth::flow::{self, AuthorizationCode, DeviceCode};
use crate::report;
use crate::reserved;
use crate::settings::{Settings, expand};
use crate::token::{Token, is_token};

/// The default of `--wait` for a login in a browser. On another device, it is the lifetime of the code.
const DEFAULT_WAIT: Duration = Duration::from_secs(300);
/// The maximum of `--wait`, so that adding it to an `Instant` cannot overflow.
const MAX_WAIT: Duration = Duration::from_secs(86_400);

/// Logs in and stores the session.
pub fn run(call: Call) -> Result<u8> {
    let (home, matches) = (call.home, &call.matches);
    let wait: Option<Duration> = maybe(matches, "wait");
    let refresh_token_file = maybe(matches, "refresh-token-file").map(|path: PathBuf| expand(&path));
    let (device, no_browser) = (matches.get_flag("device"), matches.get_flag("no-browser"));
    let redirect_uri = maybe(matches, "redirect-uri").or_else(|| maybe(matches, "var:redirect-uri"));
    let fetch = call.into_fetch();
    let flags = fetch.values.keys().any(|name| !["audience", "resource", "scope"].contains(&name.as_str()));
    let app = App::new(home, Fetch { grant: Some("user".to_owned()), ..fetch })?;
    flow::check(&app.settings)?;
    app.settings.require(&|_| true)?;
    let for_browser = !app.settings.authorize_params.is_empty();
    let without_browser = || app.settings.error(Kind::Usage, "authorize-param-without-browser");
    if let Some(path) = refresh_token_file {
        if for_browser {
            return Err(without_browser());
        }
        return import_session(app.with_fresh_endpoints()?, &path);
    }
    // Fail before a person has to do anything if the session cannot be stored.
    app.broker().ensure_writable()?;
    let app = app.with_fresh_endpoints()?;
    let without_browser = || app.settings.error(Kind::Usage, "authorize-param-without-browser");
    let wait = wait.map(|wait| wait.min(MAX_WAIT));
    let desktop = home.desktop();
    let can_visit = desktop.is_ok() || no_browser || redirect_uri.is_some() || for_browser;
    let token = if uses_device(&app.settings, device, can_visit)? {
        if for_browser {
            return Err(without_browser());
        }
        device::login(&app, wait)?
    } else {
        check_pushed(&app.settings)?;
        authorization_code::login(&app, no_browser, redirect_uri, desktop, wait.unwrap_or(DEFAULT_WAIT))?
    };
    report_login(&app, &token);
    if flags {
        report::say("login-flags");
    }
    Ok(0)
}

/// Decides whether to log in on another device: if requested, if there is no browser here, or if the
/// definition offers nothing else. Fails if the definition does not offer the requested login, or any login.
fn uses_device(settings: &Settings, is_requested: bool, can_visit: bool) -> Result<bool> {
    let (browser, device) = (AuthorizationCode::is_offered(settings), DeviceCode::is_offered(settings));
    match (browser, device) {
        (_, false) if is_requested => {
            let error = settings.error(Kind::Usage, "login-by-device-missing");
            Err(if browser { error.hint("login-in-browser") } else { error })
        }
        (_, true) if is_requested => Ok(true),
        (false, false) => Err(settings.error(Kind::Config, "login-missing")),
        (false, true) => Ok(true),
        (true, false) => Ok(false),
        (true, true) => Ok(!can_visit),
    }
}

/// Fails if the server's page accepts only requests that were pushed before (RFC 9126).
fn check_pushed(settings: &Settings) -> Result<()> {
    let metadata = settings.discovered.metadata.as_ref();
    match metadata.is_some_and(|it| it.require_pushed_authorization_requests) {
        true => Err(settings.error(Kind::Config, "login-pushed-only")),
        false => Ok(()),
    }
}

/// Reports the account of the new session, and warns about a missing refresh token or scope.
fn report_login(app: &App, token: &Token) {
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
    let is_else_app =
        settings.provider.has_application_grant() && !configured && !settings.is_public_client();
    let printing = Message::new(if is_else_app { "login-prints-grant" } else { "login-prints" });
    report::say(printing.with("call", reserved::call(&settings.profile)));
}

/// Imports a session by its refresh token.
fn import_session(mut app: App, path: &Path) -> Result<u8> {
    let refresh_token = credentials::from_file("refresh-token", path, &app.home.read_policy)?;
    if !is_token(refresh_token.expose()) {
        return Err(Error::new(Kind::Config, "refresh-token-file-empty").with("path", path));
    }
    let token = app.import_session(&refresh_token)?;
    report_login(&app, &token);
    Ok(0)
}
