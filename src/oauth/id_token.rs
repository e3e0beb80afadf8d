//! ID tokens (OpenID Connect Core 1.0): what one must say before it is handed on. The signature is verified by
//! [`super::jws`].

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine};
use chrono::{DateTime, TimeDelta};
use ring::digest::{Algorithm as Hash, SHA256, SHA384, SHA512, digest};
use serde_json::{Map, Value};

use super::jwt::claims;
use crate::message::{self, Message};
use crate::secret::Secret;
use crate::token::{IdToken, LONGEST_LIFE, Timestamp};

/// How far two clocks may differ, in seconds.
pub const LEEWAY: i64 = 60;

type Claims = Map<String, Value>;

/// What the claims of an ID token must be.
#[derive(Debug)]
pub struct Expected<'a> {
    /// `None` if nobody says what the issuer is.
    pub issuer: Option<&'a str>,
    pub client_id: &'a str,
}

/// What a login asked for, which the ID token must repeat.
#[derive(Debug, Default)]
pub struct RequestedClaims {
    pub nonce: Option<Secret>,
    /// The most seconds since the person was authenticated.
    pub max_age: Option<i64>,
}

/// Returns whether `scope` asks for an ID token (§3.1.2.1).
pub fn is_asked_for(scope: &str) -> bool {
    scope.split([' ', ',']).any(|word| word == "openid")
}

/// The ID token of a response, which was requested at `sent` from a server whose clock is `ahead` by that many seconds.
/// Its expiry is on our clock.
pub fn received(text: &str, access_token: &Secret, sent: Timestamp, ahead: i64) -> IdToken {
    let id_token = |seconds: i64, fault| IdToken {
        value: Secret::new(text),
        received_at: sent,
        expires_at: sent + TimeDelta::seconds(seconds.clamp(0, LONGEST_LIFE)),
        fault,
        is_verified: false,
    };
    if text.split('.').count() == 5 {
        return id_token(0, Some("id-token-encrypted"));
    }
    let Some(claims) = claims(text) else { return id_token(0, Some("id-token-unreadable")) };
    let Some(exp) = seconds(&claims, "exp") else { return id_token(0, Some("id-token-unreadable")) };
    let fault = (!fits_access_token(text, &claims, access_token)).then_some("id-token-at-hash");
    id_token(exp.saturating_sub(sent.timestamp()).saturating_sub(ahead), fault)
}

/// The fault of an ID token that does not repeat what the login asked for. A wrong nonce means that the code was another
/// login's (§3.1.3.7, item 11).
pub fn fault_of_login(id_token: &IdToken, asked: &RequestedClaims) -> Option<&'static str> {
    let claims = claims(id_token.value.expose())?;
    let nonce = claims.get("nonce").map(|nonce| nonce.as_str().unwrap_or_default());
    match (&asked.nonce, nonce) {
        (Some(asked), Some(nonce)) if asked.expose() != nonce => return Some(NONCE_WRONG),
        (Some(_), None) => return Some("id-token-nonce-missing"),
        _ => {}
    }
    let max_age = asked.max_age?;
    let age = seconds(&claims, "auth_time").map(|at| id_token.received_at.timestamp().saturating_sub(at));
    age.is_none_or(|age| age > max_age.saturating_add(LEEWAY)).then_some("id-token-auth-time")
}

/// The fault of a token for another login.
pub const NONCE_WRONG: &str = "id-token-nonce-wrong";

/// Returns whether the ID token of a refresh is about the same person, application and issuer (§12.2).
pub fn is_continued(before: &IdToken, next: &IdToken) -> bool {
    let Some((before, next)) = claims(before.value.expose()).zip(claims(next.value.expose())) else {
        return true;
    };
    ["iss", "sub", "aud"].iter().all(|name| before.get(*name) == next.get(*name))
}

/// Fails if the claims are not those of an ID token that was issued to this client and is valid at `now` (§3.1.3.7).
pub fn check(claims: &Claims, expected: &Expected, now: Timestamp) -> Result<(), Message> {
    let text = |name: &str| claims.get(name).and_then(Value::as_str);
    text("iss").filter(|iss| !iss.is_empty()).ok_or_else(|| missing("iss"))?;
    check_issuer(claims, expected.issuer)?;
    text("sub").filter(|sub| !sub.is_empty()).ok_or_else(|| missing("sub"))?;
    let audience = audience(claims).ok_or_else(|| missing("aud"))?;
    if !audience.contains(&expected.client_id) {
        return Err(other("aud", &audience.join(" "), expected.client_id));
    }
    let party = text("azp");
    if party.is_some_and(|party| party != expected.client_id) {
        return Err(other("azp", party.unwrap_or_default(), expected.client_id));
    }
    if audience.len() > 1 && party.is_none() {
        return Err(missing("azp"));
    }
    if seconds(claims, "iat").ok_or_else(|| missing("iat"))? > now.timestamp() + LEEWAY {
        return Err("id-token-early".into());
    }
    seconds(claims, "exp").ok_or_else(|| missing("exp"))?;
    check_times(claims, now)
}

/// Fails if the issuer is known and is another one.
pub fn check_issuer(claims: &Claims, known: Option<&str>) -> Result<(), Message> {
    let Some(known) = known else { return Ok(()) };
    let issuer = claims.get("iss").and_then(Value::as_str).ok_or_else(|| missing("iss"))?;
    if issuer == known { Ok(()) } else { Err(other("iss", issuer, known)) }
}

/// Fails if a JWT is expired or not yet valid at `now`, with some leeway (RFC 7519 §4.1.4 and §4.1.5).
pub fn check_times(claims: &Claims, now: Timestamp) -> Result<(), Message> {
    let now = now.timestamp();
    for (name, code) in [("exp", "jwt-expired"), ("nbf", "jwt-early")] {
        if claims.contains_key(name) && seconds(claims, name).is_none() {
            return Err(missing(name));
        }
        let Some(at) = seconds(claims, name) else { continue };
        let is_over =
            if name == "exp" { now >= at.saturating_add(LEEWAY) } else { now < at.saturating_sub(LEEWAY) };
        if is_over {
            return Err(code.into());
        }
    }
    Ok(())
}

/// The claim called `name`, a time as whole seconds since the epoch (RFC 7519 §2), if chrono can represent it.
pub fn seconds(claims: &Claims, name: &str) -> Option<i64> {
    let number = claims.get(name)?;
    #[expect(clippy::cast_possible_truncation, reason = "saturates, and is then out of range")]
    let whole = number.as_i64().or_else(|| number.as_f64().map(|number| number.floor() as i64))?;
    DateTime::from_timestamp(whole, 0).map(|at| at.timestamp())
}

/// The audience (RFC 7519 §4.1.3), if it is sound.
pub fn audience(claims: &Claims) -> Option<Vec<&str>> {
    let all = match claims.get("aud")? {
        Value::String(one) => Some(vec![one.as_str()]),
        Value::Array(all) => all.iter().map(Value::as_str).collect(),
        _ => None,
    };
    all.filter(|all| !all.is_empty())
}

/// Returns whether `at_hash`, if there is one, is that of the access token (§3.1.3.8).
fn fits_access_token(text: &str, claims: &Claims, access_token: &Secret) -> bool {
    let Some(at_hash) = claims.get("at_hash") else { return true };
    let Some(hash) = hash(text) else { return true };
    let whole = digest(hash, access_token.expose().as_bytes());
    let half = &whole.as_ref()[..hash.output_len() / 2];
    at_hash.as_str() == Some(&BASE64_URL_SAFE_NO_PAD.encode(half))
}

/// The hash of the signature's algorithm. OpenID Connect names none for EdDSA; servers use the one of Ed25519. `None` for
/// an algorithm that is refused anyway.
fn hash(text: &str) -> Option<&'static Hash> {
    let header = BASE64_URL_SAFE_NO_PAD.decode(text.split('.').next()?).ok()?;
    let header: Claims = serde_json::from_slice(&header).ok()?;
    let name = header.get("alg")?.as_str()?;
    match name {
        "EdDSA" | "Ed25519" => Some(&SHA512),
        _ if name.ends_with("256") => Some(&SHA256),
        _ if name.ends_with("384") => Some(&SHA384),
        _ if name.ends_with("512") => Some(&SHA512),
        _ => None,
    }
}

fn missing(claim: &str) -> Message {
    Message::new("id-token-claim-missing").with("claim", claim)
}

fn other(claim: &str, found: &str, expected: &str) -> Message {
    let found = message::Value::from(found);
    Message::new("id-token-claim-other").with("claim", claim).with("found", found).with("expected", expected)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn now() -> Timestamp {
        DateTime::from_timestamp(1_800_000_000, 0).unwrap()
    }

    fn token(header: &Value, claims: &Value) -> String {
        let encoded = |value: &Value| BASE64_URL_SAFE_NO_PAD.encode(value.to_string());
        format!("{}.{}.c2ln", encoded(header), encoded(claims))
    }

    fn claims_with(more: &Value) -> Claims {
        let mut claims = json!({
            "iss": "https://a.example", "sub": "s", "aud": "c", "exp": 1_800_000_100, "iat": 1_800_000_000,
        });
        for (name, value) in more.as_object().unwrap() {
            claims[name] = value.clone();
        }
        claims
            .as_object()
            .unwrap()
            .iter()
            .filter(|(_, value)| !value.is_null())
            .map(|(n, v)| (n.clone(), v.clone()))
            .collect()
    }

    #[test]
    fn the_claims_are_those_of_a_token_for_this_client() {
        let expected = Expected { issuer: Some("https://a.example"), client_id: "c" };
        for (more, code) in [
            (json!({}), ""),
            (json!({ "aud": ["c"] }), ""),
            (json!({ "aud": ["b", "c"], "azp": "c" }), ""),
            (json!({ "aud": ["b", "c"] }), "id-token-claim-missing"),
            (json!({ "azp": "b" }), "id-token-claim-other"),
            (json!({ "aud": "b" }), "id-token-claim-other"),
            (json!({ "aud": [] }), "id-token-claim-missing"),
            (json!({ "aud": ["c", 1] }), "id-token-claim-missing"),
            (json!({ "aud": null }), "id-token-claim-missing"),
            (json!({ "iss": "https://a.example/" }), "id-token-claim-other"),
            (json!({ "iss": null }), "id-token-claim-missing"),
            (json!({ "sub": "" }), "id-token-claim-missing"),
            (json!({ "exp": null }), "id-token-claim-missing"),
            (json!({ "exp": "1800000100" }), "id-token-claim-missing"),
            (json!({ "exp": 1_799_999_941 }), ""),
            (json!({ "exp": 1_799_999_940 }), "jwt-expired"),
            (json!({ "exp": 1e300 }), "id-token-claim-missing"),
            (json!({ "exp": 1_800_000_000.5 }), ""),
            (json!({ "iat": null }), "id-token-claim-missing"),
            (json!({ "iat": 1_800_000_060 }), ""),
            (json!({ "iat": 1_800_000_061 }), "id-token-early"),
            (json!({ "nbf": 1_800_000_060 }), ""),
            (json!({ "nbf": 1_800_000_061 }), "jwt-early"),
        ] {
            let checked = check(&claims_with(&more), &expected, now());
            assert_eq!(checked.err().map_or(String::new(), |why| why.code().to_owned()), code, "{more}");
        }
        let unknown = Expected { issuer: None, ..expected };
        assert_eq!(check(&claims_with(&json!({ "iss": "x" })), &unknown, now()), Ok(()));
    }

    #[test]
    fn a_token_is_bound_to_its_access_token() {
        let access = Secret::new("jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y");
        let fault = |alg: &str, at_hash: Value| {
            let claims = Value::from(claims_with(&json!({ "at_hash": at_hash })));
            received(&token(&json!({ "alg": alg }), &claims), &access, now(), 0).fault
        };
        // OpenID Connect Core, appendix A.3.
        assert_eq!(fault("RS256", json!("77QmUPtjPfzWtF2AnpK9RQ")), None);
        assert_eq!(fault("RS256", json!(null)), None);
        assert_eq!(fault("RS384", json!("77QmUPtjPfzWtF2AnpK9RQ")), Some("id-token-at-hash"));
        assert_eq!(fault("EdDSA", json!("77QmUPtjPfzWtF2AnpK9RQ")), Some("id-token-at-hash"));
        assert_eq!(fault("RS256", json!(1)), Some("id-token-at-hash"));
    }

    #[test]
    fn the_expiry_is_on_our_clock() {
        let claims = Value::from(claims_with(&json!({})));
        let of = |text: &str, ahead| received(text, &Secret::new("a"), now(), ahead);
        let text = token(&json!({ "alg": "RS256" }), &claims);
        assert_eq!(of(&text, 0).expires_at, now() + TimeDelta::seconds(100));
        assert_eq!(of(&text, 30).expires_at, now() + TimeDelta::seconds(70));
        assert_eq!(of(&text, 300).expires_at, now());
        for (text, fault) in [
            ("a.b.c.d.e", "id-token-encrypted"),
            ("a.b.c", "id-token-unreadable"),
            ("x", "id-token-unreadable"),
        ] {
            assert_eq!(of(text, 0).fault, Some(fault));
        }
    }

    #[test]
    fn a_login_gets_back_what_it_asked_for() {
        let fault = |more: Value, nonce: Option<&str>, max_age| {
            let text = token(&json!({ "alg": "RS256" }), &Value::from(claims_with(&more)));
            let asked = RequestedClaims { nonce: nonce.map(Secret::new), max_age };
            fault_of_login(&received(&text, &Secret::new("a"), now(), 0), &asked)
        };
        assert_eq!(fault(json!({ "nonce": "n" }), Some("n"), None), None);
        assert_eq!(fault(json!({ "nonce": "x" }), Some("n"), None), Some(NONCE_WRONG));
        assert_eq!(fault(json!({ "nonce": 1 }), Some("n"), None), Some(NONCE_WRONG));
        assert_eq!(fault(json!({}), Some("n"), None), Some("id-token-nonce-missing"));
        assert_eq!(fault(json!({ "nonce": "x" }), None, None), None);
        assert_eq!(fault(json!({ "auth_time": 1_799_999_900 }), None, Some(60)), None);
        assert_eq!(fault(json!({ "auth_time": 1_799_999_800 }), None, Some(60)), Some("id-token-auth-time"));
        assert_eq!(fault(json!({}), None, Some(60)), Some("id-token-auth-time"));
    }

    #[test]
    fn a_refresh_is_about_the_same_person() {
        let of = |more: Value| {
            received(&token(&json!({}), &Value::from(claims_with(&more))), &Secret::new("a"), now(), 0)
        };
        let before = of(json!({}));
        assert!(is_continued(&before, &of(json!({ "exp": 1_900_000_000 }))));
        for more in [json!({ "sub": "t" }), json!({ "iss": "x" }), json!({ "aud": ["c"] })] {
            assert!(!is_continued(&before, &of(more)));
        }
    }
}
