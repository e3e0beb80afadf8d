//! Providers defined by the user: a file of a few lines that needs no new build, and is refused with a clear
//! reason if it is invalid, unsafe or owned by another user.

#[cfg(unix)]
use std::os::unix::fs::chown;
use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};

use crate::support::environment::TestEnv;
use crate::support::modes;
use crate::support::process::Call;
use crate::support::providers;
use crate::support::tools;
use crate::support::world::{Reply, World};

/// An invented vendor: everything in JSON, the token in an envelope, an expiry in milliseconds as a string,
/// and a code that means success.
const CONTRACTS: &str = r#"title = "Contract cloud"
docs = "https://open.example.com/docs"
[credentials]
client-id = { title = "App Key", env = ["CONTRACTS_KEY"], flags = ["app-key"] }
client-secret = { env = ["CONTRACTS_SECRET"] }
[client-credentials]
url = "https://open.example.com/v1/token"
send = "json"
client-auth = "params"
params = { appKey = "{client-id}", appSecret = "{client-secret}", renew = false }
[reply]
access-token = "/data/token"
expires = "/data/expiresAt"
expires-as = "epoch-milliseconds"
[errors]
code = "/code"
ok = ["00000"]
message = "/msg"
[api]
header = "X-Contract-Token"
"#;

/// The smallest definition there is.
const SMALL: &str = "title = \"Small\"\n[client-credentials]\nurl = \"https://small.example/token\"\n";

const TOKEN: &str = r#"{"access_token":"t0ken","expires_in":3600}"#;

fn call(env: &TestEnv, world: &World, args: &[&str]) -> Call {
    let call = env.gettoken(args).env("CONTRACTS_KEY", "a-key").env("CONTRACTS_SECRET", "s3cret");
    call.through(world)
}

fn with_credentials(env: &TestEnv, world: &World, name: &str) -> Call {
    let secret = env.write("secret", "s3cret");
    env.gettoken(&[name, "-o", "token", "--client-id", "an-id", "--client-secret-file"])
        .arg(secret)
        .through(world)
}

/// A server that must not be called.
fn silence() -> World {
    World::always(Reply::empty(500)).may_be_silent()
}

#[test]
fn table_of_an_extending_definition_needs_only_the_key_that_it_changes() {
    let (env, world) = (TestEnv::new(), World::always(Reply::json(200, r#"{"access_token":"t"}"#)));
    let text = "title = \"Own\"\nextends = \"alimail\"\n[client-credentials]\nclient-auth = \"basic\"\n";
    let path = env.write_provider("own", text);
    env.gettoken(&["providers", "check"]).arg(path).run().success();
    let call = env.gettoken(&["own", "-o", "token", "--client-id=i"]).through(&world);
    assert_eq!(call.env("ALIMAIL_CLIENT_SECRET", "s").run().success(), "t\n");
    let request = world.request();
    assert_eq!((request.path.as_str(), request.method.as_str()), ("/oauth2/v2.0/token", "POST"));
    assert!(
        request.header("authorization").is_some_and(|header| header.starts_with("Basic ")),
        "{request:?}"
    );
}

/// A definition with keys that do nothing works, so only `providers check` reports them. Keys that are inherited are none
/// of its own.
#[test]
fn keys_without_effect_are_reported_by_a_check() {
    let env = TestEnv::new();
    let own = format!(
        "evidence = \"client\"\nevidence-source = \"a page\"\nevidence-date = \"2999-01-01\"\n{SMALL}\
         [authorize]\nurl = \"https://small.example/login\"\n[device]\nurl = \"https://small.example/device\"\n\
         [renew]\nurl = \"https://small.example/renew\"\n\
         [api]\nbody = \"token\"\nheader = \"X-Token\"\nprefix = \"\"\n\
         [zh]\nchoose = \"选\"\nnotes = \"注\"\nsteps = \"步\"\n"
    );
    env.write_provider("own", &own);
    let check = |language: &str| {
        let outcome = env.gettoken(&["providers", "check", "own", "--lang", language]).run();
        outcome.failed(3)
    };
    for (language, expected) in [
        (
            "en",
            [
                "own: [authorize] has no effect without [authorization-code]",
                "own: [device] has no effect without [device-code]",
                "own: [renew] has no effect without [refresh]",
                "own: [api] `header` has no effect: the token is sent in `body`",
                "own: [api] `prefix` has no effect: the token is sent in `body`",
                "own: [zh] translates `choose`, which has no English text",
                "own: [zh] translates `notes`, which has no English text",
                "own: [zh] translates `steps`, which has no English text",
                "own: `evidence-date` is in the future: 2999-01-01",
            ],
        ),
        (
            "zh",
            [
                "own：缺少 [authorization-code]，[authorize] 不起作用",
                "own：缺少 [device-code]，[device] 不起作用",
                "own：缺少 [refresh]，[renew] 不起作用",
                "own：[api] `header` 不起作用：令牌通过 `body` 发送",
                "own：[api] `prefix` 不起作用：令牌通过 `body` 发送",
                "own：[zh] 中的 `choose` 没有英文文本",
                "own：[zh] 中的 `notes` 没有英文文本",
                "own：[zh] 中的 `steps` 没有英文文本",
                "own：`evidence-date` 晚于今天：2999-01-01",
            ],
        ),
    ] {
        let stderr = check(language);
        for expected in expected {
            assert!(stderr.contains(expected), "no {expected:?} in\n{stderr}");
        }
    }
    env.gettoken(&["own", "--help"]).run().success();
    env.write_provider("own", &own.replace("body = \"token\"", "query = \"token\""));
    assert!(check("en").contains("[api] `header` has no effect: the token is sent in `query`"));

    env.write_provider("base", &format!("{SMALL}[api]\nheader = \"X-Token\"\n"));
    env.write_provider("own", "title = \"Own\"\nextends = \"base\"\n[api]\nquery = \"token\"\n");
    env.gettoken(&["providers", "check", "own"]).run().success();
}

#[test]
fn twenty_lines_define_a_new_vendor() {
    assert!(CONTRACTS.lines().count() <= 20);
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis();
    let body = json!({"code": "00000", "msg": "ok", "data": {"token": "t0ken", "expiresAt": (now + 3_600_000).to_string()}});
    let (env, world) = (TestEnv::new(), World::always(Reply::json(200, body.to_string())));
    env.write_provider("contracts", CONTRACTS);

    let printed = call(&env, &world, &["contracts", "-o", "json"]).run().success();

    let request = world.request();
    assert_eq!((request.method.as_str(), request.host.as_str()), ("POST", "open.example.com"));
    assert_eq!(request.path, "/v1/token");
    assert_eq!(request.json(), json!({"appKey": "a-key", "appSecret": "s3cret", "renew": false}));
    let answer: Value = serde_json::from_str(&printed).unwrap();
    assert_eq!(answer["access_token"], "t0ken");
    let left = answer["expires_in"].as_i64().unwrap();
    assert!((3500..=3600).contains(&left), "{left}");
}

#[test]
fn errors_show_the_vendors_message() {
    let (env, world) =
        (TestEnv::new(), World::always(Reply::json(200, r#"{"code":"40007","msg":"无效的密钥"}"#)));
    env.write_provider("contracts", CONTRACTS);
    let stderr = call(&env, &world, &["contracts"]).run().failed(5);
    assert!(stderr.contains("refused the request of `contracts`: 40007: 无效的密钥"), "{stderr}");
    // The definition does not say that this code means a wrong secret.
    assert!(!stderr.contains("CONTRACTS_SECRET"), "{stderr}");
    env.write_provider(
        "contracts",
        &CONTRACTS.replace("[api]", "token.bad-credentials = [\"40007\"]\n[api]"),
    );
    let stderr = call(&env, &world, &["contracts", "--force"]).run().failed(5);
    assert!(stderr.contains("CONTRACTS_SECRET"), "{stderr}");
}

#[test]
fn token_is_sent_in_the_defined_header() {
    let body = r#"{"code":"00000","data":{"token":"t0ken","expiresAt":"4102444800000"}}"#;
    let (env, world) = (TestEnv::new(), World::always(Reply::json(200, body)));
    env.write_provider("contracts", CONTRACTS);
    let header = call(&env, &world, &["contracts", "-o", "header"]).run().success();
    assert_eq!(header, "X-Contract-Token: Bearer t0ken\n");
    env.write_provider("contracts", &format!("{CONTRACTS}prefix = \"\"\n"));
    let header = call(&env, &world, &["contracts", "-o", "header"]).run().success();
    assert_eq!(header, "X-Contract-Token: t0ken\n");
}

#[test]
fn definition_is_in_help_and_lists_like_a_built_in_one() {
    let env = TestEnv::new();
    env.write_provider("contracts", CONTRACTS);
    let help = env.gettoken(&["contracts", "--help"]).run().success();
    for part in ["Contract cloud", "https://open.example.com/docs", "--app-key", "CONTRACTS_KEY"] {
        assert!(help.contains(part), "{part} is not in\n{help}");
    }
    let list = env.gettoken(&["providers", "list"]).run().success();
    let line = list.lines().find(|line| line.starts_with("contracts")).unwrap();
    assert!(line.contains("(your own)"), "{line}");
}

#[test]
fn variables_are_set_by_flag_environment_or_config() {
    let text = format!(
        "{SMALL}params = {{ zone = \"{{zone}}\", id = \"{{client-id}}\" }}\nclient-auth = \"params\"\n\
         [vars.zone]\nhelp = \"zone\"\nenv = [\"SMALL_ZONE\"]\ndefault = \"d\"\naliases = {{ n = \"north\" }}\n"
    );
    let (env, world) = (TestEnv::new(), World::always(Reply::json(200, TOKEN)));
    env.write_provider("small", &text);
    let zone = |call: Call| {
        call.arg("--no-cache").run().success();
        world.requests().last().unwrap().form()["zone"].clone()
    };
    assert_eq!(zone(with_credentials(&env, &world, "small")), "d");
    env.write_config("[profiles.small.vars]\nzone = \"c\"\n");
    assert_eq!(zone(with_credentials(&env, &world, "small")), "c");
    assert_eq!(zone(with_credentials(&env, &world, "small").env("SMALL_ZONE", "e")), "e");
    assert_eq!(zone(with_credentials(&env, &world, "small").env("SMALL_ZONE", "e").arg("--zone=n")), "north");
}

#[test]
fn secret_can_be_sent_in_a_header() {
    let text = format!(
        "{SMALL}client-auth = \"params\"\nparams = {{}}\nheaders = {{ x-api-key = \"{{client-secret}}\" }}\n"
    );
    let (env, world) = (TestEnv::new(), World::always(Reply::json(200, TOKEN)));
    env.write_provider("small", &text);
    with_credentials(&env, &world, "small").run().success();
    assert_eq!(world.request().header("x-api-key"), Some("s3cret"));
}

// Based on another definition.

#[test]
fn override_of_a_built_in_definition_applies_to_those_that_extend_it() {
    let env = TestEnv::new();
    let run = || {
        env.gettoken(&["feishu", "--client-id=i", "--dry-run"]).env("FEISHU_APP_SECRET", "s").run().success()
    };
    assert!(!run().contains("header x-own: 1"));
    let text = "title = \"Ours\"\nextends = \"feishu-v3\"\nclient-credentials.headers = { x-own = \"1\" }\n";
    env.write_provider("feishu-v3", text);
    assert!(run().contains("header x-own: 1"));
}

#[test]
fn extending_definition_can_change_the_url() {
    let text = "title = \"DingTalk by our gateway\"\nextends = \"dingtalk\"\n\
                [client-credentials]\nurl = \"https://gateway.example/dingtalk/gettoken\"\n";
    let (env, world) =
        (TestEnv::new(), World::always(Reply::json(200, r#"{"errcode":40096,"errmsg":"no"}"#)));
    env.write_provider("gateway", text);
    let stderr = with_credentials(&env, &world, "gateway").run().failed(5);
    assert!(stderr.contains("40096"), "{stderr}");
    let request = world.request();
    assert_eq!((request.host.as_str(), request.path.as_str()), ("gateway.example", "/dingtalk/gettoken"));
    assert_eq!(request.query_map()["appsecret"], "s3cret");
}

#[test]
fn file_with_a_built_in_name_overrides_and_can_extend_it() {
    let (env, world) = (TestEnv::new(), World::always(Reply::json(200, TOKEN)));
    let text =
        "title = \"Ours\"\nextends = \"alimail\"\n[client-credentials]\nurl = \"https://ours.example/t\"\n";
    env.write_provider("alimail", text);
    with_credentials(&env, &world, "alimail").run().success();
    assert_eq!(world.request().host, "ours.example");
}

#[test]
fn output_of_providers_show_is_a_valid_definition() {
    let (env, copied) = (TestEnv::new(), TestEnv::new());
    let mut names = Vec::new();
    for name in providers::sample() {
        let copy = format!("copy-{name}");
        copied.write_provider(&copy, &env.gettoken(&["providers", "show", name]).run().success());
        names.extend([copy, name.clone()]);
    }
    let checked = copied.gettoken(&["providers", "check"]);
    let checked = names.iter().fold(checked, Call::arg).run().success();
    let counts: Vec<&str> = checked.lines().map(|line| line.split_once(": ").unwrap().1).collect();
    assert_eq!(counts.len(), names.len());
    for (counts, names) in counts.chunks(2).zip(names.chunks(2)) {
        assert_eq!(counts[0], counts[1], "{names:?}");
    }
}

#[test]
fn copy_of_a_built_in_definition_gets_a_token() {
    let (env, world) = (TestEnv::new(), World::always(Reply::json(200, TOKEN)));
    let shown = env.gettoken(&["providers", "show", "alimail"]).run().success();
    env.write_provider("mail", &shown.replace("alimail-cn.aliyuncs.com", "mail.example"));
    let token = env
        .gettoken(&["mail", "-o", "token"])
        .env("ALIMAIL_CLIENT_ID", "an-id")
        .env("ALIMAIL_CLIENT_SECRET", "s3cret")
        .through(&world)
        .run()
        .success();
    assert_eq!(token, "t0ken\n");
    assert_eq!(world.request().host, "mail.example");
}

// Invalid, unsafe, or owned by another user.

#[test]
fn invalid_definition_is_reported_before_anything_is_sent() {
    let grant = "title = \"T\"\n[client-credentials]\n";
    for (text, expected) in [
        ("titel = \"T\"\n".to_owned(), "odd.toml:1: unknown field `titel`"),
        ("titel = \"T\"\n".to_owned(), "did you mean `title`"),
        (
            format!("{grant}url = \"https://a.example/t\"\nmetod = \"GET\"\n"),
            "odd.toml:4: unknown field `metod`",
        ),
        (
            format!("{grant}url = \"https://a.example/t\"\nmethod = \"PUT\"\n"),
            "odd.toml:4: unknown variant `PUT`",
        ),
        (format!("{grant}url = 7\n"), "odd.toml:3: invalid type"),
        (
            format!("{grant}url = \"https://a.example/t\"\nurl = \"https://b.example/t\"\n"),
            "odd.toml:4: duplicate key",
        ),
        (format!("{grant}url = \"https://a.example/{{\"\n"), "odd.toml:3: unclosed `{`"),
        (format!("{grant}url = \"http://a.example/t\"\n"), "client-credentials.url is not an https URL"),
        (
            format!("{grant}url = \"http://127.0.0.1.a.example/t\"\n"),
            "client-credentials.url is not an https URL",
        ),
        (format!("{grant}url = \"https://a.example/{{client-secret}}\"\n"), "contains the client secret"),
        (format!("{grant}url = \"https://a.example/t?s={{client-secret}}\"\n"), "contains the client secret"),
        (
            format!("{grant}url = \"https://a.example/{{tenant}}\"\n"),
            "uses `{tenant}`, which is not declared",
        ),
        (
            format!("{grant}url = \"https://a.example/t\"\nparams = {{ a = \"{{b}}\" }}\n"),
            "uses `{b}`, which is not",
        ),
        (
            format!("{grant}url = \"https://a.example/t\"\nclient-auth = \"magic\"\n"),
            "client-auth must be one of",
        ),
        (
            format!("{grant}url = \"https://a.example/t\"\n[vars.force]\nhelp = \"h\"\n"),
            "one of gettoken's own flags",
        ),
        (
            format!("{grant}url = \"https://a.example/t\"\n[reply]\nexpires = \"expires_in\"\n"),
            "neither a JSON Pointer",
        ),
        ("title = \"T\"\n".to_owned(), "no grant"),
        ("[client-credentials]\nurl = \"https://a.example/t\"\n".to_owned(), "missing `title`"),
        ("title = \"T\"\nextends = \"alimial\"\n".to_owned(), "did you mean `alimail`?"),
        ("title = \"T\"\nextends = \"alimial\"\n".to_owned(), "odd.toml: unknown provider `alimial`"),
        ("title = \"T\"\nextends = \"\"\n".to_owned(), "odd.toml: unknown provider ``"),
        ("title = \"T\"\nextends = \"odd\"\n".to_owned(), "odd.toml: `extends` forms a cycle\n"),
        ("title = \"T\"\nextends = \"other\"\n".to_owned(), "forms a cycle"),
        ("not toml at all".to_owned(), "odd.toml:1:"),
    ] {
        let (env, world) = (TestEnv::new(), silence());
        env.write_provider("odd", &text);
        env.write_provider("other", "title = \"T\"\nextends = \"odd\"\n");
        let stderr = with_credentials(&env, &world, "odd").run().failed(3);
        assert!(stderr.contains(expected), "{expected} is not in\n{stderr}");
        assert_eq!(world.connections().proxy, 0);
        // Other providers still work.
        env.gettoken(&["alimail", "--help"]).run().success();
    }
}

#[test]
fn a_value_cannot_move_the_request_to_another_host() {
    let text = "title = \"T\"\n[client-credentials]\nurl = \"https://{zone}.a.example/t\"\n[vars.zone]\nhelp = \"h\"\n";
    for zone in
        ["evil.example/", "evil.example?", "evil.example#", "u@evil.example:1/", "x\\@evil.example", "a b"]
    {
        let (env, world) = (TestEnv::new(), silence());
        env.write_provider("zoned", text);
        with_credentials(&env, &world, "zoned").arg("--zone").arg(zone).run().failed(3);
        assert_eq!(world.connections().proxy, 0, "{zone}");
    }
}

#[test]
fn failing_example_is_reported() {
    let env = TestEnv::new();
    let text =
        format!("{SMALL}[[example]]\nname = \"a token\"\nanswer.body = '{TOKEN}'\ntoken = \"another\"\n");
    let path = env.write("anywhere/small.toml", &text);
    let stderr = env.gettoken(&["providers", "check"]).arg(path).run().failed(3);
    assert!(stderr.contains("example `a token`: the token would be"), "{stderr}");
}

#[cfg(unix)]
#[test]
fn definition_writable_by_others_is_refused() {
    for mode in [0o666, 0o602, 0o646] {
        let (env, world) = (TestEnv::new(), silence());
        let path = env.write_provider("small", SMALL);
        modes::set(&path, mode).unwrap();
        let stderr = with_credentials(&env, &world, "small").run().failed(3);
        assert!(stderr.contains(&format!("chmod go-w {}", path.display())), "{stderr}");
    }
}

#[cfg(unix)]
#[test]
fn directory_of_definitions_writable_by_others_is_refused() {
    let env = TestEnv::new();
    let path = env.write_provider("small", SMALL);
    let folder = path.parent().unwrap();
    modes::set(folder, 0o777).unwrap();
    for words in [&["small"][..], &["providers", "list"], &["providers", "search", "small"]] {
        let stderr = env.gettoken(words).run().failed(3);
        assert!(stderr.contains(&format!("chmod go-w {}", folder.display())), "{stderr}");
    }
}

#[cfg(unix)]
#[test]
fn a_definition_of_another_user_is_refused() {
    if tools::is_not_root() {
        return;
    }
    let (env, world) = (TestEnv::new(), World::always(Reply::json(200, TOKEN)).may_be_silent());
    let path = env.write_provider("small", SMALL);
    chown(&path, Some(65534), None).unwrap();
    let stderr = with_credentials(&env, &world, "small").run().failed(3);
    assert!(stderr.contains("belongs to another user"), "{stderr}");
}

#[test]
fn definition_outside_the_providers_directory_cannot_be_named() {
    let (env, world) = (TestEnv::new(), silence());
    let outside = env.write("config/gettoken/outside.toml", SMALL);
    env.write_provider("small", SMALL);
    let absolute = outside.with_extension("").display().to_string();
    for name in ["../outside", "./small", "small.toml/../small", "..", "", &absolute, "small\0", "SMALL"] {
        if !name.contains('\0') {
            let code = with_credentials(&env, &world, name).run().code;
            assert!(matches!(code, Some(2 | 3)), "{name}: {code:?}");
            env.gettoken(&["providers", "show", name]).run().failed(3);
        }
        let quoted = serde_json::to_string(name).unwrap();
        env.write_config(&format!("[profiles.p]\nprovider = {quoted}\n"));
        with_credentials(&env, &world, "p").run().failed(3);
        env.write_config("");
        env.write_provider("child", &format!("title = \"T\"\nextends = {quoted}\n"));
        with_credentials(&env, &world, "child").run().failed(3);
    }
    assert_eq!(world.connections().proxy, 0);
}

#[test]
fn definition_named_like_a_command_does_not_replace_it() {
    let replaced: Vec<_> = ["cache", "demo", "help"]
        .into_iter()
        .map(|name| {
            let env = TestEnv::new();
            env.write_provider(name, SMALL);
            (name, format!("{}\n", env.tokens_dir().display()), env.gettoken(&["cache", "path"]).run())
        })
        .filter(|(_, path, outcome)| outcome.stdout != *path)
        .map(|(name, _, outcome)| (name, outcome))
        .collect();
    assert_eq!(replaced, []);
}
