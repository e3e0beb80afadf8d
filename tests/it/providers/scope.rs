//! A token with less scope than requested (RFC 6749 §5.1): a warning, or with `--require-scope` an error,
//! whether the token is new or cached.

use crate::support::environment::TestEnv;
use crate::support::process::Call;
use crate::support::vendor::Vendor;
use crate::support::world::Reply;

/// A vendor that grants this scope, or does not mention any.
fn granting(scope: Option<&'static str>) -> Vendor {
    Vendor::start(move |number| {
        let scope = scope.map(|scope| format!(r#","scope":"{scope}""#)).unwrap_or_default();
        Reply::json(
            200,
            format!(r#"{{"access_token":"token-{number}","token_type":"Bearer","expires_in":3600{scope}}}"#),
        )
    })
}

fn call_with_scope(env: &TestEnv, vendor: &Vendor, scope: &str) -> Call {
    vendor.call(env).arg("--scope").arg(scope)
}

#[test]
fn missing_scope_is_warned_about_once() {
    let (env, vendor) = (TestEnv::new(), granting(Some("read")));
    let first = call_with_scope(&env, &vendor, "read write admin").run();
    assert_eq!(first.stderr, "gettoken: warning: the token lacks the scope `write admin`\n");
    assert_eq!(first.success(), "token-1\n");
    let second = call_with_scope(&env, &vendor, "read write admin").run();
    assert_eq!((second.stdout.as_str(), second.stderr.as_str()), ("token-1\n", ""));
}

#[test]
fn missing_scope_is_an_error_with_require_scope() {
    let (env, vendor) = (TestEnv::new(), granting(Some("read")));
    let fails = |call: Call| {
        let stderr = call.arg("--require-scope").run().failed(5);
        assert!(stderr.contains("error: the token lacks the scope `write`\n"), "{stderr}");
        assert!(stderr.contains("hint: ") && !stderr.contains("token-1"), "{stderr}");
    };
    fails(call_with_scope(&env, &vendor, "read write"));
    assert_eq!(vendor.asked(), 1);
    // The granted token is cached, so that repeated calls do not request it again.
    fails(call_with_scope(&env, &vendor, "read write"));
    fails(call_with_scope(&env, &vendor, "read write").arg("--offline"));
    fails(call_with_scope(&env, &vendor, "read write").arg("--min-valid=10m"));
    assert_eq!(vendor.asked(), 1);
    fails(call_with_scope(&env, &vendor, "read write").arg("--no-cache"));
    fails(call_with_scope(&env, &vendor, "read write").arg("--force"));
    assert_eq!(vendor.asked(), 3);
    // Without the flag, the same token is served.
    call_with_scope(&env, &vendor, "read write").run().success();
    assert_eq!(vendor.asked(), 3);
}

#[test]
fn require_scope_applies_to_a_cached_token() {
    let (env, vendor) = (TestEnv::new(), granting(Some("read")));
    call_with_scope(&env, &vendor, "read write").run().success();
    call_with_scope(&env, &vendor, "read write").arg("--require-scope").run().failed(5);
    assert_eq!(vendor.asked(), 1);
}

#[test]
fn sufficient_scope_passes_require_scope() {
    for (requested, granted) in [
        ("read", Some("read")),
        ("read write", Some("write read")),
        ("read", Some("read write")),
        ("read write", Some("write,read")),
        ("read write", None),
    ] {
        let (env, vendor) = (TestEnv::new(), granting(granted));
        for _ in 0..2 {
            let outcome = call_with_scope(&env, &vendor, requested).arg("--require-scope").run();
            assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""), "{requested} {granted:?}");
        }
    }
}

#[test]
fn json_error_for_a_missing_scope_has_kind_refused() {
    let (env, vendor) = (TestEnv::new(), granting(Some("read")));
    let call = call_with_scope(&env, &vendor, "read write").arg("--require-scope").arg("--error-format=json");
    let error: serde_json::Value = serde_json::from_str(&call.run().failed(5)).unwrap();
    assert_eq!((&error["error"]["kind"], &error["error"]["retryable"]), (&"refused".into(), &false.into()));
}

#[test]
fn exec_with_require_scope_does_not_run_the_command() {
    let (env, vendor) = (TestEnv::new(), granting(Some("read")));
    env.write_config(&format!(
        "[profiles.work]\nprovider = \"oauth2\"\nclient-id = \"id\"\nclient-secret = \"s\"\n\
         scope = \"read write\"\n[profiles.work.vars]\ntoken-url = \"{}\"\n",
        vendor.url()
    ));
    env.gettoken(&["exec", "work", "--require-scope", "--", "touch", "run"]).run().failed(5);
    assert!(!env.path("run").exists());
    env.gettoken(&["exec", "work", "--", "touch", "run"]).run().success();
    assert!(env.path("run").exists());
}

#[test]
fn require_scope_is_refused_for_a_vendor_without_scopes() {
    let env = TestEnv::new();
    let args = ["dingtalk", "--client-id=i", "--client-secret=s", "--scope=read", "--require-scope"];
    let stderr = env.gettoken(&args).run().failed(2);
    assert!(stderr.contains("does not accept `scope`"), "{stderr}");
}
