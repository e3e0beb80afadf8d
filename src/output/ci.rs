//! For CI runners that read workflow commands: masks the token in the job's log.

use super::Answer;
use crate::error::Result;
use crate::secret::Secret;

/// The mask command, which is the only output. The runner decodes `%25`, `%0D` and `%0A`; a token has no line
/// breaks.
pub fn mask(answer: &Answer) -> Result<Secret> {
    let token = answer.token.access_token.expose().replace('%', "%25");
    Ok(Secret::new(format!("::add-mask::{token}\n")))
}
