//! Claims in a response: a JSON object, or a JWT that contains one (RFC 9701, OpenID Connect Core §5.3.2).

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine};
use serde_json::{Map, Value};

use super::{Reading, decode};
use crate::error::Result;
use crate::provider::{BodyFormat, ErrorScope};
use crate::sanitize::Scrubber;

/// The claims of a response, without the secrets of its request.
#[derive(Debug, Default)]
pub struct Claims {
    pub members: Map<String, Value>,
    /// Whether they came in a JWT. Its signature is not checked: it came straight from the vendor over TLS.
    pub is_jwt: bool,
}

/// The claims of `token`, a JWT that is signed. `None` if it is none, or has a name twice.
pub fn of_jwt(token: &str) -> Option<Map<String, Value>> {
    let [header, payload, _] = token.split('.').collect::<Vec<_>>()[..] else { return None };
    let object = |part: &str| {
        let text = String::from_utf8(BASE64_URL_SAFE_NO_PAD.decode(part).ok()?).ok()?;
        decode::decode(BodyFormat::Json, "", &text)?.as_object().cloned()
    };
    object(header)?;
    object(payload)
}

impl Reading<'_> {
    /// The claims in the response of `endpoint`. Fails if it is an error or has none.
    pub fn claims(&self, endpoint: ErrorScope) -> Result<Claims> {
        let body = self.response.body.expose().trim();
        if self.response.is_success() && self.is_jwt() && self.response.cut.is_none() {
            // A JWT that is encrypted has five parts (RFC 7516 §3.1).
            if body.split('.').count() == 5 {
                return Err(self.wrong("answer-jwt-encrypted"));
            }
            let members = of_jwt(body).ok_or_else(|| self.wrong("answer-jwt-invalid"))?;
            return Ok(Claims { members: scrubbed_members(members, self.scrubber), is_jwt: true });
        }
        self.check(endpoint)?;
        let members = self.body.as_object().cloned().unwrap_or_default();
        Ok(Claims { members: scrubbed_members(members, self.scrubber), is_jwt: false })
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
