//! Logging in with a browser: RFC 8252. A listener on loopback takes the answer; where no browser can
//! reach it, the person pastes the address at which the browser ended.

use std::cell::{Cell, OnceCell};
use std::io::{BufRead, IsTerminal};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, OnceLock};
use std::thread::Builder;
use std::time::{Duration, Instant};

use super::browser::Browser;
use super::page;
use crate::app::App;
use crate::cli::Login;
use crate::error::{Error, Kind, Result};
use crate::escape::is_visible;
use crate::grant::{Action, AuthorizationCode, Callback, Driver, read_callback};
use crate::http::{check_url, is_loopback, is_loopback_authority};
use crate::listener::{Answer, Asked, Listener};
use crate::report;
use crate::secret::Secret;
use crate::settings::{Desktop, Settings};
use crate::signals;
use crate::template::Template;
use crate::token::Token;

/// Where the browser is to come back to.
struct Redirect {
    /// As the vendor is told, with `{port}` where a free one is taken.
    template: Template,
    loopback: bool,
    /// The port that the template names, or 0.
    port: u16,
    path: String,
}

/// Sends a browser to the vendor, takes the code it brings back, and exchanges it.
pub fn login(app: &App, login: &Login, browser: &Browser, patience: Duration) -> Result<Token> {
    let settings = &app.settings;
    let redirect = redirect(settings, login)?;
    // The browser's answer is known by it, once the flow has begun.
    let state = Arc::new(OnceLock::new());
    let (sender, receiver) = mpsc::channel();
    let listener = match redirect.loopback.then(|| listen(settings, &redirect, &state, &sender)) {
        None => None,
        Some(Ok(listener)) => Some(listener),
        // An address that is pasted needs no port of ours.
        Some(Err(_)) if login.no_browser && redirect.port != 0 => None,
        Some(Err(error)) => return Err(error),
    };
    let port = listener.as_ref().map_or(redirect.port, |listener| listener.address().port());
    let redirect_uri = redirect.template.fill(|_| Some(port.to_string())).unwrap_or_default();
    let listens = listener.is_some() && !login.no_browser;
    let listener = Cell::new(listener);
    let deadline = OnceCell::new();
    let person = |action| {
        let Action::Visit { url, state: own } = action else { return Ok(None) };
        if state.set(own).is_ok() {
            send(&url, browser, listens, &sender)?;
        } else {
            report::line(
                "gettoken: that is not the address of this login: paste all of it, as the browser shows it\n",
            );
        }
        let deadline = *deadline.get_or_init(|| Instant::now() + patience);
        match wait(&receiver, listens, deadline)? {
            Some(query) => Ok(Some(Secret::new(query))),
            None => {
                let why = format!("nobody logged in to {} within {} s", settings.profile, patience.as_secs());
                Err(Error::new(Kind::Login, why).hint("`--wait` sets how long to wait"))
            }
        }
    };
    let mut flow = AuthorizationCode::new(settings, redirect_uri);
    app.begin_session(None, |driver, hold| {
        Driver { person: &person, ..driver }.run(&mut flow, || {
            // Closed before anything else is asked: the answer was taken once.
            drop(listener.take());
            hold()
        })
    })
}

/// Shows the address, and opens it where there is a browser.
fn send(url: &str, browser: &Browser, listens: bool, sender: &Sender<Arrived>) -> Result<()> {
    // It goes to a terminal, and perhaps to a browser.
    check_url(url)?;
    if !is_visible(url) {
        return Err(Error::new(
            Kind::Config,
            "the address to log in at holds characters that no URL may hold",
        ));
    }
    tell(url, listens, &browser.desktop);
    if listens && browser.desktop.has_browser() {
        browser.open(url);
    }
    let pastes = !listens || !browser.desktop.has_browser() || std::io::stdin().is_terminal();
    if pastes { read_pasted(sender) } else { Ok(()) }
}

/// What arrives: a callback at the listener, or a line that was pasted.
enum Arrived {
    Query(String),
    Pasted(String),
    NoMorePastes,
}

/// The query of the next callback; `None` when there is none until the `deadline`.
fn wait(receiver: &mpsc::Receiver<Arrived>, listens: bool, deadline: Instant) -> Result<Option<String>> {
    loop {
        return match receiver.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
            Ok(Arrived::Query(query)) => Ok(Some(query)),
            Ok(Arrived::Pasted(line)) => {
                // Some vendors answer behind `#` instead.
                let query = line.trim().split_once(['?', '#']).map_or("", |(_, query)| query);
                Ok(Some(query.replace(['?', '#'], "&")))
            }
            Ok(Arrived::NoMorePastes) if listens => continue,
            Ok(Arrived::NoMorePastes) | Err(RecvTimeoutError::Disconnected) => {
                Err(Error::new(Kind::Login, "there was no address on stdin to log in with"))
            }
            Err(RecvTimeoutError::Timeout) => Ok(None),
        };
    }
}

fn tell(url: &str, listens: bool, desktop: &Desktop) {
    report::line(&format!("gettoken: open this address in a browser to log in:\n\n{url}\n\n"));
    if let Some(why) = desktop.why_no_browser() {
        report::line(&format!("gettoken: no browser is opened here: {why}\n"));
    }
    if !listens || !desktop.has_browser() {
        report::line(
            "gettoken: when the browser ends at a page that does not load, paste that page's address here:\n",
        );
    }
}

fn redirect(settings: &Settings, login: &Login) -> Result<Redirect> {
    let declared = settings.provider.authorize.as_ref().map(|authorize| authorize.redirect.clone());
    let template = match &login.redirect_uri {
        Some(uri) => Template::parse(uri).map_err(|why| Error::new(Kind::Usage, why))?,
        None => declared.unwrap_or_default(),
    };
    let text = template
        .fill(|name| if name == "port" { Some("0".to_owned()) } else { settings.value(name) })
        .ok_or_else(|| {
            Error::new(Kind::Config, "the redirect URI has no value")
                .hint("give the address that is registered at the vendor with `--redirect-uri`")
        })?;
    let wrong =
        || Error::new(Kind::Config, format!("`{}` is not a redirect URI", crate::escape::visible(&text)));
    let (scheme, rest) = text.split_once("://").ok_or_else(wrong)?;
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, port.parse().map_err(|_| wrong())?),
        _ => (authority, 80),
    };
    let loopback = scheme == "http" && is_loopback(host);
    // The values of other names are filled now; the port, once it is known.
    let template = Template::parse(
        &template
            .fill(|name| if name == "port" { Some("{port}".to_owned()) } else { settings.value(name) })
            .unwrap_or_default(),
    );
    Ok(Redirect {
        template: template.map_err(|_| wrong())?,
        loopback,
        port,
        path: if path.is_empty() { "/".into() } else { path.into() },
    })
}

/// Listens for the browser. The right answer is taken once; everything else is turned away and changes
/// nothing.
fn listen(
    settings: &Settings,
    redirect: &Redirect,
    state: &Arc<OnceLock<Secret>>,
    sender: &Sender<Arrived>,
) -> Result<Listener> {
    let path = redirect.path.clone();
    let sender = Mutex::new(Some(sender.clone()));
    // Only what is needed to know the answer again; the settings themselves stay here.
    let judge = {
        let settings = settings.clone();
        let state = Arc::clone(state);
        move |query: &str| match state.get() {
            Some(state) => read_callback(&settings, query, state),
            None => Callback::Foreign,
        }
    };
    let answer: Answer = Arc::new(move |asked: &Asked| {
        let chinese = asked.header("accept-language").is_some_and(|list| list.trim_start().starts_with("zh"));
        let host = asked.header("host").unwrap_or_default();
        if !is_loopback_authority(host) || asked.method != "GET" || asked.path != path {
            return (page::nothing(), None);
        }
        let reply = match judge(&asked.query) {
            Callback::Foreign => return (page::foreign(chinese), None),
            Callback::Denied(_) => page::denied(chinese),
            Callback::Code(_) => page::granted(chinese),
        };
        let taken = sender.lock().ok().and_then(|mut sender| sender.take());
        let Some(sender) = taken else {
            return (page::foreign(chinese), None);
        };
        let query = asked.query.clone();
        let done: Box<dyn FnOnce() + std::marker::Send> = Box::new(move || {
            // The login may have timed out.
            let _ = sender.send(Arrived::Query(query));
        });
        (reply, Some(done))
    });
    Listener::start(redirect.port, &answer).map_err(|error| {
        Error::new(Kind::Config, format!("cannot listen on 127.0.0.1 port {}", redirect.port))
            .caused_by(error)
            .hint("`--redirect-uri` names another address, `--no-browser` needs none")
    })
}

/// Reads lines that a person pastes, until there are none.
fn read_pasted(sender: &Sender<Arrived>) -> Result<()> {
    let sender = sender.clone();
    let started = signals::spawn(Builder::new(), move || {
        for line in std::io::stdin().lock().lines().map_while(std::io::Result::ok) {
            if !line.trim().is_empty() && sender.send(Arrived::Pasted(line)).is_err() {
                return;
            }
        }
        let _ = sender.send(Arrived::NoMorePastes);
    });
    started.map(drop).map_err(|error| {
        Error::new(Kind::Network, "the address that is pasted cannot be read")
            .caused_by(error)
            .hint("does the system allow this user another thread?")
    })
}
