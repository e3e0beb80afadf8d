//! The scope of a token, compared with the one that was asked for.

use crate::error::{Error, Kind, Result};
use crate::message::Message;
use crate::report;
use crate::settings::Settings;
use crate::token::Token;

/// Vendors list a scope by its last part, or by a longer name than it was asked for.
fn is_same(granted: &str, asked: &str) -> bool {
    let last = |word: &str| word.rsplit('/').next().unwrap_or_default().to_owned();
    last(granted) == last(asked) || last(granted).ends_with(&format!(".{asked}"))
}

/// Says that the token has less scope than was asked for; fails, if that was required.
pub fn check(settings: &Settings, token: &Token) -> Result<()> {
    match missing(settings, token) {
        Some(missing) if settings.require_scope => {
            Err(Error::new(Kind::Refused, missing).hint("scope-missing-force"))
        }
        missing => {
            missing.into_iter().for_each(report::warn);
            Ok(())
        }
    }
}

/// RFC 6749 §5.1: the scope that was granted may differ from the one that was asked for; it need not be
/// said if it does not.
pub fn missing(settings: &Settings, token: &Token) -> Option<Message> {
    let (asked, granted) = (settings.value("scope")?, token.scope.as_ref()?);
    let granted: Vec<&str> = granted.split([' ', ',']).collect();
    // That there is a refresh token says more than that its scope is listed.
    let offline = settings.provider.user.offline_scope.as_deref();
    let words = asked.split([' ', ',']).filter(|word| !word.is_empty() && Some(*word) != offline);
    let missing: Vec<&str> =
        words.filter(|word| !granted.iter().any(|granted| is_same(granted, word))).collect();
    (!missing.is_empty()).then(|| Message::new("scope-missing").with("scope", missing.join(" ")))
}
