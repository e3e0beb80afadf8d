//! The client of a login by URL: configured, named by the URL of its metadata, or registered.

use std::fs;
use std::thread;
use std::time::Duration;

use serde_json::json;

use crate::support::environment::TestEnv;
use crate::support::issuer::access_token;
use crate::support::person::{address, query, visit};
use crate::support::process::Call;
use crate::support::resource::{
    CLIENT_SECRET, HOST, ISSUER, Resource, agree, asked, browse, logged_in, login,
};
use crate::support::world::{Reply, World};

fn start() -> (Resource, World, TestEnv) {
    let resource = Resource::new();
    let world = resource.world();
    (resource, world, TestEnv::new())
}

/// Registers a client by hand.
fn know(resource: &Resource, id: &str) {
    resource.with(|state| state.clients.insert(id.to_owned(), vec!["http://127.0.0.1/callback".to_owned()]));
}

/// A call that refreshes, because the first token was rejected.
fn refresh(env: &TestEnv, world: &World) -> Call {
    env.gettoken(&[HOST, "-o", "token", "--rejected"]).through(world).stdin(access_token(1))
}

/// Whether any request contains `text`.
fn is_sent(world: &World, text: &str) -> bool {
    world.requests().iter().any(|request| format!("{request:?}{}", request.text()).contains(text))
}

#[test]
fn a_configured_client_id_is_used_and_written() {
    let (resource, world, env) = start();
    know(&resource, "mine");
    logged_in(&env, &world, &["--client-id", "mine"]);
    assert_eq!(resource.with(|state| state.registrations), 0);
    assert_eq!(refresh(&env, &world).run().success(), access_token(2) + "\n");
    assert_eq!(world.requests().pop().unwrap().form()["client_id"], "mine");
    // Another one is another session.
    env.gettoken(&[HOST, "--client-id=other"]).through(&world).run().failed(4);
}

#[test]
fn a_client_id_in_the_environment_is_that_of_the_profile() {
    let (resource, world, env) = start();
    know(&resource, "mine");
    let login = login(&env, &world, &["--as=files"]).env("GETTOKEN_FILES_CLIENT_ID", "mine").spawn();
    agree(&world, &login);
    login.wait().success();
    assert_eq!(resource.with(|state| state.registrations), 0);
    let config = fs::read_to_string(env.config_dir().join("config.toml")).unwrap();
    assert!(!config.contains("mine"), "{config}");
}

#[test]
fn a_metadata_url_is_the_client_id_where_the_server_accepts_one() {
    let url = "https://tools.example.com/gettoken.json";
    let (resource, world, env) = start();
    know(&resource, url);
    resource.server(|metadata| metadata["client_id_metadata_document_supported"] = true.into());
    logged_in(&env, &world, &["--client-metadata-url", url]);
    assert_eq!(resource.with(|state| state.registrations), 0);
    assert_eq!(refresh(&env, &world).run().success(), access_token(2) + "\n");
    assert_eq!(world.requests().pop().unwrap().form()["client_id"], url);
    // The server reads the document, not gettoken.
    assert!(!asked(&world).iter().any(|at| at.contains("tools.example.com")));

    let (resource, world, env) = start();
    logged_in(&env, &world, &["--client-metadata-url", url]);
    assert_eq!(resource.with(|state| state.registrations), 1, "this server does not accept one");
    resource.server(|metadata| metadata["client_id_metadata_document_supported"] = true.into());
    let wrong = login(&TestEnv::new(), &world, &["--client-metadata-url=https://tools.example.com"]).run();
    assert!(wrong.failed(3).contains("cannot be a client ID"));
}

#[test]
fn a_client_that_gets_a_secret_authenticates_as_it_was_registered() {
    for method in ["client_secret_basic", "client_secret_post"] {
        let (resource, world, env) = start();
        resource.server(|metadata| metadata["token_endpoint_auth_methods_supported"] = json!([method]));
        resource.with(|state| {
            state.registered =
                json!({ "client_secret": CLIENT_SECRET, "token_endpoint_auth_method": method });
        });
        let stderr = logged_in(&env, &world, &["-v"]);
        assert!(!stderr.contains(CLIENT_SECRET), "{stderr}");
        let registration = world.requests().into_iter().find(|it| it.path == "/register").unwrap();
        assert_eq!(registration.json()["token_endpoint_auth_method"], method);
        assert_eq!(refresh(&env, &world).run().success(), access_token(2) + "\n");
        let sent = world.requests().pop().unwrap();
        assert_eq!(sent.header("authorization").is_some(), method == "client_secret_basic");
        // The session has all that it needs.
        env.gettoken(&["cache", "clear", HOST]).run().success();
        let call = env.gettoken(&[HOST, "-o", "token", "--rejected"]).through(&world).stdin(access_token(2));
        assert_eq!(call.run().success(), access_token(3) + "\n");
    }
}

#[test]
fn an_initial_access_token_is_sent_if_the_issuer_is_confirmed() {
    let (resource, world, env) = start();
    resource.with(|state| state.initial_token = Some("InitialCanary"));
    let stderr = login(&env, &world, &[]).run().failed(5);
    assert!(
        stderr.contains("invalid_token: no registration") && stderr.contains("--initial-token-file"),
        "{stderr}"
    );
    let file = env.write("token", "InitialCanary\n");
    let file = file.to_str().unwrap();
    let unconfirmed = login(&env, &world, &["--initial-token-file", file]).run().failed(3);
    assert!(unconfirmed.contains(&format!("--issuer {ISSUER}")), "{unconfirmed}");
    assert!(!is_sent(&world, "InitialCanary"));
    logged_in(&env, &world, &["--initial-token-file", file, "--issuer", ISSUER]);
    assert_eq!(resource.with(|state| state.registrations), 1);
    let config = fs::read_to_string(env.config_dir().join("config.toml")).unwrap();
    assert!(config.contains(file) && !config.contains("InitialCanary"), "{config}");
}

#[test]
fn no_secret_goes_to_a_server_that_only_the_resource_names() {
    let (resource, world, env) = start();
    know(&resource, "mine");
    let secret = env.write("secret", "ConfiguredCanary\n");
    let secret = secret.to_str().unwrap();
    let file = format!("--client-secret-file={secret}");
    for args in [
        &["--client-id=mine", &file][..],
        &["--client-id=mine", "--client-secret=ConfiguredCanary"],
        &["--client-id=mine", "--param=key=ConfiguredCanary"],
        &["--client-id=mine", "--refresh-token-file", secret],
    ] {
        let stderr = login(&env, &world, args).run().failed(3);
        assert!(stderr.contains(&format!("if you trust it, add `--issuer {ISSUER}`")), "{stderr}");
    }
    assert!(!is_sent(&world, "ConfiguredCanary"));
    assert!(asked(&world).iter().all(|at| at.starts_with(HOST)), "{:?}", asked(&world));
    logged_in(&env, &world, &["--client-id=mine", &file, "--issuer", ISSUER]);
    // The metadata lists the header before the form.
    let token = world.requests().pop().unwrap();
    assert!(token.header("authorization").is_some_and(|header| header.starts_with("Basic ")), "{token:?}");
}

#[test]
fn a_client_that_the_server_has_forgotten_is_registered_again_once() {
    let (resource, world, env) = start();
    logged_in(&env, &world, &[]);
    resource.fail("/token", Reply::json(401, r#"{"error":"invalid_client"}"#));
    let login = login(&env, &world, &[]).spawn();
    browse_to_the_end(&world, &address(&login));
    let second = login.stderr_line("client_id=client-2");
    browse_to_the_end(&world, &second);
    let stderr = login.wait();
    assert!(stderr.stderr.contains("no longer knows the client"), "{stderr:?}");
    stderr.success();
    assert_eq!(resource.with(|state| state.registrations), 2);
    // A new client that is unknown is an error.
    resource.with(|state| {
        state.faults.push(("/token", Reply::json(401, r#"{"error":"invalid_client"}"#)));
        state.faults.push(("/token", Reply::json(401, r#"{"error":"invalid_client"}"#)));
    });
    let login = crate::support::resource::login(&env, &world, &[]).spawn();
    browse_to_the_end(&world, &address(&login));
    browse_to_the_end(&world, &login.stderr_line("client_id=client-3"));
    login.wait().failed(5);
    assert_eq!(resource.with(|state| state.registrations), 3);
}

#[track_caller]
fn browse_to_the_end(world: &World, address: &str) {
    let sent_back = browse(world, address);
    visit(sent_back.header("location").unwrap());
}

#[test]
fn a_refresh_by_a_forgotten_client_asks_for_a_login() {
    let (resource, world, env) = start();
    logged_in(&env, &world, &[]);
    resource.with(|state| state.clients.clear());
    let stderr = refresh(&env, &world).run().failed(4);
    assert!(stderr.contains("no longer knows the client") && stderr.contains("gettoken login"), "{stderr}");
    logged_in(&env, &world, &[]);
    assert_eq!(resource.with(|state| state.registrations), 2);
    assert_eq!(env.gettoken(&[HOST, "-o", "token"]).through(&world).run().success(), access_token(2) + "\n");
}

#[test]
fn a_browser_that_never_comes_back_may_mean_a_forgotten_client() {
    let (resource, world, env) = start();
    logged_in(&env, &world, &[]);
    resource.with(|state| state.clients.clear());
    let login = login(&env, &world, &["--wait=2"]).spawn();
    assert_eq!(browse(&world, &address(&login)).status, 400);
    let stderr = login.wait().failed(4);
    assert!(stderr.contains(&format!("gettoken cache clear {HOST}")), "{stderr}");
}

#[test]
fn a_client_is_registered_again_for_more_scope_or_when_its_secret_ends() {
    let (resource, world, env) = start();
    logged_in(&env, &world, &["--scope=files"]);
    logged_in(&env, &world, &["--scope=files"]);
    assert_eq!(resource.with(|state| state.registrations), 1);
    logged_in(&env, &world, &["--scope=files mail"]);
    assert_eq!(resource.with(|state| state.registrations), 2);

    let (resource, world, env) = start();
    resource.server(|it| it["token_endpoint_auth_methods_supported"] = json!(["client_secret_post"]));
    let end = chrono::Utc::now().timestamp() + 2;
    resource.with(|state| {
        state.registered = json!({
            "client_secret": CLIENT_SECRET, "client_secret_expires_at": end,
            "token_endpoint_auth_method": "client_secret_post",
        });
    });
    logged_in(&env, &world, &[]);
    thread::sleep(Duration::from_secs(3));
    logged_in(&env, &world, &[]);
    assert_eq!(resource.with(|state| state.registrations), 2);
}

#[test]
fn logins_at_the_same_time_register_one_client() {
    let (resource, world, env) = start();
    let logins: Vec<_> = (0..6).map(|_| login(&env, &world, &[]).spawn()).collect();
    let clients: Vec<String> =
        logins.iter().map(|login| query(&address(login))["client_id"].clone()).collect();
    assert!(clients.iter().all(|client| client == "client-1"), "{clients:?}");
    assert_eq!(resource.with(|state| state.registrations), 1);
}

#[test]
fn a_server_that_registers_nobody_needs_a_client_id() {
    let (resource, world, env) = start();
    resource.server(|metadata| drop(metadata.as_object_mut().unwrap().remove("registration_endpoint")));
    let stderr = login(&env, &world, &[]).run().failed(3);
    assert!(stderr.contains("missing a client ID") && stderr.contains("--client-id"), "{stderr}");
    let more = login(&env, &world, &["--client-metadata-url=https://a.example/x"]).run().failed(3);
    assert!(more.contains("does not accept a `client-metadata-url`"), "{more}");
}

#[test]
fn a_refused_registration_is_shown_in_the_words_of_the_server() {
    let (resource, world, env) = start();
    for (reply, code, part) in [
        (
            Reply::json(400, r#"{"error":"invalid_redirect_uri","error_description":"no loopback"}"#),
            5,
            "invalid_redirect_uri: no loopback",
        ),
        (Reply::json(400, r#"{"error":"invalid_client_metadata"}"#), 5, "invalid_client_metadata"),
        (Reply::json(403, "no"), 5, "--initial-token-file"),
        (Reply::empty(302).header("Location", "https://evil.example/"), 8, "HTTP 302"),
        (Reply::empty(503), 7, "HTTP 503"),
        (Reply::json(201, "{}"), 8, "usable client ID"),
        (Reply::json(201, r#"{"client_id":"a\nb"}"#), 8, "usable client ID"),
        (Reply::json(201, "<html>"), 8, "usable client ID"),
        (
            Reply::json(201, r#"{"client_id":"c","token_endpoint_auth_method":"tls_client_auth"}"#),
            8,
            "`tls_client_auth`",
        ),
    ] {
        resource.fail("/register", reply);
        let stderr = login(&env, &world, &[]).run().failed(code);
        assert!(stderr.contains(part), "{part}: {stderr}");
    }
    assert!(!env.config_dir().join("config.toml").exists());
    assert!(!asked(&world).iter().any(|at| at.contains("evil") || at.contains("/authorize")));
    assert!(world.requests().iter().all(|request| request.path != "/token"));
}
