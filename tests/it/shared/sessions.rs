//! A login on one machine is a session of all, and each refresh token is used once, whichever machine uses it.

use std::thread;
use std::time::Duration;

use crate::support::environment::TestEnv;
use crate::support::issuer::{
    Issuer, access_token, configure, grants, refresh, refresh_token, refusal, start, token,
};
use crate::support::person::{address, agree};
use crate::support::process::Running;
use crate::support::redis::RedisServer;
use crate::support::store::{KEY, OTHER_KEY, Store, for_each_store};
use crate::support::tools::wait_until;
use crate::support::world::World;

/// A machine with the profile of the issuer, whose session is shared.
fn machine(server: &impl Store, world: &World) -> TestEnv {
    let env = TestEnv::new();
    configure(&env, world);
    let config = std::fs::read_to_string(env.config_dir().join("config.toml")).unwrap();
    let config = config.replacen("grant = \"user\"", "grant = \"user\"\nshared = true", 1);
    env.write_config(&format!("[shared-store]\nurl = \"{}\"\nkey = \"{KEY}\"\n{config}", server.url()));
    env
}

fn log_in(env: &TestEnv, world: &World) {
    let login = start(env, world);
    agree(&address(&login));
    login.wait().success();
}

/// Three machines, of which the first has logged in.
fn session(server: &impl Store) -> (Issuer, World, [TestEnv; 3]) {
    let issuer = Issuer::new();
    let world = issuer.world();
    let machines = [(); 3].map(|()| machine(server, &world));
    log_in(&machines[0], &world);
    (issuer, world, machines)
}

fn line(number: u32) -> String {
    access_token(number) + "\n"
}

/// Whether any file in the token directory contains `text`.
fn is_stored(env: &TestEnv, text: &str) -> bool {
    let files = std::fs::read_dir(env.tokens_dir()).unwrap().flatten();
    files.into_iter().any(|file| String::from_utf8_lossy(&std::fs::read(file.path()).unwrap()).contains(text))
}

fn a_login_is_valid_on_all_machines<S: Store>() {
    let Some(server) = S::start() else { return };
    let (_, world, machines) = session(&server);
    for env in &machines {
        assert_eq!(token(env, &world).run().success(), line(1));
        assert_eq!(token(env, &world).run().success(), line(1));
    }
    assert_eq!(grants(&world), ["authorization_code"]);
    // Only the machine that got it has the refresh token.
    assert!(is_stored(&machines[0], &refresh_token(1)));
    assert!(!is_stored(&machines[1], &refresh_token(1)));
}

fn each_refresh_token_is_used_by_one_machine<S: Store>() {
    let Some(server) = S::start() else { return };
    let (issuer, world, machines) = session(&server);
    assert_eq!(token(&machines[1], &world).run().success(), line(1));
    for number in 1..=6 {
        let (one, other) = (usize::from(number % 2 == 0), usize::from(number % 2 == 1));
        assert_eq!(refresh(&machines[one], &world, number).run().success(), line(number + 1));
        // The other machine has it without a request.
        assert_eq!(refresh(&machines[other], &world, number).run().success(), line(number + 1));
    }
    assert!(!issuer.with(|state| state.theft));
    assert_eq!(grants(&world).len(), 7);
}

fn concurrent_refreshes_of_all_machines_are_one<S: Store>() {
    let Some(server) = S::start() else { return };
    let (issuer, world, machines) = session(&server);
    issuer.with(|state| state.pause = Duration::from_millis(300));
    let running: Vec<Running> =
        (0..12).map(|number: usize| refresh(&machines[number % 3], &world, 1).spawn()).collect();
    for outcome in running.into_iter().map(Running::wait) {
        assert_eq!(outcome.success(), line(2));
    }
    assert!(!issuer.with(|state| state.theft));
    assert_eq!(grants(&world).len(), 2);
}

fn a_logout_ends_the_session_of_all_machines<S: Store>() {
    let Some(server) = S::start() else { return };
    let (issuer, world, machines) = session(&server);
    assert_eq!(refresh(&machines[1], &world, 1).run().success(), line(2));
    // The machine without a session here ends the one of all.
    let out = machines[2].gettoken(&["logout", "work"]).through(&world).run();
    assert!(out.stderr.contains("logged out") || out.code == Some(0), "{out:?}");
    assert_eq!(issuer.with(|state| state.revoked.clone()), [refresh_token(2)]);
    // Nobody puts a copy back, not even the machine that has the refresh token.
    for (env, number) in [(&machines[1], 2), (&machines[0], 1), (&machines[2], 2)] {
        refresh(env, &world, number).run().failed(4);
        token(env, &world).run().failed(4);
    }
    log_in(&machines[0], &world);
    assert_eq!(token(&machines[2], &world).run().success(), line(3));
}

fn a_session_that_the_vendor_ends_is_over_everywhere<S: Store>() {
    let Some(server) = S::start() else { return };
    let (issuer, world, machines) = session(&server);
    assert_eq!(token(&machines[1], &world).run().success(), line(1));
    issuer.fail("refresh_token", refusal("invalid_grant"));
    refresh(&machines[0], &world, 1).run().failed(4);
    refresh(&machines[1], &world, 1).run().failed(4);
    assert_eq!(grants(&world).len(), 2);
}

fn a_lost_session_is_put_back<S: Store>() {
    let Some(mut server) = S::start() else { return };
    let (issuer, world, machines) = session(&server);
    assert_eq!(refresh(&machines[1], &world, 1).run().success(), line(2));
    // The server forgets everything, and the session is on the disk of the machine that refreshed it.
    server.stop();
    server.start_anew();
    token(&machines[2], &world).run().failed(4);
    assert_eq!(refresh(&machines[1], &world, 2).run().success(), line(3));
    assert_eq!(token(&machines[2], &world).run().success(), line(3));
    assert!(!issuer.with(|state| state.theft));
}

#[test]
fn a_server_that_restarts_during_a_refresh_gets_the_new_session() {
    let Some(mut server) = RedisServer::with(&["--appendonly", "yes", "--appendfsync", "always"]) else {
        return;
    };
    let (issuer, world, machines) = session(&server);
    issuer.with(|state| state.pause = Duration::from_millis(500));
    let running = refresh(&machines[0], &world, 1).spawn();
    wait_until(Duration::from_secs(20), "it has asked", || grants(&world).len() == 2);
    server.stop();
    thread::sleep(Duration::from_secs(2));
    server.start_again();
    assert_eq!(running.wait().success(), line(2));
    // The next one does not use the same refresh token again.
    assert_eq!(refresh(&machines[1], &world, 2).run().success(), line(3));
    assert!(!issuer.with(|state| state.theft));
}

fn a_call_that_is_ended_stores_the_new_session_first<S: Store>() {
    let Some(server) = S::start() else { return };
    let (issuer, world, machines) = session(&server);
    issuer.with(|state| state.pause = Duration::from_millis(500));
    let running = refresh(&machines[0], &world, 1).spawn();
    wait_until(Duration::from_secs(20), "it has asked", || grants(&world).len() == 2);
    server.signal("STOP");
    thread::sleep(Duration::from_secs(1));
    running.signal("TERM");
    thread::sleep(Duration::from_millis(300));
    server.signal("CONT");
    running.wait();
    assert_eq!(refresh(&machines[1], &world, 1).run().success(), line(2));
    assert!(!issuer.with(|state| state.theft));
}

fn a_machine_without_the_refresh_token_ends_no_session<S: Store>() {
    let Some(server) = S::start() else { return };
    let (issuer, world, machines) = session(&server);
    assert_eq!(token(&machines[1], &world).run().success(), line(1));
    server.clear();
    let stderr = refresh(&machines[1], &world, 1).run().failed(4);
    assert!(stderr.contains("log in"), "{stderr}");
    // The one that has it puts it back.
    assert_eq!(refresh(&machines[0], &world, 1).run().success(), line(2));
    assert_eq!(token(&machines[2], &world).run().success(), line(2));
    assert!(!issuer.with(|state| state.theft));
}

fn a_session_that_another_key_sealed_is_left_alone<S: Store>() {
    let Some(server) = S::start() else { return };
    let (issuer, world, machines) = session(&server);
    let path = machines[1].config_dir().join("config.toml");
    let config = std::fs::read_to_string(&path).unwrap();
    let both = format!("key = [\"{OTHER_KEY}\", \"{KEY}\"]");
    machines[1].write_config(&config.replace(&format!("key = \"{KEY}\""), &both));
    assert_eq!(refresh(&machines[1], &world, 1).run().success(), line(2));
    // The first one still has its refresh token, which is used up.
    let stderr = refresh(&machines[0], &world, 1).run().failed(3);
    assert!(stderr.contains("a key that this machine does not have"), "{stderr}");
    let key = format!("{OTHER_KEY},{KEY}");
    let call = refresh(&machines[0], &world, 1).env("GETTOKEN_SHARED_STORE_KEY", key);
    assert_eq!(call.run().success(), line(2));
    assert!(!issuer.with(|state| state.theft));
}

fn an_older_session_in_the_store_is_replaced<S: Store>() {
    let Some(server) = S::start() else { return };
    let (issuer, world, machines) = session(&server);
    let (key, old) = (server.key("e"), server.value("e"));
    assert_eq!(refresh(&machines[1], &world, 1).run().success(), line(2));
    // As after a fail-over that lost the last write.
    server.set(&key, &old);
    // The machine without a refresh token cannot know; the other one repairs it first.
    assert_eq!(refresh(&machines[1], &world, 2).run().success(), line(3));
    assert_eq!(refresh(&machines[2], &world, 2).run().success(), line(3));
    assert!(!issuer.with(|state| state.theft));
}

fn a_session_is_not_refreshed_without_the_store<S: Store>() {
    let Some(mut server) = S::start() else { return };
    let (issuer, world, machines) = session(&server);
    server.stop();
    let stderr = refresh(&machines[0], &world, 1).run().failed(7);
    assert!(stderr.contains("other machines use it too"), "{stderr}");
    // A token that is still good is served.
    assert_eq!(token(&machines[0], &world).run().success(), line(1));
    assert_eq!(grants(&world).len(), 1);
    // A login would not reach the others.
    machines[1].gettoken(&["login", "work"]).through(&world).run().failed(6);
    server.start_again();
    std::fs::remove_file(machines[0].tokens_dir().join("shared-store.down")).unwrap();
    assert_eq!(refresh(&machines[0], &world, 1).run().success(), line(2));
    assert!(!issuer.with(|state| state.theft));
}

for_each_store!(
    a_call_that_is_ended_stores_the_new_session_first,
    a_machine_without_the_refresh_token_ends_no_session,
    a_session_that_another_key_sealed_is_left_alone,
    a_login_is_valid_on_all_machines,
    each_refresh_token_is_used_by_one_machine,
    concurrent_refreshes_of_all_machines_are_one,
    a_logout_ends_the_session_of_all_machines,
    a_session_that_the_vendor_ends_is_over_everywhere,
    a_lost_session_is_put_back,
    an_older_session_in_the_store_is_replaced,
    a_session_is_not_refreshed_without_the_store,
);
