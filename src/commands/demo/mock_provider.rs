//! A mock provider: compares each request with the one that the definition describes, and responds with the
//! definition's examples, in which the tokens are replaced by new ones. Requests with fields in the wrong place are
//! refused, as the vendor would.

use std::net::SocketAddr;
use std::sync::{Mutex, OnceLock, PoisonError};

use serde_json::{Value, json};

use super::{CLIENT_ID, CLIENT_SECRET, token};
use crate::app::fields::fields;
use crate::app::{self, example_runner};
use crate::crypto::random_text;
use crate::error::Result;
use crate::http::loopback_server::IncomingRequest;
use crate::http::{JsonField, Response, form, form_decoded};
use crate::oauth::flow::FlowValues;
use crate::oauth::{metadata, resource};
use crate::provider::{
    Api, Class, DeviceReply, ErrorScope, Example, Pointer, Pointers, Reply, RequestKind, resolve,
};
use crate::secret::Secret;
use crate::settings::Settings;
use crate::template::Template;

/// A field of a request: its location (`query`, `header`, `form` or `json`), name and complete value.
type ExpectedField = (&'static str, String, String);

/// Stands for a value that differs from request to request, as [`app::request`] shows assertions and signatures.
const VARIES: &str = "…";

/// Fields with one of these values tell the requests to one endpoint apart.
const GRANTS: [&str; 4] = [
    "authorization_code",
    "client_credentials",
    "refresh_token",
    "urn:ietf:params:oauth:grant-type:device_code",
];

/// The path of the page on which a person would enter the code of a device login.
const DEVICE_PAGE: &str = "/activate";

/// The lifetime of a token whose example has none, in seconds.
const LIFETIME: i64 = 3600;

/// An expected request, and the response to it.
struct Exchange {
    kind: RequestKind,
    method: String,
    /// The path of the endpoint; a segment with a placeholder in braces matches any text.
    path: String,
    /// The fields that contain credentials or the grant type.
    expected: Vec<ExpectedField>,
    example: Example,
}

/// The page to which a browser is sent.
struct Page {
    path: String,
    /// The parameter of the callback that has the code.
    code: String,
    issuer: Option<String>,
}

/// The expected requests and the responses to them.
pub struct MockProvider {
    exchanges: Vec<Exchange>,
    page: Option<Page>,
    /// The path of the resource that names this mock as its authorization server.
    resource: Option<String>,
    api: Api,
    reply: Reply,
    device_reply: DeviceReply,
    scope: Option<String>,
    refusal: Response,
    invalid_token: Response,
    /// Set once the server listens.
    address: OnceLock<SocketAddr>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// The access tokens that the API accepts.
    valid: Vec<String>,
    /// The number of requests for a token.
    count: usize,
    /// Whether each request for a token is refused.
    refuses: bool,
}

impl MockProvider {
    /// A mock of the provider in `settings`, which accepts the demo credentials.
    pub fn of(settings: &Settings) -> Result<Self> {
        let provider = &settings.provider;
        // The values of a flow, such as a token, are other texts each time, and so is every assertion.
        let mut values: FlowValues =
            RequestKind::flow_values().map(|name| (name.to_owned(), Secret::new(VARIES))).collect();
        let credentials = settings.credentials.iter();
        values.extend(credentials.filter_map(|(name, it)| Some((name.clone(), it.text.clone()?))));
        let mut exchanges = Vec::new();
        for (kind, ..) in RequestKind::ENDPOINTS {
            let example = provider.examples.iter().find(|example| is_success(example, kind));
            let (Some(example), Some(call)) = (example, provider.call(kind)) else { continue };
            // A request that needs more than the examples give is not part of the demo.
            let Ok(request) = app::request(settings, kind, &values) else { continue };
            let expected = fields(&request).into_iter().filter_map(|(place, name, value)| {
                let JsonField::Text(text) = value else { return None };
                if text.expose().contains(VARIES) {
                    return None;
                }
                let is_checked = name == "grant_type"
                    || (place, name) == ("header", "authorization")
                    || [CLIENT_ID, CLIENT_SECRET].contains(&text.expose())
                    || GRANTS.contains(&text.expose());
                is_checked.then(|| (place, name.to_owned(), text.expose().to_owned()))
            });
            let expected = expected.collect();
            let path = template_path(&call.url, settings);
            let method = request.method.into_owned();
            exchanges.push(Exchange { kind, method, path, expected, example: example.clone() });
        }
        // A request with more fields is checked first: a refresh may have the same credentials as another request.
        exchanges.sort_by_key(|exchange| std::cmp::Reverse(exchange.expected.len()));
        let refused = |at, class| {
            let mut examples = provider.examples.iter();
            let example = examples.find(|example| example.at == at && example.error == Some(class));
            example.map_or_else(|| plain(401, ""), response)
        };
        let page = provider.authorize.as_ref().map(|authorize| Page {
            path: template_path(&authorize.url, settings),
            code: authorize.code.clone(),
            // The issuer that a resource names is the mock.
            issuer: authorize
                .issuer
                .as_ref()
                .filter(|_| provider.protected_resource.is_none())
                .and_then(|issuer| issuer.fill(|name| settings.value(name))),
        });
        Ok(Self {
            exchanges,
            page,
            resource: provider.protected_resource.as_ref().map(|url| template_path(url, settings)),
            api: provider.api.clone(),
            reply: provider.reply.clone(),
            device_reply: provider.device_reply.clone(),
            scope: settings.value("scope"),
            refusal: refused(ErrorScope::Token, Class::BadCredentials),
            invalid_token: refused(ErrorScope::Api, Class::TokenInvalid),
            address: OnceLock::new(),
            state: Mutex::default(),
        })
    }

    /// Returns whether there is an example of the request.
    pub fn plays(&self, kind: RequestKind) -> bool {
        self.exchanges.iter().any(|exchange| exchange.kind == kind)
    }

    /// Returns whether a login in a browser leads to a session that can be renewed.
    pub fn renews(&self) -> bool {
        let of_login = |exchange: &&Exchange| exchange.kind == RequestKind::AuthorizationCode;
        let login = self.exchanges.iter().find(of_login);
        let is_session = login.is_some_and(|exchange| exchange.example.refresh_token.is_some());
        is_session && self.plays(RequestKind::Refresh)
    }

    /// Sets the address that the server listens on.
    pub fn set_address(&self, address: SocketAddr) {
        // The first one counts; there is one server.
        let _ = self.address.set(address);
    }

    /// The number of tokens that were requested so far.
    pub fn requests(&self) -> usize {
        self.with_state(|state| state.count)
    }

    /// Makes the API reject all tokens issued so far, as after a change of the application's rights.
    pub fn reject_tokens(&self) {
        self.with_state(|state| state.valid.clear());
    }

    /// Refuses the requests for a token from now on, as a vendor that verifies their signatures does with a wrong secret.
    pub fn refuse(&self) {
        self.with_state(|state| state.refuses = true);
    }

    fn with_state<T>(&self, work: impl FnOnce(&mut State) -> T) -> T {
        work(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The response that the provider would send.
    pub fn answer(&self, request: &IncomingRequest) -> Response {
        if let Some(page) = self.page.as_ref().filter(|page| matches_path(&page.path, &request.path)) {
            let location = callback(page, &request.query).unwrap_or_default();
            let headers = vec![("location".to_owned(), location)];
            return Response { headers, ..plain(302, "") };
        }
        if let Some(document) = self.document(&request.path) {
            return plain(200, &document.to_string());
        }
        let here = |exchange: &&Exchange| matches_path(&exchange.path, &request.path);
        let fits = |exchange: &&Exchange| {
            request.method == exchange.method && exchange.expected.iter().all(|field| has(request, field))
        };
        let mut exchanges = self.exchanges.iter().filter(here).peekable();
        if exchanges.peek().is_none() {
            if request.path == DEVICE_PAGE {
                return plain(200, "gettoken demo: the login is confirmed without you.\n");
            }
            let is_valid = self
                .api_token(request)
                .is_some_and(|token| self.with_state(|state| state.valid.contains(&token)));
            return if is_valid { plain(200, "{\"demo\":true}") } else { self.invalid_token.clone() };
        }
        let refuses = self.with_state(|state| state.refuses);
        match exchanges.find(fits).filter(|_| !refuses).map(|exchange| self.issue(exchange)) {
            Some(Ok(response)) => response,
            // There are no random numbers.
            Some(Err(_)) => plain(500, ""),
            None => self.refusal.clone(),
        }
    }

    /// The metadata of the resource (RFC 9728) or of the authorization server (RFC 8414), if it is at `path`.
    fn document(&self, path: &str) -> Option<Value> {
        let (resource, address) = self.resource.as_ref().zip(self.address.get())?;
        let root = format!("http://{address}");
        let is_one_of = |urls: Vec<String>| urls.iter().any(|url| path_of(url) == path);
        if is_one_of(resource::well_known_urls(&format!("{root}{resource}"))) {
            return Some(json!({ "resource": format!("{root}{resource}"), "authorization_servers": [root] }));
        }
        if !is_one_of(metadata::well_known_urls(&root)) {
            return None;
        }
        let endpoint = |kind: RequestKind| {
            let exchange = self.exchanges.iter().find(|exchange| exchange.kind == kind)?;
            Some(format!("{root}{}", exchange.path))
        };
        Some(json!({
            "issuer": root,
            "authorization_endpoint": self.page.as_ref().map(|page| format!("{root}{}", page.path)),
            "token_endpoint": endpoint(RequestKind::AuthorizationCode),
            "device_authorization_endpoint": endpoint(RequestKind::Device),
            "revocation_endpoint": endpoint(RequestKind::Revoke),
            "code_challenge_methods_supported": ["S256"],
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }))
    }

    /// The response of the exchange's example, with new tokens.
    fn issue(&self, exchange: &Exchange) -> Result<Response> {
        let example = &exchange.example;
        let address = self.address.get().map_or_else(String::new, |address| format!("http://{address}"));
        let mut changes: Vec<(&Pointers, Value)> = Vec::new();
        if let Some(known) = &example.token {
            let token = token::access(known, &address, example.expires_in.unwrap_or(LIFETIME))?;
            self.with_state(|state| {
                state.valid.push(token.clone());
                state.count += 1;
            });
            changes.push((&self.reply.access_token, token.into()));
        }
        if let Some(known) = &example.refresh_token {
            changes.push((&self.reply.refresh_token, token::opaque(known)?.into()));
        }
        // An example at a certain time names the end of its token.
        if let (Some(_), Some(left)) = (example.time, example.expires_in) {
            let end = token::end(self.reply.expires_as, left);
            changes.extend(end.map(|end| (&self.reply.expires, end)));
        }
        if exchange.kind == RequestKind::Device {
            let places = &self.device_reply;
            let page = format!("{address}{DEVICE_PAGE}");
            changes.push((&places.device_code, random_text()?.expose().into()));
            changes.push((&places.verification_uri_complete, page.clone().into()));
            changes.push((&places.verification_uri, page.into()));
            // Nobody wants to wait for a demo.
            changes.push((&places.interval, 1.into()));
        }
        // The examples name scopes that the demo does not ask for.
        changes.extend(self.scope.iter().map(|scope| (&self.reply.scope, scope.as_str().into())));
        let mut response = response(example);
        response.body = Secret::new(changed(response.body.expose(), &changes));
        Ok(response)
    }

    /// The token of a request to the API.
    fn api_token(&self, request: &IncomingRequest) -> Option<String> {
        match (&self.api.query, &self.api.body) {
            (Some(name), _) => field_of(&request.query, name),
            (None, Some(name)) => {
                let json = serde_json::from_str::<Value>(&request.body).ok();
                let text = json.and_then(|json| json.get(name)?.as_str().map(str::to_owned));
                text.or_else(|| field_of(&request.body, name))
            }
            (None, None) => {
                let header = request.header(&self.api.header.to_ascii_lowercase())?;
                header.strip_prefix(&self.api.prefix).map(str::to_owned)
            }
        }
    }

    /// The query of the callback to which the page at `url` redirects the browser.
    pub fn visit(&self, url: &str) -> Option<String> {
        let location = callback(self.page.as_ref()?, url.split_once('?')?.1.split('#').next()?)?;
        location.split_once('?').map(|(_, query)| query.to_owned())
    }
}

/// Returns whether the example is a response of `kind` that succeeds.
fn is_success(example: &Example, kind: RequestKind) -> bool {
    let is_token = !matches!(
        kind,
        RequestKind::Device
            | RequestKind::Introspect
            | RequestKind::Renew
            | RequestKind::Revoke
            | RequestKind::Userinfo
    );
    let at = if kind == RequestKind::ClientCredentials { ErrorScope::Token } else { ErrorScope::User };
    example.call == kind && example.at == at && example.error.is_none() && example.token.is_some() == is_token
}

/// The address to which the browser is redirected after the person has agreed (RFC 6749 §4.1.2).
fn callback(page: &Page, query: &str) -> Option<String> {
    let redirect = field_of(query, "redirect_uri")?;
    let state = field_of(query, "state").unwrap_or_default();
    let mut fields = vec![(page.code.clone(), random_text().ok()?), ("state".to_owned(), Secret::new(state))];
    fields.extend(page.issuer.iter().map(|issuer| ("iss".to_owned(), Secret::new(issuer.as_str()))));
    let joint = if redirect.contains('?') { '&' } else { '?' };
    Some(format!("{redirect}{joint}{}", form(&fields).expose()))
}

/// `body` with other values at the places that it has. A form is changed too.
fn changed(body: &str, changes: &[(&Pointers, Value)]) -> String {
    let places = |pointers: &Pointers| -> Vec<String> {
        let bodies = pointers.0.iter().filter_map(|pointer| match pointer {
            Pointer::Body(place) => Some(place.clone()),
            Pointer::Header(_) => None,
        });
        bodies.collect()
    };
    if let Ok(mut json) = serde_json::from_str::<Value>(body) {
        for (pointers, value) in changes {
            let found = places(pointers).into_iter().find_map(|place| resolve(&place, &json));
            if let Some(old) = found.and_then(|place| json.pointer_mut(&place)) {
                *old = value.clone();
            }
        }
        return json.to_string();
    }
    let replaced = |pair: &str| {
        let name = pair.split('=').next().unwrap_or_default();
        let change = changes.iter().find(|(pointers, _)| places(pointers).contains(&format!("/{name}")));
        match change.and_then(|(_, value)| value.as_str()) {
            Some(value) => form(&[(name.to_owned(), Secret::new(value))]).expose().to_owned(),
            None => pair.to_owned(),
        }
    };
    body.split('&').map(replaced).collect::<Vec<_>>().join("&")
}

/// The path of a URL or of a URL template.
pub fn path_of(url: &str) -> &str {
    let (_, rest) = url.split_once("://").unwrap_or_default();
    let path = rest.find('/').map_or("", |at| &rest[at..]);
    path.split('?').next().unwrap_or_default()
}

/// The path of `template`, with placeholders. A template that begins with a placeholder is filled in first.
pub fn template_path(template: &Template, settings: &Settings) -> String {
    let mut url = template.to_string();
    if url.starts_with('{') {
        url = template.fill_url(|name| settings.value(name)).unwrap_or_default();
    }
    path_of(&url).to_owned()
}

fn matches_path(template: &str, path: &str) -> bool {
    let (wanted, found) = (template.split('/'), path.split('/'));
    wanted.clone().count() == found.clone().count()
        && wanted.zip(found).all(|(wanted, found)| wanted.contains('{') || wanted == found)
}

fn response(example: &Example) -> Response {
    let mut response = example_runner::response(example);
    if response.header("content-type").is_none() {
        response.headers.push(("content-type".to_owned(), "application/json".to_owned()));
    }
    response
}

/// A response that no example of the definition provides.
fn plain(status: u16, body: &str) -> Response {
    Response { status, headers: Vec::new(), body: Secret::new(body), cut: None }
}

/// The first field called `name` in a query or a form.
fn field_of(fields: &str, name: &str) -> Option<String> {
    let mut pairs = fields.split('&').filter_map(|pair| pair.split_once('='));
    pairs.find(|(key, _)| form_decoded(key) == name).map(|(_, value)| form_decoded(value))
}

/// Reports whether the request contains the field with this value.
fn has(request: &IncomingRequest, (place, name, value): &ExpectedField) -> bool {
    match *place {
        "query" => field_of(&request.query, name).is_some_and(|found| found == *value),
        "form" => field_of(&request.body, name).is_some_and(|found| found == *value),
        "json" => serde_json::from_str::<Value>(&request.body).is_ok_and(|body| body[name] == *value),
        _ => request.header(name) == Some(value),
    }
}
