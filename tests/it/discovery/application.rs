//! An application's token from a server of which only the issuer is named.

use serde_json::{Value, json};

use crate::support::discovery::{
    APPENDED, ISSUER, OAUTH, OPENID, Server, asked, call, is_for_metadata, metadata, with,
};
use crate::support::environment::TestEnv;
use crate::support::reply::Reply;
use crate::support::request::fields;
use crate::support::vendor::token;
use crate::support::world::World;

#[test]
fn issuer_alone_is_enough() {
    let (env, server) = (TestEnv::new(), Server::new(&metadata()));
    assert_eq!(server.call(&env).run().success(), "token-1\n");
    assert_eq!(server.asked(), [OAUTH, "sso.example.com/t/token"]);
    let [asked, exchange] = <[_; 2]>::try_from(server.world.requests()).unwrap();
    assert_eq!((asked.method.as_str(), asked.body.len(), asked.header("authorization")), ("GET", 0, None));
    let form =
        [("client_id", "id"), ("client_secret", "s3cret-of-app"), ("grant_type", "client_credentials")];
    assert_eq!(exchange.form(), fields(&form));
    // A hit asks nobody.
    assert_eq!(server.call(&env).run().success(), "token-1\n");
    assert_eq!(server.asked().len(), 2);
}

#[test]
fn issuer_comes_from_the_environment_and_the_config_file_too() {
    let (env, server) = (TestEnv::new(), Server::new(&metadata()));
    let bare = || env.gettoken(&["oauth2", "--client-id=id", "-o", "token"]).env("OAUTH2_CLIENT_SECRET", "s");
    assert_eq!(bare().env("OAUTH2_ISSUER", ISSUER).through(&server.world).run().success(), "token-1\n");
    env.write_config(&format!(
        "[profiles.sso]\nprovider = \"oauth2\"\nclient-id = \"id\"\nclient-secret = \"s\"\n\
         [profiles.sso.vars]\nissuer = \"{ISSUER}\"\n"
    ));
    assert_eq!(env.gettoken(&["sso", "-o", "token"]).through(&server.world).run().success(), "token-2\n");
    // The document is of the server, not of the profile.
    assert_eq!(server.asked_for_metadata(), 1);
}

#[test]
fn with_an_endpoint_the_issuer_is_only_compared() {
    for flag in ["--token-url", "--authorize-url", "--device-url"] {
        let (env, server) = (TestEnv::new(), Server::new(&metadata()));
        let url = format!("{flag}=https://sso.example.com/own");
        let outcome = server.call(&env).arg(url).run();
        match flag {
            "--token-url" => {
                assert_eq!(outcome.success(), "token-1\n");
                assert_eq!(server.asked(), ["sso.example.com/own"]);
            }
            _ => {
                let _ = server.world.may_be_silent();
                let stderr = outcome.failed(3);
                assert!(stderr.contains("`--token-url`") && stderr.contains("`--issuer`"), "{stderr}");
            }
        }
    }
}

#[test]
fn without_issuer_and_url_the_error_names_both() {
    let env = TestEnv::new();
    let call = env.gettoken(&["oauth2", "--client-id=id"]).env("OAUTH2_CLIENT_SECRET", "s");
    let stderr = call.run().failed(3);
    assert!(stderr.contains("`--token-url`") && stderr.contains("`--issuer`"), "{stderr}");
}

#[test]
fn metadata_is_looked_for_at_three_urls_in_order() {
    for (found, tried) in [(OAUTH, 1), (OPENID, 2), (APPENDED, 3)] {
        for missing in [404, 400, 401, 403, 405, 410] {
            let env = TestEnv::new();
            let world = World::start(move |request| match format!("{}{}", request.host, request.path) {
                place if place == found => Reply::json(200, metadata().to_string()),
                _ if is_for_metadata(request) => Reply::empty(missing),
                _ => token(1, 3600),
            });
            assert_eq!(call(&env, &world).run().success(), "token-1\n", "{found} {missing}");
            assert_eq!(asked(&world)[..tried], [OAUTH, OPENID, APPENDED][..tried]);
        }
    }
}

#[test]
fn server_without_metadata_is_named_with_all_urls() {
    let (env, server) = (TestEnv::new(), Server::answering(Reply::empty(404)));
    let stderr = server.call(&env).run().failed(8);
    for part in [ISSUER, OAUTH, OPENID, APPENDED, "--token-url"] {
        assert!(stderr.contains(part), "{part}: {stderr}");
    }
    assert_eq!(server.asked(), [OAUTH, OPENID, APPENDED]);
}

#[test]
fn unusable_metadata_is_refused() {
    let html =
        Reply::empty(200).header("Content-Type", "text/html").body("<html><title>Sign in</title></html>");
    let to = |status| Reply::empty(status).header("Location", "https://evil.example/metadata");
    let endpoint = |url: &str| Reply::json(200, with("token_endpoint", url).to_string());
    for (reply, part) in [
        (html, "not a JSON object"),
        (Reply::json(200, "{\"issuer\":"), "not a JSON object"),
        (Reply::json(200, "[]"), "not a JSON object"),
        (Reply::json(200, "{}"), "does not name its issuer"),
        (Reply::big(10 * 1024 * 1024), "more than"),
        (to(302), "redirects"),
        (to(307), "redirects"),
        (endpoint("http://sso.example.com/token"), "token_endpoint"),
        (endpoint("http://127.0.0.1:1/token"), "token_endpoint"),
        (endpoint("https://u:p@sso.example.com/token"), "token_endpoint"),
        (endpoint("https://sso.example.com/token#x"), "token_endpoint"),
        (Reply::json(200, with("jwks_uri", "http://sso.example.com/keys").to_string()), "jwks_uri"),
    ] {
        let (env, server) = (TestEnv::new(), Server::answering(reply));
        let stderr = server.call(&env).run().failed(8);
        assert!(stderr.contains(part), "{part}: {stderr}");
        assert!(!stderr.contains("u:p"), "{stderr}");
        assert!(server.asked().iter().all(|asked| asked.contains("/.well-known/")), "{:?}", server.asked());
    }
}

#[test]
fn issuer_is_compared_letter_by_letter() {
    for (stated, is_meant) in [
        ("https://sso.example.com/t/", true),
        ("https://SSO.example.com/t", false),
        ("https://sso.example.com", false),
        ("https://sso.example.com/t?x=1", false),
        ("https://evil.example/t", false),
        ("http://sso.example.com/t", false),
    ] {
        let (env, server) = (TestEnv::new(), Server::new(&with("issuer", stated)));
        let stderr = server.call(&env).run().failed(8);
        assert!(stderr.contains("another issuer"), "{stderr}");
        assert_eq!(stderr.contains("did you mean"), is_meant, "{stated}: {stderr}");
        assert!(server.asked().iter().all(|asked| asked.contains("/.well-known/")));
    }
}

#[test]
fn what_cannot_be_an_issuer_is_asked_for_nothing() {
    for issuer in [
        "http://sso.example.com",
        "https://sso.example.com?x=1",
        "https://a.example#b",
        "sso",
        "https://u:p@a.example",
    ] {
        let env = TestEnv::new();
        let call =
            env.gettoken(&["oauth2", "--issuer", issuer, "--client-id=id"]).env("OAUTH2_CLIENT_SECRET", "s");
        let stderr = call.run().failed(3);
        assert!(!stderr.contains("u:p"), "{stderr}");
    }
}

#[test]
fn endpoint_may_be_on_another_host() {
    let url = "https://oauth.example.net/token";
    let (env, server) = (TestEnv::new(), Server::new(&with("token_endpoint", url)));
    assert_eq!(server.call(&env).run().success(), "token-1\n");
    assert_eq!(server.asked(), [OAUTH, "oauth.example.net/token"]);
}

#[test]
fn client_authenticates_as_the_server_lists() {
    let basic = "Basic aWQ6czNjcmV0LW9mLWFwcA==";
    for (listed, given, header, has_secret) in [
        (json!(["client_secret_post", "client_secret_basic"]), None, Some(basic), false),
        (json!(["client_secret_basic"]), None, Some(basic), false),
        (json!(["client_secret_post", "none"]), None, None, true),
        (json!(["none"]), None, None, false),
        // RFC 8414 section 2.
        (Value::Null, None, Some(basic), false),
        // Somebody knows better.
        (json!(["client_secret_basic"]), Some("post"), None, true),
        (json!(["client_secret_post"]), Some("basic"), Some(basic), false),
        // The list may be incomplete.
        (json!(["tls_client_auth"]), None, None, true),
    ] {
        let document = with("token_endpoint_auth_methods_supported", listed.clone());
        let (env, server) = (TestEnv::new(), Server::new(&document));
        let call = given.iter().fold(server.call(&env), |call, word| call.args(&["--client-auth", word]));
        call.run().success();
        let exchange = server.world.requests().pop().unwrap();
        assert_eq!(exchange.header("authorization"), header, "{listed}");
        assert_eq!(exchange.form().contains_key("client_secret"), has_secret, "{listed}");
    }
}

#[test]
fn key_of_a_token_does_not_depend_on_the_document() {
    let (env, server) = (TestEnv::new(), Server::new(&metadata()));
    server.call(&env).run().success();
    // Other methods and another endpoint: the stored token is still that of the issuer.
    let mut moved = with("token_endpoint_auth_methods_supported", json!(["client_secret_basic"]));
    moved["token_endpoint"] = "https://sso.example.com/t/v2/token".into();
    server.publish(&moved);
    crate::support::discovery::age(&env, 100_000);
    assert_eq!(server.call(&env).run().success(), "token-1\n");
    assert_eq!(server.call(&env).arg("--force").run().success(), "token-2\n");
    assert_eq!(server.asked()[2..], [OAUTH, "sso.example.com/t/v2/token"]);
    let listed = env.gettoken(&["cache", "list", "--json"]).run().success();
    let listed: Vec<Value> = serde_json::from_str(&listed).unwrap();
    assert_eq!(listed.iter().filter(|row| row["profile"] == "oauth2").count(), 1, "{listed:?}");
}

#[test]
fn grant_type_that_is_not_listed_is_a_warning() {
    let document = with("grant_types_supported", json!(["authorization_code"]));
    let (env, server) = (TestEnv::new(), Server::new(&document));
    let outcome = server.call(&env).run();
    assert!(outcome.stderr.contains("client_credentials"), "{}", outcome.stderr);
    assert_eq!(outcome.success(), "token-1\n");
}

#[test]
fn server_that_names_no_token_endpoint_is_a_clear_error() {
    let (env, server) = (TestEnv::new(), Server::new(&with("token_endpoint", Value::Null)));
    let stderr = server.call(&env).run().failed(3);
    assert!(stderr.contains("publishes no endpoint") && stderr.contains("--token-url"), "{stderr}");
}

#[test]
fn requests_about_a_token_go_to_endpoints_that_are_discovered() {
    let mut document = with("introspection_endpoint", "https://sso.example.com/t/introspect");
    document["revocation_endpoint"] = "https://sso.example.com/t/revoke".into();
    let (env, server) = (TestEnv::new(), Server::new(&document));
    server.call(&env).run().success();
    let about = |verb: &str, more: &[&str]| {
        let args = [verb, "oauth2", "--issuer", ISSUER, "--client-id=id"];
        let call = env.gettoken(&args).args(more).env("OAUTH2_CLIENT_SECRET", "s3cret-of-app");
        call.through(&server.world).run().success()
    };
    assert!(about("introspect", &["--dry-run"]).starts_with("POST https://sso.example.com/t/introspect\n"));
    assert!(about("introspect", &["--json"]).contains("\"active\":true"));
    about("revoke", &[]);
    let last = server.asked().split_off(2);
    assert_eq!(last, ["sso.example.com/t/introspect", "sso.example.com/t/revoke"]);
    // Without a stored document, nothing is known.
    env.gettoken(&["cache", "clear"]).run().success();
    assert_eq!(about("introspect", &["--dry-run"]), format!("GET https://{OAUTH}\n"));
}

#[test]
fn every_grant_type_discovers() {
    for (provider, more, part) in [
        ("oauth2-password", &["--username=u", "--password-file=p"][..], "password"),
        ("oauth2-token-exchange", &["--subject-file=p"], "token-exchange"),
        ("oauth2-assertion", &["--subject-file=p"], "jwt-bearer"),
    ] {
        let (env, server) = (TestEnv::new(), Server::new(&metadata()));
        env.write("p", "the.pass.word");
        let args = [provider, "--issuer", ISSUER, "--client-id=id", "-o", "token", "--insecure-file-mode"];
        env.gettoken(&args)
            .args(more)
            .env("OAUTH2_CLIENT_SECRET", "s")
            .through(&server.world)
            .run()
            .success();
        assert!(server.world.requests().pop().unwrap().form()["grant_type"].contains(part));
    }
}

#[test]
fn definition_of_ones_own_names_only_an_issuer() {
    let (env, server) = (TestEnv::new(), Server::new(&metadata()));
    let definition = format!(
        "title = \"Ours\"\nissuer = \"{ISSUER}\"\n[vars.token-url]\nhelp = \"x\"\ndiscovered = \"token_endpoint\"\n\
         [client-credentials]\nurl = \"{{token-url}}\"\n"
    );
    env.write_provider("ours", &definition);
    env.gettoken(&["providers", "check", "ours"]).run().success();
    let args = ["ours", "--client-id=id", "-o", "token", "--client-secret-file=s"];
    env.write("s", "s3cret");
    let call = || env.gettoken(&args).arg("--insecure-file-mode").through(&server.world);
    assert_eq!(call().run().success(), "token-1\n");
    // The definition says nothing of client authentication, so the metadata does.
    assert!(server.world.requests()[1].form().contains_key("client_secret"));
    for (from, to, part) in [
        ("\"token_endpoint\"", "\"token-endpoint\"", "vars.token-url.discovered"),
        ("issuer = ", "# ", "needs the key `issuer`"),
        (ISSUER, "http://sso.example.com", "issuer is not an https URL"),
    ] {
        env.write_provider("ours", &definition.replacen(from, to, 1));
        let stderr = env.gettoken(&["providers", "check", "ours"]).run().failed(3);
        assert!(stderr.contains(part), "{part}: {stderr}");
    }
}

#[test]
fn verbose_call_says_what_was_discovered() {
    let (env, server) = (TestEnv::new(), Server::new(&metadata()));
    let stderr = server.call(&env).arg("-v").run().stderr;
    for part in
        [&format!("GET https://{OAUTH}"), "token-url: https://sso.example.com/t/token", "from the metadata"]
    {
        assert!(stderr.contains(part), "{part}: {stderr}");
    }
    assert!(!stderr.contains("s3cret-of-app"));
}

#[test]
fn dry_run_shows_the_first_request_or_that_of_the_stored_metadata() {
    let (env, server) = (TestEnv::new(), Server::new(&metadata()));
    let dry = || server.call(&env).arg("--dry-run").run().success();
    assert_eq!(dry(), format!("GET https://{OAUTH}\n"));
    server.call(&env).run().success();
    assert!(dry().starts_with("POST https://sso.example.com/t/token\n"), "{}", dry());
    assert_eq!(server.asked().len(), 2);
}

#[test]
fn doctor_shows_the_endpoints_and_their_age() {
    let (env, server) = (TestEnv::new(), Server::new(&metadata()));
    let doctor = || {
        let args = ["doctor", "oauth2", "--issuer", ISSUER, "--client-id=id", "--json"];
        let call = env.gettoken(&args).env("OAUTH2_CLIENT_SECRET", "s").through(&server.world);
        let report: Value = serde_json::from_str(&call.run().stdout).unwrap();
        let checks = report["checks"].as_array().unwrap().clone();
        checks.into_iter().find(|check| check["name"] == "metadata").unwrap()
    };
    let check = doctor();
    assert_eq!(check["state"], "ok", "{check}");
    assert_eq!(check["endpoints"]["token-url"], "https://sso.example.com/t/token");
    server.publish(&with("issuer", "https://other.example"));
    crate::support::discovery::age(&env, 100_000);
    let check = doctor();
    assert!(check["text"].as_str().unwrap().contains("another issuer"), "{check}");
}
