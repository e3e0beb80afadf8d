//! The way to the token endpoint, as one request sees it. A step that fails skips those that need it, and nothing is
//! sent that the vendor could take for a request of the application's.

use std::io::ErrorKind;
use std::net::IpAddr;

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use crate::check::{Check, State};
use crate::duration::words;
use crate::error::{Kind, Result};
use crate::http::{Attempt, Handshake, Observation, Response, look, shown_url};
use crate::message::{self, Message};
use crate::oauth::flow;
use crate::settings::Settings;

/// Beyond this a vendor may refuse signatures, and expiry is misjudged.
const SKEW: i64 = 30;

/// What there is to look at on the way.
const STEPS: [&str; 7] = ["proxy", "authorities", "name", "connection", "tls", "answer", "clock"];

/// The address of the endpoint, and the way there.
pub fn checks(settings: &Settings) -> Vec<Check> {
    let Some(call) = flow::call(settings) else {
        return Check::skipped(&["endpoint"], "doctor-endpoint-none");
    };
    let lacking: Vec<&str> = call.url.names().filter(|name| settings.value(name).is_none()).collect();
    if !lacking.is_empty() {
        let lacking = message::Value::list(lacking, "list-comma");
        let incomplete = Message::new("doctor-endpoint-incomplete").with("names", lacking);
        return Check::skipped(&["endpoint"], incomplete);
    }
    let url = call.url.fill_url(|name| settings.value(name));
    match url.and_then(|url| Ok((look(settings.network.clone(), &url)?, url))) {
        Ok(((seen, answer), url)) => {
            let endpoint = Check::new("endpoint", State::Fine, "doctor-endpoint");
            let endpoint = endpoint.facts(json!({ "url": shown_url(&url) }));
            way(endpoint, &seen, &answer, names_in_path(&call.url.to_string()))
        }
        Err(error) => {
            let rest = Check::skipped(&STEPS, "doctor-way-none");
            [Check::failed("endpoint", &error)].into_iter().chain(rest).collect()
        }
    }
}

/// Whether the path of a definition's URL is made of what the user gives.
fn names_in_path(template: &str) -> bool {
    let path = template.split_once("://").map(|(_, rest)| rest.split_once('/').map_or("", |(_, path)| path));
    path.is_none_or(|path| path.contains('{'))
}

/// From the endpoint to the clock. Of a URL that was `typed` by the user a path may be wrong.
fn way(endpoint: Check, seen: &Observation, answer: &Result<Response>, typed: bool) -> Vec<Check> {
    let code = if seen.proxy["address"].is_null() { "doctor-proxy-none" } else { "doctor-proxy" };
    let mut checks = vec![endpoint, Check::new("proxy", State::Fine, code).facts(&seen.proxy)];
    checks.extend(seen.authorities.as_ref().map(|found| match found {
        Ok(found) => {
            let code =
                if found["count"].is_null() { "doctor-authorities-system" } else { "doctor-authorities" };
            Check::new("authorities", State::Fine, code).facts(found)
        }
        Err(error) => Check::failed("authorities", error),
    }));
    if let Err(why) = steps(&mut checks, seen, answer, typed) {
        let is_secure = seen.authorities.is_some();
        let mut rest = STEPS.to_vec();
        rest.retain(|name| is_secure || !["authorities", "tls"].contains(name));
        rest.retain(|name| checks.iter().all(|check| check.name != *name));
        checks.extend(Check::skipped(&rest, why));
    }
    checks
}

/// The server is found, reached, directly or through its proxy, and asked; an error says why what comes after is skipped.
fn steps(
    checks: &mut Vec<Check>,
    seen: &Observation,
    answer: &Result<Response>,
    typed: bool,
) -> Result<(), &'static str> {
    let mut add = |check: Check, why| {
        let is_sound = check.exit_code().is_none();
        checks.push(check);
        is_sound.then_some(()).ok_or(why)
    };
    match (&seen.named, answer) {
        (Some(named), _) => add(name(named), "doctor-address-unknown")?,
        (None, Err(error)) => add(Check::failed("name", error), "doctor-address-unknown")?,
        (None, Ok(_)) => {}
    }
    add(connection(&seen.attempts), "doctor-unconnected")?;
    if let Some(Err(_)) = seen.authorities {
        return Err("doctor-authorities-none");
    }
    match (&seen.handshake, answer) {
        (Some(handshake), _) => add(tls(handshake, answer), "doctor-unsafe")?,
        // TLS begins behind the tunnel.
        (None, Err(error)) if seen.authorities.is_some() => {
            add(Check::failed("tunnel", error), "doctor-unsafe")?;
        }
        (None, _) => {}
    }
    match answer {
        Ok(response) => checks.extend([said(response, typed), clock(response, Utc::now())]),
        Err(error) => add(Check::failed("answer", error), "doctor-answer-none")?,
    }
    Ok(())
}

fn name(named: &Value) -> Check {
    let host = named["host"].as_str().unwrap_or_default();
    let code = match &named["milliseconds"] {
        Value::Null if host.trim_matches(['[', ']']).parse::<IpAddr>().is_ok() => "doctor-name-address",
        Value::Null => "doctor-name-local",
        _ => "doctor-name",
    };
    Check::new("name", State::Fine, code).facts(named)
}

/// One address is enough, if those before it fail at once.
fn connection(attempts: &[Attempt]) -> Check {
    let is_slow = |attempt: &Attempt| attempt.fault == Some(ErrorKind::TimedOut);
    let (state, code) = if attempts.iter().all(|attempt| attempt.fault.is_some()) {
        (State::Fault(Kind::Network), "doctor-connection-failed")
    } else if attempts.iter().any(is_slow) {
        (State::Warning, "doctor-connection-slow")
    } else {
        (State::Fine, "doctor-connection")
    };
    let words = message::Value::list(attempts.iter().map(attempt), "list-semicolon");
    Check::new("connection", state, code).with("words", words).facts(json!({ "attempts": attempts }))
}

fn attempt(attempt: &Attempt) -> Message {
    let code = match attempt.fault {
        None => "doctor-attempt",
        Some(ErrorKind::TimedOut) => "doctor-attempt-silent",
        Some(ErrorKind::ConnectionRefused) => "doctor-attempt-refused",
        Some(_) => "doctor-attempt-failed",
    };
    let message = Message::new(code).with("address", attempt.address.to_string());
    let message = message.with("error", attempt.error.as_deref().unwrap_or_default());
    message.with("milliseconds", attempt.milliseconds.unwrap_or_default())
}

/// The handshake, and the certificate whether or not it is believed.
fn tls(handshake: &Handshake, answer: &Result<Response>) -> Check {
    let version = handshake.protocol.as_deref().unwrap_or_default().replace("TLSv", "TLS ").replace('_', ".");
    let mut check = match answer {
        Err(error) if handshake.protocol.is_none() => Check::failed("tls", error),
        _ => Check::new("tls", State::Fine, "doctor-tls").with("version", version),
    };
    if let Some(certificate) = &handshake.certificate {
        let word = |name: &str| certificate[name].as_str().unwrap_or_default();
        let until = word("not_after").get(..10);
        let code = if until.is_some() { "doctor-certificate" } else { "doctor-certificate-undated" };
        let named = |name: &str| match word(name) {
            "" => message::Value::from(Message::new("doctor-unnamed")),
            name => name.into(),
        };
        check.message = Message::new(code)
            .with("message", check.message)
            .with("until", until.unwrap_or_default())
            .with("subject", named("subject"))
            .with("issuer", named("issuer"));
    }
    check.facts(handshake)
}

/// Any status shows that something speaks HTTP there; a request without parameters deserves none better.
fn said(response: &Response, typed: bool) -> Check {
    let (state, code) = match response.status {
        300..=399 if response.header("location").is_some() => (State::Warning, "doctor-answer-moved-to"),
        300..=399 => (State::Warning, "doctor-answer-moved"),
        404 | 410 if typed => (State::Warning, "doctor-answer-missing"),
        500..=599 => (State::Warning, "doctor-answer-trouble"),
        _ => (State::Fine, "doctor-answer"),
    };
    let facts = json!({ "status": response.status, "server": response.header("server") });
    let to = response.header("location").map(shown_url).unwrap_or_default();
    Check::new("answer", state, code).with("to", to).facts(facts)
}

fn clock(response: &Response, now: DateTime<Utc>) -> Check {
    // An answer from a cache on the way has the time at which it was put there.
    let date = response.header("date").filter(|_| response.header("age").is_none());
    let Some(date) = date.and_then(|text| DateTime::parse_from_rfc2822(text).ok()) else {
        return Check::new("clock", State::Skipped, "doctor-clock-unknown");
    };
    let ahead = (now - date.to_utc()).num_seconds();
    let (state, code) = match ahead {
        _ if ahead.abs() <= SKEW => (State::Fine, "doctor-clock"),
        0.. => (State::Warning, "doctor-clock-ahead"),
        _ => (State::Warning, "doctor-clock-behind"),
    };
    let check = Check::new("clock", state, code).with("skew", SKEW).with("difference", words(ahead.abs()));
    check.facts(json!({ "seconds_ahead": ahead }))
}
