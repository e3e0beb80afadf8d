//! Reads credentials from the source that the profile names. Only this module starts a program or opens the
//! keyring for a credential, and only when it is needed.

use std::fs::{self, File};
use std::io::{self, ErrorKind, IsTerminal, Read};
use std::path::Path;
use std::time::Duration;

use super::config_editor::NewFile;
use super::helper;
use super::{App, report_finding};
use crate::cli::Rejected;
use crate::crypto::sha256;
use crate::error::{Error, Kind, Result};
use crate::http::{
    Client, Payload, Request, check_metadata_url, host_of, is_loopback_authority, note_request, note_status,
    shown_url, split_query,
};
use crate::keyring::{self, KeyringItem};
use crate::message::Message;
use crate::sanitize::is_header_value;
use crate::secret::Secret;
use crate::secret_source::{ENV, UrlSource};
use crate::settings::{
    ConfigDir, CredentialRef, KeptSecret, Settings, Source, checked, name_in_messages, secret_file, trimmed,
    usable,
};
use crate::template::Template;
use crate::trusted_file::{self, ReadPolicy};

/// The longest secret, in bytes.
pub const LARGEST: u64 = 64 * 1024;

impl App<'_> {
    /// Reads the credential called `name`, if the profile has one.
    pub fn credential(&self, name: &str) -> Result<Option<Secret>> {
        let Some(credential) = self.settings.credentials.get(name) else { return Ok(None) };
        let source = &credential.source;
        let secret = match (&credential.text, source) {
            (Some(text), _) => text.clone(),
            (None, Source::Command(words)) => credential.member(self.command(words)?)?,
            (None, Source::Keyring(item)) => from_keyring(item, &self.settings.profile)?,
            // The key stays where it is.
            (None, Source::SignCommand(..)) => return Ok(None),
            (None, Source::Profile(_)) => self.token_of_profile(name, credential)?,
            (None, Source::Url(url)) => self.ask_url(name, url)?,
            (None, _) => from_stdin(name, &self.home.read_policy)?,
        };
        let declared = self.settings.provider.credentials.get(name);
        checked(name, secret, source, declared.is_some_and(|declared| declared.lines)).map(Some)
    }

    /// The token of the profile that the credential called `name` comes from, from the cache if it is there.
    pub(super) fn token_of_profile(&self, name: &str, credential: &CredentialRef) -> Result<Secret> {
        let Some(settings) = &credential.profile else {
            return Err(self.settings.error(Kind::Internal, "credential-profile-unresolved"));
        };
        let mut settings = (**settings).clone();
        // The deadline is that of this profile, and so is the limit in messages.
        settings.network.timeout = self.settings.network.timeout;
        // Once the time is over, nothing that the lock protects is of use any more.
        settings.freshness.lock_timeout = settings.freshness.lock_timeout.min(self.time_left());
        // The token that was refused before, so that another process that has replaced it meanwhile is not asked again.
        if let Some(refused) = self.blamed.borrow().get(name) {
            settings.freshness.rejected = Some(Rejected::Sha256(refused.clone()));
        }
        settings.findings.iter().for_each(report_finding);
        let inner = App { deadline: self.deadline.clone(), ..App::of(self.home, settings) };
        let wrapped = |error: Error| {
            let hop = Message::new("chain-hop").with("inner", &inner.settings.profile);
            let hop =
                hop.with("outer", &self.settings.profile).with("name", name_in_messages(name, "value-name"));
            // The inner profile has already tried as often as it may.
            error.nothing_spent(false).hint(hop)
        };
        let outcome = inner.check().and_then(|()| inner.token()).map_err(wrapped)?;
        let secret = outcome.token.access_token;
        // A token that is new cannot be replaced by a better one.
        if outcome.from_cache {
            self.chained.borrow_mut().insert(name.to_owned(), sha256(secret.expose().as_bytes()));
        }
        Ok(secret)
    }

    /// Gets the credential called `name` from a server.
    fn ask_url(&self, name: &str, source: &UrlSource) -> Result<Secret> {
        let value = |wanted: &str| value_for_url(self.home, &self.settings, wanted);
        let missing = || url_incomplete(self.home, &self.settings, name, source);
        missing().map_or(Ok(()), Err)?;
        let url = source.url.fill_url(value)?;
        let header = |(name, header): (&String, &Template)| {
            header.fill(value).map(|text| (name.to_ascii_lowercase(), Secret::new(text)))
        };
        let headers: Vec<(String, Secret)> = source.headers.iter().filter_map(header).collect();
        if let Some((header, _)) = headers.iter().find(|(_, text)| !is_header_value(text.expose())) {
            let error = self.settings.error(Kind::Config, "credential-url-header");
            return Err(error.with("name", name).with("header", header));
        }
        let (url, query) = split_query(&url);
        let request =
            Request { method: "GET".into(), url: url.to_owned(), query, headers, body: Payload::None };
        note_request(&request);
        // Asking again uses nothing up.
        let sent = self.client_for(&request.url).send(&request);
        let response = sent.map_err(|error| error.nothing_spent(true))?;
        note_status(response.status);
        let is_busy = response.status == 429 || response.status >= 500;
        let kind = if is_busy { Kind::Busy } else { Kind::Answer };
        let refused = |code| {
            let error = self.settings.error(kind, code).with("name", name).nothing_spent(is_busy);
            error.with("status", response.status).with("url", shown_url(&request.url))
        };
        if !response.is_success() {
            return Err(refused("credential-url-refused"));
        }
        let pointer = source.token.as_deref().unwrap_or_default();
        let found = source.read(&response.body).map_err(|code| refused(code).with("pointer", pointer))?;
        Ok(trimmed(&found))
    }

    /// The client for the server at `url`: http reaches only this machine and the servers for metadata.
    fn client_for(&self, url: &str) -> Client {
        let host = host_of(url).filter(|_| url.starts_with("http://"));
        let is_metadata = |host: &String| !is_loopback_authority(host) && check_metadata_url(url).is_ok();
        match host.filter(is_metadata) {
            Some(_) => Client::until(self.settings.network.clone().for_metadata(), self.deadline()),
            None => self.client_until_deadline(),
        }
    }

    /// Signs `input` with the program that has the key, without giving it the variables that contain secrets.
    pub fn sign(&self, words: &[String], input: &[u8]) -> Result<Vec<u8>> {
        let program = self.home.program(words)?;
        let hidden = self.home.secret_variables(&self.settings)?;
        helper::run_with_input(&program, words, &hidden, self.limit(), input)
    }

    pub(super) fn command(&self, words: &[String]) -> Result<Secret> {
        let program = self.home.program(words)?;
        let hidden = self.home.secret_variables(&self.settings)?;
        helper::run(&program, words, &hidden, self.limit())
    }
}

/// The value of a name in the templates of a URL that gives out a credential.
fn value_for_url(home: &ConfigDir, settings: &Settings, name: &str) -> Option<String> {
    match name.strip_prefix(ENV) {
        Some(variable) => home.environment.text(variable).ok().flatten(),
        None => settings.value(name),
    }
}

/// The error that a value is missing that the request for the credential called `name` needs.
pub fn url_incomplete(
    home: &ConfigDir,
    settings: &Settings,
    name: &str,
    source: &UrlSource,
) -> Option<Error> {
    let mut names = source.templates().flat_map(Template::names);
    let missing = names.find(|name| value_for_url(home, settings, name).is_none())?;
    let error = settings.error(Kind::Config, "credential-url-incomplete").with("name", name);
    Some(error.with("missing", missing.strip_prefix(ENV).unwrap_or(missing)))
}

/// Reads credentials from stdin early, because their values are part of the cache key.
pub fn read_stdin(settings: &mut Settings, policy: &ReadPolicy) -> Result<()> {
    let on_stdin = settings.credentials.iter().filter(|(_, credential)| credential.source == Source::Stdin);
    if let [first, second, ..] = on_stdin.map(|(name, _)| name).collect::<Vec<_>>()[..] {
        let error = Error::new(Kind::Usage, "stdin-taken");
        return Err(error.with("name", second).with("other", first));
    }
    for (name, credential) in &mut settings.credentials {
        if credential.source == Source::Stdin {
            let text = from_stdin(name, policy);
            credential.text = Some(text.inspect_err(|_| settings.unavailable = Some(name.clone()))?);
        }
    }
    Ok(())
}

/// Reads the secret called `name` from a private file, or from stdin if `path` is `-`.
pub fn from_file(name: &str, path: &Path, policy: &ReadPolicy) -> Result<Secret> {
    if path.as_os_str() == "-" {
        return from_stdin(name, policy);
    }
    usable(name, secret_file(path, policy)?, &Source::File(path.to_owned()))
}

/// Reads the secret or token called `name` from stdin.
pub fn from_stdin(name: &str, policy: &ReadPolicy) -> Result<Secret> {
    usable(name, stdin_text(policy)?, &Source::Stdin)
}

/// Reads all of stdin, a short text.
pub fn stdin_text(policy: &ReadPolicy) -> Result<Secret> {
    let bytes = whole_stdin(LARGEST, policy.limit()).map_err(|error| match error.kind() {
        ErrorKind::FileTooLarge => Error::new(Kind::Config, "stdin-too-long").with("most", LARGEST),
        _ => unread(Error::new(Kind::Config, "stdin-unreadable"), error),
    })?;
    let text = trusted_file::utf_8(bytes)
        .map_err(|error| Error::new(Kind::Config, "stdin-unreadable").caused_by(error))?;
    let secret = trimmed(&Secret::new(text));
    if secret.is_empty() {
        return Err(Error::new(Kind::Config, "stdin-empty"));
    }
    Ok(secret)
}

/// Reads all of stdin, which may have at most `most` bytes; see [`stdin`].
pub fn whole_stdin(most: u64, limit: Duration) -> io::Result<Vec<u8>> {
    stdin(limit, move |input| trusted_file::limited(input, 0, most))
}

/// Reads stdin with `read`, without std's buffer, which would keep a copy until the program ends. Fails after
/// `limit`, unless a person types.
pub fn stdin<T: Send + 'static>(
    limit: Duration,
    read: impl FnOnce(&mut dyn Read) -> io::Result<T> + Send + 'static,
) -> io::Result<T> {
    #[cfg(unix)]
    let copy = std::os::fd::AsFd::as_fd(&io::stdin()).try_clone_to_owned();
    #[cfg(windows)]
    let copy = std::os::windows::io::AsHandle::as_handle(&io::stdin()).try_clone_to_owned();
    let mut file = File::from(copy?);
    // A thread has its signals blocked, so in the background it could not be stopped by the terminal.
    if file.is_terminal() {
        // Only std's stdin knows the characters that are typed at a console of Windows.
        return if cfg!(windows) { read(&mut io::stdin().lock()) } else { read(&mut file) };
    }
    trusted_file::in_time(limit, move || read(&mut file))?
}

/// Adds the reason why stdin could not be read, and how to allow more time.
pub fn unread(error: Error, cause: io::Error) -> Error {
    let is_late = cause.kind() == ErrorKind::TimedOut;
    let error = error.caused_by(cause);
    if is_late { error.hint("stdin-late") } else { error }
}

/// Fails if this build cannot use a keyring at all.
pub fn require_keyring() -> Result<()> {
    keyring::missing().map_or(Ok(()), |why| Err(Error::new(Kind::Config, why)))
}

/// Reports whether the keyring has an item for the secret. Fails if there is no usable keyring.
pub fn is_in_keyring(item: &KeyringItem) -> Result<bool> {
    require_keyring()?;
    keyring::read(item).map(|secret| secret.is_some())
}

/// Stores a secret where gettoken keeps it. A file is replaced as a whole, so the caller holds the lock of the config
/// file, see [`super::config_editor::edit`].
pub fn keep(place: &KeptSecret, secret: &Secret) -> Result<()> {
    let path = match place {
        KeptSecret::Keyring(item) => return keyring::write(item, secret),
        KeptSecret::File(path) => path,
    };
    let failed =
        |error: io::Error| Error::new(Kind::Config, "file-unwritable").with("path", &**path).caused_by(error);
    if let Some(folder) = path.parent() {
        trusted_file::make_private_folder(folder, true).map_err(failed)?;
        trusted_file::check(folder)?;
    }
    let (real, metadata) = trusted_file::own_file(path)?;
    let new = NewFile::write(&real, metadata.as_ref(), &format!("{}\n", secret.expose())).map_err(failed)?;
    new.rename(&real).map_err(failed)
}

/// Removes a secret from where gettoken keeps it. Returns whether it was there.
pub fn forget(place: &KeptSecret) -> Result<bool> {
    match place {
        KeptSecret::Keyring(item) => keyring::remove(item),
        KeptSecret::File(path) => match fs::remove_file(path) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
            Err(error) => {
                Err(Error::new(Kind::Config, "file-unwritable").with("path", &**path).caused_by(error))
            }
        },
    }
}

pub(super) fn from_keyring(item: &KeyringItem, profile: &str) -> Result<Secret> {
    let error = |code: &'static str| {
        let error = Error::new(Kind::Config, code).with("profile", profile);
        error.with("account", &item.account).with("service", &item.service)
    };
    Ok(trimmed(&keyring::read(item)?.ok_or_else(|| error("keyring-item-missing"))?))
}
