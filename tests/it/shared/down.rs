//! The shared store does not answer, or not as it should.

use std::thread;
use std::time::{Duration, Instant};

use crate::support::environment::TestEnv;
use crate::support::redis::RedisServer;
use crate::support::store::{DEAD_PORT, KEY, Store, call, for_each_store, machine, server_that_says};
use crate::support::vendor::{Vendor, token};

/// No call may take longer than this in addition to the vendor's time, whatever the store does.
const LATE: Duration = Duration::from_secs(2);

/// A machine whose store is at this port.
fn at<S: Store>(port: u16) -> TestEnv {
    machine(&format!("url = \"{}\"\nkey = \"{KEY}\"", S::url_at(port)), "")
}

/// A definition whose new tokens end the old ones after `overlap`.
fn invalidating(env: &TestEnv, overlap: &str) {
    env.write_provider(
        "single",
        &format!("title = \"Single\"\nextends = \"oauth2\"\n[repeat]\neffect = \"invalidates\"\noverlap = \"{overlap}\"\n"),
    );
    let path = env.config_dir().join("config.toml");
    let config = std::fs::read_to_string(path).unwrap();
    env.write_config(&config.replace("provider = \"oauth2\"", "provider = \"single\""));
}

/// A time that is a correct reply to `TIME`.
pub(super) const TIME: &str = "*2\r\n$10\r\n1700000000\r\n$1\r\n0\r\n";

fn a_machine_goes_alone_if_that_harms_nobody<S: Store>() {
    let vendor = Vendor::new(3600);
    let env = at::<S>(DEAD_PORT);
    let started = Instant::now();
    let outcome = call(&vendor, &env).run();
    assert!(outcome.stderr.contains("this machine gets its own token"), "{}", outcome.stderr);
    assert_eq!(outcome.success(), "token-1\n");
    assert!(started.elapsed() < LATE, "{:?}", started.elapsed());
    assert_eq!(call(&vendor, &env).run().success(), "token-1\n");
}

fn what_was_fetched_alone_is_shared_later<S: Store>() {
    let Some(mut server) = S::start() else { return };
    let vendor = Vendor::new(3600);
    let (one, two) = (server.machine(), server.machine());
    server.stop();
    assert_eq!(call(&vendor, &one).run().success(), "token-1\n");
    server.start_again();
    std::fs::remove_file(one.tokens_dir().join("shared-store.down")).unwrap();
    assert_eq!(call(&vendor, &one).run().success(), "token-1\n");
    assert_eq!(call(&vendor, &two).run().success(), "token-1\n");
    assert_eq!(vendor.asked(), 1);
}

fn no_token_is_fetched_that_could_end_another<S: Store>() {
    let vendor = Vendor::new(3600);
    let env = at::<S>(DEAD_PORT);
    invalidating(&env, "5m");
    let outcome = call(&vendor, &env).run();
    let stderr = outcome.failed(7);
    assert!(stderr.contains("on-failure") && stderr.contains("retry"), "{stderr}");
    assert_eq!(vendor.asked(), 0);
    // The user may want it nevertheless.
    let config = std::fs::read_to_string(env.config_dir().join("config.toml")).unwrap();
    env.write_config(&config.replace("key =", "on-failure = \"local\"\nkey ="));
    assert_eq!(call(&vendor, &env).run().success(), "token-1\n");
}

fn a_dead_store_is_not_asked_by_each_call<S: Store>() {
    let Some(server) = S::start() else { return };
    let vendor = Vendor::start(|number| token(number, 3600));
    let env = server.machine_with("on-failure = \"local\"", "");
    server.signal("STOP");
    let first = Instant::now();
    call(&vendor, &env).run().success();
    assert!(first.elapsed() < LATE, "{:?}", first.elapsed());
    let many = Instant::now();
    for _ in 0..10 {
        call(&vendor, &env).arg("--force").run().success();
    }
    // Each by itself would wait half a second.
    assert!(many.elapsed() < Duration::from_secs(4), "{:?}", many.elapsed());
    server.signal("CONT");
}

fn a_valid_token_is_served_without_the_store<S: Store>() {
    let Some(mut server) = S::start() else { return };
    let vendor = Vendor::new(3600);
    let env = server.machine();
    invalidating(&env, "1s");
    assert_eq!(call(&vendor, &env).run().success(), "token-1\n");
    server.stop();
    thread::sleep(Duration::from_millis(600));
    // It should be confirmed, but cannot be.
    let outcome = call(&vendor, &env).run();
    assert!(outcome.stderr.contains("the shared store was not asked"), "{}", outcome.stderr);
    assert_eq!(outcome.success(), "token-1\n");
}

fn a_token_that_another_machine_ended_is_not_served<S: Store>() {
    let Some(server) = S::start() else { return };
    let vendor = Vendor::new(3600);
    let (one, two) = (server.machine(), server.machine());
    for env in [&one, &two] {
        invalidating(env, "2s");
        assert_eq!(call(&vendor, env).run().success(), "token-1\n");
    }
    assert_eq!(call(&vendor, &one).arg("--force").run().success(), "token-2\n");
    // Within half of the overlap, the old one is good.
    thread::sleep(Duration::from_millis(1100));
    assert_eq!(call(&vendor, &two).run().success(), "token-2\n");
    assert_eq!(vendor.asked(), 2);
}

fn a_store_that_forgets_costs_no_request<S: Store>() {
    let Some(server) = S::start() else { return };
    let vendor = Vendor::new(3600);
    let (one, two) = (server.machine(), server.machine());
    invalidating(&one, "1s");
    invalidating(&two, "1s");
    assert_eq!(call(&vendor, &one).run().success(), "token-1\n");
    server.clear();
    thread::sleep(Duration::from_millis(600));
    // Puts its copy back.
    assert_eq!(call(&vendor, &one).run().success(), "token-1\n");
    assert_eq!(call(&vendor, &two).run().success(), "token-1\n");
    assert_eq!(vendor.asked(), 1);
}

#[test]
fn replies_of_other_servers_end_in_an_error() {
    let vendor = Vendor::new(3600);
    let time =
        |rest: &str| -> &'static [u8] { Box::leak(format!("{TIME}{rest}").into_bytes().into_boxed_slice()) };
    for (reply, part) in [
        (&b"HTTP/1.1 400 Bad Request\r\n\r\n"[..], "unexpected reply"),
        (b"*2\r\n$3\r\nabc\r\n$1\r\nx\r\n+OK\r\n", "unexpected reply"),
        (b"-LOADING Redis is loading the dataset in memory\r\n", "is loading"),
        (time("-BUSY Redis is busy running a script.\r\n"), "is busy"),
        (time("-MISCONF Redis is configured to save RDB snapshots\r\n"), "snapshots"),
        (time("-OOM command not allowed when used memory > 'maxmemory'.\r\n"), "maxmemory"),
        (time("-CLUSTERDOWN The cluster is down\r\n"), "cluster is down"),
        (time("-MOVED 1 127.0.0.1:1\r\n"), "cannot connect"),
        (time("-READONLY You can't write against a read only replica.\r\n"), "is a replica"),
        (time("-NOSCRIPT No matching script.\r\n"), "No matching script"),
    ] {
        let env = at::<RedisServer>(server_that_says(reply));
        let started = Instant::now();
        let outcome = call(&vendor, &env).run();
        assert!(outcome.stderr.contains(part), "{part}: {}", outcome.stderr);
        outcome.success();
        assert!(started.elapsed() < LATE, "{part}: {:?}", started.elapsed());
    }
}

#[test]
fn no_password_is_sent_in_clear_text_to_a_host_that_a_server_names() {
    let vendor = Vendor::new(3600);
    let moved: &'static [u8] =
        Box::leak(format!("{TIME}-MOVED 1 10.1.2.3:6379\r\n").into_bytes().into_boxed_slice());
    let sentinel = b"*2\r\n$8\r\n10.1.2.3\r\n$4\r\n6379\r\n";
    let one = format!("url = \"redis://127.0.0.1:{}\"\nkey = \"{KEY}\"", server_that_says(moved));
    let port = server_that_says(sentinel);
    let elected = format!("sentinels = \"redis://127.0.0.1:{port}\"\nmaster = \"m\"\nkey = \"{KEY}\"");
    for store in [one, elected] {
        let env = machine(&format!("{store}\npassword = \"store-password\""), "");
        let stderr = call(&vendor, &env).run().failed(3);
        assert!(stderr.contains("`10.1.2.3` is not on this machine"), "{stderr}");
    }
    // The first request of all.
    assert_eq!(call(&vendor, &at::<RedisServer>(DEAD_PORT)).run().success(), "token-1\n");
}

#[test]
fn a_connection_that_is_closed_is_opened_again() {
    let Some(server) = RedisServer::start() else { return };
    let vendor = Vendor::slow(3600, Duration::from_millis(500));
    let env = server.machine();
    let running = call(&vendor, &env).spawn();
    crate::support::tools::wait_until(Duration::from_secs(20), "it has asked", || vendor.asked() == 1);
    server.cli(&["CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes"]);
    assert_eq!(running.wait().success(), "token-1\n");
    assert!(!server.value("e").is_empty());
}

#[test]
fn a_replica_is_no_store() {
    let Some(server) = RedisServer::start() else { return };
    let port = server.port.to_string();
    let Some(replica) = RedisServer::with(&["--replicaof", &format!("127.0.0.1 {port}")]) else { return };
    let vendor = Vendor::new(3600);
    let outcome = call(&vendor, &replica.machine()).run();
    assert!(outcome.stderr.contains("is a replica"), "{}", outcome.stderr);
    outcome.success();
}

for_each_store!(
    what_was_fetched_alone_is_shared_later,
    a_dead_store_is_not_asked_by_each_call,
    a_valid_token_is_served_without_the_store,
    a_token_that_another_machine_ended_is_not_served,
    a_store_that_forgets_costs_no_request,
    a_machine_goes_alone_if_that_harms_nobody,
    no_token_is_fetched_that_could_end_another,
);
