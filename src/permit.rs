//! Until when a request may begin.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::error::{Error, Kind, Result};

/// Until when a request may be sent, such as the end of a lease, which another thread may put off.
#[derive(Clone, Debug)]
pub struct Permit {
    end: Arc<Mutex<Instant>>,
    /// How much time must be left when the request is sent.
    least: Duration,
    /// The code of the error if there is less.
    code: &'static str,
}

impl Permit {
    pub fn new(end: Instant, least: Duration, code: &'static str) -> Self {
        Self { end: Arc::new(Mutex::new(end)), least, code }
    }

    /// Puts the end off.
    pub fn extend(&self, end: Instant) {
        *self.end.lock().unwrap_or_else(PoisonError::into_inner) = end;
    }

    /// Fails if too little time is left.
    pub fn check(&self) -> Result<()> {
        let end = *self.end.lock().unwrap_or_else(PoisonError::into_inner);
        let is_valid = end.saturating_duration_since(Instant::now()) >= self.least;
        if is_valid { Ok(()) } else { Err(Error::new(Kind::Busy, self.code)) }
    }
}
