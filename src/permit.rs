//! Until when a request may begin.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use crate::error::{Error, Kind, Result};

/// An end by two clocks: the monotonic one stops while the system is suspended, and the other one may be set.
#[derive(Clone, Copy, Debug)]
struct End(Instant, SystemTime);

impl End {
    fn at(end: Instant) -> Self {
        let now = Instant::now();
        Self(end, SystemTime::now() + end.saturating_duration_since(now))
    }

    fn left(self) -> Duration {
        let left = self.1.duration_since(SystemTime::now()).unwrap_or_default();
        left.min(self.0.saturating_duration_since(Instant::now()))
    }
}

/// Until when a request may be sent, such as the end of a lease, which another thread may put off.
#[derive(Clone, Debug)]
pub struct Permit {
    end: Arc<Mutex<End>>,
    /// How much time must be left when the request is sent.
    least: Duration,
    /// The code of the error if there is less.
    code: &'static str,
}

impl Permit {
    pub fn new(end: Instant, least: Duration, code: &'static str) -> Self {
        Self { end: Arc::new(Mutex::new(End::at(end))), least, code }
    }

    /// Puts the end off.
    pub fn extend(&self, end: Instant) {
        *self.end.lock().unwrap_or_else(PoisonError::into_inner) = End::at(end);
    }

    /// Fails if too little time is left.
    pub fn check(&self) -> Result<()> {
        let end = *self.end.lock().unwrap_or_else(PoisonError::into_inner);
        let is_valid = end.left() >= self.least;
        if is_valid { Ok(()) } else { Err(Error::new(Kind::Busy, self.code)) }
    }
}
