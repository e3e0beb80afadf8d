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
