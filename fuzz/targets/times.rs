//! `Retry-After`, `Date`, expiries and durations.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| gettoken_fuzz::times(text));
