//! Verifies signatures with public keys (RFC 7518 §3, RFC 8037 §3.1).
//!
//! The key decides which algorithms are possible, not the token: a public RSA key never becomes the secret of an HMAC
//! (RFC 8725 §3.1).

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine};
use ring::rsa;
use ring::signature::{
    ECDSA_P256_SHA256_FIXED, ECDSA_P384_SHA384_FIXED, ED25519, RSA_PKCS1_2048_8192_SHA256,
    RSA_PKCS1_2048_8192_SHA384, RSA_PKCS1_2048_8192_SHA512, RSA_PSS_2048_8192_SHA256,
    RSA_PSS_2048_8192_SHA384, RSA_PSS_2048_8192_SHA512, RsaParameters, UnparsedPublicKey,
    VerificationAlgorithm,
};
use serde_json::{Map, Value};

use super::algorithm::Algorithm::{
    self, ES256, ES384, Ed25519, EdDSA, PS256, PS384, PS512, RS256, RS384, RS512,
};
use super::signing_key::{Curve, without_zeros};

/// A public key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PublicKey {
    /// Modulus and exponent.
    Rsa(Vec<u8>, Vec<u8>),
    /// An uncompressed point on P-256.
    P256(Vec<u8>),
    /// An uncompressed point on P-384.
    P384(Vec<u8>),
    Ed25519(Vec<u8>),
}

/// The bits of RSA keys that can be used: RFC 7518 §3.3 requires the minimum, ring the maximum.
const RSA_BITS: std::ops::RangeInclusive<usize> = 2048..=8192;

impl PublicKey {
    /// The key in a JWK (RFC 7518 §6, RFC 8037 §2). `None` if it is of another type or has no sound value.
    pub fn of_jwk(jwk: &Map<String, Value>) -> Option<Self> {
        let text = |name: &str| jwk.get(name)?.as_str();
        let member = |name: &str| BASE64_URL_SAFE_NO_PAD.decode(text(name)?).ok();
        let point = |size: usize| {
            let (x, y) = (member("x")?, member("y")?);
            (x.len() == size && y.len() == size).then(|| [&[4][..], &x, &y].concat())
        };
        match (text("kty")?, text("crv")) {
            ("RSA", _) => Self::rsa(&member("n")?, &member("e")?),
            ("EC", Some(curve)) => match Curve::named(curve)? {
                Curve::P256 => point(32).map(Self::P256),
                Curve::P384 => point(48).map(Self::P384),
            },
            ("OKP", Some("Ed25519")) => member("x").filter(|x| x.len() == 32).map(Self::Ed25519),
            _ => None,
        }
    }

    fn rsa(n: &[u8], e: &[u8]) -> Option<Self> {
        let (n, e) = (without_zeros(n), without_zeros(e));
        let bits = n.len() * 8 - n.first()?.leading_zeros() as usize;
        RSA_BITS.contains(&bits).then(|| Self::Rsa(n.to_vec(), e.to_vec()))
    }

    /// The algorithms that fit the key.
    pub fn algorithms(&self) -> &'static [Algorithm] {
        match self {
            Self::Rsa(..) => &[RS256, RS384, RS512, PS256, PS384, PS512],
            Self::P256(_) => &[ES256],
            Self::P384(_) => &[ES384],
            Self::Ed25519(_) => &[EdDSA, Ed25519],
        }
    }

    /// Returns whether `signature` is that of `input` by this key with this `algorithm`.
    pub fn verify(&self, algorithm: Algorithm, input: &[u8], signature: &[u8]) -> bool {
        let with = |parameters: &'static dyn VerificationAlgorithm, key: &[u8]| {
            UnparsedPublicKey::new(parameters, key).verify(input, signature).is_ok()
        };
        match self {
            Self::Rsa(n, e) => rsa_parameters(algorithm).is_some_and(|parameters| {
                rsa::PublicKeyComponents { n, e }.verify(parameters, input, signature).is_ok()
            }),
            Self::P256(point) => algorithm == ES256 && with(&ECDSA_P256_SHA256_FIXED, point),
            Self::P384(point) => algorithm == ES384 && with(&ECDSA_P384_SHA384_FIXED, point),
            Self::Ed25519(key) => self.algorithms().contains(&algorithm) && with(&ED25519, key),
        }
    }
}

fn rsa_parameters(algorithm: Algorithm) -> Option<&'static RsaParameters> {
    Some(match algorithm {
        RS256 => &RSA_PKCS1_2048_8192_SHA256,
        RS384 => &RSA_PKCS1_2048_8192_SHA384,
        RS512 => &RSA_PKCS1_2048_8192_SHA512,
        PS256 => &RSA_PSS_2048_8192_SHA256,
        PS384 => &RSA_PSS_2048_8192_SHA384,
        PS512 => &RSA_PSS_2048_8192_SHA512,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::signing_key::SigningKey;
    use super::super::signing_key::tests::{EC_JWK, ED25519_JWK, RSA_JWK};
    use super::*;
    use crate::secret::Secret;

    fn jwk(text: &str) -> Map<String, Value> {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn a_signature_holds_with_its_key_algorithm_and_input_alone() {
        let all = [RSA_JWK, EC_JWK, ED25519_JWK];
        for own in all {
            let signing = SigningKey::parse(&Secret::new(own)).unwrap();
            for algorithm in signing.algorithms() {
                let signature = signing.sign(*algorithm, b"input").unwrap();
                for other in all {
                    let key = PublicKey::of_jwk(&jwk(other)).unwrap();
                    assert_eq!(key.verify(*algorithm, b"input", &signature), own == other, "{algorithm:?}");
                }
                let key = PublicKey::of_jwk(&jwk(own)).unwrap();
                assert!(!key.verify(*algorithm, b"Input", &signature));
                assert!(
                    !key.verify(*algorithm, b"input", &signature[1..])
                        && !key.verify(*algorithm, b"input", &[])
                );
                assert!(!key.verify(*algorithm, b"input", &vec![0; signature.len()]));
                for wrong in Algorithm::ALL.iter().filter(|it| !key.algorithms().contains(it)) {
                    assert!(!key.verify(*wrong, b"input", &signature), "{wrong:?}");
                }
            }
        }
    }

    #[test]
    fn a_key_that_is_weak_or_of_another_type_is_none() {
        let with = |text: &str, name: &str, value: &str| {
            let mut jwk = jwk(text);
            jwk.insert(name.to_owned(), value.into());
            PublicKey::of_jwk(&jwk)
        };
        let number = |bytes: usize| BASE64_URL_SAFE_NO_PAD.encode(vec![0xff; bytes]);
        for (text, name, value) in [
            (RSA_JWK, "n", number(255)),
            (RSA_JWK, "n", number(1025)),
            (RSA_JWK, "n", String::new()),
            (RSA_JWK, "e", "!".to_owned()),
            (RSA_JWK, "kty", "oct".to_owned()),
            (EC_JWK, "crv", "P-521".to_owned()),
            (EC_JWK, "x", number(31)),
            (ED25519_JWK, "x", number(33)),
            (ED25519_JWK, "crv", "X25519".to_owned()),
        ] {
            assert_eq!(with(text, name, &value), None, "{name} {value}");
        }
        assert!(with(RSA_JWK, "n", &number(1024)).is_some());
        // A point that is not on the curve has no signatures.
        let key = with(EC_JWK, "x", &number(32)).unwrap();
        assert!(!key.verify(ES256, b"input", &[1; 64]));
    }
}
