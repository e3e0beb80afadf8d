//! Reads the claims of a JWT (RFC 7519), and signs one as a JWS in compact serialization (RFC 7515 §7.1).

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine};
use serde_json::{Map, Value};

use crate::crypto::algorithm::Algorithm;
use crate::crypto::der::{INTEGER, SEQUENCE, take, whole};
use crate::error::Result;
use crate::secret::Secret;

/// Returns the token with this header and these claims, and the signature that `sign` makes of both. Their members
/// are sorted by name, so that equal claims are equal texts. `alg` in the header must be the algorithm of `sign`.
pub fn jws(
    header: &Map<String, Value>,
    claims: &Map<String, Value>,
    sign: &dyn Fn(&[u8]) -> Result<Vec<u8>>,
) -> Result<Secret> {
    // Maps with text as keys always serialize.
    let encoded = |map| BASE64_URL_SAFE_NO_PAD.encode(serde_json::to_string(map).unwrap_or_default());
    let mut token = encoded(header) + "." + &encoded(claims);
    let signature = sign(token.as_bytes())?;
    token.push('.');
    BASE64_URL_SAFE_NO_PAD.encode_string(signature, &mut token);
    Ok(Secret::new(token))
}

/// The claims of a JWT, or `None` if `text` is none. The signature is not checked, so they decide nothing that an
/// attacker could want.
pub fn claims(text: &str) -> Option<Map<String, Value>> {
    let [_, payload, _] = text.split('.').collect::<Vec<_>>()[..] else { return None };
    serde_json::from_slice(&BASE64_URL_SAFE_NO_PAD.decode(payload).ok()?).ok()
}

/// Converts an ECDSA signature in DER (RFC 3279 §2.2.3), as other programs make them, to the form of a JWS: r and s
/// in fixed length (RFC 7518 §3.4). `None` if it is none, or if it does not fit `algorithm`.
pub fn der_to_fixed(der: &[u8], algorithm: Algorithm) -> Option<Vec<u8>> {
    let size = match algorithm {
        Algorithm::ES256 => 32,
        Algorithm::ES384 => 48,
        _ => return None,
    };
    let mut rest = whole(der, SEQUENCE)?;
    let mut fixed = vec![0; 2 * size];
    for half in fixed.chunks_exact_mut(size) {
        // Not negative: a number whose first bit is set has a zero before it.
        let number = take(&mut rest, INTEGER).filter(|number| number.first().is_some_and(|it| *it < 0x80))?;
        let digits = number.strip_prefix(&[0]).unwrap_or(number);
        half.get_mut(size.checked_sub(digits.len())?..)?.copy_from_slice(digits);
    }
    rest.is_empty().then_some(fixed)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::crypto::signing_key::SigningKey;
    use crate::error::{Error, Kind};

    fn members(value: Value) -> Map<String, Value> {
        serde_json::from_value(value).unwrap()
    }

    #[test]
    fn a_token_has_three_parts_without_padding() {
        let header = members(json!({ "typ": "JWT", "alg": "HS256" }));
        let claims = members(json!({ "sub": "é", "iss": "a", "exp": 1 }));
        let key = SigningKey::hmac(&Secret::new("s".repeat(32)));
        let sign =
            |input: &[u8]| key.sign(Algorithm::HS256, input).map_err(|why| Error::new(Kind::Config, why));
        let token = jws(&header, &claims, &sign).unwrap();
        let parts: Vec<&str> = token.expose().split('.').collect();
        let decode = |part: &str| BASE64_URL_SAFE_NO_PAD.decode(part).unwrap();
        assert_eq!(decode(parts[0]), br#"{"alg":"HS256","typ":"JWT"}"#);
        assert_eq!(decode(parts[1]), r#"{"exp":1,"iss":"a","sub":"é"}"#.as_bytes());
        assert_eq!(decode(parts[2]), sign(format!("{}.{}", parts[0], parts[1]).as_bytes()).unwrap());
        assert_eq!(parts.len(), 3);
        let failed = jws(&header, &claims, &|_| Err(Error::new(Kind::Helper, "random-missing")));
        assert_eq!(failed.unwrap_err().kind(), Kind::Helper);
    }

    #[test]
    fn a_signature_in_der_gets_a_fixed_length() {
        let element = |tag: u8, content: &[u8]| [&[tag, content.len().try_into().unwrap()], content].concat();
        let der =
            |r: &[u8], s: &[u8]| element(SEQUENCE, &[element(INTEGER, r), element(INTEGER, s)].concat());
        let fixed = |der: &[u8]| der_to_fixed(der, Algorithm::ES256);
        let long = [&[0][..], &[0xff; 32]].concat();
        let expected = [&[0; 31][..], &[1], &[0xff; 32]].concat();
        assert_eq!(fixed(&der(&[1], &long)), Some(expected));
        assert_eq!(der_to_fixed(&der(&[1], &long), Algorithm::ES384).unwrap().len(), 96);
        let number: &[u8] = &[1];
        let cut = der(number, &long);
        let bad = [
            vec![],
            vec![0; 64],
            cut[..cut.len() - 1].to_vec(),
            [&cut[..], &[0]].concat(),
            // Negative, empty or too long.
            der(number, &[0x80]),
            der(number, &[]),
            der(number, &[1; 33]),
            element(SEQUENCE, &element(INTEGER, number)),
            element(SEQUENCE, &[element(INTEGER, number), element(4, number)].concat()),
            element(SEQUENCE, &element(INTEGER, number).repeat(3)),
        ];
        for der in bad {
            assert_eq!(fixed(&der), None, "{der:02x?}");
        }
        assert_eq!(der_to_fixed(&cut, Algorithm::RS256), None);
    }
}
