//! `gettoken revoke` of a token that several machines share: the shared store forgets it too.

use crate::support::environment::TestEnv;
use crate::support::process::Call;
use crate::support::store::{KEY, Store, for_each_store};
use crate::support::token_server::{TokenServer, token};
use crate::support::world::Reply;

/// A server that answers a revocation with `reply`, and two machines that share its tokens: the one in `TokenServer`, and
/// another.
fn machines(store: &impl Store, reply: Reply) -> (TokenServer, TestEnv) {
    let server = TokenServer::with(move |_| reply.clone(), "shared = true\n");
    let other = TestEnv::new();
    let config = std::fs::read_to_string(server.env.config_dir().join("config.toml")).unwrap();
    let config = format!("[shared-store]\nurl = \"{}\"\nkey = \"{KEY}\"\n{config}", store.url());
    server.env.write_config(&config);
    other.write_config(&config);
    (server, other)
}

fn get(server: &TokenServer, env: &TestEnv, profile: &str) -> Call {
    env.gettoken(&[profile, "-o", "token"]).through(&server.world)
}

fn a_revoked_token_is_given_to_no_other_machine<S: Store>() {
    let Some(store) = S::start() else { return };
    let (server, other) = machines(&store, Reply::empty(200));
    server.fetch();
    server.call(&["revoke", "app"]).run().success();
    assert!(!server.is_stored("Canary"));
    assert_eq!(get(&server, &other, "app").run().success(), token(2) + "\n");
    assert_eq!(get(&server, &server.env, "app").run().success(), token(2) + "\n");
    // The other machine can revoke what this one has.
    other.gettoken(&["revoke", "app"]).through(&server.world).run().success();
    let revoked: Vec<String> =
        server.requests("/revoke").iter().map(|request| request.form()["token"].clone()).collect();
    assert_eq!(revoked, [token(1), token(2)]);
}

fn a_refused_revocation_keeps_the_token_for_all<S: Store>() {
    let Some(store) = S::start() else { return };
    let (server, other) = machines(&store, Reply::json(400, r#"{"error":"unsupported_token_type"}"#));
    server.fetch();
    server.call(&["revoke", "app"]).run().failed(5);
    // The lease was given back at once.
    assert_eq!(get(&server, &other, "app").run().success(), token(1) + "\n");
}

fn a_session_goes_on_for_all_machines<S: Store>() {
    let Some(store) = S::start() else { return };
    let (server, other) = machines(&store, Reply::empty(200));
    server.log_in();
    // This machine has no refresh token.
    assert_eq!(get(&server, &other, "me").run().success(), token(1) + "\n");
    let outcome = other.gettoken(&["revoke", "me"]).through(&server.world).run();
    assert!(outcome.stderr.contains("the session stays"), "{outcome:?}");
    outcome.success();
    assert_eq!(get(&server, &other, "me").run().success(), token(2) + "\n");
    // The first machine notices when an API rejects its copy, and does not refresh again.
    let call = get(&server, &server.env, "me").arg("--rejected").stdin(token(1));
    assert_eq!(call.run().success(), token(2) + "\n");
    assert_eq!(server.requests("/token").len(), 2);
}

fn without_the_store_nothing_is_revoked<S: Store>() {
    let Some(mut store) = S::start() else { return };
    let (server, _) = machines(&store, Reply::empty(200));
    server.fetch();
    store.stop();
    let outcome = server.call(&["revoke", "app"]).run();
    assert!(matches!(outcome.code, Some(6 | 7)), "{outcome:?}");
    assert!(server.requests("/revoke").is_empty());
    assert!(server.is_stored(&token(1)));
}

for_each_store!(
    a_revoked_token_is_given_to_no_other_machine,
    a_refused_revocation_keeps_the_token_for_all,
    a_session_goes_on_for_all_machines,
    without_the_store_nothing_is_revoked,
);
