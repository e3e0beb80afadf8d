//! A token for the application itself: RFC 6749 §4.4, and what vendors made of it.

use super::{Context, Flow, FlowValues, Step, call, token};
use crate::error::Result;
use crate::provider::{CallName, Endpoint};
use crate::reply::Received;
use crate::settings::Settings;

/// RFC 6749 §4.4.2, RFC 8707 §2, and the audience that several servers want.
pub(super) const FIELDS: &[(&str, &str)] = &[
    ("grant_type", "client_credentials"),
    ("scope", "{scope}"),
    ("audience", "{audience}"),
    ("resource", "{resource}"),
];

/// The flow: one request.
pub struct ClientCredentials<'a>(pub &'a Settings);

impl Flow for ClientCredentials<'_> {
    fn calls(&self) -> &'static [CallName] {
        &[CallName::ClientCredentials]
    }

    fn start(&mut self, context: &Context) -> Result<Step> {
        let prepared = call::prepare(self.0, CallName::ClientCredentials, context, &FlowValues::default())?;
        Ok(Step::Send { prepared, spends: false })
    }

    fn next(&mut self, context: &Context, received: &Received) -> Result<Step> {
        Ok(Step::Have(token(self.0, Endpoint::Token, context, received).into()))
    }
}
