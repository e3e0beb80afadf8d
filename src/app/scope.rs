//! The scope of a token, compared with the one that was asked for.

use crate::error::{Error, Kind, Result};
use crate::escape::visible;
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
    let Some(lacking) = lacking_scope(settings, token) else {
        return Ok(());
    };
    if !settings.require_scope {
        report::warn(&lacking);
        return Ok(());
    }
    Err(Error::new(Kind::Refused, lacking)
        .hint("without `--require-scope` it would have been printed, with a warning")
        .hint("once the vendor grants more, `--force` gets a token with it"))
}

/// As [`check`], where nothing may be lost by failing.
pub fn warn(settings: &Settings, token: &Token) {
    if let Some(lacking) = lacking_scope(settings, token) {
        report::warn(&lacking);
    }
}

/// RFC 6749 §5.1: the scope that was granted may differ from the one that was asked for; it need not be
/// said if it does not.
fn lacking_scope(settings: &Settings, token: &Token) -> Option<String> {
    let (Some(asked), Some(granted)) = (settings.value("scope"), &token.scope) else {
        return None;
    };
    let granted: Vec<&str> = granted.split([' ', ',']).collect();
    // That there is a refresh token says more than that its scope is listed.
    let offline = settings.provider.user.offline_scope.as_deref();
    let words = asked.split([' ', ',']).filter(|word| !word.is_empty() && Some(*word) != offline);
    let lacking: Vec<&str> =
        words.filter(|word| !granted.iter().any(|granted| is_same(granted, word))).collect();
    (!lacking.is_empty()).then(|| format!("the token lacks the scope `{}`", visible(&lacking.join(" "))))
}
