//! For CI runners that read workflow commands: keeps the token out of the job's log.

use super::Answer;
use crate::error::Result;
use crate::secret::Secret;

/// The command, and nothing of the token elsewhere. The runner decodes `%25`, `%0D` and `%0A`, and a
/// token has neither of the latter.
pub fn mask(answer: &Answer) -> Result<Secret> {
    let token = answer.token.access_token.expose().replace('%', "%25");
    Ok(Secret::new(format!("::add-mask::{token}\n")))
}
