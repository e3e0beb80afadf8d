//! The command line interface: help, version, usage errors.

use crate::support::environment::TestEnv;
use crate::support::providers::{home, sample};
use crate::support::pty::{leave_out_without_terminal, on_terminal};
use crate::support::world::{Reply, World};

fn help(args: &[&str]) -> String {
    let outcome = TestEnv::new().gettoken(args).run();
    assert_eq!(outcome.stderr, "", "{args:?}");
    outcome.success()
}

/// Help is wrapped, so each part may have line breaks.
#[track_caller]
fn assert_all_in(text: &str, parts: &[&str]) {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for part in parts {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
}

// Help.

/// The commands, each with a path of its own; `PROFILE` stands for a provider.
const PAGES: [&[&str]; 40] = [
    &[],
    &["alimail"],
    &["api"],
    &["api", "alimail"],
    &["cache"],
    &["cache", "clear"],
    &["cache", "list"],
    &["cache", "path"],
    &["cache", "verify"],
    &["completions"],
    &["config"],
    &["config", "check"],
    &["config", "get"],
    &["config", "init"],
    &["config", "list"],
    &["config", "path"],
    &["config", "remove-secret"],
    &["config", "set"],
    &["config", "set-secret"],
    &["config", "unset"],
    &["demo"],
    &["docker-credential"],
    &["doctor"],
    &["doctor", "alimail"],
    &["exec"],
    &["explain"],
    &["fetch"],
    &["fetch", "alimail"],
    &["git-credential"],
    &["login"],
    &["login", "github"],
    &["logout"],
    &["man"],
    &["providers"],
    &["providers", "check"],
    &["providers", "list"],
    &["providers", "search"],
    &["providers", "show"],
    &["setup"],
    &["status"],
];

fn page(words: &[&str], flag: &str) -> String {
    help(&[words, &[flag]].concat())
}

#[test]
fn first_page_fits_on_a_screen_and_groups_the_commands() {
    let (full, short) = (help(&["--help"]), help(&["-h"]));
    assert!(full.lines().count() <= 46, "{full}");
    assert!(short.lines().count() <= full.lines().count() - 5, "{short}");
    let groups = ["Get a token:", "Use it:", "Accounts:", "Inspect and diagnose:"];
    for text in [&full, &short] {
        assert_all_in(text, &groups);
        for command in
            ["api", "cache", "completions", "config", "demo", "doctor", "exec", "fetch", "login", "providers"]
        {
            assert!(text.contains(&format!("\n  {command} ")), "{command} is not in\n{text}");
        }
        assert!(!text.contains("dingtalk"), "{text}");
        assert_all_in(text, &["gettoken demo", "`gettoken providers list`", "| curl -H @- URL"]);
    }
    assert_all_in(&full, &["0 success", "5 refused by vendor", "10 secret command", "GETTOKEN_CONFIG_DIR"]);
    assert!(!short.contains("Exit status"), "{short}");
}

#[test]
fn gettoken_alone_prints_the_short_help_on_stderr() {
    let env = TestEnv::new();
    let short = help(&["-h"]);
    assert_eq!(env.gettoken(&[]).run().failed(2), short);
    assert_eq!(env.gettoken(&["--config-dir", "/nonexistent"]).run().failed(2), short);
    let stderr = env.gettoken(&["--error-format", "json"]).run().failed(2);
    let error: serde_json::Value = serde_json::from_str(&stderr).unwrap();
    assert_eq!(error["error"]["code"], "command-unnamed");
}

#[test]
fn every_page_has_an_example_of_its_own_command() {
    for words in PAGES {
        for text in [page(words, "--help"), page(words, "-h")] {
            let (_, rest) = text.split_once("\nExamples:\n").unwrap_or_else(|| panic!("{words:?}: {text}"));
            let examples = rest.split("\n\n").next().unwrap();
            let command = ["gettoken"].iter().chain(words).copied().collect::<Vec<_>>().join(" ");
            assert!(examples.contains(&command), "{words:?}: {examples}");
        }
    }
}

#[test]
fn pages_of_commands_list_flags_and_no_providers() {
    for (command, flags) in [
        ("api", ["--paginate", "--raw-field", "--grant"].as_slice()),
        ("doctor", &["--json", "--timeout"]),
        ("fetch", &["--output", "--min-valid"]),
        ("login", &["--device", "--no-browser", "--wait"]),
        ("logout", &["--all", "--client-id"]),
    ] {
        let text = page(&[command], "--help");
        assert_all_in(&text, flags);
        assert!(text.contains("PROFILE]  A provider") || text.contains("<PROFILE>"), "{text}");
        assert!(!text.contains("dingtalk") && text.lines().count() < 100, "{text}");
        assert_eq!(help(&["help", command]), text);
        let short = page(&[command], "-h");
        assert!(short.lines().count() + 10 < text.lines().count(), "{short}");
        assert!(!short.contains("--connect-timeout") && short.contains("`--help`"), "{short}");
    }
    let stderr = TestEnv::new().gettoken(&["login", "nosuch", "--help"]).run().failed(2);
    assert!(stderr.contains("nosuch"), "{stderr}");
}

/// No line is longer than 80 columns unless it is one word, such as a URL, with what must stand before it.
#[track_caller]
fn assert_fits(what: &str, text: &str) {
    for line in text.lines() {
        let width: usize = line.chars().map(|letter| if letter >= '\u{1100}' { 2 } else { 1 }).sum();
        let is_one_word = !line.trim_start().contains(' ');
        assert!(width <= 80 || is_one_word, "{what}: {width} columns: {line}");
    }
}

#[test]
fn pages_are_80_columns_wide_and_wrapped_at_words() {
    let providers: Vec<[&str; 1]> = sample().iter().map(|name| [name.as_str()]).collect();
    let logins = ["dingtalk-user", "github", "oauth2"].map(|name| ["login", name]);
    let pages = PAGES.into_iter().chain(providers.iter().map(<[_; 1]>::as_slice));
    for words in pages.chain(logins.iter().map(<[_; 2]>::as_slice)) {
        for flag in ["--help", "-h"] {
            let text = page(words, flag);
            assert_fits(&format!("{words:?}"), &text);
            assert!(text.ends_with('\n') && !text.ends_with("\n\n"), "{words:?}: {text:?}");
        }
    }
    // The same words are in the definition, unbroken.
    let notes = help(&["providers", "show", "gitee"]);
    let (_, notes) = notes.split_once("notes = \"\"\"").or(notes.split_once("notes = \"")).unwrap();
    let first: Vec<&str> = notes.split_whitespace().take(12).collect();
    assert_all_in(&page(&["gitee"], "--help"), &[&first.join(" ").replace("\\ ", "")]);
}

#[test]
fn pages_on_a_terminal_have_its_width() {
    if leave_out_without_terminal() {
        return;
    }
    for (columns, most) in [(60, 60), (80, 80), (200, 100)] {
        let env = TestEnv::new();
        let text = on_terminal(env.gettoken(&["login", "--help"]), columns).run().success();
        let longest = text.lines().map(|line| line.trim_end().chars().count()).max().unwrap();
        assert!(longest <= most && longest > most - 12, "{columns}: {longest}");
    }
}

#[test]
fn help_command_and_short_flag_equal_the_long_flag() {
    assert_eq!(help(&["help"]), help(&["--help"]));
    assert_eq!(help(&["help", "dingtalk"]), help(&["dingtalk", "--help"]));
    for args in [
        ["-h"].as_slice(),
        &["alimail", "-h"],
        &["cache", "-h"],
        &["providers", "show", "-h"],
        &["demo", "-h"],
    ] {
        assert!(help(args).contains("Usage: gettoken"), "{args:?}");
    }
}

#[test]
fn provider_help_lists_its_variables_as_flags() {
    for (provider, parts) in [
        ("alimail", ["--host", "ALIMAIL_HOST", "--app-id", "ALIMAIL_CLIENT_SECRET", "应用ID"].as_slice()),
        ("azure-china", &["--tenant", "AZURE_TENANT_ID", "--type", "[default: oauth2]", "--api-key"]),
        ("dingtalk", &["--app-key", "--app-secret", "DINGTALK_APP_KEY", "DINGTALK_CLIENT_SECRET"]),
        ("dingtalk-corp", &["--corp-id", "DINGTALK_CORP_ID"]),
        ("entra", &["--cloud", "china, global, sov", "--tenant"]),
        ("feishu", &["--brand", "feishu, lark", "--app-secret", "FEISHU_APP_ID"]),
        ("keycloak", &["--base-url", "--realm", "KEYCLOAK_REALM"]),
        ("oauth2", &["--token-url", "--client-auth", "client_secret_jwt, none, post", "OAUTH2_TOKEN_URL"]),
        ("qq-bot", &["--environment", "production, sandbox"]),
        ("wecom", &["--corp-id", "--corp-secret", "WECOM_CORP_SECRET"]),
    ] {
        let text = help(&[provider, "--help"]);
        assert_all_in(&text, parts);
        assert_all_in(&text, &["--client-id", "--client-secret-file", "visible in the process list"]);
        assert_all_in(&text, &["Documentation: https://", "--output", "--timeout", "--error-format"]);
    }
}

#[test]
fn help_of_a_token_of_the_system_has_no_flags_for_an_id_and_a_secret() {
    for (provider, has_id) in [("github-actions", false), ("kubernetes", false), ("azure-imds", true)] {
        let text = help(&[provider, "--help"]);
        assert_eq!(text.contains("--client-id"), has_id, "{text}");
        assert!(!text.contains("--client-secret"), "{text}");
    }
    assert_all_in(&help(&["spiffe", "--help"]), &["--subject-file"]);
}

#[test]
fn provider_help_lists_no_variable_of_another_provider() {
    let text = help(&["dingtalk", "--help"]);
    for flag in ["--tenant", "--host", "--token-url", "--corp-id", "--realm"] {
        assert!(!text.contains(flag), "{flag} is in\n{text}");
    }
    let stderr = TestEnv::new().gettoken(&["dingtalk", "--tenant", "t"]).run().failed(2);
    assert!(stderr.contains("--tenant"), "{stderr}");
}

#[test]
fn profile_help_lists_its_environment_variables() {
    let env = TestEnv::new();
    env.write_config("[profiles.hr-bot]\nprovider = \"entra\"\n");
    let text = env.gettoken(&["hr-bot", "--help"]).run().success();
    assert_all_in(
        &text,
        &["GETTOKEN_HR_BOT_CLIENT_ID", "GETTOKEN_HR_BOT_CLIENT_SECRET", "GETTOKEN_HR_BOT_TENANT"],
    );
    assert!(!text.contains("env: AZURE"), "{text}");
}

#[test]
fn vendor_names_of_credentials_are_flags() {
    for (provider, flags, fields) in [
        ("alimail", ["--app-id", "--app-secret"], ["client_id", "client_secret"]),
        ("azure-china", ["--api-key", "--api-secret"], ["client_id", "client_secret"]),
        ("feishu-v3", ["--app-id", "--app-secret"], ["client_id", "client_secret"]),
    ] {
        let env = TestEnv::new();
        let world = World::always(Reply::json(200, r#"{"access_token":"t","expires_in":60}"#));
        let call =
            env.gettoken(&[provider, flags[0], "an-id", flags[1], "a-secret"]).env("AZURE_TENANT_ID", "t");
        call.through(&world).run().success();
        let form = world.request().form();
        assert_eq!((form[fields[0]].as_str(), form[fields[1]].as_str()), ("an-id", "a-secret"), "{provider}");
    }
}

/// What an example in the help of `words` runs, for each example.
fn examples(words: &[&str]) -> Vec<String> {
    let text = page(words, "--help");
    let Some((_, rest)) = text.split_once("\nExamples:\n") else { return Vec::new() };
    let lines = rest.split("\n\n").next().unwrap().lines().map(|line| line.split('#').next().unwrap().trim());
    lines.filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

#[test]
fn every_example_fits_its_definition() {
    let home = home();
    for name in sample() {
        let provider = home.definition(name).unwrap().unwrap();
        let (has_browser, has_device) = (provider.authorize.is_some(), provider.device_code.is_some());
        let is_login_only = !provider.has_application_grant();
        let has = |examples: &[String], part: &str| examples.iter().any(|line| line.contains(part));

        let own = examples(&[name]);
        let in_query = provider.api.query.is_some();
        let is_whole = provider.api.needs_whole_call();
        for (part, expected) in [
            (format!("gettoken {name} -o curl | curl -K - URL"), in_query && !is_whole),
            (format!("gettoken {name} -o header | curl -H @- URL"), !in_query && !is_whole),
            (format!("gettoken api {name} "), is_whole),
        ] {
            assert_eq!(has(&own, &part), expected, "{own:?}");
        }
        assert_eq!(own[0].contains(" login "), is_login_only, "{own:?}");
        assert_eq!(examples(&["fetch", name]).len(), own.len());

        let login = examples(&["login", name]);
        let [plain, device, pasted] = ["", " --device", " --no-browser"]
            .map(|flag| login.contains(&format!("gettoken login {name}{flag}")));
        assert_eq!([plain, device, pasted], [has_browser, has_device, has_browser], "{login:?}");
        assert_eq!(examples(&["logout", name]).is_empty(), login.is_empty(), "{name}");
        if login.is_empty() {
            let text = page(&["login", name], "-h");
            assert_all_in(&text, &[&format!("`{name}` does not support login")]);
            assert_eq!(text.contains("`gettoken login "), provider.login.is_some(), "{text}");
        }

        let api = examples(&["api", name]);
        assert_eq!(has(&api, "--smoke"), provider.api.smoke.is_some(), "{api:?}");
        if let Some(smoke) = &provider.api.smoke {
            let words = [smoke.clone(), format!("'{smoke}'")];
            let is_it = |word: &String| api.contains(&format!("gettoken api {name} {word}"));
            assert_eq!(words.iter().filter(|word| is_it(word)).count(), 1, "{api:?}");
            assert_eq!(is_it(&words[1]), smoke.contains(['$', '?']), "{api:?}");
        }
        assert_eq!(has(&api, "--api-host HOST PATH"), provider.api.base.is_none(), "{api:?}");
    }
}

#[test]
fn credentials_are_named_once() {
    for (provider, names) in [
        ("alimail", ["Client ID (应用ID)", "Client secret (应用Secret)"]),
        ("auth0", ["Client ID", "Client Secret"]),
        ("dingtalk", ["Client ID (AppKey)", "Client secret (AppSecret)"]),
        ("dingtalk-user", ["AppKey (Client ID)", "AppSecret (Client Secret)"]),
        ("google", ["client ID", "client secret"]),
        ("oauth2", ["Client ID", "Client secret"]),
    ] {
        let text = page(&[provider], "--help");
        let id = format!("--client-id <ID> {} [env:", names[0]);
        let visible = "visible in the process list, prefer --client-secret-file";
        assert_all_in(&text, &[&id, &format!("--client-secret <SECRET> {}; {visible}", names[1])]);
    }
    for (args, expected) in [
        (["auth0", "--lang=en"], "missing Client ID"),
        (["dingtalk", "--lang=en"], "missing client ID (AppKey) and client secret (AppSecret) for"),
        (["dingtalk-user", "--lang=en"], "missing AppKey (Client ID) and AppSecret (Client Secret) for"),
        (["alimail", "--lang=zh"], "缺少应用ID和应用Secret\n"),
        (["dingtalk", "--lang=zh"], "缺少 Client ID（原 AppKey）和 Client Secret（原 AppSecret）\n"),
        (["feishu", "--lang=zh"], "缺少 App ID 和 App Secret\n"),
    ] {
        let verb = if args[0] == "dingtalk-user" { "login" } else { "fetch" };
        let stderr = TestEnv::new().gettoken(&[&[verb], &args[..]].concat()).run().failed(3);
        assert!(stderr.contains(expected), "{stderr}");
    }
}

#[test]
fn help_has_no_control_characters() {
    for args in [["--help"].as_slice(), &["alimail", "--help"], &["entra", "--help"], &["cache", "--help"]] {
        assert!(!help(args).contains(|c: char| c.is_control() && c != '\n'), "{args:?}");
    }
}

#[test]
fn version_is_one_line() {
    let line = format!("gettoken {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!((help(&["--version"]), help(&["-V"])), (line.clone(), line));
}

// Usage errors.

#[test]
fn usage_errors_exit_with_2() {
    for args in [
        ["--frobnicate"].as_slice(),
        &["alimail", "--frobnicate"],
        &["alimail", "another"],
        &["alimail", "-o"],
        &["alimail", "-o", "yaml"],
        &["alimail", "--timeout", "soon"],
        &["alimail", "--timeout", "-1"],
        &["alimail", "--retries", "11"],
        &["alimail", "--min-valid", "1.5h"],
        &["alimail", "--client-id", "a", "--client-id", "b"],
        &["alimail", "--force", "--offline"],
        &["alimail", "--no-cache", "--offline"],
        &["alimail", "--no-cache", "--require-cache"],
        &["alimail", "--rejected=xyz"],
        &["alimail", "--error-format", "xml"],
        &["oauth2", "--client-auth", "magic"],
        &["entra", "--cloud", "mars"],
        &["cache"],
        &["cache", "lst"],
        &["config"],
        &["providers"],
        &["providers", "show"],
        &["completions"],
        &["completions", "tcsh"],
        &["demo", "alimail", "dingtalk"],
    ] {
        let stderr = TestEnv::new().gettoken(args).run().failed(2);
        assert!(stderr.starts_with("gettoken: error: "), "{args:?}: {stderr}");
    }
}

#[test]
fn misspelled_flag_suggests_the_nearest_one() {
    for (typed, meant) in
        [("--client-secrt", "--client-secret"), ("--ouput", "--output"), ("--hots", "--host")]
    {
        let stderr = TestEnv::new().gettoken(&["alimail", typed, "x"]).run().failed(2);
        assert!(stderr.contains(meant), "{stderr}");
    }
}

/// A misspelt option is named, an option of other programs leads to the format that it means, and nothing suggests
/// how to pass an option as a value.
#[test]
fn usage_errors_name_what_to_type() {
    for (line, parts) in [
        ("dingtalk --cliend-secret-file x", ["`--cliend-secret-file`", "`--client-secret-file`"]),
        ("status --jsn", ["`--jsn`", "`--json`"]),
        ("dingtalk --jsn", ["`--jsn`", "`-o json`"]),
        ("dingtalk --token", ["`--token <KIND>`", "access, id"]),
        ("dingtalk --out token", ["`--out`", "`--output`"]),
        ("api dingtalk", ["missing argument: PATH\n", "[METHOD] <PATH or URL>"]),
        ("completions", ["missing argument: SHELL\n", "Usage"]),
        ("config set", ["missing arguments: KEY, VALUE\n", "Usage"]),
        ("api dingtalk /x --dry-run", ["`--dry-run`", "Usage"]),
        ("exec alimail ls -l", ["`-l`", "-- <COMMAND>"]),
    ] {
        let args: Vec<&str> = line.split(' ').collect();
        let stderr = TestEnv::new().gettoken(&args).run().failed(2);
        assert!(parts.iter().all(|part| stderr.contains(part)), "{line}: {stderr}");
        assert!(!stderr.contains("as a value"), "{line}: {stderr}");
    }
    let stderr = TestEnv::new().gettoken(&["dingtalk", "--client-secrethunter"]).run().failed(2);
    assert!(!stderr.contains("hunter"), "{stderr}");
}

#[test]
fn usage_error_can_be_json() {
    for args in [
        ["--error-format", "json", "alimail", "--frobnicate"],
        ["alimail", "--frobnicate", "--error-format", "json"],
    ] {
        let stderr = TestEnv::new().gettoken(&args).run().failed(2);
        let error: serde_json::Value = serde_json::from_str(&stderr).unwrap();
        assert_eq!((&error["error"]["kind"], &error["error"]["exit"]), (&"usage".into(), &2.into()));
    }
}

/// Typical mistakes, a token instead of its SHA-256 or a secret without a name, must not leak into logs.
#[test]
fn usage_error_does_not_repeat_a_secret() {
    for args in [
        ["alimail", "--rejected=s3cret-token"].as_slice(),
        &["alimail", "--param", "s3cret-value"],
        &["alimail", "--client-secret", "s3cret", "--client-secret", "s3cret"],
    ] {
        let stderr = TestEnv::new().gettoken(args).run().failed(2);
        assert!(!stderr.contains("s3cret"), "{stderr}");
    }
}
