//! What a definition says of itself: given these values, this exact request; to this answer, this
//! token or this class of error. `gettoken providers check` runs them, and `gettoken demo` plays them.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Class, RequestKind};

/// One exchange with the vendor, as its documentation (or a recorded reply) shows it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Example {
    /// What is shown, in a few words.
    pub name: String,
    /// Values besides the client id and secret, which are `id` and `secret` when not given:
    /// `client-id`, `client-secret`, `scope`, `audience`, `resource` and variables.
    #[serde(default)]
    pub given: BTreeMap<String, String>,
    /// Which endpoint answers. With `user`, `request` is that of `call`.
    #[serde(default)]
    pub at: ErrorScope,
    /// Which request is shown, for a definition that has several.
    #[serde(default)]
    pub call: RequestKind,
    /// The whole request, when it is part of what is shown.
    pub request: Option<ExampleRequest>,
    pub answer: ExampleResponse,
    /// The token that the answer carries.
    pub token: Option<String>,
    pub refresh_token: Option<String>,
    /// Its lifetime in seconds; absent when the answer does not say.
    pub expires_in: Option<i64>,
    /// The class of error that the answer is.
    pub error: Option<Class>,
    /// The vendor's code as shown to the user.
    pub code: Option<String>,
    /// Seconds that the vendor asks us to wait.
    pub retry_after: Option<u64>,
}

impl Example {
    /// Whether it ends in a token for an application alone.
    pub fn is_application_token(&self) -> bool {
        self.token.is_some() && self.at == ErrorScope::Token && self.call == RequestKind::ClientCredentials
    }
}

/// The kinds of endpoint, whose error codes may mean different things.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ErrorScope {
    #[default]
    Token,
    /// The token endpoint, while a person's grant is exchanged or refreshed: what is invalid there
    /// is the grant, not the client.
    User,
    Api,
}

/// A request, decoded; what is not named is not there.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ExampleRequest {
    pub method: String,
    /// Without the query.
    pub url: String,
    #[serde(default)]
    pub query: BTreeMap<String, String>,
    #[serde(default)]
    pub form: BTreeMap<String, String>,
    #[serde(default)]
    pub json: BTreeMap<String, toml::Value>,
    /// Headers beyond `Accept`, `Content-Type` and `User-Agent`, names in lower case.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
}

/// What the vendor answers.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ExampleResponse {
    /// 200 when absent.
    pub status: Option<u16>,
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    #[serde(default)]
    pub body: String,
}
