//! The definitions that come with the program, sorted by name. The only Rust file that may name a
//! vendor: adding one is a file in `src/providers/` and a word here.

macro_rules! embed {
    ($($name:literal),+ $(,)?) => {
        &[$(($name, include_str!(concat!("../providers/", $name, ".toml")))),+]
    };
}

/// What help shows in its examples, and the demonstration plays when nothing else is named.
pub const SHOWN: &str = "alimail";

/// Name and text of every built-in definition.
pub const FILES: &[(&str, &str)] = embed![
    "alimail",
    "auth0",
    "azure-china",
    "baidu",
    "dingtalk",
    "dingtalk-corp",
    "dingtalk-user",
    "dingtalk-v1",
    "entra",
    "entra-v1",
    "exmail",
    "feishu",
    "feishu-user",
    "feishu-v3",
    "gitee",
    "github",
    "google",
    "huawei",
    "keycloak",
    "oauth2",
    "okta",
    "qq-bot",
    "qq-connect",
    "qqmail",
    "wechat",
    "wechat-stable",
    "wechat-user",
    "wecom",
];
