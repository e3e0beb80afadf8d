//! A token that a person grants in a browser: RFC 6749 §4.1 with PKCE (RFC 7636).

use super::{Given, Send, ask, call};
use crate::error::{Error, Kind, Result};
use crate::escape::visible;
use crate::http::{Payload, Request, form, form_decoded};
use crate::provider::{Authorize, Call, Content, Endpoint};
use crate::reply::TokenResponse;
use crate::secret::Secret;
use crate::settings::Settings;
use crate::token::Clock;

/// RFC 6749 §4.1.1, RFC 7636 §4.3.
const AUTHORIZE: [(&str, &str); 5] = [
    ("response_type", "code"),
    ("client_id", "{client-id}"),
    ("redirect_uri", "{redirect-uri}"),
    ("scope", "{scope}"),
    ("state", "{state}"),
];
const PROOF: [(&str, &str); 2] = [("code_challenge", "{code-challenge}"), ("code_challenge_method", "S256")];

/// RFC 6749 §4.1.3, RFC 7636 §4.5.
const EXCHANGE: [(&str, &str); 4] = [
    ("grant_type", "authorization_code"),
    ("code", "{code}"),
    ("redirect_uri", "{redirect-uri}"),
    ("code_verifier", "{code-verifier}"),
];

/// Whether the definition can send a browser somewhere, with the values there are.
pub fn offered(settings: &Settings) -> bool {
    let provider = &settings.provider;
    let authorize = provider.authorize.as_ref();
    authorize.is_some_and(|table| table.url.names().all(|name| settings.values.contains_key(name)))
        && call::offered(settings, provider.authorization_code.as_ref()).is_some()
}

/// The URL for the browser. It carries nothing that must be kept from the person.
pub fn authorize_url(settings: &Settings, given: &Given) -> Result<String> {
    let request = authorize_request(settings, given)?;
    let joint = if request.url.contains('?') { '&' } else { '?' };
    let fragment =
        table(settings)?.fragment.as_ref().map(|fragment| format!("#{fragment}")).unwrap_or_default();
    Ok(format!("{}{joint}{}{fragment}", request.url, form(&request.query).expose()))
}

/// What the browser will ask: `given` holds `redirect-uri`, `state` and `code-challenge`.
pub fn authorize_request(settings: &Settings, given: &Given) -> Result<Request> {
    let table = table(settings)?;
    let value =
        |name: &str| given.get(name).map(|value| value.expose().to_owned()).or_else(|| settings.value(name));
    let mut query: Vec<(String, Secret)> = match &table.params {
        Some(params) => {
            let filled = params.iter().filter_map(|(name, param)| match &param.content {
                Content::Text(template) => Some((name.clone(), Secret::new(template.fill(value)?))),
                Content::Bool(truth) => Some((name.clone(), Secret::new(truth.to_string()))),
                Content::Integer(number) => Some((name.clone(), Secret::new(number.to_string()))),
            });
            filled.collect()
        }
        None => {
            let proof: &[_] = if table.pkce { &PROOF } else { &[] };
            let mut fields = call::fields_of(&AUTHORIZE, &value);
            fields.extend(call::fields_of(proof, &value));
            fields
        }
    };
    for (name, template) in &table.extra {
        if let Some(text) = template.fill(value) {
            query.push((name.clone(), Secret::new(text)));
        }
    }
    let url = table.url.fill_url(|name| settings.value(name))?;
    Ok(Request { method: "GET".into(), url, query, headers: Vec::new(), body: Payload::None })
}

/// The tokens for `code`. A code works once: this is never repeated.
pub fn exchange(
    settings: &Settings,
    code: Secret,
    redirect_uri: &str,
    verifier: &Secret,
    send: Send,
    clock: Clock,
) -> Result<TokenResponse> {
    let table = exchange_table(settings)?;
    let mut given = Given::default().with("code", code).with("redirect-uri", Secret::new(redirect_uri));
    if self::table(settings)?.pkce {
        given = given.with("code-verifier", verifier.clone());
    }
    let given = given.with_secret(settings, table)?;
    ask(settings, Endpoint::User, &request(settings, &given)?, &given, send, clock)
}

/// The request for `given`'s `code`, `redirect-uri` and `code-verifier`.
pub fn request(settings: &Settings, given: &Given) -> Result<Request> {
    call::request(settings, exchange_table(settings)?, given, &EXCHANGE)
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
        let words =
            one("error_description").map(|words| format!(": {}", visible(&words))).unwrap_or_default();
        let denied = Error::new(
            Kind::Refused,
            format!("{} refused the login: {}{words}", settings.profile, visible(&error)),
        );
        return Callback::Denied(denied.vendor(Some(visible(&error)), None));
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
    settings
        .provider
        .authorize
        .as_ref()
        .ok_or_else(|| Error::new(Kind::Config, format!("{} has no login in a browser", settings.profile)))
}

fn exchange_table(settings: &Settings) -> Result<&Call> {
    call::required(settings, settings.provider.authorization_code.as_ref(), "exchange of a code")
}
