//! Requests to the loopback server of a login, from a browser or any local process.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| gettoken_fuzz::callback(data));
