//! Replies of the server of a shared store, and sealed texts.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| gettoken_fuzz::shared(data));
