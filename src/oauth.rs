//! OAuth 2.0 (RFC 6749 and its family): flows, client authentication, and the responses of the endpoints.
//! Nothing here has a clock or sends anything itself.

pub mod client_auth;
pub mod flow;
pub mod response;
