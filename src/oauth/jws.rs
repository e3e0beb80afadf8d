//! A signed JWT from another program, in compact serialization (RFC 7515 §7.1, RFC 7519), and its signature.
//!
//! Only the issuer's keys decide: keys and addresses of keys in the header itself (`jwk`, `jku`, `x5c`, `x5u`) are never
//! used (RFC 8725 §3.10).

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine};
use serde_json::{Map, Value};

use crate::crypto::algorithm::Algorithm;
use crate::crypto::key_set::{KeySet, Missing};
use crate::crypto::strict_json;
use crate::message::Message;

/// A JWT whose signature has not been verified.
#[derive(Debug)]
pub struct Jws<'a> {
    pub header: Map<String, Value>,
    pub claims: Map<String, Value>,
    /// What is signed: header and claims, as they are encoded.
    input: &'a str,
    signature: Vec<u8>,
}

/// Why a text is no [`Jws`].
#[derive(Debug, PartialEq, Eq)]
pub enum NotJws {
    /// A text that only its issuer understands.
    Opaque,
    /// A JWE (RFC 7516), with its header.
    Encrypted(Map<String, Value>),
    /// A JWT that is damaged or ambiguous.
    Broken(Message),
}

/// Why a signature does not hold.
#[derive(Debug, PartialEq, Eq)]
pub enum Fault {
    /// Whatever the keys are.
    Refused(Message),
    /// The keys do not have the one that it needs.
    Key(Missing),
}

impl Fault {
    /// The fault in words.
    pub fn message(self, kid: Option<&str>) -> Message {
        match self {
            Self::Refused(why) => why,
            Self::Key(Missing::UnknownKid) if kid.is_some() => {
                Message::new("jwt-key-unknown").with("kid", kid.unwrap_or_default())
            }
            Self::Key(Missing::Several) => "jwt-key-several".into(),
            Self::Key(_) => "jwt-key-unfit".into(),
        }
    }
}

impl<'a> Jws<'a> {
    /// Takes a JWT apart.
    pub fn parse(text: &'a str) -> Result<Self, NotJws> {
        let decoded = |part: &str| BASE64_URL_SAFE_NO_PAD.decode(part).ok();
        let parts: Vec<&str> = text.split('.').take(6).collect();
        let is_json = |part: &str| {
            decoded(part).is_some_and(|bytes| serde_json::from_slice::<Map<String, Value>>(&bytes).is_ok())
        };
        if !matches!(parts.len(), 3 | 5) || !is_json(parts[0]) {
            return Err(NotJws::Opaque);
        }
        let broken = |part| NotJws::Broken(Message::new("jwt-broken").with("part", Message::new(part)));
        let object = |part: &str| strict_json::object(&decoded(part)?);
        let header = object(parts[0]).ok_or_else(|| broken("jwt-header"))?;
        let [_, claims, signature] = parts[..] else { return Err(NotJws::Encrypted(header)) };
        let claims = object(claims).ok_or_else(|| broken("jwt-claims"))?;
        let signature = decoded(signature).ok_or_else(|| broken("jwt-signature"))?;
        let input = text.rsplit_once('.').map_or("", |(input, _)| input);
        Ok(Self { header, claims, input, signature })
    }

    /// The identifier of the key (RFC 7515 §4.1.4).
    pub fn kid(&self) -> Option<&str> {
        self.header.get("kid")?.as_str()
    }

    /// The algorithm, if it is one with public keys. Fails for `none`, for one with a shared secret, and if the header asks
    /// for an extension, because none is known here (RFC 7515 §4.1.11, RFC 7797).
    pub fn algorithm(&self) -> Result<Algorithm, Message> {
        if self.header.contains_key("crit") || self.header.get("b64").is_some_and(|b64| *b64 != true) {
            return Err("jwt-critical".into());
        }
        // A key without text is no name of a key.
        if self.header.get("kid").is_some_and(|kid| !kid.is_string()) {
            return Err(Message::new("jwt-broken").with("part", Message::new("jwt-header")));
        }
        let name = self.header.get("alg").and_then(Value::as_str).unwrap_or_default();
        let found = Algorithm::parse(name).ok().filter(|algorithm| !algorithm.is_symmetric());
        found.ok_or_else(|| Message::new("jwt-algorithm").with("name", name))
    }

    /// Fails if the token is not signed at all, for one that came straight from the token endpoint. It may be signed with
    /// the client secret.
    pub fn check_algorithm_without_keys(&self) -> Result<(), Message> {
        let name = self.header.get("alg").and_then(Value::as_str).unwrap_or_default();
        let is_known = Algorithm::parse(name).is_ok() && !self.signature.is_empty();
        if is_known { Ok(()) } else { Err(Message::new("jwt-algorithm").with("name", name)) }
    }

    /// Verifies the signature with `keys`. `allowed` are the only algorithms, if the issuer names them.
    pub fn verify(&self, keys: &KeySet, allowed: Option<&[String]>) -> Result<(), Fault> {
        let algorithm = self.algorithm().map_err(Fault::Refused)?;
        if allowed.is_some_and(|names| !names.iter().any(|name| name == algorithm.name())) {
            let why = Message::new("jwt-algorithm-unlisted").with("name", algorithm.name());
            return Err(Fault::Refused(why));
        }
        let keys = keys.find(self.kid(), algorithm).map_err(Fault::Key)?;
        let holds = |key: &&_| {
            crate::crypto::verify::PublicKey::verify(key, algorithm, self.input.as_bytes(), &self.signature)
        };
        if keys.iter().any(holds) { Ok(()) } else { Err(Fault::Refused("jwt-signature-wrong".into())) }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::crypto::signing_key::SigningKey;
    use crate::crypto::signing_key::tests::{EC_JWK, ED25519_JWK, RSA_JWK};
    use crate::secret::Secret;

    fn encoded(value: &Value) -> String {
        BASE64_URL_SAFE_NO_PAD.encode(value.to_string())
    }

    fn signed(key: &str, algorithm: Algorithm, header: &Value) -> String {
        let input = format!("{}.{}", encoded(header), encoded(&json!({ "sub": "a" })));
        let key = SigningKey::parse(&Secret::new(key)).unwrap();
        let signature = key.sign(algorithm, input.as_bytes()).unwrap();
        format!("{input}.{}", BASE64_URL_SAFE_NO_PAD.encode(signature))
    }

    fn keys(jwks: &[(&str, &str)]) -> KeySet {
        let keys = jwks.iter().map(|(jwk, kid)| {
            let mut jwk: Map<String, Value> = serde_json::from_str(jwk).unwrap();
            jwk.retain(|name, _| !["kid", "alg", "use", "key_ops"].contains(&name.as_str()));
            jwk.insert("kid".to_owned(), (*kid).into());
            Value::from(jwk)
        });
        KeySet::parse(json!({ "keys": keys.collect::<Vec<_>>() }).to_string().as_bytes()).unwrap()
    }

    /// The code of the fault of `token`, or nothing.
    fn fault(token: &str, keys: &KeySet, allowed: Option<&[String]>) -> String {
        let jws = Jws::parse(token).unwrap();
        let verified = jws.verify(keys, allowed);
        verified.map_err(|fault| fault.message(jws.kid()).code().to_owned()).err().unwrap_or_default()
    }

    #[test]
    fn a_signature_is_verified_with_the_key_that_the_header_names() {
        let set = keys(&[(RSA_JWK, "r"), (EC_JWK, "e"), (ED25519_JWK, "d")]);
        for (key, kid, algorithm) in [
            (RSA_JWK, "r", Algorithm::RS256),
            (RSA_JWK, "r", Algorithm::PS512),
            (EC_JWK, "e", Algorithm::ES256),
            (ED25519_JWK, "d", Algorithm::EdDSA),
        ] {
            let header = json!({ "alg": algorithm.name(), "kid": kid });
            let token = signed(key, algorithm, &header);
            assert_eq!(fault(&token, &set, None), "");
            assert_eq!(fault(&token, &set, Some(&[algorithm.name().to_owned()])), "");
            assert_eq!(fault(&token, &set, Some(&["RS384".to_owned()])), "jwt-algorithm-unlisted");
            let (input, _) = token.rsplit_once('.').unwrap();
            assert_eq!(fault(&format!("{input}."), &set, None), "jwt-signature-wrong");
            let other = signed(key, algorithm, &json!({ "alg": algorithm.name(), "kid": "x" }));
            assert_eq!(fault(&other, &set, None), "jwt-key-unknown");
            let none = signed(key, algorithm, &json!({ "alg": algorithm.name() }));
            assert_eq!(fault(&none, &set, None), "");
        }
    }

    #[test]
    fn the_header_does_not_choose_how_it_is_verified() {
        // RFC 8725 §2.1: the public key as a secret, no algorithm, and a key that the token brings along.
        let set = keys(&[(RSA_JWK, "r")]);
        let of = |header: Value| signed(RSA_JWK, Algorithm::RS256, &header);
        for (header, expected) in [
            (json!({ "alg": "none", "kid": "r" }), "jwt-algorithm"),
            (json!({ "alg": "HS256", "kid": "r" }), "jwt-algorithm"),
            (json!({ "alg": "rs256", "kid": "r" }), "jwt-algorithm"),
            (json!({ "kid": "r" }), "jwt-algorithm"),
            (json!({ "alg": ["RS256"], "kid": "r" }), "jwt-algorithm"),
            (json!({ "alg": "ES256", "kid": "r" }), "jwt-key-unfit"),
            (json!({ "alg": "PS256", "kid": "r" }), "jwt-signature-wrong"),
            (json!({ "alg": "RS256", "kid": 1 }), "jwt-broken"),
            (json!({ "alg": "RS256", "kid": "r", "crit": ["exp"] }), "jwt-critical"),
            (json!({ "alg": "RS256", "kid": "r", "crit": [] }), "jwt-critical"),
            (json!({ "alg": "RS256", "kid": "r", "b64": false }), "jwt-critical"),
            (json!({ "alg": "RS256", "kid": "r", "jku": "https://evil.example", "x5c": [] }), ""),
        ] {
            assert_eq!(fault(&of(header.clone()), &set, None), expected, "{header}");
        }
        let jwk: Value = serde_json::from_str(EC_JWK).unwrap();
        let own = signed(EC_JWK, Algorithm::ES256, &json!({ "alg": "ES256", "jwk": jwk }));
        assert_eq!(fault(&own, &set, None), "jwt-key-unfit");
        let several = keys(&[(RSA_JWK, "r"), (RSA_JWK, "s")]);
        assert_eq!(fault(&of(json!({ "alg": "RS256" })), &several, None), "jwt-key-several");
    }

    #[test]
    fn what_is_no_signed_jwt() {
        let code = |text: &str| match Jws::parse(text) {
            Ok(_) => "signed".to_owned(),
            Err(NotJws::Opaque) => "opaque".to_owned(),
            Err(NotJws::Encrypted(_)) => "encrypted".to_owned(),
            Err(NotJws::Broken(why)) => why.english(),
        };
        let (header, claims) = (encoded(&json!({ "alg": "RS256" })), encoded(&json!({ "a": 1 })));
        let twice = BASE64_URL_SAFE_NO_PAD.encode(r#"{"a":1,"a":1}"#);
        for (text, expected) in [
            (format!("{header}.{claims}.AA"), "signed"),
            (format!("{header}.{claims}."), "signed"),
            ("ya29.a0AfH6".to_owned(), "opaque"),
            ("a.b.c".to_owned(), "opaque"),
            ("..".to_owned(), "opaque"),
            (String::new(), "opaque"),
            (format!("{header}.{claims}"), "opaque"),
            (format!("{header}.k.iv.c.tag"), "encrypted"),
            (format!("{header}.{claims}.A"), "the token is damaged: its signature "),
            (format!("{header}.{claims}.AA=="), "the token is damaged: its signature "),
            (format!("{header}.e30x.AA"), "the claims of the token are damaged"),
            (format!("{header}.{twice}.AA"), "the claims of the token are damaged"),
            (format!("{twice}.{claims}.AA"), "the token is damaged: its header "),
        ] {
            assert!(code(&text).starts_with(expected), "{text}: {}", code(&text));
        }
    }
}
