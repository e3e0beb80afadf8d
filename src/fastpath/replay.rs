//! Answers a repeated call at once: the same words, typed again while every input of the last answer is unchanged, have
//! the same answer.
//!
//! A record has the inputs of an answer: the command line, each variable that was asked for, each file that was read
//! or missed and its state, each folder of the user's on the way there and its rights, the entry with the token and
//! its state, the build of the program, the user, and the span of time in which the token is fresh. All of it is
//! looked at again at every call. At the slightest doubt there is no record, and the call is resolved in full.
//!
//! It holds no token and no secret: the token is read from its entry, at the place that the record names.

use std::ffi::OsString;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use super::inputs::{Inputs, Log, State};
use super::record::{List, Record, listed};
use crate::cli::EarlyArgs;
use crate::ownership::user_id;
use crate::secret::Secret;
use crate::settings::{Environment, Home};
use crate::store::{Entry, Store, is_local};
use crate::token::{Timestamp, Token};

/// A file that was changed this shortly ago, in milliseconds, may be changed again without a sign: the
/// coarsest file systems count time in two seconds.
const SETTLED: i64 = 2000;

/// Larger records are not kept, in bytes.
const LARGEST: usize = 4096;

/// Looks up a recorded answer to `args`. If every input is unchanged, calls `write` with prefix, token and suffix.
pub fn lookup<T>(
    args: &[OsString],
    early: &EarlyArgs,
    now: Timestamp,
    write: impl FnOnce([&str; 3]) -> T,
) -> Option<T> {
    let environment = Environment::process(Inputs::default());
    let folder = Home::folder(early.config_dir.clone(), &environment);
    let store = Store::new(Home::tokens_in(&folder), None);
    let content = store.read_replay(&name(args))?;
    let record = Record::parse(content.expose())?;
    if !folder.is_absolute() || !is_unchanged(&record, args, &environment, now) {
        return None;
    }
    let (entry, metadata) = store.file(record.key)?;
    let token = entry.expose().get(record.at..record.at.checked_add(record.length)?)?;
    let is_it = State::file(&metadata) == Some(record.entry) && checksum(token) == record.checksum;
    is_it.then(|| write([record.before, token, record.after]))
}

fn is_unchanged(record: &Record, args: &[OsString], environment: &Environment, now: Timestamp) -> bool {
    args.iter().skip(1).eq(record.words.iter())
        && record.user == user_id()
        && (record.from..record.until).contains(&now.timestamp_millis())
        && record.fingerprint == fingerprint(environment, record.variables.iter(), record.salt)
        && are_unchanged(record.files)
}

/// Whether each path among `files` is in the state that follows it.
fn are_unchanged(files: List) -> bool {
    let mut files = files.iter();
    while let Some(path) = files.next() {
        if !files.next().and_then(State::parse).is_some_and(|state| state.is_at(Path::new(path))) {
            return false;
        }
    }
    true
}

/// An answer that may be given again.
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

/// Records an answer, if all its inputs can be looked at again. Without a record the next call is only slower.
pub fn record(home: &Home, store: &Store, answered: &Answered) {
    // Without HOME the system's list of users decides where the folder is.
    if home.environment.is_set("HOME")
        && home.dir.is_absolute()
        && let Some(text) = home.environment.inputs.with_log(|log| text(home, store, answered, log))
    {
        // Nothing depends on it.
        let _ = store.write_replay(&name(answered.args), &text);
    }
}

fn text(home: &Home, store: &Store, answered: &Answered, log: &Log) -> Option<String> {
    let now = answered.now.timestamp_millis();
    let settled = |state: State| state.changed().is_none_or(|changed| changed + SETTLED <= now);
    let mut files = Vec::new();
    for (path, state) in &log.paths {
        let is_certain = match state {
            State::Folder(_) => true,
            State::Absent | State::File(_) => path.is_absolute() && is_local(path) && settled(*state),
        };
        files.extend([path.to_str().filter(|_| is_certain)?.to_owned(), state.text()]);
    }
    let (entry, metadata) = store.file(answered.key)?;
    let (at, length) = place(answered.key, entry.expose(), answered.token)?;
    let token = answered.token.access_token.expose();
    let (before, after) = answered.answer.expose().split_once(token)?;
    let words: Option<Vec<&str>> = answered.args.iter().skip(1).map(|word| word.to_str()).collect();
    let variables = || log.variables.iter().map(String::as_str);
    let words = listed(words?)?;
    let names = listed(variables())?;
    let files = listed(files.iter().map(String::as_str))?;
    let record = Record {
        words: List::of(&words),
        user: user_id(),
        fingerprint: fingerprint(&home.environment, variables(), answered.salt),
        variables: List::of(&names),
        salt: answered.salt,
        files: List::of(&files),
        key: answered.key,
        entry: State::file(&metadata).filter(|entry| settled(*entry) && is_local(&home.tokens()))?,
        from: now,
        until: answered.until.timestamp_millis(),
        at,
        length,
        checksum: checksum(token),
        before,
        after: Some(after).filter(|after| !after.contains(token))?,
    };
    record.text().filter(|text| text.len() < LARGEST && !log.volatile)
}

/// Where the entry that is stored now holds the very token that was served.
fn place(key: &str, content: &str, token: &Token) -> Option<(usize, usize)> {
    const FIELD: &str = "\"access\":{\"value\":\"";
    let stored = Entry::parse(key, content).ok()?.token;
    let text = token.access_token.expose();
    let at = content.find(Secret::new(format!("{FIELD}{text}\"")).expose())? + FIELD.len();
    let is_same = stored.access_token == token.access_token && stored.expires_at == token.expires_at;
    is_same.then_some((at, text.len()))
}

/// The record's name: two command lines that share one by chance only take turns.
fn name(args: &[OsString]) -> String {
    format!("{:016x}", checksum(args.get(1..).unwrap_or_default()))
}

/// Tells one state of the variables `names`, in their order, from another. Some are secrets: `salt` keeps equal ones
/// from looking equal in two places.
fn fingerprint<'a>(environment: &Environment, names: impl Iterator<Item = &'a str>, salt: u64) -> u64 {
    let mut hasher = DefaultHasher::new();
    salt.hash(&mut hasher);
    names.for_each(|name| environment.untracked(name).hash(&mut hasher));
    hasher.finish()
}

pub(super) fn checksum(value: &(impl Hash + ?Sized)) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
