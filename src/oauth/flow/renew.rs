//! Renewal of a refresh token, which otherwise ends the session at a fixed time.

use chrono::TimeDelta;

use super::{Driver, FlowValues, offers};
use crate::error::{Error, Result};
use crate::message::Message;
use crate::oauth::response::{Reading, TokenResponse};
use crate::provider::{ErrorScope, RequestKind};
use crate::report;
use crate::secret::Secret;
use crate::token::{Timestamp, Token};

pub(super) const FIELDS: &[(&str, &str)] = &[("refresh_token", "{refresh-token}")];

/// A refresh token is renewed if it ends so soon after the access token, because nobody may call in between.
const MARGIN: TimeDelta = TimeDelta::days(1);

/// Renews the refresh token after a refresh with this `answer`, if it would end before the next one. `before` is when that
/// of the session ends. If it cannot be renewed, the session still has until then.
pub fn renewed(driver: &Driver, before: Option<Timestamp>, mut answer: TokenResponse) -> TokenResponse {
    let settings = driver.settings;
    let Ok(token) = &answer.token else { return answer };
    if !ends_before_next(token, before) || !offers(settings, &[RequestKind::Renew]) {
        return answer;
    }
    let Some(refresh_token) = answer.refresh_token.clone() else { return answer };
    // Otherwise its status would be logged after the next request.
    answer.note_status();
    let values: FlowValues = [("refresh-token".to_owned(), refresh_token)].into();
    match driver.ask(RequestKind::Renew, values, read) {
        Ok((refresh_token, end)) => {
            answer.refresh_token = Some(refresh_token.clone());
            if let Ok(token) = &mut answer.token {
                token.refresh_expires_at = end;
                token.refresh_token = Some(refresh_token);
            }
        }
        Err(error) => report::warn(not_renewed(&settings.profile, &error)),
    }
    answer
}

fn not_renewed(profile: &str, error: &Error) -> Message {
    Message::new("session-not-renewed").with("profile", profile).with("error", error.message())
}

/// Returns whether the refresh token ends before the access token does, or soon after.
fn ends_before_next(token: &Token, before: Option<Timestamp>) -> bool {
    let end = token.refresh_expires_at.or(before);
    let next = token.expires_at.unwrap_or(token.issued_at);
    end.is_some_and(|end| end <= next + MARGIN)
}

/// The new refresh token, and when it ends. A response without an access token may call that its lifetime.
fn read(answer: &Reading) -> Result<(Secret, Option<Timestamp>)> {
    answer.check(ErrorScope::User)?;
    let refresh_token = answer.refresh_token().ok_or_else(|| answer.wrong("answer-refresh-token-missing"))?;
    Ok((refresh_token, answer.refresh_end(true)))
}
