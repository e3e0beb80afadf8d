//! `gettoken explain`: what a vendor's error code means, and what to do.

use serde_json::Value;

use crate::support::environment::TestEnv;
use crate::support::providers::{sample, some_of};

fn explain(args: &[&str]) -> String {
    TestEnv::new().gettoken(&[&["explain"], args].concat()).run().success()
}

fn json(args: &[&str]) -> Value {
    serde_json::from_str(&explain(&[args, &["--json"]].concat())).unwrap()
}

#[test]
fn a_code_is_explained_with_the_vendors_words_and_a_hint() {
    let text = explain(&["dingtalk", "60020"]);
    for expected in [
        "DingTalk (钉钉), oapi.dingtalk.com: 60020\n",
        "vendor's words  访问ip不在白名单之中\n",
        "meaning         no permission\n",
        "exit status     5\n",
        "add this machine's IP address",
        "https://open.dingtalk.com/",
    ] {
        assert!(text.contains(expected), "{text}");
    }
}

#[test]
fn hints_name_the_profile_that_is_typed() {
    let env = TestEnv::new();
    env.write_config("[profiles.sso]\nprovider = \"oauth2\"\n");
    let text = env.gettoken(&["explain", "sso", "invalid_grant"]).run().success();
    assert!(text.contains("`gettoken login sso`") && text.contains("`gettoken doctor sso`"), "{text}");
    let all = env.gettoken(&["explain", "sso"]).run().success();
    assert!(all.contains("`gettoken explain sso CODE`"), "{all}");
}

#[test]
fn a_code_may_mean_two_things() {
    let text = explain(&["dingtalk", "40001"]);
    let (token, api) = text.split_once("  API").unwrap();
    assert!(token.contains("token endpoint  wrong credentials (exit status 5)"), "{text}");
    assert!(api.contains("token rejected (exit status 5)") && api.contains("--rejected"), "{text}");
    let text = explain(&["entra", "invalid_grant"]);
    assert!(
        text.contains("login required (exit status 4)") && text.contains("gettoken login entra"),
        "{text}"
    );
}

#[test]
fn patterns_statuses_negative_codes_and_standard_codes_are_known() {
    for (provider, code, meaning, exit) in [
        ("dingtalk", "90005", "too many requests", 7),
        ("dingtalk", "-1", "temporary failure", 7),
        ("github", "invalid_scope", "no permission", 5),
        ("google", "http:503", "temporary failure", 7),
    ] {
        let text = explain(&[provider, code]);
        let has_status =
            [format!("(exit status {exit})"), format!("  {exit}\n")].iter().any(|it| text.contains(it));
        assert!(text.contains(meaning) && has_status, "{text}");
    }
    assert!(explain(&["dingtalk", "90018"]).contains("gettoken waits 1 s"));
}

#[test]
fn without_a_code_all_codes_are_listed() {
    let text = explain(&["dingtalk"]);
    assert!(text.starts_with("CODE   MEANING"), "{text}");
    for code in ["-1 ", "9000*", "60020", "deny"] {
        assert!(text.lines().any(|line| line.starts_with(code)), "{text}");
    }
}

#[test]
fn json_has_every_place_and_its_exit_status() {
    let found = json(&["dingtalk", "40001"]);
    assert_eq!((&found["version"], &found["provider"]), (&Value::from(1), &Value::from("dingtalk")));
    let meanings = &found["codes"][0]["meanings"];
    assert_eq!((&meanings[0]["at"], &meanings[0]["class"]), (&"token".into(), &"bad-credentials".into()));
    assert_eq!((&meanings[1]["at"], &meanings[1]["class"]), (&"api".into(), &"token-invalid".into()));
    assert_eq!((&meanings[1]["exit"], &meanings[1]["retryable"]), (&5.into(), &false.into()));
}

/// What `explain` says is what a call does: the exit statuses of the examples are those of their codes.
#[test]
fn every_code_of_every_provider_is_explained() {
    for (number, name) in sample().iter().enumerate() {
        let all = json(&[name]);
        for code in some_of(all["codes"].as_array().unwrap(), 4, number) {
            let code = code["code"].as_str().unwrap();
            let found = json(&[name, code.trim_end_matches('*')]);
            assert!(!found["codes"][0]["meanings"].as_array().unwrap().is_empty(), "{name} {code}");
        }
    }
}

#[test]
fn a_profile_is_explained_by_its_provider() {
    let env = TestEnv::new();
    env.write_config("[profiles.hr-bot]\nprovider = \"dingtalk\"\n");
    let text = env.gettoken(&["explain", "hr-bot", "40096"]).run().success();
    assert!(text.contains("不合法的appKey或appSecret"), "{text}");
}

#[test]
fn unknown_codes_and_providers_have_their_own_exit_statuses() {
    let env = TestEnv::new();
    let stderr = env.gettoken(&["explain", "dingtalk", "424242"]).run().failed(5);
    assert!(stderr.contains("unknown code `424242` of `dingtalk`"), "{stderr}");
    assert!(
        stderr.contains("`gettoken explain dingtalk`") && stderr.contains("open.dingtalk.com"),
        "{stderr}"
    );
    let stderr = env.gettoken(&["explain", "dingtlak", "1"]).run().failed(2);
    assert!(stderr.contains("did you mean `dingtalk`?"), "{stderr}");
}

#[test]
fn a_code_of_another_provider_of_the_family_is_explained() {
    let text = explain(&["feishu", "20071"]);
    let (first, explained) = text.split_once("\n\n").unwrap();
    assert_eq!(first, "`20071` is not a code of `feishu`, but of `feishu-user`:");
    assert_eq!(explained, explain(&["feishu-user", "20071"]));
    let found = json(&["feishu", "20071"]);
    let code = &found["codes"][0];
    assert_eq!((&found["provider"], &code["provider"]), (&"feishu".into(), &"feishu-user".into()));
    let env = TestEnv::new();
    let chinese = env.gettoken(&["explain", "feishu", "20071", "--lang", "zh"]).run().success();
    assert!(
        chinese.starts_with("`20071` 不是 `feishu` 的错误码，而是 `feishu-user` 的错误码：\n"),
        "{chinese}"
    );

    // Each meaning once, with all providers that have it; a user's definition has the family of its base.
    for name in ["a", "b", "c"] {
        let class = if name == "c" { "quota" } else { "denied" };
        env.write_provider(
            name,
            &format!(
                "title = \"Vendor {name}\"\nfamily = \"v\"\nchoose = \"{name}\"\n\
                 [client-credentials]\nurl = \"https://v.example/t\"\n[errors]\ntoken.{class} = [\"E7\"]\n"
            ),
        );
    }
    let other = "[client-credentials]\nurl = \"https://v.example/t\"\n";
    env.write_provider("d", &format!("title = \"D\"\nfamily = \"v\"\nchoose = \"d\"\n{other}"));
    env.write_provider("own", "title = \"Own\"\nextends = \"d\"\n");
    for name in ["d", "own"] {
        let text = env.gettoken(&["explain", name, "E7"]).run().success();
        assert!(
            text.starts_with(&format!("`E7` is not a code of `{name}`, but of `a`, `b` and `c`:\n")),
            "{text}"
        );
        let titles = ["Vendor a: E7\n", "Vendor b: E7\n", "Vendor c: E7\n"].map(|title| text.contains(title));
        assert_eq!(titles, [true, false, true], "{text}");
    }
    let stderr = env.gettoken(&["explain", "d", "E8"]).run().failed(5);
    assert!(stderr.contains("unknown code `E8` of `d`"), "{stderr}");
}

#[test]
fn a_definition_of_the_users_own_is_explained() {
    let env = TestEnv::new();
    env.write_provider(
        "mine",
        "title = \"Mine\"\n[client-credentials]\nurl = \"https://a.example/t\"\n\
         [errors]\ntoken.denied = [\"E7\"]\n[hints]\n\"token:E7\" = \"ask Bob\"\n",
    );
    let text = env.gettoken(&["explain", "mine", "E7"]).run().success();
    assert!(text.contains("  no permission\n") && text.contains("ask Bob"), "{text}");
    assert!(env.gettoken(&["explain", "mine"]).run().success().contains("E7"));
}

/// The names of examples are notes for readers of the definition.
#[test]
fn names_of_examples_are_not_shown() {
    for args in [&["dingtalk"][..], &["dingtalk", "40014"], &["dingtalk", "deny"]] {
        let text = explain(args);
        assert!(!text.contains("wrapped") && !text.contains("the firewall's JSON"), "{text}");
    }
}

#[test]
fn a_forgotten_provider_is_named_and_a_word_for_several_is_enough() {
    let fails = |args: &[&str]| TestEnv::new().gettoken(&[&["explain"], args].concat()).run().failed(2);
    assert!(fails(&["40089"]).contains("`gettoken explain dingtalk 40089`"), "{}", fails(&["40089"]));
    let several = fails(&["40001"]);
    assert!(several.contains("dingtalk, ") && several.contains("wecom, "), "{several}");
    assert!(fails(&["123456789"]).contains("`gettoken explain PROVIDER CODE`"));
    assert!(fails(&["dingtlak"]).contains("did you mean `dingtalk`?"));
    assert_eq!(explain(&["钉钉", "60020"]), explain(&["dingtalk", "60020"]));
    assert!(fails(&["钉钉"]).contains("may mean several providers"));
}

#[test]
fn the_list_says_what_to_do_and_quotes_the_vendor() {
    let text = explain(&["dingtalk"]);
    // A hint, no placeholder for a value, and the vendor's words where there is no hint.
    for expected in [
        "60020  no permission      add this machine's IP address",
        "deny   too many requests  this IP address is banned",
        "-1     temporary failure  \"系统繁忙\"",
    ] {
        assert!(text.contains(expected), "{text}");
    }
    assert!(!text.contains("xxx"), "{text}");
    let chinese = |args: &[&str]| {
        let args = [&["explain"], args].concat();
        TestEnv::new().gettoken(&args).env("GETTOKEN_LANG", "zh").run().success()
    };
    let (list, code) = (chinese(&["dingtalk"]), chinese(&["dingtalk", "40001"]));
    assert!(list.contains("（调用 API 时）") && code.contains("  获取令牌时   凭证错误"), "{list}{code}");
}
