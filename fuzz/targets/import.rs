//! Files of other programs' credentials, which anybody may have made.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| gettoken_fuzz::import(text));
