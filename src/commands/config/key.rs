//! The keys of `gettoken config get`, `set` and `unset`: `PROFILE.KEY`, `defaults.KEY` or
//! `shared-store.KEY`.

use std::collections::BTreeSet;

use crate::app::config_editor::Setting;
use crate::cli::Names;
use crate::cli::completion::{FILES, Sources, Typed};
use crate::duration;
use crate::error::{Error, Kind, Result};
use crate::message::{Message, Value};
use crate::output::Format;
use crate::provider::{CLIENT_SECRET, Credential};
use crate::sanitize::is_name;
use crate::secret_source::CREDENTIAL_KEYS;
use crate::settings::ConfigDir;
use crate::suggest::nearest;

/// What a key may contain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Bool,
    Duration,
    /// Any text.
    Text,
    Path,
    /// The name of a definition.
    Provider,
    /// A value of a variable of the definition.
    Variable,
    /// A text, or several, which are written as an array.
    Texts,
    /// Always an array.
    Words,
    Grant,
    /// The access token or the ID token.
    Kind,
    Number,
    /// What to do without the shared store.
    OnFailure,
    Output,
    /// A secret if it contains a password.
    Proxy,
    /// The form of a signature.
    Signature,
    Store,
    /// A secret in the file itself.
    Secret,
    /// A whole profile or a table of one.
    Table,
    /// A secret if it has a query.
    Url,
}

impl Form {
    /// The only values, if they are fixed words.
    fn words(self) -> Vec<&'static str> {
        match self {
            Self::Bool => vec!["true", "false"],
            Self::Grant => vec!["app", "user"],
            Self::Kind => vec!["access", "id"],
            Self::OnFailure => vec!["fail", "local"],
            Self::Output => Format::words().collect(),
            Self::Signature => vec!["der", "raw"],
            Self::Store => vec!["file", "keyring"],
            _ => Vec::new(),
        }
    }
}

/// The keys under `[defaults]`.
pub const DEFAULTS: [(&str, Form); 10] = [
    ("cache", Form::Bool),
    ("cacert", Form::Path),
    ("connect-timeout", Form::Duration),
    ("lock-timeout", Form::Duration),
    ("min-valid", Form::Duration),
    ("output", Form::Output),
    ("proxy", Form::Proxy),
    ("retries", Form::Number),
    ("store", Form::Store),
    ("timeout", Form::Duration),
];

/// The keys of a profile.
pub const PROFILE: [(&str, Form); 27] = [
    ("actor", Form::Secret),
    ("api-host", Form::Text),
    ("audience", Form::Texts),
    ("base-url", Form::Text),
    ("cache", Form::Bool),
    ("cacert", Form::Path),
    ("certificate", Form::Secret),
    ("client-id", Form::Text),
    ("client-key", Form::Secret),
    ("client-secret", Form::Secret),
    ("credentials", Form::Table),
    ("grant", Form::Grant),
    ("min-valid", Form::Duration),
    ("output", Form::Output),
    ("params", Form::Table),
    ("provider", Form::Provider),
    ("proxy", Form::Proxy),
    ("resource", Form::Texts),
    ("scope", Form::Texts),
    ("share", Form::Text),
    ("share-subject", Form::Bool),
    ("shared", Form::Bool),
    ("store", Form::Store),
    ("subject", Form::Secret),
    ("token", Form::Kind),
    ("user", Form::Text),
    ("vars", Form::Table),
];

/// The keys of a credential that say where it is kept.
pub const SOURCES: [(&str, Form); 11] = [
    ("command", Form::Words),
    ("env", Form::Text),
    ("file", Form::Path),
    ("headers", Form::Table),
    ("keyring", Form::Text),
    ("profile", Form::Text),
    ("service", Form::Text),
    ("sign-command", Form::Words),
    ("sign-command-form", Form::Signature),
    ("token", Form::Text),
    ("url", Form::Url),
];

/// The keys under `[shared-store]`.
pub const SHARED_STORE: [(&str, Form); 9] = [
    ("insecure-network", Form::Bool),
    ("key", Form::Secret),
    ("master", Form::Text),
    ("on-failure", Form::OnFailure),
    ("password", Form::Secret),
    ("prefix", Form::Text),
    ("sentinels", Form::Texts),
    ("url", Form::Text),
    // No secret, but where it comes from can be said in the same way.
    ("user", Form::Text),
];

/// The keys under [`SHARED_STORE`] that have a source, and the keys of such a source.
pub const STORE_CREDENTIALS: [&str; 3] = ["key", "password", "user"];
const STORE_SOURCES: [&str; 6] = ["command", "env", "file", "keyring", "service", "token"];

/// A key of the config file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// As it was typed.
    pub word: String,
    /// The tables and the key.
    pub path: Vec<String>,
    pub form: Form,
}

impl Key {
    /// Reads a key as it is typed.
    pub fn parse(word: &str, home: &ConfigDir) -> Result<Self> {
        let variables = |profile: &str| match home.definition(profile) {
            Ok(Some(provider)) => provider.vars.keys().cloned().collect(),
            _ => Vec::new(),
        };
        Self::read(word, || home.config.names(), variables)
    }

    /// Reads a key, given the names of all profiles, and of the variables of a profile.
    fn read(
        word: &str,
        profiles: impl FnOnce() -> Result<BTreeSet<String>>,
        variables: impl FnOnce(&str) -> Vec<String>,
    ) -> Result<Self> {
        let rest = word.strip_prefix("profiles.").unwrap_or(word);
        if let Some(key) = rest.strip_prefix("defaults.").filter(|_| rest == word) {
            let form = form_of(key, &DEFAULTS).ok_or_else(|| unknown(word, key, names(&DEFAULTS)))?;
            return Ok(Self::new(word, ["defaults", key], form));
        }
        if let Some(key) = rest.strip_prefix("shared-store.").filter(|_| rest == word) {
            let form = match key.split_once('.') {
                None => form_of(key, &SHARED_STORE),
                Some((name, source)) if STORE_CREDENTIALS.contains(&name) => {
                    form_of(source, &SOURCES).filter(|_| STORE_SOURCES.contains(&source))
                }
                Some(_) => None,
            };
            let form = form.ok_or_else(|| unknown(word, key, names(&SHARED_STORE)))?;
            return Ok(Self::new(word, ["shared-store"].into_iter().chain(key.split('.')), form));
        }
        if rest == "shared-store" && rest == word {
            return Ok(Self::new(word, [rest], Form::Table));
        }
        let profiles = profiles()?;
        if rest == "defaults" || profiles.contains(rest) {
            let path = if rest == word && rest == "defaults" { vec![rest] } else { vec!["profiles", rest] };
            return Ok(Self::new(word, path, Form::Table));
        }
        let parts: Vec<&str> = rest.split('.').collect();
        // The name of a profile may contain dots, and so may the name of a variable in principle.
        for at in (1..parts.len()).rev() {
            let profile = parts[..at].join(".");
            let form = match parts[at..] {
                [key] => form_of(key, &PROFILE),
                [name, source] if CREDENTIAL_KEYS.contains(&name) => form_of(source, &SOURCES),
                ["credentials", _] => Some(Form::Secret),
                ["credentials", _, source] => form_of(source, &SOURCES),
                ["params", _] => Some(Form::Secret),
                ["vars", _] => Some(Form::Variable),
                _ => None,
            };
            if let Some(form) = form.filter(|_| is_name(&profile)) {
                let path = ["profiles", profile.as_str()].into_iter().chain(parts[at..].iter().copied());
                return Ok(Self::new(word, path, form));
            }
        }
        let Some((profile, name)) = rest.rsplit_once('.') else {
            return Err(without_profile(word));
        };
        let variables = variables(profile);
        // The flag of a variable has no `vars` either.
        if variables.iter().any(|known| known == name) {
            return Ok(Self::new(word, ["profiles", profile, "vars", name], Form::Variable));
        }
        let known = names(&PROFILE).chain(variables.iter().map(String::as_str));
        Err(unknown(word, name, known))
    }

    fn new<'a>(word: &str, path: impl IntoIterator<Item = &'a str>, form: Form) -> Self {
        Self { word: word.to_owned(), path: path.into_iter().map(str::to_owned).collect(), form }
    }

    /// The path as slices.
    pub fn path(&self) -> Vec<&str> {
        self.path.iter().map(String::as_str).collect()
    }

    /// The profile that the key belongs to, if it is not one of the defaults.
    pub fn profile(&self) -> Option<&str> {
        match &self.path[..] {
            [table, profile, ..] if table == "profiles" => Some(profile),
            _ => None,
        }
    }

    /// Reads `words` from the command line as the value of this key.
    pub fn value(&self, words: &[String]) -> Result<Setting> {
        let wrong = |why: Message| {
            Error::new(Kind::Usage, "config-value-invalid").with("key", &self.word).with("why", why)
        };
        let array = || -> Result<Option<Vec<String>>> {
            let [text] = words else { return Ok(Some(words.to_vec())) };
            if !text.starts_with('[') {
                return Ok(None);
            }
            let parsed: Result<Vec<String>, _> = serde_json::from_str(text);
            parsed.map(Some).map_err(|_| wrong(Message::new("config-value-array")))
        };
        match self.form {
            Form::Texts => Ok(match array()? {
                Some(words) => Setting::List(words),
                None => Setting::Text(words[0].clone()),
            }),
            Form::Words => Ok(Setting::List(array()?.unwrap_or_else(|| words.to_vec()))),
            form => {
                let [text] = words else { return Err(wrong(Message::new("config-value-several"))) };
                single(form, text).map_err(wrong)
            }
        }
    }
}

/// Reads `text` as the value of a key that has only one.
fn single(form: Form, text: &str) -> Result<Setting, Message> {
    match form {
        Form::Bool | Form::Grant | Form::Kind | Form::OnFailure | Form::Signature | Form::Store => {
            let words = form.words();
            if !words.contains(&text) {
                let quoted = words.into_iter().map(|word| Message::new("quoted").with("word", word));
                return Err(
                    Message::new("config-value-words").with("words", Value::list(quoted, "list-comma"))
                );
            }
        }
        Form::Duration => drop(duration::parse(text)?),
        Form::Output => drop(text.parse::<Format>()?),
        Form::Number => {
            let number = text.parse::<u8>().map_err(|_| Message::new("config-value-number"))?;
            return Ok(Setting::Number(number.into()));
        }
        Form::Path
        | Form::Provider
        | Form::Proxy
        | Form::Secret
        | Form::Table
        | Form::Text
        | Form::Texts
        | Form::Url
        | Form::Variable
        | Form::Words => {}
    }
    Ok(if form == Form::Bool { Setting::Bool(text == "true") } else { Setting::Text(text.to_owned()) })
}

/// The keys that completion offers: those of the defaults, of each profile, and of the provider that is typed.
pub fn completions(sources: &Sources, typed: &Typed) -> Names {
    let profiles = (sources.profiles)();
    let is_wanted = |name: &&String| {
        let is_typed = || typed.word.strip_prefix(name.as_str()).is_some_and(|rest| rest.starts_with('.'));
        profiles.contains(*name) || is_typed()
    };
    let mut found: Vec<String> = names(&DEFAULTS).map(|key| format!("defaults.{key}")).collect();
    let of_store =
        SHARED_STORE.iter().filter(|(_, form)| *form != Form::Secret).map(|(key, _)| (*key).to_owned());
    let of_credential = |key: &&str| STORE_SOURCES.map(|source| format!("{key}.{source}"));
    let of_store = of_store.chain(STORE_CREDENTIALS.iter().flat_map(of_credential));
    found.extend(of_store.map(|key| format!("shared-store.{key}")));
    for name in sources.names.keys().filter(is_wanted) {
        let provider = (sources.lookup)(name).ok().flatten();
        let variables = provider.iter().flat_map(|provider| provider.vars.keys());
        let is_used =
            |key: &str| key == CLIENT_SECRET || provider.iter().any(|it| it.credentials.get(key).is_some());
        let is_offered = |(key, form): &&(&str, Form)| match form {
            Form::Table => false,
            Form::Secret => is_used(key),
            _ => true,
        };
        let keys = PROFILE.iter().filter(is_offered).map(|(key, _)| (*key).to_owned());
        let declared = provider.iter().flat_map(|provider| provider.credentials.read_when_needed());
        let keys_of = |(name, declared): (&str, &Credential)| {
            let name = match CREDENTIAL_KEYS.contains(&name) {
                true => name.to_owned(),
                false => format!("credentials.{name}"),
            };
            // Only what has several lines can be a private key.
            let is_possible = |key: &&str| declared.lines || !key.starts_with("sign-command");
            let texts = SOURCES.iter().filter(|(_, form)| *form != Form::Table).map(|(key, _)| *key);
            texts.filter(is_possible).map(|key| format!("{name}.{key}")).collect::<Vec<_>>()
        };
        let keys = keys.chain(declared.flat_map(keys_of));
        let keys = keys.chain(variables.map(|variable| format!("vars.{variable}")));
        found.extend(keys.map(|key| format!("{name}.{key}")));
    }
    found.into_iter().map(|key| (key, String::new())).collect()
}

/// The values that completion offers for the key before them.
pub fn value_completions(sources: &Sources, typed: &Typed) -> Names {
    let words = |words: &[&str]| words.iter().map(|word| ((*word).to_owned(), String::new())).collect();
    let word = typed.before.last().copied().unwrap_or_default();
    let provider = |name: &str| (sources.lookup)(name).ok().flatten();
    let variables = |profile: &str| match provider(profile) {
        Some(provider) => provider.vars.keys().cloned().collect(),
        None => Vec::new(),
    };
    let Ok(key) = Key::read(word, || Ok((sources.profiles)()), variables) else { return Names::new() };
    match key.form {
        Form::Path => words(&[FILES]),
        Form::Provider => {
            let profiles = (sources.profiles)();
            let is_definition = |name: &str| provider(name).is_some_and(|provider| provider.name == name);
            let mut names = sources.names.clone();
            names.retain(|name, _| !profiles.contains(name) || is_definition(name));
            names
        }
        Form::Variable => {
            let provider = key.profile().and_then(provider);
            let variable = provider.iter().zip(key.path.last()).find_map(|(it, name)| it.vars.get(name));
            let Some(variable) = variable else { return Names::new() };
            let choices = variable.choices.keys().map(|choice| (choice.clone(), String::new()));
            // Those of a choice are for values that other programs set.
            let aliases = variable.choices.is_empty().then(|| variable.aliases.clone());
            choices.chain(aliases.into_iter().flatten()).collect()
        }
        form => words(&form.words()),
    }
}

fn form_of(key: &str, keys: &[(&str, Form)]) -> Option<Form> {
    keys.iter().find(|(name, _)| *name == key).map(|(_, form)| *form)
}

fn names<'a>(keys: &'a [(&'a str, Form)]) -> impl Iterator<Item = &'a str> {
    keys.iter().map(|(name, _)| *name)
}

fn unknown<'a>(word: &str, key: &str, known: impl IntoIterator<Item = &'a str>) -> Error {
    let known: Vec<&str> = known.into_iter().collect();
    let start = &word[..word.len() - key.len()];
    let error = Error::new(Kind::Usage, "config-key-unknown").with("key", word);
    error.hint(match nearest(key, known.iter().copied()).first() {
        Some(near) => Message::new("did-you-mean").with("near", format!("{start}{near}")),
        None => Message::new("config-keys-known").with("keys", Value::list(known, "list-comma")),
    })
}

/// Reports whether `word` is the name of a key.
pub fn is_key(word: &str) -> bool {
    form_of(word, &DEFAULTS).or_else(|| form_of(word, &PROFILE)).is_some()
}

/// The error for a word without a dot.
fn without_profile(word: &str) -> Error {
    let error = Error::new(Kind::Usage, "config-key-without-profile").with("key", word);
    if form_of(word, &DEFAULTS).is_some() && form_of(word, &PROFILE).is_none() {
        return error.hint(Message::new("did-you-mean").with("near", format!("defaults.{word}")));
    }
    let key = form_of(word, &PROFILE).map_or("client-id", |_| word);
    error.hint(Message::new("config-key-with-profile").with("key", key))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::config::Config;

    /// The keys that the config file accepts in `table`.
    fn accepted(table: &str) -> Vec<String> {
        let text = format!("[{table}]\nno-such-key = 1\n");
        let config = Config::parse(Path::new("c.toml"), text);
        let error = config.and_then(|config| config.all()).unwrap_err().to_string();
        let (_, known) = error.split_once("expected one of").unwrap();
        known.split('`').skip(1).step_by(2).map(str::to_owned).collect()
    }

    #[test]
    fn every_key_of_the_config_file_can_be_set() {
        let sorted = |mut names: Vec<String>| {
            names.sort();
            names
        };
        let ours = |keys: &[(&str, Form)]| sorted(names(keys).map(str::to_owned).collect());
        assert_eq!(ours(&DEFAULTS), sorted(accepted("defaults")));
        assert_eq!(ours(&PROFILE), sorted(accepted("profiles.a")));
        assert_eq!(ours(&SHARED_STORE), sorted(accepted("shared-store")));
        assert_eq!(ours(&SOURCES), sorted(accepted("profiles.a.client-secret")));
    }
}
