//! The folder of tokens: whose it is, what it stands on, whether it can be locked and written, and what
//! is in it.

use std::path::Path;

use super::check::Check;
use super::files::with_rights;
use super::{files::rights_in_words, skipped};
use crate::app::every_store;
use crate::error::Kind;
use crate::ownership::{self, quoted, shown};
use crate::settings::Home;
use crate::store::{Disk, Health, Locking, Store};

/// With less room than this, a session may soon not fit.
const LITTLE: u64 = 16 * 1024 * 1024;

const MEBIBYTE: u64 = 1024 * 1024;

/// All of them. Who wants no cache needs none that works, until somebody logs in.
pub fn checks(home: &Home) -> Vec<Check> {
    if home.config.defaults.cache != Some(false) {
        return wanted(home);
    }
    let off = Check::ok("cache", "off, by `cache = false` under [defaults]; sessions are stored");
    [off].into_iter().chain(wanted(home).into_iter().map(Check::softened)).collect()
}

fn wanted(home: &Home) -> Vec<Check> {
    let store = every_store(home);
    let health = store.health();
    let mut checks = vec![folder(&home.tokens(), &health)];
    checks.extend(health.disk.as_ref().map(disk));
    if health.folder.is_err() {
        checks.extend(skipped(&["lock", "write", "entries"], "the token folder is not used as it is"));
        return checks;
    }
    checks.push(lock(&health.lock));
    checks.push(written(&health));
    checks.extend(entries(&store));
    checks
}

fn folder(path: &Path, health: &Health) -> Check {
    let rights = ownership::rights(path).ok().flatten();
    let check = match &health.folder {
        Ok(false) => Check::ok("token-folder", format!("{} is made when it is needed", shown(path))),
        Ok(true) => {
            let rights = rights.map(|rights| format!(", {}", rights_in_words(&rights))).unwrap_or_default();
            Check::ok("token-folder", format!("{}{rights}", shown(path)))
        }
        Err(error) => {
            let text = format!("{} is not used: {error}", shown(path));
            Check::fault("token-folder", Kind::Storage, text).advice(mending(path))
        }
    };
    let check = check.fact("path", shown(path)).fact("exists", matches!(health.folder, Ok(true)));
    match rights {
        Some(rights) => with_rights(check, &rights),
        None => check,
    }
}

/// Who owns a folder can close it; anything else has to go, and a new one is made.
fn mending(path: &Path) -> String {
    let path_word = quoted(path);
    let own_folder = std::fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_dir())
        && ownership::rights(path)
            .is_ok_and(|rights| rights.is_some_and(|rights| rights.owner == ownership::Owner::User));
    if own_folder {
        format!("`chmod 700 {path_word}`, after a look at who could read it")
    } else {
        format!("move it away: `mv {path_word} {path_word}.old`")
    }
}

fn disk(disk: &Disk) -> Check {
    let mebibytes = disk.free / MEBIBYTE;
    let free =
        if mebibytes < 10 * 1024 { format!("{mebibytes} MiB") } else { format!("{} GiB", mebibytes / 1024) };
    let text = format!("{}, {free} free", disk.kind);
    let check = if disk.remote {
        Check::warning("file-system", format!("{text}: another machine keeps the files"))
            .advice("machines that share it share its tokens; a folder on a local disk is safer and faster")
    } else if disk.free < LITTLE {
        Check::warning("file-system", text).advice("make room")
    } else {
        Check::ok("file-system", text)
    };
    check.fact("type", disk.kind.as_str()).fact("remote", disk.remote).fact("free_bytes", disk.free)
}

fn lock(lock: &Locking) -> Check {
    match lock {
        Locking::Here => {
            Check::ok("lock", "taken, and refused to a second one").fact("place", "token-folder")
        }
        Locking::Elsewhere(folder, error) => {
            let text = format!("not here ({error}); taken in {}", shown(folder));
            Check::warning("lock", text)
                .advice("processes of another login session do not see it")
                .fact("place", shown(folder))
        }
        Locking::Nowhere(error) => {
            let text = format!("cannot be taken: {error}");
            Check::fault("lock", Kind::Storage, text)
                .advice("every process asks the vendor for itself, and no session is refreshed; use a folder on a local disk that you may write")
        }
        Locking::Useless => Check::fault(
            "lock",
            Kind::Storage,
            "two processes have it at once: this file system only pretends",
        )
        .advice("use a folder on a local disk"),
    }
}

fn written(health: &Health) -> Check {
    match &health.written {
        Ok(()) => Check::ok("write", "a file can be written, flushed and renamed"),
        Err(error) => Check::fault("write", Kind::Storage, format!("nothing can be stored: {error}"))
            .advice("make it writable for you, or name another folder with GETTOKEN_CONFIG_DIR"),
    }
}

/// One line for what is sound, and one for each that is not.
fn entries(store: &Store) -> Vec<Check> {
    let survey = match store.survey() {
        Ok(survey) => survey,
        Err(error) => {
            return vec![Check::fault("entries", Kind::Storage, format!("cannot be listed: {error}"))];
        }
    };
    let text = match (survey.sound, survey.sessions) {
        (0, _) => "nothing is stored".to_owned(),
        (sound, 0) => format!("{sound} sound"),
        (sound, sessions) => format!("{sound} sound, {sessions} of them a session"),
    };
    let mut checks =
        vec![Check::ok("entries", text).fact("sound", survey.sound).fact("sessions", survey.sessions)];
    checks.extend(survey.damaged.iter().map(|why| {
        Check::fault("entries", Kind::Storage, why)
            .advice("a token is fetched again when it is needed; a session needs a new login")
    }));
    if !survey.strays.is_empty() {
        let text = format!("left behind, or not gettoken's: {}", survey.strays.join(", "));
        checks.push(Check::warning("entries", text).advice("remove what you do not know"));
    }
    checks
}
