//! Finds the endpoints of an authorization server by its issuer (RFC 8414, OpenID Connect Discovery 1.0).

use std::borrow::Cow;
use std::time::Duration;

use super::App;
use super::documents::{Fetched, Renew, max_age};
use super::resource::check_endpoints;
use crate::error::{Error, Kind, Result};
use crate::http::{Client, Payload, Request, Response, note_request, note_status, shown_url};
use crate::message::{Message, Value};
use crate::oauth::metadata::{ServerMetadata, is_issuer, well_known_urls};
use crate::report;
use crate::settings::{Settings, TokenOwner};
use crate::store::{DocumentKind, Entry, ServerDocument};

/// How old metadata may be when a person logs in, who should not be sent to a page that has moved.
pub(super) const BEFORE_LOGIN: Duration = Duration::from_secs(5 * 60);
/// How old metadata may be if an endpoint that it names is not there.
const JUST_FETCHED: Duration = Duration::from_secs(10);

impl App<'_> {
    /// The metadata of the authorization server that `issuer` names.
    pub fn server_metadata(&self, issuer: &str) -> Result<ServerMetadata> {
        self.renewed_metadata(issuer, Renew::IfExpired)
    }

    /// As [`Self::server_metadata`], with the metadata fetched again if `renew` says so.
    pub(super) fn renewed_metadata(&self, issuer: &str, renew: Renew) -> Result<ServerMetadata> {
        if !is_issuer(issuer) {
            return Err(Error::new(Kind::Config, "issuer-invalid").with("issuer", shown_url(issuer)));
        }
        let fetch = |client: &Client| fetch(client, issuer);
        let document = self.document(DocumentKind::Metadata, issuer, &fetch, renew)?;
        read(&document)
    }

    /// The settings for the requests of a token, with the endpoints that the server's metadata names, and for those of
    /// `session` with its resource.
    pub(super) fn ready<'s>(
        &self,
        settings: &'s Settings,
        session: Option<&Entry>,
    ) -> Result<Cow<'s, Settings>> {
        let is_ready = settings.issuer.is_none() && settings.owner == TokenOwner::Application;
        if is_ready {
            return Ok(Cow::Borrowed(settings));
        }
        let mut settings = settings.clone();
        session.map_or(Ok(()), |session| settings.adopt(session))?;
        if settings.discovered.metadata.is_none() {
            self.discover(&mut settings, Renew::IfExpired)?;
        }
        check_endpoints(&settings)?;
        settings.use_resource_of_login(session.map_or(&[], |entry| &entry.asked_resource));
        Ok(Cow::Owned(settings))
    }

    /// The settings with endpoints that have moved since the metadata was stored, if they have. An error is none of the
    /// token request.
    pub(super) fn moved(&self, settings: &Settings) -> Option<Settings> {
        let issuer = settings.issuer.as_ref()?;
        let metadata = self.renewed_metadata(issuer, Renew::IfOlderThan(JUST_FETCHED)).ok()?;
        let mut moved = settings.clone();
        moved.discover(metadata);
        let is_safe = check_endpoints(&moved).is_ok();
        (is_safe && !moved.discovered.values().eq(settings.discovered.values())).then_some(moved)
    }

    /// This profile with the endpoints that are discovered.
    pub fn with_endpoints(self) -> Result<Self> {
        self.with_metadata(Renew::IfExpired)
    }

    /// As [`Self::with_endpoints`], with endpoints that have not moved.
    pub fn with_fresh_endpoints(self) -> Result<Self> {
        self.with_metadata(Renew::IfOlderThan(BEFORE_LOGIN))
    }

    fn with_metadata(mut self, renew: Renew) -> Result<Self> {
        let mut settings = self.settings.clone();
        self.discover(&mut settings, renew)?;
        settings.use_resource_of_login(&[]);
        self.settings = settings;
        Ok(self)
    }

    /// Discovers the endpoints, if the user names only the issuer.
    pub fn discover(&self, settings: &mut Settings, renew: Renew) -> Result<()> {
        let Some(issuer) = settings.issuer.clone() else { return Ok(()) };
        settings.discover(self.renewed_metadata(&issuer, renew)?);
        for (name, url) in settings.discovered.values() {
            report::note(|| {
                let note = Message::new("value-discovered").with("name", name).with("issuer", &issuer);
                note.with("url", shown_url(url))
            });
        }
        warn_of_grant(settings, &issuer);
        Ok(())
    }

    /// The metadata that is stored, and when it was fetched, without a request.
    pub fn stored_metadata(&self, issuer: &str) -> Option<(ServerMetadata, ServerDocument)> {
        let document = self.stored_document(DocumentKind::Metadata, issuer)?;
        Some((read(&document).ok()?, document))
    }
}

/// Warns if the server does not list the grant type that is about to be used. Lists are often incomplete.
fn warn_of_grant(settings: &Settings, issuer: &str) {
    let listed = settings.discovered.metadata.as_ref().and_then(|it| it.grant_types_supported.as_ref());
    let call = settings.provider.client_credentials.as_ref();
    let call = call.filter(|_| settings.owner == TokenOwner::Application);
    let Some((listed, call)) = listed.zip(call) else { return };
    let wanted = call.grant_type.word();
    if !listed.iter().any(|listed| listed == wanted) {
        let warning = Message::new("grant-not-listed").with("issuer", issuer).with("grant", wanted);
        report::warn_once(warning);
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
