//! `--dry-run`: prints a request with `…` in place of secrets, which are not even read. If the endpoints are discovered and
//! no metadata is stored, the request for it is printed: nothing is sent.

use super::fields::fields;
use super::{App, assertions, request};
use crate::error::Result;
use crate::http::{JsonField, shown_url};
use crate::message::Message;
use crate::oauth::flow::{FlowValues, TOKEN_TYPE_HINT};
use crate::oauth::metadata::well_known_urls;
use crate::output;
use crate::provider::RequestKind;
use crate::sanitize::visible;
use crate::secret::Secret;
use crate::settings::{Settings, TokenOwner};

/// The values of a flow that are secret, or new in each request.
const HIDDEN: [&str; 5] = ["access-token", "nonce", "refresh-token", "signature", "token"];

/// Prints the request that gets the token.
pub fn print_token_request(app: &App) -> Result<()> {
    let settings = &app.settings;
    let name = match settings.owner {
        TokenOwner::Application => RequestKind::ClientCredentials,
        TokenOwner::Person => RequestKind::Refresh,
    };
    if settings.owner == TokenOwner::Application && settings.provider.call(name).is_none() {
        let none = Message::new("dry-run-no-request").english();
        return output::write(&format!("{none}\n{}", signed(settings, name)?));
    }
    print(app, name, None)
}

/// Prints the request called `name`; it is about a token of the type `hint` if that is known.
pub fn print(app: &App, name: RequestKind, hint: Option<&str>) -> Result<()> {
    let mut settings = app.settings.clone();
    // Only of a resource's session, something is used; others may be in the keyring, which need not be opened.
    if settings.protected_resource().is_some()
        && let Some(session) = app.store.read_any(&settings.key())?.sound()
    {
        settings.adopt(&session)?;
    }
    if let Some(issuer) = settings.issuer.clone() {
        let Some((metadata, _)) = app.stored_metadata(&issuer) else {
            return print_metadata_request(app, &issuer);
        };
        settings.discover(metadata);
    }
    settings.use_resource_of_login(&[]);
    let settings = &settings;
    let names = settings.credentials.keys().map(String::as_str).chain(HIDDEN);
    let mut values: FlowValues = names.map(|name| (name.to_owned(), Secret::new("…"))).collect();
    values.extend(settings.value("scope").map(|scope| ("session-scope".to_owned(), Secret::new(scope))));
    values.extend(hint.map(|hint| (TOKEN_TYPE_HINT.to_owned(), Secret::new(hint))));
    let signed = signed(settings, name)?;
    let request = request(settings, name, &values)?;
    settings.token_network().check(&request.url)?;
    let hidden: Vec<&str> = settings.params.iter().map(|(name, _)| name.as_str()).collect();
    let mut text = format!("{} {}\n{signed}", request.method, shown_url(&request.url));
    for (place, name, value) in fields(&request) {
        let separator = if place == "header" { ": " } else { "=" };
        let quote = if place == "json" && matches!(value, JsonField::Text(_)) { "\"" } else { "" };
        let value = match value {
            JsonField::Text(_) if hidden.contains(&name) || name == "authorization" => "…".to_owned(),
            JsonField::Text(value) => visible(value.expose()),
            JsonField::Bool(value) => value.to_string(),
            JsonField::Integer(value) => value.to_string(),
            JsonField::Nested(value) => visible(&value.to_string()),
        };
        text.push_str(&format!("{place} {}{separator}{quote}{value}{quote}\n", visible(name)));
    }
    output::write(&text)
}

/// Prints the first request for the metadata of `issuer`.
fn print_metadata_request(app: &App, issuer: &str) -> Result<()> {
    let url = well_known_urls(issuer).swap_remove(0);
    app.settings.network.check(&url)?;
    output::write(&format!("GET {}\n", shown_url(&url)))
}

/// The header and the claims of each JWT in the request.
fn signed(settings: &Settings, name: RequestKind) -> Result<String> {
    let signed = assertions(settings, name)?.into_iter().map(|[header, claims]| {
        format!("assertion header {}\nassertion claims {}\n", visible(&header), visible(&claims))
    });
    Ok(signed.collect())
}
