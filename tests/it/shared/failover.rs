//! Sentinels name the server, and another one after it has died. TLS protects the connection.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use tempfile::TempDir;

use crate::support::environment::TestEnv;
use crate::support::redis::RedisServer;
use crate::support::store::{DEAD_PORT, KEY, Store, call, free_port, machine, server_that_says};
use crate::support::tools::{self, wait_until};
use crate::support::vendor::Vendor;

/// Three sentinels, which end when the value is dropped.
struct Sentinels {
    _folder: TempDir,
    ports: Vec<u16>,
    children: Vec<Child>,
}

impl Sentinels {
    fn of(master: &RedisServer) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let ports: Vec<u16> = (0..3).map(|_| free_port()).collect();
        let start = |port: &u16| {
            let config = folder.path().join(format!("{port}.conf"));
            let text = format!(
                "port {port}\nbind 127.0.0.1\ndir {}\nsentinel monitor fleet-m 127.0.0.1 {} 2\n\
                 sentinel down-after-milliseconds fleet-m 1000\nsentinel failover-timeout fleet-m 3000\n",
                folder.path().display(),
                master.port
            );
            std::fs::write(&config, text).unwrap();
            let mut command = Command::new("redis-server");
            command.arg(&config).arg("--sentinel").stdin(Stdio::null()).stdout(Stdio::null());
            command.stderr(Stdio::null()).spawn().unwrap()
        };
        let children = ports.iter().map(start).collect();
        let sentinels = Self { children, ports, _folder: folder };
        let limit = Duration::from_secs(30);
        wait_until(limit, "they know each other", || {
            sentinels.ports.iter().all(|port| ask(*port, "master").contains("num-other-sentinels\n2\n"))
        });
        wait_until(limit, "they know the replica", || {
            ask(sentinels.ports[0], "master").contains("num-slaves\n1\n")
        });
        sentinels
    }

    fn store(&self) -> String {
        let urls: Vec<String> =
            self.ports.iter().map(|port| format!("\"redis://127.0.0.1:{port}\"")).collect();
        format!("sentinels = [{}]\nmaster = \"fleet-m\"\nkey = \"{KEY}\"", urls.join(", "))
    }

    /// Whether all sentinels say that the master has this port.
    fn name(&self, port: &str) -> bool {
        let named = |sentinel: &u16| ask(*sentinel, "get-master-addr-by-name").lines().nth(1) == Some(port);
        self.ports.iter().all(named)
    }

    fn signal(&self, number: usize, name: &str) {
        assert!(tools::succeeds("kill", &[&format!("-{name}"), &self.children[number].id().to_string()]));
    }
}

impl Drop for Sentinels {
    fn drop(&mut self) {
        for child in &mut self.children {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

fn ask(port: u16, what: &str) -> String {
    let port = port.to_string();
    let output = Command::new("redis-cli").args(["-p", &port, "SENTINEL", what, "fleet-m"]).output().unwrap();
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn another_server_takes_over() {
    let Some(mut master) = RedisServer::start() else { return };
    let port = master.port.to_string();
    let Some(replica) = RedisServer::with(&["--replicaof", &format!("127.0.0.1 {port}")]) else { return };
    let sentinels = Sentinels::of(&master);
    let vendor = Vendor::new(3600);
    let machines: Vec<TestEnv> = (0..3).map(|_| machine(&sentinels.store(), "")).collect();
    assert_eq!(call(&vendor, &machines[0]).run().success(), "token-1\n");
    wait_until(Duration::from_secs(10), "the replica has it", || !replica.value("e").is_empty());
    // One that hangs costs little.
    sentinels.signal(1, "STOP");
    assert_eq!(call(&vendor, &machines[1]).run().success(), "token-1\n");
    sentinels.signal(1, "CONT");
    master.stop();
    let new = replica.port.to_string();
    wait_until(Duration::from_secs(40), "the replica is the master", || {
        sentinels.name(&new) && replica.cli(&["ROLE"]).starts_with("master")
    });
    assert_eq!(call(&vendor, &machines[2]).run().success(), "token-1\n");
    assert_eq!(call(&vendor, &machines[0]).arg("--force").run().success(), "token-2\n");
    assert_eq!(call(&vendor, &machines[1]).arg("--rejected").stdin("token-1\n").run().success(), "token-2\n");
    assert_eq!(vendor.asked(), 2);
    // No sentinel knows such a name.
    let other = machine(&sentinels.store().replace("fleet-m", "other-m"), "");
    let outcome = call(&vendor, &other).run();
    assert!(outcome.stderr.contains("does not know a master called `other-m`"), "{}", outcome.stderr);
    outcome.success();
}

#[test]
fn a_minority_of_the_sentinels_names_no_master() {
    let Some(server) = RedisServer::start() else { return };
    let reply = format!("*2\r\n$9\r\n127.0.0.1\r\n${}\r\n{}\r\n", server.port.to_string().len(), server.port);
    let port = server_that_says(Box::leak(reply.into_bytes().into_boxed_slice()));
    let vendor = Vendor::new(3600);
    let store = |ports: [u16; 3]| {
        let urls = ports.map(|port| format!("\"redis://127.0.0.1:{port}\""));
        machine(&format!("sentinels = [{}]\nmaster = \"m\"\nkey = \"{KEY}\"", urls.join(", ")), "")
    };
    let outcome = call(&vendor, &store([port, DEAD_PORT, DEAD_PORT])).run();
    assert!(outcome.stderr.contains("cannot connect"), "{}", outcome.stderr);
    outcome.success();
    assert!(server.key("e").is_empty());
    call(&vendor, &store([port, DEAD_PORT, port])).run().success();
    assert!(!server.key("e").is_empty());
}

/// Writes a certificate for `localhost`, and its key, in `folder`.
pub fn certificate(folder: &Path) -> String {
    let certified = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
    let pem = certified.cert.pem();
    std::fs::write(folder.join("cert.pem"), &pem).unwrap();
    std::fs::write(folder.join("key.pem"), certified.signing_key.serialize_pem()).unwrap();
    pem
}

#[test]
fn tls_protects_the_connection() {
    let folder = tempfile::tempdir().unwrap();
    let pem = certificate(folder.path());
    let port = free_port().to_string();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let (cert, key) = (path("cert.pem"), path("key.pem"));
    let args =
        ["--tls-port", &port, "--tls-cert-file", &cert, "--tls-key-file", &key, "--tls-auth-clients", "no"];
    let Some(_server) = RedisServer::with(&args) else { return };
    let vendor = Vendor::new(3600);
    let store = format!("url = \"rediss://localhost:{port}\"\nkey = \"{KEY}\"");
    let trusting = || {
        let env = machine(&store, "cacert = \"store.pem\"");
        env.write("config/gettoken/store.pem", &pem);
        env
    };
    assert_eq!(call(&vendor, &trusting()).run().success(), "token-1\n");
    assert_eq!(call(&vendor, &trusting()).run().success(), "token-1\n");
    // A server that nobody vouches for is a mistake in the settings, and no reason to go alone.
    let stderr = call(&vendor, &machine(&store, "")).run().failed(3);
    assert!(stderr.contains("certificate"), "{stderr}");
    assert_eq!(vendor.asked(), 1);
}

#[test]
fn a_cluster_redirects_to_the_node_that_has_the_token() {
    let Some(one) = RedisServer::with(&["--cluster-enabled", "yes"]) else { return };
    let Some(two) = RedisServer::with(&["--cluster-enabled", "yes"]) else { return };
    assert_eq!(one.cli(&["CLUSTER", "ADDSLOTSRANGE", "0", "8191"]).trim(), "OK");
    assert_eq!(two.cli(&["CLUSTER", "ADDSLOTSRANGE", "8192", "16383"]).trim(), "OK");
    let port = two.port.to_string();
    assert_eq!(one.cli(&["CLUSTER", "MEET", "127.0.0.1", &port]).trim(), "OK");
    let is_whole = |server: &RedisServer| server.cli(&["CLUSTER", "INFO"]).contains("cluster_state:ok");
    wait_until(Duration::from_secs(30), "the cluster is whole", || is_whole(&one) && is_whole(&two));
    let vendor = Vendor::new(3600);
    // One of these asks the wrong node for each name.
    for (number, share) in ["a", "b", "c", "d"].into_iter().enumerate() {
        for server in [&one, &two] {
            let store = format!("url = \"redis://127.0.0.1:{}\"\nkey = \"{KEY}\"", server.port);
            let env = machine(&store, &format!("share = \"{share}\""));
            assert_eq!(call(&vendor, &env).run().success(), format!("token-{}\n", number + 1));
        }
    }
}
