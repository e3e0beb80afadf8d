//! Hashes, random text, the PKCE challenge, signing keys and certificates.

pub mod algorithm;
pub mod certificate;
pub mod der;
mod jwk;
pub mod key_set;
mod pem;
pub mod seal;
pub mod signing_key;
pub mod strict_json;
pub mod verify;

use std::fmt::Write;

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine};
use ring::digest::{SHA256, digest};
use ring::hmac;
use ring::rand::{SecureRandom, SystemRandom};

use crate::error::{Error, Kind, Result};
use crate::secret::Secret;

/// SHA-256 in lower-case hex.
pub fn sha256(bytes: &[u8]) -> String {
    hex(digest(&SHA256, bytes).as_ref())
}

/// `bytes` in lower-case hex.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut hex, byte| {
        // Writing to a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// MD5, which is insecure, for vendors that want it.
pub fn md5(bytes: &[u8]) -> Vec<u8> {
    md5::compute(bytes).0.to_vec()
}

/// HMAC (RFC 2104).
pub fn hmac(algorithm: hmac::Algorithm, key: &Secret, text: &[u8]) -> Vec<u8> {
    let key = hmac::Key::new(algorithm, key.expose().as_bytes());
    hmac::sign(&key, text).as_ref().to_vec()
}

/// 256 random bits as 43 characters: a state, or a PKCE verifier (RFC 7636 §4.1).
pub fn random_text() -> Result<Secret> {
    let mut bytes = vec![0; 32];
    let failed = |_| Error::new(Kind::Internal, "random-missing");
    SystemRandom::new().fill(&mut bytes).map_err(failed)?;
    Ok(Secret::new(BASE64_URL_SAFE_NO_PAD.encode(bytes)))
}

/// The PKCE challenge of `verifier`: RFC 7636 §4.2, method S256.
pub fn challenge(verifier: &Secret) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(digest(&SHA256, verifier.expose().as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_challenge_of_the_standards_example() {
        // RFC 7636, appendix B.
        let verifier = Secret::new("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
        assert_eq!(challenge(&verifier), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }

    #[test]
    fn random_texts_differ_and_are_long_enough() {
        let texts: std::collections::BTreeSet<_> =
            (0..1000).map(|_| random_text().unwrap().expose().to_owned()).collect();
        assert!(texts.len() == 1000 && texts.iter().all(|text| text.len() == 43));
    }

    #[test]
    fn sha256_of_abc() {
        // FIPS 180-4, appendix.
        assert_eq!(super::sha256(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
