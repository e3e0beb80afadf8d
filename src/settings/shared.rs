//! The settings of the shared store: from the environment, else from `[shared-store]`. They are resolved only when the
//! store is needed, so that a cached token costs nothing more.

use super::ConfigDir;
use crate::config::{OnFailure, SharedStoreTable};
use crate::error::{Error, Kind, Result};
use crate::http::is_loopback;
use crate::message::Message;
use crate::secret_source::SecretSource;
use crate::store::shared::{Address, RedisServer, SharedServer};

/// The variables that take precedence over the config file: where the server is, and what is secret. No child process
/// gets any of them.
pub const SHARED_VARIABLES: [&str; 4] = [URL, USER, PASSWORD, KEY];

const URL: &str = "GETTOKEN_SHARED_STORE_URL";
const USER: &str = "GETTOKEN_SHARED_STORE_USER";
const PASSWORD: &str = "GETTOKEN_SHARED_STORE_PASSWORD";
const KEY: &str = "GETTOKEN_SHARED_STORE_KEY";

/// How the names of all keys begin, unless the user chooses something else.
const PREFIX: &str = "gettoken";
/// The ports of Redis, of a sentinel and of etcd.
const REDIS_PORT: u16 = 6379;
const SENTINEL_PORT: u16 = 26379;
const ETCD_PORT: u16 = 2379;

/// The name of the table.
const TABLE: &str = "shared-store";

/// The shared store, before its secrets are read.
#[derive(Clone, Debug)]
pub struct SharedSettings {
    pub server: SharedServer,
    /// Where the secrets are, by the names of their keys.
    pub user: Option<SecretSource>,
    pub password: Option<SecretSource>,
    pub keys: Vec<SecretSource>,
    pub prefix: String,
    /// Whether each machine fetches its own token if the store is not available, even if that ends the others.
    pub may_go_alone: bool,
    /// Whether other machines are reached without TLS.
    pub insecure_network: bool,
}

impl ConfigDir {
    /// The shared store. Fails if none is configured, or not safely.
    pub fn shared_store(&self) -> Result<SharedSettings> {
        let table = self.config.shared_store()?;
        let server = self.shared_server(&table)?;
        let variable = |name: &str| {
            let is_set = self.environment.text(name)?.is_some();
            Ok(is_set.then(|| SecretSource::Env(name.to_owned())))
        };
        let keys: Vec<SecretSource> = match variable(KEY)? {
            Some(key) => vec![key],
            None => table.key.clone(),
        };
        if keys.is_empty() {
            return Err(self
                .wrong_store("key", Message::new("shared-store-keyless"))
                .hint("shared-store-new-key"));
        }
        let prefix = self.shared_prefix(&table)?;
        let (user, password) = (variable(USER)?.or(table.user), variable(PASSWORD)?.or(table.password));
        if user.is_some() && password.is_none() {
            return Err(self.wrong_store("user", Message::new("shared-store-passwordless")));
        }
        Ok(SharedSettings {
            server,
            user,
            password,
            keys,
            prefix,
            may_go_alone: table.on_failure == OnFailure::Local,
            insecure_network: table.insecure_network,
        })
    }

    /// Returns whether a variable names the server.
    pub fn is_store_in_environment(&self) -> bool {
        self.environment.text(URL).is_ok_and(|url| url.is_some())
    }

    /// Fails if what the config file says of the shared store is wrong. The rest may be added later.
    pub fn check_shared_store(&self) -> Result<()> {
        let table = self.config.shared_store()?;
        if table.url.is_some() || table.master.is_some() && !table.sentinels.is_empty() {
            self.shared_server(&table)?;
        }
        self.shared_prefix(&table).map(drop)
    }

    fn shared_prefix(&self, table: &SharedStoreTable) -> Result<String> {
        let prefix = table.prefix.clone().unwrap_or_else(|| PREFIX.to_owned());
        // A brace would be the hash tag of a cluster, and others have a meaning in access lists.
        let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "-_.:".contains(letter);
        if prefix.is_empty() || !prefix.chars().all(is_plain) {
            return Err(self.wrong_store("prefix", Message::new("shared-store-prefix")));
        }
        Ok(prefix)
    }

    fn shared_server(&self, table: &SharedStoreTable) -> Result<SharedServer> {
        let named = self.environment.text(URL)?;
        let is_insecure = table.insecure_network;
        if let Some(url) = named.as_deref().or(table.url.as_deref()) {
            if named.is_none() && !table.sentinels.is_empty() {
                return Err(self.wrong_store("sentinels", Message::new("shared-store-two-servers")));
            }
            return parse(url, is_insecure).map_err(|why| match &named {
                Some(_) => Error::new(Kind::Config, why),
                None => self.wrong_store("url", why),
            });
        }
        let Some(master) = table.master.clone().filter(|_| !table.sentinels.is_empty()) else {
            if !self.config.has_shared_store() {
                return Err(Error::new(Kind::Config, "shared-store-missing"));
            }
            return Err(self.wrong_store("url", Message::new("shared-store-serverless")));
        };
        let address = |url: &String| {
            let address = match url.split_once("://") {
                Some(("redis", rest)) => parse_authority(rest, SENTINEL_PORT, false, is_insecure),
                Some(("rediss", rest)) => parse_authority(rest, SENTINEL_PORT, true, is_insecure),
                _ => Err(Message::new("shared-store-url")),
            };
            address.map_err(|why| self.wrong_store("sentinels", why))
        };
        let addresses = table.sentinels.iter().map(address).collect::<Result<_>>()?;
        Ok(SharedServer::Redis(RedisServer::Sentinels { addresses, master }))
    }

    /// An error about a key of the table, with its line.
    pub fn wrong_store(&self, key: &str, why: Message) -> Error {
        let hint = why.hint();
        hint.into_iter().fold(self.config.wrong(TABLE, key, why), Error::hint)
    }
}

/// The server in a URL: `redis://HOST[:PORT][/DATABASE]` or `etcd://HOST[:PORT]`, `rediss://…` and `etcds://…` for TLS,
/// or `unix:PATH`. Without TLS, only a server on this machine is reached, unless the network is said to be safe.
fn parse(url: &str, is_insecure: bool) -> Result<SharedServer, Message> {
    let wrong = || Message::new("shared-store-url");
    let redis = |address, database| SharedServer::Redis(RedisServer::One { address, database });
    if let Some(path) = url.strip_prefix("unix:") {
        // `unix:///run/x` and `unix:/run/x`.
        let path = path.strip_prefix("//").unwrap_or(path);
        return if path.starts_with('/') { Ok(redis(Address::Unix(path.into()), 0)) } else { Err(wrong()) };
    }
    let (scheme, rest) = url.split_once("://").ok_or_else(wrong)?;
    match scheme {
        "redis" | "rediss" => {
            let (authority, database) = rest.split_once('/').unwrap_or((rest, ""));
            let address = parse_authority(authority, REDIS_PORT, scheme == "rediss", is_insecure)?;
            let database = if database.is_empty() { 0 } else { database.parse().map_err(|_| wrong())? };
            Ok(redis(address, database))
        }
        "etcd" | "etcds" => {
            let authority = rest.strip_suffix('/').unwrap_or(rest);
            parse_authority(authority, ETCD_PORT, scheme == "etcds", is_insecure).map(SharedServer::Etcd)
        }
        _ => Err(wrong()),
    }
}

/// The address in `HOST[:PORT]`.
fn parse_authority(authority: &str, port: u16, tls: bool, is_insecure: bool) -> Result<Address, Message> {
    let wrong = || Message::new("shared-store-url");
    if authority.contains('@') {
        return Err(Message::new("shared-store-url-user"));
    }
    let (host, after) = match authority.strip_prefix('[') {
        Some(rest) => rest.split_once(']').ok_or_else(wrong)?,
        None => authority.find(':').map_or((authority, ""), |at| authority.split_at(at)),
    };
    let port = match after.strip_prefix(':') {
        Some(port) => port.parse().map_err(|_| wrong())?,
        None if after.is_empty() => port,
        None => return Err(wrong()),
    };
    // Other names would have to be converted.
    let is_host = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.:".contains(&byte);
    if host.is_empty() || !host.bytes().all(is_host) {
        return Err(wrong());
    }
    let address = Address::Tcp { host: host.to_ascii_lowercase(), port, tls };
    exposed(&address, is_insecure).map_or(Ok(address), Err)
}

/// Why what is sent to `address` could be read on the way, if the network is not said to be safe.
pub fn exposed(address: &Address, is_safe: bool) -> Option<Message> {
    match address {
        Address::Tcp { host, tls: false, .. } if !is_safe && !is_loopback(host) => {
            Some(Message::new("shared-store-insecure").with("host", host))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(url: &str, is_insecure: bool) -> Result<String, String> {
        let (address, more) = match parse(url, is_insecure).map_err(|why| why.code().to_owned())? {
            SharedServer::Redis(RedisServer::One { address, database }) => (address, database.to_string()),
            SharedServer::Redis(other) => panic!("{other:?}"),
            SharedServer::Etcd(address) => (address, "etcd".to_owned()),
        };
        let is_tls = matches!(address, Address::Tcp { tls: true, .. });
        Ok(format!("{}{address} {more}", if is_tls { "tls " } else { "" }))
    }

    #[test]
    fn servers() {
        for (url, expected) in [
            ("redis://127.0.0.1", "127.0.0.1:6379 0"),
            ("redis://localhost:7000/3", "localhost:7000 3"),
            ("redis://[::1]:7000", "[::1]:7000 0"),
            ("rediss://Cache.Example/", "tls cache.example:6379 0"),
            ("unix:/run/redis.sock", "/run/redis.sock 0"),
            ("unix:///run/redis.sock", "/run/redis.sock 0"),
            ("etcd://127.0.0.1", "127.0.0.1:2379 etcd"),
            ("etcds://[::1]:7000/", "tls [::1]:7000 etcd"),
        ] {
            assert_eq!(parsed(url, false).as_deref(), Ok(expected), "{url}");
        }
        assert_eq!(parsed("redis://10.0.0.1", true).as_deref(), Ok("10.0.0.1:6379 0"));
    }

    #[test]
    fn what_is_no_server() {
        for (url, code) in [
            ("redis://10.0.0.1", "shared-store-insecure"),
            ("redis://127.0.0.1.example", "shared-store-insecure"),
            ("redis://me:pw@127.0.0.1", "shared-store-url-user"),
            ("http://127.0.0.1", "shared-store-url"),
            ("redis://", "shared-store-url"),
            ("redis://127.0.0.1:x", "shared-store-url"),
            ("redis://127.0.0.1/x", "shared-store-url"),
            ("rediss://bücher.example", "shared-store-url"),
            ("unix:relative", "shared-store-url"),
            ("etcd://10.0.0.1", "shared-store-insecure"),
            ("etcds://me:pw@a", "shared-store-url-user"),
            ("etcds://a/3", "shared-store-url"),
            ("etcds://a:1/v3", "shared-store-url"),
            ("etcds:///", "shared-store-url"),
            ("127.0.0.1", "shared-store-url"),
        ] {
            assert_eq!(parsed(url, false).unwrap_err(), code, "{url}");
        }
    }
}
