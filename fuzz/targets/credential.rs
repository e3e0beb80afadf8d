//! Tokens and responses that are credentials: the claims of a JWT, and the response of the server that gives one out.
//!
//! Input: a line with a JSON Pointer, and the token or response.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| gettoken_fuzz::credential(text));
