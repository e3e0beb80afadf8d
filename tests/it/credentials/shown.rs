//! What `status`, `doctor`, `config` and `setup` say about credentials: where each one comes from, and what is wrong with
//! it, but nothing of its text.

use std::fs;

use chrono::{Datelike, TimeDelta, Utc};
use rcgen::{CertificateParams, KeyPair, date_time_ymd};
use serde_json::{Value, json};

#[cfg(unix)]
use crate::support::conversation::{Conversation, skip_without_terminal};
use crate::support::environment::TestEnv;
use crate::support::jwt::unsigned;
use crate::support::modes;
use crate::support::request::Request;
use crate::support::world::{Reply, World};

const SIGNED: &str = r#"
title = "Signed"
credentials.client-secret = { required = false }
credentials.client-key = { lines = true, required = false }
credentials.certificate = { lines = true, required = false, secret = false }
credentials.subject = { required = false, readable = true }

[client-assertion]
header = { "x5t#S256" = "{certificate-sha256}" }
claims = { iss = "{client-id}", jti = { random = true }, exp = { from-now = "60s" } }

[client-credentials]
url = "https://mine.example/t"
client-auth = ["private_key_jwt", "client_assertion", "post"]
"#;

/// A profile with these lines, and the definition.
fn profile(lines: &str) -> TestEnv {
    let env = TestEnv::new();
    env.write_provider("signed", SIGNED);
    env.write_config(&format!("[profiles.signed]\nclient-id = \"id\"\n{lines}"));
    env
}

fn write_private(env: &TestEnv, name: &str, text: &str) {
    let path = env.config_dir().join(name);
    fs::write(&path, text).unwrap();
    modes::set(path, 0o600).unwrap();
}

/// A key and its certificate, in PEM, which expires in `days`.
fn key_and_certificate(days: i64) -> (String, String) {
    let pair = KeyPair::generate().unwrap();
    let end = Utc::now() + TimeDelta::days(days);
    let mut parameters = CertificateParams::new(vec!["client".to_owned()]).unwrap();
    let [month, day] = [end.month(), end.day()].map(|number| u8::try_from(number).unwrap());
    parameters.not_after = date_time_ymd(end.year(), month, day);
    (pair.serialize_pem(), parameters.self_signed(&pair).unwrap().pem())
}

fn jwt(seconds: i64) -> String {
    unsigned(&json!({ "exp": Utc::now().timestamp() + seconds }))
}

/// The check of the credential called `name` in the report of `doctor`, without a request.
#[track_caller]
fn check(env: &TestEnv, name: &str) -> Value {
    let outcome = env.gettoken(&["doctor", "--json"]).run();
    let report: Value = serde_json::from_str(&outcome.stdout).unwrap();
    let is_it = |check: &&Value| {
        check["profile"] == "signed" && (check["credential"] == name || check["name"] == name)
    };
    let found: Vec<&Value> = report["checks"].as_array().unwrap().iter().filter(is_it).collect();
    assert_eq!(found.len(), 1, "{name}: {report:#}");
    found[0].clone()
}

#[test]
fn doctor_shows_every_credential_that_cannot_be_read() {
    let env = profile(&format!(
        "{KEY}{CERTIFICATE}subject = {{ env = \"NO_SUCH\" }}\nclient-secret = {{ file = \"s\" }}\n"
    ));
    for (name, words) in [("client-key", "key.pem"), ("certificate", "certificate.pem")] {
        let found = check(&env, name);
        assert_eq!(found["state"], "fault", "{found:#}");
        assert!(found.to_string().contains(words), "{found:#}");
    }
    let stderr = env.gettoken(&["signed"]).run().failed(3);
    assert!(stderr.contains("certificate.pem") && !stderr.contains("key.pem"), "{stderr}");
}

const KEY: &str = "client-key = { file = \"key.pem\" }\n";
const CERTIFICATE: &str = "certificate = { file = \"certificate.pem\" }\n";

#[cfg(unix)]
#[test]
fn doctor_reads_private_keys_certificates_and_tokens() {
    let (key, later) = key_and_certificate(100);
    let (soon_key, soon) = key_and_certificate(10);
    let (past_key, past) = key_and_certificate(-3);
    let damaged = key.replacen('M', "", 2);
    let both = format!("{KEY}{CERTIFICATE}");
    let subject = "subject = { file = \"token\" }\n";
    let fresh = jwt(3700);
    let (late, damaged_certificate) = (jwt(-60), later.replace("MII", "M$I"));
    type Files<'a> = &'a [(&'a str, &'a str)];
    let table: &[(&str, &str, Files, &str, &str)] = &[
        (KEY, "client-key", &[("key.pem", &key)], "ok", "a private key for ES256"),
        (KEY, "client-key", &[("key.pem", &damaged)], "fault", "incomplete or damaged"),
        (KEY, "client-key", &[("key.pem", "s3cret-words")], "fault", "it contains no private key"),
        (KEY, "client-key", &[], "fault", "key.pem"),
        (&both, "certificate", &[("key.pem", &key), ("certificate.pem", &later)], "ok", "valid until 20"),
        (
            &both,
            "certificate",
            &[("key.pem", &soon_key), ("certificate.pem", &soon)],
            "warning",
            "expires on",
        ),
        (
            &both,
            "certificate",
            &[("key.pem", &past_key), ("certificate.pem", &past)],
            "warning",
            "expired on",
        ),
        (&both, "certificate", &[("key.pem", &key), ("certificate.pem", &soon)], "fault", "not that of the"),
        (
            &both,
            "certificate",
            &[("key.pem", &key), ("certificate.pem", &damaged_certificate)],
            "fault",
            "certificate 1 is incomplete",
        ),
        (subject, "subject", &[("token", &fresh)], "ok", "valid for another 1h 1m"),
        (subject, "subject", &[("token", &late)], "warning", "has expired"),
        (subject, "subject", &[("token", "opaque-s3cret")], "ok", "token`, mode 0600"),
        (
            "subject = { url = \"https://ci.example/t?a={env:NO_SUCH}\" }\n",
            "subject",
            &[],
            "fault",
            "NO_SUCH",
        ),
        ("subject = { url = \"https://ci.example/t?a=s3cret\" }\n", "subject", &[], "ok", "not requested"),
        ("client-key = { sign-command = [\"true\"] }\n", "client-key", &[], "ok", "not run"),
        ("client-key = { sign-command = [\"no-such\"] }\n", "client-key", &[], "fault", "no-such"),
        ("subject = { profile = \"signed\" }\n", "subject", &[], "fault", "needs its own token"),
        ("", "client-secret", &[], "fault", "missing client secret"),
    ];
    for (lines, name, files, state, words) in table {
        let env = profile(lines);
        for (file, text) in *files {
            write_private(&env, file, text);
        }
        let found = check(&env, name);
        assert_eq!(found["state"], *state, "{lines}{found:#}");
        assert!(found["text"].as_str().unwrap().contains(words), "{lines}{words}: {found:#}");
        let text = found.to_string();
        let is_quoted = |(_, secret): &(&str, &str)| text.contains(&secret[..secret.len().min(60)]);
        assert!(!files.iter().any(is_quoted) && !text.contains("s3cret"), "{text}");
    }
}

#[test]
fn a_chain_needs_what_its_inner_profile_needs() {
    let env = profile("subject = { profile = \"inner\" }\n[profiles.inner]\nprovider = \"signed\"\n");
    let found = check(&env, "subject");
    assert_eq!((&found["state"], &found["name"]), (&"fault".into(), &"credential".into()), "{found:#}");
    let expected = "from the token of `inner`, whose client ID and client secret is missing";
    assert_eq!(found["text"], expected, "{found:#}");
    assert_eq!(found["advice"], "see `gettoken doctor inner`");
    let text = env.gettoken(&["doctor"]).run().stdout;
    assert!(text.contains("subject token  "), "{text}");
}

#[test]
fn status_shows_the_source_of_each_credential() {
    let (key, certificate) = key_and_certificate(100);
    let env = profile(&format!("{KEY}{CERTIFICATE}"));
    write_private(&env, "key.pem", &key);
    write_private(&env, "certificate.pem", &certificate);
    let text = env.gettoken(&["status"]).run().success();
    // A long path is on a line of its own.
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(line.contains(" certificate from the file `"), "{text}");
    assert!(line.contains(" private key from the file `") && !text.contains("  secret "), "{text}");
    let object = |env: &TestEnv| -> Value {
        serde_json::from_str(&env.gettoken(&["status", "--json"]).run().stdout).unwrap()
    };
    let shown = object(&env);
    let profile_of = |shown: &Value| shown["profiles"][0].clone();
    let shown = profile_of(&shown);
    assert_eq!(shown["secret"], Value::Null, "{shown:#}");
    let names: Vec<&String> = shown["credentials"].as_object().unwrap().keys().collect();
    assert_eq!(names, ["certificate", "client-key"], "{shown:#}");
    assert_eq!(shown["credentials"]["client-key"]["from"], "file");
    assert!(shown["credentials"]["client-key"]["source"].as_str().unwrap().contains("key.pem"));
    let shown = profile_of(&object(&profile("client-secret = \"s3cret\"\n")));
    assert_eq!(shown["secret"], shown["credentials"]["client-secret"], "{shown:#}");
    for (source, from) in [
        ("{ command = [\"true\"] }", "command"),
        ("{ url = \"https://ci.example/\" }", "url"),
        ("\"s3cret-token\"", "config"),
    ] {
        let shown = profile_of(&object(&profile(&format!("subject = {source}\n"))));
        assert_eq!(shown["credentials"]["subject"]["from"], from, "{shown:#}");
        assert!(!shown.to_string().contains("s3cret"), "{shown:#}");
    }
}

#[test]
fn config_sets_sources_and_shows_no_credential() {
    let env =
        profile("client-key = \"s3cret-key\"\nsubject = { url = \"https://a.example/?k=s3cret-query\" }\n");
    modes::set(env.config_dir().join("config.toml"), 0o600).unwrap();
    let config = |words: &[&str]| env.gettoken(&[&["config"], words].concat()).run();
    let text = config(&["list"]).success();
    assert_eq!(text.matches("(not shown)").count(), 2, "{text}");
    assert!(!(text + &config(&["list", "--json"]).success()).contains("s3cret"));
    for key in ["client-key", "subject.url"] {
        let outcome = config(&["get", &format!("signed.{key}")]);
        assert!(outcome.code == Some(2) && !outcome.stderr.contains("s3cret"), "{key}: {outcome:?}");
    }
    let refused = config(&["set", "signed.client-key", "KEY"]);
    assert!(refused.stderr.contains("set `signed.client-key.file`, `.env`"), "{refused:?}");
    for (key, value, expected) in [
        (
            "client-key.sign-command",
            &["sign", "--with", "card"][..],
            "{ sign-command = [\"sign\", \"--with\", \"card\"] }",
        ),
        ("client-key.sign-command-form", &["der"], "sign-command-form = \"der\" }"),
        ("client-key.file", &["key.pem"], "client-key = { file = \"key.pem\" }"),
        ("subject.token", &["/value"], "token = \"/value\" }"),
        ("subject.url", &["https://b.example/t"], "url = \"https://b.example/t\""),
        ("subject.profile", &["other"], "subject = { profile = \"other\" }"),
    ] {
        let outcome = config(&[&["set", &format!("signed.{key}")], value].concat());
        let text = fs::read_to_string(env.config_dir().join("config.toml")).unwrap();
        assert_eq!(outcome.code, Some(0), "{key}: {outcome:?}");
        assert!(text.contains(expected), "{key}: {text}");
    }
    let wrong = config(&["set", "signed.client-key.sign-command-form", "pem"]);
    assert!(wrong.stderr.contains("`der`") && wrong.stderr.contains("`raw`"), "{wrong:?}");
    env.write_config("[profiles.signed]\nclient-id = \"id\"\nactor = { env = \"X\" }\n");
    let unknown = config(&["check"]);
    assert!(unknown.stderr.contains("`signed` does not use a credential `actor`"), "{unknown:?}");
}

#[cfg(unix)]
#[test]
fn setup_asks_for_the_file_of_a_private_key() {
    if skip_without_terminal() {
        return;
    }
    let world = World::start(|request: &Request| match request.form().get("client_assertion") {
        Some(assertion) if assertion.split('.').count() == 3 => {
            Reply::json(200, r#"{"access_token":"t","token_type":"bearer","expires_in":7200}"#)
        }
        _ => Reply::json(401, r#"{"error":"invalid_client"}"#),
    });
    let env = TestEnv::new();
    env.write_provider("signed", SIGNED);
    let (key, _) = key_and_certificate(100);
    write_private(&env, "key.pem", &key);
    let path = env.config_dir().join("key.pem").display().to_string();
    let mut person = Conversation::start(&env, Some(&world), "setup signed");
    person.answer("[signed]: ", "").answer("Client ID: ", "app-1");
    person
        .hear("How does the client prove who it is?")
        .hear("1) with a private key")
        .hear("3) with a client secret");
    person.answer("Number [1]: ", "");
    person.hear("File with the certificate").say("");
    person.hear("File with the private key").say(&path);
    person.hear("It works: the token is valid for 2h");
    let ending = person.end();
    assert_eq!(ending.code, Some(0), "{}", ending.screen);
    let config = fs::read_to_string(env.config_dir().join("config.toml")).unwrap();
    assert_eq!(
        config,
        format!("[profiles.signed]\nclient-id = \"app-1\"\nclient-key = {{ file = \"{path}\" }}\n")
    );
    let mut person = Conversation::start(&env, Some(&world), "setup signed");
    person.answer("Number: ", "1").hear("Client ID").say("").answer("Number [1]: ", "2");
    person.hear("Where does gettoken read the subject token?").answer("Number [1]: ", "3");
    person.hear("Environment variable").say("NO_SUCH_TOKEN");
    person.hear("NO_SUCH_TOKEN").hear("stop");
    person.press("\u{3}");
    assert!(person.end().code != Some(0));
    assert_eq!(fs::read_to_string(env.config_dir().join("config.toml")).unwrap(), config);
}
