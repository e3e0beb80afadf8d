//! Proxy selection: environment variables as curl reads them, overridden by the flag and overriding the
//! config; no proxy for loopback addresses; and a proxy's password is never shown.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::mpsc;
use std::thread;

use crate::support::environment::TestEnv;
use crate::support::process::{Call, Outcome};
use crate::support::world::{Reply, World};

/// A port on which nothing listens, so every request through it fails.
const NOWHERE: &str = "http://127.0.0.1:9";

fn tokens() -> World {
    World::always(Reply::json(200, r#"{"access_token":"t0ken","expires_in":3600}"#))
}

/// A call for a host that only a proxy can reach.
fn call(env: &TestEnv, world: &World) -> Call {
    call_with_retries(env, world, "0")
}

fn call_with_retries(env: &TestEnv, world: &World, retries: &str) -> Call {
    env.gettoken(&[
        "oauth2",
        "-o",
        "token",
        "--token-url",
        "https://vendor.invalid/t",
        "--retries",
        retries,
        "--no-cache",
    ])
    .env("OAUTH2_CLIENT_ID", "an-id")
    .env("OAUTH2_CLIENT_SECRET", "s3cret")
    .env("SSL_CERT_FILE", world.ca_pem_path())
}

/// Runs with these variables; PROXY in a value is replaced by the mock server's proxy.
fn run(world: &World, variables: &[(&str, &str)]) -> Outcome {
    let env = TestEnv::new();
    let set =
        |call: Call, (name, value): &(&str, &str)| call.env(name, value.replace("PROXY", &world.proxy_url()));
    variables.iter().fold(call(&env, world), set).run()
}

#[test]
fn https_proxy_and_all_proxy_are_read() {
    for name in ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"] {
        let world = tokens();
        assert_eq!(run(&world, &[(name, "PROXY")]).success(), "t0ken\n", "{name}");
        assert_eq!(world.tunnels()[0].raw_target, "vendor.invalid:443", "{name}");
    }
}

#[test]
fn https_proxy_overrides_all_proxy() {
    for (chosen, other) in
        [("HTTPS_PROXY", "ALL_PROXY"), ("https_proxy", "all_proxy"), ("HTTPS_PROXY", "all_proxy")]
    {
        let world = tokens();
        run(&world, &[(chosen, "PROXY"), (other, NOWHERE)]).success();
        let silent = tokens().may_be_silent();
        run(&silent, &[(chosen, NOWHERE), (other, "PROXY")]).failed(6);
        assert_eq!(silent.connections().proxy, 0, "{chosen}");
    }
}

#[cfg(unix)]
#[test]
fn lower_case_variable_overrides_upper_case() {
    run(&tokens(), &[("https_proxy", "PROXY"), ("HTTPS_PROXY", NOWHERE)]).success();
}

#[test]
fn http_proxy_is_not_used_for_https() {
    for name in ["HTTP_PROXY", "http_proxy"] {
        let world = tokens().may_be_silent();
        run(&world, &[(name, "PROXY")]).failed(6);
        assert_eq!(world.connections().proxy, 0, "{name}");
    }
}

#[test]
fn empty_variable_is_ignored() {
    run(&tokens(), &[("https_proxy", ""), ("HTTPS_PROXY", "PROXY")]).success();
}

#[test]
fn no_proxy_hosts_are_reached_directly() {
    for list in [
        "vendor.invalid",
        ".invalid",
        "invalid",
        "*",
        "a.example, Vendor.Invalid",
        "a.example vendor.invalid",
    ] {
        for name in ["NO_PROXY", "no_proxy"] {
            let world = tokens().may_be_silent();
            run(&world, &[("HTTPS_PROXY", "PROXY"), (name, list)]).failed(6);
            assert_eq!(world.connections().proxy, 0, "{name}={list}");
        }
    }
}

#[test]
fn no_proxy_does_not_match_similar_hosts() {
    for list in ["", "endor.invalid", "x.vendor.invalid", "vendor.invalid.example", "vendor"] {
        run(&tokens(), &[("HTTPS_PROXY", "PROXY"), ("NO_PROXY", list)]).success();
    }
}

/// Runs a call for an address to which TCP does not connect, and returns whether it used the proxy.
/// (RFC 6676 reserves these multicast addresses for examples.)
fn uses_proxy(address: &str, list: &str) -> (bool, String) {
    let (env, world) = (TestEnv::new(), tokens().may_be_silent());
    let call =
        env.gettoken(&["oauth2", "--client-id=i", "--client-secret-file=-", "--retries=0", "--token-url"]);
    let call = call.arg(format!("https://{address}/t")).args(&["--connect-timeout=1s", "--no-cache"]);
    let outcome = call.stdin("s3cret").through(&world).env("NO_PROXY", list).run();
    (world.connections().proxy > 0, outcome.stderr)
}

#[test]
fn no_proxy_ranges_ports_and_brackets_are_reached_directly() {
    for (address, list) in [
        ("233.252.0.7", "233.252.0.0/24"),
        ("233.252.0.7", "a.example,233.252.0.7:443"),
        ("233.252.0.7:8443", "233.252.0.7:8443"),
        ("[ff0e::db8:0:7]", "ff0e::db8:0:0/96"),
        ("[ff0e::db8:0:7]", "[ff0e::db8:0:7]"),
        ("[ff0e::db8:0:7]", "[ff0e::db8:0:7]:443"),
        ("vendor.invalid:8443", "vendor.invalid:8443"),
    ] {
        let (uses, stderr) = uses_proxy(address, list);
        assert!(!uses && !stderr.contains("NO_PROXY"), "{address} in {list}: {stderr}");
    }
    for (address, list) in [
        ("233.252.0.7", "233.252.1.0/24"),
        ("233.252.0.7", "252.0.7"),
        ("233.252.0.7", "233.252.0.7:80"),
        ("[ff0e::db8:0:7]", "[ff0e::db8:0:7]:80"),
        ("vendor.invalid", "vendor.invalid:8443"),
    ] {
        assert!(uses_proxy(address, list).0, "{address} in {list}");
    }
}

#[test]
fn no_proxy_entry_that_is_not_understood_is_named_once() {
    for entry in ["10.0.0.0/99", "https://vendor.invalid", "192.168.*", "a;b"] {
        let (uses, stderr) = uses_proxy("vendor.invalid", &format!("{entry}, a.example"));
        assert!(uses, "{entry}");
        assert_eq!(
            stderr.matches(&format!("ignoring `{entry}` in NO_PROXY")).count(),
            1,
            "{entry}: {stderr}"
        );
    }
    // No request is sent, so the list is not used.
    let env = TestEnv::new();
    let offline = env.gettoken(&["alimail", "--offline"]).env("HTTPS_PROXY", NOWHERE).env("NO_PROXY", "a;b");
    assert!(!offline.run().stderr.contains("NO_PROXY"));
}

#[test]
fn loopback_is_reached_directly() {
    for (scheme, variable) in [("http", "HTTP_PROXY"), ("http", "ALL_PROXY"), ("https", "HTTPS_PROXY")] {
        let (env, world) = (TestEnv::new(), tokens());
        let address = if scheme == "http" { world.http_addr() } else { world.https_addr() };
        let direct = env
            .gettoken(&["oauth2", "-o", "token", "--client-id", "i", "--token-url"])
            .env("OAUTH2_CLIENT_SECRET", "secret")
            .arg(format!("{scheme}://{address}/t"))
            .env(variable, world.proxy_url())
            .env("SSL_CERT_FILE", world.ca_pem_path());
        assert_eq!(direct.run().success(), "t0ken\n");
        assert_eq!(world.connections().proxy, 0, "{variable}");
    }
}

#[test]
fn flag_overrides_the_environment_which_overrides_the_config() {
    let (env, world) = (TestEnv::new(), tokens());
    let proxy = world.proxy_url();
    let run = |flags: &[&str], variable: &str, defaults: &str, profile: &str| {
        env.write_config(&format!("[defaults]\nproxy = \"{defaults}\"\n[profiles.oauth2]\n{profile}\n"));
        let call = call(&env, &world).env("HTTPS_PROXY", variable);
        flags.iter().fold(call, Call::arg).run().success();
    };
    run(&[], "", &proxy, "");
    run(&[], "", NOWHERE, &format!("proxy = \"{proxy}\""));
    run(&[], &proxy, NOWHERE, &format!("proxy = \"{NOWHERE}\""));
    run(&["--proxy", &proxy], NOWHERE, NOWHERE, "");
}

#[test]
fn proxy_none_disables_the_proxy() {
    for value in ["none", ""] {
        let (env, world) = (TestEnv::new(), tokens().may_be_silent());
        call(&env, &world).env("HTTPS_PROXY", world.proxy_url()).arg("--proxy").arg(value).run().failed(6);
        assert_eq!(world.connections().proxy, 0);
    }
}

/// Asserts that the variable and the flag refuse this URL before anything is sent, and hide its password.
#[track_caller]
fn assert_refused(url: &str) {
    let (env, world) = (TestEnv::new(), tokens().may_be_silent());
    let by_variable = call(&env, &world).env("HTTPS_PROXY", url).run();
    let by_flag = call(&env, &world).arg("--proxy").arg(url).run();
    for (place, outcome) in [("HTTPS_PROXY", by_variable), ("--proxy", by_flag)] {
        let stderr = outcome.failed(3);
        assert!(stderr.contains(place), "{url}: {stderr}");
        assert!(!stderr.contains("pr0xy-pw"), "{stderr}");
    }
}

#[test]
fn invalid_proxy_url_is_reported_with_its_source() {
    for url in ["nonsense://user:pr0xy-pw@127.0.0.1:1", "http://", "http://a b/", "http://[::1"] {
        assert_refused(url);
    }
}

#[test]
fn proxy_url_without_a_host_is_reported_with_its_source() {
    assert_refused("http://user:pr0xy-pw@:8080");
}

#[test]
fn proxy_url_with_an_invalid_port_is_reported_with_its_source() {
    assert_refused("http://user:pr0xy-pw@127.0.0.1:99999");
}

/// If the error named only the vendor, the user would suspect the vendor.
#[test]
fn unreachable_proxy_is_named_in_the_error() {
    for url in [NOWHERE, "http://proxy.invalid:8080"] {
        let stderr = run(&tokens().may_be_silent(), &[("HTTPS_PROXY", url)]).failed(6);
        assert!(stderr.contains("proxy"), "{stderr}");
    }
}

#[test]
fn proxy_password_is_sent_only_to_the_proxy() {
    let world = tokens();
    let url = world.proxy_url().replace("http://", "http://user:pr0xy-pw@");
    let env = TestEnv::new();
    let outcome = call(&env, &world).env("HTTPS_PROXY", &url).arg("-vvv").run();
    assert_eq!(world.tunnels()[0].header("proxy-authorization"), Some("Basic dXNlcjpwcjB4eS1wdw=="));
    assert_eq!(world.request().header("proxy-authorization"), None);
    assert!(!outcome.stderr.contains("pr0xy-pw"), "{outcome:?}");
    outcome.success();
}

#[test]
fn password_of_an_unreachable_proxy_is_not_shown() {
    let world = tokens().may_be_silent();
    let env = TestEnv::new();
    for format in ["text", "json"] {
        let call = call(&env, &world).env("HTTPS_PROXY", "http://user:pr0xy-pw@127.0.0.1:9");
        let stderr = call.arg("-vvv").arg("--error-format").arg(format).run().failed(6);
        assert!(!stderr.contains("pr0xy-pw") && !stderr.contains("s3cret"), "{stderr}");
    }
}

/// A proxy that refuses every request, and remembers the heads.
struct Refusing {
    url: String,
    heads: mpsc::Receiver<String>,
}

fn refusing(response: &str) -> Refusing {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://user:pr0xy-pw@{}", listener.local_addr().unwrap());
    let (sender, heads) = mpsc::channel();
    let response = response.to_owned();
    thread::spawn(move || {
        for mut stream in listener.incoming().map_while(Result::ok) {
            let (mut head, mut byte) = (Vec::new(), [0]);
            // Reads the whole head: closing a socket with unread input would discard the response.
            while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).unwrap_or(0) > 0 {
                head.push(byte[0]);
            }
            // First, because the caller looks at it as soon as it has the response.
            if sender.send(String::from_utf8(head).unwrap()).is_err() {
                break;
            }
            let _ = stream.write_all(response.as_bytes());
        }
    });
    Refusing { url, heads }
}

/// The vendor's `--retries` are for what may be different the next time. A proxy that refuses is asked once.
#[test]
fn refusal_by_the_proxy_is_final_unless_it_may_pass() {
    let challenge = |schemes: &str| format!("HTTP/1.1 407 No\r\n{schemes}\r\n");
    for (response, attempts, code, texts) in [
        (challenge("Proxy-Authenticate: Basic realm=\"x\"\r\n"), 1, 3, ["HTTPS_PROXY", "accepts Basic"]),
        (
            challenge("Proxy-Authenticate: Negotiate\r\nProxy-Authenticate: NTLM\r\n"),
            1,
            3,
            ["Negotiate, NTLM", "px"],
        ),
        (
            challenge("Proxy-Authenticate: NTLM, Basic realm=\"x\"\r\n"),
            1,
            3,
            ["rejected the user name or the password", "accepts NTLM, Basic"],
        ),
        (challenge("Proxy-Authenticate: \u{1b}[31mNTLM\r\n"), 1, 8, ["did not answer with HTTP", "port"]),
        (challenge(""), 1, 3, ["rejected the user name or the password", "accepts Basic"]),
        ("HTTP/1.1 403 Forbidden\r\n\r\nnot on the list".to_owned(), 1, 3, ["HTTP 403", "NO_PROXY"]),
        ("HTTP/1.0 400 Bad\r\n\r\n".to_owned(), 1, 3, ["HTTP 400", "`vendor.invalid`"]),
        (
            "HTTP/1.1 302 Found\r\nLocation: http://login.example/\r\n\r\n".to_owned(),
            1,
            8,
            ["redirected", "browser"],
        ),
        ("HTTP/1.1 502 Bad Gateway\r\n\r\n".to_owned(), 3, 6, ["HTTP 502", "HTTPS_PROXY"]),
        ("HTTP/1.1 503 Busy\r\n\r\n".to_owned(), 3, 6, ["HTTP 503", "HTTPS_PROXY"]),
        ("HTTP/1.1 504 Timeout\r\n\r\n".to_owned(), 3, 6, ["HTTP 504", "HTTPS_PROXY"]),
        ("HTTP/1.1 429 Too Many\r\n\r\n".to_owned(), 3, 6, ["HTTP 429", "HTTPS_PROXY"]),
        ("SSH-2.0-OpenSSH_9.2\r\n".to_owned(), 1, 8, ["did not answer with HTTP", "port"]),
    ] {
        let (env, world, proxy) = (TestEnv::new(), tokens().may_be_silent(), refusing(&response));
        let stderr = call_with_retries(&env, &world, "2").env("HTTPS_PROXY", &proxy.url).run().failed(code);
        for text in texts {
            assert!(stderr.contains(text), "{text} is not in the error for {response}: {stderr}");
        }
        assert!(!stderr.contains("pr0xy-pw") && !stderr.contains("s3cret"), "{stderr}");
        let heads: Vec<_> = proxy.heads.try_iter().collect();
        assert_eq!(heads.len(), attempts, "{response}");
        // A proxy sees the target of the request, but not its content.
        for head in heads {
            assert!(head.starts_with("CONNECT vendor.invalid:443 HTTP/1.1\r\n"), "{head}");
            assert!(head.contains("\r\nProxy-Authorization: Basic dXNlcjpwcjB4eS1wdw==\r\n"), "{head}");
            assert!(!head.contains("s3cret"), "{head}");
        }
    }
}

/// A refusal of the proxy says nothing about the credentials, so it is not remembered.
#[test]
fn refusal_by_the_proxy_is_not_cached() {
    let (env, world) = (TestEnv::new(), tokens());
    let cached = || {
        env.gettoken(&["oauth2", "-o", "token", "--token-url", "https://vendor.invalid/t", "--client-id=i"])
            .env("OAUTH2_CLIENT_SECRET", "s3cret")
            .env("SSL_CERT_FILE", world.ca_pem_path())
    };
    for response in ["HTTP/1.1 407 No\r\n\r\n", "HTTP/1.1 403 No\r\n\r\n", "HTTP/1.1 302 No\r\n\r\n"] {
        let proxy = refusing(response);
        assert_ne!(cached().env("HTTPS_PROXY", &proxy.url).run().code, Some(0));
    }
    assert_eq!(cached().env("HTTPS_PROXY", world.proxy_url()).run().success(), "t0ken\n");
}
