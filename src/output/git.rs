//! For git: the attributes of a credential, one per line (git-credential(1)).

use super::{Answer, account, check, check_for_apis};
use crate::error::Result;
use crate::secret::Secret;

/// `-o git-credential`: user name and password, which every git understands.
pub fn credential(answer: &Answer) -> Result<Secret> {
    check(answer.token)?;
    check_for_apis(answer.profile, answer.token)?;
    let user = account::basic(answer, account::DEFAULT_USER)?;
    let text = format!("username={user}\npassword={}\n", answer.token.access_token.expose());
    Ok(Secret::new(text + &expiry(answer)))
}

/// A bearer token, for a git that has announced that it supports them (2.46 and later).
pub fn bearer(answer: &Answer) -> Result<Secret> {
    check(answer.token)?;
    check_for_apis(answer.profile, answer.token)?;
    let token = answer.token.access_token.expose();
    // `ephemeral`: no other helper may store it.
    Ok(Secret::new(format!(
        "capability[]=authtype\nauthtype=Bearer\ncredential={token}\nephemeral=true\n{}",
        expiry(answer)
    )))
}

/// git discards the credential after this time.
fn expiry(answer: &Answer) -> String {
    answer.token.expires_at.map(|at| format!("password_expiry_utc={}\n", at.timestamp())).unwrap_or_default()
}
