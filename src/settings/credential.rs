//! The source of a credential. The code here reads at most a file. Commands, the keyring and stdin are used
//! only when the credential is needed, so that a cached token does not start a password manager.

use std::fmt;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use serde_json::Value;

use super::{ConfigDir, Settings, TokenOwner, expand};
use crate::crypto::sha256;
use crate::error::{Error, Kind, Result};
use crate::keyring::KeyringItem;
use crate::message::Message;
use crate::oauth::jwt::claims;
use crate::sanitize::{name_of, unsafe_character};
use crate::secret::Secret;
use crate::secret_source::{SecretSource, UrlSource, member};
use crate::trusted_file::ReadPolicy;

/// The source of a value. [`Self::message`] describes it for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A program and its arguments.
    Command(Vec<String>),
    /// The key in the config file, as a message.
    Config(Message),
    Default,
    Env(String),
    File(PathBuf),
    Flag(String),
    Keyring(KeyringItem),
    /// The token of another profile.
    Profile(String),
    /// The server that has registered the client.
    Registration,
    /// A program that signs with the key, and whether it prints signatures of elliptic curves in DER.
    SignCommand(Vec<String>, bool),
    Stdin,
    /// Typed at a prompt of `gettoken setup`.
    Typed,
    Url(UrlSource),
}

impl Source {
    /// The source as a part of other messages.
    pub fn message(&self) -> Message {
        let with = |code: &'static str, value: &str| Message::new(code).with("name", value);
        match self {
            Self::Command(words) | Self::SignCommand(words, _) => {
                with("source-command", words.first().map_or("", String::as_str))
            }
            Self::Default => Message::new("source-default"),
            Self::Config(key) => key.clone(),
            Self::Env(name) => Message::text(name),
            Self::File(path) => Message::new("source-file").with("path", &**path),
            Self::Flag(name) => with("source-flag", name),
            Self::Keyring(item) => with("source-keyring", &item.account),
            Self::Profile(name) => with("source-profile", name),
            Self::Registration => Message::new("source-registration"),
            Self::Stdin => Message::new("source-stdin"),
            Self::Typed => Message::new("source-typed"),
            // The query may contain a secret.
            Self::Url(source) => {
                with("source-url", source.url.to_string().split('?').next().unwrap_or_default())
            }
        }
    }

    /// What it is in one word, for programs.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Command(_) => "command",
            Self::Config(_) | Self::Default => "config",
            Self::Env(_) => "env",
            Self::File(_) => "file",
            Self::Flag(_) => "flag",
            Self::Keyring(_) => "keyring",
            Self::Profile(_) => "profile",
            Self::Registration => "registration",
            Self::SignCommand(..) => "sign-command",
            Self::Stdin | Self::Typed => "stdin",
            Self::Url(_) => "url",
        }
    }
}

/// The source in English, for programs.
impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.message().fmt(f)
    }
}

/// What a value is called in messages.
pub fn name_in_messages(name: &str, other: &'static str) -> Message {
    Message::new(match name {
        "actor" => "credential-actor",
        "certificate" => "credential-certificate",
        "client-id" => "credential-client-id",
        "client-key" => "credential-client-key",
        "client-secret" => "credential-client-secret",
        "password" => "credential-password",
        "subject" => "credential-subject",
        "username" => "credential-username",
        _ => return Message::new(other).with("name", name),
    })
}

/// A credential, or where to read it when it is needed.
#[derive(Clone, Debug)]
pub struct CredentialRef {
    pub source: Source,
    /// The text from a flag, a variable, a file or the config file, which is part of the cache key. `None`
    /// for all other sources, and for stdin until it is read.
    pub text: Option<Secret>,
    /// Whether the profile in the config file names the source.
    pub is_configured: bool,
    /// The settings of the profile whose token it is.
    pub profile: Option<Box<Settings>>,
    /// Where the credential is in the JSON document of the source.
    pub pointer: Option<String>,
    /// If that token is a person's, the login that it comes from: after another login it may be somebody else's. `None`
    /// if nobody is logged in.
    pub login: Option<String>,
    /// A digest of the environment variables in a URL: with another value, another server or workload is asked.
    pub variables: Option<String>,
}

impl CredentialRef {
    /// A credential that is read from `source` when it is needed, or whose `text` is known.
    pub fn new(source: Source, text: Option<Secret>) -> Self {
        Self {
            source,
            text,
            is_configured: false,
            profile: None,
            pointer: None,
            login: None,
            variables: None,
        }
    }

    /// A credential in a file, or on stdin if the path is `-`. The file is not read yet.
    pub fn file(path: PathBuf) -> Self {
        Self::new(if path.as_os_str() == "-" { Source::Stdin } else { Source::File(path) }, None)
    }

    /// Reads it if it is in a file, which nobody else may read unless `may_be_readable`.
    pub fn read_file(&mut self, policy: &ReadPolicy, may_be_readable: bool) -> Result<()> {
        match &self.source {
            Source::Stdin => policy.inputs.mark_volatile(),
            Source::File(path) => {
                let document = credential_file(path, policy, may_be_readable)?;
                self.text = Some(self.member(document)?);
            }
            _ => {}
        }
        Ok(())
    }

    /// The credential in the `document` of the source, which is the credential itself if the profile names no member.
    pub fn member(&self, document: Secret) -> Result<Secret> {
        let Some(pointer) = &self.pointer else { return Ok(document) };
        let kind = if matches!(self.source, Source::Command(_)) { Kind::Helper } else { Kind::Config };
        let error = |code| Error::new(kind, code).with("source", self.source.message());
        member(&document, pointer).map_err(|code| error(code).with("pointer", pointer))
    }

    /// Reports whether it is made of a token of a person, in this profile's chain.
    pub fn needs_login(&self) -> bool {
        self.profile.as_ref().is_some_and(|inner| {
            inner.owner == TokenOwner::Person || inner.credentials.values().any(Self::needs_login)
        })
    }

    /// Identifies it in the cache key without reading it: a digest of the text, the words of the command,
    /// the keyring item, the words of the URL and the variables in it, or the key of the other profile.
    pub fn identity(&self) -> Vec<String> {
        let words = |kind: &str, words: &[String]| [&[kind.to_owned()], words].concat();
        match (&self.text, &self.source) {
            (Some(text), _) => {
                let lasting = lasting_claims(text.expose());
                vec![sha256(lasting.as_ref().unwrap_or(text).expose().as_bytes())]
            }
            (None, Source::Command(command)) => {
                let pointer = self.pointer.iter().flat_map(|pointer| ["token".to_owned(), pointer.clone()]);
                words("command", command).into_iter().chain(pointer).collect()
            }
            (None, Source::SignCommand(command, _)) => words("sign-command", command),
            (None, Source::Keyring(item)) => words("keyring", &[item.service.clone(), item.account.clone()]),
            (None, Source::Profile(name)) => {
                let key = self.profile.as_ref().map_or_else(|| name.clone(), |profile| profile.key());
                words("profile", &[key].into_iter().chain(self.login.clone()).collect::<Vec<_>>())
            }
            (None, Source::Url(source)) => {
                let headers = source.headers.iter().map(|(name, value)| format!("{name}: {value}"));
                let parts = [source.url.to_string()].into_iter().chain(headers);
                let parts = parts.chain(source.token.clone()).chain(self.variables.clone());
                words("url", &[sha256(parts.collect::<Vec<_>>().join("\n").as_bytes())])
            }
            (None, _) => words("stdin", &[]),
        }
    }
}

/// How often, and after how long, to look again for a file that is missing.
const REPLACED_RETRIES: u8 = 3;
const REPLACED_PAUSE: Duration = Duration::from_millis(5);

/// The directory of secret files, beside the config file.
const SECRET_FILES: &str = "secrets";

/// Where gettoken itself keeps a client secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeptSecret {
    Keyring(KeyringItem),
    File(PathBuf),
}

impl ConfigDir {
    /// The file in which gettoken keeps the client secret of `profile`, and its name in the config file.
    pub fn own_secret_file(&self, profile: &str) -> (PathBuf, String) {
        (self.dir.join(SECRET_FILES).join(profile), format!("{SECRET_FILES}/{profile}"))
    }

    /// Where gettoken keeps the client secret of `profile`, or `None` if the config file names no source. Fails if the
    /// profile reads it from somewhere else.
    pub fn kept_secret(&self, profile: &str) -> Result<Option<KeptSecret>> {
        let configured = self.config.profile(profile)?;
        let source = match configured.and_then(|profile| profile.client_secret.clone()) {
            None => return Ok(None),
            // The document has other members.
            Some(SecretSource::Member(document, _)) => match *document {
                SecretSource::Command(words) => Source::Command(words),
                SecretSource::File(path) => Source::File(self.beside_config(&path)),
                _ => return Ok(None),
            },
            Some(SecretSource::Inline(text)) if text.is_empty() => return Ok(None),
            Some(SecretSource::Keyring(item)) => return Ok(Some(KeptSecret::Keyring(item))),
            Some(SecretSource::File(path)) => {
                let path = self.beside_config(&path);
                if path == self.own_secret_file(profile).0 {
                    return Ok(Some(KeptSecret::File(path)));
                }
                Source::File(path)
            }
            Some(SecretSource::Inline(_)) => {
                Source::Config(Message::new("source-file").with("path", &*self.config.path))
            }
            Some(SecretSource::Env(name)) => Source::Env(name),
            Some(SecretSource::Command(words)) => Source::Command(words),
            Some(SecretSource::Profile(name)) => Source::Profile(name),
            Some(SecretSource::SignCommand(words, is_der)) => Source::SignCommand(words, is_der),
            Some(SecretSource::Url(url)) => Source::Url(url),
        };
        let why = Message::new("secret-not-in-keyring").with("profile", profile);
        let why = why.with("source", source.message());
        Err(self.config.wrong(&format!("profiles.{profile}"), "client-secret", why))
    }

    /// Resolves a path in the config file relative to that file, not to the working directory.
    pub fn beside_config(&self, path: &Path) -> PathBuf {
        self.dir.join(expand(path))
    }

    /// The first profile other than `profile` that reads its client secret from `place`.
    pub fn other_user_of(&self, place: &KeptSecret, profile: &str) -> Result<Option<String>> {
        let uses = |source: &SecretSource| match (source, place) {
            (SecretSource::Keyring(item), KeptSecret::Keyring(kept)) => item == kept,
            (SecretSource::File(path), KeptSecret::File(kept)) => self.beside_config(path) == *kept,
            (SecretSource::Member(document, _), KeptSecret::File(kept)) => {
                matches!(&**document, SecretSource::File(path) if self.beside_config(path) == *kept)
            }
            _ => false,
        };
        let mut profiles = self.config.all()?.into_iter().filter(|(name, _)| name != profile);
        Ok(profiles.find(|(_, it)| it.credentials().any(|(_, source)| uses(source))).map(|(name, _)| name))
    }
}

/// The claims of a JWT that differ each time it is issued (RFC 7519 §4.1, OpenID Connect Core §2; the last four are
/// not registered, but common).
const PER_ISSUE: [&str; 10] =
    ["exp", "iat", "nbf", "jti", "auth_time", "at_hash", "aio", "rh", "uti", "warnafter"];

/// The claims of a JWT that stay the same when it is issued again to the same subject, as JSON. `None` if `text` is not
/// a JWT with an issuer or a subject: nothing says then whose it is.
///
/// All other claims count, because a server may decide by any of them, such as the environment of a CI job.
fn lasting_claims(text: &str) -> Option<Secret> {
    let mut claims = claims(text)?;
    let is_named = ["iss", "sub"].iter().any(|name| claims.contains_key(*name));
    remove_per_issue(&mut claims);
    is_named.then(|| Secret::new(Value::Object(claims).to_string()))
}

/// Removes [`PER_ISSUE`] at any depth.
fn remove_per_issue(members: &mut serde_json::Map<String, Value>) {
    members.retain(|name, _| !PER_ISSUE.contains(&name.as_str()));
    members.values_mut().filter_map(Value::as_object_mut).for_each(remove_per_issue);
}

/// Fails with an error of `wrong` if the value called `name` contains a character that it may not contain. Values
/// go into headers, URLs and messages, which have one line. RFC 6749, appendix A, allows only ASCII in a client
/// id and secret; visible letters of other alphabets are accepted here, because the server decides.
pub fn check_characters(
    name: &str,
    value: &str,
    source: &Source,
    wrong: impl FnOnce(Message) -> Error,
) -> Result<()> {
    // Spaces belong to a secret, and separate scopes.
    let may_begin_with_space = matches!(name, "client-secret" | "password" | "scope");
    let found = unsafe_character(value).or_else(|| {
        let is_end = |at| at == 1 || at == value.chars().count();
        let mut letters = (1..).zip(value.chars()).filter(|_| !may_begin_with_space);
        letters.find(|(at, letter)| letter.is_whitespace() && is_end(*at))
    });
    let Some((position, letter)) = found else { return Ok(()) };
    let code = if matches!(source, Source::Config(_)) { "value-unsafe" } else { "value-unsafe-source" };
    let why = Message::new(code).with("name", name).with("what", name_of(letter)).with("position", position);
    let error = wrong(why.with("source", source.message()));
    Err(match letter {
        '\r' => error.hint("character-of-windows"),
        '\n' => error.hint("character-of-a-line"),
        '\u{feff}' => error.hint("character-of-an-editor"),
        _ => error,
    })
}

/// Returns the secret called `name` that was read from `source`, if it can be one.
pub fn usable(name: &str, secret: Secret, source: &Source) -> Result<Secret> {
    checked(name, secret, source, false)
}

/// As [`usable`]; the secret may have several lines if `may_have_lines`.
pub fn checked(name: &str, secret: Secret, source: &Source, may_have_lines: bool) -> Result<Secret> {
    let kind = match source {
        Source::Command(_) => Kind::Helper,
        Source::Url(_) | Source::Profile(_) => Kind::Answer,
        _ => Kind::Config,
    };
    if secret.is_empty() {
        return Err(Error::new(kind, "secret-empty").with("name", name).with("source", source.message()));
    }
    let text = secret.expose();
    let wrong = |why| Error::new(kind, why);
    if may_have_lines {
        check_lines(name, text, source, wrong)?;
    } else {
        check_characters(name, text, source, wrong)?;
    }
    Ok(secret)
}

/// As [`check_characters`], for a value that may have several lines.
pub fn check_lines(
    name: &str,
    value: &str,
    source: &Source,
    wrong: impl FnOnce(Message) -> Error,
) -> Result<()> {
    let text = value.trim_start_matches('\u{feff}').replace(['\r', '\n', '\t'], " ");
    check_characters(name, text.trim(), source, wrong)
}

/// Reads the secret in a file that nobody else may read.
pub fn secret_file(path: &Path, policy: &ReadPolicy) -> Result<Secret> {
    credential_file(path, policy, false)
}

/// Reads the credential in a file. Others may read the file if `may_be_readable`, but nobody else may change it.
fn credential_file(path: &Path, policy: &ReadPolicy, may_be_readable: bool) -> Result<Secret> {
    // A file that is replaced together with its directory is missing for a moment if the link to the old one has
    // already been followed.
    let mut read = policy.read(path)?;
    for _ in 0..REPLACED_RETRIES {
        if read.is_none() {
            thread::sleep(REPLACED_PAUSE);
            read = policy.read(path)?;
        }
    }
    let Some((text, metadata)) = read else {
        return Err(Error::new(Kind::Config, "secret-file-missing").with("path", path));
    };
    policy.check(path, &metadata, || Ok(!may_be_readable))?;
    let secret = trimmed(&Secret::new(text));
    if secret.is_empty() {
        return Err(Error::new(Kind::Config, "file-empty").with("path", path));
    }
    Ok(secret)
}

/// Removes one line break at the end, which comes from the editor or `echo` and not from the secret.
pub fn trimmed(text: &Secret) -> Secret {
    let text = text.expose();
    let text = text.strip_suffix('\n').unwrap_or(text);
    Secret::new(text.strip_suffix('\r').unwrap_or(text))
}
