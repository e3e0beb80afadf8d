//! URLs that a secret may be sent to, and values that are filled into one.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| gettoken_fuzz::url(text));
