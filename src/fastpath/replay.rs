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

use serde::{Deserialize, Serialize};

use super::inputs::{Inputs, Log, PathState};
use super::{Answered, IS_ON};
use crate::cli::EarlyArgs;
use crate::secret::Secret;
use crate::settings::{Environment, Home};
use crate::store::{Entry, Store, is_local};
use crate::token::{Timestamp, Token};
use crate::trusted_file::user_id;

/// A file that was changed this shortly ago, in milliseconds, may be changed again without a sign: the
/// coarsest file systems count time in two seconds.
const SETTLED: i64 = 2000;

/// Larger records are not kept, in bytes.
const LARGEST: usize = 4096;

/// This build: the records of another one mean nothing here.
const BUILD: &str = env!("GETTOKEN_BUILD");

/// The inputs of an answer, and the answer, but for the token.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Record {
    /// The command line without the program.
    words: Vec<String>,
    /// The names of variables that were asked for.
    variables: Vec<String>,
    /// What was read or missed, and whether it is a folder on the way.
    paths: Vec<(String, bool)>,
    salt: u64,
    /// Of the user, the variables' values, and the states of the paths.
    fingerprint: u64,
    key: String,
    /// The token is fresh from then, in milliseconds since the epoch.
    from: i64,
    /// The token is fresh until then, in milliseconds since the epoch.
    until: i64,
    /// Where in the entry the token begins, in bytes.
    at: usize,
    /// The token's length, in bytes.
    length: usize,
    /// Of the token and the state of its entry: bits that fell over on the disk do not pass.
    checksum: u64,
    /// The answer up to the token.
    before: String,
    /// The answer behind it.
    after: String,
}

impl Record {
    /// The record's file: a line with the build and a checksum of the next one, which is JSON.
    fn text(&self) -> Option<String> {
        let body = serde_json::to_string(self).ok()?;
        Some(format!("gettoken-replay {BUILD} {:016x}\n{body}", checksum(&*body)))
    }

    /// Reads what [`Self::text`] wrote, if this very build did.
    fn parse(text: &str) -> Option<Self> {
        let rest = text.strip_prefix("gettoken-replay ")?.strip_prefix(BUILD)?.strip_prefix(' ')?;
        let (sum, body) = rest.split_once('\n')?;
        let is_whole = u64::from_str_radix(sum, 16) == Ok(checksum(body));
        serde_json::from_str(body).ok().filter(|_| is_whole)
    }
}

/// Looks up a recorded answer to `args`. If every input is unchanged, calls `write` with prefix, token and suffix.
pub fn lookup<T>(
    args: &[OsString],
    early: &EarlyArgs,
    now: Timestamp,
    write: impl FnOnce([&str; 3]) -> T,
) -> Option<T> {
    if !IS_ON {
        return None;
    }
    let environment = Environment::process(Inputs::default());
    let (folder, _) = environment.config_dir(early.config_dir.clone());
    let store = Store::new(Home::tokens_in(&folder), None);
    let content = store.read_replay(&name(args))?;
    let record = Record::parse(content.expose())?;
    if !folder.is_absolute() || !is_unchanged(&record, args, &environment, now) {
        return None;
    }
    let (entry, metadata) = store.file(&record.key)?;
    let token = entry.expose().get(record.at..record.at.checked_add(record.length)?)?;
    let is_it = checksum(&(PathState::file(&metadata)?, token)) == record.checksum;
    is_it.then(|| write([&record.before, token, &record.after]))
}

fn is_unchanged(record: &Record, args: &[OsString], environment: &Environment, now: Timestamp) -> bool {
    let states = record.paths.iter().map(|(path, is_folder)| PathState::of(Path::new(path), *is_folder));
    args.iter().skip(1).eq(record.words.iter().map(String::as_str))
        && (record.from..record.until).contains(&now.timestamp_millis())
        && record.fingerprint == fingerprint(environment, &record.variables, states, record.salt)
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
    let settled = |state: PathState| state.changed().is_none_or(|changed| changed + SETTLED <= now);
    let mut paths = Vec::new();
    for (path, state) in &log.paths {
        let is_folder = matches!(state, PathState::Folder(_));
        let is_certain = is_folder || path.is_absolute() && is_local(path) && settled(*state);
        paths.push((path.to_str().filter(|_| is_certain)?.to_owned(), is_folder));
    }
    let states = log.paths.iter().map(|(_, state)| Some(*state));
    let (entry, metadata) = store.file(answered.key)?;
    let (at, length) = place(answered.key, entry.expose(), answered.token)?;
    let state = PathState::file(&metadata).filter(|entry| settled(*entry) && is_local(&home.tokens()))?;
    let token = answered.token.access_token.expose();
    let (before, after) = answered.answer.expose().split_once(token)?;
    let words: Option<Vec<_>> =
        answered.args.iter().skip(1).map(|word| word.to_str().map(str::to_owned)).collect();
    let variables: Vec<String> = log.variables.iter().cloned().collect();
    let record = Record {
        words: words?,
        fingerprint: fingerprint(&home.environment, &variables, states, answered.salt),
        variables,
        salt: answered.salt,
        paths,
        key: answered.key.into(),
        from: now,
        until: answered.until.timestamp_millis(),
        at,
        length,
        checksum: checksum(&(state, token)),
        before: before.into(),
        after: Some(after).filter(|after| !after.contains(token))?.into(),
    };
    record.text().filter(|text| text.len() < LARGEST && !log.volatile)
}

/// Where the entry that is stored now holds the very token that was served.
fn place(key: &str, content: &str, token: &Token) -> Option<(usize, usize)> {
    const FIELD: &str = "\"value\":\"";
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

/// Tells one user, one state of the variables `names` and of the paths, in their order, from another. Some values are
/// secrets: `salt` keeps equal ones from looking equal in two places.
fn fingerprint(
    environment: &Environment,
    names: &[String],
    states: impl Iterator<Item = Option<PathState>>,
    salt: u64,
) -> u64 {
    let mut hasher = DefaultHasher::new();
    (salt, user_id()).hash(&mut hasher);
    names.iter().for_each(|name| environment.untracked(name).hash(&mut hasher));
    states.for_each(|state| state.hash(&mut hasher));
    hasher.finish()
}

fn checksum(value: &(impl Hash + ?Sized)) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record() -> Record {
        Record {
            words: ["x", "-o", "a\nb\"\0", ""].map(str::to_owned).to_vec(),
            variables: vec!["HOME".into()],
            salt: u64::MAX,
            fingerprint: 1,
            paths: vec![("/etc/x y".into(), false), ("/z".into(), true)],
            key: "x-00".into(),
            from: -1,
            until: i64::MAX,
            at: 10,
            length: 20,
            checksum: 7,
            before: "Authorization: Bearer ".into(),
            after: "\n".into(),
        }
    }

    #[test]
    fn it_reads_back_as_it_was_written() {
        assert_eq!(Record::parse(&record().text().unwrap()), Some(record()));
    }

    #[test]
    fn no_damage_passes() {
        let text = record().text().unwrap();
        for end in 0..text.len() {
            assert_eq!(Record::parse(&text[..end]), None, "cut at {end}");
        }
        for at in 0..text.len() {
            let mut bytes = text.clone().into_bytes();
            bytes[at] ^= 1;
            if let Ok(changed) = String::from_utf8(bytes) {
                assert_eq!(Record::parse(&changed), None, "changed at {at}");
            }
        }
        assert_eq!(Record::parse(&(text + "\0")), None);
    }
}
