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
    total: Option<u64>,
    done: u64,
    drawn: bool,
    /// When it is drawn next, where it is shown.
    next: Option<Instant>,
}

impl Bar {
    /// A bar for `total` bytes, if it is known; none where the answer itself goes to the terminal.
    pub fn new(total: Option<u64>, answer_on_terminal: bool) -> Self {
        let is_shown = report::on_terminal() && !answer_on_terminal;
        Self { total, done: 0, drawn: false, next: is_shown.then(|| Instant::now() + WORTH_IT) }
    }

    /// `count` more bytes are there.
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
        let words = message.with("done", self.done / 1024).in_language(report::language());
        report::line(&format!("\r\u{1b}[K{words}"));
        self.drawn = true;
        self.next = Some(Instant::now() + EVERY);
    }

    /// Takes the line away.
    pub fn finish(&self) {
        if self.drawn {
            report::line("\r\u{1b}[K");
        }
    }
}
