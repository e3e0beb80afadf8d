//! The vocabulary for tokens that a person grants in a browser or on another device, and for their renewal.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Param, Pointers};
use crate::template::Template;

/// Settings for every grant by a person.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct User {
    /// The scope that is requested at login if the user names none.
    pub scope: Option<Template>,
    /// The scope that the vendor requires to issue a refresh token. It is added to the user's scope.
    pub offline_scope: Option<String>,
    /// The separator between the words of a scope.
    pub scope_separator: Option<String>,
    /// The requests of a login that have its resource (RFC 8707): `all`, or `authorize` for the first one alone, of which
    /// `{session-resource}` has none then.
    pub resource_on: Option<Template>,
    pub refresh_token: RefreshToken,
}

/// The effect of using a refresh token on the token itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RefreshToken {
    /// It stays valid, so the request may be repeated.
    Kept,
    /// It is spent, and the response contains the next one. Also the assumption for vendors that do not say.
    #[default]
    Rotates,
}

/// How a person grants access in a browser.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Authorize {
    pub url: Template,
    /// All fields of the query, if they are not those of RFC 6749 §4.1.1 and RFC 7636 §4.3.
    pub params: Option<BTreeMap<String, Param>>,
    /// Additional fields of the query.
    #[serde(default)]
    pub extra: BTreeMap<String, Template>,
    /// The field `prompt` that a word of the scope requires, unless the user sets that field.
    #[serde(default)]
    pub scope_prompts: BTreeMap<String, String>,
    /// RFC 7636: proves that the exchange comes from the client that began the login.
    #[serde(default = "yes")]
    pub pkce: bool,
    /// The callback's parameter that has the code.
    #[serde(default = "code")]
    pub code: String,
    /// The issuer in the callback's `iss` (RFC 9207), if the vendor documents it.
    pub issuer: Option<Template>,
    /// Hosts that `iss` may have in addition to that of the URL, if `issuer` is not known.
    #[serde(default)]
    pub issuer_hosts: Vec<String>,
    /// The fragment of the URL, after `#`.
    pub fragment: Option<String>,
    /// Where the browser is redirected; `{port}` is a free port. If it is not loopback, the person pastes the
    /// URL at which the browser ends.
    #[serde(default = "loopback")]
    pub redirect: Template,
}

fn yes() -> bool {
    true
}

fn code() -> String {
    "code".to_owned()
}

fn loopback() -> Template {
    Template::parse("http://127.0.0.1:{port}/callback").expect("a constant")
}

/// How to read the responses of the device flow. The defaults are those of RFC 8628.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct DeviceReply {
    pub device_code: Pointers,
    pub user_code: Pointers,
    pub verification_uri: Pointers,
    pub verification_uri_complete: Pointers,
    /// Seconds.
    pub expires: Pointers,
    /// Seconds.
    pub interval: Pointers,
    /// Codes that mean that the person has not decided yet.
    pub pending: Vec<String>,
    pub slow_down: Vec<String>,
    pub denied: Vec<String>,
    pub expired: Vec<String>,
}

impl Default for DeviceReply {
    fn default() -> Self {
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        Self {
            device_code: Pointers::known(&["/device_code"]),
            user_code: Pointers::known(&["/user_code"]),
            verification_uri: Pointers::known(&["/verification_uri", "/verification_url"]),
            verification_uri_complete: Pointers::known(&["/verification_uri_complete"]),
            expires: Pointers::known(&["/expires_in"]),
            interval: Pointers::known(&["/interval"]),
            pending: words(&["authorization_pending"]),
            slow_down: words(&["slow_down"]),
            denied: words(&["access_denied", "authorization_declined"]),
            expired: words(&["expired_token", "token_expired", "bad_verification_code"]),
        }
    }
}
