//! A JWT that is signed here (RFC 7519, RFC 7523 §3), as data.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Deserializer, de};

use super::CLIENT_KEY;
use crate::duration::Span;
use crate::message::Message;
use crate::template::Template;

/// The names that an assertion's templates may use besides values: what they are derived from, by name.
pub const DERIVED: [(&str, Option<&str>); 6] = [
    // RFC 7515 §4.1.7 and §4.1.8: the digest of the certificate, in base64url.
    ("certificate-sha1", Some("certificate")),
    ("certificate-sha256", Some("certificate")),
    // The `kid` of a key that is a JWK.
    ("key-id", None),
    // The digest of the public key's SubjectPublicKeyInfo, in base64.
    ("public-key-sha256", None),
    // The issuer of the token: its identifier if it is known, else the URL that the request goes to.
    ("token-issuer", None),
    // The URL that the request goes to.
    ("token-url", None),
];

/// The header and the claims of a JWT, and the key that signs it. A member that uses a name without a value is left out.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Assertion {
    /// The credential that is the key.
    pub key: String,
    /// The algorithm (RFC 7518 §3.1), if it is not the usual one for the key.
    pub alg: Option<Template>,
    /// What a key file in JSON contains besides the key, by the names that templates use, and the key itself by the name of
    /// the credential: pointers (RFC 6901). A value of the user's takes precedence.
    pub key_file: BTreeMap<String, String>,
    pub header: BTreeMap<String, Claim>,
    pub claims: BTreeMap<String, Claim>,
}

impl Default for Assertion {
    fn default() -> Self {
        Self {
            key: CLIENT_KEY.to_owned(),
            alg: None,
            key_file: BTreeMap::new(),
            header: BTreeMap::new(),
            claims: BTreeMap::new(),
        }
    }
}

impl Assertion {
    /// Every template in it, with the name of its member.
    pub fn templates(&self) -> impl Iterator<Item = (&str, &Template)> {
        let alg = self.alg.iter().map(|alg| ("alg", alg));
        let members = self.header.iter().chain(&self.claims);
        alg.chain(
            members.flat_map(|(name, claim)| claim.templates().iter().map(move |text| (name.as_str(), text))),
        )
    }

    /// The algorithm that the template names, if `value` has what it uses.
    pub fn named_alg(&self, value: impl Fn(&str) -> Option<String>) -> Option<String> {
        self.alg.as_ref()?.fill(value).filter(|alg| !alg.is_empty())
    }

    /// The names of the credentials and values that it uses.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let derived =
            |name: &str| DERIVED.iter().find(|(known, _)| *known == name).and_then(|(_, from)| *from);
        let names = self.templates().flat_map(|(_, template)| template.names());
        let chain = self.header.values().any(|claim| matches!(claim, Claim::CertificateChain(_)));
        names
            .map(move |name| derived(name).unwrap_or(name))
            .chain([self.key.as_str()])
            .chain(chain.then_some("certificate"))
    }
}

/// The value of a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Claim {
    Text(Template),
    List(Vec<Template>),
    Bool(bool),
    Integer(i64),
    /// A moment: this many seconds after now, or before.
    FromNow(i64),
    /// Random text, different in each assertion.
    Random,
    /// RFC 7515 §4.1.6: the certificate and those above it. If there is a template, it needs a value.
    CertificateChain(Option<Template>),
}

impl Claim {
    fn templates(&self) -> &[Template] {
        match self {
            Self::Text(template) | Self::CertificateChain(Some(template)) => std::slice::from_ref(template),
            Self::List(templates) => templates,
            _ => &[],
        }
    }
}

impl<'de> Deserialize<'de> for Claim {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields, rename_all = "kebab-case")]
        struct Table {
            random: Option<bool>,
            from_now: Option<String>,
            certificate_chain: Option<Chain>,
        }
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Chain {
            Always(bool),
            With(Template),
        }
        struct Visitor;
        fn unknown_form<E: de::Error>() -> E {
            E::custom(Message::new("claim-form-unknown"))
        }
        impl<'de> de::Visitor<'de> for Visitor {
            type Value = Claim;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a claim")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Claim, E> {
                Template::parse(text).map(Claim::Text).map_err(E::custom)
            }
            fn visit_bool<E: de::Error>(self, truth: bool) -> Result<Claim, E> {
                Ok(Claim::Bool(truth))
            }
            fn visit_i64<E: de::Error>(self, number: i64) -> Result<Claim, E> {
                Ok(Claim::Integer(number))
            }
            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Claim, E> {
                i64::try_from(number).map(Claim::Integer).map_err(|_| unknown_form())
            }
            fn visit_f64<E: de::Error>(self, _: f64) -> Result<Claim, E> {
                Err(unknown_form())
            }
            fn visit_seq<A: de::SeqAccess<'de>>(self, mut items: A) -> Result<Claim, A::Error> {
                let items = std::iter::from_fn(|| items.next_element::<Template>().transpose());
                items.collect::<Result<_, _>>().map(Claim::List)
            }
            fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<Claim, A::Error> {
                let table = Table::deserialize(de::value::MapAccessDeserializer::new(map))?;
                match (table.random, table.from_now, table.certificate_chain) {
                    (Some(true), None, None) => Ok(Claim::Random),
                    (None, Some(text), None) => seconds(&text).map(Claim::FromNow),
                    (None, None, Some(Chain::Always(true))) => Ok(Claim::CertificateChain(None)),
                    (None, None, Some(Chain::With(name))) => Ok(Claim::CertificateChain(Some(name))),
                    _ => Err(unknown_form()),
                }
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

/// A time span with an optional sign, in seconds.
fn seconds<E: de::Error>(text: &str) -> Result<i64, E> {
    let (sign, span) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let span = Span::deserialize(de::value::StrDeserializer::<E>::new(span))?;
    i64::try_from(span.0.as_secs())
        .map(|seconds| sign * seconds)
        .map_err(|_| E::custom(Message::new("duration-invalid").with("text", text)))
}
