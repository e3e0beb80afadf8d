//! Reads a file in which other programs keep credentials, and describes profiles that use the same ones. The file may be
//! anybody's: no URL in it is taken unless its host is known or allowed, no command unless commands are allowed, and no
//! secret becomes part of a profile. The names of a vendor are in `src/imports/*.toml`.

mod words;

use std::path::Path;

use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::crypto::signing_key::SigningKey;
use crate::error::{Error, Kind, Result};
use crate::http::{check_metadata_url, check_request_url, is_loopback, shown_url};
use crate::message::Message;
use crate::provider::builtin::IMPORTS;
use crate::sanitize::{is_header_name, is_name, name_of, unsafe_character, visible};
use crate::secret::Secret;
use crate::toml_file;

/// What is particular to the vendor of a format.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Rules {
    /// The hosts of URLs. One that begins with a dot is a domain.
    hosts: Vec<String>,
    /// The domain of the vendor's servers.
    universe: String,
    /// The headers whose values are no secrets.
    headers: Vec<String>,
    service_account: KindRules,
    authorized_user: KindRules,
    external_account: KindRules,
    impersonation: Impersonation,
}

/// The definition for one kind of credentials.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct KindRules {
    provider: String,
    /// The URL of the token endpoint in the definition, and other names of it.
    urls: Vec<String>,
    /// The scope of a profile, if the definition has none.
    scope: Option<String>,
    /// What the audience begins with.
    #[serde(default)]
    audience: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Impersonation {
    provider: String,
    /// The URL in the definition.
    url: String,
}

/// The names of the formats.
pub fn formats() -> impl Iterator<Item = &'static str> {
    IMPORTS.iter().map(|(name, _)| *name)
}

/// The rules of the format called `name`.
pub fn rules(name: &str) -> Option<Rules> {
    let (_, text) = IMPORTS.iter().find(|(known, _)| *known == name)?;
    toml_file::parse(name, text).ok()
}

/// Where the credentials are.
#[derive(Debug)]
pub enum Location {
    /// In this file, which stays there.
    File(String),
    /// They come from stdin, and are kept in the keyring.
    Stdin,
}

/// What the user allows.
#[derive(Debug, Default)]
pub struct Allowed {
    /// Hosts besides those of the vendor.
    pub hosts: Vec<String>,
    /// Whether the file may name a command.
    pub command: bool,
}

/// A profile to be written.
#[derive(Debug)]
pub struct Draft {
    pub name: String,
    /// The keys, and their values as in JSON.
    pub keys: Vec<(Vec<&'static str>, Value)>,
    /// The credential that the keyring gets, and its name.
    pub kept: Option<(&'static str, Secret)>,
    /// The refresh token of a session.
    pub session: Option<Secret>,
}

/// The profiles for the credentials in `text`. The last one is called `name`; it may need those before it.
pub fn read(
    rules: &Rules,
    text: &Secret,
    place: &Location,
    allowed: &Allowed,
    name: &str,
) -> Result<Vec<Draft>> {
    let wrong = |error: serde_json::Error| {
        let error = Error::new(Kind::Config, "import-no-json").with("line", error.line());
        Err(error)
    };
    let document: Map<String, Value> =
        serde_json::from_str(text.expose().trim_start_matches('\u{feff}')).or_else(wrong)?;
    let reader = Reader { rules, place, allowed, object: &document, pointer: "" };
    reader.profiles(name)
}

/// Reads one object with credentials.
struct Reader<'a> {
    rules: &'a Rules,
    place: &'a Location,
    allowed: &'a Allowed,
    object: &'a Map<String, Value>,
    /// Where the object is in the document.
    pointer: &'static str,
}

/// The member that has the credentials with which a service account is impersonated.
const SOURCE: &str = "source_credentials";
const SOURCE_POINTER: &str = "/source_credentials";

impl Reader<'_> {
    fn profiles(&self, name: &str) -> Result<Vec<Draft>> {
        if !is_name(name) {
            return Err(Error::new(Kind::Config, "profile-name-invalid").with("name", name));
        }
        self.check_urls()?;
        match self.needed("type")? {
            "service_account" => Ok(vec![self.service_account(name)?]),
            "authorized_user" => Ok(vec![self.authorized_user(name)?]),
            "external_account" => self.external_account(name),
            // The source of an impersonation is not one itself.
            "impersonated_service_account" if self.pointer.is_empty() => self.impersonated(name),
            other => Err(self.wrong("import-type-unknown").with("type", visible(other))),
        }
    }

    /// A key that signs.
    fn service_account(&self, name: &str) -> Result<Draft> {
        let own = &self.rules.service_account;
        self.needed("client_email")?;
        let key = self.secret("private_key")?;
        SigningKey::parse(&key).map_err(|why| self.wrong("import-key-unusable").with("why", why))?;
        let mut draft = self.draft(name, &own.provider);
        self.base_url(&mut draft, "token_uri", &own.urls)?;
        draft.set(&["scope"], own.scope.clone());
        // The definition finds the account and the ID of the key beside the key.
        let whole = || serde_json::to_string(self.object).map(Secret::new).unwrap_or_default();
        self.credential(&mut draft, "client-key", "", whole());
        Ok(draft)
    }

    /// A person's session.
    fn authorized_user(&self, name: &str) -> Result<Draft> {
        let own = &self.rules.authorized_user;
        let mut draft = self.draft(name, &own.provider);
        self.base_url(&mut draft, "token_uri", &own.urls)?;
        draft.set(&["client-id"], self.needed("client_id")?);
        draft.session = Some(self.secret("refresh_token")?);
        self.credential(&mut draft, "client-secret", "/client_secret", self.secret("client_secret")?);
        Ok(draft)
    }

    /// The token of another identity provider, exchanged, and perhaps used to impersonate a service account.
    fn external_account(&self, name: &str) -> Result<Vec<Draft>> {
        let own = &self.rules.external_account;
        let url = self.text("service_account_impersonation_url")?;
        let inner = if url.is_some() { source_name(name) } else { name.to_owned() };
        let mut draft = self.draft(&inner, &own.provider);
        for member in ["client_id", "client_secret", "workforce_pool_user_project"] {
            if self.object.get(member).is_some_and(|value| !value.is_null()) {
                return Err(self.wrong("import-member-unsupported").with("member", member));
            }
        }
        self.base_url(&mut draft, "token_url", &own.urls)?;
        let audience = self.needed("audience")?;
        let pool = audience.strip_prefix(&own.audience).filter(|pool| !pool.is_empty());
        let pool = pool.ok_or_else(|| self.wrong("import-member-invalid").with("member", "audience"))?;
        let subject = self.subject()?;
        draft.set(&["subject"], subject);
        draft.set(&["vars", "pool-provider"], pool);
        draft.set(&["vars", "subject-token-type"], self.needed("subject_token_type")?);
        let Some(url) = url else { return Ok(vec![draft]) };
        let lifetime = self.object.get("service_account_impersonation");
        let lifetime = lifetime.and_then(|it| it.get("token_lifetime_seconds")?.as_u64());
        Ok(vec![draft, self.impersonation(name, url, lifetime)?])
    }

    /// A service account that the owner of other credentials impersonates.
    fn impersonated(&self, name: &str) -> Result<Vec<Draft>> {
        let url = self.needed("service_account_impersonation_url")?;
        let mut draft = self.impersonation(name, url, None)?;
        let delegates = self.list("delegates")?;
        if !delegates.is_empty() {
            draft.set(&["vars", "delegates"], delegates.join(","));
        }
        let scopes = self.list("scopes")?;
        if !scopes.is_empty() {
            draft.set(&["scope"], scopes.join(" "));
        }
        let object = self.object.get(SOURCE).and_then(Value::as_object);
        let object = object.ok_or_else(|| self.missing(SOURCE))?;
        let source = Reader { object, pointer: SOURCE_POINTER, ..*self };
        let mut profiles = source.profiles(&source_name(name))?;
        profiles.push(draft);
        Ok(profiles)
    }

    /// The profile that impersonates the service account in `url`.
    fn impersonation(&self, name: &str, url: &str, lifetime: Option<u64>) -> Result<Draft> {
        let own = &self.rules.impersonation;
        let invalid =
            || self.wrong("import-member-invalid").with("member", "service_account_impersonation_url");
        self.server(url)?;
        let (before, after) = own.url.split_once("{service-account}").ok_or_else(invalid)?;
        let [(usual, prefix), (server, path)] = [split(before), split(url)];
        let account = path.strip_prefix(prefix).and_then(|rest| rest.strip_suffix(after));
        let is_plain = |text: &&str| {
            !text.is_empty()
                && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"@.-_".contains(&byte))
        };
        let account = account.filter(is_plain).ok_or_else(invalid)?;
        let mut draft = self.draft(name, &own.provider);
        if server != usual {
            draft.set(&["base-url"], server);
        }
        draft.set(&["subject"], json!({ "profile": source_name(name) }));
        draft.set(&["vars", "service-account"], account);
        if let Some(lifetime) = lifetime {
            draft.set(&["vars", "lifetime"], format!("{lifetime}s"));
        }
        Ok(draft)
    }

    /// The source of the token that is exchanged.
    fn subject(&self) -> Result<Value> {
        let source = self.object.get("credential_source").and_then(Value::as_object);
        let source = source.ok_or_else(|| self.missing("credential_source"))?;
        let inner = Reader { object: source, ..*self };
        if source.contains_key("environment_id") {
            return Err(self.wrong("import-source-signed"));
        }
        inner.check_urls()?;
        let token = inner.format()?.map(|token| ("token", Value::String(token)));
        let found = if let Some(path) = inner.text("file")? {
            let path = std::path::absolute(path).map_err(|_| inner.missing("file"))?;
            let path = path.into_os_string().into_string().map_err(|_| inner.missing("file"))?;
            vec![("file", Value::String(path))]
        } else if let Some(url) = inner.text("url")? {
            vec![("url", Value::String(escaped(url)))].into_iter().chain(inner.headers()?).collect()
        } else if let Some(executable) = source.get("executable").and_then(Value::as_object) {
            return Reader { object: executable, ..*self }.command(self.needed("subject_token_type")?);
        } else {
            return Err(self.wrong("import-source-unknown"));
        };
        Ok(found.into_iter().chain(token).map(|(name, value)| (name.to_owned(), value)).collect())
    }

    /// The pointer to the token in a document that has a format.
    fn format(&self) -> Result<Option<String>> {
        let Some(format) = self.object.get("format").and_then(Value::as_object) else { return Ok(None) };
        let format = Reader { object: format, ..*self };
        match format.text("type")? {
            None | Some("text") => Ok(None),
            Some("json") => {
                let name = format.needed("subject_token_field_name")?;
                Ok(Some(format!("/{}", name.replace('~', "~0").replace('/', "~1"))))
            }
            Some(_) => Err(self.wrong("import-member-invalid").with("member", "format")),
        }
    }

    /// The headers of a request for the token. One that may be a secret is refused.
    fn headers(&self) -> Result<Option<(&'static str, Value)>> {
        let Some(Value::Object(headers)) = self.object.get("headers") else { return Ok(None) };
        let mut found = Map::new();
        let reader = Reader { object: headers, ..*self };
        for name in headers.keys() {
            let is_known = self.rules.headers.contains(&name.to_ascii_lowercase());
            if !is_header_name(name) || !is_known {
                let error = Error::new(Kind::Refused, "import-header-refused").with("name", visible(name));
                return Err(error.hint("import-header-refused-env"));
            }
            found.insert(name.clone(), escaped(reader.needed(name)?).into());
        }
        Ok((!found.is_empty()).then_some(("headers", Value::Object(found))))
    }

    /// The command that prints a document with the token, which gets no shell.
    fn command(&self, token_type: &str) -> Result<Value> {
        let line = self.needed("command")?;
        if !self.allowed.command {
            let error = Error::new(Kind::Refused, "import-command-refused").with("command", visible(line));
            return Err(error.hint("import-command-allow"));
        }
        let words = words::split(line);
        let is_absolute =
            |words: &Vec<String>| words.first().is_some_and(|word| Path::new(word).is_absolute());
        let words = words.filter(is_absolute);
        let words =
            words.ok_or_else(|| self.wrong("import-command-invalid").with("command", visible(line)))?;
        let pointer = if token_type.ends_with(":saml2") { "/saml_response" } else { "/id_token" };
        Ok(json!({ "command": words, "token": pointer }))
    }

    /// A profile of `provider` without values.
    fn draft(&self, name: &str, provider: &str) -> Draft {
        let mut draft = Draft { name: name.to_owned(), keys: Vec::new(), kept: None, session: None };
        draft.set(&["provider"], provider);
        draft
    }

    /// Names the source of the credential called `name`, which is at `pointer` in the object.
    fn credential(&self, draft: &mut Draft, name: &'static str, pointer: &str, secret: Secret) {
        let pointer = format!("{}{pointer}", self.pointer);
        let source = match self.place {
            Location::File(path) if pointer.is_empty() => json!({ "file": path }),
            Location::File(path) => json!({ "file": path, "token": pointer }),
            Location::Stdin => {
                draft.kept = Some((name, secret));
                json!({ "keyring": draft.name })
            }
        };
        draft.keys.push((vec![name], source));
    }

    /// Sets the server of the token endpoint, if it is not the definition's. The first of `usual` is the definition's,
    /// the others are other names of it.
    fn base_url(&self, draft: &mut Draft, member: &str, usual: &[String]) -> Result<()> {
        let Some(url) = self.text(member)?.filter(|url| !usual.iter().any(|usual| usual == url)) else {
            return Ok(());
        };
        self.server(url)?;
        let (server, path) = split(url);
        if usual.first().is_none_or(|usual| split(usual).1 != path) {
            return Err(self.wrong("import-url-path").with("member", member).with("url", shown_url(url)));
        }
        draft.set(&["base-url"], server);
        Ok(())
    }

    /// Fails if a member is a URL of a server that is not allowed, used or not.
    fn check_urls(&self) -> Result<()> {
        for (name, value) in self.object {
            let is_url = ["_uri", "_url"].iter().any(|end| name.ends_with(end)) || name == "url";
            match value.as_str() {
                Some(url) if name == "url" && is_metadata(url) => {}
                Some(url) if is_url => self.server(url)?,
                _ => {}
            }
        }
        let universe = self.text("universe_domain")?.filter(|universe| *universe != self.rules.universe);
        match universe {
            Some(universe) => self.host(universe, || visible(universe)),
            None => Ok(()),
        }
    }

    /// Fails if `url` may not get a secret, or its host is neither the vendor's nor allowed.
    fn server(&self, url: &str) -> Result<()> {
        let uri = check_request_url(url)
            .map_err(|error| Error::new(Kind::Refused, "import-url-refused").with("why", error.message()))?;
        self.host(uri.host().unwrap_or_default(), || shown_url(url))
    }

    fn host(&self, host: &str, shown: impl FnOnce() -> String) -> Result<()> {
        let host = host.to_ascii_lowercase();
        let is_of =
            |known: &String| if known.starts_with('.') { host.ends_with(known) } else { host == *known };
        let is_allowed = |allowed: &String| allowed.eq_ignore_ascii_case(&host);
        if self.rules.hosts.iter().any(is_of) || self.allowed.hosts.iter().any(is_allowed) {
            return Ok(());
        }
        let error = Error::new(Kind::Refused, "import-host-refused").with("url", shown());
        Err(error.hint(Message::new("import-host-allow").with("host", visible(&host))))
    }

    /// The text of a member, if there is one. It has only characters that may be shown.
    fn text(&self, name: &str) -> Result<Option<&str>> {
        match self.object.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) if text.is_empty() => Ok(None),
            Some(Value::String(text)) => match unsafe_character(text) {
                None => Ok(Some(text)),
                Some((position, letter)) => {
                    let error = self.wrong("import-member-unsafe").with("member", visible(name));
                    Err(error.with("what", name_of(letter)).with("position", position))
                }
            },
            Some(_) => Err(self.wrong("import-member-invalid").with("member", visible(name))),
        }
    }

    /// The text of a member that must be there.
    fn needed(&self, name: &str) -> Result<&str> {
        self.text(name)?.ok_or_else(|| self.missing(name))
    }

    /// A member that is never shown.
    fn secret(&self, name: &str) -> Result<Secret> {
        let text = self.object.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
        text.map(Secret::new).ok_or_else(|| self.missing(name))
    }

    /// A member that is an array of texts; empty if there is none.
    fn list(&self, name: &str) -> Result<Vec<&str>> {
        let invalid = || self.wrong("import-member-invalid").with("member", name);
        match self.object.get(name) {
            None | Some(Value::Null) => Ok(Vec::new()),
            Some(Value::Array(items)) => items
                .iter()
                .map(|item| {
                    let is_word = |text: &&str| {
                        unsafe_character(text).is_none() && !text.contains([',', ' ']) && !text.is_empty()
                    };
                    item.as_str().filter(is_word).ok_or_else(invalid)
                })
                .collect(),
            Some(_) => Err(invalid()),
        }
    }

    fn wrong(&self, code: &'static str) -> Error {
        Error::new(Kind::Config, code)
    }

    fn missing(&self, member: &str) -> Error {
        self.wrong("import-member-missing").with("member", visible(member))
    }
}

impl Draft {
    fn set(&mut self, path: &[&'static str], value: impl Into<Value>) {
        let value = value.into();
        if !value.is_null() {
            self.keys.push((path.to_vec(), value));
        }
    }
}

/// The profile whose token the profile called `name` needs.
fn source_name(name: &str) -> String {
    format!("{name}-source")
}

/// Scheme and authority of a URL, and the rest.
fn split(url: &str) -> (&str, &str) {
    let begin = url.find("://").map_or(0, |at| at + 3);
    url.split_at(url[begin..].find(['/', '?', '#']).map_or(url.len(), |at| begin + at))
}

/// `text` as a template without names in it.
fn escaped(text: &str) -> String {
    text.replace('{', "{{").replace('}', "}}")
}

/// Returns whether `url` is that of a server for metadata, not of this machine.
fn is_metadata(url: &str) -> bool {
    check_metadata_url(url).is_ok_and(|uri| !uri.host().is_some_and(is_loopback))
}
