//! The folder of tokens: whose it is, its file system, whether it can be locked and written, and what
//! is in it.

use std::path::Path;

use serde_json::json;

use super::check::{Check, State};
use crate::app::every_store;
use crate::error::Kind;
use crate::message;
use crate::ownership::{self, Owner, quoted, shown};
use crate::settings::Home;
use crate::store::{Disk, Health, Locking, Store};

/// With less room than this, a session may soon not fit.
const LITTLE: u64 = 16 * 1024 * 1024;

const MEBIBYTE: u64 = 1024 * 1024;

const FAULT: State = State::Fault(Kind::Storage);

/// All of them. Without a cache none needs to work, until somebody logs in.
pub fn checks(home: &Home) -> Vec<Check> {
    let store = every_store(home);
    let health = store.health();
    let mut checks = vec![folder(&home.tokens(), &health)];
    checks.extend(health.disk.as_ref().map(disk));
    if health.folder.is_err() {
        checks.extend(Check::skipped(&["lock", "write", "entries"], "doctor-tokens-skipped"));
    } else {
        checks.extend([lock(&health.lock), written(&health)]);
        checks.extend(entries(&store));
    }
    if home.config.defaults.cache == Some(false) {
        for check in checks.iter_mut().filter(|check| check.state == FAULT) {
            check.state = State::Warning;
        }
        checks.insert(0, Check::new("cache", State::Fine, "doctor-cache-off"));
    }
    checks
}

fn folder(path: &Path, health: &Health) -> Check {
    let rights = ownership::rights(path).ok().flatten();
    let check = |state, code: &'static str| Check::new("token-folder", state, code);
    let check = match (&health.folder, rights) {
        (Ok(false), _) => check(State::Fine, "doctor-tokens-missing"),
        (Ok(true), None) => check(State::Fine, "doctor-tokens-path"),
        (Ok(true), Some(_)) => check(State::Fine, "doctor-tokens"),
        (Err(error), _) => {
            // The owner of a folder can close it; anything else has to go, and a new one is made.
            let is_folder = std::fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_dir());
            let is_own = is_folder && rights.is_some_and(|rights| rights.owner == Owner::User);
            let advice = if is_own { "doctor-tokens-close" } else { "doctor-tokens-move" };
            let check = check(FAULT, "doctor-tokens-refused").advice(advice);
            check.with("error", error.to_string()).with("word", quoted(path))
        }
    };
    let exists = matches!(health.folder, Ok(true));
    check.facts(json!({ "path": path.to_string_lossy(), "exists": exists })).rights(rights)
}

fn disk(disk: &Disk) -> Check {
    let mebibytes = disk.free / MEBIBYTE;
    let free =
        if mebibytes < 10 * 1024 { format!("{mebibytes} MiB") } else { format!("{} GiB", mebibytes / 1024) };
    let (state, code) = match disk.remote {
        true => (State::Warning, "doctor-disk-remote"),
        false if disk.free < LITTLE => (State::Warning, "doctor-disk-full"),
        false => (State::Fine, "doctor-disk"),
    };
    Check::new("file-system", state, code)
        .with("free", free)
        .facts(json!({ "type": disk.kind, "remote": disk.remote, "free_bytes": disk.free }))
}

fn lock(lock: &Locking) -> Check {
    let (state, code, error, place) = match lock {
        Locking::Here => (State::Fine, "doctor-lock", None, Some("token-folder".to_owned())),
        Locking::Elsewhere(folder, error) => {
            (State::Warning, "doctor-lock-elsewhere", Some(error), Some(shown(folder)))
        }
        Locking::Nowhere(error) => (FAULT, "doctor-lock-refused", Some(error), None),
        Locking::Useless => (FAULT, "doctor-lock-useless", None, None),
    };
    let error = error.map(ToString::to_string).unwrap_or_default();
    let check = Check::new("lock", state, code).with("error", error);
    if let Some(place) = place { check.facts(json!({ "place": place })) } else { check }
}

fn written(health: &Health) -> Check {
    match &health.written {
        Ok(()) => Check::new("write", State::Fine, "doctor-write"),
        Err(error) => Check::new("write", FAULT, "doctor-write-failed").with("error", error.to_string()),
    }
}

/// One line for what is sound, and one for each that is not.
fn entries(store: &Store) -> Vec<Check> {
    let check = |state, code: &'static str| Check::new("entries", state, code);
    let survey = match store.survey() {
        Ok(survey) => survey,
        Err(error) => return vec![check(FAULT, "doctor-entries-failed").with("error", error.to_string())],
    };
    let code = match (survey.sound, survey.sessions) {
        (0, _) => "doctor-entries-none",
        (_, 0) => "doctor-entries",
        _ => "doctor-entries-sessions",
    };
    let sound = json!({ "sound": survey.sound, "sessions": survey.sessions });
    let mut checks = vec![check(State::Fine, code).facts(sound)];
    let damaged = |why| Check::new("entries", FAULT, why).advice("doctor-entry-hint");
    checks.extend(survey.damaged.iter().map(damaged));
    if !survey.strays.is_empty() {
        let strays = message::Value::list(&survey.strays, "list-comma");
        checks.push(check(State::Warning, "doctor-strays").with("strays", strays));
    }
    checks
}
