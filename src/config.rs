//! The format of the config file. Reading it has no side effects; `settings` decides which value applies.

mod tables;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use serde::{Deserialize, Deserializer, de};
use toml::Spanned;
use toml::de::DeValue;

use crate::duration::Span;
use crate::error::{Error, Result};
use crate::message::Message;
use crate::sanitize::is_name;
use crate::secret::Secret;
use crate::secret_source::{CREDENTIAL_KEYS, SecretSource};
use crate::store::StoreKind;
use crate::toml_file;
use crate::trusted_file::ReadPolicy;
use tables::{Part, Table};

/// More retries than this would only overload the vendor.
const MAX_RETRIES: u8 = 10;

/// The config file. `[defaults]` is read at once, and each profile when it is used, so that an error in
/// another profile does not matter.
#[derive(Debug, Default)]
pub struct Config {
    pub defaults: Defaults,
    /// Where it was read from, for messages.
    pub path: PathBuf,
    text: Secret,
    /// The tables in the text; `None` if they cannot be found without a parser.
    tables: Option<Vec<Table>>,
    /// Profiles that were read before.
    known: RefCell<BTreeMap<String, Rc<Profile>>>,
}

/// A part of the file that is parsed at once: all of it, `[defaults]`, `[shared-store]`, or one profile.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
struct ConfigFile {
    defaults: Defaults,
    profiles: BTreeMap<String, Profile>,
    shared_store: SharedStoreTable,
}

/// The store that several machines share.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct SharedStoreTable {
    /// Whether to use a server elsewhere without TLS.
    pub insecure_network: bool,
    /// The keys that seal what is stored: the first seals, all open.
    #[serde(deserialize_with = "sources")]
    pub key: Vec<SecretSource>,
    /// The name that the sentinels know the master by.
    pub master: Option<String>,
    pub on_failure: OnFailure,
    pub password: Option<SecretSource>,
    /// How the names of all keys begin.
    pub prefix: Option<String>,
    /// The URLs of the sentinels, which name the server.
    #[serde(deserialize_with = "list")]
    pub sentinels: Vec<String>,
    pub url: Option<String>,
    pub user: Option<SecretSource>,
}

impl SharedStoreTable {
    /// Returns whether a secret is in the table itself. The name of a user is none.
    pub fn holds_secret(&self) -> bool {
        self.key.iter().chain(&self.password).any(SecretSource::is_inline)
    }

    /// Where its secrets are kept.
    pub fn sources(&self) -> impl Iterator<Item = &SecretSource> {
        self.key.iter().chain(&self.password).chain(&self.user)
    }
}

/// What happens if the shared store is not available, and a new token would end the one that others use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OnFailure {
    /// No token is fetched.
    #[default]
    Fail,
    /// Each machine fetches its own.
    Local,
}

/// Settings for every profile that does not override them.
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
    /// The server of the API, instead of the one in the definition.
    pub api_host: Option<String>,
    #[serde(deserialize_with = "list")]
    pub audience: Vec<String>,
    /// The server of the vendor, instead of the one in the definition.
    pub base_url: Option<String>,
    pub cache: Option<bool>,
    pub cacert: Option<PathBuf>,
    pub client_id: Option<String>,
    pub actor: Option<SecretSource>,
    pub certificate: Option<SecretSource>,
    pub client_key: Option<SecretSource>,
    pub client_secret: Option<SecretSource>,
    /// Credentials that have no key of their own.
    pub credentials: BTreeMap<String, SecretSource>,
    /// `app` or `user`, if the definition has both.
    pub grant: Option<String>,
    pub min_valid: Option<Span>,
    pub output: Option<String>,
    pub params: BTreeMap<String, String>,
    /// Absent if the profile has the name of its provider.
    pub provider: Option<String>,
    pub proxy: Option<Secret>,
    #[serde(deserialize_with = "list")]
    pub resource: Vec<String>,
    #[serde(deserialize_with = "words")]
    pub scope: Option<String>,
    /// The name under which machines share the token; the profile's by default.
    pub share: Option<String>,
    /// Whether to share the token although a credential may be this machine's own.
    pub share_subject: bool,
    /// Whether the token is shared with other machines.
    pub shared: Option<bool>,
    pub store: Option<StoreKind>,
    pub subject: Option<SecretSource>,
    /// `access` or `id`.
    pub token: Option<String>,
    /// The user name beside the token, for formats that include one.
    pub user: Option<String>,
    pub vars: BTreeMap<String, String>,
}

impl Profile {
    /// Where the credential called `name` is read, if the profile says so.
    pub fn credential(&self, name: &str) -> Option<&SecretSource> {
        let own = match name {
            "actor" => &self.actor,
            "certificate" => &self.certificate,
            "client-key" => &self.client_key,
            "client-secret" => &self.client_secret,
            "subject" => &self.subject,
            _ => &None,
        };
        own.as_ref().or_else(|| self.credentials.get(name))
    }

    /// The credentials that the profile names, and where they are read.
    pub fn credentials(&self) -> impl Iterator<Item = (&str, &SecretSource)> {
        let further = self.credentials.keys().map(String::as_str);
        let names = CREDENTIAL_KEYS.into_iter().chain(further.filter(|name| !CREDENTIAL_KEYS.contains(name)));
        names.filter_map(|name| Some((name, self.credential(name)?)))
    }
}

impl Config {
    /// The config if there is no file at `path`.
    pub fn empty(path: &Path) -> Self {
        Self { path: path.to_owned(), ..Self::default() }
    }

    /// Reads the file at `path`. A missing file is an empty config. `holds_secret` says whether a value of a profile is
    /// a secret; a file with secrets may not be readable by others.
    pub fn load(
        path: &Path,
        policy: &ReadPolicy,
        holds_secret: &dyn Fn(&str, &Profile) -> bool,
    ) -> Result<Self> {
        let Some((text, metadata)) = policy.read(path)? else {
            return Ok(Self::empty(path));
        };
        let config = Self::parse(path, text)?;
        let any = || {
            let of_profile = config.all()?.iter().any(|(name, profile)| holds_secret(name, profile));
            Ok(of_profile || config.shared_store()?.holds_secret())
        };
        policy.check(path, &metadata, any)?;
        Ok(config)
    }

    /// Parses `text`, the contents of the file at `path`.
    pub fn parse(path: &Path, text: String) -> Result<Self> {
        let tables = tables::find(&text);
        let text = Secret::new(text);
        let mut config = Self { text, tables, ..Self::empty(path) };
        config.defaults = config.read(Part::Defaults)?.defaults;
        if config.defaults.retries.is_some_and(|retries| retries > MAX_RETRIES) {
            let why = Message::new("retries-out-of-range").with("most", MAX_RETRIES);
            return Err(config.wrong("defaults", "retries", why));
        }
        Ok(config)
    }

    /// The text of the file.
    pub fn text(&self) -> &str {
        self.text.expose()
    }

    /// Fails if any part of the file is not valid TOML.
    pub fn check_syntax(&self) -> Result<()> {
        toml_file::table(&self.label(), self.text.expose()).map(drop)
    }

    /// Returns whether the file exists and is not empty.
    pub fn is_there(&self) -> bool {
        !self.text.is_empty()
    }

    /// The profile called `name`, if there is one.
    pub fn profile(&self, name: &str) -> Result<Option<Rc<Profile>>> {
        if let Some(known) = self.known.borrow().get(name) {
            return Ok(Some(Rc::clone(known)));
        }
        let Some(profile) = self.read(Part::Profile(name))?.profiles.remove(name).map(Rc::new) else {
            return Ok(None);
        };
        self.check_name(name)?;
        self.known.borrow_mut().insert(name.to_owned(), Rc::clone(&profile));
        Ok(Some(profile))
    }

    /// The table of the shared store.
    pub fn shared_store(&self) -> Result<SharedStoreTable> {
        Ok(self.read(Part::SharedStore)?.shared_store)
    }

    /// Returns whether there is a table of the shared store.
    pub fn has_shared_store(&self) -> bool {
        let text = self.text.expose();
        match &self.tables {
            Some(tables) => tables.iter().any(|table| table.part(text) == Part::SharedStore),
            None => {
                toml_file::table(&self.label(), text).is_ok_and(|table| table.contains_key("shared-store"))
            }
        }
    }

    /// The names of all profiles.
    pub fn names(&self) -> Result<BTreeSet<String>> {
        let text = self.text.expose();
        if let Some(tables) = &self.tables {
            return Ok(tables.iter().filter_map(|table| table.profile(text)).map(str::to_owned).collect());
        }
        let table = toml_file::table(&self.label(), text)?;
        let profiles = table.get("profiles").and_then(|profiles| profiles.get_ref().as_table());
        Ok(profiles.into_iter().flat_map(|profiles| profiles.keys()).map(|name| name.to_string()).collect())
    }

    /// All profiles by name. Fails if anything in the file is invalid.
    pub fn all(&self) -> Result<BTreeMap<String, Profile>> {
        let profiles = toml_file::parse::<ConfigFile>(&self.label(), self.text.expose())?.profiles;
        profiles.keys().try_for_each(|name| self.check_name(name))?;
        Ok(profiles)
    }

    /// Reads one part. If that cannot be read separately, the whole file is parsed, so that the error has a line number.
    fn read(&self, part: Part) -> Result<ConfigFile> {
        let text = self.text.expose();
        if let Some(tables) = &self.tables {
            let wanted = tables.iter().filter(|table| table.part(text) == part);
            let part: String = wanted.map(|table| &text[table.range.clone()]).collect();
            if let Ok(content) = toml_file::parse(&self.label(), &part) {
                return Ok(content);
            }
        }
        let label = self.label();
        let mut table = toml_file::table(&label, text)?;
        if part != Part::Defaults {
            table.remove("defaults");
        }
        if part != Part::SharedStore {
            table.remove("shared-store");
        }
        if let Some(DeValue::Table(profiles)) = table.get_mut("profiles").map(Spanned::get_mut) {
            let wanted = if let Part::Profile(name) = part { profiles.remove_entry(name) } else { None };
            profiles.clear();
            profiles.extend(wanted);
        }
        toml_file::from_table(&label, text, &table)
    }

    fn check_name(&self, name: &str) -> Result<()> {
        if is_name(name) {
            return Ok(());
        }
        Err(self.wrong("profiles", name, Message::new("profile-name-invalid").with("name", name)))
    }

    /// An error about `key` in `[table]`, with file and line.
    pub fn wrong(&self, table: &str, key: &str, why: impl Into<Message>) -> Error {
        toml_file::wrong_in(&self.label(), toml_file::line_of(self.text.expose(), table, key), why)
    }

    fn label(&self) -> String {
        self.path.to_string_lossy().into_owned()
    }
}

/// Reads where a secret is kept, or an array of that.
fn sources<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<SecretSource>, D::Error> {
    struct Visitor;
    impl<'de> de::Visitor<'de> for Visitor {
        type Value = Vec<SecretSource>;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a secret, or an array of secrets")
        }
        fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
            Ok(vec![SecretSource::Inline(Secret::new(text))])
        }
        fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
            SecretSource::deserialize(de::value::MapAccessDeserializer::new(map)).map(|source| vec![source])
        }
        fn visit_seq<A: de::SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
            std::iter::from_fn(|| items.next_element().transpose()).collect()
        }
    }
    deserializer.deserialize_any(Visitor)
}

/// Reads a string, or an array of strings, which are joined with spaces.
fn words<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    Ok(Some(list(deserializer)?.join(" ")))
}

/// Reads a string, or an array of strings.
fn list<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    toml_file::strings(deserializer, "a string or an array of strings")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keyring::{KeyringItem, SECRETS};

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
        let config = Config::parse(Path::new("c.toml"), text.to_owned()).unwrap();
        let profile = |name: &str| config.profile(name).unwrap().unwrap();
        let source = |name: &str| profile(name).client_secret.clone().unwrap();
        assert_eq!(source("a"), SecretSource::Inline(Secret::new("inline")));
        assert_eq!(source("b"), SecretSource::File("/x".into()));
        assert_eq!(source("c"), SecretSource::Env("X".into()));
        assert_eq!(source("d"), SecretSource::Command(vec!["pass".into(), "show".into(), "x".into()]));
        let item = |service: &str| {
            SecretSource::Keyring(KeyringItem { service: service.into(), account: "x".into() })
        };
        assert_eq!((source("e"), source("f")), (item(SECRETS), item("y")));
        assert_eq!(profile("f").store, Some(StoreKind::Keyring));
        assert_eq!(profile("d").scope, Some("a b".into()));
    }

    #[test]
    fn wrong_forms_are_reported() {
        for text in [
            "client-secret = 7",
            "client-secret = { fil = \"x\" }",
            "client-secret = { command = [] }",
            "client-secret = {}",
            "client-secret = { keyring = \"\" }",
            "client-secret = { file = \"\" }",
            "client-secret = { env = \"\" }",
            "client-secret = { service = \"x\" }",
            "client-secret = { file = \"x\", service = \"x\" }",
            "store = \"cloud\"",
        ] {
            let text = format!("[profiles.a]\n{text}\n[profiles.b]\n");
            let config = Config::parse(Path::new("c.toml"), text).unwrap();
            assert!(config.profile("b").unwrap().is_some());
            let error = config.profile("a").unwrap_err();
            assert!(error.to_string().starts_with("c.toml:2:"), "{error}");
        }
    }
}
