//! `T=$(gettoken … -o token)` without a token: `T` is empty, the exit code is the kind of failure, and stderr
//! says what to do, with the vendor's error code and message.
//!
//! Responses that are neither a token nor an error are in `network/hostile_responses.rs`.

use serde::Deserialize;
use serde_json::Value;

use crate::support::environment::TestEnv;
use crate::support::process::Call;
use crate::support::providers;
use crate::support::pty::{leave_out_without_terminal, on_terminal};
use crate::support::shell::{installed, sh};
use crate::support::tools::skip_without;
use crate::support::world::{Reply, World};

/// Everybody knows this key.
const RSA: &str = include_str!("../../cases/keys/rsa.pem");

const SECRET: &str = "s3cret-canary";

/// A call with credentials that no vendor has issued.
fn call(env: &TestEnv, args: &[&str]) -> Call {
    let secret = env.write("secret", SECRET);
    env.gettoken(args).arg("--client-id").arg("an-id").arg("--client-secret-file").arg(secret)
}

/// The `error` object that `--error-format json` prints.
#[track_caller]
fn error_object(stderr: &str) -> Value {
    let line: Value = serde_json::from_str(stderr).unwrap_or_else(|error| panic!("{error}: {stderr}"));
    line["error"].clone()
}

// On a terminal, lines end between words.

#[test]
fn errors_are_wrapped_between_words() {
    if leave_out_without_terminal() {
        return;
    }
    let env = TestEnv::new();
    env.write_config(
        "[profiles.hr-bot]\nprovider = \"dingtalk\"\nclient-id = \"i\"\nclient-secrte = \"s\"\n",
    );
    env.write_provider(
        "own",
        "title = \"Own\"\n[client-credentials]\nurl = \"http://own.example/{nothing}\"\n",
    );
    for args in [
        ["alimail"].as_slice(),
        &["alimail", "--ouput", "x"],
        &["alimail", "-o", "yaml"],
        &["alimail", "--force", "--offline"],
        &["alimail", "--timeout", "soon"],
        &["alimail", "--offline", "--client-id=i", "--client-secret=s"],
        &["alimail", "--retries", "11"],
        &["api", "alimail"],
        &["cache", "lst"],
        &["completions", "tcsh"],
        &["config", "check"],
        &["config", "set-secret", "nosuch"],
        &["demo", "nosuch"],
        &["entra"],
        &["entra", "--cloud", "mars"],
        &["exec", "alimail", "--"],
        &["hr-bot"],
        &["keycloak"],
        &["login", "alimail"],
        &["nosuch"],
        &["oauth2", "--client-auth", "magic"],
        &["own"],
        &["providers", "show", "nosuch"],
    ] {
        let piped = env.gettoken(args).run().stderr;
        assert!(!piped.is_empty(), "{args:?}");
        let shown = on_terminal(env.gettoken(args), 80).run().stdout.replace("\r\n", "\n");
        for line in shown.lines() {
            // A literal value may be longer than the line.
            let is_literal = line.starts_with('`') && line.matches('`').count() == 2;
            let is_wide = |letter: &char| *letter >= '\u{2e80}';
            let columns = line.chars().count() + line.chars().filter(is_wide).count();
            assert!(columns <= 80 || !line.trim().contains(' ') || is_literal, "{args:?}: {line}");
        }
        let words: Vec<&str> = piped.split_whitespace().collect();
        let broken = shown.split_whitespace().find(|word| word.is_ascii() && !words.contains(word));
        assert_eq!(broken, None, "{args:?}: {shown}");
        let letters = |text: &str| text.split_whitespace().collect::<String>();
        assert_eq!(letters(&shown), letters(&piped), "{args:?}");
    }
}

/// It can be copied, and the text around it stays readable.
#[test]
fn long_path_on_a_terminal_is_a_line_of_its_own() {
    if leave_out_without_terminal() {
        return;
    }
    let env = TestEnv::new();
    let folder = "long-directory-name/".repeat(5);
    let config = env.write(format!("{folder}config.toml"), "[profiles.x\n").display().to_string();
    let secret = config.replace("config.toml", "secret");
    let folder = config.replace("/config.toml", "");
    for (language, first, behind) in
        [("en", "gettoken: error: the secret file", "does not exist"), ("zh", "错误：密钥文件", "不存在")]
    {
        let run = |args: &[&str]| {
            let call = env.gettoken(&[args, &["--color=never", "--lang", language]].concat());
            on_terminal(call, 80).run().stdout.replace("\r\n", "\n")
        };
        let shown = run(&["alimail", "--client-id=i", "--client-secret-file", &secret]);
        assert_eq!(shown.lines().next(), Some(first), "{shown}");
        assert!(shown.contains(&format!("\n`{secret}`\n{behind}")), "{shown}");
        let shown = run(&["alimail", "--config-dir", &folder]);
        let line = shown.lines().nth(1).unwrap();
        assert!(line.trim_end_matches([':', '：']) == format!("{config}:1"), "{shown}");
        // A table has no room for it: there, it is broken after a slash.
        let shown = run(&["doctor", "alimail", "--config-dir", &folder]);
        let is_part = |line: &&str| line.trim_start() == "long-directory-name/long-directory-name/";
        assert!(shown.lines().any(|line| is_part(&line)), "{shown}");
        assert!(shown.lines().all(|line| line.chars().count() <= 80), "{shown}");
    }
}

// Credentials and configuration: exit 3, and no request is sent.

#[test]
fn missing_credentials_error_names_every_source() {
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
        for source in [
            "--client-id",
            id,
            "--client-secret-file",
            "--client-secret`",
            secret,
            &table,
            "client-secret =",
            &file,
        ] {
            assert!(stderr.contains(source), "{provider}: {source} is not in\n{stderr}");
        }
        assert_eq!(world.connections().proxy, 0);
    }
}

#[test]
fn missing_variable_error_names_every_source() {
    let env = TestEnv::new();
    let stderr = call(&env, &["entra"]).run().failed(3);
    for source in ["--tenant", "AZURE_TENANT_ID", "[profiles.entra.vars]"] {
        assert!(stderr.contains(source), "{source} is not in\n{stderr}");
    }
}

#[test]
fn unknown_name_suggests_the_nearest_one() {
    let env = TestEnv::new();
    env.write_config("[profiles.hr-bot]\nprovider = \"dingtalk\"\n");
    for (typed, meant) in [("alimial", "alimail"), ("dingtalk-1", "dingtalk-v1"), ("hrbot", "hr-bot")] {
        let stderr = env.gettoken(&[typed, "-o", "token"]).run().failed(3);
        assert!(stderr.contains(&format!("`{typed}`")), "{stderr}");
        assert!(stderr.contains(&format!("did you mean `{meant}`?")), "{stderr}");
    }
}

#[test]
fn unknown_name_after_global_flags_gets_a_suggestion() {
    let env = TestEnv::new();
    let folder = env.config_dir().display().to_string();
    for before in [["--error-format", "text"], ["--config-dir", &folder]] {
        let stderr = env.gettoken(&before).arg("alimial").arg("-o").arg("token").run().failed(3);
        assert!(stderr.contains("did you mean `alimail`?"), "{stderr}");
    }
}

#[test]
fn config_error_has_the_line_and_the_nearest_key() {
    let env = TestEnv::new();
    let path = env.write_config("[profiles.alimail]\nclient-id = \"a\"\nclient-secrt = \"b\"\n");
    let stderr = env.gettoken(&["alimail", "-o", "token"]).run().failed(3);
    assert!(stderr.contains(&format!("{}:3: ", path.display())), "{stderr}");
    assert!(stderr.contains("did you mean `client-secret`"), "{stderr}");
}

#[test]
fn secret_is_never_sent_without_tls() {
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
    code: Option<String>,
    words: String,
    request_id: Option<String>,
    /// Whether the code means that the credentials are wrong.
    #[serde(default = "yes")]
    blames_secret: bool,
}

fn yes() -> bool {
    true
}

fn refusals() -> Vec<Refusal> {
    toml::from_str::<Table>(include_str!("../../cases/refusals.toml")).unwrap().case
}

impl Refusal {
    fn run(&self, more: &[&str]) -> String {
        let (env, world) = (TestEnv::new(), World::always(Reply::json(self.status, self.body.clone())));
        let files = [("KEY", RSA), ("PASSWORD", "p4ssw0rd"), ("SUBJECT", "the.subject.token")];
        let file = |word: &str| {
            let text = files.iter().find(|(name, _)| *name == word)?.1;
            Some(env.write(word.to_lowercase(), text).display().to_string())
        };
        let args = self.args.iter().map(|word| file(word).unwrap_or_else(|| word.clone()));
        let args: Vec<String> = args.chain(more.iter().map(|word| (*word).to_owned())).collect();
        let call = call(&env, &[&self.provider, "-o", "token"]);
        let call = args.iter().fold(call, |call, word| call.arg(word));
        let stderr = call.through(&world).run().failed(5);
        assert!(!stderr.contains(SECRET), "{stderr}");
        // No retry: the same credentials would be refused again.
        world.request();
        stderr
    }
}

/// A row, or an example in the definition.
#[test]
fn every_application_provider_has_a_refusal_case() {
    let rows = refusals();
    let has_row = |name: &String| rows.iter().any(|refusal| refusal.provider == *name);
    let is_refusal = |example: &toml::Value| example.get("error").is_some() && example.get("at").is_none();
    let has_example = |name: &String| providers::examples(name).iter().any(is_refusal);
    let answers = |name: &String| !providers::MADE_HERE.contains(&name.as_str());
    let is_missing = |name: &String| answers(name) && !has_row(name) && !has_example(name);
    if let Some(name) = providers::for_applications().into_iter().find(is_missing) {
        panic!(
            "src/providers/{name}.toml: add an example of a refusal: its `answer`, and the class in `error`"
        );
    }
}

#[test]
fn refusal_shows_the_vendors_code_and_message() {
    for case in refusals() {
        let stderr = case.run(&[]);
        assert!(stderr.contains(&format!(" refused the request of `{}`: ", case.provider)), "{stderr}");
        let code = case.code.unwrap_or_default();
        assert!(stderr.contains(&code), "{code} is not in\n{stderr}");
        assert!(stderr.contains(&case.words), "{} is not in\n{stderr}", case.words);
        assert!(stderr.contains(case.request_id.as_deref().unwrap_or_default()), "{stderr}");
        // The file that the secret came from.
        let file = format!("{}secret`", std::path::MAIN_SEPARATOR);
        assert_eq!(stderr.contains(&file), case.blames_secret, "{stderr}");
    }
}

#[test]
fn refusal_as_json_has_code_message_and_request_id() {
    for case in refusals().into_iter().filter(|case| providers::sample().contains(&case.provider)) {
        let error = error_object(&case.run(&["--error-format", "json"]));
        assert_eq!(error["kind"], "refused", "{error}");
        assert_eq!(error["exit"], 5, "{error}");
        assert_eq!(error["retryable"], false, "{error}");
        assert_eq!(error["retry_after"], Value::Null, "{error}");
        assert_eq!(error["vendor_code"], serde_json::to_value(&case.code).unwrap(), "{error}");
        assert_eq!(error["request_id"], serde_json::to_value(&case.request_id).unwrap(), "{error}");
        assert!(error["message"].as_str().unwrap().contains(&case.words), "{error}");
        assert!(error["hint"].is_string() || !case.blames_secret, "{error}");
    }
}

#[test]
fn refusal_without_a_body_shows_the_status() {
    let (env, world) = (TestEnv::new(), World::always(Reply::empty(401)));
    let stderr = call(&env, &["alimail"]).through(&world).run().failed(5);
    assert!(stderr.contains("HTTP 401"), "{stderr}");
}

// Network errors: exit 6.

#[test]
fn unknown_host_error_names_the_host() {
    let env = TestEnv::new();
    let stderr =
        call(&env, &["oauth2", "--token-url", "https://nobody.invalid/t", "--retries", "0"]).run().failed(6);
    assert!(stderr.contains("nobody.invalid"), "{stderr}");
    let words = if cfg!(windows) { "host name unknown" } else { "address" };
    assert!(stderr.contains(words), "{stderr}");
}

#[test]
fn refused_connection_error_names_the_host() {
    let env = TestEnv::new();
    // The discard port, which no machine serves any more.
    let url = "https://127.0.0.1:9/t";
    let stderr = call(&env, &["oauth2", "--token-url", url, "--retries", "0"]).run().failed(6);
    assert!(stderr.contains("127.0.0.1") && stderr.contains("connection refused"), "{stderr}");
}

#[test]
fn unresponsive_server_times_out() {
    let (env, world) = (TestEnv::new(), World::always(Reply::hang()));
    let stderr = call(&env, &["alimail", "--timeout", "1s"]).through(&world).run().failed(6);
    assert!(stderr.contains("alimail-cn.aliyuncs.com") && stderr.contains("--timeout"), "{stderr}");
}

#[test]
fn closed_connection_error_names_the_host() {
    let (env, world) = (TestEnv::new(), World::always(Reply::close()));
    let stderr = call(&env, &["alimail", "--retries", "0"]).through(&world).run().failed(6);
    assert!(stderr.contains("alimail-cn.aliyuncs.com"), "{stderr}");
}

// A busy vendor: exit 7, with the time to wait.

#[test]
fn too_many_requests_shows_retry_after() {
    let (env, world) = (TestEnv::new(), World::always(Reply::empty(429).header("Retry-After", "7")));
    let stderr = call(&env, &["alimail", "--retries", "0"]).through(&world).run().failed(7);
    assert!(stderr.contains("retry after: 7 s"), "{stderr}");
}

#[test]
fn long_retry_after_is_not_waited_for() {
    let (env, world) = (TestEnv::new(), World::always(Reply::empty(429).header("Retry-After", "3600")));
    let stderr = call(&env, &["alimail", "--error-format", "json"]).through(&world).run().failed(7);
    let error = error_object(&stderr);
    assert_eq!((&error["retry_after"], &error["retryable"]), (&Value::from(3600), &Value::from(true)));
    world.request();
}

#[test]
fn too_many_requests_without_retry_after_exits_with_7() {
    let (env, world) = (TestEnv::new(), World::always(Reply::empty(429)));
    let stderr =
        call(&env, &["alimail", "--retries", "0", "--error-format", "json"]).through(&world).run().failed(7);
    assert_eq!(error_object(&stderr)["retry_after"], Value::Null);
}

#[test]
fn server_error_exits_with_7() {
    for (status, body) in
        [(500, ""), (502, "<html>Bad Gateway</html>"), (503, r#"{"error":"temporarily_unavailable"}"#)]
    {
        let (env, world) = (TestEnv::new(), World::always(Reply::json(status, body)));
        let stderr = call(&env, &["alimail", "--retries", "0"]).through(&world).run().failed(7);
        assert!(stderr.contains("Alimail is busy"), "{stderr}");
    }
}

#[test]
fn retried_error_prints_nothing() {
    let token = Reply::json(200, r#"{"access_token":"t","expires_in":60}"#);
    let (env, world) = (TestEnv::new(), World::in_turn([Reply::empty(503), token]));
    let outcome = call(&env, &["alimail", "-o", "token"]).through(&world).run();
    assert_eq!((outcome.stdout.as_str(), outcome.stderr.as_str()), ("t\n", ""), "{outcome:?}");
}

// Errors in scripts.

#[test]
fn failure_in_a_script_leaves_an_empty_variable_and_the_exit_code() {
    if skip_without(&["sh"]) {
        return;
    }
    let (env, world) = (TestEnv::new(), World::always(Reply::json(401, r#"{"error":"invalid_client"}"#)));
    let outcome = sh(&env, r#"T=$(gettoken alimail -o token); echo "$? <$T>""#)
        .env("ALIMAIL_CLIENT_ID", "an-id")
        .env("ALIMAIL_CLIENT_SECRET", SECRET)
        .through(&world)
        .run();
    assert!(outcome.stderr.contains("check the client secret from ALIMAIL_CLIENT_SECRET"), "{outcome:?}");
    assert_eq!(outcome.success(), "5 <>\n");
}

#[test]
fn a_wrong_stored_secret_says_how_to_store_the_new_one() {
    let (env, world) =
        (TestEnv::new(), World::always(Reply::json(200, r#"{"errcode":40096,"errmsg":"no"}"#)));
    env.write("config/gettoken/secret", "0ld-s3cret");
    env.write_config(
        "[profiles.ding-b]\nprovider = \"dingtalk\"\nclient-id = \"i\"\nclient-secret = { file = \"secret\" }\n",
    );
    let ran = |language: &str| env.gettoken(&["ding-b", "--force", "--lang", language]).through(&world).run();
    let stderr = ran("en").failed(5);
    assert!(stderr.contains("DingTalk refused the request of `ding-b`: 40096"), "{stderr}");
    assert!(stderr.contains("if it has changed, store the new one with `gettoken setup ding-b`"), "{stderr}");
    // The hint with the command is before that of the definition.
    let hints: Vec<_> = stderr.lines().filter(|line| line.starts_with("hint: ")).collect();
    assert!(hints[0].contains("store the new one"), "{stderr}");
    let stderr = ran("zh").failed(5);
    assert!(stderr.contains("钉钉拒绝了 `ding-b` 的请求：40096"), "{stderr}");
    assert!(stderr.contains("`gettoken setup ding-b`"), "{stderr}");
    // Setup would not change a secret that a flag names.
    let call = env
        .gettoken(&["ding-b", "--force", "--client-secret-file", "config/gettoken/secret"])
        .through(&world);
    let stderr = call.run().failed(5);
    assert!(!stderr.contains("gettoken setup"), "{stderr}");
}

#[test]
fn json_errors_can_be_read_by_jq() {
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
            "OAUTH2_CLIENT_SECRET=s gettoken oauth2 --token-url http://127.0.0.1:9/t --client-id a --retries 0",
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
fn verbose_output_has_no_secret_and_no_query() {
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
        // Otherwise the test would pass for a program that says nothing at all.
        assert!(outcome.stderr.contains("sending "), "{}", outcome.stderr);
    }
}

#[test]
fn network_error_shows_no_query() {
    for provider in ["dingtalk", "wechat", "wecom", "exmail", "baidu"] {
        let (env, world) = (TestEnv::new(), World::always(Reply::close()));
        let stderr = call(&env, &[provider, "-vvv", "--retries", "0"]).through(&world).run().failed(6);
        assert!(!stderr.contains(SECRET) && !stderr.contains("an-id") && !stderr.contains('?'), "{stderr}");
    }
}

#[test]
fn huge_timeout_does_not_overflow() {
    for flag in ["--timeout", "--connect-timeout", "--lock-timeout", "--min-valid"] {
        let (env, world) =
            (TestEnv::new(), World::always(Reply::json(200, r#"{"access_token":"t"}"#)).may_be_silent());
        let outcome = call(&env, &["alimail", flag, "18446744073709551615"]).through(&world).run();
        assert!(matches!(outcome.code, Some(0 | 2)), "{flag}: {outcome:?}");
    }
}

/// A word with a line break could look like a line of gettoken's own.
#[test]
fn words_of_the_command_line_cannot_forge_a_line() {
    const WORD: &str = "a\n\nhint: run this\r\u{1b}[31m\u{202e}";
    let flag = format!("--{WORD}");
    let duration = format!("--min-valid={WORD}");
    let config = format!("--config-dir={WORD}");
    for args in [
        &[WORD][..],
        &["alimail", WORD],
        &["alimail", &flag],
        &["alimail", &duration],
        &["alimail", "-o", WORD],
        &["alimail", &config],
        &["api", WORD],
        &["api", "alimail", WORD, WORD],
        &["api", "alimail", "/x", "-H", WORD],
        &["login", "alimail", &flag],
        &["exec", WORD, "--", "true"],
        &["cache", WORD],
        &["cache", "clear", WORD],
        &["config", &flag],
        &["providers", "show", WORD],
        &["providers", "check", WORD],
        &["completions", WORD],
        &["demo", WORD],
    ] {
        for format in ["text", "json"] {
            let outcome = TestEnv::new().gettoken(args).args(&["--error-format", format]).run();
            let text = outcome.stderr.clone() + &outcome.stdout;
            let hidden = |letter: char| letter.is_control() && letter != '\n' || letter == '\u{202e}';
            assert!(!text.contains(hidden), "{args:?}: {outcome:?}");
            assert!(!text.lines().any(|line| line.starts_with("hint: run this")), "{args:?}: {outcome:?}");
        }
    }
}

#[test]
fn a_flag_with_a_value_is_named() {
    let env = TestEnv::new();
    for (language, says) in [("en", "error: `--serve` takes no value"), ("zh", "错误：选项 `--serve` 不带值")]
    {
        let stderr = env.gettoken(&["--lang", language, "demo", "feishu", "--serve=s3cret"]).run().failed(2);
        assert!(stderr.contains(says) && !stderr.contains("s3cret"), "{stderr}");
    }
}

#[test]
fn a_command_without_its_subcommand_names_them() {
    let env = TestEnv::new();
    for (args, hint) in [
        (&["cache"][..], "use one of `list`, `clear`"),
        (&["providers", "--lang", "zh"], "可用的子命令：`list`、"),
        (&["login"], "for example, `gettoken login github`"),
        (&["config", "show"], "did you mean `list`?"),
        (&["token"], "did you mean `fetch`?"),
    ] {
        let stderr = env.gettoken(args).run().stderr;
        assert!(stderr.contains(hint), "{args:?}: {stderr}");
    }
}
