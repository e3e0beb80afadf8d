//! The device flow (RFC 8628) of each vendor: what is sent, how often it is polled, and how the login ends.
//!
//! The mock servers watch the clock as real ones do: they count polls that come too early, and there must be
//! none.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use crate::support::environment::TestEnv;
use crate::support::process::{Call, Outcome};
use crate::support::request::fields;
use crate::support::world::{Reply, Request, World};

const GRANT: &str = "urn:ietf:params:oauth:grant-type:device_code";

/// The reply to one poll, and the seconds that must pass before the next one.
#[derive(Clone)]
struct Turn(Reply, u64);

/// A mock server for the device flow, and the number of polls that came too early.
struct Vendor {
    world: World,
    early: Arc<Mutex<u32>>,
}

impl Vendor {
    /// Paths with `device` in them get `start`; polls get `turns` in order, and the last one repeatedly.
    fn new(start: &'static str, interval: u64, turns: &[Turn]) -> Self {
        let early = Arc::new(Mutex::new(0));
        let (count, turns) = (Arc::clone(&early), turns.to_vec());
        let next = Mutex::new((0, Instant::now()));
        let world = World::start(move |request| {
            let mut next = next.lock().unwrap();
            if request.path.contains("device") {
                next.1 = Instant::now() + Duration::from_secs(interval);
                return Reply::json(200, start);
            }
            if Instant::now() < next.1 {
                *count.lock().unwrap() += 1;
            }
            let Turn(reply, interval) = turns[next.0.min(turns.len() - 1)].clone();
            *next = (next.0 + 1, Instant::now() + Duration::from_secs(interval));
            reply
        });
        Self { world, early }
    }

    /// The device authorization request, the first poll, and the number of polls, which must all be equal.
    #[track_caller]
    fn device_flow(&self) -> (Request, Request, usize) {
        let requests = self.world.requests();
        let [start, polls @ ..] = requests.as_slice() else { panic!("no request") };
        let first = polls.first().expect("no poll");
        assert!(polls.iter().all(|poll| poll.body == first.body && poll.path == first.path));
        assert_eq!(*self.early.lock().unwrap(), 0, "polls that came too early");
        (start.clone(), first.clone(), polls.len())
    }
}

fn error(status: u16, code: &str) -> Reply {
    Reply::json(status, format!(r#"{{"error":"{code}","error_description":"the vendor's words"}}"#))
}

/// A login with the device flow.
fn login(env: &TestEnv, vendor: &Vendor, provider: &str, further: &[&str]) -> Call {
    let args = [&["login", provider, "--client-id", "app", "--device"], further].concat();
    env.gettoken(&args).through(&vendor.world)
}

/// The token that a later call prints without a request.
#[track_caller]
fn token(env: &TestEnv, vendor: &Vendor, args: &[&str]) -> String {
    let before = vendor.world.requests().len();
    let args = [args, &["--client-id", "app", "-o", "token"]].concat();
    let printed = env.gettoken(&args).through(&vendor.world).run().success();
    assert_eq!(vendor.world.requests().len(), before);
    printed
}

const TOKEN: &str = r#"{"access_token":"granted","token_type":"Bearer","expires_in":3599,"refresh_token":"r",
    "scope":"openid https://www.googleapis.com/auth/userinfo.email"}"#;

#[test]
fn wait_limits_a_login_on_another_device() {
    let start = r#"{"device_code":"d","user_code":"u","verification_uri":"https://a.example/d",
        "expires_in":LIFE,"interval":1}"#;
    // Longer than the code lives, it does not matter.
    for (wait, life, polls, expected) in [
        ("2s", "900", 2, "login to `oauth2` timed out after 2 s"),
        ("90", "2", 1, "expired"),
        ("0s", "900", 0, "timed out after 0 s"),
    ] {
        let start = start.replace("LIFE", life).leak();
        let (env, vendor) =
            (TestEnv::new(), Vendor::new(start, 1, &[Turn(error(400, "authorization_pending"), 1)]));
        let urls =
            ["--token-url=https://a.example/t", "--device-url=https://a.example/device", "--wait", wait];
        let began = Instant::now();
        let stderr = login(&env, &vendor, "oauth2", &urls).arg("--client-auth=none").run().failed(4);
        assert!(began.elapsed() < Duration::from_secs(30), "{stderr}");
        assert!(stderr.contains(expected), "{expected} is not in\n{stderr}");
        assert_eq!(stderr.contains("--wait"), expected.contains("timed out"), "{stderr}");
        assert_eq!(vendor.world.requests().len(), 1 + polls, "{wait}");
    }
    // A person who answers in time is logged in.
    let start = start.replace("LIFE", "900").leak();
    let turns = [Turn(error(400, "authorization_pending"), 1), Turn(Reply::json(200, TOKEN), 0)];
    let (env, vendor) = (TestEnv::new(), Vendor::new(start, 1, &turns));
    let urls = ["--token-url=https://a.example/t", "--device-url=https://a.example/device", "--wait=2s"];
    login(&env, &vendor, "oauth2", &urls).arg("--client-auth=none").run().success();
}

#[test]
fn google_answers_pending_with_428_and_slow_down_with_403() {
    let start = r#"{"device_code":"DeviceCanary","user_code":"GQVQ-JKEC",
        "verification_url":"https://www.google.com/device","expires_in":1800,"interval":1}"#;
    let pending = Turn(error(428, "authorization_pending"), 1);
    // RFC 8628 section 3.5: five seconds more from then on, as the body has no interval.
    let turns = [pending, Turn(error(403, "slow_down"), 6), Turn(Reply::json(200, TOKEN), 0)];
    let (env, vendor) = (TestEnv::new(), Vendor::new(start, 1, &turns));
    let secret = env.write("secret", "s");
    let outcome = login(&env, &vendor, "google", &[]).arg("--client-secret-file").arg(&secret).run();
    assert_eq!(outcome.clone().success(), "");
    for text in ["https://www.google.com/device", "GQVQ-JKEC", "only if you started this"] {
        assert!(outcome.stderr.contains(text), "{}", outcome.stderr);
    }
    assert!(!outcome.stderr.contains("DeviceCanary"), "{}", outcome.stderr);

    let (start, poll, count) = vendor.device_flow();
    assert_eq!((start.host.as_str(), start.path.as_str()), ("oauth2.googleapis.com", "/device/code"));
    assert_eq!(start.form(), fields(&[("client_id", "app"), ("scope", "openid email")]));
    assert_eq!((poll.host.as_str(), poll.path.as_str()), ("oauth2.googleapis.com", "/token"));
    let expected = [
        ("client_id", "app"),
        ("client_secret", "s"),
        ("device_code", "DeviceCanary"),
        ("grant_type", GRANT),
    ];
    assert_eq!(poll.form(), fields(&expected));
    assert_eq!(count, 3);
    assert_eq!(token(&env, &vendor, &["google"]), "granted\n");
}

#[test]
fn github_answers_pending_with_200_and_slow_down_with_an_interval() {
    let start = r#"{"device_code":"d","user_code":"WDJB-MJHT",
        "verification_uri":"https://github.com/login/device","expires_in":900,"interval":1}"#;
    let slower = r#"{"error":"slow_down","error_description":"Too many requests","interval":2}"#;
    let pending = |interval| Turn(error(200, "authorization_pending"), interval);
    let turns = [
        pending(1),
        Turn(Reply::json(200, slower), 2),
        pending(2),
        Turn(Reply::json(200, r#"{"access_token":"gho_t","scope":"repo","token_type":"bearer"}"#), 0),
    ];
    let (env, vendor) = (TestEnv::new(), Vendor::new(start, 1, &turns));
    // A configured secret is not sent: only public clients may use this flow.
    let further = ["--scope", "repo", "--client-secret", "SecretCanary"];
    assert_eq!(login(&env, &vendor, "github", &further).run().success(), "");
    let (start, poll, count) = vendor.device_flow();
    assert_eq!((start.host.as_str(), start.path.as_str()), ("github.com", "/login/device/code"));
    assert_eq!(start.form(), fields(&[("client_id", "app"), ("scope", "repo")]));
    assert_eq!(start.header("accept"), Some("application/json"));
    assert_eq!((poll.host.as_str(), poll.path.as_str()), ("github.com", "/login/oauth/access_token"));
    assert_eq!(poll.header("accept"), Some("application/json"));
    assert_eq!(poll.form(), fields(&[("client_id", "app"), ("device_code", "d"), ("grant_type", GRANT)]));
    assert_eq!(count, 4);
}

#[test]
fn huge_poll_interval_ends_when_the_code_expires() {
    let start = r#"{"device_code":"d","user_code":"WDJB-MJHT",
        "verification_uri":"https://github.com/login/device","expires_in":3,"interval":1}"#;
    let slower = |interval: &str| format!(r#"{{"error":"slow_down","interval":{interval}}}"#);
    let busy = Reply::empty(503).header("Retry-After", "Fri, 31 Dec 9999 23:59:59 GMT");
    for reply in [Reply::json(200, slower("18446744073709551615")), busy] {
        let (env, vendor) = (TestEnv::new(), Vendor::new(start, 1, &[Turn(reply, 0)]));
        let stderr = login(&env, &vendor, "github", &["--scope", "repo"]).run().failed(4);
        assert!(stderr.contains("expired"), "{stderr}");
        assert_eq!(vendor.device_flow().2, 1);
    }
}

#[test]
fn secret_in_the_verification_url_is_not_shown() {
    let start =
        r#"{"device_code":"d","user_code":"GQVQ-JKEC","verification_uri":"http://SecretCanary.example/"}"#;
    let (env, vendor) = (TestEnv::new(), Vendor::new(start, 1, &[Turn(Reply::empty(500), 0)]));
    let secret = env.write("secret", "SecretCanary");
    let stderr =
        login(&env, &vendor, "feishu-user", &[]).arg("--client-secret-file").arg(&secret).run().failed(8);
    assert!(stderr.contains("verification URL") && !stderr.contains("SecretCanary"), "{stderr}");
    vendor.world.request();
}

#[test]
fn token_without_expiry_is_stored_as_a_session() {
    // GitHub's answer to an OAuth app has no lifetime: the token is valid until it is revoked.
    let start = r#"{"device_code":"d","user_code":"WDJB-MJHT",
        "verification_uri":"https://github.com/login/device","expires_in":900,"interval":1}"#;
    let granted = Reply::json(200, r#"{"access_token":"gho_t","scope":"","token_type":"bearer"}"#);
    let (env, vendor) = (TestEnv::new(), Vendor::new(start, 1, &[Turn(granted, 0)]));
    login(&env, &vendor, "github", &[]).run().success();
    assert_eq!(token(&env, &vendor, &["github"]), "gho_t\n");
}

#[test]
fn entra_answers_pending_with_400_and_gets_no_secret() {
    let start = r#"{"device_code":"d","user_code":"ABCDEFGHJ","interval":1,"expires_in":900,
        "verification_uri":"https://microsoft.com/devicelogin","message":"To sign in, use a web browser"}"#;
    let pending =
        r#"{"error":"authorization_pending","error_description":"AADSTS70016","error_codes":[70016]}"#;
    let granted = r#"{"token_type":"Bearer","scope":"User.Read","expires_in":3599,"access_token":"granted",
        "refresh_token":"r"}"#;
    let turns = [Turn(Reply::json(400, pending), 1), Turn(Reply::json(200, granted), 0)];
    let (env, vendor) = (TestEnv::new(), Vendor::new(start, 1, &turns));
    let further = ["--tenant", "contoso.example", "--scope", "User.Read", "--client-secret", "SecretCanary"];
    assert_eq!(login(&env, &vendor, "entra", &further).run().success(), "");
    let (start, poll, count) = vendor.device_flow();
    assert_eq!(start.host, "login.microsoftonline.com");
    assert_eq!(start.path, "/contoso.example/oauth2/v2.0/devicecode");
    assert_eq!(start.form(), fields(&[("client_id", "app"), ("scope", "User.Read offline_access")]));
    assert_eq!(poll.path, "/contoso.example/oauth2/v2.0/token");
    assert_eq!(poll.form(), fields(&[("client_id", "app"), ("device_code", "d"), ("grant_type", GRANT)]));
    assert_eq!(count, 2);
    let args = ["entra", "--tenant", "contoso.example", "--grant", "user"];
    assert_eq!(token(&env, &vendor, &args), "granted\n");
}

#[test]
fn feishu_gets_the_secret_first_in_a_header_and_then_in_the_form() {
    let start = r#"{"device_code":"d","user_code":"AB-CD","verification_uri":"https://accounts.feishu.cn/oauth/v1/device",
        "verification_uri_complete":"https://accounts.feishu.cn/oauth/v1/device?user_code=AB-CD","expires_in":240,"interval":1}"#;
    let granted = r#"{"code":0,"access_token":"granted","expires_in":7200,"refresh_token":"r",
        "refresh_token_expires_in":604800,"scope":"offline_access","token_type":"Bearer"}"#;
    let turns = [Turn(error(400, "authorization_pending"), 1), Turn(Reply::json(200, granted), 0)];
    let (env, vendor) = (TestEnv::new(), Vendor::new(start, 1, &turns));
    let secret = env.write("secret", "s");
    login(&env, &vendor, "feishu-user", &[]).arg("--client-secret-file").arg(&secret).run().success();
    let (start, poll, count) = vendor.device_flow();
    assert_eq!(
        (start.host.as_str(), start.path.as_str()),
        ("accounts.feishu.cn", "/oauth/v1/device_authorization")
    );
    assert_eq!(start.header("authorization"), Some("Basic YXBwOnM="));
    assert_eq!(start.form(), fields(&[("client_id", "app"), ("scope", "offline_access")]));
    assert_eq!(poll.path, "/oauth/v3/token");
    // Feishu rejects a request that has both (error 20070).
    assert_eq!(poll.header("authorization"), None);
    let expected =
        [("client_id", "app"), ("client_secret", "s"), ("device_code", "d"), ("grant_type", GRANT)];
    assert_eq!(poll.form(), fields(&expected));
    assert_eq!(count, 2);
    assert_eq!(token(&env, &vendor, &["feishu-user"]), "granted\n");
}

/// A device login of the generic provider with this first answer.
fn generic(start: &'static str, interval: u64, turns: &[Turn]) -> (TestEnv, Vendor, Outcome) {
    let (env, vendor) = (TestEnv::new(), Vendor::new(start, interval, turns));
    let urls =
        ["--device-url", "https://auth.example.com/device", "--token-url", "https://auth.example.com/token"];
    let outcome = login(&env, &vendor, "oauth2", &urls).run();
    (env, vendor, outcome)
}

const START: &str = r#"{"device_code":"d","user_code":"ABCD","verification_uri":"https://auth.example.com/device",
    "expires_in":1800,"interval":1}"#;

#[test]
fn denied_consent_ends_the_login() {
    for code in ["access_denied", "authorization_declined"] {
        let (_, vendor, outcome) = generic(START, 1, &[Turn(error(400, code), 0)]);
        let stderr = outcome.failed(5);
        assert!(stderr.contains("denied") && stderr.contains("the vendor's words"), "{stderr}");
        assert_eq!(vendor.device_flow().2, 1);
    }
}

#[test]
fn expired_code_ends_the_login() {
    for code in ["expired_token", "token_expired", "bad_verification_code"] {
        let (_, vendor, outcome) = generic(START, 1, &[Turn(error(400, code), 0)]);
        let stderr = outcome.failed(4);
        assert!(stderr.contains("expired") && stderr.contains("gettoken login oauth2"), "{stderr}");
        assert_eq!(vendor.device_flow().2, 1);
    }
}

#[test]
fn polling_stops_when_the_code_expires() {
    let start = r#"{"device_code":"d","user_code":"ABCD","interval":1,"expires_in":"2",
        "verification_uri":"https://auth.example.com/device"}"#;
    let (_, vendor, outcome) = generic(start, 1, &[Turn(error(400, "authorization_pending"), 1)]);
    let stderr = outcome.failed(4);
    assert!(stderr.contains("expired"), "{stderr}");
    assert!((1..=2).contains(&vendor.device_flow().2));
}

#[test]
fn empty_device_code_is_an_error() {
    let start = r#"{"device_code":"","user_code":"ABCD","expires_in":1800,
        "verification_uri":"https://auth.example.com/device"}"#;
    let (_, vendor, outcome) = generic(start, 1, &[Turn(Reply::json(200, TOKEN), 0)]);
    assert!(outcome.failed(8).contains("without a device code"));
    assert_eq!(vendor.world.requests().len(), 1);
}

#[test]
fn default_poll_interval_is_five_seconds() {
    let start = r#"{"device_code":"d","user_code":"ABCD","expires_in":1800,
        "verification_uri":"https://auth.example.com/device"}"#;
    let (_, vendor, outcome) = generic(start, 5, &[Turn(Reply::json(200, TOKEN), 0)]);
    outcome.success();
    assert_eq!(vendor.device_flow().2, 1);
}

#[test]
fn failed_poll_slows_polling_and_a_refusal_ends_it() {
    let turns = [Turn(Reply::close(), 2), Turn(error(401, "invalid_client"), 0)];
    let (_, vendor, outcome) = generic(START, 1, &turns);
    let stderr = outcome.failed(5);
    assert!(stderr.contains("invalid_client") && stderr.contains("the vendor's words"), "{stderr}");
    assert_eq!(vendor.device_flow().2, 2);
    // The server is busy, whatever the code says.
    let turns = [Turn(error(429, "access_denied"), 2), Turn(error(400, "INVALID_GRANT"), 0)];
    let (_, vendor, outcome) = generic(START, 1, &turns);
    assert!(outcome.failed(4).contains("gettoken login oauth2"));
    assert_eq!(vendor.device_flow().2, 2);
}

#[test]
fn misleading_device_authorization_response_is_refused() {
    for start in [
        r#"{"device_code":"d","user_code":"AB\u001b[2JCD","verification_uri":"https://auth.example.com/device"}"#,
        r#"{"device_code":"d","user_code":"ABCD","verification_uri":"https://auth.example.com/\u001b]0;x\u0007"}"#,
        r#"{"device_code":"d","user_code":"ABCD","verification_uri":"http://auth.example.com/device"}"#,
        r#"{"device_code":"d","user_code":"ABCD","verification_uri":"http://localhost.evil.example/device"}"#,
        r#"{"device_code":"d","user_code":"ABCD","verification_uri":"file:///etc/passwd"}"#,
        r#"{"device_code":"d","user_code":"","verification_uri":"https://auth.example.com/device"}"#,
        r#"{"user_code":"ABCD","verification_uri":"https://auth.example.com/device"}"#,
        r#"{"device_code":"d","user_code":"ABCD"}"#,
        "[]",
        "<html></html>",
    ] {
        let (_, vendor, outcome) = generic(start, 0, &[Turn(error(400, "access_denied"), 0)]);
        let stderr = outcome.failed(8);
        assert!(!stderr.contains(|letter: char| letter != '\n' && letter.is_control()), "{stderr:?}");
        assert_eq!(vendor.world.requests().len(), 1);
    }
}

#[test]
fn unsupported_login_is_an_error() {
    let env = TestEnv::new();
    let call = env.gettoken(&["login", "gitee", "--client-id", "app", "--device"]);
    let stderr = call.env("GITEE_CLIENT_SECRET", "s").run().failed(2);
    assert!(stderr.contains("another device"), "{stderr}");
    assert!(stderr.contains("hint: log in with a browser: `gettoken login gitee`"), "{stderr}");
    let credentials = ["--client-id", "app", "--client-secret", "s"];
    for (args, what) in [
        (&["login", "alimail"][..], "does not support login by a user"),
        (&["login", "alimail"], "with `gettoken alimail --grant app`"),
        (&["logout", "alimail"], "does not support login by a user"),
        (&["logout", "alimail"], "delete the cached one with `gettoken cache clear alimail`"),
        (&["logout", "dingtalk"], "to log out a user, run `gettoken logout dingtalk-user`"),
        (&["logout", "alimail"], "delete the cached one with `gettoken cache clear alimail`"),
        (&["logout", "dingtalk"], "to log out a user, run `gettoken logout dingtalk-user`"),
        (
            &["login", "oauth2", "--token-url", "https://auth.example.com/token"],
            "does not support login with these settings",
        ),
    ] {
        let stderr = env.gettoken(&[args, &credentials].concat()).run().failed(3);
        assert!(stderr.contains(what), "{stderr}");
    }
}

const GOOGLE: &str = r#"{"device_code":"DeviceCanary","user_code":"GQVQ-JKEC",
    "verification_url":"https://www.google.com/device","expires_in":1800,"interval":1}"#;

#[test]
fn refresh_token_in_an_invalid_response_is_stored() {
    let odd = TOKEN.replace("3599", "\"an hour\"");
    let turns = [Turn(Reply::json(200, odd), 0), Turn(Reply::json(200, TOKEN), 0)];
    let (env, vendor) = (TestEnv::new(), Vendor::new(GOOGLE, 1, &turns));
    let secret = env.write("secret", "s");
    let stderr = login(&env, &vendor, "google", &[]).arg("--client-secret-file").arg(&secret).run().failed(8);
    assert!(stderr.contains("was stored"), "{stderr}");
    let call =
        env.gettoken(&["google", "--grant=user", "--client-id=app", "-o", "token", "--client-secret-file"]);
    assert_eq!(call.arg(&secret).through(&vendor.world).run().success(), "granted\n");
    let last = vendor.world.requests().pop().unwrap().form();
    assert_eq!((last["grant_type"].as_str(), last["refresh_token"].as_str()), ("refresh_token", "r"));
}

#[cfg(unix)]
#[test]
fn signal_during_the_response_waits_until_the_session_is_stored() {
    let turns = [Turn(Reply::json(200, TOKEN).delay(Duration::from_millis(400)), 0)];
    let (env, vendor) = (TestEnv::new(), Vendor::new(GOOGLE, 1, &turns));
    let secret = env.write("secret", "s");
    let login = login(&env, &vendor, "google", &[]).arg("--client-secret-file").arg(&secret).spawn();
    while vendor.world.requests().len() < 2 {
        std::thread::sleep(Duration::from_millis(5));
    }
    login.signal("HUP");
    let outcome = login.wait();
    assert_eq!(outcome.signal, Some(1), "{outcome:?}");
    let args = ["google", "--grant", "user", "--client-secret-file", secret.to_str().unwrap()];
    assert_eq!(token(&env, &vendor, &args), "granted\n");
}

#[cfg(unix)]
#[test]
fn signal_while_polling_stores_nothing() {
    let turns = [Turn(error(400, "authorization_pending"), 0)];
    let (env, vendor) = (TestEnv::new(), Vendor::new(START, 0, &turns));
    let login = login(&env, &vendor, "github", &[]).spawn();
    login.stderr_line("ABCD");
    login.signal("INT");
    let outcome = login.wait();
    // A shell reports both as 130.
    assert!(outcome.code == Some(130) || outcome.signal == Some(2), "{outcome:?}");
    env.gettoken(&["github", "--client-id", "app"]).run().failed(4);
}
