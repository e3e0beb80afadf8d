//! Signs requests as the definition describes, for vendors whose signatures follow no standard.

use base64::prelude::{BASE64_STANDARD, Engine};
use chrono::TimeDelta;

use crate::crypto::{hex, hmac, md5};
use crate::error::{Error, Result};
use crate::provider::{Digest, DigestEncoding, SIGNED_FIELDS, Signature};
use crate::secret::Secret;
use crate::token::Timestamp;

/// The longest text that no other request has, in characters: vendors accept no more.
const LONGEST_NONCE: usize = 32;

/// The value of `name`, which is one of [`crate::provider::MOMENT`], in a request that is made `now`. Only a nonce needs the
/// text that `random` returns.
pub fn moment(name: &str, now: Timestamp, random: &dyn Fn() -> Result<Secret>) -> Result<String> {
    Ok(match name {
        "timestamp" => now.timestamp().to_string(),
        "timestamp-ms" => now.timestamp_millis().to_string(),
        "beijing-time" => (now.naive_utc() + TimeDelta::hours(8)).format("%Y-%m-%d %H:%M:%S").to_string(),
        _ => {
            let random = random()?;
            let letters = random.expose().chars().filter(char::is_ascii_alphanumeric);
            letters.take(LONGEST_NONCE).collect()
        }
    })
}

/// The signature of a request with these `fields`. `missing` makes the error for a name that has no value. The client's
/// private key signs a text with `by_key`.
pub fn sign(
    signature: &Signature,
    fields: &[(String, Secret)],
    value: &dyn Fn(&str) -> Option<String>,
    missing: &dyn Fn(&str) -> Error,
    by_key: &dyn Fn(&[u8]) -> Result<Vec<u8>>,
) -> Result<Secret> {
    let signed = |name: &str| match SIGNED_FIELDS.iter().position(|known| *known == name) {
        Some(0) => Some(sorted(fields, "", "")),
        Some(_) => Some(sorted(fields, "=", "&")),
        None => value(name),
    };
    let names = signature.templates().flat_map(|(_, template)| template.names());
    if let Some(name) = names.into_iter().find(|name| !SIGNED_FIELDS.contains(name) && value(name).is_none())
    {
        return Err(missing(name));
    }
    let text = Secret::new(signature.text.fill(signed).unwrap_or_default());
    let key = signature.key.as_ref().and_then(|key| key.fill(value)).map(Secret::new).unwrap_or_default();
    let text = text.expose().as_bytes();
    let plain = |algorithm| ring::digest::digest(algorithm, text).as_ref().to_vec();
    let bytes = match signature.digest {
        Digest::Md5 => md5(text),
        Digest::Sha1 => plain(&ring::digest::SHA1_FOR_LEGACY_USE_ONLY),
        Digest::Sha256 => plain(&ring::digest::SHA256),
        Digest::HmacSha1 => hmac(ring::hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, &key, text),
        Digest::HmacSha256 => hmac(ring::hmac::HMAC_SHA256, &key, text),
        Digest::HmacSha512 => hmac(ring::hmac::HMAC_SHA512, &key, text),
        Digest::RsaSha256 => by_key(text)?,
    };
    Ok(Secret::new(match signature.encoding {
        DigestEncoding::Hex => hex(&bytes),
        DigestEncoding::UpperHex => hex(&bytes).to_ascii_uppercase(),
        DigestEncoding::Base64 => BASE64_STANDARD.encode(bytes),
    }))
}

/// The fields sorted by name, with `between` between name and value and `after` between two fields.
pub fn sorted(fields: &[(String, Secret)], between: &str, after: &str) -> String {
    let mut fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.expose())).collect();
    fields.sort_unstable();
    let fields: Vec<_> = fields.into_iter().map(|(name, value)| format!("{name}{between}{value}")).collect();
    fields.join(after)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::algorithm::Algorithm;
    use crate::crypto::signing_key::SigningKey;
    use crate::crypto::signing_key::tests::RSA_PEM;
    use crate::error::Kind;
    use crate::toml_file;

    fn signed(table: &str, fields: &[(&str, &str)]) -> Result<String, String> {
        let signature: Signature = toml_file::parse("p.toml", table).unwrap();
        let fields: Vec<_> =
            fields.iter().map(|(name, value)| ((*name).to_owned(), Secret::new(*value))).collect();
        let value = |name: &str| (name != "missing").then(|| name.to_owned());
        let missing = |name: &str| Error::new(Kind::Config, "value-missing").with("name", name);
        let key = SigningKey::parse(&Secret::new(RSA_PEM)).unwrap();
        let by_key = |text: &[u8]| Ok(key.sign(Algorithm::RS256, text).unwrap());
        let signed = sign(&signature, &fields, &value, &missing, &by_key);
        signed.map(|secret| secret.expose().to_owned()).map_err(|error| error.message().english())
    }

    #[test]
    fn digests_of_the_standards() {
        // RFC 1321 A.5, FIPS 180-4, RFC 2202 and RFC 4231 (test case 2).
        let what = "text = \"what do ya want for nothing?\"\nkey = \"Jefe\"";
        for (table, expected) in [
            ("digest = \"md5\"\ntext = \"abc\"", "900150983cd24fb0d6963f7d28e17f72"),
            (
                "digest = \"sha1\"\ntext = \"abc\"\nencoding = \"HEX\"",
                "A9993E364706816ABA3E25717850C26C9CD0D89D",
            ),
            (
                "digest = \"sha256\"\ntext = \"abc\"\nencoding = \"base64\"",
                "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=",
            ),
            (&format!("digest = \"hmac-sha1\"\n{what}"), "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"),
            (
                &format!("digest = \"hmac-sha256\"\n{what}"),
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
            ),
            (
                &format!("digest = \"hmac-sha512\"\n{what}"),
                "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737",
            ),
        ] {
            assert_eq!(signed(table, &[]).as_deref(), Ok(expected), "{table}");
        }
        // RFC 7515, appendix A.2: the signature of a JWS, in another alphabet.
        let jws = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
        let table = format!("digest = \"rsa-sha256\"\nencoding = \"base64\"\ntext = \"{jws}\"");
        assert_eq!(
            signed(&table, &[]).as_deref(),
            Ok(
                "cC4hiUPoj9Eetdgtv3hF80EGrhuB//dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh+0Qc/lF5YKt/O8W2Fp5\
                jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB++f/nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb\
                1L07Qe7K0GarZRmB/eSN9383LcOLn6/dO++xi12jzDwusC+eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QO\
                YEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN/IoypGlUPQGe77Rw=="
            )
        );
    }

    #[test]
    fn fields_are_sorted_by_name() {
        let fields = [("b", "2"), ("a", "1"), ("B", ""), ("b", "1")];
        let of = |text: &str| signed(&format!("digest = \"md5\"\ntext = \"{text}\""), &fields);
        let plain = |text: &str| Ok(hex(&md5(text.as_bytes())));
        assert_eq!(of("{x}{sorted-fields}{x}"), plain("xBa1b1b2x"));
        assert_eq!(of("{sorted-pairs}&key={x}"), plain("B=&a=1&b=1&b=2&key=x"));
        assert!(of("{x}\\n{missing}").unwrap_err().contains("`missing`"));
    }

    /// Both signatures are on the vendor's page about signed requests, which has line breaks and headers in the text.
    #[test]
    fn signatures_that_a_vendor_publishes() {
        let digest =
            "digest = \"hmac-sha256\"\nencoding = \"HEX\"\nkey = \"4OHBOnWOqaEC1mWXOpVL3yV50s0qGSRC\"";
        let (empty, headers) = (
            crate::crypto::sha256(b""),
            "area_id:29a33e8796834b1efa6\\ncall_id:8afdb70ab2ed11eb85290242ac130003\\n",
        );
        let (id, token) = ("1KAD46OrT9HafiKdsXeg", "3f4eda2bdec17232f67c0b188af3eec1");
        let moment = "15889257780005138cc3a9033d69856923fd07b491173";
        for (token, path, expected) in [
            (
                "",
                "/v1.0/token?grant_type=1",
                "9E48A3E93B302EEECC803C7241985D0A34EB944F40FB573C7B5C2A82158AF13E",
            ),
            (
                token,
                "/v2.0/apps/schema/users?page_no=1&page_size=50",
                "AE4481C692AA80B25F3A7E12C3A5FD9BBF6251539DD78E565A1A72A508A88784",
            ),
        ] {
            let text = format!("{id}{token}{moment}GET\\n{empty}\\n{headers}\\n{path}");
            assert_eq!(
                signed(&format!("{digest}\ntext = \"{text}\""), &[]).as_deref(),
                Ok(expected),
                "{path}"
            );
        }
    }

    #[test]
    fn moments() {
        let now = chrono::DateTime::from_timestamp_millis(1_700_000_000_123).unwrap();
        let random = || Ok(Secret::new("a-b_1".repeat(20)));
        let of = |name| moment(name, now, &random).unwrap();
        assert_eq!(of("timestamp"), "1700000000");
        assert_eq!(of("timestamp-ms"), "1700000000123");
        assert_eq!(of("beijing-time"), "2023-11-15 06:13:20");
        assert_eq!(of("nonce"), "ab1".repeat(11)[..32]);
    }
}
