//! How a token is granted: one flow is one file. A grant builds its request without doing anything;
//! sending is a function that is passed in, and so is the clock.

mod client_credentials;

pub use client_credentials::{fetch, grant, request};

use crate::error::Result;
use crate::http::{Request, Response};

/// Sends a request: over the network, or in a test or a demo without one.
pub type Send<'a> = &'a dyn Fn(&Request) -> Result<Response>;
