//! Definitions of the user's own, and values that others choose.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| gettoken_fuzz::definition(text));
