//! OAuth 2.0 (RFC 6749 and its family): flows, the authentication of the client, and the responses of its endpoints.
//! Nothing here has a clock or sends anything.

pub mod client_auth;
pub mod flow;
pub mod response;
