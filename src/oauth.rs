//! OAuth 2.0 (RFC 6749 and its family): flows, client authentication, and the responses of the endpoints.
//! Nothing here has its own clock or network access.

pub mod assertion;
pub mod client_auth;
pub mod flow;
pub mod id_token;
pub mod jws;
pub mod jwt;
pub mod metadata;
pub mod registration;
pub mod resource;
pub mod response;
pub mod signature;

use serde::de::DeserializeOwned;

/// Reads a JSON object. An array is `None`: it would be read as the values of the members, one after the other.
fn json_object<T: DeserializeOwned>(body: &[u8]) -> Option<T> {
    let is_object = body.trim_ascii_start().starts_with(b"{");
    serde_json::from_slice(body).ok().filter(|_| is_object)
}
