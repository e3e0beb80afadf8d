//! What somebody else wrote into the store, and servers that contradict themselves.

use std::time::{Duration, Instant};

use super::down::TIME;
use crate::support::redis::RedisServer;
use crate::support::store::{DEAD_PORT, KEY, Store, call, machine, server_that_says};
use crate::support::vendor::{Vendor, token};

#[test]
fn generations_that_are_not_ours_are_replaced() {
    for planted in ["9007199254740992", "4611686018427387904", "9223372036854775807", "99999999999999999999"]
    {
        let Some(server) = RedisServer::start() else { return };
        let vendor = Vendor::new(3600);
        let env = server.machine();
        assert_eq!(call(&vendor, &env).run().success(), "token-1\n");
        let (entry, fence) = (server.key("e"), server.key("f"));
        server.cli(&["SET", &entry, &format!("{planted} AAAA")]);
        server.cli(&["SET", &fence, planted]);
        assert_eq!(call(&vendor, &server.machine()).run().success(), "token-2\n", "{planted}");
        assert_eq!(call(&vendor, &server.machine()).run().success(), "token-2\n", "{planted}");
        assert_eq!(call(&vendor, &env).arg("--rejected").stdin("token-1\n").run().success(), "token-2\n");
    }
}

#[test]
fn names_that_another_program_uses_are_a_fault_of_the_settings() {
    let Some(server) = RedisServer::start() else { return };
    let vendor = Vendor::new(3600);
    assert_eq!(call(&vendor, &server.machine()).run().success(), "token-1\n");
    let entry = server.key("e");
    server.cli(&["DEL", &entry]);
    server.cli(&["LPUSH", &entry, "x"]);
    let env = server.machine();
    let stderr = call(&vendor, &env).run().failed(3);
    assert!(stderr.contains("another program uses the names"), "{stderr}");
    // The store is not down.
    assert!(!env.tokens_dir().join("shared-store.down").exists());
}

#[test]
fn one_server_is_paused_and_not_another() {
    let Some(server) = RedisServer::start() else { return };
    let vendor = Vendor::new(3600);
    let env = server.machine();
    let dead = format!("redis://127.0.0.1:{}", DEAD_PORT);
    call(&vendor, &env).env("GETTOKEN_SHARED_STORE_URL", &dead).run().success();
    assert!(server.key("e").is_empty());
    call(&vendor, &env).arg("--force").run().success();
    assert!(!server.key("e").is_empty());
}

#[test]
fn replies_that_contradict_the_request_end() {
    let vendor = Vendor::new(3600);
    let reply = |text: &str| -> &'static [u8] { Box::leak(text.to_owned().into_bytes().into_boxed_slice()) };
    let entry = format!("{TIME}*2\r\n$5\r\nentry\r\n$4\r\n0 AA\r\n");
    let refused = format!("{TIME}*3\r\n$7\r\nrefused\r\n$4\r\n7 AA\r\n:1000\r\n");
    let past = "*2\r\n$17\r\n-9200000000000000\r\n$1\r\n0\r\n+OK\r\n";
    for text in [&entry, &refused, past] {
        let port = server_that_says(reply(text));
        let env = machine(&format!("url = \"redis://127.0.0.1:{port}\"\nkey = \"{KEY}\""), "");
        let started = Instant::now();
        call(&vendor, &env).run().success();
        assert!(started.elapsed() < Duration::from_secs(3), "{text}: {:?}", started.elapsed());
    }
}

#[test]
fn a_refusal_ends_although_the_server_keeps_it() {
    let Some(server) = RedisServer::start() else { return };
    let vendor = Vendor::start(|number| match number {
        1 => crate::support::reply::Reply::json(429, r#"{"error":"slow_down"}"#).header("retry-after", "2"),
        _ => token(number, 3600),
    });
    let env = server.machine();
    call(&vendor, &env).arg("--retries=0").run().failed(7);
    let key = server.key("r");
    assert!(!key.is_empty());
    server.cli(&["PERSIST", &key]);
    let other = server.machine();
    call(&vendor, &other).arg("--retries=0").run().failed(7);
    assert_eq!(vendor.asked(), 1);
    std::thread::sleep(Duration::from_secs(5));
    assert_eq!(call(&vendor, &other).run().success(), "token-2\n");
}
