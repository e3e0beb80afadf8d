//! `gettoken demo`: a token without an account, for every provider, and with `--serve` a mock server that
//! scripts can use until Ctrl-C.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use crate::support::environment::TestEnv;
use crate::support::process::{Outcome, Running};
use crate::support::providers::for_applications;
use crate::support::shell::{installed, sh};
use crate::support::tools;

/// A running mock server, and the two lines it printed.
struct Mock {
    running: Running,
    lines: String,
    folder: PathBuf,
    address: String,
}

impl Mock {
    fn start(env: &TestEnv, provider: &str) -> Self {
        Self::start_in(env, provider, "tmp")
    }

    fn start_in(env: &TestEnv, provider: &str, temporary: &str) -> Self {
        let temporary = env.path(temporary);
        fs::create_dir_all(&temporary).unwrap();
        let running = env.gettoken(&["demo", provider, "--serve"]).env("TMPDIR", &temporary).spawn();
        let credentials = running.stdout_line("='demo-client-");
        let lines = format!("{}\n{credentials}\n", running.stdout_line("export GETTOKEN_CONFIG_DIR="));
        let played = running.stderr_line(" running at ");
        let address = played.split_once("http://").unwrap().1.split(' ').next().unwrap().to_owned();
        let folder = fs::read_dir(&temporary).unwrap().next().unwrap().unwrap().path();
        Self { running, lines, folder, address }
    }

    /// Runs a script after the two lines, as in another terminal.
    fn run_script(&self, text: &str) -> Outcome {
        let env = TestEnv::new();
        sh(&env, &format!("{}{text}", self.lines)).env("ADDRESS", &self.address).run()
    }
}

#[test]
fn every_provider_has_a_demo() {
    let failed: Vec<Outcome> = for_applications()
        .iter()
        .map(|name| TestEnv::new().gettoken(&["demo", name, "-o", "token"]).run())
        .filter(|outcome| outcome.code != Some(0) || outcome.stdout.trim().is_empty())
        .collect();
    assert_eq!(failed, []);
}

#[test]
fn default_provider_is_alimail_and_reported_as_a_mock() {
    let outcome = TestEnv::new().gettoken(&["demo"]).run();
    assert!(outcome.stderr.contains("mock token for `alimail` from http://127.0.0.1:"), "{outcome:?}");
    assert!(
        outcome.stdout.starts_with("access_token: token\ntoken_type: Bearer\nexpires_at: "),
        "{outcome:?}"
    );
    outcome.success();
}

#[test]
fn output_formats_work() {
    let env = TestEnv::new();
    assert_eq!(env.gettoken(&["demo", "-o", "header"]).run().success(), "Authorization: bearer token\n");
    let url_query = env.gettoken(&["demo", "dingtalk", "-o", "curl"]).run().success();
    assert_eq!(url_query, "url-query = \"access_token=96fc7a7axxx\"\n");
}

#[test]
fn demo_ignores_the_config_and_leaves_no_files() {
    let env = TestEnv::new();
    env.write_config(
        "[defaults]\nproxy = \"http://127.0.0.1:9\"\n[profiles.alimail]\nclient-id = \"real\"\n",
    );
    env.gettoken(&["demo"])
        .env("HTTPS_PROXY", "http://127.0.0.1:9")
        .env("HTTP_PROXY", "http://127.0.0.1:9")
        .env("ALIMAIL_CLIENT_SECRET", "real")
        .run()
        .success();
    assert!(!env.tokens_dir().exists());
    assert_eq!(env.gettoken(&["cache", "list"]).run().success(), "");
}

#[test]
fn profile_uses_the_mock_of_its_provider() {
    let env = TestEnv::new();
    env.write_config("[profiles.hr-bot]\nprovider = \"dingtalk\"\n");
    assert_eq!(env.gettoken(&["demo", "hr-bot", "-o", "token"]).run().success(), "96fc7a7axxx\n");
}

#[test]
fn definition_in_the_working_directory_is_ignored() {
    let env = TestEnv::new();
    env.write_provider("alimail", "extends = \"alimail\"\ntitle = \"Ours\"\n");
    let built_in = include_str!("../../../src/providers/alimail.toml");
    let planted = env.write("here/alimail.toml", &built_in.replace("\"token\"", "\"planted\""));
    let called = env.gettoken(&["demo", "alimail", "-o", "token"]).cwd(planted.parent().unwrap());
    assert_eq!(called.run().success(), "token\n");
}

#[test]
fn provider_that_needs_a_login_has_no_demo() {
    let stderr = TestEnv::new().gettoken(&["demo", "qqmail"]).run().failed(4);
    assert!(stderr.contains("without a login"), "{stderr}");
    TestEnv::new().gettoken(&["demo", "qqmail", "--serve"]).run().failed(4);
}

#[test]
fn unknown_provider_suggests_the_nearest_one() {
    let stderr = TestEnv::new().gettoken(&["demo", "alimial"]).run().failed(3);
    assert!(stderr.contains("did you mean `alimail`?"), "{stderr}");
}

// `--serve`.

#[test]
fn serve_prints_lines_that_make_gettoken_use_the_mock() {
    let failed: Vec<(String, Outcome)> = for_applications()
        .into_iter()
        .map(|name| {
            let env = TestEnv::new();
            let mock = Mock::start(&env, &name);
            let outcome = mock.run_script(&format!("gettoken {name} -o token"));
            (name, outcome)
        })
        .filter(|(_, outcome)| outcome.code != Some(0) || outcome.stdout.trim().is_empty())
        .collect();
    assert_eq!(failed, []);
}

#[test]
fn serve_prints_only_two_lines_on_stdout() {
    let env = TestEnv::new();
    let mock = Mock::start(&env, "alimail");
    mock.running.signal("INT");
    let outcome = mock.running.wait();
    let expected = format!(
        "export GETTOKEN_CONFIG_DIR='{}'\n\
         export ALIMAIL_CLIENT_ID='demo-client-id' ALIMAIL_CLIENT_SECRET='demo-client-secret'\n",
        mock.folder.display()
    );
    assert_eq!(outcome.stdout, expected);
    assert!(outcome.stderr.contains("Ctrl-C"), "{outcome:?}");
}

#[test]
fn serve_quotes_the_directory_for_the_shell() {
    let env = TestEnv::new();
    let mock = Mock::start_in(&env, "alimail", "o'brien's $(touch pwned) folder");
    assert_eq!(mock.run_script("gettoken alimail -o token; ls").success(), "token\nconfig\n");
}

#[test]
fn mock_refuses_a_wrong_secret_like_the_vendor() {
    for (name, variable, code) in [
        ("alimail", "ALIMAIL_CLIENT_SECRET", "invalid_client: client_id or client_secret is invalid"),
        ("dingtalk", "DINGTALK_CLIENT_SECRET", "40096: 不合法的appKey或appSecret"),
        ("wecom", "WECOM_CLIENT_SECRET", "40001: invalid credential"),
        ("feishu", "FEISHU_CLIENT_SECRET", "10003: invalid param"),
        ("okta", "OKTA_CLIENT_SECRET", "invalid_client: The client secret supplied"),
    ] {
        let env = TestEnv::new();
        let mock = Mock::start(&env, name);
        let stderr = mock.run_script(&format!("{variable}=wrong gettoken {name} -o token")).failed(5);
        assert!(stderr.contains(code), "{stderr}");
    }
}

/// Like the vendor, the mock server reads only the query.
#[test]
fn mock_refuses_fields_in_the_body_instead_of_the_query() {
    if !installed("curl") {
        return;
    }
    let env = TestEnv::new();
    let mock = Mock::start(&env, "dingtalk");
    let body =
        "curl -sS \"http://$ADDRESS/gettoken\" -d appkey=demo-client-id -d appsecret=demo-client-secret";
    assert!(mock.run_script(body).success().contains("40096"));
    let query = "curl -sS \"http://$ADDRESS/gettoken?appkey=demo-client-id&appsecret=demo-client-secret\"";
    assert!(mock.run_script(query).success().contains("96fc7a7axxx"));
}

#[test]
fn mock_api_accepts_the_token_where_the_vendor_does() {
    if tools::skip_without_url_query() {
        return;
    }
    for (name, path) in [
        ("alimail", "/v2/organization/\\$current"),
        ("dingtalk", "/department/list"),
        ("dingtalk-v1", "/v1.0/contact/users/me"),
        ("wecom", "/cgi-bin/get_api_domain_ip"),
        ("qq-bot", "/users/@me"),
    ] {
        let env = TestEnv::new();
        let mock = Mock::start(&env, name);
        let call = format!("gettoken {name} -o curl | curl -sS -K - \"http://$ADDRESS{path}\"");
        assert_eq!(mock.run_script(&call).success(), "{\"demo\":true}", "{name}");
        let without = format!("curl -sS \"http://$ADDRESS{path}\"");
        assert!(!mock.run_script(&without).success().contains("demo"), "{name}");
    }
}

#[test]
fn serve_directory_is_private() {
    let env = TestEnv::new();
    let mock = Mock::start(&env, "alimail");
    assert_eq!(fs::metadata(&mock.folder).unwrap().permissions().mode() & 0o777, 0o700);
    assert!(mock.address.starts_with("127.0.0.1:"), "{}", mock.address);
}

#[test]
fn signal_ends_the_mock_and_removes_its_directory() {
    for (signal, code) in [("INT", 130), ("TERM", 143)] {
        let env = TestEnv::new();
        let mock = Mock::start(&env, "alimail");
        mock.run_script("gettoken alimail").success();
        assert!(mock.folder.join("tokens").exists());
        mock.running.signal(signal);
        let outcome = mock.running.wait();
        assert_eq!((outcome.code, outcome.signal), (Some(code), None), "{outcome:?}");
        assert!(!mock.folder.exists());
    }
}

#[test]
fn two_mocks_can_run_concurrently() {
    let env = TestEnv::new();
    let (one, two) = (Mock::start_in(&env, "alimail", "one"), Mock::start_in(&env, "dingtalk", "two"));
    assert_eq!(one.run_script("gettoken alimail -o token").success(), "token\n");
    assert_eq!(two.run_script("gettoken dingtalk -o token").success(), "96fc7a7axxx\n");
}
