//! A mock provider: compares each request with the one that the definition describes, and responds with the
//! definition's examples. Requests with fields in the wrong place are refused, as the vendor would.

use serde_json::Value;

use super::{CLIENT_ID, CLIENT_SECRET};
use crate::app::fields::fields;
use crate::app::{self, example_runner};
use crate::error::Result;
use crate::http::loopback_server::IncomingRequest;
use crate::http::{JsonField, Response, form_decoded};
use crate::provider::{Class, ErrorScope, Example, RequestKind};
use crate::secret::Secret;
use crate::settings::Settings;
use crate::template::Template;

/// A field of a request: its location (`query`, `header`, `form` or `json`), name and complete value.
type ExpectedField = (&'static str, String, String);

/// The expected requests and the responses to them.
pub struct MockProvider {
    method: String,
    /// The path of the token endpoint; a segment with a placeholder in braces matches any text.
    path: String,
    /// The fields that contain credentials or the grant type.
    expected: Vec<ExpectedField>,
    token: Response,
    refusal: Response,
    /// The field of an API request that contains the token.
    api_token: ExpectedField,
    accepted: Response,
    invalid_token: Response,
}

impl MockProvider {
    /// A mock of the provider in `settings` that accepts the demo credentials and issues the example's token.
    pub fn of(settings: &Settings, example: &Example) -> Result<Self> {
        let provider = &settings.provider;
        let values = [("client-secret".to_owned(), Secret::new(CLIENT_SECRET))].into();
        let request = app::request(settings, RequestKind::ClientCredentials, &values)?;
        let expected = fields(&request).into_iter().filter_map(|(place, name, value)| {
            let JsonField::Text(text) = value else { return None };
            let is_checked = name == "grant_type"
                || (place, name) == ("header", "authorization")
                || [CLIENT_ID, CLIENT_SECRET].contains(&text.expose());
            is_checked.then(|| (place, name.to_owned(), text.expose().to_owned()))
        });
        let expected = expected.collect();
        let path = provider.client_credentials.as_ref().map(|call| template_path(&call.url, settings));
        let text = example.token.clone().unwrap_or_default();
        let api = &provider.api;
        let api_token = match &api.query {
            Some(name) => ("query", name.clone(), text),
            None => ("header", api.header.to_ascii_lowercase(), format!("{}{text}", api.prefix)),
        };
        let refused = |at, class| {
            let mut examples = provider.examples.iter();
            let example = examples.find(|example| example.at == at && example.error == Some(class));
            example.map_or_else(|| plain(401, ""), response)
        };
        Ok(Self {
            method: request.method.into_owned(),
            path: path.unwrap_or_default(),
            expected,
            token: response(example),
            refusal: refused(ErrorScope::Token, Class::BadCredentials),
            api_token,
            accepted: plain(200, "{\"demo\":true}"),
            invalid_token: refused(ErrorScope::Api, Class::TokenInvalid),
        })
    }

    /// The response that the provider would send.
    pub fn answer(&self, request: &IncomingRequest) -> &Response {
        if !matches_path(&self.path, &request.path) {
            return if has(request, &self.api_token) { &self.accepted } else { &self.invalid_token };
        }
        let is_valid = request.method == self.method && self.expected.iter().all(|field| has(request, field));
        if is_valid { &self.token } else { &self.refusal }
    }
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

/// Reports whether the request contains the field with this value.
fn has(request: &IncomingRequest, (place, name, value): &ExpectedField) -> bool {
    let is_in = |fields: &str| {
        let mut pairs = fields.split('&').filter_map(|pair| pair.split_once('='));
        let found = pairs.find(|(key, _)| form_decoded(key) == *name);
        found.is_some_and(|(_, found)| form_decoded(found) == *value)
    };
    match *place {
        "query" => is_in(&request.query),
        "form" => is_in(&request.body),
        "json" => serde_json::from_str::<Value>(&request.body).is_ok_and(|body| body[name] == *value),
        _ => request.header(name) == Some(value),
    }
}
