//! Builds the request that a definition's table describes, from settings and the values of one flow.

use std::collections::{BTreeMap, BTreeSet};

use super::{Context, FlowValues, authorization_code, described};
use crate::error::{Error, Kind, Result};
use crate::http::{JsonField, Payload, Request};
use crate::message::{Message, Value};
use crate::provider::{Call, CallName, Content, Method, Param, Place};
use crate::secret::Secret;
use crate::settings::Settings;
use crate::template::Template;
use crate::token::Timestamp;

/// A request, and the secrets in it: a server may repeat what it was sent, so that none of them is shown.
#[derive(Debug)]
pub struct Prepared {
    pub request: Request,
    pub secrets: Vec<Secret>,
}

/// One field of the request, before it is put where it belongs.
pub struct Field {
    name: String,
    value: JsonField,
    place: Place,
}

impl Field {
    /// Name and value, for what has no types.
    pub fn text(self) -> (String, Secret) {
        let value = match self.value {
            JsonField::Text(text) => text,
            JsonField::Bool(truth) => Secret::new(truth.to_string()),
            JsonField::Integer(number) => Secret::new(number.to_string()),
        };
        (self.name, value)
    }
}

/// The table for `name`, if the definition has it and every name of its URL has a value; else what is missing.
pub fn required(settings: &Settings, name: CallName) -> Result<&Call> {
    let Some(call) = settings.provider.call(name) else { return Err(missing(settings, name)) };
    let valueless = |name: &&str| !settings.values.contains_key(*name);
    let flags: Vec<_> = call.url.names().filter(valueless).map(|name| format!("`--{name}`")).collect();
    if flags.is_empty() {
        return Ok(call);
    }
    let hint = Message::new("give-flags").with("flags", Value::list(flags, "list-comma"));
    Err(missing(settings, name).hint(hint))
}

/// The definition does not have the request called `name`.
pub fn missing(settings: &Settings, name: CallName) -> Error {
    let request = Message::new(described(name).0);
    Error::new(Kind::Config, "request-missing").with("profile", &settings.profile).with("request", request)
}

/// The names that may be those of credentials which the calls `names` use. Fails when a call is not offered, or
/// something that it uses is missing.
pub fn needs(settings: &Settings, calls: &[CallName]) -> Result<BTreeSet<String>> {
    let mut needed = BTreeSet::new();
    for call in calls {
        let call = required(settings, *call)?;
        require(settings, call)?;
        needed.extend(
            names(call).chain(settings.client_auth(call)?.credentials.iter().copied()).map(str::to_owned),
        );
    }
    Ok(needed)
}

/// The request called `name` in the definition at `now`, for showing it: `values` are its credentials too.
pub fn request(settings: &Settings, name: CallName, values: &FlowValues, now: Timestamp) -> Result<Request> {
    let random = &|| Ok(Secret::new("…"));
    let context = Context { now, server_time: now, random, values: &settings.values, credentials: values };
    match name {
        CallName::Authorize => authorization_code::authorize_request(settings, values),
        name => Ok(prepare(settings, name, &context, values)?.request),
    }
}

/// The request called `name` in the definition, with the `values` of its flow.
pub fn prepare(
    settings: &Settings,
    name: CallName,
    context: &Context,
    values: &FlowValues,
) -> Result<Prepared> {
    let call = required(settings, name)?;
    require(settings, call)?;
    let value =
        |name: &str| values.get(name).map(|value| value.expose().to_owned()).or_else(|| context.value(name));
    let send = call.send.unwrap_or(match call.method {
        Method::Get => Place::Query,
        Method::Post => Place::Form,
    });
    let mut fields = fields(call.params.as_ref(), described(name).1, send, &value);
    let url = call.url.fill_url(|name| settings.value(name))?;
    let proof = settings.client_auth(call)?.proof(context, &url)?;
    let mut headers = proof.headers;
    for (name, template) in &call.headers {
        if let Some(filled) = template.fill(value) {
            headers.push((name.to_ascii_lowercase(), Secret::new(filled)));
        }
    }
    // What follows the scheme of an Authorization header holds the credentials in another form.
    let mut secrets: Vec<Secret> = headers
        .iter()
        .filter_map(|(_, value)| Some(Secret::new(value.expose().split_once(' ')?.1)))
        .collect();
    let proofs = proof.fields.iter().filter(|(name, _)| name != "client_id");
    secrets.extend(proofs.chain(&settings.params).map(|(_, value)| value.clone()));
    secrets.extend(values.secrets().chain(context.credentials.secrets()).cloned());

    let text = |(name, value): (String, Secret)| Field { name, value: JsonField::Text(value), place: send };
    fields.extend(proof.fields.into_iter().chain(settings.params.iter().cloned()).map(text));
    let (query, body) = placed(fields, send);
    let method = match call.method {
        Method::Get => "GET",
        Method::Post => "POST",
    };
    Ok(Prepared { request: Request { method: method.into(), url, query, headers, body }, secrets })
}

/// Fails when a credential is missing, or a value that `call` names.
fn require(settings: &Settings, call: &Call) -> Result<()> {
    settings.require(&|name| name.starts_with("client-") || names(call).any(|known| known == name))
}

/// Every name in the templates of `call`.
fn names(call: &Call) -> impl Iterator<Item = &str> {
    let params = call.params.iter().flatten().filter_map(|(_, param)| match &param.content {
        Content::Text(template) => Some(template),
        _ => None,
    });
    params.chain(call.headers.values()).chain([&call.url]).flat_map(Template::names)
}

/// The fields of a table, or the `standard` ones if it has none; one that names something without a value is left out.
pub fn fields(
    params: Option<&BTreeMap<String, Param>>,
    standard: &[(&str, &str)],
    send: Place,
    value: &dyn Fn(&str) -> Option<String>,
) -> Vec<Field> {
    let text = |template: &Template| Some(JsonField::Text(Secret::new(template.fill(value)?)));
    let Some(params) = params else {
        let filled = standard.iter().filter_map(|(name, template)| {
            let value = text(&Template::parse(template).ok()?)?;
            Some(Field { name: (*name).to_owned(), value, place: send })
        });
        return filled.collect();
    };
    let filled = params.iter().filter_map(|(name, param)| {
        let value = match &param.content {
            Content::Text(template) => text(template)?,
            Content::Bool(truth) => JsonField::Bool(*truth),
            Content::Integer(number) => JsonField::Integer(*number),
        };
        Some(Field { name: name.clone(), value, place: param.place.unwrap_or(send) })
    });
    filled.collect()
}

/// Puts each field where it belongs. A body has one form: JSON if any field is to go there.
fn placed(fields: Vec<Field>, send: Place) -> (Vec<(String, Secret)>, Payload) {
    let (in_query, in_body): (Vec<_>, Vec<_>) =
        fields.into_iter().partition(|field| field.place == Place::Query);
    let json = send == Place::Json || in_body.iter().any(|field| field.place == Place::Json);
    let body = if in_body.is_empty() {
        Payload::None
    } else if json {
        Payload::Json(in_body.into_iter().map(|field| (field.name, field.value)).collect())
    } else {
        Payload::Form(in_body.into_iter().map(Field::text).collect())
    };
    (in_query.into_iter().map(Field::text).collect(), body)
}

/// A refusal of the credentials says where they came from.
pub fn explain(settings: &Settings, error: Error) -> Error {
    match settings.credentials.get("client-secret") {
        Some(secret) if error.kind() == Kind::Refused => {
            error.hint(Message::new("check-secret").with("source", secret.source().to_string()))
        }
        _ => error,
    }
}
