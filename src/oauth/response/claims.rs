//! Claims in a response: a JSON object, or a JWT that contains one (RFC 9701, OpenID Connect Core §5.3.2).

use serde_json::{Map, Value};

use super::Reading;
use crate::error::Result;
use crate::oauth::jws::{Jws, NotJws};
use crate::provider::ErrorScope;
use crate::sanitize::Scrubber;
use crate::secret::Secret;

/// The claims of a response, without the secrets of its request.
#[derive(Debug, Default)]
pub struct Claims {
    pub members: Map<String, Value>,
    /// The JWT in which they came, if they came in one. Its signature has not been checked.
    pub jwt: Option<Secret>,
}

impl Reading<'_> {
    /// The claims in the response of `endpoint`. Fails if it is an error or has none.
    pub fn claims(&self, endpoint: ErrorScope) -> Result<Claims> {
        let body = self.response.body.expose().trim();
        if self.response.is_success() && self.is_jwt() && self.response.cut.is_none() {
            let jws = Jws::parse(body).map_err(|fault| {
                self.wrong(match fault {
                    NotJws::Encrypted(_) => "answer-jwt-encrypted",
                    NotJws::Broken(_) | NotJws::Opaque => "answer-jwt-invalid",
                })
            })?;
            let members = scrubbed_members(jws.claims, self.scrubber);
            return Ok(Claims { members, jwt: Some(Secret::new(body)) });
        }
        self.check(endpoint)?;
        let members = self.body.as_object().cloned().unwrap_or_default();
        Ok(Claims { members: scrubbed_members(members, self.scrubber), jwt: None })
    }

    /// Returns whether the media type is that of a JWT (RFC 7519 §10.3.1), or of a kind of them (RFC 8725 §3.11).
    fn is_jwt(&self) -> bool {
        let media_type = self.response.header("content-type").unwrap_or_default();
        let media_type = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        media_type == "application/jwt"
            || media_type.starts_with("application/") && media_type.ends_with("+jwt")
    }
}

fn scrubbed_members(members: Map<String, Value>, scrubber: &Scrubber) -> Map<String, Value> {
    members.into_iter().map(|(name, value)| (scrubber.scrub(&name), scrubbed(value, scrubber))).collect()
}

/// `value` without the secrets that the server was sent, which it may echo.
fn scrubbed(value: Value, scrubber: &Scrubber) -> Value {
    match value {
        Value::String(text) => Value::String(scrubber.scrub(&text)),
        Value::Array(items) => items.into_iter().map(|item| scrubbed(item, scrubber)).collect(),
        Value::Object(members) => Value::Object(scrubbed_members(members, scrubber)),
        other => other,
    }
}
