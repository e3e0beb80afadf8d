//! Completes a request to the API: adds the token, and the headers, the fields and the signature that the definition names.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::FlowValues;
use super::request::{self, SignText, fields, text};
use crate::crypto::sha256;
use crate::error::{Error, Kind, Result};
use crate::http::{JsonField, Payload, Request, form, split_query};
use crate::oauth::signature::{moment, sorted};
use crate::provider::{MOMENT, Param, ParamIn, SIGNATURE, Signature};
use crate::secret::Secret;
use crate::settings::Settings;
use crate::template::Template;
use crate::token::{Timestamp, Token};

/// What is added to a request.
pub struct ApiCall<'a> {
    pub settings: &'a Settings,
    pub token: &'a Token,
    /// The credentials that the signature uses; see [`credentials`].
    pub credentials: &'a FlowValues,
    /// The text that no other request has, if it is not the usual one.
    pub nonce: Option<&'a str>,
    pub now: Timestamp,
    pub random: &'a dyn Fn() -> Result<Secret>,
    /// Signs a text with the client's key.
    pub sign: &'a SignText<'a>,
}

/// The names of the credentials that a request to the API needs besides the token.
pub fn credentials(settings: &Settings) -> Vec<String> {
    let signature = settings.provider.api.signature.iter();
    let names = signature.flat_map(Signature::names);
    let known = names.filter(|name| settings.provider.credentials.is_secret(name));
    known.map(str::to_owned).collect()
}

impl ApiCall<'_> {
    /// Adds what the definition names to `request`. What the user has set stays as it is.
    pub fn complete(&self, mut request: Request) -> Result<Request> {
        let api = &self.settings.provider.api;
        let mut values = self.values(&request)?;
        if api.signature.is_some() {
            // Signed is what is sent: all of the query in one form.
            let (url, query) = split_query(&request.url);
            let query = query.into_iter().chain(request.query).collect();
            request = Request { url: url.to_owned(), query, ..request };
        }
        self.add_token(&mut request)?;
        self.add(&mut request, &values, false)?;
        if let Some(signature) = &api.signature {
            values.insert("body-sha256", sha256(&body(&request)));
            values.insert("path-and-query", path_and_query(&request));
            let mut signed = request.query.clone();
            if let Payload::Form(fields) = &request.body {
                signed.extend(fields.iter().cloned());
            }
            let secret = |name: &str| self.credentials.get(name).map(|secret| secret.expose().to_owned());
            let value = |name: &str| self.value(&values, name).or_else(|| secret(name));
            let signature = match self.credentials.get(SIGNATURE) {
                Some(given) => given.clone(),
                None => request::signed(self.settings, signature, &signed, &value, self.sign)?,
            };
            values.insert(SIGNATURE, signature.expose().to_owned());
            self.add(&mut request, &values, true)?;
        }
        Ok(request)
    }

    /// The values that only this request has.
    fn values(&self, request: &Request) -> Result<BTreeMap<&'static str, String>> {
        let token = self.token.access_token.expose().to_owned();
        let mut values = BTreeMap::from([("access-token", token), ("method", request.method.to_string())]);
        values.extend(self.token.account.iter().map(|account| ("account", account.clone())));
        let names: Vec<&str> = self.templates().flat_map(Template::names).collect();
        for name in MOMENT.into_iter().filter(|moment| names.contains(moment)) {
            let given = self.nonce.filter(|_| name == "nonce").map(str::to_owned);
            values.insert(name, given.map_or_else(|| moment(name, self.now, self.random), Ok)?);
        }
        Ok(values)
    }

    /// The definition's templates for the API.
    fn templates(&self) -> impl Iterator<Item = &Template> {
        let api = &self.settings.provider.api;
        let fields = api.fields.values().filter_map(Param::template);
        let signed = api.signature.iter().flat_map(|signature| signature.templates());
        api.params.values().chain(api.headers.values()).chain(fields).chain(signed.map(|(_, text)| text))
    }

    /// The value of a name. A variable of the definition takes precedence over a value that every request has anew.
    fn value(&self, values: &BTreeMap<&'static str, String>, name: &str) -> Option<String> {
        let own = || values.get(name).cloned();
        match MOMENT.contains(&name) {
            true => self.settings.value(name).or_else(own),
            false => own().or_else(|| self.settings.value(name)),
        }
    }

    /// Puts the token into the query, the body or the header that the definition names.
    fn add_token(&self, request: &mut Request) -> Result<()> {
        let (api, token) = (&self.settings.provider.api, &self.token.access_token);
        match (&api.query, &api.body) {
            (Some(name), _) => request.query.push((name.clone(), token.clone())),
            (None, Some(name)) => {
                self.add_to_body(request, vec![(name.clone(), JsonField::Text(token.clone()))])?;
            }
            (None, None) => {
                let value = Secret::new(format!("{}{}", api.prefix, token.expose()));
                request.headers.push((api.header.to_ascii_lowercase(), value));
            }
        }
        Ok(())
    }

    /// Adds the definition's headers, parameters and fields: either those with the signature, or the others.
    fn add(
        &self,
        request: &mut Request,
        values: &BTreeMap<&'static str, String>,
        with_signature: bool,
    ) -> Result<()> {
        let api = &self.settings.provider.api;
        let value = |name: &str| self.value(values, name);
        let is_meant = |text: &Template| text.names().any(|name| name == SIGNATURE) == with_signature;
        for (name, template) in api.headers.iter().filter(|(_, template)| is_meant(template)) {
            let name = name.to_ascii_lowercase();
            let is_set = request.headers.iter().any(|(known, _)| *known == name);
            request
                .headers
                .extend(template.fill(value).filter(|_| !is_set).map(|text| (name, Secret::new(text))));
        }
        let set = names_of_fields(request);
        for (name, template) in api.params.iter().filter(|(_, template)| is_meant(template)) {
            let text = template.fill(value).filter(|_| !set.contains(name));
            request.query.extend(text.map(|text| (name.clone(), Secret::new(text))));
        }
        let meant = api.fields.iter().filter(|(_, field)| match field.template() {
            Some(template) => is_meant(template),
            None => !with_signature,
        });
        let meant = meant.map(|(name, field)| (name.clone(), field.clone())).collect();
        let added = fields(Some(&meant), &[], ParamIn::Json, &value, self.settings);
        self.add_to_body(request, added.into_iter().map(|(_, name, value)| (name, value)).collect())
    }

    /// Adds fields to the body, unless the user has set them. Fails if the request can have none, or one of another format.
    fn add_to_body(&self, request: &mut Request, added: Vec<(String, JsonField)>) -> Result<()> {
        if added.is_empty() {
            return Ok(());
        }
        let wrong =
            |code: &'static str| Error::new(Kind::Usage, code).with("provider", &self.settings.provider.name);
        if matches!(&*request.method, "GET" | "HEAD") {
            return Err(wrong("api-body-method").with("method", request.method.to_string()));
        }
        let is_form = self.settings.provider.api.send == Some(ParamIn::Form);
        let set = names_of_fields(request);
        let added: Vec<_> = added.into_iter().filter(|(name, _)| !set.contains(name)).collect();
        let body = std::mem::replace(&mut request.body, Payload::None);
        request.body = match body {
            Payload::None if is_form => Payload::Form(as_texts(added)),
            Payload::Form(fields) => Payload::Form(fields.into_iter().chain(as_texts(added)).collect()),
            body => {
                let bytes = if let Payload::Raw(_, bytes) = body { bytes } else { b"{}".to_vec() };
                let object: Option<Map<String, Value>> = serde_json::from_slice(&bytes).ok();
                let mut object = object.ok_or_else(|| wrong("api-body-no-object"))?;
                for (name, value) in added {
                    object.entry(name).or_insert_with(|| value.to_json());
                }
                let text = Value::Object(object).to_string();
                Payload::Raw("application/json; charset=utf-8".to_owned(), text.into_bytes())
            }
        };
        Ok(())
    }
}

/// The names of the fields that the user has set in the query and in a form.
fn names_of_fields(request: &Request) -> BTreeSet<String> {
    let form = if let Payload::Form(fields) = &request.body { &fields[..] } else { &[] };
    let of_url = split_query(&request.url).1;
    request.query.iter().chain(form).chain(&of_url).map(|(name, _)| name.clone()).collect()
}

fn as_texts(fields: Vec<(String, JsonField)>) -> Vec<(String, Secret)> {
    fields.into_iter().map(|(name, value)| text((ParamIn::Form, name, value))).collect()
}

/// The bytes of the body.
fn body(request: &Request) -> Vec<u8> {
    match &request.body {
        Payload::None | Payload::Json(_) => Vec::new(),
        Payload::Form(fields) => form(fields).expose().as_bytes().to_vec(),
        Payload::Raw(_, bytes) => bytes.clone(),
    }
}

/// The path of the URL, and the query if there is one: sorted by name, and not encoded.
fn path_and_query(request: &Request) -> String {
    let rest = request.url.split_once("://").map_or("", |(_, rest)| rest);
    let path = rest.find('/').map_or("/", |at| &rest[at..]);
    match sorted(&request.query, "=", "&") {
        query if query.is_empty() => path.to_owned(),
        query => format!("{path}?{query}"),
    }
}
