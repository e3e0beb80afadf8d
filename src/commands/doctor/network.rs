//! Checks of the connection to the token endpoint, as observed during one request. If a step fails, the steps
//! that depend on it are skipped. The request has no parameters, so it is not mistaken for a token request.

use std::io::ErrorKind;
use std::net::IpAddr;

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use crate::check::{Check, State};
use crate::duration;
use crate::error::{Kind, Result};
use crate::http::{Attempt, Handshake, Observation, Response, observe, shown_url};
use crate::message::{self, Message};
use crate::oauth::flow;
use crate::settings::Settings;

/// The tolerated clock skew in seconds. With more, vendors refuse signatures and expiry times are wrong.
const SKEW: i64 = 30;

/// The names of the checks after the endpoint, in order.
const STEPS: [&str; 7] = ["proxy", "authorities", "name", "connection", "tls", "answer", "clock"];

/// Checks the URL of the endpoint and, if it is complete, the connection to it.
pub fn checks(settings: &Settings) -> Vec<Check> {
    let Some(call) = flow::call(settings) else {
        return Check::skipped(&["endpoint"], "doctor-endpoint-none");
    };
    let missing: Vec<&str> = call.url.names().filter(|name| settings.value(name).is_none()).collect();
    if !missing.is_empty() {
        let missing = message::Value::list(missing, "list-comma");
        let incomplete = Message::new("doctor-endpoint-incomplete").with("names", missing);
        return Check::skipped(&["endpoint"], incomplete);
    }
    let url = call.url.fill_url(|name| settings.value(name));
    match url.and_then(|url| Ok((observe(settings.token_network(), &url)?, url))) {
        Ok(((seen, answer), url)) => {
            let endpoint = Check::new("endpoint", State::Fine, "doctor-endpoint");
            let endpoint = endpoint.facts(json!({ "url": shown_url(&url) }));
            route_checks(endpoint, &seen, &answer, is_path_variable(&call.url.to_string()))
        }
        Err(error) => {
            let rest = Check::skipped(&STEPS, "doctor-way-none");
            [Check::failed("endpoint", &error)].into_iter().chain(rest).collect()
        }
    }
}

/// Reports whether the path of a URL template contains values that the user sets.
fn is_path_variable(template: &str) -> bool {
    let path = template.split_once("://").map(|(_, rest)| rest.split_once('/').map_or("", |(_, path)| path));
    path.is_none_or(|path| path.contains('{'))
}

/// All checks from the endpoint to the clock. If the user set part of the path (`typed`), it may be wrong.
fn route_checks(endpoint: Check, seen: &Observation, answer: &Result<Response>, typed: bool) -> Vec<Check> {
    let code = if seen.proxy["address"].is_null() { "doctor-proxy-none" } else { "doctor-proxy" };
    let proxy = Check::new("proxy", State::Fine, code);
    let proxy = seen.proxy_source.iter().fold(proxy, |proxy, source| proxy.with("source", source));
    let mut checks = vec![endpoint, proxy.facts(&seen.proxy)];
    checks.extend(seen.authorities.as_ref().map(|found| match found {
        Ok(found) => {
            let code = match (found["count"].is_null(), found["besides_system"].is_null()) {
                (true, _) => "doctor-authorities-system",
                (_, false) => "doctor-authorities-besides",
                _ => "doctor-authorities",
            };
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

/// Adds the checks of name, connection, TLS, response and clock. An error is the reason to skip the rest.
fn steps(
    checks: &mut Vec<Check>,
    seen: &Observation,
    answer: &Result<Response>,
    typed: bool,
) -> Result<(), &'static str> {
    let mut add = |check: Check, why| {
        let passed = check.exit_code().is_none();
        checks.push(check);
        passed.then_some(()).ok_or(why)
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
        // TLS starts after the proxy has opened the tunnel.
        (None, Err(error)) if seen.authorities.is_some() => {
            add(Check::failed("tunnel", error), "doctor-unsafe")?;
        }
        (None, _) => {}
    }
    match answer {
        Ok(response) => checks.extend([status(response, typed), clock(response, Utc::now())]),
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

/// One reachable address is enough, but an earlier address that times out is a warning.
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

/// The handshake, and the server's certificate even if it is not trusted.
fn tls(handshake: &Handshake, answer: &Result<Response>) -> Check {
    let version = handshake.protocol.as_deref().unwrap_or_default().replace("TLSv", "TLS ").replace('_', ".");
    let mut check = match answer {
        Err(error) if handshake.protocol.is_none() => Check::failed("tls", error),
        _ => Check::new("tls", State::Fine, "doctor-tls").with("version", version),
    };
    if let Some(certificate) = &handshake.certificate {
        let field = |name: &str| certificate[name].as_str().unwrap_or_default();
        let until = field("not_after").get(..10);
        let code = if until.is_some() { "doctor-certificate" } else { "doctor-certificate-undated" };
        let named = |name: &str| match field(name) {
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

/// Most statuses are fine: they show an HTTP server, which may well reject a request without parameters.
fn status(response: &Response, typed: bool) -> Check {
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
    // A response with `Age` comes from an HTTP cache, and its `Date` is in the past.
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
    let check = Check::new("clock", state, code)
        .with("skew", SKEW)
        .with("difference", duration::message(ahead.abs()));
    check.facts(json!({ "seconds_ahead": ahead }))
}
