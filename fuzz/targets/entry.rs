//! Entries and refusals of the cache.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| gettoken_fuzz::entry(text));
