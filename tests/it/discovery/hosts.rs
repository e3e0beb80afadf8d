//! Which hosts get a request, whatever a server's metadata says.

use serde_json::{Map, Value, json};

use crate::support::discovery::{ISSUER, Server};
use crate::support::environment::TestEnv;
use crate::support::reply::Reply;

/// A generator of numbers that are the same in each run.
struct Random(u64);

impl Random {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % count as u64).unwrap()
    }

    fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

/// URLs that metadata may name, with the host that may then get a request.
const URLS: [(&str, Option<&str>); 14] = [
    ("https://sso.example.com/t/token", Some("sso.example.com")),
    ("https://oauth.example.net/token", Some("oauth.example.net")),
    ("https://oauth.example.net:8443/token?tenant=1", Some("oauth.example.net:8443")),
    ("http://evil.example/token", None),
    ("http://169.254.169.254/latest/meta-data", None),
    ("http://metadata.google.internal/", None),
    ("https://sso.example.com@evil.example/token", None),
    ("https://evil.example/token#@sso.example.com", None),
    ("//evil.example/token", None),
    ("/token", None),
    ("", None),
    ("javascript:alert(1)", None),
    ("https://evil.example:0/token", None),
    ("http://localhost:1/token", None),
];

const MEMBERS: [&str; 8] = [
    "authorization_endpoint",
    "device_authorization_endpoint",
    "introspection_endpoint",
    "jwks_uri",
    "registration_endpoint",
    "revocation_endpoint",
    "token_endpoint",
    "userinfo_endpoint",
];

/// A document, and the only host that may get a request besides the issuer's.
fn document(random: &mut Random) -> (Value, Option<&'static str>) {
    let issuers = [
        ISSUER,
        ISSUER,
        ISSUER,
        ISSUER,
        "https://evil.example",
        "https://sso.example.com/t/",
        "https://sso.example.com",
    ];
    let issuer = *random.of(&issuers);
    let mut members = Map::new();
    members.insert("issuer".to_owned(), issuer.into());
    let mut is_usable = issuer == ISSUER;
    let mut host = None;
    for member in MEMBERS {
        // Most documents have a few endpoints, most of which are sound.
        let (url, own) = if random.below(4) > 0 { URLS[random.below(3)] } else { *random.of(&URLS) };
        if member != "token_endpoint" && random.below(3) > 0 {
            continue;
        }
        is_usable &= own.is_some();
        if member == "token_endpoint" {
            host = own;
        }
        members.insert(member.to_owned(), url.into());
    }
    for (name, value) in [
        ("token_endpoint_auth_methods_supported", json!(["client_secret_post", "client_secret_basic"])),
        ("scopes_supported", json!("x")),
        ("grant_types_supported", json!([1, null])),
        ("issuer_aliases", json!(["https://evil.example"])),
        ("mtls_endpoint_aliases", json!({ "token_endpoint": "https://evil.example/token" })),
        ("signed_metadata", json!("e30.e30.")),
    ] {
        if random.below(2) == 0 {
            members.insert(name.to_owned(), value);
        }
    }
    (members.into(), host.filter(|_| is_usable))
}

#[test]
fn only_the_issuer_and_the_token_endpoint_get_a_request() {
    let mut random = Random(8414);
    let mut fetched = 0;
    for number in 0..100 {
        let (document, host) = document(&mut random);
        let (env, server) = (TestEnv::new(), Server::answering(Reply::json(200, document.to_string())));
        let outcome = server.call(&env).arg("--timeout=20s").run();
        let is_fetched = outcome.code == Some(0);
        assert_eq!(is_fetched, host.is_some(), "{number}: {document}\n{}", outcome.stderr);
        fetched += usize::from(is_fetched);
        let requests = server.world.requests();
        for request in &requests {
            let is_metadata = request.path.contains("/.well-known/");
            let allowed = if is_metadata { Some("sso.example.com") } else { host };
            assert_eq!(Some(request.host.as_str()), allowed, "{number}: {document}");
            assert!(!is_metadata || request.body.is_empty() && request.header("authorization").is_none());
        }
        // Nothing but tunnels to these hosts was opened either.
        for tunnel in server.world.tunnels() {
            let named = tunnel.raw_target.trim_end_matches(":443");
            assert!(named == "sso.example.com" || Some(named) == host, "{number}: {named}");
        }
    }
    assert!((20..90).contains(&fetched), "{fetched}");
}
