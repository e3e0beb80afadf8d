//! Logging in with a browser: RFC 8252. A listener on loopback takes the answer; where no browser can
//! reach it, the person pastes the address at which the browser ended.

use std::io::{BufRead, IsTerminal};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex};
use std::thread::Builder;
use std::time::{Duration, Instant};

use super::browser::Browser;
use super::page;
use crate::app::App;
use crate::cli::Login;
use crate::error::{Error, Kind, Result};
use crate::escape::is_visible;
use crate::grant::Given;
use crate::grant::authorization_code::{Callback, authorize_url, exchange, read_callback};
use crate::http::{Request, check_url, is_loopback, is_loopback_authority};
use crate::listener::{Answer, Asked, Listener};
use crate::report;
use crate::secret::Secret;
use crate::settings::{Desktop, Settings};
use crate::sign::{challenge, random_text};
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
    let (verifier, state) = (random_text()?, random_text()?);
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
    let given = Given::default()
        .with("redirect-uri", Secret::new(redirect_uri.clone()))
        .with("state", state.clone())
        .with("code-challenge", Secret::new(challenge(&verifier)));
    let url = authorize_url(settings, &given)?;
    // It goes to a terminal, and perhaps to a browser.
    check_url(&url)?;
    if !is_visible(&url) {
        return Err(Error::new(
            Kind::Config,
            "the address to log in at holds characters that no URL may hold",
        ));
    }
    let listens = listener.is_some() && !login.no_browser;
    tell(&url, listens, &browser.desktop);
    if listens && browser.desktop.has_browser() {
        browser.open(&url);
    }
    let pastes = !listens || !browser.desktop.has_browser() || std::io::stdin().is_terminal();
    if pastes {
        read_pasted(&sender)?;
    }
    let code = wait(settings, &state, &receiver, listens, patience)?;
    // Closed before anything else is asked: the answer was taken once.
    drop(listener);
    let send = &|request: &Request| app.send(request);
    let ask =
        || exchange(settings, code.clone(), &redirect_uri, &verifier, send, &chrono::Utc::now).map(Some);
    app.begin_session(None, &ask)?.ok_or_else(|| Error::new(Kind::Internal, "an exchange without an answer"))
}

/// What arrives: a callback at the listener, or a line that was pasted.
enum Arrived {
    Query(String),
    Pasted(String),
    NoMorePastes,
}

fn wait(
    settings: &Settings,
    state: &Secret,
    receiver: &mpsc::Receiver<Arrived>,
    listens: bool,
    patience: Duration,
) -> Result<Secret> {
    let deadline = Instant::now() + patience;
    loop {
        let arrived = receiver.recv_timeout(deadline.saturating_duration_since(Instant::now()));
        let (query, pasted) = match arrived {
            Ok(Arrived::Query(query)) => (query, false),
            // Some vendors answer behind `#` instead.
            Ok(Arrived::Pasted(line)) => (
                line.trim().split_once(['?', '#']).map_or("", |(_, query)| query).replace(['?', '#'], "&"),
                true,
            ),
            Ok(Arrived::NoMorePastes) if listens => continue,
            Ok(Arrived::NoMorePastes) | Err(RecvTimeoutError::Disconnected) => {
                return Err(Error::new(Kind::Login, "there was no address on stdin to log in with"));
            }
            Err(RecvTimeoutError::Timeout) => {
                let why = format!("nobody logged in to {} within {} s", settings.profile, patience.as_secs());
                return Err(Error::new(Kind::Login, why).hint("`--wait` sets how long to wait"));
            }
        };
        match read_callback(settings, &query, state) {
            Callback::Code(code) => return Ok(code),
            Callback::Denied(error) => {
                return Err(error.hint(format!("`gettoken login {}` begins again", settings.profile)));
            }
            Callback::Foreign if pasted => {
                report::line(
                    "gettoken: that is not the address of this login: paste all of it, as the browser shows it\n",
                );
            }
            Callback::Foreign => {}
        }
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
    state: &Secret,
    sender: &Sender<Arrived>,
) -> Result<Listener> {
    let path = redirect.path.clone();
    let sender = Mutex::new(Some(sender.clone()));
    // Only what is needed to know the answer again; the settings themselves stay here.
    let judge = {
        let settings = settings.clone();
        let state = state.clone();
        move |query: &str| read_callback(&settings, query, &state)
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
