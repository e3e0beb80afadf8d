//! Words of a server on their way to a terminal.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| gettoken_fuzz::words(text));
