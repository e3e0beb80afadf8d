//! JWTs from other programs, and the keys that verify them.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| gettoken_fuzz::jwt(text));
