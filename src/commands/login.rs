//! `gettoken login`: a person grants access, in a browser or on another device, and the session is stored.
//! `gettoken PROFILE` then prints its token.

mod authorization_code;
mod browser;
mod device;
mod gate;
mod page;
mod resource;

use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::ArgMatches;

use super::Call;
use crate::app::client::Redirect;
use crate::app::resource::check_pkce;
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
use resource::NewProfile;

/// The default of `--wait` for a login in a browser. On another device, it is the lifetime of the code.
const DEFAULT_WAIT: Duration = Duration::from_secs(300);
/// The maximum of `--wait`, so that adding it to an `Instant` cannot overflow.
const MAX_WAIT: Duration = Duration::from_secs(86_400);

/// Finds the client for a login with this redirect URI: `None` for the one of the settings.
type FindClient<'f, 'a> = &'f dyn Fn(&Redirect) -> Result<Option<App<'a>>>;

/// Logs in and stores the session.
pub fn run(call: Call) -> Result<u8> {
    let matches = &call.matches;
    let options = Options::read(matches);
    let refresh_token_file = maybe(matches, "refresh-token-file").map(|path: PathBuf| expand(&path));
    let name: Option<String> = maybe(matches, "as");
    let home = call.home;
    let fetch = Fetch { grant: Some("user".to_owned()), ..call.into_fetch() };
    let Some(new) = NewProfile::of(home, &fetch, name)? else {
        let flags =
            fetch.values.keys().any(|name| !["audience", "resource", "scope"].contains(&name.as_str()));
        log_in(App::new(home, fetch)?, options, refresh_token_file)?;
        if flags {
            report::say("login-flags");
        }
        return Ok(0);
    };
    let app = App::new(&new.home, Fetch { profile: new.name.clone(), ..fetch })?;
    let issuer = log_in(app, options, refresh_token_file)?;
    new.save(home, &issuer.unwrap_or_default())?;
    Ok(0)
}

/// How the person logs in.
struct Options {
    wait: Option<Duration>,
    device: bool,
    no_browser: bool,
    redirect_uri: Option<String>,
}

impl Options {
    fn read(matches: &ArgMatches) -> Self {
        let wait: Option<Duration> = maybe(matches, "wait");
        Self {
            wait: wait.map(|wait| wait.min(MAX_WAIT)),
            device: matches.get_flag("device"),
            no_browser: matches.get_flag("no-browser"),
            redirect_uri: maybe(matches, "redirect-uri").or_else(|| maybe(matches, "var:redirect-uri")),
        }
    }
}

/// Logs in to the profile. Returns the issuer, if its resource names it.
fn log_in(app: App, options: Options, refresh_token_file: Option<PathBuf>) -> Result<Option<String>> {
    flow::check(&app.settings)?;
    app.settings.require(&|_| true)?;
    let for_browser = !app.settings.authorize_params.is_empty();
    if refresh_token_file.is_some() && for_browser {
        return Err(app.settings.error(Kind::Usage, "authorize-param-without-browser"));
    }
    if refresh_token_file.is_none() {
        // Fail before a person has to do anything if the session cannot be stored.
        app.broker().ensure_writable()?;
    }
    let (app, metadata) = match app.settings.protected_resource() {
        Some(_) => {
            app.at_resource(refresh_token_file.is_some()).map(|(app, metadata)| (app, Some(metadata)))?
        }
        None => (app.with_fresh_endpoints()?, None),
    };
    let issuer = metadata.as_ref().map(|metadata| metadata.issuer.clone());
    if let Some(path) = refresh_token_file {
        import_session(app, &path)?;
        return Ok(issuer);
    }
    let way = way(&app, options, for_browser)?;
    if let (Way::Browser(_), Some(metadata)) = (&way, &metadata) {
        check_pkce(metadata)?;
    }
    if let Way::Browser(_) = &way {
        check_pushed(&app.settings)?;
    }
    let token = match &metadata {
        Some(metadata) => resource::log_in(&app, metadata, &|find_client| way.log_in(&app, find_client)),
        None => way.log_in(&app, &|_| Ok(None)),
    }?;
    report_login(&app, &token);
    Ok(issuer)
}

/// Where the person logs in.
enum Way {
    Browser(authorization_code::Options),
    Device(Option<Duration>),
}

impl Way {
    fn log_in(&self, app: &App, find_client: FindClient) -> Result<Token> {
        match self {
            Self::Browser(options) => authorization_code::login(app, options, find_client),
            Self::Device(wait) => device::login(app, *wait, find_client),
        }
    }
}

/// Decides where the person logs in. `for_browser` says that the login has fields for a browser.
fn way(app: &App, options: Options, for_browser: bool) -> Result<Way> {
    let desktop = app.home.desktop();
    let Options { wait, device, no_browser, redirect_uri } = options;
    let can_visit = desktop.is_ok() || no_browser || redirect_uri.is_some() || for_browser;
    match uses_device(&app.settings, device, can_visit)? {
        true if for_browser => Err(app.settings.error(Kind::Usage, "authorize-param-without-browser")),
        true => Ok(Way::Device(wait)),
        false => Ok(Way::Browser(authorization_code::Options {
            former_redirect_uri: app.registered_redirect_uri(),
            timeout: wait.unwrap_or(DEFAULT_WAIT),
            no_browser,
            redirect_uri,
            desktop,
        })),
    }
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
fn import_session(mut app: App, path: &Path) -> Result<()> {
    let refresh_token = credentials::from_file("refresh-token", path, &app.home.read_policy)?;
    if !is_token(refresh_token.expose()) {
        return Err(Error::new(Kind::Config, "refresh-token-file-empty").with("path", path));
    }
    let token = app.import_session(&refresh_token)?;
    report_login(&app, &token);
    Ok(())
}
