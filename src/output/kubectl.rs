//! For kubectl and every client-go program: the response of an exec plugin
//! (kubernetes.io/docs/reference/config-api/client-authentication.v1).

use serde_json::json;

use super::Answer;
use super::json::line;
use super::shell::time;
use crate::error::Result;
use crate::secret::Secret;

pub fn exec_credential(answer: &Answer) -> Result<Secret> {
    let mut status = json!({ "token": answer.token.access_token.expose() });
    // kubectl asks again after this time; without it, only when the server rejects the token.
    if let Some(at) = answer.token.expires_at {
        status["expirationTimestamp"] = time(at).into();
    }
    let api = "client.authentication.k8s.io/v1";
    Ok(line(&json!({ "apiVersion": api, "kind": "ExecCredential", "status": status })))
}
