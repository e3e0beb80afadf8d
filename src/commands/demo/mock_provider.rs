//! Plays a provider: compares what is asked with what its definition would ask, and answers from the
//! definition's examples. Fields in the wrong place are refused, as the vendor refuses them.

use super::{CLIENT_ID, CLIENT_SECRET};
use crate::app::fields::fields;
use crate::app::{self, example_runner};
use crate::error::Result;
use crate::http::{JsonField, form_decoded};
use crate::listener::{Asked, Reply};
use crate::provider::{CallName, Class, Endpoint, Example};
use crate::secret::Secret;
use crate::settings::Settings;

/// What the mock expects and answers.
pub struct MockProvider {
    method: String,
    /// The token endpoint's path; a segment in braces is any.
    path: String,
    /// Fields that hold credentials or name the grant, by place and name.
    expected: Vec<(&'static str, String, String)>,
    token: Reply,
    refusal: Reply,
    /// Where the API wants the token: `query` or `header`, the name, and the whole value.
    placed: (&'static str, String, String),
    invalid_token: Reply,
}

impl MockProvider {
    /// A mock of the provider in `settings`, for the credentials there.
    pub fn of(settings: &Settings) -> Result<Self> {
        let provider = &settings.provider;
        let given = [("client-secret".to_owned(), Secret::new(CLIENT_SECRET))].into();
        let request = app::request(settings, CallName::ClientCredentials, &given)?;
        let is_told = |place, name: &str, value: &str| {
            place == "header" && name == "authorization"
                || name == "grant_type"
                || [CLIENT_ID, CLIENT_SECRET].contains(&value)
        };
        let expected = fields(&request).into_iter().filter_map(|(place, name, value)| match value {
            JsonField::Text(text) if is_told(place, name, text.expose()) => {
                Some((place, name.to_owned(), text.expose().to_owned()))
            }
            _ => None,
        });
        let expected = expected.collect();
        // A template that begins with a value has only the path of the URL that it makes.
        let template =
            provider.client_credentials.as_ref().map(|call| call.url.to_string()).unwrap_or_default();
        let path = path_of(if template.starts_with('{') { &request.url } else { &template });
        let token = provider.examples.iter().find(|example| example.is_application_token());
        let text = token.and_then(|example| example.token.clone()).unwrap_or_default();
        let placed = match &provider.api.query {
            Some(name) => ("query", name.clone(), text),
            None => {
                ("header", provider.api.header.to_ascii_lowercase(), format!("{}{text}", provider.api.prefix))
            }
        };
        let refused = |at, class| {
            provider.examples.iter().find(|example| example.at == at && example.error == Some(class))
        };
        let unauthorized = || plain(401, "");
        Ok(Self {
            method: request.method.clone().into_owned(),
            path,
            expected,
            token: token.map_or_else(|| plain(200, ""), reply),
            refusal: refused(Endpoint::Token, Class::BadCredentials).map_or_else(unauthorized, reply),
            placed,
            invalid_token: refused(Endpoint::Api, Class::TokenInvalid).map_or_else(unauthorized, reply),
        })
    }

    /// What the provider would answer.
    pub fn answer(&self, asked: &Asked) -> Reply {
        if matches_path(&self.path, &asked.path) {
            let right = asked.method == self.method
                && self
                    .expected
                    .iter()
                    .all(|(place, name, value)| field(asked, place, name).as_deref() == Some(value));
            return if right { self.token.clone() } else { self.refusal.clone() };
        }
        let (place, name, value) = &self.placed;
        if field(asked, place, name).as_deref() == Some(value) {
            plain(200, "{\"demo\":true}")
        } else {
            self.invalid_token.clone()
        }
    }
}

/// A URL's path, or that of a URL's template.
pub fn path_of(url: &str) -> String {
    let rest = url.split_once("://").map_or("", |(_, rest)| rest);
    let path = rest.find('/').map_or("", |at| &rest[at..]);
    path.split('?').next().unwrap_or_default().to_owned()
}

fn matches_path(template: &str, path: &str) -> bool {
    let (wanted, found) = (template.split('/'), path.split('/'));
    wanted.clone().count() == found.clone().count()
        && wanted.zip(found).all(|(wanted, found)| wanted.contains('{') || wanted == found)
}

fn reply(example: &Example) -> Reply {
    let response = example_runner::response(example);
    let mut headers = response.headers;
    if !headers.iter().any(|(name, _)| name == "content-type") {
        headers.push(("content-type".to_owned(), "application/json".to_owned()));
    }
    Reply { status: response.status, headers, body: response.body.expose().to_owned() }
}

/// For what no example of the provider shows.
fn plain(status: u16, body: &str) -> Reply {
    Reply { status, headers: Vec::new(), body: body.to_owned() }
}

/// The field `name` at `place`, decoded.
fn field(asked: &Asked, place: &str, name: &str) -> Option<String> {
    match place {
        "query" => decoded(&asked.query, name),
        "form" => decoded(&asked.body, name),
        "json" => serde_json::from_str::<serde_json::Value>(&asked.body)
            .ok()?
            .get(name)?
            .as_str()
            .map(str::to_owned),
        _ => asked.header(name).map(str::to_owned),
    }
}

fn decoded(fields: &str, name: &str) -> Option<String> {
    fields
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .find(|(key, _)| form_decoded(key) == name)
        .map(|(_, value)| form_decoded(value))
}
