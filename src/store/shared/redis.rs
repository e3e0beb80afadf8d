//! A shared store on Redis or Valkey. Only this file uses the crate `redis`, and only its codec: connections, time
//! limits and trusted certificates are ours.
//!
//! A token has four keys, with one hash tag, so that a cluster has them in one place: its entry, its lease, the last
//! generation that was given out, and the vendor's last refusal.

use std::io::{self, ErrorKind};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use redis::{Cmd, ErrorKind as Fault, Parser, ServerError, Value};

use super::{
    Address, CONNECT, Claim, Claimed, Connection, Dial, EXCHANGE, HIGHEST_GENERATION, LEASE, QUICK,
    RedisServer, SealedText, ServerStatus, SharedOptions, SharedStore,
};
use crate::error::{Error, Kind, Result};
use crate::report;
use crate::sanitize::visible;

// Both begin with the function that reads a generation.
const TAKE: &str = concat!(include_str!("generation.lua"), include_str!("take.lua"));
const PUT: &str = concat!(include_str!("generation.lua"), include_str!("put.lua"));
const RENEW: &str = include_str!("renew.lua");
const FAIL: &str = include_str!("fail.lua");

/// The time to ask a sentinel, which is near.
const SENTINEL: Duration = Duration::from_millis(200);
/// The time to ask all of them.
const SENTINELS: Duration = Duration::from_millis(500);
/// How long to wait for a replica, in milliseconds.
const REPLICATION: u64 = 500;
/// The longest response that is read, in bytes.
const LARGEST: u64 = 1024 * 1024;

/// A server, and the connection to it once it is needed.
pub struct Redis {
    server: RedisServer,
    options: SharedOptions,
    dial: Dial,
    link: Mutex<Option<Link>>,
}

/// An open connection.
struct Link {
    connection: Box<dyn Connection>,
    address: Address,
    /// The commands that must come before the first one.
    greeting: Vec<Cmd>,
}

/// Why an exchange failed.
enum Failure {
    /// The connection broke, or could not be opened.
    Broken(Error),
    /// Another server has the key.
    Moved(Address),
    /// The server is a replica, or no longer what the sentinels said.
    NotMaster(Error),
    Refused(Error),
}

impl Redis {
    /// A server that is connected to when it is first used.
    pub fn new(server: RedisServer, options: SharedOptions, dial: Dial) -> Self {
        Self { server, options, dial, link: Mutex::new(None) }
    }

    fn key(&self, name: &str, kind: &str) -> String {
        super::key(&self.options.prefix, name, kind)
    }

    /// Sends commands in one round trip, and returns their replies. The first one is `TIME`, whose reply is returned in
    /// milliseconds.
    fn call(&self, commands: &[Cmd]) -> Result<(Vec<Value>, i64)> {
        let started = Instant::now();
        let mut link = self.link.lock().unwrap_or_else(PoisonError::into_inner);
        let (mut moved, mut is_second) = (None, false);
        loop {
            let failure = match self.attempt(&mut link, moved.take(), commands) {
                Ok(done) => return Ok(done),
                Err(failure) => failure,
            };
            *link = None;
            let may_repeat = !is_second && started.elapsed() < QUICK;
            is_second = true;
            match failure {
                Failure::Moved(address) if may_repeat => moved = Some(address),
                Failure::Moved(address) => {
                    return Err(unavailable("shared-store-moved").with("address", address.to_string()));
                }
                Failure::Broken(_) | Failure::NotMaster(_) if may_repeat => {}
                Failure::Broken(error) | Failure::NotMaster(error) | Failure::Refused(error) => {
                    return Err(error);
                }
            }
        }
    }

    fn attempt(
        &self,
        link: &mut Option<Link>,
        moved: Option<Address>,
        commands: &[Cmd],
    ) -> Result<(Vec<Value>, i64), Failure> {
        if link.is_none() {
            *link = Some(self.open(moved).map_err(|error| match error.kind() {
                Kind::Config => Failure::Refused(error),
                _ => Failure::Broken(error),
            })?);
        }
        let Some(link) = link else { return Err(Failure::Broken(closed(""))) };
        let greeting = std::mem::take(&mut link.greeting);
        let time = redis::cmd("TIME");
        let all: Vec<&Cmd> = greeting.iter().chain([&time]).chain(commands).collect();
        let replies = exchange(&mut *link.connection, &all, EXCHANGE)
            .map_err(|error| Failure::Broken(broken(&error, &link.address)))?;
        let mut replies: Vec<Value> =
            replies.into_iter().map(|reply| self.reply(reply, &link.address)).collect::<Result<_, _>>()?;
        if greeting.iter().any(|command| name_of(command) == Some(b"ROLE")) {
            let role = replies[greeting.len() - 1].clone();
            if text(role.as_sequence().and_then(<[Value]>::first)).as_deref() != Some("master") {
                return Err(not_master(&link.address));
            }
        }
        let time =
            milliseconds(&replies[greeting.len()]).ok_or_else(|| Failure::Broken(foreign(&link.address)))?;
        Ok((replies.split_off(greeting.len() + 1), time))
    }

    /// Connects. The greeting is sent with the first commands.
    fn open(&self, moved: Option<Address>) -> Result<Link> {
        let (address, database, is_elected) = match (moved, &self.server) {
            (Some(address), _) => (address, 0, false),
            (None, RedisServer::One { address, database }) => (address.clone(), *database, false),
            (None, RedisServer::Sentinels { addresses, master }) => {
                (self.elected(addresses, master)?, 0, true)
            }
        };
        let connection = (self.dial)(&address, CONNECT)?;
        let mut greeting = Vec::new();
        if let Some(password) = &self.options.password {
            let mut auth = redis::cmd("AUTH");
            auth.arg(self.options.user.as_slice()).arg(password.expose());
            greeting.push(auth);
        }
        if database != 0 {
            let mut select = redis::cmd("SELECT");
            select.arg(database);
            greeting.push(select);
        }
        if is_elected {
            greeting.push(redis::cmd("ROLE"));
        }
        Ok(Link { connection, address, greeting })
    }

    /// The master that most sentinels name. One that was cut off names an old one.
    fn elected(&self, sentinels: &[Address], master: &str) -> Result<Address> {
        let mut query = redis::cmd("SENTINEL");
        query.arg("get-master-addr-by-name").arg(master);
        let mut votes: Vec<(Address, usize)> = Vec::new();
        let mut fault = None;
        let end = Instant::now() + SENTINELS;
        for sentinel in sentinels {
            let limit = SENTINEL.min(end.saturating_duration_since(Instant::now()));
            if limit.is_zero() {
                break;
            }
            let vote = (self.dial)(sentinel, limit).and_then(|mut connection| {
                let replies =
                    exchange(&mut *connection, &[&query], limit).map_err(|error| broken(&error, sentinel))?;
                let reply = replies.into_iter().next().unwrap_or_default();
                let tls = matches!(sentinel, Address::Tcp { tls: true, .. });
                master_of(&reply, tls).ok_or_else(|| {
                    unavailable("shared-store-no-master")
                        .with("master", master)
                        .with("address", sentinel.to_string())
                })
            });
            match vote {
                Ok(address) => match votes.iter_mut().find(|(known, _)| *known == address) {
                    Some((_, count)) => *count += 1,
                    None => votes.push((address, 1)),
                },
                Err(error) => fault = Some(error),
            }
            // Fewer may be cut off from the others, and name the previous master.
            if let Some(at) = votes.iter().position(|(_, count)| *count > sentinels.len() / 2) {
                return Ok(votes.swap_remove(at).0);
            }
        }
        Err(fault.unwrap_or_else(|| unavailable("shared-store-no-majority").with("master", master)))
    }

    /// The reply, if it is no error.
    fn reply(&self, reply: Value, address: &Address) -> Result<Value, Failure> {
        let Value::ServerError(error) = reply else { return Ok(reply) };
        let (code, detail) = (error.code().to_owned(), visible(error.details().unwrap_or_default()));
        let refused = |code: &'static str| {
            let error = Error::new(Kind::Config, code).with("address", address.to_string());
            let error = error.with("text", &*detail);
            // The others have a hint of their own.
            let is_account = code == "shared-store-password";
            Failure::Refused(if is_account { error.hint("shared-store-account") } else { error })
        };
        let passing = |error: &ServerError| {
            let said = format!("{} {detail}", error.code());
            let error = unavailable("shared-store-busy").with("address", address.to_string());
            Failure::Refused(error.with("text", said.trim()))
        };
        let is = |words: &[&str]| words.iter().any(|word| detail.contains(word));
        Err(match code.as_str() {
            "WRONGPASS" | "NOAUTH" => refused("shared-store-password"),
            "NOPERM" => refused("shared-store-rights"),
            // Somebody else uses the names of our keys.
            "WRONGTYPE" => refused("shared-store-occupied"),
            "READONLY" => not_master(address),
            "MOVED" => moved_to(&detail, address).map_or_else(|| passing(&error), Failure::Moved),
            // Before version 7, an error in a script has no code of its own.
            "ERR" if is(&["READONLY"]) => not_master(address),
            "ERR" if is(&["WRONGTYPE"]) => refused("shared-store-occupied"),
            "ERR" if is(&["AUTH", "invalid password"]) => refused("shared-store-password"),
            "ERR" if is(&["ACL", "can't run this command", "NOPERM", "can't access"]) => {
                refused("shared-store-rights")
            }
            _ => passing(&error),
        })
    }

    fn eval(&self, script: &str, name: &str, kinds: &[&str], args: &[&str]) -> Cmd {
        let mut command = redis::cmd("EVAL");
        let keys: Vec<String> = kinds.iter().map(|kind| self.key(name, kind)).collect();
        command.arg(script).arg(keys.len()).arg(keys).arg(args);
        command
    }

    /// The error for a reply of another form.
    fn foreign(&self) -> Error {
        let link = self.link.lock().unwrap_or_else(PoisonError::into_inner);
        unavailable("shared-store-foreign")
            .with("address", link.as_ref().map(|link| link.address.to_string()).unwrap_or_default())
    }

    /// The last reply of [`Self::call`].
    fn one(&self, command: Cmd) -> Result<(Value, i64)> {
        let (mut replies, time) = self.call(&[command])?;
        Ok((replies.pop().unwrap_or_default(), time))
    }
}

impl SharedStore for Redis {
    fn look(&self, name: &str) -> Result<(Option<SealedText>, i64)> {
        let mut get = redis::cmd("GET");
        get.arg(self.key(name, "e"));
        let (found, time) = self.one(get)?;
        Ok((sealed(Some(&found)), time))
    }

    fn take(&self, name: &str, claim: &Claim) -> Result<(Claimed, i64)> {
        let flag = |is_set| if is_set { "1" } else { "0" };
        let (lease, known) = (LEASE.as_millis().to_string(), claim.known.to_string());
        let args = [claim.owner, claim.predecessor, &lease, &known, flag(claim.force), flag(claim.replace)];
        let (reply, time) = self.one(self.eval(TAKE, name, &["e", "l", "f", "r"], &args))?;
        let reply = reply.as_sequence().unwrap_or_default();
        let what = text(reply.first());
        let claimed = match what.as_deref() {
            Some("entry") => sealed(reply.get(1)).map(Claimed::Entry),
            Some("refused") => {
                let left = reply.get(2).and_then(integer).unwrap_or_default();
                let left = Duration::from_millis(u64::try_from(left).unwrap_or_default());
                sealed(reply.get(1)).map(|refusal| Claimed::Refused(refusal, left))
            }
            Some("wait") => Some(Claimed::Wait),
            Some("lease") => {
                text(reply.get(1)).and_then(|generation| generation.parse().ok()).map(Claimed::Lease)
            }
            _ => None,
        };
        Ok((claimed.ok_or_else(|| self.foreign())?, time))
    }

    fn put(
        &self,
        name: &str,
        owner: &str,
        entry: &SealedText,
        life: Option<Duration>,
        is_durable: bool,
    ) -> Result<Option<SealedText>> {
        let generation = entry.generation.to_string();
        let life = life.map_or(0, |life| life.as_millis().max(1)).to_string();
        let args = [owner, generation.as_str(), entry.sealed.as_str(), life.as_str()];
        let (reply, _) = self.one(self.eval(PUT, name, &["e", "l", "f", "r"], &args))?;
        let reply = reply.as_sequence().unwrap_or_default();
        match text(reply.first()).as_deref() {
            Some("stored") => {
                if is_durable {
                    self.replicate();
                }
                Ok(None)
            }
            Some("fenced") => Ok(sealed(reply.get(1))),
            _ => Err(self.foreign()),
        }
    }

    fn renew(&self, name: &str, owner: &str) -> Result<bool> {
        let lease = LEASE.as_millis().to_string();
        let (reply, _) = self.one(self.eval(RENEW, name, &["l"], &[owner, &lease]))?;
        Ok(integer(&reply) == Some(1))
    }

    fn fail(&self, name: &str, owner: &str, refusal: Option<(&SealedText, Duration)>) -> Result<()> {
        let generation = refusal.map_or(0, |(text, _)| text.generation).to_string();
        let life = refusal.map_or(0, |(_, life)| life.as_millis().max(1)).to_string();
        let text = refusal.map_or("", |(text, _)| text.sealed.as_str());
        let args = [owner, generation.as_str(), text, life.as_str()];
        self.one(self.eval(FAIL, name, &["l", "r"], &args)).map(drop)
    }

    fn status(&self) -> Result<ServerStatus> {
        let (reply, _) = self.one(redis::cmd("INFO"))?;
        let reply = text(Some(&reply)).unwrap_or_default();
        let fact = |name: &str| {
            reply.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':')).map(visible)
        };
        let version = fact("valkey_version").map(|version| format!("Valkey {version}"));
        Ok(ServerStatus {
            version: version.or_else(|| Some(format!("Redis {}", fact("redis_version")?))),
            role: fact("role"),
            is_persistent: fact("aof_enabled").map(|enabled| enabled == "1"),
            eviction: fact("maxmemory_policy"),
        })
    }
}

impl Redis {
    /// Waits until a replica has what was written, if there is any. Warns if none has it in time.
    fn replicate(&self) {
        let role = self.one(redis::cmd("ROLE")).ok().map(|(role, _)| role);
        let role = role.as_ref().and_then(Value::as_sequence).unwrap_or_default();
        let has_replica =
            role.get(2).and_then(Value::as_sequence).is_some_and(|replicas| !replicas.is_empty());
        if !has_replica {
            return;
        }
        let mut wait = redis::cmd("WAIT");
        // Shorter than the limit of an exchange.
        wait.arg(1).arg(REPLICATION - 100);
        let count = self.one(wait).ok().and_then(|(count, _)| integer(&count));
        if count.is_none_or(|count| count == 0) {
            report::warn("shared-session-not-replicated");
        }
    }
}

/// Sends `commands`, and reads their replies within `limit`, up to the first error.
fn exchange(connection: &mut dyn Connection, commands: &[&Cmd], limit: Duration) -> io::Result<Vec<Value>> {
    let end = Instant::now() + limit;
    let mut bytes = Vec::new();
    commands.iter().for_each(|command| bytes.extend_from_slice(&command.get_packed_command()));
    let mut timed = Timed { connection, end, left: LARGEST };
    io::Write::write_all(&mut timed, &bytes)?;
    io::Write::flush(&mut timed)?;
    let mut parser = Parser::new();
    let mut replies = Vec::new();
    for _ in commands {
        let reply = parser.parse_value(&mut timed).map_err(|error| {
            // The crate's error has the kind of the I/O error, but not the error.
            if error.is_timeout() || Instant::now() >= end {
                ErrorKind::TimedOut
            } else if error.kind() == Fault::Parse {
                ErrorKind::InvalidData
            } else {
                ErrorKind::UnexpectedEof
            }
        })?;
        replies.push(reply);
        // Nothing that follows an error is of use.
        if matches!(replies.last(), Some(Value::ServerError(_))) {
            break;
        }
    }
    Ok(replies)
}

/// A connection of which only so much is read, until `end`.
struct Timed<'a> {
    connection: &'a mut dyn Connection,
    end: Instant,
    left: u64,
}

impl Timed<'_> {
    fn limit(&mut self) -> io::Result<()> {
        match self.end.saturating_duration_since(Instant::now()) {
            Duration::ZERO => Err(ErrorKind::TimedOut.into()),
            left => self.connection.set_limit(left),
        }
    }
}

impl io::Read for Timed<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.limit()?;
        let most = usize::try_from(self.left).unwrap_or(usize::MAX).min(buffer.len());
        if most == 0 {
            return Err(ErrorKind::InvalidData.into());
        }
        let count = self.connection.read(&mut buffer[..most])?;
        self.left -= count as u64;
        Ok(count)
    }
}

impl io::Write for Timed<'_> {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        self.limit()?;
        self.connection.write(buffer)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.connection.flush()
    }
}

fn unavailable(code: &'static str) -> Error {
    Error::new(Kind::Network, code)
}

fn foreign(address: &Address) -> Error {
    unavailable("shared-store-foreign").with("address", address.to_string())
}

fn closed(address: &str) -> Error {
    unavailable("shared-store-closed").with("address", address)
}

fn not_master(address: &Address) -> Failure {
    Failure::NotMaster(unavailable("shared-store-replica").with("address", address.to_string()))
}

/// The error for an exchange that failed.
fn broken(error: &io::Error, address: &Address) -> Error {
    match error.kind() {
        ErrorKind::TimedOut | ErrorKind::WouldBlock => {
            unavailable("shared-store-slow").with("address", address.to_string())
        }
        ErrorKind::InvalidData => foreign(address),
        _ => closed(&address.to_string()),
    }
}

fn name_of(command: &Cmd) -> Option<&[u8]> {
    command.args_iter().next().and_then(|arg| match arg {
        redis::Arg::Simple(name) => Some(name),
        _ => None,
    })
}

/// The text of a reply.
fn text(reply: Option<&Value>) -> Option<String> {
    match reply? {
        Value::BulkString(bytes) => String::from_utf8(bytes.clone()).ok(),
        Value::SimpleString(text) => Some(text.clone()),
        Value::VerbatimString { text, .. } => Some(text.clone()),
        _ => None,
    }
}

fn integer(reply: &Value) -> Option<i64> {
    if let Value::Int(number) = reply { Some(*number) } else { text(Some(reply))?.parse().ok() }
}

/// A generation and what was sealed.
fn sealed(reply: Option<&Value>) -> Option<SealedText> {
    SealedText::parse(&text(reply)?)
}

/// The reply to `TIME`, in milliseconds.
fn milliseconds(reply: &Value) -> Option<i64> {
    let [seconds, micros] = reply.as_sequence()? else { return None };
    let time = integer(seconds)?.checked_mul(1000)?.checked_add(integer(micros)? / 1000)?;
    u64::try_from(time).is_ok_and(|time| time <= HIGHEST_GENERATION).then_some(time)
}

/// The address in a reply of a sentinel.
fn master_of(reply: &Value, tls: bool) -> Option<Address> {
    let [host, port] = reply.as_sequence()? else { return None };
    Some(Address::Tcp { host: text(Some(host))?, port: text(Some(port))?.parse().ok()?, tls })
}

/// The address in the error `MOVED SLOT HOST:PORT`. Without a host, it is the same one.
fn moved_to(detail: &str, from: &Address) -> Option<Address> {
    let Address::Tcp { host: own, tls, .. } = from else { return None };
    let (host, port) = detail.split(' ').nth(1)?.rsplit_once(':')?;
    let host = if host.is_empty() { own } else { host.trim_matches(['[', ']']) };
    Some(Address::Tcp { host: host.to_owned(), port: port.parse().ok()?, tls: *tls })
}

/// Reads replies as from a server, for the fuzzer.
#[cfg(any(test, fuzzing))]
pub fn parse_reply(bytes: &[u8]) -> Option<SealedText> {
    let value = Parser::new().parse_value(bytes).ok()?;
    let _ = (milliseconds(&value), master_of(&value, false), integer(&value));
    sealed(Some(&value)).or_else(|| sealed(value.as_sequence()?.get(1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replies_are_read() {
        let entry = parse_reply(b"*2\r\n$5\r\nentry\r\n$5\r\n12 ab\r\n");
        assert_eq!(entry, Some(SealedText { generation: 12, sealed: "ab".into() }));
        for other in
            [&b"$-1\r\n"[..], b"$3\r\n12a\r\n", b"$4\r\n-1 a\r\n", b"*0\r\n", b"$9\r\n1", b"", b"+OK\r\n"]
        {
            assert_eq!(parse_reply(other), None);
        }
    }

    #[test]
    fn a_redirect_names_an_address() {
        let from = Address::Tcp { host: "a".into(), port: 1, tls: true };
        let to = |detail: &str| moved_to(detail, &from).map(|address| address.to_string());
        assert_eq!(to("866 10.0.0.1:7001").as_deref(), Some("10.0.0.1:7001"));
        assert_eq!(to("866 :7001").as_deref(), Some("a:7001"));
        assert_eq!(to("866 [::1]:7001").as_deref(), Some("[::1]:7001"));
        for other in ["", "866", "866 a", "866 a:x", "866 a:99999"] {
            assert_eq!(to(other), None, "{other}");
        }
        assert_eq!(moved_to("866 a:1", &Address::Unix("/s".into())), None);
    }
}
