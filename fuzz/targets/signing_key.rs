//! Private keys as PEM or JWK, certificates, and ECDSA signatures in DER.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| gettoken_fuzz::signing_key(text));
