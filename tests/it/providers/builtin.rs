//! Every built-in provider of application tokens at its vendor's real host name: the request, the token in
//! the documented response, and the header or parameter that the vendor's API expects.
//!
//! The rows are in `cases/vendors.toml`; a built-in provider without a row fails here.

use std::collections::{BTreeMap, BTreeSet};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use percent_encoding::percent_decode_str;
use serde::Deserialize;
use serde_json::Value;

use crate::support::environment::TestEnv;
use crate::support::process::Call;
use crate::support::providers::{definition, examples, for_applications, name, providers};
use crate::support::world::{Reply, Request, World};

use super::signed::PROVIDERS;

const CLIENT_ID: &str = "id-4711";
/// Characters that a form, a query, a JSON string and a header each encode differently.
const SECRET: &str = "s3cret/+=&%~\"\\ ü";
const TOKEN: &str = "T0ken.-_~+/=";

/// The value in a row of a field that is new in each request; see `signature.rs`.
const ANY: &str = "ANY";

/// How far a lifetime may have shrunk while the test ran, in seconds.
const SLACK: i64 = 60;

#[derive(Deserialize)]
struct Table {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Case {
    name: String,
    provider: String,
    #[serde(default)]
    args: Vec<String>,
    /// Variables of further credentials.
    #[serde(default)]
    env: BTreeMap<String, String>,
    /// The variables of the client id and the secret.
    credentials: [String; 2],
    /// Method and URL.
    request: String,
    #[serde(default)]
    query: BTreeMap<String, String>,
    #[serde(default)]
    form: BTreeMap<String, String>,
    #[serde(default)]
    json: BTreeMap<String, toml::Value>,
    /// Whether the credentials are sent with Basic authentication (RFC 7617).
    #[serde(default)]
    basic: bool,
    answer: String,
    #[serde(default = "bearer")]
    token_type: String,
    expires_in: i64,
    scope: Option<String>,
    /// The header that the API expects, or
    header: Option<String>,
    /// the parameter of its URL.
    url_query: Option<String>,
}

/// RFC 6749 requires a type; vendors that send none accept their tokens as this one.
fn bearer() -> String {
    "Bearer".to_owned()
}

fn cases() -> Vec<Case> {
    toml::from_str::<Table>(include_str!("../../cases/vendors.toml")).unwrap().case
}

/// A text of a row with its placeholders replaced by the values of the test.
fn filled(text: &str) -> String {
    text.replace("TOKEN", TOKEN).replace("SECRET", SECRET).replace("ID", CLIENT_ID)
}

impl Case {
    fn call(&self, env: &TestEnv, world: &World, more: &[&str]) -> Call {
        let [id, secret] = &self.credentials;
        let mut call = env.gettoken(&[&self.provider]).env(id, CLIENT_ID).env(secret, SECRET).through(world);
        for (name, value) in &self.env {
            call = call.env(name, value);
        }
        for arg in self.args.iter().map(String::as_str).chain(more.iter().copied()) {
            call = call.arg(arg);
        }
        call
    }

    fn world(&self) -> World {
        World::always(Reply::json(200, filled(&self.answer)))
    }

    fn check_request(&self, request: &Request) {
        let name = &self.name;
        let url = format!("{} {}://{}{}", request.method, request.scheme, request.host, request.path);
        assert_eq!(url, self.request, "{name}");
        let all = |fields: &BTreeMap<String, String>| -> BTreeMap<String, String> {
            fields.iter().map(|(key, value)| (key.clone(), filled(value))).collect()
        };
        assert_eq!(known(request.query_map(), &self.query), all(&self.query), "{name}");
        if !self.form.is_empty() {
            assert_eq!(known(request.form(), &self.form), all(&self.form), "{name}");
        } else if !self.json.is_empty() {
            let (mut sent, expected) = (request.json(), self.expected_json());
            for (key, value) in sent.as_object_mut().unwrap() {
                if expected[key] == ANY && *value != "" {
                    *value = ANY.into();
                }
            }
            assert_eq!(sent, expected, "{name}");
        } else {
            assert_eq!(request.text(), "", "{name}");
        }
        assert_eq!(request.header("accept"), Some("application/json"), "{name}");
        let credentials = request.header("authorization").map(decoded_basic);
        let expected = self.basic.then(|| (CLIENT_ID.to_owned(), SECRET.to_owned()));
        assert_eq!(credentials, expected, "{name}");
    }

    fn expected_json(&self) -> Value {
        let fields = self.json.iter().map(|(key, value)| {
            let value = match value {
                toml::Value::String(text) => Value::String(filled(text)),
                other => serde_json::to_value(other).unwrap(),
            };
            (key.clone(), value)
        });
        Value::Object(fields.collect())
    }

    fn check_answer(&self, printed: &str) {
        let name = &self.name;
        let answer: Value = serde_json::from_str(printed).unwrap();
        assert_eq!(answer["access_token"], TOKEN, "{name}");
        assert_eq!(answer["token_type"], self.token_type.as_str(), "{name}");
        assert_eq!(answer["provider"], self.provider.as_str(), "{name}");
        assert_eq!(answer["scope"], serde_json::to_value(&self.scope).unwrap(), "{name}");
        assert_eq!(answer["from_cache"], false, "{name}");
        let left = answer["expires_in"].as_i64().unwrap();
        assert!((self.expires_in - SLACK..=self.expires_in).contains(&left), "{name}: {left}");
    }
}

/// The fields of a request, with [`ANY`] for the values that are new in each.
fn known(sent: BTreeMap<String, String>, expected: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let is_any = |name: &String, value: &String| {
        expected.get(name).is_some_and(|expected| expected == ANY) && !value.is_empty()
    };
    sent.into_iter()
        .map(|(name, value)| if is_any(&name, &value) { (name, ANY.to_owned()) } else { (name, value) })
        .collect()
}

/// Client id and secret from `Basic …`, decoded as RFC 6749 §2.3.1 requires.
fn decoded_basic(header: &str) -> (String, String) {
    let pair = BASE64_STANDARD.decode(header.strip_prefix("Basic ").unwrap()).unwrap();
    let pair = String::from_utf8(pair).unwrap();
    let (id, secret) = pair.split_once(':').unwrap();
    let decode = |part: &str| percent_decode_str(&part.replace('+', " ")).decode_utf8().unwrap().into_owned();
    (decode(id), decode(secret))
}

/// A row here or in `signed`, or an example in the definition, which a test compares with what is sent.
#[test]
fn every_request_for_an_application_is_compared_with_the_vendors() {
    let rows = cases().into_iter().map(|case| case.provider);
    let rows: BTreeSet<String> = rows.chain(PROVIDERS.map(str::to_owned)).collect();
    let applications: BTreeSet<String> = for_applications().into_iter().collect();
    assert!(rows.is_subset(&applications), "{:?}", rows.difference(&applications));
    for name in applications.difference(&rows) {
        let is_whole =
            |example: &&toml::Value| example.get("request").is_some() && example.get("token").is_some();
        assert!(
            examples(name).iter().any(|example| is_whole(&example)),
            "src/providers/{name}.toml: add an example with the whole `request`, its `answer` and the `token`"
        );
    }
}

#[test]
fn documented_request_is_sent_and_documented_response_is_read() {
    for case in cases() {
        let (env, world) = (TestEnv::new(), case.world());
        let printed = case.call(&env, &world, &["-o", "json"]).run().success();
        case.check_request(&world.request());
        case.check_answer(&printed);
    }
}

#[test]
fn token_is_sent_where_the_vendors_api_expects_it() {
    for case in cases() {
        let (env, world) = (TestEnv::new(), case.world().may_be_silent());
        let curl = case.call(&env, &world, &["-o", "curl"]).run();
        let header = case.call(&env, &world, &["-o", "header"]).run();
        if case.header.is_none() && case.url_query.is_none() {
            let api = format!("use `gettoken api {} ", case.provider);
            assert!(curl.failed(2).contains(&api) && header.failed(2).contains(&api), "{}", case.name);
            let help = env.gettoken(&[&case.provider, "--help"]).run().success();
            assert!(help.contains("  gettoken api ") && !help.contains("| curl"), "{help}");
            assert!(world.requests().is_empty(), "{}", case.name);
            continue;
        }
        let curl = curl.success();
        match (&case.header, &case.url_query) {
            (Some(line), None) => {
                assert_eq!(header.success(), filled(&format!("{line}\n")), "{}", case.name);
                let lines: String = line.lines().map(|line| format!("header = \"{line}\"\n")).collect();
                assert_eq!(curl, filled(&lines), "{}", case.name);
            }
            (None, Some(parameter)) => {
                assert!(header.failed(2).contains("-o curl"), "{}", case.name);
                assert_eq!(curl, filled(&format!("url-query = \"{parameter}\"\n")), "{}", case.name);
            }
            _ => panic!("{} has both `header` and `url-query`", case.name),
        }
    }
}

#[test]
fn examples_in_every_definition_pass() {
    let env = TestEnv::new();
    let names: Vec<String> = providers().iter().map(|row| name(row).to_owned()).collect();
    let checked = env.gettoken(&["providers", "check"]);
    let checked = names.iter().fold(checked, Call::arg).run().success();
    let lines: Vec<&str> = checked.lines().collect();
    assert_eq!(lines.len(), names.len(), "{checked}");
    for (line, name) in lines.iter().zip(&names) {
        assert!(line.starts_with(&format!("{name}: ")), "{line}");
    }
}

/// The providers whose requests `providers::sdks` compares with those of the vendor's own library.
fn compared_with_vendors() -> BTreeSet<String> {
    let cases: toml::Table = toml::from_str(include_str!("../../cases/sdks.toml")).unwrap();
    let sdks = cases["sdk"].as_array().unwrap().iter().filter(|sdk| sdk["maker"].as_str() == Some("vendor"));
    let calls = sdks.flat_map(|sdk| sdk["call"].as_array().unwrap());
    calls.map(|call| call["gettoken"].as_str().unwrap().split(' ').next().unwrap().to_owned()).collect()
}

/// A definition claims no more than what was done. What nobody has confirmed is marked where it is.
#[test]
fn evidence_of_every_provider_says_what_was_read_or_done_and_when() {
    let compared = compared_with_vendors();
    for row in providers() {
        let (name, evidence) = (name(&row), row["evidence"].as_str().unwrap());
        let source = row["evidence_source"].as_str().unwrap();
        assert!(!source.is_empty() && row["evidence_date"].as_str().unwrap().len() == 10, "{row}");
        let is_documented = ["live", "sdk", "documented"].contains(&evidence);
        assert_eq!(row["status"], if is_documented { "verified" } else { "unverified" }, "{row}");
        let is_compared = compared.contains(name) && source.contains("tests/real/sdks.py");
        assert_eq!(evidence == "sdk", is_compared, "{row}: only what tests/real/sdks.py compares is `sdk`");
        let definition = definition(name);
        let mut marked = definition.lines().filter(|line| line.contains('#'));
        let is_mark = |line: &str| line.contains("confirmed") || line.contains("the article");
        assert!(
            evidence != "unverified" || marked.any(is_mark),
            "{name}: mark what is not confirmed: # not confirmed"
        );
    }
}

#[test]
fn evidence_is_listed_in_the_words_of_the_definition() {
    let env = TestEnv::new();
    for (lang, client, documented) in
        [("en", "client", "documented"), ("zh", "依据第三方客户端", "依据平台文档")]
    {
        let list = env.gettoken(&["providers", "list", "--lang", lang]).run().success();
        let line = |name: &str| list.lines().find(|line| line.starts_with(&format!("{name} "))).unwrap();
        assert!(line("jd").contains(client) && line("alimail").contains(documented), "{list}");
        let help = env.gettoken(&["providers", "list", "--help", "--lang", lang]).run().success();
        let above = env.gettoken(&["providers", "--help", "--lang", lang]).run().success();
        for word in ["live", "sdk", "documented", "client", "unverified"] {
            assert!(help.contains(word) && !above.contains(word), "{word}: {help}{above}");
        }
        let help = env.gettoken(&["jd", "--help", "--lang", lang]).run().success();
        assert!(help.contains(if lang == "en" { "clients in use" } else { "第三方客户端" }), "{help}");
    }
}

#[test]
fn evidence_without_a_source_or_a_date_is_refused() {
    let check = |lines: &str| {
        let env = TestEnv::new();
        let grant = "[client-credentials]\nurl = \"https://login.acme.example/t\"\n";
        env.write_provider("acme", &format!("title = \"Acme\"\n{lines}{grant}"));
        env.gettoken(&["providers", "check", "acme"]).run()
    };
    let sound = "evidence = \"client\"\nevidence-source = \"acme.py\"\nevidence-date = \"2026-02-28\"\n";
    assert_eq!(check(sound).stderr, "");
    assert_eq!(check("evidence = \"unverified\"\n").stderr, "");
    assert_eq!(check(&sound.replace("\"2026-02-28\"", "2026-02-28")).stderr, "");
    for (from, to, expected) in [
        ("client", "proved", "unknown variant `proved`"),
        ("acme.py", " ", "missing `evidence-source`"),
        ("2026-02-28", "2026-02-30", "must be a date such as \"2026-11-28\", not 2026-02-30"),
        ("2026-02-28", "2026-2-28", "must be a date"),
        ("2026-02-28", "", "missing `evidence-date`"),
    ] {
        let stderr = check(&sound.replace(from, to)).failed(3);
        assert!(stderr.contains(expected), "{to}: {stderr}");
    }
    let earlier = check("status = \"verified\"\n");
    assert!(earlier.stderr.contains("`status` is now `evidence`"), "{earlier:?}");
    assert!(earlier.success().contains("acme: "));
}

/// A definition that was written for an earlier version.
#[test]
fn status_of_own_definitions_is_read_as_evidence() {
    let env = TestEnv::new();
    for (status, evidence) in [("verified", "documented"), ("unverified", "unverified")] {
        let grant = "[client-credentials]\nurl = \"https://login.acme.example/t\"\n";
        env.write_provider("acme", &format!("title = \"Acme\"\nstatus = \"{status}\"\n{grant}"));
        let rows: Value =
            serde_json::from_str(&env.gettoken(&["providers", "list", "--json"]).run().success()).unwrap();
        let row = rows.as_array().unwrap().iter().find(|row| row["name"] == "acme").unwrap();
        assert_eq!((&row["status"], &row["evidence"]), (&status.into(), &evidence.into()));
    }
}

#[test]
fn every_provider_links_to_a_page_of_its_vendor() {
    for row in providers() {
        assert!(row["docs"].as_str().unwrap().starts_with("https://"), "{row}");
        assert_eq!(row["own"], false, "{row}");
    }
}

/// An IP address that sends too many requests is banned for five minutes and answered by a firewall.
#[test]
fn dingtalk_firewall_page_is_a_rate_limit() {
    let page = "<!DOCTYPE html><html><body>405</body></html>";
    for (body, status) in [(page, 200), (page, 405)] {
        let env = TestEnv::new();
        let world = World::always(Reply::empty(status).header("Content-Type", "text/html").body(body));
        let stderr = env
            .gettoken(&["dingtalk", "-o", "token", "--error-format", "json"])
            .env("DINGTALK_CLIENT_ID", CLIENT_ID)
            .env("DINGTALK_CLIENT_SECRET", SECRET)
            .through(&world)
            .run()
            .failed(7);
        let error: Value = serde_json::from_str(&stderr).unwrap();
        assert_eq!(error["error"]["retry_after"], 300, "{stderr}");
        assert_eq!(error["error"]["retryable"], true, "{stderr}");
        world.request();
    }
}

#[test]
fn dingtalk_firewall_json_is_a_rate_limit() {
    let env = TestEnv::new();
    let ban = r#"{"status":1111,"wait":5,"source":"x5","punish":"deny","uuid":"u-1"}"#;
    let world = World::always(Reply::json(200, ban));
    let stderr = env
        .gettoken(&["dingtalk", "-o", "token", "--retries", "0"])
        .env("DINGTALK_CLIENT_ID", CLIENT_ID)
        .env("DINGTALK_CLIENT_SECRET", SECRET)
        .through(&world)
        .run()
        .failed(7);
    assert!(stderr.contains("deny") && stderr.contains("u-1"), "{stderr}");
}

#[test]
fn wechat_classic_token_without_a_cache_causes_a_warning() {
    let env = TestEnv::new();
    let world = World::always(Reply::json(200, r#"{"access_token":"t","expires_in":7200}"#));
    let call = |args: &[&str]| {
        env.gettoken(args)
            .env("WECHAT_CLIENT_ID", CLIENT_ID)
            .env("WECHAT_CLIENT_SECRET", SECRET)
            .through(&world)
            .run()
    };
    let kept = call(&["wechat", "-o", "token"]);
    assert_eq!((kept.stdout.as_str(), kept.stderr.as_str()), ("t\n", ""));
    let loose = call(&["wechat", "-o", "token", "--no-cache"]);
    assert!(loose.stderr.contains("invalidates"), "{loose:?}");
    assert_eq!(loose.success(), "t\n");
}
