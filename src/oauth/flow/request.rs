//! Builds the request that a definition describes, from the settings and the values of one flow.

use std::collections::{BTreeMap, BTreeSet};

use super::refresh::SESSION_SCOPE;
use super::{Context, FlowValues, TOKEN_TYPE_HINT, authorization_code, purpose, standard_fields};
use crate::error::{Error, Kind, Result};
use crate::http::{JsonField, Payload, Request, split_query};
use crate::message::{Message, Value};
use crate::oauth::assertion;
use crate::oauth::client_auth::ClientAuth;
use crate::oauth::signature;
use crate::provider::{
    ASSERTION, Assertion, CLIENT_KEY, MOMENT, Method, Param, ParamIn, ParamValue, Provider, RequestKind,
    RequestTemplate, SIGNATURE, Signature,
};
use crate::secret::Secret;
use crate::settings::{Settings, Source, name_in_messages};
use crate::template::Template;
use crate::token::Timestamp;

/// Signs with the client's key, or with the key of an assertion.
pub struct SignFns<'a> {
    /// Makes an assertion for a URL.
    pub assertion: &'a dyn Fn(&Assertion, &str) -> Result<Secret>,
    /// Signs a text that is no JWT.
    pub text: &'a SignText<'a>,
}

pub type SignText<'a> = dyn Fn(&[u8]) -> Result<Vec<u8>> + 'a;

/// One field of the request, with the part of the request that it goes into.
pub type RequestField = (ParamIn, String, JsonField);

/// Name and value of a field as text, for formats without types.
pub fn text((_, name, value): RequestField) -> (String, Secret) {
    let value = match value {
        JsonField::Text(text) => text,
        JsonField::Bool(truth) => Secret::new(truth.to_string()),
        JsonField::Integer(number) => Secret::new(number.to_string()),
        JsonField::Nested(value) => Secret::new(value.to_string()),
    };
    (name, value)
}

/// The template of the request called `name`. Fails if there is none, or if a name in its URL has no value.
pub fn required(settings: &Settings, name: RequestKind) -> Result<&RequestTemplate> {
    let Some(call) = settings.provider.call(name) else { return Err(missing(settings, name)) };
    let valueless = |name: &&str| settings.value(name).is_none();
    let flags: Vec<_> = call.url.names().filter(valueless).map(|name| format!("`--{name}`")).collect();
    if flags.is_empty() {
        return Ok(call);
    }
    let hint = Message::new("give-flags").with("flags", Value::list(flags, "list-comma"));
    let error = match &settings.issuer {
        // The server's metadata does not name it.
        Some(issuer) if settings.discovered.metadata.is_some() => {
            let request = Message::new(purpose(name));
            let error = settings.error(Kind::Config, "endpoint-not-published").with("issuer", issuer);
            error.with("request", request)
        }
        _ => missing(settings, name),
    };
    Err(error.hint(hint))
}

/// The error for a definition without the request called `name`.
pub fn missing(settings: &Settings, name: RequestKind) -> Error {
    let request = Message::new(purpose(name));
    settings.error(Kind::Config, "request-missing").with("request", request)
}

/// Like [`required`], but also fails if anything else that the request uses has no value.
fn complete(settings: &Settings, name: RequestKind) -> Result<&RequestTemplate> {
    let call = required(settings, name)?;
    let method = settings.client_auth(call)?;
    let (names, auth) = (names(&settings.provider, name, call, Some(method)), method.credentials);
    settings.require(&|name| name.starts_with("client-") || auth.contains(&name) || names.contains(name))?;
    Ok(call)
}

/// The names of the credentials that the request of this `kind` uses. Fails if anything that it uses is missing, or is a
/// key that can only sign.
pub fn credentials(settings: &Settings, kind: RequestKind) -> Result<Vec<&String>> {
    let call = complete(settings, kind)?;
    let auth = settings.client_auth(call)?;
    let names = names(&settings.provider, kind, call, Some(auth));
    let is_sent = |name: &str| {
        has_name(call, kind, name) || auth.credentials.contains(&name) && auth.key() != Some(name)
    };
    for (name, credential) in &settings.credentials {
        if matches!(credential.source, Source::SignCommand(..)) && is_sent(name) {
            let error = settings.error(Kind::Config, "credential-only-signs");
            return Err(error.with("what", name_in_messages(name, "value-name")));
        }
    }
    let is_used = |name: &&String| auth.credentials.contains(&name.as_str()) || names.contains(*name);
    Ok(settings.credentials.keys().filter(is_used).collect())
}

/// The request called `name` at the time `now`, to be shown. `values` include its credentials.
pub fn request(
    settings: &Settings,
    name: RequestKind,
    values: &FlowValues,
    now: Timestamp,
) -> Result<Request> {
    match name {
        RequestKind::Authorize => authorization_code::authorize_request(settings, values),
        name => {
            let hidden = || Ok(Secret::new("…"));
            let sign = SignFns { assertion: &|_, _| hidden(), text: &|_| Ok(Vec::new()) };
            Ok(prepare(settings, name, values, now, &hidden, &sign)?.0)
        }
    }
}

/// The request of an example at the time `now`, with assertions that are not signed: see [`assertion::example`].
pub fn example_request(
    settings: &Settings,
    name: RequestKind,
    values: &FlowValues,
    now: Timestamp,
) -> Result<Request> {
    if name == RequestKind::Authorize {
        return authorization_code::authorize_request(settings, values);
    }
    let sign = SignFns {
        assertion: &|it, url| assertion::example(settings, values, it, url, now),
        text: &|text| assertion::example_signature(settings, values, text, now),
    };
    Ok(prepare(settings, name, values, now, &|| Ok(Secret::new("random")), &sign)?.0)
}

/// The token of an example that needs no request.
pub fn example_token(settings: &Settings, values: &FlowValues, now: Timestamp) -> Result<Secret> {
    required_for_token(settings)?;
    token(settings, values.clone(), &|it, values| assertion::example(settings, values, it, "", now))
}

/// The names that a token uses that needs no request. Fails if one of them has no value.
pub fn required_for_token(settings: &Settings) -> Result<BTreeSet<String>> {
    let names = names_of_token(&settings.provider);
    settings.require(&|name| name.starts_with("client-") || names.contains(name))?;
    Ok(names)
}

/// The token of a definition that sends no request. `sign` makes its assertion.
pub fn token(
    settings: &Settings,
    mut credentials: FlowValues,
    sign: &dyn Fn(&Assertion, &FlowValues) -> Result<Secret>,
) -> Result<Secret> {
    let provider = &settings.provider;
    let is_used = || names_of_token(provider).contains(ASSERTION);
    if let Some(assertion) = provider.assertion.as_ref().filter(|_| is_used()) {
        credentials.insert(ASSERTION.to_owned(), sign(assertion, &credentials)?);
    }
    let text = provider.token.as_ref().and_then(|token| token.fill(values(settings, &credentials)));
    text.map(Secret::new).ok_or_else(|| settings.error(Kind::Config, "token-incomplete"))
}

/// Looks up a name in a request's template: among its `secrets`, or in values from the user and the definition.
pub fn values(settings: &Settings, secrets: &FlowValues) -> impl Fn(&str) -> Option<String> {
    |name| secrets.get(name).map(|secret| secret.expose().to_owned()).or_else(|| settings.value(name))
}

/// The request called `name`, with its `credentials` and the values of its flow, and the secrets in it. A
/// server may echo these secrets, so they are removed from all output.
pub fn prepare(
    settings: &Settings,
    name: RequestKind,
    credentials: &FlowValues,
    now: Timestamp,
    random: &dyn Fn() -> Result<Secret>,
    sign: &SignFns,
) -> Result<(Request, Vec<Secret>)> {
    let call = complete(settings, name)?;
    let url = call.url.fill_url(|name| settings.value(name))?;
    let mut credentials = credentials.clone();
    if let Some(assertion) = settings.provider.assertion.as_ref().filter(|_| has_name(call, name, ASSERTION))
    {
        credentials.insert(ASSERTION.to_owned(), (sign.assertion)(assertion, &url)?);
    }
    add_moment(settings, name, call, now, random, &mut credentials)?;
    let (method, usual) = match call.method {
        Method::Get => ("GET", ParamIn::Query),
        Method::Post => ("POST", ParamIn::Form),
    };
    let send = call.send.unwrap_or(usual);
    let sign_for_client = |key: &str, url: &str| {
        (sign.assertion)(&Assertion { key: key.to_owned(), ..client_assertion(&settings.provider) }, url)
    };
    let context =
        Context { now, random, values: &settings.values, credentials: &credentials, sign: &sign_for_client };
    let auth = (settings.client_auth(call)?.authenticate)(&context, &url)?;
    // The user's fields are for the requests that get a token.
    let is_for_token = !matches!(name, RequestKind::Introspect | RequestKind::Userinfo);
    let params = if is_for_token { &settings.params[..] } else { &[] };
    let added = auth.fields.iter().chain(params);
    let added: Vec<RequestField> =
        added.map(|(name, value)| (send, name.clone(), JsonField::Text(value.clone()))).collect();
    let all_fields = |credentials: &FlowValues| {
        let value = values(settings, credentials);
        let own = fields(call.params.as_ref(), standard_fields(name, call), send, &value, settings);
        own.into_iter().chain(added.clone()).collect::<Vec<_>>()
    };
    if let Some(template) = call.signature.as_ref().filter(|_| !credentials.contains_key(SIGNATURE)) {
        // The field of the signature has no value yet, so it is not among them.
        let in_url = split_query(&url).1;
        let fields: Vec<_> =
            in_url.into_iter().chain(all_fields(&credentials).into_iter().map(text)).collect();
        let signed = signed(settings, template, &fields, &values(settings, &credentials), sign.text)?;
        credentials.insert(SIGNATURE.to_owned(), signed);
    }
    let credentials = &credentials;
    let value = values(settings, credentials);
    let mut headers = auth.headers;
    headers.extend(call.headers.iter().filter_map(|(name, template)| {
        Some((name.to_ascii_lowercase(), Secret::new(template.fill(&value)?)))
    }));
    let sent = auth.fields.iter().filter(|(name, _)| name != "client_id").chain(params);
    let secrets = secrets_in(&headers, sent.map(|(_, value)| value), credentials);
    check_values(settings, call, &value)?;
    let (query, body) = placed(all_fields(credentials), send);
    if let Payload::Json(fields) = &body {
        let mut names = BTreeSet::new();
        once(settings, fields.iter().map(|(name, _)| name.as_str()).filter(|name| !names.insert(*name)))?;
    }
    Ok((Request { method: method.into(), url, query, headers, body }, secrets))
}

/// The secrets in a request: what it sends, its `credentials`, and their other form in a header, which is the part after the
/// scheme.
fn secrets_in<'a>(
    headers: &[(String, Secret)],
    sent: impl Iterator<Item = &'a Secret>,
    credentials: &FlowValues,
) -> Vec<Secret> {
    let forms = headers.iter().filter_map(|(_, value)| Some(Secret::new(value.expose().split_once(' ')?.1)));
    let is_public = |name: &str| [SESSION_SCOPE, TOKEN_TYPE_HINT].contains(&name) || MOMENT.contains(&name);
    let hidden = credentials.iter().filter(|(name, _)| !is_public(name)).map(|(_, value)| value.clone());
    forms.chain(sent.cloned()).chain(hidden).collect()
}

/// Fails if a name with several values is in a URL or a header, which have room for one, or if a field that must be JSON is
/// not.
fn check_values(
    settings: &Settings,
    call: &RequestTemplate,
    value: &dyn Fn(&str) -> Option<String>,
) -> Result<()> {
    let single = call.headers.values().chain([&call.url]).flat_map(Template::names);
    once(settings, single.filter(|name| settings.further.contains_key(*name)))?;
    for (field, param) in call.params.iter().flatten() {
        let ParamValue::Json(template) = &param.content else { continue };
        let text = template.fill(value);
        if text.is_some_and(|text| serde_json::from_str::<serde_json::Value>(&text).is_err()) {
            return Err(settings.error(Kind::Config, "value-not-json").with("name", field));
        }
    }
    Ok(())
}

/// The signature of a request with these `fields`. Fails if a name that it uses has no value.
pub(super) fn signed(
    settings: &Settings,
    signature: &Signature,
    fields: &[(String, Secret)],
    value: &dyn Fn(&str) -> Option<String>,
    by_key: &SignText,
) -> Result<Secret> {
    let missing = |name: &str| settings.error(Kind::Config, "value-missing").with("name", name);
    signature::sign(signature, fields, value, &missing, by_key)
}

/// Adds the values of [`MOMENT`] that the request uses, unless the definition has variables of these names.
fn add_moment(
    settings: &Settings,
    kind: RequestKind,
    call: &RequestTemplate,
    now: Timestamp,
    random: &dyn Fn() -> Result<Secret>,
    values: &mut FlowValues,
) -> Result<()> {
    let names = own_names(kind, call);
    for name in MOMENT {
        let is_known = values.contains_key(name) || settings.value(name).is_some();
        if names.contains(name) && !is_known {
            values.insert(name.to_owned(), Secret::new(signature::moment(name, now, random)?));
        }
    }
    Ok(())
}

/// Fails if there is a name in `repeated`, which is of a value or field that can be sent only once.
fn once<'a>(settings: &Settings, mut repeated: impl Iterator<Item = &'a str>) -> Result<()> {
    let error = |name| settings.error(Kind::Config, "value-repeated").with("name", name);
    repeated.next().map_or(Ok(()), |name| Err(error(name)))
}

/// The text with every name filled in, once for each value of a name that has several. Empty if one has none.
pub fn filled(
    template: &Template,
    value: &dyn Fn(&str) -> Option<String>,
    settings: &Settings,
) -> Vec<Secret> {
    let repeated = template.names().find_map(|name| Some((name, settings.further.get(name)?)));
    let further = repeated.into_iter().flat_map(|(name, values)| values.iter().map(move |text| (name, text)));
    let further = further.map(|(name, text)| {
        template.fill(|other| if other == name { Some(text.clone()) } else { value(other) })
    });
    [template.fill(value)].into_iter().chain(further).flatten().map(Secret::new).collect()
}

/// All names in the templates of `call`, which is of this `kind`, and in those of the assertions that it contains if the
/// client authenticates with `method`.
pub fn names(
    provider: &Provider,
    kind: RequestKind,
    call: &RequestTemplate,
    method: Option<&ClientAuth>,
) -> BTreeSet<String> {
    let mut names = own_names(kind, call);
    if names.contains(ASSERTION) {
        extend(&mut names, provider.assertion.as_ref());
    }
    if method.is_some_and(|method| method.key() == Some(CLIENT_KEY)) {
        extend(&mut names, Some(&client_assertion(provider)));
    }
    names.extend(call.signature.iter().flat_map(Signature::names).map(str::to_owned));
    names
}

/// The names in the template of a token that needs no request, and in those of the assertion that it contains.
pub fn names_of_token(provider: &Provider) -> BTreeSet<String> {
    let names = provider.token.iter().flat_map(Template::names);
    let mut names: BTreeSet<String> = names.map(str::to_owned).collect();
    if names.contains(ASSERTION) {
        extend(&mut names, provider.assertion.as_ref());
    }
    names
}

/// The assertion with which a client authenticates.
fn client_assertion(provider: &Provider) -> Assertion {
    provider.client_assertion.clone().unwrap_or_else(assertion::standard)
}

fn extend(names: &mut BTreeSet<String>, assertion: Option<&Assertion>) {
    names.extend(assertion.into_iter().flat_map(Assertion::names).map(str::to_owned));
}

/// The assertions in the request called `name`, or in a token that needs none, each with the URL that it is for.
pub fn assertions(settings: &Settings, name: RequestKind) -> Result<Vec<(Assertion, String)>> {
    let provider = &settings.provider;
    let Some(call) = provider.call(name) else {
        let used = names_of_token(provider).contains(ASSERTION);
        return Ok(provider
            .assertion
            .clone()
            .filter(|_| used)
            .map(|it| (it, String::new()))
            .into_iter()
            .collect());
    };
    let url = call.url.fill_url(|name| settings.value(name))?;
    let own = provider.assertion.clone().filter(|_| has_name(call, name, ASSERTION));
    let signs_for_client = settings.client_auth(call)?.key().is_some();
    let of_client = signs_for_client.then(|| (client_assertion(provider), url.clone()));
    Ok(own.map(|assertion| (assertion, url)).into_iter().chain(of_client).collect())
}

/// Returns whether `call` contains a JWT that is signed here.
pub fn signs(settings: &Settings, kind: RequestKind, call: &RequestTemplate) -> bool {
    has_name(call, kind, ASSERTION) || settings.client_auth(call).is_ok_and(|method| method.key().is_some())
}

/// Returns whether `call` says when it is made.
pub fn names_time(kind: RequestKind, call: &RequestTemplate) -> bool {
    MOMENT.iter().any(|name| *name != "nonce" && has_name(call, kind, name))
}

/// Returns whether a template of `call` uses `wanted`.
pub(super) fn has_name(call: &RequestTemplate, kind: RequestKind, wanted: &str) -> bool {
    own_names(kind, call).contains(wanted)
}

fn own_names(kind: RequestKind, call: &RequestTemplate) -> BTreeSet<String> {
    let mut names: BTreeSet<String> = call.templates().flat_map(Template::names).map(str::to_owned).collect();
    if call.params.is_none() {
        let standard = standard_fields(kind, call).iter().filter_map(|(_, text)| Template::parse(text).ok());
        names.extend(standard.flat_map(|template| template.names().map(str::to_owned).collect::<Vec<_>>()));
    }
    names
}

/// The fields in `params`, else the `standard` ones. A field that uses a name without a value is left out, and
/// one that uses a name with several values is repeated.
pub fn fields(
    params: Option<&BTreeMap<String, Param>>,
    standard: &[(&str, &str)],
    send: ParamIn,
    value: &dyn Fn(&str) -> Option<String>,
    settings: &Settings,
) -> Vec<RequestField> {
    let standard = standard.iter().filter_map(|(name, template)| {
        Some(((*name).to_owned(), Param::text(Template::parse(template).ok()?)))
    });
    let params: Vec<_> =
        params.map_or_else(|| standard.collect(), |params| params.clone().into_iter().collect());
    let filled = params.into_iter().flat_map(|(name, param)| {
        let values: Vec<_> = match &param.content {
            ParamValue::Text(template) => {
                filled(template, value, settings).into_iter().map(JsonField::Text).collect()
            }
            ParamValue::Bool(truth) => vec![JsonField::Bool(*truth)],
            ParamValue::Integer(number) => vec![JsonField::Integer(*number)],
            ParamValue::List(template) => {
                let text = template.fill(value);
                let words =
                    text.as_deref().map(|text| text.split([' ', ',']).filter(|word| !word.is_empty()));
                words.map(|words| JsonField::Nested(words.collect())).into_iter().collect()
            }
            ParamValue::Json(template) => {
                let parsed = template.fill(value).and_then(|text| serde_json::from_str(&text).ok());
                parsed.map(JsonField::Nested).into_iter().collect()
            }
            ParamValue::Number(template) => {
                filled(template, value, settings).into_iter().map(number).collect()
            }
        };
        let place = param.place.unwrap_or(send);
        values.into_iter().map(move |value| (place, name.clone(), value))
    });
    filled.collect()
}

/// A number if `text` is a whole one, written as JSON would write it, so that nothing of an ID is lost.
fn number(text: Secret) -> JsonField {
    match text.expose().parse::<i64>() {
        Ok(number) if number.to_string() == text.expose() => JsonField::Integer(number),
        _ => JsonField::Text(text),
    }
}

/// Puts each field into the query or the body. The body is JSON if any of its fields must be.
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
