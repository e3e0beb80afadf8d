//! One profile: what its values come from, what is missing, and what is stored for it.

use chrono::{SecondsFormat, Utc};
use serde_json::{Map, Value};

use super::check::Check;
use super::network;
use super::secret;
use super::show::Group;
use super::skipped;
use crate::app::store;
use crate::cli::Fetch;
use crate::duration::words;
use crate::error::Kind;
use crate::escape::visible;
use crate::grant;
use crate::provider::Status;
use crate::reserved;
use crate::settings::{Home, Settings, TokenOwner};
use crate::store::{Entry, Found};

/// What is said of the profile. A config file that is not `readable` may have said something of it.
pub fn groups(home: &Home, fetch: Fetch, readable: bool, online: bool) -> Vec<Group> {
    let title = format!("Profile {}", visible(&fetch.profile));
    let name = fetch.profile.clone();
    let about = |title: String, checks: Vec<Check>| {
        let checks = checks.into_iter().map(|check| check.fact("profile", name.as_str())).collect();
        Group { title, checks }
    };
    let names = ["provider", "credentials", "token"];
    if !readable {
        return vec![about(title, skipped(&names, "the config file cannot be read"))];
    }
    let (settings, fault) = match home.examine(fetch) {
        Ok(examined) => examined,
        Err(error) => {
            let mut checks = vec![Check::failed("provider", &error)];
            checks.extend(skipped(&names[1..], "what is asked of whom is not known"));
            return vec![about(title, checks)];
        }
    };
    let mut checks = vec![provider(&settings)];
    checks.extend(reserved::warning("profile", &name).map(|warning| Check::warning("name", warning)));
    checks.extend(grant::check(&settings).err().map(|error| Check::failed("grant", &error)));
    checks.extend(client_id(&settings));
    checks.extend(secret::check(home, &settings, fault.as_ref()));
    checks.extend(values(&settings));
    checks.extend(stored(home, &settings, fault.is_some()));
    let mut groups = vec![about(title, checks)];
    if online {
        let (title, checks) = network::checks(&settings);
        groups.push(about(title, checks));
    }
    groups
}

fn provider(settings: &Settings) -> Check {
    let provider = &settings.provider;
    let doubt = if provider.status == Status::Verified { "" } else { ", unverified" };
    let whose = match settings.owner {
        TokenOwner::Application => "the application's token",
        TokenOwner::Person => "a person's token",
    };
    Check::ok("provider", format!("{}: {}{doubt}; {whose}", provider.name, provider.title))
        .fact("provider", provider.name.as_str())
        .fact("grant", if settings.owner == TokenOwner::Person { "user" } else { "app" })
}

fn client_id(settings: &Settings) -> Option<Check> {
    if let Some((_, source)) = settings.sources.iter().find(|(name, _)| name == "client-id") {
        return Some(Check::ok("client-id", format!("from {source}")).fact("source", source.to_string()));
    }
    missing(settings, "client-id")
}

/// The fault that a credential is missing, if it is.
pub fn missing(settings: &Settings, name: &str) -> Option<Check> {
    let missing = settings.missing.iter().find(|missing| missing.name == name)?;
    let text = format!("{} is missing", missing.what);
    Some(Check::fault(name, Kind::Config, text).advice(&missing.places))
}

/// The variables and the rest of the request: never the values, which may be anybody's business.
fn values(settings: &Settings) -> Vec<Check> {
    let given = || settings.sources.iter().filter(|(name, _)| name != "client-id");
    let mut checks = Vec::new();
    if given().next().is_some() {
        let places: Vec<String> = given().map(|(name, source)| format!("{name} from {source}")).collect();
        let sources: Map<String, Value> =
            given().map(|(name, source)| (name.clone(), source.to_string().into())).collect();
        checks.push(Check::ok("values", places.join(", ")).fact("sources", sources));
    }
    let lacking = settings.missing.iter().filter(|missing| !missing.name.starts_with("client-"));
    checks.extend(lacking.map(|missing| {
        let text = format!("{} is missing", missing.what);
        Check::fault("values", Kind::Config, text)
            .advice(&missing.places)
            .fact("value", missing.name.as_str())
    }));
    checks
}

/// The application's token and the person's session, where the definition knows them.
fn stored(home: &Home, settings: &Settings, secretless: bool) -> Vec<Check> {
    let incomplete = secretless || settings.missing.iter().any(|missing| missing.name.starts_with("client-"));
    let with = |owner| Settings { owner, ..settings.clone() };
    let store = store(home, settings);
    let mut checks = Vec::new();
    if settings.owner == TokenOwner::Application {
        checks.push(match (settings.freshness.cache, incomplete) {
            (false, _) => Check::ok("token", "the cache is off: each call fetches one"),
            (_, true) => Check::skipped("token", "which one is stored depends on the credentials"),
            _ => token(store.read(&settings.key())),
        });
    }
    let person = with(TokenOwner::Person);
    if grant::check(&person).is_ok() && settings.value("client-id").is_some() {
        let wanted = settings.owner == TokenOwner::Person;
        checks.extend(session(store.read(&person.key()), wanted, &settings.profile));
    }
    checks
}

fn token(found: Found<Entry>) -> Check {
    match found {
        Found::Nothing => {
            Check::ok("token", "none is stored: the next call fetches one").fact("stored", false)
        }
        Found::Closed(error) => Check::failed("token", &error),
        Found::Damaged(_) => Check::skipped("token", "what is stored cannot be read"),
        Found::Sound(entry) => with_expiry(Check::ok("token", life("stored", &entry)), &entry),
    }
}

/// A session that only a login can bring; where the profile is an application's it may be missing.
fn session(found: Found<Entry>, wanted: bool, profile: &str) -> Option<Check> {
    Some(match found {
        Found::Sound(entry) => {
            let renewable = entry.token.refresh_token.is_some();
            let whose = entry.token.account.as_deref().map(visible).unwrap_or_else(|| "somebody".to_owned());
            let text = format!("{whose} is logged in; {}", life("access token", &entry));
            let check = with_expiry(Check::ok("session", text), &entry);
            check.fact("renewable", renewable).fact("account", entry.token.account.as_deref())
        }
        Found::Closed(error) => Check::failed("session", &error),
        Found::Damaged(_) => Check::skipped("session", "what is stored cannot be read"),
        Found::Nothing if wanted => Check::fault("session", Kind::Login, "nobody is logged in")
            .advice(format!("`gettoken login {}`", visible(profile)))
            .fact("stored", false),
        Found::Nothing => return None,
    })
}

/// `stored, valid for 1h 59m more`
fn life(what: &str, entry: &Entry) -> String {
    match entry.token.seconds_left(Utc::now()) {
        Some(left) if left > 0 => format!("{what}, valid for {} more", words(left)),
        Some(_) => format!("{what}, expired: the next call gets another"),
        None => format!("{what}, until when is not known"),
    }
}

fn with_expiry(check: Check, entry: &Entry) -> Check {
    let at = entry.token.expires_at.map(|at| at.to_rfc3339_opts(SecondsFormat::Secs, true));
    check.fact("stored", true).fact("expires_at", at)
}
