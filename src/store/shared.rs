//! A store that several machines share, so that one of them fetches a token and all use it.
//!
//! [`SharedStore`] is what a server must be able to do, and knows nothing of tokens. [`Share`] is the place of one
//! token in it: it seals what is stored, and converts times between the clocks of two machines. A machine that wants
//! to fetch a token takes a lease, and with it a generation, which is higher than all before. The server replaces an
//! entry only by one of a higher generation, so that a machine that was suspended cannot bring back an older token.

#[cfg(feature = "shared")]
pub mod etcd;
mod files;
#[cfg(feature = "shared")]
pub mod redis;

use std::fmt;
use std::io::{Read, Write};
use std::path::PathBuf;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread::{self, Builder};
use std::time::{Duration, Instant};

use chrono::TimeDelta;

use super::{Entry, NegativeEntry};
use crate::crypto::seal::{Opened, SealContext, SealingKeys, random_owner};
use crate::error::{Error, Kind, Result};
use crate::message::Message;
use crate::permit::Permit;
use crate::report;
use crate::secret::Secret;
use crate::signals::BlockedSignals;
use crate::token::Timestamp;
pub(super) use files::{DOWN, OWNER};

/// How long a lease lasts if it is not renewed: the longest time that others wait for a machine that died.
pub const LEASE: Duration = Duration::from_secs(10);
/// How often a lease is renewed.
const RENEWAL: Duration = Duration::from_secs(3);
/// No request begins if less of the lease is left.
const LEAST_LEFT: Duration = Duration::from_secs(3);
/// How much longer an entry is stored than its token lasts.
const AFTERLIFE: TimeDelta = TimeDelta::hours(1);
/// How long it is stored that a token was removed, so that no machine puts its copy back.
const REMOVED: Duration = Duration::from_secs(30 * 86_400);
/// How long an error that asks for no pause is shared: with the machines that wait for the lease.
const SHORTEST_REFUSAL: Duration = Duration::from_secs(1);
/// Clocks of machines that differ by more than this, in milliseconds, are not compared: the server's clock was set.
const FAR: i64 = 30 * 60 * 1000;
/// Clocks that differ by less, in milliseconds, are the same: this much a round trip may take.
const NEAR: i64 = 1000;

/// The time to connect to a server.
pub const CONNECT: Duration = Duration::from_millis(300);
/// The time for one exchange with a server.
pub const EXCHANGE: Duration = Duration::from_millis(500);
/// A second attempt is made only if the first failed within this time, so that no call waits long for a dead server.
#[cfg(feature = "shared")]
const QUICK: Duration = Duration::from_millis(400);

/// The highest generation that can be ours: those are times in milliseconds, and engines count with doubles.
pub const HIGHEST_GENERATION: u64 = 1 << 52;

/// The kinds of what is sealed.
const ENTRY: &str = "entry";
const REFUSAL: &str = "refusal";

/// Where a server listens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Address {
    Tcp {
        host: String,
        port: u16,
        tls: bool,
    },
    /// A socket in the file system.
    Unix(PathBuf),
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tcp { host, port, .. } if host.contains(':') => write!(f, "[{host}]:{port}"),
            Self::Tcp { host, port, .. } => write!(f, "{host}:{port}"),
            Self::Unix(path) => write!(f, "{}", path.display()),
        }
    }
}

/// A connection to a server.
pub trait Connection: Read + Write + Send {
    /// Limits the time of each read and write from now on.
    fn set_limit(&mut self, limit: Duration) -> std::io::Result<()>;
}

/// Opens connections, each within a time limit.
pub type Dial = Box<dyn Fn(&Address, Duration) -> Result<Box<dyn Connection>> + Send + Sync>;

/// Posts a JSON document to a path of a server, with the token that authorizes the request.
pub type Post = Box<dyn Fn(&str, Option<&Secret>, Secret) -> Result<Posted> + Send + Sync>;

/// The response to a [`Post`].
#[derive(Clone, Debug)]
pub struct Posted {
    pub status: u16,
    pub body: Secret,
    /// The time of the server, in milliseconds since 1970.
    pub time: Option<i64>,
}

/// How to authenticate to a server, and which of its keys are ours.
#[derive(Clone, Debug)]
pub struct SharedOptions {
    pub user: Option<String>,
    pub password: Option<Secret>,
    /// How the names of all keys begin.
    pub prefix: String,
}

/// The server of a shared store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SharedServer {
    Redis(RedisServer),
    Etcd(Address),
}

/// A Redis server, and how to find it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RedisServer {
    One {
        address: Address,
        database: u32,
    },
    /// The master that most of the sentinels name.
    Sentinels {
        addresses: Vec<Address>,
        master: String,
    },
}

/// A sealed text and its generation, as the server has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedText {
    pub generation: u64,
    pub sealed: String,
}

/// A generation that can be ours.
#[cfg(feature = "shared")]
fn parse_generation(text: &str) -> Option<u64> {
    text.parse().ok().filter(|generation| *generation <= HIGHEST_GENERATION)
}

#[cfg(feature = "shared")]
impl SealedText {
    /// Reads what [`Self::text`] wrote.
    fn parse(text: &str) -> Option<Self> {
        let (generation, sealed) = text.split_once(' ')?;
        Some(Self { generation: parse_generation(generation)?, sealed: sealed.to_owned() })
    }

    /// The value of a key.
    fn text(&self) -> String {
        format!("{} {}", self.generation, self.sealed)
    }
}

/// What to take a lease for.
#[derive(Clone, Copy, Debug)]
pub struct Claim<'a> {
    pub owner: &'a str,
    /// The owner of a lease that can only be a dead one.
    pub predecessor: &'a str,
    /// The generation of the entry that is not good enough.
    pub known: u64,
    /// Whether to take the lease despite a refusal.
    pub force: bool,
    /// Whether to take the lease whatever is stored.
    pub replace: bool,
}

/// The answer to a [`Claim`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Claimed {
    /// An entry of a higher generation than the known one.
    Entry(SealedText),
    /// An error of the vendor, and how long it is stored.
    Refused(SealedText, Duration),
    /// Another machine has the lease.
    Wait,
    /// The lease, with this generation.
    Lease(u64),
}

/// What `doctor` shows of a server. A fact is missing if the server does not tell it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServerStatus {
    pub version: Option<String>,
    pub role: Option<String>,
    /// Whether writes are appended to a file.
    pub is_persistent: Option<bool>,
    /// What happens if memory is full.
    pub eviction: Option<String>,
}

/// What a server must be able to do. Every call is one step that cannot be interrupted by another's, and returns the
/// time of the server in milliseconds since 1970, where the engine has one.
pub trait SharedStore: Send + Sync {
    /// The entry under `name`.
    fn look(&self, name: &str) -> Result<(Option<SealedText>, i64)>;

    /// Takes the lease of `name`, if nothing is stored that is better.
    fn take(&self, name: &str, claim: &Claim) -> Result<(Claimed, i64)>;

    /// Replaces the entry by `entry` for `life`, or forever, and ends the lease if it is that of `owner`. Returns the
    /// present entry instead if its generation is as high. If `is_durable`, waits until a replica has it, if there is
    /// any.
    fn put(
        &self,
        name: &str,
        owner: &str,
        entry: &SealedText,
        life: Option<Duration>,
        is_durable: bool,
    ) -> Result<Option<SealedText>>;

    /// Extends the lease, if it is that of `owner`.
    fn renew(&self, name: &str, owner: &str) -> Result<bool>;

    /// Ends the lease, if it is that of `owner`, and stores the refusal for others.
    fn fail(&self, name: &str, owner: &str, refusal: Option<(&SealedText, Duration)>) -> Result<()>;

    /// What `doctor` shows.
    fn status(&self) -> Result<ServerStatus>;
}

/// The right to fetch a token, until it ends.
#[derive(Debug)]
pub struct Lease {
    pub generation: u64,
    /// To begin a request.
    pub permit: Permit,
    owner: String,
}

/// What is stored of a token.
#[derive(Debug)]
pub enum Held {
    Nothing,
    Entry(Box<Entry>),
    /// The token was removed.
    Removed(u64),
    /// It cannot be opened, or is not an entry.
    Damaged(u64),
}

impl Held {
    /// The generation; 0 if nothing is stored.
    pub fn generation(&self) -> u64 {
        match self {
            Self::Nothing => 0,
            Self::Entry(entry) => entry.generation.unwrap_or_default(),
            Self::Removed(generation) | Self::Damaged(generation) => *generation,
        }
    }
}

/// The result of [`Share::take`].
#[derive(Debug)]
pub enum Taken {
    /// Something of a higher generation than the known one.
    Newer(Held),
    /// An error that the vendor returned to another machine.
    Refused(Error),
    /// Another machine is fetching.
    Wait,
    Lease(Lease),
}

/// The error for a reply that contradicts the request.
fn nonsense() -> Error {
    Error::new(Kind::Network, "shared-store-nonsense")
}

/// The place of one token in a shared store.
pub struct Share {
    store: Box<dyn SharedStore>,
    keys: SealingKeys,
    name: String,
    /// Identifies the credentials. A refusal of others is not ours.
    credentials: String,
    /// By how many milliseconds the server's clock is ahead of ours.
    ahead: AtomicI64,
}

impl Share {
    /// The place of the token that `description` identifies.
    pub fn new(
        store: Box<dyn SharedStore>,
        keys: SealingKeys,
        description: &str,
        credentials: String,
    ) -> Result<Self> {
        let name = keys.name(description)?;
        Ok(Self { store, keys, name, credentials, ahead: AtomicI64::new(0) })
    }

    /// What is stored.
    pub fn look(&self, now: Timestamp) -> Result<Held> {
        let (found, time) = self.store.look(&self.name)?;
        self.note_time(time, now);
        found.map_or(Ok(Held::Nothing), |found| self.open(&found))
    }

    /// Takes the lease, or says why not.
    pub fn take(&self, claim: &Claim, now: Timestamp) -> Result<Taken> {
        // Counted from before the request, so that it ends here before it ends there.
        let until = Instant::now() + LEASE;
        let (claimed, time) = self.store.take(&self.name, claim)?;
        self.note_time(time, now);
        Ok(match claimed {
            // A server that says so of an older one would have us try forever.
            Claimed::Entry(found) if found.generation <= claim.known => return Err(nonsense()),
            Claimed::Entry(found) => Taken::Newer(self.open(&found)?),
            Claimed::Wait => Taken::Wait,
            Claimed::Lease(generation) => {
                let permit = Permit::new(until, LEAST_LEFT, "shared-lease-lost");
                Taken::Lease(Lease { generation, permit, owner: claim.owner.to_owned() })
            }
            Claimed::Refused(..) if claim.force => return Err(nonsense()),
            Claimed::Refused(found, left) => match self.refusal(&found, left, now) {
                Some(error) => Taken::Refused(error),
                // It cannot be opened, or is over, so it is none.
                None => return self.take(&Claim { force: true, ..*claim }, now),
            },
        })
    }

    /// A name for a new lease.
    pub fn owner() -> Result<String> {
        random_owner()
    }

    /// Stores `entry`, which has the generation of `lease`, and ends the lease. Returns what is stored instead if that
    /// is newer.
    pub fn put(&self, lease: &Lease, entry: &Entry, now: Timestamp) -> Result<Option<Held>> {
        self.store_entry(&lease.owner, lease.generation, entry, now)
    }

    /// Puts back an entry that the server has lost, or has not yet. Returns what is stored instead if that is newer.
    pub fn restore(&self, entry: &Entry, now: Timestamp) -> Result<Option<Held>> {
        self.store_entry("", entry.generation.unwrap_or_default(), entry, now)
    }

    fn store_entry(
        &self,
        owner: &str,
        generation: u64,
        entry: &Entry,
        now: Timestamp,
    ) -> Result<Option<Held>> {
        let life = match (entry.session, entry.token.expires_at) {
            (false, Some(end)) => Some((end - now + AFTERLIFE).to_std().unwrap_or(SHORTEST_REFUSAL)),
            _ => None,
        };
        let entry = Entry { generation: None, confirmed_at: None, replaces: None, ..entry.clone() };
        let text = Secret::new(format!("{}\n{}", self.ahead(), entry.text(&self.name).expose()));
        let is_durable = entry.session;
        let sealed = self.seal(ENTRY, generation, &text)?;
        let fenced = self.store.put(&self.name, owner, &sealed, life, is_durable)?;
        // A request that was repeated finds its own entry.
        fenced.filter(|found| *found != sealed).map(|found| self.open(&found)).transpose()
    }

    /// Stores that there is no token any more, and ends the lease.
    pub fn remove(&self, lease: &Lease, is_session: bool) -> Result<()> {
        let sealed = self.seal(ENTRY, lease.generation, &Secret::new(""))?;
        let life = (!is_session).then_some(REMOVED);
        match self.store.put(&self.name, &lease.owner, &sealed, life, is_session)? {
            Some(newer) if newer != sealed => Err(Error::new(Kind::Busy, "shared-token-replaced")),
            _ => Ok(()),
        }
    }

    /// Ends the lease, and stores the refusal for others.
    pub fn fail(&self, lease: &Lease, refusal: Option<&NegativeEntry>, now: Timestamp) -> Result<()> {
        let Some(refusal) = refusal else { return self.store.fail(&self.name, &lease.owner, None) };
        let life = (refusal.until - now).to_std().unwrap_or_default().max(SHORTEST_REFUSAL);
        let refusal = refusal.text(&self.name);
        let text = Secret::new(format!("{}\n{}\n{}", self.ahead(), self.credentials, refusal.expose()));
        let sealed = self.seal(REFUSAL, lease.generation, &text)?;
        self.store.fail(&self.name, &lease.owner, Some((&sealed, life)))
    }

    /// Runs `work`, and renews the lease meanwhile.
    pub fn while_held<T>(&self, lease: &Lease, work: impl FnOnce() -> T) -> T {
        thread::scope(|scope| {
            let (stop, stopped) = mpsc::channel::<()>();
            let renew = move || {
                while stopped.recv_timeout(RENEWAL) == Err(RecvTimeoutError::Timeout) {
                    let until = Instant::now() + LEASE;
                    match self.store.renew(&self.name, &lease.owner) {
                        Ok(true) => lease.permit.extend(until),
                        Ok(false) => break,
                        // The server may be back before the lease ends.
                        Err(_) => {}
                    }
                }
            };
            // A thread inherits the signal mask of its parent.
            let blocked = BlockedSignals::begin();
            // Without the thread the lease lasts as long as it lasts.
            let _ = Builder::new().spawn_scoped(scope, renew);
            drop(blocked);
            let done = work();
            drop(stop);
            done
        })
    }

    /// The name under which the token is stored, and what identifies the key that seals it: the same on all machines.
    pub fn place(&self) -> (&str, String) {
        (&self.name, self.keys.id())
    }

    /// Takes and returns a lease of a name that no token has, to find out whether the user has all rights.
    pub fn probe(&self) -> Result<()> {
        let name = self.keys.name("probe")?;
        let owner = random_owner()?;
        let claim = Claim { owner: &owner, predecessor: "", known: 0, force: true, replace: true };
        self.store.take(&name, &claim)?;
        let other = Claim { owner: "", ..claim };
        self.store.take(&name, &other)?;
        self.store.renew(&name, &owner)?;
        // Nobody reads it.
        let refusal = SealedText { generation: 0, sealed: String::new() };
        self.store.fail(&name, &owner, Some((&refusal, Duration::from_millis(1))))
    }

    /// What `doctor` shows, and by how much the server's clock is ahead of ours.
    pub fn status(&self) -> Result<(ServerStatus, TimeDelta)> {
        let status = match self.store.status() {
            // The rights of the user suffice for all the rest.
            Err(error) if error.code() == "shared-store-rights" => ServerStatus::default(),
            status => status?,
        };
        Ok((status, TimeDelta::milliseconds(self.ahead())))
    }

    fn ahead(&self) -> i64 {
        self.ahead.load(Ordering::Relaxed)
    }

    fn note_time(&self, time: i64, now: Timestamp) {
        let ahead = time.saturating_sub(now.timestamp_millis());
        if ahead.abs() > FAR {
            report::warn_once(Message::new("shared-store-clock").with("minutes", ahead.abs() / 60_000));
        }
        self.ahead.store(ahead, Ordering::Relaxed);
    }

    fn seal(&self, kind: &str, generation: u64, text: &Secret) -> Result<SealedText> {
        let context = SealContext { kind, name: &self.name, generation };
        Ok(SealedText { generation, sealed: self.keys.seal(context, text)? })
    }

    fn opened(&self, kind: &str, found: &SealedText) -> Opened {
        self.keys.open(SealContext { kind, name: &self.name, generation: found.generation }, &found.sealed)
    }

    /// Fails if it was sealed with another key: then this machine must not replace it.
    fn open(&self, found: &SealedText) -> Result<Held> {
        let damaged = Held::Damaged(found.generation);
        let text = match self.opened(ENTRY, found) {
            Opened::Text(text) => text,
            Opened::Damaged => return Ok(damaged),
            Opened::UnknownKey => return Err(Error::new(Kind::Config, "shared-key-unknown")),
        };
        if text.is_empty() {
            return Ok(Held::Removed(found.generation));
        }
        let Some((later, text)) = self.split(&text) else { return Ok(damaged) };
        let Ok(mut entry) = Entry::parse(&self.name, text) else { return Ok(damaged) };
        entry.stored_at += later;
        entry.token.issued_at += later;
        entry.token.expires_at = entry.token.expires_at.map(|end| end + later);
        entry.generation = Some(found.generation);
        Ok(Held::Entry(Box::new(entry)))
    }

    fn refusal(&self, found: &SealedText, left: Duration, now: Timestamp) -> Option<Error> {
        let Opened::Text(text) = self.opened(REFUSAL, found) else { return None };
        let (later, text) = self.split(&text)?;
        let (credentials, text) = text.split_once('\n')?;
        let refusal = NegativeEntry::parse(&self.name, text).ok()?;
        // The server may be asked to keep it longer than we did, but not for long.
        let least = TimeDelta::from_std(SHORTEST_REFUSAL).unwrap_or_default();
        let end = refusal.until.max(refusal.at + least) + least;
        if now - later > end {
            return None;
        }
        let age = (now - refusal.at - later).num_seconds().max(0);
        let error = refusal.error();
        // A secret is replaced on one machine after the other.
        if error.kind() == Kind::Refused && credentials != self.credentials {
            return None;
        }
        let busy = error.kind() == Kind::Busy && left > SHORTEST_REFUSAL;
        let error = error.with_retry_after(busy.then(|| Duration::from_secs(left.as_secs() + 1)));
        Some(error.hint(Message::new("said-before").with("age", age)))
    }

    /// Splits a text into the time by which our clock is ahead of that of the machine that stored it, and the rest.
    fn split<'a>(&self, text: &'a Secret) -> Option<(TimeDelta, &'a str)> {
        let (theirs, rest) = text.expose().split_once('\n')?;
        let difference = theirs.parse::<i64>().ok()?.checked_sub(self.ahead())?;
        let is_comparable = (NEAR..=FAR).contains(&difference.abs());
        Some((TimeDelta::milliseconds(if is_comparable { difference } else { 0 }), rest))
    }
}

/// The name of a token's key of one kind, in a shared store whose keys begin with `prefix`. The braces are the hash tag
/// of a cluster.
#[cfg(feature = "shared")]
fn key(prefix: &str, name: &str, kind: &str) -> String {
    format!("{prefix}:{{{name}}}:{kind}")
}
