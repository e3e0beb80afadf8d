//! `gettoken demo`: a token without an account, for every provider, and with `--serve` a mock server that
//! scripts can use until Ctrl-C.

use std::fs;
use std::path::PathBuf;

use crate::support::environment::TestEnv;
use crate::support::modes;
use crate::support::process::{Call, Outcome, Running};
use crate::support::providers::{MADE_HERE, SOURCES, for_applications, sample};
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
        running.stdout_line("export GETTOKEN_CONFIG_DIR=");
        let played = running.stderr_line(" running at ");
        // The second line, if there is one, was written together with the first.
        let lines = running.stdout_so_far();
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
    // A token of a real vendor is no word.
    let looks_real = |token: &str| token.len() >= 32 && !token.to_lowercase().contains("token");
    let failed: Vec<Outcome> = sample()
        .iter()
        .filter(|name| !MADE_HERE.contains(&name.as_str()))
        .map(|name| TestEnv::new().gettoken(&["demo", name, "-o", "token"]).run())
        .filter(|outcome| outcome.code != Some(0) || !looks_real(outcome.stdout.trim()))
        .collect();
    assert_eq!(failed, []);
}

#[test]
fn default_provider_is_alimail_and_reported_as_a_mock() {
    let outcome = TestEnv::new().gettoken(&["demo"]).run();
    assert!(outcome.stderr.contains("mock token for `alimail` from http://127.0.0.1:"), "{outcome:?}");
    assert!(
        outcome.stdout.starts_with("access_token: eyJ")
            && outcome.stdout.contains("\ntoken_type: Bearer\nexpires_at: "),
        "{outcome:?}"
    );
    outcome.success();
}

/// Whether this is a token in the form of DingTalk's.
fn is_hex(token: &str) -> bool {
    token.trim().len() == 32 && token.trim().bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[test]
fn output_formats_work() {
    let env = TestEnv::new();
    let header = env.gettoken(&["demo", "-o", "header"]).run().success();
    assert!(header.starts_with("Authorization: bearer eyJ"), "{header}");
    let url_query = env.gettoken(&["demo", "dingtalk", "-o", "curl"]).run().success();
    assert!(url_query.starts_with("url-query = \"access_token="), "{url_query}");
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
    assert!(is_hex(&env.gettoken(&["demo", "hr-bot", "-o", "token"]).run().success()));
}

#[test]
fn definition_in_the_working_directory_is_ignored() {
    let env = TestEnv::new();
    env.write_provider("alimail", "extends = \"alimail\"\ntitle = \"Ours\"\n");
    let built_in = include_str!("../../../src/providers/alimail.toml");
    let planted = env.write("here/alimail.toml", &built_in.replace("\"token\"", "\"pl-anted\""));
    let called = env.gettoken(&["demo", "alimail", "-o", "token"]).cwd(planted.parent().unwrap());
    let token = called.run().success();
    assert!(token.starts_with("eyJ"), "{token}");
}

#[test]
fn demo_plays_the_person_that_a_login_needs() {
    let outcome = TestEnv::new().gettoken(&["demo", "qqmail"]).run();
    assert!(outcome.stderr.contains("`gettoken demo qqmail --login` shows how"), "{outcome:?}");
    outcome.success();
    // A definition of one's own has no examples that could be played.
    let env = TestEnv::new();
    env.write_provider("mine", "title = \"M\"\n[client-credentials]\nurl = \"https://a.example/t\"\n");
    let stderr = env.gettoken(&["demo", "mine"]).run().failed(3);
    assert!(stderr.contains("no demo for `mine`") && stderr.contains("gettoken demo alimail"), "{stderr}");
}

#[test]
fn unknown_provider_suggests_the_nearest_one() {
    let stderr = TestEnv::new().gettoken(&["demo", "alimial"]).run().failed(3);
    assert!(stderr.contains("did you mean `alimail`?"), "{stderr}");
}

// `--serve`.

#[test]
fn serve_prints_lines_that_make_gettoken_use_the_mock() {
    if tools::skip_without(&["sh"]) {
        return;
    }
    let failed: Vec<(String, Outcome)> = for_applications()
        .into_iter()
        .filter(|name| !MADE_HERE.contains(&name.as_str()) && sample().contains(name))
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

#[cfg(unix)]
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
    if tools::skip_without(&["sh"]) {
        return;
    }
    let env = TestEnv::new();
    let mock = Mock::start_in(&env, "alimail", "o'brien's $(touch pwned) folder");
    assert_eq!(mock.run_script("gettoken alimail -o token | cut -c-3; ls").success(), "eyJ\nconfig\n");
}

#[test]
fn mock_refuses_a_wrong_secret_like_the_vendor() {
    if tools::skip_without(&["sh"]) {
        return;
    }
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
    assert!(mock.run_script(query).success().contains("\"access_token\""));
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

#[cfg(unix)]
#[test]
fn serve_directory_is_private() {
    let env = TestEnv::new();
    let mock = Mock::start(&env, "alimail");
    assert_eq!(modes::of(&fs::metadata(&mock.folder).unwrap()), 0o700);
    assert!(mock.address.starts_with("127.0.0.1:"), "{}", mock.address);
}

#[cfg(unix)]
#[test]
fn signal_ends_the_mock_and_removes_its_directory() {
    for (signal, code) in
        [("ALRM", 142), ("HUP", 129), ("INT", 130), ("QUIT", 131), ("TERM", 143), ("USR1", 138)]
    {
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
    if tools::skip_without(&["sh"]) {
        return;
    }
    let env = TestEnv::new();
    let (one, two) = (Mock::start_in(&env, "alimail", "one"), Mock::start_in(&env, "dingtalk", "two"));
    assert!(one.run_script("gettoken alimail -o token").success().starts_with("eyJ"));
    assert!(is_hex(&two.run_script("gettoken dingtalk -o token").success()));
}

#[test]
fn mock_of_a_provider_with_logins_serves_them() {
    if tools::skip_without(&["sh"]) {
        return;
    }
    let env = TestEnv::new();
    let mock = Mock::start(&env, "github");
    let login = mock.run_script("gettoken login github --device; gettoken github -o token");
    assert!(login.stderr.contains("logged in to `github`"), "{login:?}");
    assert!(login.success().starts_with("ghu_"));
}

/// In another terminal, the help of the provider says that it is the mock, and is otherwise that of the vendor.
#[test]
fn mock_is_described_like_the_provider_that_it_plays() {
    if tools::skip_without(&["sh"]) {
        return;
    }
    let env = TestEnv::new();
    for (provider, is_verified) in [("alimail", true), ("qqmail", false)] {
        let mock = Mock::start(&env, provider);
        for (language, title, unverified) in
            [("en", " (mock)\n", "This definition is unverified"), ("zh", "（模拟）\n", "此平台定义未经验证")]
        {
            let help = mock.run_script(&format!("gettoken {provider} --help --lang {language}")).success();
            assert!(help.lines().next().unwrap_or_default().ends_with(title.trim_end()), "{help}");
            assert_eq!(help.contains(unverified), !is_verified, "{help}");
            let list = mock.run_script(&format!("gettoken providers list --lang {language}")).success();
            let line = list.lines().find(|line| line.starts_with(&format!("{provider} "))).unwrap();
            assert_eq!(
                line.contains(if language == "en" { "unverified" } else { "未" }),
                !is_verified,
                "{line}"
            );
        }
        drop(mock);
        fs::remove_dir_all(env.path("tmp")).unwrap();
    }
}

/// Under `nohup`, the end of the terminal does not end the server.
#[cfg(unix)]
#[test]
fn ignored_signal_stays_ignored() {
    let env = TestEnv::new();
    fs::create_dir_all(env.path("tmp")).unwrap();
    let call = env.gettoken(&["demo", "--serve"]).env("TMPDIR", env.path("tmp"));
    let running = call.under(&["sh", "-c", "trap '' HUP; exec \"$@\"", "sh"]).spawn();
    running.stderr_line(" running at ");
    running.signal("HUP");
    running.signal("TERM");
    assert_eq!(running.wait().code, Some(143));
}

// `--tour` and `--login`.

/// A demo in a temporary directory of the test.
fn demo(env: &TestEnv, args: &[&str]) -> Call {
    fs::create_dir_all(env.path("tmp")).unwrap();
    env.gettoken(&[&["demo"], args].concat()).env("TMPDIR", env.path("tmp"))
}

/// Fails if the demo has left anything.
fn assert_clean(env: &TestEnv) {
    assert_eq!(fs::read_dir(env.path("tmp")).unwrap().count(), 0);
    assert!(!env.tokens_dir().exists());
}

#[test]
fn tour_shows_five_steps_with_their_commands() {
    let env = TestEnv::new();
    env.write_config("[profiles.alimail]\nclient-id = \"real\"\n");
    let start = std::time::Instant::now();
    let text = demo(&env, &["--tour"]).env("ALIMAIL_CLIENT_SECRET", "real").run().success();
    assert!(start.elapsed().as_secs() < 60);
    for expected in [
        "1. Get a token.",
        "$ gettoken alimail\naccess_token: eyJ",
        "$ gettoken alimail -o token\neyJ",
        "$ for i in $(seq 50); do gettoken alimail -o token & done; wait",
        "Processes: 50. Tokens: 1. Requests to the server: 1.",
        "$ gettoken api alimail '/v2/organization/$current'\n{\"demo\":true}",
        "$ ALIMAIL_CLIENT_SECRET=wrong gettoken alimail\ngettoken: error: ",
        "client_id or client_secret is invalid",
    ] {
        assert!(text.contains(expected), "{expected} in {text}");
    }
    assert!(!text.contains("real"), "{text}");
    assert_clean(&env);
}

#[test]
fn tour_works_for_every_provider_with_tokens_of_an_application() {
    for name in for_applications().into_iter().filter(|name| sample().contains(name)) {
        let env = TestEnv::new();
        let outcome = demo(&env, &[&name, "--tour"]).run();
        // The tour shows what a wrong secret does, and needs one, and a server.
        if ["no tour for", "no demo for"].iter().any(|refusal| outcome.stderr.contains(refusal)) {
            outcome.failed(2);
            continue;
        }
        let text = outcome.success();
        assert!(text.contains("Tokens: 1. Requests to the server: 1."), "{name}: {text}");
        assert!(text.contains("gettoken: error: "), "{name}: {text}");
        // Where the vendor's words are not known, the mock has none.
        assert!(text.contains("hint: ") || text.contains("`: HTTP 401\n"), "{name}: {text}");
        assert_clean(&env);
    }
    let stderr = demo(&TestEnv::new(), &["github", "--tour"]).run().failed(2);
    assert!(stderr.contains("`gettoken demo github --login`"), "{stderr}");
}

#[test]
fn login_is_played_in_a_browser_and_on_a_device() {
    let env = TestEnv::new();
    let text = demo(&env, &["--login"]).run().success();
    for expected in [
        "$ gettoken login oauth2\ngettoken: open this URL in a browser to log in:\n\nhttp://127.0.0.1:",
        "here a person would log in and approve",
        "gettoken: logged in to `oauth2`",
        "$ gettoken status oauth2\noauth2\n",
        "session   logged in",
        "$ gettoken oauth2 --force\naccess_token: eyJ",
        "gettoken: logged out of `oauth2`",
        "$ gettoken login oauth2 --device",
        "and enter this code:\n\n    WDJB-MJHT\n",
    ] {
        assert!(text.contains(expected), "{expected} in {text}");
    }
    assert_clean(&env);
}

/// As in a container that has no other program.
#[test]
fn login_is_played_without_any_other_program() {
    let env = TestEnv::new();
    let text = demo(&env, &["--login"]).env("PATH", "/nonexistent").run().success();
    assert!(text.contains("gettoken: logged out of `oauth2`"), "{text}");
    assert_clean(&env);
}

#[test]
fn login_is_played_for_every_provider_that_has_one() {
    let (mut played, mut refused) = (0, Vec::new());
    for name in sample() {
        let env = TestEnv::new();
        let outcome = demo(&env, &[name, "--login"]).run();
        if outcome.code == Some(2) {
            refused.push(name.clone());
            continue;
        }
        // Some vendors issue no refresh token, or end the session within a day.
        let text = outcome.stdout.replace("warning: the vendor issued no refresh token", "");
        assert!(text == outcome.stdout || !text.contains("until it is ended"), "{outcome:?}");
        let text = text.replace(&format!("warning: the session of `{name}` ends in "), "");
        assert!(!text.contains("gettoken: error") && !text.contains("warning"), "{outcome:?}");
        assert!(outcome.success().contains("gettoken: logged out of"));
        assert_clean(&env);
        played += 1;
    }
    let applications = for_applications();
    let has_no_login = |name: &String| applications.contains(name) || SOURCES.contains(&name.as_str());
    assert!(played >= 15 && refused.iter().all(has_no_login), "{refused:?}");
}

#[cfg(unix)]
#[test]
fn signal_ends_a_tour_and_removes_its_directory() {
    for (signal, code) in [("HUP", 129), ("INT", 130), ("QUIT", 131), ("TERM", 143), ("USR2", 140)] {
        let env = TestEnv::new();
        let running = demo(&env, &["--login"]).spawn();
        running.stdout_line("gettoken login oauth2");
        running.signal(signal);
        let outcome = running.wait();
        assert_eq!((outcome.code, outcome.signal), (Some(code), None), "{outcome:?}");
        assert_clean(&env);
    }
}

#[test]
fn closed_pipe_ends_a_tour_and_removes_its_directory() {
    if tools::skip_without(&["sh"]) {
        return;
    }
    let env = TestEnv::new();
    fs::create_dir_all(env.path("tmp")).unwrap();
    let read = sh(&env, "gettoken demo --tour | head -n 1").env("TMPDIR", env.path("tmp").to_str().unwrap());
    assert!(read.run().success().starts_with("A tour of gettoken"));
    assert_clean(&env);
}
