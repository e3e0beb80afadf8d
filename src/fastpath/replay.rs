//! Replays the previous answer to a repeated command line if all its inputs are unchanged.
//!
//! A record contains the inputs of an answer: the command line, the environment variables that were looked up, the
//! files that were read or missing and their states, the user's directories on the way to them and their modes, the
//! state of the token's entry, the build id, the user, and the time span in which the token is fresh. Each call checks
//! all of them. If in doubt, nothing is recorded, and the next call takes the normal path.
//!
//! A record has no token and no other secret: the token is read from its entry, at the offset in the record.

use std::ffi::OsString;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::inputs::{Inputs, Log, PathState};
use super::{IS_ON, ReplayableAnswer};
use crate::cli::EarlyArgs;
use crate::secret::Secret;
use crate::settings::{ConfigDir, Environment};
use crate::store::{Entry, Store, is_local};
use crate::token::{ID_TOKEN, Timestamp, Token, TokenKind};
use crate::trusted_file::user_id;

/// A file that changed less than this many milliseconds ago may change again without a new timestamp: the
/// coarsest file systems have a resolution of two seconds.
const SETTLED: i64 = 2000;

/// Records of this many bytes or more are not written.
const LARGEST: usize = 4096;

/// The build id: a record of another build is ignored.
const BUILD: &str = env!("GETTOKEN_BUILD");

/// The inputs of an answer, and the answer without the token.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Record {
    /// argv without the program's name.
    words: Vec<String>,
    /// The names of the environment variables that were looked up.
    variables: Vec<String>,
    /// Paths that were read or missing, and whether each is a directory on the way.
    paths: Vec<(String, bool)>,
    salt: u64,
    /// A hash of the user, the values of the variables and the states of the paths.
    fingerprint: u64,
    key: String,
    /// When the record was made, in milliseconds since the epoch. If it is in the future, the clock was set back.
    from: i64,
    /// When the token stops being fresh, in milliseconds since the epoch.
    until: i64,
    /// The offset of the token in the entry, in bytes.
    at: usize,
    /// The token's length, in bytes.
    length: usize,
    /// A hash of the token and the state of its entry. It also detects corruption on the disk.
    checksum: u64,
    /// The answer up to the token.
    before: String,
    /// The answer after the token.
    after: String,
}

impl Record {
    /// Serializes the record: a line with build id and checksum, then a line of JSON.
    fn text(&self) -> Option<String> {
        let body = serde_json::to_string(self).ok()?;
        Some(format!("gettoken-replay {BUILD} {:016x}\n{body}", checksum(&*body)))
    }

    /// Parses what [`Self::text`] of the same build wrote.
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
    let store = Store::new(ConfigDir::tokens_in(&folder), None);
    let content = store.read_replay(&name(args))?;
    let record = Record::parse(content.expose())?;
    if !folder.is_absolute() || !is_unchanged(&record, args, &environment, now) {
        return None;
    }
    let (entry, metadata) = store.file(&record.key)?;
    let token = entry.expose().get(record.at..record.at.checked_add(record.length)?)?;
    let is_same = checksum(&(PathState::file(&metadata)?, token)) == record.checksum;
    is_same.then(|| write([&record.before, token, &record.after]))
}

fn is_unchanged(record: &Record, args: &[OsString], environment: &Environment, now: Timestamp) -> bool {
    let states = record.paths.iter().map(|(path, is_folder)| PathState::of(Path::new(path), *is_folder));
    args.iter().skip(1).eq(record.words.iter().map(String::as_str))
        && (record.from..record.until).contains(&now.timestamp_millis())
        && record.fingerprint == fingerprint(environment, &record.variables, states, record.salt)
}

/// Records an answer, if all its inputs can be checked again.
pub fn record(home: &ConfigDir, store: &Store, answered: &ReplayableAnswer) {
    // Without HOME the config directory depends on the system's user database, which is not recorded.
    if home.environment.is_set("HOME")
        && home.dir.is_absolute()
        && let Some(text) = home.environment.inputs.with_log(|log| text(home, store, answered, log))
    {
        // Ignore a failure: without a record, the next call is only slower.
        let _ = store.write_replay(&name(answered.args), &text);
    }
}

fn text(home: &ConfigDir, store: &Store, answered: &ReplayableAnswer, log: &Log) -> Option<String> {
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
    let (at, length) = token_span(answered.key, entry.expose(), answered.token)?;
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

/// Offset and length of the token in the stored entry, if it is still the token that was served.
fn token_span(key: &str, content: &str, token: &Token) -> Option<(usize, usize)> {
    const FIELD: &str = "\"value\":\"";
    // The ID token is stored beside the access token.
    let kind = match token.issued_token_type.as_deref() {
        Some(ID_TOKEN) => TokenKind::Id,
        _ => TokenKind::Access,
    };
    let entry = Entry::parse(key, content).ok()?;
    let stored = entry.token.chosen(kind);
    let text = token.access_token.expose();
    let at = content.find(Secret::new(format!("{FIELD}{text}\"")).expose())? + FIELD.len();
    let is_same = stored.access_token == token.access_token && stored.expires_at == token.expires_at;
    is_same.then_some((at, text.len()))
}

/// The name of the record's file. Command lines whose hashes collide overwrite each other's records.
fn name(args: &[OsString]) -> String {
    format!("{:016x}", checksum(args.get(1..).unwrap_or_default()))
}

/// A hash of the user, the values of the variables `names`, and the states of the paths, in their order.
/// `salt` keeps equal secrets in two records from having equal hashes.
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
