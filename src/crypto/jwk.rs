//! Reads a private key from a JWK (RFC 7517, RFC 7518 §6, RFC 8037 §2) or a JWK Set.

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine};
use ring::rsa;
use ring::signature::Ed25519KeyPair;
use serde_json::{Map, Value};

use super::signing_key::{
    BROKEN, Curve, Pair, SigningKey, ec, rsa_fault, unsupported, unsupported_named, without_zeros,
};
use crate::message::{self, Message};

/// A JWK.
type Jwk = Map<String, Value>;

/// The members of a private RSA key. RFC 7518 §6.3.2 makes those after `d` optional; ring requires them.
const RSA_MEMBERS: [&str; 8] = ["n", "e", "d", "p", "q", "dp", "dq", "qi"];

/// Reads the private key in a JWK, or the only one for signatures in a JWK Set.
pub fn parse(text: &str) -> Result<SigningKey, Message> {
    // The error of the parser could quote the key.
    let jwk: Jwk = serde_json::from_str(text).map_err(|_| BROKEN)?;
    let Some(Value::Array(keys)) = jwk.get("keys") else { return key(&jwk) };
    let keys: Vec<&Jwk> = keys.iter().filter_map(Value::as_object).collect();
    let private: Vec<&&Jwk> = keys.iter().filter(|jwk| jwk.contains_key("d")).collect();
    let signs: Vec<&&Jwk> = private.iter().copied().filter(|jwk| is_for_signatures(jwk)).collect();
    match (&signs[..], &private[..]) {
        ([only], _) | ([], [only, ..]) => key(only),
        ([], []) => Err("private-key-jwk-public".into()),
        (several, _) => Err(Message::new("private-key-several").with("count", several.len())),
    }
}

/// Returns whether the key may sign: `use` and `key_ops` say nothing else (RFC 7517 §4.2 and §4.3).
fn is_for_signatures(jwk: &Jwk) -> bool {
    let may_use = jwk.get("use").is_none_or(|used| used == "sig");
    let operations = jwk.get("key_ops");
    may_use
        && operations
            .is_none_or(|list| list.as_array().is_some_and(|list| list.iter().any(|it| it == "sign")))
}

fn key(jwk: &Jwk) -> Result<SigningKey, Message> {
    let text = |name: &str| jwk.get(name).and_then(Value::as_str);
    let kind = text("kty").ok_or("private-key-json")?;
    if !jwk.contains_key("d") && kind != "oct" {
        return Err("private-key-jwk-public".into());
    }
    let member = |name: &str| {
        let decoded = BASE64_URL_SAFE_NO_PAD.decode(text(name).unwrap_or_default());
        decoded.map_err(|_| Message::from(BROKEN))
    };
    let curve = text("crv").unwrap_or_default();
    let pair = match (kind, Curve::named(curve)) {
        ("RSA", _) => rsa_pair(jwk, member)?,
        ("EC", Some(curve)) => ec(curve, &member("d")?, &[&[4][..], &member("x")?, &member("y")?].concat())?,
        ("OKP", _) if curve == "Ed25519" => {
            let pair = Ed25519KeyPair::from_seed_and_public_key(&member("d")?, &member("x")?);
            Pair::Ed25519(Box::new(pair.map_err(|_| BROKEN)?))
        }
        ("EC" | "OKP", _) => return Err(unsupported_named(curve)),
        ("oct", _) => return Err(unsupported("oct")),
        _ => return Err("private-key-type-unknown".into()),
    };
    let other_use = || Message::new("private-key-jwk-use");
    let key = SigningKey::new(pair, text("kid").map(str::to_owned));
    match jwk.get("alg") {
        _ if !is_for_signatures(jwk) => Err(other_use()),
        Some(name) => key.limited_to(name.as_str().unwrap_or_default()).ok_or_else(other_use),
        None => Ok(key),
    }
}

fn rsa_pair(jwk: &Jwk, member: impl Fn(&str) -> Result<Vec<u8>, Message>) -> Result<Pair, Message> {
    let missing: Vec<&str> = RSA_MEMBERS.into_iter().filter(|name| !jwk.contains_key(*name)).collect();
    if !missing.is_empty() {
        let names = message::Value::list(missing, "list-comma");
        return Err(Message::new("private-key-jwk-members").with("names", names));
    }
    let number = |name| member(name).map(|bytes| without_zeros(&bytes).to_vec());
    let parts = rsa::KeyPairComponents {
        public_key: rsa::PublicKeyComponents { n: number("n")?, e: number("e")? },
        d: number("d")?,
        p: number("p")?,
        q: number("q")?,
        dP: number("dp")?,
        dQ: number("dq")?,
        qInv: number("qi")?,
    };
    let rejected = |_| rsa_fault(&parts.public_key.n, &parts.public_key.e);
    Ok(Pair::Rsa(Box::new(rsa::KeyPair::from_components(&parts).map_err(rejected)?)))
}

#[cfg(test)]
mod tests {
    use super::super::signing_key::tests::{EC_JWK, ED25519_JWK, RSA_JWK, code_of};
    use super::*;

    /// `jwk` with these members instead of its own; those that are null are removed.
    fn with(jwk: &str, members: &[(&str, Value)]) -> String {
        let mut jwk: Jwk = serde_json::from_str(jwk).unwrap();
        for (name, value) in members {
            jwk.insert((*name).to_owned(), value.clone());
        }
        jwk.retain(|_, value| !value.is_null());
        Value::Object(jwk).to_string()
    }

    fn set(keys: &[&str]) -> String {
        format!("{{\"keys\":[{}]}}", keys.join(","))
    }

    fn names(text: &str) -> Vec<&'static str> {
        parse(text).unwrap().algorithms().iter().map(|algorithm| algorithm.name()).collect()
    }

    #[test]
    fn members_about_the_key_are_read() {
        let key = with(EC_JWK, &[("kid", "k1".into()), ("use", "sig".into()), ("alg", "ES256".into())]);
        assert_eq!(parse(&key).unwrap().kid(), Some("k1"));
        assert_eq!(parse(EC_JWK).unwrap().kid(), None);
        assert_eq!(names(&with(RSA_JWK, &[("alg", "PS256".into())])), ["PS256"]);
        assert_eq!(
            names(&with(ED25519_JWK, &[("key_ops", vec!["sign", "verify"].into())])),
            ["EdDSA", "Ed25519"]
        );
    }

    #[test]
    fn zeros_before_a_number_are_accepted() {
        assert_eq!(names(&with(RSA_JWK, &[("e", "AAEAAQ".into())])).len(), 6);
    }

    #[test]
    fn a_set_has_one_private_key() {
        let public = with(RSA_JWK, &[("d", Value::Null)]);
        let encryption = with(RSA_JWK, &[("use", "enc".into())]);
        assert_eq!(names(&set(&[&public, EC_JWK, &encryption])), ["ES256"]);
        assert_eq!(code_of(&set(&[EC_JWK, ED25519_JWK])), "private-key-several");
        assert_eq!(code_of(&set(&[&public])), "private-key-jwk-public");
        assert_eq!(code_of(&set(&[&encryption])), "private-key-jwk-use");
        assert_eq!(code_of(&set(&["1"])), "private-key-jwk-public");
    }

    #[test]
    fn unusable_jwks_are_refused() {
        let null = Value::Null;
        let cases = [
            ("{".to_owned(), "private-key-broken"),
            ("{}".to_owned(), "private-key-json"),
            (r#"{"private_key":"x"}"#.to_owned(), "private-key-json"),
            (with(RSA_JWK, &[("d", null.clone())]), "private-key-jwk-public"),
            (with(RSA_JWK, &[("p", null.clone()), ("qi", null.clone())]), "private-key-jwk-members"),
            (with(RSA_JWK, &[("use", "enc".into())]), "private-key-jwk-use"),
            (with(RSA_JWK, &[("key_ops", vec!["decrypt"].into())]), "private-key-jwk-use"),
            (with(RSA_JWK, &[("alg", "RSA-OAEP".into())]), "private-key-jwk-use"),
            (with(RSA_JWK, &[("alg", "ES256".into())]), "private-key-jwk-use"),
            (with(EC_JWK, &[("crv", "P-521".into())]), "private-key-type"),
            (with(EC_JWK, &[("crv", "P-192".into())]), "private-key-type-unknown"),
            (with(EC_JWK, &[("crv", null)]), "private-key-type-unknown"),
            (with(ED25519_JWK, &[("crv", "X25519".into())]), "private-key-type"),
            (with(ED25519_JWK, &[("kty", "AKP".into())]), "private-key-type-unknown"),
            (r#"{"kty":"oct","k":"c2VjcmV0"}"#.to_owned(), "private-key-type"),
            (with(EC_JWK, &[("crv", "P-384".into())]), "private-key-broken"),
            (with(EC_JWK, &[("d", "AQ".into())]), "private-key-broken"),
            (with(EC_JWK, &[("x", "$".into())]), "private-key-broken"),
            (with(ED25519_JWK, &[("x", "AQ".into())]), "private-key-broken"),
            (with(RSA_JWK, &[("q", 5.into())]), "private-key-broken"),
            (with(RSA_JWK, &[("e", "Aw".into())]), "private-key-exponent"),
            (with(RSA_JWK, &[("n", "_w".into())]), "private-key-size"),
        ];
        for (text, code) in &cases {
            assert_eq!(code_of(text), *code, "{text}");
        }
        let error = parse(&with(RSA_JWK, &[("p", Value::Null), ("qi", Value::Null)])).unwrap_err();
        assert_eq!(error.english(), "the JWK has no p, qi");
    }

    /// ring compares these parts only when it signs.
    #[test]
    fn a_key_with_a_wrong_exponent_cannot_sign() {
        let dq = serde_json::from_str::<Jwk>(RSA_JWK).unwrap()["dp"].clone();
        let error = parse(&with(RSA_JWK, &[("dq", dq)])).and_then(|key| key.sign(key.algorithms()[0], b""));
        assert_eq!(error.unwrap_err().code(), BROKEN);
    }
}
