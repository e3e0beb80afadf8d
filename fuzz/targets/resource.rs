//! What a server says that a person logs in to by its URL.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| gettoken_fuzz::resource(text));
