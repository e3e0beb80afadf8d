//! `Record`: everything that a world received, and whether that makes the test fail.
//!
//! It only stores; the other modules handle connections and replies.

use super::request::Request;

/// The number of TCP connections that each port of a world has accepted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Connections {
    pub proxy: usize,
    pub https: usize,
    pub http: usize,
}

/// Everything that happened, in order.
#[derive(Default)]
pub(super) struct Record {
    pub connections: Connections,
    pub requests: Vec<Request>,
    /// The CONNECT requests, in a separate list: the proxy received them, not the vendor.
    pub tunnels: Vec<Request>,
    /// TLS connections without a request. They count as calls: clients that refuse a certificate send none.
    pub refused: usize,
    /// Faults that fail the test whatever the binary does: a failed assertion, a request that is not HTTP.
    pub faults: Vec<String>,
    /// Whether the test allows a world without calls.
    pub may_be_silent: bool,
}

impl Record {
    /// Why the test must fail, or `None`.
    pub(super) fn failure(&self) -> Option<String> {
        if !self.faults.is_empty() {
            return Some(self.faults.join("\n"));
        }
        let called = !self.requests.is_empty() || self.refused > 0;
        let allowed = called || self.may_be_silent;
        (!allowed).then(|| format!("the world was never called: {:?}", self.connections))
    }
}
