//! Sessions whose refresh tokens end: `status` and `cache list` say when, a refresh warns, and a request of the definition
//! renews them. Vendors that end a session by its access token get that one.

use serde_json::{Value, json};

use crate::support::environment::TestEnv;
use crate::support::process::Call;
use crate::support::world::{Reply, Request, World};

const DAY: i64 = 86_400;

const OWN: &str = "title = \"Own\"\n[user]\nrefresh-token = \"kept\"\n[authorize]\nurl = \"https://own.example/authorize\"\n\
                   [authorization-code]\nurl = \"https://own.example/token\"\n[refresh]\nurl = \"https://own.example/token\"\n";
const RENEW: &str = "[renew]\nurl = \"https://own.example/renew\"\nclient-auth = \"none\"\n";

struct Own {
    env: TestEnv,
    world: World,
}

impl Own {
    /// A vendor whose refresh tokens end after so many days, and access tokens after one; `renewed` answers the renewal.
    fn new(more: &str, days: i64, renewed: Reply) -> Self {
        let env = TestEnv::new();
        env.write_provider("own", &format!("{OWN}{more}"));
        env.write("secret", "the-client-secret");
        let world = World::start(move |request| match request.path.as_str() {
            "/token" => {
                let end = days * DAY;
                Reply::json(
                    200,
                    json!({ "access_token": "t", "expires_in": DAY, "refresh_expires_in": end }).to_string(),
                )
            }
            "/renew" => renewed.clone(),
            _ => Reply::json(200, "{}"),
        });
        let own = Self { env, world };
        let file = own.env.write("refresh", "refresh-token-0");
        own.call(&["login", "own"]).arg("--refresh-token-file").arg(file).run().success();
        own
    }

    fn call(&self, words: &[&str]) -> Call {
        let call = self.env.gettoken(words).arg("--client-id=i").arg("--client-secret-file");
        call.arg(self.env.path("secret")).through(&self.world)
    }

    fn status(&self) -> (String, Value) {
        let text = self.env.gettoken(&["status"]).run().success();
        let json = self.env.gettoken(&["status", "--json"]).run().success();
        (text, serde_json::from_str(&json).unwrap())
    }

    fn requests(&self, path: &str) -> Vec<Request> {
        self.world.requests().into_iter().filter(|request| request.path == path).collect()
    }
}

#[test]
fn end_of_a_session_is_shown_and_warned_of() {
    let own = Own::new("", 30, Reply::empty(500));
    let (text, status) = own.status();
    assert!(text.contains("the session ends in 29d"), "{text}");
    let end = status["profiles"][0]["tokens"][0]["session_expires_at"].as_str().unwrap().to_owned();
    assert!(end.ends_with('Z'), "{end}");
    let listed = own.env.gettoken(&["cache", "list", "--json"]).run().success();
    let listed: Value = serde_json::from_str(&listed).unwrap();
    assert_eq!(listed[0]["session_expires_at"], end.as_str());
    let left = listed[0]["session_expires_in"].as_i64().unwrap();
    assert!((29 * DAY..=30 * DAY).contains(&left), "{left}");
    assert!(own.env.gettoken(&["cache", "list"]).run().success().contains(", 29d"));
    // 30 days are no reason for a warning, two are, and a hit never warns.
    let refreshed = own.call(&["own", "--force", "-o", "token"]).run();
    assert!(!refreshed.stderr.contains("warning"), "{refreshed:?}");
    let soon = Own::new("", 2, Reply::empty(500));
    let refreshed = soon.call(&["own", "--force", "-o", "token"]).run();
    assert!(refreshed.stderr.contains("the session of `own` ends in"), "{refreshed:?}");
    assert!(refreshed.stderr.contains("gettoken login own"), "{refreshed:?}");
    assert_eq!(soon.call(&["own", "-o", "token"]).run().stderr, "");
}

#[test]
fn refresh_token_is_renewed_before_it_ends() {
    let renewed = r#"{"refresh_token":"refresh-token-1","expires_in":2592000}"#;
    let own = Own::new(RENEW, 2, Reply::json(200, renewed));
    let refreshed = own.call(&["own", "--force", "-v", "-o", "token"]).run();
    assert!(!refreshed.stderr.contains("warning"), "{refreshed:?}");
    // Each response is logged before the next request.
    let about = |line: &&str| line.contains("sending") || line.contains("received");
    let lines: Vec<&str> = refreshed.stderr.lines().filter(about).collect();
    let expected =
        ["POST https://own.example/token", "HTTP 200", "POST https://own.example/renew", "HTTP 200"];
    assert!(
        lines.len() == 4 && lines.iter().zip(expected).all(|(line, end)| line.ends_with(end)),
        "{lines:?}"
    );
    assert_eq!(refreshed.success(), "t\n");
    let sent = own.requests("/renew");
    assert_eq!(
        sent.iter().map(Request::text).collect::<Vec<_>>(),
        ["refresh_token=refresh-token-0&client_id=i"]
    );
    assert!(own.status().0.contains("the session ends in 29d"));
    let files = std::fs::read_dir(own.env.tokens_dir()).unwrap().flatten();
    let stored: String = files.filter_map(|file| std::fs::read_to_string(file.path()).ok()).collect();
    assert!(stored.contains("refresh-token-1") && !stored.contains("refresh-token-0"), "{stored}");

    // Without need, nothing is renewed.
    let long = Own::new(RENEW, 30, Reply::empty(500));
    long.call(&["own", "--force", "-o", "token"]).run().success();
    assert!(long.requests("/renew").is_empty());

    // What cannot be renewed goes on to its end.
    let refused = Own::new(RENEW, 2, Reply::json(400, r#"{"error":"invalid_grant"}"#));
    let refreshed = refused.call(&["own", "--force", "-o", "token"]).run();
    assert!(refreshed.stderr.contains("was not renewed"), "{refreshed:?}");
    assert!(!format!("{refreshed:?}").contains("refresh-token-0"), "{refreshed:?}");
    assert_eq!(refreshed.success(), "t\n");
    refused.call(&["own", "--force", "-o", "token"]).run().success();
}

#[test]
fn logout_sends_the_access_token_where_the_vendor_wants_it() {
    let revoke = "[revoke]\nurl = \"https://own.example/revoke\"\nclient-auth = \"params\"\nparams = {}\n\
                  headers = { Authorization = \"Bearer {access-token}\" }\n";
    let own = Own::new(revoke, 30, Reply::empty(500));
    let shown = own.call(&["revoke", "own", "--dry-run"]).run().success();
    assert!(shown.contains("…") && !shown.contains("Bearer t"), "{shown}");
    own.call(&["logout", "own"]).run().success();
    let [request] = <[Request; 1]>::try_from(own.requests("/revoke")).unwrap();
    assert_eq!((request.header("authorization"), request.text().as_str()), (Some("Bearer t"), ""));
    assert!(!format!("{request:?}").contains("refresh-token-0"));
}
