//! Where the client secret is kept, and how it is fetched from there, not before it is needed: a
//! cached token must not start a password manager.

use std::fmt;
use std::fs::File;
use std::io::Read;
use std::path::PathBuf;

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine};
use serde_json::Value;

use super::helper::Helper;
use crate::error::{Error, Kind, Result};
use crate::escape::visible;
use crate::keyring::{self, Item};
use crate::ownership::{Readers, shown};
use crate::secret::Secret;
use crate::sign::sha256;

/// No secret is longer.
pub(super) const LARGEST: u64 = 64 * 1024;

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

/// A secret that is there, or where it will be fetched from.
#[derive(Clone, Debug)]
pub struct ClientSecret {
    pub source: Source,
    held: Held,
}

#[derive(Clone, Debug)]
enum Held {
    Text(Secret),
    Command(Helper),
    /// An item, and the profile whose secret it is.
    Keyring(Item, String),
}

impl ClientSecret {
    /// A secret that was given as it is.
    pub fn given(text: Secret, source: Source) -> Self {
        Self { source, held: Held::Text(text) }
    }

    /// A secret in a file that nobody else may read, `-` being stdin.
    pub fn in_file(path: PathBuf, readers: &Readers) -> Result<Self> {
        if path.as_os_str() == "-" {
            readers.inputs.mark_volatile();
            return Ok(Self::given(from_stdin()?, Source::Stdin));
        }
        let Some((text, metadata)) = readers.read(&path)? else {
            return Err(Error::new(
                Kind::Config,
                format!("the secret file `{}` does not exist", shown(&path)),
            ));
        };
        readers.check(&path, &metadata)?;
        let text = Secret::new(text);
        let secret = trimmed(text.expose());
        let source = Source::File(path);
        if secret.is_empty() {
            return Err(Error::new(Kind::Config, format!("{source} is empty")));
        }
        Ok(Self::given(secret, source))
    }

    /// A secret that a program will print.
    pub fn by_command(helper: Helper) -> Self {
        Self { source: Source::Command(helper.name().to_owned()), held: Held::Command(helper) }
    }

    /// A secret that `item` of the keyring holds, for `profile`.
    pub fn in_keyring(item: Item, profile: &str) -> Self {
        Self { source: Source::Keyring(item.account.clone()), held: Held::Keyring(item, profile.to_owned()) }
    }

    /// What tells this secret from another without fetching it: a digest of the text, the words of the command, or the
    /// keyring's item.
    pub fn identity(&self) -> Vec<String> {
        match &self.held {
            Held::Text(text) => {
                let lasting = lasting_claims(text.expose());
                vec![sha256(lasting.as_ref().unwrap_or(text).expose().as_bytes())]
            }
            Held::Command(helper) => [&["command".to_owned()], &*helper.words].concat(),
            Held::Keyring(item, _) => vec!["keyring".to_owned(), item.service.clone(), item.account.clone()],
        }
    }

    /// The secret itself.
    pub fn fetch(&self) -> Result<Secret> {
        match &self.held {
            Held::Text(text) => Ok(text.clone()),
            Held::Command(helper) => helper.run(),
            Held::Keyring(item, profile) => from_keyring(item, profile),
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

/// A secret in a file that nobody else may read, `-` being stdin.
pub fn secret_file(path: &std::path::Path, readers: &Readers) -> Result<Secret> {
    ClientSecret::in_file(path.to_owned(), readers)?.fetch()
}

/// The first line break at the end belongs to the editor or to `echo`, not to the secret.
pub(super) fn trimmed(text: &str) -> Secret {
    let text = text.strip_suffix('\n').unwrap_or(text);
    Secret::new(text.strip_suffix('\r').unwrap_or(text))
}

/// stdin without std's buffer, which keeps what went through it until the end.
pub fn stdin() -> std::io::Result<File> {
    #[cfg(unix)]
    let copy = std::os::fd::AsFd::as_fd(&std::io::stdin()).try_clone_to_owned();
    #[cfg(windows)]
    let copy = std::os::windows::io::AsHandle::as_handle(&std::io::stdin()).try_clone_to_owned();
    copy.map(File::from)
}

/// Reads a secret, or a rejected token, from stdin.
pub fn from_stdin() -> Result<Secret> {
    let mut text = String::new();
    stdin()
        .and_then(|input| input.take(LARGEST).read_to_string(&mut text))
        .map_err(|error| Error::new(Kind::Config, "cannot read stdin").caused_by(error))?;
    let text = Secret::new(text);
    let secret = trimmed(text.expose());
    if secret.is_empty() {
        return Err(Error::new(Kind::Config, "there is nothing on stdin"));
    }
    Ok(secret)
}

fn from_keyring(item: &Item, profile: &str) -> Result<Secret> {
    let account = visible(&item.account);
    let found = keyring::read(item)?.ok_or_else(|| {
        let service = visible(&item.service);
        Error::new(Kind::Config, format!("the keyring has no item `{account}` of the service `{service}`"))
            .hint(format!("`gettoken config set-secret {profile}` puts it there"))
    })?;
    let secret = trimmed(found.expose());
    match not_one_line(&secret) {
        Some(fault) => Err(Error::new(Kind::Config, format!("the keyring's item `{account}` holds {fault}"))),
        None => Ok(secret),
    }
}

/// Why this cannot be a client secret, if it cannot.
pub fn not_one_line(secret: &Secret) -> Option<&'static str> {
    if secret.is_empty() {
        return Some("nothing");
    }
    secret.expose().contains(['\n', '\r', '\0']).then_some("more than one line")
}
