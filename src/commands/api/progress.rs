//! How far a long download is, for a person who watches and whose terminal does not show the answer.

use std::time::{Duration, Instant};

use crate::message::Message;
use crate::report;

/// A short wait needs no bar.
const WORTH_IT: Duration = Duration::from_secs(1);
/// So often is it drawn anew.
const EVERY: Duration = Duration::from_millis(200);

/// One line on a terminal, or nothing.
pub struct Bar {
    shown: bool,
    total: Option<u64>,
    done: u64,
    began: Instant,
    drawn: Option<Instant>,
}

impl Bar {
    /// A bar for `total` bytes, if it is known; none where the answer itself goes to the terminal.
    pub fn new(total: Option<u64>, answer_on_terminal: bool) -> Self {
        Self {
            shown: report::on_terminal() && !answer_on_terminal,
            total,
            done: 0,
            began: Instant::now(),
            drawn: None,
        }
    }

    /// `count` more bytes are there.
    pub fn advance(&mut self, count: usize) {
        self.done += count as u64;
        let due = self.drawn.is_none_or(|drawn| drawn.elapsed() >= EVERY);
        if self.shown && due && self.began.elapsed() >= WORTH_IT {
            report::line(&format!("\r\u{1b}[K{}", self.words().in_language(report::language())));
            self.drawn = Some(Instant::now());
        }
    }

    /// Takes the line away.
    pub fn finish(&self) {
        if self.drawn.is_some() {
            report::line("\r\u{1b}[K");
        }
    }

    fn words(&self) -> Message {
        let message = match self.total.filter(|total| *total > 0) {
            Some(total) => Message::new("api-progress-of")
                .with("total", total / 1024)
                .with("percent", self.done * 100 / total),
            None => Message::new("api-progress"),
        };
        message.with("done", self.done / 1024)
    }
}
