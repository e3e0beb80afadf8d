//! Which way a request goes: the proxy's variables as curl reads them, the flag and the config above them, this
//! machine always directly, and a proxy's password never shown.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::thread;

use crate::support::environment::TestEnv;
use crate::support::process::{Call, Outcome};
use crate::support::world::{Reply, World};

/// A port on which nothing listens: whoever is sent there fails.
const NOWHERE: &str = "http://127.0.0.1:9";

fn tokens() -> World {
    World::always(Reply::json(200, r#"{"access_token":"t0ken","expires_in":3600}"#))
}

/// A call for a host that only a proxy can reach.
fn call(env: &TestEnv, world: &World) -> Call {
    env.gettoken(&[
        "oauth2",
        "-o",
        "token",
        "--token-url",
        "https://vendor.invalid/t",
        "--retries",
        "0",
        "--no-cache",
    ])
    .env("OAUTH2_CLIENT_ID", "an-id")
    .env("OAUTH2_CLIENT_SECRET", "s3cret")
    .env("SSL_CERT_FILE", world.ca_pem_path())
}

/// Runs with these variables, in whose values PROXY is the world's proxy.
fn run(world: &World, variables: &[(&str, &str)]) -> Outcome {
    let env = TestEnv::new();
    let set =
        |call: Call, (name, value): &(&str, &str)| call.env(name, value.replace("PROXY", &world.proxy_url()));
    variables.iter().fold(call(&env, world), set).run()
}

#[test]
fn each_variable_for_https_is_read() {
    for name in ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"] {
        let world = tokens();
        assert_eq!(run(&world, &[(name, "PROXY")]).success(), "t0ken\n", "{name}");
        assert_eq!(world.tunnels()[0].raw_target, "vendor.invalid:443", "{name}");
    }
}

#[test]
fn the_variable_for_https_counts_more_than_the_one_for_all() {
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

#[test]
fn the_lower_case_spelling_counts_more() {
    run(&tokens(), &[("https_proxy", "PROXY"), ("HTTPS_PROXY", NOWHERE)]).success();
}

#[test]
fn the_variable_for_http_is_not_for_https() {
    for name in ["HTTP_PROXY", "http_proxy"] {
        let world = tokens().may_be_silent();
        run(&world, &[(name, "PROXY")]).failed(6);
        assert_eq!(world.connections().proxy, 0, "{name}");
    }
}

#[test]
fn an_empty_variable_names_no_proxy() {
    run(&tokens(), &[("https_proxy", ""), ("HTTPS_PROXY", "PROXY")]).success();
}

#[test]
fn hosts_in_the_list_are_reached_directly() {
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
fn hosts_that_only_look_like_one_in_the_list_are_not() {
    for list in ["", "endor.invalid", "x.vendor.invalid", "vendor.invalid.example", "vendor"] {
        run(&tokens(), &[("HTTPS_PROXY", "PROXY"), ("NO_PROXY", list)]).success();
    }
}

#[test]
fn this_machine_is_reached_directly() {
    for (scheme, variable) in [("http", "HTTP_PROXY"), ("http", "ALL_PROXY"), ("https", "HTTPS_PROXY")] {
        let (env, world) = (TestEnv::new(), tokens());
        let address = if scheme == "http" { world.http_addr() } else { world.https_addr() };
        let direct = env
            .gettoken(&["oauth2", "-o", "token", "--client-auth", "none", "--client-id", "i", "--token-url"])
            .arg(format!("{scheme}://{address}/t"))
            .env(variable, world.proxy_url())
            .env("SSL_CERT_FILE", world.ca_pem_path());
        assert_eq!(direct.run().success(), "t0ken\n");
        assert_eq!(world.connections().proxy, 0, "{variable}");
    }
}

#[test]
fn the_flag_counts_more_than_the_environment_and_that_more_than_the_config() {
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
fn the_word_none_switches_a_proxy_off() {
    for value in ["none", ""] {
        let (env, world) = (TestEnv::new(), tokens().may_be_silent());
        call(&env, &world).env("HTTPS_PROXY", world.proxy_url()).arg("--proxy").arg(value).run().failed(6);
        assert_eq!(world.connections().proxy, 0);
    }
}

/// Both ways to name a proxy refuse this URL before anything is sent, and keep its password to themselves.
#[track_caller]
fn assert_unusable(url: &str) {
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
fn a_proxy_that_is_no_url_is_told_with_its_place() {
    for url in ["nonsense://user:pr0xy-pw@127.0.0.1:1", "http://", "http://a b/", "http://[::1"] {
        assert_unusable(url);
    }
}

#[test]
fn a_proxy_without_a_host_is_told_with_its_place() {
    assert_unusable("http://user:pr0xy-pw@:8080");
}

#[test]
fn a_proxy_with_a_port_that_no_host_has_is_told_with_its_place() {
    assert_unusable("http://user:pr0xy-pw@127.0.0.1:99999");
}

/// Whoever reads only the vendor's name looks for the fault at the vendor.
#[test]
fn a_proxy_that_cannot_be_reached_is_told_as_the_one_that_failed() {
    for url in [NOWHERE, "http://proxy.invalid:8080"] {
        let stderr = run(&tokens().may_be_silent(), &[("HTTPS_PROXY", url)]).failed(6);
        assert!(stderr.contains("proxy"), "{stderr}");
    }
}

#[test]
fn the_password_of_a_proxy_reaches_the_proxy_alone() {
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
fn the_password_of_a_proxy_that_is_down_is_not_shown() {
    let world = tokens().may_be_silent();
    let env = TestEnv::new();
    for format in ["text", "json"] {
        let call = call(&env, &world).env("HTTPS_PROXY", "http://user:pr0xy-pw@127.0.0.1:9");
        let stderr = call.arg("-vvv").arg("--error-format").arg(format).run().failed(6);
        assert!(!stderr.contains("pr0xy-pw") && !stderr.contains("s3cret"), "{stderr}");
    }
}

#[test]
fn a_proxy_that_refuses_is_told() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://user:pr0xy-pw@{}", listener.local_addr().unwrap());
    let proxy = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut head = Vec::new();
        let mut byte = [0];
        // To the end of the head: closing a socket that has unread input would take the answer away.
        while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).unwrap() > 0 {
            head.push(byte[0]);
        }
        stream.write_all(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n").unwrap();
        String::from_utf8(head).unwrap()
    });
    let world = tokens().may_be_silent();
    let stderr = run(&world, &[("HTTPS_PROXY", &url)]).failed(6);
    assert!(stderr.contains("proxy") && stderr.contains("407"), "{stderr}");
    assert!(!stderr.contains("pr0xy-pw"), "{stderr}");
    // A proxy sees where the request goes, and nothing of it.
    let seen = proxy.join().unwrap();
    assert!(seen.starts_with("CONNECT vendor.invalid:443 ") && !seen.contains("s3cret"), "{seen}");
}
