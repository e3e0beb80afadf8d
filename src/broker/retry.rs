//! Retries after a temporary failure, within the call's time limit. Waits as long as the vendor asks.

use std::time::Duration;

use crate::error::{Error, Result};
use crate::message::Message;
use crate::oauth::response::TokenResponse;
use crate::permit::Permit;
use crate::report;
use crate::store::Entry;
use crate::token::Token;

/// The first pause is at most this long; the limit doubles with each further one.
const FIRST_PAUSE: Duration = Duration::from_millis(500);
/// Do not retry if less time than this is left.
const SHORTEST_TRY: Duration = Duration::from_millis(200);

/// A request for a token.
pub type Fetch<'a> = dyn Fn(Option<&Entry>, Option<&Permit>) -> Result<TokenResponse> + 'a;

/// How to fetch and how to wait. Clock, sleep and jitter are passed in, so that tests need not wait.
pub struct RetryContext<'a> {
    /// Fetches once, given the session's token if it is a person's. Nothing is sent without the permit, if there is
    /// one. An error means that no response arrived.
    pub fetch: &'a Fetch<'a>,
    pub retries: Retries<'a>,
}

/// When to try again.
pub struct Retries<'a> {
    /// The maximum number of retries.
    pub most: u8,
    /// The time left for the whole call.
    pub time_left: &'a dyn Fn() -> Duration,
    pub sleep: &'a dyn Fn(Duration),
    /// Returns a random number from 0 to 1.
    pub random: &'a dyn Fn() -> f64,
}

impl RetryContext<'_> {
    /// See [`Retries::run`].
    pub fn with_retries(&self, ask: impl FnMut() -> Result<Token>) -> Result<Token> {
        self.retries.run(ask)
    }
}

impl Retries<'_> {
    /// Calls `ask` until it succeeds, returns an error that is not temporary, or until time or retries run
    /// out. There is no retry after an error that may have used something up, such as a refresh token.
    pub fn run<T>(&self, mut ask: impl FnMut() -> Result<T>) -> Result<T> {
        let mut tried = 0;
        loop {
            let error = match ask() {
                Ok(answer) => return Ok(answer),
                Err(error) => error,
            };
            let Some(pause) = self.pause(&error, tried) else { return Err(error) };
            tried += 1;
            report::note(|| {
                Message::new("trying-again")
                    .with("error", error.message())
                    .with("seconds", format!("{:.1}", pause.as_secs_f32()))
            });
            (self.sleep)(pause);
        }
    }

    /// The pause before the next try, or `None` if there should be none.
    fn pause(&self, error: &Error, tried: u8) -> Option<Duration> {
        if !error.kind().retryable() || !error.spent_nothing() || tried >= self.most {
            return None;
        }
        // Full jitter: clients that failed at the same time must not all retry at the same time.
        let longest = FIRST_PAUSE * 2_u32.pow(tried.into());
        let jittered = longest.mul_f64((self.random)());
        let asked = error.retry_after();
        let pause = asked.map_or(jittered, |asked| asked.saturating_add(jittered.min(FIRST_PAUSE) / 10));
        (pause.saturating_add(SHORTEST_TRY) < (self.time_left)()).then_some(pause)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Kind;

    fn pauses(error: impl Fn() -> Error, left: u64) -> Vec<Option<u128>> {
        let retries =
            Retries { most: 2, time_left: &|| Duration::from_secs(left), sleep: &|_| (), random: &|| 0.5 };
        (0..3)
            .map(|tried| retries.pause(&error().nothing_spent(true), tried).map(|pause| pause.as_millis()))
            .collect()
    }

    #[test]
    fn the_vendors_wish_counts_and_no_fault_that_stays_is_repeated() {
        let busy = || Error::new(Kind::Busy, "x");
        assert_eq!(pauses(busy, 30), [Some(250), Some(500), None]);
        assert_eq!(
            pauses(|| busy().with_retry_after(Some(Duration::from_secs(2))), 30),
            [Some(2025), Some(2050), None]
        );
        assert_eq!(
            pauses(|| busy().with_retry_after(Some(Duration::from_secs(1_000_000_000))), 30),
            [None, None, None]
        );
        assert_eq!(pauses(busy, 0), [None, None, None]);
        for kind in [Kind::Refused, Kind::Answer, Kind::Config, Kind::Login] {
            assert_eq!(pauses(|| Error::new(kind, "x"), 30), [None, None, None]);
        }
    }
}
