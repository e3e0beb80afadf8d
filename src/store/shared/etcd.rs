//! A shared store on etcd, through the JSON gateway of its API, version 3.
//!
//! A token has the same four keys as on Redis. A step reads them, decides here what to write, and writes that on the
//! condition that none of them has changed since; otherwise it is repeated. What ends by itself is attached to a lease of
//! etcd, which lasts whole seconds. The time of the server is that of the response, in whole seconds too.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use base64::prelude::{BASE64_STANDARD, Engine};
use serde_json::{Map, Value, json};

use super::{
    Address, Claim, Claimed, HIGHEST_GENERATION, LEASE, Post, Posted, QUICK, SealedText, ServerStatus,
    SharedOptions, SharedStore, parse_generation,
};
use crate::error::{Error, Kind, Result};
use crate::sanitize::visible;
use crate::secret::Secret;

/// How long a step is repeated because the keys change.
const PATIENCE: Duration = Duration::from_secs(1);

/// The codes of gRPC for errors that are handled.
const INVALID_ARGUMENT: i64 = 3;
const PERMISSION_DENIED: i64 = 7;
const FAILED_PRECONDITION: i64 = 9;
const UNAVAILABLE: i64 = 14;
const UNAUTHENTICATED: i64 = 16;

/// A server, and the token with which it knows us once it is needed.
pub struct Etcd {
    address: Address,
    options: SharedOptions,
    post: Post,
    token: Mutex<Option<Secret>>,
}

/// The keys of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Slot {
    Entry,
    /// The last generation that was given out.
    Fence,
    Lease,
    Refusal,
}

impl Slot {
    const ALL: [Self; 4] = [Self::Entry, Self::Fence, Self::Lease, Self::Refusal];

    /// The end of the key's name. That of `ALL` is ascending, so that one range has all keys.
    fn letter(self) -> &'static str {
        match self {
            Self::Entry => "e",
            Self::Fence => "f",
            Self::Lease => "l",
            Self::Refusal => "r",
        }
    }
}

/// What comes after the names of all keys.
const END: &str = "s";

/// What is stored under a key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Stored {
    value: Option<String>,
    /// The revision of the last change; 0 if there is none.
    revision: i64,
    /// The lease of etcd that it is attached to; 0 if it has no end.
    lease: i64,
}

/// The keys of a token at one time.
#[derive(Debug, Default)]
struct Keys {
    stored: [Stored; 4],
    time: i64,
}

impl Keys {
    fn stored(&self, slot: Slot) -> &Stored {
        &self.stored[slot as usize]
    }

    fn text(&self, slot: Slot) -> Option<&str> {
        self.stored(slot).value.as_deref()
    }

    fn sealed(&self, slot: Slot) -> Option<SealedText> {
        SealedText::parse(self.text(slot)?)
    }

    fn generation(&self) -> u64 {
        self.sealed(Slot::Entry).map_or(0, |entry| entry.generation)
    }

    fn fence(&self) -> u64 {
        self.text(Slot::Fence).and_then(parse_generation).unwrap_or_default()
    }
}

/// A change of a key.
enum Change {
    Put(Slot, String, Option<Duration>),
    Delete(Slot),
}

/// Why an exchange failed.
enum Failure {
    /// It may be repeated.
    Broken(Error),
    /// The token has expired, or the users have changed.
    Unauthenticated(Error),
    Refused(Error),
}

impl Failure {
    fn error(self) -> Error {
        let (Self::Broken(error) | Self::Unauthenticated(error) | Self::Refused(error)) = self;
        error
    }
}

impl Etcd {
    /// A server that is asked through `post`.
    pub fn new(address: Address, options: SharedOptions, post: Post) -> Self {
        Self { address, options, post, token: Mutex::new(None) }
    }

    fn key(&self, name: &str, end: &str) -> String {
        BASE64_STANDARD.encode(super::key(&self.options.prefix, name, end))
    }

    fn error(&self, kind: Kind, code: &'static str) -> Error {
        Error::new(kind, code).with("address", self.address.to_string())
    }

    fn foreign(&self) -> Error {
        self.error(Kind::Network, "shared-store-foreign")
    }

    /// Sends a request, and returns the response and the time of the server.
    fn call(&self, path: &str, body: &Value) -> Result<(Map<String, Value>, i64)> {
        let started = Instant::now();
        let (mut is_repeated, mut is_renewed) = (false, false);
        loop {
            match self.attempt(path, body) {
                Ok(done) => return Ok(done),
                Err(Failure::Unauthenticated(_)) if !is_renewed && self.options.password.is_some() => {
                    is_renewed = true;
                    *self.token.lock().unwrap_or_else(PoisonError::into_inner) = None;
                }
                Err(Failure::Broken(_)) if !is_repeated && started.elapsed() < QUICK => is_repeated = true,
                Err(failure) => return Err(failure.error()),
            }
        }
    }

    /// Sends a request, and authenticates before the first one.
    fn attempt(&self, path: &str, body: &Value) -> Result<(Map<String, Value>, i64), Failure> {
        let token = self.token()?;
        self.exchange(path, token.as_ref(), body)
    }

    /// The token with which the server knows us, if there is a password.
    fn token(&self) -> Result<Option<Secret>, Failure> {
        let mut token = self.token.lock().unwrap_or_else(PoisonError::into_inner);
        if let (None, Some(password)) = (&*token, &self.options.password) {
            let login = json!({ "name": self.options.user, "password": password.expose() });
            let (answer, _) = self.exchange("/v3/auth/authenticate", None, &login)?;
            let found = answer.get("token").and_then(Value::as_str).filter(|found| is_header(found));
            *token = Some(Secret::new(found.ok_or_else(|| Failure::Broken(self.foreign()))?));
        }
        Ok(token.clone())
    }

    fn exchange(
        &self,
        path: &str,
        token: Option<&Secret>,
        body: &Value,
    ) -> Result<(Map<String, Value>, i64), Failure> {
        let posted = (self.post)(path, token, Secret::new(body.to_string()));
        let Posted { status, body, time } = posted.map_err(|error| match error.kind() {
            Kind::Config => Failure::Refused(error),
            _ => Failure::Broken(error),
        })?;
        match (status, object(body.expose()), time) {
            (200, Some(answer), Some(time)) => Ok((answer, time)),
            (status, Some(answer), _) if status != 200 => Err(self.refusal(&answer)),
            _ => Err(Failure::Broken(self.foreign())),
        }
    }

    /// The error in a response.
    fn refusal(&self, answer: &Map<String, Value>) -> Failure {
        let code = answer.get("code").and_then(Value::as_i64);
        let text = answer.get("message").or_else(|| answer.get("error")).and_then(Value::as_str);
        let (Some(code), Some(text)) = (code, text.map(visible)) else {
            return Failure::Broken(self.foreign());
        };
        let refused = |code| {
            let error = self.error(Kind::Config, code).with("text", &*text);
            if code == "shared-store-password" { error.hint("shared-store-account") } else { error }
        };
        let passing = || self.error(Kind::Network, "shared-store-busy").with("text", &*text);
        match code {
            UNAUTHENTICATED => Failure::Unauthenticated(refused("shared-store-password")),
            PERMISSION_DENIED => Failure::Refused(refused("shared-store-rights")),
            INVALID_ARGUMENT if text.contains("revision of auth store") => {
                Failure::Unauthenticated(refused("shared-store-password"))
            }
            INVALID_ARGUMENT | FAILED_PRECONDITION
                if text.contains("authentication") || text.contains("user name") =>
            {
                Failure::Refused(refused("shared-store-password"))
            }
            // While the members of a cluster elect a leader.
            UNAVAILABLE => Failure::Broken(passing()),
            _ => Failure::Refused(passing()),
        }
    }

    /// Reads the keys of a token, or only that of the entry.
    fn read(&self, name: &str, is_whole: bool) -> Result<Keys> {
        let mut query = json!({ "key": self.key(name, Slot::Entry.letter()) });
        if is_whole {
            query["range_end"] = self.key(name, END).into();
        }
        let (answer, time) = self.call("/v3/kv/range", &query)?;
        let names = Slot::ALL.map(|slot| self.key(name, slot.letter()));
        let stored = stored(&answer, &names).ok_or_else(|| self.foreign())?;
        Ok(Keys { stored, time })
    }

    /// Reads the keys, and changes them as `decide` says. Between the two, nobody else has changed any.
    fn step<T>(&self, name: &str, decide: impl Fn(&Keys) -> (T, Vec<Change>)) -> Result<(T, Keys)> {
        let started = Instant::now();
        loop {
            let keys = self.read(name, true)?;
            let (decision, changes) = decide(&keys);
            if changes.is_empty() || self.write(name, &keys, changes)? {
                return Ok((decision, keys));
            }
            if started.elapsed() >= PATIENCE {
                return Err(self.error(Kind::Network, "shared-store-slow"));
            }
        }
    }

    /// Makes the changes if the keys are as they were read. Returns whether they are.
    fn write(&self, name: &str, keys: &Keys, changes: Vec<Change>) -> Result<bool> {
        let mut operations = Vec::new();
        for change in changes {
            operations.push(match change {
                Change::Delete(slot) => {
                    json!({ "request_delete_range": { "key": self.key(name, slot.letter()) } })
                }
                Change::Put(slot, text, life) => {
                    let lease = life.map(|life| self.grant(life)).transpose()?.unwrap_or_default();
                    let (key, value) = (self.key(name, slot.letter()), BASE64_STANDARD.encode(text));
                    json!({ "request_put": { "key": key, "value": value, "lease": lease.to_string() } })
                }
            });
        }
        let unchanged = Slot::ALL.map(|slot| {
            let revision = keys.stored(slot).revision.to_string();
            json!({ "key": self.key(name, slot.letter()), "target": "MOD", "result": "EQUAL", "mod_revision": revision })
        });
        let query = json!({ "compare": unchanged, "success": operations });
        let (answer, _) = self.call("/v3/kv/txn", &query)?;
        // False is absent.
        Ok(answer.get("succeeded") == Some(&Value::Bool(true)))
    }

    /// A new lease of etcd.
    fn grant(&self, life: Duration) -> Result<i64> {
        let seconds = life.as_secs() + u64::from(life.subsec_nanos() > 0);
        let (answer, _) = self.call("/v3/lease/grant", &json!({ "TTL": seconds.max(1).to_string() }))?;
        integer(&answer, "ID").filter(|lease| *lease != 0).ok_or_else(|| self.foreign())
    }

    /// What is left of a lease of etcd; nothing if it has ended.
    fn left(&self, lease: i64) -> Result<Duration> {
        let (answer, _) = self.call("/v3/lease/timetolive", &json!({ "ID": lease.to_string() }))?;
        let left = integer(&answer, "TTL").unwrap_or_default();
        Ok(Duration::from_secs(u64::try_from(left).unwrap_or_default()))
    }
}

impl SharedStore for Etcd {
    fn look(&self, name: &str) -> Result<(Option<SealedText>, i64)> {
        let keys = self.read(name, false)?;
        Ok((keys.sealed(Slot::Entry), keys.time))
    }

    fn take(&self, name: &str, claim: &Claim) -> Result<(Claimed, i64)> {
        let (claimed, keys) = self.step(name, |keys| taken(keys, claim))?;
        Ok(match claimed {
            Claimed::Refused(refusal, _) => {
                (Claimed::Refused(refusal, self.left(keys.stored(Slot::Refusal).lease)?), keys.time)
            }
            claimed => (claimed, keys.time),
        })
    }

    /// Most members of the cluster have what is written, so it is always durable.
    fn put(
        &self,
        name: &str,
        owner: &str,
        entry: &SealedText,
        life: Option<Duration>,
        _: bool,
    ) -> Result<Option<SealedText>> {
        let (newer, _) = self.step(name, |keys| stored_or_newer(keys, owner, entry, life))?;
        Ok(newer)
    }

    fn renew(&self, name: &str, owner: &str) -> Result<bool> {
        let keys = self.read(name, true)?;
        let held = keys.stored(Slot::Lease);
        if held.value.as_deref() != Some(owner) {
            return Ok(false);
        }
        let (answer, _) = self.call("/v3/lease/keepalive", &json!({ "ID": held.lease.to_string() }))?;
        let renewed = answer.get("result").and_then(Value::as_object);
        Ok(renewed.and_then(|renewed| integer(renewed, "TTL")).is_some_and(|left| left > 0))
    }

    fn fail(&self, name: &str, owner: &str, refusal: Option<(&SealedText, Duration)>) -> Result<()> {
        let decide = |keys: &Keys| {
            let mut changes = Vec::new();
            if keys.text(Slot::Lease) == Some(owner) {
                changes.push(Change::Delete(Slot::Lease));
                let refusal = refusal.map(|(text, life)| Change::Put(Slot::Refusal, text.text(), Some(life)));
                changes.extend(refusal);
            }
            ((), changes)
        };
        self.step(name, decide).map(drop)
    }

    fn status(&self) -> Result<ServerStatus> {
        let (answer, _) = self.call("/v3/maintenance/status", &json!({}))?;
        let version = answer.get("version").and_then(Value::as_str).map(visible);
        let header = answer.get("header").and_then(Value::as_object);
        let member = header.and_then(|header| header.get("member_id"));
        let role = member.map(|id| if answer.get("leader") == Some(id) { "leader" } else { "follower" });
        Ok(ServerStatus {
            version: version.map(|version| format!("etcd {version}")),
            role: role.map(str::to_owned),
            // All of them write to a log, and none evicts.
            is_persistent: None,
            eviction: None,
        })
    }
}

/// The answer to `claim`, and what it changes; as `take.lua`.
fn taken(keys: &Keys, claim: &Claim) -> (Claimed, Vec<Change>) {
    if let Some(entry) =
        keys.sealed(Slot::Entry).filter(|entry| !claim.replace && entry.generation > claim.known)
    {
        return (Claimed::Entry(entry), Vec::new());
    }
    if let Some(refusal) = keys.sealed(Slot::Refusal).filter(|_| !claim.force) {
        return (Claimed::Refused(refusal, Duration::ZERO), Vec::new());
    }
    // The lease of the predecessor is dead: the caller holds the lock of its machine, which the predecessor had.
    if keys.text(Slot::Lease).is_some_and(|owner| owner != claim.owner && owner != claim.predecessor) {
        return (Claimed::Wait, Vec::new());
    }
    // A time beyond is no time.
    let time = u64::try_from(keys.time).ok().filter(|time| *time <= HIGHEST_GENERATION).unwrap_or_default();
    let known = claim.known.min(HIGHEST_GENERATION);
    let generation = keys.fence().max(known).max(keys.generation()).max(time) + 1;
    let changes = vec![
        Change::Put(Slot::Fence, generation.to_string(), None),
        Change::Put(Slot::Lease, claim.owner.to_owned(), Some(LEASE)),
    ];
    (Claimed::Lease(generation), changes)
}

/// The present entry if it is as new, and what storing `entry` changes; as `put.lua`.
fn stored_or_newer(
    keys: &Keys,
    owner: &str,
    entry: &SealedText,
    life: Option<Duration>,
) -> (Option<SealedText>, Vec<Change>) {
    let mut changes = Vec::new();
    if keys.text(Slot::Lease) == Some(owner) {
        changes.push(Change::Delete(Slot::Lease));
    }
    let newer = keys.sealed(Slot::Entry).filter(|present| entry.generation <= present.generation);
    if newer.is_some() {
        return (newer, changes);
    }
    changes.push(Change::Put(Slot::Entry, entry.text(), life));
    changes.push(Change::Delete(Slot::Refusal));
    if entry.generation > keys.fence() {
        changes.push(Change::Put(Slot::Fence, entry.generation.to_string(), None));
    }
    (None, changes)
}

/// The members of a JSON object.
fn object(text: &str) -> Option<Map<String, Value>> {
    if let Value::Object(members) = serde_json::from_str(text).ok()? { Some(members) } else { None }
}

/// A number, which the gateway writes as a text.
fn integer(members: &Map<String, Value>, name: &str) -> Option<i64> {
    members.get(name)?.as_str()?.parse().ok()
}

/// Whether a token can be sent in a header.
fn is_header(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic())
}

/// What a response has of the keys with these names, which are in base64 as in the response.
fn stored(answer: &Map<String, Value>, names: &[String; 4]) -> Option<[Stored; 4]> {
    answer.get("header")?.as_object()?;
    let mut found = <[Stored; 4]>::default();
    let Some(list) = answer.get("kvs") else { return Some(found) };
    for pair in list.as_array()? {
        let pair = pair.as_object()?;
        let name = pair.get("key")?.as_str()?;
        let Some(at) = names.iter().position(|known| known == name) else { continue };
        let value = BASE64_STANDARD.decode(pair.get("value").map_or(Some(""), Value::as_str)?).ok()?;
        found[at] = Stored {
            value: Some(String::from_utf8_lossy(&value).into_owned()),
            revision: integer(pair, "mod_revision")?,
            lease: integer(pair, "lease").unwrap_or_default(),
        };
    }
    Some(found)
}

/// Reads a response as from a server, for the fuzzer.
#[cfg(any(test, fuzzing))]
pub fn parse_reply(bytes: &[u8]) -> Option<SealedText> {
    let answer = object(std::str::from_utf8(bytes).ok()?)?;
    let names = Slot::ALL.map(|slot| BASE64_STANDARD.encode(super::key("gettoken", "0a", slot.letter())));
    let keys = Keys { stored: stored(&answer, &names)?, time: i64::MAX };
    let claim = Claim { owner: "a", predecessor: "b", known: 0, force: false, replace: true };
    let _ = (
        taken(&keys, &claim),
        stored_or_newer(&keys, "a", &SealedText { generation: 1, sealed: String::new() }, None),
    );
    keys.sealed(Slot::Entry)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    /// A server that answers its nth request, counted from 0, with a status and a text.
    fn server(
        answer: impl Fn(usize, &str) -> (u16, String) + Send + Sync + 'static,
    ) -> (Etcd, Arc<AtomicUsize>) {
        let count = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&count);
        let post: Post = Box::new(move |path, token, _| {
            let (status, body) = answer(counted.fetch_add(1, Ordering::SeqCst), path);
            assert_eq!(token.is_some(), path != "/v3/auth/authenticate");
            Ok(Posted { status, body: Secret::new(body), time: Some(1000) })
        });
        let options =
            SharedOptions { user: None, password: Some(Secret::new("pw")), prefix: "gettoken".to_owned() };
        let address = Address::Tcp { host: "a".to_owned(), port: 1, tls: true };
        (Etcd::new(address, options, post), count)
    }

    fn claim(known: u64) -> Claim<'static> {
        Claim { owner: "me", predecessor: "dead", known, force: false, replace: false }
    }

    fn keys(values: [Option<&str>; 4]) -> Keys {
        Keys {
            stored: values.map(|value| Stored { value: value.map(str::to_owned), ..Stored::default() }),
            time: 50,
        }
    }

    /// An answer that suits every request but a transaction.
    fn suitable(path: &str) -> Option<String> {
        let text = match path {
            "/v3/auth/authenticate" => r#"{"token":"t.1"}"#,
            "/v3/kv/range" => r#"{"header":{}}"#,
            "/v3/lease/grant" => r#"{"ID":"7"}"#,
            _ => return None,
        };
        Some(text.to_owned())
    }

    #[test]
    fn a_claim_is_answered_as_by_the_script() {
        let generation = |values, claim: &Claim| match taken(&keys(values), claim).0 {
            Claimed::Lease(generation) => Some(generation),
            _ => None,
        };
        assert_eq!(generation([None; 4], &claim(0)), Some(51));
        assert_eq!(generation([None, Some("70"), None, None], &claim(0)), Some(71));
        assert_eq!(generation([None, Some("x"), None, None], &claim(90)), Some(91));
        assert_eq!(generation([Some("80 a"), Some("70"), None, None], &claim(80)), Some(81));
        assert_eq!(
            generation([Some("80 a"), None, None, None], &Claim { replace: true, ..claim(0) }),
            Some(81)
        );
        assert_eq!(generation([Some("x"), None, None, None], &claim(0)), Some(51));
        let highest = u64::MAX.to_string();
        assert_eq!(generation([None, Some(&highest), None, None], &claim(0)), Some(51));
        for owner in ["me", "dead"] {
            assert_eq!(generation([None, None, Some(owner), None], &claim(0)), Some(51));
        }
        assert_eq!(taken(&keys([None, None, Some("other"), None]), &claim(0)).0, Claimed::Wait);
        let text = |generation| SealedText { generation, sealed: "a".to_owned() };
        assert_eq!(
            taken(&keys([Some("80 a"), None, Some("other"), None]), &claim(79)).0,
            Claimed::Entry(text(80))
        );
        let refused = keys([None, None, None, Some("9 a")]);
        assert_eq!(taken(&refused, &claim(0)).0, Claimed::Refused(text(9), Duration::ZERO));
        assert_eq!(taken(&refused, &Claim { force: true, ..claim(0) }).0, Claimed::Lease(51));
        assert_eq!(taken(&keys([None, None, None, Some("x")]), &claim(0)).0, Claimed::Lease(51));
    }

    #[test]
    fn only_a_higher_generation_is_stored() {
        let entry = |generation| SealedText { generation, sealed: "b".to_owned() };
        let present = keys([Some("80 a"), Some("85"), Some("me"), None]);
        for (generation, owner, is_newer, count) in
            [(79, "me", true, 1), (80, "", true, 0), (81, "me", false, 3), (86, "", false, 3)]
        {
            let (newer, changes) = stored_or_newer(&present, owner, &entry(generation), None);
            assert_eq!((newer.is_some(), changes.len()), (is_newer, count), "{generation}");
        }
    }

    #[test]
    fn responses_are_read() {
        let key = BASE64_STANDARD.encode("gettoken:{0a}:e");
        let pair = |more: &str| format!("{{\"header\":{{}},\"kvs\":[{{\"key\":\"{key}\",{more}}}]}}");
        let good = pair("\"mod_revision\":\"3\",\"value\":\"MTIgYWI=\"");
        let entry = Some(SealedText { generation: 12, sealed: "ab".to_owned() });
        assert_eq!(parse_reply(good.as_bytes()), entry);
        for other in [
            pair("\"mod_revision\":\"3\",\"value\":\"MTIgYWI\""),
            pair("\"mod_revision\":\"3\",\"value\":\"?\""),
            pair("\"mod_revision\":\"3\",\"value\":7"),
            pair("\"mod_revision\":\"3\""),
            pair("\"mod_revision\":\"x\",\"value\":\"MTIgYWI=\""),
            pair("\"value\":\"MTIgYWI=\""),
            good.replace(&key, "eA=="),
            good.replace("header", "heading"),
            "{\"header\":{}}".to_owned(),
            "[]".to_owned(),
            String::new(),
        ] {
            assert_eq!(parse_reply(other.as_bytes()), None, "{other}");
        }
    }

    #[test]
    fn a_step_is_repeated_if_a_key_has_changed() {
        let (store, count) = server(|number, path| {
            let succeeded = if number > 6 { r#"{"succeeded":true}"# } else { "{}" };
            (200, suitable(path).unwrap_or_else(|| succeeded.to_owned()))
        });
        assert_eq!(store.take("0a", &claim(0)).unwrap().0, Claimed::Lease(1001));
        // A login, and three requests for each of three attempts.
        assert_eq!(count.load(Ordering::SeqCst), 10);
        let (store, _) = server(|_, path| (200, suitable(path).unwrap_or_else(|| "{}".to_owned())));
        assert_eq!(store.take("0a", &claim(0)).unwrap_err().code(), "shared-store-slow");
    }

    #[test]
    fn what_may_pass_is_tried_twice() {
        let fault = |code: i64, text: &str| json!({ "code": code, "message": text }).to_string();
        for (status, text, code, expected) in [
            (503, fault(UNAVAILABLE, "etcdserver: leader changed"), "shared-store-busy", 3),
            (401, fault(UNAUTHENTICATED, "etcdserver: invalid auth token"), "shared-store-password", 4),
            (400, fault(3, "etcdserver: revision of auth store is old"), "shared-store-password", 4),
            (400, fault(3, "etcdserver: user name is empty"), "shared-store-password", 2),
            (403, fault(PERMISSION_DENIED, "etcdserver: permission denied"), "shared-store-rights", 2),
            (500, fault(8, "etcdserver: mvcc: database space exceeded"), "shared-store-busy", 2),
            (500, "{}".to_owned(), "shared-store-foreign", 3),
        ] {
            let answer = text.clone();
            let (store, count) = server(move |_, path| match path {
                "/v3/auth/authenticate" => (200, r#"{"token":"t.1"}"#.to_owned()),
                _ => (status, answer.clone()),
            });
            assert_eq!(store.look("0a").unwrap_err().code(), code, "{text}");
            assert_eq!(count.load(Ordering::SeqCst), expected, "{text}");
        }
    }

    #[test]
    fn a_token_that_is_no_header_is_not_sent() {
        for token in ["", "a b", "a\\r\\nb", "ü"] {
            let (store, _) = server(move |_, _| (200, format!("{{\"token\":\"{token}\"}}")));
            assert_eq!(store.look("0a").unwrap_err().code(), "shared-store-foreign", "{token}");
        }
    }

    #[test]
    fn a_lease_that_has_ended_is_not_renewed() {
        let key = BASE64_STANDARD.encode("gettoken:{0a}:l");
        let owner = BASE64_STANDARD.encode("me");
        let range = format!(
            "{{\"header\":{{}},\"kvs\":[{{\"key\":\"{key}\",\"value\":\"{owner}\",\"mod_revision\":\"3\",\"lease\":\"7\"}}]}}"
        );
        for (answer, is_renewed) in
            [("{\"result\":{\"TTL\":\"10\"}}", true), ("{\"result\":{\"ID\":\"7\"}}", false), ("{}", false)]
        {
            let range = range.clone();
            let (store, _) = server(move |_, path| match path {
                "/v3/kv/range" => (200, range.clone()),
                path => (200, suitable(path).unwrap_or_else(|| answer.to_owned())),
            });
            assert_eq!(store.renew("0a", "me").unwrap(), is_renewed);
            assert!(!store.renew("0a", "other").unwrap());
        }
    }
}
