//! A key that signs: a private key as PEM or JWK, or a client secret (HMAC).
//!
//! Errors contain no text of the key, not even an unknown label or name: a damaged key could have a part of it there.

use std::fmt;

use base64::prelude::{BASE64_STANDARD, Engine};
use ring::digest::{SHA256, digest};
use ring::hmac;
use ring::rand::SystemRandom;
use ring::rsa;
use ring::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, ECDSA_P384_SHA384_FIXED_SIGNING, EcdsaKeyPair, EcdsaSigningAlgorithm,
    Ed25519KeyPair, KeyPair, RSA_PKCS1_SHA256, RSA_PKCS1_SHA384, RSA_PKCS1_SHA512, RSA_PSS_SHA256,
    RSA_PSS_SHA384, RSA_PSS_SHA512, RsaEncoding,
};
use rustls::pki_types::alg_id;
use rustls::sign::public_key_to_spki;

use super::algorithm::Algorithm::{
    self, ES256, ES384, Ed25519, EdDSA, HS256, HS384, HS512, PS256, PS384, PS512, RS256, RS384, RS512,
};
use super::algorithm::names;
use super::der::{BIT_STRING, INTEGER, OBJECT_IDENTIFIER, OCTET_STRING, SEQUENCE, take, whole};
use super::jwk;
use super::pem::{Section, sections};
use crate::error::{Error, Kind};
use crate::message::Message;
use crate::secret::Secret;

/// The labels of sections with a private key.
const PRIVATE: [&str; 6] = [
    "PRIVATE KEY",
    "RSA PRIVATE KEY",
    "EC PRIVATE KEY",
    "ENCRYPTED PRIVATE KEY",
    "DSA PRIVATE KEY",
    "OPENSSH PRIVATE KEY",
];
/// The labels of sections that users take for a private key.
const PUBLIC: [&str; 7] = [
    "CERTIFICATE",
    "TRUSTED CERTIFICATE",
    "X509 CERTIFICATE",
    "PUBLIC KEY",
    "RSA PUBLIC KEY",
    "CERTIFICATE REQUEST",
    "NEW CERTIFICATE REQUEST",
];

/// The types of keys and the curves, by object identifier (RFC 8017, 5480, 8410; SEC 2; GB/T 32918).
const TYPES: [(&[u8], &str); 13] = [
    (b"\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01", "RSA"),
    (b"\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0a", "RSA-PSS"),
    (b"\x2a\x86\x48\xce\x38\x04\x01", "DSA"),
    (b"\x2a\x86\x48\xce\x3d\x02\x01", "EC"),
    (b"\x2a\x86\x48\xce\x3d\x03\x01\x07", "P-256"),
    (b"\x2b\x81\x04\x00\x22", "P-384"),
    (b"\x2b\x81\x04\x00\x23", "P-521"),
    (b"\x2b\x81\x04\x00\x0a", "secp256k1"),
    (b"\x2a\x81\x1c\xcf\x55\x01\x82\x2d", "SM2"),
    (b"\x2b\x65\x70", "Ed25519"),
    (b"\x2b\x65\x71", "Ed448"),
    (b"\x2b\x65\x6e", "X25519"),
    (b"\x2b\x65\x6f", "X448"),
];

const RSA_ALGORITHMS: &[Algorithm] = &[RS256, RS384, RS512, PS256, PS384, PS512];
const HMAC_ALGORITHMS: &[Algorithm] = &[HS256, HS384, HS512];

/// The bits of RSA keys that can be used: RFC 7518 §3.3 requires the minimum, ring the maximum.
const RSA_BITS: std::ops::RangeInclusive<usize> = 2048..=4096;

/// A new private key in PEM, on the curve P-256.
pub fn generated_key() -> crate::error::Result<Secret> {
    let failed = |_| Error::new(Kind::Internal, "random-missing");
    let key = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &SystemRandom::new());
    let key = BASE64_STANDARD.encode(key.map_err(failed)?.as_ref());
    Ok(Secret::new(format!("-----BEGIN PRIVATE KEY-----\n{key}\n-----END PRIVATE KEY-----\n")))
}

/// A key, and the algorithms that it may be used with.
pub struct SigningKey {
    pair: Pair,
    algorithms: &'static [Algorithm],
    kid: Option<String>,
}

/// The key itself.
pub(super) enum Pair {
    Rsa(Box<rsa::KeyPair>),
    Ec(Curve, Box<EcdsaKeyPair>),
    Ed25519(Box<Ed25519KeyPair>),
    Hmac(Secret),
}

/// A curve for ECDSA.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Curve {
    P256,
    P384,
}

impl Curve {
    /// The curve called `name`, as in a JWK.
    pub(super) fn named(name: &str) -> Option<Self> {
        match name {
            "P-256" => Some(Self::P256),
            "P-384" => Some(Self::P384),
            _ => None,
        }
    }

    fn signing(self) -> &'static EcdsaSigningAlgorithm {
        match self {
            Self::P256 => &ECDSA_P256_SHA256_FIXED_SIGNING,
            Self::P384 => &ECDSA_P384_SHA384_FIXED_SIGNING,
        }
    }
}

impl SigningKey {
    /// Reads the only private key in `text`: PKCS#8, PKCS#1 or SEC 1 as PEM, with any other text and certificates
    /// around it, or as the base64 alone; a JWK, or a JWK Set.
    pub fn parse(text: &Secret) -> Result<Self, Message> {
        let text = text.expose();
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        if text.trim_start().starts_with('{') {
            return jwk::parse(text);
        }
        // DER begins with the tag of a sequence.
        if is_base64(text, 'M') {
            let section = format!("-----BEGIN PRIVATE KEY-----\n{text}\n-----END PRIVATE KEY-----");
            let der = sections(&section).first().and_then(Section::der).ok_or(BROKEN)?;
            return Ok(Self::new(from_der(&der)?, None));
        }
        let sections = sections(text);
        let mut keys = sections.iter().filter(|section| PRIVATE.contains(&section.label));
        let key = keys.next().ok_or_else(|| absent(text, &sections))?;
        match keys.count() {
            0 => Ok(Self::new(from_section(key)?, None)),
            others => Err(Message::new("private-key-several").with("count", others + 1)),
        }
    }

    /// A client secret as a key for HMAC: the bytes of its UTF-8 (OpenID Connect Core §10.1).
    pub fn hmac(secret: &Secret) -> Self {
        Self::new(Pair::Hmac(secret.clone()), None)
    }

    pub(super) fn new(pair: Pair, kid: Option<String>) -> Self {
        let algorithms = match pair {
            Pair::Rsa(_) => RSA_ALGORITHMS,
            Pair::Ec(Curve::P256, _) => &[ES256],
            Pair::Ec(Curve::P384, _) => &[ES384],
            Pair::Ed25519(_) => &[EdDSA, Ed25519],
            Pair::Hmac(_) => HMAC_ALGORITHMS,
        };
        Self { pair, algorithms, kid }
    }

    /// The key with the only algorithm that it is meant for, or `None` if that does not fit.
    pub(super) fn limited_to(self, name: &str) -> Option<Self> {
        let at = self.algorithms.iter().position(|algorithm| algorithm.name() == name)?;
        Some(Self { algorithms: &self.algorithms[at..=at], ..self })
    }

    /// The algorithms that fit the key. The first is the default.
    pub fn algorithms(&self) -> &'static [Algorithm] {
        self.algorithms
    }

    /// The identifier of a JWK (RFC 7517 §4.5).
    pub fn kid(&self) -> Option<&str> {
        self.kid.as_deref()
    }

    /// Fails if the key cannot be used with `algorithm`: it does not fit, or the client secret is too short for it.
    pub fn check(&self, algorithm: Algorithm) -> Result<(), Message> {
        if !self.algorithms.contains(&algorithm) {
            return Err(self.unfit(algorithm));
        }
        let (Pair::Hmac(secret), Some((_, bytes))) = (&self.pair, hmac_of(algorithm)) else { return Ok(()) };
        if secret.expose().len() < bytes {
            let short = Message::new("client-secret-short").with("algorithm", algorithm.name());
            return Err(short.with("bytes", bytes));
        }
        Ok(())
    }

    /// The error for a key that does not fit `algorithm` if nothing else can be used.
    pub fn unfit_for_fixed(&self, algorithm: Algorithm) -> Option<Message> {
        let unfit = !self.algorithms.contains(&algorithm);
        unfit.then(|| self.unfit_as("algorithm-fixed", algorithm))
    }

    /// Signs `input`. The signature is as a JWS has it (RFC 7518 §3, RFC 8037 §3.1): with ECDSA r and s in fixed
    /// length, with PSS a salt as long as the digest.
    pub fn sign(&self, algorithm: Algorithm, input: &[u8]) -> Result<Vec<u8>, Message> {
        self.check(algorithm)?;
        match &self.pair {
            Pair::Rsa(pair) => {
                let encoding = rsa_encoding(algorithm).ok_or_else(|| self.unfit(algorithm))?;
                let mut signature = vec![0; pair.public().modulus_len()];
                // Only now the parts of the key are compared with each other.
                let signed = pair.sign(encoding, &SystemRandom::new(), input, &mut signature);
                signed.map_err(|_| Message::from(BROKEN)).map(|()| signature)
            }
            Pair::Ec(_, pair) => {
                let signed = pair.sign(&SystemRandom::new(), input);
                signed.map_err(|_| "random-missing".into()).map(|signature| signature.as_ref().to_vec())
            }
            Pair::Ed25519(pair) => Ok(pair.sign(input).as_ref().to_vec()),
            Pair::Hmac(secret) => {
                let (digest, _) = hmac_of(algorithm).ok_or_else(|| self.unfit(algorithm))?;
                Ok(mac(digest, secret.expose().as_bytes(), input))
            }
        }
    }

    fn unfit(&self, algorithm: Algorithm) -> Message {
        self.unfit_as("algorithm-unfit", algorithm).with("names", names(self.algorithms))
    }

    fn unfit_as(&self, code: &'static str, algorithm: Algorithm) -> Message {
        let key = match self.pair {
            Pair::Rsa(_) => "key-kind-rsa",
            Pair::Ec(Curve::P256, _) => "key-kind-p256",
            Pair::Ec(Curve::P384, _) => "key-kind-p384",
            Pair::Ed25519(_) => "key-kind-ed25519",
            Pair::Hmac(_) => "key-kind-client-secret",
        };
        Message::new(code).with("algorithm", algorithm.name()).with("key", Message::new(key))
    }

    /// The public key, as it is at the end of the SubjectPublicKeyInfo. A client secret has none.
    pub(super) fn public_key(&self) -> Option<&[u8]> {
        match &self.pair {
            Pair::Rsa(pair) => Some(pair.public_key().as_ref()),
            Pair::Ec(_, pair) => Some(pair.public_key().as_ref()),
            Pair::Ed25519(pair) => Some(pair.public_key().as_ref()),
            Pair::Hmac(_) => None,
        }
    }

    /// SHA-256 of the public key (the DER of its SubjectPublicKeyInfo) in base64. A client secret has none.
    pub fn public_key_sha256(&self) -> Option<String> {
        let id = match self.pair {
            Pair::Rsa(_) => alg_id::RSA_ENCRYPTION,
            Pair::Ec(Curve::P256, _) => alg_id::ECDSA_P256,
            Pair::Ec(Curve::P384, _) => alg_id::ECDSA_P384,
            Pair::Ed25519(_) => alg_id::ED25519,
            Pair::Hmac(_) => return None,
        };
        let info = public_key_to_spki(&id, self.public_key()?);
        Some(BASE64_STANDARD.encode(digest(&SHA256, &info)))
    }
}

/// Shows only the algorithms.
impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SigningKey({:?})", self.algorithms)
    }
}

/// The padding and the digest of an algorithm for RSA keys.
fn rsa_encoding(algorithm: Algorithm) -> Option<&'static dyn RsaEncoding> {
    match algorithm {
        RS256 => Some(&RSA_PKCS1_SHA256),
        RS384 => Some(&RSA_PKCS1_SHA384),
        RS512 => Some(&RSA_PKCS1_SHA512),
        PS256 => Some(&RSA_PSS_SHA256),
        PS384 => Some(&RSA_PSS_SHA384),
        PS512 => Some(&RSA_PSS_SHA512),
        _ => None,
    }
}

/// The digest of an HMAC, and the least number of bytes that its key may have (RFC 7518 §3.2).
fn hmac_of(algorithm: Algorithm) -> Option<(hmac::Algorithm, usize)> {
    match algorithm {
        HS256 => Some((hmac::HMAC_SHA256, 32)),
        HS384 => Some((hmac::HMAC_SHA384, 48)),
        HS512 => Some((hmac::HMAC_SHA512, 64)),
        _ => None,
    }
}

fn mac(digest: hmac::Algorithm, key: &[u8], input: &[u8]) -> Vec<u8> {
    hmac::sign(&hmac::Key::new(digest, key), input).as_ref().to_vec()
}

/// The code of the error for a key that is cut, or whose parts do not belong together.
pub(super) const BROKEN: &str = "private-key-broken";

/// The error for a text without a private key.
fn absent(text: &str, sections: &[Section]) -> Message {
    let public = sections.iter().find_map(|section| PUBLIC.iter().find(|label| **label == section.label));
    if let Some(label) = public {
        return Message::new("private-key-public").with("label", *label);
    }
    let code = if sections.is_empty() && text.contains("-----BEGIN ") {
        "private-key-line-breaks"
    } else if text.contains(['\0', char::REPLACEMENT_CHARACTER]) {
        "private-key-binary"
    // PEM begins with hyphens.
    } else if is_base64(text, 'L') {
        "private-key-base64"
    } else {
        "private-key-missing"
    };
    code.into()
}

/// Returns whether `text` is base64 that begins with `first`, and long enough for a key: the shortest has 64 letters.
fn is_base64(text: &str, first: char) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=') || c.is_whitespace();
    text.len() >= 64 && text.trim_start().starts_with(first) && text.chars().all(is_part)
}

/// The forms of a key without the lines of PEM, which do not look alike.
fn from_der(der: &[u8]) -> Result<Pair, Message> {
    let forms = [pkcs8, pkcs1, |der: &[u8]| sec1(None, der)];
    let read = forms.into_iter().map(|form| form(der));
    let mut known = read.filter(|read| read.as_ref().err().is_none_or(|why| why.code() != BROKEN));
    known.next().unwrap_or_else(|| Err(BROKEN.into()))
}

fn from_section(section: &Section) -> Result<Pair, Message> {
    match section.label {
        "ENCRYPTED PRIVATE KEY" => return Err("private-key-encrypted".into()),
        _ if section.is_encrypted() => return Err("private-key-encrypted".into()),
        "OPENSSH PRIVATE KEY" => return Err("private-key-openssh".into()),
        "DSA PRIVATE KEY" => return Err(unsupported("DSA")),
        _ => {}
    }
    let der = section.der().ok_or(BROKEN)?;
    match section.label {
        "RSA PRIVATE KEY" => pkcs1(&der),
        "EC PRIVATE KEY" => sec1(None, &der),
        _ => pkcs8(&der),
    }
}

/// The error for a type of keys that cannot be used. `name` is never taken from the key.
pub(super) fn unsupported(name: &'static str) -> Message {
    Message::new("private-key-type").with("type", name)
}

/// The error for a type of keys, or a curve, called `name` in a JWK.
pub(super) fn unsupported_named(name: &str) -> Message {
    let known = TYPES.iter().find(|(_, known)| *known == name);
    known.map_or_else(|| "private-key-type-unknown".into(), |(_, known)| unsupported(known))
}

fn type_of(identifier: &[u8]) -> Option<&'static str> {
    TYPES.iter().find(|(known, _)| *known == identifier).map(|(_, name)| *name)
}

/// PKCS#8: OneAsymmetricKey (RFC 5958 §2).
fn pkcs8(der: &[u8]) -> Result<Pair, Message> {
    let parts = || {
        let mut rest = whole(der, SEQUENCE)?;
        let _version = take(&mut rest, INTEGER)?;
        let mut algorithm = take(&mut rest, SEQUENCE)?;
        let key = take(&mut rest, OCTET_STRING)?;
        Some((type_of(take(&mut algorithm, OBJECT_IDENTIFIER)?)?, algorithm, key))
    };
    let (kind, mut parameters, key) = parts().ok_or(BROKEN)?;
    match kind {
        "RSA" => pkcs1(key),
        // Without the name of a curve, they describe one.
        "EC" => match take(&mut parameters, OBJECT_IDENTIFIER) {
            Some(curve) => sec1(Some(curve), key),
            None => Err(unsupported("EC")),
        },
        "Ed25519" => {
            let pair = Ed25519KeyPair::from_pkcs8_maybe_unchecked(der).map_err(|_| BROKEN)?;
            Ok(Pair::Ed25519(Box::new(pair)))
        }
        other => Err(unsupported(other)),
    }
}

/// PKCS#1: RSAPrivateKey (RFC 8017 §A.1.2).
fn pkcs1(der: &[u8]) -> Result<Pair, Message> {
    let public = || {
        let mut rest = whole(der, SEQUENCE)?;
        let _version = take(&mut rest, INTEGER)?;
        Some((take(&mut rest, INTEGER)?, take(&mut rest, INTEGER)?))
    };
    let (n, e) = public().ok_or(BROKEN)?;
    let pair = rsa::KeyPair::from_der(der).map_err(|_| rsa_fault(n, e))?;
    Ok(Pair::Rsa(Box::new(pair)))
}

/// The reason why ring refuses an RSA key with this public key.
pub(super) fn rsa_fault(n: &[u8], e: &[u8]) -> Message {
    let bits = |number: &[u8]| {
        let number = without_zeros(number);
        number.first().map_or(0, |first| number.len() * 8 - first.leading_zeros() as usize)
    };
    match (bits(n), bits(e)) {
        (0, _) | (_, 0) => BROKEN.into(),
        (bits, _) if !RSA_BITS.contains(&bits) => Message::new("private-key-size").with("bits", bits),
        // Less than 65537, which FIPS 186-5 §5.4 requires.
        (_, ..=16) => "private-key-exponent".into(),
        _ => BROKEN.into(),
    }
}

/// A number without the zeros before it, which some programs add.
pub(super) fn without_zeros(number: &[u8]) -> &[u8] {
    let zeros = number.iter().take_while(|byte| **byte == 0).count();
    &number[zeros..]
}

/// SEC 1: ECPrivateKey (RFC 5915 §3). PKCS#8 names the curve outside of it.
fn sec1(outer: Option<&[u8]>, der: &[u8]) -> Result<Pair, Message> {
    const PARAMETERS: u8 = 0xa0;
    const PUBLIC_KEY: u8 = 0xa1;
    let parts = || {
        let mut rest = whole(der, SEQUENCE)?;
        let _version = take(&mut rest, INTEGER)?;
        let private = take(&mut rest, OCTET_STRING)?;
        let parameters = take(&mut rest, PARAMETERS);
        Some((private, parameters, take(&mut rest, PUBLIC_KEY)))
    };
    let (private, parameters, public) = parts().ok_or(BROKEN)?;
    // Without the name of a curve, the parameters describe one.
    let inner =
        parameters.map(|it| whole(it, OBJECT_IDENTIFIER).ok_or_else(|| unsupported("EC"))).transpose()?;
    let name = outer.or(inner).and_then(type_of).ok_or(BROKEN)?;
    let curve = Curve::named(name).ok_or_else(|| unsupported(name))?;
    if inner.is_some_and(|inner| type_of(inner) != Some(name)) {
        return Err(BROKEN.into());
    }
    // ring does not compute the public key, and requires it uncompressed.
    let point = public.map(|it| whole(it, BIT_STRING).ok_or(BROKEN)).transpose()?;
    let Some([0, point @ ..]) = point.filter(|point| point.starts_with(&[0, 4])) else {
        return Err("private-key-point".into());
    };
    ec(curve, private, point)
}

/// An EC key from its two numbers; ring checks that they belong together.
pub(super) fn ec(curve: Curve, private: &[u8], point: &[u8]) -> Result<Pair, Message> {
    let random = SystemRandom::new();
    let pair = EcdsaKeyPair::from_private_key_and_public_key(curve.signing(), private, point, &random);
    Ok(Pair::Ec(curve, Box::new(pair.map_err(|_| BROKEN)?)))
}

#[cfg(test)]
pub(crate) mod tests {
    use base64::prelude::BASE64_URL_SAFE_NO_PAD;
    use ring::signature::{
        ECDSA_P256_SHA256_FIXED, ED25519, RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_2048_8192_SHA384,
        RSA_PKCS1_2048_8192_SHA512, RSA_PSS_2048_8192_SHA256, RSA_PSS_2048_8192_SHA384,
        RSA_PSS_2048_8192_SHA512, UnparsedPublicKey, VerificationAlgorithm,
    };

    use super::*;

    // The keys of the RFCs, which everybody knows: RFC 7515, appendices A.2 and A.3, and RFC 8037, appendix A.1.
    pub(crate) const RSA_PEM: &str = include_str!("../../tests/cases/keys/rsa.pem");
    pub(crate) const RSA_JWK: &str = include_str!("../../tests/cases/keys/rsa.json");
    pub(crate) const EC_JWK: &str = r#"{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0","d":"jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"}"#;
    pub(crate) const ED25519_JWK: &str = r#"{"kty":"OKP","crv":"Ed25519","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#;
    const SEC1: &str = "-----BEGIN EC PRIVATE KEY-----
MHcCAQEEII6bEJ5xkJi/mASH3x9dd+nLKWBuvtImO19XwhPfhPSyoAoGCCqGSM49
AwEHoUQDQgAEf83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEXH8UTNG72b
focs3+257rn0s2ldbqkLJK2KRiMohYjlrQ==
-----END EC PRIVATE KEY-----
";
    const EC_PKCS8: &str = "-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgjpsQnnGQmL+YBIff
H1136cspYG6+0iY7X1fCE9+E9LKhRANCAAR/zc4ncPbEXUGDy+5v20t7WAczNXvp
7xO6z248e9FURcfxRM0bvZt+hyzf7bnuufSzaV1uqQskrYpGIyiFiOWt
-----END PRIVATE KEY-----
";
    const ED25519_PKCS8: &str = "-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
-----END PRIVATE KEY-----
";

    /// RFC 7515, appendix A.1.1: the claims, encoded.
    const CLAIMS: &str =
        "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";

    fn parse(text: &str) -> Result<SigningKey, Message> {
        SigningKey::parse(&Secret::new(text))
    }

    /// The code of the error, which has a hint, and nothing of the key in any language.
    pub(crate) fn code_of(text: &str) -> String {
        let error = parse(text).expect_err("the key is refused");
        check(&error, text);
        error.code().to_owned()
    }

    /// An error has a hint, and neither of them has any eight letters of the base64 in `text`.
    fn check(error: &Message, text: &str) {
        let hint = error.hint().expect("there is a hint");
        let told = ["en", "zh"].map(|language| error.in_language(language) + &hint.in_language(language));
        let secret = text.lines().filter(|line| !line.starts_with("-----"));
        for part in secret.flat_map(|line| line.as_bytes().windows(8)) {
            let part = String::from_utf8_lossy(part);
            let is_random = part.chars().any(|c| c.is_ascii_digit())
                && part.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '-' | '_'));
            assert!(!is_random || told.iter().all(|told| !told.contains(&*part)), "{told:?}");
        }
    }

    fn decode(text: &str) -> Vec<u8> {
        BASE64_URL_SAFE_NO_PAD.decode(text).unwrap()
    }

    /// Verifies with ring that `key` has made `signature`.
    fn verify(key: &SigningKey, algorithm: Algorithm, input: &[u8], signature: &[u8]) {
        let verification: &dyn VerificationAlgorithm = match algorithm {
            RS256 => &RSA_PKCS1_2048_8192_SHA256,
            RS384 => &RSA_PKCS1_2048_8192_SHA384,
            RS512 => &RSA_PKCS1_2048_8192_SHA512,
            PS256 => &RSA_PSS_2048_8192_SHA256,
            PS384 => &RSA_PSS_2048_8192_SHA384,
            PS512 => &RSA_PSS_2048_8192_SHA512,
            ES256 => &ECDSA_P256_SHA256_FIXED,
            EdDSA | Ed25519 => &ED25519,
            _ => unreachable!("{algorithm:?}"),
        };
        let public = UnparsedPublicKey::new(verification, key.public_key().unwrap());
        public.verify(input, signature).unwrap();
    }

    #[test]
    fn examples_of_the_standards() {
        // RFC 7515, appendix A.1; its key is no text.
        let key =
            decode("AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow");
        let input = format!("eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.{CLAIMS}");
        let expected = decode("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
        assert_eq!(mac(hmac_of(HS256).unwrap().0, &key, input.as_bytes()), expected);
        // RFC 7515, appendix A.2.
        let input = format!("eyJhbGciOiJSUzI1NiJ9.{CLAIMS}");
        let expected = "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5\
                        jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb\
                        1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QO\
                        YEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw";
        for form in [RSA_JWK, RSA_PEM] {
            assert_eq!(parse(form).unwrap().sign(RS256, input.as_bytes()).unwrap(), decode(expected));
        }
        // RFC 7515, appendix A.3: such signatures differ each time.
        let input = format!("eyJhbGciOiJFUzI1NiJ9.{CLAIMS}");
        let signature =
            decode("DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q");
        verify(&parse(EC_JWK).unwrap(), ES256, input.as_bytes(), &signature);
        // RFC 8037, appendix A.4.
        let input = b"eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc";
        let expected =
            decode("hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg");
        for form in [ED25519_JWK, ED25519_PKCS8] {
            assert_eq!(parse(form).unwrap().sign(EdDSA, input).unwrap(), expected);
        }
    }

    #[test]
    fn every_form_signs_with_every_algorithm_that_fits() {
        let windows = format!("\u{feff}Bag Attributes\r\n{}", SEC1.replace('\n', "\r\n"));
        let parameters =
            format!("-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n{SEC1}");
        let certificate = "-----BEGIN CERTIFICATE-----\nAQID\n-----END CERTIFICATE-----\n";
        let around = format!("{certificate}{ED25519_PKCS8}{certificate}");
        let spaced = format!("\n\n  {}", RSA_PEM.replace('\n', "\n  "));
        let jwk = format!("\u{feff}\n {RSA_JWK}");
        // Tools also export the base64 alone, in one line or several.
        let bare = |pem: &str, end: &str| {
            let lines = pem.lines().skip_while(|line| !line.starts_with("-----")).skip(1);
            lines
                .take_while(|line| !line.starts_with("-----"))
                .fold(String::new(), |text, line| text + line + end)
        };
        let [pkcs8, sec1, ed25519] = [bare(RSA_PEM, ""), bare(SEC1, "\r\n"), bare(ED25519_PKCS8, "\n")];
        // PKCS#8 has PKCS#1 at its end.
        let pkcs1 = BASE64_STANDARD.encode(&BASE64_STANDARD.decode(&pkcs8).unwrap()[26..]);
        let forms =
            [RSA_PEM, &jwk, &spaced, SEC1, &windows, &parameters, EC_PKCS8, EC_JWK, &around, ED25519_JWK];
        let bare = [&*pkcs8, &pkcs1, &sec1, &ed25519];
        let forms = forms.into_iter().chain(bare);
        for form in forms {
            let key = parse(form).unwrap_or_else(|error| panic!("{form}: {error}"));
            for algorithm in key.algorithms() {
                for input in [&b""[..], b"input", &[0xff; 5000]] {
                    verify(&key, *algorithm, input, &key.sign(*algorithm, input).unwrap());
                }
            }
        }
    }

    #[test]
    fn the_public_key_has_the_same_digest_in_every_form() {
        let digests = [
            ("b9E8JDWjYefFiM0X9V9a098Bd6ZsFyemogCEX016uIw=", [RSA_JWK, RSA_PEM]),
            ("K9G7DESol8MKeqCZHN442AYv5EHeUNoPRoJTRPYC6Cc=", [EC_JWK, SEC1]),
            ("BuP9j9opu2CrWVV95h7bCuzbIxE0vjDnW0Vfjht5L6k=", [ED25519_JWK, ED25519_PKCS8]),
        ];
        for (expected, forms) in digests {
            for form in forms {
                assert_eq!(parse(form).unwrap().public_key_sha256().as_deref(), Some(expected));
            }
        }
        assert_eq!(SigningKey::hmac(&Secret::new("s")).public_key_sha256(), None);
    }

    #[test]
    fn an_algorithm_that_does_not_fit_is_refused() {
        let secret = SigningKey::hmac(&Secret::new("s".repeat(64)));
        let keys = [RSA_PEM, SEC1, ED25519_PKCS8].map(|form| parse(form).unwrap());
        for key in keys.iter().chain([&secret]) {
            for algorithm in Algorithm::ALL.iter().filter(|it| !key.algorithms().contains(it)) {
                let error = key.sign(*algorithm, b"").unwrap_err();
                assert_eq!((error.code(), key.check(*algorithm)), ("algorithm-unfit", Err(error.clone())));
            }
        }
        let error = keys[1].sign(RS256, b"").unwrap_err();
        assert_eq!(error.english(), "`RS256` cannot be used with a P-256 key");
        assert_eq!(error.hint().unwrap().english(), "use ES256");
        assert_eq!(error.in_language("zh"), "`RS256` 不能用于 P-256 密钥");
        assert_eq!(secret.check(RS256).unwrap_err().in_language("zh"), "`RS256` 不能用于客户端密钥");
    }

    #[test]
    fn a_client_secret_must_be_long_enough() {
        for (algorithm, bytes) in [(HS256, 32), (HS384, 48), (HS512, 64)] {
            let key = SigningKey::hmac(&Secret::new("é".repeat(bytes / 2)));
            assert_eq!(key.sign(algorithm, b"input").unwrap().len(), bytes);
            let error = SigningKey::hmac(&Secret::new("s".repeat(bytes - 1))).check(algorithm).unwrap_err();
            assert!(error.english().contains(&format!("requires {bytes} bytes")), "{error}");
        }
    }

    #[test]
    fn unusable_keys_are_refused() {
        let section =
            |label: &str, body: &str| format!("-----BEGIN {label}-----\n{body}\n-----END {label}-----\n");
        let body = SEC1.lines().skip(1).take(3).collect::<Vec<_>>().join("\n");
        let encrypted =
            section("RSA PRIVATE KEY", &format!("Proc-Type: 4,ENCRYPTED\nDEK-Info: AES\n\n{body}"));
        let cases = [
            (String::new(), "private-key-missing"),
            ("words".repeat(20), "private-key-missing"),
            ("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA user@host".into(), "private-key-missing"),
            (section("PUBLIC KEY", &body), "private-key-public"),
            (section("CERTIFICATE", &body), "private-key-public"),
            (section("EC PARAMETERS", "BggqhkjOPQMBBw=="), "private-key-missing"),
            (section("ENCRYPTED PRIVATE KEY", &body), "private-key-encrypted"),
            (encrypted, "private-key-encrypted"),
            (section("OPENSSH PRIVATE KEY", &body), "private-key-openssh"),
            (section("DSA PRIVATE KEY", &body), "private-key-type"),
            (format!("{SEC1}{ED25519_PKCS8}"), "private-key-several"),
            (SEC1.replace('\n', "\\n"), "private-key-line-breaks"),
            (SEC1.replace('\n', " "), "private-key-line-breaks"),
            (body[..body.len() - 8].to_owned(), "private-key-broken"),
            (BASE64_STANDARD.encode([0x30; 60]), "private-key-broken"),
            (base64::prelude::BASE64_STANDARD.encode(SEC1), "private-key-base64"),
            ("0\u{fffd}\u{1}\0".into(), "private-key-binary"),
            // A key in a section of another form.
            (section("PRIVATE KEY", &body), "private-key-broken"),
            (section("RSA PRIVATE KEY", &body), "private-key-broken"),
            (ED25519_PKCS8.replace("PRIVATE", "EC PRIVATE"), "private-key-broken"),
            (section("PRIVATE KEY", ""), "private-key-broken"),
            (SEC1.replace("-----END EC", "-----END"), "private-key-broken"),
            // The public key is missing.
            (
                section(
                    "EC PRIVATE KEY",
                    "MDECAQEEII6bEJ5xkJi/mASH3x9dd+nLKWBuvtImO19XwhPfhPSyoAoGCCqGSM49AwEH",
                ),
                "private-key-point",
            ),
        ];
        for (text, code) in &cases {
            assert_eq!(code_of(text), *code, "{text}");
        }
    }

    #[test]
    fn a_type_that_is_not_supported_is_named() {
        let x25519 = "MC4CAQAwBQYDK2VuBCIEIPjUxcRFBZEl6esVZbn2eCvMACwyrRwQxsULtAAoW/tS";
        let secp256k1 = "MIGEAgEAMBAGByqGSM49AgEGBSuBBAAKBG0wawIBAQQgC6uDjUTEEvceGgMJNEUdkx65Xm8tGOOhlDscYIOkWj6hRANCAAQkk4w70a881JVxOYGmW35kR5Ubkg7mesLh4+NWMPkEq2ZyeA3OGY/nKudnSSQxBxNbcgdeFKUZssB1FiTP+kZV";
        for (name, body) in [("X25519", x25519), ("secp256k1", secp256k1)] {
            let error = parse(&format!("-----BEGIN PRIVATE KEY-----\n{body}\n-----END PRIVATE KEY-----"))
                .unwrap_err();
            assert_eq!(error.english(), format!("private keys of type `{name}` are not supported"));
        }
    }

    #[test]
    fn a_damaged_key_is_never_quoted() {
        for form in [RSA_PEM, SEC1, EC_PKCS8, ED25519_PKCS8, RSA_JWK, EC_JWK, ED25519_JWK] {
            let refused = |text: String| match parse(&text) {
                // A change in the text around the key, in a number that is not used, or in unused bits.
                Ok(key) => drop(key.sign(key.algorithms()[0], b"").map_err(|error| check(&error, &text))),
                Err(error) => check(&error, &text),
            };
            for end in (0..form.len()).step_by(17) {
                refused(form[..end].to_owned());
                refused(form[end..].to_owned());
                for bit in [0, 3, 6] {
                    let mut bytes = form.as_bytes().to_vec();
                    bytes[end] ^= 1 << bit;
                    refused(String::from_utf8(bytes).unwrap());
                }
            }
        }
    }

    #[test]
    fn debug_shows_no_key() {
        assert_eq!(format!("{:?}", parse(SEC1).unwrap()), "SigningKey([ES256])");
    }
}
