//! Asks again after a passing fault, within the call's time, as long as the vendor wishes to wait.

use std::time::Duration;

use crate::error::{Error, Result};
use crate::message::Message;
use crate::oauth::response::TokenResponse;
use crate::report;
use crate::token::Token;

/// The first pause is at most this, each further one at most twice the one before.
const FIRST_PAUSE: Duration = Duration::from_millis(500);
/// Less time than this is not worth another try.
const SHORTEST_TRY: Duration = Duration::from_millis(200);

/// How to fetch, and what waiting is made of: passed in, so that tests need not wait.
pub struct RetryContext<'a> {
    /// Asks once; for a person's token, with the session's. An error means that there was no answer.
    pub fetch: &'a dyn Fn(Option<&Token>) -> Result<TokenResponse>,
    /// How often is tried again.
    pub retries: u8,
    /// The time that is left for the whole call.
    pub time_left: &'a dyn Fn() -> Duration,
    pub sleep: &'a dyn Fn(Duration),
    /// A number from 0 up to 1.
    pub random: &'a dyn Fn() -> f64,
}

impl RetryContext<'_> {
    /// Calls `ask` until there is a token, a fault that does not pass, or no time or try left. A fault that may have
    /// spent something, such as a refresh token, is never followed by another try.
    pub fn with_retries(&self, mut ask: impl FnMut() -> Result<Token>) -> Result<Token> {
        let mut tried = 0;
        loop {
            let error = match ask() {
                Ok(token) => return Ok(token),
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

    /// How long to wait before the next try, or `None` when there is none.
    fn pause(&self, error: &Error, tried: u8) -> Option<Duration> {
        if !error.kind().retryable() || !error.spent_nothing() || tried >= self.retries {
            return None;
        }
        // Full jitter, so that clients that failed together do not return together.
        let longest = FIRST_PAUSE * 2_u32.pow(tried.into());
        let jittered = longest.mul_f64((self.random)());
        let pause =
            error.wait().map_or(jittered, |asked| asked.saturating_add(jittered.min(FIRST_PAUSE) / 10));
        (pause.saturating_add(SHORTEST_TRY) < (self.time_left)()).then_some(pause)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Kind;

    fn pauses(error: impl Fn() -> Error, left: u64) -> Vec<Option<u128>> {
        let context = RetryContext {
            fetch: &|_| Err(error()),
            retries: 2,
            time_left: &|| Duration::from_secs(left),
            sleep: &|_| (),
            random: &|| 0.5,
        };
        (0..3)
            .map(|tried| context.pause(&error().nothing_spent(true), tried).map(|pause| pause.as_millis()))
            .collect()
    }

    #[test]
    fn the_vendors_wish_counts_and_no_fault_that_stays_is_repeated() {
        let busy = || Error::new(Kind::Busy, "x");
        assert_eq!(pauses(busy, 30), [Some(250), Some(500), None]);
        assert_eq!(
            pauses(|| busy().retry_after(Some(Duration::from_secs(2))), 30),
            [Some(2025), Some(2050), None]
        );
        assert_eq!(
            pauses(|| busy().retry_after(Some(Duration::from_secs(1_000_000_000))), 30),
            [None, None, None]
        );
        assert_eq!(pauses(busy, 0), [None, None, None]);
        for kind in [Kind::Refused, Kind::Answer, Kind::Config, Kind::Login] {
            assert_eq!(pauses(|| Error::new(kind, "x"), 30), [None, None, None]);
        }
    }
}
