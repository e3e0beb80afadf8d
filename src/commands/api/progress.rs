//! A progress line for long downloads, shown on a terminal unless the response itself goes there.

use std::time::{Duration, Instant};

use crate::message::Message;
use crate::report;

/// The delay before the line appears, so that short downloads show none.
const DELAY: Duration = Duration::from_secs(1);
/// The time between two updates.
const INTERVAL: Duration = Duration::from_millis(200);

/// A progress line, which may be disabled.
pub struct Bar {
    total: Option<u64>,
    done: u64,
    drawn: bool,
    /// The time of the next update; `None` if the line is disabled.
    next: Option<Instant>,
}

impl Bar {
    /// A progress line for `total` bytes, if known. The response itself must not go to the terminal.
    pub fn new(total: Option<u64>) -> Self {
        let is_shown = report::on_terminal();
        Self { total, done: 0, drawn: false, next: is_shown.then(|| Instant::now() + DELAY) }
    }

    /// Counts `count` more bytes, and redraws the line if it is time.
    pub fn advance(&mut self, count: usize) {
        self.done += count as u64;
        if self.next.is_none_or(|next| Instant::now() < next) {
            return;
        }
        let message = match self.total.filter(|total| *total > 0) {
            Some(total) => Message::new("api-progress-of")
                .with("total", total / 1024)
                .with("percent", self.done * 100 / total),
            None => Message::new("api-progress"),
        };
        let text = message.with("done", self.done / 1024).in_language(report::language());
        report::line(&format!("\r\u{1b}[K{text}"));
        self.drawn = true;
        self.next = Some(Instant::now() + INTERVAL);
    }

    /// Erases the line.
    pub fn finish(&self) {
        if self.drawn {
            report::line("\r\u{1b}[K");
        }
    }
}
