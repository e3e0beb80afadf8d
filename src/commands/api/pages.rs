//! How a list goes on: the definition says where an answer names the next page.

use serde_json::Value;

use super::target;
use crate::error::{Error, Kind, Result};
use crate::http::{Request, check_url, form, shown_url};
use crate::provider::{Paging, Pointer, Pointers};
use crate::secret::Secret;
use crate::settings::{Server, Settings};

/// Fails when the definition does not say how lists go on: before anything is asked.
pub fn check(settings: &Settings) -> Result<&Paging> {
    let missing = || Error::new(Kind::Usage, "api-paging-missing").with("provider", &settings.provider.name);
    settings.provider.api.paging.as_ref().ok_or_else(missing)
}

/// The URL of the page after the one whose answer is `body`, or `None` at the end.
pub fn next_page(settings: &Settings, asked: &Request, body: &[u8]) -> Result<Option<String>> {
    let paging = check(settings)?;
    let body = serde_json::from_slice::<Value>(body)
        .map_err(|_| settings.error(Kind::Answer, "api-page-not-json"))?;
    let named = text(&paging.next_url, &body);
    // It may be on another host: the token does not follow it there.
    if let Some(url) = &named
        && (Server::parse(&asked.url) != Server::parse(url) || check_url(url).is_err())
    {
        return Err(settings.error(Kind::Answer, "api-page-elsewhere").with("url", shown_url(url)));
    }
    let next = named.or_else(|| with_cursor(paging, asked, &body));
    if next.as_ref() == Some(&asked.url) {
        return Err(settings.error(Kind::Answer, "api-page-repeated"));
    }
    Ok(next)
}

/// The same URL with its own query, and the next cursor in the place of the one before.
fn with_cursor(paging: &Paging, asked: &Request, body: &Value) -> Option<String> {
    let name = paging.param.as_ref()?;
    let ended = text(&paging.more, body).is_some_and(|more| matches!(more.as_str(), "false" | "0"));
    let cursor = text(&paging.cursor, body).filter(|cursor| !cursor.is_empty() && !ended)?;
    let (path, query) = asked.url.split_once('?').unwrap_or((&asked.url, ""));
    let kept = query.split('&').filter(|pair| !pair.is_empty() && pair.split('=').next() != Some(name));
    let mut fields = asked.query.clone();
    fields.retain(|(known, _)| known != name);
    fields.push((name.clone(), Secret::new(cursor)));
    let encoded = form(&fields);
    let pairs: Vec<&str> = kept.chain([encoded.expose()]).collect();
    Some(format!("{path}?{}", pairs.join("&")))
}

fn text(places: &Pointers, body: &Value) -> Option<String> {
    places.0.iter().find_map(|place| match place {
        Pointer::Body(pointer) => body.pointer(pointer).filter(|value| !value.is_null()).map(target::text),
        Pointer::Header(_) => None,
    })
}
