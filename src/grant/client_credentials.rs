//! A token for the application itself: RFC 6749 §4.4, and what vendors made of it.

use super::Send;
use crate::client_auth;
use crate::error::{Error, Kind, Result};
use crate::http::{JsonField, Payload, Request};
use crate::provider::{ClientAuth, ClientCredentials, Content, Method, Param, Place};
use crate::reply;
use crate::secret::Secret;
use crate::settings::Settings;
use crate::template::Template;
use crate::token::{Clock, Token};

/// One field of the request, before it is put where it belongs.
struct Field {
    name: String,
    value: JsonField,
    place: Place,
}

/// Asks the vendor, once.
pub fn fetch(settings: &Settings, send: Send, clock: Clock) -> Result<Token> {
    let secret = secret(settings)?;
    let request = request(settings, secret.as_ref())?;
    let sent = clock();
    let response = send(&request)?;
    // A refusal may echo what was sent.
    let mut secrets: Vec<&Secret> = settings.params.iter().map(|(_, value)| value).collect();
    secrets.extend(secret.as_ref());
    reply::token(&settings.provider, &response, sent, clock(), &secrets)
        .map_err(|error| explain(settings, error))
}

/// The request that `settings` ask for. `secret` is the client secret, where one is needed.
pub fn request(settings: &Settings, secret: Option<&Secret>) -> Result<Request> {
    let grant = grant(settings)?;
    settings.require_complete()?;
    let value = |name: &str| match name {
        "client-secret" => secret.map(|secret| secret.expose().to_owned()),
        _ => settings.value(name),
    };
    let send = grant.send.unwrap_or(match grant.method {
        Method::Get => Place::Query,
        Method::Post => Place::Form,
    });
    let mut fields: Vec<Field> = match &grant.params {
        Some(params) => params.iter().filter_map(|(name, param)| field(name, param, send, &value)).collect(),
        None => standard(send, &value),
    };
    let id = settings.value("client-id").unwrap_or_default();
    let proof = client_auth::proof(settings.client_auth, &id, secret);
    let text = |(name, value): (String, Secret)| Field { name, value: JsonField::Text(value), place: send };
    fields.extend(proof.fields.into_iter().map(text));
    fields.extend(settings.params.iter().cloned().map(text));

    let mut headers = proof.headers;
    for (name, template) in &grant.headers {
        if let Some(filled) = template.fill(value) {
            headers.push((name.to_ascii_lowercase(), Secret::new(filled)));
        }
    }
    let (query, body) = placed(fields, send);
    let method = match grant.method {
        Method::Get => "GET",
        Method::Post => "POST",
    };
    Ok(Request { method, url: grant.url.fill_url(|name| settings.value(name))?, query, headers, body })
}

/// The grant's table, or the error that says why there is no token without a person.
pub fn grant(settings: &Settings) -> Result<&ClientCredentials> {
    let provider = &settings.provider;
    provider.client_credentials.as_ref().ok_or_else(|| {
        Error::new(
            Kind::Login,
            format!(
                "{} gives tokens only to a person who logs in, and gettoken cannot log in yet",
                settings.profile
            ),
        )
        .hint(format!(
            "it needs the authorization code flow; the definition is there: `gettoken providers show {}`",
            provider.name
        ))
    })
}

/// The client secret, if this request needs one.
fn secret(settings: &Settings) -> Result<Option<Secret>> {
    let grant = grant(settings)?;
    settings.require_complete()?;
    let named = grant.params.iter().flatten().any(|(_, param)| match &param.content {
        Content::Text(template) => template.names().any(|name| name == "client-secret"),
        _ => false,
    });
    match &settings.client_secret {
        Some(secret) if named || settings.client_auth.needs_secret() => secret.fetch().map(Some),
        _ => Ok(None),
    }
}

fn field(name: &str, param: &Param, send: Place, value: &dyn Fn(&str) -> Option<String>) -> Option<Field> {
    let content = match &param.content {
        Content::Text(template) => JsonField::Text(Secret::new(template.fill(value)?)),
        Content::Bool(truth) => JsonField::Bool(*truth),
        Content::Integer(number) => JsonField::Integer(*number),
    };
    Some(Field { name: name.to_owned(), value: content, place: param.place.unwrap_or(send) })
}

/// RFC 6749 §4.4.2, RFC 8707 §2, and the audience that several servers want.
fn standard(send: Place, value: &dyn Fn(&str) -> Option<String>) -> Vec<Field> {
    let grant_type = Field {
        name: "grant_type".into(),
        value: JsonField::Text(Secret::new("client_credentials")),
        place: send,
    };
    let optional = ["scope", "audience", "resource"].into_iter().filter_map(|name| {
        let template = Template::parse(&format!("{{{name}}}")).ok()?;
        field(name, &Param::text(template), send, value)
    });
    std::iter::once(grant_type).chain(optional).collect()
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
fn explain(settings: &Settings, error: Error) -> Error {
    match &settings.client_secret {
        Some(secret) if error.kind() == Kind::Refused && settings.client_auth != ClientAuth::None => {
            error.hint(format!("check the secret read from {}", secret.source))
        }
        _ => error,
    }
}
