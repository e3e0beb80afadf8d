//! Resources and authorization servers that lie: gettoken stops, and sends nothing to where they point.

use serde_json::{Value, json};

use crate::support::environment::TestEnv;
use crate::support::person::{address, callback};
use crate::support::resource::{
    HOST, ISSUER, RESOURCE, RESOURCE_METADATA, Resource, asked, logged_in, login,
};
use crate::support::world::{Reply, Request, World};

/// A failed login: its exit code and what it says. Nothing was asked of any other host.
#[track_caller]
fn refused(change: impl Fn(&Resource), code: i32) -> String {
    let resource = Resource::new();
    change(&resource);
    let world = resource.world();
    let env = TestEnv::new();
    let stderr = login(&env, &world, &["--wait=1"]).run().failed(code);
    let hosts = asked(&world);
    let is_known = |at: &String| at.starts_with(HOST) || at.starts_with("auth.example.com");
    assert!(hosts.iter().all(is_known), "{hosts:?}");
    assert!(world.tunnels().iter().all(|it| it.host.ends_with(".example.com:443")), "{:?}", world.tunnels());
    assert!(!env.config_dir().join("config.toml").exists());
    stderr
}

/// As [`refused`], with a changed member of the resource's metadata.
#[track_caller]
fn with_resource(name: &str, value: &Value, code: i32) -> String {
    refused(|resource| resource.resource(|it| it[name] = value.clone()), code)
}

/// As [`refused`], with a changed member of the server's metadata.
#[track_caller]
fn with_server(name: &str, value: &Value, code: i32) -> String {
    refused(|resource| resource.server(|it| it[name] = value.clone()), code)
}

#[test]
fn metadata_of_another_resource_is_refused() {
    for stated in [
        "https://mcp.example.com",
        "https://mcp.example.com/mcp/",
        "https://MCP.example.com/mcp",
        "https://other.example.com/mcp",
        "http://mcp.example.com/mcp",
        "",
    ] {
        let stderr = with_resource("resource", &stated.into(), 8);
        assert!(stderr.contains("is that of another resource"), "{stderr}");
    }
}

#[test]
fn metadata_that_is_none_is_refused() {
    for reply in ["<html>", "[]", "null", "{}", r#"{"resource":7}"#] {
        let body = reply.to_owned();
        let world = World::start(move |_| Reply::json(200, body.clone()));
        let stderr = login(&TestEnv::new(), &world, &[]).run().failed(8);
        assert!(stderr.contains("is not the metadata of a protected resource"), "{stderr}");
    }
    let world = World::start(|_| Reply::empty(404));
    let stderr = login(&TestEnv::new(), &world, &[]).run().failed(8);
    assert!(stderr.contains("does not say which authorization server"), "{stderr}");
    assert!(stderr.contains(RESOURCE_METADATA) && stderr.contains("--issuer"), "{stderr}");
    let big =
        World::start(
            |request: &Request| {
                if request.path == "/mcp" { Reply::empty(401) } else { Reply::big(10 * 1024 * 1024) }
            },
        );
    login(&TestEnv::new(), &big, &[]).run().failed(8);
}

#[test]
fn an_authorization_server_must_be_one_that_may_be_asked() {
    for issuer in [
        "http://auth.example.com",
        "http://127.0.0.1:1",
        "https://localhost:1",
        "https://u:p@auth.example.com",
        "file:///etc/passwd",
        "auth.example.com",
        "",
    ] {
        let stderr = with_resource("authorization_servers", &json!([issuer]), 8);
        assert!(stderr.contains("names an unusable authorization server"), "{issuer}: {stderr}");
    }
    let stderr = with_resource("authorization_servers", &json!([]), 8);
    assert!(stderr.contains("names no authorization server"), "{stderr}");
}

#[test]
fn an_issuer_that_the_user_names_must_be_listed() {
    let resource = Resource::new();
    resource.resource(|it| it["authorization_servers"] = json!(["https://first.example.com", ISSUER]));
    let world = resource.world();
    let env = TestEnv::new();
    let stderr = login(&env, &world, &["--issuer=https://third.example.com"]).run().failed(8);
    assert!(stderr.contains(&format!("it names `https://first.example.com`, `{ISSUER}`")), "{stderr}");
    logged_in(&env, &world, &["--issuer", ISSUER]);
    assert!(!asked(&world).iter().any(|at| at.starts_with("first") || at.starts_with("third")));
    // The session is bound to it, whatever the resource lists first.
    let config = std::fs::read_to_string(env.config_dir().join("config.toml")).unwrap();
    assert!(config.contains(&format!("issuer = \"{ISSUER}\"")), "{config}");
    let other = env.gettoken(&[HOST, "--issuer=https://first.example.com", "--force"]).through(&world).run();
    assert!(other.failed(4).contains("is of the issuer"));
    assert!(!asked(&world).iter().any(|at| at.starts_with("first")));
}

#[test]
fn without_metadata_of_the_resource_the_user_may_name_the_issuer() {
    let resource = Resource::new();
    resource.with(|state| {
        state.challenge = None;
        state.documents.retain(|(host, _), _| host != HOST);
    });
    let world = resource.world();
    let env = TestEnv::new();
    logged_in(&env, &world, &["--issuer", ISSUER]);
    let refresh = env.gettoken(&[HOST, "--force", "-o", "token"]).through(&world).run();
    refresh.success();
    assert_eq!(world.requests().pop().unwrap().form()["resource"], RESOURCE);
}

#[test]
fn a_challenge_that_points_elsewhere_is_ignored() {
    for url in [
        "https://evil.example.com/metadata",
        "http://mcp.example.com/metadata",
        "https://mcp.example.com:8443/metadata",
        "http://127.0.0.1:1/metadata",
        "https://mcp.example.com@evil.example.com/",
        "//evil.example.com/",
    ] {
        let resource = Resource::new();
        resource.with(|state| state.challenge = Some(format!(r#"Bearer resource_metadata="{url}""#)));
        let world = resource.world();
        logged_in(&TestEnv::new(), &world, &[]);
        assert!(!asked(&world).iter().any(|at| at.contains("evil") || at.contains("metadata\"")), "{url}");
    }
}

#[test]
fn a_redirect_of_the_resource_is_not_followed() {
    let world = World::start(|_| Reply::empty(307).header("Location", "https://mcp.example.com/mcp/"));
    let stderr = login(&TestEnv::new(), &world, &[]).run().failed(8);
    assert!(stderr.contains("redirects are not followed"), "{stderr}");
    assert!(stderr.contains("https://mcp.example.com/mcp/"), "{stderr}");
    assert_eq!(world.requests().len(), 1);
    let world = World::start(|_| Reply::empty(503));
    login(&TestEnv::new(), &world, &[]).run().failed(7);
}

#[test]
fn a_server_without_pkce_is_refused() {
    for methods in [json!(null), json!([]), json!(["plain"])] {
        let stderr = with_server("code_challenge_methods_supported", &methods, 8);
        assert!(stderr.contains("does not announce PKCE"), "{stderr}");
    }
}

#[test]
fn the_server_must_be_the_issuer_and_its_endpoints_safe() {
    with_server("issuer", &"https://other.example.com".into(), 8);
    with_server("issuer", &format!("{ISSUER}/").into(), 8);
    for endpoint in ["authorization_endpoint", "token_endpoint", "registration_endpoint"] {
        for url in [
            "http://auth.example.com/x",
            "http://127.0.0.1:1/x",
            "https://localhost/x",
            "x",
            "https://u@a.example.com/",
        ] {
            with_server(endpoint, &url.into(), 8);
        }
    }
}

#[test]
fn an_answer_of_another_issuer_is_not_accepted() {
    for issuer in [None, Some("https://evil.example.com")] {
        let resource = Resource::new();
        let world = resource.world();
        let login = login(&TestEnv::new(), &world, &["--wait=2"]).spawn();
        let address = address(&login);
        let fields: Vec<(&str, &str)> =
            [("code", "x")].into_iter().chain(issuer.map(|it| ("iss", it))).collect();
        crate::support::person::visit(&callback(&address, &fields));
        login.wait().failed(4);
        assert!(world.requests().iter().all(|request| request.path != "/token"));
    }
}

/// A small random number generator (xorshift64).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % 1_000_003).unwrap() % limit
    }

    fn pick<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len())]
    }

    fn url(&mut self) -> String {
        let host = self.pick(&[
            "evil.example.net",
            "127.0.0.1:1",
            "localhost",
            "auth.example.com",
            "mcp.example.com",
            "[::1]",
            "u@evil.example.net",
            "169.254.169.254",
        ]);
        let scheme = self.pick(&["https", "http", "https", "ftp", "javascript"]);
        format!(
            "{scheme}://{host}{}",
            self.pick(&["", "/", "/x", "/x#y", "/%00", "/x?y=z", "\\@mcp.example.com/"])
        )
    }
}

#[test]
fn random_lies_reach_no_other_host() {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    for number in 0..100 {
        let resource = Resource::new();
        let url = random.url();
        match number % 4 {
            0 => {
                let name = random.pick(&["resource_metadata", "scope", "error"]);
                let quote = random.pick(&["\"", "", "\"\""]);
                resource.with(|state| {
                    state.challenge = Some(format!("Bearer {name}={quote}{url}{quote}, Basic"))
                });
            }
            1 => resource.resource(|it| it["authorization_servers"] = json!([url])),
            2 => resource.resource(|it| it["resource"] = url.clone().into()),
            _ => {
                let members = ["issuer", "token_endpoint", "registration_endpoint", "authorization_endpoint"];
                let member = random.pick(&members);
                resource.server(|it| it[member] = url.clone().into());
            }
        }
        let named_by_server = number % 4 == 3;
        let world = resource.world_of_any_host();
        let env = TestEnv::new();
        let secret = env.write("secret", "ConfiguredCanary\n");
        let file = format!("--client-secret-file={}", secret.display());
        let args: &[&str] =
            if named_by_server { &["--wait=0"] } else { &["--wait=0", &file, "--client-id=c"] };
        let outcome = login(&env, &world, args).run();
        assert!(!outcome.stderr.contains("Canary") && outcome.code != Some(1), "{url}: {outcome:?}");
        for request in world.requests() {
            let is_known = [HOST, "auth.example.com"].contains(&request.host.as_str());
            let is_named = url.contains(&request.host) && url.starts_with("https://");
            assert!(is_known || (named_by_server || number % 4 == 1) && is_named, "{url}: {request:?}");
            assert!(!request.text().contains("Canary") && request.header("authorization").is_none(), "{url}");
            assert!(!request.host.starts_with("127.") && !request.host.starts_with("localhost"), "{url}");
        }
    }
}
