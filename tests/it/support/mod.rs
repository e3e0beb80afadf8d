//! What every black-box test uses: a home directory and a network that no other test shares.
//!
//! `TestEnv` starts the built binary in an empty environment, so that nothing on the developer's machine (a
//! config, a proxy, an exported secret) changes a result. `World` is a mock of every server: it answers for
//! any host name over real TLS, records the requests, and fails a test that sent none. The shipped binary has no
//! mock vendor, fake clock or other switch for tests.
//!
//! On Windows, tests that need a program of Unix are skipped, and those about modes, signals, terminals and D-Bus are not
//! compiled.

#[cfg(unix)]
pub mod conversation;
#[cfg(unix)]
pub mod desktop;
pub mod discovery;
pub mod environment;
pub mod etcd;
pub mod grants;
pub mod issuer;
pub mod jwt;
pub mod modes;
pub mod openid;
pub mod person;
pub mod process;
pub mod providers;
pub mod pty;
pub mod redis;
pub mod reply;
pub mod request;
pub mod resource;
pub mod shell;
pub mod site;
pub mod skipped;
pub mod store;
pub mod token_server;
pub mod tools;
pub mod vendor;
pub mod witness;
pub mod world;

mod certificates;
mod connection;
mod lifeline;
mod record;
#[cfg(unix)]
mod signals;
