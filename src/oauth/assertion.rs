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
use crate::provider::{Assertion, CLIENT_KEY, CLIENT_SECRET, Claim, DERIVED};
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
        let (key, contents) = self.key(assertion)?;
        let certificates = self.certificates()?;
        if let (Key::Known(key), Some(certificates)) = (&key, &certificates) {
            certificates.check_key(key).map_err(|why| self.wrong("certificate", why))?;
        }
        let derived = derived(self.settings, &key, certificates.as_ref(), url);
        let value = |name: &str| {
            derived
                .get(name)
                .cloned()
                .or_else(|| self.credentials.get(name).map(|secret| secret.expose().to_owned()))
                .or_else(|| self.settings.value(name))
                .or_else(|| contents.get(name).cloned())
        };
        let wrong = |why: Message| self.wrong(&assertion.key, why);
        let named = assertion.named_alg(value);
        let named = named.map(|alg| Algorithm::parse(&alg)).transpose().map_err(wrong)?;
        let algorithm = match &key {
            Key::Known(key) => named.unwrap_or(key.algorithms()[0]),
            Key::Program(_, is_der) => {
                named.unwrap_or(if *is_der { Algorithm::ES256 } else { Algorithm::RS256 })
            }
        };
        let is_fixed = assertion.alg.as_ref().is_some_and(|alg| alg.literal().is_some());
        if is_fixed && let Key::Known(key) = &key {
            key.unfit_for_fixed(algorithm).map_or(Ok(()), |why| Err(wrong(why)))?;
        }
        let chain = certificates.as_ref().map(Certificates::chain);
        let mut header = self.members(&assertion.header, &value, &chain)?;
        header.insert("alg".to_owned(), algorithm.name().into());
        header.entry("typ").or_insert_with(|| "JWT".into());
        let claims = self.members(&assertion.claims, &value, &chain)?;
        jws(&header, &claims, &|input| self.signature(&assertion.key, &key, algorithm, input))
    }

    /// Signs a text that is no JWT with the client's key, which must be RSA (RFC 8017 §8.2, with SHA-256).
    pub fn sign_text(&self, text: &[u8]) -> Result<Vec<u8>> {
        let key = match self.program(CLIENT_KEY) {
            Some(program) => program,
            None => self.parse(CLIENT_KEY, self.text(CLIENT_KEY)?)?,
        };
        if let Key::Known(key) = &key {
            key.unfit_for_fixed(Algorithm::RS256).map_or(Ok(()), |why| Err(self.wrong(CLIENT_KEY, why)))?;
        }
        self.signature(CLIENT_KEY, &key, Algorithm::RS256, text)
    }

    /// Signs `input` with `key`, which is the credential called `name`.
    fn signature(&self, name: &str, key: &Key, algorithm: Algorithm, input: &[u8]) -> Result<Vec<u8>> {
        let (words, is_der) = match key {
            Key::Known(key) => return key.sign(algorithm, input).map_err(|why| self.wrong(name, why)),
            Key::Program(words, is_der) => (words, is_der),
        };
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

    /// The key, and the other contents of its file.
    fn key(&self, assertion: &Assertion) -> Result<(Key, BTreeMap<String, String>)> {
        let name = &assertion.key;
        if let Some(program) = self.program(name) {
            return Ok((program, BTreeMap::new()));
        }
        let text = self.text(name)?;
        if name == CLIENT_SECRET {
            return Ok((Key::Known(SigningKey::hmac(text)), BTreeMap::new()));
        }
        let mut contents = contents(assertion, text);
        let key = contents.remove(name).map(Secret::new);
        Ok((self.parse(name, key.as_ref().unwrap_or(text))?, contents))
    }

    /// The program that has the key called `name`.
    fn program(&self, name: &str) -> Option<Key> {
        match &self.settings.credentials.get(name)?.source {
            Source::SignCommand(words, is_der) => Some(Key::Program(words.clone(), *is_der)),
            _ => None,
        }
    }

    fn text(&self, name: &str) -> Result<&Secret> {
        let missing = || self.settings.error(Kind::Config, "assertion-key-missing").with("name", name);
        self.credentials.get(name).ok_or_else(missing)
    }

    fn parse(&self, name: &str, text: &Secret) -> Result<Key> {
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
        chain: &Option<Vec<String>>,
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
                Claim::CertificateChain(needed) => {
                    let is_wanted = needed.as_ref().is_none_or(|needed| needed.fill(value).is_some());
                    chain.clone().filter(|_| is_wanted).map(Value::from)
                }
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
    let names = names.chain(assertion.key_file.keys().map(String::as_str));
    let mut credentials: FlowValues = names.map(|name| (name.to_owned(), Secret::new("…"))).collect();
    credentials.insert("token-issuer".to_owned(), Secret::new(token_issuer(settings, url)));
    credentials.insert("token-url".to_owned(), Secret::new(url));
    let run: SignFn = Box::new(|_, _| Ok(Vec::new()));
    let signer = Signer { settings, credentials: &credentials, now, random: &hidden, run: &run };
    let value = |name: &str| {
        settings.value(name).or_else(|| credentials.get(name).map(|secret| secret.expose().to_owned()))
    };
    let mut header = signer.members(&assertion.header, &value, &None)?;
    let named = assertion.named_alg(value);
    header.extend(named.map(|alg| ("alg".to_owned(), Value::from(alg))));
    let claims = signer.members(&assertion.claims, &value, &None)?;
    Ok([header, claims].map(|members| Value::Object(members).to_string()))
}

/// The assertion of an example: header and claims as JSON, without a signature. A derived name without a value in
/// `values` has its own name as value, and so has what is random.
pub fn example(
    settings: &Settings,
    values: &FlowValues,
    assertion: &Assertion,
    url: &str,
    now: Timestamp,
) -> Result<Secret> {
    let random = || Ok(Secret::new("random"));
    let run: SignFn = Box::new(|_, _| Ok(Vec::new()));
    let signer = Signer { settings, credentials: values, now, random: &random, run: &run };
    let derived = |name: &str| match name {
        "token-url" => Some(url.to_owned()),
        "token-issuer" => Some(token_issuer(settings, url)),
        _ => DERIVED.iter().any(|(known, _)| *known == name).then(|| name.to_owned()),
    };
    let value = |name: &str| {
        let given = values.get(name).map(|secret| secret.expose().to_owned());
        // A variable `token-url` is the same URL, unless the assertion is for the issuer.
        let url = derived(name).filter(|_| name.starts_with("token-"));
        url.or(given).or_else(|| settings.value(name)).or_else(|| derived(name))
    };
    let needs_certificate =
        |claim: &&str| values.contains_key("certificate") || !claim.contains("certificate");
    let value = |name: &str| value(name).filter(|_| needs_certificate(&name));
    let chain = values.contains_key("certificate").then(|| vec!["certificate".to_owned()]);
    let mut header = signer.members(&assertion.header, &value, &chain)?;
    let alg = assertion.named_alg(value);
    header.insert("alg".to_owned(), alg.unwrap_or_else(|| "RS256".to_owned()).into());
    header.entry("typ").or_insert_with(|| "JWT".into());
    let claims = signer.members(&assertion.claims, &value, &chain)?;
    let [header, claims] = [header, claims].map(Value::Object);
    Ok(Secret::new(format!("{header}.{claims}")))
}

/// The signature of an example that gives the client's key.
pub fn example_signature(
    settings: &Settings,
    credentials: &FlowValues,
    text: &[u8],
    now: Timestamp,
) -> Result<Vec<u8>> {
    let run: SignFn = Box::new(|_, _| Ok(Vec::new()));
    Signer { settings, credentials, now, random: &|| Ok(Secret::new("random")), run: &run }.sign_text(text)
}

/// What a key in JSON contains at the places that `assertion` names.
fn contents(assertion: &Assertion, text: &Secret) -> BTreeMap<String, String> {
    let text = text.expose().trim_start_matches('\u{feff}').trim_start();
    let is_json = !assertion.key_file.is_empty() && text.starts_with('{');
    let Some(json) = is_json.then(|| serde_json::from_str::<Value>(text).ok()).flatten() else {
        return BTreeMap::new();
    };
    let found = assertion
        .key_file
        .iter()
        .filter_map(|(name, place)| Some((name.clone(), json.pointer(place)?.as_str()?.to_owned())));
    found.collect()
}

/// The issuer of the token: its identifier, which the definition or a variable `issuer` names, or else the URL of the
/// request.
fn token_issuer(settings: &Settings, url: &str) -> String {
    let named = settings.provider.authorize.as_ref().and_then(|authorize| authorize.issuer.as_ref());
    let named = named.and_then(|issuer| issuer.fill(|name| settings.value(name)));
    named
        .or_else(|| settings.issuer.clone())
        .or_else(|| settings.value("issuer"))
        .unwrap_or_else(|| url.to_owned())
}

/// The values of the names in [`DERIVED`].
fn derived(
    settings: &Settings,
    key: &Key,
    certificates: Option<&Certificates>,
    url: &str,
) -> BTreeMap<&'static str, String> {
    let mut values =
        BTreeMap::from([("token-issuer", token_issuer(settings, url)), ("token-url", url.to_owned())]);
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
        ("aud", text("{token-issuer}")),
        ("jti", Claim::Random),
        // A server whose clock is behind ours would not accept a moment that it has not reached.
        ("iat", Claim::FromNow(-30)),
        ("exp", Claim::FromNow(60)),
    ];
    Assertion {
        // A definition may leave the algorithm to its users.
        alg: Template::parse("{assertion-alg}").ok(),
        header: [("kid".to_owned(), text("{key-id}"))].into(),
        claims: claims.map(|(name, claim)| (name.to_owned(), claim)).into(),
        ..Assertion::default()
    }
}
