//! What a token exchange brings (RFC 8693): tokens that are no access tokens, the base URL of the API in the response,
//! and headers that the API expects.

use serde_json::{Value, json};

use crate::support::environment::TestEnv;
use crate::support::process::Call;
use crate::support::tools;
use crate::support::world::{Reply, World};

const EXCHANGE: &str = r#"
title = "Exchange"
[credentials]
client-id = { required = false }
subject = { env = ["SUBJECT"] }
[vars.base]
required = true
help = "where it is"
[vars.tenant]
help = "whose it is"
[client-credentials]
url = "{base}/token"
grant-type = "token-exchange"
client-auth = "none"
[api]
base = "https://api.example"
headers = { X-Tenant = "{tenant}", X-Version = "2" }
"#;

const ID_JAG: &str = "urn:ietf:params:oauth:token-type:id-jag";

/// Fit for every format, of which one requires a JWT.
const JWT: &str = "eyJhbGciOiJub25lIn0.e30.e30";

fn answering(body: Value) -> World {
    World::always(Reply::json(200, body.to_string()))
}

fn home(definition: &str) -> TestEnv {
    let env = TestEnv::new();
    env.write_provider("exchange", definition);
    env
}

fn call(env: &TestEnv, world: &World, words: &[&str], after: &[&str]) -> Call {
    env.gettoken(words)
        .arg(format!("--base=http://{}", world.http_addr()))
        .args(after)
        .env("SUBJECT", "subject-canary")
        .env("SSL_CERT_FILE", world.ca_pem_path())
        .env("HTTPS_PROXY", world.proxy_url())
}

fn no_access_token() -> World {
    answering(
        json!({ "access_token": JWT, "token_type": "N_A", "issued_token_type": ID_JAG, "expires_in": 300 }),
    )
}

#[test]
fn token_that_is_for_no_api_is_printed_as_what_it_is() {
    let (env, world) = (home(EXCHANGE), no_access_token());
    for _ in 0..2 {
        let text = call(&env, &world, &["exchange", "-o", "json"], &[]).run().success();
        let printed: Value = serde_json::from_str(&text).unwrap();
        assert_eq!((&printed["issued_token_type"], &printed["token_type"]), (&json!(ID_JAG), &json!("N_A")));
        assert_eq!(call(&env, &world, &["exchange", "-o", "token"], &[]).run().success(), format!("{JWT}\n"));
    }
    let text = call(&env, &world, &["exchange"], &[]).run().success();
    assert!(text.contains(&format!("issued_token_type: {ID_JAG}")), "{text}");
    // It came from the cache after the first call.
    assert_eq!(world.requests().len(), 1);
}

#[test]
fn token_that_is_for_no_api_is_given_to_none() {
    let (env, world) = (home(EXCHANGE), no_access_token());
    let sentence = "is a credential for another server, not an access token; use `-o token`";
    for format in [
        "header",
        "headers-json",
        "curl",
        "netrc",
        "xoauth2",
        "oauthbearer",
        "git-credential",
        "docker",
        "exec-credential",
    ] {
        let stderr = call(&env, &world, &["exchange", "-o", format], &["--user=me"]).run().failed(2);
        assert!(stderr.contains(sentence) && !stderr.contains(JWT), "{format}: {stderr}");
    }
    let in_query = home(&EXCHANGE.replace("headers =", "query = 'token'\nheaders ="));
    let stderr = call(&in_query, &world, &["exchange", "-o", "curl"], &[]).run().failed(2);
    assert!(stderr.contains(sentence), "{stderr}");
    // Commands that give tokens away have no flags for variables.
    env.write_config(&format!(
        "[profiles.work]\nprovider = 'exchange'\nvars.base = 'http://{}'\nsubject = {{ env = 'SUBJECT' }}\n",
        world.http_addr()
    ));
    let with = |words: &[&str]| env.gettoken(words).env("SUBJECT", "subject-canary");
    for call in [
        with(&["api", "work", "/x"]),
        with(&["exec", "work", "--", "touch", "ran"]),
        with(&["git-credential", "work", "get"]).stdin("protocol=https\nhost=api.example\n\n"),
        with(&["git-credential", "work", "get"])
            .stdin("capability[]=authtype\nprotocol=https\nhost=api.example\n\n"),
        with(&["docker-credential", "work", "get"]).stdin("https://api.example"),
    ] {
        let stderr = call.run().failed(2);
        assert!(stderr.contains(sentence) && !stderr.contains(JWT), "{stderr}");
    }
    assert!(!env.path("ran").exists());
    assert!(world.requests().iter().all(|request| request.path == "/token"), "no API was called");
}

#[test]
fn access_token_needs_a_type_that_is_bearer() {
    for (body, is_accepted) in [
        (json!({ "access_token": "t", "token_type": "N_A" }), false),
        (
            json!({ "access_token": "t", "token_type": "N_A", "issued_token_type": "urn:ietf:params:oauth:token-type:access_token" }),
            false,
        ),
        (json!({ "access_token": "t", "token_type": "DPoP", "issued_token_type": ID_JAG }), false),
        (
            json!({ "access_token": "t", "token_type": "n_a", "issued_token_type": "urn:ietf:params:oauth:token-type:id_token" }),
            true,
        ),
        (json!({ "access_token": "t", "token_type": "bearer", "issued_token_type": ID_JAG }), true),
    ] {
        let (env, world) = (home(EXCHANGE), answering(body.clone()));
        let outcome = call(&env, &world, &["exchange", "-o", "token"], &[]).run();
        assert_eq!(outcome.code, Some(if is_accepted { 0 } else { 8 }), "{body}: {outcome:?}");
    }
}

/// A definition whose responses state the base of the API.
fn with_base() -> String {
    EXCHANGE.replace("headers =", "base-from = '/instance_url'\nbase-hosts = ['crm.example']\nheaders =")
}

#[test]
fn base_of_the_api_is_only_what_the_definition_allows() {
    for (base, is_allowed) in [
        ("https://crm.example", true),
        ("https://my.crm.example", true),
        ("https://my.eu.crm.example:443/services/data", true),
        ("https://MY.Crm.Example/", true),
        ("https://evilcrm.example", false),
        ("https://crm.example.evil.example", false),
        ("https://evil.example/crm.example", false),
        ("https://evil.example#.crm.example", false),
        ("https://evil.example?.crm.example", false),
        ("https://evil.example\\.crm.example", false),
        ("https://evil.example;.crm.example", false),
        ("https://evil.example&.crm.example", false),
        ("https://a..crm.example", false),
        ("https://.crm.example", false),
        ("https://crm.example.", false),
        ("https://crm.example@evil.example", false),
        ("https://user@crm.example", false),
        ("https://user:pass@crm.example", false),
        ("https://crm.example:8443", false),
        ("https://crm.example:", false),
        ("https://my.crm.example/../admin", false),
        ("https://my.crm.example/a/./b", false),
        ("https://my.crm.example/%2e%2e/admin", false),
        ("https://my.crm.example/a?b", false),
        ("https://my.crm.example/a'b", false),
        ("https://my.crm.example/\r\nx", false),
        ("http://my.crm.example", false),
        ("HTTPS://my.crm.example", false),
        ("ftp://my.crm.example", false),
        ("//my.crm.example", false),
        ("my.crm.example", false),
        ("https://", false),
        ("https://ｃrm.example", false),
    ] {
        let body = json!({ "access_token": "t0ken-of-api", "token_type": "Bearer", "expires_in": 300, "instance_url": base });
        let (env, world) = (home(&with_base()), answering(body));
        let outcome = call(&env, &world, &["exchange", "-o", "json"], &[]).run();
        if is_allowed {
            let printed: Value = serde_json::from_str(&outcome.success()).unwrap();
            assert_eq!(printed["api_base"], base);
        } else {
            let stderr = outcome.failed(8);
            assert!(
                !stderr.contains("canary") && !stderr.contains("t0ken") && !stderr.contains(":pass@"),
                "{base}: {stderr}"
            );
            // Nothing was stored.
            call(&env, &world, &["exchange", "--offline"], &[]).run().failed(9);
        }
    }
}

#[test]
fn api_calls_go_to_the_base_of_the_response() {
    let world = World::start(|request| match (&*request.host, &*request.path) {
        ("my.crm.example", path) => {
            Reply::json(200, json!({ "path": path, "tenant": request.header("x-tenant") }).to_string())
        }
        _ => Reply::json(
            200,
            json!({
                "access_token": "t0ken-of-api", "token_type": "Bearer", "expires_in": 300,
                "instance_url": "https://my.crm.example/services",
            })
            .to_string(),
        ),
    });
    let env = home(&with_base());
    env.write_config(&format!(
        "[profiles.work]\nprovider = 'exchange'\nvars.base = 'http://{}'\nsubject = {{ env = 'SUBJECT' }}\n",
        world.http_addr()
    ));
    let with = |words: &[&str]| env.gettoken(words).env("SUBJECT", "subject-canary").through(&world);
    for _ in 0..2 {
        let answer = with(&["api", "work", "/x"]).run().success();
        assert_eq!(serde_json::from_str::<Value>(&answer).unwrap()["path"], "/services/x");
    }
    assert_eq!(world.requests().iter().filter(|request| request.path == "/token").count(), 1);
    let request = world.requests().pop().unwrap();
    assert_eq!(request.header("authorization"), Some("Bearer t0ken-of-api"));
    // The server of the definition is another one.
    with(&["api", "work", "https://api.example/x"]).run().failed(2);
    with(&["api", "work", "https://eu.crm.example/x"]).run().failed(2);
    let netrc = with(&["work", "-o", "netrc"]).run().success();
    assert!(netrc.starts_with("machine my.crm.example "), "{netrc}");
}

/// An entry that somebody has edited is not trusted more than a response.
#[test]
fn base_in_the_store_is_checked_again() {
    let body = json!({
        "access_token": "t0ken-of-api", "token_type": "Bearer", "expires_in": 300, "instance_url": "https://my.crm.example",
    });
    let (env, world) = (home(&with_base()), answering(body));
    env.write_config(&format!(
        "[profiles.work]\nprovider = 'exchange'\nvars.base = 'http://{}'\nsubject = {{ env = 'SUBJECT' }}\n",
        world.http_addr()
    ));
    let with = |words: &[&str]| env.gettoken(words).env("SUBJECT", "subject-canary").through(&world);
    with(&["work"]).run().success();
    let entry = std::fs::read_dir(env.tokens_dir()).unwrap().map(|entry| entry.unwrap().path());
    let entry = entry.into_iter().find(|path| path.extension().is_some_and(|it| it == "json")).unwrap();
    let text = std::fs::read_to_string(&entry).unwrap();
    assert!(text.contains("my.crm.example"));
    std::fs::write(&entry, text.replace("my.crm.example", "my.crm.evilexe")).unwrap();
    let netrc = with(&["work", "-o", "netrc"]).run().success();
    assert!(!netrc.contains("evil"), "{netrc}");
    let outcome = with(&["api", "work", "https://my.crm.evilexe/x"]).run();
    assert_eq!(outcome.code, Some(2), "{outcome:?}");
    with(&["api", "work", "/x"]).run();
    assert!(!world.requests().iter().any(|request| request.host.contains("evil")));
}

#[test]
fn headers_of_the_api_are_sent_and_printed() {
    let world = World::start(|request| match &*request.path {
        "/token" => Reply::json(200, r#"{"access_token":"t0ken","token_type":"Bearer","expires_in":300}"#),
        _ => Reply::json(200, "{}"),
    });
    let env = home(EXCHANGE);
    env.write_config(&format!(
        "[profiles.work]\nprovider = 'exchange'\nvars = {{ base = 'http://{}', tenant = 't-1' }}\nsubject = {{ env = 'SUBJECT' }}\n\
         [profiles.bare]\nprovider = 'exchange'\nvars = {{ base = 'http://{}' }}\nsubject = {{ env = 'SUBJECT' }}\n",
        world.http_addr(),
        world.http_addr()
    ));
    let with = |words: &[&str]| env.gettoken(words).env("SUBJECT", "subject-canary").through(&world);
    let header = with(&["work", "-o", "header"]).run().success();
    assert_eq!(header, "Authorization: Bearer t0ken\nX-Tenant: t-1\nX-Version: 2\n");
    let config = with(&["work", "-o", "curl"]).run().success();
    assert_eq!(
        config,
        "header = \"Authorization: Bearer t0ken\"\nheader = \"X-Tenant: t-1\"\nheader = \"X-Version: 2\"\n"
    );
    // One that uses a name without a value is left out.
    let header = with(&["bare", "-o", "header"]).run().success();
    assert_eq!(header, "Authorization: Bearer t0ken\nX-Version: 2\n");
    with(&["api", "work", "/x"]).run().success();
    with(&["api", "work", "/x", "-H", "X-Version: 3"]).run().success();
    let requests = world.requests();
    let [.., first, second] = &requests[..] else { panic!() };
    for (request, version) in [(first, "2"), (second, "3")] {
        assert_eq!((request.header("x-tenant"), request.header("x-version")), (Some("t-1"), Some(version)));
        assert_eq!(
            request.headers.iter().filter(|(name, _)| name.eq_ignore_ascii_case("x-version")).count(),
            1
        );
    }
    if tools::skip_without(&["curl"]) {
        return;
    }
    let script = format!("printf '%s' '{config}' | curl -sS -K - http://{}/curl", world.http_addr());
    assert!(tools::succeeds("sh", &["-c", &script]));
    let request = world.requests().pop().unwrap();
    assert_eq!((&*request.path, request.header("x-tenant")), ("/curl", Some("t-1")));
}

#[test]
fn headers_of_the_api_that_show_a_secret_are_refused() {
    for (headers, word) in [
        ("{ X-Key = '{subject}' }", "secret"),
        ("{ Authorization = 'x' }", "Authorization"),
        ("{ Content-Length = '1' }", "Content-Length"),
        ("{ Host = 'x' }", "Host"),
        ("{ 'a b' = 'x' }", "a b"),
        ("{ a = \"x\\ny\" }", "api.headers.a"),
    ] {
        let env = TestEnv::new();
        let text = EXCHANGE.replace("{ X-Tenant = \"{tenant}\", X-Version = \"2\" }", headers);
        let path = env.write_provider("exchange", &text);
        let outcome = env.gettoken(&["providers", "check", path.to_str().unwrap()]).run();
        assert_ne!(outcome.code, Some(0), "{headers}");
        assert!(format!("{}{}", outcome.stdout, outcome.stderr).contains(word), "{headers}: {outcome:?}");
    }
    // A value that would end the line is refused when it is known.
    let (env, world) =
        (home(EXCHANGE), answering(json!({ "access_token": "t", "expires_in": 300 })).may_be_silent());
    let outcome = call(&env, &world, &["exchange", "-o", "header"], &["--tenant=a\r\nX: y"]).run();
    assert_eq!(outcome.code, Some(3), "{outcome:?}");
    let outcome = call(&env, &world, &["exchange", "-o", "header"], &["--tenant=é"]).run();
    assert_ne!(outcome.code, Some(0), "{outcome:?}");
}
