//! Flags, then environment, then config file, then the provider's default: every value is resolved here once,
//! together with its source. Nothing below this room reads the environment.

mod child_env;
mod credential;
mod desktop;
mod discovered;
mod environment;
mod key;
mod resolve;
mod server;
mod session;
mod shared;
mod unread;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

pub use credential::{
    CredentialRef, KeptSecret, Source, checked, name_in_messages, secret_file, trimmed, usable,
};
pub use desktop::Desktop;
pub use discovered::Discovered;
pub use environment::{Environment, NO_HOME, selected_by};
pub use server::Server;
pub use shared::{SHARED_VARIABLES, SharedSettings, exposed};

use crate::cli::{self, CredentialArg, EarlyArgs, Names, Rejected};
use crate::config::{Config, Profile};
use crate::error::{Error, Kind, Result};
use crate::http;
use crate::message::{Message, Value};
use crate::oauth::client_auth::ClientAuth;
use crate::output::Format;
use crate::provider::{
    CLIENT_ID, Catalog, Network, OtherNames, Provider, RequestKind, RequestTemplate, STANDARD_VALUES,
};
use crate::sanitize::{NOWHERE, may_be_token, short_word, visible};
use crate::secret::Secret;
use crate::store::{Client, StoreKind};
use crate::suggest;
use crate::token::TokenKind;
use crate::trusted_file::{self, ReadPolicy};

/// The user's config directory and what is in it.
pub struct ConfigDir {
    pub dir: PathBuf,
    /// The flag, variable or default that selected that directory.
    pub chosen: &'static str,
    pub config: Config,
    pub catalog: Catalog,
    pub environment: Environment,
    /// Definitions that were already parsed, by the word on the command line. The command line and the
    /// settings need the same definition, and parsing it takes a third of the time of a request to a vendor.
    known: RefCell<BTreeMap<String, Arc<Provider>>>,
    /// The profiles that are being resolved, each for the one before, whose credential is its token.
    chain: RefCell<Vec<String>>,
    /// How to read files that may contain secrets.
    pub read_policy: ReadPolicy,
}

/// How many profiles may need each other's tokens, from the first to the last.
pub const LONGEST_CHAIN: usize = 4;

/// Everything that is needed to get a token.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The word on the command line.
    pub profile: String,
    pub provider: Arc<Provider>,
    pub owner: TokenOwner,
    /// The token that the user wants. It is not in the key: an entry has all.
    pub token_kind: TokenKind,
    /// The client id, scope, audience, resource, variables and fields of their choices, by the names that
    /// templates use. No secrets.
    pub values: BTreeMap<String, String>,
    /// The values after the first of those that are repeated, by the same names.
    pub further: BTreeMap<String, Vec<String>>,
    /// The issuer whose metadata has the endpoints, if no endpoint is set.
    pub issuer: Option<String>,
    /// What its metadata says. It is known only when it is needed, and is part of no key.
    pub discovered: Discovered,
    /// Values that cache keys have in place of those in `values`.
    pub key_values: BTreeMap<String, String>,
    /// The credentials that the request uses, by the names that templates use.
    pub credentials: BTreeMap<String, CredentialRef>,
    /// The name of the credential whose fault is returned beside these settings.
    pub unavailable: Option<String>,
    /// The other credentials that are unavailable, with the reasons.
    pub also_unavailable: BTreeMap<String, Arc<Error>>,
    /// The client that a server has registered, or knows by the URL of its metadata. Then the client id among the values
    /// is its own, which no key has.
    pub client: Option<Client>,
    /// The sources of values and credentials, and warnings.
    pub findings: Vec<Finding>,
    /// Extra fields of the request; users may put secrets there.
    pub params: Vec<(String, Secret)>,
    /// Extra fields of the authorization URL. Not secret.
    pub authorize_params: Vec<(String, Secret)>,
    /// Missing credentials and variables, and where they could be set.
    pub missing: Vec<Missing>,
    pub freshness: Freshness,
    /// The name under which other machines share the token, if they do.
    pub share: Option<String>,
    /// Where tokens are stored.
    pub store_kind: StoreKind,
    pub retries: u8,
    pub network: http::Options,
    pub output: Format,
    /// The version of the response to kubectl.
    pub exec_api: &'static str,
    pub env_name: Option<String>,
    /// The server of the API, if the user names one.
    pub api_host: Option<Server>,
    /// The base URL of the API that the token's response stated.
    pub found_base: Option<String>,
    /// Whose token it is, for formats that include a user name.
    pub user: Option<String>,
    pub dry_run: bool,
    /// Whether it is an error if the token has less than the requested scope.
    pub require_scope: bool,
}

/// Whose token it is. This is independent of the grant type: an application and a person may both have several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenOwner {
    /// The application's own.
    Application,
    /// The token of the person who logged in.
    Person,
}

/// Something to report that was found while settings were resolved. Nothing is printed here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// The source of the value or credential of this name.
    Value(String, Source),
    /// Something that the user should know although the call continues.
    Warning(Message),
}

/// A value that was not given, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// The name that templates use.
    pub name: String,
    /// `a client id (AppKey)`
    pub what: Message,
    /// All places where it could be set.
    pub places: Message,
}

/// How the cache may be used.
#[derive(Clone, Debug)]
pub struct Freshness {
    pub cache: bool,
    pub force: bool,
    pub offline: bool,
    pub require_cache: bool,
    /// Set by the user; the broker has a default.
    pub min_valid: Option<Duration>,
    pub rejected: Option<Rejected>,
    pub lock_timeout: Duration,
}

impl Freshness {
    /// Returns whether a token of unknown lifetime is not good enough.
    pub fn needs_expiry(&self) -> bool {
        self.min_valid.is_some_and(|wanted| !wanted.is_zero())
    }
}

impl ConfigDir {
    /// Finds the directory and reads the config file. `--config-dir` takes precedence over the environment.
    pub fn open(early: &EarlyArgs, environment: Environment) -> Result<Self> {
        let mut home = Self::without_config(early, environment);
        // Otherwise it would be a directory of that name in the current one.
        if home.dir.as_os_str().as_encoded_bytes().starts_with(b"~") {
            let error = Error::new(Kind::Config, "config-dir-tilde");
            return Err(error.with("path", &*home.dir).with("from", selected_by(home.chosen)));
        }
        let is_there =
            home.read_policy.folder(&home.dir).map_err(|error| error.hint("config-dir-elsewhere"))?;
        if !is_there && home.dir.is_file() {
            let error = Error::new(Kind::Config, "config-dir-file");
            return Err(error.with("path", &*home.dir).with("from", home.chosen));
        }
        home.config = home.load()?;
        let configured = home.config.defaults.timeout.map(|limit| limit.0);
        home.read_policy.timeout = home.read_policy.timeout.or(configured);
        home.catalog = Catalog::new(home.dir.join("providers"), home.read_policy.clone());
        Ok(home)
    }

    /// Like [`Self::open`], with an empty config: for help, and for commands that repair a broken one.
    pub fn without_config(early: &EarlyArgs, environment: Environment) -> Self {
        let (dir, chosen) = environment.config_dir(early.config_dir.clone());
        let system = environment.path("CREDENTIALS_DIRECTORY");
        let inputs = environment.inputs.clone();
        let read_policy =
            ReadPolicy { insecure: early.insecure_file_mode, timeout: early.timeout, system, inputs };
        let config = Config::empty(&dir.join("config.toml"));
        let catalog = Catalog::new(dir.join("providers"), read_policy.clone());
        Self {
            dir,
            chosen,
            config,
            catalog,
            environment,
            known: RefCell::default(),
            chain: RefCell::default(),
            read_policy,
        }
    }

    /// The same directory, with the config file as it is now.
    pub fn reread(&self) -> Result<Self> {
        Ok(self.with(self.load()?))
    }

    fn load(&self) -> Result<Config> {
        Config::load(&self.config.path, &self.read_policy, &|name, profile| self.holds_secret(name, profile))
    }

    /// Returns whether the profile called `name` has a secret in the config file itself.
    pub fn holds_secret(&self, name: &str, profile: &Profile) -> bool {
        let mut inline = profile.credentials().filter(|(_, source)| source.is_inline()).peekable();
        if inline.peek().is_none() {
            return false;
        }
        // What a definition does not declare, or one that cannot be read, may be a secret.
        let declared = self.catalog.find_for_use(profile.provider.as_deref().unwrap_or(name)).ok().flatten();
        let is_public = |name: &str| {
            let declared = declared.as_ref().map(|provider| &provider.credentials);
            declared.is_some_and(|declared| declared.get(name).is_some() && !declared.is_secret(name))
        };
        inline.any(|(name, _)| !is_public(name))
    }

    /// The same directory, with `text` in place of the config file.
    pub fn with_text(&self, text: String) -> Result<Self> {
        Ok(self.with(Config::parse(&self.config.path, text)?))
    }

    fn with(&self, config: Config) -> Self {
        Self {
            dir: self.dir.clone(),
            chosen: self.chosen,
            config,
            catalog: self.catalog.clone(),
            environment: self.environment.clone(),
            known: RefCell::default(),
            chain: RefCell::default(),
            read_policy: self.read_policy.clone(),
        }
    }

    /// Where tokens are stored.
    pub fn tokens(&self) -> PathBuf {
        Self::tokens_in(&self.dir)
    }

    /// Where tokens are stored if the config directory is `dir`.
    pub fn tokens_in(dir: &Path) -> PathBuf {
        dir.join("tokens")
    }

    /// The directory for locks if the file system of the tokens does not support them: the one that the
    /// system keeps local and private for the user's session.
    pub fn spare_locks(&self) -> Option<PathBuf> {
        let folder = self.environment.path("XDG_RUNTIME_DIR").filter(|folder| folder.is_absolute());
        folder.map(|folder| folder.join("gettoken"))
    }

    /// Fails if there is no home directory, and so no config directory, for commands that need its path.
    pub fn require(&self) -> Result<()> {
        if self.chosen == NO_HOME { Err(Error::new(Kind::Config, "config-dir-missing")) } else { Ok(()) }
    }

    /// The names that the command line may use: providers and profiles.
    pub fn names(&self) -> Names {
        let mut words = Names::new();
        for name in self.catalog.names() {
            // A definition that cannot be read is reported when it is used, not in a list.
            let found = self.catalog.text(&name).ok().flatten();
            let title = found.map(|found| visible(crate::provider::title(&found.text))).unwrap_or_default();
            words.insert(name, title);
        }
        for name in self.config.names().unwrap_or_default() {
            match self.config.profile(&name).map(|profile| profile?.provider.clone()) {
                Ok(Some(provider)) if provider != name => {
                    let about = Message::new("help-profile-of").with("provider", provider);
                    words.insert(name, about.localized());
                }
                Ok(_) => {}
                // An invalid profile is reported when it is used.
                Err(_) => drop(words.entry(name).or_default()),
            }
        }
        words
    }

    /// The definition for `word`, the name of a provider or a profile, with the environment variables that
    /// this word reads; `None` if `word` names neither.
    pub fn definition(&self, word: &str) -> Result<Option<Arc<Provider>>> {
        if let Some(known) = self.known.borrow().get(word) {
            return Ok(Some(Arc::clone(known)));
        }
        let name = self.provider_name(word);
        let found = self.catalog.find_for_use(&name).map_err(|error| self.at_profile(word, error))?;
        let Some(mut provider) = found else {
            let is_profile = self.config.profile(word)?.is_some();
            let error = is_profile.then(|| self.at_profile(word, self.catalog.unknown(&name)));
            return error.map_or(Ok(None), Err);
        };
        if name != word {
            use_profile_variables(word, &mut provider);
        }
        let provider = Arc::new(provider);
        self.known.borrow_mut().insert(word.to_owned(), Arc::clone(&provider));
        Ok(Some(provider))
    }

    /// The provider of which `word` is another name, unless the word names a provider or a profile itself.
    pub fn by_alias(&self, word: &str) -> Option<String> {
        // A name that cannot be read is an error elsewhere.
        self.definition(word).is_ok_and(|found| found.is_none()).then(|| self.catalog.by_alias(word))?
    }

    /// The only provider with a login among several that have the alias or keyword `word`.
    pub fn login_by_keyword(&self, word: &str) -> Option<String> {
        if self.definition(word).map_or(true, |found| found.is_some()) {
            return None;
        }
        let names = self.catalog.other_names().iter().filter(|other| other.has(word));
        let names: Vec<String> = names.map(|other| other.name.clone()).collect();
        let has_login = |name: &&String| {
            let found = self.catalog.find_for_use(name).ok().flatten();
            found.is_some_and(|provider| provider.has_login())
        };
        let mut logins = names.iter().filter(has_login);
        let only = logins.next().filter(|_| names.len() > 1 && logins.next().is_none());
        only.cloned()
    }

    /// The name of a provider or profile for `word`, which may be an alias.
    pub fn canonical(&self, word: String) -> String {
        self.by_alias(&word).unwrap_or(word)
    }

    /// The provider of the profile `word`, or `word` itself. A profile that cannot be read is an error when
    /// it is resolved, not when its help is shown.
    pub fn provider_name(&self, word: &str) -> String {
        let profile = self.config.profile(word).ok().flatten();
        profile.and_then(|profile| profile.provider.clone()).unwrap_or_else(|| word.to_owned())
    }

    /// Adds the line of the config file that names the provider to an error about it.
    fn at_profile(&self, word: &str, error: Error) -> Error {
        let profile = self.config.profile(word).ok().flatten();
        let Some(profile) = profile.filter(|_| error.code() == "provider-unknown") else { return error };
        if profile.provider.is_none() {
            let why = Message::new("profile-without-provider").with("profile", word);
            return self.config.wrong("profiles", word, why).hint("profile-provider");
        }
        let at_line = self.config.wrong(&format!("profiles.{word}"), "provider", error.message());
        error.hints().into_iter().fold(at_line, Error::hint)
    }

    /// Resolves the command line. A client secret that is unavailable is returned as a separate error.
    /// Findings go to `findings`.
    pub fn resolve(
        &self,
        fetch: cli::Fetch,
        findings: &mut Vec<Finding>,
    ) -> Result<(Settings, Option<Error>)> {
        let provider = self.definition(&fetch.profile)?.ok_or_else(|| unknown_word(self, &fetch.profile))?;
        let name = fetch.profile.clone();
        let circle = self.chain.borrow().contains(&name);
        if circle || self.chain.borrow().len() == LONGEST_CHAIN {
            let chain =
                self.chain.borrow().iter().chain([&name]).map(|name| format!("`{name}`")).collect::<Vec<_>>();
            let code = if circle { "chain-circle" } else { "chain-too-long" };
            let error = Error::new(Kind::Config, code).with("profile", name).with("most", LONGEST_CHAIN);
            return Err(error.with("chain", chain.join(" → ")));
        }
        self.chain.borrow_mut().push(name);
        let resolved = resolve::resolve(self, provider, fetch, findings);
        self.chain.borrow_mut().pop();
        resolved
    }

    /// Creates a directory that nobody else may enter, for `gettoken demo`.
    pub fn temporary(&self) -> std::io::Result<PathBuf> {
        // The directory of a demo that was killed may still be there, with any process id.
        let name = crate::crypto::random_text().map_err(|error| std::io::Error::other(error.to_string()))?;
        let name: String = name.expose().chars().filter(char::is_ascii_alphanumeric).take(12).collect();
        let named = self.environment.path("TMPDIR").unwrap_or_else(std::env::temp_dir);
        let parent = Some(named).filter(|folder| folder.is_absolute()).unwrap_or_else(|| "/tmp".into());
        let folder = parent.join(format!("gettoken-demo-{name}"));
        // An existing directory may belong to somebody else.
        trusted_file::make_private_folder(&folder, false)?;
        Ok(folder)
    }
}

/// Settings from `given` only, by the names that templates use, without environment or config file. For a
/// definition's own examples.
pub fn for_example(
    provider: &Provider,
    given: &BTreeMap<String, String>,
    owner: TokenOwner,
) -> Result<Settings> {
    let mut early = EarlyArgs::default();
    early.config_dir = Some(NOWHERE.into());
    let home = ConfigDir::without_config(&early, Environment::empty());
    let whose = if owner == TokenOwner::Person { "user" } else { "app" };
    let mut fetch =
        cli::Fetch { profile: provider.name.clone(), grant: Some(whose.to_owned()), ..cli::Fetch::default() };
    for (name, value) in given {
        if name != CLIENT_ID && provider.credentials.get(name).is_some() {
            fetch.credentials.insert(name.clone(), CredentialArg::Text(Secret::new(value.clone())));
        } else if STANDARD_VALUES.contains(&name.as_str()) || provider.vars.contains_key(name) {
            fetch.values.insert(name.clone(), value.clone());
        } else if !["account", "nonce"].contains(&name.as_str())
            && !RequestKind::flow_values().any(|known| known == name)
        {
            // Values of a flow go into the request directly.
            return Err(Error::new(Kind::Config, "given-unknown").with("name", name));
        }
    }
    Ok(resolve::resolve(&home, Arc::new(provider.clone()), fetch, &mut Vec::new())?.0)
}

impl Settings {
    /// The value that templates call `name`, unless it is a secret.
    pub fn value(&self, name: &str) -> Option<String> {
        self.values.get(name).or_else(|| self.discovered.value(name)).cloned()
    }

    /// The URL of the protected resource that the token is for, if its metadata names the server.
    pub fn protected_resource(&self) -> Option<String> {
        self.provider.protected_resource.as_ref()?.fill(|name| self.value(name))
    }

    /// All values that templates call `name`.
    pub fn all_values(&self, name: &str) -> impl Iterator<Item = &String> {
        self.values.get(name).into_iter().chain(self.further.get(name).into_iter().flatten())
    }

    /// The source of each value and credential, by its name.
    pub fn sources(&self) -> impl Iterator<Item = (&str, &Source)> {
        self.findings.iter().filter_map(|finding| match finding {
            Finding::Value(name, source) => Some((name.as_str(), source)),
            Finding::Warning(_) => None,
        })
    }

    /// Returns whether a credential is missing.
    pub fn lacks_credential(&self) -> bool {
        self.missing.iter().any(|missing| self.provider.credentials.get(&missing.name).is_some())
    }

    /// An error about this profile.
    pub fn error(&self, kind: Kind, code: &'static str) -> Error {
        Error::new(kind, code).with("profile", &self.profile)
    }

    /// Fails if a credential or variable that is `needed` is missing. The error names every place to set it.
    pub fn require(&self, needed: &dyn Fn(&str) -> bool) -> Result<()> {
        let missing: Vec<&Missing> = self.missing.iter().filter(|missing| needed(&missing.name)).collect();
        if missing.is_empty() {
            return Ok(());
        }
        let what = Value::list(missing.iter().map(|missing| &missing.what), "list-and");
        // What the definition itself explains is not for `gettoken setup` to ask.
        let explained = |missing: &&Missing| self.provider.hint_for_missing(&missing.name).is_some();
        let is_explained = missing.iter().all(explained);
        let code = if is_explained { "profile-unavailable" } else { "profile-incomplete" };
        let error = self.error(Kind::Config, code).with("what", what);
        let mut places: Vec<&Message> = missing.iter().map(|missing| &missing.places).collect();
        places.dedup();
        Err(places.into_iter().fold(error, Error::hint))
    }

    /// Returns whether the client cannot authenticate, so that it has only the token of a person.
    pub fn is_public_client(&self) -> bool {
        is_public_client(&self.provider, |name| self.value(name))
    }

    /// The options for the requests that get a token.
    pub fn token_network(&self) -> http::Options {
        let options = self.network.clone();
        if self.provider.network == Network::Metadata { options.for_metadata() } else { options }
    }

    /// How the client authenticates in `call`.
    pub fn client_auth(&self, call: &RequestTemplate) -> Result<&'static ClientAuth> {
        if let Some(method) = self.discovered_client_auth(call) {
            return Ok(method);
        }
        let word = self.client_auth_word(call);
        ClientAuth::parse(&word)
            .ok_or_else(|| Error::new(Kind::Config, "client-auth-unknown").with("word", word))
    }

    fn client_auth_word(&self, call: &RequestTemplate) -> String {
        call.client_auth.word(|name| self.value(name), &|name| self.credentials.contains_key(name))
    }
}

/// Returns whether the user has chosen to have no client authentication. RFC 6749 §4.4: only a confidential client may
/// get an application's token. A definition that always uses `none` says that its vendor has another rule.
fn is_public_client(provider: &Provider, value: impl Fn(&str) -> Option<String>) -> bool {
    let auth = provider.client_credentials.as_ref().map(|call| &call.client_auth);
    auth.and_then(|auth| auth.chosen(value)).as_deref() == Some("none")
}

/// Replaces the environment variables if the profile is not named after its provider: one account's exported
/// credentials must never be used for another.
fn use_profile_variables(profile: &str, provider: &mut Provider) {
    for (name, credential) in provider.credentials.named_mut() {
        credential.env = vec![profile_variable(profile, name)];
        if !credential.env_file.is_empty() {
            credential.env_file = vec![profile_variable(profile, &format!("{name}-file"))];
        }
    }
    for (name, variable) in &mut provider.vars {
        // What the system sets is the same for all accounts.
        variable.env.retain(|_| variable.system);
        variable.env.insert(0, profile_variable(profile, name));
    }
}

/// `hr-bot` and `client-id` make `GETTOKEN_HR_BOT_CLIENT_ID`.
fn profile_variable(profile: &str, name: &str) -> String {
    let mut text = format!("GETTOKEN_{profile}_{name}").into_bytes();
    text.iter_mut().for_each(|byte| match byte {
        b'-' | b'.' => *byte = b'_',
        other => other.make_ascii_uppercase(),
    });
    String::from_utf8(text).expect("only ASCII is replaced, by ASCII")
}

/// The error for a word that names no provider or profile.
pub fn unknown_word(home: &ConfigDir, word: &str) -> Error {
    unknown_among(home, word, Kind::Config, &[])
}

/// As [`unknown_word`], with suggestions also from `more`: texts, and the words that they stand for.
pub fn unknown_among(home: &ConfigDir, word: &str, kind: Kind, more: &[(&str, &str)]) -> Error {
    // Such as that others can write to it: the word may be a definition there.
    if let Err(error) = home.catalog.folder() {
        return error;
    }
    let (names, others) = (home.names(), home.catalog.other_names());
    let of_several: Vec<_> = others.iter().filter(|other| other.has(word)).collect();
    if of_several.len() > 1 {
        let width = of_several.iter().map(|other| other.name.len()).max().unwrap_or(0);
        let choice = |other: &&OtherNames| format!("  {:width$}  {}", other.name, visible(&other.title));
        let choices = of_several.iter().map(choice).collect::<Vec<_>>().join("\n");
        let error = Error::new(kind, "profile-ambiguous").with("profile", word);
        return error.hint(Message::new("profile-choices").with("choices", Value::Lines(choices)));
    }
    let names = names.keys().map(|name| (&**name, &**name));
    let texts = others.iter().flat_map(|other| other.texts(word).map(|text| (text, &*other.name)));
    let near = suggest::nearest_of(word, more.iter().copied().chain(names).chain(texts));
    let error = Error::new(kind, "profile-unknown").with("profile", &*short_word(word));
    if may_be_token(word) {
        return error.hint("argument-token");
    }
    let known = || Message::new("profiles-known").with("path", &*home.config.path);
    let error = error.hint(suggest::hint(&near).unwrap_or_else(known));
    let is_named = matches!(home.chosen, "--config-dir" | environment::CONFIG_DIR);
    if !is_named || home.config.path.exists() {
        return error;
    }
    let absent = Message::new("config-file-absent").with("path", &*home.config.path);
    error.hint(absent.with("from", home.chosen))
}

/// Expands `~/x` to a path in the user's home directory, in flags, variables and the config file.
pub fn expand(path: &Path) -> PathBuf {
    match (path.strip_prefix("~"), dirs::home_dir().filter(|home| home.is_absolute())) {
        (Ok(rest), Some(home)) => home.join(rest),
        _ => path.to_owned(),
    }
}
