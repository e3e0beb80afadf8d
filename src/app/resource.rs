//! Finds the authorization server of a protected resource, for a login by the resource's URL (RFC 9728).

use super::App;
use super::discovery::BEFORE_LOGIN;
use super::documents::Renew;
use crate::error::{Error, Kind, Result};
use crate::http::{Payload, Request, Response, check_request_url, note_request, note_status, shown_url};
use crate::message::{Message, Value};
use crate::oauth::metadata::ServerMetadata;
use crate::oauth::resource::{
    ResourceChallenge, ResourceMetadata, may_name, read_challenge, well_known_urls,
};
use crate::secret::Secret;
use crate::settings::Settings;
use crate::store::Entry;

/// What servers of the Model Context Protocol answer with.
const ACCEPT: &str = "application/json, text/event-stream";

/// The scope for which several servers issue a refresh token (OpenID Connect Core §11).
const OFFLINE_ACCESS: &str = "offline_access";

/// The URL without a session, and where its tokens are from.
struct Found {
    resource: String,
    issuer: String,
    /// The scope that the resource asks for.
    scope: Option<String>,
}

impl<'a> App<'a> {
    /// The profile at the authorization server of its resource, and the metadata of that server. The resource is asked
    /// for it each time, because its answer decides where the person is sent. `sends_secret` says that the login itself
    /// contains a secret.
    pub fn at_resource(&self, sends_secret: bool) -> Result<(App<'a>, ServerMetadata)> {
        let settings = &self.settings;
        settings.require(&|_| true)?;
        let found = self.find_server()?;
        let has_secret = sends_secret || !settings.credentials.is_empty() || !settings.params.is_empty();
        // Whoever runs the resource could name any server.
        if has_secret && settings.value("issuer").is_none() {
            let error = settings.error(Kind::Config, "resource-issuer-unconfirmed");
            return Err(error.with("issuer", &found.issuer));
        }
        let metadata = self.renewed_metadata(&found.issuer, Renew::IfOlderThan(BEFORE_LOGIN))?;
        let scope = settings.value("scope").or_else(|| with_offline_access(found.scope, &metadata));
        let mut settings = settings.clone();
        settings.values.extend(scope.map(|scope| ("scope".to_owned(), scope)));
        settings.values.entry("resource".to_owned()).or_insert(found.resource);
        settings.use_resource_of_login(&[]);
        settings.use_issuer(found.issuer);
        settings.discover(metadata.clone());
        check_endpoints(&settings)?;
        Ok((App::of(self.home, settings), metadata))
    }

    fn find_server(&self) -> Result<Found> {
        let settings = &self.settings;
        let url = settings.protected_resource().unwrap_or_default();
        check_request_url(&url)?;
        if url.contains('?') {
            return Err(Error::new(Kind::Config, "resource-url-query").with("url", shown_url(&url)));
        }
        let challenge = self.ask(&url)?;
        let wanted = settings.value("issuer");
        let Some((metadata, at)) = self.resource_metadata(&url, challenge.metadata)? else {
            // The user has named the server.
            let issuer = wanted.ok_or_else(|| missing(&url))?;
            return Ok(Found { resource: url, issuer, scope: challenge.scope });
        };
        let issuer = metadata.issuer(wanted.as_deref());
        let issuer = issuer.map_err(|why| Error::new(Kind::Answer, why.with("at", at)))?.to_owned();
        let all = Some(metadata.scopes_supported.join(" ")).filter(|scopes| !scopes.is_empty());
        Ok(Found { resource: metadata.resource, issuer, scope: challenge.scope.or(all) })
    }

    /// Asks for the resource without a token, and reads its challenge. A resource that wants another method answers
    /// without one, and is then found by its well-known URL.
    fn ask(&self, url: &str) -> Result<ResourceChallenge> {
        let request = get(url, ACCEPT);
        note_request(&request);
        let client = self.client();
        // The body may be a stream of events that does not end.
        let (response, _) = client.stream(&request)?;
        note_status(response.status);
        check_status(&response, url)?;
        let headers = response.headers.iter().filter(|(name, _)| name == "www-authenticate");
        Ok(read_challenge(url, headers.map(|(_, value)| value.as_str())))
    }

    /// The metadata of the resource and its URL: the one that the resource `named`, or a well-known one.
    fn resource_metadata(
        &self,
        url: &str,
        named: Option<String>,
    ) -> Result<Option<(ResourceMetadata, String)>> {
        let mut urls = well_known_urls(url);
        urls.retain(|known| Some(known) != named.as_ref());
        let mut fault = None;
        for at in named.into_iter().chain(urls) {
            let request = get(&at, "application/json");
            note_request(&request);
            let response = self.client().send(&request)?;
            note_status(response.status);
            if response.status != 200 {
                continue;
            }
            let parsed = ResourceMetadata::parse(response.body.expose(), url, &at);
            match parsed.map_err(|why| Error::new(Kind::Answer, why).with("at", &at)) {
                Ok(metadata) => return Ok(Some((metadata, at))),
                // Some servers have one page for whatever they do not know.
                Err(error) if error.code() == "resource-metadata-invalid" => drop(fault.get_or_insert(error)),
                Err(error) => return Err(error),
            }
        }
        fault.map_or(Ok(None), Err)
    }

    /// The profile with what `session` was begun with: its issuer, and the client that this issuer knows. Fails if the
    /// settings name another issuer, which must not get the tokens of this one.
    pub fn of_session(&self, session: &Entry) -> Result<App<'a>> {
        let mut settings = self.settings.clone();
        settings.adopt(session)?;
        if let Some(issuer) = &settings.issuer {
            settings.discover(self.server_metadata(issuer)?);
        }
        check_endpoints(&settings)?;
        Ok(App { deadline: self.deadline.clone(), ..App::of(self.home, settings) })
    }
}

/// The request for a document or a challenge. It has no token.
fn get(url: &str, accept: &str) -> Request {
    let headers = vec![("accept".to_owned(), Secret::new(accept))];
    Request { method: "GET".into(), url: url.to_owned(), query: Vec::new(), headers, body: Payload::None }
}

/// Fails if the resource is elsewhere, or cannot answer now.
fn check_status(response: &Response, url: &str) -> Result<()> {
    match response.status {
        300..400 => {
            let error = Error::new(Kind::Answer, "resource-redirect").with("url", url);
            let to = response.header("location").filter(|to| check_request_url(to).is_ok());
            let hint = to.map(|to| Message::new("resource-redirect-to").with("to", shown_url(to)));
            Err(hint.into_iter().fold(error, Error::hint))
        }
        429 | 503 => {
            let error = Error::new(Kind::Busy, "resource-unavailable").with("url", url);
            Err(error.with("status", response.status).nothing_spent(true))
        }
        _ => Ok(()),
    }
}

fn missing(url: &str) -> Error {
    let tried = Message::new("resource-metadata-tried");
    let tried = tried.with("urls", Value::list(well_known_urls(url), "list-comma")).with("url", url);
    Error::new(Kind::Answer, "resource-metadata-missing").with("url", url).hint(tried)
}

/// The scope of the resource, with the one for a refresh token if the server has it.
fn with_offline_access(scope: Option<String>, metadata: &ServerMetadata) -> Option<String> {
    let is_offered = metadata.scopes_supported.iter().flatten().any(|word| word == OFFLINE_ACCESS);
    let has_it = scope.iter().any(|scope| scope.split(' ').any(|word| word == OFFLINE_ACCESS));
    let words = scope.into_iter().chain((is_offered && !has_it).then(|| OFFLINE_ACCESS.to_owned()));
    words.reduce(|scope, word| format!("{scope} {word}"))
}

/// Fails if an endpoint is on this machine although the resource is not.
pub fn check_endpoints(settings: &Settings) -> Result<()> {
    let Some(resource) = settings.protected_resource() else { return Ok(()) };
    let metadata = settings.discovered.metadata.as_ref();
    let registration = metadata.and_then(|metadata| metadata.registration_endpoint.as_deref());
    let mut endpoints = settings.discovered.values().map(|(_, url)| url).chain(registration);
    match endpoints.find(|url| !may_name(&resource, url)) {
        Some(url) => {
            Err(Error::new(Kind::Answer, "resource-endpoint-unsafe").with("endpoint", shown_url(url)))
        }
        None => Ok(()),
    }
}

/// Fails if the server does not say that it checks the proof of PKCE (RFC 7636), which keeps a code that was intercepted
/// from being used.
pub fn check_pkce(metadata: &ServerMetadata) -> Result<()> {
    let has_s256 = metadata.code_challenge_methods_supported.iter().flatten().any(|method| method == "S256");
    let missing = || Error::new(Kind::Answer, "pkce-missing").with("issuer", &metadata.issuer);
    has_s256.then_some(()).ok_or_else(missing)
}
