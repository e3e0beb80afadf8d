//! Sources of values: flag, then environment, then config file, then the provider's default, for each value
//! separately. Variables of one profile never reach another.
//!
//! The request is what counts, so nearly every test checks what the vendor received.

use std::collections::BTreeMap;

use crate::support::environment::TestEnv;
use crate::support::process::Call;
use crate::support::request::fields;
use crate::support::shell::script;
use crate::support::tools::skip_without;
use crate::support::world::{Reply, World};

const TOKEN: &str = r#"{"access_token":"t0ken","expires_in":3600}"#;

fn tokens() -> World {
    World::always(Reply::json(200, TOKEN))
}

/// A call that bypasses the cache, so that it must reach the vendor.
fn call(env: &TestEnv, world: &World, args: &[&str]) -> Call {
    env.gettoken(args).arg("--no-cache").through(world)
}

/// Runs a call and returns the form that it sent.
#[track_caller]
fn sent(world: &World, call: Call) -> BTreeMap<String, String> {
    call.run().success();
    world.requests().last().unwrap().form()
}

// Single values.

#[test]
fn client_id_precedence() {
    let (env, world) = (TestEnv::new(), tokens());
    let run = |id: &[&str], variable: &str| {
        let call = call(&env, &world, &["alimail"])
            .env("ALIMAIL_CLIENT_SECRET", "s")
            .env("ALIMAIL_CLIENT_ID", variable);
        sent(&world, id.iter().fold(call, Call::arg))["client_id"].clone()
    };
    env.write_config("[profiles.alimail]\nclient-id = \"config\"\n");
    assert_eq!(run(&[], ""), "config");
    assert_eq!(run(&[], "environment"), "environment");
    assert_eq!(run(&["--client-id", "flag"], "environment"), "flag");
    assert_eq!(run(&["--app-id", "alias"], "environment"), "alias");
}

#[test]
fn client_secret_precedence() {
    let (env, world) = (TestEnv::new(), tokens());
    let file = env.write("secret", "file\n").display().to_string();
    let run = |secret: &[&str], variable: &str| {
        let call =
            call(&env, &world, &["alimail", "--client-id", "i"]).env("ALIMAIL_CLIENT_SECRET", variable);
        sent(&world, secret.iter().fold(call, Call::arg))["client_secret"].clone()
    };
    env.write_config("[profiles.alimail]\nclient-secret = \"config\"\n");
    assert_eq!(run(&[], ""), "config");
    assert_eq!(run(&[], "environment"), "environment");
    assert_eq!(run(&["--client-secret-file", &file], "environment"), "file");
    assert_eq!(run(&["--client-secret", "flag"], "environment"), "flag");
}

#[test]
fn credential_variables_are_read_in_the_documented_order() {
    let (env, world) =
        (TestEnv::new(), World::always(Reply::json(200, r#"{"access_token":"t","expires_in":60}"#)));
    let id = |variables: &[(&str, &str)]| {
        let call = call(&env, &world, &["wechat"]).env("WECHAT_CLIENT_SECRET", "s");
        variables.iter().fold(call, |call, (name, value)| call.env(name, value)).run().success();
        world.requests().last().unwrap().query_map()["appid"].clone()
    };
    assert_eq!(id(&[("WECHAT_APPID", "c")]), "c");
    assert_eq!(id(&[("WECHAT_APP_ID", "b"), ("WECHAT_APPID", "c")]), "b");
    assert_eq!(id(&[("WECHAT_CLIENT_ID", "a"), ("WECHAT_APP_ID", "b"), ("WECHAT_APPID", "c")]), "a");
}

#[test]
fn provider_variable_precedence() {
    let (env, world) = (TestEnv::new(), tokens());
    let host = |args: &[&str], variable: &str| {
        let call = call(&env, &world, &["alimail", "--client-id", "i", "--client-secret", "s"]);
        args.iter().fold(call, Call::arg).env("ALIMAIL_HOST", variable).run().success();
        world.requests().last().unwrap().host.clone()
    };
    assert_eq!(host(&[], ""), "alimail-cn.aliyuncs.com");
    env.write_config("[profiles.alimail.vars]\nhost = \"sg\"\n");
    assert_eq!(host(&[], ""), "alimail-sg.aliyuncs.com");
    assert_eq!(host(&[], "personal"), "alimail-personal.aliyuncs.com");
    assert_eq!(host(&["--host", "mail.example:8443"], "personal"), "mail.example:8443");
}

#[test]
fn scope_audience_and_resource_precedence() {
    let (env, world) = (TestEnv::new(), tokens());
    env.write_config(
        "[profiles.oauth2]\nclient-id = \"i\"\nclient-secret = \"s\"\nscope = [\"a\", \"b\"]\naudience = \"c\"\nresource = \"d\"\n\
         [profiles.oauth2.vars]\ntoken-url = \"https://auth.example/t\"\n",
    );
    let expected = |values: [&str; 3]| {
        let [scope, audience, resource] = values;
        fields(&[
            ("grant_type", "client_credentials"),
            ("client_id", "i"),
            ("client_secret", "s"),
            ("scope", scope),
            ("audience", audience),
            ("resource", resource),
        ])
    };
    assert_eq!(sent(&world, call(&env, &world, &["oauth2"])), expected(["a b", "c", "d"]));
    let flags = ["oauth2", "--scope", "x", "--scope", "y z", "--audience", "v", "--resource", "w"];
    assert_eq!(sent(&world, call(&env, &world, &flags)), expected(["x y z", "v", "w"]));
}

#[test]
fn default_scope_can_be_overridden() {
    let (env, world) = (TestEnv::new(), tokens());
    let common = ["entra", "--tenant", "t", "--client-id", "i", "--client-secret", "s"];
    let scope = |more: &[&str]| {
        sent(&world, more.iter().fold(call(&env, &world, &common), Call::arg))["scope"].clone()
    };
    assert_eq!(scope(&[]), "https://graph.microsoft.com/.default");
    env.write_config("[profiles.entra]\nscope = \"api://config/.default\"\n");
    assert_eq!(scope(&[]), "api://config/.default");
    assert_eq!(scope(&["--scope", "api://flag/.default"]), "api://flag/.default");
}

#[test]
fn params_from_config_and_flags_are_merged() {
    let (env, world) = (TestEnv::new(), tokens());
    env.write_config("[profiles.alimail.params]\nfirst = \"config\"\nsecond = \"config\"\n");
    let args =
        ["alimail", "--client-id", "i", "--client-secret", "s", "--param", "second=a=b", "--param", "third="];
    let form = sent(&world, call(&env, &world, &args));
    assert_eq!(
        (form["first"].as_str(), form["second"].as_str(), form["third"].as_str()),
        ("config", "a=b", "")
    );
}

#[test]
fn param_flag_cannot_replace_a_standard_field() {
    for param in
        ["grant_type=password", "client_id=x", "client_secret=x", "scope=x", "Type=x", "client_assertion=x"]
    {
        let (env, world) = (TestEnv::new(), tokens().may_be_silent());
        let call =
            call(&env, &world, &["azure-china", "--tenant", "t", "--client-id", "i", "--client-secret", "s"]);
        let stderr = call.arg("--param").arg(param).run().failed(2);
        assert!(stderr.contains(param.split('=').next().unwrap()), "{stderr}");
        assert_eq!(world.connections().proxy, 0);
    }
    for param in ["novalue", "=x", ""] {
        TestEnv::new().gettoken(&["alimail", "--param", param]).run().failed(2);
    }
}

#[test]
fn param_in_the_config_cannot_replace_a_standard_field() {
    let env = TestEnv::new();
    let path = env.write_config(
        "[profiles.alimail]\nclient-id = \"i\"\n[profiles.alimail.params]\ngrant_type = \"password\"\n",
    );
    let stderr = env.gettoken(&["alimail"]).env("ALIMAIL_CLIENT_SECRET", "s").run().failed(3);
    assert!(stderr.contains(&format!("{}:4: ", path.display())), "{stderr}");
}

#[test]
fn output_format_precedence() {
    let (env, world) = (TestEnv::new(), tokens());
    let run = |args: &[&str]| {
        let call = call(&env, &world, &["alimail", "--client-id", "i", "--client-secret", "s"]);
        args.iter().fold(call, Call::arg).run().success()
    };
    assert!(run(&[]).starts_with("access_token: t0ken\n"));
    env.write_config("[defaults]\noutput = \"token\"\n");
    assert_eq!(run(&[]), "t0ken\n");
    env.write_config("[defaults]\noutput = \"token\"\n[profiles.alimail]\noutput = \"header\"\n");
    assert_eq!(run(&[]), "Authorization: bearer t0ken\n");
    assert!(run(&["-o", "env"]).starts_with("export ACCESS_TOKEN='t0ken'\n"));
}

#[test]
fn empty_credential_counts_as_missing() {
    let (env, world) = (TestEnv::new(), tokens().may_be_silent());
    let sent = |config: &str, args: &[&str]| {
        env.write_config(config);
        let code = args.iter().fold(call(&env, &world, &["alimail"]), Call::arg).run().code;
        (!matches!(code, Some(2 | 3))).then(|| format!("{args:?} {config}"))
    };
    let all = [
        sent("", &["--client-id", "i", "--client-secret", ""]),
        sent("", &["--client-id", "", "--client-secret", "s"]),
        sent("[profiles.alimail]\nclient-id = \"i\"\nclient-secret = \"\"\n", &[]),
        sent("[profiles.alimail]\nclient-id = \"\"\nclient-secret = \"s\"\n", &[]),
    ];
    assert_eq!(all.into_iter().flatten().collect::<Vec<_>>(), [""; 0]);
    assert_eq!(world.connections().proxy, 0);
}

// Sources of secrets.

#[test]
fn secret_can_come_from_every_source() {
    if skip_without(&["cat"]) {
        return;
    }
    let (env, world) = (TestEnv::new(), tokens());
    let file = env.write("kept", "s3cret \u{e9}\n").display().to_string();
    for (form, variable) in [
        ("\"s3cret \u{e9}\"".to_owned(), ""),
        (format!("{{ file = '{file}' }}"), ""),
        ("{ file = \"~/kept\" }".to_owned(), ""),
        ("{ env = \"ANOTHER_NAME\" }".to_owned(), "s3cret \u{e9}"),
        (format!("{{ command = [\"cat\", \"{file}\"] }}"), ""),
    ] {
        env.write_config(&format!("[profiles.alimail]\nclient-id = \"i\"\nclient-secret = {form}\n"));
        let form_sent = sent(&world, call(&env, &world, &["alimail"]).env("ANOTHER_NAME", variable));
        assert_eq!(form_sent["client_secret"], "s3cret \u{e9}", "{form}");
    }
}

#[test]
fn trailing_newline_is_not_part_of_a_secret() {
    let (env, world) = (TestEnv::new(), tokens());
    for (text, secret) in [("s", "s"), ("s\n", "s"), ("s\r\n", "s"), (" s ", " s ")] {
        let file = env.write("kept", text).display().to_string();
        let by_file = call(&env, &world, &["alimail", "--client-id", "i", "--client-secret-file", &file]);
        assert_eq!(sent(&world, by_file)["client_secret"], secret, "{text:?}");
        let by_stdin = call(&env, &world, &["alimail", "--client-id", "i", "--client-secret-file", "-"]);
        assert_eq!(sent(&world, by_stdin.stdin(text))["client_secret"], secret, "{text:?}");
    }
}

/// `--client-secret-file <(pass show mail)`: a pipe has no mode bits to check.
#[test]
fn secret_can_come_from_process_substitution() {
    if skip_without(&["bash"]) {
        return;
    }
    let (env, world) = (TestEnv::new(), tokens());
    let text = "gettoken alimail --client-id i --client-secret-file <(echo s3cret)";
    script(&env, "bash", text).through(&world).run().success();
    assert_eq!(world.request().form()["client_secret"], "s3cret");
}

#[test]
fn empty_stdin_is_not_a_secret() {
    let stderr = TestEnv::new()
        .gettoken(&["alimail", "--client-id", "i", "--client-secret-file", "-"])
        .run()
        .failed(3);
    assert!(stderr.contains("stdin"), "{stderr}");
}

#[test]
fn secret_in_argv_prints_a_warning() {
    let (env, world) = (TestEnv::new(), tokens());
    let outcome = call(&env, &world, &["alimail", "--client-id", "i", "--client-secret", "s3cret"]).run();
    assert!(outcome.stderr.contains("other users of this machine"), "{outcome:?}");
    assert!(!outcome.stderr.contains("s3cret"), "{outcome:?}");
    let both = ["alimail", "--client-secret", "s", "--client-secret-file", "f"];
    env.gettoken(&both).run().failed(2);
}

// Values that can be repeated.

/// The values of a field in the form of the last request, in order.
fn sent_values(world: &World, name: &str) -> Vec<String> {
    let body = String::from_utf8(world.requests().last().unwrap().body.clone()).unwrap();
    let start = format!("{name}=");
    body.split('&').filter_map(|pair| pair.strip_prefix(&start)).map(str::to_owned).collect()
}

#[test]
fn audience_and_resource_can_be_repeated() {
    let (env, world) = (TestEnv::new(), tokens());
    let run = |args: &[&str], config: &str| {
        env.write_config(&format!("[profiles.oauth2]\n{config}\n"));
        let call = call(&env, &world, &["oauth2", "--client-id=i"]);
        let call = call.env("OAUTH2_CLIENT_SECRET", "s3cret");
        call.arg("--token-url=https://a.example/t").args(args).run().success();
        [sent_values(&world, "audience"), sent_values(&world, "resource")]
    };
    let nothing: [&str; 0] = [];
    let flags = ["--audience=a", "--resource=r", "--audience=b", "--resource=s"];
    assert_eq!(run(&flags, ""), [["a", "b"], ["r", "s"]]);
    assert_eq!(run(&[], "audience = [\"a\", \"b\"]\nresource = \"r\""), [vec!["a", "b"], vec!["r"]]);
    // A flag replaces all values of the config file, and an empty one unsets them.
    assert_eq!(run(&["--audience=c"], "audience = [\"a\", \"b\"]")[0], ["c"]);
    assert_eq!(run(&["--audience="], "audience = [\"a\", \"b\"]")[0], nothing);
    assert_eq!(run(&["--audience=", "--audience=c"], "")[0], ["c"]);
    assert_eq!(run(&[], "audience = [\"\", \"a\"]")[0], ["a"]);
    assert_eq!(run(&[], "audience = []")[0], nothing);
}

#[test]
fn every_repeated_value_is_checked() {
    let env = TestEnv::new();
    let args = ["oauth2", "--client-auth=none", "--client-id=i", "--token-url=https://a.example/t"];
    let stderr = env.gettoken(&args).args(&["--resource=a", "--resource=b\nc"]).run().failed(3);
    assert!(stderr.contains("`resource` from --resource contains a line break at character 2"), "{stderr}");
    env.write_config("[profiles.oauth2]\nresource = [\"a\", 7]\n");
    env.gettoken(&args).run().failed(3);
}

#[test]
fn login_sends_every_resource() {
    let (env, world) = (TestEnv::new(), World::always(Reply::empty(400)));
    let args = ["login", "oauth2", "--client-auth=none", "--client-id=i", "--token-url=https://a.example/t"];
    let flags = ["--resource=r", "--resource=s", "--no-browser", "--authorize-url=https://a.example/a"];
    let browser = env.gettoken(&args).args(&flags).run().failed(4);
    assert!(browser.contains("&resource=r&resource=s"), "{browser}");
    let flags = ["--resource=r", "--resource=s", "--device", "--device-url=https://a.example/d"];
    env.gettoken(&args).args(&flags).through(&world).run();
    assert_eq!(sent_values(&world, "resource"), ["r", "s"]);
}

/// JSON, a URL and a header have room for one value.
#[test]
fn repeated_value_that_cannot_be_sent_is_an_error() {
    for (call_of, place) in [
        ("url = \"https://a.example/t\"\nsend = \"json\"\nparams = { aud = \"{audience}\" }", "aud"),
        ("url = \"https://a.example/{audience}\"", "audience"),
        ("url = \"https://a.example/t\"\nheaders = { x-aud = \"{audience}\" }", "audience"),
    ] {
        let (env, world) = (TestEnv::new(), tokens());
        let text = format!(
            "title = \"Own\"\ncredentials.client-secret.required = false\n[client-credentials]\nclient-auth = \"none\"\n{call_of}\n"
        );
        env.write_provider("own", &text);
        let run = |flags: &[&str]| call(&env, &world, &["own", "--client-id=i"]).args(flags).run();
        run(&["--audience=a"]).success();
        let stderr = run(&["--audience=a", "--audience=b"]).failed(3);
        assert!(stderr.contains(&format!("`own` can send only one `{place}`")), "{stderr}");
        assert_eq!(world.requests().len(), 1);
    }
}

// Profiles.

#[test]
fn profile_reads_its_own_variables() {
    let (env, world) = (TestEnv::new(), tokens());
    env.write_config("[profiles.hr-bot]\nprovider = \"entra\"\n");
    let common = |call: Call| {
        call.env("AZURE_CLIENT_ID", "wrong")
            .env("AZURE_CLIENT_SECRET", "wrong")
            .env("AZURE_TENANT_ID", "wrong")
    };
    let stderr = common(call(&env, &world, &["hr-bot"])).run().failed(3);
    for name in ["GETTOKEN_HR_BOT_CLIENT_ID", "GETTOKEN_HR_BOT_CLIENT_SECRET", "GETTOKEN_HR_BOT_TENANT"] {
        assert!(stderr.contains(name), "{name} is not in\n{stderr}");
    }
    assert!(!stderr.contains("AZURE"), "{stderr}");
    let own = common(call(&env, &world, &["hr-bot"]))
        .env("GETTOKEN_HR_BOT_CLIENT_ID", "i")
        .env("GETTOKEN_HR_BOT_CLIENT_SECRET", "s")
        .env("GETTOKEN_HR_BOT_TENANT", "t");
    let form = sent(&world, own);
    assert_eq!((form["client_id"].as_str(), form["client_secret"].as_str()), ("i", "s"));
    assert_eq!(world.request().path, "/t/oauth2/v2.0/token");
}

#[test]
fn profile_named_like_its_provider_reads_the_providers_variables() {
    let (env, world) = (TestEnv::new(), tokens());
    env.write_config("[profiles.alimail]\nprovider = \"alimail\"\n");
    let call = call(&env, &world, &["alimail"])
        .env("ALIMAIL_CLIENT_ID", "right")
        .env("ALIMAIL_CLIENT_SECRET", "s")
        .env("GETTOKEN_ALIMAIL_CLIENT_ID", "wrong");
    assert_eq!(sent(&world, call)["client_id"], "right");
}

#[test]
fn profiles_of_one_provider_never_share_a_token() {
    let env = TestEnv::new();
    let world = World::start(|request| {
        Reply::json(
            200,
            format!(r#"{{"access_token":"of-{}","expires_in":3600}}"#, request.form()["client_id"]),
        )
    });
    env.write_config(
        "[profiles.one]\nprovider = \"alimail\"\nclient-id = \"1\"\nclient-secret = \"s\"\n\
         [profiles.two]\nprovider = \"alimail\"\nclient-id = \"2\"\nclient-secret = \"s\"\n",
    );
    let token = |profile| env.gettoken(&[profile, "-o", "token"]).through(&world).run().success();
    assert_eq!([token("one"), token("two"), token("one")], ["of-1\n", "of-2\n", "of-1\n"]);
    assert_eq!(world.requests().len(), 2);
}

// Verbose output and `--dry-run`.

#[test]
fn verbose_output_names_sources_and_no_secret() {
    let (env, world) = (TestEnv::new(), tokens());
    let file = env.write("kept", "s3cret").display().to_string();
    env.write_config(&format!(
        "[profiles.entra]\nscope = \"x/.default\"\nclient-secret = {{ file = '{file}' }}\n"
    ));
    let outcome =
        call(&env, &world, &["entra", "-v", "--client-id", "an-id"]).env("AZURE_TENANT_ID", "a-tenant").run();
    let config = env.config_dir().join("config.toml").display().to_string();
    for expected in [
        "client ID from --client-id\n".to_owned(),
        format!("client secret from the file `{file}`\n"),
        "tenant from AZURE_TENANT_ID\n".to_owned(),
        "cloud from the provider's default\n".to_owned(),
        format!("scope from `scope` in [profiles.entra] of {config}\n"),
        "sending POST https://login.microsoftonline.com/a-tenant/oauth2/v2.0/token\n".to_owned(),
    ] {
        assert!(outcome.stderr.contains(&expected), "{expected} is not in\n{}", outcome.stderr);
    }
    assert!(!outcome.stderr.contains("s3cret") && !outcome.stderr.contains("t0ken"), "{outcome:?}");
}

#[test]
fn verbose_output_names_the_table_of_a_variable() {
    let (env, world) = (TestEnv::new(), tokens());
    env.write_config("[profiles.alimail.vars]\nhost = \"sg\"\n");
    let outcome = call(&env, &world, &["alimail", "-v", "--client-id", "i", "--client-secret", "s"]).run();
    assert!(outcome.stderr.contains("host from `host` in [profiles.alimail.vars] of "), "{outcome:?}");
}

#[test]
fn success_prints_nothing_on_stderr() {
    let (env, world) = (TestEnv::new(), tokens());
    let outcome = call(&env, &world, &["alimail", "-o", "token"])
        .env("ALIMAIL_CLIENT_ID", "i")
        .env("ALIMAIL_CLIENT_SECRET", "s")
        .run();
    assert_eq!((outcome.code, outcome.stdout.as_str(), outcome.stderr.as_str()), (Some(0), "t0ken\n", ""));
}

#[test]
fn dry_run_shows_the_request_without_secrets() {
    for (args, shown) in [
        (
            ["alimail", "--param", "extra=s3cret-2"],
            "POST https://alimail-cn.aliyuncs.com/oauth2/v2.0/token\n",
        ),
        (["dingtalk", "--param", "extra=s3cret-2"], "GET https://oapi.dingtalk.com/gettoken\n"),
        (["feishu", "--param", "extra=s3cret-2"], "POST https://open.feishu.cn/open-apis/auth/v3/"),
        (["okta", "--domain", "example.okta.com"], "POST https://example.okta.com/oauth2/default/v1/token\n"),
    ] {
        let (env, world) = (TestEnv::new(), tokens().may_be_silent());
        let secret = env.write("kept", "s3cret-1").display().to_string();
        let call =
            call(&env, &world, &args).arg("--client-id").arg("an-id").arg("--client-secret-file").arg(secret);
        let outcome = call.arg("--dry-run").arg("-vvv").run();
        let all = format!("{}{}", outcome.stdout, outcome.stderr);
        assert!(outcome.stdout.starts_with(shown), "{all}");
        // The beginning of `an-id:` in base64.
        assert!(!all.contains("s3cret") && !all.contains("YW4taWQ6"), "{all}");
        outcome.success();
        assert_eq!(world.connections().proxy, 0);
        assert!(!env.tokens_dir().exists());
    }
}
