//! Runs a definition's examples: compares the request that is built and the response that is read.

use std::collections::BTreeMap;

use chrono::Utc;
use serde::Serialize;

use super::fields::fields;
use crate::error::Error;
use crate::http::{Payload, Request, Response};
use crate::message::{Message, Value};
use crate::oauth::assertion;
use crate::oauth::flow::api::ApiCall;
use crate::oauth::flow::{self, FlowValues, REFRESH_TOKEN, TOKEN_TYPE_HINT};
use crate::oauth::response::Reading;
use crate::provider::{
    ASSERTION, CLIENT_KEY, DefinitionText, Digest, ErrorScope, Example, ExampleRequest, Provider,
    RequestKind, SIGNATURE,
};
use crate::sanitize::Scrubber;
use crate::secret::Secret;
use crate::settings::{self, Settings, TokenOwner};
use crate::token::{Timestamp, Token};

/// Headers of all our requests, which examples leave out.
const OURS: [&str; 3] = ["accept", "content-type", "user-agent"];
/// The media type of the bodies that examples have for the API.
const JSON: &str = "application/json";

/// Everything that is wrong with a definition, whose own text is `found`: its problems, its oversights, and what differs
/// from its examples.
pub fn faults(provider: &Provider, found: &DefinitionText) -> Result<Vec<Message>, Error> {
    let oversights = provider.oversights(found, Utc::now())?;
    let of_example = |example: &Example| {
        let why = run(provider, example).err()?;
        Some(Message::new("example-fault").with("name", &example.name).with("why", why))
    };
    let examples = provider.examples.iter().filter_map(of_example);
    Ok(provider.problems().into_iter().chain(oversights).chain(examples).collect())
}

/// Runs one example. Returns what differs, if anything.
fn run(provider: &Provider, example: &Example) -> Result<(), Message> {
    let now = example.time.unwrap_or_else(Utc::now);
    if let Some(expected) = &example.request {
        let settings = settings(provider, example)?;
        let values = given(&settings, example);
        let built = match &example.bare {
            Some(bare) => api_request(&settings, bare, &values, now),
            None => flow::example_request(&settings, example.call, &values, now),
        };
        let built = built.map_err(|error| error.message())?;
        let built = decoded(&built);
        if built != *expected {
            return Err(Message::new("example-request").with("found", lines(shown(&built))));
        }
    }
    if example.token.is_none() && example.error.is_none() {
        return Ok(());
    }
    if provider.token.is_some() && provider.client_credentials.is_none() && example.error.is_none() {
        let settings = settings(provider, example)?;
        let known = given(&settings, example);
        if !flow::names_of_token(provider).contains(ASSERTION) {
            let token = provider.token.as_ref().and_then(|token| {
                let given = |name: &str| known.get(name).map(|secret| secret.expose().to_owned());
                token.fill(|name| given(name).or_else(|| settings.value(name)))
            });
            // Without it, the example shows only what the system answers.
            return token.map_or(Ok(()), |token| same("token", &example.token, &Some(token)));
        }
        let token = flow::example_token(&settings, &known, now).map_err(|error| error.message())?;
        return same("token", &example.token.as_deref(), &Some(token.expose()));
    }
    let response = response(example);
    let scrubber = Scrubber::default();
    let reading = Reading::new(provider, &response, now, now, &scrubber);
    match (example.error, reading.refusal(example.at)) {
        (Some(class), Some(refusal)) => {
            same("class", &class, &refusal.class)?;
            same("code", &example.code.as_ref(), &refusal.codes.first())?;
            same("retry-after", &example.retry_after, &refusal.retry_after.map(|wait| wait.as_secs()))
        }
        (Some(_), None) => Err("example-error-missing".into()),
        (None, Some(refusal)) => {
            Err(Message::new("example-error").with("class", lines(shown(&refusal.class))))
        }
        (None, None) if example.at == ErrorScope::Api => Ok(()),
        (None, None) => {
            let token = reading.token(example.at).report().map_err(|error| error.message())?;
            let refresh_token = token.refresh_token.as_ref().map(Secret::expose);
            if example.refresh_token.is_some() {
                same("refresh-token", &example.refresh_token.as_deref(), &refresh_token)?;
            }
            same("token", &example.token.as_deref(), &Some(token.access_token.expose()))?;
            same("expires-in", &example.expires_in, &token.seconds_left(now))
        }
    }
}

/// The request to the API that the user writes as `bare`.
fn api_request(
    settings: &Settings,
    bare: &ExampleRequest,
    values: &FlowValues,
    now: Timestamp,
) -> Result<Request, Error> {
    let texts = |texts: &BTreeMap<String, String>| {
        let texts = texts.iter().map(|(name, text)| (name.clone(), Secret::new(text.as_str())));
        texts.collect::<Vec<_>>()
    };
    let json = |bare: &ExampleRequest| serde_json::to_vec(&bare.json).unwrap_or_default();
    let body = match bare {
        bare if !bare.form.is_empty() => Payload::Form(texts(&bare.form)),
        bare if !bare.json.is_empty() => Payload::Raw(JSON.to_owned(), json(bare)),
        _ => Payload::None,
    };
    let request = Request {
        method: bare.method.clone().into(),
        url: bare.url.clone(),
        query: texts(&bare.query),
        headers: texts(&bare.headers),
        body,
    };
    let given = |name: &str| values.get(name).map(Secret::expose);
    let token = Token {
        access_token: values.get("token").cloned().unwrap_or_default(),
        account: given("account").map(str::to_owned),
        ..Token::default()
    };
    let random = || Ok(Secret::new("random"));
    let sign = |text: &[u8]| assertion::example_signature(settings, values, text, now);
    let (token, nonce) = (&token, given("nonce"));
    ApiCall { settings, token, credentials: values, nonce, now, random: &random, sign: &sign }
        .complete(request)
}

/// The values for a flow: the example's, otherwise the name of each as its value.
fn given(settings: &Settings, example: &Example) -> FlowValues {
    let credentials = settings.credentials.iter();
    let credentials = credentials.filter_map(|(name, it)| Some((name.as_str(), it.text.clone()?)));
    let proof = settings.provider.authorize.as_ref().is_none_or(|authorize| authorize.pkce);
    let names = RequestKind::flow_values().filter(|name| proof || !name.starts_with("code-"));
    let names = names.chain(["account", "nonce"]);
    // What a token is, is one of two words.
    let usual = |name| if name == TOKEN_TYPE_HINT { REFRESH_TOKEN } else { name };
    let given =
        names.map(|name| (name, Secret::new(example.given.get(name).map_or(usual(name), String::as_str))));
    let mut values: FlowValues =
        given.chain(credentials).map(|(name, value)| (name.to_owned(), value)).collect();
    // Without a key, nothing can be signed with it.
    let provider = &settings.provider;
    let signature = match &example.bare {
        Some(_) => provider.api.signature.as_ref(),
        None => provider.call(example.call).and_then(|call| call.signature.as_ref()),
    };
    let needs_key = signature.is_some_and(|signature| signature.digest == Digest::RsaSha256);
    if needs_key && !example.given.contains_key(CLIENT_KEY) {
        values.insert(SIGNATURE.to_owned(), Secret::new(SIGNATURE));
    }
    values
}

/// The settings that an example describes.
fn settings(provider: &Provider, example: &Example) -> Result<Settings, Message> {
    // A token that is a credential is what the example gives.
    let is_made =
        provider.token.is_none() || provider.assertion.is_some() || provider.client_credentials.is_some();
    let required = provider.credentials.named().filter(|(_, credential)| credential.required && is_made);
    let mut values: BTreeMap<_, _> = required.map(|(name, _)| (name.to_owned(), name.to_owned())).collect();
    let usual = [("client-id", "id"), ("client-secret", "secret")];
    values.extend(usual.map(|(name, value)| (name.to_owned(), value.to_owned())));
    values.extend(example.given.clone());
    let is_of_any = matches!(example.call, RequestKind::ClientCredentials | RequestKind::Introspect);
    let is_api_of_person =
        example.bare.is_some() && !provider.has_application_grant() && provider.has_login();
    let is_application = is_of_any && example.at != ErrorScope::User && !is_api_of_person;
    let owner = if is_application { TokenOwner::Application } else { TokenOwner::Person };
    settings::for_example(provider, &values, owner).map_err(|error| error.message())
}

/// The response that an example describes.
pub fn response(example: &Example) -> Response {
    let headers = example.answer.headers.iter();
    Response {
        status: example.answer.status.unwrap_or(200),
        headers: headers.map(|(name, value)| (name.to_ascii_lowercase(), value.clone())).collect(),
        body: Secret::new(example.answer.body.clone()),
        cut: None,
    }
}

fn decoded(request: &Request) -> ExampleRequest {
    let mut example = ExampleRequest {
        method: request.method.clone().into_owned(),
        url: request.url.clone(),
        ..ExampleRequest::default()
    };
    for (place, name, value) in fields(request) {
        let name = name.to_owned();
        let value = value.to_json();
        let texts = match place {
            "query" => &mut example.query,
            "form" => &mut example.form,
            "header" if OURS.contains(&name.as_str()) => continue,
            "header" => &mut example.headers,
            _ => {
                example.json.insert(name, value);
                continue;
            }
        };
        texts.insert(name, value.as_str().unwrap_or_default().to_owned());
    }
    if let Payload::Raw(_, bytes) = &request.body {
        example.json = serde_json::from_slice(bytes).unwrap_or_default();
    }
    example
}

fn same<T: PartialEq + Serialize>(what: &'static str, expected: &T, found: &T) -> Result<(), Message> {
    let differ = || {
        let differ = Message::new("example-differs").with("what", what);
        differ.with("found", lines(shown(found))).with("expected", lines(shown(expected)))
    };
    if expected == found { Ok(()) } else { Err(differ()) }
}

fn lines(text: String) -> Value {
    Value::Lines(text)
}

/// A value as JSON, except that `none` is a missing one.
fn shown(value: &impl Serialize) -> String {
    let text = serde_json::to_string(value).unwrap_or_default();
    if text == "null" { "none".to_owned() } else { text }
}
