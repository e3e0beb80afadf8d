//! A token that a person grants on another device: RFC 8628.

use std::time::Duration;

use serde_json::Value;

use super::{Given, Send, ask, call, scrubber, send_noted};
use crate::error::{Error, Kind, Result};
use crate::escape::Scrubber;
use crate::http::{Request, Response, check_url};
use crate::provider::{Call, Endpoint};
use crate::reply::{self, TokenResponse};
use crate::secret::Secret;
use crate::settings::Settings;
use crate::token::{Clock, Timestamp};

/// RFC 8628 §3.1.
const START: [(&str, &str); 1] = [("scope", "{scope}")];
/// RFC 8628 §3.4.
const POLL: [(&str, &str); 2] =
    [("grant_type", "urn:ietf:params:oauth:grant-type:device_code"), ("device_code", "{device-code}")];

/// RFC 8628 §3.2: seconds between two questions when the vendor names none.
const INTERVAL: u64 = 5;
/// RFC 8628 §3.5: what `slow_down` adds to it, for good.
const SLOWER: u64 = 5;
/// How long a code lives when the vendor does not say.
const LIFETIME: u64 = 900;

/// Nobody waits longer than a day, and a clock cannot count much further.
const LONGEST: u64 = 86_400;

/// What the person must be told, and what we must remember.
#[derive(Debug)]
pub struct Started {
    pub device_code: Secret,
    pub user_code: String,
    pub verification_uri: String,
    pub verification_uri_complete: Option<String>,
    pub lifetime: Duration,
    pub interval: Duration,
}

/// How one question was answered.
#[derive(Debug)]
pub enum Polled {
    /// With what a token endpoint gives only once, although the rest may be of no use.
    Granted(Box<TokenResponse>),
    /// Ask again after this.
    Pending(Duration),
}

/// Whether the definition offers it, with the values there are.
pub fn offered(settings: &Settings) -> bool {
    let provider = &settings.provider;
    call::offered(settings, provider.device.as_ref()).is_some()
        && call::offered(settings, provider.device_code.as_ref()).is_some()
}

/// Asks for a code.
pub fn start(settings: &Settings, send: Send, clock: Clock) -> Result<Started> {
    let given = Given::default().with_secret(settings, table(settings)?)?;
    let request = request(settings, &given)?;
    let response = send_noted(&request, send)?;
    started(settings, &response, clock(), &scrubber(settings, &request, &given))
}

/// Reads the first answer.
fn started(settings: &Settings, response: &Response, now: Timestamp, scrubber: &Scrubber) -> Result<Started> {
    let places = &settings.provider.device_reply;
    let answer = reply::fields(&settings.provider, Endpoint::Token, response, now, scrubber)?;
    let lacking = |what: &str| {
        Error::new(Kind::Answer, format!("`{}` answered without a {what}", settings.provider.name))
    };
    let seconds = |value: Option<Value>| match value? {
        Value::Number(number) => number.as_u64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    };
    let shown = |value: Option<String>, what: &str| {
        let text = value.filter(|text| !text.is_empty()).ok_or_else(|| lacking(what))?;
        // It goes to a terminal and perhaps to a browser.
        if crate::escape::is_visible(&text) { Ok(text) } else { Err(lacking(what)) }
    };
    let uri = shown(answer.text(&places.verification_uri), "verification address")?;
    if check_url(&uri).is_err() {
        return Err(Error::new(
            Kind::Answer,
            format!("the verification address `{}` is not https", scrubber.visible(&uri)),
        ));
    }
    Ok(Started {
        device_code: answer
            .text(&places.device_code)
            .filter(|code| !code.is_empty())
            .map(Secret::new)
            .ok_or_else(|| lacking("device code"))?,
        user_code: shown(answer.text(&places.user_code), "user code")?,
        verification_uri: uri,
        verification_uri_complete: answer
            .text(&places.verification_uri_complete)
            .filter(|uri| check_url(uri).is_ok() && crate::escape::is_visible(uri)),
        lifetime: Duration::from_secs(
            seconds(answer.value(&places.expires)).unwrap_or(LIFETIME).min(LONGEST),
        ),
        interval: Duration::from_secs(
            seconds(answer.value(&places.interval)).unwrap_or(INTERVAL).clamp(1, LONGEST),
        ),
    })
}

/// Asks once whether the person has agreed; `interval` is the time between two questions so far.
pub fn poll(
    settings: &Settings,
    device_code: &Secret,
    interval: Duration,
    send: Send,
    clock: Clock,
) -> Result<Polled> {
    let given = Given::default()
        .with("device-code", device_code.clone())
        .with_secret(settings, poll_table(settings)?)?;
    let request = poll_request(settings, &given)?;
    let waiting = std::cell::Cell::new(None);
    let places = &settings.provider.device_reply;
    let watched = |request: &Request| {
        let response = send(request)?;
        let codes = reply::codes(&settings.provider, &response);
        let any = |list: &[String]| codes.iter().any(|code| list.contains(code));
        if any(&places.pending) {
            waiting.set(Some(Ok(interval)));
        } else if any(&places.slow_down) {
            let named = reply::number(&places.interval, &response).map(Duration::from_secs);
            let slower =
                named.filter(|named| *named > interval).unwrap_or(interval + Duration::from_secs(SLOWER));
            waiting.set(Some(Ok(slower)));
        } else if any(&places.denied) {
            waiting.set(Some(Err((Kind::Refused, "the login was denied"))));
        } else if any(&places.expired) {
            waiting.set(Some(Err((Kind::Login, "the code has expired"))));
        }
        Ok(response)
    };
    let answer = ask(settings, Endpoint::User, &request, &given, &watched, clock)
        .map(|answer| answer.filter_refresh_token(|_, succeeded| succeeded && waiting.get().is_none()));
    let read = match answer {
        Ok(answer) if answer.token().is_some() || answer.refresh_token.is_some() => {
            return Ok(Polled::Granted(Box::new(answer)));
        }
        answer => answer.and_then(TokenResponse::report),
    };
    match (waiting.get(), read) {
        (Some(Err((kind, words))), Err(error)) => {
            Err(Error::new(kind, format!("{}: {words}", settings.profile))
                .vendor(error.vendor_code().map(str::to_owned), error.request_id().map(str::to_owned))
                .hint(format!("`gettoken login {}` begins again", settings.profile)))
        }
        // RFC 8628 §3.5: a time-out, and a busy vendor likewise, makes us ask more slowly.
        (None, Err(error)) if error.kind().retryable() => {
            Ok(Polled::Pending(bearable(error.wait().unwrap_or(interval * 2).max(interval))))
        }
        (None, Err(error)) => Err(error),
        (Some(Ok(interval)), _) => Ok(Polled::Pending(bearable(interval))),
        (_, Ok(_)) => Ok(Polled::Pending(bearable(interval))),
    }
}

fn bearable(interval: Duration) -> Duration {
    interval.min(Duration::from_secs(LONGEST))
}

/// The request for a code.
pub fn request(settings: &Settings, given: &Given) -> Result<Request> {
    call::request(settings, table(settings)?, given, &START)
}

/// The question whether the person has agreed: `given` holds `device-code`.
pub fn poll_request(settings: &Settings, given: &Given) -> Result<Request> {
    call::request(settings, poll_table(settings)?, given, &POLL)
}

fn table(settings: &Settings) -> Result<&Call> {
    call::required(settings, settings.provider.device.as_ref(), "login on another device")
}

fn poll_table(settings: &Settings) -> Result<&Call> {
    call::required(settings, settings.provider.device_code.as_ref(), "login on another device")
}
