//! Login on another device (RFC 8628). The person reads a code here and types it there.

use std::cell::Cell;
use std::thread;
use std::time::{Duration, Instant};

use qrcode::QrCode;
use qrcode::render::unicode::Dense1x2;

use super::FindClient;
use crate::app::App;
use crate::app::client::Redirect;
use crate::error::Result;
use crate::message::{Message, Value};
use crate::oauth::flow::{Action, DeviceCode, Driver, Started};
use crate::report;
use crate::settings::Settings;
use crate::token::Token;

/// The redirect URI of a client that is registered without a browser: servers require one all the same.
const ANY_PORT: &str = "http://127.0.0.1/callback";

/// Shows the code, and polls until the person has answered, the code has expired, or `wait` is over.
pub fn login(app: &App, wait: Option<Duration>, find_client: FindClient) -> Result<Token> {
    let found = find_client(&Redirect { uri: None, any_port: Some(ANY_PORT), is_device: true })?;
    let app = found.as_ref().unwrap_or(app);
    let settings = &app.settings;
    let terminal = report::on_terminal();
    let end = Cell::new(Instant::now());
    let person = |action| {
        if let Action::TypeCode(started) = action {
            show_code(settings, &started, terminal);
            end.set(Instant::now() + wait.map_or(started.lifetime, |wait| wait.min(started.lifetime)));
        }
        Ok(None)
    };
    let pause = |pause| sleep(pause, end.get(), terminal);
    let mut flow = DeviceCode::new(wait);
    let answer = app.begin_session(|driver, hold| {
        Driver { person: &person, wait: &pause, ..driver }.run(&mut flow, hold)
    });
    if terminal {
        // Erase the countdown.
        report::line("\r\u{1b}[K");
    }
    answer
}

fn show_code(settings: &Settings, started: &Started, terminal: bool) {
    let whole = started.verification_uri_complete.as_deref();
    if let Some(code) = whole.filter(|_| terminal).and_then(|uri| QrCode::new(uri).ok()) {
        // Inverted for terminals with a dark background: readers need a light quiet zone.
        let drawn = code.render::<Dense1x2>().dark_color(Dense1x2::Light).light_color(Dense1x2::Dark).build();
        report::line(&format!("{drawn}\n\n"));
    }
    let lines = |text: &str| Value::Lines(text.to_owned());
    let shown = settings.provider.with_title(Message::new("device-login"));
    let shown = shown.with("url", lines(&started.verification_uri));
    report::say(shown.with("code", lines(&started.user_code)));
}

/// Waits for `pause`. On a terminal, shows the time left until the `deadline`, at which the code expires.
fn sleep(pause: Duration, deadline: Instant, terminal: bool) {
    let end = Instant::now() + pause;
    while let Some(left) = end.checked_duration_since(Instant::now()).filter(|left| !left.is_zero()) {
        if terminal {
            let left = deadline.saturating_duration_since(Instant::now()).as_secs();
            let left = format!("{}:{:02}", left / 60, left % 60);
            let waiting = Message::new("device-waiting").with("left", left);
            report::line(&format!("\r\u{1b}[K{}", waiting.in_language(report::language())));
        }
        thread::sleep(left.min(Duration::from_secs(1)));
    }
}
