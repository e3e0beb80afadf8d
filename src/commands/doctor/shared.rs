//! Checks of the store that several machines share: whether it can be used, whether it keeps what is stored, and whether
//! our key opens it. The token itself is not shown.

use chrono::TimeDelta;
use serde_json::json;

use crate::app::App;
use crate::broker::SharedStatus;
use crate::check::{Check, State};
use crate::message::Message;
use crate::settings::{ConfigDir, Settings};
use crate::store::HASH_SHOWN;
use crate::store::shared::{Held, ServerStatus};

/// The only eviction policy under which no entry is lost.
const KEEPS_ALL: &str = "noeviction";

/// The tolerated difference of the clocks, in seconds. Times are converted, but the difference may be a mistake.
const SKEW: i64 = 30;

/// The checks of a profile whose token is shared.
pub fn checks(home: &ConfigDir, settings: &Settings) -> Vec<Check> {
    let Some(share) = &settings.share else {
        let is_configured = home.config.has_shared_store() || home.is_store_in_environment();
        let unused = || Check::new("shared-store", State::Skipped, "doctor-shared-unused");
        return is_configured.then(unused).into_iter().collect();
    };
    let app = App::of(home, settings.clone());
    match app.broker().shared_status() {
        Ok(found) => {
            let mut checks = vec![server(&found, share)];
            checks.extend(persistence(&found.server));
            checks.extend(clock(found.ahead));
            checks.push(entry(&found.held));
            checks
        }
        Err(error) => vec![Check::failed("shared-store", &error)],
    }
}

fn server(found: &SharedStatus, share: &str) -> Check {
    let SharedStatus { server, place, key, .. } = found;
    let unknown = || Message::new("doctor-shared-unknown");
    let version = server.version.clone().map_or_else(unknown, Message::text);
    let check = Check::new("shared-store", State::Fine, "doctor-shared-store").with("version", version);
    let check = check.with("place", &place[..HASH_SHOWN]).with("key", key);
    let facts =
        json!({ "share": share, "server": server.version, "role": server.role, "place": place, "key": key });
    check.facts(facts)
}

/// A session that is lost here can be lost everywhere.
fn persistence(status: &ServerStatus) -> Option<Check> {
    let check = |code: &'static str| Check::new("shared-store-memory", State::Warning, code);
    match (&status.eviction, status.is_persistent) {
        (Some(policy), _) if policy != KEEPS_ALL => {
            Some(check("doctor-shared-eviction").facts(json!({ "policy": policy })))
        }
        (_, Some(false)) => Some(check("doctor-shared-volatile")),
        (Some(_), Some(true)) => {
            Some(Check::new("shared-store-memory", State::Fine, "doctor-shared-durable"))
        }
        _ => None,
    }
}

fn clock(ahead: TimeDelta) -> Option<Check> {
    let seconds = ahead.num_seconds();
    let check = Check::new("shared-store-clock", State::Warning, "doctor-shared-clock");
    (seconds.abs() > SKEW).then(|| check.facts(json!({ "seconds": seconds })))
}

fn entry(held: &Held) -> Check {
    let check = |state, code: &'static str| Check::new("shared-token", state, code);
    match held {
        Held::Entry(entry) => {
            check(State::Fine, "doctor-shared-token").facts(json!({ "generation": entry.generation }))
        }
        Held::Damaged(_) => check(State::Warning, "doctor-shared-damaged"),
        Held::Nothing | Held::Removed(_) => check(State::Fine, "doctor-shared-empty"),
    }
}
