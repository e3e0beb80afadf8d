//! `{ profile = "…" }`: a credential that is the token of another profile. Each profile has its own entry and lock, asks
//! its server once however many call, and is asked once more if the next server no longer accepts its token.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use serde_json::json;

use crate::support::environment::TestEnv;
use crate::support::process::{Call, Outcome, Running};
use crate::support::tools::wait_until;
use crate::support::world::{Reply, Request, World};

/// RFC 8693.
const EXCHANGE: &str = r#"
title = "Exchange"
[credentials]
subject = {}
[vars.base]
required = true
help = "where it is"
[vars.subject-token-type]
default = "urn:ietf:params:oauth:token-type:access_token"
help = "what the subject is"
[client-credentials]
url = "{base}"
grant-type = "token-exchange"
client-auth = "none"
"#;

/// A server for each profile, at the path of its name.
struct Servers {
    world: World,
    env: TestEnv,
}

impl Servers {
    /// Answers the request `number` (from 1) to the profile called `name` with `answer(name, number, request)`.
    fn start(answer: impl Fn(&str, usize, &Request) -> Reply + Send + Sync + 'static) -> Self {
        let counts: [AtomicUsize; 8] = Default::default();
        let world = World::start(move |request| {
            let name = request.path.trim_start_matches('/');
            let count = &counts[usize::from(name.as_bytes()[0] - b'a')];
            answer(name, count.fetch_add(1, Ordering::SeqCst) + 1, request)
        });
        let env = TestEnv::new();
        env.write_provider("exchange", EXCHANGE);
        let servers = Self { world, env };
        servers.configure("");
        servers
    }

    /// `a` has a secret, `b` the token of `a`, `c` that of `b`, and `d` that of `a`.
    fn configure(&self, more: &str) {
        let addr = self.world.http_addr();
        let outer = |name: &str, inner: &str| {
            format!(
                "[profiles.{name}]\nprovider = 'exchange'\nclient-id = 'id-{name}'\nvars.base = 'http://{addr}/{name}'\n\
                 subject = {{ profile = '{inner}' }}\n"
            )
        };
        self.env.write_config(&format!(
            "[profiles.a]\nprovider = 'oauth2'\nclient-id = 'id-a'\nclient-secret = 'canary-of-a'\n\
             vars.token-url = 'http://{addr}/a'\n{}{}{}{more}",
            outer("b", "a"),
            outer("c", "b"),
            outer("d", "a")
        ));
    }

    /// Allows the test to send no request.
    fn may_be_silent(self) -> Self {
        Self { world: self.world.may_be_silent(), env: self.env }
    }

    fn call(&self, profile: &str) -> Call {
        self.env.gettoken(&[profile, "-o", "token"])
    }

    /// How often each of `a` to `d` was asked.
    fn asked(&self) -> [usize; 4] {
        let requests = self.world.requests();
        ["/a", "/b", "/c", "/d"].map(|path| requests.iter().filter(|request| request.path == path).count())
    }

    /// The subjects that the server of `name` got.
    fn subjects(&self, name: &str) -> Vec<String> {
        let requests = self.world.requests().into_iter().filter(|request| request.path == format!("/{name}"));
        requests.map(|request| request.form()["subject_token"].clone()).collect()
    }
}

/// `NAME-token-NUMBER`, for an hour.
fn token(name: &str, number: usize) -> Reply {
    let issued = "urn:ietf:params:oauth:token-type:access_token";
    Reply::json(
        200,
        format!(
            r#"{{"access_token":"{name}-token-{number}","token_type":"Bearer","expires_in":3600,"issued_token_type":"{issued}"}}"#
        ),
    )
}

fn refusal(code: &str) -> Reply {
    Reply::json(400, format!(r#"{{"error":"{code}","error_description":"no"}}"#))
}

#[track_caller]
fn shows_no_secret(outcome: &Outcome) {
    for secret in ["canary", "a-token-", "b-token-", "c-token-"] {
        assert!(!outcome.stderr.contains(secret), "{}", outcome.stderr);
    }
}

#[test]
fn token_of_a_profile_is_the_subject_of_the_next() {
    let servers = Servers::start(|name, number, _| token(name, number));
    let outcome = servers.call("c").arg("-v").run();
    shows_no_secret(&outcome);
    assert_eq!(outcome.success(), "c-token-1\n");
    assert_eq!(servers.subjects("b"), ["a-token-1"]);
    assert_eq!(servers.subjects("c"), ["b-token-1"]);
    let form = servers.world.requests().pop().unwrap().form();
    assert_eq!(form["grant_type"], "urn:ietf:params:oauth:grant-type:token-exchange");
    assert_eq!(form["subject_token_type"], "urn:ietf:params:oauth:token-type:access_token");
    // Each has an entry of its own.
    for name in ["a", "b", "c"] {
        assert_eq!(servers.call(name).run().success(), format!("{name}-token-1\n"));
    }
    assert_eq!(servers.call("d").run().success(), "d-token-1\n");
    assert_eq!(servers.asked(), [1, 1, 1, 1]);
}

#[test]
fn herd_sends_one_request_for_each_hop() {
    let servers = Servers::start(|name, number, _| token(name, number).delay(Duration::from_millis(200)));
    let running: Vec<Running> = (0..100).map(|_| servers.call("c").spawn()).collect();
    let outcomes: BTreeSet<_> =
        running.into_iter().map(Running::wait).map(|it| (it.code, it.stdout, it.stderr)).collect();
    let expected = (Some(0), "c-token-1\n".to_owned(), String::new());
    assert_eq!(outcomes.into_iter().collect::<Vec<_>>(), [expected]);
    assert_eq!(servers.asked(), [1, 1, 1, 0]);
}

/// Locks are taken from the outermost profile inward, so calls of all of them end.
#[test]
fn profiles_that_share_an_inner_one_do_not_block_each_other() {
    let servers = Servers::start(|name, number, _| token(name, number).delay(Duration::from_millis(100)));
    let names = ["a", "b", "c", "d"];
    let running: Vec<(&str, Running)> =
        (0..40).map(|number| (names[number % 4], servers.call(names[number % 4]).spawn())).collect();
    for (name, running) in running {
        assert_eq!(running.wait().success(), format!("{name}-token-1\n"));
    }
    assert_eq!(servers.asked(), [1, 1, 1, 1]);
}

#[test]
fn refusal_names_the_hop() {
    let servers = Servers::start(|name, number, _| match name {
        "a" => refusal("invalid_client"),
        _ => token(name, number),
    });
    for (profile, hops) in [
        ("b", &["`b` needs the token of `a` as its subject token"][..]),
        ("c", &["`b` needs the token of `a`", "`c` needs the token of `b`"]),
    ] {
        // Once from the server, and once from the negative cache.
        for _ in 0..2 {
            let outcome = servers.call(profile).run();
            shows_no_secret(&outcome);
            let stderr = outcome.failed(5);
            assert!(hops.iter().all(|hop| stderr.contains(hop)), "{stderr}");
            assert!(stderr.contains("invalid_client"), "{stderr}");
        }
    }
    assert_eq!(servers.asked(), [1, 0, 0, 0]);
}

#[test]
fn incomplete_inner_profile_names_the_hop() {
    let servers = Servers::start(|name, number, _| token(name, number));
    servers.configure("[profiles.e]\nprovider = 'exchange'\nsubject = { profile = 'f' }\n[profiles.f]\nprovider = 'oauth2'\n");
    let stderr = servers.call("e").args(&["--client-id=i", "--base=http://127.0.0.1:1"]).run().failed(3);
    assert!(stderr.contains("`e` needs the token of `f`") && stderr.contains("client ID"), "{stderr}");
    servers.call("a").run().success();
}

/// A flag would set the value of the outer profile.
#[test]
fn hint_about_an_inner_value_names_no_flag() {
    let servers = Servers::start(|name, number, _| token(name, number)).may_be_silent();
    for (inner, expected) in [
        ("provider = 'oauth2'", "`client-secret = { file = \"PATH\" }` under [profiles.f]"),
        ("provider = 'keycloak'", "`realm = \"…\"` under [profiles.f.vars]"),
        ("provider = 'snowflake'", "`client-key = { file = \"PATH\" }` under [profiles.f]"),
        ("provider = 'kubernetes'\nsubject = { file = 'none' }", "none` does not exist"),
        ("provider = 'spiffe'", "`subject = { file = \"PATH\" }` under [profiles.f]"),
        // It says what to do in the workflow file.
        ("provider = 'github-actions'", "id-token: write"),
    ] {
        servers.configure(&format!(
            "[profiles.e]\nprovider = 'exchange'\nclient-id = 'i'\nvars.base = 'http://127.0.0.1:1'\n\
             subject = {{ profile = 'f' }}\n[profiles.f]\n{inner}\n"
        ));
        let stderr = servers.call("e").run().failed(3);
        assert!(!stderr.contains("--") && stderr.contains(expected), "{inner}: {stderr}");
        // The profile itself has the flags.
        let stderr = servers.call("f").run().failed(3);
        let has_flags = !inner.contains("github-actions");
        assert_eq!(stderr.contains("--"), has_flags, "{inner}: {stderr}");
    }
}

#[test]
fn inner_profile_without_a_login_says_where_to_log_in() {
    let servers = Servers::start(|name, number, _| token(name, number)).may_be_silent();
    let addr = servers.world.http_addr();
    servers.configure(&format!(
        "[profiles.e]\nprovider = 'exchange'\nclient-id = 'i'\nvars.base = 'http://{addr}/e'\nsubject = {{ profile = 'f' }}\n\
         [profiles.f]\nprovider = 'oauth2'\nclient-id = 'i'\ngrant = 'user'\n\
         vars = {{ token-url = 'http://{addr}/f', authorize-url = 'http://{addr}/g' }}\n"
    ));
    let stderr = servers.call("e").run().failed(4);
    assert!(stderr.contains("gettoken login f") && stderr.contains("`e` needs the token of `f`"), "{stderr}");
    assert_eq!(servers.world.requests().len(), 0);
}

#[test]
fn dry_run_asks_no_hop() {
    let servers = Servers::start(|name, number, _| token(name, number)).may_be_silent();
    let shown = servers.env.gettoken(&["c", "--dry-run"]).run().success();
    assert!(shown.contains("subject_token=…") && !shown.contains("canary"), "{shown}");
    assert_eq!(servers.world.requests().len(), 0);
}

#[test]
fn temporary_failure_is_retried_by_its_own_profile_alone() {
    let servers = Servers::start(|name, number, _| match name {
        "a" => Reply::json(503, "{}"),
        _ => token(name, number),
    });
    servers.call("c").args(&["--retries=1", "--timeout=20s"]).run().failed(7);
    assert_eq!(servers.asked(), [2, 0, 0, 0]);
}

#[test]
fn refused_subject_is_renewed_once() {
    for code in ["invalid_grant", "invalid_request", "invalid_client"] {
        let servers = Servers::start(move |name, number, request| match name {
            "b" if request.form()["subject_token"] == "a-token-1" => refusal(code),
            _ => token(name, number),
        });
        servers.call("a").run().success();
        assert_eq!(servers.call("b").run().success(), "b-token-2\n", "{code}");
        assert_eq!(servers.subjects("b"), ["a-token-1", "a-token-2"], "{code}");
        assert_eq!(servers.asked(), [2, 2, 0, 0], "{code}");
        // What the renewal brought is the inner profile's token from now on.
        assert_eq!(servers.call("a").run().success(), "a-token-2\n");
    }
}

#[test]
fn subject_that_stays_refused_is_not_renewed_again() {
    for code in ["invalid_grant", "invalid_request", "invalid_client", "invalid_token"] {
        let servers = Servers::start(move |name, number, _| match name {
            "b" => refusal(code),
            _ => token(name, number),
        });
        servers.call("a").run().success();
        let outcome = servers.call("b").run();
        shows_no_secret(&outcome);
        assert!(outcome.stderr.contains(code), "{}", outcome.stderr);
        assert_eq!(outcome.stdout, "");
        assert_eq!(servers.asked(), [2, 2, 0, 0], "{code}");
    }
}

/// A temporary failure after the renewal does not renew it again.
#[test]
fn retry_after_a_renewal_keeps_the_renewed_subject() {
    let servers = Servers::start(|name, number, _| match (name, number) {
        ("b", 1) => refusal("invalid_grant"),
        ("b", 2) => Reply::json(503, "{}"),
        _ => token(name, number),
    });
    servers.call("a").run().success();
    assert_eq!(servers.call("b").run().success(), "b-token-3\n");
    assert_eq!(servers.subjects("b"), ["a-token-1", "a-token-2", "a-token-2"]);
    assert_eq!(servers.asked(), [2, 3, 0, 0]);
}

/// The same with a server whose clock differs, which does not change what the subject is.
#[test]
fn server_with_another_clock_is_not_asked_more_often() {
    let servers = Servers::start(|name, number, _| match name {
        "b" => refusal("invalid_grant").header("Date", "Wed, 01 Jan 2020 00:00:00 GMT"),
        _ => token(name, number),
    });
    servers.call("a").run().success();
    servers.call("b").run().failed(5);
    assert_eq!(servers.asked(), [2, 2, 0, 0]);
}

#[test]
fn other_refusals_do_not_renew_the_subject() {
    let servers = Servers::start(|name, number, _| match name {
        "b" => refusal("invalid_scope"),
        _ => token(name, number),
    });
    servers.call("b").run().failed(5);
    assert_eq!(servers.asked(), [1, 1, 0, 0]);
}

/// Another process has renewed the inner token between the two requests of the outer one.
#[test]
fn subject_that_another_process_has_renewed_is_not_asked_for_again() {
    let shared: Arc<OnceLock<Arc<Servers>>> = Arc::default();
    let late = Arc::clone(&shared);
    let servers = Arc::new(Servers::start(move |name, number, request| match name {
        "b" if request.form()["subject_token"] == "a-token-1" => {
            let servers = late.get().unwrap();
            assert_eq!(servers.call("a").arg("--force").run().success(), "a-token-2\n");
            refusal("invalid_grant")
        }
        _ => token(name, number),
    }));
    assert!(shared.set(Arc::clone(&servers)).is_ok());
    servers.call("a").run().success();
    // Tokens that are stored at the same moment as a forced one count as one with it.
    std::thread::sleep(Duration::from_millis(10));
    assert_eq!(servers.call("b").run().success(), "b-token-2\n");
    assert_eq!(servers.subjects("b"), ["a-token-1", "a-token-2"]);
    assert_eq!(servers.asked(), [2, 2, 0, 0]);
}

#[test]
fn herd_with_a_refused_subject_renews_it_once() {
    let servers = Servers::start(|name, number, request| match name {
        "b" | "d" if request.form()["subject_token"] == "a-token-1" => {
            refusal("invalid_grant").delay(Duration::from_millis(200))
        }
        _ => token(name, number).delay(Duration::from_millis(100)),
    });
    servers.call("a").run().success();
    let running: Vec<Running> =
        (0..40).map(|number| servers.call(if number % 2 == 0 { "b" } else { "d" }).spawn()).collect();
    for running in running {
        running.wait().success();
    }
    let [a, b, c, d] = servers.asked();
    assert_eq!((a, c), (2, 0));
    assert!(b <= 2 && d <= 2, "{b} {d}");
}

#[test]
fn circles_and_long_chains_are_refused() {
    let servers = Servers::start(|name, number, _| token(name, number));
    let profile = |name: &str, inner: &str| {
        format!(
            "[profiles.{name}]\nprovider = 'exchange'\nclient-id = 'i'\nvars.base = 'http://127.0.0.1:1/{name}'\nsubject = {{ profile = '{inner}' }}\n"
        )
    };
    servers.configure(
        &[profile("e", "e"), profile("f", "g"), profile("g", "f"), profile("h", "c"), profile("i", "h")]
            .concat(),
    );
    for (profile, chain) in [("e", "`e` → `e`"), ("f", "`f` → `g` → `f`"), ("g", "`g` → `f` → `g`")]
    {
        let stderr = servers.call(profile).run().failed(3);
        assert!(stderr.contains(chain), "{stderr}");
    }
    // By the command line.
    for (profile, inner, chain) in
        [("b", "b", "`b` → `b`"), ("b", "c", "`b` → `c` → `b`"), ("b", "d", ""), ("b", "a", "")]
    {
        let outcome = servers.call(profile).args(&["--subject-profile", inner]).run();
        if chain.is_empty() {
            outcome.success();
        } else {
            let stderr = outcome.failed(3);
            assert!(stderr.contains(chain), "{stderr}");
        }
    }
    // Four are possible, five are not.
    servers.call("h").run().failed(6);
    let stderr = servers.call("i").run().failed(3);
    assert!(stderr.contains("`i` → `h` → `c` → `b` → `a`") && stderr.contains('4'), "{stderr}");
}

#[test]
fn one_deadline_covers_all_hops() {
    let servers = Servers::start(|name, number, _| match name {
        "a" => token(name, number).delay(Duration::from_millis(1200)),
        _ => Reply::hang(),
    });
    let start = Instant::now();
    servers.call("c").args(&["--timeout=2s", "--retries=0"]).run().failed(6);
    let took = start.elapsed();
    assert!(took >= Duration::from_millis(1900) && took < Duration::from_millis(3000), "{took:?}");
    assert_eq!(servers.asked(), [1, 1, 0, 0]);
}

#[cfg(unix)]
#[test]
fn deadline_covers_the_wait_for_an_inner_lock() {
    let servers = Servers::start(|_, _, _| Reply::hang());
    let holder = servers.call("a").spawn();
    wait_until(Duration::from_secs(20), "the holder has asked", || servers.asked()[0] == 1);
    holder.signal("STOP");
    let start = Instant::now();
    let stderr = servers.call("b").arg("--timeout=1s").run().failed(7);
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
    assert!(stderr.contains("another process") && stderr.contains("`b` needs the token of `a`"), "{stderr}");
}

#[test]
fn deadline_covers_a_slow_command_of_the_inner_profile() {
    let servers = Servers::start(|name, number, _| token(name, number)).may_be_silent();
    servers.configure(
        "[profiles.e]\nprovider = 'exchange'\nclient-id = 'i'\nvars.base = 'http://127.0.0.1:1/e'\nsubject = { profile = 'f' }\n\
         [profiles.f]\nprovider = 'oauth2'\nclient-id = 'i'\nclient-secret = { command = ['sleep', '9'] }\nvars.token-url = 'http://127.0.0.1:1/f'\n",
    );
    let start = Instant::now();
    let stderr = servers.call("e").arg("--timeout=1s").run().failed(10);
    assert!(start.elapsed() < Duration::from_secs(3), "{:?}", start.elapsed());
    assert!(stderr.contains("`e` needs the token of `f`"), "{stderr}");
}

#[test]
fn forced_and_rejecting_calls_renew_the_outer_token_alone() {
    let servers = Servers::start(|name, number, _| token(name, number));
    servers.call("c").run().success();
    assert_eq!(servers.call("c").arg("--force").run().success(), "c-token-2\n");
    assert_eq!(servers.asked(), [1, 1, 2, 0]);
    assert_eq!(servers.call("c").arg("--rejected").stdin("c-token-2\n").run().success(), "c-token-3\n");
    // It was replaced before.
    assert_eq!(servers.call("c").arg("--rejected").stdin("c-token-2\n").run().success(), "c-token-3\n");
    assert_eq!(servers.asked(), [1, 1, 3, 0]);
    assert_eq!(servers.call("c").arg("--no-cache").run().success(), "c-token-4\n");
    assert_eq!(servers.asked(), [1, 1, 4, 0]);
}

#[test]
fn offline_calls_ask_no_hop() {
    let servers = Servers::start(|name, number, _| token(name, number));
    servers.call("b").run().success();
    assert_eq!(servers.call("b").arg("--offline").run().success(), "b-token-1\n");
    servers.call("c").arg("--offline").run().failed(9);
    servers.call("d").arg("--offline").run().failed(9);
    assert_eq!(servers.asked(), [1, 1, 0, 0]);
}

#[test]
fn each_hop_is_listed_and_cleared_by_its_name() {
    let servers = Servers::start(|name, number, _| token(name, number));
    servers.call("c").run().success();
    let outcome = servers.env.gettoken(&["cache", "list"]).run();
    let listed = outcome.success();
    for name in ["a", "b", "c"] {
        assert!(listed.lines().any(|line| line.starts_with(&format!("{name} "))), "{listed}");
    }
    assert!(!listed.contains("-token-") && !listed.contains("canary"), "{listed}");
    servers.env.gettoken(&["cache", "clear", "b"]).run().success();
    // The outer token is still good.
    assert_eq!(servers.call("c").run().success(), "c-token-1\n");
    assert_eq!(servers.call("b").run().success(), "b-token-2\n");
    assert_eq!(servers.asked(), [1, 2, 1, 0]);
    servers.env.gettoken(&["cache", "clear"]).run().success();
    assert_eq!(servers.call("c").run().success(), "c-token-2\n");
    assert_eq!(servers.asked(), [2, 3, 2, 0]);
}

/// The outer key contains the inner one: another inner client has another outer token.
#[test]
fn another_inner_client_has_another_outer_entry() {
    let servers = Servers::start(|name, number, _| token(name, number));
    servers.call("b").run().success();
    let with = |secret: &str| servers.call("b").env("GETTOKEN_A_CLIENT_SECRET", secret);
    assert_eq!(with("second").run().success(), "b-token-2\n");
    assert_eq!(with("second").run().success(), "b-token-2\n");
    assert_eq!(servers.call("b").run().success(), "b-token-1\n");
    assert_eq!(servers.asked(), [2, 2, 0, 0]);
}

#[test]
fn api_replaces_the_outer_token_alone() {
    let servers = Servers::start(|name, number, request| match name {
        "g" if request.header("authorization") == Some("Bearer b-token-1") => {
            Reply::json(401, r#"{"error":"invalid_token"}"#)
        }
        "g" => Reply::json(200, "{}"),
        _ => token(name, number),
    });
    servers.env.write_provider("exchange", &format!("{EXCHANGE}[api]\nbase = '{{base}}'\n"));
    let call = servers.env.gettoken(&["api", "b"]).arg(format!("http://{}/g", servers.world.http_addr()));
    call.run().success();
    assert_eq!(servers.asked(), [1, 2, 0, 0]);
}

/// A token that was exchanged for a person's ends with the login, and is not served to the next person who logs in.
#[test]
fn token_for_a_persons_token_is_not_served_after_a_logout() {
    let world = World::start(|request| {
        let form = request.form();
        let token = match form.get("subject_token") {
            Some(subject) => format!("for-{subject}"),
            None => format!("token-of-{}", form["refresh_token"].trim_end_matches("-refresh")),
        };
        let refresh = form.get("refresh_token").cloned().unwrap_or_default();
        let body = json!({ "access_token": token, "token_type": "Bearer", "expires_in": 3600, "refresh_token": refresh });
        Reply::json(200, body.to_string())
    });
    let env = TestEnv::new();
    let url = format!("token-url = 'http://{}/token'", world.http_addr());
    env.write_config(&format!(
        "[profiles.me]\nprovider = 'oauth2'\ngrant = 'user'\nclient-id = 'cli'\n\
         vars = {{ {url}, device-url = 'http://{}/device', client-auth = 'none' }}\n\
         [profiles.reports]\nprovider = 'oauth2-token-exchange'\nclient-id = 'cli'\n\
         subject = {{ profile = 'me' }}\nvars = {{ {url} }}\n\
         [profiles.outer]\nprovider = 'oauth2-token-exchange'\nclient-id = 'cli'\n\
         subject = {{ profile = 'reports' }}\nvars = {{ {url} }}\n",
        world.http_addr()
    ));
    let log_in = |name: &str| {
        let file = env.write("refresh", &format!("{name}-refresh"));
        env.gettoken(&["login", "me", "--refresh-token-file"]).arg(file).run().success();
    };
    let call = |name: &str| env.gettoken(&[name, "-o", "token"]);
    log_in("alice");
    assert_eq!(call("reports").run().success(), "for-token-of-alice\n");
    assert_eq!(call("outer").run().success(), "for-for-token-of-alice\n");
    // It is cached, and a refresh of the session changes nothing.
    let before = world.requests().len();
    assert_eq!(call("outer").run().success(), "for-for-token-of-alice\n");
    assert_eq!(world.requests().len(), before);
    call("me").arg("--force").run().success();
    assert_eq!(call("reports").run().success(), "for-token-of-alice\n");
    assert_eq!(world.requests().len(), before + 1);
    env.gettoken(&["logout", "me"]).run().success();
    for name in ["reports", "outer"] {
        assert!(call(name).run().failed(4).contains("gettoken login me"), "{name}");
    }
    log_in("bob");
    assert_eq!(call("reports").run().success(), "for-token-of-bob\n");
    assert_eq!(call("outer").run().success(), "for-for-token-of-bob\n");
}
