//! The config file's form. Reading it does nothing; `settings` decides what counts.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Deserializer, de};

use crate::document;
use crate::duration::Span;
use crate::error::{Error, Kind, Result};
use crate::ownership::{Readers, shown};
use crate::secret::Secret;
use crate::store::StoreKind;

/// More repetitions than this would only be hammering.
const MOST_RETRIES: u8 = 10;

/// The whole file.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Config {
    pub defaults: Defaults,
    pub profiles: BTreeMap<String, Profile>,
    /// Where it was read from, for messages.
    #[serde(skip)]
    pub path: PathBuf,
    /// Whether there is a file that says anything.
    #[serde(skip)]
    pub is_there: bool,
}

/// What holds for every profile that does not say otherwise.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Defaults {
    pub cache: Option<bool>,
    pub cacert: Option<PathBuf>,
    pub connect_timeout: Option<Span>,
    pub lock_timeout: Option<Span>,
    pub min_valid: Option<Span>,
    pub output: Option<String>,
    pub proxy: Option<Secret>,
    pub retries: Option<u8>,
    pub store: Option<StoreKind>,
    pub timeout: Option<Span>,
}

/// One account.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Profile {
    pub audience: Option<String>,
    pub cache: Option<bool>,
    pub cacert: Option<PathBuf>,
    pub client_id: Option<String>,
    pub client_secret: Option<SecretSource>,
    /// `app` or `user`, where a definition knows both.
    pub grant: Option<String>,
    pub min_valid: Option<Span>,
    pub output: Option<String>,
    pub params: BTreeMap<String, String>,
    /// Absent when the profile bears the provider's name.
    pub provider: Option<String>,
    pub proxy: Option<Secret>,
    pub resource: Option<String>,
    pub scope: Option<Words>,
    pub store: Option<StoreKind>,
    /// The name beside the token, for the forms that want one.
    pub user: Option<String>,
    pub vars: BTreeMap<String, String>,
}

/// Where a secret is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecretSource {
    /// In the config file itself.
    Inline(Secret),
    File(PathBuf),
    Env(String),
    /// A program and its arguments, run without a shell; it prints the secret.
    Command(Vec<String>),
    /// An item of the system's keyring.
    Keyring {
        account: String,
        service: Option<String>,
    },
}

/// A string, or an array of strings that are joined by spaces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words(pub String);

impl Config {
    /// Reads the file at `path`, or answers an empty config when there is none.
    pub fn load(path: &Path, readers: &Readers) -> Result<Self> {
        let Some((text, metadata)) = readers.read(path)? else {
            return Ok(Self { path: path.to_owned(), ..Self::default() });
        };
        let mut config: Self = document::parse(&shown(path), &text)?;
        if config.holds_secret() {
            readers.check(path, &metadata)?;
        }
        path.clone_into(&mut config.path);
        config.is_there = !text.is_empty();
        if config.defaults.retries.is_some_and(|retries| retries > MOST_RETRIES) {
            return Err(config.wrong("defaults", "retries", format!("`retries` is 0 to {MOST_RETRIES}")));
        }
        Ok(config)
    }

    /// Whether a client secret stands in the file itself.
    pub fn holds_secret(&self) -> bool {
        let inline = |profile: &Profile| matches!(profile.client_secret, Some(SecretSource::Inline(_)));
        self.profiles.values().any(inline)
    }

    /// An error about `key` in `[table]`, with file and line. The file is read again for that: its text may
    /// hold secrets, and is not kept.
    pub fn wrong(&self, table: &str, key: &str, why: impl fmt::Display) -> Error {
        // It was believed before, and is no more now.
        let readers = Readers { anybody: true, ..Readers::default() };
        let text = readers.read(&self.path).ok().flatten().map(|(text, _)| text).unwrap_or_default();
        let line = document::line_of(&text, table, key);
        Error::new(Kind::Config, format!("{}:{line}: {why}", shown(&self.path)))
    }
}

impl<'de> Deserialize<'de> for SecretSource {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields, rename_all = "kebab-case")]
        struct Table {
            file: Option<PathBuf>,
            env: Option<String>,
            command: Option<Vec<String>>,
            keyring: Option<String>,
            service: Option<String>,
        }
        struct Visitor;
        const FORMS: &str =
            "a string, { file = \"…\" }, { env = \"…\" }, { command = [\"…\"] } or { keyring = \"…\" }";
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
                match (table.file, table.env, table.command, table.keyring, table.service) {
                    (Some(file), None, None, None, None) => Ok(SecretSource::File(file)),
                    (None, Some(name), None, None, None) => Ok(SecretSource::Env(name)),
                    (None, None, Some(words), None, None) if !words.is_empty() => {
                        Ok(SecretSource::Command(words))
                    }
                    (None, None, None, Some(account), service) if !account.is_empty() => {
                        Ok(SecretSource::Keyring { account, service })
                    }
                    _ => Err(de::Error::custom(format!("a secret is {FORMS}"))),
                }
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> de::Visitor<'de> for Visitor {
            type Value = Words;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string or an array of strings")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Words, E> {
                Ok(Words(text.to_owned()))
            }
            fn visit_seq<A: de::SeqAccess<'de>>(self, mut items: A) -> Result<Words, A::Error> {
                let mut words = Vec::new();
                while let Some(word) = items.next_element::<String>()? {
                    words.push(word);
                }
                Ok(Words(words.join(" ")))
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_a_secret() {
        let text = r#"
            [profiles.a]
            client-secret = "inline"
            [profiles.b]
            client-secret = { file = "/x" }
            [profiles.c]
            client-secret = { env = "X" }
            [profiles.d]
            client-secret = { command = ["pass", "show", "x"] }
            scope = ["a", "b"]
            [profiles.e]
            client-secret = { keyring = "x" }
            [profiles.f]
            client-secret = { keyring = "x", service = "y" }
            store = "keyring"
        "#;
        let config: Config = document::parse("c.toml", text).unwrap();
        let source = |name: &str| config.profiles[name].client_secret.clone().unwrap();
        assert_eq!(source("a"), SecretSource::Inline(Secret::new("inline")));
        assert_eq!(source("b"), SecretSource::File("/x".into()));
        assert_eq!(source("c"), SecretSource::Env("X".into()));
        assert_eq!(source("d"), SecretSource::Command(vec!["pass".into(), "show".into(), "x".into()]));
        let item = |service: Option<&str>| SecretSource::Keyring {
            account: "x".into(),
            service: service.map(str::to_owned),
        };
        assert_eq!((source("e"), source("f")), (item(None), item(Some("y"))));
        assert_eq!(config.profiles["f"].store, Some(StoreKind::Keyring));
        assert_eq!(config.profiles["d"].scope, Some(Words("a b".into())));
    }

    #[test]
    fn wrong_forms_are_told() {
        for text in [
            "client-secret = 7",
            "client-secret = { fil = \"x\" }",
            "client-secret = { command = [] }",
            "client-secret = {}",
            "client-secret = { keyring = \"\" }",
            "client-secret = { service = \"x\" }",
            "client-secret = { file = \"x\", service = \"x\" }",
            "store = \"cloud\"",
        ] {
            let error = document::parse::<Config>("c.toml", &format!("[profiles.a]\n{text}\n")).unwrap_err();
            assert!(error.to_string().starts_with("c.toml:2:"), "{error}");
        }
    }
}
