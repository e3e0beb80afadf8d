//! `localhost` always means loopback, whatever the hosts file says: secrets go only there without TLS.
//!
//! The other address is 127.0.0.2, which reaches this machine as well. A hosts file that names it is mounted
//! over the system's for one call.

use std::io::{Read, Write};
use std::net::{IpAddr, Ipv6Addr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::support::environment::TestEnv;
use crate::support::process::Call;
use crate::support::tools;
use crate::support::world::{Reply, World};

const TOKEN: &str = r#"{"access_token":"t0ken","expires_in":3600}"#;
const HOSTS: &str = "127.0.0.2 localhost localhost. keycloak.localhost LOCALHOST\n";

/// A server that answers every connection with the token and counts the connections.
#[derive(Clone)]
struct Server {
    port: u16,
    connections: Arc<AtomicUsize>,
}

impl Server {
    fn start(listener: TcpListener) -> Self {
        let server = Self { port: listener.local_addr().unwrap().port(), connections: Arc::default() };
        let connections = Arc::clone(&server.connections);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                connections.fetch_add(1, Ordering::SeqCst);
                thread::spawn(move || answer(stream));
            }
        });
        server
    }

    fn count(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }
}

fn answer(mut stream: TcpStream) {
    let mut bytes = [0; 4096];
    let _ = stream.read(&mut bytes);
    let answer = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{TOKEN}",
        TOKEN.len()
    );
    let _ = stream.write_all(answer.as_bytes());
}

/// Whether the test cannot run here. Prints the reason.
fn cannot_run() -> bool {
    tools::is_not_root() || tools::skip_without(&["unshare", "mount", "getent"]) || tools::cannot_mount()
}

/// A call for which the system's resolver maps `localhost` to 127.0.0.2.
fn misled(env: &TestEnv, call: Call) -> Call {
    let hosts = env.write("hosts", HOSTS);
    let script = "mount --bind \"$1\" /etc/hosts && shift && getent ahosts localhost | grep -q 127.0.0.2 && exec \"$@\"";
    let args =
        ["unshare", "--mount", "--propagation=private", "sh", "-c", script, "sh", hosts.to_str().unwrap()];
    call.under(&args)
}

fn call(env: &TestEnv, url: &str) -> Call {
    env.gettoken(&[
        "oauth2",
        "--token-url",
        url,
        "--client-id=id",
        "--no-cache",
        "--retries=0",
        "-o",
        "token",
    ])
    .env("OAUTH2_CLIENT_SECRET", "s3cret")
}

/// A server on 127.0.0.2, at the port of the intended one.
fn elsewhere(port: u16) -> Server {
    Server::start(TcpListener::bind(("127.0.0.2", port)).unwrap())
}

#[test]
fn secret_for_localhost_is_sent_only_to_loopback() {
    if cannot_run() {
        return;
    }
    let (env, here) = (TestEnv::new(), World::always(Reply::json(200, TOKEN)));
    let port = here.http_addr().port();
    let other = elsewhere(port);
    let names = ["localhost", "LOCALHOST", "localhost.", "keycloak.localhost", "127.0.0.1"];
    for name in names {
        let url = format!("http://{name}:{port}/token");
        for family in [&[][..], &["-4"]] {
            assert_eq!(misled(&env, call(&env, &url).args(family)).run().success(), "t0ken\n", "{name}");
        }
        // No proxy is used: it would resolve the name itself and see the secret.
        let proxy = format!("http://127.0.0.2:{port}");
        let proxied = call(&env, &url).env("ALL_PROXY", &proxy).env("http_proxy", &proxy);
        misled(&env, proxied).run().success();
        misled(&env, call(&env, &url).arg("--proxy").arg(&proxy)).run().success();
        misled(&env, env.gettoken(&["doctor", "oauth2", "--client-id=i", "--token-url", &url])).run();
    }
    assert_eq!(other.count(), 0, "nothing goes to the other address");
    assert!(here.requests().len() >= names.len() * 5, "{}", here.requests().len());
}

#[test]
fn localhost_finds_a_server_on_ipv6_only() {
    if cannot_run() {
        return;
    }
    let Ok(listener) = TcpListener::bind((Ipv6Addr::LOCALHOST, 0)) else {
        return tools::skip("there is no IPv6 here");
    };
    let (env, here) = (TestEnv::new(), Server::start(listener));
    let (port, other) = (here.port, elsewhere(here.port));
    let url = format!("http://localhost:{port}/token");
    for family in [&[][..], &["-6"]] {
        assert_eq!(misled(&env, call(&env, &url).args(family)).run().success(), "t0ken\n");
    }
    misled(&env, call(&env, &url).arg("-4")).run().failed(6);
    assert_eq!((here.count(), other.count()), (2, 0));
}

/// The proxy's password is sent to it without TLS.
#[test]
fn proxy_at_localhost_is_reached_on_loopback() {
    if cannot_run() {
        return;
    }
    let (env, world) = (TestEnv::new(), World::always(Reply::json(200, TOKEN)));
    let proxy = world.proxy_url().replace("127.0.0.1", "u:p@localhost");
    let other = elsewhere(proxy.rsplit_once(':').unwrap().1.parse().unwrap());
    for scheme in ["http", "socks5"] {
        let proxy = proxy.replace("http:", &format!("{scheme}:"));
        let through = call(&env, "https://vendor.example/token").arg("--cacert").arg(world.ca_pem_path());
        let outcome = misled(&env, through.arg("--proxy").arg(proxy)).run();
        assert_eq!(outcome.code == Some(0), scheme == "http", "{outcome:?}");
    }
    assert_eq!((world.tunnels().len(), other.count()), (1, 0));
}

#[test]
fn doctor_lists_the_loopback_addresses() {
    let (env, here) = (TestEnv::new(), World::always(Reply::json(405, "{}")));
    let url = format!("http://localhost:{}/token", here.http_addr().port());
    let outcome = env.gettoken(&["doctor", "oauth2", "--client-id=i", "--json", "--token-url", &url]).run();
    let report: serde_json::Value = serde_json::from_str(&outcome.stdout).unwrap();
    let name = report["checks"].as_array().unwrap().iter().find(|check| check["name"] == "name").unwrap();
    let addresses: Vec<IpAddr> = serde_json::from_value(name["addresses"].clone()).unwrap();
    assert_eq!(addresses.iter().map(ToString::to_string).collect::<Vec<_>>(), ["127.0.0.1", "::1"]);
    assert_eq!(name["text"], "`localhost` resolves to 127.0.0.1, ::1");
    assert!(name["milliseconds"].is_null(), "nobody was asked: {name:#}");
}

/// Notations that only some resolvers accept as loopback addresses.
#[test]
fn other_notations_for_loopback_are_refused() {
    let env = TestEnv::new();
    for host in [
        "127.1",
        "0x7f000001",
        "0x7f.1",
        "2130706433",
        "017700000001",
        "127.0.0.1.",
        "0.0.0.0",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[localhost]",
        "localhost.example",
        "localhost.localdomain",
        "ip6-localhost",
        "notlocalhost",
        ".localhost",
    ] {
        let stderr = call(&env, &format!("http://{host}:9/token")).run().failed(3);
        assert!(stderr.contains("is not https") || stderr.contains("is not a valid URL"), "{host}: {stderr}");
    }
}
