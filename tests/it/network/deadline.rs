//! Servers and proxies that keep a caller waiting in every way there is, and answers that never end: the call
//! ends by its limit, says which limit that was, and keeps its memory small.

use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use crate::support::environment::TestEnv;
use crate::support::process::{Call, Outcome};
use crate::support::tools;
use crate::support::world::{Reply, World};

/// Far beyond the limits of these calls, which are one second, and far below what waiting for a dripping server
/// would take.
const SOON: Duration = Duration::from_secs(6);
const DRIP: Duration = Duration::from_millis(100);
/// What a program that reads an answer of any size would exceed, in KiB.
const LARGEST_MEMORY: u64 = 32 * 1024;

/// The address of a server that takes every connection, sends `bytes` one by one, and then stays silent.
fn stalling(bytes: impl Into<Vec<u8>>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let bytes = bytes.into();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let bytes = bytes.clone();
            thread::spawn(move || drip(stream, &bytes));
        }
    });
    address
}

fn drip(mut stream: TcpStream, bytes: &[u8]) {
    for byte in bytes {
        if stream.write_all(&[*byte]).is_err() {
            return;
        }
        thread::sleep(DRIP);
    }
    let _ = stream.read_to_end(&mut Vec::new());
}

/// The beginning of something, then so much that it will not be over in time.
fn endless(beginning: &[u8]) -> Vec<u8> {
    [beginning, &[b'a'; 600]].concat()
}

fn call(env: &TestEnv, url: &str) -> Call {
    env.gettoken(&["oauth2", "-o", "token", "--no-cache", "--client-auth", "none", "--client-id", "an-id"])
        .arg("--token-url")
        .arg(url)
}

/// Runs with this limit, in time, and tells what was said.
#[track_caller]
fn left_in_time(call: Call, limit: &str, name: &str) -> String {
    let begun = Instant::now();
    let outcome = call.arg("--retries").arg("0").arg(limit).arg("1s").run();
    let took = begun.elapsed();
    assert!(took > Duration::from_millis(900) && took < SOON, "{name}, {limit}: {took:?}");
    let stderr = outcome.failed(6);
    assert!(stderr.contains("did not answer within 1 s"), "{name}, {limit}: {stderr}");
    assert!(stderr.contains(&format!("`{limit}`")), "{name}: {stderr}");
    stderr
}

#[test]
fn a_server_that_stalls_after_the_request_is_left() {
    let chunks = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n1\r\na\r\n1\r\na\r\n";
    for (name, reply) in [
        ("silent", Reply::hang()),
        ("headers for ever", Reply::drip(endless(b"HTTP/1.1 200 OK\r\nX: "), DRIP)),
        (
            "a body for ever",
            Reply::drip(
                endless(b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n"),
                Duration::from_millis(20),
            ),
        ),
        ("chunks for ever", Reply::drip(chunks, Duration::from_millis(20))),
    ] {
        let (env, world) = (TestEnv::new(), World::always(reply));
        left_in_time(call(&env, &format!("http://{}/t", world.http_addr())), "--timeout", name);
    }
}

/// A whole answer that only its pauses make long: what each pause is allowed does not add up.
#[test]
fn an_answer_that_comes_byte_by_byte_is_left() {
    let body = r#"{"access_token":"t0ken","expires_in":3600}"#;
    let text = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{body}", body.len());
    let (env, world) = (TestEnv::new(), World::always(Reply::drip(text, DRIP)));
    left_in_time(call(&env, &format!("http://{}/t", world.http_addr())), "--timeout", "byte by byte");
}

#[test]
fn a_server_that_stalls_in_the_handshake_is_left() {
    // The head of a TLS record of 16 KiB.
    for (name, bytes) in [("silent", vec![]), ("byte by byte", endless(&[22, 3, 3, 64, 0]))] {
        let (env, address) = (TestEnv::new(), stalling(bytes));
        for limit in ["--timeout", "--connect-timeout"] {
            left_in_time(call(&env, &format!("https://{address}/t")), limit, name);
        }
    }
}

#[test]
fn a_proxy_that_stalls_is_left_and_named() {
    let answer = endless(b"HTTP/1.1 200 OK\r\nX: ");
    for (name, scheme, bytes) in [
        ("http, silent", "http", vec![]),
        ("http, byte by byte", "http", answer),
        ("https, silent", "https", vec![]),
        ("https, byte by byte", "https", endless(&[22, 3, 3, 64, 0])),
        ("SOCKS, silent", "socks5h", vec![]),
        ("SOCKS, after the greeting", "socks5h", vec![5, 0]),
        // The head of an answer with a name of 255 letters.
        ("SOCKS, byte by byte", "socks5h", endless(&[5, 0, 5, 0, 0, 3, 255])),
    ] {
        let (env, address) = (TestEnv::new(), stalling(bytes));
        for limit in ["--timeout", "--connect-timeout"] {
            let call =
                call(&env, "https://vendor.invalid/t").env("HTTPS_PROXY", format!("{scheme}://{address}"));
            let stderr = left_in_time(call, limit, name);
            assert!(stderr.contains("through the proxy from HTTPS_PROXY"), "{name}: {stderr}");
        }
    }
}

/// The whole call, not each of its tries, ends by its limit.
#[test]
fn tries_that_all_stall_end_by_the_limit_of_the_call() {
    let (env, address) = (TestEnv::new(), stalling(vec![]));
    let begun = Instant::now();
    let call = call(&env, &format!("https://{address}/t")).arg("--connect-timeout").arg("1s");
    call.arg("--timeout").arg("2s").arg("--retries").arg("9").run().failed(6);
    assert!(begun.elapsed() < SOON, "{:?}", begun.elapsed());
}

/// The largest memory, in KiB, that the call held at any moment, and what came of it.
fn measured(env: &TestEnv, call: Call) -> (u64, Outcome) {
    let file = env.path("memory");
    let outcome = call.under(&["/usr/bin/time", "-f", "%M", "-o", file.to_str().unwrap()]).run();
    let text = fs::read_to_string(&file).unwrap();
    // A command that failed has a line of its own before it.
    (text.lines().last().unwrap().parse().unwrap(), outcome)
}

#[test]
fn an_answer_without_end_is_not_kept_in_memory() {
    if tools::lacks(&["time", "gzip"]) {
        return;
    }
    let token = r#"{"access_token":"t","x":""#;
    // It is small as it comes, and nothing unpacks it.
    let pack = Command::new("sh").args(["-c", "head -c 134217728 /dev/zero | gzip"]).output().unwrap();
    let bomb = Reply::empty(200).header("Content-Type", "application/json").body(pack.stdout);
    for (name, reply) in [
        ("256 MiB", Reply::big(256 * 1024 * 1024)),
        ("chunks", Reply::json(200, token).chunked_forever()),
        ("a bomb", bomb.header("Content-Encoding", "gzip")),
    ] {
        let (env, world) = (TestEnv::new(), World::always(reply));
        let (memory, outcome) = measured(&env, call(&env, &format!("http://{}/t", world.http_addr())));
        outcome.failed(8);
        assert!(memory < LARGEST_MEMORY, "{name}: {memory} KiB");
    }
}

#[test]
fn headers_without_end_are_not_kept_in_memory() {
    if tools::lacks(&["time"]) {
        return;
    }
    let (env, head) = (TestEnv::new(), b"HTTP/1.1 200 OK\r\n".to_vec());
    let many = [head, b"X-Header: words\r\n".repeat(512 * 1024)].concat();
    let world = World::always(Reply::raw(many));
    let (memory, outcome) = measured(&env, call(&env, &format!("http://{}/t", world.http_addr())));
    let stderr = outcome.failed(8);
    assert!(stderr.contains("headers"), "{stderr}");
    assert!(memory < LARGEST_MEMORY, "{memory} KiB");
}
