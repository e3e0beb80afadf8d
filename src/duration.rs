//! Durations as people write them: `90`, `60s`, `10m`, `2h`, `30d`.

use std::time::Duration;

use chrono::{DateTime, Local, Utc};
use serde::{Deserialize, Deserializer, de};

use crate::message::Message;

/// Parses a number of seconds, or a number with one of the units s, m, h, d.
pub fn parse(text: &str) -> Result<Duration, Message> {
    let wrong = || Message::new("duration-invalid").with("text", text);
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let seconds_each = match &text[digits.len()..] {
        "" | "s" => 1,
        "m" => 60,
        "h" => 3600,
        "d" => 86_400,
        _ => return Err(wrong()),
    };
    // `parse` would accept a sign.
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
    let number: u64 = digits.parse().ok().filter(|_| plain).ok_or_else(wrong)?;
    number.checked_mul(seconds_each).map(Duration::from_secs).ok_or_else(wrong)
}

/// A duration for people: the two largest units, such as `1h 59m`, or one if the other is zero.
pub fn message(seconds: i64) -> Message {
    let (days, hours, minutes) = (seconds / 86_400, seconds / 3600 % 24, seconds / 60 % 60);
    let code = match (days, hours, minutes) {
        (0, 0, 0) => "duration-seconds",
        (0, 0, _) if seconds % 60 == 0 => "duration-only-minutes",
        (0, 0, _) => "duration-minutes",
        (0, _, 0) => "duration-only-hours",
        (0, ..) => "duration-hours",
        (_, 0, _) => "duration-only-days",
        _ => "duration-days",
    };
    let message = Message::new(code).with("days", days).with("hours", hours);
    message.with("minutes", minutes).with("seconds", seconds % 60)
}

/// The same in English.
pub fn words(seconds: i64) -> String {
    message(seconds).english()
}

/// A time for people, in the local zone and with its offset.
pub fn local_time(at: DateTime<Utc>) -> String {
    at.with_timezone(&Local).format("%Y-%m-%d %H:%M:%S %:z").to_string()
}

/// A [`Duration`] in a TOML file: a string as above, or whole seconds. A visitor gets a number as `i64` only if it is
/// negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span(pub Duration);

impl<'de> Deserialize<'de> for Span {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl de::Visitor<'_> for Visitor {
            type Value = Span;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a duration such as \"60s\", \"10m\" or \"2h\"")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Span, E> {
                parse(text).map(Span).map_err(E::custom)
            }
            fn visit_u64<E: de::Error>(self, seconds: u64) -> Result<Span, E> {
                Ok(Span(Duration::from_secs(seconds)))
            }
            fn visit_i64<E: de::Error>(self, _: i64) -> Result<Span, E> {
                Err(E::custom(Message::new("duration-negative").english()))
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units() {
        for (text, seconds) in
            [("0", 0), ("90", 90), ("60s", 60), ("10m", 600), ("2h", 7200), ("30d", 2_592_000)]
        {
            assert_eq!(parse(text), Ok(Duration::from_secs(seconds)), "{text}");
        }
        for wrong in
            ["", "s", "1.5h", "-1", "+1", "10 m", "1w", "99999999999999999999", "999999999999999999d"]
        {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn words_are_two_units() {
        for (seconds, text) in [
            (5, "5s"),
            (65, "1m 5s"),
            (120, "2m"),
            (7140, "1h 59m"),
            (7259, "2h"),
            (86_399, "23h 59m"),
            (90_000, "1d 1h"),
            (172_860, "2d"),
        ] {
            assert_eq!(words(seconds), text);
        }
    }
}
