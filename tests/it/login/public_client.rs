//! A client without authentication: it has the token of a person who has logged in, and never one of its own
//! (RFC 6749 section 4.4).

use crate::support::environment::TestEnv;
use crate::support::person::{Talk, callback};
use crate::support::process::Call;
use crate::support::world::{Reply, World};

const ANSWER: &str = r#"{"access_token":"t","token_type":"Bearer","expires_in":3600,"refresh_token":"r"}"#;

fn flags(world: &World, more: &str) -> Vec<String> {
    let url = format!("http://{}", world.http_addr());
    let flags = format!("--client-id id --client-auth none --token-url {url}/token {more}");
    flags.split_whitespace().map(str::to_owned).collect()
}

fn call(env: &TestEnv, world: &World, words: &[&str]) -> Call {
    env.gettoken(words).args(&flags(world, ""))
}

#[test]
fn plain_call_after_a_login_prints_the_persons_token() {
    let (env, world) = (TestEnv::new(), World::always(Reply::json(200, ANSWER)));
    let login =
        flags(&world, &format!("--authorize-url http://{}/authorize --no-browser", world.http_addr()));
    let mut talk = Talk::start(&env, &world, &format!("login oauth2 {}", login.join(" ")));
    let address = talk.address();
    talk.say(&callback(&address, &[("code", "c")]));
    let outcome = talk.end();
    assert!(outcome.stderr.contains("`gettoken oauth2` prints the token"), "{}", outcome.stderr);
    for words in [&["oauth2", "-o", "token"][..], &["fetch", "oauth2", "-o", "token", "--grant=user"]] {
        assert_eq!(call(&env, &world, words).run().success(), "t\n");
    }
    let refreshed = call(&env, &world, &["oauth2", "-o", "token", "--rejected"]).stdin("t\n").run();
    assert_eq!(refreshed.success(), "t\n");
    let grants: Vec<_> =
        world.requests().iter().map(|request| request.form()["grant_type"].clone()).collect();
    assert_eq!(grants, ["authorization_code", "refresh_token"]);
}

#[test]
fn without_a_login_it_asks_for_one_and_sends_nothing() {
    let (env, world) = (TestEnv::new(), World::always(Reply::json(200, ANSWER)).may_be_silent());
    let stderr = call(&env, &world, &["oauth2"]).run().failed(4);
    assert!(
        stderr.contains("gettoken login oauth2") && stderr.contains("`client-auth` is `none`"),
        "{stderr}"
    );
    let stderr = call(&env, &world, &["oauth2", "--grant=app"]).run().failed(3);
    assert!(
        stderr.contains("gettoken login oauth2") && stderr.contains("`client-auth` is `none`"),
        "{stderr}"
    );
    // A secret that is not sent makes no difference.
    call(&env, &world, &["oauth2"]).env("OAUTH2_CLIENT_SECRET", "s").run().failed(4);
    let url = format!("http://{}/token", world.http_addr());
    env.write_config(&format!(
        "[profiles.work]\nprovider = \"oauth2\"\nclient-id = \"id\"\nvars = {{ token-url = {url:?}, client-auth = \"none\" }}\n"
    ));
    env.gettoken(&["work"]).run().failed(4);
    env.gettoken(&["exec", "work", "--", "true"]).run().failed(4);
    assert_eq!(world.requests(), []);
}

/// Its author has read the vendor's rule.
#[test]
fn definition_that_always_has_no_client_authentication_is_followed() {
    let (env, world) = (TestEnv::new(), World::always(Reply::json(200, ANSWER)));
    let url = format!("http://{}/token", world.http_addr());
    env.write_provider(
        "own",
        &format!(
            "title = \"Own\"\ncredentials.client-secret.required = false\n\
             [client-credentials]\nurl = {url:?}\nclient-auth = \"none\"\n"
        ),
    );
    assert_eq!(env.gettoken(&["own", "-o", "token", "--client-id=id"]).run().success(), "t\n");
    assert_eq!(world.request().form()["grant_type"], "client_credentials");
}
