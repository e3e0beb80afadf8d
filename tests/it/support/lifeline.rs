//! `Lifeline`: ends a world promptly, whatever its connections are waiting for.
//!
//! A connection waits either on its socket, which `end` shuts down, or in a pause, which `end` interrupts. So
//! nothing polls, and no thread outlives its test.

use std::collections::HashMap;
use std::io;
use std::net::{Shutdown, TcpStream};
use std::sync::{Condvar, Mutex};
use std::time::{Duration, Instant};

/// The open connections of a world, and whether it has ended.
#[derive(Default)]
pub(super) struct Lifeline {
    state: Mutex<State>,
    ended: Condvar,
}

#[derive(Default)]
struct State {
    ended: bool,
    admitted: u64,
    open: HashMap<u64, TcpStream>,
}

impl Lifeline {
    /// Registers a connection and returns its number, or `None` once the world has ended.
    pub(super) fn admit(&self, stream: &TcpStream) -> Option<u64> {
        let mut state = self.state.lock().unwrap();
        if state.ended {
            return None;
        }
        state.admitted += 1;
        let number = state.admitted;
        state.open.insert(number, stream.try_clone().expect("a socket can be cloned"));
        Some(number)
    }

    /// Removes a finished connection, and with it the cloned handle that would keep it open.
    pub(super) fn release(&self, number: u64) {
        self.state.lock().unwrap().open.remove(&number);
    }

    /// Pauses for this long; fails as soon as the world ends.
    pub(super) fn pause(&self, length: Duration) -> io::Result<()> {
        let deadline = Instant::now() + length;
        let mut state = self.state.lock().unwrap();
        loop {
            if state.ended {
                return Err(io::ErrorKind::ConnectionAborted.into());
            }
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Ok(());
            }
            state = self.ended.wait_timeout(state, left).unwrap().0;
        }
    }

    /// Ends every pause and every connection, and admits no more.
    pub(super) fn end(&self) {
        let mut state = self.state.lock().unwrap();
        state.ended = true;
        for stream in state.open.values() {
            // Fails for a connection that the client has already closed.
            let _ = stream.shutdown(Shutdown::Both);
        }
        self.ended.notify_all();
    }
}
