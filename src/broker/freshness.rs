//! Decides whether a stored token is still good enough. The current time is always passed in.

use std::time::Duration;

use chrono::TimeDelta;

use crate::duration::Span;
use crate::provider::Effect;
use crate::settings::Settings;
use crate::token::{Timestamp, Token};

/// The lifetime, in seconds, to reserve for the request that uses the token, and for its retries.
const MARGIN: i64 = 60;
/// If a token's lifetime is less than ten times `MARGIN`, a tenth of it is reserved instead. A margin longer
/// than the lifetime would cause a fetch on every call.
const SMALLEST_SHARE: i32 = 10;
/// The next token is fetched in the last sixth of a lifetime, at most `EARLIEST` seconds before its end.
const EARLY_SHARE: i32 = 6;
const EARLIEST: i64 = 300;
/// An entry that was issued more than this many seconds in the future was written under another clock. It is ignored.
const FUTURE: i64 = 60;

/// How a stored token may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Serve it.
    Fresh,
    /// Serve it, but one process should fetch the next.
    RefreshSoon,
    /// Fetch a new one; serve this one only if that fails and it has not expired.
    Stale,
}

/// Returns when the `token` stored under `key` stops being fresh, or `None` if it is not fresh at `now`.
pub fn fresh_until(settings: &Settings, key: &str, token: &Token, now: Timestamp) -> Option<Timestamp> {
    let (fresh, _) = ends(settings, key, token, now)?;
    (now < fresh).then_some(fresh)
}

/// Judges the `token` that is stored under `key` at `now`.
pub fn judge(settings: &Settings, key: &str, token: &Token, now: Timestamp) -> Verdict {
    match ends(settings, key, token, now) {
        Some((fresh, _)) if now < fresh => Verdict::Fresh,
        Some((_, served)) if now < served => Verdict::RefreshSoon,
        _ => Verdict::Stale,
    }
}

/// Returns when a token stops being fresh, and when it becomes stale. `None` if it is not alive at `now`.
fn ends(settings: &Settings, key: &str, token: &Token, now: Timestamp) -> Option<(Timestamp, Timestamp)> {
    let expires_at = token.expires_at.filter(|_| is_alive(token, now))?;
    let life = expires_at - token.issued_at;
    let repeat = &settings.provider.repeat;
    let (most_needed, most_early) = match repeat.effect {
        // The vendor returns the same token until `renews_within` before it expires, so an earlier request is useless.
        Effect::Same => (repeat.renews_within, repeat.renews_within),
        // A new token ends the old one after `overlap`. An earlier fetch would break processes that use the old one.
        Effect::Invalidates => (None, Some(repeat.overlap.unwrap_or(Span(Duration::ZERO)))),
        _ => (None, None),
    };
    let usual = TimeDelta::seconds(MARGIN).min(life / SMALLEST_SHARE);
    let wanted = settings.freshness.min_valid.and_then(|wanted| TimeDelta::from_std(wanted).ok());
    let needed = at_most(wanted.unwrap_or(usual), most_needed);
    let early = at_most(early(key, token, life), most_early);
    Some((expires_at - needed.max(early), expires_at - needed))
}

/// The remaining lifetime at which the next token is fetched.
fn early(key: &str, token: &Token, life: TimeDelta) -> TimeDelta {
    let early = (life / EARLY_SHARE).min(TimeDelta::seconds(EARLIEST));
    // Subtract up to a tenth, depending on key and token, so that not all machines fetch in the same second.
    let seed = key.bytes().chain(token.issued_at.timestamp_millis().to_le_bytes());
    let spread = seed.fold(0_u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into())) % 100;
    early - early * i32::try_from(spread).unwrap_or(0) / 1000
}

/// Reports whether the token was issued in the past, has not expired, and has consistent times.
pub fn is_alive(token: &Token, now: Timestamp) -> bool {
    let begun = token.issued_at - now <= TimeDelta::seconds(FUTURE);
    begun && token.expires_at.is_some_and(|at| now < at && token.issued_at <= at)
}

fn at_most(time: TimeDelta, limit: Option<Span>) -> TimeDelta {
    limit.and_then(|limit| TimeDelta::from_std(limit.0).ok()).map_or(time, |limit| time.min(limit))
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone;

    use super::*;
    use crate::provider::{Provider, Repeat};
    use crate::secret::Secret;
    use crate::settings::{TokenOwner, for_example};

    fn at(seconds: i64) -> Timestamp {
        chrono::Utc.timestamp_opt(1_700_000_000 + seconds, 0).unwrap()
    }

    fn token(life: i64) -> Token {
        Token {
            api_base: None,
            issued_token_type: None,
            access_token: Secret::new("t"),
            token_type: "Bearer".into(),
            scope: None,
            refresh_token: None,
            id_token: None,
            account: None,
            issued_at: at(0),
            refresh_expires_at: None,
            expires_at: Some(at(life)),
        }
    }

    fn verdict(life: i64, age: i64) -> Verdict {
        judged(None, &Repeat::default(), life, age)
    }

    fn judged(min_valid: Option<Duration>, repeat: &Repeat, life: i64, age: i64) -> Verdict {
        let provider = Provider { repeat: repeat.clone(), ..Provider::default() };
        let given = [("client-id".to_owned(), "i".to_owned())].into();
        let mut settings = for_example(&provider, &given, TokenOwner::Application).unwrap();
        settings.freshness.min_valid = min_valid;
        judge(&settings, "k", &token(life), at(age))
    }

    #[test]
    fn no_lifetime_makes_a_loop() {
        // A token that was just fetched is never stale, however short its lifetime.
        for life in [1, 2, 10, 59, 60, 61, 299, 300, 301, 3600, 7200, 86_400] {
            assert_ne!(verdict(life, 0), Verdict::Stale, "{life}");
            assert_eq!(verdict(life, life), Verdict::Stale, "{life}");
        }
        assert_eq!(verdict(3600, 3539), Verdict::RefreshSoon);
        assert_eq!(verdict(3600, 3541), Verdict::Stale);
        assert_eq!(verdict(3600, 3200), Verdict::Fresh);
        assert_eq!(verdict(300, 269), Verdict::RefreshSoon);
        assert_eq!(verdict(300, 271), Verdict::Stale);
    }

    #[test]
    fn a_wish_for_more_life_is_capped_by_what_can_be_had() {
        let hour = Some(Duration::from_secs(3600));
        let same = Repeat {
            effect: Effect::Same,
            renews_within: Some(Span(Duration::from_secs(300))),
            ..Repeat::default()
        };
        assert_eq!(judged(hour, &Repeat::default(), 7200, 6000), Verdict::Stale);
        assert_eq!(judged(hour, &same, 7200, 6000), Verdict::Fresh);
        assert_eq!(judged(hour, &same, 7200, 6901), Verdict::Stale);
    }

    #[test]
    fn a_token_that_others_use_is_not_killed_early() {
        let kills = Repeat { effect: Effect::Invalidates, ..Repeat::default() };
        assert_eq!(judged(None, &kills, 7200, 7100), Verdict::Fresh);
    }

    #[test]
    fn a_clock_that_was_moved_makes_no_time_travel() {
        assert_eq!(verdict(3600, -61), Verdict::Stale);
        assert_eq!(verdict(3600, -59), Verdict::Fresh);
        assert_eq!(verdict(3600, -63_072_000), Verdict::Stale);
        assert_eq!(verdict(3600, 63_072_000), Verdict::Stale);
    }
}
