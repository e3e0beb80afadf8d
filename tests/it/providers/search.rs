//! `gettoken providers search`: by name, title in either language, and host.

use serde_json::Value;

use crate::support::environment::TestEnv;

fn search(words: &[&str]) -> Vec<String> {
    let found = TestEnv::new().gettoken(&[&["providers", "search"], words].concat()).run().success();
    let table = found.split("\n\n").next().unwrap();
    table.lines().map(|line| line.split(' ').next().unwrap().to_owned()).collect()
}

#[test]
fn names_titles_and_hosts_are_searched() {
    assert_eq!(search(&["钉钉"])[0], "dingtalk");
    assert!(search(&["DingTalk"]).len() > 2);
    assert_eq!(search(&["阿里邮箱"]), ["alimail"]);
    assert_eq!(search(&["qyapi.weixin.qq.com"]), ["wecom", "wecom-provider"]);
    assert!(search(&["https://graph.microsoft.com/v1.0/me"]).contains(&"entra".to_owned()));
    assert!(search(&["chinacloudapi"]).contains(&"azure-china".to_owned()));
}

#[test]
fn the_name_itself_comes_first_and_every_word_counts() {
    assert_eq!(search(&["wechat"])[0], "wechat");
    assert_eq!(search(&["feishu", "v3"]), ["feishu-v3"]);
}

#[test]
fn nothing_found_is_said_and_no_error() {
    let env = TestEnv::new();
    let outcome = env.gettoken(&["providers", "search", "xyzzy"]).run();
    assert!(outcome.stderr.contains("no provider matches `xyzzy`"), "{outcome:?}");
    assert_eq!(outcome.success(), "");
    let found = env.gettoken(&["providers", "search", "xyzzy", "--json"]).run().success();
    assert_eq!(found, "{\"version\":1,\"providers\":[]}\n");
}

/// What each definition of a vendor is for, in a line each: after a search on stdout, and beside a definition on stderr.
#[test]
fn definitions_of_one_vendor_say_which_to_choose() {
    let env = TestEnv::new();
    for (lang, heading, text) in [
        ("en", "Which one of `dingtalk` to use:", "a person logs in"),
        ("zh", "`dingtalk` 各平台定义的用途：", "由用户登录"),
    ] {
        let found = env.gettoken(&["providers", "search", "dingtalk-user", "--lang", lang]).run().success();
        let (_, family) = found.split_once("\n\n").unwrap();
        let line = |name: &str| family.lines().find(|line| line.starts_with(&format!("  {name} "))).unwrap();
        assert!(family.starts_with(heading) && line("dingtalk-user").contains(text), "{found}");
        assert!(line("dingtalk").contains("oapi.dingtalk.com"), "{found}");
        let shown = env.gettoken(&["providers", "show", "dingtalk", "--lang", lang]).run();
        assert!(shown.stderr.contains(heading) && shown.stderr.contains("\n  dingtalk-v1 "), "{shown:?}");
        assert!(!shown.success().contains(heading));
    }
    assert_eq!(env.gettoken(&["providers", "show", "alimail"]).run().stderr, "");
    assert!(!env.gettoken(&["providers", "search", "alimail"]).run().success().contains("\n\n"));
}

#[test]
fn a_family_needs_what_its_member_is_for() {
    let env = TestEnv::new();
    let grant = "[client-credentials]\nurl = \"https://login.acme.example/t\"\n";
    for (lines, is_right) in
        [("family = \"a\"", false), ("choose = \"a\"", false), ("family = \"a\"\nchoose = \"b\"", true)]
    {
        env.write_provider("acme", &format!("title = \"Acme\"\n{lines}\n{grant}"));
        let checked = env.gettoken(&["providers", "check", "acme"]).run();
        assert_eq!(checked.code == Some(0), is_right, "{checked:?}");
        assert!(is_right || checked.stderr.contains("`family` and `choose` belong together"), "{checked:?}");
    }
}

#[test]
fn own_definitions_are_found_and_json_has_their_rows() {
    let env = TestEnv::new();
    env.write_provider(
        "acme",
        "title = \"Acme Mail\"\n[client-credentials]\nurl = \"https://login.acme.example/t\"\n",
    );
    let found = env.gettoken(&["providers", "search", "acme.example", "--json"]).run().success();
    let found: Value = serde_json::from_str(&found).unwrap();
    assert_eq!(
        (&found["providers"][0]["name"], &found["providers"][0]["own"]),
        (&"acme".into(), &true.into())
    );
}
