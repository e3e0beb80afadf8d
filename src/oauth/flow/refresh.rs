//! Refresh: the next access token of a session (RFC 6749 §6).

use super::{Flow, Step, token};
use crate::error::Result;
use crate::oauth::response::Reading;
use crate::provider::{RefreshToken, RequestKind};
use crate::secret::Secret;
use crate::settings::Settings;

pub(super) const FIELDS: &[(&str, &str)] =
    &[("grant_type", "refresh_token"), ("refresh_token", "{refresh-token}")];

/// The only value of a flow that is not secret: the scope of the session.
pub(super) const SESSION_SCOPE: &str = "session-scope";

/// The flow: one request. It spends the refresh token, if the vendor's refresh tokens rotate.
pub struct Refresh<'a> {
    pub refresh_token: &'a Secret,
    /// The scope that the login asked for, if it is known.
    pub scope: Option<&'a str>,
}

impl Flow for Refresh<'_> {
    fn step(&mut self, settings: &Settings, _input: Option<Secret>) -> Result<Step> {
        let scope = self.scope.map(|scope| (SESSION_SCOPE.to_owned(), Secret::new(scope)));
        let values =
            [("refresh-token".to_owned(), self.refresh_token.clone())].into_iter().chain(scope).collect();
        let spends = settings.provider.user.refresh_token != RefreshToken::Kept;
        Ok(Step::Send { call: RequestKind::Refresh, values, spends })
    }

    fn next(&mut self, settings: &Settings, reading: &Reading) -> Result<Step> {
        let mut answer = token(settings, reading);
        answer.refresh_token.take_if(|new| !replaces(new, self.refresh_token, reading.response.is_success()));
        if answer.token.is_ok() {
            answer.refresh_token.get_or_insert_with(|| self.refresh_token.clone());
        }
        Ok(Step::Have(answer.into()))
    }
}

/// Returns whether `new` replaces `old` from now on. In an error response, a short text in the field
/// `refresh_token` is not a token but a description of the error.
fn replaces(new: &Secret, old: &Secret, succeeded: bool) -> bool {
    new != old && (succeeded || new.expose().len() * 4 >= old.expose().len() * 3)
}
