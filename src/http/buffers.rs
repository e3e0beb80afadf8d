//! What is on its way to and from a server, in memory that is no larger than it must be: most answers are
//! short, and ureq's own buffers begin with the size of the largest.

use std::ops::Range;

use ureq::unversioned::transport::Buffers;

/// The first size for what comes in, in bytes.
const FIRST: usize = 8 * 1024;

/// Buffers of one connection.
#[derive(Debug)]
pub struct Growing {
    input: Vec<u8>,
    /// What of `input` came in and is not consumed.
    unread: Range<usize>,
    progress: bool,
    limit: usize,
    output: Vec<u8>,
    /// What is free of it whenever there is something to write, in bytes.
    room: usize,
    /// How much of `output` is kept back.
    held: usize,
}

impl Growing {
    /// Buffers that hold up to `limit` bytes of what came in, and of what goes out `room` at a time: the
    /// longest line of a request's head must fit.
    pub fn new(limit: usize, room: usize) -> Self {
        Self { input: Vec::new(), unread: 0..0, progress: false, limit, output: Vec::new(), room, held: 0 }
    }

    /// Keeps back `amount` more bytes of the output; answers how many there are now.
    pub fn hold(&mut self, amount: usize) -> usize {
        self.held += amount;
        self.held
    }

    /// What was kept back.
    pub fn held(&self) -> &[u8] {
        &self.output[..self.held]
    }

    /// Forgets what was kept back.
    pub fn sent(&mut self) {
        self.held = 0;
    }
}

impl Buffers for Growing {
    fn output(&mut self) -> &mut [u8] {
        if self.output.len() < self.held + self.room {
            self.output.resize(self.held + self.room, 0);
        }
        &mut self.output[self.held..]
    }

    fn input(&self) -> &[u8] {
        &self.input[self.unread.clone()]
    }

    fn input_append_buf(&mut self) -> &mut [u8] {
        let is_full = self.unread.end == self.input.len();
        if self.unread.is_empty() {
            self.unread = 0..0;
        } else if is_full {
            self.input.copy_within(self.unread.clone(), 0);
            self.unread = 0..self.unread.len();
        }
        // More comes than there is room for, or nothing came yet.
        if is_full && self.unread.end > self.input.len() / 2 || self.input.len() < FIRST {
            self.input.resize((self.input.len() * 2).max(FIRST).min(self.limit), 0);
        }
        &mut self.input[self.unread.end..]
    }

    fn input_appended(&mut self, amount: usize) {
        self.unread.end += amount;
    }

    fn input_consume(&mut self, amount: usize) {
        self.progress = amount > 0;
        self.unread.start += amount;
    }

    fn tmp_and_output(&mut self) -> (&mut [u8], &mut [u8]) {
        self.output();
        self.input_append_buf();
        (&mut self.input[self.unread.end..], &mut self.output[self.held..])
    }

    fn can_use_input(&self) -> bool {
        !self.unread.is_empty() && self.progress
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMIT: usize = 3 * FIRST;

    /// As much of `text` as there is room for comes in.
    fn receive(buffers: &mut Growing, text: &[u8]) -> usize {
        let room = buffers.input_append_buf();
        let amount = room.len().min(text.len());
        room[..amount].copy_from_slice(&text[..amount]);
        buffers.input_appended(amount);
        amount
    }

    #[test]
    fn what_comes_in_is_kept_in_order_and_grows_to_the_limit() {
        let mut buffers = Growing::new(LIMIT, 1);
        let text: Vec<u8> = (0..LIMIT + 5).map(|at| at.to_le_bytes()[0]).collect();
        let mut got = 0;
        while got < LIMIT {
            got += receive(&mut buffers, &text[got..]);
        }
        assert_eq!((got, buffers.input()), (LIMIT, &text[..LIMIT]));
        assert_eq!(receive(&mut buffers, b"x"), 0, "no more than the limit");
        buffers.input_consume(LIMIT - 2);
        assert_eq!(receive(&mut buffers, &text[LIMIT..]), 5);
        assert_eq!(buffers.input(), &text[LIMIT - 2..]);
    }

    #[test]
    fn short_answers_take_little() {
        let mut buffers = Growing::new(LIMIT, 1);
        for _ in 0..100 {
            assert_eq!(receive(&mut buffers, &[1; FIRST / 4]), FIRST / 4);
            buffers.input_consume(FIRST / 4);
        }
        assert_eq!(buffers.input.len(), FIRST);
    }

    #[test]
    fn input_is_used_again_only_after_progress() {
        let mut buffers = Growing::new(LIMIT, 1);
        receive(&mut buffers, b"HTTP/1.1 2");
        buffers.input_consume(0);
        assert!(!buffers.can_use_input(), "half an answer waits for more");
        buffers.input_consume(4);
        assert!(buffers.can_use_input());
        buffers.input_consume(6);
        assert!(!buffers.can_use_input());
    }

    #[test]
    fn what_goes_out_is_held_until_it_is_sent() {
        let mut buffers = Growing::new(LIMIT, 8);
        buffers.output()[..5].copy_from_slice(b"hello");
        assert_eq!(buffers.hold(5), 5);
        let room = buffers.output();
        assert!(room.len() >= 8);
        room[..6].copy_from_slice(b" world");
        assert_eq!((buffers.hold(6), buffers.held()), (11, &b"hello world"[..]));
        buffers.sent();
        assert_eq!(buffers.held(), b"");
    }
}
