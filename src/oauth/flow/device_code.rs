//! Device code: a token that a person grants on another device (RFC 8628).

use std::mem;
use std::time::Duration;

use super::{Action, Flow, FlowValues, Step, advise, token};
use crate::error::{Error, Kind, Result};
use crate::http::check_url;
use crate::message::Message;
use crate::oauth::response::Reading;
use crate::provider::{DeviceReply, ErrorScope, Pointers, RequestKind};
use crate::sanitize::is_visible;
use crate::secret::Secret;
use crate::settings::Settings;

/// RFC 8628 §3.1.
pub(super) const START: &[(&str, &str)] = &[("scope", "{scope}")];
/// RFC 8628 §3.4.
pub(super) const POLL: &[(&str, &str)] =
    &[("grant_type", "urn:ietf:params:oauth:grant-type:device_code"), ("device_code", "{device-code}")];

/// RFC 8628 §3.2: the time between two polls if the vendor names none.
const INTERVAL: Duration = Duration::from_secs(5);
/// RFC 8628 §3.5: what each `slow_down` adds to it, permanently.
const SLOWER: Duration = Duration::from_secs(5);
/// The lifetime of a code if the vendor does not say.
const LIFETIME: Duration = Duration::from_secs(900);

/// The upper limit of the interval and the lifetime: one day. Larger values could overflow a clock.
const LONGEST: Duration = Duration::from_secs(86_400);

/// The information that the person needs.
#[derive(Clone, Debug)]
pub struct Started {
    pub user_code: String,
    pub verification_uri: String,
    pub verification_uri_complete: Option<String>,
    pub lifetime: Duration,
    pub interval: Duration,
}

/// The flow: a request for a code, then polls until the person has typed it.
#[derive(Default)]
pub struct DeviceCode {
    /// Sent with each poll; `None` until the first response.
    device_code: Option<Secret>,
    /// The lifetime that the code has left. Only pauses are counted, so that setting the clock does not end the login.
    left: Duration,
    interval: Duration,
    /// Whether the pause before the next poll is over.
    waited: bool,
    /// How long to wait for the person, if that is less than the lifetime of the code.
    wait: Option<Duration>,
}

impl DeviceCode {
    /// A login that waits no longer than `wait` for the person.
    pub fn new(wait: Option<Duration>) -> Self {
        Self { wait, ..Self::default() }
    }

    /// Returns whether the definition supports this flow with the values that are set.
    pub fn is_offered(settings: &Settings) -> bool {
        super::offers(settings, &[RequestKind::Device, RequestKind::DeviceCode])
    }

    /// Polls after `interval`, which also becomes the pause between later polls.
    fn poll_after(&mut self, settings: &Settings, interval: Duration) -> Result<Step> {
        (self.interval, self.waited) = (interval.min(LONGEST), false);
        self.step(settings, None)
    }
}

impl Flow for DeviceCode {
    fn step(&mut self, settings: &Settings, _input: Option<Secret>) -> Result<Step> {
        let Some(device_code) = &self.device_code else {
            return Ok(Step::Send { call: RequestKind::Device, values: FlowValues::new(), spends: false });
        };
        // The person may answer in the last pause of a limited wait. An expired code is not tried again.
        if self.left.is_zero() && (self.wait.is_none() || !self.waited) {
            let expired = || settings.error(Kind::Login, "device-code-expired").hint("login-device-again");
            let timeout =
                |wait: Duration| settings.error(Kind::Login, "login-timeout").with("seconds", wait.as_secs());
            return Err(self.wait.map_or_else(expired, timeout));
        }
        if !mem::replace(&mut self.waited, true) {
            let pause = self.interval.min(self.left);
            self.left -= pause;
            return Ok(Step::Wait(pause));
        }
        let values = [("device-code".to_owned(), device_code.clone())].into();
        Ok(Step::Send { call: RequestKind::DeviceCode, values, spends: true })
    }

    fn next(&mut self, settings: &Settings, reading: &Reading) -> Result<Step> {
        let places = &settings.provider.device_reply;
        if self.device_code.is_none() {
            let (call, started) = (settings.provider.device.as_ref(), started(places, reading));
            let (device_code, started) =
                started.map_err(|error| advise(settings, reading, call, ErrorScope::Token, error))?;
            self.device_code = Some(device_code);
            self.wait = self.wait.filter(|wait| *wait < started.lifetime);
            (self.left, self.interval) = (self.wait.unwrap_or(started.lifetime), started.interval);
            return Ok(Step::Person(Action::TypeCode(started.into())));
        }
        let codes = reading.codes();
        let any = |list: &[String]| {
            codes.iter().any(|code| list.iter().any(|known| known.eq_ignore_ascii_case(code)))
        };
        if any(&places.pending) {
            return self.poll_after(settings, self.interval);
        }
        if any(&places.slow_down) {
            let named = seconds(reading, &places.interval).filter(|named| *named > self.interval);
            return self.poll_after(settings, named.unwrap_or(self.interval + SLOWER));
        }
        let mut answer = token(settings, reading);
        let has_session = answer.refresh_token.is_some() && reading.response.is_success();
        let ended = |kind, code, error: Error| {
            let (vendor_code, request_id) = (error.vendor_code(), error.request_id());
            let words = reading.refusal(ErrorScope::User).map(|refusal| reading.shown(&refusal).join(": "));
            let ended = settings.error(kind, code).hint("login-again");
            let ended = ended.caused_by(Message::text(words.unwrap_or_default()));
            Err(ended.vendor(vendor_code.map(str::to_owned), request_id.map(str::to_owned)))
        };
        match answer.token {
            Err(error) if error.kind().retryable() && !has_session => self.unanswered(settings, error),
            Err(error) if any(&places.denied) => ended(Kind::Refused, "device-login-denied", error),
            Err(error) if any(&places.expired) => ended(Kind::Login, "device-code-expired", error),
            Err(error) if !has_session => self.unanswered(settings, error),
            token => {
                answer.token = token;
                Ok(Step::Have(answer.into()))
            }
        }
    }

    /// RFC 8628 §3.5: polls become less frequent after a timeout, and also if the vendor is busy.
    fn unanswered(&mut self, settings: &Settings, error: Error) -> Result<Step> {
        if self.device_code.is_none() || !error.kind().retryable() {
            let is_over = error.kind() == Kind::Login;
            return Err(if is_over { error.hint("login-again") } else { error });
        }
        self.poll_after(settings, error.retry_after().unwrap_or(self.interval * 2).max(self.interval))
    }
}

/// Reads the response to the first request.
fn started(places: &DeviceReply, reading: &Reading) -> Result<(Secret, Started)> {
    reading.check(ErrorScope::Token)?;
    let text = |places, is_sound: fn(&str) -> bool, member| {
        let text = reading.text(places).filter(|text| !text.is_empty() && is_sound(text));
        text.ok_or_else(|| reading.wrong("device-answer-incomplete").with("member", Message::new(member)))
    };
    // It is shown in a terminal and may be opened in a browser.
    let verification_uri = text(&places.verification_uri, is_visible, "member-verification-uri")?;
    if check_url(&verification_uri).is_err() {
        let error = Error::new(Kind::Answer, "verification-uri-unsafe");
        return Err(error.with("url", reading.scrubber.visible(&verification_uri)));
    }
    let device_code = Secret::new(text(&places.device_code, |_| true, "member-device-code")?);
    let started = Started {
        user_code: text(&places.user_code, is_visible, "member-user-code")?,
        verification_uri,
        verification_uri_complete: reading
            .text(&places.verification_uri_complete)
            .filter(|uri| check_url(uri).is_ok() && is_visible(uri)),
        lifetime: seconds(reading, &places.expires).unwrap_or(LIFETIME).min(LONGEST),
        interval: seconds(reading, &places.interval)
            .unwrap_or(INTERVAL)
            .clamp(Duration::from_secs(1), LONGEST),
    };
    Ok((device_code, started))
}

fn seconds(reading: &Reading, places: &Pointers) -> Option<Duration> {
    Duration::try_from_secs_f64(reading.text(places)?.trim().parse().ok()?).ok()
}
