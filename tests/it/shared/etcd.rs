//! An etcd server: its users, certificates, clocks and errors.

use std::time::{Duration, Instant};

use crate::support::etcd::EtcdServer;
use crate::support::store::{DEAD_PORT, KEY, Store, call, machine, server_that_says};
use crate::support::tools::wait_until;
use crate::support::vendor::Vendor;

/// Creates a user that may read and write our keys, and no others; docs/fleet.md has the same lines.
fn with_users(server: &mut EtcdServer) {
    for (words, password) in [
        ("user add root:root-pw", ""),
        ("user grant-role root root", ""),
        ("role add gettoken", ""),
        ("role grant-permission gettoken --prefix=true readwrite gettoken:", ""),
        ("user add gettoken", ":store-pw"),
        ("user grant-role gettoken gettoken", ""),
        ("auth enable", ""),
    ] {
        let words = format!("{words}{password}");
        let said = server.cli(&words.split(' ').collect::<Vec<_>>());
        assert!(!said.contains("Error"), "{words}: {said}");
    }
    server.as_user = vec!["--user".to_owned(), "root:root-pw".to_owned()];
}

const USER: &str = "user = \"gettoken\"\npassword = \"store-pw\"\n";

#[test]
fn the_right_user_has_few_rights() {
    let Some(mut server) = EtcdServer::start() else { return };
    with_users(&mut server);
    let vendor = Vendor::new(3600);
    let one = server.machine_with(USER, "");
    assert_eq!(call(&vendor, &one).run().success(), "token-1\n");
    assert_eq!(call(&vendor, &server.machine_with(USER, "")).run().success(), "token-1\n");
    assert_eq!(call(&vendor, &one).arg("--force").run().success(), "token-2\n");
    let wrong = "user = \"gettoken\"\npassword = \"wrong-pw\"\n";
    for wrong in ["", wrong, "password = \"wrong-pw\"\n"] {
        let env = server.machine_with(wrong, "");
        let stderr = call(&vendor, &env).run().failed(3);
        assert!(stderr.contains("user or the password") && !stderr.contains("wrong-pw"), "{wrong}: {stderr}");
        // Not as if it were down.
        assert!(!env.tokens_dir().join("shared-store.down").exists());
    }
    let elsewhere = server.machine_with(&format!("{USER}prefix = \"other\"\n"), "");
    let stderr = call(&vendor, &elsewhere).run().failed(3);
    assert!(stderr.contains("may not do that"), "{stderr}");
    assert_eq!(vendor.asked(), 2);
}

#[test]
fn a_password_that_the_server_does_not_need_is_refused() {
    let Some(server) = EtcdServer::start() else { return };
    let vendor = Vendor::new(3600).may_be_silent();
    let stderr = call(&vendor, &server.machine_with(USER, "")).run().failed(3);
    assert!(stderr.contains("authentication is not enabled"), "{stderr}");
}

#[test]
fn a_token_of_the_server_is_renewed() {
    let Some(mut server) = EtcdServer::with("http", &["--auth-token-ttl", "1"]) else { return };
    with_users(&mut server);
    // Longer than the token of the server lasts, and shorter than the time to the first renewal of the lease.
    let vendor = Vendor::slow(3600, Duration::from_millis(2700));
    let one = server.machine_with(USER, "");
    let outcome = call(&vendor, &one).run();
    assert!(!outcome.stderr.contains("shared store"), "{}", outcome.stderr);
    assert_eq!(outcome.success(), "token-1\n");
    assert_eq!(call(&vendor, &server.machine_with(USER, "")).run().success(), "token-1\n");
    // The users change while a machine has the lease.
    let running = call(&vendor, &one).arg("--force").spawn();
    wait_until(Duration::from_secs(20), "it has asked", || vendor.asked() == 2);
    server.cli(&["role", "add", "another"]);
    let outcome = running.wait();
    assert!(!outcome.stderr.contains("shared store"), "{}", outcome.stderr);
    outcome.success();
}

#[test]
fn tls_protects_the_connection() {
    let folder = tempfile::tempdir().unwrap();
    let pem = super::failover::certificate(folder.path());
    let path = |name: &str| folder.path().join(name).display().to_string();
    let (cert, key) = (path("cert.pem"), path("key.pem"));
    let args = ["--cert-file", cert.as_str(), "--key-file", &key];
    let Some(server) = EtcdServer::with("https", &args) else { return };
    let vendor = Vendor::new(3600);
    let store = format!("url = \"{}\"\nkey = \"{KEY}\"", server.url());
    let trusting = || {
        let env = machine(&store, "cacert = \"store.pem\"");
        env.write("config/gettoken/store.pem", &pem);
        env
    };
    assert_eq!(call(&vendor, &trusting()).run().success(), "token-1\n");
    // No proxy is used.
    let direct = trusting();
    let call_through = call(&vendor, &direct).env("HTTPS_PROXY", "http://127.0.0.1:1");
    assert_eq!(call_through.run().success(), "token-1\n");
    // A server that nobody vouches for is a mistake in the settings, and no reason to go alone.
    let stderr = call(&vendor, &machine(&store, "")).run().failed(3);
    assert!(stderr.contains("certificate"), "{stderr}");
    assert_eq!(vendor.asked(), 1);
}

#[test]
fn a_network_may_be_said_to_be_safe() {
    let Some(server) = EtcdServer::start() else { return };
    let vendor = Vendor::new(3600);
    // This address is this machine too, but does not say so.
    let store = format!("url = \"etcd://0.0.0.0:{}\"\nkey = \"{KEY}\"", server.port);
    let stderr = call(&vendor, &machine(&store, "")).run().failed(3);
    assert!(stderr.contains("insecure-network") && stderr.contains("etcds://"), "{stderr}");
    let env = machine(&format!("{store}\ninsecure-network = true"), "");
    assert_eq!(call(&vendor, &env).run().success(), "token-1\n");
    assert!(!server.value("e").is_empty());
}

#[test]
fn settings_that_cannot_work_are_refused() {
    let vendor = Vendor::new(3600).may_be_silent();
    for (store, part) in [
        ("url = \"etcds://etcd.example/v3\"", "etcds://HOST:PORT"),
        ("url = \"etcds://etcd.example/0\"", "etcds://HOST:PORT"),
        ("url = \"etcds://me:pw@etcd.example\"", "set `user` and `password`"),
        ("url = \"etcd://127.0.0.1\"\nsentinels = [\"redis://127.0.0.1\"]\nmaster = \"m\"", "either"),
        ("sentinels = [\"etcd://127.0.0.1\"]\nmaster = \"m\"", "HOST:PORT"),
        ("sentinels = [\"redis://127.0.0.1/1\"]\nmaster = \"m\"", "HOST:PORT"),
    ] {
        let stderr = call(&vendor, &machine(&format!("{store}\nkey = \"{KEY}\""), "")).run().failed(3);
        assert!(stderr.contains(part), "{store}: {stderr}");
    }
}

/// A machine whose server answers each request like this.
fn answered(status: &str, header: &str, body: &str) -> crate::support::environment::TestEnv {
    let length = body.len();
    let head = format!("HTTP/1.1 {status}\r\nconnection: close\r\ncontent-length: {length}\r\n{header}\r\n");
    let port = server_that_says(Box::leak(format!("{head}{body}").into_bytes().into_boxed_slice()));
    machine(&format!("url = \"{}\"\nkey = \"{KEY}\"", EtcdServer::url_at(port)), "")
}

const DATE: &str = "date: Sat, 28 Nov 2026 08:00:00 GMT\r\n";

#[test]
fn responses_of_other_servers_end_in_an_error() {
    let vendor = Vendor::new(3600);
    let pair = |members: &str| format!("{{\"header\":{{}},\"kvs\":[{members}]}}");
    let large = "x".repeat(2 * 1024 * 1024);
    let fault =
        |code: u32, text: &str| format!("{{\"error\":\"{text}\",\"message\":\"{text}\",\"code\":{code}}}");
    for (status, header, body, part) in [
        ("200 OK", DATE, "", "unexpected reply"),
        ("200 OK", DATE, "<html><body>Welcome</body></html>", "unexpected reply"),
        ("404 Not Found", DATE, "404 page not found\n", "unexpected reply"),
        ("404 Not Found", DATE, "{}", "unexpected reply"),
        ("302 Found", "location: http://127.0.0.1:1/\r\n", "{}", "unexpected reply"),
        ("200 OK", DATE, "[]", "unexpected reply"),
        ("200 OK", DATE, "{}", "unexpected reply"),
        ("200 OK", "", r#"{"header":{}}"#, "unexpected reply"),
        // No lease can be had from it.
        ("200 OK", DATE, r#"{"header":{}}"#, "unexpected reply"),
        ("200 OK", DATE, r#"{"header":{},"kvs":7}"#, "unexpected reply"),
        ("200 OK", DATE, &pair("7"), "unexpected reply"),
        ("200 OK", DATE, &pair(r#"{"value":"eA=="}"#), "unexpected reply"),
        ("200 OK", DATE, &large, "unexpected reply"),
        ("503 Unavailable", DATE, &fault(14, "etcdserver: no leader"), "no leader"),
        ("500 Error", DATE, &fault(8, "etcdserver: mvcc: database space exceeded"), "space exceeded"),
        ("500 Error", DATE, &fault(2, "etcdserver: \\u001b[31mred"), "cannot be used now"),
        ("200 OK\r\ncontent-length: 7", DATE, "{}", "unexpected reply"),
    ] {
        let env = answered(status, header, body);
        let started = Instant::now();
        let outcome = call(&vendor, &env).run();
        assert!(outcome.stderr.contains(part), "{part}: {body:.80}: {}", outcome.stderr);
        assert!(!outcome.stderr.contains('\x1b'), "{}", outcome.stderr);
        outcome.success();
        assert!(started.elapsed() < Duration::from_secs(2), "{body:.80}: {:?}", started.elapsed());
    }
    // A response that is cut off.
    let head = format!("HTTP/1.1 200 OK\r\ncontent-length: 99\r\n{DATE}\r\n{{\"header\"");
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        use std::io::{Read, Write};
        for mut stream in listener.incoming().flatten() {
            let mut buffer = [0; 4096];
            let _ = stream.read(&mut buffer).and_then(|_| stream.write_all(head.as_bytes()));
        }
    });
    let env = machine(&format!("url = \"{}\"\nkey = \"{KEY}\"", EtcdServer::url_at(port)), "");
    let outcome = call(&vendor, &env).run();
    assert!(outcome.stderr.contains("closed the connection"), "{}", outcome.stderr);
    outcome.success();
}

#[test]
fn doctor_asks_nothing_of_it_that_redis_must_do() {
    let Some(server) = EtcdServer::start() else { return };
    let vendor = Vendor::new(3600);
    let env = server.machine();
    super::shown::configured(&env, &vendor);
    env.gettoken(&["fleet"]).run().success();
    let outcome = env.gettoken(&["doctor", "fleet"]).run();
    assert!(
        outcome.stdout.contains("etcd 3.") && outcome.stdout.contains("generation"),
        "{}",
        outcome.stdout
    );
    for word in ["appendonly", "eviction", "maxmemory"] {
        assert!(!outcome.stdout.contains(word), "{}", outcome.stdout);
    }
    let json = env.gettoken(&["doctor", "fleet", "--json"]).run().stdout;
    assert!(json.contains("\"leader\""), "{json}");
    let away = machine(&format!("url = \"{}\"\nkey = \"{KEY}\"", EtcdServer::url_at(DEAD_PORT)), "");
    super::shown::configured(&away, &vendor);
    let outcome = away.gettoken(&["doctor", "fleet"]).run();
    assert!(outcome.stdout.contains("cannot connect to the shared store"), "{}", outcome.stdout);
    assert_eq!(outcome.code, Some(6));
}

#[test]
fn keys_end_with_what_they_are_for() {
    let Some(server) = EtcdServer::start() else { return };
    let vendor = Vendor::new(3600);
    call(&vendor, &server.machine()).run().success();
    let ttl = |kind: &str| {
        let json = server.cli(&["get", &server.key(kind), "-w", "fields"]);
        let lease = json.lines().find_map(|line| line.strip_prefix("\"Lease\" : ")).unwrap_or("0").to_owned();
        if lease == "0" {
            return None;
        }
        let printed = server.cli(&["lease", "timetolive", &format!("{:x}", lease.parse::<i64>().unwrap())]);
        Some(printed.split("remaining(").nth(1).unwrap().split('s').next().unwrap().parse::<u64>().unwrap())
    };
    // The life of the token and an hour.
    assert!(ttl("e").is_some_and(|left| (7190..=7201).contains(&left)), "{:?}", ttl("e"));
    assert_eq!(ttl("f"), None);
    assert_eq!(server.key("l"), "");
}
