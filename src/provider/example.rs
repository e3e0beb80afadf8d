//! Examples in a definition: the exact request for given values, and the token or the class of error for a
//! response. `gettoken providers check` runs them, and `gettoken demo` serves them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Class, RequestKind};
use chrono::{DateTime, Utc};

/// One exchange with the vendor, from its documentation or a recorded response.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Example {
    /// A short description of the example.
    pub name: String,
    /// The values of `client-id`, `client-secret` (by default `id` and `secret`), `scope`, `audience`,
    /// `resource` and variables.
    #[serde(default)]
    pub given: BTreeMap<String, String>,
    /// The time of the request and the response; the present if absent.
    pub time: Option<DateTime<Utc>>,
    /// Which endpoint responds. With `user`, `request` is that of `call`.
    #[serde(default)]
    pub at: ErrorScope,
    /// Which request the example is for, if the definition has several.
    #[serde(default)]
    pub call: RequestKind,
    /// With `at = "api"`, the request as the user writes it, without the token and all else that the definition adds.
    pub bare: Option<ExampleRequest>,
    /// The whole request, if the example shows it.
    pub request: Option<ExampleRequest>,
    #[serde(default)]
    pub answer: ExampleResponse,
    /// The token in the response.
    pub token: Option<String>,
    pub refresh_token: Option<String>,
    /// Its lifetime in seconds; absent if the response does not say.
    pub expires_in: Option<i64>,
    /// The class of error that the response is.
    pub error: Option<Class>,
    /// The vendor's code as shown to the user.
    pub code: Option<String>,
    /// Seconds that the vendor asks us to wait.
    pub retry_after: Option<u64>,
}

/// Kinds of endpoint, which may give the same error code different meanings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ErrorScope {
    #[default]
    Token,
    /// The token endpoint when a person's grant is exchanged or refreshed. There, `invalid_grant` means that
    /// the grant is invalid, not the client.
    User,
    Api,
}

/// A decoded request. Fields that are not listed must be absent.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
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
    pub json: BTreeMap<String, Value>,
    /// Headers other than `Accept`, `Content-Type` and `User-Agent`; names in lower case.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
}

/// The vendor's response.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ExampleResponse {
    /// 200 if absent.
    pub status: Option<u16>,
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    #[serde(default)]
    pub body: String,
}
