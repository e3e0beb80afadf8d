//! For kubectl and every client-go program: the response of an exec plugin
//! (kubernetes.io/docs/reference/config-api/client-authentication.v1).

use serde_json::{Value, json};

use super::json::line;
use super::shell::time;
use super::{Answer, check_for_apis};
use crate::error::{Error, Kind, Result};
use crate::sanitize::visible;
use crate::secret::Secret;

/// The word of the format.
pub const EXEC_CREDENTIAL: &str = "exec-credential";

/// The supported versions; the first is the default. They differ in nothing that is printed here.
pub const API_VERSIONS: [&str; 2] =
    ["client.authentication.k8s.io/v1", "client.authentication.k8s.io/v1beta1"];

/// The `apiVersion` that the caller wants, from `info`, the value of `KUBERNETES_EXEC_INFO`. A caller rejects
/// a response of any other version.
pub fn api_version(info: Option<&str>) -> Result<&'static str> {
    let Some(info) = info else { return Ok(API_VERSIONS[0]) };
    let info = serde_json::from_str::<Value>(info).unwrap_or_default();
    let Some(version) = info["apiVersion"].as_str() else {
        return Err(Error::new(Kind::Config, "exec-info-unreadable"));
    };
    let unsupported = || Error::new(Kind::Config, "exec-info-version").with("version", visible(version));
    API_VERSIONS.into_iter().find(|known| *known == version).ok_or_else(unsupported)
}

pub fn exec_credential(answer: &Answer) -> Result<Secret> {
    check_for_apis(answer.profile, answer.token)?;
    let mut status = json!({ "token": answer.token.access_token.expose() });
    // kubectl asks again after this time; without it, only when the server rejects the token.
    if let Some(at) = answer.token.expires_at {
        status["expirationTimestamp"] = time(at).into();
    }
    Ok(line(&json!({ "apiVersion": answer.exec_api, "kind": "ExecCredential", "status": status })))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_the_one_that_the_caller_asks_for() {
        let info =
            |version: &str| format!(r#"{{"kind":"ExecCredential","apiVersion":"{version}","spec":{{}}}}"#);
        assert_eq!(api_version(None).unwrap(), API_VERSIONS[0]);
        for version in API_VERSIONS {
            assert_eq!(api_version(Some(&info(version))).unwrap(), version);
        }
        for version in ["client.authentication.k8s.io/v1alpha1", "v1", "", "example.com/v1", "\u{1b}[2J"] {
            let error = api_version(Some(&info(&version.replace('\u{1b}', "\\u001b")))).unwrap_err();
            assert_eq!(error.code(), "exec-info-version", "{version:?}");
        }
        for info in ["x", "[]", "{}", "null", r#"{"apiVersion":1}"#, "{\"apiVersion\":\"client"] {
            assert_eq!(api_version(Some(info)).unwrap_err().code(), "exec-info-unreadable", "{info}");
        }
    }
}
