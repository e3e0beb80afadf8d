//! The language of help, errors and messages: how it is chosen, that Chinese is complete, and that output for
//! programs is the same in every language.

use std::collections::BTreeSet;

#[cfg(unix)]
use crate::support::conversation::{Conversation, skip_without_terminal};
use crate::support::environment::TestEnv;
use crate::support::issuer::{Issuer, configure, login};
use crate::support::person::{address, agree, query, visit, with_query};
use crate::support::providers::{definition, names as provider_names, sample};
use crate::support::vendor::Vendor;
use crate::support::world::{Reply, World};

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
fn durations_are_in_the_language_of_the_text_around_them() {
    for (life, english, chinese) in [
        (65, "1m ", "1 分 "),
        (3 * 3600 + 65, "3h 1m", "3 小时 1 分"),
        (2 * 86_400 + 3700, "2d 1h", "2 天 1 小时"),
    ] {
        let (env, vendor) = (TestEnv::new(), Vendor::new(life));
        vendor.call(&env).run().success();
        let shown = |language: &str, args: &[&str]| {
            env.gettoken(&[args, &["--lang", language]].concat()).run().success()
        };
        for args in [["status", "oauth2"].as_slice(), &["cache", "list"]] {
            let text = shown("en", args);
            assert!(text.contains(english), "{args:?}: {text}");
            let text = shown("zh", args);
            assert!(text.contains(chinese) && !text.contains(english), "{args:?}: {text}");
        }
    }
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
    api bearer cache clear completions config demo doctor exec explain fetch gettoken help id import inspect login logout man providers \
    search set setup show status tour unset jq key keys profile profiles actor audience cacert certificate credentials grant output params provider \
    proxy resource subject vars \
    list path verify check init get store erase header json shell token app auto always never \
    bash curl docker dotenv elvish env fish gcloud git kubectl netrc oauthbearer OpenSSH podman powershell skopeo text xoauth \
    zsh http https echo ls slurp source exec credHelpers GiB KiB TLS ext gnu linux musl en zh nobody true false null \
    Pointer introspect OpenID revoke userinfo Basic DPoP Secret Service Windows chmod chown cntlm defaults kubeconfig localhost px root user \
    scope consent realm openid ticket offline access select_account \
    Redis Sentinel Valkey etcd etcds share shared \
    Actions Cloud Compute Engine Functions GitLab identity Kubernetes Pod Run serviceAccountToken \
    eval iex App AppGallery AppID AppKey AppSecret Azure Client Connect CorpID CorpId CorpSecret Device Entra Flow \
    GitHub Gitee Google Graph Key Keycloak Kit OAuth Okta Microsoft Native Push Refresh Secret SuiteKey SuiteSecret Token Type ID basic chinacloudapi cn common consumers \
    Account Adobe Anthropic Box Consumer DocuSign Enterprise Integration OpenAI OpenRouter Salesforce Server Snowflake \
    all authorize sdk documented client unverified \
    Store Workspace Zoom enterprise live yes default de dumb global hk host inside intl lark none organizations partner personal post production sandbox scan sg us \
    Access AccessKey CloudBase Core DevOps OneAccess OrgID SecretId SecretKey TickTick Web WeLink getAccessToken \
    ClientId ClientSecret Id MasterSecret RoleID SecretID SuiteTicket appId appSecret corpid frankfurt hongkong jinbao ktt logistics na shop tmall wap web \
    Amazon AppRole Atlassian Bitbucket Cognito Confluence Databricks Dropbox HubSpot Jira Kakao Linear Login Messaging \
    Naver Notion OneLogin OpenBao Oracle PayPal PingOne Reddit ServiceNow Shopify Slack Spotify Tailscale Twitch Vault Xero \
    Yandex Zoho ae ap au ca eu india jp sa uk";

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

/// The values of the variables of a built-in definition.
fn values(name: &str) -> Vec<String> {
    let definition: toml::Table = definition(name).parse().unwrap();
    let vars =
        definition.get("vars").and_then(toml::Value::as_table).into_iter().flat_map(toml::Table::values);
    let tables = vars.flat_map(|var| ["aliases", "choices"].map(|key| var.get(key)?.as_table()));
    tables.flatten().flat_map(toml::Table::keys).cloned().collect()
}

/// The words that may be in Chinese output.
fn names() -> BTreeSet<String> {
    let providers = provider_names();
    let parts = providers.iter().flat_map(|name| name.split('-').map(str::to_owned));
    NAMES
        .split_whitespace()
        .map(str::to_owned)
        .chain(parts)
        .chain(["hr-bot", "mail"].map(str::to_owned))
        .collect()
}

#[track_caller]
fn assert_chinese(text: &str) {
    let words = english_words(text, &names());
    assert!(is_chinese(text) && words.is_empty(), "{words:?} in:\n{text}");
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
        "config get",
        "config init",
        "config list",
        "config path",
        "config remove-secret",
        "config set",
        "config set-secret",
        "config unset",
        "demo",
        "docker-credential",
        "doctor",
        "exec",
        "explain",
        "fetch",
        "git-credential",
        "login",
        "logout",
        "man",
        "providers",
        "providers check",
        "providers list",
        "providers search",
        "providers show",
        "setup",
        "status",
    ];
    let of_commands = commands.map(|line| line.split_whitespace().map(str::to_owned).collect());
    let of_providers = providers.iter().map(|name| vec![name.clone()]);
    let verbs = ["api", "doctor", "login", "logout"].into_iter();
    let below = verbs.filter_map(|verb| Some(vec![verb.to_owned(), providers.first()?.clone()]));
    of_commands.into_iter().chain(of_providers).chain(below).collect()
}

#[test]
fn chinese_output_has_no_english_words() {
    let env = TestEnv::new();
    env.write_config(
        "[profiles.hr-bot]\nprovider = \"dingtalk\"\nclient-id = \"i\"\n\
         client-secret = { file = \"secret\" }\n[profiles.mail]\nprovider = \"alimail\"\n",
    );
    let names = names();
    let mut lines: Vec<Vec<String>> = Vec::new();
    for page in help_pages(&sample().iter().cloned().collect::<Vec<_>>()) {
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
        "oauth2 --token-url http://a.example/t --client-id i",
        "oauth2 --token-url x --client-id i",
        "oauth2 --client-id i",
        "config init",
        "--lang=fr",
        "alimail --proxy x.invalid --client-id i --client-secret s",
        "alimail --cacert /nonexistent --client-id i",
        "alimail --host a/b --client-id i --client-secret s",
        "alimail --client-id i --client-secret= ",
        "hr-bot -o xoauth2",
        "config check",
        "doctor",
        "doctor nobody",
        "doctor hr-bot --timeout 1",
        "setup",
        "setup alimail",
        "setup hr-bot",
        "setup nobody",
        "status",
        "status nobody",
        "status mail --check",
        "explain",
        "explain dingtlk",
        "explain dingtalk 404040",
        "explain dingtalk 40089",
        "man",
        "man nothing",
        "man status",
        "config get",
        "config get hr-bot",
        "config get hr-bot.scope",
        "config get hr-bot.client-secret",
        "config get client-id",
        "config get hr-bot.bogus",
        "config set hr-bot.scope",
        "config set hr-bot.retries x",
        "config set defaults.retries x",
        "config set defaults.retries 99",
        "config set defaults.timeout never",
        "config set defaults.cache perhaps",
        "config set defaults.output jsn",
        "config set defaults.store x",
        "config set hr-bot.grant x",
        "config set hr-bot.client-secret x",
        "config set hr-bot.provider nobody",
        "config set hr-bot.scope [a",
        "config set hr-bot.client-id a b",
        "config set other.client-id a",
        "config set hr-bot.api-host a/b",
        "config unset hr-bot.scope",
        "config unset nobody",
        "config unset other.scope",
        "providers search",
        "providers search nothing-like-it",
        "demo --tour --login",
        "demo github --tour",
        "demo alimail --login",
        "dingtalk",
        "dingtalk#",
        "钉钉",
        "微信",
        "ali",
        "--config-dir /dev/null alimail",
        "oauth2 --token-url https://a.example/t#x --client-id i --client-secret s",
    ];
    lines.extend(errors.map(|line| line.split_whitespace().map(str::to_owned).collect()));
    let pages = help_pages(&[]).into_iter().filter(|page| !page.is_empty());
    lines.extend(pages.map(|page| ["man".to_owned(), page.join("-")].to_vec()));
    let (providers, mut found) = (provider_names(), Vec::new());
    for line in lines {
        let args: Vec<&str> = line.iter().map(String::as_str).collect();
        // Nobody listens there, so no vendor is asked.
        let call = env.gettoken(&args).env("HTTPS_PROXY", "http://127.0.0.1:9");
        let shown = call.env("LC_ALL", "zh_CN.UTF-8").run();
        let text = format!("{}{}", shown.stdout, shown.stderr);
        let home = env.path("").display().to_string();
        let mut words = english_words(&text.replace(home.trim_end_matches('/'), ""), &names);
        if let Some(name) = args.first().filter(|word| providers.iter().any(|name| name == *word)) {
            let values = values(name);
            words.retain(|word| !values.contains(word));
        }
        if !words.is_empty() {
            found.push(format!("gettoken {}: {words:?}", args.join(" ")));
        }
        assert!(is_chinese(&text), "gettoken {}: {text}", args.join(" "));
    }
    assert!(found.is_empty(), "{found:#?}");
}

/// Also the texts of situations that no test brings about.
#[test]
fn chinese_catalog_has_no_english_words() {
    let catalog: toml::Table = include_str!("../../../src/messages/zh.toml").parse().unwrap();
    let names = names();
    let mut found = Vec::new();
    for (code, text) in &catalog {
        let text = text.as_str().unwrap();
        // Examples are commands with comments.
        let comments = text.lines().map(|line| line.split_once(" # ").map_or("", |(_, comment)| comment));
        let comments: Vec<&str> = comments.collect();
        let text = if code.ends_with("-examples") { comments.join("\n") } else { text.to_owned() };
        let words = english_words(&text, &names);
        if !words.is_empty() {
            found.push(format!("{code}: {words:?}"));
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

/// Config files with a fault, which `config check` reports.
#[test]
fn chinese_errors_of_config_files_have_no_english_words() {
    let profile = "[profiles.mail]\nprovider = \"alimail\"\n";
    for fault in [
        "[defaults]\ntimeout = \"never\"\n",
        "[defaults]\ntimeout = -1\n",
        "[defaults]\ntimeout = true\n",
        "[defaults]\nretries = 99\n",
        "[defaults]\nretries = \"x\"\n",
        "[defaults]\noutput = \"jsn\"\n",
        "[defaults]\nstore = \"cloud\"\n",
        "[default]\n",
        "x = 1\nx = 2\n",
        "x = \n",
        "x = \"a\n",
        "[profiles.mail\n",
        &format!("{profile}client-secret = {{ file = \"a\", env = \"b\" }}\n"),
        &format!("{profile}client-secret = {{ vault = \"a\" }}\n"),
        &format!("{profile}client-secret = 5\n"),
        &format!("{profile}scope = 5\n"),
        &format!("{profile}scope = [5]\n"),
        &format!("{profile}grant = \"person\"\n"),
        &format!("{profile}cache = \"yes\"\n"),
        &format!("{profile}vars = {{ bogus = \"x\" }}\n"),
        &format!("{profile}params = {{ \"\" = \"x\" }}\n"),
        &format!("{profile}clientid = \"x\"\n"),
        &format!("{profile}{profile}"),
        "[profiles.\"a b\"]\nprovider = \"alimail\"\n",
        "[profiles.mail]\nprovider = \"nobody\"\n",
        "[profiles.mail]\n",
    ] {
        let env = TestEnv::new();
        env.write_config(fault);
        let shown = env.gettoken(&["config", "check"]).env("GETTOKEN_LANG", "zh").run();
        assert_ne!(shown.code, Some(0), "{fault}");
        let home = env.path("").display().to_string();
        assert_chinese(&shown.stderr.replace(home.trim_end_matches('/'), ""));
    }
}

#[test]
fn chinese_errors_of_definitions_have_no_english_words() {
    for fault in [
        "[client-credentials]\nurl = \"https://a.example/{t\"\n",
        "[client-credentials]\nurl = \"https://a.example/{a b}\"\n",
        "[client-credentials]\nurl = \"https://a.example/t\"\nparams = { a = 1.5 }\n",
        "[client-credentials]\nurl = \"https://a.example/t\"\nparams = { a = {} }\n",
        "[client-credentials]\nurl = \"https://a.example/t\"\nclient-auth = \"{\"\n",
        "[reply]\ntoken = \"token\"\n",
        "[reply]\ntoken = \"/*\"\n",
        "[assertion]\nclaims = { a = {} }\n",
        "[assertion]\nclaims = { a = 1.5 }\n",
        "[assertion]\nclaims = { a = { from-now = \"soon\" } }\n",
        "[assertion]\nclaims = { a = \"{\" }\n",
    ] {
        let env = TestEnv::new();
        let file = env.path("own.toml");
        std::fs::write(&file, format!("title = \"Own\"\n{fault}")).unwrap();
        let shown = env.gettoken(&["providers", "check"]).arg(&file).env("GETTOKEN_LANG", "zh").run();
        assert_ne!(shown.code, Some(0), "{fault}");
        let home = env.path("").display().to_string();
        assert_chinese(&shown.stderr.replace(home.trim_end_matches('/'), ""));
    }
}

#[test]
fn chinese_texts_of_definitions_have_no_english_words() {
    let env = TestEnv::new();
    let names = names();
    for name in provider_names() {
        let definition = env.gettoken(&["providers", "show", &name]).run().success();
        let definition: toml::Table = toml::from_str(&definition).unwrap();
        assert_eq!(definition["zh"].get("steps").is_some(), definition.contains_key("console"), "{name}");
        let words = english_words(&texts(&definition["zh"]).join("\n"), &names);
        assert!(words.is_empty(), "{name}: {words:?}");
    }
}

/// All strings in a value.
fn texts(value: &toml::Value) -> Vec<String> {
    match value {
        toml::Value::String(text) => vec![text.clone()],
        toml::Value::Table(table) => table.values().flat_map(texts).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn chinese_explanations_have_no_english_words_but_the_vendors_own() {
    let env = TestEnv::new();
    let explain = |args: &[&str]| env.gettoken(&["explain"]).args(args).env("GETTOKEN_LANG", "zh").run();
    for name in sample() {
        let known = explain(&[name, "--json"]).success();
        let known: serde_json::Value = serde_json::from_str(&known).unwrap();
        let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let codes = known["codes"].as_array().into_iter().flatten();
        let words = codes.flat_map(|code| {
            let words = code["words"].as_array().into_iter().flatten();
            words.chain([&code["code"]]).filter_map(serde_json::Value::as_str).map(plain)
        });
        let mut words: Vec<String> = words.collect();
        words.sort_by_key(|words| std::cmp::Reverse(words.len()));
        let own = |text: String| words.iter().fold(plain(&text), |text, words| text.replace(words, ""));
        let listed = explain(&[name]).success();
        let Some(code) = known["codes"][0]["code"].as_str() else { continue };
        assert_chinese(&own(listed));
        assert_chinese(&own(explain(&[name, code]).success()));
    }
}

#[test]
fn chinese_status_and_cache_have_no_english_words() {
    let (env, vendor) = (TestEnv::new(), Vendor::new(3600));
    env.write_config(&format!(
        "[profiles.hr-bot]\nprovider = \"oauth2\"\nclient-id = \"i\"\nclient-secret = {{ env = \"SECRET\" }}\n\
         [profiles.hr-bot.vars]\ntoken-url = \"{}\"\n[profiles.mail]\nprovider = \"github\"\n",
        vendor.url()
    ));
    let call = |line: &str| {
        let args: Vec<&str> = line.split(' ').collect();
        env.gettoken(&args).env("SECRET", "s").env("GETTOKEN_LANG", "zh").run()
    };
    call("hr-bot -o token").success();
    vendor.call(&env).run().success();
    for line in ["status", "cache list", "cache verify", "doctor hr-bot", "cache clear hr-bot", "status"] {
        let shown = call(line);
        let home = env.path("").display().to_string();
        let text = format!("{}{}", shown.stdout, shown.stderr);
        assert_chinese(&text.replace(home.trim_end_matches('/'), ""));
        // A duration is not `59m 59s`.
        let unit = |word: &str| word.trim_start_matches(|c: char| c.is_ascii_digit()).len() == 1;
        // The key of an entry has eight letters and digits.
        let is_number = |word: &str| word.len() < 8 && word.starts_with(|c: char| c.is_ascii_digit());
        let is_short = |word: &&str| unit(word) && is_number(word);
        assert_eq!(text.split_whitespace().find(is_short), None, "{text}");
    }
}

#[test]
fn chinese_demo_has_no_english_words_but_the_vendors_own() {
    let env = TestEnv::new();
    for line in ["demo --tour", "demo dingtalk --tour", "demo --login", "demo github --login"] {
        let args: Vec<&str> = line.split(' ').collect();
        let shown = env.gettoken(&args).env("GETTOKEN_LANG", "zh").run();
        assert_eq!(shown.code, Some(0), "{shown:?}");
        let text = format!("{}{}", shown.stdout, shown.stderr);
        // The commands of the demo, what they print for programs, and what the vendor says.
        let is_own = |line: &&str| {
            let is_output =
                ["access_token: ", "token_type: ", "expires_at: ", "scope: ", "{", "Authorization: "];
            !line.starts_with("$ ") && !is_output.iter().any(|start| line.starts_with(start))
        };
        let text = text.lines().filter(is_own).collect::<Vec<_>>().join("\n");
        let refusals = ["client_id or client_secret is invalid", "不合法的appKey或appSecret"];
        assert_chinese(&refusals.iter().fold(text, |text, words| text.replace(words, "")));
    }
}

#[cfg(unix)]
#[test]
fn chinese_setup_has_no_english_words() {
    if skip_without_terminal() {
        return;
    }
    let env = TestEnv::new();
    let world =
        World::start(|_| Reply::json(200, r#"{"access_token":"t","token_type":"bearer","expires_in":7200}"#));
    let mut person = Conversation::start_with(&env, Some(&world), "setup", &[("LC_ALL", "zh_CN.UTF-8")]);
    person
        .answer("输入序号、名称或搜索词：", "nobody")
        .answer("输入序号、名称或搜索词：", "钉")
        .answer("输入序号、名称或搜索词：", "alimail");
    person
        .answer("配置集名称，用来区分多个账号，可含 a-z、0-9、`-`、`_`、`.`（默认 alimail）：", "")
        .answer("应用ID：", "")
        .answer("应用ID：", "app-1 ");
    person.answer("输入时不显示", "s").hear("1) cn").answer("请输入序号（默认 1）：", "");
    person.answer("请输入序号（默认 1）：", "9").answer("请输入序号（默认 1）：", "").hear("下一步：");
    let ending = person.end();
    assert_eq!(ending.code, Some(0), "{}", ending.screen);
    let home = env.path("").display().to_string();
    assert_chinese(&ending.screen.replace(home.trim_end_matches('/'), ""));
    let mut person =
        Conversation::start_with(&env, Some(&world), "setup alimail", &[("LC_ALL", "zh_CN.UTF-8")]);
    person
        .answer("请输入序号：", "x")
        .answer("请输入序号：", "2")
        .hear("配置集名称，用来区分多个账号，可含 a-z、0-9、`-`、`_`、`.`：")
        .press("\u{3}");
    let screen = person.end().screen;
    assert_chinese(&screen.replace(home.trim_end_matches('/'), ""));
}

#[test]
fn chinese_login_has_no_english_words_in_the_terminal_and_the_browser() {
    let (issuer, env) = (Issuer::new(), TestEnv::new());
    let world = issuer.world();
    configure(&env, &world);
    let login = login(&env, &world).env("GETTOKEN_LANG", "zh").spawn();
    let url = address(&login);
    let foreign = visit(&with_query(&query(&url)["redirect_uri"], &[("code", "x"), ("state", "x")]));
    let page = agree(&url);
    let stderr = login.wait().stderr;
    for page in [foreign, page] {
        let body = page.body.split("</style>").last().unwrap_or_default().to_owned();
        assert_chinese(&body);
    }
    assert_chinese(&stderr);
}
