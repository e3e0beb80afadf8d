//! The metadata of an authorization server, which decides where secrets are sent.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| gettoken_fuzz::metadata(data));
