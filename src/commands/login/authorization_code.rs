//! Logging in with a browser: RFC 8252. A listener on loopback takes the answer; where no browser can
//! reach it, the person pastes the address at which the browser ended.

use std::cell::{Cell, OnceCell};
use std::io::{BufRead, IsTerminal};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, OnceLock};
use std::thread::Builder;
use std::time::{Duration, Instant};

use super::{browser, page};
use crate::app::App;
use crate::crypto::random_text;
use crate::error::{Error, Kind, Result};
use crate::http::loopback_server::{Handler, LoopbackServer};
use crate::http::{check_url, is_loopback, is_loopback_authority};
use crate::message::{Message, Value};
use crate::oauth::flow::{Action, AuthorizationCode, Driver, read_callback};
use crate::report;
use crate::sanitize::is_visible;
use crate::secret::Secret;
use crate::settings::{Desktop, Settings};
use crate::signals;
use crate::template::Template;
use crate::token::Token;

/// Where the browser is to come back to.
struct Redirect {
    /// As the vendor is given it, with `{port}` where a free one is taken.
    uri: String,
    loopback: bool,
    /// The port in it, or 0.
    port: u16,
    path: String,
}

/// Stands in a redirect URI for the port that is listened on.
const PORT: &str = "{port}";

/// Sends a browser to the vendor, takes the code it brings back, and exchanges it.
pub fn login(
    app: &App,
    no_browser: bool,
    redirect_uri: Option<String>,
    desktop: Desktop,
    patience: Duration,
) -> Result<Token> {
    let settings = &app.settings;
    let redirect = redirect(settings, redirect_uri)?;
    // The browser's answer is known by it, once the flow has begun.
    let state = Arc::new(OnceLock::new());
    let (sender, receiver) = mpsc::channel();
    let listener = match redirect.loopback.then(|| listen(settings, &redirect, &state, &sender)) {
        None => None,
        Some(Ok(listener)) => Some(listener),
        // An address that is pasted needs no port of ours.
        Some(Err(_)) if no_browser && redirect.port != 0 => None,
        Some(Err(error)) => return Err(error),
    };
    let port = listener.as_ref().map_or(redirect.port, |listener| listener.address().port());
    let redirect_uri = redirect.uri.replace(PORT, &port.to_string());
    let listens = listener.is_some() && !no_browser;
    let listener = Cell::new(listener);
    let deadline = OnceCell::new();
    let person = |action| {
        let Action::Visit { url, state: own } = action else { return Ok(None) };
        if state.set(own).is_ok() {
            send(app, &url, desktop, listens, &sender)?;
        } else {
            report::say("login-address-wrong");
        }
        let deadline = *deadline.get_or_init(|| Instant::now() + patience);
        let query = wait(&receiver, listens, deadline)?
            .ok_or_else(|| settings.error(Kind::Login, "login-timeout").with("seconds", patience.as_secs()));
        query.map(|query| Some(Secret::new(query)))
    };
    let mut flow = AuthorizationCode::new(redirect_uri, &random_text)?;
    app.begin_session(|driver, hold| {
        Driver { person: &person, ..driver }.run(&mut flow, || {
            // Closed before anything else is asked: the answer was taken once.
            drop(listener.take());
            hold()
        })
    })
}

/// Shows the address, and opens it where there is a browser.
fn send(app: &App, url: &str, desktop: Desktop, listens: bool, sender: &Sender<Arrived>) -> Result<()> {
    // It goes to a terminal, and perhaps to a browser.
    check_url(url)?;
    if !is_visible(url) {
        return Err(Error::new(Kind::Config, "login-url-unsafe"));
    }
    report::say(Message::new("login-address").with("url", Value::Lines(url.to_owned())));
    desktop.err().into_iter().for_each(report::say);
    let opener = desktop.ok().filter(|_| listens);
    match opener {
        Some(opener) => browser::open(app, opener, url)?,
        None => report::say("login-paste"),
    }
    if opener.is_none() || std::io::stdin().is_terminal() { read_pasted(sender) } else { Ok(()) }
}

/// The query of a callback, at the listener or in an address that was pasted; `None` when no more are pasted.
type Arrived = Option<String>;

/// The query of the next callback; `None` when there is none until the `deadline`.
fn wait(receiver: &mpsc::Receiver<Arrived>, listens: bool, deadline: Instant) -> Result<Option<String>> {
    loop {
        match receiver.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
            Ok(None) if listens => {}
            Ok(Some(query)) => return Ok(Some(query)),
            Err(RecvTimeoutError::Timeout) => return Ok(None),
            _ => return Err(Error::new(Kind::Login, "login-stdin-empty")),
        }
    }
}

fn redirect(settings: &Settings, named: Option<String>) -> Result<Redirect> {
    let declared = settings.provider.authorize.as_ref().map(|authorize| authorize.redirect.clone());
    let template = match named {
        Some(uri) => Template::parse(&uri).map_err(|why| Error::new(Kind::Usage, why))?,
        None => declared.unwrap_or_default(),
    };
    // The port is filled in once it is known.
    let uri = template.fill(|name| if name == "port" { Some(PORT.to_owned()) } else { settings.value(name) });
    let uri = uri.ok_or_else(|| Error::new(Kind::Config, "redirect-uri-missing"))?;
    let text = uri.replace(PORT, "0");
    let wrong = || Error::new(Kind::Config, "redirect-uri-invalid").with("uri", &text);
    let (scheme, rest) = text.split_once("://").ok_or_else(wrong)?;
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, port.parse().map_err(|_| wrong())?),
        _ => (authority, 80),
    };
    let path = if path.is_empty() { "/" } else { path }.to_owned();
    Ok(Redirect { loopback: scheme == "http" && is_loopback(host), uri, port, path })
}

/// Listens for the browser. The right answer is taken once; everything else is turned away and changes nothing.
fn listen(
    settings: &Settings,
    redirect: &Redirect,
    state: &Arc<OnceLock<Secret>>,
    sender: &Sender<Arrived>,
) -> Result<LoopbackServer> {
    let path = redirect.path.clone();
    let sender = Mutex::new(Some(sender.clone()));
    let (settings, state) = (settings.clone(), Arc::clone(state));
    let handler: Handler = Arc::new(move |asked, respond| {
        let languages = asked.header("accept-language").unwrap_or_default();
        let language = if languages.trim_start().starts_with("zh") { "zh" } else { "en" };
        let host = asked.header("host").unwrap_or_default();
        if !is_loopback_authority(host) || asked.method != "GET" || asked.path != path {
            return respond(&page::nothing());
        }
        let read = state.get().and_then(|state| read_callback(&settings, &asked.query, state));
        let sender = read.as_ref().and_then(|_| sender.lock().ok()?.take());
        let (Some(read), Some(sender)) = (read, sender) else {
            return respond(&page::response(page::FOREIGN, language));
        };
        respond(&page::response(if read.is_ok() { page::GRANTED } else { page::DENIED }, language));
        // The login may have timed out.
        let _ = sender.send(Some(asked.query.clone()));
    });
    LoopbackServer::start(redirect.port, &handler).map_err(|error| {
        Error::new(Kind::Config, "login-port-taken").with("port", redirect.port).caused_by(error)
    })
}

/// Reads lines that a person pastes, until there are none.
fn read_pasted(sender: &Sender<Arrived>) -> Result<()> {
    let sender = sender.clone();
    let started = signals::spawn(Builder::new(), move || {
        for line in std::io::stdin().lock().lines().map_while(std::io::Result::ok) {
            // Some vendors answer behind `#` instead.
            let query = line.trim().split_once(['?', '#']).map_or("", |(_, query)| query);
            if !line.trim().is_empty() && sender.send(Some(query.replace(['?', '#'], "&"))).is_err() {
                return;
            }
        }
        let _ = sender.send(None);
    });
    started.map(drop).map_err(|error| Error::new(Kind::Network, "pasted-address-unreadable").caused_by(error))
}
