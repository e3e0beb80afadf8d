//! `--base-url`: a vendor's server that a company runs itself, or reaches through a gateway.

use crate::support::environment::TestEnv;
use crate::support::person::{Talk, callback, query};
use crate::support::process::Call;
use crate::support::world::{Reply, World};

/// A response that every provider can read as a token or as an API's response.
const ANSWER: &str = r#"{"access_token":"t","accessToken":"t","tenant_access_token":"t","token_type":"Bearer",
    "expires_in":3600,"expireIn":3600,"expire":3600,"refresh_token":"r"}"#;

fn world() -> World {
    World::always(Reply::json(200, ANSWER))
}

/// The base URL of a gateway that forwards everything below `/gw`.
fn base(world: &World) -> String {
    format!("http://{}/gw", world.http_addr())
}

fn call(env: &TestEnv, words: &str, base: &str) -> Call {
    let call = words.split(' ').fold(env.gettoken(&[]), Call::arg);
    call.arg(format!("--base-url={base}")).args(&["--client-id=id", "--client-secret=secret"])
}

fn paths(world: &World) -> Vec<String> {
    world.requests().iter().map(|request| request.path.clone()).collect()
}

#[test]
fn token_and_api_are_below_the_base_url() {
    for (provider, token, api) in [
        ("alimail", "/oauth2/v2.0/token", Some("/x")),
        ("baidu", "/oauth/2.0/token", Some("/x")),
        ("dingtalk", "/gettoken", Some("/x")),
        ("dingtalk-corp --corp-id c", "/v1.0/oauth2/c/token", Some("/x")),
        ("dingtalk-v1", "/v1.0/oauth2/accessToken", Some("/x")),
        ("entra --tenant t", "/t/oauth2/v2.0/token", Some("/x")),
        ("exmail", "/cgi-bin/gettoken", Some("/x")),
        ("feishu", "/open-apis/auth/v3/tenant_access_token/internal", Some("/x")),
        ("feishu-v3", "/oauth/v3/token", Some("/x")),
        ("huawei", "/oauth2/v3/token", None),
        ("qq-bot", "/app/getAppAccessToken", Some("/x")),
        ("wechat", "/cgi-bin/token", Some("/x")),
        ("wechat-stable", "/cgi-bin/stable_token", Some("/x")),
        ("wecom", "/cgi-bin/gettoken", Some("/x")),
    ] {
        let (env, world) = (TestEnv::new(), world());
        call(&env, &format!("{provider} -o token"), &base(&world)).run().success();
        let mut expected = vec![format!("/gw{token}")];
        if let Some(path) = api {
            let (name, more) = provider.split_once(' ').unwrap_or((provider, ""));
            let words = format!("api {name} {path} {more}");
            call(&env, words.trim(), &base(&world)).run().success();
            expected.push(format!("/gw{path}"));
        }
        assert_eq!(paths(&world), expected, "{provider}");
    }
}

#[test]
fn login_is_below_the_base_url() {
    // Whether the page for the browser is on the same server, its path, and the paths of token endpoint and API.
    for (provider, page, token, api) in [
        ("github", Some("/login/oauth/authorize"), "/login/oauth/access_token", "/api/v3/user"),
        ("gitee", Some("/oauth/authorize"), "/oauth/token", "/user"),
        ("feishu-user", Some("/open-apis/authen/v1/authorize"), "/oauth/v3/token", "/user"),
        ("dingtalk-user", None, "/v1.0/oauth2/userAccessToken", "/user"),
        ("wechat-user", None, "/sns/oauth2/access_token", "/user"),
        ("google", None, "/token", "/user"),
    ] {
        let (env, world) = (TestEnv::new(), world());
        env.write("secret", "secret");
        let flags = format!("--client-id id --client-secret-file secret --base-url {}/", base(&world));
        let login =
            format!("login {provider} {flags} --no-browser --redirect-uri https://www.example.com/back");
        let mut talk = Talk::start(&env, &world, &login);
        let address = talk.address();
        match page {
            Some(page) => assert!(address.starts_with(&format!("{}{page}?", base(&world))), "{address}"),
            None => assert!(address.starts_with("https://"), "{address}"),
        }
        assert_eq!(query(&address)["redirect_uri"], "https://www.example.com/back");
        let code = if provider == "dingtalk-user" { "authCode" } else { "code" };
        talk.say(&callback(&address, &[(code, "c")]));
        talk.end().success();
        let words = format!("api {provider} /user --grant user {flags}");
        words.split(' ').fold(env.gettoken(&[]), Call::arg).run().success();
        assert_eq!(paths(&world), [format!("/gw{token}"), format!("/gw{api}")], "{provider}");
    }
}

#[test]
fn each_base_url_has_its_own_token() {
    let (env, one, other) = (TestEnv::new(), world(), world());
    env.write_config(&format!("[profiles.work]\nprovider = \"wecom\"\nbase-url = \"{}\"\n", base(&one)));
    let args = ["work", "-o", "token", "--client-id=id", "--client-secret=secret"];
    for _ in 0..2 {
        env.gettoken(&args).run().success();
        env.gettoken(&args).arg(format!("--base-url={}", base(&other))).run().success();
    }
    assert_eq!((one.requests().len(), other.requests().len()), (1, 1));
    let stderr = env.gettoken(&args).arg("-v").run();
    assert!(stderr.stderr.contains("base-url from `base-url` in [profiles.work]"), "{}", stderr.stderr);
}

/// Also if the definition names an issuer, which a session is otherwise bound to.
#[test]
fn each_base_url_has_its_own_session() {
    let (env, one, other) = (TestEnv::new(), world(), world().may_be_silent());
    env.write_provider(
        "acme",
        "title = \"Acme\"\n\
         [authorize]\nurl = \"https://acme.example/a\"\nissuer = \"https://acme.example\"\n\
         [authorization-code]\nurl = \"https://acme.example/t\"\n\
         [refresh]\nurl = \"https://acme.example/t\"\n",
    );
    env.write("old", "refresh-token-of-one");
    let login = ["login", "acme", "--client-id=id", "--refresh-token-file"];
    let login = env.gettoken(&login).arg(env.path("old")).arg(format!("--base-url={}", base(&one)));
    login.arg("--client-secret=secret").run().success();
    let call = |base: &str| call(&env, "acme -o token --min-valid=30d", base);
    call(&base(&one)).run().success();
    assert!(call(&base(&other)).run().failed(4).contains("not logged in"));
    assert!(call("https://acme.example").run().failed(4).contains("not logged in"));
    assert_eq!((one.requests().len(), other.requests().len()), (2, 0));
}

#[test]
fn key_sets_the_variable_of_a_definition_that_has_one() {
    let (env, world) = (TestEnv::new(), world());
    env.write_config(&format!("[profiles.keycloak]\nbase-url = \"{}\"\n", base(&world)));
    let args = ["keycloak", "--realm=r", "-o", "token", "--client-id=id", "--client-secret=secret"];
    env.gettoken(&args).run().success();
    assert_eq!(paths(&world), ["/gw/realms/r/protocol/openid-connect/token"]);
}

/// A base URL is no template.
#[test]
fn braces_in_a_base_url_are_kept() {
    let (env, world) = (TestEnv::new(), world());
    for path in ["/a{b", "/a}b", "/{a}", "/a}}{{b", "/{{host}}"] {
        call(&env, "wecom -o token --no-cache", &format!("{}{path}", base(&world))).run().success();
        let sent = world.requests().pop().unwrap().path;
        assert!(sent.starts_with(&format!("/gw{path}/")), "{sent}");
    }
}

#[test]
fn invalid_base_url_is_refused() {
    for (url, reason) in [
        ("http://gw.example", "not https"),
        ("http://127.0.0.1.example", "not https"),
        ("gw.example", ""),
        ("ftp://gw.example", ""),
        ("https://", ""),
        ("https://me@gw.example", ""),
        ("https://gw.example:x", ""),
        ("https://gw.example/?x=1", "query"),
        ("https://gw.example/#x", "fragment"),
        ("https://gw.example/a b", ""),
        ("https://gw.example/\u{202e}", ""),
    ] {
        let env = TestEnv::new();
        let stderr = call(&env, "wecom -o token", url).run().failed(3);
        assert!(stderr.contains(reason) && !stderr.contains('\u{202e}'), "{url}: {stderr}");
        env.write_config(&format!("[profiles.wecom]\nbase-url = {url:?}\n").replace("\\u{202e}", "\\u202e"));
        let args = ["wecom", "-o", "token", "--client-id=id", "--client-secret=secret"];
        let stderr = env.gettoken(&args).run().failed(3);
        assert!(stderr.contains("config.toml:2"), "{url}: {stderr}");
    }
    let stderr = call(&TestEnv::new(), "oauth2 --token-url https://a.example/t", "https://gw.example").run();
    assert!(stderr.failed(3).contains("--token-url"));
}
