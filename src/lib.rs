//! The rooms (top-level modules) of gettoken. A token travels in one direction: cli → settings → broker →
//! oauth → http → token → store → output. `tests/it/project/architecture.rs` checks which room uses which.

#![expect(
    missing_docs,
    reason = "the rooms are private; what they share is documented where it is not plain"
)]

mod app;
mod broker;
mod check;
pub mod cli;
pub mod color;
pub mod commands;
mod config;
pub mod crypto;
mod duration;
pub mod error;
mod fastpath;
mod http;
mod import;
mod keyring;
mod layout;
pub mod memory;
mod message;
mod oauth;
pub mod output;
mod packed;
mod paint;
mod path_lookup;
mod permit;
mod provider;
pub mod report;
mod reserved;
mod sanitize;
pub mod secret;
mod secret_source;
pub mod settings;
pub mod signals;
mod store;
mod suggest;
mod table;
mod template;
mod terminal;
mod token;
mod toml_file;
mod trusted_file;

/// The rooms that the fuzzer in `fuzz/` checks; only its builds have this module.
#[cfg(fuzzing)]
pub mod internals {
    macro_rules! rooms {
        ($($room:ident),*) => { $(pub mod $room { pub use crate::$room::*; })* };
    }
    rooms!(
        cli,
        config,
        toml_file,
        duration,
        error,
        sanitize,
        http,
        import,
        message,
        oauth,
        output,
        provider,
        secret,
        settings,
        crypto,
        secret_source,
        store,
        template,
        token
    );
}
