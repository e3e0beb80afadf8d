//! For CI runners that read workflow commands: keeps the token out of the job's log.

use super::Answer;
use crate::secret::Secret;

/// The command, and nothing of the token elsewhere. The runner decodes `%25`, `%0D` and `%0A`, and a
/// token has neither of the latter.
pub fn mask(answer: &Answer) -> Secret {
    Secret::new(format!("::add-mask::{}\n", answer.token.access_token.expose().replace('%', "%25")))
}
