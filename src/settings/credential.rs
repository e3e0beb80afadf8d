//! Where the client secret is kept, and how it is fetched from there, not before it is needed: a
//! cached token must not start a password manager.

use std::fmt;
use std::io::Read;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use crate::error::{Error, Kind, Result};
use crate::escape::visible;
use crate::ownership::{self, shown};
use crate::secret::Secret;

/// A helper that has not printed the secret after this long (a person may have to type) is ended.
const HELPER_LIMIT: Duration = Duration::from_secs(30);
/// No secret is longer; a helper that prints more is broken.
const LARGEST: u64 = 64 * 1024;

/// Where a value came from, in words that may be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    Command(String),
    Config(String),
    Default,
    Env(String),
    File(PathBuf),
    Flag(String),
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
            Self::Stdin => f.write_str("stdin"),
        }
    }
}

/// A secret that is there, or a command that will print it.
#[derive(Clone, Debug)]
pub struct ClientSecret {
    pub source: Source,
    held: Held,
}

#[derive(Clone, Debug)]
enum Held {
    Text(Secret),
    /// A program, its arguments, and variables that it must not see.
    Command(Vec<String>, Vec<String>),
}

impl ClientSecret {
    /// A secret that was given as it is.
    pub fn given(text: Secret, source: Source) -> Self {
        Self { source, held: Held::Text(text) }
    }

    /// A secret in a file that nobody else may read, `-` being stdin.
    pub fn in_file(path: PathBuf) -> Result<Self> {
        if path.as_os_str() == "-" {
            return Ok(Self::given(from_stdin()?, Source::Stdin));
        }
        let Some((text, metadata)) = ownership::read(&path)? else {
            return Err(Error::new(
                Kind::Config,
                format!("the secret file `{}` does not exist", shown(&path)),
            ));
        };
        ownership::refuse_if_others_may_read(&path, &metadata)?;
        let text = Secret::new(text);
        let secret = trimmed(text.expose());
        let source = Source::File(path);
        if secret.is_empty() {
            return Err(Error::new(Kind::Config, format!("{source} is empty")));
        }
        Ok(Self::given(secret, source))
    }

    /// A secret that `words` will print; `hidden` variables are taken from its environment.
    pub fn by_command(words: Vec<String>, hidden: Vec<String>) -> Self {
        Self { source: Source::Command(words[0].clone()), held: Held::Command(words, hidden) }
    }

    /// What tells this secret from another without fetching it: its text, or the command.
    pub fn identity(&self) -> Secret {
        match &self.held {
            Held::Text(text) => text.clone(),
            Held::Command(words, _) => Secret::new(format!("command {words:?}")),
        }
    }

    /// The secret itself.
    pub fn fetch(&self) -> Result<Secret> {
        match &self.held {
            Held::Text(text) => Ok(text.clone()),
            Held::Command(words, hidden) => run(words, hidden),
        }
    }
}

/// A secret in a file that nobody else may read, `-` being stdin.
pub fn secret_file(path: &std::path::Path) -> Result<Secret> {
    ClientSecret::in_file(path.to_owned())?.fetch()
}

/// The first line break at the end belongs to the editor or to `echo`, not to the secret.
fn trimmed(text: &str) -> Secret {
    let text = text.strip_suffix('\n').unwrap_or(text);
    Secret::new(text.strip_suffix('\r').unwrap_or(text))
}

/// Reads a secret, or a rejected token, from stdin.
pub fn from_stdin() -> Result<Secret> {
    crate::witness::once();
    let mut text = String::new();
    std::io::stdin()
        .take(LARGEST)
        .read_to_string(&mut text)
        .map_err(|error| Error::new(Kind::Config, "cannot read stdin").caused_by(error))?;
    let text = Secret::new(text);
    let secret = trimmed(text.expose());
    if secret.is_empty() {
        return Err(Error::new(Kind::Config, "there is nothing on stdin"));
    }
    Ok(secret)
}

fn run(words: &[String], hidden: &[String]) -> Result<Secret> {
    let program = visible(&words[0]);
    let failed = |why: String| Error::new(Kind::Helper, format!("the command `{program}` {why}"));
    let mut command = Command::new(&words[0]);
    command.args(&words[1..]).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::inherit());
    for name in hidden {
        command.env_remove(name);
    }
    let mut child = command.spawn().map_err(|error| failed("cannot be run".into()).caused_by(error))?;
    let output = read_in_time(&mut child);
    let Some(output) = output else {
        // It may have ended by itself just now; either way it is gone afterwards.
        let _ = child.kill();
        let _ = child.wait();
        return Err(failed(format!("printed nothing within {} s", HELPER_LIMIT.as_secs())));
    };
    let bytes = output.map_err(|error| failed("cannot be read".into()).caused_by(error))?;
    if bytes.len() as u64 > LARGEST {
        let _ = child.kill();
        let _ = child.wait();
        return Err(failed(format!("printed more than {LARGEST} bytes")));
    }
    let status = child.wait().map_err(|error| failed("cannot be waited for".into()).caused_by(error))?;
    if !status.success() {
        return Err(failed(format!("failed ({status})")));
    }
    let text = Secret::new(
        String::from_utf8(bytes).map_err(|_| failed("printed something that is not UTF-8".into()))?,
    );
    let secret = trimmed(text.expose());
    if secret.is_empty() {
        return Err(failed("printed nothing".into()));
    }
    if secret.expose().contains(['\n', '\r', '\0']) {
        return Err(failed("printed more than one line".into()));
    }
    Ok(secret)
}

/// What the child prints until it closes its output; `None` when that takes too long.
fn read_in_time(child: &mut Child) -> Option<std::io::Result<Vec<u8>>> {
    let output = child.stdout.take()?;
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        let read = output.take(LARGEST + 1).read_to_end(&mut bytes).map(|_| bytes);
        // The receiver is gone when the time is over.
        let _ = sender.send(read);
    });
    receiver.recv_timeout(HELPER_LIMIT).ok()
}
