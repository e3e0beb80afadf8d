//! `Record`: what a world has seen, and its verdict on that when the test is over.
//!
//! It only remembers; who connects and what is answered is decided elsewhere.

use super::request::Request;

/// How many TCP connections each of a world's ports has accepted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Connections {
    pub proxy: usize,
    pub https: usize,
    pub http: usize,
}

/// Everything that happened, in the order it happened.
#[derive(Default)]
pub(super) struct Record {
    pub connections: Connections,
    pub requests: Vec<Request>,
    /// The CONNECT requests, kept apart: they are how the proxy was asked, not what the vendor saw.
    pub tunnels: Vec<Request>,
    /// TLS connections the client left without a request. They count as a call: refusing a certificate is one.
    pub refused: usize,
    /// What must fail the test even where the binary carried on: a failed assertion, a request that is not HTTP.
    pub faults: Vec<String>,
    /// Whether the test has said that it expects no call.
    pub may_be_silent: bool,
}

impl Record {
    /// Why the test must fail, if it must.
    pub(super) fn verdict(&self) -> Option<String> {
        if !self.faults.is_empty() {
            return Some(self.faults.join("\n"));
        }
        let called = !self.requests.is_empty() || self.refused > 0;
        let allowed = called || self.may_be_silent;
        (!allowed).then(|| format!("the world was never called: {:?}", self.connections))
    }
}
