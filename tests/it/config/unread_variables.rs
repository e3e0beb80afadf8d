//! Environment variables that begin with `GETTOKEN_` but that no profile reads: a failed call, `doctor` and
//! `config check` name them, with the nearest name that is read. A call that works says nothing.

use crate::support::environment::TestEnv;
use crate::support::process::Call;
use crate::support::vendor::Vendor;

const CONFIG: &str = "[profiles.hr-bot]\nprovider = \"entra\"\nclient-secret = { env = \"GETTOKEN_OF_MY_OWN\" }\n\
                      [profiles.oauth2]\nclient-id = \"i\"\n";

/// Variables that are not read, and the nearest name that is.
const UNREAD: [(&str, &str); 5] = [
    ("GETTOKEN_HRBOT_CLIENT_ID", "GETTOKEN_HR_BOT_CLIENT_ID"),
    ("GETTOKEN_HR_BOT_CLIENTID", "GETTOKEN_HR_BOT_CLIENT_ID"),
    ("GETTOKEN_HR_BOT_TENANT_ID", "GETTOKEN_HR_BOT_TENANT"),
    ("GETTOKEN_ALIMAIL_CLIENT_ID", "ALIMAIL_CLIENT_ID"),
    ("GETTOKEN_CONFIGDIR", "GETTOKEN_CONFIG_DIR"),
];

fn env() -> TestEnv {
    let env = TestEnv::new();
    env.write_config(CONFIG);
    env
}

fn warning(name: &str, near: &str) -> String {
    format!("the environment variable {name} is not read; did you mean {near}?")
}

#[test]
fn unread_variable_is_named_where_a_call_fails() {
    let env = env();
    for (name, near) in UNREAD {
        for args in
            [&["hr-bot"][..], &["oauth2", "--offline"], &["nobody"], &["hr-bot", "--error-format=json"]]
        {
            let outcome = env.gettoken(args).env(name, "s3cret").run();
            assert_eq!(outcome.stderr.matches(&warning(name, near)).count(), 1, "{outcome:?}");
            assert!(outcome.code != Some(0) && !outcome.stderr.contains("s3cret"), "{outcome:?}");
        }
    }
    // Nothing is similar.
    let stderr = env.gettoken(&["hr-bot"]).env("GETTOKEN_ZZZ", "x").run().failed(3);
    assert!(stderr.contains("warning: the environment variable GETTOKEN_ZZZ is not read\n"), "{stderr}");
}

#[test]
fn unread_variable_is_named_by_doctor_and_config_check() {
    let env = env();
    for (name, near) in UNREAD {
        let check = env.gettoken(&["config", "check"]).env("GETTOKEN_OF_MY_OWN", "x");
        let checked = check.env(name, "s3cret").run();
        assert_eq!(checked.stderr, format!("gettoken: warning: {}\n", warning(name, near)));
        checked.success();
        let report = env.gettoken(&["doctor", "--json"]).env(name, "s3cret").run().stdout;
        let report: serde_json::Value = serde_json::from_str(&report).unwrap();
        let checks = report["checks"].as_array().unwrap().clone();
        let named: Vec<_> = checks.iter().filter(|check| check["name"] == "environment").collect();
        assert_eq!(named.len(), 1, "{report:#}");
        assert_eq!((&named[0]["state"], &named[0]["text"]), (&"warning".into(), &warning(name, near).into()));
    }
}

#[test]
fn variable_that_is_read_is_not_named() {
    let env = env();
    env.write_provider(
        "own",
        "title = \"Own\"\nextends = \"oauth2\"\ncredentials.client-id.env = [\"GETTOKEN_X_ID\"]\n",
    );
    let with_all = |call: Call| {
        ["HR_BOT_CLIENT_ID", "HR_BOT_CLIENT_SECRET", "HR_BOT_TENANT", "OF_MY_OWN", "X_ID"]
            .iter()
            .fold(call, |call, name| call.env(format!("GETTOKEN_{name}"), "x"))
            .env("MY_GETTOKEN_X", "x")
    };
    let stderr = with_all(env.gettoken(&["oauth2"])).run().failed(3);
    assert!(!stderr.contains("is not read"), "{stderr}");
    assert_eq!(with_all(env.gettoken(&["config", "check"])).run().stderr, "");
}

#[test]
fn call_that_works_says_nothing() {
    let (env, vendor) = (env(), Vendor::new(3600));
    for _ in 0..3 {
        let outcome = vendor.call(&env).env("GETTOKEN_ALIMAIL_CLIENT_ID", "x").run();
        assert_eq!((outcome.stdout.as_str(), outcome.stderr.as_str()), ("token-1\n", ""));
    }
}
