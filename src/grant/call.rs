//! Builds the request that a definition's table describes, from settings and the values of one flow.

use std::collections::BTreeMap;

use crate::client_auth;
use crate::error::{Error, Kind, Result};
use crate::http::{JsonField, Payload, Request};
use crate::provider::{Call, Content, Method, Param, Place};
use crate::secret::Secret;
use crate::settings::Settings;
use crate::template::Template;

/// Values that exist only in one flow, by the names that templates use: `code`, `refresh-token`, and
/// the client secret, once it has been fetched.
#[derive(Debug, Default)]
pub struct Given(BTreeMap<&'static str, Secret>);

impl Given {
    /// Adds a value.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: Secret) -> Self {
        self.0.insert(name, value);
        self
    }

    /// The client secret of `settings`, where there is one and `call` needs it. It is fetched here.
    pub fn with_secret(self, settings: &Settings, call: &Call) -> Result<Self> {
        require(settings, call)?;
        let named = names(call).any(|name| name == "client-secret");
        match &settings.client_secret {
            Some(secret) if named || settings.client_auth(call)?.needs_secret() => {
                Ok(self.with("client-secret", secret.fetch()?))
            }
            _ => Ok(self),
        }
    }

    /// The value called `name`.
    pub fn get(&self, name: &str) -> Option<&Secret> {
        self.0.get(name)
    }

    /// All of them: none may be shown.
    pub fn secrets(&self) -> impl Iterator<Item = &Secret> {
        self.0.values()
    }
}

/// One field of the request, before it is put where it belongs.
struct Field {
    name: String,
    value: JsonField,
    place: Place,
}

/// The request of `call`. `standard` are the fields that hold when the table names none, as templates.
pub fn request(
    settings: &Settings,
    call: &Call,
    given: &Given,
    standard: &[(&str, &str)],
) -> Result<Request> {
    require(settings, call)?;
    let value =
        |name: &str| given.get(name).map(|value| value.expose().to_owned()).or_else(|| settings.value(name));
    let send = call.send.unwrap_or(match call.method {
        Method::Get => Place::Query,
        Method::Post => Place::Form,
    });
    let mut fields: Vec<Field> = match &call.params {
        Some(params) => {
            params.iter().filter_map(|(name, param)| field(name, param, send, given, &value)).collect()
        }
        None => fields(standard, send, &value),
    };
    let id = settings.value("client-id").unwrap_or_default();
    let proof = client_auth::proof(settings.client_auth(call)?, &id, given.get("client-secret"));
    let text = |(name, value): (String, Secret)| Field { name, value: JsonField::Text(value), place: send };
    fields.extend(proof.fields.into_iter().map(text));
    fields.extend(settings.params.iter().cloned().map(text));

    let mut headers = proof.headers;
    for (name, template) in &call.headers {
        if let Some(filled) = template.fill(value) {
            headers.push((name.to_ascii_lowercase(), Secret::new(filled)));
        }
    }
    let (query, body) = placed(fields, send);
    let method = match call.method {
        Method::Get => "GET",
        Method::Post => "POST",
    };
    Ok(Request {
        method: method.into(),
        url: call.url.fill_url(|name| settings.value(name))?,
        query,
        headers,
        body,
    })
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

/// Whether the definition offers `call`: it is there, and every name of its URL has a value.
pub fn offered<'a>(settings: &Settings, call: Option<&'a Call>) -> Option<&'a Call> {
    call.filter(|call| call.url.names().all(|name| settings.values.contains_key(name)))
}

/// [`offered`], or the error that says what is missing.
pub fn required<'a>(settings: &Settings, call: Option<&'a Call>, what: &str) -> Result<&'a Call> {
    let found =
        call.ok_or_else(|| Error::new(Kind::Config, format!("{} has no {what}", settings.profile)))?;
    offered(settings, Some(found)).ok_or_else(|| {
        let lacking: Vec<_> = found.url.names().filter(|name| !settings.values.contains_key(*name)).collect();
        let flags: Vec<_> = lacking.iter().map(|name| format!("`--{name}`")).collect();
        Error::new(Kind::Config, format!("{} has no {what}", settings.profile))
            .hint(format!("give {}", flags.join(", ")))
    })
}

/// Fields from templates; one that names something without a value is left out.
pub fn fields_of(standard: &[(&str, &str)], value: &dyn Fn(&str) -> Option<String>) -> Vec<(String, Secret)> {
    let filled = standard.iter().filter_map(|(name, template)| {
        let text = Template::parse(template).ok()?.fill(value)?;
        Some(((*name).to_owned(), Secret::new(text)))
    });
    filled.collect()
}

fn fields(standard: &[(&str, &str)], send: Place, value: &dyn Fn(&str) -> Option<String>) -> Vec<Field> {
    let text = |(name, value)| Field { name, value: JsonField::Text(value), place: send };
    fields_of(standard, value).into_iter().map(text).collect()
}

fn field(
    name: &str,
    param: &Param,
    send: Place,
    given: &Given,
    value: &dyn Fn(&str) -> Option<String>,
) -> Option<Field> {
    let content = match &param.content {
        Content::Text(template) => JsonField::Text(match template.alone().and_then(|name| given.get(name)) {
            // Not a copy more of a secret than there must be.
            Some(secret) => secret.clone(),
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
    match &settings.client_secret {
        Some(secret) if error.kind() == Kind::Refused => {
            error.hint(format!("check the secret read from {}", secret.source))
        }
        _ => error,
    }
}
