//! Builds the request that a definition's table describes, from settings and the values of one flow.

use std::collections::BTreeMap;

use super::{Context, FlowValues, authorization_code, described};
use crate::error::{Error, Kind, Result};
use crate::http::{JsonField, Payload, Request};
use crate::message::{Message, Value};
use crate::provider::{Method, Param, ParamIn, ParamValue, RequestKind, RequestTemplate};
use crate::secret::Secret;
use crate::settings::Settings;
use crate::template::Template;
use crate::token::Timestamp;

/// One field of the request, before it is put where it belongs.
pub type RequestField = (ParamIn, String, JsonField);

/// Name and value of a field, for what has no types.
pub fn text((_, name, value): RequestField) -> (String, Secret) {
    let value = match value {
        JsonField::Text(text) => text,
        JsonField::Bool(truth) => Secret::new(truth.to_string()),
        JsonField::Integer(number) => Secret::new(number.to_string()),
    };
    (name, value)
}

/// The table for `name`, if the definition has it and every name of its URL has a value; else what is missing.
pub fn required(settings: &Settings, name: RequestKind) -> Result<&RequestTemplate> {
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
pub fn missing(settings: &Settings, name: RequestKind) -> Error {
    let request = Message::new(described(name).0);
    settings.error(Kind::Config, "request-missing").with("request", request)
}

/// As [`required`], if there is a value for everything that it uses.
fn complete(settings: &Settings, name: RequestKind) -> Result<&RequestTemplate> {
    let call = required(settings, name)?;
    settings.require(&|name| name.starts_with("client-") || names(call).any(|known| known == name))?;
    Ok(call)
}

/// The names of the credentials that the request called `name` uses. Fails when anything that it uses is missing.
pub fn credentials(settings: &Settings, name: RequestKind) -> Result<Vec<&String>> {
    let call = complete(settings, name)?;
    let auth = settings.client_auth(call)?;
    let is_used = |name: &&String| {
        auth.credentials.contains(&name.as_str()) || names(call).any(|known| known == name.as_str())
    };
    Ok(settings.credentials.keys().filter(is_used).collect())
}

/// The request called `name` in the definition at `now`, for showing it: `values` are its credentials too.
pub fn request(
    settings: &Settings,
    name: RequestKind,
    values: &FlowValues,
    now: Timestamp,
) -> Result<Request> {
    match name {
        RequestKind::Authorize => authorization_code::authorize_request(settings, values),
        name => Ok(prepare(settings, name, values, now, &|| Ok(Secret::new("…")))?.0),
    }
}

/// What a template of a request may name: one of its `secrets`, or what the user and the definition say.
pub fn values(settings: &Settings, secrets: &FlowValues) -> impl Fn(&str) -> Option<String> {
    |name| secrets.get(name).map(|secret| secret.expose().to_owned()).or_else(|| settings.value(name))
}

/// The request called `name` in the definition, with its `credentials` and the values of its flow; and the secrets in
/// it: a server may repeat what it was sent, so that none of them is shown.
pub fn prepare(
    settings: &Settings,
    name: RequestKind,
    credentials: &FlowValues,
    now: Timestamp,
    random: &dyn Fn() -> Result<Secret>,
) -> Result<(Request, Vec<Secret>)> {
    let call = complete(settings, name)?;
    let value = values(settings, credentials);
    let (method, usual) = match call.method {
        Method::Get => ("GET", ParamIn::Query),
        Method::Post => ("POST", ParamIn::Form),
    };
    let send = call.send.unwrap_or(usual);
    let url = call.url.fill_url(|name| settings.value(name))?;
    let context = Context { now, random, values: &settings.values, credentials };
    let proof = (settings.client_auth(call)?.prove)(&context, &url)?;
    let mut headers = proof.headers;
    headers.extend(call.headers.iter().filter_map(|(name, template)| {
        Some((name.to_ascii_lowercase(), Secret::new(template.fill(&value)?)))
    }));
    // What follows the scheme of an Authorization header holds the credentials in another form.
    let forms = headers.iter().filter_map(|(_, value)| Some(Secret::new(value.expose().split_once(' ')?.1)));
    let proofs = proof.fields.iter().filter(|(name, _)| name != "client_id");
    let proofs = proofs.chain(&settings.params).map(|(_, value)| value);
    let secrets = forms.chain(proofs.chain(credentials.values()).cloned()).collect();

    let mut fields = fields(call.params.as_ref(), described(name).1, send, &value);
    let added = proof.fields.into_iter().chain(settings.params.iter().cloned());
    fields.extend(added.map(|(name, value)| (send, name, JsonField::Text(value))));
    let (query, body) = placed(fields, send);
    Ok((Request { method: method.into(), url, query, headers, body }, secrets))
}

/// Every name in the templates of `call`.
fn names(call: &RequestTemplate) -> impl Iterator<Item = &str> {
    let params = call.params.iter().flatten().filter_map(|(_, param)| param.template());
    params.chain(call.headers.values()).chain([&call.url]).flat_map(Template::names)
}

/// The fields of a table, or the `standard` ones if it has none; one that names something without a value is left out.
pub fn fields(
    params: Option<&BTreeMap<String, Param>>,
    standard: &[(&str, &str)],
    send: ParamIn,
    value: &dyn Fn(&str) -> Option<String>,
) -> Vec<RequestField> {
    let standard = standard.iter().filter_map(|(name, template)| {
        Some(((*name).to_owned(), Param::text(Template::parse(template).ok()?)))
    });
    let params: Vec<_> =
        params.map_or_else(|| standard.collect(), |params| params.clone().into_iter().collect());
    let filled = params.into_iter().filter_map(|(name, param)| {
        let value = match &param.content {
            ParamValue::Text(template) => JsonField::Text(Secret::new(template.fill(value)?)),
            ParamValue::Bool(truth) => JsonField::Bool(*truth),
            ParamValue::Integer(number) => JsonField::Integer(*number),
        };
        Some((param.place.unwrap_or(send), name, value))
    });
    filled.collect()
}

/// Puts each field where it belongs. A body has one form: JSON if any field is to go there.
fn placed(fields: Vec<RequestField>, send: ParamIn) -> (Vec<(String, Secret)>, Payload) {
    let (query, body): (Vec<_>, Vec<_>) = fields.into_iter().partition(|field| field.0 == ParamIn::Query);
    let is_json = send == ParamIn::Json || body.iter().any(|field| field.0 == ParamIn::Json);
    let body = match body {
        body if body.is_empty() => Payload::None,
        body if is_json => Payload::Json(body.into_iter().map(|(_, name, value)| (name, value)).collect()),
        body => Payload::Form(body.into_iter().map(text).collect()),
    };
    (query.into_iter().map(text).collect(), body)
}
