//! The definitions that come with the program, sorted by name. The only Rust file that may name a
//! vendor: adding one is a file in `src/providers/` and a word here.

macro_rules! embed {
    ($(($name:literal, $($file:tt)+)),+ $(,)?) => {
        &[$(($name, {
            // Under a name of its own the linker can put it away from what every call reads.
            static TEXT: [u8; include_bytes!($($file)+).len()] = *include_bytes!($($file)+);
            text(&TEXT)
        })),+]
    };
    ($($name:literal),+ $(,)?) => {
        embed![$(($name, concat!("../providers/", $name, ".toml"))),+]
    };
}

const fn text(bytes: &'static [u8]) -> &'static str {
    match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(_) => panic!("a definition is text"),
    }
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

/// Name and content of each as build.rs prepares it: see [`super::find`].
pub const PREPARED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/providers.rs"));
