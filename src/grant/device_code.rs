//! A token that a person grants on another device: RFC 8628.

use std::mem;
use std::time::Duration;

use super::{Action, Flow, FlowValues, Step, token};
use crate::error::{Error, Kind, Result};
use crate::escape::is_visible;
use crate::http::check_url;
use crate::message::Message;
use crate::provider::{CallName, Endpoint, Pointers};
use crate::reply::{Reading, Received};
use crate::secret::Secret;
use crate::settings::Settings;

/// RFC 8628 §3.1.
pub(super) const START: &[(&str, &str)] = &[("scope", "{scope}")];
/// RFC 8628 §3.4.
pub(super) const POLL: &[(&str, &str)] =
    &[("grant_type", "urn:ietf:params:oauth:grant-type:device_code"), ("device_code", "{device-code}")];

/// RFC 8628 §3.2: between two polls when the vendor names none.
const INTERVAL: Duration = Duration::from_secs(5);
/// RFC 8628 §3.5: what `slow_down` adds to it, for good.
const SLOWER: Duration = Duration::from_secs(5);
/// How long a code lives when the vendor does not say.
const LIFETIME: Duration = Duration::from_secs(900);

/// Nobody waits longer than a day, and a clock cannot count much further.
const LONGEST: Duration = Duration::from_secs(86_400);

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
    /// What is polled with, in the second half of the flow.
    device_code: Option<Secret>,
    /// How long the code lives yet. The pauses are counted, so that a clock which is set ends no login.
    left: Duration,
    interval: Duration,
    /// Whether the next poll has to wait yet.
    waits: bool,
}

impl<'a> DeviceCode<'a> {
    pub fn new(settings: &'a Settings) -> Self {
        Self { settings, device_code: None, left: Duration::ZERO, interval: Duration::ZERO, waits: true }
    }

    /// Whether the definition offers it, with the values there are.
    pub fn is_offered(settings: &Settings) -> bool {
        super::offers(settings, &[CallName::Device, CallName::DeviceCode])
    }

    /// Polls again after `interval`, and no more often from then on.
    fn poll_after(&mut self, interval: Duration) -> Result<Step> {
        (self.interval, self.waits) = (interval.min(LONGEST), true);
        self.step(None)
    }
}

impl Flow for DeviceCode<'_> {
    fn step(&mut self, _brought: Option<Secret>) -> Result<Step> {
        let Some(device_code) = &self.device_code else {
            return Ok(Step::Send { call: CallName::Device, values: FlowValues::new(), spends: false });
        };
        if self.left.is_zero() {
            return Err(self.settings.error(Kind::Login, "device-code-expired").hint("login-device-again"));
        }
        if mem::take(&mut self.waits) {
            let pause = self.interval.min(self.left);
            self.left -= pause;
            return Ok(Step::Wait(pause));
        }
        let values = [("device-code".to_owned(), device_code.clone())].into();
        Ok(Step::Send { call: CallName::DeviceCode, values, spends: true })
    }

    fn next(&mut self, received: &Received) -> Result<Step> {
        if self.device_code.is_none() {
            let (device_code, started) = started(self.settings, received)?;
            self.device_code = Some(device_code);
            (self.left, self.interval) = (started.lifetime, started.interval);
            return Ok(Step::Person(Action::TypeCode(started.into())));
        }
        let places = &self.settings.provider.device_reply;
        let reading = Reading::new(&self.settings.provider, received.response);
        let codes = reading.codes();
        let any = |list: &[String]| codes.iter().any(|code| list.contains(code));
        if any(&places.pending) {
            return self.poll_after(self.interval);
        }
        if any(&places.slow_down) {
            let named = seconds(&reading, &places.interval).filter(|named| *named > self.interval);
            return self.poll_after(named.unwrap_or(self.interval + SLOWER));
        }
        let mut ends = [
            (&places.denied, Kind::Refused, "device-login-denied"),
            (&places.expired, Kind::Login, "device-code-expired"),
        ]
        .into_iter()
        .filter(|(codes, ..)| any(codes));
        let mut answer = token(self.settings, received);
        match (ends.next(), answer.token) {
            (None, Err(error)) if answer.refresh_token.is_none() || !received.response.is_success() => {
                self.unanswered(error)
            }
            (Some((_, kind, code)), Err(error)) => Err(self
                .settings
                .error(kind, code)
                .vendor(error.vendor_code().map(str::to_owned), error.request_id().map(str::to_owned))
                .hint("login-again")),
            (_, token) => {
                answer.token = token;
                Ok(Step::Have(answer.into()))
            }
        }
    }

    /// RFC 8628 §3.5: a time-out, and a busy vendor likewise, makes us ask more slowly.
    fn unanswered(&mut self, error: Error) -> Result<Step> {
        if self.device_code.is_none() || !error.kind().retryable() {
            return Err(error);
        }
        self.poll_after(error.wait().unwrap_or(self.interval * 2).max(self.interval))
    }
}

/// Reads the first answer.
fn started(settings: &Settings, received: &Received) -> Result<(Secret, Started)> {
    let (provider, places) = (&settings.provider, &settings.provider.device_reply);
    let answer = Reading::new(provider, received.response);
    answer.check(Endpoint::Token, received)?;
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
        lifetime: seconds(&answer, &places.expires).unwrap_or(LIFETIME).min(LONGEST),
        interval: seconds(&answer, &places.interval)
            .unwrap_or(INTERVAL)
            .clamp(Duration::from_secs(1), LONGEST),
    };
    Ok((device_code, started))
}

fn seconds(answer: &Reading, places: &Pointers) -> Option<Duration> {
    answer.text(places)?.trim().parse().ok().map(Duration::from_secs)
}
