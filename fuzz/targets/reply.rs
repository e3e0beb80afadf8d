//! Server responses to every request of every built-in definition.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| gettoken_fuzz::reply(data));
