//! Answers of servers, to each request of each built-in definition.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| gettoken_fuzz::reply(data));
