//! Pagination: finds the next page of a list as the definition describes.

use serde_json::Value;

use super::target;
use crate::error::{Error, Kind, Result};
use crate::http::{Request, check_url, form, shown_url};
use crate::provider::{Paging, Pointer, Pointers, value_at};
use crate::secret::Secret;
use crate::settings::{Server, Settings};

/// Returns the definition's pagination; fails, before any request is sent, if it describes none.
pub fn check(settings: &Settings) -> Result<&Paging> {
    let missing = || Error::new(Kind::Usage, "api-paging-missing").with("provider", &settings.provider.name);
    settings.provider.api.paging.as_ref().ok_or_else(missing)
}

/// The URL of the page after `body`, or `None` after the last page. Fails if it is on another server.
pub fn next_page(settings: &Settings, request: &Request, body: &[u8]) -> Result<Option<String>> {
    let paging = check(settings)?;
    let body = serde_json::from_slice::<Value>(body)
        .map_err(|_| settings.error(Kind::Answer, "api-page-not-json"))?;
    let named = text(&paging.next_url, &body);
    // The token must not be sent to another server.
    if let Some(url) = &named
        && (Server::parse(&request.url) != Server::parse(url) || check_url(url).is_err())
    {
        return Err(settings.error(Kind::Answer, "api-page-elsewhere").with("url", shown_url(url)));
    }
    let next = named.or_else(|| with_cursor(paging, request, &body));
    if next.as_ref() == Some(&request.url) {
        return Err(settings.error(Kind::Answer, "api-page-repeated"));
    }
    Ok(next)
}

/// The URL of `request` with its query, in which the next cursor replaces the previous one.
fn with_cursor(paging: &Paging, request: &Request, body: &Value) -> Option<String> {
    let name = paging.param.as_ref()?;
    let ended = text(&paging.more, body).is_some_and(|more| matches!(more.as_str(), "false" | "0"));
    let cursor = text(&paging.cursor, body).filter(|cursor| !cursor.is_empty() && !ended)?;
    let (path, query) = request.url.split_once('?').unwrap_or((&request.url, ""));
    let kept = query.split('&').filter(|pair| !pair.is_empty() && pair.split('=').next() != Some(name));
    let mut fields = request.query.clone();
    fields.retain(|(known, _)| known != name);
    fields.push((name.clone(), Secret::new(cursor)));
    let encoded = form(&fields);
    let pairs: Vec<&str> = kept.chain([encoded.expose()]).collect();
    Some(format!("{path}?{}", pairs.join("&")))
}

fn text(pointers: &Pointers, body: &Value) -> Option<String> {
    pointers.0.iter().find_map(|pointer| match pointer {
        Pointer::Body(place) => value_at(place, body).filter(|value| !value.is_null()).map(target::text),
        Pointer::Header(_) => None,
    })
}
