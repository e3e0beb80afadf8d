//! The provider `oauth2` with servers that differ from each other in what the standards leave open.

use crate::support::environment::TestEnv;
use crate::support::process::Call;
use crate::support::world::{Reply, World};

/// A call for an application's token, printed as JSON.
fn call(env: &TestEnv, world: &World) -> Call {
    let url = format!("http://{}/token", world.http_addr());
    env.gettoken(&["oauth2", "--client-id", "id", "-o", "json", "--token-url", &url])
        .env("OAUTH2_CLIENT_SECRET", "secret")
}

fn form(status: u16, media_type: &str, body: &str) -> Reply {
    Reply::empty(status).header("Content-Type", media_type).body(body)
}

#[test]
fn answer_that_says_it_is_a_form_is_read_as_one() {
    let body = "access_token=a%2Bb&token_type=bearer&expires_in=3600&scope=read+write";
    for media_type in [
        "application/x-www-form-urlencoded",
        "Application/X-WWW-Form-URLEncoded; charset=UTF-8",
        "application/x-www-form-urlencoded ;x=y",
    ] {
        let (env, world) = (TestEnv::new(), World::always(form(200, media_type, body)));
        let printed = call(&env, &world).run().success();
        for part in [r#""access_token":"a+b""#, r#""scope":"read write""#, r#""expires_in":3"#] {
            assert!(printed.contains(part), "{media_type}: {printed}");
        }
    }
    let refusal = "error=invalid_client&error_description=unknown+client";
    let world = World::always(form(401, "application/x-www-form-urlencoded", refusal));
    let stderr = call(&TestEnv::new(), &world).run().failed(5);
    assert!(stderr.contains("invalid_client: unknown client"), "{stderr}");
}

#[test]
fn answer_of_another_type_is_not_read_as_a_form() {
    for media_type in ["text/plain", "text/html", "application/json", "application/x-www-form-urlencodedx"] {
        let (env, world) = (TestEnv::new(), World::always(form(200, media_type, "access_token=t")));
        call(&env, &world).run().failed(8);
    }
    // JSON is read as JSON, whatever its type.
    let body = r#"{"access_token":"t","expires_in":3600}"#;
    let world = World::always(form(200, "application/x-www-form-urlencoded", body));
    assert!(call(&TestEnv::new(), &world).run().success().contains(r#""access_token":"t""#));
}

#[test]
fn servers_are_asked_not_to_compress() {
    let world = World::always(Reply::json(200, r#"{"access_token":"t","expires_in":3600}"#));
    call(&TestEnv::new(), &world).run().success();
    assert_eq!(world.request().header("accept-encoding"), Some("identity"));
}
