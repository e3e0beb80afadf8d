//! For curl: a config for `curl -K -`, and a header for `curl -H @-`.

use super::{Answer, Placement};
use crate::error::{Error, Kind, Result};
use crate::reserved::call;
use crate::secret::Secret;

/// The line the vendor's API wants.
pub fn header(answer: &Answer) -> Result<Secret> {
    match &answer.placement {
        Placement::Header { name, prefix } => {
            Ok(Secret::new(format!("{name}: {prefix}{}\n", answer.token.access_token.expose())))
        }
        Placement::Query { name } => Err(Error::new(
            Kind::Usage,
            format!("{} takes its token in the query (`{name}`), so there is no header", answer.provider),
        )
        .hint(format!("`{} -o curl | curl -K - URL` puts it there", call(answer.profile)))),
    }
}

/// One option of a curl config. curl encodes the value of `url-query` itself (7.87 and later).
pub fn config(answer: &Answer) -> Secret {
    let token = answer.token.access_token.expose();
    let line = match &answer.placement {
        Placement::Header { name, prefix } => {
            format!("header = \"{}\"\n", quoted(&format!("{name}: {prefix}{token}")))
        }
        Placement::Query { name } => format!("url-query = \"{}\"\n", quoted(&format!("{name}={token}"))),
    };
    Secret::new(line)
}

/// Inside curl's double quotes only these two mean something; a token has no control characters.
fn quoted(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"")
}
