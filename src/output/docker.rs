//! For docker, podman and skopeo: the response of a credential helper (the docker-credential-helpers protocol).

use std::collections::BTreeMap;

use serde::Serialize;

use super::json::line;
use super::{Answer, account, check, check_for_apis, known_server};
use crate::error::Result;
use crate::secret::Secret;

/// The user name of a secret that is not a password but a token, to be exchanged at the registry's token server.
pub const IDENTITY_TOKEN: &str = "<token>";

#[derive(Serialize)]
struct HelperCredential<'a> {
    #[serde(rename = "ServerURL")]
    server_url: &'a str,
    #[serde(rename = "Username")]
    username: &'a str,
    #[serde(rename = "Secret")]
    secret: &'a str,
}

/// `-o docker`, for the vendor's own server.
pub fn credential(answer: &Answer) -> Result<Secret> {
    credential_for(&known_server(answer)?.url, answer)
}

/// The credential for `server_url`, and a newline.
pub fn credential_for(server_url: &str, answer: &Answer) -> Result<Secret> {
    check(answer.token)?;
    check_for_apis(answer.profile, answer.token)?;
    let username = account::basic(answer, IDENTITY_TOKEN)?;
    Ok(line(&HelperCredential { server_url, username, secret: answer.token.access_token.expose() }))
}

/// The servers that have a credential, each with its user name.
pub fn list(servers: &[String], user: Option<&str>) -> Secret {
    let user = user.unwrap_or(IDENTITY_TOKEN);
    line(&servers.iter().map(|server| (server.as_str(), user)).collect::<BTreeMap<_, _>>())
}
