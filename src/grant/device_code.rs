//! A token that a person grants on another device: RFC 8628.

use std::time::Duration;

use chrono::TimeDelta;

use super::{Action, Context, Flow, FlowValues, Step, call, token};
use crate::error::{Error, Kind, Result};
use crate::escape::is_visible;
use crate::http::check_url;
use crate::message::Message;
use crate::provider::{CallName, Endpoint, Pointers};
use crate::reply::{self, Reading, Received};
use crate::secret::Secret;
use crate::settings::Settings;
use crate::token::Timestamp;

/// RFC 8628 §3.1.
pub(super) const START: &[(&str, &str)] = &[("scope", "{scope}")];
/// RFC 8628 §3.4.
pub(super) const POLL: &[(&str, &str)] =
    &[("grant_type", "urn:ietf:params:oauth:grant-type:device_code"), ("device_code", "{device-code}")];

/// RFC 8628 §3.2: seconds between two polls when the vendor names none.
const INTERVAL: u64 = 5;
/// RFC 8628 §3.5: what `slow_down` adds to it, for good.
const SLOWER: u64 = 5;
/// How long a code lives when the vendor does not say.
const LIFETIME: u64 = 900;

/// Nobody waits longer than a day, and a clock cannot count much further.
const LONGEST: u64 = 86_400;

/// What the person has to know.
#[derive(Clone, Debug)]
pub struct Started {
    pub user_code: String,
    pub verification_uri: String,
    pub verification_uri_complete: Option<String>,
    pub lifetime: Duration,
    pub interval: Duration,
}

/// The flow: a request for a code, and polls whether the person has typed it.
pub struct DeviceCode<'a> {
    settings: &'a Settings,
    polls: Option<Polls>,
}

/// The second half of the flow.
struct Polls {
    device_code: Secret,
    /// When the code expires.
    end: Timestamp,
    interval: Duration,
    /// How long the next poll has to wait yet.
    pause: Option<Duration>,
}

impl<'a> DeviceCode<'a> {
    pub fn new(settings: &'a Settings) -> Self {
        Self { settings, polls: None }
    }

    /// Whether the definition offers it, with the values there are.
    pub fn is_offered(settings: &Settings) -> bool {
        super::offers(settings, &[CallName::Device, CallName::DeviceCode])
    }

    /// Polls again after `interval`, and no more often from then on.
    fn poll_after(&mut self, context: &Context, interval: Duration) -> Result<Step> {
        if let Some(polls) = &mut self.polls {
            polls.interval = interval.min(Duration::from_secs(LONGEST));
            polls.pause = Some(polls.interval);
        }
        self.start(context)
    }

    fn ended(&self, kind: Kind, code: &'static str) -> Error {
        Error::new(kind, code).with("profile", &self.settings.profile)
    }
}

impl Flow for DeviceCode<'_> {
    fn calls(&self) -> &'static [CallName] {
        &[CallName::Device, CallName::DeviceCode]
    }

    fn start(&mut self, context: &Context) -> Result<Step> {
        let Some(polls) = &mut self.polls else {
            let prepared = call::prepare(self.settings, CallName::Device, context, &FlowValues::default())?;
            return Ok(Step::Send { prepared, spends: false });
        };
        let left = (polls.end - context.now).to_std().unwrap_or_default();
        if left.is_zero() {
            return Err(self.ended(Kind::Login, "device-code-expired").hint("login-device-again"));
        }
        if let Some(pause) = polls.pause.take() {
            return Ok(Step::Wait(pause.min(left)));
        }
        let values = FlowValues::default().with("device-code", polls.device_code.clone());
        let prepared = call::prepare(self.settings, CallName::DeviceCode, context, &values)?;
        Ok(Step::Send { prepared, spends: true })
    }

    fn next(&mut self, context: &Context, received: &Received) -> Result<Step> {
        let Some(polls) = &self.polls else {
            let (device_code, started) = started(self.settings, context, received)?;
            let end = context.now + TimeDelta::from_std(started.lifetime).unwrap_or_default();
            let (interval, pause) = (started.interval, Some(started.interval));
            self.polls = Some(Polls { device_code, end, interval, pause });
            return Ok(Step::Person(Action::TypeCode(started.into())));
        };
        let places = &self.settings.provider.device_reply;
        let reading = Reading::new(&self.settings.provider, received.response);
        let codes = reading.codes(&self.settings.provider);
        let any = |list: &[String]| codes.iter().any(|code| list.contains(code));
        let mut interval = any(&places.pending).then_some(polls.interval);
        if interval.is_none() && any(&places.slow_down) {
            let named = seconds(&reading, &places.interval).map(Duration::from_secs);
            let slower = polls.interval + Duration::from_secs(SLOWER);
            interval = named.filter(|named| *named > polls.interval).or(Some(slower));
        }
        let ended = match interval {
            None if any(&places.denied) => Some((Kind::Refused, "device-login-denied")),
            None if any(&places.expired) => Some((Kind::Login, "device-code-expired")),
            _ => None,
        };
        let decided = interval.is_some() || ended.is_some();
        let answer = token(self.settings, Endpoint::User, context, received)
            .filter_refresh_token(|_, succeeded| succeeded && !decided);
        let error = match answer.worth_keeping() {
            Ok(answer) => return Ok(Step::Have(answer.into())),
            Err(error) => error,
        };
        match (interval, ended) {
            (Some(interval), _) => self.poll_after(context, interval),
            (None, Some((kind, code))) => Err(self
                .ended(kind, code)
                .vendor(error.vendor_code().map(str::to_owned), error.request_id().map(str::to_owned))
                .hint("login-again")),
            (None, None) => self.unanswered(context, error),
        }
    }

    /// RFC 8628 §3.5: a time-out, and a busy vendor likewise, makes us ask more slowly.
    fn unanswered(&mut self, context: &Context, error: Error) -> Result<Step> {
        match &self.polls {
            Some(polls) if error.kind().retryable() => {
                let interval = error.wait().unwrap_or(polls.interval * 2).max(polls.interval);
                self.poll_after(context, interval)
            }
            _ => Err(error),
        }
    }
}

/// Reads the first answer.
fn started(settings: &Settings, context: &Context, received: &Received) -> Result<(Secret, Started)> {
    let (provider, places) = (&settings.provider, &settings.provider.device_reply);
    let answer = reply::fields(provider, Endpoint::Token, received, context.server_time)?;
    let lacking = |member| {
        let error = Error::new(Kind::Answer, "device-answer-incomplete").with("provider", &provider.name);
        error.with("member", Message::new(member))
    };
    // It goes to a terminal and perhaps to a browser.
    let shown = |places, member| {
        let text = answer.text(places).filter(|text| !text.is_empty() && is_visible(text));
        text.ok_or_else(|| lacking(member))
    };
    let uri = shown(&places.verification_uri, "member-verification-uri")?;
    if check_url(&uri).is_err() {
        return Err(
            Error::new(Kind::Answer, "verification-uri-unsafe").with("url", received.scrubber.visible(&uri))
        );
    }
    let device_code = answer.text(&places.device_code).filter(|code| !code.is_empty());
    let device_code = device_code.map(Secret::new).ok_or_else(|| lacking("member-device-code"))?;
    let started = Started {
        user_code: shown(&places.user_code, "member-user-code")?,
        verification_uri: uri,
        verification_uri_complete: answer
            .text(&places.verification_uri_complete)
            .filter(|uri| check_url(uri).is_ok() && is_visible(uri)),
        lifetime: Duration::from_secs(seconds(&answer, &places.expires).unwrap_or(LIFETIME).min(LONGEST)),
        interval: Duration::from_secs(
            seconds(&answer, &places.interval).unwrap_or(INTERVAL).clamp(1, LONGEST),
        ),
    };
    Ok((device_code, started))
}

fn seconds(answer: &Reading, places: &Pointers) -> Option<u64> {
    answer.text(places)?.trim().parse().ok()
}
