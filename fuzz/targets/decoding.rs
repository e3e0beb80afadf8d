//! Bodies as JSON, JSONP and forms.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| gettoken_fuzz::decoding(data));
