//! Clock jumps, short lifetimes, and servers whose clocks differ: never more than one request per call, and
//! never a token after its expiry.

use std::path::PathBuf;

use crate::support::environment::TestEnv;
use crate::support::process::{Call, Outcome};
use crate::support::reply::Reply;
use crate::support::tools;
use crate::support::vendor::{Vendor, token};
use chrono::{TimeDelta, Utc};

const HOUR: i64 = 3600;
const YEAR: i64 = 365 * 24 * HOUR;

/// Runs calls at other times, in seconds from now.
struct Clock {
    library: PathBuf,
}

impl Clock {
    /// `None` without libfaketime; the test is then skipped.
    fn new() -> Option<Self> {
        Some(Self { library: tools::faketime()? })
    }

    fn at(&self, moment: i64, call: Call) -> Outcome {
        // The monotonic clock, which measures waits, keeps running normally, as when somebody sets the clock.
        call.env("LD_PRELOAD", &self.library)
            .env("FAKETIME", format!("{moment:+}s"))
            .env("FAKETIME_DONT_FAKE_MONOTONIC", "1")
            .run()
    }
}

/// An HTTP date.
fn date(moment: i64) -> String {
    (Utc::now() + TimeDelta::seconds(moment)).format("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

/// Runs a call that must succeed at `moment`. Returns the number of its token and how many requests it sent.
#[track_caller]
fn call_at(clock: &Clock, vendor: &Vendor, moment: i64, call: Call) -> (usize, usize) {
    let before = vendor.asked();
    let text = clock.at(moment, call).success();
    let number = text.trim().strip_prefix("token-").and_then(|number| number.parse().ok());
    (number.unwrap_or_else(|| panic!("not a token of this vendor: {text}")), vendor.asked() - before)
}

#[test]
fn faketime_moves_the_clock() {
    let Some(clock) = Clock::new() else { return };
    let (env, vendor) = (TestEnv::new(), Vendor::new(3600));
    let shown = clock.at(-2 * YEAR, vendor.call_as(&env, "oauth2").arg("--output=json")).success();
    let year = (Utc::now() - TimeDelta::seconds(2 * YEAR)).format("\"expires_at\":\"%Y-").to_string();
    assert!(shown.contains(&year), "{shown}: libfaketime has no effect");
}

#[test]
fn clock_jumps_never_serve_an_expired_token() {
    let Some(clock) = Clock::new() else { return };
    let life = 7200;
    let moments = [0, -2 * YEAR, 0, -HOUR, 0, HOUR, 0, 2 * YEAR, 0, -55 * YEAR, 12 * YEAR, 0];
    for (number, first) in moments.into_iter().enumerate() {
        let (env, vendor) = (TestEnv::new(), Vendor::new(7200));
        // The time at which each token was fetched, by the clock of that call.
        let mut fetched = vec![];
        for moment in [first].into_iter().chain(moments[number..].iter().copied()) {
            let (token, requests) = call_at(&clock, &vendor, moment, vendor.call(&env));
            if requests > 0 {
                fetched.push(moment);
            }
            assert!(requests <= 1, "{requests} requests at {moment}");
            let age = moment - fetched[token - 1];
            assert!((0..life).contains(&age), "at {moment} a token of age {age} was served: {fetched:?}");
        }
    }
}

#[test]
fn entry_from_the_future_is_a_miss() {
    let Some(clock) = Clock::new() else { return };
    for moment in [-2 * YEAR, -HOUR, -70] {
        let (env, vendor) = (TestEnv::new(), Vendor::new(7200));
        assert_eq!(call_at(&clock, &vendor, 0, vendor.call(&env)), (1, 1));
        assert_eq!(call_at(&clock, &vendor, moment, vendor.call(&env)), (2, 1), "at {moment}");
        assert_eq!(call_at(&clock, &vendor, moment, vendor.call(&env)), (2, 0), "at {moment}: fetched again");
    }
    // The clocks of two machines that share a home directory never agree exactly.
    let (env, vendor) = (TestEnv::new(), Vendor::new(7200));
    assert_eq!(call_at(&clock, &vendor, 0, vendor.call(&env)), (1, 1));
    assert_eq!(call_at(&clock, &vendor, -30, vendor.call(&env)), (1, 0));
    assert_eq!(call_at(&clock, &vendor, HOUR, vendor.call(&env)), (1, 0));
    assert_eq!(call_at(&clock, &vendor, 2 * YEAR, vendor.call(&env)), (2, 1));
}

#[test]
fn force_fetches_after_the_clock_was_set_back() {
    let Some(clock) = Clock::new() else { return };
    let (env, vendor) = (TestEnv::new(), Vendor::new(7200));
    assert_eq!(call_at(&clock, &vendor, 0, vendor.call(&env)), (1, 1));
    assert_eq!(call_at(&clock, &vendor, -30, vendor.call(&env).arg("--force")), (2, 1));
}

#[test]
fn negative_entry_from_the_future_is_ignored() {
    let Some(clock) = Clock::new() else { return };
    let refusal = || Reply::json(401, r#"{"error":"invalid_client"}"#);
    let vendor = Vendor::start(move |number| if number == 1 { refusal() } else { token(number, 3600) });
    let env = TestEnv::new();
    clock.at(0, vendor.call(&env)).failed(5);
    clock.at(0, vendor.call(&env)).failed(5);
    assert_eq!(vendor.asked(), 1);
    assert_eq!(call_at(&clock, &vendor, -HOUR, vendor.call(&env)), (2, 1));
}

#[test]
fn every_lifetime_is_fetched_once_and_never_outlived() {
    let Some(clock) = Clock::new() else { return };
    for life in [1, 10, 60, 299, 300, 301, 3600, 7200] {
        let (env, vendor) = (TestEnv::new(), Vendor::new(life));
        let life = i64::try_from(life).unwrap();
        let mut fetched = vec![];
        // In steps of a tenth of the lifetime, and around its end.
        let steps = (0..10).map(|step| life * step / 10);
        let moments = steps.chain([life - 1, life, life + 1, 2 * life, 2 * life + 1]);
        for moment in moments {
            let (token, requests) = call_at(&clock, &vendor, moment, vendor.call(&env));
            assert!(requests <= 1, "{requests} requests for one call, life {life}, at {moment}");
            if requests > 0 {
                fetched.push(moment);
            }
            let age = moment - fetched[token - 1];
            assert!(age < life, "life {life}, at {moment}: a token of age {age} was served");
        }
        // No fetch at half the lifetime, unless the lifetime is very short.
        assert!(!fetched.contains(&(life / 2)) || life < 10, "life {life}: {fetched:?}");
    }
}

#[test]
fn expiry_margin_is_a_tenth_and_at_most_a_minute() {
    let Some(clock) = Clock::new() else { return };
    // A margin longer than the vendor's own renewal window would fetch on every call.
    for (life, served, refused) in [(300, 260, 280), (7200, 7130, 7150)] {
        let (env, vendor) = (
            TestEnv::new(),
            Vendor::start(move |number| match number {
                1 => token(1, life),
                _ => Reply::empty(503),
            }),
        );
        let call = || vendor.call(&env).arg("--retries=0");
        assert_eq!(call_at(&clock, &vendor, 0, call()), (1, 1));
        let offline = || call().arg("--offline");
        assert_eq!(clock.at(served, offline()).success(), "token-1\n", "life {life}");
        clock.at(refused, offline()).failed(9);
        // If the vendor is down, the rest of the lifetime may still be used.
        let outcome = clock.at(refused, call());
        assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(0), "token-1\n"), "{outcome:?}");
        assert!(outcome.stderr.contains("still valid"), "{outcome:?}");
        clock.at(i64::try_from(life).unwrap() + 1, call()).failed(7);
    }
}

/// A provider whose response has the time of expiry instead of the lifetime.
const ABSOLUTE: &str = r#"
title = "Absolute"
docs = "https://vendor.example/docs"
extends = "oauth2"
[reply]
expires = "/expires_at"
expires-as = "epoch-seconds"
"#;

#[test]
fn clock_skew_of_the_server_does_not_change_expiry() {
    let Some(clock) = Clock::new() else { return };
    for ahead in [600, -600] {
        for absolute in [false, true] {
            let case = format!("the server is {ahead} s ahead, absolute: {absolute}");
            let vendor = Vendor::start(move |number| {
                let end = (Utc::now() + TimeDelta::seconds(ahead + HOUR)).timestamp();
                let expiry =
                    if absolute { format!("\"expires_at\":{end}") } else { "\"expires_in\":3600".to_owned() };
                let body = format!("{{\"access_token\":\"token-{number}\",{expiry}}}");
                Reply::json(200, body).header("Date", &date(ahead))
            });
            let env = TestEnv::new();
            env.write_provider("absolute", ABSOLUTE);
            let profile = if absolute { "absolute" } else { "oauth2" };
            let call = || vendor.call_as(&env, profile).arg("--output=token");

            let first = clock.at(0, call());
            assert_eq!((first.code, first.stdout.as_str()), (Some(0), "token-1\n"), "{case}: {first:?}");
            let warned = first.stderr.contains("warning") && first.stderr.contains("clock");
            assert!(warned && first.stderr.lines().count() == 1, "{case}: {first:?}");
            // An hour of lifetime is an hour, whatever the two clocks show: the token is still valid 300 s
            // before its end, and no longer valid just after it.
            for moment in [0, HOUR / 2, HOUR - 320] {
                let hit = clock.at(moment, call());
                assert_eq!(
                    (hit.stdout.as_str(), hit.stderr.as_str()),
                    ("token-1\n", ""),
                    "{case}, at {moment}"
                );
            }
            assert_eq!(vendor.asked(), 1, "{case}");
            let after = clock.at(HOUR + 5, call());
            assert_eq!((after.code, after.stdout.as_str()), (Some(0), "token-2\n"), "{case}: {after:?}");
            assert_eq!(vendor.asked(), 2, "{case}");
        }
    }
}

#[test]
fn small_clock_skew_is_not_reported() {
    let vendor = Vendor::start(|number| token(number, 3600).header("Date", &date(3)));
    let outcome = vendor.call(&TestEnv::new()).run();
    assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""), "{outcome:?}");
}

#[test]
fn invalid_date_header_is_ignored() {
    let vendor = Vendor::start(|number| token(number, 3600).header("Date", "yesterday"));
    let env = TestEnv::new();
    assert_eq!(vendor.call(&env).run().success(), "token-1\n");
    assert_eq!(vendor.call(&env).run().success(), "token-1\n");
}
