//! Whatever exists for the last half millisecond of a call. The answer is the same without it.

pub mod inputs;
mod record;
pub mod replay;
