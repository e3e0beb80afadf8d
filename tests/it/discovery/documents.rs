//! The stored metadata: how long it is used, who fetches it, and what happens if the server is down or has moved.

use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use serde_json::Value;

use crate::support::discovery::{ISSUER, Server, age, call, documents, is_for_metadata, metadata, with};
use crate::support::environment::TestEnv;
use crate::support::modes;
use crate::support::process::Running;
use crate::support::reply::Reply;
use crate::support::vendor::token;
use crate::support::world::World;

#[cfg(unix)]
#[test]
fn document_is_private_and_holds_no_token() {
    let (env, server) = (TestEnv::new(), Server::new(&metadata()));
    server.call(&env).run().success();
    let [file] = <[_; 1]>::try_from(documents(&env)).unwrap();
    assert_eq!(modes::of(&fs::metadata(&file).unwrap()), 0o600);
    let text = fs::read_to_string(&file).unwrap();
    assert!(!text.contains("token-1") && !text.contains("s3cret"), "{text}");
}

#[test]
fn life_is_what_the_server_says_within_bounds() {
    for (header, life) in [
        (None, 3600),
        (Some("max-age=7200"), 7200),
        (Some("public, max-age=1"), 300),
        (Some("no-store"), 300),
        (Some("max-age=31536000"), 86_400),
    ] {
        let reply = Reply::json(200, metadata().to_string());
        let reply = header.iter().fold(reply, |reply, value| reply.header("Cache-Control", value));
        let (env, server) = (TestEnv::new(), Server::answering(reply));
        let ask = || {
            env.gettoken(&["cache", "clear", "oauth2"]).run().success();
            server.call(&env).run().success()
        };
        ask();
        age(&env, life - 20);
        ask();
        assert_eq!(server.asked_for_metadata(), 1, "{header:?}");
        age(&env, 40);
        ask();
        assert_eq!(server.asked_for_metadata(), 2, "{header:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_hit_reads_no_document() {
    let (env, server) = (TestEnv::new(), Server::new(&metadata()));
    server.call(&env).run().success();
    // One that could not be read would be reported, or fetched again.
    modes::set(&documents(&env)[0], 0o644).unwrap();
    let outcome = server.call(&env).run();
    assert_eq!((outcome.stdout.as_str(), outcome.stderr.as_str()), ("token-1\n", ""));
    assert_eq!(server.asked_for_metadata(), 1);
    // A miss fetches it again.
    server.call(&env).arg("--force").run().success();
    assert_eq!(server.asked_for_metadata(), 2);
}

#[test]
fn twenty_processes_of_as_many_profiles_send_one_request() {
    let slow = Reply::json(200, metadata().to_string()).delay(Duration::from_millis(300));
    let (env, server) = (TestEnv::new(), Server::answering(slow));
    let profile = |number| {
        format!(
            "[profiles.p{number}]\nprovider = \"oauth2\"\nclient-id = \"id\"\nclient-secret = \"s\"\n\
                 [profiles.p{number}.vars]\nissuer = \"{ISSUER}\"\n"
        )
    };
    env.write_config(&(0..20).map(profile).collect::<String>());
    let start = |number| env.gettoken(&[&format!("p{number}"), "-o", "token"]).through(&server.world).spawn();
    let running: Vec<Running> = (0..20).map(start).collect();
    running.into_iter().for_each(|running| drop(running.wait().success()));
    assert_eq!(server.asked_for_metadata(), 1);
    assert_eq!(server.asked().len(), 21);
}

#[test]
fn stored_document_is_used_while_the_server_is_down() {
    for reply in [Reply::empty(503), Reply::empty(500), Reply::empty(429), Reply::close(), Reply::hang()] {
        let (env, server) = (TestEnv::new(), Server::new(&metadata()));
        server.call(&env).run().success();
        age(&env, 1_000_000);
        server.now(reply);
        let outcome = server.call(&env).args(&["--force", "--timeout=4s"]).run();
        assert!(outcome.stderr.contains("using the stored document"), "{}", outcome.stderr);
        assert_eq!(outcome.success(), "token-2\n");
    }
    // Without one, the server's trouble is that of the call.
    for (reply, code, part) in [
        (Reply::empty(503), 7, "the server metadata is not available"),
        (
            Reply::close(),
            6,
            "the request was for the metadata of the issuer `https://sso.example.com/t`: https://",
        ),
    ] {
        let (env, server) = (TestEnv::new(), Server::answering(reply));
        let stderr = server.call(&env).arg("--retries=0").run().failed(code);
        assert!(stderr.contains(part), "{stderr}");
    }
}

#[test]
fn stored_document_is_not_used_in_place_of_a_wrong_one() {
    let (env, server) = (TestEnv::new(), Server::new(&metadata()));
    server.call(&env).run().success();
    age(&env, 1_000_000);
    server.publish(&with("issuer", "https://evil.example"));
    server.call(&env).arg("--force").run().failed(8);
}

#[test]
fn document_is_fetched_again_if_an_endpoint_is_gone() {
    for status in [404, 405] {
        let (env, has_moved) = (TestEnv::new(), Arc::new(AtomicBool::new(false)));
        let moved = Arc::clone(&has_moved);
        let world =
            World::start(move |request| match (request.path.as_str(), moved.load(Ordering::SeqCst)) {
                (_, true) if is_for_metadata(request) => {
                    Reply::json(200, with("token_endpoint", "https://sso.example.com/t/v2/token").to_string())
                }
                _ if is_for_metadata(request) => Reply::json(200, metadata().to_string()),
                ("/t/token", true) => Reply::empty(status),
                ("/t/token", false) => token(1, 3600),
                ("/t/v2/token", true) => token(2, 3600),
                other => panic!("nothing is at {other:?}"),
            });
        assert_eq!(call(&env, &world).run().success(), "token-1\n");
        // Older than a document that was just fetched.
        age(&env, 60);
        has_moved.store(true, Ordering::SeqCst);
        assert_eq!(call(&env, &world).arg("--force").run().success(), "token-2\n");
        assert_eq!(world.requests().len(), 5);
    }
}

#[test]
fn an_endpoint_that_stays_away_is_asked_once() {
    let env = TestEnv::new();
    let world = World::start(|request| match is_for_metadata(request) {
        true => Reply::json(200, metadata().to_string()),
        false => Reply::empty(404),
    });
    assert_ne!(call(&env, &world).run().code, Some(0));
    age(&env, 60);
    assert_ne!(call(&env, &world).arg("--force").run().code, Some(0));
    let tokens = world.requests().iter().filter(|request| !is_for_metadata(request)).count();
    assert_eq!((tokens, world.requests().len() - tokens), (2, 2));
}

#[test]
fn without_the_cache_nothing_is_stored() {
    let (env, server) = (TestEnv::new(), Server::new(&metadata()));
    let ask = || server.call(&env).arg("--no-cache").run().success();
    assert_eq!((ask(), ask()), ("token-1\n".to_owned(), "token-2\n".to_owned()));
    assert_eq!((documents(&env).len(), server.asked_for_metadata()), (0, 2));
}

#[test]
fn damaged_document_is_fetched_again() {
    for text in ["", "gettoken-entry 2 0\n{}\n", "x"] {
        let (env, server) = (TestEnv::new(), Server::new(&metadata()));
        server.call(&env).run().success();
        fs::write(&documents(&env)[0], text).unwrap();
        env.gettoken(&["cache", "verify"]).run().failed(9);
        assert_eq!(server.call(&env).arg("--force").run().success(), "token-2\n");
        assert_eq!(server.asked_for_metadata(), 2);
        env.gettoken(&["cache", "verify"]).run().success();
    }
}

#[test]
fn other_authorities_have_another_document() {
    let (env, server) = (TestEnv::new(), Server::new(&metadata()));
    server.call(&env).run().success();
    let cacert = server.world.ca_pem_path();
    server.call(&env).args(&["--cacert", cacert]).run().success();
    assert_eq!((documents(&env).len(), server.asked_for_metadata()), (2, 2));
}

#[test]
fn cache_list_shows_documents_and_clear_removes_them() {
    let (env, server) = (TestEnv::new(), Server::new(&metadata()));
    server.call(&env).run().success();
    let list = |more: &[&str]| env.gettoken(&["cache", "list"]).args(more).run().success();
    let shown = list(&[]);
    assert!(shown.contains("DOCUMENT") && shown.contains(ISSUER) && shown.contains("metadata"), "{shown}");
    let rows: Vec<Value> = serde_json::from_str(&list(&["--json"])).unwrap();
    let row = rows.iter().find(|row| row["document"] == "metadata").unwrap();
    assert_eq!(row["server"], ISSUER);
    assert!(row["expires_in"].as_i64().unwrap() > 3000, "{row}");
    // A profile's own are its tokens alone.
    env.gettoken(&["cache", "clear", "oauth2"]).run().success();
    assert_eq!(documents(&env).len(), 1);
    let said = env.gettoken(&["cache", "clear"]).run().stderr;
    assert!(said.contains("1 cached document"), "{said}");
    assert!(!env.tokens_dir().exists());
}
