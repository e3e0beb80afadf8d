//! Optional shortcuts (the feature `fastpath`). Without them, every answer is the same but takes longer.

pub mod arena;
pub mod inputs;
pub mod replay;

use std::ffi::OsString;

use crate::secret::Secret;
use crate::token::{Timestamp, Token};

/// Whether the feature is on. Without it nothing is recorded, and all memory is from the system.
pub const IS_ON: bool = cfg!(feature = "fastpath");

/// An answer that may be replayed.
#[derive(Debug)]
pub struct ReplayableAnswer<'a> {
    pub args: &'a [OsString],
    /// The entry that the token came from.
    pub key: &'a str,
    pub token: &'a Token,
    /// When the token stops being fresh.
    pub until: Timestamp,
    /// The text that was printed.
    pub answer: &'a Secret,
    pub now: Timestamp,
    /// A random number.
    pub salt: u64,
}
