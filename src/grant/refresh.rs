//! The next access token of a session: RFC 6749 §6.

use super::{Context, Flow, FlowValues, Step, call, token};
use crate::error::Result;
use crate::provider::{CallName, Endpoint, RefreshToken};
use crate::reply::Received;
use crate::secret::Secret;
use crate::settings::Settings;

pub(super) const FIELDS: &[(&str, &str)] =
    &[("grant_type", "refresh_token"), ("refresh_token", "{refresh-token}")];

/// The flow: one request. Where refresh tokens rotate, it spends the one that is given.
pub struct Refresh<'a> {
    pub settings: &'a Settings,
    pub refresh_token: &'a Secret,
}

impl Flow for Refresh<'_> {
    fn calls(&self) -> &'static [CallName] {
        &[CallName::Refresh]
    }

    fn start(&mut self, context: &Context) -> Result<Step> {
        let values = FlowValues::default().with("refresh-token", self.refresh_token.clone());
        let prepared = call::prepare(self.settings, CallName::Refresh, context, &values)?;
        Ok(Step::Send { prepared, spends: self.settings.provider.user.refresh_token != RefreshToken::Kept })
    }

    fn next(&mut self, context: &Context, received: &Received) -> Result<Step> {
        let answer = token(self.settings, Endpoint::User, context, received);
        let kept = |new: &Secret, succeeded| replaces(new, self.refresh_token, succeeded);
        Ok(Step::Have(answer.filter_refresh_token(kept).into()))
    }
}

/// Whether `new` is sent from now on in the place of `old`. In the answer to a request that failed, a short word in its
/// place says what is wrong with the field of that name.
fn replaces(new: &Secret, old: &Secret, succeeded: bool) -> bool {
    new != old && (succeeded || new.expose().len() * 4 >= old.expose().len() * 3)
}
