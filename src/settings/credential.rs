//! Where a credential is. What is here reads no more than a file: the rest is for whoever needs the
//! credential, and not before, since a cached token must not start a password manager.

use std::fmt;
use std::path::{Path, PathBuf};

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine};
use serde_json::Value;

use crate::error::{Error, Kind, Result};
use crate::escape::visible;
use crate::keyring::Item;
use crate::ownership::{Readers, shown};
use crate::secret::Secret;
use crate::sign::sha256;

/// Where a value came from, in words that may be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    Command(String),
    Config(String),
    Default,
    Env(String),
    File(PathBuf),
    Flag(String),
    Keyring(String),
    Stdin,
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Command(program) => write!(f, "the command `{}`", visible(program)),
            Self::Config(place) => write!(f, "{place}"),
            Self::Default => f.write_str("the provider's default"),
            Self::Env(name) => write!(f, "{name}"),
            Self::File(path) => write!(f, "the file `{}`", shown(path)),
            Self::Flag(name) => write!(f, "--{name}"),
            Self::Keyring(account) => write!(f, "`{}` in the keyring", visible(account)),
            Self::Stdin => f.write_str("stdin"),
        }
    }
}

/// A credential, or where it is read when it is needed.
#[derive(Clone, Debug)]
pub enum CredentialRef {
    /// From a flag, a variable, a file or the config file: its value is part of the cache key.
    Text(Secret, Source),
    /// A program and its arguments.
    Command(Vec<String>),
    Keyring(Item),
    Stdin,
}

impl CredentialRef {
    /// A file that nobody else may read, `-` being stdin.
    pub fn file(path: PathBuf, readers: &Readers) -> Result<Self> {
        if path.as_os_str() == "-" {
            readers.inputs.mark_volatile();
            return Ok(Self::Stdin);
        }
        Ok(Self::Text(secret_file(&path, readers)?, Source::File(path)))
    }

    /// Where it is, in words.
    pub fn source(&self) -> Source {
        match self {
            Self::Text(_, source) => source.clone(),
            Self::Command(words) => Source::Command(words.first().cloned().unwrap_or_default()),
            Self::Keyring(item) => Source::Keyring(item.account.clone()),
            Self::Stdin => Source::Stdin,
        }
    }

    /// The text, where it is known.
    pub fn text(&self) -> Option<&Secret> {
        if let Self::Text(text, _) = self { Some(text) } else { None }
    }

    /// What tells it from another without reading it: a digest of the text, the words of the command, or the
    /// keyring's item.
    pub fn identity(&self) -> Vec<String> {
        match self {
            Self::Text(text, _) => {
                let lasting = lasting_claims(text.expose());
                vec![sha256(lasting.as_ref().unwrap_or(text).expose().as_bytes())]
            }
            Self::Command(words) => [&["command".to_owned()], words.as_slice()].concat(),
            Self::Keyring(item) => vec!["keyring".to_owned(), item.service.clone(), item.account.clone()],
            Self::Stdin => vec!["stdin".to_owned()],
        }
    }
}

/// What stays the same when a JWT is signed anew (RFC 7519 §4.1), as `iss|sub|aud`, each in JSON; `None` if `text` is no
/// JWT that names any of them.
fn lasting_claims(text: &str) -> Option<Secret> {
    let [_, payload, _] = text.split('.').collect::<Vec<_>>()[..] else { return None };
    let claims: Value = serde_json::from_slice(&BASE64_URL_SAFE_NO_PAD.decode(payload).ok()?).ok()?;
    let named = ["iss", "sub", "aud"].map(|name| claims.get(name).map(Value::to_string));
    let is_any = named.iter().any(Option::is_some);
    is_any.then(|| Secret::new(named.map(Option::unwrap_or_default).join("|")))
}

/// The secret in a file that nobody else may read.
pub fn secret_file(path: &Path, readers: &Readers) -> Result<Secret> {
    let Some((text, metadata)) = readers.read(path)? else {
        return Err(Error::new(Kind::Config, "secret-file-missing").with("path", path));
    };
    readers.check(path, &metadata)?;
    let secret = trimmed(&Secret::new(text));
    if secret.is_empty() {
        return Err(Error::new(Kind::Config, "file-empty").with("path", path));
    }
    Ok(secret)
}

/// The first line break at the end belongs to the editor or to `echo`, not to the secret.
pub fn trimmed(text: &Secret) -> Secret {
    let text = text.expose();
    let text = text.strip_suffix('\n').unwrap_or(text);
    Secret::new(text.strip_suffix('\r').unwrap_or(text))
}
