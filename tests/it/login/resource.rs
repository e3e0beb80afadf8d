//! `gettoken login URL`: a resource names its authorization server, gettoken registers there, and writes a profile.

use std::fs;
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use crate::support::environment::TestEnv;
use crate::support::issuer::{access_token, refresh_token};
use crate::support::person::{address, query, visit};
use crate::support::resource::{
    HOST, ISSUER, RESOURCE, RESOURCE_METADATA, Resource, agree, asked, browse, logged_in, login,
};
use crate::support::world::{Reply, World};

fn start() -> (Resource, World, TestEnv) {
    let resource = Resource::new();
    let world = resource.world();
    (resource, world, TestEnv::new())
}

/// The config file.
fn config(env: &TestEnv) -> String {
    fs::read_to_string(env.config_dir().join("config.toml")).unwrap_or_default()
}

/// The token of a profile.
#[track_caller]
fn token(env: &TestEnv, world: &World, profile: &str) -> String {
    env.gettoken(&[profile, "-o", "token"]).through(world).run().success()
}

fn line(number: u32) -> String {
    access_token(number) + "\n"
}

#[test]
fn a_url_is_all_that_a_login_needs() {
    let (resource, world, env) = start();
    let stderr = logged_in(&env, &world, &[]);
    assert!(stderr.contains(&format!("registered a client at {ISSUER}")), "{stderr}");
    assert!(stderr.contains(&format!("wrote the profile `{HOST}` to ")), "{stderr}");
    let expected = format!(
        "[profiles.\"{HOST}\"]\nprovider = \"mcp\"\n\n[profiles.\"{HOST}\".vars]\nissuer = \"{ISSUER}\"\nurl = \"{RESOURCE}\"\n"
    );
    let parsed: toml::Table = config(&env).parse().unwrap();
    assert_eq!(parsed, expected.parse().unwrap(), "{}", config(&env));
    assert_eq!(
        asked(&world)[..5],
        [
            format!("{HOST}/mcp"),
            format!("{HOST}{RESOURCE_METADATA}"),
            "auth.example.com/.well-known/oauth-authorization-server".to_owned(),
            "auth.example.com/register".to_owned(),
            format!("{}/authorize", world.http_addr()),
        ]
    );
    let before = world.requests().len();
    assert_eq!(token(&env, &world, HOST), line(1));
    assert_eq!(world.requests().len(), before, "a hit makes no request");

    let call = env.gettoken(&[HOST, "-o", "token", "--rejected"]).through(&world).stdin(line(1));
    assert_eq!(call.run().success(), line(2));
    let refresh = world.requests().pop().unwrap().form();
    assert_eq!((refresh["resource"].as_str(), refresh["client_id"].as_str()), (RESOURCE, "client-1"));

    let listed = env.gettoken(&["api", HOST, "/tools"]).through(&world).run().success();
    assert_eq!(listed, r#"{"tools":[]}"#);
    let shown = env.gettoken(&["status", HOST]).run();
    assert!(shown.stdout.contains("mcp"), "{shown:?}");

    env.gettoken(&["logout", HOST]).through(&world).run().success();
    assert_eq!(resource.with(|state| state.revoked.clone()), [refresh_token(2)]);
    let stderr = env.gettoken(&[HOST]).through(&world).run().failed(4);
    assert!(stderr.contains(&format!("gettoken login {HOST}")), "{stderr}");
    // The registration stays, for the next login.
    let again = env.gettoken(&["login", HOST]).through(&world).spawn();
    agree(&world, &again);
    again.wait().success();
    assert_eq!(resource.with(|state| state.registrations), 1);
}

#[test]
fn the_profile_is_added_to_what_the_config_file_has() {
    let (resource, world, env) = start();
    env.write_config("# mine\n[profiles.alimail]\nclient-id = \"x\" # kept\n");
    logged_in(&env, &world, &["--as", "files", "--scope", "files mail"]);
    let text = config(&env);
    assert!(text.starts_with("# mine\n[profiles.alimail]\nclient-id = \"x\" # kept\n"), "{text}");
    assert!(text.contains("scope = \"files mail\""), "{text}");
    assert_eq!(token(&env, &world, "files"), line(1));
    // The same URL again: the same profile and the same client.
    logged_in(&env, &world, &["--as", "files"]);
    assert_eq!((config(&env), resource.with(|state| state.registrations)), (text, 1));
    assert_eq!(token(&env, &world, "files"), line(2));
}

#[test]
fn the_definition_can_be_named_with_the_url_as_a_flag() {
    let (_resource, world, env) = start();
    let url = format!("--url={RESOURCE}");
    let login = env.gettoken(&["login", "mcp", &url, "--as", "files"]).through(&world).spawn();
    agree(&world, &login);
    login.wait().success();
    assert_eq!(token(&env, &world, "files"), line(1));
}

#[test]
fn two_urls_are_two_sessions() {
    let (resource, world, env) = start();
    logged_in(&env, &world, &["--as", "one"]);
    let other = "https://mcp.example.com/";
    resource.with(|state| {
        let place = (HOST.to_owned(), "/.well-known/oauth-protected-resource".to_owned());
        state.documents.clear();
        state.documents.insert(place, json!({ "resource": other, "authorization_servers": [ISSUER] }));
        let place = ("auth.example.com".to_owned(), crate::support::resource::SERVER_METADATA.to_owned());
        state.documents.insert(place, crate::support::resource::server_metadata());
        state.challenge = None;
    });
    let login = env.gettoken(&["login", other, "--as", "two"]).through(&world).spawn();
    agree(&world, &login);
    login.wait().success();
    assert_eq!((token(&env, &world, "one"), token(&env, &world, "two")), (line(1), line(2)));
}

#[test]
fn metadata_is_found_without_a_challenge() {
    let root = "/.well-known/oauth-protected-resource";
    for (status, at_root, stated) in [
        (404, false, RESOURCE),
        (405, false, RESOURCE),
        (401, true, RESOURCE),
        (200, true, "https://mcp.example.com"),
        (401, true, "https://mcp.example.com/"),
    ] {
        let (resource, world, env) = start();
        resource.with(|state| {
            (state.challenge, state.status) = (None, status);
            let own = (HOST.to_owned(), RESOURCE_METADATA.to_owned());
            let mut document = state.documents.remove(&own).unwrap();
            document["resource"] = stated.into();
            let place = if at_root { (HOST.to_owned(), root.to_owned()) } else { own };
            state.documents.insert(place, document);
        });
        logged_in(&env, &world, &[]);
        // Without a scope in the challenge, all scopes of the resource are asked for.
        assert_eq!(resource.with(|state| state.scopes.clone()), ["files mail offline_access"]);
        let call = env.gettoken(&[HOST, "-o", "token", "--rejected"]).through(&world).stdin(line(1));
        assert_eq!(call.run().success(), line(2), "{status} {stated}");
        assert_eq!(world.requests().pop().unwrap().form()["resource"], stated);
    }
}

#[test]
fn the_scope_is_that_of_the_user_else_of_the_challenge() {
    for (args, expected) in [
        (&[][..], "files offline_access"),
        (&["--scope=mail"], "mail"),
        (&["--scope", "a b", "--scope=c"], "a b c"),
    ] {
        let (resource, world, env) = start();
        logged_in(&env, &world, args);
        assert_eq!(resource.with(|state| state.scopes.clone()), [expected], "{args:?}");
    }
    let (resource, world, env) = start();
    resource.server(|metadata| metadata["scopes_supported"] = json!(["files"]));
    logged_in(&env, &world, &[]);
    assert_eq!(resource.with(|state| state.scopes.clone()), ["files"]);
}

#[test]
fn a_login_on_another_device_names_the_resource_too() {
    let (resource, world, env) = start();
    resource.server(|metadata| metadata["device_authorization_endpoint"] = format!("{ISSUER}/device").into());
    let login = login(&env, &world, &["--device"]).spawn();
    login.stderr_line("WDJB-MJHT");
    resource.with(|state| state.approved = true);
    login.wait().success();
    assert_eq!(token(&env, &world, HOST), line(1));
    let registration =
        world.requests().into_iter().find(|request| request.path == "/register").unwrap().json();
    assert!(registration["grant_types"].to_string().contains("device_code"), "{registration}");
}

#[test]
fn without_a_device_endpoint_there_is_no_login_on_a_device() {
    let (resource, world, env) = start();
    login(&env, &world, &["--device"]).run().failed(2);
    assert_eq!(resource.with(|state| state.registrations), 0);
}

#[test]
fn twenty_processes_at_expiry_send_one_refresh() {
    let (resource, world, env) = start();
    resource.with(|state| state.lifetime = 1);
    logged_in(&env, &world, &[]);
    thread::sleep(Duration::from_millis(1100));
    resource.with(|state| state.lifetime = 3600);
    let calls: Vec<_> =
        (0..20).map(|_| env.gettoken(&[HOST, "-o", "token"]).through(&world).spawn()).collect();
    for call in calls {
        assert_eq!(call.wait().success(), line(2));
    }
    let refreshes = world
        .requests()
        .into_iter()
        .filter(|request| request.path == "/token" && request.form()["grant_type"] == "refresh_token");
    let sent: Vec<String> = refreshes.map(|request| request.form()["resource"].clone()).collect();
    assert_eq!(sent, [RESOURCE]);
}

#[cfg(unix)]
#[test]
fn a_session_goes_on_where_its_entry_is_copied_to() {
    let (_resource, world, env) = start();
    logged_in(&env, &world, &[]);
    let other = TestEnv::new();
    other.write_config(&config(&env));
    fs::create_dir_all(other.tokens_dir()).unwrap();
    let is_session = |text: &str| text.contains("RefreshCanary");
    for file in fs::read_dir(env.tokens_dir()).unwrap().flatten() {
        let text = fs::read_to_string(file.path()).unwrap_or_default();
        if is_session(&text) {
            fs::copy(file.path(), other.tokens_dir().join(file.file_name())).unwrap();
        }
    }
    std::os::unix::fs::PermissionsExt::set_mode(
        &mut fs::metadata(other.tokens_dir()).unwrap().permissions(),
        0o700,
    );
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o700);
    fs::set_permissions(other.tokens_dir(), mode).unwrap();
    let call = other.gettoken(&[HOST, "-o", "token", "--rejected"]).through(&world).stdin(line(1));
    assert_eq!(call.run().success(), line(2));
}

#[test]
fn a_registration_survives_the_end_of_the_login() {
    let (resource, world, env) = start();
    let mut killed = login(&env, &world, &[]).spawn();
    let first = address(&killed);
    killed.kill();
    drop(killed);
    assert_eq!(config(&env), "");
    let login = login(&env, &world, &[]).spawn();
    let second = address(&login);
    // The port is free again, so the redirect URI is the one that was registered.
    assert_eq!(query(&first)["redirect_uri"], query(&second)["redirect_uri"]);
    let sent_back = browse(&world, &second);
    visit(sent_back.header("location").unwrap());
    login.wait().success();
    assert_eq!(resource.with(|state| state.registrations), 1);
}

#[test]
fn names_that_mean_something_else_are_refused_before_any_request() {
    let (_resource, world, env) = start();
    let world = world.may_be_silent();
    env.write_config("[profiles.mine]\nprovider = \"oauth2\"\n");
    for (url, name, part) in [
        (RESOURCE, Some("github"), "`github` is the name of a provider or a command"),
        (RESOURCE, Some("login"), "`login` is the name of a provider or a command"),
        (RESOURCE, Some("Mine"), "invalid profile name `Mine`"),
        (RESOURCE, Some("mine"), "there is already another profile `mine`, of the provider `oauth2`\n"),
        ("https://[::1]:8443/mcp", None, "cannot be the name of a profile"),
    ] {
        let name = name.map(|name| ["--as", name]);
        let args: Vec<&str> = ["login", url].into_iter().chain(name.into_iter().flatten()).collect();
        let stderr = env.gettoken(&args).through(&world).run().failed(2);
        assert!(stderr.contains(part) && stderr.contains("--as"), "{stderr}");
    }
    for args in [&["login", "mine", "--as", "other"][..], &["login", "github", "--as=x"]] {
        env.gettoken(args).through(&world).run().failed(2);
    }
    for url in
        ["http://mcp.example.com/mcp", "https://u:p@mcp.example.com/mcp", "ftp://mcp.example.com", "https://"]
    {
        env.gettoken(&["login", url, "--as", "x"]).through(&world).run().failed(3);
    }
    let stderr = env.gettoken(&["login", "https://mcp.example.com/?key=x"]).through(&world).run().failed(3);
    assert!(stderr.contains("must have no query") && !stderr.contains("key=x"), "{stderr}");
    assert!(world.requests().is_empty());
}

#[test]
fn another_url_under_the_same_name_is_refused() {
    let (_resource, world, env) = start();
    logged_in(&env, &world, &["--as", "files"]);
    let before = world.requests().len();
    let stderr = env
        .gettoken(&["login", "https://other.example.com", "--as", "files"])
        .through(&world)
        .run()
        .failed(2);
    assert!(stderr.contains(&format!("another profile `files`, for `{RESOURCE}`\n")), "{stderr}");
    assert!(stderr.contains("--as NAME") && stderr.contains("`gettoken config unset files`"), "{stderr}");
    assert_eq!(world.requests().len(), before);
}

#[test]
fn a_profile_that_cannot_be_written_is_shown() {
    let (_resource, world, env) = start();
    let login = login(&env, &world, &["--as", "files"]).spawn();
    let url = address(&login);
    // The config file is changed while the person is in the browser.
    env.write_config("[profiles.files]\nprovider = \"github\"\n");
    let sent_back = browse(&world, &url);
    visit(sent_back.header("location").unwrap());
    let stderr = login.wait().failed(2);
    assert!(stderr.contains("another profile `files`"), "{stderr}");
    assert!(
        stderr.contains("you are logged in") && stderr.contains(&format!("url = \"{RESOURCE}\"")),
        "{stderr}"
    );
}

#[test]
fn the_api_says_when_the_session_is_over() {
    let (resource, world, env) = start();
    logged_in(&env, &world, &[]);
    resource.fail("/token", Reply::json(400, r#"{"error":"invalid_grant"}"#));
    let call = env.gettoken(&[HOST, "-o", "token", "--rejected"]).through(&world).stdin(line(1));
    let stderr = call.run().failed(4);
    assert!(stderr.contains(&format!("gettoken login {HOST}")), "{stderr}");
}

#[test]
fn the_session_is_the_one_that_status_and_doctor_show() {
    let (_resource, world, env) = start();
    logged_in(&env, &world, &[]);
    let status = env.gettoken(&["status", HOST, "--check"]).through(&world).run().success();
    assert_eq!(status.matches("\n  session").count(), 1, "{status}");
    assert!(!status.contains("other settings") && !status.contains("not logged in"), "{status}");
    let shown = env.gettoken(&["status", "--json"]).run().success();
    let shown: Value = serde_json::from_str(&shown).unwrap();
    let tokens = &shown["profiles"][0]["tokens"];
    assert_eq!((tokens.as_array().unwrap().len(), &tokens[0]["current"]), (1, &true.into()), "{shown}");
    let report = env.gettoken(&["doctor", "--json"]).run().stdout;
    let is_session = |check: &&Value| check["check"] == "session" || check["name"] == "session";
    let report: Value = serde_json::from_str(&report).unwrap();
    let session = report["checks"].as_array().unwrap().iter().find(is_session).unwrap();
    assert_eq!(session["stored"], true, "{session}");
    env.gettoken(&["logout", HOST]).through(&world).run().success();
    let status = env.gettoken(&["status", HOST]).run().success();
    assert!(status.contains("not logged in") && !status.contains("other settings"), "{status}");
}

#[test]
fn a_host_is_no_profile_but_its_url_can_be_logged_in_to() {
    let env = TestEnv::new();
    for (word, url) in [
        (HOST, Some("https://mcp.example.com")),
        ("mcp.example.com/mcp", Some(RESOURCE)),
        ("localhost:3000/mcp", Some("http://localhost:3000/mcp")),
        ("nosuch", None),
        ("no/such", None),
        ("me@mcp.example.com", None),
        ("mcp.example.com/?key=x", None),
    ] {
        let stderr = env.gettoken(&["login", word]).run().failed(2);
        assert!(stderr.contains("unknown profile or provider"), "{stderr}");
        let hint = url.map(|url| format!("`gettoken login {url}`"));
        assert!(hint.map_or(!stderr.contains("by its URL"), |hint| stderr.contains(&hint)), "{stderr}");
    }
}

#[test]
fn the_cache_lists_the_session_and_the_registration() {
    let (resource, world, env) = start();
    logged_in(&env, &world, &[]);
    let text = env.gettoken(&["cache", "list", "--json"]).run().success();
    let listed: Value = serde_json::from_str(&text).unwrap();
    let of_profile = listed.as_array().unwrap().iter().filter(|row| row["profile"] == HOST);
    let rows: Vec<&Value> = of_profile.collect();
    assert_eq!((rows.len(), &rows[0]["session"]), (2, &true.into()), "{text}");
    assert_eq!((&rows[1]["client"], &rows[1]["server"]), (&"client-1".into(), &ISSUER.into()), "{text}");
    let shown = env.gettoken(&["cache", "list"]).run().success();
    assert!(shown.contains("REGISTERED CLIENT") && shown.contains("client-1"), "{shown}");
    let cleared = env.gettoken(&["cache", "clear", HOST]).run();
    assert!(cleared.stderr.contains("removed 0 cached tokens"), "{cleared:?}");
    assert!(cleared.stderr.contains("removed 1 registered client;"), "{cleared:?}");
    assert_eq!(token(&env, &world, HOST), line(1), "the session is kept");
    logged_in(&env, &world, &[]);
    assert_eq!(resource.with(|state| state.registrations), 2);
}
