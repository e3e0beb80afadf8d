//! The integration tests: the built binary against real sockets, TLS and mock servers; a directory per topic.
//!
//! `cargo test --test it TOPIC::FILE` runs one file. Shared code is in `support`. Files that are only for Unix are about
//! modes, signals, terminals, D-Bus or scripts; the others compile for Windows, and `tests/windows/run.sh` runs those
//! that are known to pass there.

#![cfg_attr(
    windows,
    expect(dead_code, unused_imports, unused_macros, reason = "what only tests of Unix use")
)]

mod support;

mod api {
    mod answers;
    mod rejected;
    mod requests;
    mod step_up;
    #[cfg(unix)]
    mod terminal;
    mod vendors;
}

mod cache {
    mod clock;
    mod damage;
    mod earlier_entries;
    #[cfg(unix)]
    mod files;
    mod herd;
    mod key;
    mod reuse;
    mod storage;
}

mod cli {
    mod argv;
    mod color;
    mod completion;
    mod demo;
    mod errors;
    mod exec;
    mod explain;
    mod help;
    mod inspect;
    mod language;
    #[cfg(unix)]
    mod man;
    mod reserved_words;
    mod status;
    mod suggestions;
    mod tables;
    #[cfg(unix)]
    mod terminal;
    #[cfg(unix)]
    mod waiting;
}

mod config {
    mod edit;
    #[cfg(unix)]
    mod endless_files;
    mod file;
    mod import;
    mod paths;
    mod precedence;
    #[cfg(unix)]
    mod trusted_files;
    mod unread_variables;
}

mod credential_helpers {
    mod docker;
    mod git;
}

mod credentials {
    mod assertions;
    mod chains;
    mod characters;
    mod exchange;
    #[cfg(unix)]
    mod keyring;
    #[cfg(unix)]
    mod keyring_store;
    #[cfg(unix)]
    mod rotation;
    #[cfg(unix)]
    mod secret_command;
    #[cfg(unix)]
    mod secret_file;
    mod shown;
    mod signing_key;
    mod sources;
}

mod discovery {
    mod application;
    mod documents;
    mod hosts;
    mod login;
}

mod doctor {
    mod files;
    mod network;
}

mod login {
    mod authorization_code;
    mod authorize_fields;
    #[cfg(unix)]
    mod browser;
    mod device;
    mod id_token;
    mod listener;
    mod more_vendors;
    mod public_client;
    mod refresh;
    mod refusals;
    mod resource;
    mod resource_client;
    mod resource_id_token;
    mod resource_refusals;
    mod session_end;
    mod session_fields;
    mod session_kept;
    mod session_renewed;
    mod vendors;
    mod vendors_china;
}

mod network {
    mod authorities;
    mod deadline;
    mod hostile_responses;
    mod localhost;
    mod proxy;
    mod refusals;
    mod retry;
    mod tls;
    mod vendor_words;
}

mod output {
    mod external_readers;
    mod format_readers;
    mod hostile_values;
    #[cfg(unix)]
    mod programs;
    mod round_trip;
}

// About the environment, memory and signals of a process of Unix.
#[cfg(unix)]
mod process {
    mod ignored_signals;
    mod memory;
    mod minimal_environment;
    mod working_directory;
}

// About the source.
#[cfg(unix)]
mod project {
    mod architecture;
    mod docs;
    mod release;
    mod skipped_tests;
    mod supply_chain;
}

mod providers {
    mod answer_fields;
    mod any_server;
    mod base_url;
    mod builtin;
    mod hostile_definition;
    mod own;
    mod scope;
    mod sdks;
    mod search;
    mod signature;
    mod signed;
    mod sources;
    mod vendor_samples;
}

// Nothing is recorded on Windows.
#[cfg(unix)]
mod replay {
    mod equivalence;
    mod inputs;
}

// With servers that Debian packages.
#[cfg(unix)]
mod shared {
    mod clocks;
    mod down;
    mod etcd;
    mod failover;
    mod fetch;
    mod foreign;
    mod hits;
    mod holder;
    mod persons;
    mod resource;
    mod revoked;
    mod sealed;
    mod sessions;
    mod shown;
}

// A person answers on a pseudo-terminal.
#[cfg(unix)]
mod setup {
    mod first_run;
    mod profiles;
}

mod verbs {
    mod introspect;
    mod revoke;
    mod userinfo;
}
