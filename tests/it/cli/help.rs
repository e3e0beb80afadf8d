//! The command line interface: help, version, usage errors, completion scripts.

use crate::support::environment::TestEnv;
use crate::support::shell::{installed, script, those_installed};
use crate::support::world::{Reply, World};

fn help(args: &[&str]) -> String {
    let outcome = TestEnv::new().gettoken(args).run();
    assert_eq!(outcome.stderr, "", "{args:?}");
    outcome.success()
}

#[track_caller]
fn assert_all_in(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
}

// Help.

#[test]
fn root_help_lists_providers_commands_and_exit_codes() {
    let text = help(&["--help"]);
    let providers = help(&["providers", "list"]);
    for name in providers.lines().map(|line| line.split(' ').next().unwrap()) {
        assert!(text.contains(&format!("\n  {name} ")), "{name} is not in\n{text}");
    }
    for command in ["cache", "completions", "config", "demo", "fetch", "providers"] {
        assert!(text.contains(&format!("\n  {command} ")), "{command} is not in\n{text}");
    }
    assert_all_in(&text, &["0  success", "5  refused by the vendor", "10  secret command failed"]);
    assert_all_in(&text, &["gettoken demo", "T=$(gettoken "]);
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
        ("entra", &["--cloud", "china, global, us", "--tenant"]),
        ("feishu", &["--brand", "feishu, lark", "--app-secret", "FEISHU_APP_ID"]),
        ("keycloak", &["--base-url", "--realm", "KEYCLOAK_REALM"]),
        ("oauth2", &["--token-url", "--client-auth", "basic, none, post", "OAUTH2_TOKEN_URL"]),
        ("qq-bot", &["--environment", "production, sandbox"]),
        ("wecom", &["--corp-id", "--corp-secret", "WECOM_CORP_SECRET"]),
    ] {
        let text = help(&[provider, "--help"]);
        assert_all_in(&text, parts);
        assert_all_in(&text, &["--client-id", "--client-secret-file", "other users of this machine can see"]);
        assert_all_in(&text, &["Documentation: https://", "--output", "--timeout", "--error-format"]);
    }
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
    assert!(!text.contains("AZURE"), "{text}");
    assert!(env.gettoken(&["--help"]).run().success().contains("Profile of entra"));
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
        [].as_slice(),
        &["--frobnicate"],
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

// Completions.

#[test]
fn completion_scripts_have_valid_syntax() {
    for shell in those_installed(&["bash", "zsh", "fish"]) {
        let env = TestEnv::new();
        let text = format!("gettoken completions {shell} > script; {shell} -n script");
        let outcome = script(&env, "sh", &text).run();
        assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""), "{shell}");
    }
}

/// The candidates for the last of `words`, as `shell` reads them.
fn candidates(env: &TestEnv, shell: &str, words: &[&str]) -> String {
    let typed: String = ["gettoken"].iter().chain(words).map(|word| format!("{word}\0")).collect();
    env.gettoken(&["completions", shell, "--words"]).stdin(typed).run().success()
}

#[test]
fn completion_lists_providers_profiles_and_flags_in_each_shells_format() {
    let env = TestEnv::new();
    env.write_config("[profiles.hr-bot]\nprovider = \"dingtalk\"\n");
    for (shell, line) in [
        ("bash", "hr-bot\n"),
        ("elvish", "hr-bot\tProfile of dingtalk\n"),
        ("fish", "hr-bot\tProfile of dingtalk\n"),
        ("powershell", "hr-bot\tProfile of dingtalk\n"),
        ("zsh", "hr-bot:Profile of dingtalk\n"),
    ] {
        assert_eq!(candidates(&env, shell, &["hr"]), line, "{shell}");
        let all = candidates(&env, shell, &[""]);
        assert_all_in(&all, &["alimail", "hr-bot", "completions", "--config-dir"]);
        let flags = candidates(&env, shell, &["entra", "--"]);
        assert_all_in(&flags, &["--client-secret-file", "--tenant", "--min-valid"]);
        assert!(!flags.contains("--words") && !flags.contains("--app-key"), "{flags}");
    }
}

#[test]
fn completion_offers_names_after_every_command_that_takes_one() {
    let env = TestEnv::new();
    env.write_config("[profiles.hr-bot]\nprovider = \"dingtalk\"\n");
    for words in [
        ["login"].as_slice(),
        &["logout"],
        &["api"],
        &["doctor"],
        &["exec"],
        &["exec", "alimail"],
        &["cache", "clear"],
        &["config", "set-secret"],
        &["git-credential"],
        &["docker-credential"],
    ] {
        assert_eq!(candidates(&env, "bash", &[words, &["hr-"]].concat()), "hr-bot\n", "{words:?}");
    }
    assert_eq!(candidates(&env, "bash", &["demo", "alim"]), "alimail\n");
    assert_eq!(candidates(&env, "bash", &["providers", "show", "alim"]), "alimail\n");
}

#[test]
fn completion_leaves_file_names_to_the_shell() {
    let env = TestEnv::new();
    for words in [["alimail", "--client-secret-file", "/"].as_slice(), &["alimail", "--user", ""]] {
        assert_eq!(candidates(&env, "bash", words), "", "{words:?}");
    }
    assert_eq!(env.gettoken(&["completions", "bash", "--words"]).stdin("").run().success(), "");
}

#[test]
fn completion_works_with_a_broken_config() {
    let env = TestEnv::new();
    env.write_config("[profiles.hr-bot\n");
    env.write_provider("own", "title = 7\n");
    assert_eq!(candidates(&env, "bash", &["alim"]), "alimail\n");
    assert_all_in(&candidates(&env, "bash", &["own", "--out"]), &["--output"]);
}

#[test]
fn completion_passes_the_command_line_on_stdin() {
    let env = TestEnv::new();
    for shell in those_installed(&["bash", "fish"]) {
        let complete = match shell {
            "bash" => "COMP_WORDS=(gettoken alimail --client-secret s3cret -); COMP_CWORD=4; _gettoken",
            _ => "complete -C \"gettoken alimail --client-secret s3cret -\" > /dev/null",
        };
        let text = format!(
            "gettoken completions {shell} > script
             mkdir -p bin
             printf '#!/bin/sh\necho \"$*\" >> arguments\ncat >> input\n' > bin/gettoken
             chmod +x bin/gettoken
             PATH=$PWD/bin:$PATH {shell} -c '. ./script; {complete}'
             cat arguments; tr '\\0' '\\n' < input; rm arguments input"
        );
        let stdout = script(&env, "sh", &text).run().success();
        let expected =
            format!("completions {shell} --words\ngettoken\nalimail\n--client-secret\ns3cret\n-\n");
        assert_eq!(stdout, expected, "{shell}");
    }
}

#[test]
fn fish_completes_partial_words() {
    if !installed("fish") {
        return;
    }
    let env = TestEnv::new();
    env.write_config("[profiles.hr-bot]\nprovider = \"dingtalk\"\n");
    for (line, candidates) in [
        ("gettoken alim", "alimail\tAlimail (阿里邮箱)\n"),
        ("gettoken hr", "hr-bot\tProfile of dingtalk\n"),
        ("gettoken alimail -o dot", "dotenv\n"),
    ] {
        let text = format!("gettoken completions fish | source; complete -C '{line}'");
        assert_eq!(script(&env, "fish", &text).run().success(), candidates, "{line}");
    }
}

#[test]
fn bash_completes_partial_words() {
    if !installed("bash") {
        return;
    }
    for (words, candidates) in [
        ("alim", "alimail"),
        ("hr", "hr-bot"),
        ("hr-bot --app-k", "--app-key"),
        ("entra --ten", "--tenant"),
        ("alimail -o dot", "dotenv"),
        ("alimail --output = dot", "dotenv"),
        ("providers sh", "show"),
        ("config set-secret hr", "hr-bot"),
    ] {
        let env = TestEnv::new();
        env.write_config("[profiles.hr-bot]\nprovider = \"dingtalk\"\n");
        let text = format!(
            "source <(gettoken completions bash); COMP_WORDS=(gettoken {words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); \
             _gettoken gettoken \"${{COMP_WORDS[-1]}}\" \"${{COMP_WORDS[-2]}}\"; echo \"${{COMPREPLY[*]}}\""
        );
        assert_eq!(script(&env, "bash", &text).run().success(), format!("{candidates}\n"), "{words}");
    }
}
