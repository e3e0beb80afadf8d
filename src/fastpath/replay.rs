//! Answers a repeated call at once: the same words, typed again while everything that the last answer
//! rested on is as it was, have the same answer.
//!
//! A memo lists what the answer rested on: the command line, each variable that was asked for, each
//! file that was read or missed and its identity, each folder of the user's on the way there and its
//! rights, the entry that holds the token and its identity, the build of the program, the user, and
//! the span of time in which the token is fresh. All of it is looked at again at every call. At the
//! slightest doubt there is no memo, and the call is resolved in full.
//!
//! It holds no token and no secret: the token is read from its entry, at the place that the memo names.

use std::ffi::OsString;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::ErrorKind;
use std::path::Path;

use super::inputs::{self, Folder, Identity, Seen};
use super::record::{List, Memo, listed};
use crate::cli::Given;
use crate::ownership::{is_local, user_id};
use crate::secret::Secret;
use crate::settings::{Environment, Home};
use crate::store::{Entry, Store};
use crate::token::{Timestamp, Token};

/// A file that was changed this shortly ago, in milliseconds, may be changed again without a sign: the
/// coarsest file systems count time in two seconds.
const SETTLED: i64 = 2000;

/// Larger memos are not kept, in bytes.
const LARGEST: usize = 4096;
/// Tokens in larger entries are served in full, in bytes.
const LARGEST_ENTRY: usize = 8192;

/// Hands the answer to `args`, if it is certain, to `write`, in three parts.
pub fn recall<T>(
    args: &[OsString],
    environment: &Environment,
    now: Timestamp,
    write: impl FnOnce([&str; 3]) -> T,
) -> Option<T> {
    let folder = Home::folder(Given::by(args).config_dir, environment);
    let store = Store::new(Home::tokens_in(&folder), None);
    let remembered = store.recall(&name(args), LARGEST)?;
    let memo = Memo::parse(remembered.text()?)?;
    if !folder.is_absolute() || !holds(&memo, args, environment, now) {
        return None;
    }
    let (entry, metadata) = store.file(memo.key, LARGEST_ENTRY)?;
    let token = entry.text()?.get(memo.at..memo.at.checked_add(memo.length)?)?;
    let is_it = Identity::of(&metadata) == Some(memo.entry) && checksum(token) == memo.checksum;
    is_it.then(|| write([memo.before, token, memo.after]))
}

/// Whether everything is as it was.
fn holds(memo: &Memo, args: &[OsString], environment: &Environment, now: Timestamp) -> bool {
    args.iter().skip(1).eq(memo.words.iter())
        && memo.user == user_id()
        && (memo.from..memo.until).contains(&now.timestamp_millis())
        && memo.fingerprint == environment.fingerprint(memo.variables.iter(), memo.salt)
        && are_still(memo.files)
}

/// What is to be remembered.
#[derive(Debug)]
pub struct Answered<'a> {
    pub args: &'a [OsString],
    /// The entry that the token was served from.
    pub key: &'a str,
    pub token: &'a Token,
    /// The token is fresh until then.
    pub until: Timestamp,
    /// What was printed.
    pub answer: &'a Secret,
    pub now: Timestamp,
    /// Something hard to guess.
    pub salt: u64,
}

/// Remembers an answer, if everything that it rested on can be looked at again. Whatever stands
/// against it, the next call is only slower.
pub fn keep(home: &Home, store: &Store, answered: &Answered) {
    let seen = inputs::seen();
    // Without HOME the system's list of users decides where the folder is.
    if !seen.once
        && home.environment.is_set("HOME")
        && home.dir.is_absolute()
        && let Some(text) = text(home, store, answered, &seen)
    {
        // Nothing depends on it.
        let _ = store.remember(&name(answered.args), &text);
    }
}

fn text(home: &Home, store: &Store, answered: &Answered, seen: &Seen) -> Option<String> {
    let now = answered.now.timestamp_millis();
    let settled = |identity: &Identity| identity.changed() + SETTLED <= now;
    let mut files = Vec::new();
    for (path, identity) in &seen.files {
        let certain = path.is_absolute() && is_local(path) && identity.as_ref().is_none_or(settled);
        files.push(path.to_str().filter(|_| certain)?.to_owned());
        files.push(identity.map(|identity| identity.text()).unwrap_or_default());
    }
    for (path, folder) in &seen.folders {
        files.push(path.to_str()?.to_owned());
        files.push(folder.text());
    }
    let (entry, metadata) = store.file(answered.key, LARGEST_ENTRY)?;
    let (at, length) = place(answered.key, entry.text()?, answered.token)?;
    let token = answered.token.access_token.expose();
    let (before, after) = answered.answer.expose().split_once(token)?;
    let words: Option<Vec<&str>> = answered.args.iter().skip(1).map(|word| word.to_str()).collect();
    let variables = || seen.variables.iter().map(String::as_str);
    let words = listed(words?)?;
    let names = listed(variables())?;
    let files = listed(files.iter().map(String::as_str))?;
    let memo = Memo {
        words: List::of(&words),
        user: user_id(),
        fingerprint: home.environment.fingerprint(variables(), answered.salt),
        variables: List::of(&names),
        salt: answered.salt,
        files: List::of(&files),
        key: answered.key,
        entry: Identity::of(&metadata).filter(|entry| settled(entry) && is_local(&home.tokens()))?,
        from: now,
        until: answered.until.timestamp_millis(),
        at,
        length,
        checksum: checksum(token),
        before,
        after: Some(after).filter(|after| !after.contains(token))?,
    };
    memo.text().filter(|text| text.len() < LARGEST)
}

/// Where the entry that is stored now holds the very token that was served.
fn place(key: &str, content: &str, token: &Token) -> Option<(usize, usize)> {
    const FIELD: &str = "\"access_token\":\"";
    let stored = Entry::parse(key, content).ok()?.token;
    let text = token.access_token.expose();
    let at = content.find(Secret::new(format!("{FIELD}{text}\"")).expose())? + FIELD.len();
    let is_same = stored.access_token == token.access_token && stored.expires_at == token.expires_at;
    is_same.then_some((at, text.len()))
}

/// The memo's name: two command lines that share one by chance only take turns.
fn name(args: &[OsString]) -> String {
    format!("{:016x}", checksum(args.get(1..).unwrap_or_default()))
}

pub(super) fn checksum(value: &(impl Hash + ?Sized)) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// Whether each path among `files` is what it was.
fn are_still(files: List) -> bool {
    let mut files = files.iter();
    while let Some(path) = files.next() {
        let is_still = match (fs::metadata(Path::new(path)), files.next()) {
            (Ok(metadata), Some(folder)) if Folder::is_in(folder) => {
                Folder::of(&metadata).is_some_and(|found| Some(found) == Folder::parse(folder))
            }
            (Ok(metadata), Some(identity)) => {
                Identity::of(&metadata).is_some_and(|found| Some(found) == Identity::parse(identity))
            }
            (Err(error), Some("")) => {
                matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
            }
            _ => false,
        };
        if !is_still {
            return false;
        }
    }
    true
}
