//! Checks whether the store works: the directory's owner and mode, its file system and its entries. Locks and
//! writes are tried with temporary files of their own.

use std::fs::{self, TryLockError};
use std::hash::{BuildHasher, RandomState};
use std::io;
use std::path::Path;

use serde_json::json;

use super::clear::ENDINGS;
use super::disk::{self, Disk};
use super::shared::DOWN;
use super::{Entry, Found, Limit, Lock, REPLAY, Store, StoreKind, check_folder, read, remove};
use crate::check::{Check, State};
use crate::error::Kind;
use crate::message::{self, Message};
use crate::sanitize::shown_path;
use crate::trusted_file::{self, closing_command, quoted, shown};

/// Files of the directory that belong to no key.
const OWN: [&str; 2] = ["CACHEDIR.TAG", ".gitignore"];

/// With less free space than this, in bytes, a session may soon not fit.
const LITTLE: u64 = 16 * MEBIBYTE;

const MEBIBYTE: u64 = 1024 * 1024;

const FAULT: State = State::Fault(Kind::Storage);

impl Store {
    /// Tries what a fetch does: creates the directory, locks, writes and renames. Nothing remains afterwards.
    pub fn health(&self) -> Vec<Check> {
        let folder = match check_folder(&self.folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            checked => checked.map(|()| true),
        };
        let exists = folder.as_ref().ok().copied();
        let disk = disk::of(&self.folder).map(disk_check);
        let mut checks: Vec<_> = [self.folder_check(folder)].into_iter().chain(disk).collect();
        let Some(exists) = exists else {
            checks.extend(Check::skipped(&["lock", "write", "entries"], "doctor-tokens-skipped"));
            return checks;
        };
        // Not a profile's key, but of the same form, so that clearing removes what a killed check leaves.
        // Processes in containers that share this directory may have the same id.
        let key =
            format!("doctor-{:016x}{:016x}", RandomState::new().hash_one(&self.folder), std::process::id());
        // If the directory does not exist yet, use a temporary one in its nearest existing ancestor.
        let above = self.folder.ancestors().find(|path| path.exists()).filter(|_| !exists);
        let folder = above.map_or_else(|| self.folder.clone(), |above| above.join(&key));
        let trial = Self { folder, ..self.clone() };
        let lock = trial.lock_check(&key);
        let written = trial.replace(&key, "refused", &[b' '; super::TRIAL_SIZE], true);
        for ending in ENDINGS {
            let _ = remove(&trial.path(&key, ending));
        }
        if let Some(spare) = &self.spare_locks {
            // A directory with other locks in it is not removed.
            let _ = fs::remove_file(spare.join(format!("{key}.lock"))).and_then(|()| fs::remove_dir(spare));
        }
        if trial.folder != self.folder {
            let _ = fs::remove_dir_all(&trial.folder);
        }
        let write = match written {
            Ok(()) => Check::new("write", State::Fine, "doctor-write"),
            Err(error) => broken("write", "doctor-write-failed", &error),
        };
        checks.into_iter().chain([lock, write]).chain(self.survey()).collect()
    }

    /// Checks that the directory is usable, or reports why it is not.
    fn folder_check(&self, found: io::Result<bool>) -> Check {
        let path = &self.folder;
        let rights = trusted_file::rights(path).ok().flatten();
        let exists = matches!(found, Ok(true));
        let check = |state, code: &'static str| Check::new("token-folder", state, code);
        let check = match found {
            Ok(false) => check(State::Fine, "doctor-tokens-missing"),
            Ok(true) => check(State::Fine, "doctor-tokens"),
            Err(error) => {
                // The owner of a directory can change its mode; anything else must be moved out of the way.
                let is_folder = fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_dir());
                let is_own = is_folder && rights.as_ref().is_some_and(|rights| rights["owner"] == "you");
                let (advice, command) = if is_own {
                    ("doctor-tokens-close", closing_command(path))
                } else {
                    let mover = if cfg!(windows) { "move" } else { "mv" };
                    (
                        "doctor-tokens-move",
                        format!(
                            "{mover} {} {}",
                            quoted(path),
                            quoted(Path::new(&format!("{}.old", path.display())))
                        ),
                    )
                };
                broken("token-folder", "doctor-tokens-refused", &error)
                    .advice(advice)
                    .with("command", command)
            }
        };
        check.facts(json!({ "path": shown_path(path), "exists": exists })).rights(rights)
    }

    /// Takes the lock, in the token directory or the spare one, and checks that a second attempt is refused.
    fn lock_check(&self, key: &str) -> Check {
        let check = |state, code: &'static str| Check::new("lock", state, code);
        let first = self.lock(key, Limit::Try);
        if let Err(TryLockError::Error(error)) = first {
            return broken("lock", "doctor-lock-refused", &error);
        }
        let own = Lock::take(&self.path(key, "lock"), Limit::Try);
        match (&first, self.lock(key, Limit::Try), own, &self.spare_locks) {
            (Ok(_), Err(TryLockError::WouldBlock), Err(TryLockError::Error(error)), Some(spare)) => {
                let elsewhere = check(State::Warning, "doctor-lock-elsewhere");
                elsewhere.with("error", &error).facts(json!({ "place": spare.to_string_lossy() }))
            }
            (Ok(_), Err(TryLockError::WouldBlock), ..) => {
                check(State::Fine, "doctor-lock").facts(json!({ "place": "token-folder" }))
            }
            _ => check(FAULT, "doctor-lock-useless"),
        }
    }

    /// Reads every entry and looks for files that do not belong there. Returns one check for all sound
    /// entries, and one for each damaged one.
    fn survey(&self) -> Vec<Check> {
        let check = |state, code: &'static str| Check::new("entries", state, code);
        let names = match self.names() {
            Ok(names) => names,
            Err(error) => return vec![broken("entries", "doctor-entries-failed", &error)],
        };
        let (mut sound, mut damaged, mut strays) = (Vec::new(), Vec::new(), Vec::new());
        for name in &names {
            let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
            match ending {
                "json" => match read(&*self.local(StoreKind::File), stem, Entry::parse_any) {
                    Ok(Found::Sound(entry)) => sound.push(entry.session),
                    Ok(Found::Damaged(why)) => damaged.push(why),
                    // The file has just been removed. Only a keyring returns errors.
                    Ok(Found::Nothing) | Err(_) => {}
                },
                // A file that is being written is locked by its writer.
                "tmp" => {
                    let lock = self.path(stem, "lock");
                    if !lock.exists() || Lock::take(&lock, Limit::Try).is_ok() {
                        strays.push(shown(Path::new(name)));
                    }
                }
                // A leftover marker is reused by the next write.
                "keyring" => {}
                ending if ENDINGS.contains(&ending) || REPLAY.contains(&ending) => {}
                _ if OWN.contains(&name.as_str()) || DOWN.contains(&name.as_str()) => {}
                _ => strays.push(shown(Path::new(name))),
            }
        }
        damaged.sort_by_key(Message::english);
        strays.sort();
        let (sound, sessions) = (sound.len(), sound.into_iter().filter(|is_session| *is_session).count());
        let code = match (sound, sessions) {
            (0, _) => "doctor-entries-none",
            (_, 0) => "doctor-entries",
            _ => "doctor-entries-sessions",
        };
        let mut checks =
            vec![check(State::Fine, code).facts(json!({ "sound": sound, "sessions": sessions }))];
        let damaged = damaged.into_iter().map(|why| Check::new("entries", FAULT, why));
        checks.extend(damaged.map(|check| check.advice("doctor-entry-hint")));
        if !strays.is_empty() {
            let strays = message::Value::list(strays, "list-comma");
            checks.push(check(State::Warning, "doctor-strays").with("strays", strays));
        }
        checks
    }
}

/// A failed check, with the operating system's error.
fn broken(name: &'static str, code: &'static str, error: &io::Error) -> Check {
    Check::new(name, FAULT, code).with("error", error)
}

fn disk_check(disk: Disk) -> Check {
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
