//! What a browser, or anybody on this machine, sends to the listener of a login.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| gettoken_fuzz::callback(data));
