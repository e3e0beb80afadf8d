//! Plays a provider: compares what is asked with what its definition would ask, and answers from the
//! definition's examples. Fields in the wrong place are refused, as the vendor refuses them.

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

/// A field of a request: `query`, `header`, `form` or `json`, its name, and the whole value.
type ExpectedField = (&'static str, String, String);

/// What the mock expects and answers.
pub struct MockProvider {
    method: String,
    /// The token endpoint's path; a segment in braces is any.
    path: String,
    /// Fields that hold credentials or name the grant.
    expected: Vec<ExpectedField>,
    token: Response,
    refusal: Response,
    /// Where the API wants the token.
    placed: ExpectedField,
    accepted: Response,
    invalid_token: Response,
}

impl MockProvider {
    /// A mock of the provider in `settings`, for the credentials there, that gives the token of `example`.
    pub fn of(settings: &Settings, example: &Example) -> Result<Self> {
        let provider = &settings.provider;
        let given = [("client-secret".to_owned(), Secret::new(CLIENT_SECRET))].into();
        let request = app::request(settings, RequestKind::ClientCredentials, &given)?;
        let expected = fields(&request).into_iter().filter_map(|(place, name, value)| {
            let JsonField::Text(text) = value else { return None };
            let is_told = name == "grant_type"
                || (place, name) == ("header", "authorization")
                || [CLIENT_ID, CLIENT_SECRET].contains(&text.expose());
            is_told.then(|| (place, name.to_owned(), text.expose().to_owned()))
        });
        let expected = expected.collect();
        let path = provider.client_credentials.as_ref().map(|call| template_path(&call.url, settings));
        let text = example.token.clone().unwrap_or_default();
        let api = &provider.api;
        let placed = match &api.query {
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
            placed,
            accepted: plain(200, "{\"demo\":true}"),
            invalid_token: refused(ErrorScope::Api, Class::TokenInvalid),
        })
    }

    /// What the provider would answer.
    pub fn answer(&self, asked: &IncomingRequest) -> &Response {
        if !matches_path(&self.path, &asked.path) {
            return if has(asked, &self.placed) { &self.accepted } else { &self.invalid_token };
        }
        let is_right = asked.method == self.method && self.expected.iter().all(|field| has(asked, field));
        if is_right { &self.token } else { &self.refusal }
    }
}

/// A URL's path, or that of a URL's template.
pub fn path_of(url: &str) -> &str {
    let (_, rest) = url.split_once("://").unwrap_or_default();
    let path = rest.find('/').map_or("", |at| &rest[at..]);
    path.split('?').next().unwrap_or_default()
}

/// The path of the URLs that `template` makes; one that begins with a value has only that of its URL in `settings`.
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

/// For what no example of the provider shows.
fn plain(status: u16, body: &str) -> Response {
    Response { status, headers: Vec::new(), body: Secret::new(body) }
}

/// Whether the field was sent.
fn has(asked: &IncomingRequest, (place, name, value): &ExpectedField) -> bool {
    let is_in = |fields: &str| {
        let mut pairs = fields.split('&').filter_map(|pair| pair.split_once('='));
        let found = pairs.find(|(key, _)| form_decoded(key) == *name);
        found.is_some_and(|(_, found)| form_decoded(found) == *value)
    };
    match *place {
        "query" => is_in(&asked.query),
        "form" => is_in(&asked.body),
        "json" => serde_json::from_str::<Value>(&asked.body).is_ok_and(|body| body[name] == *value),
        _ => asked.header(name) == Some(value),
    }
}
