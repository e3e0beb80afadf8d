//! When a token expires, and how long to wait: as numbers, numeric strings, dates or epochs.

use std::time::Duration;

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use serde_json::Value;

use crate::provider::{ExpiryForm, Reply};
use crate::token::{LONGEST_LIFE, Timestamp};

/// In seconds. A number that is a time within ten years of now is an epoch; any other is seconds to wait.
const LONGEST_EPOCH: f64 = 10.0 * 365.0 * 86_400.0;
/// September 2001. A smaller number is seconds to wait, even if the server's clock was never set.
const EARLIEST_EPOCH: f64 = 1e9;
/// Longer waits are cut to this, in seconds.
const LONGEST_WAIT: u32 = 400 * 86_400;

/// The time of expiry on our clock, or `None` if it is unknown; fails with the code of a message. If `value` does not
/// state it, `exp` does, the claim of a token that is a JWT. `skew` is the number of seconds by which the server's
/// clock is ahead. It matters only if the server sends a point in time.
pub fn expires_at(
    reply: &Reply,
    value: Option<Value>,
    exp: impl FnOnce() -> Option<Value>,
    sent: Timestamp,
    skew: i64,
) -> Result<Option<Timestamp>, &'static str> {
    // Some servers send 0 for "does not expire", others for "unknown", so it cannot be relied on.
    let is_known = |value: &Value| number(value) != Some(0.0);
    let stated = value.filter(is_known).map(|value| (reply.expires_as, value));
    let exp = || exp().filter(|exp| exp.is_number() && is_known(exp));
    let Some((form, value)) = stated.or_else(|| Some((ExpiryForm::EpochSeconds, exp()?))) else {
        return Ok(None);
    };
    match seconds(form, &value, sent, skew) {
        None => Err("answer-expiry-unreadable"),
        Some(..=0) => Err("answer-token-expired"),
        Some(lifetime) => Ok(Some(sent + TimeDelta::seconds(lifetime.min(LONGEST_LIFE)))),
    }
}

/// The time that is so many seconds after `sent`. 0 or less, and what is no number, are unknown: they decide nothing.
pub fn after(value: Value, sent: Timestamp) -> Option<Timestamp> {
    let left = seconds(ExpiryForm::Seconds, &value, sent, 0).filter(|left| *left > 0)?;
    Some(sent + TimeDelta::seconds(left.min(LONGEST_LIFE)))
}

/// The lifetime that the definition states, for a response that states none.
pub fn default_lifetime(reply: &Reply) -> Option<TimeDelta> {
    let seconds = i64::try_from(reply.default_lifetime?.0.as_secs()).unwrap_or(LONGEST_LIFE);
    (seconds > 0).then(|| TimeDelta::seconds(seconds.min(LONGEST_LIFE)))
}

/// A number, or a number that is written as text.
fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => text.trim().parse().ok().filter(|number: &f64| number.is_finite()),
        _ => None,
    }
}

/// The lifetime in seconds, from `sent`.
fn seconds(form: ExpiryForm, value: &Value, sent: Timestamp, skew: i64) -> Option<i64> {
    let number = || number(value);
    // Precise enough, and it saturates: a huge number becomes a huge lifetime.
    #[expect(clippy::cast_possible_truncation, reason = "saturates, which is meant")]
    let whole = |number: f64| number.floor() as i64;
    let from_epoch = |seconds: i64| seconds.saturating_sub(sent.timestamp()).saturating_sub(skew);
    Some(match form {
        ExpiryForm::Seconds => whole(number()?),
        ExpiryForm::Milliseconds => whole(number()? / 1000.0),
        ExpiryForm::EpochSeconds => from_epoch(whole(number()?)),
        ExpiryForm::EpochMilliseconds => from_epoch(whole(number()? / 1000.0)),
        ExpiryForm::Rfc3339 => from_epoch(DateTime::parse_from_rfc3339(value.as_str()?).ok()?.timestamp()),
    })
}

/// A date in any of the three formats of HTTP (RFC 9110 §5.6.7).
pub fn date(text: &str) -> Option<DateTime<Utc>> {
    let obsolete = ["%A, %d-%b-%y %H:%M:%S GMT", "%a %b %e %H:%M:%S %Y"];
    let obsolete = || obsolete.iter().find_map(|form| NaiveDateTime::parse_from_str(text, form).ok());
    let date = DateTime::parse_from_rfc2822(text).ok().map(|date| date.to_utc());
    date.or_else(|| Some(obsolete()?.and_utc()))
}

/// How long a vendor asks us to wait (RFC 9110 §10.2.3): seconds, an HTTP date, or an epoch. `now` is
/// the time on the server's clock.
pub fn wait(text: &str, now: Timestamp) -> Option<Duration> {
    let text = text.trim();
    #[expect(clippy::cast_precision_loss, reason = "whole seconds of this millennium fit")]
    let (now, seconds) = (now.timestamp() as f64, |date: DateTime<_>| date.timestamp() as f64);
    let wait = match text.parse::<f64>() {
        Ok(epoch) if epoch > EARLIEST_EPOCH && (epoch - now).abs() < LONGEST_EPOCH => epoch - now,
        Ok(number) => Some(number).filter(|number| number.is_finite())?,
        Err(_) => seconds(date(text)?) - now,
    };
    // A time in the past is no wait.
    (wait >= 0.0).then(|| Duration::from_secs_f64(wait.ceil().min(LONGEST_WAIT.into())))
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone;
    use serde_json::json;

    use super::*;

    fn sent() -> Timestamp {
        chrono::Utc.timestamp_opt(1_700_000_000, 0).unwrap()
    }

    fn life(form: ExpiryForm, value: Value) -> Result<Option<i64>, &'static str> {
        let reply = Reply { expires_as: form, ..Reply::default() };
        expires_at(&reply, Some(value), || None, sent(), 0).map(|at| at.map(|at| (at - sent()).num_seconds()))
    }

    #[test]
    fn thirty_ways_to_write_an_expiry() {
        use ExpiryForm::{EpochMilliseconds, EpochSeconds, Milliseconds, Rfc3339, Seconds};
        for (form, value, expected) in [
            (Seconds, json!(3600), Some(3600)),
            (Seconds, json!("3600"), Some(3600)),
            (Seconds, json!(" 3600 "), Some(3600)),
            (Seconds, json!(3599.9), Some(3599)),
            (Seconds, json!("3.6e3"), Some(3600)),
            (Seconds, json!(1), Some(1)),
            (Seconds, json!(0), None),
            (Seconds, json!("0"), None),
            (Seconds, json!(0.0), None),
            (EpochSeconds, json!(0), None),
            (Seconds, json!(100_000_000_000_000_000_000_u128 as f64), Some(LONGEST_LIFE)),
            (Seconds, json!(u64::MAX), Some(LONGEST_LIFE)),
            (Seconds, json!(LONGEST_LIFE + 1), Some(LONGEST_LIFE)),
            (Milliseconds, json!(7_200_000), Some(7200)),
            (EpochSeconds, json!(1_700_003_600), Some(3600)),
            (EpochSeconds, json!("1700003600"), Some(3600)),
            (EpochMilliseconds, json!("1700003600000"), Some(3600)),
            (Rfc3339, json!("2023-11-14T23:13:20Z"), Some(3600)),
            (Rfc3339, json!("2023-11-15T07:13:20+08:00"), Some(3600)),
        ] {
            assert_eq!(life(form, value.clone()), Ok(expected), "{form:?} {value}");
        }
        for (form, value) in [
            (Seconds, json!(-1)),
            (Seconds, json!(0.5)),
            (Milliseconds, json!(999)),
            (EpochSeconds, json!(1_700_000_000)),
            (Seconds, json!("-3600")),
            (Seconds, json!("soon")),
            (Seconds, json!("")),
            (Seconds, json!("NaN")),
            (Seconds, json!("inf")),
            (Seconds, json!(true)),
            (Seconds, json!([3600])),
            (Seconds, json!({"s": 3600})),
            (EpochSeconds, json!(1_600_000_000)),
            (EpochSeconds, json!(3600)),
            (Rfc3339, json!("2020-01-01T00:00:00Z")),
            (Rfc3339, json!("tomorrow")),
            (Rfc3339, json!(1_700_003_600)),
        ] {
            assert!(life(form, value.clone()).is_err(), "{form:?} {value}");
        }
        assert_eq!(expires_at(&Reply::default(), None, || None, sent(), 0), Ok(None));
    }

    /// 100 values of each kind. None gives a lifetime that it does not state as a positive number.
    #[test]
    fn no_odd_value_gives_a_lifetime() {
        let (unreadable, expired) = (Err("answer-expiry-unreadable"), Err("answer-token-expired"));
        for number in 0..100_u32 {
            let seconds = i64::from(number);
            let stated = Ok((number > 0).then_some(seconds));
            let fraction = f64::from(number) - 49.5;
            let unit: String = "mhdx٣_".chars().cycle().skip(number as usize).take(2).collect();
            for (value, expected) in [
                (json!(number), stated),
                (json!(number.to_string()), stated),
                (json!(fraction), if number > 50 { Ok(Some(seconds - 50)) } else { expired }),
                (json!(-seconds - 1), expired),
                (json!(format!("{number}{unit}")), unreadable),
                (json!(format!("{unit}{number}")), unreadable),
                (json!(vec![number; number as usize % 4]), unreadable),
                (json!({ "expires_in": number }), unreadable),
                (json!({ unit: [number, { "s": number }] }), unreadable),
                (json!(number % 2 == 0), unreadable),
            ] {
                assert_eq!(life(ExpiryForm::Seconds, value.clone()), expected, "{value}");
            }
        }
    }

    #[test]
    fn a_definition_cannot_promise_more_than_an_answer() {
        let life = |text: &str| {
            let span = Some(crate::duration::Span(crate::duration::parse(text).unwrap()));
            let reply = Reply { default_lifetime: span, ..Reply::default() };
            default_lifetime(&reply).map(|life| life.num_seconds())
        };
        assert_eq!([life("2h"), life("0"), life("9999999d")], [Some(7200), None, Some(LONGEST_LIFE)]);
    }

    #[test]
    fn a_moment_is_read_on_the_servers_clock() {
        let reply = Reply { expires_as: ExpiryForm::EpochSeconds, ..Reply::default() };
        // The server is ten minutes ahead of us: its 1 700 004 200 is our 1 700 003 600.
        let at = expires_at(&reply, Some(json!(1_700_004_200)), || None, sent(), 600).unwrap().unwrap();
        assert_eq!((at - sent()).num_seconds(), 3600);
    }

    #[test]
    fn waits() {
        let asks = |text: &str| wait(text, sent()).map(|wait| wait.as_secs());
        assert_eq!(asks("2"), Some(2));
        assert_eq!(asks("1700000007"), Some(7));
        // The limit has just been reset.
        assert_eq!([asks("1700000000"), asks("1699999999")], [Some(0), None]);
        assert_eq!(asks("Tuesday, 14-Nov-23 22:13:27 GMT"), Some(7));
        assert_eq!(asks("Tue Nov 14 22:13:27 2023"), Some(7));
        assert_eq!(asks("Tue, 14 Nov 2023 22:13:27 GMT"), Some(7));
        assert_eq!(asks("1000000000"), Some(400 * 86_400));
        assert_eq!(asks("Fri, 31 Dec 9999 23:59:59 GMT"), Some(400 * 86_400));
        let at_start = chrono::Utc.timestamp_opt(10, 0).unwrap();
        assert_eq!(wait("60", at_start), Some(Duration::from_secs(60)));
        for nonsense in ["NaN", "inf", "-5", "garbage", "", "Tue, 14 Nov 2000 22:13:27 GMT"] {
            assert_eq!(asks(nonsense), None, "{nonsense}");
        }
    }
}
