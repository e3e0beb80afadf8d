//! What makes a call faster and may be left out (the feature `fastpath`): without it every answer is the same, later.

#[cfg(feature = "fastpath")]
pub mod arena;
#[cfg(feature = "fastpath")]
pub mod inputs;
#[cfg(not(feature = "fastpath"))]
mod off;
#[cfg(feature = "fastpath")]
mod record;
#[cfg(feature = "fastpath")]
pub mod replay;

#[cfg(not(feature = "fastpath"))]
pub use off::{arena, inputs, replay};
