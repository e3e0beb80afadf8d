//! Seals texts that a server keeps but may neither read nor change, and names them without revealing what they are.
//!
//! Each key is 256 random bits. HKDF-SHA-256 (RFC 5869) derives from it one key for names, and one for each name, with
//! which ChaCha20-Poly1305 (RFC 8439) seals. A nonce is random: one name is sealed far less than 2^32 times.

use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD, Engine};
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::hkdf::{self, HKDF_SHA256};
use ring::hmac::{self, HMAC_SHA256};
use ring::rand::{SecureRandom, SystemRandom};

use crate::error::{Error, Kind, Result};
use crate::secret::Secret;

/// The length of a key, in bytes.
const KEY: usize = 32;
/// The length of what identifies a key beside a sealed text, in bytes.
const KEY_ID: usize = 4;
/// The length of a name, in hex digits.
const NAME: usize = 32;
/// Texts are padded to a multiple of this many bytes, so that the length of a token is not revealed.
const BLOCK: usize = 256;
const SALT: &[u8] = b"gettoken shared store v1";

/// Keys in the order in which they are configured.
pub struct SealingKeys(Vec<hkdf::Prk>);

/// What a text is sealed for. Under another one it cannot be opened.
#[derive(Clone, Copy, Debug)]
pub struct SealContext<'a> {
    pub kind: &'a str,
    pub name: &'a str,
    pub generation: u64,
}

impl SealContext<'_> {
    fn text(&self) -> String {
        format!("v1\n{}\n{}\n{}", self.kind, self.name, self.generation)
    }
}

/// The result of [`SealingKeys::open`].
#[derive(Debug, PartialEq, Eq)]
pub enum Opened {
    Text(Secret),
    /// It was changed, or sealed for something else.
    Damaged,
    /// It was sealed with a key that is not one of ours.
    UnknownKey,
}

/// A new key, in base64.
pub fn new_key() -> Result<Secret> {
    Ok(Secret::new(BASE64_STANDARD.encode(random::<KEY>()?)))
}

/// 128 random bits in hex.
pub fn random_owner() -> Result<String> {
    Ok(random::<16>()?.iter().map(|byte| format!("{byte:02x}")).collect())
}

fn random<const N: usize>() -> Result<[u8; N]> {
    let mut bytes = [0; N];
    let failed = |_| Error::new(Kind::Internal, "random-missing");
    SystemRandom::new().fill(&mut bytes).map_err(failed)?;
    Ok(bytes)
}

impl SealingKeys {
    /// Reads the keys, each 32 bytes in base64; `None` if there is none or one is not a key.
    pub fn parse(keys: &[Secret]) -> Option<Self> {
        let lenient = GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
        let base64 = GeneralPurpose::new(&STANDARD, lenient);
        let key = |text: &Secret| {
            let bytes = base64.decode(text.expose()).ok().filter(|bytes| bytes.len() == KEY)?;
            Some(hkdf::Salt::new(HKDF_SHA256, SALT).extract(&bytes))
        };
        let keys: Option<Vec<_>> = keys.iter().map(key).collect();
        keys.filter(|keys| !keys.is_empty()).map(Self)
    }

    /// The name of what `text` describes. It depends on the last key, which is the last to be removed when keys are
    /// replaced.
    pub fn name(&self, text: &str) -> Result<String> {
        let key = self.0.last().ok_or_else(unusable)?;
        let info = [b"name".as_slice()];
        let key: hmac::Key = key.expand(&info, HMAC_SHA256).map_err(|_| unusable())?.into();
        let tag = hmac::sign(&key, text.as_bytes());
        let hex: String = tag.as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(hex[..NAME].to_owned())
    }

    /// What identifies the first key, in hex.
    pub fn id(&self) -> String {
        let id = self.0.first().and_then(key_id).unwrap_or_default();
        id.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Seals `text` with the first key.
    pub fn seal(&self, context: SealContext, text: &Secret) -> Result<String> {
        let first = self.0.first().ok_or_else(unusable)?;
        let key = sealing_key(first, context.name).ok_or_else(unusable)?;
        let nonce = random::<NONCE_LEN>()?;
        let mut bytes = text.expose().as_bytes().to_vec();
        bytes.resize((bytes.len() + 1).next_multiple_of(BLOCK), 0);
        let (aad, unique) = (Aad::from(context.text()), Nonce::assume_unique_for_key(nonce));
        let tag = key.seal_in_place_separate_tag(unique, aad, &mut bytes).map_err(|_| unusable())?;
        let id = key_id(first).ok_or_else(unusable)?;
        Ok(BASE64_URL_SAFE_NO_PAD.encode([&id[..], &nonce, &bytes, tag.as_ref()].concat()))
    }

    /// Opens what one of the keys sealed for `context`.
    pub fn open(&self, context: SealContext, sealed: &str) -> Opened {
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(sealed).unwrap_or_default();
        let Some((id, sealed)) = bytes.split_at_checked(KEY_ID) else { return Opened::Damaged };
        let mut keys = self.0.iter().filter(|key| key_id(key).is_some_and(|known| known == id)).peekable();
        if keys.peek().is_none() {
            return Opened::UnknownKey;
        }
        let open = |key: &hkdf::Prk| {
            let (nonce, sealed) = sealed.split_at_checked(NONCE_LEN)?;
            let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
            let mut sealed = sealed.to_vec();
            let aad = Aad::from(context.text());
            let text = sealing_key(key, context.name)?.open_in_place(nonce, aad, &mut sealed).ok()?;
            let text = std::str::from_utf8(text).ok()?.trim_end_matches('\0');
            Some(Opened::Text(Secret::new(text)))
        };
        keys.find_map(open).unwrap_or(Opened::Damaged)
    }
}

/// What identifies a key, without revealing it.
fn key_id(key: &hkdf::Prk) -> Option<[u8; KEY_ID]> {
    let info = [b"id".as_slice()];
    let key: hmac::Key = key.expand(&info, HMAC_SHA256).ok()?.into();
    hmac::sign(&key, b"").as_ref().first_chunk().copied()
}

fn sealing_key(key: &hkdf::Prk, name: &str) -> Option<LessSafeKey> {
    let info = [b"seal".as_slice(), name.as_bytes()];
    let key = key.expand(&info, &CHACHA20_POLY1305).ok()?;
    Some(LessSafeKey::new(UnboundKey::from(key)))
}

fn unusable() -> Error {
    Error::new(Kind::Internal, "sealing-failed")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(bytes: &[u8]) -> SealingKeys {
        let texts = bytes.iter().map(|byte| Secret::new(BASE64_STANDARD.encode([*byte; KEY])));
        SealingKeys::parse(&texts.collect::<Vec<_>>()).unwrap()
    }

    const CONTEXT: SealContext<'static> = SealContext { kind: "e", name: "0a", generation: 7 };

    #[test]
    fn only_what_is_in_its_place_can_be_opened() {
        let (keys, text) = (keys(&[1]), Secret::new("SecretCanary"));
        let sealed = keys.seal(CONTEXT, &text).unwrap();
        assert_ne!(sealed, keys.seal(CONTEXT, &text).unwrap());
        assert_eq!(keys.open(CONTEXT, &sealed), Opened::Text(text));
        for other in [
            SealContext { kind: "r", ..CONTEXT },
            SealContext { name: "0b", ..CONTEXT },
            SealContext { generation: 8, ..CONTEXT },
        ] {
            assert_eq!(keys.open(other, &sealed), Opened::Damaged, "{other:?}");
        }
        for at in [8, 20, sealed.len() - 1] {
            let mut changed = sealed.clone().into_bytes();
            changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
            assert_eq!(keys.open(CONTEXT, &String::from_utf8(changed).unwrap()), Opened::Damaged, "{at}");
        }
        for other in ["", "A", &sealed[..20], "ü"] {
            assert_eq!(keys.open(CONTEXT, other), Opened::Damaged, "{other}");
        }
    }

    #[test]
    fn lengths_are_hidden() {
        let keys = keys(&[1]);
        let length = |text: &str| keys.seal(CONTEXT, &Secret::new(text)).unwrap().len();
        assert_eq!(length(""), length(&"x".repeat(255)));
        assert_ne!(length(""), length(&"x".repeat(256)));
    }

    #[test]
    fn a_key_is_replaced_in_steps() {
        let text = Secret::new("t");
        // Both open what either seals, and agree on the name.
        let (before, after) = (keys(&[1, 2, 1]), keys(&[2, 1]));
        for (one, other) in [(&before, &after), (&after, &before), (&keys(&[1]), &before)] {
            assert_eq!(other.open(CONTEXT, &one.seal(CONTEXT, &text).unwrap()), Opened::Text(text.clone()));
            assert_eq!(one.name("x").unwrap(), other.name("x").unwrap());
        }
        assert_eq!(keys(&[1]).open(CONTEXT, &after.seal(CONTEXT, &text).unwrap()), Opened::UnknownKey);
        assert_ne!(keys(&[1]).name("x").unwrap(), keys(&[2]).name("x").unwrap());
        // Another version of the program must find the same place, and open what is there.
        assert_eq!(keys(&[1]).name("x").unwrap(), "254f96d3c2d9c2b575856cdb7e3f7851");
        let sealed = "qyhho30eD814qlcOBWapWI1nf-2us_nr4amZiAqsKahZWU6Mu6AM1lemJbLuUfeqMxq1A8JtdUW15gHDqNyWNKI4yZY-zBa7b1e5glwl\
             Oh4PfYSoIxlfu79nnX7e2aHuX67rl7pofue1aNZ-WCLbXe27BQ6UFTTbSL5mDAm6QZTSiApGG4YYCj5rHZq9GMzYKbvD-0mLT7f3RM7i\
             NnFL9M-z-aODsSoHtC8858kafnyI9d47kfqIooaEh1THFE-n4mK-s5L8iICuv6LEyQj-MnMd6ApJW100e5E07NMjfsbQ2FUkDcXFSFVb\
             HyDVDpLqw92rUtyWdQ6obX8KpFzAJhg2CdvcrUSzDvF5rKAv_tFad43XXbE8ClGUgyPcosZH";
        assert_eq!(keys(&[1]).open(CONTEXT, sealed), Opened::Text(text));
    }

    #[test]
    fn a_key_has_256_bits() {
        assert!(SealingKeys::parse(&[new_key().unwrap()]).is_some());
        for text in ["", "YQ==", "?", &"A".repeat(42)] {
            assert!(SealingKeys::parse(&[Secret::new(text)]).is_none(), "{text}");
        }
        assert!(SealingKeys::parse(&[]).is_none());
    }
}
