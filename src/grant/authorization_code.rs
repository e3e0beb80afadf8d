//! A token that a person grants in a browser: RFC 6749 §4.1 with PKCE (RFC 7636).

use super::call::Field;
use super::{Action, Context, Flow, FlowValues, Step, call, token};
use crate::error::{Error, Kind, Result};
use crate::escape::visible;
use crate::http::{Payload, Request, form, form_decoded};
use crate::message::Value;
use crate::provider::{Authorize, CallName, Endpoint, Place};
use crate::reply::Received;
use crate::secret::Secret;
use crate::settings::Settings;
use crate::sign::challenge;

/// RFC 6749 §4.1.1, RFC 7636 §4.3.
const AUTHORIZE: &[(&str, &str)] = &[
    ("response_type", "code"),
    ("client_id", "{client-id}"),
    ("redirect_uri", "{redirect-uri}"),
    ("scope", "{scope}"),
    ("state", "{state}"),
    ("code_challenge", "{code-challenge}"),
    ("code_challenge_method", "S256"),
];
/// So many of them come before the proof.
const WITHOUT_PROOF: usize = 5;

/// RFC 6749 §4.1.3, RFC 7636 §4.5.
pub(super) const EXCHANGE: &[(&str, &str)] = &[
    ("grant_type", "authorization_code"),
    ("code", "{code}"),
    ("redirect_uri", "{redirect-uri}"),
    ("code_verifier", "{code-verifier}"),
];

/// The flow: a browser is sent to the vendor, and the code that it brings back is exchanged.
pub struct AuthorizationCode<'a> {
    settings: &'a Settings,
    redirect_uri: Secret,
    visit: Option<Visit>,
}

/// A browser's visit to the vendor that has not ended yet.
#[derive(Clone)]
struct Visit {
    url: String,
    state: Secret,
    verifier: Secret,
}

impl<'a> AuthorizationCode<'a> {
    /// A login whose browser comes back to `redirect_uri`.
    pub fn new(settings: &'a Settings, redirect_uri: String) -> Self {
        Self { settings, redirect_uri: Secret::new(redirect_uri), visit: None }
    }

    /// Whether the definition can send a browser somewhere, with the values there are.
    pub fn is_offered(settings: &Settings) -> bool {
        let authorize = settings.provider.authorize.as_ref();
        authorize.is_some_and(|table| table.url.names().all(|name| settings.values.contains_key(name)))
            && super::offers(settings, &[CallName::AuthorizationCode])
    }

    fn send_browser(&mut self, visit: Visit) -> Step {
        let (url, state) = (visit.url.clone(), visit.state.clone());
        self.visit = Some(visit);
        Step::Person(Action::Visit { url, state })
    }

    fn exchange(&self, context: &Context, code: Secret, verifier: Secret) -> Result<Step> {
        let mut values =
            FlowValues::default().with("code", code).with("redirect-uri", self.redirect_uri.clone());
        if table(self.settings)?.pkce {
            values = values.with("code-verifier", verifier);
        }
        let prepared = call::prepare(self.settings, CallName::AuthorizationCode, context, &values)?;
        Ok(Step::Send { prepared, spends: true })
    }
}

impl Flow for AuthorizationCode<'_> {
    fn calls(&self) -> &'static [CallName] {
        &[CallName::AuthorizationCode]
    }

    fn start(&mut self, context: &Context) -> Result<Step> {
        let (verifier, state) = ((context.random)()?, (context.random)()?);
        let values = FlowValues::default()
            .with("redirect-uri", self.redirect_uri.clone())
            .with("state", state.clone())
            .with("code-challenge", Secret::new(challenge(&verifier)));
        let url = authorize_url(self.settings, &values)?;
        Ok(self.send_browser(Visit { url, state, verifier }))
    }

    fn next(&mut self, context: &Context, received: &Received) -> Result<Step> {
        let Some(visit) = self.visit.take() else {
            return Ok(Step::Have(token(self.settings, Endpoint::User, context, received).into()));
        };
        match read_callback(self.settings, received.response.body.expose(), &visit.state) {
            Callback::Code(code) => self.exchange(context, code, visit.verifier),
            Callback::Denied(error) => Err(error),
            Callback::Foreign => Ok(self.send_browser(visit)),
        }
    }
}

/// The URL for the browser. It carries nothing that must be kept from the person.
fn authorize_url(settings: &Settings, values: &FlowValues) -> Result<String> {
    let request = authorize_request(settings, values)?;
    let joint = if request.url.contains('?') { '&' } else { '?' };
    let fragment = &table(settings)?.fragment;
    let fragment = fragment.as_ref().map(|fragment| format!("#{fragment}")).unwrap_or_default();
    Ok(format!("{}{joint}{}{fragment}", request.url, form(&request.query).expose()))
}

/// What the browser will ask: `given` holds `redirect-uri`, `state` and `code-challenge`.
pub(super) fn authorize_request(settings: &Settings, given: &FlowValues) -> Result<Request> {
    let table = table(settings)?;
    let value =
        |name: &str| given.get(name).map(|value| value.expose().to_owned()).or_else(|| settings.value(name));
    let standard = if table.pkce { AUTHORIZE } else { &AUTHORIZE[..WITHOUT_PROOF] };
    let fields = call::fields(table.params.as_ref(), standard, Place::Query, &value);
    let mut query: Vec<_> = fields.into_iter().map(Field::text).collect();
    let extra = table.extra.iter();
    query.extend(extra.filter_map(|(name, text)| Some((name.clone(), Secret::new(text.fill(value)?)))));
    let url = table.url.fill_url(|name| settings.value(name))?;
    Ok(Request { method: "GET".into(), url, query, headers: Vec::new(), body: Payload::None })
}

/// What the browser brought back.
#[derive(Debug)]
pub enum Callback {
    Code(Secret),
    /// It is not the answer to our question: another state, issuer, or nothing at all.
    Foreign,
    /// The person, or the vendor, said no.
    Denied(Error),
}

/// Reads the callback's query. An answer counts only with our `state`, and, where it names an issuer
/// (RFC 9207), with that of the place the browser was sent to.
pub fn read_callback(settings: &Settings, query: &str, state: &Secret) -> Callback {
    let Some(table) = &settings.provider.authorize else {
        return Callback::Foreign;
    };
    let values = |name: &str| -> Vec<String> {
        let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        pairs.filter(|(key, _)| *key == name).map(|(_, value)| form_decoded(value)).collect()
    };
    let one = |name: &str| match values(name).as_slice() {
        [value] => Some(value.clone()),
        _ => None,
    };
    if one("state").as_deref() != Some(state.expose())
        || !issuer_fits(settings, table, values("iss").as_slice())
    {
        return Callback::Foreign;
    }
    if let Some(error) = one("error") {
        let denied = Error::new(Kind::Refused, "login-refused")
            .vendor(Some(visible(&error)), None)
            .with("profile", &settings.profile)
            .with("words", Value::list([Some(error), one("error_description")].into_iter().flatten(), ": "));
        return Callback::Denied(denied.hint("login-again"));
    }
    match one(&table.code).filter(|code| !code.is_empty()) {
        Some(code) => Callback::Code(Secret::new(code)),
        None => Callback::Foreign,
    }
}

/// An issuer that is known is compared letter by letter, as RFC 9207 §2.4 says; of any other we know at
/// least the host. A server need not name itself.
fn issuer_fits(settings: &Settings, table: &Authorize, issuers: &[String]) -> bool {
    let known = table.issuer.as_ref().and_then(|issuer| issuer.fill(|name| settings.value(name)));
    let host = |url: &str| {
        let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
        Some(rest.split(['/', '?', '#']).next()?.to_ascii_lowercase())
    };
    let ours = table.url.fill_url(|name| settings.value(name)).ok().and_then(|url| host(&url));
    match issuers {
        [] => true,
        [issuer] => match known {
            Some(known) => *issuer == known,
            None => ours.is_some() && host(issuer) == ours,
        },
        _ => false,
    }
}

fn table(settings: &Settings) -> Result<&Authorize> {
    settings.provider.authorize.as_ref().ok_or_else(|| call::missing(settings, CallName::Authorize))
}
