//! A provider is data: one TOML file that says how a vendor gives out tokens and wants them back.
//!
//! This file is the vocabulary. It is closed (an unknown key is an error), and holds placeholders
//! but never logic: what data cannot say becomes a named mechanism in Rust that a file may choose.
//! The same form serves the built-in files and a user's own in `<config dir>/providers/`.
//! `man 5 gettoken-provider` describes every key.

pub mod builtin;
mod check;
mod example;
mod find;
mod param;
mod pointer;
mod text;
mod user;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use example::{ErrorScope, Example, ExampleRequest};
pub use find::{Catalog, DefinitionText, title};
pub use param::{Param, ParamIn, ParamValue};
pub use pointer::{Pointer, Pointers};
pub use user::{Authorize, DeviceReply, RefreshToken, User};

use crate::duration::Span;
use crate::template::Template;

/// How one vendor gives out tokens and wants them back.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Provider {
    /// The file's name without `.toml`.
    #[serde(skip)]
    pub name: String,
    /// The vendor's name for people.
    pub title: String,
    /// The vendor's page on this.
    pub docs: String,
    pub status: Status,
    /// What a user should know, shown by `--help`.
    pub notes: String,
    /// Another definition whose keys hold wherever this file sets none.
    pub extends: Option<String>,
    /// The scope asked for when the user names none.
    pub scope: Option<Template>,
    pub vars: BTreeMap<String, Variable>,
    pub credentials: Credentials,
    /// RFC 6749 §4.4: a token for the application itself.
    pub client_credentials: Option<RequestTemplate>,
    /// What holds for every grant by a person.
    pub user: User,
    /// RFC 6749 §4.1.1: where a person's browser goes.
    pub authorize: Option<Authorize>,
    /// RFC 6749 §4.1.3: the code that the browser brings back, for tokens.
    pub authorization_code: Option<RequestTemplate>,
    /// RFC 8628 §3.1: a code for the person to type elsewhere.
    pub device: Option<RequestTemplate>,
    pub device_reply: DeviceReply,
    /// RFC 8628 §3.4: whether the person has agreed yet.
    pub device_code: Option<RequestTemplate>,
    /// RFC 6749 §6: the next access token.
    pub refresh: Option<RequestTemplate>,
    /// RFC 7009: the end of a session.
    pub revoke: Option<RequestTemplate>,
    pub reply: Reply,
    pub repeat: Repeat,
    pub errors: Errors,
    /// What to do about one of the vendor's codes.
    pub hints: BTreeMap<String, String>,
    pub api: Api,
    #[serde(rename = "example")]
    pub examples: Vec<Example>,
    /// The tables of [`KEY_TABLES`] as they are set, in JSON with sorted keys.
    #[serde(skip)]
    pub key_fields: String,
}

/// The tables that decide which token an application gets, and where it may be sent.
const KEY_TABLES: [&str; 3] = ["api", "client-credentials", "reply"];

/// The values, besides the client secret, that exist without being declared.
pub const STANDARD_VALUES: [&str; 4] = ["audience", "client-id", "resource", "scope"];

/// Whether the facts were found in the vendor's own documentation or replies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    Verified,
    #[default]
    Unverified,
}

/// A value that a user may set: a flag, an environment variable, a key under `[profiles.X.vars]`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Variable {
    pub help: String,
    pub default: Option<String>,
    pub required: bool,
    /// Environment variables, the first that is set counts.
    pub env: Vec<String>,
    /// Short words for values; any other value is taken as it is.
    pub aliases: BTreeMap<String, String>,
    /// The only values allowed, each with fields of its own: `{cloud.login}`.
    pub choices: BTreeMap<String, BTreeMap<String, String>>,
}

/// What the client must hold, and where a user may put it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Credentials {
    pub client_id: Credential,
    pub client_secret: Credential,
}

impl Credentials {
    /// The environment variables that they are read from.
    pub fn env(&self) -> impl Iterator<Item = &String> {
        self.client_id.env.iter().chain(&self.client_secret.env)
    }
}

/// One credential.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Credential {
    pub required: bool,
    /// What the vendor calls it.
    pub title: Option<String>,
    /// Environment variables, the first that is set counts.
    pub env: Vec<String>,
    /// Other names for the flag, in the vendor's own words: `app-key`.
    pub flags: Vec<String>,
}

impl Default for Credential {
    fn default() -> Self {
        Self { required: true, title: None, env: Vec::new(), flags: Vec::new() }
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
    Revoke,
}

impl RequestKind {
    /// Every request to an endpoint, with the name of its table and the values that exist only in its flow.
    pub const ENDPOINTS: [(Self, &'static str, &'static [&'static str]); 6] = [
        (Self::ClientCredentials, "client-credentials", &[]),
        (Self::AuthorizationCode, "authorization-code", &["code", "code-verifier", "redirect-uri"]),
        (Self::Device, "device", &[]),
        (Self::DeviceCode, "device-code", &["device-code"]),
        (Self::Refresh, "refresh", &["refresh-token"]),
        (Self::Revoke, "revoke", &["token"]),
    ];
    /// The values that exist only in a browser's visit.
    pub const VISIT: [&'static str; 3] = ["code-challenge", "redirect-uri", "state"];

    /// The names of all values that exist only in one flow.
    pub fn flow_values() -> impl Iterator<Item = &'static str> {
        Self::ENDPOINTS.iter().flat_map(|(.., names)| names.iter()).chain(&Self::VISIT).copied()
    }
}

impl Provider {
    /// The table of the request called `name`, if there is one.
    pub fn call(&self, name: RequestKind) -> Option<&RequestTemplate> {
        match name {
            RequestKind::Authorize => None,
            RequestKind::AuthorizationCode => self.authorization_code.as_ref(),
            RequestKind::ClientCredentials => self.client_credentials.as_ref(),
            RequestKind::Device => self.device.as_ref(),
            RequestKind::DeviceCode => self.device_code.as_ref(),
            RequestKind::Refresh => self.refresh.as_ref(),
            RequestKind::Revoke => self.revoke.as_ref(),
        }
    }
}

/// A request to one of the vendor's endpoints for tokens.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RequestTemplate {
    pub url: Template,
    #[serde(default)]
    pub method: Method,
    /// Where the fields go; by default the form of a POST, the query of a GET.
    pub send: Option<ParamIn>,
    /// How the client proves itself: one of `params`, `post`, `basic`, `none`, or a name that a
    /// variable fills with one of them. See [`crate::oauth::client_auth`].
    #[serde(default = "post")]
    pub client_auth: Template,
    /// Every field of the request, when they are not those of the standard.
    pub params: Option<BTreeMap<String, Param>>,
    #[serde(default)]
    pub headers: BTreeMap<String, Template>,
}

fn post() -> Template {
    Template::parse("post").expect("a constant")
}

/// The two methods that vendors use at a token endpoint.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Method {
    Get,
    #[default]
    Post,
}

/// How to read the answer of the token endpoint.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Reply {
    pub format: BodyFormat,
    /// Something that stands before the body proper.
    pub strip_prefix: String,
    pub access_token: Pointers,
    pub token_type: Pointers,
    pub expires: Pointers,
    pub expires_as: ExpiryForm,
    /// The lifetime when the answer names none. Without it such a token is not kept.
    pub default_lifetime: Option<Span>,
    pub scope: Pointers,
    pub refresh_token: Pointers,
    /// Whose session it is: a name or an id. Without one, the claims of an `id_token` tell.
    pub account: Pointers,
}

impl Default for Reply {
    /// RFC 6749 §5.1.
    fn default() -> Self {
        Self {
            format: BodyFormat::Json,
            strip_prefix: String::new(),
            access_token: Pointers::known(&["/access_token"]),
            token_type: Pointers::known(&["/token_type"]),
            expires: Pointers::known(&["/expires_in"]),
            expires_as: ExpiryForm::Seconds,
            default_lifetime: None,
            scope: Pointers::known(&["/scope"]),
            refresh_token: Pointers::known(&["/refresh_token"]),
            account: Pointers::default(),
        }
    }
}

/// The body's form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BodyFormat {
    /// Whichever of the others the body looks like.
    Auto,
    Form,
    Json,
    Jsonp,
}

/// What the expiry's number or text means. A number may be written as a string everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ExpiryForm {
    Seconds,
    Milliseconds,
    EpochSeconds,
    EpochMilliseconds,
    Rfc3339,
}

/// What asking again does while a token is still valid.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Repeat {
    pub effect: Effect,
    /// How long the previous token lives on, where a new one invalidates it.
    pub overlap: Option<Span>,
    /// The vendor hands out the same token until this much of its life is left: asking for more
    /// life than that brings nothing.
    pub renews_within: Option<Span>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// A new token; the old one lives on.
    Independent,
    /// A new token; the old one dies.
    Invalidates,
    /// The same token.
    Same,
    #[default]
    Unknown,
}

/// How to tell what went wrong.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Errors {
    /// Where a code may stand. A code that is there and not one of `ok` makes the answer an error,
    /// whatever the status says.
    pub code: Pointers,
    /// Codes that mean success.
    pub ok: Vec<String>,
    pub message: Pointers,
    pub request_id: Pointers,
    /// Where the time to wait stands: seconds, an HTTP date, or an epoch.
    pub retry_after: Pointers,
    /// What a body means that cannot be read at all.
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
            ok: Vec::new(),
            message: Pointers::known(&["/error_description"]),
            request_id: Pointers::default(),
            retry_after: Pointers::known(&["header:retry-after"]),
            unreadable: None,
            token: Classes::default(),
            api: Classes::default(),
        }
    }
}

/// What an unreadable body means, for vendors whose firewall answers instead of them.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Unreadable {
    pub class: Class,
    pub retry_after: Option<Span>,
}

/// The classes of refusal that the program tells apart; see the manual for what each leads to. Where a code is in
/// several, the first counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Class {
    /// The API does not accept the token: get a new one, once.
    TokenInvalid,
    /// Client id, secret, tenant, grant or scope is wrong: do not repeat.
    BadCredentials,
    /// Too many calls: wait.
    RateLimit,
    /// Busy or broken for the moment: try again.
    Transient,
    /// A daily or monthly allowance is used up: do not repeat.
    Quota,
    /// Permission, address list or consent: do not repeat.
    Denied,
    /// The person's grant is dead: log in again.
    Reauth,
}

/// The vendor's codes by class. A trailing `*` stands for any ending; `http:503` is a status.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Classes(BTreeMap<Class, Vec<String>>);

impl Classes {
    /// The class that lists `code`.
    pub fn class_of(&self, code: &str) -> Option<Class> {
        let lists = |codes: &[String]| codes.iter().any(|pattern| matches(pattern, code));
        self.0.iter().find(|(_, codes)| lists(codes)).map(|(class, _)| *class)
    }
}

fn matches(pattern: &str, code: &str) -> bool {
    pattern.strip_suffix('*').map_or(pattern == code, |start| code.starts_with(start))
}

/// Where the vendor's API wants the token.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Api {
    /// What the API's paths begin with.
    pub base: Option<Template>,
    /// The header that carries the token, unless `query` is set.
    pub header: String,
    /// What stands before the token in the header, its space included.
    pub prefix: String,
    /// The query parameter that carries the token.
    pub query: Option<String>,
    /// Further fields of every request's query; `{account}` is whose session it is.
    pub params: BTreeMap<String, Template>,
    /// How a list goes on.
    pub paging: Option<Paging>,
    /// A harmless GET that shows whether a token works.
    pub smoke: Option<String>,
}

/// Where an answer says how its list goes on.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Paging {
    /// The whole URL of the next page.
    pub next_url: Pointers,
    /// What the next request's `param` must be.
    pub cursor: Pointers,
    pub param: Option<String>,
    /// Whether there is a next page; without it, an empty or absent cursor is the end.
    pub more: Pointers,
}

impl Default for Api {
    /// RFC 6750 §2.1.
    fn default() -> Self {
        Self {
            base: None,
            header: "Authorization".into(),
            prefix: "Bearer ".into(),
            query: None,
            params: BTreeMap::new(),
            paging: None,
            smoke: None,
        }
    }
}
