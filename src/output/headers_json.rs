//! For programs that run a command for the headers of their requests: one JSON object, with a member for each header.

use serde_json::{Map, Value};

use super::{Answer, curl, json};
use crate::error::Result;
use crate::secret::Secret;

/// The headers that the vendor's API expects. A token that goes into the query has none.
pub fn object(answer: &Answer) -> Result<Secret> {
    let headers = curl::headers(answer)?.into_iter();
    let headers: Map<_, _> = headers.map(|(name, value)| (name, Value::String(value))).collect();
    Ok(json::line(&headers))
}
