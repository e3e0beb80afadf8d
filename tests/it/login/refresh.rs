//! Refresh tokens of a session: each is used once, its successor is stored before anything is printed, and no
//! temporary failure costs the user another login.

use std::fs::OpenOptions;
use std::net::TcpListener;
use std::path::Path;
use std::thread;
use std::time::Duration;

use crate::support::environment::TestEnv;
use crate::support::issuer::{
    Issuer, access_token, configure, grants, login, refresh, refresh_token, refusal, start, token,
};
use crate::support::person::{address, agree};
use crate::support::process::Running;
use crate::support::world::{Reply, World};

/// A session with access tokens of this lifetime in seconds.
fn session(lifetime: u32) -> (Issuer, World, TestEnv) {
    let (issuer, env) = (Issuer::new(), TestEnv::new());
    issuer.with(|state| state.lifetime = lifetime);
    let world = issuer.world();
    configure(&env, &world);
    let login = start(&env, &world);
    agree(&address(&login));
    login.wait().success();
    (issuer, world, env)
}

/// As `session`, with an access token that has just expired.
fn expired() -> (Issuer, World, TestEnv) {
    let (issuer, world, env) = session(1);
    thread::sleep(Duration::from_millis(1100));
    issuer.with(|state| state.lifetime = 3600);
    (issuer, world, env)
}

/// The line that prints this access token.
fn line(number: u32) -> String {
    access_token(number) + "\n"
}

/// How many refreshes the server has seen.
fn refreshes(world: &World) -> usize {
    grants(world).iter().filter(|grant| *grant == "refresh_token").count()
}

/// Whether any file in the token directory contains `text`.
fn is_stored(env: &TestEnv, text: &str) -> bool {
    let files = std::fs::read_dir(env.tokens_dir()).unwrap().flatten();
    files.into_iter().any(|file| String::from_utf8_lossy(&std::fs::read(file.path()).unwrap()).contains(text))
}

#[test]
fn each_refresh_token_is_used_once() {
    let (issuer, world, env) = session(3600);
    for number in 1..=5 {
        assert_eq!(refresh(&env, &world, number).run().success(), line(number + 1));
        assert_eq!(token(&env, &world).run().success(), line(number + 1));
        assert!(!is_stored(&env, &refresh_token(number)));
    }
    assert_eq!(refreshes(&world), 5);
    assert!(!issuer.with(|state| state.theft));
    let last = world.requests().pop().unwrap();
    let names: Vec<String> = last.form().into_keys().collect();
    assert_eq!(names, ["client_id", "grant_type", "refresh_token"]);
}

#[test]
fn an_answer_without_a_refresh_token_keeps_the_old_one() {
    let (issuer, world, env) = session(3600);
    issuer.with(|state| state.rotates = false);
    for number in 1..=3 {
        assert_eq!(refresh(&env, &world, number).run().success(), line(number + 1));
    }
    assert!(is_stored(&env, &refresh_token(1)));
}

#[cfg(unix)]
#[test]
fn the_next_refresh_token_is_stored_before_anything_is_printed() {
    let (issuer, world, env) = expired();
    let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
    let stderr = token(&env, &world).stdout(full).run().failed(9);
    assert!(stderr.contains("stdout"), "{stderr}");
    assert!(is_stored(&env, &refresh_token(2)));
    assert_eq!(token(&env, &world).run().success(), line(2));
    assert_eq!(refresh(&env, &world, 2).run().success(), line(3));
    assert!(!issuer.with(|state| state.theft));
}

#[test]
fn forty_processes_with_an_expired_token_refresh_once() {
    let (issuer, world, env) = expired();
    let calls: Vec<Running> = (0..40).map(|_| token(&env, &world).spawn()).collect();
    for call in calls {
        assert_eq!(call.wait().success(), line(2));
    }
    assert_eq!(refreshes(&world), 1);
    assert!(!issuer.with(|state| state.theft));
}

#[test]
fn forty_processes_with_a_rejected_token_refresh_once() {
    let (issuer, world, env) = session(3600);
    let calls: Vec<Running> = (0..40).map(|_| refresh(&env, &world, 1).spawn()).collect();
    for call in calls {
        assert_eq!(call.wait().success(), line(2));
    }
    assert_eq!(refreshes(&world), 1);
    assert!(!issuer.with(|state| state.theft));
}

#[test]
fn ambiguous_refresh_failure_is_not_retried() {
    let redirect = Reply::empty(307).header("Location", "https://evil.example/token");
    for (reply, exit) in [
        (Reply::close(), 6),
        (Reply::empty(500), 7),
        (Reply::json(200, r#"{"access_token":"#), 8),
        (Reply::json(200, r#"{"access_token":"a b","token_type":"Bearer"}"#), 8),
        (Reply::raw("HTTP/1.1 200 \r\nContent-Length: 100\r\n\r\n{"), 6),
        (redirect, 8),
    ] {
        let (issuer, world, env) = expired();
        issuer.fail("refresh_token", reply.clone());
        let outcome = token(&env, &world).run();
        assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(exit), ""), "{reply:?}: {outcome:?}");
        assert_eq!(refreshes(&world), 1, "{reply:?}");
        // The mock server did not spend the refresh token, so the session continues.
        assert_eq!(token(&env, &world).run().success(), line(2));
        assert!(!issuer.with(|state| state.theft));
    }
}

#[test]
fn busy_server_is_retried_with_the_same_refresh_token() {
    for status in [429, 503] {
        let (issuer, world, env) = expired();
        issuer.fail("refresh_token", Reply::empty(status).header("Retry-After", "1"));
        assert_eq!(token(&env, &world).run().success(), line(2));
        assert_eq!(refreshes(&world), 2);
        assert!(!issuer.with(|state| state.theft));
    }
}

#[test]
fn busy_server_does_not_end_the_session() {
    let (issuer, world, env) = expired();
    issuer.fail("refresh_token", Reply::empty(503).header("Retry-After", "3600"));
    let stderr = token(&env, &world).run().failed(7);
    assert!(stderr.contains("retry after: 3600 s"), "{stderr}");
    assert_eq!(refreshes(&world), 1);
    assert_eq!(token(&env, &world).arg("--force").run().success(), line(2));
}

#[test]
fn unreachable_server_does_not_end_the_session() {
    let (_, world, env) = expired();
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let proxy = format!("http://{closed}");
    token(&env, &world).env("HTTPS_PROXY", proxy).run().failed(6);
    let untrusted = World::always(Reply::empty(200)).may_be_silent();
    token(&env, &world).env("SSL_CERT_FILE", untrusted.ca_pem_path()).run().failed(8);
    assert_eq!(refreshes(&world), 0);
    assert_eq!(token(&env, &world).run().success(), line(2));
}

#[test]
fn rejected_session_is_removed_and_not_retried() {
    let (issuer, world, env) = expired();
    issuer.with(|state| state.current = None);
    let stderr = token(&env, &world).run().failed(4);
    assert!(stderr.contains("gettoken login work"), "{stderr}");
    assert!(stderr.contains("invalid_grant") && stderr.contains("the words of the server"), "{stderr}");
    assert!(!is_stored(&env, "Canary"));
    let requests = world.requests().len();
    let stderr = token(&env, &world).run().failed(4);
    assert!(stderr.contains("not logged in to `work`"), "{stderr}");
    assert!(stderr.contains("gettoken login work"), "{stderr}");
    assert_eq!(world.requests().len(), requests);
}

#[test]
fn restored_backup_ends_the_session() {
    let (issuer, world, env) = session(3600);
    let copy = |from: &Path, to: &Path| {
        std::fs::create_dir_all(to).unwrap();
        for file in std::fs::read_dir(from).unwrap().flatten() {
            std::fs::copy(file.path(), to.join(file.file_name())).unwrap();
        }
    };
    copy(&env.tokens_dir(), &env.path("backup"));
    assert_eq!(refresh(&env, &world, 1).run().success(), line(2));
    copy(&env.path("backup"), &env.tokens_dir());
    // A spent token was sent again: the server ends the session, and so does gettoken.
    let stderr = refresh(&env, &world, 1).run().failed(4);
    assert!(stderr.contains("gettoken login work"), "{stderr}");
    assert!(issuer.with(|state| state.theft));
    let requests = world.requests().len();
    refresh(&env, &world, 1).run().failed(4);
    assert_eq!(world.requests().len(), requests);
}

#[test]
fn forty_processes_with_a_rejected_session_refresh_once() {
    let (issuer, world, env) = expired();
    issuer.with(|state| state.current = None);
    let calls: Vec<Running> = (0..40).map(|_| token(&env, &world).spawn()).collect();
    for call in calls {
        assert!(call.wait().failed(4).contains("gettoken login work"));
    }
    assert_eq!(refreshes(&world), 1);
}

#[test]
fn invalid_client_does_not_end_the_session() {
    let (issuer, world, env) = expired();
    issuer.fail("refresh_token", refusal("invalid_client"));
    token(&env, &world).run().failed(5);
    assert!(is_stored(&env, &refresh_token(1)));
    // A repeated call is answered from the negative cache.
    token(&env, &world).run().failed(5);
    assert_eq!(refreshes(&world), 1);
    assert_eq!(token(&env, &world).arg("--force").run().success(), line(2));
}

#[test]
fn valid_token_is_served_if_an_early_refresh_fails() {
    for reply in [Reply::empty(503).header("Retry-After", "3600"), Reply::close()] {
        let (issuer, world, env) = session(3600);
        issuer.fail("refresh_token", reply);
        let outcome = token(&env, &world).arg("--min-valid").arg("2h").run();
        assert_eq!(outcome.clone().success(), line(1));
        assert!(outcome.stderr.contains("warning") && outcome.stderr.contains("still valid"), "{outcome:?}");
        assert_eq!(refreshes(&world), 1);
    }
}

#[test]
fn other_grants_clients_and_urls_do_not_get_the_users_token() {
    let (_, world, env) = session(3600);
    let other = ["work", "--grant", "app", "-o", "token", "--offline", "--client-auth", "post"];
    let call = env.gettoken(&other).env("GETTOKEN_WORK_CLIENT_SECRET", "s").through(&world);
    call.run().failed(9);
    let other = ["work", "-o", "token", "--client-id", "another"];
    env.gettoken(&other).through(&world).run().failed(4);
    let other = ["work", "-o", "token", "--token-url", "https://evil.example/token", "--rejected"];
    let call = env.gettoken(&other).through(&world).stdin(line(1));
    call.run().failed(4);
    assert_eq!(refreshes(&world), 0);
}

#[test]
fn login_fails_early_if_it_cannot_be_stored() {
    let (issuer, env) = (Issuer::new(), TestEnv::new());
    let world = issuer.world();
    configure(&env, &world);
    // A file in place of the directory stops every user, even root.
    env.write("config/gettoken/tokens", "");
    // It fails before the user is asked for consent.
    let stderr = login(&env, &world).run().failed(9);
    assert!(!stderr.contains("state="), "{stderr}");
    assert!(world.may_be_silent().requests().is_empty());
}
