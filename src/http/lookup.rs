//! Looks up a host with the system's resolver, which queries both address families at once.
//!
//! The resolver has no time limit, so it runs in a thread that is abandoned when ours has passed. An IP
//! address needs no resolver. Neither does `localhost`, to which secrets are sent without TLS: a hosts file
//! or a name server could point it to another machine.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, ToSocketAddrs};
use std::thread::Builder;
use std::time::Duration;

use super::failure::network;
use super::url::{address, is_localhost};
use crate::signals;

/// Servers on this machine listen on one of these or both, most often on the first.
const LOOPBACK: [IpAddr; 2] = [IpAddr::V4(Ipv4Addr::LOCALHOST), IpAddr::V6(Ipv6Addr::LOCALHOST)];

/// Returns the addresses of `host` (with or without brackets) in the system's order, within `limit`. `ipv6`
/// selects IPv6 only or IPv4 only. An error other than a timeout wraps one of ours.
pub fn addresses(host: &str, port: u16, ipv6: Option<bool>, limit: Duration) -> io::Result<Vec<SocketAddr>> {
    let mut found = match literal(host) {
        Some(addresses) => addresses.iter().map(|address| SocketAddr::new(*address, port)).collect(),
        None => resolve(host.to_owned(), port, limit)?,
    };
    found.retain(|address| ipv6.is_none_or(|ipv6| address.is_ipv6() == ipv6));
    if found.is_empty() {
        let (version, flag) = if ipv6 == Some(true) { ("6", "--ipv6") } else { ("4", "--ipv4") };
        let missing = network("address-family-missing").with("version", version).with("flag", flag);
        return Err(io::Error::other(missing));
    }
    Ok(found)
}

/// The addresses of a host that needs no resolver: an IP address, or `localhost`.
pub fn literal(host: &str) -> Option<Vec<IpAddr>> {
    match address(host) {
        Some(address) => Some(vec![address]),
        None => is_localhost(host).then(|| LOOPBACK.to_vec()),
    }
}

fn resolve(host: String, port: u16, limit: Duration) -> io::Result<Vec<SocketAddr>> {
    let look_up = move || (host.as_str(), port).to_socket_addrs().map(Iterator::collect);
    let found = signals::with_timeout(Builder::new(), limit, look_up)
        .map_err(|_| io::Error::other(network("request-unsent")))?
        .ok_or(io::ErrorKind::TimedOut)?;
    found.map_err(|error| io::Error::other(network("address-unknown").caused_by(error)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: Duration = Duration::from_secs(20);

    fn code(found: io::Result<Vec<SocketAddr>>) -> String {
        found.unwrap_err().downcast::<crate::error::Error>().unwrap().code().to_owned()
    }

    #[test]
    fn an_address_is_its_own() {
        for (host, port, shown) in
            [("127.0.0.1", 1, "127.0.0.1:1"), ("[::1]", 2, "[::1]:2"), ("::1", 3, "[::1]:3")]
        {
            // With no time left, the resolver cannot be used.
            let found = addresses(host, port, None, Duration::ZERO).unwrap();
            assert_eq!(found.iter().map(ToString::to_string).collect::<Vec<_>>(), [shown]);
        }
    }

    #[test]
    fn localhost_is_looked_up_nowhere() {
        for host in ["localhost", "LOCALHOST", "localhost.", "a.b.localhost"] {
            let found = addresses(host, 1, None, Duration::ZERO).unwrap();
            assert_eq!(found.iter().map(ToString::to_string).collect::<Vec<_>>(), ["127.0.0.1:1", "[::1]:1"]);
            assert_eq!(addresses(host, 1, Some(true), Duration::ZERO).unwrap(), found[1..]);
        }
        assert!(addresses("localhost.example", 1, None, Duration::ZERO).is_err());
    }

    #[test]
    fn a_family_can_be_chosen() {
        assert!(addresses("127.0.0.1", 1, Some(false), LONG).is_ok());
        assert_eq!(code(addresses("127.0.0.1", 1, Some(true), LONG)), "address-family-missing");
        // Through the system's resolver, which needs no hosts file for an address.
        assert_eq!(resolve("127.0.0.1".to_owned(), 1, LONG).unwrap(), ["127.0.0.1:1".parse().unwrap()]);
    }

    #[test]
    fn unknown_name_is_reported() {
        assert_eq!(code(addresses("nobody.invalid", 1, None, LONG)), "address-unknown");
    }
}
