//! A token for the application itself: client credentials (RFC 6749 §4.4, and vendors' variants), and the other grant
//! types that take one request and no person.

use super::{Flow, FlowValues, Step};
use crate::error::Result;
use crate::provider::{GrantType, RequestKind};
use crate::secret::Secret;
use crate::settings::Settings;

type Fields = &'static [(&'static str, &'static str)];

/// RFC 6749 §4.4.2, RFC 8707 §2, and the audience that several servers require.
const CLIENT_CREDENTIALS: Fields = &[
    ("grant_type", "client_credentials"),
    ("scope", "{scope}"),
    ("audience", "{audience}"),
    ("resource", "{resource}"),
];

/// RFC 6749 §4.3.2.
const PASSWORD: Fields = &[
    ("grant_type", "password"),
    ("username", "{username}"),
    ("password", "{password}"),
    ("scope", "{scope}"),
    ("audience", "{audience}"),
    ("resource", "{resource}"),
];

/// RFC 7523 §2.1.
const JWT_BEARER: Fields = &[
    ("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"),
    ("assertion", "{assertion}"),
    ("scope", "{scope}"),
    ("resource", "{resource}"),
];

/// RFC 8693 §2.1.
const TOKEN_EXCHANGE: Fields = &[
    ("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange"),
    ("subject_token", "{subject}"),
    ("subject_token_type", "{subject-token-type}"),
    ("actor_token", "{actor}"),
    ("actor_token_type", "{actor-token-type}"),
    ("requested_token_type", "{requested-token-type}"),
    ("scope", "{scope}"),
    ("audience", "{audience}"),
    ("resource", "{resource}"),
];

/// The fields of a grant type.
pub(super) fn fields(grant_type: GrantType) -> Fields {
    match grant_type {
        GrantType::ClientCredentials => CLIENT_CREDENTIALS,
        GrantType::Password => PASSWORD,
        GrantType::JwtBearer => JWT_BEARER,
        GrantType::TokenExchange => TOKEN_EXCHANGE,
    }
}

pub struct ClientCredentials;

impl Flow for ClientCredentials {
    fn step(&mut self, _settings: &Settings, _input: Option<Secret>) -> Result<Step> {
        Ok(Step::Send { call: RequestKind::ClientCredentials, values: FlowValues::new(), spends: false })
    }
}
