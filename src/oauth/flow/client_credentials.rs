//! Client credentials: a token for the application itself (RFC 6749 §4.4, and vendors' variants).

use super::{Flow, FlowValues, Step};
use crate::error::Result;
use crate::provider::RequestKind;
use crate::secret::Secret;
use crate::settings::Settings;

/// RFC 6749 §4.4.2, RFC 8707 §2, and the audience that several servers require.
pub(super) const FIELDS: &[(&str, &str)] = &[
    ("grant_type", "client_credentials"),
    ("scope", "{scope}"),
    ("audience", "{audience}"),
    ("resource", "{resource}"),
];

pub struct ClientCredentials;

impl Flow for ClientCredentials {
    fn step(&mut self, _settings: &Settings, _input: Option<Secret>) -> Result<Step> {
        Ok(Step::Send { call: RequestKind::ClientCredentials, values: FlowValues::new(), spends: false })
    }
}
