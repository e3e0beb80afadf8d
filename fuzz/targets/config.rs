//! Config files.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| gettoken_fuzz::config(text));
