//! `gettoken providers search`: by name, title in either language, and host.

use serde_json::Value;

use crate::support::environment::TestEnv;

fn search(words: &[&str]) -> Vec<String> {
    let found = TestEnv::new().gettoken(&[&["providers", "search"], words].concat()).run().success();
    found.lines().map(|line| line.split(' ').next().unwrap().to_owned()).collect()
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
