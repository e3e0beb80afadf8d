//! `T=$(gettoken … -o token)` without a token: `T` is empty, the exit code is the kind of failure, and stderr
//! says what to do, with the vendor's error code and message.
//!
//! Responses that are neither a token nor an error are in `network/hostile_responses.rs`.

use serde::Deserialize;
use serde_json::Value;

use crate::support::environment::TestEnv;
use crate::support::process::Call;
use crate::support::providers;
use crate::support::shell::{installed, sh};
use crate::support::world::{Reply, World};

const SECRET: &str = "s3cret-canary";

/// A call with credentials that no vendor has issued.
fn call(env: &TestEnv, args: &[&str]) -> Call {
    let secret = env.write("secret", SECRET);
    env.gettoken(args).arg("--client-id").arg("an-id").arg("--client-secret-file").arg(secret)
}

/// The `error` object that `--error-format json` prints.
#[track_caller]
fn parsed(stderr: &str) -> Value {
    let line: Value = serde_json::from_str(stderr).unwrap_or_else(|error| panic!("{error}: {stderr}"));
    line["error"].clone()
}

// Credentials and configuration: exit 3, and no request is sent.

#[test]
fn without_credentials_every_place_for_them_is_named() {
    for (provider, id, secret) in [
        ("alimail", "ALIMAIL_CLIENT_ID", "ALIMAIL_CLIENT_SECRET"),
        ("azure-china", "AZURE_CLIENT_ID", "AZURE_CLIENT_SECRET"),
        ("dingtalk", "DINGTALK_APP_KEY", "DINGTALK_APP_SECRET"),
        ("wecom", "WECOM_CORP_ID", "WECOM_CORP_SECRET"),
    ] {
        let (env, world) = (TestEnv::new(), World::always(Reply::empty(500)).may_be_silent());
        let stderr = env.gettoken(&[provider, "-o", "token"]).through(&world).run().failed(3);
        let table = format!("[profiles.{provider}]");
        let file = env.config_dir().join("config.toml").display().to_string();
        for place in [
            "--client-id",
            id,
            "--client-secret-file",
            "--client-secret`",
            secret,
            &table,
            "client-secret =",
            &file,
        ] {
            assert!(stderr.contains(place), "{provider}: {place} is not in\n{stderr}");
        }
        assert_eq!(world.connections().proxy, 0);
    }
}

#[test]
fn without_a_required_variable_every_place_for_it_is_named() {
    let env = TestEnv::new();
    let stderr = call(&env, &["entra"]).run().failed(3);
    for place in ["--tenant", "AZURE_TENANT_ID", "[profiles.entra.vars]"] {
        assert!(stderr.contains(place), "{place} is not in\n{stderr}");
    }
}

#[test]
fn an_unknown_name_is_told_with_the_nearest_one() {
    let env = TestEnv::new();
    env.write_config("[profiles.hr-bot]\nprovider = \"dingtalk\"\n");
    for (typed, meant) in [("alimial", "alimail"), ("dingtalk-1", "dingtalk-v1"), ("hrbot", "hr-bot")] {
        let stderr = env.gettoken(&[typed, "-o", "token"]).run().failed(3);
        assert!(stderr.contains(&format!("`{typed}`")), "{stderr}");
        assert!(stderr.contains(&format!("did you mean `{meant}`?")), "{stderr}");
    }
}

#[test]
fn an_unknown_name_is_told_wherever_it_stands() {
    let env = TestEnv::new();
    let folder = env.config_dir().display().to_string();
    for before in [["--error-format", "text"], ["--config-dir", &folder]] {
        let stderr = env.gettoken(&before).arg("alimial").arg("-o").arg("token").run().failed(3);
        assert!(stderr.contains("did you mean `alimail`?"), "{stderr}");
    }
}

#[test]
fn a_broken_config_file_is_told_with_its_line_and_the_nearest_key() {
    let env = TestEnv::new();
    let path = env.write_config("[profiles.alimail]\nclient-id = \"a\"\nclient-secrt = \"b\"\n");
    let stderr = env.gettoken(&["alimail", "-o", "token"]).run().failed(3);
    assert!(stderr.contains(&format!("{}:3: ", path.display())), "{stderr}");
    assert!(stderr.contains("did you mean `client-secret`"), "{stderr}");
}

#[test]
fn a_secret_is_never_sent_without_tls() {
    let (env, world) = (TestEnv::new(), World::always(Reply::empty(500)).may_be_silent());
    for url in [
        "http://auth.example.com/t",
        "http://127.0.0.1.example.com/t",
        "http://10.0.0.1/t",
        "ftp://a.example/t",
    ] {
        let stderr = call(&env, &["oauth2", "-o", "token", "--token-url", url])
            .env("HTTP_PROXY", world.proxy_url())
            .env("http_proxy", world.proxy_url())
            .through(&world)
            .run()
            .failed(3);
        assert!(stderr.contains(url) && stderr.contains("https"), "{stderr}");
    }
    assert_eq!(world.connections().proxy, 0);
}

// Refusals: exit 5, with the vendor's message.

#[derive(Deserialize)]
struct Table {
    case: Vec<Refusal>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Refusal {
    provider: String,
    #[serde(default)]
    args: Vec<String>,
    status: u16,
    body: String,
    code: String,
    words: String,
    request_id: Option<String>,
}

fn refusals() -> Vec<Refusal> {
    toml::from_str::<Table>(include_str!("../../cases/refusals.toml")).unwrap().case
}

impl Refusal {
    fn run(&self, more: &[&str]) -> String {
        let (env, world) = (TestEnv::new(), World::always(Reply::json(self.status, self.body.clone())));
        let args = self.args.iter().map(String::as_str).chain(more.iter().copied());
        let call = args.fold(call(&env, &[&self.provider, "-o", "token"]), Call::arg);
        let stderr = call.through(&world).run().failed(5);
        assert!(!stderr.contains(SECRET), "{stderr}");
        // No retry: the same credentials would be refused again.
        world.request();
        stderr
    }
}

#[test]
fn every_provider_of_application_tokens_has_a_refusal() {
    let rows = refusals();
    let has_row = |name: &String| rows.iter().any(|refusal| refusal.provider == *name);
    let lacking: Vec<String> =
        providers::for_applications().into_iter().filter(|name| !has_row(name)).collect();
    assert_eq!(lacking, [""; 0]);
}

#[test]
fn a_refusal_reaches_the_user_in_the_words_of_the_vendor() {
    for case in refusals() {
        let stderr = case.run(&[]);
        assert!(
            stderr.starts_with(&format!("gettoken: error: {} refused the request: ", case.provider)),
            "{stderr}"
        );
        assert!(stderr.contains(&case.code), "{} is not in\n{stderr}", case.code);
        assert!(stderr.contains(&case.words), "{} is not in\n{stderr}", case.words);
        assert!(stderr.contains(case.request_id.as_deref().unwrap_or_default()), "{stderr}");
        assert!(stderr.contains("/secret`"), "the file that the secret came from is not in\n{stderr}");
    }
}

#[test]
fn a_refusal_reaches_programs_in_fields() {
    for case in refusals() {
        let error = parsed(&case.run(&["--error-format", "json"]));
        assert_eq!(error["kind"], "refused", "{error}");
        assert_eq!(error["exit"], 5, "{error}");
        assert_eq!(error["retryable"], false, "{error}");
        assert_eq!(error["retry_after"], Value::Null, "{error}");
        assert_eq!(error["vendor_code"], case.code.as_str(), "{error}");
        assert_eq!(error["request_id"], serde_json::to_value(&case.request_id).unwrap(), "{error}");
        assert!(error["message"].as_str().unwrap().contains(&case.words), "{error}");
        assert!(error["hint"].is_string(), "{error}");
    }
}

#[test]
fn a_refusal_without_a_body_is_told_by_its_status() {
    let (env, world) = (TestEnv::new(), World::always(Reply::empty(401)));
    let stderr = call(&env, &["alimail"]).through(&world).run().failed(5);
    assert!(stderr.contains("HTTP 401"), "{stderr}");
}

// Network errors: exit 6.

#[test]
fn an_unknown_host_is_named() {
    let env = TestEnv::new();
    let stderr =
        call(&env, &["oauth2", "--token-url", "https://nobody.invalid/t", "--retries", "0"]).run().failed(6);
    assert!(stderr.contains("nobody.invalid") && stderr.contains("address"), "{stderr}");
}

#[test]
fn a_refused_connection_is_told() {
    let env = TestEnv::new();
    // The discard port, which no machine serves any more.
    let url = "https://127.0.0.1:9/t";
    let stderr = call(&env, &["oauth2", "--token-url", url, "--retries", "0"]).run().failed(6);
    assert!(stderr.contains("127.0.0.1") && stderr.contains("refused the connection"), "{stderr}");
}

#[test]
fn a_server_that_does_not_answer_is_left_in_time() {
    let (env, world) = (TestEnv::new(), World::always(Reply::hang()));
    let stderr = call(&env, &["alimail", "--timeout", "1s"]).through(&world).run().failed(6);
    assert!(stderr.contains("alimail-cn.aliyuncs.com") && stderr.contains("--timeout"), "{stderr}");
}

#[test]
fn a_connection_that_is_closed_without_an_answer_is_told() {
    let (env, world) = (TestEnv::new(), World::always(Reply::close()));
    let stderr = call(&env, &["alimail", "--retries", "0"]).through(&world).run().failed(6);
    assert!(stderr.contains("alimail-cn.aliyuncs.com"), "{stderr}");
}

// A busy vendor: exit 7, with the time to wait.

#[test]
fn too_many_requests_say_when_to_come_back() {
    let (env, world) = (TestEnv::new(), World::always(Reply::empty(429).header("Retry-After", "7")));
    let stderr = call(&env, &["alimail", "--retries", "0"]).through(&world).run().failed(7);
    assert!(stderr.contains("retry after: 7 s"), "{stderr}");
}

#[test]
fn a_wait_that_is_longer_than_the_call_may_take_is_left_to_the_caller() {
    let (env, world) = (TestEnv::new(), World::always(Reply::empty(429).header("Retry-After", "3600")));
    let stderr = call(&env, &["alimail", "--error-format", "json"]).through(&world).run().failed(7);
    let error = parsed(&stderr);
    assert_eq!((&error["retry_after"], &error["retryable"]), (&Value::from(3600), &Value::from(true)));
    world.request();
}

#[test]
fn too_many_requests_without_a_time_are_busy_all_the_same() {
    let (env, world) = (TestEnv::new(), World::always(Reply::empty(429)));
    let stderr =
        call(&env, &["alimail", "--retries", "0", "--error-format", "json"]).through(&world).run().failed(7);
    assert_eq!(parsed(&stderr)["retry_after"], Value::Null);
}

#[test]
fn a_server_error_is_busy() {
    for (status, body) in
        [(500, ""), (502, "<html>Bad Gateway</html>"), (503, r#"{"error":"temporarily_unavailable"}"#)]
    {
        let (env, world) = (TestEnv::new(), World::always(Reply::json(status, body)));
        let stderr = call(&env, &["alimail", "--retries", "0"]).through(&world).run().failed(7);
        assert!(stderr.contains("alimail is busy"), "{stderr}");
    }
}

#[test]
fn a_fault_that_passes_is_not_seen() {
    let token = Reply::json(200, r#"{"access_token":"t","expires_in":60}"#);
    let (env, world) = (TestEnv::new(), World::in_turn([Reply::empty(503), token]));
    let outcome = call(&env, &["alimail", "-o", "token"]).through(&world).run();
    assert_eq!((outcome.stdout.as_str(), outcome.stderr.as_str()), ("t\n", ""), "{outcome:?}");
}

// Errors in scripts.

#[test]
fn a_script_has_an_empty_variable_and_the_exit_code() {
    let (env, world) = (TestEnv::new(), World::always(Reply::json(401, r#"{"error":"invalid_client"}"#)));
    let told = sh(&env, r#"T=$(gettoken alimail -o token); echo "$? <$T>""#)
        .env("ALIMAIL_CLIENT_ID", "an-id")
        .env("ALIMAIL_CLIENT_SECRET", SECRET)
        .through(&world)
        .run();
    assert!(told.stderr.contains("check the secret read from ALIMAIL_CLIENT_SECRET"), "{told:?}");
    assert_eq!(told.success(), "5 <>\n");
}

#[test]
fn jq_reads_every_kind_of_error() {
    if !installed("jq") {
        return;
    }
    for (script, expected) in [
        ("gettoken alimail", "config 3 false\n"),
        ("gettoken alimial", "config 3 false\n"),
        ("gettoken alimail --frobnicate", "usage 2 false\n"),
        ("gettoken", "usage 2 false\n"),
        ("QQMAIL_CLIENT_ID=i QQMAIL_CLIENT_SECRET=s gettoken qqmail", "login 4 false\n"),
        (
            "gettoken oauth2 --token-url http://127.0.0.1:9/t --client-auth none --client-id a --retries 0",
            "network 6 true\n",
        ),
    ] {
        let env = TestEnv::new();
        let filter = r#"jq -r '.error | "\(.kind) \(.exit) \(.retryable)"'"#;
        let script = format!("{script} --error-format json 2>&1 >/dev/null | {filter}");
        assert_eq!(sh(&env, &script).run().success(), expected, "{script}");
    }
}

#[test]
fn no_verbosity_shows_the_secret_or_a_query() {
    let good = r#"{"errcode":0,"access_token":"t0ken-canary","expires_in":7200}"#;
    for (provider, body, code) in [
        ("alimail", r#"{"access_token":"t0ken-canary","expires_in":60}"#, 0),
        ("alimail", r#"{"error":"invalid_client"}"#, 5),
        ("dingtalk", good, 0),
        ("dingtalk", r#"{"errcode":40096,"errmsg":"no"}"#, 5),
        ("dingtalk", r#"{"errcode":-1,"errmsg":"busy"}"#, 7),
        ("dingtalk", "", 7),
        ("wechat", r#"{"access_token":3}"#, 8),
    ] {
        let (env, world) = (TestEnv::new(), World::always(Reply::json(200, body)));
        let outcome = call(&env, &[provider, "-vvv", "--retries", "0"]).through(&world).run();
        assert_eq!(outcome.code, Some(code), "{outcome:?}");
        for leak in [SECRET, "t0ken-canary", "appsecret=", "secret=", "?"] {
            assert!(!outcome.stderr.contains(leak), "{leak} is in\n{}", outcome.stderr);
        }
        // Otherwise the test would pass for a program that prints nothing at all.
        assert!(outcome.stderr.contains("asking "), "{}", outcome.stderr);
    }
}

#[test]
fn a_failure_of_the_network_shows_no_query_either() {
    for provider in ["dingtalk", "wechat", "wecom", "exmail", "baidu"] {
        let (env, world) = (TestEnv::new(), World::always(Reply::close()));
        let stderr = call(&env, &[provider, "-vvv", "--retries", "0"]).through(&world).run().failed(6);
        assert!(!stderr.contains(SECRET) && !stderr.contains("an-id") && !stderr.contains('?'), "{stderr}");
    }
}

#[test]
fn a_limit_of_time_that_no_clock_can_hold_is_no_bug() {
    for flag in ["--timeout", "--connect-timeout", "--lock-timeout", "--min-valid"] {
        let (env, world) =
            (TestEnv::new(), World::always(Reply::json(200, r#"{"access_token":"t"}"#)).may_be_silent());
        let outcome = call(&env, &["alimail", flag, "18446744073709551615"]).through(&world).run();
        assert!(matches!(outcome.code, Some(0 | 2)), "{flag}: {outcome:?}");
    }
}
