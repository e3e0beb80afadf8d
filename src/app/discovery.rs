//! Finds the endpoints of an authorization server by its issuer (RFC 8414, OpenID Connect Discovery 1.0).

use super::App;
use super::documents::{Fetched, Renew, max_age};
use crate::error::{Error, Kind, Result};
use crate::http::{Client, Payload, Request, Response, note_request, note_status};
use crate::message::{Message, Value};
use crate::oauth::metadata::{ServerMetadata, is_issuer, well_known_urls};
use crate::store::{DocumentKind, ServerDocument};

impl App<'_> {
    /// The metadata of the authorization server that `issuer` names.
    pub fn server_metadata(&self, issuer: &str) -> Result<ServerMetadata> {
        self.renewed_metadata(issuer, Renew::IfExpired)
    }

    /// As [`Self::server_metadata`], with the metadata fetched again if `renew` says so.
    pub(super) fn renewed_metadata(&self, issuer: &str, renew: Renew) -> Result<ServerMetadata> {
        if !is_issuer(issuer) {
            return Err(Error::new(Kind::Config, "issuer-invalid").with("issuer", issuer));
        }
        let fetch = |client: &Client| fetch(client, issuer);
        let document = self.document(DocumentKind::Metadata, issuer, &fetch, renew)?;
        read(&document)
    }

    /// The metadata that is stored, and when it was fetched, without a request.
    #[expect(dead_code, reason = "not shown by any command yet")]
    pub fn stored_metadata(&self, issuer: &str) -> Option<(ServerMetadata, ServerDocument)> {
        let document = self.stored_document(DocumentKind::Metadata, issuer)?;
        Some((read(&document).ok()?, document))
    }
}

fn read(document: &ServerDocument) -> Result<ServerMetadata> {
    let metadata = ServerMetadata::parse(document.body.as_bytes(), &document.id);
    metadata.map_err(|why| Error::new(Kind::Answer, why))
}

/// Fetches the metadata of `issuer` from the first of its URLs that has it.
fn fetch(client: &Client, issuer: &str) -> Result<Fetched> {
    let urls = well_known_urls(issuer);
    let mut fault: Option<Error> = None;
    for url in &urls {
        let response = get(client, url)?;
        let found = match response.status {
            200 => parse(&response, issuer, url),
            300..400 => Err(Error::new(Kind::Answer, "metadata-redirect").with("url", url)),
            // Servers answer with several codes that there is nothing here.
            _ => continue,
        };
        match found {
            Ok(_) => {
                let body = response.body.expose().as_bytes().to_vec();
                return Ok(Fetched { body, max_age: max_age(&response) });
            }
            // A document of another issuer tells more than a page that is no document at all.
            Err(error) if fault.is_none() || error.code() == "metadata-issuer-wrong" => fault = Some(error),
            Err(_) => {}
        }
    }
    let missing = || {
        let tried = Message::new("metadata-tried").with("urls", Value::list(urls, "list-comma"));
        Error::new(Kind::Answer, "metadata-missing").with("issuer", issuer).hint(tried)
    };
    Err(fault.unwrap_or_else(missing))
}

/// Requests `url`. Fails if the server cannot answer now.
fn get(client: &Client, url: &str) -> Result<Response> {
    let (query, headers) = (Vec::new(), Vec::new());
    let request = Request { method: "GET".into(), url: url.to_owned(), query, headers, body: Payload::None };
    note_request(&request);
    let response = client.send(&request)?;
    note_status(response.status);
    if response.status == 429 || response.status >= 500 {
        let error = Error::new(Kind::Busy, "metadata-unavailable").with("url", url);
        return Err(error.with("status", response.status));
    }
    match &response.cut {
        Some((kind, why)) => Err(Error::new(*kind, why.clone())),
        None => Ok(response),
    }
}

fn parse(response: &Response, issuer: &str, url: &str) -> Result<ServerMetadata> {
    let body = response.body.expose().as_bytes();
    ServerMetadata::parse(body, issuer).map_err(|why| {
        let stated = serde_json::from_slice(body).map(|it: ServerMetadata| it.issuer).unwrap_or_default();
        // The issuer that the user means, if its metadata would be at this URL too.
        let is_meant =
            stated != issuer && is_issuer(&stated) && well_known_urls(&stated).iter().any(|it| it == url);
        let hint = is_meant.then(|| Message::new("metadata-issuer-meant").with("stated", stated));
        hint.into_iter().fold(Error::new(Kind::Answer, why.with("at", url)), Error::hint)
    })
}
