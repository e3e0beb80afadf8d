//! Logging in with a browser: what goes over the wire, what is kept, and every way in which a login ends without one.

use std::collections::BTreeSet;
use std::net::TcpListener;

use crate::support::environment::TestEnv;
use crate::support::issuer::{
    Issuer, access_token, configure, grants, login, refresh, refusal, start, token,
};
use crate::support::person::{Talk, address, agree, callback, query, split, visit};
use crate::support::request::fields;
use crate::support::world::{Reply, World};

/// A server and a home folder that is configured for it.
fn ready() -> (Issuer, World, TestEnv) {
    let (issuer, env) = (Issuer::new(), TestEnv::new());
    let world = issuer.world();
    configure(&env, &world);
    (issuer, world, env)
}

#[test]
fn a_login_is_a_session_that_needs_no_further_request() {
    let (issuer, world, env) = ready();
    let login = start(&env, &world);
    let address = address(&login);
    assert_eq!(agree(&address).status, 200);
    let outcome = login.wait();
    assert_eq!(outcome.clone().success(), "");
    assert!(outcome.stderr.contains("logged in to `work`"), "{}", outcome.stderr);
    assert!(!outcome.stderr.contains("Canary"), "{}", outcome.stderr);

    // The server has checked code, redirect address and proof; nothing else may be in the exchange.
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
fn no_two_logins_share_a_secret() {
    let (_, world, env) = ready();
    let (mut states, mut challenges) = (BTreeSet::new(), BTreeSet::new());
    for _ in 0..100 {
        let ended = login(&env, &world).arg("--no-browser").run().failed(4);
        let address = ended.lines().find(|line| line.contains("state=")).unwrap();
        let asked = query(address);
        // RFC 6749 section 10.10 wants 128 bits at least; RFC 7636 section 4.2 fixes the other's form.
        assert!(asked["state"].len() >= 22, "{address}");
        assert_eq!(asked["code_challenge"].len(), 43);
        states.insert(asked["state"].clone());
        challenges.insert(asked["code_challenge"].clone());
    }
    assert_eq!((states.len(), challenges.len()), (100, 100));
    // The server was never asked, which is what this test wants.
    assert!(world.may_be_silent().requests().is_empty());
}

#[test]
fn the_answer_that_the_person_said_no_ends_the_login_at_once() {
    let (_, world, env) = ready();
    let login = start(&env, &world);
    let denied = [("error", "access_denied"), ("error_description", "she said \u{1b}[31mno")];
    let page = visit(&callback(&address(&login), &denied));
    assert_eq!(page.status, 200);
    assert!(!page.body.contains("she said"), "{}", page.body);
    let words = login.wait().failed(5);
    assert!(words.contains("access_denied") && words.contains("she said"), "{words}");
    assert!(!words.contains('\u{1b}'), "{words:?}");
    token(&env, &world).run().failed(4);
    assert!(world.may_be_silent().requests().is_empty());
}

#[test]
fn a_pasted_no_ends_the_login_too() {
    let (_, world, env) = ready();
    let mut talk = Talk::start(&env, &world, "login work --no-browser", &[]);
    let address = talk.address();
    talk.say(&callback(&address, &[("error", "access_denied")]));
    let words = talk.end().failed(5);
    assert!(words.contains("access_denied"), "{words}");
    assert!(world.may_be_silent().requests().is_empty());
}

#[test]
fn a_pasted_address_is_as_good_as_a_listener() {
    let (_, world, env) = ready();
    let mut talk = Talk::start(&env, &world, "login work --no-browser", &[]);
    let address = talk.address();
    let back = visit(&address).header("location").unwrap().to_owned();
    // What stands behind `#` some vendors put there, and some browsers keep.
    talk.say(&format!("  {back}#_=_  "));
    assert_eq!(talk.end().success(), "");
    assert_eq!(token(&env, &world).run().success(), format!("{}\n", access_token(1)));
}

#[test]
fn where_a_person_is_asked_to_paste_what_is_pasted_is_read() {
    // Without a screen the person is asked to, whether or not stdin is a terminal (`ssh host gettoken login`).
    let (_, world, env) = ready();
    let mut talk = Talk::start(&env, &world, "login work --wait 5s", &[]);
    let address = talk.address();
    talk.hear("paste the address of that page here");
    let back = visit(&address).header("location").unwrap().to_owned();
    talk.say(&back);
    assert_eq!(talk.end().success(), "");
}

#[test]
fn a_wrong_address_can_be_pasted_again() {
    let (_, world, env) = ready();
    let mut talk = Talk::start(&env, &world, "login work --no-browser", &[]);
    let address = talk.address();
    let back = visit(&address).header("location").unwrap().to_owned();
    for wrong in [
        address.as_str(),
        "code-1",
        "http://127.0.0.1:1/callback?code=code-1",
        "http://127.0.0.1:1/callback?code=code-1&state=another",
        "",
    ] {
        talk.say(wrong);
        if !wrong.is_empty() {
            talk.hear("not the redirect address of this login");
        }
    }
    talk.say(&back);
    assert_eq!(talk.end().success(), "");
    assert_eq!(grants(&world), ["authorization_code"]);
}

#[test]
fn nothing_on_stdin_is_no_login() {
    let (_, world, env) = ready();
    let words = login(&env, &world).arg("--no-browser").run().failed(4);
    assert!(words.contains("stdin"), "{words}");
    token(&env, &world).run().failed(4);
    assert!(world.may_be_silent().requests().is_empty());
}

#[test]
fn a_person_who_does_not_come_back_is_not_waited_for_for_ever() {
    let (_, world, env) = ready();
    let words = login(&env, &world).arg("--wait").arg("1s").run().failed(4);
    assert!(words.contains("timed out"), "{words}");
    assert!(world.may_be_silent().requests().is_empty());
}

#[test]
fn a_secret_is_not_asked_for_before_somebody_has_logged_in() {
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

#[test]
fn a_signal_while_waiting_frees_the_port_and_stores_nothing() {
    for (name, number) in [("INT", 2), ("TERM", 15)] {
        let (_, world, env) = ready();
        let login = start(&env, &world);
        let redirect_uri = query(&address(&login))["redirect_uri"].clone();
        login.signal(name);
        let outcome = login.wait();
        // Either is 128 and the signal's number for a shell.
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
fn a_client_that_the_server_does_not_know_is_a_refusal() {
    let (issuer, world, env) = ready();
    issuer.fail("authorization_code", refusal("invalid_client"));
    let login = start(&env, &world);
    agree(&address(&login));
    let words = login.wait().failed(5);
    assert!(words.contains("invalid_client") && words.contains("the words of the server"), "{words}");
    assert_eq!(grants(&world), ["authorization_code"]);
    token(&env, &world).run().failed(4);
}

#[test]
fn a_code_that_may_be_spent_is_not_sent_again() {
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
        let words = login.wait().failed(exit);
        assert!(!words.contains("code-1"), "{words}");
        assert_eq!(grants(&world), ["authorization_code"]);
        token(&env, &world).run().failed(4);
    }
}

#[test]
fn a_login_replaces_the_session_before() {
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
fn a_redirect_port_that_is_taken_is_said() {
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
fn a_pasted_address_needs_no_port() {
    // On a server the port of a registered address is often somebody else's; nothing listens there for us.
    let (_, world, env) = ready();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let uri = format!("http://127.0.0.1:{}/callback", taken.local_addr().unwrap().port());
    let mut talk = Talk::start(&env, &world, &format!("login work --no-browser --redirect-uri {uri}"), &[]);
    let address = talk.address();
    assert_eq!(query(&address)["redirect_uri"], uri);
    let back = visit(&address).header("location").unwrap().to_owned();
    talk.say(&back);
    assert_eq!(talk.end().success(), "");
}

#[test]
fn fields_of_the_exchange_are_reserved() {
    let (_, world, env) = ready();
    for name in ["code", "code_verifier", "redirect_uri", "refresh_token", "grant_type", "client_id"] {
        let param = format!("{name}=mine");
        let words = login(&env, &world).arg("--no-browser").arg("--param").arg(&param).run().failed(2);
        assert!(words.contains(name), "{words}");
    }
    assert!(world.may_be_silent().requests().is_empty());
}

#[test]
fn a_login_without_a_refresh_token_says_what_brings_one() {
    let env = TestEnv::new();
    let world = World::always(Reply::json(
        200,
        r#"{"token_type":"Bearer","scope":"User.Read","expires_in":3599,"access_token":"short"}"#,
    ));
    let args = "login entra --tenant contoso.example --client-id app --scope User.Read --no-browser";
    let mut talk = Talk::start(&env, &world, args, &[]);
    let address = talk.address();
    // It was asked for, although the user named another scope.
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
