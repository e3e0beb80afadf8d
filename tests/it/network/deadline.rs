//! Servers and proxies that stall at every stage, and endless responses: the call ends with its timeout,
//! names the option for it, and uses little memory.

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

/// Far above the timeouts of these calls, which are one second, and far below the time that a slow response
/// would take.
const SOON: Duration = Duration::from_secs(6);
const DRIP: Duration = Duration::from_millis(100);
/// A program that buffers a response of any size would exceed this, in KiB.
const LARGEST_MEMORY: u64 = 32 * 1024;

/// The address of a server that accepts every connection, sends `bytes` one by one, and then stalls.
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

/// `beginning`, followed by more bytes than can arrive in time.
fn endless(beginning: &[u8]) -> Vec<u8> {
    [beginning, &[b'a'; 600]].concat()
}

fn call(env: &TestEnv, url: &str) -> Call {
    env.gettoken(&["oauth2", "-o", "token", "--no-cache", "--client-id", "an-id"])
        .env("OAUTH2_CLIENT_SECRET", "secret")
        .arg("--token-url")
        .arg(url)
}

/// Runs the call with this timeout option, which must end it. Returns stderr.
#[track_caller]
fn times_out(call: Call, limit: &str, name: &str) -> String {
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
fn server_that_stalls_after_the_request_times_out() {
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
        times_out(call(&env, &format!("http://{}/t", world.http_addr())), "--timeout", name);
    }
}

/// A complete but slow response: the timeout does not start again with each byte.
#[test]
fn response_that_arrives_byte_by_byte_times_out() {
    let body = r#"{"access_token":"t0ken","expires_in":3600}"#;
    let text = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{body}", body.len());
    let (env, world) = (TestEnv::new(), World::always(Reply::drip(text, DRIP)));
    times_out(call(&env, &format!("http://{}/t", world.http_addr())), "--timeout", "byte by byte");
}

#[test]
fn stalled_tls_handshake_times_out() {
    // The header of a TLS record of 16 KiB.
    for (name, bytes) in [("silent", vec![]), ("byte by byte", endless(&[22, 3, 3, 64, 0]))] {
        let (env, address) = (TestEnv::new(), stalling(bytes));
        for limit in ["--timeout", "--connect-timeout"] {
            times_out(call(&env, &format!("https://{address}/t")), limit, name);
        }
    }
}

#[test]
fn stalled_proxy_times_out_and_is_named() {
    let answer = endless(b"HTTP/1.1 200 OK\r\nX: ");
    for (name, scheme, bytes) in [
        ("http, silent", "http", vec![]),
        ("http, byte by byte", "http", answer),
        ("https, silent", "https", vec![]),
        ("https, byte by byte", "https", endless(&[22, 3, 3, 64, 0])),
        ("SOCKS, silent", "socks5h", vec![]),
        ("SOCKS, after the greeting", "socks5h", vec![5, 0]),
        // The start of a SOCKS reply with a host name of 255 bytes.
        ("SOCKS, byte by byte", "socks5h", endless(&[5, 0, 5, 0, 0, 3, 255])),
    ] {
        let (env, address) = (TestEnv::new(), stalling(bytes));
        for limit in ["--timeout", "--connect-timeout"] {
            let call =
                call(&env, "https://vendor.invalid/t").env("HTTPS_PROXY", format!("{scheme}://{address}"));
            let stderr = times_out(call, limit, name);
            assert!(stderr.contains("through the proxy from HTTPS_PROXY"), "{name}: {stderr}");
        }
    }
}

/// The timeout is for the whole call, not for each attempt.
#[test]
fn timeout_includes_all_retries() {
    let (env, address) = (TestEnv::new(), stalling(vec![]));
    let begun = Instant::now();
    let call = call(&env, &format!("https://{address}/t")).arg("--connect-timeout").arg("1s");
    call.arg("--timeout").arg("2s").arg("--retries").arg("9").run().failed(6);
    assert!(begun.elapsed() < SOON, "{:?}", begun.elapsed());
}

/// The peak memory of the call in KiB, and its outcome.
fn measured(env: &TestEnv, call: Call) -> (u64, Outcome) {
    let file = env.path("memory");
    let outcome = call.under(&["/usr/bin/time", "-f", "%M", "-o", file.to_str().unwrap()]).run();
    let text = fs::read_to_string(&file).unwrap();
    // If the command failed, a line about it comes first.
    (text.lines().last().unwrap().parse().unwrap(), outcome)
}

#[test]
fn endless_response_is_not_buffered() {
    if tools::skip_without(&["time", "gzip"]) {
        return;
    }
    let token = r#"{"access_token":"t","x":""#;
    // The compressed body is small, and nothing decompresses it.
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
fn endless_headers_are_not_buffered() {
    if tools::skip_without(&["time"]) {
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
