//! `gettoken import`: the profiles that it writes get tokens, and a file that somebody else has made can neither take a
//! secret elsewhere nor run a command.

use std::fs;

use chrono::{SecondsFormat, TimeDelta, Utc};
use serde_json::{Value, json};

use crate::support::environment::TestEnv;
use crate::support::modes;
use crate::support::process::{Call, Outcome};
use crate::support::tools::skip_without;
use crate::support::world::{Reply, World};

/// The test key of the signing tests.
const RSA: &str = include_str!("../../cases/keys/rsa.pem");
const FORMAT: &str = "google-adc";
const EMAIL: &str = "robot@project.iam.gserviceaccount.com";
const IMPERSONATION: &str = "https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/robot@project.iam.gserviceaccount.com:generateAccessToken";
const POOL: &str = "projects/1/locations/global/workloadIdentityPools/pool/providers/own";

fn service_account() -> Value {
    json!({
        "type": "service_account", "project_id": "project", "private_key_id": "k1", "private_key": RSA,
        "client_email": EMAIL, "client_id": "1", "auth_uri": "https://accounts.google.com/o/oauth2/auth",
        "token_uri": "https://oauth2.googleapis.com/token",
        "auth_provider_x509_cert_url": "https://www.googleapis.com/oauth2/v1/certs",
        "universe_domain": "googleapis.com"
    })
}

fn authorized_user() -> Value {
    json!({
        "type": "authorized_user", "client_id": "id.apps", "client_secret": "canary-secret",
        "refresh_token": "1//canary-refresh", "quota_project_id": "project", "account": ""
    })
}

fn external_account(source: Value) -> Value {
    json!({
        "type": "external_account", "audience": format!("//iam.googleapis.com/{POOL}"),
        "subject_token_type": "urn:ietf:params:oauth:token-type:jwt",
        "token_url": "https://sts.googleapis.com/v1/token", "credential_source": source
    })
}

fn impersonated(source: Value) -> Value {
    json!({
        "type": "impersonated_service_account", "service_account_impersonation_url": IMPERSONATION,
        "delegates": [], "source_credentials": source
    })
}

/// `value` with another `member`.
fn with(mut value: Value, member: &str, new: impl Into<Value>) -> Value {
    value[member] = new.into();
    value
}

/// The vendor's servers: each gives out a token with the name of its host.
fn vendor() -> World {
    World::start(|request| match (request.host.as_str(), request.path.as_str()) {
        ("oauth2.googleapis.com", "/token") => {
            Reply::json(200, r#"{"access_token":"of-oauth2","expires_in":3599,"token_type":"Bearer"}"#)
        }
        ("sts.googleapis.com", "/v1/token") => Reply::json(
            200,
            r#"{"access_token":"of-sts","issued_token_type":"urn:ietf:params:oauth:token-type:access_token","token_type":"Bearer","expires_in":3599}"#,
        ),
        ("iamcredentials.googleapis.com", _) => {
            let end = (Utc::now() + TimeDelta::hours(1)).to_rfc3339_opts(SecondsFormat::Secs, true);
            Reply::json(200, json!({ "accessToken": "of-iam", "expireTime": end }).to_string())
        }
        (_, "/subject") => Reply::json(200, r#"{"id/token":"jwt-of-url"}"#),
        other => panic!("{other:?} was asked"),
    })
}

/// Writes the file and imports it.
fn import(env: &TestEnv, file: &Value, args: &[&str]) -> Call {
    import_text(env, &file.to_string(), args)
}

fn import_text(env: &TestEnv, text: &str, args: &[&str]) -> Call {
    let path = env.write("adc.json", text);
    env.gettoken(&[&["import", FORMAT, path.to_str().unwrap()], args].concat())
}

fn config(env: &TestEnv) -> String {
    fs::read_to_string(env.config_dir().join("config.toml")).unwrap_or_default()
}

#[track_caller]
fn shows_no_secret(outcome: &Outcome) {
    for text in [&outcome.stdout, &outcome.stderr] {
        assert!(!text.contains("canary") && !text.contains(RSA.lines().nth(9).unwrap()), "{text}");
    }
}

/// Imports the file, gets a token with the profile, and returns the config file.
#[track_caller]
fn works(world: &World, file: &Value, args: &[&str], expected: &str) -> String {
    let env = TestEnv::new();
    let printed = import(&env, file, args).run();
    shows_no_secret(&printed);
    assert_eq!(config(&env), "", "printing writes nothing");
    let printed = printed.success();
    let outcome = import(&env, file, &[args, &["--write"]].concat()).through(world).run();
    shows_no_secret(&outcome);
    assert_eq!(outcome.success(), "");
    assert_eq!(config(&env), printed);
    env.gettoken(&["config", "check"]).run().success();
    let token = env.gettoken(&[FORMAT, "-o", "token"]).through(world).run();
    shows_no_secret(&token);
    assert_eq!(token.success(), format!("{expected}\n"));
    printed
}

#[test]
fn a_service_account_signs_with_the_key_in_the_file() {
    let world = vendor();
    let text = works(&world, &service_account(), &[], "of-oauth2");
    assert!(text.contains("client-key = { file = ") && !text.contains("token ="), "{text}");
    assert!(world.request().form()["assertion"].len() > 300);
    // Older files name the same endpoint otherwise.
    let old = with(service_account(), "token_uri", "https://accounts.google.com/o/oauth2/token");
    works(&vendor(), &old, &[], "of-oauth2");
}

#[test]
fn a_persons_session_is_kept() {
    let world = vendor();
    let text = works(&world, &authorized_user(), &[], "of-oauth2");
    assert!(text.contains("token = \"/client_secret\"") && !text.contains("refresh"), "{text}");
    let form = world.request().form();
    assert_eq!((&*form["refresh_token"], &*form["client_secret"]), ("1//canary-refresh", "canary-secret"));
}

#[test]
fn a_token_of_each_source_is_exchanged() {
    if skip_without(&["sh"]) {
        return;
    }
    let env = TestEnv::new();
    let text = env.write("subject", "jwt-of-file\n");
    let document = env.write("subject.json", r#"{"a/b":"jwt-of-json"}"#);
    let program = env.write("program", "#!/bin/sh\necho \"{\\\"id_token\\\":\\\"jwt-of-$1\\\"}\"\n");
    modes::set(&program, 0o700).unwrap();
    let format = |name: &str| json!({ "type": "json", "subject_token_field_name": name });
    for (source, args, subject) in [
        (json!({ "file": text }), &[][..], "jwt-of-file"),
        (json!({ "file": document, "format": format("a/b") }), &[], "jwt-of-json"),
        (
            json!({ "url": "https://own.googleapis.com/subject?{x}", "headers": { "Metadata": "True" }, "format": format("id/token") }),
            &[],
            "jwt-of-url",
        ),
        (
            json!({ "executable": { "command": format!("{} 'the program'", program.display()), "timeout_millis": 5000 } }),
            &["--allow-command"],
            "jwt-of-the program",
        ),
    ] {
        let world = vendor();
        works(&world, &external_account(source), args, "of-sts");
        let requests = world.requests();
        let request = requests.iter().find(|request| request.host == "sts.googleapis.com").unwrap();
        assert_eq!(request.form()["subject_token"], subject);
        assert_eq!(request.form()["audience"], format!("//iam.googleapis.com/{POOL}"));
        if let Some(request) = requests.iter().find(|request| request.path == "/subject") {
            assert_eq!(request.header("metadata"), Some("True"));
        }
    }
}

#[test]
fn a_service_account_is_impersonated_by_each_kind() {
    let env = TestEnv::new();
    let external = || external_account(json!({ "file": env.write("subject", "jwt\n") }));
    let lifetime = json!({ "token_lifetime_seconds": 900 });
    let direct = with(external(), "service_account_impersonation_url", IMPERSONATION);
    for (file, caller) in [
        (with(direct, "service_account_impersonation", lifetime), "of-sts"),
        (impersonated(external()), "of-sts"),
        (impersonated(service_account()), "of-oauth2"),
        (impersonated(authorized_user()), "of-oauth2"),
    ] {
        let world = vendor();
        let text = works(&world, &file, &[], "of-iam");
        assert!(
            text.contains("[profiles.google-adc]") && text.contains("[profiles.google-adc-source]"),
            "{text}"
        );
        let requests = world.requests();
        let request = requests.iter().find(|request| request.host.starts_with("iam")).unwrap();
        assert_eq!(request.header("authorization"), Some(&*format!("Bearer {caller}")));
        let is_short = file.get("service_account_impersonation").is_some();
        assert_eq!(request.json()["lifetime"], if is_short { "900s" } else { "3600s" });
    }
    let file = with(impersonated(external()), "delegates", json!(["projects/-/serviceAccounts/b@c"]));
    let file = with(file, "scopes", json!(["s1", "s2"]));
    let world = vendor();
    works(&world, &file, &[], "of-iam");
    let request = world.requests().into_iter().find(|request| request.host.starts_with("iam")).unwrap();
    assert_eq!(request.json()["delegates"], json!(["projects/-/serviceAccounts/b@c"]));
    assert_eq!(request.json()["scope"], json!(["s1", "s2"]));
}

#[test]
fn a_server_that_the_user_allows_is_asked() {
    let world = World::always(Reply::json(200, r#"{"access_token":"T","expires_in":3599}"#));
    let env = TestEnv::new();
    let port = world.http_addr();
    let file = with(service_account(), "token_uri", format!("http://{port}/token"));
    let stderr = import(&env, &file, &[]).run().failed(5);
    assert!(stderr.contains("--allow-host 127.0.0.1"), "{stderr}");
    import(&env, &file, &["--allow-host", "127.0.0.1", "--write"]).run().success();
    assert_eq!(env.gettoken(&[FORMAT, "-o", "token"]).run().success(), "T\n");
    let other = with(service_account(), "token_uri", "https://oauth2.googleapis.com/other");
    let stderr = import(&env, &other, &["--name", "other"]).run().failed(3);
    assert!(stderr.contains("another path"), "{stderr}");
}

#[test]
fn what_the_file_may_not_decide_is_refused() {
    let env = TestEnv::new();
    let url = |url: &str| external_account(json!({ "url": url }));
    let command = |line: &str| external_account(json!({ "executable": { "command": line } }));
    let subject = || json!({ "file": "/tmp/none" });
    for (file, expected) in [
        (with(service_account(), "token_uri", "https://evil.example/token"), "--allow-host evil.example"),
        (with(service_account(), "token_uri", "http://oauth2.googleapis.com/token"), "not accepted"),
        (with(service_account(), "token_uri", "https://me@oauth2.googleapis.com/token"), "not accepted"),
        (with(service_account(), "token_uri", "https://googleapis.com.evil.example/token"), "evil.example"),
        (with(service_account(), "token_uri", "https://evilgoogleapis.com/token"), "evilgoogleapis.com"),
        (with(service_account(), "auth_uri", "https://evil.example/auth"), "evil.example"),
        (with(service_account(), "universe_domain", "evil.example"), "--allow-host evil.example"),
        (with(authorized_user(), "token_uri", "https://evil.example/token"), "evil.example"),
        (with(external_account(subject()), "token_url", "https://evil.example/v1/token"), "evil.example"),
        (with(external_account(subject()), "token_info_url", "http://evil.example/"), "not accepted"),
        (
            with(
                external_account(subject()),
                "service_account_impersonation_url",
                IMPERSONATION.replace("iamcredentials.googleapis.com", "evil.example"),
            ),
            "evil.example",
        ),
        (url("https://evil.example/subject"), "--allow-host evil.example"),
        (url("http://evil.example/subject"), "not accepted"),
        (url("http://127.0.0.1:1/subject"), "--allow-host 127.0.0.1"),
        (
            external_account(
                json!({ "url": "https://a.googleapis.com/", "headers": { "Authorization": "Bearer canary" } }),
            ),
            "may be a secret",
        ),
        (command("/bin/true"), "--allow-command"),
        (impersonated(with(service_account(), "token_uri", "https://evil.example/token")), "evil.example"),
    ] {
        let outcome = import(&env, &file, &["--write"]).run();
        shows_no_secret(&outcome);
        let stderr = outcome.failed(5);
        assert!(stderr.contains(expected), "{expected}: {stderr}");
        assert_eq!(config(&env), "");
    }
}

#[test]
fn what_is_not_understood_is_an_error() {
    let env = TestEnv::new();
    let subject = || json!({ "file": "/tmp/none" });
    let executable = |line: &str| external_account(json!({ "executable": { "command": line } }));
    let without = |mut value: Value, member: &str| {
        value.as_object_mut().unwrap().remove(member);
        value
    };
    for (file, expected) in [
        (json!({ "type": "gdch_service_account" }), "gdch_service_account"),
        (json!({ "type": "\u{1b}[31m" }), "`type` contains"),
        (json!({}), "no `type`"),
        (json!([]), "not a JSON object"),
        (without(service_account(), "private_key"), "no `private_key`"),
        (without(service_account(), "client_email"), "no `client_email`"),
        (with(service_account(), "private_key", "canary"), "`private_key` is unusable"),
        (with(service_account(), "token_uri", 1), "invalid `token_uri`"),
        (without(authorized_user(), "refresh_token"), "no `refresh_token`"),
        (without(authorized_user(), "client_id"), "no `client_id`"),
        (with(authorized_user(), "client_id", "a\u{202e}b"), "`client_id` contains"),
        (without(external_account(subject()), "credential_source"), "no `credential_source`"),
        (external_account(json!({})), "neither"),
        (
            external_account(json!({ "environment_id": "aws1", "region_url": "http://169.254.169.254/" })),
            "AWS",
        ),
        (external_account(json!({ "file": "/x", "format": { "type": "xml" } })), "invalid `format`"),
        (
            external_account(json!({ "file": "/x", "format": { "type": "json" } })),
            "no `subject_token_field_name`",
        ),
        (with(external_account(subject()), "audience", "other"), "invalid `audience`"),
        (with(external_account(subject()), "client_secret", "canary"), "`client_secret`"),
        (executable("true"), "absolute path"),
        (executable("/bin/echo a | sh"), "absolute path"),
        (executable("/bin/echo 'a"), "absolute path"),
        (with(impersonated(subject()), "delegates", json!([1])), "invalid `delegates`"),
        (with(impersonated(subject()), "source_credentials", Value::Null), "no `source_credentials`"),
        (impersonated(impersonated(service_account())), "impersonated_service_account"),
        (
            with(
                impersonated(service_account()),
                "service_account_impersonation_url",
                "https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/a%2Fb:generateAccessToken",
            ),
            "invalid `service_account_impersonation_url`",
        ),
    ] {
        let outcome = import(&env, &file, &["--write", "--allow-command"]).run();
        shows_no_secret(&outcome);
        let stderr = outcome.failed(3);
        assert!(stderr.contains(expected) && !stderr.contains('\u{1b}'), "{expected}: {stderr}");
        assert_eq!(config(&env), "");
    }
    for text in ["", "{", "{\"type\":\"service_account\"", "nonsense canary"] {
        let outcome = import_text(&env, text, &[]).run();
        shows_no_secret(&outcome);
        outcome.failed(3);
    }
}

#[test]
fn no_text_of_the_file_becomes_toml_or_a_template() {
    let env = TestEnv::new();
    let hostile = "x\"\n[profiles.other]\nprovider = \"oauth2\"\nx = \"{env:HOME}";
    for file in [
        with(authorized_user(), "client_id", hostile),
        with(
            external_account(json!({ "file": "/x" })),
            "audience",
            format!("//iam.googleapis.com/{hostile}"),
        ),
    ] {
        import(&env, &file, &["--write"]).run().failed(3);
    }
    let quotes = "x\" ]] '''{env:HOME}";
    let audience = format!("//iam.googleapis.com/{quotes}");
    let source = json!({ "url": "https://a.googleapis.com/{env:HOME}", "headers": { "metadata": quotes } });
    import(&env, &with(external_account(source), "audience", audience), &["--write"]).run().success();
    let text = config(&env);
    assert!(
        text.contains("{{env:HOME}}") && text.contains("x\\\" ]]") || text.contains("{{env:HOME}}"),
        "{text}"
    );
    let names = env.gettoken(&["config", "get", "google-adc.pool-provider"]).run().success();
    assert_eq!(names, format!("{quotes}\n"));
    for name in ["a\u{1b}b", "../a", "a b", "A", &"a".repeat(65), ""] {
        import(&env, &service_account(), &["--write", "--name", name]).run().failed(3);
    }
}

#[cfg(unix)]
#[test]
fn files_that_are_long_endless_open_or_missing_are_errors() {
    let env = TestEnv::new();
    let stderr = import_text(&env, &" ".repeat(1024 * 1024 + 1), &[]).run().failed(3);
    assert!(stderr.contains("1048576"), "{stderr}");
    for path in ["/dev/zero", env.path("none").to_str().unwrap(), env.path("").to_str().unwrap()] {
        env.gettoken(&["import", FORMAT, path]).run().failed(3);
    }
    let long = env.gettoken(&["import", FORMAT, "-"]).stdin(" ".repeat(70_000)).run();
    assert!(long.failed(3).contains("stdin"));
    env.gettoken(&["import", FORMAT, "-"]).stdin("").run().failed(3);
    let call = import(&env, &service_account(), &[]);
    modes::set(env.path("adc.json"), 0o644).unwrap();
    let stderr = call.run().failed(3);
    assert!(stderr.contains("chmod"), "{stderr}");
}

#[test]
fn an_existing_profile_is_replaced_only_if_asked() {
    let env = TestEnv::new();
    let before = "# top\n[profiles.hr] # mine\nprovider = \"alimail\"\n";
    let path = env.write_config(before);
    modes::set(&path, 0o640).unwrap();
    import(&env, &service_account(), &["--write"]).run().success();
    let once = config(&env);
    assert!(once.starts_with(before), "{once}");
    if cfg!(unix) {
        assert_eq!(modes::of(&fs::metadata(&path).unwrap()), 0o640);
    }
    let stderr = import(&env, &service_account(), &["--write"]).run().failed(3);
    assert!(stderr.contains("--replace"), "{stderr}");
    assert_eq!(config(&env), once);
    import(&env, &service_account(), &["--write", "--replace"]).run().success();
    assert_eq!(config(&env), once);
    import(&env, &service_account(), &["--write", "--name", "other"]).run().success();
    assert!(config(&env).contains("[profiles.other]"));
    import(&env, &service_account(), &["--replace"]).run().failed(2);
}

#[test]
fn a_refused_session_or_a_config_that_cannot_be_written_changes_nothing() {
    let env = TestEnv::new();
    let before = "[profiles.hr]\nprovider = \"alimail\"\n";
    env.write_config(before);
    let world = World::always(Reply::json(400, r#"{"error":"invalid_grant"}"#));
    let outcome = import(&env, &authorized_user(), &["--write"]).through(&world).run();
    shows_no_secret(&outcome);
    outcome.failed(4);
    assert_eq!(config(&env), before);
    // Where even root cannot write the new file.
    fs::create_dir(env.config_dir().join(".config.toml.new")).unwrap();
    import(&env, &service_account(), &["--write"]).run().failed(3);
    assert_eq!(config(&env), before);
}

#[cfg(all(feature = "keyring", target_os = "linux"))]
#[test]
fn stdin_goes_to_the_keyring() {
    use crate::support::desktop::Desktop;
    let Some(desktop) = Desktop::start() else { return };
    for (file, expected) in [(service_account(), "PRIVATE KEY"), (authorized_user(), "canary-secret")] {
        let (env, world) = (TestEnv::new(), vendor());
        let call = env.gettoken(&["import", FORMAT, "-", "--write"]).stdin(file.to_string());
        let outcome = desktop.joined(call).through(&world).run();
        shows_no_secret(&outcome);
        outcome.success();
        let text = config(&env);
        assert!(text.contains("{ keyring = \"google-adc\" }") && !text.contains("canary"), "{text}");
        assert!(desktop.kept("gettoken", FORMAT).unwrap().contains(expected));
        let call = env.gettoken(&[FORMAT, "-o", "token"]);
        assert_eq!(desktop.joined(call).through(&world).run().success(), "of-oauth2\n");
    }
}
