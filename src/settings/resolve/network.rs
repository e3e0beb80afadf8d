//! Options for the network and the cache: time limits, retries, trust, proxies, and how fresh a token must be.

use std::time::Duration;

use super::Resolver;
use crate::duration::Span;
use crate::error::Result;
use crate::http::{self, ProxySetting, Trust};
use crate::secret::Secret;
use crate::settings::{Freshness, Source, expand};

/// The default limit for a whole call, with its pauses and retries.
const TIMEOUT: Duration = Duration::from_secs(30);
/// The default limit for resolving a name, and again for connecting.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// Added to the time limit when waiting for a lock, because the request of another process may use all of it.
const LOCK_MARGIN: Duration = Duration::from_secs(5);
/// Two more tries fix nearly every temporary failure without overloading a busy vendor.
pub(super) const RETRIES: u8 = 2;

/// The upper bound of time limits. Larger values could overflow a clock.
const LONGEST: Duration = Duration::from_secs(365 * 86_400);

/// The variables for proxies. Windows has one for both spellings, which people write in capitals.
const PROXY: &[&str] = if cfg!(windows) {
    &["HTTPS_PROXY", "ALL_PROXY"]
} else {
    &["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"]
};
const NO_PROXY: &[&str] = if cfg!(windows) { &["NO_PROXY"] } else { &["no_proxy", "NO_PROXY"] };

impl Resolver<'_> {
    pub(super) fn freshness(&self) -> Freshness {
        let fetch = &self.fetch;
        let defaults = &self.home.config.defaults;
        let min_valid = self.profile.min_valid.or(defaults.min_valid);
        Freshness {
            cache: !fetch.no_cache && self.profile.cache.or(defaults.cache).unwrap_or(true),
            force: fetch.force,
            offline: fetch.offline,
            require_cache: fetch.require_cache,
            min_valid: fetch.min_valid.or(min_valid.map(|span| span.0)),
            rejected: fetch.rejected.clone(),
            lock_timeout: limit(fetch.lock_timeout, defaults.lock_timeout, self.timeout() + LOCK_MARGIN),
        }
    }

    fn timeout(&self) -> Duration {
        limit(self.fetch.timeout, self.home.config.defaults.timeout, TIMEOUT)
    }

    pub(super) fn network(&self) -> Result<http::Options> {
        let (fetch, environment) = (&self.fetch, &self.home.environment);
        let defaults = &self.home.config.defaults;
        let configured = self.profile.cacert.as_ref().or(defaults.cacert.as_ref());
        // An empty path in the profile unsets the default.
        let configured = configured.filter(|path| !path.as_os_str().is_empty());
        let cacert = fetch
            .cacert
            .as_deref()
            .map(expand)
            .or_else(|| configured.map(|path| self.home.beside_config(path)));
        let list = environment.os("SSL_CERT_DIR").unwrap_or_default();
        let folders = std::env::split_paths(&list).filter(|folder| !folder.as_os_str().is_empty());
        Ok(http::Options {
            timeout: self.timeout(),
            connect_timeout: limit(fetch.connect_timeout, defaults.connect_timeout, CONNECT_TIMEOUT),
            ipv6: (fetch.ipv4 || fetch.ipv6).then_some(fetch.ipv6),
            trust: Trust {
                extra: cacert,
                file: environment.path("SSL_CERT_FILE"),
                folders: folders.map(|folder| expand(&folder)).collect(),
            },
            proxy: self.proxy()?,
            servers: http::Servers::Secure,
        })
    }

    fn proxy(&self) -> Result<Option<ProxySetting>> {
        if let Some(url) = &self.fetch.proxy {
            return Ok(chosen_proxy(url, &Source::Flag("proxy".to_owned())));
        }
        // As in curl: the variable for https takes precedence over the one for all schemes.
        if let Some((url, source)) = self.env(PROXY)? {
            let no_proxy = self.env(NO_PROXY)?.map(|(list, _)| list).unwrap_or_default();
            let (url, source) = (Secret::new(url), source.message());
            return Ok(Some(ProxySetting { url, source, no_proxy: Some(no_proxy) }));
        }
        let configured = self.choose(self.profile.proxy.as_ref(), self.home.config.defaults.proxy.as_ref());
        Ok(configured.and_then(|(url, table)| chosen_proxy(url, &self.in_config("proxy", table))))
    }
}

/// A time limit: from the flag, else from the config file, else `default`.
fn limit(flag: Option<Duration>, configured: Option<Span>, default: Duration) -> Duration {
    flag.or(configured.map(|span| span.0)).unwrap_or(default).min(LONGEST)
}

/// A proxy that the user names for gettoken itself. `none` means no proxy.
fn chosen_proxy(url: &Secret, source: &Source) -> Option<ProxySetting> {
    let none = url.is_empty() || url.expose() == "none";
    (!none).then(|| ProxySetting { url: url.clone(), source: source.message(), no_proxy: None })
}
