//! What makes a call faster and may be left out (the feature `fastpath`): without it every answer is the same, later.

pub mod arena;
pub mod inputs;
pub mod replay;

use std::ffi::OsString;

use crate::secret::Secret;
use crate::token::{Timestamp, Token};

/// Whether there is one: without it nothing is recorded, and every block is the system's.
pub const IS_ON: bool = cfg!(feature = "fastpath");

/// An answer that may be given again.
#[derive(Debug)]
pub struct Answered<'a> {
    pub args: &'a [OsString],
    /// The entry that the token was served from.
    pub key: &'a str,
    pub token: &'a Token,
    /// The token is fresh until then.
    pub until: Timestamp,
    /// What was printed.
    pub answer: &'a Secret,
    pub now: Timestamp,
    /// Something hard to guess.
    pub salt: u64,
}
