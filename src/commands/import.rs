//! `gettoken import`: makes profiles for the credentials in another program's file.

use std::path::{Path, PathBuf};

use clap::builder::PossibleValuesParser;
use clap::{Arg, Command, ValueHint};
use serde_json::Value;

use super::Call;
use crate::app::App;
use crate::app::config_editor::{self, ConfigText, Setting};
use crate::app::credentials::{keep, require_keyring, stdin_text};
use crate::cli::args::{all, flag, maybe, several, text};
use crate::error::{Error, Kind, Result};
use crate::import::{self, Allowed, Draft, Location};
use crate::keyring::{KeyringItem, SECRETS};
use crate::message::{self, Message};
use crate::output;
use crate::provider::CLIENT_SECRET;
use crate::report;
use crate::reserved;
use crate::secret::Secret;
use crate::settings::{ConfigDir, CredentialRef, KeptSecret, Settings, Source, expand};

pub fn args(command: Command) -> Command {
    let format =
        Arg::new("format").required(true).value_name("FORMAT").help(message::help("help-import-format"));
    let file = Arg::new("file").required(true).value_name("FILE").help(message::help("help-import-file"));
    command
        .arg(format.value_parser(PossibleValuesParser::new(import::formats())))
        .arg(file.value_parser(clap::value_parser!(PathBuf)).value_hint(ValueHint::FilePath))
        .arg(flag("write", "help-import-write"))
        .arg(text("name", "NAME", "help-import-name"))
        .arg(flag("replace", "help-import-replace").requires("write"))
        .arg(several("allow-host", "HOST", "help-import-allow-host"))
        .arg(flag("allow-command", "help-import-allow-command"))
}

/// Prints the profiles, or adds them to the config file.
pub fn run(Call { home, matches, .. }: Call) -> Result<u8> {
    let format: String = maybe(&matches, "format").unwrap_or_default();
    let path: PathBuf = maybe(&matches, "file").unwrap_or_default();
    let name = maybe::<String>(&matches, "name").unwrap_or_else(|| format.clone());
    let allowed = Allowed { hosts: all(&matches, "allow-host"), command: matches.get_flag("allow-command") };
    let rules = import::rules(&format).ok_or_else(|| Error::new(Kind::Internal, "bug"))?;
    let (document, place) = open(home, &path)?;
    let drafts = import::read(&rules, &document, &place, &allowed, &name)?;
    reserved::profile_warning(&name).iter().for_each(report::warn);
    if !matches.get_flag("write") {
        return print(home, &drafts);
    }
    if drafts.iter().any(|draft| draft.kept.is_some()) {
        require_keyring()?;
    }
    let replace = matches.get_flag("replace");
    config_editor::edit(
        home,
        |document| drafts.iter().try_for_each(|draft| write(draft, document, replace)),
        |after| drafts.iter().try_for_each(|draft| begin_session(after, draft, check(after, draft)?)),
        || drafts.iter().try_for_each(keep_secret),
    )?;
    let wrote = |draft: &Draft| {
        report::say(
            Message::new("import-wrote").with("profile", &draft.name).with("path", &*home.config.path),
        );
    };
    drafts.iter().for_each(wrote);
    report::say(Message::new("login-prints").with("call", reserved::call(&name)));
    Ok(0)
}

/// Reads the file, or stdin.
fn open(home: &ConfigDir, path: &Path) -> Result<(Secret, Location)> {
    if path.as_os_str() == "-" {
        return Ok((stdin_text(&home.read_policy)?, Location::Stdin));
    }
    let unreadable = |error| Error::new(Kind::Config, "file-unreadable").with("path", path).caused_by(error);
    let path = std::path::absolute(expand(path)).map_err(unreadable)?;
    // The config file is text.
    let name =
        path.to_str().ok_or_else(|| Error::new(Kind::Config, "import-path-not-text").with("path", &*path))?;
    let missing = || Error::new(Kind::Config, "import-file-missing").with("path", &*path);
    let (text, _) = home.read_policy.read(&path)?.ok_or_else(missing)?;
    Ok((Secret::new(text), Location::File(name.to_owned())))
}

/// Prints the profiles as the config file would have them.
fn print(home: &ConfigDir, drafts: &[Draft]) -> Result<u8> {
    let mut whole = config_editor::document(home)?;
    drafts.iter().try_for_each(|draft| write(draft, &mut whole, true))?;
    let after = home.with_text(whole.text())?;
    drafts.iter().try_for_each(|draft| check(&after, draft).map(drop))?;
    let mut own = ConfigText::default();
    drafts.iter().try_for_each(|draft| write(draft, &mut own, true))?;
    output::write(&own.text())?;
    if drafts.iter().any(|draft| draft.session.is_some()) {
        report::say("import-session-unwritten");
    }
    if drafts.iter().any(|draft| draft.kept.is_some()) {
        report::say("import-secret-unwritten");
    }
    Ok(0)
}

/// Adds a profile to `document`. Fails if there is one of that name, unless it is to be replaced.
fn write(draft: &Draft, document: &mut ConfigText, replace: bool) -> Result<()> {
    let profile = ["profiles", draft.name.as_str()];
    if !document.names(&profile).is_empty() {
        if !replace {
            return Err(Error::new(Kind::Config, "import-profile-exists").with("profile", &draft.name));
        }
        document.unset(&profile);
    }
    let set = |(path, value): &(Vec<&'static str>, Value)| {
        document.set(&[&profile[..], path].concat(), setting(value))
    };
    let misplaced =
        || Error::new(Kind::Config, "config-key-misplaced").with("key", format!("profiles.{}", draft.name));
    draft.keys.iter().all(set).then_some(()).ok_or_else(misplaced)
}

fn setting(value: &Value) -> Setting {
    match value {
        Value::Object(members) => {
            Setting::Table(members.iter().map(|(name, value)| (name.clone(), setting(value))).collect())
        }
        Value::Array(items) => {
            Setting::List(items.iter().filter_map(Value::as_str).map(str::to_owned).collect())
        }
        value => Setting::Text(value.as_str().unwrap_or_default().to_owned()),
    }
}

/// Checks a profile as any use of it does.
fn check(after: &ConfigDir, draft: &Draft) -> Result<Settings> {
    let (settings, fault) = config_editor::resolve_profile(after, &draft.name)?;
    fault.map_or(Ok(settings), Err)
}

/// Stores the session of a profile that has one. Its first refresh shows that it is valid.
fn begin_session(after: &ConfigDir, draft: &Draft, mut settings: Settings) -> Result<()> {
    let Some(refresh_token) = &draft.session else { return Ok(()) };
    // The keyring gets the secret only if all goes well.
    if let Some((_, secret)) = draft.kept.as_ref().filter(|(name, _)| *name == CLIENT_SECRET) {
        let typed = CredentialRef::new(Source::Stdin, Some(secret.clone()));
        settings.credentials.insert(CLIENT_SECRET.to_owned(), typed);
    }
    App::of(after, settings).import_session(refresh_token).map(drop)
}

fn keep_secret(draft: &Draft) -> Result<()> {
    let Some((_, secret)) = &draft.kept else { return Ok(()) };
    let item = KeyringItem { service: SECRETS.to_owned(), account: draft.name.clone() };
    keep(&KeptSecret::Keyring(item), secret)
}
