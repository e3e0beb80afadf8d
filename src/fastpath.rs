//! What makes a call faster and may be left out (the feature `fastpath`): without it every answer is the same, later.

#[cfg(feature = "fastpath")]
pub mod arena;
#[cfg(feature = "fastpath")]
pub mod inputs;
#[cfg(not(feature = "fastpath"))]
mod off;
#[cfg(feature = "fastpath")]
pub mod replay;

#[cfg(not(feature = "fastpath"))]
pub use off::{arena, inputs, replay};

use std::ffi::OsString;

use crate::secret::Secret;
use crate::token::{Timestamp, Token};

/// An answer that may be given again.
#[derive(Debug)]
#[cfg_attr(not(feature = "fastpath"), expect(dead_code, reason = "nobody reads it"))]
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
