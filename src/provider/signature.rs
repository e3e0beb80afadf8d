//! A signature over the fields of a request, for vendors whose requests are signed in a way of their own, as data.

use serde::Deserialize;

use super::CLIENT_KEY;
use crate::template::Template;

/// The name of the signature in the templates of its table.
pub const SIGNATURE: &str = "signature";

/// The names that the text of a signature may use besides values: all other fields of the request, sorted by name. In the
/// first, name and value are joined; the second has `name=value` with `&` between.
pub const SIGNED_FIELDS: [&str; 2] = ["sorted-fields", "sorted-pairs"];

/// The values that every request has anew: when it was made, and a text that no other request has.
pub const MOMENT: [&str; 4] = ["beijing-time", "nonce", "timestamp", "timestamp-ms"];

/// What is signed, and how.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Signature {
    pub digest: Digest,
    #[serde(default)]
    pub encoding: DigestEncoding,
    /// The key of an HMAC.
    pub key: Option<Template>,
    pub text: Template,
}

impl Signature {
    /// Its templates, with the names of their keys.
    pub fn templates(&self) -> impl Iterator<Item = (&'static str, &Template)> {
        self.key.iter().map(|key| ("key", key)).chain([("text", &self.text)])
    }

    /// All names that it uses: those in its templates, and the credential that signs.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let key = (self.digest == Digest::RsaSha256).then_some(CLIENT_KEY);
        self.templates().flat_map(|(_, template)| template.names()).chain(key)
    }
}

/// A digest, one with a key (RFC 2104), or one that the client's private key signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Digest {
    Md5,
    Sha1,
    Sha256,
    HmacSha1,
    HmacSha256,
    HmacSha512,
    /// RSASSA-PKCS1-v1_5 (RFC 8017 §8.2).
    RsaSha256,
}

impl Digest {
    /// Returns whether the definition names its key.
    pub fn has_key(self) -> bool {
        matches!(self, Self::HmacSha1 | Self::HmacSha256 | Self::HmacSha512)
    }
}

/// How a digest is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub enum DigestEncoding {
    #[default]
    #[serde(rename = "hex")]
    Hex,
    #[serde(rename = "HEX")]
    UpperHex,
    #[serde(rename = "base64")]
    Base64,
}
