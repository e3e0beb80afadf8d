//! The public keys of an issuer: a JWK Set (RFC 7517 §5).

use serde_json::{Map, Value};

use super::algorithm::Algorithm;
use super::strict_json;
use super::verify::PublicKey;
use crate::message::Message;

/// The largest set that is read, in bytes, and the most keys that it may have. Large issuers have about ten keys.
const LARGEST: usize = 512 * 1024;
const MOST: usize = 500;

/// The keys of a set that can verify signatures.
#[derive(Debug)]
pub struct KeySet(Vec<Key>);

#[derive(Debug)]
struct Key {
    kid: Option<String>,
    /// The only algorithm that it is meant for, if the set says so.
    alg: Option<String>,
    key: PublicKey,
}

/// Why a set has no key for a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// No key has the identifier of the token. A newer set may have one.
    UnknownKid,
    /// No key fits the algorithm.
    NoneFits,
    /// The token names no key, and several fit.
    Several,
}

impl KeySet {
    /// Parses a JWK Set, or a single JWK. Keys of unknown types or for other uses are left out (RFC 7517 §5).
    pub fn parse(bytes: &[u8]) -> Result<Self, Message> {
        let set = Some(bytes).filter(|bytes| bytes.len() <= LARGEST).and_then(strict_json::object);
        let mut set = set.ok_or("keys-unreadable")?;
        let keys: Vec<Key> = match set.remove("keys") {
            Some(Value::Array(keys)) if keys.len() <= MOST => {
                keys.iter().filter_map(Value::as_object).filter_map(Key::of).collect()
            }
            Some(_) => return Err("keys-unreadable".into()),
            None if set.contains_key("kty") => Key::of(&set).into_iter().collect(),
            None => return Err("keys-unreadable".into()),
        };
        if keys.is_empty() { Err("keys-none".into()) } else { Ok(Self(keys)) }
    }

    /// The keys that may have made a signature with `algorithm`: those called `kid`, or the only one that fits.
    pub fn find(&self, kid: Option<&str>, algorithm: Algorithm) -> Result<Vec<&PublicKey>, Missing> {
        let named: Vec<&Key> =
            self.0.iter().filter(|key| kid.is_none_or(|kid| key.kid.as_deref() == Some(kid))).collect();
        let fitting: Vec<&PublicKey> =
            named.iter().filter(|key| key.fits(algorithm)).map(|key| &key.key).collect();
        match (&named[..], &fitting[..]) {
            ([], _) => Err(Missing::UnknownKid),
            (_, []) => Err(Missing::NoneFits),
            (_, [_, _, ..]) if kid.is_none() => Err(Missing::Several),
            _ => Ok(fitting),
        }
    }
}

impl Key {
    fn of(jwk: &Map<String, Value>) -> Option<Self> {
        let text = |name: &str| jwk.get(name).and_then(Value::as_str).map(str::to_owned);
        let operations = jwk.get("key_ops");
        let verifies = jwk.get("use").is_none_or(|used| used == "sig")
            && operations
                .is_none_or(|list| list.as_array().is_some_and(|list| list.iter().any(|it| it == "verify")));
        let key = PublicKey::of_jwk(jwk).filter(|_| verifies)?;
        Some(Self { kid: text("kid"), alg: text("alg"), key })
    }

    fn fits(&self, algorithm: Algorithm) -> bool {
        self.key.algorithms().contains(&algorithm)
            && self.alg.as_ref().is_none_or(|alg| alg == algorithm.name())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::signing_key::tests::{EC_JWK, ED25519_JWK, RSA_JWK};
    use super::*;

    fn public(jwk: &str, more: Value) -> Value {
        let mut jwk: Map<String, Value> = serde_json::from_str(jwk).unwrap();
        for private in ["kid", "alg", "use", "key_ops", "d", "p", "q", "dp", "dq", "qi"] {
            jwk.remove(private);
        }
        jwk.extend(more.as_object().unwrap().clone());
        jwk.into()
    }

    fn set(keys: &[Value]) -> Result<KeySet, Message> {
        KeySet::parse(json!({ "keys": keys }).to_string().as_bytes())
    }

    #[test]
    fn the_identifier_picks_the_key_or_else_the_only_one_that_fits() {
        let rsa = |kid: &str| public(RSA_JWK, json!({ "kid": kid }));
        let keys = set(&[rsa("a"), rsa("b"), public(EC_JWK, json!({ "kid": "e", "use": "sig" }))]).unwrap();
        let found = |kid, algorithm| keys.find(kid, algorithm).map(|keys| keys.len());
        assert_eq!(found(Some("a"), Algorithm::RS256), Ok(1));
        assert_eq!(found(Some("a"), Algorithm::ES256), Err(Missing::NoneFits));
        assert_eq!(found(Some("a"), Algorithm::HS256), Err(Missing::NoneFits));
        assert_eq!(found(Some("x"), Algorithm::RS256), Err(Missing::UnknownKid));
        assert_eq!(found(None, Algorithm::RS256), Err(Missing::Several));
        assert_eq!(found(None, Algorithm::ES256), Ok(1));
        assert_eq!(found(None, Algorithm::EdDSA), Err(Missing::NoneFits));
    }

    #[test]
    fn keys_for_other_uses_are_left_out() {
        let count = |keys: &[Value]| set(keys).map(|keys| keys.0.len()).map_err(|why| why.code().to_owned());
        let unknown = json!({ "kty": "AKP", "alg": "ML-DSA-44", "pub": "x" });
        let secret = json!({ "kty": "oct", "k": "c2VjcmV0" });
        assert_eq!(count(&[unknown.clone(), secret.clone(), public(EC_JWK, json!({}))]), Ok(1));
        assert_eq!(count(&[unknown, secret, json!(1)]), Err("keys-none".to_owned()));
        assert_eq!(count(&[public(EC_JWK, json!({ "use": "enc" }))]), Err("keys-none".to_owned()));
        assert_eq!(count(&[public(EC_JWK, json!({ "key_ops": ["sign"] }))]), Err("keys-none".to_owned()));
        assert_eq!(count(&[public(EC_JWK, json!({ "key_ops": ["verify"] }))]), Ok(1));
        let only = set(&[public(RSA_JWK, json!({ "alg": "PS256" }))]).unwrap();
        assert_eq!(only.find(None, Algorithm::RS256), Err(Missing::NoneFits));
        assert!(only.find(None, Algorithm::PS256).is_ok());
        let single = public(ED25519_JWK, json!({})).to_string();
        assert_eq!(KeySet::parse(single.as_bytes()).unwrap().0.len(), 1);
        for bad in ["", "[]", "{}", r#"{"keys":{}}"#, r#"{"keys":[],"keys":[]}"#, "<html>"] {
            assert_eq!(KeySet::parse(bad.as_bytes()).unwrap_err().code(), "keys-unreadable", "{bad}");
        }
        assert_eq!(count(&vec![json!({}); MOST + 1]), Err("keys-unreadable".to_owned()));
        let large = format!("{{\"keys\":[]{}}}", " ".repeat(LARGEST));
        assert!(KeySet::parse(large.as_bytes()).is_err());
    }
}
