//! Text from a server that is shown in a terminal.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| gettoken_fuzz::words(text));
