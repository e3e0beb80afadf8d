//! Where a credential is kept, as the config file and a definition's defaults say it. Nothing is read here.

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;

use serde::{Deserialize, Deserializer, de};
use serde_json::Value;

use crate::keyring::{KeyringItem, SECRETS};
use crate::message::Message;
use crate::sanitize::{is_framing, is_header_name};
use crate::secret::Secret;
use crate::template::Template;

/// The credentials that have keys of their own in a profile; all others are in its table `credentials`.
pub const CREDENTIAL_KEYS: [&str; 5] = ["actor", "certificate", "client-key", "client-secret", "subject"];

/// Where a credential is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecretSource {
    /// In the config file itself.
    Inline(Secret),
    File(PathBuf),
    /// A member of the JSON document in a file, or that a program prints, by its JSON pointer (RFC 6901).
    Member(Box<Self>, String),
    Env(String),
    /// A program and its arguments, run without a shell; it prints the credential.
    Command(Vec<String>),
    Keyring(KeyringItem),
    /// A program and its arguments that signs with a private key that it does not give away, and whether it prints
    /// signatures of elliptic curves in DER.
    SignCommand(Vec<String>, bool),
    Url(UrlSource),
    /// The token of another profile.
    Profile(String),
}

/// A server on this machine or network that gives out a credential, such as a CI system's.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct UrlSource {
    /// Names in it are values of the profile, or variables, as in `{env:NAME}`.
    pub url: Template,
    #[serde(default)]
    pub headers: BTreeMap<String, Template>,
    /// Where the credential is in a JSON response (RFC 6901); without it, the whole response is the credential.
    pub token: Option<String>,
}

impl UrlSource {
    /// The templates in it.
    pub fn templates(&self) -> impl Iterator<Item = &Template> {
        self.headers.values().chain([&self.url])
    }

    /// The credential in the body of a response, or the code of the reason why there is none.
    pub fn read(&self, body: &Secret) -> Result<Secret, &'static str> {
        let Some(pointer) = &self.token else { return Ok(body.clone()) };
        let body: Value = serde_json::from_str(body.expose()).map_err(|_| "credential-url-no-json")?;
        body.pointer(pointer).and_then(Value::as_str).map(Secret::new).ok_or("credential-url-no-token")
    }

    /// The environment variables that its templates name.
    pub fn variables(&self) -> impl Iterator<Item = &str> {
        self.templates().flat_map(Template::names).filter_map(|name| name.strip_prefix(ENV))
    }
}

/// The member of a JSON document at `pointer`, or the code of the reason why there is none. A key file may be an object
/// inside another one, so an object is a credential too.
pub fn member(document: &Secret, pointer: &str) -> Result<Secret, &'static str> {
    let text = document.expose().trim_start_matches('\u{feff}');
    let document: Value = serde_json::from_str(text).map_err(|_| "credential-no-json")?;
    match document.pointer(pointer) {
        Some(Value::String(text)) => Ok(Secret::new(text.as_str())),
        Some(Value::Object(object)) => {
            serde_json::to_string(object).map(Secret::new).map_err(|_| "credential-no-json")
        }
        _ => Err("credential-no-member"),
    }
}

/// How the name of an environment variable begins in a [`UrlSource`].
pub const ENV: &str = "env:";

impl SecretSource {
    /// The environment variables that are read.
    pub fn variables(&self) -> Vec<String> {
        match self {
            Self::Env(name) => vec![name.clone()],
            Self::Url(source) => source.variables().map(str::to_owned).collect(),
            Self::Member(document, _) => document.variables(),
            _ => Vec::new(),
        }
    }

    /// Whether the file that says it has a secret in it.
    pub fn is_inline(&self) -> bool {
        match self {
            Self::Inline(_) => true,
            // A header may be one, unless it has only names in it, after the name of an authentication scheme.
            Self::Url(source) => source.headers.values().any(|header| {
                let literal = header.without_names();
                let rest = literal.split_once(' ').map_or(&*literal, |(_scheme, rest)| rest);
                header.literal().is_some() || !rest.trim().is_empty()
            }),
            _ => false,
        }
    }
}

/// The form of a signature of an elliptic curve.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum SignatureForm {
    /// RFC 7515 §3.4.
    Raw,
    /// RFC 3279 §2.2.3, as OpenSSL and most devices print it.
    Der,
}

impl<'de> Deserialize<'de> for SecretSource {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Default, Deserialize)]
        #[serde(deny_unknown_fields, rename_all = "kebab-case")]
        struct Table {
            file: Option<PathBuf>,
            env: Option<String>,
            command: Option<Vec<String>>,
            keyring: Option<String>,
            service: Option<String>,
            profile: Option<String>,
            sign_command: Option<Vec<String>>,
            sign_command_form: Option<SignatureForm>,
            url: Option<Template>,
            headers: Option<BTreeMap<String, Template>>,
            token: Option<String>,
        }
        struct Visitor;
        const FORMS: &str = "a string, { file = \"…\" }, { env = \"…\" }, { command = [\"…\"] }, \
                             { keyring = \"…\" }, { url = \"…\" } or { profile = \"…\" }";
        impl<'de> de::Visitor<'de> for Visitor {
            type Value = SecretSource;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(FORMS)
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<SecretSource, E> {
                Ok(SecretSource::Inline(Secret::new(text)))
            }
            fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<SecretSource, A::Error> {
                let table = Table::deserialize(de::value::MapAccessDeserializer::new(map))?;
                let mut names = table.headers.iter().flatten().map(|(name, _)| name);
                if let Some(name) = names.find(|name| is_framing(name) || !is_header_name(name)) {
                    let wrong = Message::new("secret-header-unknown").with("header", name);
                    return Err(de::Error::custom(wrong.english()));
                }
                source(table).ok_or_else(|| de::Error::custom(Message::new("secret-form-unknown").english()))
            }
        }
        fn source(mut table: Table) -> Option<SecretSource> {
            let form = table.sign_command_form.take();
            if let Some(words) = table.sign_command.take() {
                let is_alone = [table.file.is_none(), table.env.is_none(), table.command.is_none()]
                    .into_iter()
                    .chain([table.keyring.is_none(), table.profile.is_none(), table.url.is_none()])
                    .all(|is_none| is_none);
                let is_der = form == Some(SignatureForm::Der);
                return (is_alone && !words.is_empty()).then_some(SecretSource::SignCommand(words, is_der));
            }
            if form.is_some() {
                return None;
            }
            let Table { file, env, command, keyring, service, profile, url, headers, token, .. } = table;
            let is_plain = service.is_none() && headers.is_none() && token.is_none();
            let has_document = (file.is_some() || command.is_some()) && headers.is_none();
            if let Some(pointer) = token.as_ref().filter(|_| has_document) {
                let pointer = pointer.starts_with('/').then(|| pointer.clone())?;
                let table = Table { file, env, command, keyring, service, profile, url, ..Table::default() };
                return source(table).map(|document| SecretSource::Member(Box::new(document), pointer));
            }
            Some(match (file, env, command, keyring, profile, url) {
                (Some(file), None, None, None, None, None) if is_plain && !file.as_os_str().is_empty() => {
                    SecretSource::File(file)
                }
                (None, Some(name), None, None, None, None) if is_plain && !name.is_empty() => {
                    SecretSource::Env(name)
                }
                (None, None, Some(words), None, None, None) if is_plain && !words.is_empty() => {
                    SecretSource::Command(words)
                }
                (None, None, None, Some(account), None, None)
                    if !account.is_empty() && headers.is_none() && token.is_none() =>
                {
                    let service = service.unwrap_or_else(|| SECRETS.to_owned());
                    SecretSource::Keyring(KeyringItem { service, account })
                }
                (None, None, None, None, Some(name), None) if is_plain && !name.is_empty() => {
                    SecretSource::Profile(name)
                }
                (None, None, None, None, None, Some(url)) if service.is_none() => {
                    let is_pointer = token.as_ref().is_none_or(|token| token.starts_with('/'));
                    let headers = headers.unwrap_or_default();
                    is_pointer.then_some(SecretSource::Url(UrlSource { url, headers, token }))?
                }
                _ => return None,
            })
        }
        deserializer.deserialize_any(Visitor)
    }
}
