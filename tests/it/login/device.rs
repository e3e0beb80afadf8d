//! Logging in on another device (RFC 8628) as each vendor plays it: what is asked, how often, and how it ends.
//!
//! The servers here mind the clock as real ones do: a question that comes too early is answered with `slow_down`,
//! and a test sees how many of those there were.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use crate::support::environment::TestEnv;
use crate::support::process::{Call, Outcome};
use crate::support::request::fields;
use crate::support::world::{Reply, Request, World};

const GRANT: &str = "urn:ietf:params:oauth:grant-type:device_code";

/// What a server says to one question, and how long it wants to be left alone then.
#[derive(Clone)]
struct Turn(Reply, u64);

/// A server that answers a device login with these turns, and how many questions came too early.
struct Vendor {
    world: World,
    early: Arc<Mutex<u32>>,
}

impl Vendor {
    /// `start` answers at paths with `device` in them, `turns` one after the other, the last for ever.
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

    /// The first request, and how many questions followed, each of which must be the same.
    #[track_caller]
    fn asked(&self) -> (Request, Request, usize) {
        let requests = self.world.requests();
        let [start, questions @ ..] = requests.as_slice() else { panic!("nothing was asked") };
        let first = questions.first().expect("no question");
        assert!(questions.iter().all(|question| question.body == first.body && question.path == first.path));
        assert_eq!(*self.early.lock().unwrap(), 0, "questions that came too early");
        (start.clone(), first.clone(), questions.len())
    }
}

fn error(status: u16, code: &str) -> Reply {
    Reply::json(status, format!(r#"{{"error":"{code}","error_description":"the vendor's words"}}"#))
}

/// A login on another device. There is no screen, so a definition that knows both ways takes this one.
fn login(env: &TestEnv, vendor: &Vendor, provider: &str, further: &[&str]) -> Call {
    let args = [&["login", provider, "--client-id", "app", "--device"], further].concat();
    env.gettoken(&args).through(&vendor.world)
}

/// The token that is printed afterwards, without a further request.
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
fn google_waits_with_428_and_slows_down_with_403() {
    let start = r#"{"device_code":"DeviceCanary","user_code":"GQVQ-JKEC",
        "verification_url":"https://www.google.com/device","expires_in":1800,"interval":1}"#;
    let pending = Turn(error(428, "authorization_pending"), 1);
    // RFC 8628 section 3.5: five seconds more from then on, as the body names no interval.
    let turns = [pending, Turn(error(403, "slow_down"), 6), Turn(Reply::json(200, TOKEN), 0)];
    let (env, vendor) = (TestEnv::new(), Vendor::new(start, 1, &turns));
    let secret = env.write("secret", "s");
    let outcome = login(&env, &vendor, "google", &[]).arg("--client-secret-file").arg(&secret).run();
    assert_eq!(outcome.clone().success(), "");
    for words in ["https://www.google.com/device", "GQVQ-JKEC", "only if you started this"] {
        assert!(outcome.stderr.contains(words), "{}", outcome.stderr);
    }
    assert!(!outcome.stderr.contains("DeviceCanary"), "{}", outcome.stderr);

    let (start, question, count) = vendor.asked();
    assert_eq!((start.host.as_str(), start.path.as_str()), ("oauth2.googleapis.com", "/device/code"));
    assert_eq!(start.form(), fields(&[("client_id", "app"), ("scope", "openid email")]));
    assert_eq!((question.host.as_str(), question.path.as_str()), ("oauth2.googleapis.com", "/token"));
    let expected = [
        ("client_id", "app"),
        ("client_secret", "s"),
        ("device_code", "DeviceCanary"),
        ("grant_type", GRANT),
    ];
    assert_eq!(question.form(), fields(&expected));
    assert_eq!(count, 3);
    assert_eq!(token(&env, &vendor, &["google"]), "granted\n");
}

#[test]
fn github_waits_with_200_and_names_the_new_interval() {
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
    // A secret that is there is not sent: only clients without one may ask like this.
    let further = ["--scope", "repo", "--client-secret", "SecretCanary"];
    assert_eq!(login(&env, &vendor, "github", &further).run().success(), "");
    let (start, question, count) = vendor.asked();
    assert_eq!((start.host.as_str(), start.path.as_str()), ("github.com", "/login/device/code"));
    assert_eq!(start.form(), fields(&[("client_id", "app"), ("scope", "repo")]));
    assert_eq!(start.header("accept"), Some("application/json"));
    assert_eq!((question.host.as_str(), question.path.as_str()), ("github.com", "/login/oauth/access_token"));
    assert_eq!(question.header("accept"), Some("application/json"));
    assert_eq!(question.form(), fields(&[("client_id", "app"), ("device_code", "d"), ("grant_type", GRANT)]));
    assert_eq!(count, 4);
}

#[test]
fn a_pause_that_no_clock_can_count_ends_with_the_code() {
    let start = r#"{"device_code":"d","user_code":"WDJB-MJHT",
        "verification_uri":"https://github.com/login/device","expires_in":3,"interval":1}"#;
    let slower = |interval: &str| format!(r#"{{"error":"slow_down","interval":{interval}}}"#);
    let busy = Reply::empty(503).header("Retry-After", "Fri, 31 Dec 9999 23:59:59 GMT");
    for reply in [Reply::json(200, slower("18446744073709551615")), busy] {
        let (env, vendor) = (TestEnv::new(), Vendor::new(start, 1, &[Turn(reply, 0)]));
        let words = login(&env, &vendor, "github", &["--scope", "repo"]).run().failed(4);
        assert!(words.contains("expired"), "{words}");
        assert_eq!(vendor.asked().2, 1);
    }
}

#[test]
fn a_secret_in_the_place_of_the_address_is_not_shown() {
    let start =
        r#"{"device_code":"d","user_code":"GQVQ-JKEC","verification_uri":"http://SecretCanary.example/"}"#;
    let (env, vendor) = (TestEnv::new(), Vendor::new(start, 1, &[Turn(Reply::empty(500), 0)]));
    let secret = env.write("secret", "SecretCanary");
    let words =
        login(&env, &vendor, "feishu-user", &[]).arg("--client-secret-file").arg(&secret).run().failed(8);
    assert!(words.contains("verification URL") && !words.contains("SecretCanary"), "{words}");
    vendor.world.request();
}

#[test]
fn a_token_that_does_not_expire_is_a_session() {
    // The answer to an OAuth app of GitHub names no lifetime: such a token works until somebody revokes it.
    let start = r#"{"device_code":"d","user_code":"WDJB-MJHT",
        "verification_uri":"https://github.com/login/device","expires_in":900,"interval":1}"#;
    let granted = Reply::json(200, r#"{"access_token":"gho_t","scope":"","token_type":"bearer"}"#);
    let (env, vendor) = (TestEnv::new(), Vendor::new(start, 1, &[Turn(granted, 0)]));
    login(&env, &vendor, "github", &[]).run().success();
    assert_eq!(token(&env, &vendor, &["github"]), "gho_t\n");
}

#[test]
fn entra_waits_with_400_and_never_sees_a_secret() {
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
    let (start, question, count) = vendor.asked();
    assert_eq!(start.host, "login.microsoftonline.com");
    assert_eq!(start.path, "/contoso.example/oauth2/v2.0/devicecode");
    assert_eq!(start.form(), fields(&[("client_id", "app"), ("scope", "User.Read offline_access")]));
    assert_eq!(question.path, "/contoso.example/oauth2/v2.0/token");
    assert_eq!(question.form(), fields(&[("client_id", "app"), ("device_code", "d"), ("grant_type", GRANT)]));
    assert_eq!(count, 2);
    let args = ["entra", "--tenant", "contoso.example", "--grant", "user"];
    assert_eq!(token(&env, &vendor, &args), "granted\n");
}

#[test]
fn feishu_wants_the_secret_in_a_header_first_and_in_the_form_then() {
    let start = r#"{"device_code":"d","user_code":"AB-CD","verification_uri":"https://accounts.feishu.cn/oauth/v1/device",
        "verification_uri_complete":"https://accounts.feishu.cn/oauth/v1/device?user_code=AB-CD","expires_in":240,"interval":1}"#;
    let granted = r#"{"code":0,"access_token":"granted","expires_in":7200,"refresh_token":"r",
        "refresh_token_expires_in":604800,"scope":"offline_access","token_type":"Bearer"}"#;
    let turns = [Turn(error(400, "authorization_pending"), 1), Turn(Reply::json(200, granted), 0)];
    let (env, vendor) = (TestEnv::new(), Vendor::new(start, 1, &turns));
    let secret = env.write("secret", "s");
    login(&env, &vendor, "feishu-user", &[]).arg("--client-secret-file").arg(&secret).run().success();
    let (start, question, count) = vendor.asked();
    assert_eq!(
        (start.host.as_str(), start.path.as_str()),
        ("accounts.feishu.cn", "/oauth/v1/device_authorization")
    );
    assert_eq!(start.header("authorization"), Some("Basic YXBwOnM="));
    assert_eq!(start.form(), fields(&[("client_id", "app"), ("scope", "offline_access")]));
    assert_eq!(question.path, "/oauth/v3/token");
    // Both ways at once are an error there (20070).
    assert_eq!(question.header("authorization"), None);
    let expected =
        [("client_id", "app"), ("client_secret", "s"), ("device_code", "d"), ("grant_type", GRANT)];
    assert_eq!(question.form(), fields(&expected));
    assert_eq!(count, 2);
    assert_eq!(token(&env, &vendor, &["feishu-user"]), "granted\n");
}

/// A device login of the general provider with this first answer.
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
fn a_person_who_says_no_ends_the_login_at_once() {
    for code in ["access_denied", "authorization_declined"] {
        let (_, vendor, outcome) = generic(START, 1, &[Turn(error(400, code), 0)]);
        let words = outcome.failed(5);
        assert!(words.contains("denied"), "{words}");
        assert_eq!(vendor.asked().2, 1);
    }
}

#[test]
fn the_vendor_may_say_that_the_code_has_expired() {
    for code in ["expired_token", "token_expired", "bad_verification_code"] {
        let (_, vendor, outcome) = generic(START, 1, &[Turn(error(400, code), 0)]);
        let words = outcome.failed(4);
        assert!(words.contains("expired") && words.contains("gettoken login oauth2"), "{words}");
        assert_eq!(vendor.asked().2, 1);
    }
}

#[test]
fn a_code_that_has_expired_is_not_asked_for_any_more() {
    let start = r#"{"device_code":"d","user_code":"ABCD","interval":1,"expires_in":"2",
        "verification_uri":"https://auth.example.com/device"}"#;
    let (_, vendor, outcome) = generic(start, 1, &[Turn(error(400, "authorization_pending"), 1)]);
    let words = outcome.failed(4);
    assert!(words.contains("expired"), "{words}");
    assert!((1..=2).contains(&vendor.asked().2));
}

#[test]
fn an_empty_code_is_none() {
    let start = r#"{"device_code":"","user_code":"ABCD","expires_in":1800,
        "verification_uri":"https://auth.example.com/device"}"#;
    let (_, vendor, outcome) = generic(start, 1, &[Turn(Reply::json(200, TOKEN), 0)]);
    assert!(outcome.failed(8).contains("without a device code"));
    assert_eq!(vendor.world.requests().len(), 1);
}

#[test]
fn without_an_interval_it_is_five_seconds() {
    let start = r#"{"device_code":"d","user_code":"ABCD","expires_in":1800,
        "verification_uri":"https://auth.example.com/device"}"#;
    let (_, vendor, outcome) = generic(start, 5, &[Turn(Reply::json(200, TOKEN), 0)]);
    outcome.success();
    assert_eq!(vendor.asked().2, 1);
}

#[test]
fn a_busy_vendor_is_asked_more_slowly_and_a_refusal_ends_it() {
    let turns = [Turn(Reply::close(), 2), Turn(error(401, "invalid_client"), 0)];
    let (_, vendor, outcome) = generic(START, 1, &turns);
    let words = outcome.failed(5);
    assert!(words.contains("invalid_client") && words.contains("the vendor's words"), "{words}");
    assert_eq!(vendor.asked().2, 2);
}

#[test]
fn an_answer_that_could_mislead_the_person_is_refused() {
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
        let words = outcome.failed(8);
        assert!(!words.contains(|letter: char| letter != '\n' && letter.is_control()), "{words:?}");
        assert_eq!(vendor.world.requests().len(), 1);
    }
}

#[test]
fn a_definition_without_this_way_says_so() {
    let env = TestEnv::new();
    let call = env.gettoken(&["login", "gitee", "--client-id", "app", "--device"]);
    let words = call.env("GITEE_CLIENT_SECRET", "s").run().failed(2);
    assert!(words.contains("another device"), "{words}");
    let credentials = ["--client-id", "app", "--client-secret", "s"];
    for (args, what) in [
        (&["login", "alimail"][..], "does not support login by a user"),
        (&["logout", "alimail"], "does not support login by a user"),
        (
            &["login", "oauth2", "--token-url", "https://auth.example.com/token"],
            "does not support login with these settings",
        ),
    ] {
        let words = env.gettoken(&[args, &credentials].concat()).run().failed(3);
        assert!(words.contains(what), "{words}");
    }
}

const GOOGLE: &str = r#"{"device_code":"DeviceCanary","user_code":"GQVQ-JKEC",
    "verification_url":"https://www.google.com/device","expires_in":1800,"interval":1}"#;

#[test]
fn a_code_that_was_spent_for_an_odd_answer_is_a_session() {
    let odd = TOKEN.replace("3599", "\"an hour\"");
    let turns = [Turn(Reply::json(200, odd), 0), Turn(Reply::json(200, TOKEN), 0)];
    let (env, vendor) = (TestEnv::new(), Vendor::new(GOOGLE, 1, &turns));
    let secret = env.write("secret", "s");
    let words = login(&env, &vendor, "google", &[]).arg("--client-secret-file").arg(&secret).run().failed(8);
    assert!(words.contains("was stored"), "{words}");
    let call =
        env.gettoken(&["google", "--grant=user", "--client-id=app", "-o", "token", "--client-secret-file"]);
    assert_eq!(call.arg(&secret).through(&vendor.world).run().success(), "granted\n");
    let last = vendor.world.requests().pop().unwrap().form();
    assert_eq!((last["grant_type"].as_str(), last["refresh_token"].as_str()), ("refresh_token", "r"));
}

#[test]
fn a_signal_while_the_vendor_answers_waits_until_the_session_is_stored() {
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

#[test]
fn a_signal_while_waiting_ends_it_and_stores_nothing() {
    let turns = [Turn(error(400, "authorization_pending"), 0)];
    let (env, vendor) = (TestEnv::new(), Vendor::new(START, 0, &turns));
    let login = login(&env, &vendor, "github", &[]).spawn();
    login.stderr_line("ABCD");
    login.signal("INT");
    let outcome = login.wait();
    // Either is 130 for a shell.
    assert!(outcome.code == Some(130) || outcome.signal == Some(2), "{outcome:?}");
    env.gettoken(&["github", "--client-id", "app"]).run().failed(4);
}
