//! The client that an authorization server knows: a configured one, one that is named by the URL of its metadata, or one
//! that is registered here (RFC 7591). A registration is stored before it is used, and found again by later logins.

use std::fs::TryLockError;

use super::App;
use crate::error::{Error, Kind, Result};
use crate::http::{Response, note_request, note_status};
use crate::message::Message;
use crate::oauth::metadata::ServerMetadata;
use crate::oauth::registration::{ClientMetadata, Registration, is_client_metadata_url, refusal};
use crate::provider::{CLIENT_ID, CLIENT_METADATA_URL, INITIAL_TOKEN};
use crate::report;
use crate::sanitize::Scrubber;
use crate::settings::Settings;
use crate::store::{Client, Entry, Limit, Lock, UnknownMembers, failed};
use crate::token::Token;

/// Where the browser or the other device is sent to, for a registration.
pub struct Redirect<'a> {
    /// The redirect URI of this login; `None` if there is none.
    pub uri: Option<&'a str>,
    /// The same for any free port (RFC 8252 §7.3).
    pub any_port: Option<&'a str>,
    pub is_device: bool,
}

/// Where a client is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    Configured,
    /// Registered by an earlier login.
    Known,
    New,
}

impl<'a> App<'a> {
    /// The profile with a client that the server of `metadata` knows.
    pub fn with_client(&self, metadata: &ServerMetadata, redirect: &Redirect) -> Result<(App<'a>, Origin)> {
        let settings = &self.settings;
        let own = |settings| Ok((App::of(self.home, settings), Origin::Configured));
        if settings.value(CLIENT_ID).is_some() {
            return own(settings.clone());
        }
        let url = settings.value(CLIENT_METADATA_URL);
        if let Some(url) = url.filter(|_| metadata.client_id_metadata_document_supported) {
            if !is_client_metadata_url(&url) {
                return Err(Error::new(Kind::Config, "client-metadata-url-invalid").with("url", url));
            }
            return own(settings.with_client(url, Client { auth: "none".to_owned(), ..Client::default() }));
        }
        let Some(endpoint) = &metadata.registration_endpoint else {
            let error = settings.error(Kind::Config, "client-unknown").with("issuer", &metadata.issuer);
            return Err(if settings.value(CLIENT_METADATA_URL).is_some() {
                error.hint("client-metadata-url-unsupported")
            } else {
                error
            });
        };
        let (id, client, origin) = self.registered(endpoint, metadata, redirect)?;
        Ok((App::of(self.home, settings.with_client(id, client)), origin))
    }

    /// The registered client: one that is stored, or a new one. The lock makes one registration of several logins.
    fn registered(
        &self,
        endpoint: &str,
        metadata: &ServerMetadata,
        redirect: &Redirect,
    ) -> Result<(String, Client, Origin)> {
        let key = self.settings.registration_key(&metadata.issuer);
        let lock = self.registration_lock(&key)?;
        if let Some((id, client)) = self.known_client(&key)? {
            return Ok((id, client, Origin::Known));
        }
        self.store.prove_writable(&key, &lock).map_err(|error| failed("registration-not-stored", error))?;
        let registration = self.register(endpoint, metadata, redirect)?;
        let client = Client {
            auth: registration.client_auth.to_owned(),
            secret: registration.client_secret,
            secret_expires_at: registration.secret_expires_at,
            redirect_uri: redirect.uri.map(str::to_owned),
            configuration: registration.configuration,
        };
        let entry = self.registration_entry(&metadata.issuer, &registration.client_id, &client);
        let written = self.store.write(&key, &entry, &lock);
        written.map_err(|error| failed("registration-not-stored", error))?;
        report::say(Message::new("client-registered").with("issuer", &metadata.issuer));
        Ok((registration.client_id, client, Origin::New))
    }

    /// The redirect URI of the client that is registered, because servers that compare its port accept no other.
    pub fn registered_redirect_uri(&self) -> Option<String> {
        let issuer =
            self.settings.value("issuer").filter(|_| self.settings.protected_resource().is_some())?;
        let found = self.store.read(&self.settings.registration_key(&issuer)).ok()?.sound()?;
        found.client?.redirect_uri
    }

    /// Forgets the client called `client_id`, which `issuer` does not know any more.
    pub fn forget_registration(&self, issuer: &str, client_id: &str) -> Result<()> {
        let key = self.settings.registration_key(issuer);
        let lock = self.registration_lock(&key)?;
        // Another process may already have registered the next one.
        let known = self.store.read(&key)?.sound().and_then(|entry| entry.client_id);
        if known.is_some_and(|known| known != client_id) {
            return Ok(());
        }
        self.store.remove(&key, &lock).map_err(|error| failed("registration-not-removed", error))
    }

    /// The error for a refresh with `settings`: without a client that the server has forgotten, only a login helps.
    pub(super) fn without_client(&self, settings: &Settings, error: Error) -> Error {
        let (Some("invalid_client"), Some(_)) = (error.vendor_code(), &settings.client) else { return error };
        let value = |name: &str| settings.value(name).unwrap_or_default();
        if let Err(error) = self.forget_registration(&value("issuer"), &value(CLIENT_ID)) {
            report::warn(Message::from(&error));
        }
        let lost = settings.error(Kind::Login, "client-unregistered").with("issuer", value("issuer"));
        lost.vendor(error.vendor_code().map(str::to_owned), error.request_id().map(str::to_owned))
    }

    fn registration_lock(&self, key: &str) -> Result<Lock> {
        let limit = Limit::Wait(self.settings.freshness.lock_timeout);
        self.store.lock(key, limit).map_err(|error| match error {
            TryLockError::WouldBlock => self.settings.error(Kind::Busy, "registration-locked"),
            TryLockError::Error(error) => {
                Error::new(Kind::Storage, "registration-not-stored").caused_by(error)
            }
        })
    }

    /// The client that is stored, unless its secret has expired, or it was registered for less scope.
    fn known_client(&self, key: &str) -> Result<Option<(String, Client)>> {
        let Some(entry) = self.store.read(key)?.sound() else { return Ok(None) };
        let wanted = self.settings.value("scope").unwrap_or_default();
        let registered = entry.asked_scope.unwrap_or_default();
        let is_enough = registered.is_empty()
            || wanted.split(' ').all(|word| registered.split(' ').any(|known| known == word));
        let is_alive = |client: &Client| client.secret_expires_at.is_none_or(|end| end > super::now());
        let client = entry.client.filter(|client| is_enough && is_alive(client));
        Ok(entry.client_id.zip(client))
    }

    fn registration_entry(&self, issuer: &str, client_id: &str, client: &Client) -> Entry {
        let now = super::now();
        Entry {
            profile: self.settings.profile.clone(),
            provider: self.settings.provider.name.clone(),
            stored_at: now,
            forced: false,
            replacement: false,
            session: false,
            client_id: Some(client_id.to_owned()),
            server: Some(issuer.to_owned()),
            asked_scope: self.settings.value("scope"),
            asked_resource: Vec::new(),
            generation: None,
            confirmed_at: None,
            login: None,
            replaces: None,
            issuer: Some(issuer.to_owned()),
            client: Some(client.clone()),
            token: Token { issued_at: now, expires_at: Some(now), ..Token::default() },
            rest: UnknownMembers::default(),
        }
    }

    fn register(
        &self,
        endpoint: &str,
        metadata: &ServerMetadata,
        redirect: &Redirect,
    ) -> Result<Registration> {
        let initial_token = self.credential(INITIAL_TOKEN)?;
        let scope = self.settings.value("scope");
        let uris = [redirect.any_port, redirect.uri].into_iter().flatten().map(str::to_owned);
        let mut redirect_uris: Vec<String> = uris.collect();
        redirect_uris.dedup();
        let client = ClientMetadata {
            redirect_uris,
            scope: scope.as_deref(),
            is_device: redirect.is_device,
            methods: metadata.token_endpoint_auth_methods_supported.as_deref(),
        };
        let request = client.request(endpoint, initial_token.as_ref());
        note_request(&request);
        let response = self.client().send(&request)?;
        note_status(response.status);
        let scrubber = Scrubber::new(initial_token.as_slice());
        let refused = |error: Error| error.with("issuer", &metadata.issuer);
        match response.status {
            200 | 201 => Registration::parse(response.body.expose())
                .map_err(|why| refused(Error::new(Kind::Answer, why))),
            _ => Err(refused(refused_registration(&response, &scrubber))),
        }
    }
}

/// The error for a response that is no registration (RFC 7591 §3.2.2).
fn refused_registration(response: &Response, scrubber: &Scrubber) -> Error {
    let (code, words) = refusal(response, scrubber);
    let kind = match response.status {
        300..400 => Kind::Answer,
        429 | 500.. => Kind::Busy,
        _ => Kind::Refused,
    };
    let error = Error::new(kind, "registration-refused").with("words", words);
    let error =
        if matches!(response.status, 401 | 403) { error.hint("registration-needs-token") } else { error };
    error.vendor(code, None).nothing_spent(kind == Kind::Busy)
}
