//! Logging in on another device: RFC 8628. The person reads a code here and types it there.

use std::cell::Cell;
use std::thread;
use std::time::{Duration, Instant};

use qrcode::QrCode;
use qrcode::render::unicode::Dense1x2;

use crate::app::App;
use crate::error::{Error, Kind, Result};
use crate::grant::device_code::{Polled, Started, poll, start};
use crate::http::Request;
use crate::report;
use crate::settings::Settings;
use crate::token::Token;

/// Shows the code, and asks until the person has answered or the code has expired.
pub fn login(app: &App) -> Result<Token> {
    let settings = &app.settings;
    let send = &|request: &Request| app.send(request);
    let started = start(settings, send, &chrono::Utc::now)?;
    let terminal = report::on_terminal();
    tell(settings, &started, terminal);
    let deadline = Instant::now() + started.lifetime;
    let interval = Cell::new(started.interval);
    let ask = || match poll(settings, &started.device_code, interval.get(), send, &chrono::Utc::now)? {
        Polled::Granted(answer) => Ok(Some(*answer)),
        Polled::Pending(next) => {
            interval.set(next);
            Ok(None)
        }
    };
    let answer = loop {
        if !sleep(interval.get(), deadline, terminal) {
            let expired = Error::new(Kind::Login, format!("{}: the code has expired", settings.profile));
            break Err(expired.hint(format!("`gettoken login {} --device` begins again", settings.profile)));
        }
        match app.begin_session(None, &ask) {
            Ok(Some(token)) => break Ok(token),
            Ok(None) => {}
            // Another process holds the session's lock: nothing was asked, and the code is still good.
            Err(error) if error.kind() == Kind::Busy => {}
            Err(error) => break Err(error),
        }
    };
    if terminal {
        // The line that counted down is replaced by what comes next.
        report::line("\r\u{1b}[K");
    }
    answer
}

fn tell(settings: &Settings, started: &Started, terminal: bool) {
    let whole = started.verification_uri_complete.as_deref();
    if let Some(code) = whole.filter(|_| terminal).and_then(|uri| QrCode::new(uri).ok()) {
        // Light on dark, as most terminals are: readers want the quiet zone light.
        let drawn = code.render::<Dense1x2>().dark_color(Dense1x2::Light).light_color(Dense1x2::Dark).build();
        report::line(&format!("{drawn}\n\n"));
    }
    report::line(&format!(
        "gettoken: to log in to {}, open this address on any device:\n\n    {}\n\nand type this code:\n\n    {}\n\n\
         Go on only if you started this yourself.\n",
        settings.provider.title, started.verification_uri, started.user_code
    ));
}

/// Waits for `interval`, counting down on a terminal; `false` when the code expires before.
fn sleep(interval: Duration, deadline: Instant, terminal: bool) -> bool {
    let end = Instant::now() + interval;
    loop {
        let now = Instant::now();
        if now >= deadline {
            return false;
        }
        if now >= end {
            return true;
        }
        if terminal {
            let left = (deadline - now).as_secs();
            report::line(&format!(
                "\r\u{1b}[Kwaiting for your answer, {}:{:02} left (Ctrl-C ends it)",
                left / 60,
                left % 60
            ));
        }
        thread::sleep((end - now).min(deadline - now).min(Duration::from_secs(1)));
    }
}
