//! Logging in with a browser: what is sent, what is stored, and every way in which a login fails.

use std::collections::BTreeSet;
use std::net::TcpListener;

use crate::support::environment::TestEnv;
use crate::support::issuer::{
    Issuer, access_token, configure, grants, login, refresh, refusal, start, token,
};
use crate::support::person::{Talk, address, agree, callback, query, split, visit};
use crate::support::request::fields;
use crate::support::tools::skip_without;
use crate::support::world::{Reply, World};

/// A server and a home directory that is configured for it.
fn ready() -> (Issuer, World, TestEnv) {
    let (issuer, env) = (Issuer::new(), TestEnv::new());
    let world = issuer.world();
    configure(&env, &world);
    (issuer, world, env)
}

#[test]
fn login_stores_a_session_that_needs_no_further_request() {
    let (issuer, world, env) = ready();
    let login = start(&env, &world);
    let address = address(&login);
    assert_eq!(agree(&address).status, 200);
    let outcome = login.wait();
    assert_eq!(outcome.clone().success(), "");
    assert!(outcome.stderr.contains("logged in to `work`"), "{}", outcome.stderr);
    assert!(!outcome.stderr.contains("Canary"), "{}", outcome.stderr);

    // The server has checked the code, the redirect URI and the PKCE verifier; the exchange has nothing else.
    let [browser, exchange] = <[_; 2]>::try_from(world.requests()).unwrap();
    assert_eq!(
        browser.query_map().keys().map(String::as_str).collect::<Vec<_>>(),
        ["client_id", "code_challenge", "code_challenge_method", "redirect_uri", "response_type", "state"]
    );
    let mut form = exchange.form();
    assert!(form.remove("code_verifier").is_some());
    let redirect_uri = query(&address)["redirect_uri"].clone();
    let expected = [
        ("client_id", "app"),
        ("code", "code-1"),
        ("grant_type", "authorization_code"),
        ("redirect_uri", redirect_uri.as_str()),
    ];
    assert_eq!(form, fields(&expected));
    assert_eq!(exchange.header("authorization"), None);
    assert!(redirect_uri.starts_with("http://127.0.0.1:"), "{redirect_uri}");

    assert_eq!(token(&env, &world).run().success(), format!("{}\n", access_token(1)));
    assert_eq!(token(&env, &world).arg("--offline").run().success(), format!("{}\n", access_token(1)));
    assert_eq!(world.requests().len(), 2);
    assert!(!issuer.with(|state| state.theft));
}

#[test]
fn every_login_has_its_own_state_and_challenge() {
    let (_, world, env) = ready();
    let (mut states, mut challenges) = (BTreeSet::new(), BTreeSet::new());
    for _ in 0..100 {
        let stderr = login(&env, &world).arg("--no-browser").run().failed(4);
        let address = stderr.lines().find(|line| line.contains("state=")).unwrap();
        let parameters = query(address);
        // RFC 6749 section 10.10 asks for at least 128 bits; RFC 7636 section 4.2 fixes the challenge's length.
        assert!(parameters["state"].len() >= 22, "{address}");
        assert_eq!(parameters["code_challenge"].len(), 43);
        states.insert(parameters["state"].clone());
        challenges.insert(parameters["code_challenge"].clone());
    }
    assert_eq!((states.len(), challenges.len()), (100, 100));
    // No login reached the server.
    assert!(world.may_be_silent().requests().is_empty());
}

#[test]
fn denied_consent_ends_the_login() {
    let (_, world, env) = ready();
    let login = start(&env, &world);
    let denied = [("error", "access_denied"), ("error_description", "she said \u{1b}[31mno")];
    let page = visit(&callback(&address(&login), &denied));
    assert_eq!(page.status, 200);
    assert!(!page.body.contains("she said"), "{}", page.body);
    let stderr = login.wait().failed(5);
    assert!(stderr.contains("access_denied") && stderr.contains("she said"), "{stderr}");
    assert!(!stderr.contains('\u{1b}'), "{stderr:?}");
    token(&env, &world).run().failed(4);
    assert!(world.may_be_silent().requests().is_empty());
}

#[test]
fn pasted_denial_ends_the_login() {
    let (_, world, env) = ready();
    let mut talk = Talk::start(&env, &world, "login work --no-browser");
    let address = talk.address();
    talk.say(&callback(&address, &[("error", "access_denied")]));
    let stderr = talk.end().failed(5);
    assert!(stderr.contains("access_denied"), "{stderr}");
    assert!(world.may_be_silent().requests().is_empty());
}

#[test]
fn callback_url_can_be_pasted() {
    let (_, world, env) = ready();
    let mut talk = Talk::start(&env, &world, "login work --no-browser");
    let address = talk.address();
    talk.hear("after the login, paste the URL of the last page here");
    let callback_url = visit(&address).header("location").unwrap().to_owned();
    // Some vendors append a fragment, and some browsers keep it.
    talk.say(&format!("  {callback_url}#_=_  "));
    assert_eq!(talk.end().success(), "");
    assert_eq!(token(&env, &world).run().success(), format!("{}\n", access_token(1)));
}

#[test]
fn pasted_callback_url_is_read_without_a_screen() {
    // Without a screen, the user is prompted even if stdin is not a terminal (`ssh host gettoken login`).
    let (_, world, env) = ready();
    let mut talk = Talk::start(&env, &world, "login work --wait 5s");
    let address = talk.address();
    talk.hear("paste the URL of its last page here");
    let callback_url = visit(&address).header("location").unwrap().to_owned();
    talk.say(&callback_url);
    assert_eq!(talk.end().success(), "");
}

#[test]
fn wrong_pasted_url_can_be_corrected() {
    let (_, world, env) = ready();
    let mut talk = Talk::start(&env, &world, "login work --no-browser");
    let address = talk.address();
    let callback_url = visit(&address).header("location").unwrap().to_owned();
    for wrong in [
        address.as_str(),
        "code-1",
        "http://127.0.0.1:1/callback?code=code-1",
        "http://127.0.0.1:1/callback?code=code-1&state=another",
        "",
    ] {
        talk.say(wrong);
        if !wrong.is_empty() {
            talk.hear("does not belong to this login");
        }
    }
    talk.say(&callback_url);
    assert_eq!(talk.end().success(), "");
    assert_eq!(grants(&world), ["authorization_code"]);
}

#[test]
fn end_of_stdin_ends_the_login() {
    let (_, world, env) = ready();
    let stderr = login(&env, &world).arg("--no-browser").run().failed(4);
    assert!(stderr.contains("stdin"), "{stderr}");
    token(&env, &world).run().failed(4);
    assert!(world.may_be_silent().requests().is_empty());
}

#[test]
fn login_without_a_callback_times_out() {
    let (_, world, env) = ready();
    let stderr = login(&env, &world).arg("--wait").arg("1s").run().failed(4);
    assert!(stderr.contains("timed out"), "{stderr}");
    assert!(world.may_be_silent().requests().is_empty());
}

#[test]
fn secret_command_runs_only_after_the_callback() {
    if skip_without(&["sh"]) {
        return;
    }
    let (issuer, env) = (Issuer::new(), TestEnv::new());
    let world = issuer.world();
    configure(&env, &world);
    let ran = env.path("ran");
    let path = env.config_dir().join("config.toml");
    let config = std::fs::read_to_string(&path).unwrap().replace("\"none\"", "\"post\"");
    let secret = format!(
        "client-secret = {{ command = [\"sh\", \"-c\", \"echo s3cret; echo >> '{}'\"] }}",
        ran.display()
    );
    env.write_config(&config.replace("client-id = \"app\"", &format!("client-id = \"app\"\n{secret}")));
    login(&env, &world).arg("--wait").arg("1s").run().failed(4);
    assert!(!ran.exists());
    let login = start(&env, &world);
    agree(&address(&login));
    login.wait().success();
    assert_eq!(std::fs::read_to_string(ran).unwrap(), "\n");
    assert_eq!(world.requests().last().unwrap().form()["client_secret"], "s3cret");
}

#[cfg(unix)]
#[test]
fn signal_while_waiting_frees_the_port_and_stores_nothing() {
    for (name, number) in [("INT", 2), ("TERM", 15)] {
        let (_, world, env) = ready();
        let login = start(&env, &world);
        let redirect_uri = query(&address(&login))["redirect_uri"].clone();
        login.signal(name);
        let outcome = login.wait();
        // A shell reports both as 128 plus the signal's number.
        assert!(outcome.code == Some(128 + number) || outcome.signal == Some(number), "{outcome:?}");
        assert_eq!(outcome.stdout, "");
        drop(TcpListener::bind(split(&redirect_uri).0).unwrap());
        let entries = std::fs::read_dir(env.tokens_dir()).into_iter().flatten().flatten();
        let stored =
            entries.filter(|entry| entry.path().extension().is_some_and(|ending| ending == "json")).count();
        assert_eq!(stored, 0);
        assert!(world.may_be_silent().requests().is_empty());
    }
}

#[test]
fn invalid_client_fails_the_login() {
    let (issuer, world, env) = ready();
    issuer.fail("authorization_code", refusal("invalid_client"));
    let login = start(&env, &world);
    agree(&address(&login));
    let stderr = login.wait().failed(5);
    assert!(stderr.contains("invalid_client") && stderr.contains("the words of the server"), "{stderr}");
    assert_eq!(grants(&world), ["authorization_code"]);
    token(&env, &world).run().failed(4);
}

#[test]
fn authorization_code_is_sent_only_once() {
    for (reply, exit) in [
        (Reply::close(), 6),
        (Reply::empty(500), 7),
        (Reply::json(200, "{"), 8),
        (Reply::empty(307).header("Location", "https://evil.example/token"), 8),
    ] {
        let (issuer, world, env) = ready();
        issuer.fail("authorization_code", reply);
        let login = start(&env, &world);
        agree(&address(&login));
        let stderr = login.wait().failed(exit);
        assert!(!stderr.contains("code-1"), "{stderr}");
        assert_eq!(grants(&world), ["authorization_code"]);
        token(&env, &world).run().failed(4);
    }
}

#[test]
fn login_replaces_the_previous_session() {
    let (issuer, world, env) = ready();
    for number in 1..=2 {
        let login = start(&env, &world);
        agree(&address(&login));
        login.wait().success();
        assert_eq!(token(&env, &world).run().success(), format!("{}\n", access_token(number)));
    }
    assert_eq!(refresh(&env, &world, 2).run().success(), format!("{}\n", access_token(3)));
    assert!(!issuer.with(|state| state.theft));
}

#[test]
fn redirect_port_in_use_is_reported() {
    let (_, world, env) = ready();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let uri = format!("http://127.0.0.1:{port}/callback");
    let outcome = login(&env, &world).arg("--redirect-uri").arg(&uri).run();
    assert_ne!(outcome.code, Some(0));
    assert_eq!(outcome.stdout, "");
    assert!(outcome.stderr.contains(&port.to_string()), "{}", outcome.stderr);
    assert!(outcome.stderr.to_lowercase().contains("in use"), "{}", outcome.stderr);
    assert!(world.may_be_silent().requests().is_empty());
}

#[test]
fn pasting_the_callback_url_needs_no_free_port() {
    // On a server, the port of a registered redirect URI is often in use; gettoken does not listen on it.
    let (_, world, env) = ready();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let uri = format!("http://127.0.0.1:{}/callback", taken.local_addr().unwrap().port());
    let mut talk = Talk::start(&env, &world, &format!("login work --no-browser --redirect-uri {uri}"));
    let address = talk.address();
    assert_eq!(query(&address)["redirect_uri"], uri);
    let callback_url = visit(&address).header("location").unwrap().to_owned();
    talk.say(&callback_url);
    assert_eq!(talk.end().success(), "");
}

#[test]
fn parameters_of_the_code_exchange_are_reserved() {
    let (_, world, env) = ready();
    for name in ["code", "code_verifier", "redirect_uri", "refresh_token", "grant_type", "client_id"] {
        let param = format!("{name}=mine");
        let stderr = login(&env, &world).arg("--no-browser").arg("--param").arg(&param).run().failed(2);
        assert!(stderr.contains(name), "{stderr}");
    }
    assert!(world.may_be_silent().requests().is_empty());
}

#[test]
fn login_without_a_refresh_token_suggests_offline_access() {
    let env = TestEnv::new();
    let world = World::always(Reply::json(
        200,
        r#"{"token_type":"Bearer","scope":"User.Read","expires_in":3599,"access_token":"short"}"#,
    ));
    let args = "login entra --tenant contoso.example --client-id app --scope User.Read --no-browser";
    let mut talk = Talk::start(&env, &world, args);
    let address = talk.address();
    // It was requested, although the user named another scope.
    assert_eq!(query(&address)["scope"], "User.Read offline_access");
    talk.say(&callback(&address, &[("code", "c")]));
    let outcome = talk.end();
    assert_eq!(outcome.clone().success(), "");
    assert!(outcome.stderr.contains("warning"), "{}", outcome.stderr);
    assert!(outcome.stderr.contains("offline_access"), "{}", outcome.stderr);
    let args =
        ["entra", "--tenant", "contoso.example", "--client-id", "app", "--grant", "user", "-o", "token"];
    assert_eq!(env.gettoken(&args).through(&world).run().success(), "short\n");
    world.request();
}
