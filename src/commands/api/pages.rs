//! How a list goes on: the definition says where an answer names the next page.

use serde_json::Value;

use super::target::{Ask, check_page};
use crate::error::{Error, Kind, Result};
use crate::http::form;
use crate::provider::{Paging, Pointer, Pointers};
use crate::secret::Secret;
use crate::settings::Settings;

/// Fails when the definition does not say how lists go on: before anything is asked.
pub fn check(settings: &Settings) -> Result<&Paging> {
    let missing = || Error::new(Kind::Usage, "api-paging-missing").with("provider", &settings.provider.name);
    settings.provider.api.paging.as_ref().ok_or_else(missing)
}

/// The URL of the page after the one whose answer is `body`, or `None` at the end.
pub fn next_page(settings: &Settings, asked: &Ask, body: &[u8]) -> Result<Option<String>> {
    let next = following(settings, asked, body)?;
    if next.as_deref() == Some(asked.url.as_str()) {
        return Err(settings.error(Kind::Answer, "api-page-repeated"));
    }
    Ok(next)
}

fn following(settings: &Settings, asked: &Ask, body: &[u8]) -> Result<Option<String>> {
    let paging = check(settings)?;
    let body = serde_json::from_slice::<Value>(body)
        .map_err(|_| settings.error(Kind::Answer, "api-page-not-json"))?;
    if let Some(url) = text(&paging.next_url, &body) {
        check_page(settings, &asked.url, &url)?;
        return Ok(Some(url));
    }
    let ended = text(&paging.more, &body).is_some_and(|more| matches!(more.as_str(), "false" | "0"));
    let cursor = text(&paging.cursor, &body).filter(|cursor| !cursor.is_empty() && !ended);
    let (Some(cursor), Some(name)) = (cursor, &paging.param) else {
        return Ok(None);
    };
    Ok(Some(with_cursor(asked, name, cursor)))
}

/// The same URL with its own query, and the cursor in the place of the one before.
fn with_cursor(asked: &Ask, name: &str, cursor: String) -> String {
    let (path, query) = asked.url.split_once('?').unwrap_or((&asked.url, ""));
    let kept = query.split('&').filter(|pair| !pair.is_empty() && pair.split('=').next() != Some(name));
    let mut fields = asked.query.clone();
    fields.retain(|(known, _)| known != name);
    fields.push((name.to_owned(), Secret::new(cursor)));
    let encoded = form(&fields);
    let pairs: Vec<&str> = kept.chain([encoded.expose()]).collect();
    format!("{path}?{}", pairs.join("&"))
}

fn text(places: &Pointers, body: &Value) -> Option<String> {
    places.0.iter().find_map(|place| match place {
        Pointer::Body(pointer) => match body.pointer(pointer)? {
            Value::String(text) => Some(text.clone()),
            Value::Null => None,
            other => Some(other.to_string()),
        },
        Pointer::Header(_) => None,
    })
}
