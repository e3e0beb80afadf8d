//! The rule for who may change a file or directory on Windows. It is trusted only if only the user and the
//! administrators can:
//!
//! - its owner is the user, the administrators, or Windows itself;
//! - its access control list lets nobody else write, delete, or take such a right.
//!
//! A directory on the way to a file may be one in which others can create something, such as `C:\`, if the next
//! component of the path belongs to the user or the system.

use std::fs::{self, File, Metadata};
use std::io;
use std::path::{Component, Path, PathBuf, Prefix};

use serde_json::{Value, json};

use super::access_list::{AccessList, Use};
use super::known::{known, remember};
use super::{ResolvedPath, if_exists, security, with_path};
use crate::fastpath::inputs::Inputs;
use crate::message::Message;

/// Resolves `path` and checks the way to it. Nothing is recorded: on Windows a file has no state that shows every change
/// of it (see [`crate::fastpath::inputs::PathState`]).
pub(super) fn resolve(path: &Path, _: &Inputs) -> io::Result<ResolvedPath> {
    let mut resolved = ResolvedPath { real: std::path::absolute(path)?, metadata: None, fault: None };
    // The console, NUL or a named pipe: nobody can put another one in its place.
    if is_device(&resolved.real) {
        resolved.metadata = if_exists(fs::metadata(path))?;
        return Ok(resolved);
    }
    let (has_link, fault) = examine(&resolved.real);
    resolved.fault = fault;
    resolved.metadata = if_exists(fs::metadata(&resolved.real))?;
    if has_link && resolved.metadata.is_some() {
        resolved.real = fs::canonicalize(&resolved.real)?;
        resolved.fault = resolved.fault.or(examine(&resolved.real).1);
    }
    Ok(resolved)
}

fn is_device(path: &Path) -> bool {
    matches!(path.components().next(), Some(Component::Prefix(prefix)) if matches!(prefix.kind(), Prefix::DeviceNS(_)))
}

/// Checks the directories and links on the way to `path`. Returns whether there is a link, and the first fault.
fn examine(path: &Path) -> (bool, Option<(PathBuf, Message)>) {
    let mut places: Vec<&Path> = path.ancestors().collect();
    places.reverse();
    let (mut has_link, mut is_open, mut fault) = (false, false, None);
    for place in places {
        let is_last = place == path;
        if let Some(known) = known(place).filter(|_| !is_last) {
            is_open = known;
            continue;
        }
        let link = fs::symlink_metadata(place).is_ok_and(|metadata| metadata.is_symlink());
        has_link |= link;
        // A share may hide the directories above one that is the user's.
        let Ok(list) = security::descriptor(place) else {
            is_open = false;
            continue;
        };
        let found;
        (found, is_open) = pass(place, AccessList::parse(&list).as_ref(), is_open, is_last && !link);
        match found {
            Some(why) => fault = fault.or(Some((place.to_owned(), with_path(place, why)))),
            // A link leads elsewhere.
            None if !is_last && !link => remember(place, is_open),
            None => {}
        }
    }
    (has_link, fault)
}

/// Checks one place on the way, in a directory to which others may add files if `was_open`. Returns its fault, and whether
/// others may add files to it. `list` is `None` if it is damaged: it may grant everything to everybody.
fn pass(place: &Path, list: Option<&AccessList>, was_open: bool, is_file: bool) -> (Option<Message>, bool) {
    let Some(list) = list else { return (Some(Message::new("file-list-unknown")), true) };
    let foreign = was_open.then(|| owner_fault(list)).flatten();
    // The file itself is checked when it is opened.
    if is_file {
        return (foreign, false);
    }
    let replace = if place.parent().is_some() { Use::Replace } else { Use::ReplaceInRoot };
    let fault = foreign.or_else(|| change_fault(list, replace, place));
    (fault, list.who_else(security::user(), Use::Add).is_some())
}

fn list_of(path: &Path) -> Option<AccessList> {
    AccessList::parse(&security::descriptor(path).ok()?)
}

fn owner_fault(list: &AccessList) -> Option<Message> {
    let owner = list.foreign_owner(security::user())?;
    Some(Message::new("file-of-another-account").with("owner", owner))
}

fn change_fault(list: &AccessList, way: Use, place: &Path) -> Option<Message> {
    let who = list.who_else(security::user(), way)?;
    Some(private_hint(Message::new("file-open-to-account").with("who", who), place.is_dir()))
}

/// Adds what the command needs that gives only the user access.
fn private_hint(message: Message, is_folder: bool) -> Message {
    let rights = if is_folder { "(OI)(CI)F" } else { "F" };
    message.with("user", security::user()).with("rights", rights)
}

/// Reports who else may change the file or directory at `path`, if anybody.
pub(super) fn fault(path: &Path, metadata: &Metadata, _: &Inputs) -> Option<Message> {
    if !has_list(metadata) || is_device(path) {
        return None;
    }
    let Some(list) = list_of(path) else { return Some(Message::new("file-list-unknown")) };
    owner_fault(&list).or_else(|| change_fault(&list, Use::Change, path))
}

/// Pipes and devices have none that matters.
fn has_list(metadata: &Metadata) -> bool {
    metadata.is_file() || metadata.is_dir()
}

/// The message about others who may read a file, if anybody may.
pub(super) fn read_fault(path: &Path, metadata: &Metadata, _: bool) -> Option<Message> {
    if !metadata.is_file() || is_device(path) {
        return None;
    }
    let Some(list) = list_of(path) else { return Some(Message::new("file-list-unknown")) };
    let who = list.who_else(security::user(), Use::Read)?;
    Some(private_hint(Message::new("secret-file-readable-by-account").with("who", who), false))
}

/// Whether a file or directory belongs to another user, and whether others may read or change it. Both are true if that
/// cannot be determined.
pub(super) fn privacy(descriptor: io::Result<String>) -> [bool; 2] {
    let Some(list) = descriptor.ok().and_then(|text| AccessList::parse(&text)) else { return [true; 2] };
    let user = security::user();
    let is_open = [Use::Read, Use::Change].iter().any(|way| list.who_else(user, *way).is_some());
    [list.foreign_owner(user).is_some(), is_open]
}

/// The owner, `you`, `administrators` or a SID, and what others may do.
pub(super) fn rights(path: &Path, _: &Metadata) -> Value {
    let Some(list) = list_of(path) else { return json!({ "access": "unknown" }) };
    let user = security::user();
    let may = |way| list.who_else(user, way).is_some();
    let access = match () {
        () if may(Use::Change) => "writable",
        () if may(Use::Read) => "readable",
        () => "private",
    };
    let owner = if list.is_of(user) { "you" } else { list.foreign_owner(user).unwrap_or("administrators") };
    json!({ "owner": owner, "access": access })
}

/// Which files a user can read does not depend on anything that a record would have to contain.
pub(super) fn is_ours_to_read(_: &Metadata) -> bool {
    true
}

pub(super) fn record(_: &Path, _: &Metadata, inputs: &Inputs) {
    inputs.mark_volatile();
}

/// The list of a new file or directory: the user, the administrators and Windows have all rights, also on what is
/// created in it, and nothing is inherited.
fn private() -> String {
    let user = security::user();
    format!("D:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;FA;;;{user})")
}

/// Creates a directory that no other user may enter. Its parent must exist.
pub(super) fn create_folder(path: &Path) -> io::Result<()> {
    security::create_folder(path, &private())
}

/// Creates a file that must not exist yet and that no other user may read.
pub(super) fn create_file(path: &Path) -> io::Result<File> {
    security::create_file(path, &private().replace("OICI", ""))
}

/// Takes the access of all other users away from a directory and what is in it.
pub(super) fn close(folder: &Path) -> io::Result<()> {
    security::set_list(folder, &private())
}

/// User ids are not used here: a replay record, which would contain it, is never written.
pub fn user_id() -> u32 {
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault_of(list: &str, was_open: bool) -> Option<String> {
        let list = AccessList::parse(list);
        let (fault, _) = pass(Path::new(r"C:\folder"), list.as_ref(), was_open, false);
        fault.map(|fault| fault.code().to_owned())
    }

    #[test]
    fn directory_on_the_way_is_refused_if_its_list_is_damaged_or_lets_others_replace_it() {
        let user = security::user();
        let damaged = [format!("O:{user}D:(A;;FA;;;SY"), format!("O:{user}D:(A;;0xzz;;;WD)"), String::new()];
        for list in damaged {
            assert_eq!(fault_of(&list, false).as_deref(), Some("file-list-unknown"), "{list}");
        }
        let own = format!("O:{user}D:P(A;;FA;;;{user})");
        assert_eq!(fault_of(&own, true), None);
        let open = own.replace(')', ")(A;;FA;;;WD)");
        assert_eq!(fault_of(&open, false).as_deref(), Some("file-open-to-account"));
        let foreign = "O:S-1-5-21-1-2-3-1001D:P(A;;FA;;;SY)";
        assert_eq!(fault_of(foreign, false), None);
        assert_eq!(fault_of(foreign, true).as_deref(), Some("file-of-another-account"));
    }
}
