//! Completion: the candidates that the binary prints, and the shells that read them.

use crate::support::environment::TestEnv;
use crate::support::pty::leave_out_without_terminal;
use crate::support::shell::{installed, script, those_installed};
use crate::support::tools::skip_without;
use crate::support::world::{Reply, World};

#[track_caller]
fn assert_all_in(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
}

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
        ["api"].as_slice(),
        &["doctor"],
        &["exec"],
        &["exec", "alimail"],
        &["config", "set-secret"],
        &["git-credential"],
        &["docker-credential"],
    ] {
        assert_eq!(candidates(&env, "bash", &[words, &["hr-"]].concat()), "hr-bot\n", "{words:?}");
    }
    assert_eq!(candidates(&env, "bash", &["demo", "alim"]), "alimail\n");
    assert_eq!(candidates(&env, "bash", &["providers", "show", "alim"]), "alimail\n");
}

/// An empty line asks the shell for the name of a file.
const FILES: &str = "\n";

#[test]
fn completion_leaves_file_names_to_the_shell_where_a_file_is_meant() {
    let env = TestEnv::new();
    for words in [
        ["alimail", "--client-secret-file", "/"].as_slice(),
        &["alimail", "--cacert="],
        &["api", "alimail", "--input", "x"],
        &["providers", "check", "./"],
        &["--config-dir", ""],
        &["exec", "alimail", "--", "./"],
        &["exec", "alimail", "--", "git", ""],
    ] {
        assert_eq!(candidates(&env, "bash", words), FILES, "{words:?}");
    }
    for words in [
        ["alimail", "--user", ""].as_slice(),
        &["alimail", "--scope", "x"],
        &["alimail", "--client-secret", ""],
        &["cache", "clear", "x"],
    ] {
        assert_eq!(candidates(&env, "bash", words), "", "{words:?}");
    }
    assert_eq!(env.gettoken(&["completions", "bash", "--words"]).stdin("").run().success(), "");
}

#[test]
fn completion_offers_the_known_values() {
    let env = TestEnv::new();
    for (words, values) in [
        (["alimail", "--host", ""].as_slice(), "cn\nde\nhk\npersonal\nsg\nus\n"),
        (&["alimail", "--host", "s"], "sg\n"),
        (&["alimail", "--host=s"], "--host=sg\n"),
        (&["login", "dingtalk-user", "--region", ""], "cn\nintl\n"),
        (&["entra", "--cloud", "us"], "us-gov\nus-gov-dod\n"),
        (&["alimail", "-o", "j"], "json\n"),
        (&["alimail", "--grant", ""], "app\nuser\n"),
        (&["--color", ""], "auto\nalways\nnever\n"),
        (&["alimail", "--error-format", ""], "text\njson\n"),
        (&["setup", "alim"], "alimail\n"),
        (&["man", "config-s"], "config-set\nconfig-set-secret\n"),
        (&["man", "config."], "config.5\n"),
        (&["explain", "alim"], "alimail\n"),
        (&["explain", "dingtalk", "4009"], "40096\n"),
        (&["explain", "dingtalk", "x"], ""),
    ] {
        assert_eq!(candidates(&env, "bash", words), values, "{words:?}");
    }
}

#[test]
fn completion_offers_the_keys_of_the_config_file() {
    let env = TestEnv::new();
    env.write_config("[profiles.hr-bot]\nprovider = \"dingtalk-user\"\n");
    for command in ["get", "set", "unset"] {
        let keys = |word| candidates(&env, "bash", &["config", command, word]);
        assert_eq!(keys("defaults.o"), "defaults.output\n");
        assert_eq!(keys("hr-bot.client-secret.f"), "hr-bot.client-secret.file\n");
        assert_eq!(keys("hr-bot.vars.r"), "hr-bot.vars.region\n");
        assert_eq!(keys("alimail.client-i"), "alimail.client-id\n");
        // A profile of that name may not exist yet, but is not likely to be meant.
        assert_eq!(keys("alim"), "");
    }
}

#[test]
fn completion_offers_the_values_of_a_key() {
    let env = TestEnv::new();
    env.write_config("[profiles.hr-bot]\nprovider = \"dingtalk-user\"\n[profiles.wecom]\n");
    let values = |key, word| {
        let found = candidates(&env, "bash", &["config", "set", key, word]);
        let is_value = |line: &&str| !line.starts_with("--");
        found.split_inclusive('\n').filter(is_value).collect::<String>()
    };
    for (key, found) in [
        ("defaults.cache", "false\ntrue\n"),
        ("defaults.store", "file\nkeyring\n"),
        ("hr-bot.grant", "app\nuser\n"),
        ("profiles.hr-bot.store", "file\nkeyring\n"),
        ("hr-bot.vars.region", "cn\nintl\n"),
        ("hr-bot.region", "cn\nintl\n"),
        ("entra.cloud", "china\nglobal\nsovcloud-de\nsovcloud-fr\nsovcloud-sg\nus-gov\nus-gov-dod\n"),
        ("hr-bot.client-id", ""),
        ("hr-bot", ""),
        ("nonsense", ""),
        ("nobody.vars.region", ""),
    ] {
        assert_eq!(values(key, ""), found, "{key}");
    }
    assert_eq!(values("defaults.output", "js"), "json\n");
    assert_eq!(values("defaults.cacert", "x"), FILES);
    assert_eq!(values("hr-bot.client-secret.file", "/"), FILES);
    let providers = values("hr-bot.provider", "");
    assert_all_in(&providers, &["alimail\n", "wecom\n"]);
    assert!(!providers.contains("hr-bot"), "{providers}");
    // Only one value.
    assert_eq!(candidates(&env, "bash", &["config", "set", "defaults.cache", "true", "f"]), "");
}

#[test]
fn completion_of_a_login_offers_only_what_a_person_can_log_in_to() {
    let env = TestEnv::new();
    env.write_config("[profiles.hr-app]\nprovider = \"dingtalk\"\n[profiles.hr-me]\nprovider = \"github\"\n");
    for command in ["login", "logout"] {
        assert_eq!(candidates(&env, "bash", &[command, "hr-"]), "hr-me\n");
        assert_eq!(candidates(&env, "bash", &[command, "dingtalk"]), "dingtalk-user\n");
        assert_eq!(candidates(&env, "bash", &[command, "alim"]), "");
    }
}

#[test]
fn completion_of_cache_clear_offers_what_is_stored() {
    let env = TestEnv::new();
    let world = World::always(Reply::json(200, r#"{"access_token":"t0ken","expires_in":3600}"#));
    assert_eq!(candidates(&env, "bash", &["cache", "clear", "alim"]), "");
    let call = env.gettoken(&["alimail", "--client-id=i", "--client-secret=s"]);
    call.through(&world).run().success();
    assert_eq!(candidates(&env, "bash", &["cache", "clear", "al"]), "alimail\n");
}

#[test]
fn completion_of_exec_offers_programs_after_the_separator() {
    if skip_without(&["touch"]) {
        return;
    }
    let env = TestEnv::new();
    for words in
        [["exec", "alimail", "--", "tou"].as_slice(), &["-v", "exec", "alimail", "wecom", "--", "tou"]]
    {
        let found = candidates(&env, "bash", words);
        assert!(found.lines().any(|line| line == "touch"), "{words:?}: {found}");
        assert!(found.lines().all(|line| line.starts_with("tou")), "{words:?}: {found}");
    }
}

#[test]
fn completion_has_short_descriptions() {
    let env = TestEnv::new();
    for words in
        [[""].as_slice(), &["alimail", "--"], &["login", "github", "--"], &["exec", "--"], &["cache", ""]]
    {
        let found = candidates(&env, "fish", words);
        for line in found.lines() {
            let (_, help) = line.split_once('\t').unwrap_or((line, ""));
            assert!(help.chars().count() <= 60 && !help.contains('['), "{line}");
        }
    }
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
    env.write("authority.pem", "");
    for (line, candidates) in [
        ("gettoken alim", "alimail\tAlimail (阿里邮箱)\n"),
        ("gettoken hr", "hr-bot\tProfile of dingtalk\n"),
        ("gettoken alimail -o dot", "dotenv\n"),
        ("gettoken alimail --user ", ""),
        ("gettoken alimail --cacert=authori", "--cacert=authority.pem\n"),
        ("gettoken alimail --cacert authori", "authority.pem\n"),
        ("gettoken exec alimail -- unshar", "unshare\n"),
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
        ("alimail --host = s", "sg"),
        ("alimail --user x", ""),
        ("login hr", ""),
        ("exec alimail -- unshar", "unshare"),
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

/// Runs the function that zsh calls for these words, with its helpers replaced by ones that print.
#[test]
fn zsh_completes_partial_words() {
    if !installed("zsh") {
        return;
    }
    for (typed, candidates) in [
        ("alim", "alimail:Alimail (阿里邮箱)"),
        ("hr", "hr-bot:Profile of dingtalk"),
        ("alimail -o dot", "dotenv"),
        ("alimail --host s", "sg:alimail-sg.aliyuncs.com"),
        ("alimail --cacert x", "files"),
        ("alimail --user x", ""),
        ("exec alimail -- unshar", "unshare"),
        ("exec alimail -- git sta", "normal 2 git sta"),
    ] {
        let env = TestEnv::new();
        env.write_config("[profiles.hr-bot]\nprovider = \"dingtalk\"\n");
        let text = format!(
            "compdef() {{ }}; compset() {{ }}; _files() {{ print files }}; _normal() {{ print normal $CURRENT $words }}
             _describe() {{ print -l -- ${{(P)3}} }}
             source <(gettoken completions zsh); words=(gettoken {typed}); CURRENT=$#words; _gettoken"
        );
        let expected = if candidates.is_empty() { String::new() } else { format!("{candidates}\n") };
        assert_eq!(script(&env, "zsh", &text).run().success(), expected, "{typed}");
    }
}

/// Runs the function that elvish calls for these words, with its helpers replaced by ones that print: without a terminal,
/// there is no editor.
#[test]
fn elvish_completes_partial_words() {
    if !installed("elvish") {
        return;
    }
    for (typed, candidates) in [
        ("alim", "alimail=alimail  Alimail (阿里邮箱)"),
        ("hr", "hr-bot=hr-bot  Profile of dingtalk"),
        ("alimail -o dot", "dotenv=dotenv"),
        ("alimail --host s", "sg=sg  alimail-sg.aliyuncs.com"),
        ("alimail --cacert x", "x.pem=x.pem"),
        ("alimail --cacert=x", "--cacert=x.pem=x.pem"),
        ("alimail --user x", ""),
        ("exec alimail -- unshar", "unshare=unshare"),
    ] {
        let env = TestEnv::new();
        env.write_config("[profiles.hr-bot]\nprovider = \"dingtalk\"\n");
        let text = format!(
            "var editor: = (ns [&'completion:'=(ns [&arg-completer=[&]])
                 &complete-filename~={{|word| put [&stem=$word.pem &code-suffix=' '] }}
                 &complex-candidate~={{|word &display='' &code-suffix=''| echo $word'='$display }}])
             eval (gettoken completions elvish | slurp) &ns=(ns [&edit:=$editor:])
             $editor:completion:arg-completer[gettoken] gettoken {typed}"
        );
        let expected = if candidates.is_empty() { String::new() } else { format!("{candidates}\n") };
        assert_eq!(script(&env, "elvish", &text).run().success(), expected, "{typed}");
    }
}

/// In the shells themselves, set up by the documented line alone.
#[test]
fn completion_works_at_the_prompt() {
    for (shell, setup, line) in [
        ("bash", "bash --norc -i", "source <(gettoken completions bash)"),
        ("zsh", "zsh -f -i", "source <(gettoken completions zsh)"),
        ("elvish", "elvish -norc", "eval (gettoken completions elvish | slurp)"),
    ] {
        if those_installed(&[shell]).is_empty() || leave_out_without_terminal() {
            continue;
        }
        let env = TestEnv::new();
        env.write_config(
            "[profiles.hr-bot]\nprovider = \"dingtalk\"\nclient-id = \"i\"\nclient-secret = \"s\"\n",
        );
        let text = format!(
            "{{ sleep 1; printf '{line}\\n'; sleep 1; printf 'gettoken hr-\\t'; sleep 1; printf ' --dry\\t'; sleep 1; printf '\\nexit\\n'; }} |
             script -qec '{setup}' /dev/null"
        );
        let shown = script(&env, "sh", &text).env("TERM", "dumb").run().stdout;
        // The request of the completed command. Elvish draws the command itself in pieces.
        assert!(shown.contains("api.dingtalk.com"), "{shell}: {shown}");
    }
}
