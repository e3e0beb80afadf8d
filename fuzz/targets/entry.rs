//! Cache entries and negative entries.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| gettoken_fuzz::entry(text));
