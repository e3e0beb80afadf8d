//! What every black-box test stands on: a home folder of its own and a network of its own.
//!
//! `TestEnv` starts the built binary in an empty environment, so that nothing on the developer's machine
//! (a config, a proxy, an exported secret) changes a result. `World` is the rest of the internet: it answers
//! for any host name over real TLS, records what it was asked, and fails the test that never asked.
//! Nothing here knows a vendor, a clock or a switch inside the shipped binary.

pub mod desktop;
pub mod environment;
pub mod grants;
pub mod issuer;
pub mod person;
pub mod process;
pub mod providers;
pub mod reply;
pub mod request;
pub mod shell;
pub mod site;
pub mod skipped;
pub mod tools;
pub mod vendor;
pub mod witness;
pub mod world;

mod certificates;
mod connection;
mod lifeline;
mod record;
mod signals;
