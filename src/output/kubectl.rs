//! For kubectl and every client-go program: the answer of an exec plugin
//! (kubernetes.io/docs/reference/config-api/client-authentication.v1).

use serde::Serialize;

use super::Answer;
use super::json::line;
use super::shell::time;
use crate::error::Result;
use crate::secret::Secret;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ExecCredential<'a> {
    api_version: &'a str,
    kind: &'a str,
    status: Status<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Status<'a> {
    /// kubectl asks again after this; without it, only when the server says no.
    #[serde(skip_serializing_if = "Option::is_none")]
    expiration_timestamp: Option<String>,
    token: &'a str,
}

/// The object and a newline.
pub fn exec_credential(answer: &Answer) -> Result<Secret> {
    Ok(line(&ExecCredential {
        api_version: "client.authentication.k8s.io/v1",
        kind: "ExecCredential",
        status: Status {
            expiration_timestamp: answer.token.expires_at.map(time),
            token: answer.token.access_token.expose(),
        },
    }))
}
