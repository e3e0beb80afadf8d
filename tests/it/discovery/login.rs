//! Logins, refreshes and logouts at a server of which only the issuer is named.

use std::sync::{Arc, Mutex, OnceLock};

use serde_json::{Value, json};

use crate::support::discovery::{age, documents, is_for_metadata};
use crate::support::environment::TestEnv;
use crate::support::person::{address, agree, callback, query, visit};
use crate::support::process::Call;
use crate::support::reply::Reply;
use crate::support::request::Request;
use crate::support::world::World;

/// A server on this machine, where the browser is.
struct Server {
    world: World,
    issuer: String,
    /// Members of the metadata beside the usual ones, and replies in place of the usual ones, by path.
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    more: Value,
    replies: Vec<(&'static str, Reply)>,
    /// The issuer that the redirect names.
    iss: Option<String>,
    issued: u32,
}

impl Server {
    fn new(more: Value) -> Self {
        let state = Arc::new(Mutex::new(State { more, ..State::default() }));
        let issuer = Arc::new(OnceLock::<String>::new());
        let (shared, own) = (Arc::clone(&state), Arc::clone(&issuer));
        let world =
            World::start(move |request| answer(&mut shared.lock().unwrap(), own.get().unwrap(), request));
        let url = format!("http://{}", world.http_addr());
        issuer.set(url.clone()).unwrap();
        Self { world, issuer: url, state }
    }

    fn set(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.state.lock().unwrap());
    }

    /// A call of the profile `me`, which names only the issuer.
    fn call(&self, env: &TestEnv, args: &[&str]) -> Call {
        env.write_config(&format!(
            "[profiles.me]\nprovider = \"oauth2\"\ngrant = \"user\"\nclient-id = \"app\"\n\
             [profiles.me.vars]\nissuer = \"{}\"\n",
            self.issuer
        ));
        env.gettoken(args)
    }

    fn login(&self, env: &TestEnv) -> String {
        let login = self.call(env, &["login", "me"]).spawn();
        assert_eq!(agree(&address(&login)).status, 200);
        let outcome = login.wait();
        let stderr = outcome.stderr.clone();
        outcome.success();
        stderr
    }

    /// The bodies that the token endpoint received, with this grant type.
    fn bodies(&self, grant: &str) -> Vec<String> {
        let bodies = self.world.requests().into_iter().filter(|request| request.method == "POST");
        bodies.map(|request| request.text()).filter(|body| body.contains(grant)).collect()
    }

    fn asked(&self, path: &str) -> usize {
        self.world.requests().iter().filter(|request| request.path == path).count()
    }
}

fn answer(state: &mut State, issuer: &str, request: &Request) -> Reply {
    let path = request.path.as_str();
    if let Some((_, reply)) = state.replies.iter().find(|(own, _)| *own == path) {
        return reply.clone();
    }
    if is_for_metadata(request) {
        let mut document = json!({
            "issuer": issuer,
            "authorization_endpoint": format!("{issuer}/authorize"),
            "token_endpoint": format!("{issuer}/token"),
            "revocation_endpoint": format!("{issuer}/revoke"),
            "token_endpoint_auth_methods_supported": ["none"],
        });
        for (name, value) in state.more.as_object().into_iter().flatten() {
            document[name] =
                value.as_str().map_or(value.clone(), |text| text.replace("ISSUER", issuer).into());
        }
        return Reply::json(200, document.to_string());
    }
    match path {
        "/authorize" => {
            let asked: std::collections::BTreeMap<_, _> = request.query.iter().cloned().collect();
            let iss = state.iss.as_ref().map(|iss| format!("&iss={}", iss.replace("ISSUER", issuer)));
            let to = format!(
                "{}?code=c&state={}{}",
                asked["redirect_uri"],
                asked["state"],
                iss.unwrap_or_default()
            );
            Reply::empty(302).header("Location", &to)
        }
        "/device" => Reply::json(
            200,
            r#"{"device_code":"d","user_code":"WDJB","verification_uri":"https://sso.example/device","interval":1,"expires_in":60}"#,
        ),
        "/token" | "/v2/token" => {
            state.issued += 1;
            let number = state.issued;
            Reply::json(
                200,
                format!(
                    r#"{{"access_token":"a{number}","token_type":"Bearer","expires_in":3600,"refresh_token":"r{number}"}}"#
                ),
            )
        }
        "/revoke" => Reply::empty(200),
        other => panic!("nothing is at {other}"),
    }
}

#[test]
fn login_refresh_and_logout_need_only_the_issuer() {
    let (env, server) = (TestEnv::new(), Server::new(json!({})));
    server.login(&env);
    let token = || server.call(&env, &["me", "-o", "token"]);
    assert_eq!(token().run().success(), "a1\n");
    assert_eq!(token().arg("--force").run().success(), "a2\n");
    server.call(&env, &["logout", "me"]).run().success();
    assert_eq!(server.asked("/revoke"), 1);
    // One document for all of it, which stays.
    assert_eq!((server.asked("/.well-known/oauth-authorization-server"), documents(&env).len()), (1, 1));
}

#[test]
fn session_goes_on_when_an_endpoint_has_moved() {
    let (env, server) = (TestEnv::new(), Server::new(json!({})));
    server.login(&env);
    age(&env, 60);
    server.set(|state| {
        state.more = json!({ "token_endpoint": "ISSUER/v2/token" });
        state.replies.push(("/token", Reply::empty(404)));
    });
    let token = || server.call(&env, &["me", "-o", "token"]);
    assert_eq!(token().run().success(), "a1\n");
    assert_eq!(token().arg("--force").run().success(), "a2\n");
    assert_eq!((server.asked("/token"), server.asked("/v2/token")), (2, 1));
}

#[test]
fn login_does_not_send_a_person_to_a_page_that_has_moved() {
    let (env, server) = (TestEnv::new(), Server::new(json!({})));
    server.login(&env);
    age(&env, 301);
    server.set(|state| state.more = json!({ "authorization_endpoint": "ISSUER/v2/authorize" }));
    let stderr = server.call(&env, &["login", "me", "--no-browser", "--wait=0"]).run().failed(4);
    assert!(stderr.contains("/v2/authorize?"), "{stderr}");
}

#[test]
fn device_login_needs_only_the_issuer() {
    let (env, server) =
        (TestEnv::new(), Server::new(json!({ "device_authorization_endpoint": "ISSUER/device" })));
    let outcome = server.call(&env, &["login", "me", "--device"]).run();
    assert!(outcome.stderr.contains("WDJB"), "{}", outcome.stderr);
    outcome.success();
    assert_eq!((server.asked("/device"), server.asked("/token")), (1, 1));
    // A server without that endpoint.
    let (env, server) = (TestEnv::new(), Server::new(json!({})));
    server.call(&env, &["login", "me", "--device"]).run().failed(2);
}

#[test]
fn issuer_in_the_callback_must_be_the_one_that_is_known() {
    let promise = json!({ "authorization_response_iss_parameter_supported": true });
    for (more, iss, is_right) in [
        (promise.clone(), Some("ISSUER"), true),
        (promise.clone(), None, false),
        (promise.clone(), Some("ISSUER/"), false),
        (promise, Some("https://evil.example"), false),
        (json!({}), None, true),
        (json!({}), Some("ISSUER"), true),
        (json!({}), Some("https://evil.example"), false),
    ] {
        let (env, server) = (TestEnv::new(), Server::new(more.clone()));
        server.set(|state| state.iss = iss.map(str::to_owned));
        let login = server.call(&env, &["login", "me", "--wait=20"]).spawn();
        let url = address(&login);
        let page = agree(&url);
        assert_eq!(page.status == 200, is_right, "{more} {iss:?}");
        if !is_right {
            // The one that was meant still arrives.
            let fields = [("code", "c"), ("iss", server.issuer.as_str())];
            assert_eq!(visit(&callback(&url, &fields)).status, 200);
        }
        login.wait().success();
    }
}

#[test]
fn server_that_wants_pushed_requests_is_a_clear_error() {
    let (env, server) =
        (TestEnv::new(), Server::new(json!({ "require_pushed_authorization_requests": true })));
    let stderr = server.call(&env, &["login", "me"]).run().failed(3);
    assert!(stderr.contains("RFC 9126"), "{stderr}");
}

#[test]
fn resource_is_in_all_requests_of_a_session() {
    let (env, server) = (TestEnv::new(), Server::new(json!({})));
    let resources = "resource=https%3A%2F%2Fmcp.example%2Fa&resource=https%3A%2F%2Fmcp.example%2Fb";
    let more = ["--resource=https://mcp.example/a", "--resource=https://mcp.example/b"];
    let login = server.call(&env, &["login", "me"]).args(&more).spawn();
    agree(&address(&login));
    login.wait().success();
    let refresh = |rejected: &str, more: &[&str]| {
        let call = server.call(&env, &["me", "-o", "token", "--rejected"]).args(more);
        call.stdin(format!("{rejected}\n")).run().success()
    };
    assert_eq!(refresh("a1", &[]), "a2\n");
    // The session keeps its own, whatever is set now.
    assert_eq!(refresh("a2", &["--resource=https://other.example/"]), "a3\n");
    let visited = server.world.requests().into_iter().find(|request| request.path == "/authorize").unwrap();
    assert!(visited.raw_target.contains(resources), "{}", visited.raw_target);
    for body in server
        .bodies("grant_type=authorization_code")
        .iter()
        .chain(&server.bodies("grant_type=refresh_token"))
    {
        assert!(body.contains(resources) && !body.contains("other"), "{body}");
    }
    assert_eq!(server.bodies("grant_type=refresh_token").len(), 2);
}

#[test]
fn server_that_refuses_the_resource_gets_it_once() {
    let (env, server) = (TestEnv::new(), Server::new(json!({})));
    let own = ["--resource=https://mcp.example/", "--resource-on=authorize"];
    let login = server.call(&env, &["login", "me"]).args(&own).spawn();
    let url = address(&login);
    assert_eq!(query(&url)["resource"], "https://mcp.example/");
    agree(&url);
    login.wait().success();
    let refresh = |rejected: &str, more: &[&str]| {
        let call = server.call(&env, &["me", "-o", "token", "--rejected"]).args(more);
        call.stdin(format!("{rejected}\n")).run().success()
    };
    assert_eq!(refresh("a1", &own[1..]), "a2\n");
    assert!(!server.bodies("grant_type").iter().any(|body| body.contains("resource")));
    assert_eq!(refresh("a2", &[]), "a3\n");
    assert!(server.bodies("grant_type=refresh_token")[1].contains("resource="));
}
