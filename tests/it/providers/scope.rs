//! A token that is good for less than was asked: RFC 6749 §5.1. It is said, or with `--require-scope` a
//! failure, whether the token is new or stored.

use crate::support::environment::TestEnv;
use crate::support::process::Call;
use crate::support::vendor::Vendor;
use crate::support::world::Reply;

/// Grants this scope, or says nothing of it.
fn granting(scope: Option<&'static str>) -> Vendor {
    Vendor::start(move |number| {
        let scope = scope.map(|scope| format!(r#","scope":"{scope}""#)).unwrap_or_default();
        Reply::json(
            200,
            format!(r#"{{"access_token":"token-{number}","token_type":"Bearer","expires_in":3600{scope}}}"#),
        )
    })
}

fn asking(env: &TestEnv, vendor: &Vendor, scope: &str) -> Call {
    vendor.call(env).arg("--scope").arg(scope)
}

#[test]
fn what_lacks_is_said_once_and_the_token_is_given() {
    let (env, vendor) = (TestEnv::new(), granting(Some("read")));
    let first = asking(&env, &vendor, "read write admin").run();
    assert_eq!(first.stderr, "gettoken: warning: the token lacks the scope `write admin`\n");
    assert_eq!(first.success(), "token-1\n");
    let second = asking(&env, &vendor, "read write admin").run();
    assert_eq!((second.stdout.as_str(), second.stderr.as_str()), ("token-1\n", ""));
}

#[test]
fn what_lacks_is_a_failure_where_it_is_required() {
    let (env, vendor) = (TestEnv::new(), granting(Some("read")));
    let fails = |call: Call| {
        let stderr = call.arg("--require-scope").run().failed(5);
        assert!(stderr.contains("error: the token lacks the scope `write`\n"), "{stderr}");
        assert!(stderr.contains("hint: ") && !stderr.contains("token-1"), "{stderr}");
    };
    fails(asking(&env, &vendor, "read write"));
    assert_eq!(vendor.asked(), 1);
    // What was granted is stored, so that nobody asks again and again for what is not given.
    fails(asking(&env, &vendor, "read write"));
    fails(asking(&env, &vendor, "read write").arg("--offline"));
    fails(asking(&env, &vendor, "read write").arg("--min-valid=10m"));
    assert_eq!(vendor.asked(), 1);
    fails(asking(&env, &vendor, "read write").arg("--no-cache"));
    fails(asking(&env, &vendor, "read write").arg("--force"));
    assert_eq!(vendor.asked(), 3);
    // Without the word it is the same token as ever.
    asking(&env, &vendor, "read write").run().success();
    assert_eq!(vendor.asked(), 3);
}

#[test]
fn a_token_that_was_stored_without_the_word_fails_with_it() {
    let (env, vendor) = (TestEnv::new(), granting(Some("read")));
    asking(&env, &vendor, "read write").run().success();
    asking(&env, &vendor, "read write").arg("--require-scope").run().failed(5);
    assert_eq!(vendor.asked(), 1);
}

#[test]
fn what_was_asked_for_is_enough() {
    for (asked, granted) in [
        ("read", Some("read")),
        ("read write", Some("write read")),
        ("read", Some("read write")),
        ("read write", Some("write,read")),
        ("read write", None),
        ("read write", Some("")),
    ] {
        let (env, vendor) = (TestEnv::new(), granting(granted));
        for _ in 0..2 {
            let outcome = asking(&env, &vendor, asked).arg("--require-scope").run();
            assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""), "{asked} {granted:?}");
        }
    }
}

#[test]
fn a_program_can_tell_it_apart() {
    let (env, vendor) = (TestEnv::new(), granting(Some("read")));
    let call = asking(&env, &vendor, "read write").arg("--require-scope").arg("--error-format=json");
    let error: serde_json::Value = serde_json::from_str(&call.run().failed(5)).unwrap();
    assert_eq!((&error["error"]["kind"], &error["error"]["retryable"]), (&"refused".into(), &false.into()));
}

#[test]
fn a_command_is_not_run_with_less() {
    let (env, vendor) = (TestEnv::new(), granting(Some("read")));
    env.write_config(&format!(
        "[profiles.work]\nprovider = \"oauth2\"\nclient-id = \"id\"\nscope = \"read write\"\n\
         [profiles.work.vars]\ntoken-url = \"{}\"\nclient-auth = \"none\"\n",
        vendor.url()
    ));
    env.gettoken(&["exec", "work", "--require-scope", "--", "touch", "run"]).run().failed(5);
    assert!(!env.path("run").exists());
    env.gettoken(&["exec", "work", "--", "touch", "run"]).run().success();
    assert!(env.path("run").exists());
}

#[test]
fn a_vendor_that_takes_no_scope_cannot_keep_the_word() {
    let env = TestEnv::new();
    let args = ["dingtalk", "--client-id=i", "--client-secret=s", "--scope=read", "--require-scope"];
    let stderr = env.gettoken(&args).run().failed(2);
    assert!(stderr.contains("does not accept `scope`"), "{stderr}");
}
