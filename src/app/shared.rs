//! Prepares the shared store: reads its secrets, and connects the store to our network options.

use super::App;
#[cfg(feature = "shared")]
use super::credentials::from_keyring;
use crate::broker::Sharing;
use crate::crypto::sha256;
use crate::error::{Error, Kind, Result};
#[cfg(feature = "shared")]
use crate::message::Message;
#[cfg(feature = "shared")]
use crate::secret::Secret;
#[cfg(feature = "shared")]
use crate::secret_source::SecretSource;
#[cfg(feature = "shared")]
use crate::settings::{CredentialRef, SharedSettings, Source, exposed, secret_file, usable};
use crate::store::shared::Share;

impl App<'_> {
    /// How to reach the shared store, if the profile's token is shared.
    pub fn sharing(&self) -> Option<Sharing<'_>> {
        let share = self.settings.share.as_deref()?;
        Some(Sharing {
            open: Box::new(move || self.share(share)),
            server: Box::new(|| {
                let server = self.home.shared_store().map(|store| store.server);
                sha256(format!("{:?}", server.ok()).as_bytes())
            }),
            may_go_alone: Box::new(|| self.home.shared_store().is_ok_and(|store| store.may_go_alone)),
        })
    }

    #[cfg(not(feature = "shared"))]
    fn share(&self, _: &str) -> Result<Share> {
        Err(Error::new(Kind::Config, "shared-missing"))
    }

    #[cfg(feature = "shared")]
    fn share(&self, share: &str) -> Result<Share> {
        use crate::crypto::seal::SealingKeys;
        use crate::store::shared::etcd::Etcd;
        use crate::store::shared::redis::Redis;
        use crate::store::shared::{SharedOptions, SharedServer, SharedStore};

        let store = self.home.shared_store()?;
        let mut keys = Vec::new();
        for source in &store.keys {
            let texts = self.store_secret("key", source)?;
            // A variable may have several.
            keys.extend(texts.expose().split([',', ' ']).map(Secret::new));
        }
        let keys = SealingKeys::parse(&keys);
        let keys = keys.ok_or_else(|| {
            let why = Message::new("shared-store-key-invalid");
            let error = match &store.keys[..] {
                [SecretSource::Env(_)] => Error::new(Kind::Config, why),
                _ => self.home.wrong_store("key", why),
            };
            error.hint("shared-store-new-key")
        })?;
        let read = |name, source: &Option<SecretSource>| {
            source.as_ref().map(|source| self.store_secret(name, source)).transpose()
        };
        let SharedSettings { server, user, password, prefix, .. } = &store;
        let options = SharedOptions {
            user: read("user", user)?.map(|user| user.expose().to_owned()),
            password: read("password", password)?,
            prefix: prefix.clone(),
        };
        let network = self.settings.network.clone();
        let engine: Box<dyn SharedStore> = match server {
            SharedServer::Redis(server) => {
                Box::new(Redis::new(server.clone(), options, dial::dial(network, store.insecure_network)))
            }
            SharedServer::Etcd(address) => {
                Box::new(Etcd::new(address.clone(), options, dial::post(address.clone(), network)))
            }
        };
        // A secret that a server has issued to the client is in the session itself.
        let own = self.settings.credentials.iter().filter(|(_, it)| it.source != Source::Registration);
        let identities = own.map(|(name, it)| (name, it.identity()));
        let credentials = sha256(format!("{:?}", identities.collect::<Vec<_>>()).as_bytes());
        Share::new(engine, keys, &self.settings.share_description(share), credentials)
    }

    /// Reads a secret of the shared store.
    #[cfg(feature = "shared")]
    fn store_secret(&self, name: &str, source: &SecretSource) -> Result<Secret> {
        let (document, pointer) = match source {
            SecretSource::Member(document, pointer) => (&**document, Some(pointer.clone())),
            source => (source, None),
        };
        let (text, source) = match document {
            SecretSource::Inline(text) => {
                let path = &*self.home.config.path;
                (text.clone(), Source::Config(Message::new("source-file").with("path", path)))
            }
            SecretSource::File(path) => {
                let path = self.home.beside_config(path);
                (secret_file(&path, &self.home.read_policy)?, Source::File(path))
            }
            SecretSource::Env(variable) => {
                let unset = || {
                    let why = Message::new("variable-unset").with("variable", variable);
                    self.home.wrong_store(name, why)
                };
                let text = self.home.environment.text(variable)?.ok_or_else(unset)?;
                (Secret::new(text), Source::Env(variable.clone()))
            }
            SecretSource::Command(words) => (self.command(words)?, Source::Command(words.clone())),
            SecretSource::Keyring(item) => {
                (from_keyring(item, "shared-store")?, Source::Keyring(item.clone()))
            }
            SecretSource::Profile(_)
            | SecretSource::SignCommand(..)
            | SecretSource::Url(_)
            | SecretSource::Member(..) => {
                return Err(self.home.wrong_store(name, Message::new("shared-store-source")));
            }
        };
        let found = CredentialRef { pointer, ..CredentialRef::new(source, None) };
        usable(name, found.member(text)?, &found.source)
    }
}

#[cfg(feature = "shared")]
mod dial {
    //! Connections of the shared store.

    use std::io::{self, Read, Write};
    use std::time::{Duration, Instant};

    use chrono::DateTime;

    use super::{Error, Kind, exposed};
    use crate::http::link::Link;
    use crate::http::{Client, Options, Payload, Request, Response, Servers};
    use crate::store::shared::{Address, CONNECT, Connection, Dial, EXCHANGE, Post, Posted};

    /// A connection with our network options.
    struct Linked(Link);

    impl Connection for Linked {
        fn set_limit(&mut self, limit: Duration) -> io::Result<()> {
            self.0.set_limit(limit)
        }
    }

    impl Read for Linked {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            self.0.read(buffer)
        }
    }

    impl Write for Linked {
        fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
            self.0.write(buffer)
        }

        fn flush(&mut self) -> io::Result<()> {
            self.0.flush()
        }
    }

    /// Opens connections with `options`. A server or sentinel may name another host than the settings; that one too is
    /// reached without TLS only if it is this machine, or if the network `is_safe` according to the user.
    pub fn dial(options: Options, is_safe: bool) -> Dial {
        Box::new(move |address, limit| {
            if let Some(why) = exposed(address, is_safe) {
                let hint = why.hint();
                return Err(hint.into_iter().fold(Error::new(Kind::Config, why), Error::hint));
            }
            let opened = match address {
                Address::Tcp { host, port, tls } => options.link(host, *port, *tls, limit),
                Address::Unix(path) => Link::local(path),
            };
            match opened {
                Ok(link) => Ok(Box::new(Linked(link)) as Box<dyn Connection>),
                Err(error) => Err(unreachable(&error, address)),
            }
        })
    }

    /// Posts JSON to `address` with `options`, without a proxy. Whether plain http may go to other machines, the settings
    /// of the store have decided.
    pub fn post(address: Address, options: Options) -> Post {
        let deadline = Instant::now() + options.timeout;
        let is_secure = matches!(address, Address::Tcp { tls: true, .. });
        let (scheme, servers) = if is_secure { ("https", Servers::Secure) } else { ("http", Servers::Any) };
        let client = Client::until(
            Options { timeout: EXCHANGE, connect_timeout: CONNECT, proxy: None, servers, ..options },
            deadline,
        );
        Box::new(move |path, token, body| {
            let request = Request {
                method: "POST".into(),
                url: format!("{scheme}://{address}{path}"),
                query: Vec::new(),
                headers: token.map(|token| ("authorization".to_owned(), token.clone())).into_iter().collect(),
                body: Payload::Raw("application/json".to_owned(), body.expose().as_bytes().to_vec()),
            };
            let failed = |code| Error::new(Kind::Network, code).with("address", address.to_string());
            match client.send_within(&request, EXCHANGE) {
                Ok(Response { cut: Some((Kind::Answer, _)), .. }) => Err(failed("shared-store-foreign")),
                Ok(Response { cut: Some(_), .. }) => Err(failed("shared-store-closed")),
                Ok(response) => {
                    let date =
                        response.header("date").and_then(|date| DateTime::parse_from_rfc2822(date).ok());
                    // The middle of the second, which is all that is known.
                    let time = date.map(|date| date.timestamp_millis() + 500);
                    Ok(Posted { status: response.status, body: response.body, time })
                }
                Err(error) if error.code() == "timeout" => Err(failed("shared-store-slow")),
                // Not an unknown certificate, which is of the same kind.
                Err(error) if error.code().starts_with("answer-") => Err(failed("shared-store-foreign")),
                Err(error) => Err(unreachable(&error, &address)),
            }
        })
    }

    /// An unknown certificate is a mistake in the settings; a server that does not answer may be back later.
    fn unreachable(error: &Error, address: &Address) -> Error {
        let kind = if error.kind().retryable() { Kind::Network } else { Kind::Config };
        let unreachable = Error::new(kind, "shared-store-unreachable");
        let unreachable = unreachable.with("address", address.to_string()).with("error", error.message());
        error.hints().into_iter().fold(unreachable, Error::hint)
    }
}
