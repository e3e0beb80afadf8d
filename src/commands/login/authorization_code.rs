//! Login with a browser (RFC 8252). A server on loopback receives the callback; if the browser cannot reach
//! it, the person pastes the URL to which the browser was redirected.

use std::cell::{Cell, OnceCell};
use std::collections::BTreeMap;
use std::io::{BufRead, IsTerminal, Read};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, OnceLock};
use std::thread::Builder;
use std::time::{Duration, Instant};

use super::gate::{Gate, Visit};
use super::{FindClient, browser, page};
use crate::app::App;
use crate::app::client::Redirect;
use crate::crypto::random_text;
use crate::error::{Error, Kind, Result};
use crate::http::loopback_server::{Handler, LoopbackServer};
use crate::http::{check_url, is_loopback, is_loopback_authority, shown_url};
use crate::message::{self, Message, Value};
use crate::oauth::flow::{Action, AuthorizationCode, Driver, read_callback};
use crate::report;
use crate::sanitize::is_visible;
use crate::secret::Secret;
use crate::settings::{Desktop, Settings};
use crate::signals;
use crate::template::Template;
use crate::token::Token;

/// The redirect URI, and its parts.
struct RedirectUri {
    /// The URI as sent to the vendor, with `{port}` for a free port.
    uri: String,
    loopback: bool,
    /// The port of the URI, or 0 for a free port.
    port: u16,
    path: String,
}

impl RedirectUri {
    /// The port of `uri`, if it is this redirect URI for any free port.
    fn port_of(&self, uri: &str) -> Option<u16> {
        let (before, after) = self.uri.split_once(PORT)?;
        uri.strip_prefix(before)?.strip_suffix(after)?.parse().ok()
    }
}

/// The placeholder in a redirect URI for the port of the loopback server.
const PORT: &str = "{port}";
/// The maximum bytes of stdin with pasted URLs.
const MAX_PASTED: u64 = 64 * 1024;

/// How a person logs in with a browser.
pub struct Options {
    pub no_browser: bool,
    pub redirect_uri: Option<String>,
    /// The redirect URI of an earlier login, whose port is used again if it is free.
    pub former_redirect_uri: Option<String>,
    pub desktop: Desktop,
    pub timeout: Duration,
}

/// Opens the authorization page, waits for the callback, and exchanges the code. Fails after the timeout. `find_client`
/// gets the redirect URI, which some clients are registered with.
pub fn login(app: &App, options: &Options, find_client: FindClient) -> Result<Token> {
    let (desktop, no_browser, timeout) = (&options.desktop, options.no_browser, options.timeout);
    let settings = &app.settings;
    let redirect = redirect(settings, options.redirect_uri.clone())?;
    // Set once the flow has started; identifies the callback.
    let state = Arc::new(OnceLock::new());
    let (sender, receiver) = mpsc::channel();
    let turned_away = TurnedAway::default();
    let gate = Arc::new(Gate::new()?);
    let listen = |port| listen(settings, &redirect, port, &state, &gate, &turned_away, &sender);
    let former = options.former_redirect_uri.as_deref().and_then(|uri| redirect.port_of(uri));
    let listen = || match former.map(listen) {
        Some(Ok(listener)) => Ok(listener),
        _ => listen(redirect.port),
    };
    let listener = match redirect.loopback.then(listen) {
        None => None,
        Some(Ok(listener)) => Some(listener),
        // With `--no-browser` the callback is pasted, so the port need not be free.
        Some(Err(_)) if no_browser && redirect.port != 0 => None,
        Some(Err(error)) => return Err(error),
    };
    let port = listener.as_ref().map_or(redirect.port, |listener| listener.address().port());
    let redirect_uri = redirect.uri.replace(PORT, &port.to_string());
    let any_port = redirect.uri.contains(PORT).then(|| redirect.uri.replace(&format!(":{PORT}"), ""));
    let asked = Redirect { uri: Some(&redirect_uri), any_port: any_port.as_deref(), is_device: false };
    let found = find_client(&asked)?;
    let app = found.as_ref().unwrap_or(app);
    let listens = listener.is_some() && !no_browser;
    let listener = Cell::new(listener);
    let deadline = OnceCell::new();
    let is_open = Cell::new(false);
    // A user who asks for no browser knows why there is none.
    let missing = desktop.as_ref().err().copied().filter(|_| !no_browser);
    let person = |action| {
        let Action::Visit { url, state: own } = action else { return Ok(None) };
        if state.set(own).is_ok() {
            let gate = listens.then_some((&*gate, redirect_uri.as_str()));
            is_open.set(show_url(app, &url, desktop.as_deref().ok(), gate, missing, &sender)?);
        } else {
            report::say("login-address-wrong");
        }
        let deadline = *deadline.get_or_init(|| Instant::now() + timeout);
        // Without a browser a URL is pasted here, behind what the person was told.
        let _waiting = is_open.get().then(|| report::wait_for_person("waiting-for-browser"));
        let query = wait(&receiver, listens, deadline)?
            .ok_or_else(|| settings.error(Kind::Login, "login-timeout").with("seconds", timeout.as_secs()));
        query.map(|query| Some(Secret::new(query)))
    };
    let mut flow = AuthorizationCode::new(redirect_uri.clone(), &random_text)?;
    app.begin_session(|driver, hold| {
        Driver { person: &person, ..driver }.run(&mut flow, || {
            // Stop the server before the code is exchanged: it accepts only one callback.
            drop(listener.take());
            hold()
        })
    })
    .map_err(|error| {
        let Some((count, reasons)) = counted(&turned_away) else { return error };
        let hint = Message::new("callbacks-turned-away").with("count", count);
        error.hint(hint.with("reasons", Value::list(reasons, "list-comma")))
    })
}

/// The number of callbacks that were not accepted, by the code of the reason.
type TurnedAway = Arc<Mutex<BTreeMap<&'static str, usize>>>;

/// The number of callbacks that were rejected, and the reasons; `None` if there were none.
fn counted(turned_away: &TurnedAway) -> Option<(usize, Vec<Message>)> {
    let counts = turned_away.lock().ok()?;
    let reasons = counts.iter().map(|(reason, count)| {
        Message::new("callbacks-counted").with("count", *count).with("reason", Message::new(reason))
    });
    (!counts.is_empty()).then(|| (counts.values().sum(), reasons.collect()))
}

/// Prints the URL, or one that leads there through the gate and opens it in a browser. Reads pasted URLs if that fails
/// or stdin is a terminal. `missing` is the reason why there is no browser. Returns whether one was opened.
fn show_url(
    app: &App,
    url: &str,
    commands: Option<&[String]>,
    gate: Option<(&Gate, &str)>,
    missing: Option<&'static str>,
    sender: &Sender<Callback>,
) -> Result<bool> {
    // The URL is printed to a terminal, and possibly passed to a browser.
    check_url(url)?;
    if !is_visible(url) {
        return Err(Error::new(Kind::Config, "login-url-unsafe"));
    }
    let show =
        |url: &str| report::say(Message::new("login-address").with("url", Value::Lines(url.to_owned())));
    let mut is_open = false;
    if let (Some(commands), Some((gate, redirect_uri))) = (commands, gate) {
        let address = gate.close(redirect_uri, url);
        show(&address);
        is_open = browser::open(app, commands, &address, url)?;
        if !is_open {
            gate.open();
        }
    }
    if !is_open {
        show(url);
        missing.into_iter().for_each(report::say);
        // Nothing on this machine waits for a callback that goes elsewhere.
        report::say(if gate.is_some() { "login-paste" } else { "login-paste-only" });
    }
    if !is_open || std::io::stdin().is_terminal() {
        read_pasted_urls(sender)?;
    }
    Ok(is_open)
}

/// The query of a callback, received by the server or in a pasted URL, or why there is none.
type Callback = Result<String, NoCallback>;

/// Why no callback comes.
enum NoCallback {
    /// Stdin has ended.
    EndOfStdin,
    /// The address for the browser was visited by two.
    SecondBrowser,
}

/// Waits for the next callback. Returns its query, or `None` at the `deadline`. Fails if none can arrive.
fn wait(receiver: &mpsc::Receiver<Callback>, listens: bool, deadline: Instant) -> Result<Option<String>> {
    loop {
        let left = deadline.saturating_duration_since(Instant::now());
        // However many wrong ones are waiting.
        if left.is_zero() {
            return Ok(None);
        }
        match receiver.recv_timeout(left) {
            Ok(Err(NoCallback::EndOfStdin)) if listens => {}
            Ok(Ok(query)) => return Ok(Some(query)),
            Ok(Err(NoCallback::SecondBrowser)) => return Err(Error::new(Kind::Login, "login-opened-twice")),
            Err(RecvTimeoutError::Timeout) => return Ok(None),
            _ => return Err(Error::new(Kind::Login, "login-stdin-empty")),
        }
    }
}

fn redirect(settings: &Settings, uri: Option<String>) -> Result<RedirectUri> {
    let declared = settings.provider.authorize.as_ref().map(|authorize| authorize.redirect.clone());
    let template = match uri {
        Some(uri) => Template::parse(&uri).map_err(|why| Error::new(Kind::Usage, why))?,
        None => declared.unwrap_or_default(),
    };
    // The port stays a placeholder until the server listens.
    let uri = template.fill(|name| if name == "port" { Some(PORT.to_owned()) } else { settings.value(name) });
    let uri = uri.ok_or_else(|| Error::new(Kind::Config, "redirect-uri-missing"))?;
    let text = uri.replace(PORT, "0");
    let wrong = || Error::new(Kind::Config, "redirect-uri-invalid").with("uri", shown_url(&text));
    // RFC 6749 §3.1.2 forbids a fragment.
    let (scheme, rest) = text.split_once("://").filter(|_| !text.contains('#')).ok_or_else(wrong)?;
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, port.parse().map_err(|_| wrong())?),
        _ => (authority, 80),
    };
    let path = if path.is_empty() { "/" } else { path }.to_owned();
    Ok(RedirectUri { loopback: scheme == "http" && is_loopback(host), uri, port, path })
}

/// Starts the server. It accepts one callback with the right `state`, and rejects all other requests. Those that
/// a vendor may have meant as a callback are counted.
fn listen(
    settings: &Settings,
    redirect: &RedirectUri,
    port: u16,
    state: &Arc<OnceLock<Secret>>,
    gate: &Arc<Gate>,
    turned_away: &TurnedAway,
    sender: &Sender<Callback>,
) -> Result<LoopbackServer> {
    let path = redirect.path.clone();
    let sender = Mutex::new(Some(sender.clone()));
    let (settings, state) = (settings.clone(), Arc::clone(state));
    let (gate, turned_away) = (Arc::clone(gate), Arc::clone(turned_away));
    let turn_away = move |reason: &'static str| {
        report::note(|| Message::new("callback-turned-away").with("reason", Message::new(reason)));
        turned_away.lock().into_iter().for_each(|mut counts| *counts.entry(reason).or_default() += 1);
    };
    let handler: Handler = Arc::new(move |request, respond| {
        let languages = request.header("accept-language").unwrap_or_default();
        let preferred = languages.trim_start().split([',', ';', '-']).next().unwrap_or_default();
        let language = message::languages().find(|known| *known == preferred);
        let language = language.unwrap_or_else(report::language);
        let host = request.header("host").unwrap_or_default();
        let is_ours = is_loopback_authority(host) && request.method == "GET";
        match is_ours.then(|| gate.visit(request)).flatten() {
            Some(Visit::Sent(response)) => return respond(&response),
            Some(Visit::Second) => {
                respond(&page::response(page::UNEXPECTED, language));
                let sender = sender.lock().ok().and_then(|mut sender| sender.take());
                let _ = sender.map(|sender| sender.send(Err(NoCallback::SecondBrowser)));
                return;
            }
            None => {}
        }
        let wrong = [
            ("callback-host-wrong", !is_loopback_authority(host)),
            ("callback-path-wrong", request.path != path),
            ("callback-method-wrong", request.method != "GET"),
            ("callback-browser-wrong", !gate.admits(request)),
        ];
        if let Some((reason, _)) = wrong.into_iter().find(|(_, is_wrong)| *is_wrong) {
            // Browsers ask for an icon, too.
            if !request.query.is_empty() || request.path.trim_matches('/') == path.trim_matches('/') {
                turn_away(reason);
            }
            return respond(&page::not_found());
        }
        let callback = match state.get().map(|state| read_callback(&settings, &request.query, state)) {
            Some(Ok(callback)) => Some(callback),
            Some(Err(reason)) => {
                turn_away(reason);
                None
            }
            None => None,
        };
        let sender = callback.as_ref().and_then(|_| sender.lock().ok()?.take());
        let (Some(callback), Some(sender)) = (callback, sender) else {
            return respond(&page::response(page::UNEXPECTED, language));
        };
        respond(&page::response(if callback.is_ok() { page::GRANTED } else { page::DENIED }, language));
        // Fails if the login has timed out.
        let _ = sender.send(Ok(request.query.clone()));
    });
    LoopbackServer::start(port, &handler)
        .map_err(|error| Error::new(Kind::Config, "login-port-taken").with("port", port).caused_by(error))
}

/// Reads pasted URLs from stdin in a thread, until its end.
fn read_pasted_urls(sender: &Sender<Callback>) -> Result<()> {
    let sender = sender.clone();
    let started = signals::spawn(Builder::new(), move || {
        for line in std::io::stdin().lock().take(MAX_PASTED).lines().map_while(std::io::Result::ok) {
            // Some vendors use the fragment instead of the query.
            let query = line.trim().split_once(['?', '#']).map_or("", |(_, query)| query);
            if !line.trim().is_empty() && sender.send(Ok(query.replace(['?', '#'], "&"))).is_err() {
                return;
            }
        }
        let _ = sender.send(Err(NoCallback::EndOfStdin));
    });
    started.map(drop).map_err(|error| Error::new(Kind::Network, "pasted-address-unreadable").caused_by(error))
}
