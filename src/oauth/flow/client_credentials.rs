//! A token for the application itself: client credentials (RFC 6749 §4.4, and vendors' variants), and the other grant
//! types that take one request and no person.

use super::{Flow, FlowValues, Step, request, token};
use crate::duration;
use crate::error::Result;
use crate::message::Message;
use crate::oauth::response::Reading;
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

/// The flow. A request with an assertion or a time that was refused is sent once more if the server's clock differs: it is
/// valid only for a short time.
#[derive(Default)]
pub struct ClientCredentials {
    is_corrected: bool,
}

impl Flow for ClientCredentials {
    fn step(&mut self, settings: &Settings, _input: Option<Secret>) -> Result<Step> {
        if settings.provider.client_credentials.is_none() {
            return Ok(Step::Make);
        }
        Ok(Step::Send { call: RequestKind::ClientCredentials, values: FlowValues::new(), spends: false })
    }

    fn next(&mut self, settings: &Settings, answer: &Reading) -> Result<Step> {
        let response = token(settings, answer);
        let ahead = answer.ahead().unwrap_or_default().num_seconds();
        let call = settings.provider.client_credentials.as_ref();
        let kind = RequestKind::ClientCredentials;
        let has_assertion = call.is_some_and(|call| request::signs(settings, kind, call));
        let names_time = call.is_some_and(|call| request::names_time(kind, call));
        let may_be_clock =
            has_assertion && response.blames_credentials() || names_time && response.is_refused();
        if self.is_corrected || !answer.has_other_clock() || !may_be_clock {
            return Ok(Step::Have(response.into()));
        }
        self.is_corrected = true;
        let code = if ahead > 0 { "clock-behind-retry" } else { "clock-ahead-retry" };
        Ok(Step::Again(Message::new(code).with("amount", duration::message(ahead.abs()))))
    }
}
