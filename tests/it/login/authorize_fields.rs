//! The fields of the URL that the browser opens, beyond those that every login sends.

use std::collections::BTreeMap;

use crate::support::environment::TestEnv;
use crate::support::person::query;

/// A login at a standard server that only prints its URL.
fn login(env: &TestEnv, more: &[&str]) -> crate::support::process::Call {
    let args = ["login", "oauth2", "--client-id=app", "--token-url=https://auth.example.com/token"];
    let call = env.gettoken(&args).args(&["--authorize-url=https://auth.example.com/authorize", "--wait=0"]);
    call.args(more)
}

/// The fields of the URL that such a login prints.
#[track_caller]
fn fields(more: &[&str]) -> BTreeMap<String, String> {
    let stderr = login(&TestEnv::new(), more).arg("--no-browser").run().failed(4);
    query(stderr.lines().find(|line| line.contains("state=")).unwrap())
}

#[test]
fn scope_offline_access_asks_for_consent_unless_a_prompt_is_set() {
    for (args, expected) in [
        (&["--scope", "openid offline_access"][..], Some("consent")),
        (&["--scope=offline_access"], Some("consent")),
        (&["--scope=mail", "--scope=offline_access"], Some("consent")),
        (&["--scope", "openid,offline_access"], Some("consent")),
        (&["--scope", "offline_access", "--prompt", "login consent"], Some("login consent")),
        (&["--scope", "offline_access", "--prompt="], None),
        (&["--scope", "offline_access", "--authorize-param", "prompt=none"], Some("none")),
        (&["--scope", "openid"], None),
        (&["--scope", "offline_access2 x.offline_access"], None),
        (&[], None),
    ] {
        assert_eq!(fields(args).get("prompt").map(String::as_str), expected, "{args:?}");
    }
}

#[test]
fn scope_in_the_config_file_asks_for_consent_too() {
    let env = TestEnv::new();
    env.write_config("[profiles.oauth2]\nscope = [\"mail\", \"offline_access\"]\n");
    let stderr = login(&env, &["--no-browser"]).run().failed(4);
    assert!(stderr.contains("prompt=consent"), "{stderr}");
}

#[test]
fn each_flag_sets_its_field() {
    let all = fields(&[
        "--prompt=select_account",
        "--login-hint=me+x@example.com",
        "--max-age=1h",
        "--acr-values=urn:a",
        "--acr-values=urn:b",
        "--authorize-param=ui_locales=de fr",
        "--authorize-param=claims={\"id_token\":{\"acr\":null}}",
        "--authorize-param=x=1=2",
        "--authorize-param=y=1",
        "--authorize-param=y=2",
    ]);
    for (name, value) in [
        ("prompt", "select_account"),
        ("login_hint", "me+x@example.com"),
        ("max_age", "3600"),
        ("acr_values", "urn:a urn:b"),
        ("ui_locales", "de fr"),
        ("claims", "{\"id_token\":{\"acr\":null}}"),
        ("x", "1=2"),
        ("y", "2"),
    ] {
        assert_eq!(all.get(name).map(String::as_str), Some(value), "{name}");
    }
    assert_eq!(fields(&["--max-age=0"])["max_age"], "0");
}

#[test]
fn flag_replaces_a_field_that_the_definition_sets() {
    for (args, expected) in [(&[][..], "consent"), (&["--prompt=none"], "none")] {
        let env = TestEnv::new();
        let call =
            env.gettoken(&["login", "google", "--client-id=app", "--wait=0", "--no-browser"]).args(args);
        let stderr = call.env("GOOGLE_CLIENT_SECRET", "s").run().failed(4);
        let url = stderr.lines().find(|line| line.contains("state=")).unwrap();
        assert_eq!(query(url)["prompt"], expected);
    }
}

#[test]
fn field_of_gettoken_cannot_be_replaced() {
    for name in [
        "client_id",
        "code_challenge",
        "code_challenge_method",
        "redirect_uri",
        "request",
        "request_uri",
        "response_mode",
        "response_type",
        "scope",
        "state",
    ] {
        let stderr = login(&TestEnv::new(), &["--authorize-param", &format!("{name}=x")]).run().failed(2);
        assert!(stderr.contains(&format!("`{name}` is reserved")), "{stderr}");
    }
    // A vendor may call the client ID something else.
    let args = ["login", "wechat-user", "--client-id=app", "--redirect-uri=https://www.example.com/x"];
    let env = TestEnv::new();
    let call = env.gettoken(&args).arg("--authorize-param=appid=x");
    let stderr = call.env("WECHAT_USER_CLIENT_SECRET", "s").run().failed(2);
    assert!(stderr.contains("`appid` is reserved"), "{stderr}");
    for wrong in ["x", "=x", ""] {
        login(&TestEnv::new(), &["--authorize-param", wrong]).run().failed(2);
    }
    let stderr = login(&TestEnv::new(), &["--login-hint", "a\u{1b}[2Jb"]).run().failed(3);
    assert!(stderr.contains("from --login-hint") && !stderr.contains('\u{1b}'), "{stderr:?}");
    for (flag, name) in [("--prompt=a\tb", "--prompt"), ("--authorize-param=a=b\tc", "--authorize-param")] {
        let stderr = login(&TestEnv::new(), &[flag]).run().failed(3);
        assert!(stderr.contains(&format!(" from {name} contains a tab")), "{stderr}");
    }
    // RFC 6749 §3.1.2: a redirect URI has no fragment.
    for uri in ["https://www.example.com/x#y", "app://x#", "http://127.0.0.1:{port}/#/x"] {
        let stderr = login(&TestEnv::new(), &["--redirect-uri", uri]).run().failed(3);
        assert!(stderr.contains("invalid redirect URI"), "{uri}: {stderr}");
    }
}

#[test]
fn flags_for_the_browser_are_refused_if_there_is_none() {
    for flag in ["--prompt=x", "--login-hint=x", "--max-age=1", "--acr-values=x", "--authorize-param=x=y"] {
        let env = TestEnv::new();
        let file = env.write("refresh", "refresh-token\n").display().to_string();
        let device = ["--device", "--device-url=https://auth.example.com/device", flag];
        for args in [&device[..], &["--refresh-token-file", &file, flag]] {
            let stderr = login(&env, args).run().failed(2);
            assert!(stderr.contains("only to a login of `oauth2` in a browser"), "{stderr}");
        }
        // With a field for the browser, the browser is used, even without a screen.
        let stderr = login(&env, &["--device-url=https://auth.example.com/device", flag]).run().failed(4);
        assert!(stderr.contains("https://auth.example.com/authorize?"), "{stderr}");
    }
}

#[test]
fn variable_of_a_definition_keeps_its_flag() {
    let env = TestEnv::new();
    env.write_provider(
        "own",
        "title = \"Own\"\nextends = \"oauth2\"\n[vars.prompt]\nhelp = \"x\"\n\
         [authorize]\nurl = \"https://auth.example.com/{prompt}\"\n",
    );
    let args = ["login", "own", "--client-id=app", "--token-url=https://auth.example.com/t", "--prompt=mine"];
    let stderr = env.gettoken(&args).args(&["--no-browser", "--wait=0"]).run().failed(4);
    assert!(stderr.contains("https://auth.example.com/mine?") && !stderr.contains("prompt="), "{stderr}");
}
