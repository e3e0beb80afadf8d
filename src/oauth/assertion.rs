//! Builds and signs the JWTs that a definition describes (RFC 7519, RFC 7523 §3).

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::client_auth::FlowValues;
use super::jwt::{der_to_fixed, jws};
use crate::crypto::algorithm::Algorithm;
use crate::crypto::certificate::Certificates;
use crate::crypto::signing_key::SigningKey;
use crate::error::{Error, Kind, Result};
use crate::message::Message;
use crate::provider::{Assertion, CLIENT_SECRET, Claim, DERIVED};
use crate::secret::Secret;
use crate::settings::{Settings, Source};
use crate::template::Template;
use crate::token::Timestamp;

/// Runs a program that signs: its words, and what it signs.
pub type SignFn<'a> = Box<dyn Fn(&[String], &[u8]) -> Result<Vec<u8>> + 'a>;

/// What an assertion is made of.
pub struct Signer<'a> {
    pub settings: &'a Settings,
    pub credentials: &'a FlowValues,
    /// The current time, on the server's clock if a response has shown it.
    pub now: Timestamp,
    pub random: &'a dyn Fn() -> Result<Secret>,
    /// Signs with a key that only a program has.
    pub run: &'a SignFn<'a>,
}

/// A private key, or the program that has it.
enum Key {
    Known(SigningKey),
    /// Its words, and whether it prints signatures of elliptic curves in DER.
    Program(Vec<String>, bool),
}

impl Signer<'_> {
    /// Signs `assertion` for a request to `url`.
    pub fn sign(&self, assertion: &Assertion, url: &str) -> Result<Secret> {
        let key = self.key(assertion)?;
        let certificates = self.certificates()?;
        if let (Key::Known(key), Some(certificates)) = (&key, &certificates) {
            certificates.check_key(key).map_err(|why| self.wrong("certificate", why))?;
        }
        let derived = derived(&key, certificates.as_ref(), url);
        let value = |name: &str| {
            derived
                .get(name)
                .cloned()
                .or_else(|| self.credentials.get(name).map(|secret| secret.expose().to_owned()))
                .or_else(|| self.settings.value(name))
        };
        let wrong = |why: Message| self.wrong(&assertion.key, why);
        let named = assertion.alg.as_ref().and_then(|alg| alg.fill(value)).filter(|alg| !alg.is_empty());
        let named = named.map(|alg| Algorithm::parse(&alg)).transpose().map_err(wrong)?;
        let algorithm = match &key {
            Key::Known(key) => named.unwrap_or(key.algorithms()[0]),
            Key::Program(_, is_der) => {
                named.unwrap_or(if *is_der { Algorithm::ES256 } else { Algorithm::RS256 })
            }
        };
        let mut header = self.members(&assertion.header, &value, certificates.as_ref())?;
        header.insert("alg".to_owned(), algorithm.name().into());
        header.entry("typ").or_insert_with(|| "JWT".into());
        let claims = self.members(&assertion.claims, &value, certificates.as_ref())?;
        jws(&header, &claims, &|input| match &key {
            Key::Known(key) => key.sign(algorithm, input).map_err(wrong),
            Key::Program(words, is_der) => {
                let printed = (self.run)(words, input)?;
                let (signature, code) = match is_der {
                    true => (der_to_fixed(&printed, algorithm), "signature-not-der"),
                    false => (is_signature(&printed, algorithm).then_some(printed), "signature-unusable"),
                };
                signature.ok_or_else(|| {
                    let command = words.first().map_or("", String::as_str);
                    let error = self.settings.error(Kind::Helper, code).with("command", command);
                    error.with("algorithm", algorithm.name())
                })
            }
        })
    }

    fn key(&self, assertion: &Assertion) -> Result<Key> {
        let name = &assertion.key;
        let source = self.settings.credentials.get(name).map(|credential| &credential.source);
        if let Some(Source::SignCommand(words, is_der)) = source {
            return Ok(Key::Program(words.clone(), *is_der));
        }
        let missing = || self.settings.error(Kind::Config, "assertion-key-missing").with("name", name);
        let text = self.credentials.get(name).ok_or_else(missing)?;
        if name == CLIENT_SECRET {
            return Ok(Key::Known(SigningKey::hmac(text)));
        }
        SigningKey::parse(text).map(Key::Known).map_err(|why| self.wrong(name, why))
    }

    fn certificates(&self) -> Result<Option<Certificates>> {
        let text = self.credentials.get("certificate");
        let parsed = text.map(|text| Certificates::parse(text.expose()));
        parsed.transpose().map_err(|why| self.wrong("certificate", why))
    }

    /// An error about the credential called `name`, with its source.
    fn wrong(&self, name: &str, why: Message) -> Error {
        let hint = why.hint();
        let source = self.settings.credentials.get(name).map(|credential| credential.source.message());
        let error = self.settings.error(Kind::Config, "assertion-credential-unusable").with("why", why);
        let error = error.with("source", source.unwrap_or_else(|| Message::text(name)));
        hint.into_iter().fold(error, Error::hint)
    }

    /// The members with names filled in, without those that use a name without a value.
    fn members(
        &self,
        members: &BTreeMap<String, Claim>,
        value: &dyn Fn(&str) -> Option<String>,
        certificates: Option<&Certificates>,
    ) -> Result<Map<String, Value>> {
        let mut filled = Map::new();
        for (name, claim) in members {
            let member = match claim {
                Claim::Text(template) => template.fill(value).map(Value::from),
                Claim::List(items) => {
                    let items: Option<Vec<_>> =
                        items.iter().map(|item: &Template| item.fill(value)).collect();
                    items.map(Value::from)
                }
                Claim::Bool(truth) => Some((*truth).into()),
                Claim::Integer(number) => Some((*number).into()),
                Claim::FromNow(seconds) => Some((self.now.timestamp() + seconds).into()),
                Claim::Random => Some((self.random)()?.expose().into()),
                Claim::CertificateChain => certificates.map(|chain| chain.chain().into()),
            };
            filled.extend(member.map(|member| (name.clone(), member)));
        }
        Ok(filled)
    }
}

/// Returns whether `bytes` from a program can be a signature. Programs print base64 or hex unless they are told not to.
fn is_signature(bytes: &[u8], algorithm: Algorithm) -> bool {
    let is_text = bytes.iter().all(|byte| byte.is_ascii_graphic() || byte.is_ascii_whitespace());
    !is_text && algorithm.signature_size().is_none_or(|size| bytes.len() == size)
}

/// The header and the claims of `assertion` as JSON, to be shown: with `…` in place of what comes from a credential.
pub fn shown(settings: &Settings, assertion: &Assertion, url: &str, now: Timestamp) -> Result<[String; 2]> {
    let hidden = || Ok(Secret::new("…"));
    let names = settings.credentials.keys().map(String::as_str).chain(DERIVED.map(|(name, _)| name));
    let mut credentials: FlowValues = names.map(|name| (name.to_owned(), Secret::new("…"))).collect();
    credentials.insert("token-url".to_owned(), Secret::new(url));
    let run: SignFn = Box::new(|_, _| Ok(Vec::new()));
    let signer = Signer { settings, credentials: &credentials, now, random: &hidden, run: &run };
    let value = |name: &str| {
        settings.value(name).or_else(|| credentials.get(name).map(|secret| secret.expose().to_owned()))
    };
    let mut header = signer.members(&assertion.header, &value, None)?;
    let named = assertion.alg.as_ref().and_then(|alg| alg.fill(value)).filter(|alg| !alg.is_empty());
    header.extend(named.map(|alg| ("alg".to_owned(), Value::from(alg))));
    let claims = signer.members(&assertion.claims, &value, None)?;
    Ok([header, claims].map(|members| Value::Object(members).to_string()))
}

/// The values of the names in [`DERIVED`].
fn derived(key: &Key, certificates: Option<&Certificates>, url: &str) -> BTreeMap<&'static str, String> {
    let mut values = BTreeMap::from([("token-url", url.to_owned())]);
    if let Key::Known(key) = key {
        values.extend(key.kid().map(|kid| ("key-id", kid.to_owned())));
        values.extend(key.public_key_sha256().map(|digest| ("public-key-sha256", digest)));
    }
    if let Some(certificates) = certificates {
        values.insert("certificate-sha1", certificates.sha1());
        values.insert("certificate-sha256", certificates.sha256());
    }
    values
}

/// The assertion with which a client authenticates, if the definition has no other (RFC 7523 §3).
pub fn standard() -> Assertion {
    let text = |text: &str| Claim::Text(Template::parse(text).expect("a constant"));
    let claims = [
        ("iss", text("{client-id}")),
        ("sub", text("{client-id}")),
        ("aud", text("{token-url}")),
        ("jti", Claim::Random),
        // A server whose clock is behind ours would not accept a moment that it has not reached.
        ("iat", Claim::FromNow(-30)),
        ("exp", Claim::FromNow(60)),
    ];
    Assertion {
        alg: None,
        header: [("kid".to_owned(), text("{key-id}"))].into(),
        claims: claims.map(|(name, claim)| (name.to_owned(), claim)).into(),
        ..Assertion::default()
    }
}
