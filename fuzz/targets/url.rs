//! URLs to which a secret may be sent, and values for URL templates.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| gettoken_fuzz::url(text));
