//! Waits, dates, expiries and lengths of time.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| gettoken_fuzz::times(text));
