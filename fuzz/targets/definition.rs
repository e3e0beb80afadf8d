//! User definitions, and untrusted values for their variables.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| gettoken_fuzz::definition(text));
