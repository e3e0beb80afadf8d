//! `gettoken inspect`: what a JWT says, and with `--verify` whether it is true. The token comes from the store or from
//! stdin, never from argv, and is not printed.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine};
use chrono::{DateTime, Utc};
use clap::Command;
use serde_json::{Map, Value, json};

use super::Call;
use crate::app::keys::unusable;
use crate::app::{App, credentials};
use crate::cli::args::{PROFILE, flag, maybe, path, profile, read_fetch, text, token_kind, with_network};
use crate::color::{self, Stream};
use crate::crypto::key_set::KeySet;
use crate::duration;
use crate::error::{Error, Kind, Result};
use crate::message::Message;
use crate::oauth::id_token::{self, Expected, check_times, seconds};
use crate::oauth::jws::{Jws, NotJws};
use crate::output::{self, json, pretty};
use crate::provider::Provider;
use crate::sanitize::visible;
use crate::secret::Secret;
use crate::settings::{TokenOwner, expand};
use crate::table::fields;
use crate::token::{TokenKind, is_token};

/// The version of the JSON output. Raised if a key is removed or changes its meaning, not if one is added.
const VERSION: u8 = 1;

/// The largest file with keys that is read, in bytes. [`KeySet`] has its own limit, which is smaller.
const LARGEST: u64 = 1024 * 1024;

/// The definition whose settings apply if no profile is named.
const GENERAL: &str = "oauth2";

/// The claims that are times, with the names of their rows.
const TIMES: [(&str, &str); 4] = [
    ("auth_time", "inspect-row-auth-time"),
    ("iat", "inspect-row-iat"),
    ("nbf", "inspect-row-nbf"),
    ("exp", "inspect-row-exp"),
];

pub fn args(command: Command) -> Command {
    let command = command
        .arg(profile("PROFILE", "help-inspect-profile").required(false))
        .arg(text("grant", "OWNER", "help-grant").value_parser(["app", "user"]).requires(PROFILE))
        .args(token_kind(&Provider::default()).map(|arg| arg.requires(PROFILE)))
        .arg(flag("verify", "help-verify"))
        .arg(text("issuer", "URL", "help-inspect-issuer").requires("verify"))
        .arg(path("jwks", "FILE", "help-inspect-jwks").requires("verify").conflicts_with("issuer"))
        .arg(flag("json", "help-json"));
    with_network(command)
}

/// A signature that holds.
struct Verified {
    kid: Option<String>,
    /// The issuer, or the file with its keys.
    by: String,
}

/// Prints what the token says.
pub fn run(Call { home, matches, .. }: Call) -> Result<u8> {
    let named = maybe::<String>(&matches, PROFILE).map(|word| home.canonical(word));
    let app = App::new(home, read_fetch(named.as_deref().unwrap_or(GENERAL), &matches))?;
    let token = match &named {
        Some(_) => stored(&app)?,
        None => credentials::stdin_text(&home.read_policy)?,
    };
    if !is_token(token.expose()) {
        return Err(Error::new(Kind::Answer, "inspect-no-token"));
    }
    let (issuer, jwks) = (maybe::<String>(&matches, "issuer"), maybe::<PathBuf>(&matches, "jwks"));
    let (verifies, is_json) = (matches.get_flag("verify"), matches.get_flag("json"));
    let is_own = named.is_some();
    let jws = match Jws::parse(token.expose()) {
        Ok(jws) => jws,
        Err(NotJws::Broken(why)) => return Err(Error::new(Kind::Answer, why)),
        Err(_) if verifies => return Err(not_verified("inspect-unverifiable".into())),
        Err(NotJws::Encrypted(header)) => return encrypted(&token, &header, is_json),
        Err(NotJws::Opaque) => return opaque(named.as_deref(), is_json),
    };
    let verified = verifies.then(|| verify(&app, &jws, is_own, issuer, jwks.as_deref())).transpose()?;
    let shown =
        if is_json { object(&jws, verified.as_ref()) } else { lines(&token, &jws, verified.as_ref()) };
    output::write(&shown).map(|()| 0)
}

/// The stored token, however old it is.
fn stored(app: &App) -> Result<Secret> {
    let settings = &app.settings;
    let entry = app.store.read(&settings.key())?.sound();
    let missing = || match settings.owner {
        TokenOwner::Person => settings.error(Kind::Login, "nobody-logged-in").hint("log-in"),
        TokenOwner::Application => settings.error(Kind::Storage, "stored-token-missing"),
    };
    let token = entry.ok_or_else(missing)?.token;
    let wanted = match settings.token_kind {
        TokenKind::Access => Some(token.access_token).filter(|token| !token.is_empty()),
        TokenKind::Id => token.id_token.map(|id_token| id_token.value),
    };
    wanted.ok_or_else(|| settings.error(Kind::Storage, "inspect-none-stored"))
}

/// Verifies the signature and the times, and the issuer if it is known. An ID token must also be for this client.
fn verify(
    app: &App,
    jws: &Jws,
    is_own: bool,
    issuer: Option<String>,
    jwks: Option<&Path>,
) -> Result<Verified> {
    let kid = jws.kid().map(str::to_owned);
    let settings = &app.settings;
    let is_id = is_own && settings.token_kind == TokenKind::Id;
    let known = issuer.clone().or_else(|| if is_own && jwks.is_none() { app.issuer() } else { None });
    let by = match jwks {
        Some(path) => {
            let keys = keys_in(&expand(path))?;
            jws.verify(&keys, None).map_err(|fault| not_verified(fault.message(jws.kid())))?;
            path.display().to_string()
        }
        None => {
            let source = match &issuer {
                Some(issuer) => Some(app.published_keys(issuer)?),
                None if is_own => app.key_source(known.as_deref())?,
                None => None,
            };
            let unknown = || Error::new(Kind::Usage, "inspect-keys-unknown");
            let mut source = source.ok_or_else(unknown)?;
            // They are those of ID tokens.
            source.algorithms = source.algorithms.filter(|_| is_id);
            app.verify_signature(jws, &source, &not_verified)?;
            known.clone().unwrap_or(source.url)
        }
    };
    let now = Utc::now();
    if is_id {
        let client_id = settings.value("client-id").unwrap_or_default();
        let expected = Expected { issuer: known.as_deref(), client_id: &client_id };
        id_token::check(&jws.claims, &expected, now).map_err(not_verified)?;
    } else {
        check_times(&jws.claims, now).map_err(not_verified)?;
        id_token::check_issuer(&jws.claims, known.as_deref()).map_err(not_verified)?;
    }
    Ok(Verified { kid, by })
}

fn not_verified(why: Message) -> Error {
    Error::new(Kind::Refused, "inspect-not-verified").with("why", why)
}

/// The keys in a file.
fn keys_in(path: &Path) -> Result<KeySet> {
    let unread = |error| Error::new(Kind::Config, "inspect-keys-unread").with("path", path).caused_by(error);
    let mut bytes = Vec::new();
    File::open(path).and_then(|file| file.take(LARGEST).read_to_end(&mut bytes)).map_err(unread)?;
    KeySet::parse(&bytes).map_err(|why| unusable(why, &path.display().to_string()))
}

/// A token that only its issuer understands.
fn opaque(profile: Option<&str>, is_json: bool) -> Result<u8> {
    if is_json {
        return print(&json!({ "version": VERSION, "format": "opaque" })).map(|()| 0);
    }
    let call = format!("gettoken introspect {}", profile.unwrap_or("PROFILE --stdin"));
    let text = Message::new("inspect-opaque").with("call", call);
    output::write(&(text.localized() + "\n")).map(|()| 0)
}

/// A JWE, of which only the header can be read.
fn encrypted(token: &Secret, header: &Map<String, Value>, is_json: bool) -> Result<u8> {
    if is_json {
        return print(&json!({ "version": VERSION, "format": "jwe", "header": header })).map(|()| 0);
    }
    let note = Message::new("inspect-encrypted").localized();
    output::write(&format!("{}\n{note}\n", part(token, 0, "inspect-header"))).map(|()| 0)
}

fn object(jws: &Jws, verified: Option<&Verified>) -> String {
    let time = |name: &str| {
        let at = DateTime::from_timestamp(seconds(&jws.claims, name)?, 0)?;
        Some(at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true))
    };
    let signature = match verified {
        Some(Verified { kid, by }) => {
            json!({ "checked": true, "valid": true, "kid": kid, "verified_with": by })
        }
        None => json!({ "checked": false }),
    };
    let object = json!({
        "version": VERSION,
        "format": "jws",
        "header": jws.header,
        "claims": jws.claims,
        "issued_at": time("iat"),
        "not_before": time("nbf"),
        "expires_at": time("exp"),
        "signature": signature,
    });
    json::line(&object).expose().to_owned()
}

fn print(object: &Value) -> Result<()> {
    output::write(json::line(object).expose())
}

fn lines(token: &Secret, jws: &Jws, verified: Option<&Verified>) -> String {
    let say = |message: &Message| message.localized();
    let mut rows = Vec::new();
    for (claim, row) in TIMES {
        let at = seconds(&jws.claims, claim).and_then(|at| DateTime::from_timestamp(at, 0));
        rows.extend(at.map(|at| (say(&Message::new(row)), say(&relative(claim, at)))));
    }
    let signature = match verified {
        None => Message::new("inspect-unchecked"),
        Some(Verified { kid: Some(kid), by }) => {
            Message::new("inspect-valid-kid").with("kid", kid).with("by", by)
        }
        Some(Verified { kid: None, by }) => Message::new("inspect-valid").with("by", by),
    };
    rows.push((say(&Message::new("inspect-row-signature")), say(&signature)));
    let (header, claims) = (part(token, 0, "inspect-header"), part(token, 1, "inspect-claims"));
    format!("{header}\n{claims}\n{}", fields(&rows))
}

/// A part of the token as it was written, under a title.
fn part(token: &Secret, index: usize, title: &'static str) -> String {
    let encoded = token.expose().split('.').nth(index).unwrap_or_default();
    // It was decoded before.
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(encoded).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    format!("{}\n{}", Message::new(title).localized(), pretty::body(&text, color::on(Stream::Stdout)))
}

/// A time, and how long ago or ahead it is.
fn relative(claim: &str, at: DateTime<Utc>) -> Message {
    let left = (at - Utc::now()).num_seconds();
    let code = match (left > 0, claim) {
        (true, _) => "inspect-time-ahead",
        (false, "exp") => "inspect-time-expired",
        (false, _) => "inspect-time-ago",
    };
    let message = Message::new(code).with("at", visible(&duration::local_time(at)));
    message.with("amount", duration::message(left.abs()))
}
