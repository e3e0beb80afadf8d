//! The language of help, errors and messages: how it is chosen, that Chinese is complete, and that output for
//! programs is the same in every language.

use std::collections::BTreeSet;

use crate::support::environment::TestEnv;

/// Returns whether the text has a Chinese character.
fn is_chinese(text: &str) -> bool {
    text.chars().any(|letter| ('\u{4e00}'..='\u{9fff}').contains(&letter))
}

#[test]
fn flag_variable_and_locale_choose_the_language() {
    let env = TestEnv::new();
    let choose = |args: &[&str], variables: &[(&str, &str)]| {
        let call = env.gettoken(&["nobody"]).args(args);
        let call = variables.iter().fold(call, |call, (name, value)| call.env(name, value));
        is_chinese(&call.run().failed(3))
    };
    assert!(!choose(&[], &[]));
    assert!(choose(&["--lang", "zh"], &[]));
    assert!(choose(&["--lang=zh"], &[("GETTOKEN_LANG", "en"), ("LC_ALL", "C")]));
    assert!(!choose(&["--lang=en"], &[("GETTOKEN_LANG", "zh")]));
    assert!(choose(&[], &[("GETTOKEN_LANG", "zh"), ("LC_ALL", "de_DE.UTF-8")]));
    assert!(!choose(&[], &[("GETTOKEN_LANG", "en"), ("LC_ALL", "zh_CN.UTF-8")]));
    assert!(choose(&[], &[("LANG", "zh_CN.UTF-8")]));
    assert!(!choose(&[], &[("LANG", "zh_CN.GBK")]));
    assert!(!choose(&[], &[("LC_ALL", "C.UTF-8"), ("LANG", "zh_CN.UTF-8")]));
}

#[test]
fn unknown_language_is_refused_as_a_flag_and_reported_as_a_variable() {
    let env = TestEnv::new();
    let stderr = env.gettoken(&["cache", "list", "--lang", "fr"]).run().failed(2);
    assert!(stderr.contains("fr") && stderr.contains("en, zh"), "{stderr}");
    let listed = env.gettoken(&["cache", "list"]).env("GETTOKEN_LANG", "fr").run();
    assert!(listed.stderr.contains("warning: ignoring GETTOKEN_LANG"), "{listed:?}");
    listed.success();
    // It is ours, so that the name is not reported as misspelt.
    let stderr = env.gettoken(&["nobody"]).env("GETTOKEN_LANG", "zh").run().failed(3);
    assert!(!stderr.contains("GETTOKEN_LANG"), "{stderr}");
}

#[test]
fn errors_for_programs_are_the_same_in_every_language() {
    let env = TestEnv::new();
    let json = |args: &[&str], language: &str| {
        env.gettoken(args).args(&["--error-format", "json"]).env("GETTOKEN_LANG", language).run()
    };
    for args in [&["nobody"][..], &["alimail", "--bogus"], &["alimail"], &["providers", "list", "--json"]] {
        assert_eq!(json(args, "en"), json(args, "zh"), "{args:?}");
    }
    // The free space of the disk is not the same in two reports.
    assert!(!is_chinese(&json(&["doctor", "--json", "nobody"], "zh").stdout));
}

/// Words that stay as they are in Chinese: names of programs, protocols and formats, and values that are typed.
const NAMES: &str = "\
    api bearer cache clear completions config demo doctor exec fetch gettoken help login logout providers show status \
    list path verify check init get store erase header json shell token app auto always never \
    bash curl docker dotenv elvish env fish gcloud git kubectl netrc oauthbearer podman powershell skopeo text xoauth \
    zsh http https echo ls slurp source exec credHelpers GiB TLS ext gnu linux musl en zh nobody true false null \
    scope consent realm openid ticket offline access select_account \
    eval iex App AppGallery AppID AppKey AppSecret Azure Client Connect CorpID CorpId CorpSecret Device Entra Flow \
    GitHub Gitee Google Graph Key Keycloak Kit OAuth Okta Microsoft Native Push Refresh Secret SuiteKey SuiteSecret Token Type ID basic chinacloudapi cn common consumers \
    default global host inside intl lark none organizations partner personal post production sandbox scan sg";

/// What `text` says in English, apart from literal values, placeholders, flags, names and paths.
fn english_words(text: &str, names: &BTreeSet<String>) -> Vec<String> {
    let mut rest = String::new();
    // Literal values are in backticks, labels of a vendor's console in corner brackets, placeholders in angle ones.
    let (mut until, mut depth) = (' ', false);
    for letter in text.chars() {
        match (depth, letter) {
            (false, '`' | '「' | '<') => {
                until = match letter {
                    '「' => '」',
                    '<' => '>',
                    other => other,
                };
                depth = true;
            }
            (true, letter) if letter == until => depth = false,
            (false, letter) => rest.push(letter),
            _ => {}
        }
    }
    let is_end = |letter: char| letter.is_whitespace() || letter > '\u{2000}' || "()[],;'".contains(letter);
    let words = rest.split(is_end).map(|word| word.trim_matches(['.', ':', '*']));
    let is_word = |word: &&str| {
        word.len() > 1
            && word.chars().all(|letter| letter.is_ascii_alphabetic())
            && word.chars().any(|letter| letter.is_ascii_lowercase())
    };
    words.filter(is_word).filter(|word| !names.contains(*word)).map(str::to_owned).collect()
}

/// Every command line that shows help: of commands, of their subcommands, and of every provider below them.
fn help_pages(providers: &[String]) -> Vec<Vec<String>> {
    let commands = [
        "",
        "api",
        "cache",
        "cache clear",
        "cache list",
        "cache path",
        "cache verify",
        "completions",
        "config",
        "config check",
        "config init",
        "config path",
        "config remove-secret",
        "config set-secret",
        "demo",
        "docker-credential",
        "doctor",
        "exec",
        "fetch",
        "git-credential",
        "login",
        "logout",
        "providers",
        "providers check",
        "providers list",
        "providers show",
    ];
    let of_commands = commands.map(|line| line.split_whitespace().map(str::to_owned).collect());
    let of_providers = providers.iter().map(|name| vec![name.clone()]);
    let below = ["api", "doctor", "login", "logout"].map(|verb| vec![verb.to_owned(), providers[0].clone()]);
    of_commands.into_iter().chain(of_providers).chain(below).collect()
}

#[test]
fn chinese_output_has_no_english_words() {
    let env = TestEnv::new();
    env.write_config(
        "[profiles.hr-bot]\nprovider = \"dingtalk\"\nclient-id = \"i\"\n\
         client-secret = { file = \"secret\" }\n[profiles.mail]\nprovider = \"alimail\"\n",
    );
    let listed = env.gettoken(&["providers", "list", "--json"]).run().success();
    let listed: serde_json::Value = serde_json::from_str(&listed).unwrap();
    let rows = listed.as_array().unwrap();
    let providers: Vec<String> = rows.iter().map(|row| row["name"].as_str().unwrap().to_owned()).collect();
    let names: BTreeSet<String> = NAMES
        .split_whitespace()
        .map(str::to_owned)
        .chain(providers.iter().flat_map(|name| name.split('-').map(str::to_owned)))
        .chain(["hr-bot", "mail"].map(str::to_owned))
        .collect();
    let mut lines: Vec<Vec<String>> = Vec::new();
    for page in help_pages(&providers) {
        for flag in ["-h", "--help"] {
            lines.push(page.iter().cloned().chain([flag.to_owned()]).collect());
        }
    }
    let errors = [
        "",
        "nobody",
        "alimial",
        "alimail",
        "entra",
        "alimail --bogus",
        "alimail --scpe x",
        "alimail --force --offline",
        "alimail --retries 99",
        "alimail --timeout abc",
        "alimail -o jsn",
        "alimail --force --force",
        "alimail x",
        "alimail --param x",
        "alimail --client-id",
        "alimail --client-id i --client-secret-file /nonexistent",
        "alimail --client-id i --client-secret s --offline",
        "github --client-id i --offline",
        "hr-bot",
        "hr-bot --client-secret-file .",
        "mail",
        "cache",
        "cache lst",
        "login",
        "logout github",
        "login alimail",
        "exec alimail",
        "exec",
        "api alimail",
        "api alimail x y z",
        "providers show",
        "providers show nobody",
        "providers check nobody",
        "providers check ./nonexistent.toml",
        "completions tcsh",
        "config set-secret mail",
        "demo github",
        "oauth2 --token-url http://a.example/t --client-id i",
        "oauth2 --token-url x --client-id i",
        "oauth2 --client-id i",
        "config init",
        "--lang=fr",
        "alimail --proxy x --client-id i --client-secret s",
        "alimail --cacert /nonexistent --client-id i",
        "alimail --host a/b --client-id i --client-secret s",
        "alimail --client-id i --client-secret= ",
        "hr-bot -o xoauth2",
        "config check",
        "doctor",
        "doctor nobody",
        "doctor hr-bot --timeout 1",
    ];
    lines.extend(errors.map(|line| line.split_whitespace().map(str::to_owned).collect()));
    let mut found = Vec::new();
    for line in lines {
        let args: Vec<&str> = line.iter().map(String::as_str).collect();
        let shown = env.gettoken(&args).env("LC_ALL", "zh_CN.UTF-8").run();
        let text = format!("{}{}", shown.stdout, shown.stderr);
        let home = env.path("").display().to_string();
        let words = english_words(&text.replace(home.trim_end_matches('/'), ""), &names);
        if !words.is_empty() {
            found.push(format!("gettoken {}: {words:?}", args.join(" ")));
        }
        assert!(is_chinese(&text), "gettoken {}: {text}", args.join(" "));
    }
    assert!(found.is_empty(), "{found:#?}");
}
