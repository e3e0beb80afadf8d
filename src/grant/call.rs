//! Builds the request that a definition's table describes, from settings and the values of one flow.

use std::collections::BTreeSet;

use super::{Context, FlowValues, authorization_code, described};
use crate::error::{Error, Kind, Result};
use crate::http::{JsonField, Payload, Request};
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
struct Field {
    name: String,
    value: JsonField,
    place: Place,
}

/// The table for `name`, if the definition has it and every name of its URL has a value; else what is missing.
pub fn required(settings: &Settings, name: CallName) -> Result<&Call> {
    let what = described(name).0;
    let error = Error::new(Kind::Config, format!("{} has no {what}", settings.profile));
    let Some(call) = settings.provider.call(name) else { return Err(error) };
    let valueless = |name: &&str| !settings.values.contains_key(*name);
    let flags: Vec<_> = call.url.names().filter(valueless).map(|name| format!("`--{name}`")).collect();
    if flags.is_empty() { Ok(call) } else { Err(error.hint(format!("give {}", flags.join(", ")))) }
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
    let secret = |name: &str| values.get(name).or_else(|| context.credentials.get(name)).cloned();
    let text = |(name, value): (String, Secret)| Field { name, value: JsonField::Text(value), place: send };
    let mut fields: Vec<Field> = match &call.params {
        Some(params) => {
            params.iter().filter_map(|(name, param)| field(name, param, send, &secret, &value)).collect()
        }
        None => fields_of(described(name).1, &value).into_iter().map(text).collect(),
    };
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

/// Fields from templates; one that names something without a value is left out.
pub fn fields_of(standard: &[(&str, &str)], value: &dyn Fn(&str) -> Option<String>) -> Vec<(String, Secret)> {
    let filled = standard.iter().filter_map(|(name, template)| {
        let text = Template::parse(template).ok()?.fill(value)?;
        Some(((*name).to_owned(), Secret::new(text)))
    });
    filled.collect()
}

fn field(
    name: &str,
    param: &Param,
    send: Place,
    secret: &dyn Fn(&str) -> Option<Secret>,
    value: &dyn Fn(&str) -> Option<String>,
) -> Option<Field> {
    let content = match &param.content {
        Content::Text(template) => JsonField::Text(match template.alone().and_then(secret) {
            // Not a copy more of a secret than there must be.
            Some(secret) => secret,
            None => Secret::new(template.fill(value)?),
        }),
        Content::Bool(truth) => JsonField::Bool(*truth),
        Content::Integer(number) => JsonField::Integer(*number),
    };
    Some(Field { name: name.to_owned(), value: content, place: param.place.unwrap_or(send) })
}

/// Puts each field where it belongs. A body has one form: JSON if any field is to go there.
fn placed(fields: Vec<Field>, send: Place) -> (Vec<(String, Secret)>, Payload) {
    let (in_query, in_body): (Vec<_>, Vec<_>) =
        fields.into_iter().partition(|field| field.place == Place::Query);
    let text = |field: Field| {
        let value = match field.value {
            JsonField::Text(text) => text,
            JsonField::Bool(truth) => Secret::new(truth.to_string()),
            JsonField::Integer(number) => Secret::new(number.to_string()),
        };
        (field.name, value)
    };
    let json = send == Place::Json || in_body.iter().any(|field| field.place == Place::Json);
    let body = if in_body.is_empty() {
        Payload::None
    } else if json {
        Payload::Json(in_body.into_iter().map(|field| (field.name, field.value)).collect())
    } else {
        Payload::Form(in_body.into_iter().map(text).collect())
    };
    (in_query.into_iter().map(text).collect(), body)
}

/// A refusal of the credentials says where they came from.
pub fn explain(settings: &Settings, error: Error) -> Error {
    match settings.credentials.get("client-secret") {
        Some(secret) if error.kind() == Kind::Refused => {
            error.hint(format!("check the secret read from {}", secret.source()))
        }
        _ => error,
    }
}
