//! A provider is data: one TOML file that describes how a vendor issues tokens and accepts them.
//!
//! This file is the vocabulary. It is closed (an unknown key is an error) and has placeholders but no logic.
//! If data cannot express something, Rust code provides it as a named mechanism that a definition can select.
//! The built-in definitions and a user's own in `<config dir>/providers/` have the same format.
//! `man 5 gettoken-provider` describes every key.

mod assertion;
pub mod builtin;
mod check;
mod evidence;
mod example;
mod find;
mod grant;
mod inherit;
mod not_inherited;
mod oversights;
mod param;
mod pointer;
mod search;
mod signature;
mod text;
mod translation;
mod user;
mod userinfo;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use assertion::{Assertion, Claim, DERIVED};
pub use evidence::Evidence;
pub use example::{ErrorScope, Example, ExampleRequest};
pub use find::{Catalog, DefinitionText, OtherNames, texts_in, title};
pub use grant::{ClientAuthWords, GrantType};
pub use param::{Param, ParamIn, ParamValue};
pub use pointer::{Pointer, Pointers, resolve, value_at};
pub use signature::{Digest, DigestEncoding, MOMENT, SIGNATURE, SIGNED_FIELDS, Signature};
pub use translation::{Translation, names_credential};
pub use user::{Authorize, DeviceReply, RefreshToken, User};

use crate::duration::Span;
use crate::message::Message;
use crate::secret_source::SecretSource;
use crate::template::Template;

/// A definition: how one vendor issues tokens and accepts them.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Provider {
    /// The file's name without `.toml`.
    #[serde(skip)]
    pub name: String,
    /// The vendor's name, as it is shown.
    pub title: String,
    /// Other names for it on the command line, in the languages of its users.
    pub aliases: Vec<String>,
    /// Words that also fit other definitions. They only suggest this one.
    pub keywords: Vec<String>,
    /// The definition of the same vendor that a person logs in to, if not to this one.
    pub login: Option<String>,
    /// The vendor's documentation.
    pub docs: String,
    /// The definitions of a vendor among which one must choose have the same word.
    pub family: String,
    /// What this one is for, unlike the others of the family. Of a built-in definition, only its text has both.
    pub choose: String,
    /// What the definition is based on; see [`Provider::evidence`].
    pub evidence: Option<Evidence>,
    /// What has been read or done: pages, packages and their versions. Of a built-in definition, only its text has it.
    pub evidence_source: String,
    /// When, as `2026-11-28`. Likewise.
    pub evidence_date: String,
    /// The word of earlier versions for `evidence`.
    pub status: Option<Status>,
    /// Notes for the user, shown by `--help`.
    pub notes: String,
    /// The texts in Chinese.
    pub zh: Translation,
    /// Another definition, whose keys apply unless this one sets them.
    pub extends: Option<String>,
    /// The scope that is requested if the user names none.
    pub scope: Option<Template>,
    /// Where a user finds the credentials.
    pub console: Option<Console>,
    pub vars: BTreeMap<String, Variable>,
    pub credentials: Credentials,
    /// The URL of a protected resource whose metadata names the server that issues tokens for it (RFC 9728).
    pub protected_resource: Option<Template>,
    /// The issuer whose metadata (RFC 8414) has the values of variables that nobody sets; see [`Variable::discovered`].
    pub issuer: Option<Template>,
    /// Where the servers that issue tokens are.
    pub network: Network,
    /// The JWT that templates call `{assertion}`.
    pub assertion: Option<Assertion>,
    /// The JWT with which the client authenticates (RFC 7523 §2.2), if it differs from the standard one.
    pub client_assertion: Option<Assertion>,
    /// A token that needs no request: the template of the token itself.
    pub token: Option<Template>,
    /// RFC 6749 §4.4: a token for the application itself.
    pub client_credentials: Option<RequestTemplate>,
    /// Settings for every grant by a person.
    pub user: User,
    /// RFC 6749 §4.1.1: the page that a person's browser opens.
    pub authorize: Option<Authorize>,
    /// RFC 6749 §4.1.3: exchanges the browser's code for tokens.
    pub authorization_code: Option<RequestTemplate>,
    /// RFC 8628 §3.1: gets a code that the person types elsewhere.
    pub device: Option<RequestTemplate>,
    pub device_reply: DeviceReply,
    /// RFC 8628 §3.4: asks whether the person has agreed.
    pub device_code: Option<RequestTemplate>,
    /// RFC 6749 §6: gets the next access token.
    pub refresh: Option<RequestTemplate>,
    /// Gets a refresh token that lasts longer than the one of the session.
    pub renew: Option<RequestTemplate>,
    /// RFC 7009: revokes a token, or ends a session.
    pub revoke: Option<RequestTemplate>,
    /// RFC 7662: asks whether a token is active.
    pub introspect: Option<RequestTemplate>,
    /// OpenID Connect Core §5.3: gets the claims about a person.
    #[serde(deserialize_with = "userinfo::deserialize")]
    pub userinfo: Option<RequestTemplate>,
    /// The issuer's public keys (RFC 7517 §5), which its ID tokens are verified with.
    pub jwks_url: Option<Template>,
    pub reply: Reply,
    pub repeat: Repeat,
    pub errors: Errors,
    /// Hints for the user, by the vendor's code, after `token:` or `api:` if they apply only there; and by
    /// [`MISSING`] with the name of a value, or [`UNREACHABLE`].
    pub hints: BTreeMap<String, String>,
    pub api: Api,
    #[serde(rename = "example")]
    pub examples: Vec<Example>,
    /// The tables in [`KEY_TABLES`] as they are written, in JSON with sorted keys.
    #[serde(skip)]
    pub key_fields: String,
}

/// The tables that decide which token an application gets, and where it may be sent.
const KEY_TABLES: [&str; 6] =
    ["api", "assertion", "client-assertion", "client-credentials", "reply", "token"];

/// The value that moves all URLs of a definition; see [`Provider::rebase`]. A definition can declare a variable of this
/// name instead.
pub const BASE_URL: &str = "base-url";

/// How the key of a hint begins that says how to get a value that is missing. The name of the value follows.
pub const MISSING: &str = "missing:";

/// The key of the hint for a server that cannot be reached.
pub const UNREACHABLE: &str = "unreachable";

/// The credentials that every definition has.
pub const CLIENT_ID: &str = "client-id";
pub const CLIENT_SECRET: &str = "client-secret";

/// The credential that usually signs.
pub const CLIENT_KEY: &str = "client-key";

/// The credential with which a client may be registered (RFC 7591 §3).
pub const INITIAL_TOKEN: &str = "initial-token";

/// The variable with the URL of the client's metadata, which is its client id where servers accept that.
pub const CLIENT_METADATA_URL: &str = "client-metadata-url";

/// The name of the JWT of the table `[assertion]`.
pub const ASSERTION: &str = "assertion";

/// The values, in addition to the client secret, that need no declaration.
pub const STANDARD_VALUES: [&str; 4] = ["audience", "client-id", "resource", "scope"];

/// The values that can be repeated (RFC 8707 §2, RFC 8693 §2.1). Each makes a field of its own.
pub const REPEATABLE: [&str; 2] = ["audience", "resource"];

/// Whether something is based on the vendor's own documentation or responses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    Verified,
    #[default]
    Unverified,
}

/// Where the servers that issue tokens are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Network {
    #[default]
    Internet,
    /// On the machine or in its cloud, with http, for whoever runs there.
    Metadata,
}

/// The vendor's page that shows the credentials of an application.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Console {
    pub url: Option<Template>,
    /// The way from there to the credentials, in the words that the page itself uses.
    pub steps: String,
    /// Whether the vendor's documentation describes it.
    pub status: Status,
}

/// A value that a user may set: by flag, environment variable, or key under `[profiles.X.vars]`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Variable {
    pub help: String,
    pub default: Option<String>,
    pub required: bool,
    /// Environment variables; the first one that is set is used.
    pub env: Vec<String>,
    /// Whether the system that runs the program sets them, so that they are no account's and every profile reads them.
    pub system: bool,
    /// The value in cache keys if the default is used. A definition whose default changes names the old one, so that
    /// its users stay logged in.
    pub default_in_keys: Option<String>,
    /// The member of the server's metadata that is the value if nobody sets one, such as `token_endpoint`.
    pub discovered: Option<String>,
    /// Short words for values; any other value is used as it is.
    pub aliases: BTreeMap<String, String>,
    /// The only allowed values, each with fields, such as `{cloud.login}`.
    pub choices: BTreeMap<String, BTreeMap<String, String>>,
}

impl Provider {
    /// The value of `name`, a variable or a field of its choice, if nobody sets the variable.
    pub fn default_value(&self, name: &str) -> Option<String> {
        let (name, field) = name.split_once('.').map_or((name, None), |(name, field)| (name, Some(field)));
        let variable = self.vars.get(name)?;
        variable.resolved(variable.default.as_deref()?, field)
    }
}

impl Variable {
    /// The value that a template has for `value`, or for a `field` of that choice.
    pub fn resolved(&self, value: &str, field: Option<&str>) -> Option<String> {
        match field {
            Some(field) => self.choices.get(value)?.get(field).cloned(),
            None => Some(self.aliases.get(value).map_or(value, String::as_str).to_owned()),
        }
    }

    /// Reports whether `value` looks like a misspelled short word: all of them are host names with a dot, and it is
    /// neither one of them nor a host name with a dot or of this machine.
    pub fn is_mistyped(&self, value: &str) -> bool {
        let is_host = !self.aliases.is_empty() && self.aliases.values().all(|host| host.contains('.'));
        is_host && !self.aliases.contains_key(value) && !value.contains(['.', ':']) && value != "localhost"
    }
}

/// The credentials of a client, and where a user may put them. Every definition has a client id and a client secret,
/// and may declare others.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "BTreeMap<String, Credential>")]
pub struct Credentials(BTreeMap<String, Credential>);

impl From<BTreeMap<String, Credential>> for Credentials {
    fn from(mut declared: BTreeMap<String, Credential>) -> Self {
        for name in [CLIENT_ID, CLIENT_SECRET] {
            declared.entry(name.to_owned()).or_default();
        }
        Self(declared)
    }
}

impl Default for Credentials {
    fn default() -> Self {
        BTreeMap::new().into()
    }
}

impl Credentials {
    /// The credential called `name`, if the definition has it.
    pub fn get(&self, name: &str) -> Option<&Credential> {
        self.0.get(name)
    }

    pub fn client_id(&self) -> &Credential {
        &self.0[CLIENT_ID]
    }

    pub fn client_secret(&self) -> &Credential {
        &self.0[CLIENT_SECRET]
    }

    /// Returns whether a credential of this name is a secret.
    pub fn is_secret(&self, name: &str) -> bool {
        self.get(name).is_some_and(|credential| credential.secret.unwrap_or(name != CLIENT_ID))
    }

    /// The environment variables from which secrets are read. A client id is not secret, but its variable is as useless
    /// to a child process.
    pub fn env(&self) -> impl Iterator<Item = &String> {
        self.0.values().flat_map(|credential| &credential.env)
    }

    /// The environment variables with the path of a file that contains a credential.
    pub fn env_file(&self) -> impl Iterator<Item = &String> {
        self.0.values().flat_map(|credential| &credential.env_file)
    }

    /// The credentials with their names, in alphabetical order.
    pub fn named(&self) -> impl Iterator<Item = (&str, &Credential)> {
        self.0.iter().map(|(name, credential)| (name.as_str(), credential))
    }

    /// All but the client id, which is a value like any other once it is known.
    pub fn read_when_needed(&self) -> impl Iterator<Item = (&str, &Credential)> {
        self.named().filter(|(name, _)| *name != CLIENT_ID)
    }

    /// Those that a user may change.
    pub fn named_mut(&mut self) -> impl Iterator<Item = (&str, &mut Credential)> {
        self.0.iter_mut().map(|(name, credential)| (name.as_str(), credential))
    }
}

/// One credential.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Credential {
    pub required: bool,
    /// The vendor's name for it.
    pub title: Option<String>,
    /// Environment variables; the first one that is set is used.
    pub env: Vec<String>,
    /// Environment variables with the path of a file that contains it; the first one that is set is used.
    pub env_file: Vec<String>,
    /// Other names for the flag, in the vendor's own words, such as `app-key`.
    pub flags: Vec<String>,
    /// Whether it is a secret. By default, everything but the client id is.
    pub secret: Option<bool>,
    /// Whether it may have several lines, such as a key in PEM (RFC 7468). Then no template can use it.
    pub lines: bool,
    /// Whether others may read a file that contains it, such as a token that a system replaces every hour.
    pub readable: bool,
    /// Where it is read if the user names no source: a file, a URL, or a profile.
    pub default: Option<SecretSource>,
}

impl Credential {
    /// The environment variables that are read, as templates: first the user's, then the system's.
    pub fn variables(&self) -> Vec<String> {
        let default = self.default.iter().flat_map(SecretSource::variables);
        self.env.iter().cloned().chain(default).collect()
    }
}

impl Default for Credential {
    fn default() -> Self {
        Self {
            required: true,
            title: None,
            env: Vec::new(),
            env_file: Vec::new(),
            flags: Vec::new(),
            secret: None,
            lines: false,
            readable: false,
            default: None,
        }
    }
}

/// The requests of a definition, by the names of their tables.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RequestKind {
    Authorize,
    AuthorizationCode,
    #[default]
    ClientCredentials,
    Device,
    DeviceCode,
    Refresh,
    Renew,
    Revoke,
    Introspect,
    Userinfo,
}

impl RequestKind {
    /// Every request to an endpoint, with the name of its table and the values that exist only in its flow.
    pub const ENDPOINTS: [(Self, &'static str, &'static [&'static str]); 9] = [
        (Self::ClientCredentials, "client-credentials", &[]),
        (
            Self::AuthorizationCode,
            "authorization-code",
            &["code", "code-verifier", "redirect-uri", "session-resource"],
        ),
        (Self::Device, "device", &[]),
        (Self::DeviceCode, "device-code", &["device-code", "session-resource"]),
        (Self::Refresh, "refresh", &["refresh-token", "session-resource", "session-scope"]),
        (Self::Renew, "renew", &["refresh-token"]),
        (Self::Revoke, "revoke", &["access-token", "token", "token-type-hint"]),
        (Self::Introspect, "introspect", &["token", "token-type-hint"]),
        (Self::Userinfo, "userinfo", &["token"]),
    ];
    /// The values that exist only in the authorization URL.
    pub const VISIT: [&'static str; 3] = ["code-challenge", "redirect-uri", "state"];

    /// The names of all values that exist only in one flow.
    pub fn flow_values() -> impl Iterator<Item = &'static str> {
        Self::ENDPOINTS.iter().flat_map(|(.., names)| names.iter()).chain(&Self::VISIT).copied()
    }
}

impl Provider {
    /// Whether a person can log in.
    pub fn has_login(&self) -> bool {
        self.authorization_code.is_some() || self.device_code.is_some()
    }

    /// All signatures of requests, and the one of calls.
    pub fn signatures_mut(&mut self) -> impl Iterator<Item = &mut Signature> {
        let grants = [&mut self.client_credentials, &mut self.authorization_code, &mut self.device_code];
        let others = [&mut self.device, &mut self.refresh, &mut self.renew, &mut self.revoke];
        let about = [&mut self.introspect, &mut self.userinfo];
        let calls = grants.into_iter().chain(others).chain(about).flatten();
        calls.filter_map(|call| call.signature.as_mut()).chain(&mut self.api.signature)
    }

    /// Whether an application gets a token of its own.
    pub fn has_application_grant(&self) -> bool {
        self.client_credentials.is_some() || self.token.is_some()
    }

    /// Returns whether a client has this credential, `client-id` or `client-secret`: whether a request authenticates the
    /// client by itself, or any text names it. Without any request, it may have.
    pub fn has_client_credential(&self, name: &str) -> bool {
        let names = |template: &Template| template.names().any(|known| known == name);
        let in_call = |call: &RequestTemplate| {
            call.client_auth.words().any(|word| word.to_string() != "params") || call.templates().any(names)
        };
        let assertions = self.assertion.iter().chain(&self.client_assertion);
        let in_assertions = || assertions.flat_map(Assertion::names).any(|known| known == name);
        let has_none = !self.has_login() && !self.has_application_grant();
        has_none
            || self.authorize.is_some()
            || self.calls().any(|(_, call, _)| in_call(call))
            || self.token.iter().any(names)
            || in_assertions()
    }

    /// The template of the request called `name`, if there is one.
    pub fn call(&self, name: RequestKind) -> Option<&RequestTemplate> {
        match name {
            RequestKind::Authorize => None,
            RequestKind::AuthorizationCode => self.authorization_code.as_ref(),
            RequestKind::ClientCredentials => self.client_credentials.as_ref(),
            RequestKind::Device => self.device.as_ref(),
            RequestKind::DeviceCode => self.device_code.as_ref(),
            RequestKind::Refresh => self.refresh.as_ref(),
            RequestKind::Renew => self.renew.as_ref(),
            RequestKind::Revoke => self.revoke.as_ref(),
            RequestKind::Introspect => self.introspect.as_ref(),
            RequestKind::Userinfo => self.userinfo.as_ref(),
        }
    }

    /// Moves the endpoints and the API to `base`, for a vendor whose server a company runs itself or reaches
    /// through a gateway. The page for the browser and the keys move too if they are on the server of the token endpoint.
    /// Returns whether anything has moved.
    pub fn rebase(&mut self, base: &str) -> bool {
        let code = self.authorization_code.as_ref();
        let is_beside = |url: &&mut Template| code.is_some_and(|call| call.url.is_same_server(url));
        let page = self.authorize.as_mut().map(|page| &mut page.url).filter(is_beside);
        let keys = self.jwks_url.as_mut().filter(is_beside);
        let calls = [
            &mut self.client_credentials,
            &mut self.authorization_code,
            &mut self.device,
            &mut self.device_code,
            &mut self.refresh,
            &mut self.renew,
            &mut self.revoke,
            &mut self.introspect,
            &mut self.userinfo,
        ];
        let urls = page.into_iter().chain(keys).chain(calls.into_iter().flatten().map(|call| &mut call.url));
        let api = self.api.base.iter_mut().map(|url| (url, self.api.base_path.as_deref()));
        let mut has_moved = false;
        for (url, path) in urls.map(|url| (url, None)).chain(api) {
            if let Some(moved) = url.rebased(base, path) {
                (*url, has_moved) = (moved, true);
            }
        }
        has_moved
    }

    /// Returns whether the variable `name` is the URL of an endpoint that only looks at tokens, so that it cannot change
    /// which token the server returns.
    pub fn is_only_for_looking(&self, name: &str) -> bool {
        let placeholder = format!("{{{name}}}");
        let mut urls = [&self.introspect, &self.userinfo].into_iter().flatten().map(|call| &call.url);
        urls.any(|url| url.to_string() == placeholder) && !self.key_fields.contains(&placeholder)
    }

    /// The hint for `code` at an endpoint.
    pub fn hint(&self, endpoint: ErrorScope, code: &str) -> Option<Message> {
        let place = if endpoint == ErrorScope::Api { "api" } else { "token" };
        self.hint_of(&format!("{place}:{code}")).or_else(|| self.hint_of(code))
    }

    /// The hint with this key.
    fn hint_of(&self, key: &str) -> Option<Message> {
        self.hints.get(key).map(|hint| self.hint_message(key, hint))
    }

    /// The hint for a value or a credential called `name` that is missing.
    pub fn hint_for_missing(&self, name: &str) -> Option<Message> {
        self.hint_of(&format!("{MISSING}{name}"))
    }

    /// Returns whether the hint for a missing value or credential called `name` tells to use a flag.
    pub fn has_flag_in_hint_for_missing(&self, name: &str) -> bool {
        self.hints.get(&format!("{MISSING}{name}")).is_some_and(|hint| hint.contains("--"))
    }

    /// The hint for a server that cannot be reached.
    pub fn hint_for_unreachable(&self) -> Option<Message> {
        self.hint_of(UNREACHABLE)
    }
}

/// A request to one of the vendor's endpoints for tokens, as data.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RequestTemplate {
    pub url: Template,
    #[serde(default)]
    pub method: Method,
    /// Where the fields go: by default, into the form of a POST or the query of a GET.
    pub send: Option<ParamIn>,
    /// The grant type of an application's own request.
    #[serde(default)]
    pub grant_type: GrantType,
    /// How the client authenticates: one method such as `post`, a variable whose value is one, or several in order of
    /// preference.
    #[serde(default)]
    pub client_auth: ClientAuthWords,
    /// All fields of the request, if they differ from the standard ones.
    pub params: Option<BTreeMap<String, Param>>,
    #[serde(default)]
    pub headers: BTreeMap<String, Template>,
    /// What templates call `{signature}`.
    pub signature: Option<Signature>,
}

impl RequestTemplate {
    /// All templates in it, but not those of the standard fields.
    pub fn templates(&self) -> impl Iterator<Item = &Template> {
        let params = self.params.iter().flatten().filter_map(|(_, param)| param.template());
        let signed = self.signature.iter().flat_map(Signature::templates).map(|(_, template)| template);
        params.chain(self.headers.values()).chain([&self.url]).chain(signed)
    }
}

/// The two methods that vendors use at a token endpoint.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Method {
    Get,
    #[default]
    Post,
}

/// How to read the response of the token endpoint.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Reply {
    pub format: BodyFormat,
    /// Headers that a response must have, with these values: a server that does not send them is another one.
    pub headers: BTreeMap<String, String>,
    /// Text before the body proper, which is removed.
    pub strip_prefix: String,
    pub access_token: Pointers,
    pub token_type: Pointers,
    /// The token types that mean Bearer, besides that word. By default, an empty type does.
    pub token_types: Vec<String>,
    pub expires: Pointers,
    pub expires_as: ExpiryForm,
    /// The lifetime if the response has none. Without it, such a token of an application is not cached.
    pub default_lifetime: Option<Span>,
    pub scope: Pointers,
    /// Whether the vendor may return a scope in another case than it was requested in.
    pub scope_ignore_case: bool,
    /// Prefixes that the vendor may add to a requested scope, or leave out.
    pub scope_prefixes: Vec<Template>,
    pub refresh_token: Pointers,
    /// The lifetime of the refresh token in seconds.
    pub refresh_expires: Pointers,
    /// The ID token (OpenID Connect Core §3.1.3.3).
    pub id_token: Pointers,
    /// The account of the session: a name or an id. Without it, the claims of an `id_token` are used.
    pub account: Pointers,
}

impl Default for Reply {
    /// RFC 6749 §5.1.
    fn default() -> Self {
        Self {
            format: BodyFormat::Json,
            headers: BTreeMap::new(),
            strip_prefix: String::new(),
            access_token: Pointers::known(&["/access_token"]),
            token_type: Pointers::known(&["/token_type"]),
            token_types: vec![String::new()],
            expires: Pointers::known(&["/expires_in"]),
            expires_as: ExpiryForm::Seconds,
            default_lifetime: None,
            scope: Pointers::known(&["/scope"]),
            scope_ignore_case: false,
            scope_prefixes: Vec::new(),
            refresh_token: Pointers::known(&["/refresh_token"]),
            // No standard has it; these are the words of most servers.
            refresh_expires: Pointers::known(&["/refresh_token_expires_in", "/refresh_expires_in"]),
            id_token: Pointers::known(&["/id_token"]),
            account: Pointers::default(),
        }
    }
}

/// The format of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BodyFormat {
    /// Whichever of the others the body appears to be.
    Auto,
    Form,
    Json,
    Jsonp,
    /// Plain text, which pointers find at `/text`.
    Text,
}

/// The meaning of an expiry value. Numbers may always be written as strings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ExpiryForm {
    Seconds,
    Milliseconds,
    EpochSeconds,
    EpochMilliseconds,
    Rfc3339,
}

/// The effect of requesting another token while one is still valid.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Repeat {
    pub effect: Effect,
    /// How long the previous token stays valid if a new one invalidates it.
    pub overlap: Option<Span>,
    /// The vendor returns the same token until it has less than this left, so demanding a longer remaining
    /// lifetime has no effect.
    pub renews_within: Option<Span>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// A new token; the old one stays valid.
    Independent,
    /// A new token; the old one becomes invalid.
    Invalidates,
    /// The same token.
    Same,
    #[default]
    Unknown,
}

/// The usual places of a message: RFC 6749 §5.2, the formats of common gateways, RFC 9457 §3.1.
const MESSAGES: [&str; 9] = [
    "/error_description",
    "/message",
    "/error/message",
    "/errmsg",
    "/msg",
    "/fault/faultstring",
    "/errors/0/message",
    "/detail",
    "/title",
];

/// How to read errors.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Errors {
    /// The locations of the error code. A code that is not in `ok` makes the response an error, with any status.
    pub code: Pointers,
    /// Codes that mean success.
    pub ok: Vec<String>,
    pub message: Pointers,
    pub request_id: Pointers,
    /// The location of the time to wait: seconds, an HTTP date, or an epoch.
    pub retry_after: Pointers,
    /// How long to wait after a code, if the response does not say.
    pub wait: BTreeMap<String, Span>,
    /// The meaning of a body that cannot be decoded.
    pub unreadable: Option<Unreadable>,
    /// Codes of the token endpoint.
    pub token: Classes,
    /// Codes of the API.
    pub api: Classes,
}

impl Default for Errors {
    /// RFC 6749 §5.2, RFC 9110 §10.2.3.
    fn default() -> Self {
        Self {
            code: Pointers::known(&["/error"]),
            // Servers that always send the field `error` write these if there is none.
            ok: ["0", "false"].map(str::to_owned).to_vec(),
            message: Pointers::known(&MESSAGES),
            request_id: Pointers::default(),
            retry_after: Pointers::known(&["header:retry-after"]),
            wait: BTreeMap::new(),
            unreadable: None,
            token: Classes::default(),
            api: Classes::default(),
        }
    }
}

impl Errors {
    /// How long to wait after `code`, if the vendor documents it.
    pub fn wait_after(&self, code: &str) -> Option<Span> {
        self.wait.iter().find(|(pattern, _)| matches(pattern, code)).map(|(_, wait)| *wait)
    }
}

/// The meaning of an undecodable body, for vendors whose firewall responds in their place.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Unreadable {
    pub class: Class,
    pub retry_after: Option<Span>,
}

/// The classes of refusal. The manual describes the effect of each. If a code is in several classes, the
/// first one applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Class {
    /// The API does not accept the token: get a new one, once.
    TokenInvalid,
    /// Client id, secret, tenant, grant or scope is wrong: do not repeat.
    BadCredentials,
    /// Too many calls: wait.
    RateLimit,
    /// Temporarily busy or broken: try again.
    Transient,
    /// A daily or monthly allowance is used up: do not repeat.
    Quota,
    /// No permission, address not allowed, or no consent: do not repeat.
    Denied,
    /// The person's grant is no longer valid: log in again.
    Reauth,
}

/// The vendor's codes by class. A trailing `*` matches any ending; `http:503` is a status.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Classes(BTreeMap<Class, Vec<String>>);

impl Classes {
    /// Every code or pattern, with its class.
    pub fn codes(&self) -> impl Iterator<Item = &String> {
        self.0.values().flatten()
    }

    /// The class that lists `code`.
    pub fn class_of(&self, code: &str) -> Option<Class> {
        let lists = |codes: &[String]| codes.iter().any(|pattern| matches(pattern, code));
        self.0.iter().find(|(_, codes)| lists(codes)).map(|(class, _)| *class)
    }
}

/// Returns whether `code` is the `pattern`, in which a trailing `*` matches anything.
pub fn matches(pattern: &str, code: &str) -> bool {
    pattern.strip_suffix('*').map_or(pattern == code, |start| code.starts_with(start))
}

/// Where the vendor's API expects the token.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Api {
    /// The base URL of the API.
    pub base: Option<Template>,
    /// The path of the API below a user's `--base-url`, if it is not that of `base`.
    pub base_path: Option<String>,
    /// Where a response of the token endpoint states the base URL of the API.
    pub base_from: Pointers,
    /// The hosts that such a URL may have, each with its subdomains.
    pub base_hosts: Vec<String>,
    /// Headers of every request, in addition to that of the token; `{account}` is the account of the session.
    pub headers: BTreeMap<String, Template>,
    /// The header that carries the token, unless `query` is set.
    pub header: String,
    /// Text before the token in the header, including the space.
    pub prefix: String,
    /// The query parameter that carries the token.
    pub query: Option<String>,
    /// The field of the body that carries the token. A definition with `query` too is refused.
    pub body: Option<String>,
    /// Additional query parameters of every request; `{account}` is the account of the session.
    pub params: BTreeMap<String, Template>,
    /// Additional fields of every body.
    pub fields: BTreeMap<String, Param>,
    /// How the user's fields are sent: as a form, or else as JSON.
    pub send: Option<ParamIn>,
    /// What the templates for the API call `{signature}`.
    pub signature: Option<Signature>,
    /// How lists are split into pages.
    pub paging: Option<Paging>,
    /// The path of a harmless GET that shows whether a token works.
    pub smoke: Option<String>,
}

/// Pagination: the location of the reference to the next page in a response.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Paging {
    /// The whole URL of the next page.
    pub next_url: Pointers,
    /// The value of `param` in the next request.
    pub cursor: Pointers,
    pub param: Option<String>,
    /// Whether there is a next page. Without it, an empty or missing cursor ends the list.
    pub more: Pointers,
}

impl Api {
    /// Returns whether a header carries the token.
    pub fn is_in_header(&self) -> bool {
        self.query.is_none() && self.body.is_none()
    }

    /// Returns whether a call needs more than headers and a query, so that only `gettoken api` can make it: the token in its
    /// body, or a signature of its own.
    pub fn needs_whole_call(&self) -> bool {
        self.body.is_some() || self.signature.is_some()
    }

    /// Returns whether every request has a body.
    pub fn has_body(&self) -> bool {
        self.body.is_some() || !self.fields.is_empty()
    }

    /// Returns whether `url` from a response may be the base of the API: https, on a host that the definition names or
    /// below it, and nothing but a plain path after that.
    pub fn accepts_base(&self, url: &str) -> bool {
        let Some(rest) = url.strip_prefix("https://") else { return false };
        let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
        let authority = authority.to_ascii_lowercase();
        let host = authority.strip_suffix(":443").unwrap_or(&authority);
        let is_label = |label: &str| {
            !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        };
        let is_below = |known: &String| {
            host.strip_suffix(known.as_str()).is_some_and(|below| below.is_empty() || below.ends_with('.'))
        };
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
        host.split('.').all(is_label)
            && self.base_hosts.iter().any(is_below)
            && path.bytes().all(is_plain)
            && !path.split('/').any(|part| matches!(part, "." | ".."))
    }
}

impl Default for Api {
    /// RFC 6750 §2.1.
    fn default() -> Self {
        Self {
            base: None,
            base_path: None,
            base_from: Pointers::default(),
            base_hosts: Vec::new(),
            headers: BTreeMap::new(),
            header: "Authorization".into(),
            prefix: "Bearer ".into(),
            query: None,
            body: None,
            params: BTreeMap::new(),
            fields: BTreeMap::new(),
            send: None,
            signature: None,
            paging: None,
            smoke: None,
        }
    }
}
